/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/paint.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "base/wrap.h"
#include "tui/canvas.h"

/* The screen never writes outside itself: what begins off it is dropped. */
static bool
on_screen(int y, int x)
{
	return y >= 0 && y < LINES && x >= 0 && x < COLS;
}

static size_t
columns_of(const char *text)
{
	return text_width(text, strlen(text), AMBIGUOUS_NARROW);
}

int
paint_run(int y, int x, enum style style, const char *text, size_t length)
{
	struct buffer shown = {0};
	int width;

	if (!on_screen(y, x))
		return 0;
	text_show(&shown, text, length);
	width = (int)text_width(shown.data, shown.length, AMBIGUOUS_NARROW);
	if (x + width > COLS) {
		buffer_clear(&shown);
		text_pad(&shown, text, length, (size_t)(COLS - x),
		         AMBIGUOUS_NARROW);
		width = COLS - x;
	}
	canvas_run(y, x, style, shown.data, shown.length);
	buffer_free(&shown);
	return width;
}

void
paint_text(int y, int x, int width, enum style style, const char *text)
{
	if (x + width > COLS)
		width = COLS - x;
	if (width > 0)
		canvas_text(y, x, width, style, text);
}

static void
paint_shifted(int y, int x, int width, enum style style, const char *text,
              int divisor)
{
	int spare = width - (int)columns_of(text);
	int before = spare > 0 ? spare / divisor : 0;
	struct area gap = {y, x, 1, before};

	paint_blank(gap);
	paint_text(y, x + before, width - before, style, text);
}

void
paint_right(int y, int x, int width, enum style style, const char *text)
{
	paint_shifted(y, x, width, style, text, 1);
}

void
paint_centre(int y, int x, int width, enum style style, const char *text)
{
	paint_shifted(y, x, width, style, text, 2);
}

void
paint_blank(struct area area)
{
	int width = area.x + area.width > COLS ? COLS - area.x : area.width;

	for (int i = 0; width > 0 && i < area.height; i++)
		canvas_sign(area.y + i, area.x, width, STYLE_PLAIN,
		            CANVAS_BLANK);
}

void
paint_line(int y, int x, int width)
{
	canvas_sign(y, x, width, STYLE_DIM, CANVAS_LINE);
}

void
paint_bar(int y, int x, int height)
{
	for (int i = 0; i < height; i++)
		canvas_sign(y + i, x, 1, STYLE_DIM, CANVAS_BAR);
}

void
paint_box(struct area area, const char *title)
{
	int bottom = area.y + area.height - 1;
	int right = area.x + area.width - 1;

	paint_blank(area);
	paint_line(area.y, area.x, area.width);
	paint_line(bottom, area.x, area.width);
	paint_bar(area.y, area.x, area.height);
	paint_bar(area.y, right, area.height);
	canvas_sign(area.y, area.x, 1, STYLE_DIM, CANVAS_TOP_LEFT);
	canvas_sign(area.y, right, 1, STYLE_DIM, CANVAS_TOP_RIGHT);
	canvas_sign(bottom, area.x, 1, STYLE_DIM, CANVAS_BOTTOM_LEFT);
	canvas_sign(bottom, right, 1, STYLE_DIM, CANVAS_BOTTOM_RIGHT);
	if (title && area.width > 6) {
		int width = (int)columns_of(title);

		if (width > area.width - 6)
			width = area.width - 6;
		paint_text(area.y, area.x + 2, 1, STYLE_PLAIN, " ");
		paint_text(area.y, area.x + 3, width, STYLE_TITLE, title);
		paint_text(area.y, area.x + 3 + width, 1, STYLE_PLAIN, " ");
	}
}

size_t
paint_wrapped(struct area area, enum style style, const char *text, size_t from)
{
	size_t number = 0;

	for (const char *start = text;; start++) {
		size_t length = strcspn(start, "\n");
		struct text_line *lines;
		size_t count = text_wrap(start, length, (size_t)area.width, 0,
		                         AMBIGUOUS_NARROW, &lines);

		for (size_t i = 0; i < count; i++, number++) {
			if (number < from ||
			    number - from >= (size_t)area.height)
				continue;
			paint_run(area.y + (int)(number - from), area.x, style,
			          start + lines[i].start,
			          lines[i].end - lines[i].start);
		}
		free(lines);
		start += length;
		if (*start == '\0')
			return number;
	}
}
