/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_WALK_H
#define TUI_WALK_H

/* From finding to finding, in the order they have on the screen. Knows no
 * curses. */

#include "tui/page.h"

/* What is stopped at. */
enum walk_kind {
	WALK_PROBLEMS, /* what is to be mended; blank cells in a row once */
	WALK_UNFILLED  /* each blank cell and empty section */
};

/*
 * The nearest finding of the kind beyond the caret; where there is none, round
 * to the far end. Of several at one spot each is gone to, in the order in which
 * they are spoken of there. NONE: nothing is left.
 */
size_t walk(const struct session *session, const struct page_focus *focus,
            enum walk_kind kind, bool forward);

#endif
