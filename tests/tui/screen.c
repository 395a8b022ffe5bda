/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

#include "term_private.h"
#include "trial.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What libvterm puts in the second half of a wide character. */
#define SECOND_HALF UINT32_MAX

static void
on_reply(const char *bytes, size_t size, void *user)
{
	struct term *t = user;

	if (size > sizeof t->reply - t->reply_size)
		size = sizeof t->reply - t->reply_size;
	memcpy(t->reply + t->reply_size, bytes, size);
	t->reply_size += size;
}

static void
on_mark(struct term *t, bool title, const char *text)
{
	char *end;
	unsigned long number = strtoul(text, &end, 10);

	t->mark_bytes += strlen(text) + strlen("\033]1;\a");
	if (end == text)
		return;
	if (title) {
		t->marks.painted = number;
		return;
	}
	t->marks.reading = number;
	t->marks.rows = (int)strtol(end, &end, 10);
	t->marks.columns = (int)strtol(end, &end, 10);
}

static void
on_title(struct term *t, bool title, const VTermValue *value)
{
#if VTERM_VERSION_MAJOR == 0 && VTERM_VERSION_MINOR < 2
	on_mark(t, title, value->string);
#else
	size_t size = value->string.len;

	if (value->string.initial)
		t->fragment_size = 0;
	if (size > sizeof t->fragment - 1 - t->fragment_size)
		size = sizeof t->fragment - 1 - t->fragment_size;
	memcpy(t->fragment + t->fragment_size, value->string.str, size);
	t->fragment_size += size;
	t->fragment[t->fragment_size] = '\0';
	if (value->string.final)
		on_mark(t, title, t->fragment);
#endif
}

static int
on_property(VTermProp property, VTermValue *value, void *user)
{
	struct term *t = user;

	switch (property) {
	case VTERM_PROP_TITLE:
	case VTERM_PROP_ICONNAME:
		on_title(t, property == VTERM_PROP_TITLE, value);
		break;
	case VTERM_PROP_CURSORVISIBLE:
		t->cursor_visible = value->boolean;
		break;
	case VTERM_PROP_ALTSCREEN:
		t->alternate = value->boolean;
		break;
	default:
		break;
	}
	return 1;
}

static int
on_bell(void *user)
{
	struct term *t = user;

	t->bells++;
	return 1;
}

static const VTermScreenCallbacks callbacks = {
	.settermprop = on_property,
	.bell = on_bell,
};

void
screen_make(struct term *t, int rows, int columns)
{
	t->vterm = vterm_new(rows, columns);
	if (t->vterm == NULL)
		abort();
	vterm_set_utf8(t->vterm, 1);
	vterm_output_set_callback(t->vterm, on_reply, t);
	t->screen = vterm_obtain_screen(t->vterm);
	vterm_screen_set_callbacks(t->screen, &callbacks, t);
	vterm_screen_enable_altscreen(t->screen, 1);
	t->cursor_visible = true;
	vterm_screen_reset(t->screen, 1);
}

int
term_rows(const struct term *t)
{
	int rows, columns;

	vterm_get_size(t->vterm, &rows, &columns);
	return rows;
}

int
term_columns(const struct term *t)
{
	int rows, columns;

	vterm_get_size(t->vterm, &rows, &columns);
	return columns;
}

bool
term_alternate(const struct term *t)
{
	return t->alternate;
}

/* libvterm tells only by what it would send before a paste. */
bool
term_brackets_pastes(struct term *t)
{
	size_t before = t->reply_size;
	bool on;

	vterm_keyboard_start_paste(t->vterm);
	on = t->reply_size > before;
	t->reply_size = before;
	return on;
}

static size_t
encode(char *to, uint32_t c)
{
	if (c < 0x80) {
		to[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		to[0] = (char)(0xc0 | c >> 6);
		to[1] = (char)(0x80 | (c & 0x3f));
		return 2;
	}
	if (c < 0x10000) {
		to[0] = (char)(0xe0 | c >> 12);
		to[1] = (char)(0x80 | (c >> 6 & 0x3f));
		to[2] = (char)(0x80 | (c & 0x3f));
		return 3;
	}
	to[0] = (char)(0xf0 | (c >> 18 & 0x07));
	to[1] = (char)(0x80 | (c >> 12 & 0x3f));
	to[2] = (char)(0x80 | (c >> 6 & 0x3f));
	to[3] = (char)(0x80 | (c & 0x3f));
	return 4;
}

static int32_t
colour(const VTermColor *colour, bool is_default)
{
	if (is_default)
		return -1;
	if (VTERM_COLOR_IS_INDEXED(colour))
		return colour->indexed.idx;
	return 0x1000000 | colour->rgb.red << 16 | colour->rgb.green << 8 |
	       colour->rgb.blue;
}

struct term_cell
term_cell(struct term *t, int row, int column)
{
	VTermScreenCell cell;
	struct term_cell result = {0};
	size_t size = 0;

	if (!vterm_screen_get_cell(
		    t->screen, (VTermPos){.row = row, .col = column}, &cell))
		term_fail(t, "there is no cell %d:%d", row, column);
	if (cell.chars[0] != SECOND_HALF) {
		for (int i = 0;
		     i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i] != 0; i++)
			size += encode(result.text + size, cell.chars[i]);
		result.width = (unsigned char)cell.width;
	}
	result.bold = cell.attrs.bold;
	result.underline = cell.attrs.underline != VTERM_UNDERLINE_OFF;
	result.italic = cell.attrs.italic;
	result.blink = cell.attrs.blink;
	result.reverse = cell.attrs.reverse;
	result.foreground =
		colour(&cell.fg, VTERM_COLOR_IS_DEFAULT_FG(&cell.fg));
	result.background =
		colour(&cell.bg, VTERM_COLOR_IS_DEFAULT_BG(&cell.bg));
	return result;
}

struct term_cursor
term_cursor(struct term *t)
{
	VTermPos position;

	vterm_state_get_cursorpos(vterm_obtain_state(t->vterm), &position);
	return (struct term_cursor){
		.row = position.row,
		.column = position.col,
		.visible = t->cursor_visible,
	};
}

/* What the cell puts into a row's text. */
static const char *
text_of(const struct term_cell *cell)
{
	return cell->width > 0 && *cell->text == '\0' ? " " : cell->text;
}

const char *
term_row(struct term *t, int row)
{
	int columns = term_columns(t);
	size_t room = (size_t)columns * sizeof((struct term_cell){0}).text + 1;
	size_t size = 0;

	free(t->row_text);
	t->row_text = malloc(room);
	if (t->row_text == NULL)
		abort();
	for (int x = 0; x < columns; x++) {
		struct term_cell cell = term_cell(t, row, x);
		const char *text = text_of(&cell);

		memcpy(t->row_text + size, text, strlen(text));
		size += strlen(text);
	}
	while (size > 0 && t->row_text[size - 1] == ' ')
		size--;
	t->row_text[size] = '\0';
	return t->row_text;
}

const char *
term_screen_text(struct term *t)
{
	size_t size;
	FILE *text;

	free(t->screen_text);
	t->screen_text = NULL;
	text = open_memstream(&t->screen_text, &size);
	if (text == NULL)
		abort();
	for (int y = 0; y < term_rows(t); y++)
		fprintf(text, "%s\n", term_row(t, y));
	if (fclose(text) != 0)
		abort();
	return t->screen_text;
}

/* The column of the cell whose text begins at this byte of the row's text, or holds it. */
static int
column_at(struct term *t, int row, size_t byte)
{
	size_t size = 0;

	for (int x = 0; x < term_columns(t); x++) {
		struct term_cell cell = term_cell(t, row, x);

		size += strlen(text_of(&cell));
		if (size > byte)
			return x;
	}
	return term_columns(t);
}

bool
term_find(struct term *t, const char *text, int *row, int *column)
{
	for (int y = 0; y < term_rows(t); y++) {
		const char *line = term_row(t, y);
		const char *found = strstr(line, text);

		if (found == NULL)
			continue;
		if (row != NULL)
			*row = y;
		if (column != NULL)
			*column = column_at(t, y, (size_t)(found - line));
		return true;
	}
	return false;
}

void
term_shows(struct term *t, const char *text)
{
	if (!term_find(t, text, NULL, NULL))
		term_fail(t, "expected on the screen: %s", text);
}

void
term_lacks(struct term *t, const char *text)
{
	if (term_find(t, text, NULL, NULL))
		term_fail(t, "expected not on the screen: %s", text);
}

void
term_fail(struct term *t, const char *format, ...)
{
	char *message = NULL, *picture = NULL;
	size_t size;
	FILE *out = open_memstream(&picture, &size);
	struct term_cursor cursor = term_cursor(t);
	va_list arguments;

	va_start(arguments, format);
	if (out == NULL || vasprintf(&message, format, arguments) < 0)
		abort();
	va_end(arguments);
	fprintf(out, "the screen, %d x %d, cursor at %d:%d%s, repaint %lu:\n",
	        term_rows(t), term_columns(t), cursor.row, cursor.column,
	        cursor.visible ? "" : " (hidden)", t->marks.painted);
	for (int y = 0; y < term_rows(t); y++)
		fprintf(out, "%3d|%s\n", y, term_row(t, y));
	if (fclose(out) != 0)
		abort();
	trial_fail("%s\n%s", message, picture);
}
