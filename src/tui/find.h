/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_FIND_H
#define TUI_FIND_H

/*
 * Finding and replacing in the preamble and all narrative sections: exactly
 * what was typed, but for the case of Latin letters, in the text as it is
 * typed. First a line that asks what for, then, on the match, a row of what
 * can be done, to choose from by arrows.
 */

#include "tui/screen.h"

void find_open(struct screen *screen);

/* The texts that are searched, in their order: the first of all that come
 * behind number `text` (NONE: the first), NONE behind the last. */
size_t find_next_text(const struct form *form, size_t text);
/* The first match in bytes [from, length) of a text, or NONE. */
size_t find_match(const char *text, size_t length, size_t from,
                  const char *sought);

#endif
