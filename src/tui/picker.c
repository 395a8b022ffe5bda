/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/picker.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"
#include "form/form.h"
#include "tui/paint.h"
#include "tui/prompt.h"
#include "tui/screen.h"

#define WIDTH_MOST 100
/* Lines for the current row in full, where a row has such. */
#define DETAIL_LINES 2

struct picker {
	struct layer layer;
	struct picker_look look;
	size_t *shown; /* rows that are left, by number */
	size_t shown_count;
	size_t current; /* in `shown`; NONE: nothing to choose */
	size_t top;
	size_t height; /* rows in sight, as last drawn */
	bool detailed;
	struct prompt filter;
};

struct picker_row *
picker_add(struct picker_rows *rows)
{
	rows->items = grow(rows->items, &rows->capacity, rows->count + 1,
	                   sizeof *rows->items);
	rows->items[rows->count] = (struct picker_row){.style = STYLE_PLAIN};
	return &rows->items[rows->count++];
}

static struct picker_row *
row_at(const struct picker *picker, size_t number)
{
	return &picker->look.rows.items[picker->shown[number]];
}

/* --- what is left --- */

static bool
has_word(const char *text, const char *word, size_t length)
{
	for (; text && *text; text++)
		if (strncasecmp(text, word, length) == 0)
			return true;
	return false;
}

static bool
matches(const struct picker_row *row, const char *words)
{
	for (const char *word = words; *word;) {
		size_t length = strcspn(word, " ");

		if (length > 0 && !has_word(row->text, word, length) &&
		    !has_word(row->aside, word, length) &&
		    !has_word(row->match, word, length))
			return false;
		word += length;
		word += strspn(word, " ");
	}
	return true;
}

/* The first row from `number` on, or before it, that can be current. */
static size_t
seek(const struct picker *picker, size_t number, bool down)
{
	for (; number < picker->shown_count; number += down ? 1 : (size_t)-1)
		if (!row_at(picker, number)->heading)
			return number;
	return NONE;
}

/* A heading stays if a row below it does. */
static void
narrow(struct picker *picker)
{
	const char *words = prompt_text(&picker->filter);
	size_t heading = NONE;

	picker->shown_count = 0;
	for (size_t i = 0; i < picker->look.rows.count; i++) {
		const struct picker_row *row = &picker->look.rows.items[i];

		if (row->heading) {
			heading = i;
		} else if (matches(row, words)) {
			if (heading != NONE)
				picker->shown[picker->shown_count++] = heading;
			heading = NONE;
			picker->shown[picker->shown_count++] = i;
		}
	}
	picker->current = seek(picker, 0, true);
	picker->top = 0;
}

static void
start_at(struct picker *picker, size_t id)
{
	for (size_t i = 0; i < picker->shown_count; i++)
		if (row_at(picker, i)->id == id &&
		    !row_at(picker, i)->heading) {
			picker->current = i;
			return;
		}
}

/* --- drawing --- */

static void
keep_in_sight(struct picker *picker)
{
	size_t first = picker->current;

	if (picker->current == NONE) {
		picker->top = 0;
		return;
	}
	/* With the heading over it, where that fits. */
	if (first > 0 && row_at(picker, first - 1)->heading)
		first--;
	if (first < picker->top)
		picker->top = first;
	if (picker->current >= picker->top + picker->height)
		picker->top = picker->current + 1 - picker->height;
}

static void
draw_row(const struct picker *picker, size_t number, int y, struct area inside)
{
	const struct picker_row *row = row_at(picker, number);
	bool current = number == picker->current;
	enum style style = row->heading   ? STYLE_TITLE
	                   : row->refusal ? STYLE_DIM
	                                  : row->style;
	const char *aside = row->aside ? row->aside : "";
	int width = (int)text_width(aside, strlen(aside), AMBIGUOUS_NARROW);
	int indent = row->heading ? 0 : 2;

	if (width > inside.width / 2)
		width = inside.width / 2;
	if (!row->heading)
		paint_text(y, inside.x, indent, STYLE_KEY, current ? ">" : "");
	paint_text(y, inside.x + indent, inside.width - indent,
	           current ? STYLE_CURRENT : style, row->text);
	if (width > 0) {
		paint_text(y, inside.x + inside.width - width - 1, 1,
		           current ? STYLE_CURRENT : style, "");
		paint_text(y, inside.x + inside.width - width, width,
		           current        ? STYLE_CURRENT
		           : row->refusal ? STYLE_DIM
		                          : STYLE_KEY,
		           aside);
	}
}

static void
draw_detail(const struct picker *picker, struct area area)
{
	const struct picker_row *row;

	if (picker->current == NONE)
		return;
	row = row_at(picker, picker->current);
	if (row->refusal)
		paint_wrapped(area, STYLE_HINT, row->refusal, 0);
	else if (row->detail)
		paint_wrapped(area, row->style, row->detail, 0);
}

static void
draw(struct layer *layer)
{
	struct picker *picker = (struct picker *)layer;
	int width = COLS - 4 < WIDTH_MOST ? COLS - 4 : WIDTH_MOST;
	struct area box = {1, (COLS - width) / 2, LINES - 3, width};
	struct area inside = {box.y + 1, box.x + 2, box.height - 2,
	                      box.width - 4};
	struct area line = {inside.y, inside.x, 1, inside.width};

	paint_box(box, picker->look.title);
	prompt_draw(&picker->filter, line);
	inside.y++;
	inside.height--;
	if (picker->detailed) {
		struct area detail = {inside.y + inside.height - DETAIL_LINES,
		                      inside.x, DETAIL_LINES, inside.width};

		inside.height -= DETAIL_LINES + 1;
		paint_line(detail.y - 1, inside.x, inside.width);
		draw_detail(picker, detail);
	}
	picker->height = (size_t)inside.height;
	keep_in_sight(picker);
	for (size_t i = 0;
	     i < picker->height && picker->top + i < picker->shown_count; i++)
		draw_row(picker, picker->top + i, inside.y + (int)i, inside);
	if (picker->shown_count == 0)
		paint_text(inside.y, inside.x, inside.width, STYLE_HINT,
		           picker->look.empty);
	paint_centre(
		box.y + box.height, box.x, box.width, STYLE_DIM,
		picker->look.inspect
			? _("type to search, ↑ ↓ choose, Enter goes there, "
	                    "F1 in detail, Esc closes")
			: _("type to search, ↑ ↓ choose, Enter takes it, "
	                    "Esc closes"));
}

/* --- events --- */

static void
move_by(struct picker *picker, size_t rows, bool down)
{
	size_t last = picker->shown_count - 1, to;

	if (picker->current == NONE)
		return;
	if (down)
		to = last - picker->current > rows ? picker->current + rows
		                                   : last;
	else
		to = picker->current > rows ? picker->current - rows : 0;
	to = seek(picker, to, down);
	/* Past the first or last row there are only headings. */
	if (to == NONE)
		to = seek(picker, down ? last : 0, !down);
	picker->current = to;
}

/* False: it was chosen. */
static bool
choose(struct picker *picker, struct screen *screen)
{
	const struct picker_row *row;

	if (picker->current == NONE)
		return true;
	row = row_at(picker, picker->current);
	if (row->refusal) {
		screen_say(screen, xstrdup(row->refusal));
		return true;
	}
	picker->look.chosen(screen, row->id, picker->look.context);
	return false;
}

static bool
event(struct layer *layer, struct screen *screen, const struct event *event)
{
	struct picker *picker = (struct picker *)layer;
	enum action action =
		event->kind == EVENT_ACTION ? event->action : ACTION_NONE;
	size_t length = picker->filter.text.length;

	switch (action) {
	case ACTION_UP:
	case ACTION_PREVIOUS:
		move_by(picker, 1, false);
		return true;
	case ACTION_DOWN:
	case ACTION_NEXT:
		move_by(picker, 1, true);
		return true;
	case ACTION_PAGE_UP:
		move_by(picker, picker->height, false);
		return true;
	case ACTION_PAGE_DOWN:
		move_by(picker, picker->height, true);
		return true;
	case ACTION_TOP:
		move_by(picker, picker->shown_count, false);
		return true;
	case ACTION_BOTTOM:
		move_by(picker, picker->shown_count, true);
		return true;
	case ACTION_ESCAPE:
		return false;
	case ACTION_HELP:
		if (picker->look.inspect && picker->current != NONE)
			picker->look.inspect(
				screen, row_at(picker, picker->current)->id);
		return true;
	case ACTION_ENTER:
		return choose(picker, screen);
	default:
		prompt_event(&picker->filter, event);
		if (picker->filter.text.length != length)
			narrow(picker);
		return true;
	}
}

static void
cursor(const struct layer *layer, int *y, int *x)
{
	const struct picker *picker = (const struct picker *)layer;

	*y = picker->filter.y;
	*x = picker->filter.x;
}

static void
discard(struct layer *layer)
{
	struct picker *picker = (struct picker *)layer;

	for (size_t i = 0; i < picker->look.rows.count; i++) {
		struct picker_row *row = &picker->look.rows.items[i];

		free(row->text);
		free(row->aside);
		free(row->detail);
		free(row->match);
		free(row->refusal);
	}
	free(picker->look.rows.items);
	free(picker->shown);
	free(picker->look.title);
	prompt_close(&picker->filter);
	if (picker->look.drop)
		picker->look.drop(picker->look.context);
	free(picker);
}

struct layer *
picker_new(struct picker_look look)
{
	static const struct layer_kind kind = {.draw = draw,
	                                       .event = event,
	                                       .cursor = cursor,
	                                       .free = discard};
	struct picker *picker = xcalloc(1, sizeof *picker);

	picker->layer.kind = &kind;
	picker->look = look;
	picker->shown = xcalloc(look.rows.count + 1, sizeof *picker->shown);
	for (size_t i = 0; i < look.rows.count; i++)
		if (look.rows.items[i].detail || look.rows.items[i].refusal)
			picker->detailed = true;
	prompt_open(&picker->filter, xstrdup(_("Search:")), "");
	narrow(picker);
	start_at(picker, look.id);
	return &picker->layer;
}
