/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/table_page.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "report/evaluate.h"
#include "tui/frame.h"
#include "tui/sides.h"

/* From this height of a page on, two relations stand below the table. */
#define ROOMY 20

/* A cell nobody has filled in; unlike 0 even without colour. */
static const char blank[] = "·";

static int
columns_of(const char *text)
{
	return (int)text_width(text, strlen(text), AMBIGUOUS_NARROW);
}

/* --- geometry --- */

/* All that fit below the whole table; else one, or two on a high screen. */
static size_t
footer_count(const struct table_page *page, const struct sum_footers *footers)
{
	const struct table_view *view = &page->view;
	size_t shown = footers->count > 0 ? 1 : 0;
	int lines = 0;

	if (view->line_count > 0)
		lines = view_line_y(view, 0, view->line_count - 1) + 1;
	while (shown < footers->count &&
	       (lines + (int)shown + 1 <= page->size.height ||
	        (shown < 2 && page->size.height >= ROOMY)))
		shown++;
	return shown;
}

int
table_page_body_height(const struct table_page *page)
{
	struct sum_footers footers =
		sum_footers_of(page->page.session, &page->view);

	return page->size.height - (int)footer_count(page, &footers);
}

int
table_page_columns_x(const struct table_page *page)
{
	return page->area.x + page->view.label_width;
}

/* The part of columns [first, first + span) that is on the screen. */
struct stretch {
	int x, width;
};

static struct stretch
visible(const struct table_page *page, size_t first, size_t span)
{
	const struct table_view *view = &page->view;
	size_t end = first + span;
	size_t shown = page->left +
	               view_columns_shown(view, page->left, page->size.width);

	if (first < page->left)
		first = page->left;
	if (end > shown)
		end = shown;
	if (first >= end)
		return (struct stretch){0, 0};
	return (struct stretch){table_page_columns_x(page) +
	                                view_span_x(view, first) -
	                                view_span_x(view, page->left),
	                        view_span_width(view, first, end - first)};
}

/* The same without last year's figures. */
static struct stretch
figures(const struct table_page *page, size_t first, size_t span)
{
	struct stretch at = visible(page, first, span);

	if (at.width > 0 && first + span == page->view.beside + 1)
		at.width -= page->view.beside_width;
	return at;
}

/* --- heads --- */

static const struct view_place *
current_place(const struct table_page *page)
{
	return &page->view.places[table_page_place(page)];
}

static bool
over_current(const struct table_page *page, const struct view_head *head)
{
	const struct view_place *place = current_place(page);

	return head->kind != SLOT_TEXT && head->first <= place->first &&
	       place->first + place->span <= head->first + head->span;
}

/* The group's name in the middle of a line over its columns. */
static void
draw_group(struct stretch at, int y, const char *text)
{
	int width = columns_of(text);
	int start = at.x + 1 + (at.width - 1 - width) / 2;

	if (width + 4 <= at.width - 1) {
		paint_line(y, at.x + 1, at.width - 1);
		paint_text(y, start - 1, 1, STYLE_PLAIN, "");
		paint_text(y, start, width, STYLE_PLAIN, text);
		paint_text(y, start + width, 1, STYLE_PLAIN, "");
	} else {
		paint_centre(y, at.x + 1, at.width - 1, STYLE_PLAIN, text);
	}
}

/* At the right edge, over the figures; on several lines if it must. */
static void
draw_column_head(const struct view_head *head, struct stretch at, int y,
                 enum style style)
{
	struct text_line *lines;
	size_t count = view_wrap(head->text, at.width - 1, &lines);
	int width = 0;

	for (size_t i = 0; i < count; i++) {
		int columns = (int)text_width(head->text + lines[i].start,
		                              lines[i].end - lines[i].start,
		                              AMBIGUOUS_NARROW);

		if (columns > width)
			width = columns;
	}
	if (width > at.width - 1)
		width = at.width - 1;
	for (size_t i = 0; i < count && (int)i < head->height; i++) {
		char *line = xstrndup(head->text + lines[i].start,
		                      lines[i].end - lines[i].start);
		int from = head->height - (int)count;

		paint_centre(y + (from > 0 ? from : 0) + (int)i,
		             at.x + at.width - width, width, style, line);
		free(line);
	}
	free(lines);
}

static void
draw_label_head(const struct table_page *page, const struct view_head *head,
                int y)
{
	struct text_line *lines;
	int width = page->view.label_width;
	size_t count;

	if (width < 2)
		return;
	count = view_wrap(head->text, width, &lines);
	free(lines);
	if ((int)count <= head->height)
		paint_wrapped(
			(struct area){y, page->area.x, head->height, width},
			STYLE_PLAIN, head->text, 0);
}

static void
draw_heads(const struct table_page *page, size_t band, int y)
{
	const struct view_band *drawn = &page->view.bands[band];

	for (size_t i = 0; i < drawn->head_count; i++) {
		const struct view_head *head =
			&page->view.heads[drawn->first_head + i];
		struct stretch at = visible(page, head->first, head->span);
		bool current =
			page->view.lines[current_place(page)->line].band ==
				band &&
			over_current(page, head);

		if (head->height == 0)
			continue;
		if (head->part == VIEW_WHOLE)
			paint_text(y + head->y, page->area.x, page->area.width,
			           STYLE_MARKED, head->text);
		else if (head->part == VIEW_LABELS)
			draw_label_head(page, head, y + head->y);
		else if (at.width > 0 && head->kind != SLOT_COLUMN)
			draw_group(at, y + head->y, head->text);
		else if (at.width > 0)
			draw_column_head(head,
			                 figures(page, head->first, head->span),
			                 y + head->y,
			                 current ? STYLE_TITLE : STYLE_PLAIN);
	}
}

/* --- last year --- */

/* Where last year's figures stand; width 0: nowhere. */
static struct stretch
beside(const struct table_page *page)
{
	const struct table_view *view = &page->view;
	struct stretch at = {0, 0};

	if (view->beside_width == 0)
		return at;
	at = visible(page, view->beside, 1);
	at.x += at.width - view->beside_width + BESIDE_GAP;
	at.width = at.width > 0 ? view->beside_width - BESIDE_GAP : 0;
	return at;
}

/* The year, on the last line of the band's heads. */
static void
draw_last_head(const struct table_page *page, size_t band, int y)
{
	struct stretch at = beside(page);
	int height = page->view.bands[band].height;
	int year = page->size.last ? report_year(page->size.last) : 0;
	char *text = year > 0 ? xformat("%d", year) : xstrdup(_("last year"));

	if (at.width > 0 && height > 0)
		paint_right(y + height - 1, at.x, at.width, STYLE_DIM, text);
	free(text);
}

static void
draw_last(const struct table_page *page, const struct view_place *place, int y)
{
	struct stretch at = beside(page);
	const struct value *value = value_last_year(
		page->page.session->report, page->size.last, place->cell);
	struct buffer text = {0};

	if (at.width == 0 || !value)
		return;
	if (value->state == VALUE_BLANK)
		buffer_puts(&text, blank);
	else
		text_show(&text, value->text, strlen(value->text));
	paint_right(y, at.x, at.width, STYLE_DIM, text.data);
	buffer_free(&text);
}

/* --- cells --- */

/* What stands before a figure, the nearest first: what was found there, and
 * the side it is on of what is spoken of. */
struct marks {
	const char *items[2];
	size_t count;
};

static struct marks
marks_of(const struct table_page *page, size_t cell, enum level level)
{
	enum side side =
		page->failed ? side_of_cell(page->failed, cell) : SIDE_NONE;
	struct marks marks = {.count = 0};

	if (level < LEVEL_TODO)
		marks.items[marks.count++] = level_mark(level);
	if (side != SIDE_NONE)
		marks.items[marks.count++] = side_mark(side);
	return marks;
}

/* The figure with as many of its marks as fit the width; `*outside` is the
 * first that does not, or NULL. */
static char *
cell_text(const struct table_page *page, const struct view_place *place,
          const struct marks *marks, const char **outside)
{
	const struct value *value =
		&page->page.session->report->values[place->cell];
	struct buffer text = {0};
	size_t inside = 0;
	int room;

	if (value->state == VALUE_BLANK)
		buffer_puts(&text, blank);
	else
		text_show(&text, value->text, strlen(value->text));
	for (room = place->width - columns_of(text.data);
	     room > 0 && inside < marks->count; room--, inside++)
		buffer_splice(&text, 0, 0, marks->items[inside],
		              strlen(marks->items[inside]));
	*outside = inside < marks->count ? marks->items[inside] : NULL;
	return buffer_take(&text);
}

/* Brackets, so that the current cell is seen without reverse video too. */
static void
draw_brackets(int y, int x, int width, const char *mark)
{
	paint_text(y, x - 1, 1, STYLE_TITLE, mark ? mark : "[");
	paint_text(y, x + width, 1, STYLE_TITLE, "]");
}

static void
draw_cell(const struct table_page *page, const struct view_place *place, int y,
          int x)
{
	const struct section *section =
		&page->page.session->form->sections[page->page.section];
	enum level level = page->levels[place->cell - section->first_cell];
	const struct value *value =
		&page->page.session->report->values[place->cell];
	struct marks marks = marks_of(page, place->cell, level);
	bool current = place->cell == page->cell;
	const char *outside;
	int width, start;
	char *text;

	if (current && page->entry) {
		draw_brackets(y, x, place->width, NULL);
		return;
	}
	/* What the pad shows is all there is to plain figures. */
	if (!current && level == LEVEL_COUNT && marks.count == 0 &&
	    value->state == VALUE_FIGURE)
		return;
	text = cell_text(page, place, &marks, &outside);
	width = columns_of(text) < place->width ? columns_of(text)
	                                        : place->width;
	start = x + place->width - width;
	paint_text(y, start, width,
	           current ? STYLE_CURRENT : level_style(level), text);
	if (current)
		draw_brackets(y, start, width, outside);
	else if (outside)
		paint_text(y, x - 1, 1, level_style(level), outside);
	free(text);
}

/* --- relations --- */

/* Returns where its text begins. */
static int
draw_mark(int y, int x, int width, const struct sum_mark *mark)
{
	static const enum style styles[] = {[SUM_HOLDS] = STYLE_GOOD,
	                                    [SUM_DIFFERS] = STYLE_ERROR,
	                                    [SUM_UNFINISHED] = STYLE_TODO,
	                                    [SUM_UNKNOWN] = STYLE_ERROR};
	const char *text = mark->text;

	/* A figure is never cut: there the mark alone must do. */
	if (columns_of(text) > width)
		text = mark->state == SUM_UNFINISHED ? "…" : "!";
	paint_right(y, x, width, styles[mark->state], text);
	return x + width - columns_of(text);
}

static void
draw_row_mark(const struct table_page *page, const struct view_line *line,
              int y)
{
	const struct table_view *view = &page->view;
	struct sum_mark mark;
	int x = table_page_columns_x(page) + view_columns_width(view);

	if (view->mark_width == 0 || line->row == NONE ||
	    !sum_mark_of_row(page->page.session, page->page.section, line->row,
	                     &mark))
		return;
	if (columns_of(mark.text) > view->mark_width - 1) {
		draw_mark(y, x, view->mark_width, &mark);
		return;
	}
	draw_mark(y, x, columns_of(mark.text) + 1, &mark);
}

static void
draw_footer(const struct table_page *page, const struct relation *relation,
            int y)
{
	const struct table_view *view = &page->view;
	char *label = sum_footer_label(page->page.session->form, relation);
	int end = page->area.x + page->area.width;

	for (size_t i = 0; i < relation->instance_count; i++) {
		const struct instance *instance = &relation->instances[i];
		size_t at = view_find(view, instance->left[0].cell);
		struct sum_mark mark;
		struct stretch shown;
		int start;

		if (at == NONE)
			continue;
		shown = figures(page, view->places[at].first,
		                view->places[at].span);
		if (shown.width < 2)
			continue;
		mark = sum_mark_of(page->page.session, relation, instance);
		start = draw_mark(y, shown.x + 1, shown.width - 1, &mark);
		if (start < end)
			end = start;
	}
	paint_text(y, page->area.x, end - page->area.x - 1, STYLE_DIM, label);
	free(label);
}

/* --- all --- */

static void
draw_line(const struct table_page *page, size_t number, int y)
{
	const struct table_view *view = &page->view;
	const struct view_line *line = &view->lines[number];
	size_t shown = view_columns_shown(view, page->left, page->size.width);
	int from = view_span_x(view, page->left);
	int width = view_span_width(view, page->left, shown);
	bool current = current_place(page)->line == number;

	paint_text(y, page->area.x, view->label_width,
	           current ? STYLE_TITLE : STYLE_PLAIN, line->label);
	table_fields_copy(page->fields, number, from, y,
	                  table_page_columns_x(page), width);
	for (size_t i = 0; i < view->place_count; i++) {
		const struct view_place *place = &view->places[i];

		if (place->line == number && place->x >= from &&
		    place->x + place->width <= from + width)
			draw_cell(page, place, y,
			          table_page_columns_x(page) + place->x - from);
		if (place->line == number && view_has_last(view, place))
			draw_last(page, place, y);
	}
	draw_row_mark(page, line, y);
}

/* Which lines are shown, and that there are columns to either side. */
static void
draw_position(const struct table_page *page, size_t last)
{
	const struct table_view *view = &page->view;
	size_t shown = view_columns_shown(view, page->left, page->size.width);
	bool right = page->left + shown < view->column_count;
	struct buffer text = {0};
	int room = view->label_width;

	if (page->top > 0 || last + 1 < view->line_count)
		buffer_format(&text, "%zu-%zu/%zu", page->top + 1, last + 1,
		              view->line_count);
	if (page->left > 0 || right)
		buffer_format(&text, " %s %s", page->left > 0 ? "<" : " ",
		              right ? ">" : " ");
	if (text.length > 0 && view->band_count == 1)
		paint_text(page->area.y, page->area.x, room, STYLE_DIM,
		           text.data);
	else if (text.length > 0)
		paint_right(page->area.y,
		            page->area.x + page->area.width -
		                    columns_of(text.data) - 1,
		            columns_of(text.data), STYLE_DIM, text.data);
	buffer_free(&text);
}

void
table_page_draw(struct page *base, struct area area)
{
	struct table_page *page = (struct table_page *)base;
	struct table_view *view = &page->view;
	struct sum_footers footers;
	size_t last, band = NONE;
	int y = area.y, bottom;

	page->area = area;
	table_page_update(page, (struct view_size){.width = area.width,
	                                           .height = area.height});
	paint_blank(area);
	if (view->place_count == 0)
		return;
	table_page_find_failed(page);
	footers = sum_footers_of(base->session, view);
	bottom = area.y + table_page_body_height(page);
	view_reveal(view, table_page_place(page), area.width, bottom - area.y,
	            &page->top, &page->left);
	last = page->top;
	for (size_t i = page->top; i < view->line_count; i++) {
		if (view->lines[i].band != band) {
			band = view->lines[i].band;
			if (y + view->bands[band].height >= bottom &&
			    i > page->top)
				break;
			draw_heads(page, band, y);
			draw_last_head(page, band, y);
			y += view->bands[band].height;
		}
		if (y >= bottom)
			break;
		draw_line(page, i, y++);
		last = i;
	}
	draw_position(page, last);
	for (size_t i = 0; i < footer_count(page, &footers); i++)
		draw_footer(page, footers.relations[i], y + (int)i);
}
