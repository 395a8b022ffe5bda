/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/canvas.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "base/text.h"

enum kind { KIND_TEXT, KIND_RUN, KIND_SIGN, KIND_PAD };

/* Noted as its bytes, with no chance bytes between, and then `length` bytes:
 * the text, or the cells of the pad. */
struct stroke {
	enum kind kind;
	enum style style;
	int x, width;
	enum canvas_sign sign;
	int line, from; /* in the pad */
	WINDOW *pad;
	size_t length;
};

struct row {
	struct buffer now;
	struct buffer before; /* what stdscr shows */
	bool known;           /* ... indeed */
};

static struct row *rows;
static int height, width;

static bool
on_screen(int y, int x)
{
	return y >= 0 && y < height && x >= 0 && x < width;
}

void
canvas_forget(void)
{
	for (int y = 0; y < height; y++) {
		buffer_free(&rows[y].now);
		buffer_free(&rows[y].before);
	}
	free(rows);
	rows = NULL;
	height = width = 0;
}

void
canvas_begin(void)
{
	if (height != LINES || width != COLS) {
		canvas_forget();
		height = LINES;
		width = COLS;
		rows = xcalloc((size_t)height, sizeof(*rows));
	}
	for (int y = 0; y < height; y++)
		buffer_clear(&rows[y].now);
}

/* --- noting --- */

static struct stroke
stroke(enum kind kind, enum style style, int x, int columns)
{
	struct stroke stroke;

	memset(&stroke, 0, sizeof(stroke));
	stroke.kind = kind;
	stroke.style = style;
	stroke.x = x;
	stroke.width = columns;
	return stroke;
}

static void
note(int y, const struct stroke *stroke, const void *bytes)
{
	buffer_add(&rows[y].now, stroke, sizeof(*stroke));
	buffer_add(&rows[y].now, bytes, stroke->length);
}

void
canvas_text(int y, int x, int columns, enum style style, const char *text)
{
	struct stroke noted = stroke(KIND_TEXT, style, x, columns);

	noted.length = strlen(text);
	if (on_screen(y, x))
		note(y, &noted, text);
}

void
canvas_run(int y, int x, enum style style, const char *text, size_t length)
{
	struct stroke noted = stroke(KIND_RUN, style, x, 0);

	noted.length = length;
	if (on_screen(y, x))
		note(y, &noted, text);
}

void
canvas_sign(int y, int x, int columns, enum style style, enum canvas_sign sign)
{
	struct stroke noted = stroke(KIND_SIGN, style, x, columns);

	noted.sign = sign;
	if (on_screen(y, x))
		note(y, &noted, "");
}

void
canvas_pad(int y, int x, int columns, WINDOW *pad, int line, int from)
{
	struct stroke noted = stroke(KIND_PAD, STYLE_PLAIN, x, columns);
	cchar_t *cells = xcalloc((size_t)columns + 1, sizeof(*cells));
	int cursor_y, cursor_x;

	/* Its cells, so that another content is another stroke. */
	getyx(pad, cursor_y, cursor_x);
	mvwin_wchnstr(pad, line, from, cells, columns);
	wmove(pad, cursor_y, cursor_x);
	noted.line = line;
	noted.from = from;
	noted.pad = pad;
	noted.length = (size_t)columns * sizeof(*cells);
	if (on_screen(y, x))
		note(y, &noted, cells);
	free(cells);
}

/* --- painting --- */

/* What a character looks like whose width terminals do not agree on. */
static char
look_alike(char32_t character)
{
	/* Quotes, dashes, the ellipsis, dots, signs, arrows, circles, lines,
	 * the check mark, marks of sides. */
	static const char32_t from[] =
		U"\u201C\u201D\u2018\u2019\u2014\u2013\u2026\u00B7\u00D7\u00F7"
		U"\u00B1\u00B0\u2192\u2190\u2191\u2193\u25CB\u25CF\u2500\u2502"
		U"\u252C\u2534\u2514\u2713\u00AB\u00BB";
	static const char to[] = "\"\"''--..x/+o><^vo*-|+++v<>";

	for (size_t i = 0; from[i] != 0; i++)
		if (from[i] == character)
			return to[i];
	/* Digits in circles: 1 to 9. */
	if (character >= 0x2460 && character <= 0x2468)
		return (char)('1' + (character - 0x2460));
	return '*';
}

static void
put_plain(struct buffer *out, const char *text, size_t length)
{
	for (size_t at = 0; at < length;) {
		char32_t character;
		size_t bytes = text_decode(text + at, length - at, &character);

		if (text_char_width(character, AMBIGUOUS_NARROW) ==
		    text_char_width(character, AMBIGUOUS_WIDE))
			buffer_add(out, text + at, bytes);
		else
			buffer_putc(out, look_alike(character));
		at += bytes;
	}
}

static void
paint_bytes(int y, int x, const char *text, size_t length)
{
	struct buffer plain = {0};

	if (!terminal_is_ascii()) {
		mvaddnstr(y, x, text, (int)length);
		return;
	}
	put_plain(&plain, text, length);
	if (plain.length > 0)
		mvaddnstr(y, x, plain.data, (int)plain.length);
	buffer_free(&plain);
}

static void
paint_sign(int y, const struct stroke *stroke)
{
	static const char plain[] = {
		[CANVAS_LINE] = '-',        [CANVAS_BAR] = '|',
		[CANVAS_TOP_LEFT] = '+',    [CANVAS_TOP_RIGHT] = '+',
		[CANVAS_BOTTOM_LEFT] = '+', [CANVAS_BOTTOM_RIGHT] = '+'};
	const cchar_t *const signs[] = {[CANVAS_LINE] = WACS_HLINE,
	                                [CANVAS_BAR] = WACS_VLINE,
	                                [CANVAS_TOP_LEFT] = WACS_ULCORNER,
	                                [CANVAS_TOP_RIGHT] = WACS_URCORNER,
	                                [CANVAS_BOTTOM_LEFT] = WACS_LLCORNER,
	                                [CANVAS_BOTTOM_RIGHT] = WACS_LRCORNER};

	if (stroke->sign == CANVAS_BLANK)
		mvhline(y, stroke->x, ' ', stroke->width);
	else if (terminal_is_ascii())
		mvhline(y, stroke->x, (chtype)plain[stroke->sign],
		        stroke->width);
	else
		mvhline_set(y, stroke->x, signs[stroke->sign], stroke->width);
}

static void
paint(int y, const struct stroke *stroke, const char *bytes)
{
	struct buffer line = {0};

	terminal_style(stroke->style);
	switch (stroke->kind) {
	case KIND_TEXT:
		text_pad(&line, bytes, stroke->length, (size_t)stroke->width,
		         AMBIGUOUS_NARROW);
		paint_bytes(y, stroke->x, line.data, line.length);
		break;
	case KIND_RUN:
		paint_bytes(y, stroke->x, bytes, stroke->length);
		break;
	case KIND_SIGN:
		paint_sign(y, stroke);
		break;
	case KIND_PAD:
		copywin(stroke->pad, stdscr, stroke->line, stroke->from, y,
		        stroke->x, y, stroke->x + stroke->width - 1, FALSE);
		break;
	}
	buffer_free(&line);
}

static void
paint_row(int y, const struct buffer *strokes)
{
	struct stroke stroke;

	terminal_style(STYLE_PLAIN);
	wmove(stdscr, y, 0);
	clrtoeol();
	for (size_t at = 0; at < strokes->length; at += stroke.length) {
		memcpy(&stroke, strokes->data + at, sizeof(stroke));
		at += sizeof(stroke);
		paint(y, &stroke, strokes->data + at);
	}
	terminal_style(STYLE_PLAIN);
}

void
canvas_end(void)
{
	for (int y = 0; y < height; y++) {
		struct row *row = &rows[y];
		struct buffer before = row->before;

		if (row->known && buffer_is_same(&row->now, &before))
			continue;
		paint_row(y, &row->now);
		row->before = row->now;
		row->now = before;
		row->known = true;
	}
}
