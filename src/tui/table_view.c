/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/table_view.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/wrap.h"
#include "report/evaluate.h"
#include "tui/table_build.h"

/* Field widths: what a column has at least where there is room, and where
 * there is little. */
#define FIELD_WIDTH 6
#define FIELD_WIDTH_MIN 5
/* So much of the labels may be cut before the grid scrolls. */
#define LABEL_CUT_MAX 4
#define MARK_WIDTH_MIN 2
#define MARK_WIDTH_MAX 10
/* Last year's figures; their head is the year. */
#define BESIDE_WIDTH_MIN 4

static int
columns_of(const char *text)
{
	return (int)text_width(text, strlen(text), AMBIGUOUS_NARROW);
}

int
view_columns_width(const struct table_view *view)
{
	const struct view_column *end;

	if (view->column_count == 0)
		return 1;
	end = &view->columns[view->column_count - 1];
	return end->x + end->width + 1;
}

int
view_span_x(const struct table_view *view, size_t first)
{
	return first < view->column_count ? view->columns[first].x : 0;
}

int
view_span_width(const struct table_view *view, size_t first, size_t span)
{
	int width = 0;

	for (size_t i = first; i < first + span && i < view->column_count; i++)
		width += view->columns[i].width;
	return width;
}

/* The same without what last year takes of the last of the columns. */
static int
figures_width(const struct table_view *view, size_t first, size_t span)
{
	int width = view_span_width(view, first, span);

	return first + span == view->beside + 1 ? width - view->beside_width
	                                        : width;
}

bool
view_has_last(const struct table_view *view, const struct view_place *place)
{
	return view->beside_width > 0 &&
	       place->first + place->span == view->beside + 1;
}

/* --- widths --- */

/* A value that is no figure takes no room from the others: it is cut, and its
 * finding shows it whole. A figure never is. */
static int
value_width(const struct value *value)
{
	int width;

	if (value->state == VALUE_BLANK)
		return 1;
	if (value->state == VALUE_FIGURE)
		return (int)strlen(value->text);
	width = columns_of(value->text);
	return width > FIELD_WIDTH_MIN ? FIELD_WIDTH_MIN : width;
}

static void
widen(struct table_view *view, size_t first, size_t span, int width)
{
	int has = view_span_width(view, first, span);

	if (has < width)
		view->columns[first + span - 1].width += width - has;
}

/* A merged cell's field is no wider than it needs to be, so that an entry
 * stands where the figure does. */
static void
set_fields(struct table_view *view, const struct report *report)
{
	for (size_t i = 0; i < view->place_count; i++) {
		struct view_place *place = &view->places[i];
		size_t last = place->first + place->span - 1;
		int whole = figures_width(view, place->first, place->span);
		int needed = value_width(&report->values[place->cell]);

		place->width = view->columns[last].width - 1;
		if (place->width < needed)
			place->width = needed;
		if (place->width > whole - 1)
			place->width = whole - 1;
		place->x = view->columns[place->first].x + whole - place->width;
	}
}

/* The longest run of ASCII letters and signs: it is not broken, as Chinese is
 * between any two characters. */
static int
word_width(const char *text)
{
	int longest = 0, run = 0;

	for (; *text; text++) {
		run = *text > ' ' && *text <= '~' ? run + 1 : 0;
		if (run > longest)
			longest = run;
	}
	return longest;
}

/* Room for last year's figures in the column of the cell they are wanted
 * beside. */
static void
widen_beside(struct table_view *view, const struct report *report,
             struct view_size size)
{
	size_t place = size.last ? view_find(view, size.beside) : NONE;
	int width = BESIDE_WIDTH_MIN;

	if (place == NONE)
		return;
	view->beside = view->places[place].first + view->places[place].span - 1;
	for (size_t i = 0; i < view->place_count; i++) {
		const struct view_place *its = &view->places[i];
		const struct value *value =
			value_last_year(report, size.last, its->cell);

		if (its->first + its->span == view->beside + 1 && value &&
		    value_width(value) > width)
			width = value_width(value);
	}
	view->beside_width = BESIDE_GAP + width;
	view->columns[view->beside].width += view->beside_width;
}

/* Columns as wide as their figures, `least` at the least, and as their heads
 * on one line if wanted. */
static void
set_widths(struct table_view *view, const struct report *report,
           struct view_size size, int least, bool heads)
{
	int x = 0;

	view->beside_width = 0;
	for (size_t i = 0; i < view->column_count; i++)
		view->columns[i].width = least + 1;
	for (size_t i = 0; i < view->place_count; i++) {
		const struct view_place *place = &view->places[i];

		widen(view, place->first, place->span,
		      value_width(&report->values[place->cell]) + 1);
	}
	for (size_t i = 0; i < view->head_count; i++) {
		const struct view_head *head = &view->heads[i];

		if (head->part == VIEW_COLUMNS)
			widen(view, head->first, head->span,
			      (heads ? columns_of(head->text)
			             : word_width(head->text)) +
			              1);
	}
	widen_beside(view, report, size);
	for (size_t i = 0; i < view->column_count; i++) {
		view->columns[i].x = x;
		x += view->columns[i].width;
	}
	set_fields(view, report);
}

static void
set_label_width(struct table_view *view, int page_width)
{
	view->label_width = 0;
	for (size_t i = 0; i < view->line_count; i++)
		if (columns_of(view->lines[i].label) > view->label_width)
			view->label_width = columns_of(view->lines[i].label);
	if (view->label_width > page_width / 2)
		view->label_width = page_width / 2;
}

static bool
has_row_relation(const struct table_view *view)
{
	for (size_t i = 0; i < view->form->relation_count; i++)
		if (view->form->relations[i].each == EACH_ROW &&
		    view->form->relations[i].section == view->section)
			return true;
	return false;
}

/* Tries the roomiest widths first; false if not even the least ones fit. */
static bool
fit_columns(struct table_view *view, const struct report *report,
            struct view_size size)
{
	static const struct {
		int least;
		bool heads;
	} tries[] = {{FIELD_WIDTH, true},
	             {FIELD_WIDTH, false},
	             {FIELD_WIDTH_MIN, true},
	             {FIELD_WIDTH_MIN, false}};
	bool marks = !view->side_by_side && has_row_relation(view);
	int spare = -1;

	set_label_width(view, size.width);
	for (size_t i = 0; i < sizeof tries / sizeof tries[0]; i++) {
		set_widths(view, report, size, tries[i].least, tries[i].heads);
		spare = size.width - view->label_width -
		        view_columns_width(view);
		if (spare >= (marks ? MARK_WIDTH_MIN : 0))
			break;
	}
	if (spare < 0 && spare >= -LABEL_CUT_MAX &&
	    view->label_width > 3 * LABEL_CUT_MAX) {
		view->label_width += spare;
		spare = 0;
	}
	view->mark_width = 0;
	if (marks && spare >= MARK_WIDTH_MIN)
		view->mark_width =
			spare < MARK_WIDTH_MAX ? spare : MARK_WIDTH_MAX;
	return spare >= 0;
}

/* --- heads --- */

size_t
view_wrap(const char *text, int width, struct text_line **lines)
{
	size_t length = strlen(text), columns = (size_t)columns_of(text);
	size_t room = width > 2 ? (size_t)width : 2;
	size_t count;

	if (columns <= room) {
		*lines = xmalloc(sizeof **lines);
		**lines = (struct text_line){0, length};
		return 1;
	}
	count = text_wrap(text, length, room, 0, AMBIGUOUS_NARROW, lines);
	/* No narrower than an even share, and wider only as it must. */
	for (size_t even = (columns + count - 1) / count; even < room; even++) {
		struct text_line *narrower;
		size_t tried = text_wrap(text, length, even < 2 ? 2 : even, 0,
		                         AMBIGUOUS_NARROW, &narrower);

		if (tried <= count) {
			free(*lines);
			*lines = narrower;
			return tried;
		}
		free(narrower);
	}
	return count;
}

static int
head_lines(const struct table_view *view, const struct view_head *head)
{
	struct text_line *lines;
	size_t count;

	if (head->part != VIEW_COLUMNS)
		return 1;
	count = view_wrap(head->text,
	                  figures_width(view, head->first, head->span) - 1,
	                  &lines);
	free(lines);
	return (int)count;
}

/*
 * Whether a head line may go on a low screen. First goes a line that names all
 * columns at once, as it tells none apart; then one that only groups them.
 */
static bool
dispensable(const struct table_view *view, const struct view_band *band,
            size_t line, int level)
{
	bool any = false;

	if (level == 0 || line + 1 >= band->head_lines)
		return false;
	for (size_t i = 0; i < band->head_count; i++) {
		const struct view_head *head =
			&view->heads[band->first_head + i];
		bool all = head->first == 0 && head->span == view->column_count;

		if (head->line != line || head->part == VIEW_LABELS)
			continue;
		any = true;
		if (head->part == VIEW_WHOLE)
			return false;
		if (head->down == 1 && head->kind != SLOT_TEXT)
			return false;
		if (level == 1 && !(head->down == 1 && all))
			return false;
	}
	return any;
}

/* Gives every printed head line of a band its screen lines. */
static void
place_heads(struct table_view *view, struct view_band *band, int level)
{
	int *tall = xcalloc(band->head_lines + 1, sizeof *tall);
	struct view_head *heads = view->heads + band->first_head;
	int y = 0;

	for (size_t i = 0; i < band->head_lines; i++)
		tall[i] = dispensable(view, band, i, level) ? 0 : 1;
	for (size_t down = 1; down <= band->head_lines; down++)
		for (size_t i = 0; i < band->head_count; i++) {
			size_t end = heads[i].line + heads[i].down;
			int has = 0, wants = head_lines(view, &heads[i]);

			if (heads[i].down != down)
				continue;
			for (size_t line = heads[i].line; line < end; line++)
				has += tall[line];
			if (has > 0 && has < wants)
				tall[end - 1] += wants - has;
		}
	for (size_t i = 0; i < band->head_count; i++) {
		heads[i].y = heads[i].height = 0;
		for (size_t line = 0; line < heads[i].line; line++)
			heads[i].y += tall[line];
		for (size_t line = heads[i].line;
		     line < heads[i].line + heads[i].down; line++)
			heads[i].height += tall[line];
	}
	for (size_t i = 0; i < band->head_lines; i++)
		y += tall[i];
	band->height = y;
	free(tall);
}

/* Empty lines between the bands, if all of it fits then. */
static void
space_bands(struct table_view *view, int height)
{
	int lines = (int)(view->line_count + view->band_count) - 1;

	for (size_t i = 0; i < view->band_count; i++)
		lines += view->bands[i].height;
	if (lines > height)
		return;
	for (size_t i = 1; i < view->band_count; i++) {
		struct view_band *band = &view->bands[i];

		band->height++;
		for (size_t j = 0; j < band->head_count; j++)
			view->heads[band->first_head + j].y++;
	}
}

/* The heads of a table's only band hold still, so on a low screen they must
 * not take the room of the figures. */
static void
fit_heads(struct table_view *view, int height)
{
	for (size_t i = 0; i < view->band_count; i++)
		for (int level = 0; level <= 2; level++) {
			place_heads(view, &view->bands[i], level);
			if (view->band_count > 1 ||
			    view->bands[i].height * 5 <= height)
				break;
		}
	space_bands(view, height);
}

void
table_view_lay(struct table_view *view, const struct form *form, size_t section,
               const struct report *report, struct view_size size)
{
	*view = (struct table_view){.form = form,
	                            .table = form->sections[section].table,
	                            .section = section};
	if (view_is_mixed(form, view->table)) {
		view->side_by_side = true;
		view_build_printed(view);
		if (!size.wide || !fit_columns(view, report, size)) {
			view_clear(view);
			view_build_listed(view);
		}
	} else {
		view_build_printed(view);
	}
	fit_columns(view, report, size);
	fit_heads(view, size.height);
}

void
table_view_free(struct table_view *view)
{
	view_clear(view);
}

bool
table_view_same(const struct table_view *view, const struct table_view *other)
{
	if (view->place_count != other->place_count ||
	    view->column_count != other->column_count ||
	    view->line_count != other->line_count)
		return false;
	for (size_t i = 0; i < view->column_count; i++)
		if (view->columns[i].width != other->columns[i].width)
			return false;
	for (size_t i = 0; i < view->place_count; i++) {
		const struct view_place *a = &view->places[i];
		const struct view_place *b = &other->places[i];

		if (a->cell != b->cell || a->line != b->line || a->x != b->x ||
		    a->width != b->width)
			return false;
	}
	return true;
}
