/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_CANVAS_H
#define TUI_CANVAS_H

/*
 * The picture of the whole screen, made anew for each event from its start:
 * what is painted is noted down line by line, and only lines of which
 * something else was noted than in the picture before are painted at all. All
 * that goes to stdscr goes through here.
 */

#include <curses.h>
#include <stddef.h>

#include "tui/terminal.h"

enum canvas_sign {
	CANVAS_BLANK,
	CANVAS_LINE, /* ─ */
	CANVAS_BAR,  /* │ */
	CANVAS_TOP_LEFT,
	CANVAS_TOP_RIGHT,
	CANVAS_BOTTOM_LEFT,
	CANVAS_BOTTOM_RIGHT,
};

/* An empty picture. */
void canvas_begin(void);
/* Brings stdscr up to date, which the caller then refreshes. Moves its
 * cursor. */
void canvas_end(void);
/* The screen is of another size, or was: the next picture is painted whole. */
void canvas_forget(void);

/* What begins off the screen is dropped. In so many columns, which fit: */
/* the text cut (with …) and padded, */
void canvas_text(int y, int x, int columns, enum style style, const char *text);
/* a sign, all along, */
void canvas_sign(int y, int x, int columns, enum style style,
                 enum canvas_sign sign);
/* line `line` of a pad from column `from` on. */
void canvas_pad(int y, int x, int columns, WINDOW *pad, int line, int from);
/* Text as text_show() gives it, which fits. */
void canvas_run(int y, int x, enum style style, const char *text,
                size_t length);

#endif
