/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_POINT_H
#define TUI_POINT_H

/*
 * A live figure put into the text by pointing at its cell: the screen turns to
 * a table, Enter on a cell goes back with {path} at the caret, Esc without.
 */

#include "tui/screen.h"

/* Only with the caret in a text. */
void point_open(struct screen *screen);

/*
 * What stands in the text for a path at byte `at`: with its braces, or without
 * those that are there already. The caller frees it.
 */
char *point_text(const char *text, size_t length, size_t at, const char *path);

#endif
