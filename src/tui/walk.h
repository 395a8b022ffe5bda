/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_WALK_H
#define TUI_WALK_H

/* From finding to finding, in the order they have on the screen. Knows no
 * curses. */

#include "tui/page.h"

/*
 * The nearest finding beyond the caret that is still to be mended; where there
 * is none, round to the far end. Of several at one spot the one gone to last
 * (`problem`, or NONE) tells which is the next. NONE: nothing is left.
 */
size_t walk(const struct session *session, const struct page_focus *focus,
            size_t problem, bool forward);

#endif
