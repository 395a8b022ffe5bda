/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_EXTERNAL_H
#define TUI_EXTERNAL_H

/* A text edited in a program of the user's own: $VISUAL, $EDITOR, else nano or
 * vi. */

struct screen;

/* Lends the terminal to that program, with the text the caret is in, and waits
 * for its end. What it made of the text is one step of undo. */
void external_open(struct screen *screen);

#endif
