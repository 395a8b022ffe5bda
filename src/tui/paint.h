/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_PAINT_H
#define TUI_PAINT_H

/*
 * Drawing on the screen by columns: whole cells only, clipped by width, so
 * that no wide character is ever cut in half.
 */

#include <stdbool.h>
#include <stddef.h>

#include "tui/terminal.h"

struct area {
	int y, x;          /* of its first cell on the screen */
	int height, width; /* in lines and columns */
};

/* `text` cut (with …) and padded to exactly `width` columns. */
void paint_text(int y, int x, int width, enum style style, const char *text);
/* The same, at the right edge of the width. */
void paint_right(int y, int x, int width, enum style style, const char *text);
/* The same, centred. */
void paint_centre(int y, int x, int width, enum style style, const char *text);
/* Bytes of text as they are, without padding; must fit. Returns columns. */
int paint_run(int y, int x, enum style style, const char *text, size_t length);
void paint_blank(struct area area);
void paint_line(int y, int x, int width); /* ─ */
void paint_bar(int y, int x, int height); /* │ */
/* A box round `area` (its inside is blanked), with a title or NULL. */
void paint_box(struct area area, const char *title);
/*
 * Text wrapped into the area from line `from` of it on; returns the lines it
 * has in all.
 */
size_t paint_wrapped(struct area area, enum style style, const char *text,
                     size_t from);

#endif
