/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/table_view.h"

size_t
view_find(const struct table_view *view, size_t cell)
{
	for (size_t i = 0; i < view->place_count; i++)
		if (view->places[i].cell == cell)
			return i;
	return NONE;
}

size_t
view_next(const struct table_view *view, size_t place)
{
	return place + 1 < view->place_count ? place + 1 : NONE;
}

size_t
view_previous(const struct table_view *view, size_t place)
{
	(void)view;
	return place > 0 ? place - 1 : NONE;
}

static bool
same_line(const struct table_view *view, size_t place, size_t other)
{
	return view->places[place].line == view->places[other].line;
}

size_t
view_left(const struct table_view *view, size_t place)
{
	size_t other = view_previous(view, place);

	return other != NONE && same_line(view, place, other) ? other : NONE;
}

size_t
view_right(const struct table_view *view, size_t place)
{
	size_t other = view_next(view, place);

	return other != NONE && same_line(view, place, other) ? other : NONE;
}

size_t
view_line_start(const struct table_view *view, size_t place)
{
	while (place > 0 && same_line(view, place, place - 1))
		place--;
	return place;
}

size_t
view_line_end(const struct table_view *view, size_t place)
{
	while (place + 1 < view->place_count &&
	       same_line(view, place, place + 1))
		place++;
	return place;
}

/* Columns between the goal and the place. */
static size_t
distance(const struct view_place *place, size_t goal)
{
	if (goal < place->first)
		return place->first - goal;
	if (goal >= place->first + place->span)
		return goal - (place->first + place->span - 1);
	return 0;
}

/* Of the places on the line of `start`, its first one, the nearest. */
static size_t
nearest(const struct table_view *view, size_t start, size_t goal)
{
	size_t best = start;

	for (size_t i = start;
	     i < view->place_count && same_line(view, start, i); i++)
		if (distance(&view->places[i], goal) <
		    distance(&view->places[best], goal))
			best = i;
	return best;
}

size_t
view_up(const struct table_view *view, size_t place, size_t goal, size_t lines)
{
	size_t start = view_line_start(view, place);

	if (start == 0)
		return NONE;
	for (; lines > 0 && start > 0; lines--)
		start = view_line_start(view, start - 1);
	return nearest(view, start, goal);
}

size_t
view_down(const struct table_view *view, size_t place, size_t goal,
          size_t lines)
{
	size_t end = view_line_end(view, place);

	if (end + 1 >= view->place_count)
		return NONE;
	for (; lines > 0 && end + 1 < view->place_count; lines--)
		end = view_line_end(view, end + 1);
	return nearest(view, view_line_start(view, end), goal);
}

/* Order of Enter: band, column, line. */
static bool
enters_before(const struct table_view *view, size_t one, size_t two)
{
	const struct view_place *a = &view->places[one];
	const struct view_place *b = &view->places[two];
	size_t band_a = view->lines[a->line].band;
	size_t band_b = view->lines[b->line].band;

	if (band_a != band_b)
		return band_a < band_b;
	if (a->first != b->first)
		return a->first < b->first;
	return a->line < b->line;
}

size_t
view_enter(const struct table_view *view, size_t place)
{
	size_t best = NONE;

	for (size_t i = 0; i < view->place_count; i++)
		if (enters_before(view, place, i) &&
		    (best == NONE || enters_before(view, i, best)))
			best = i;
	return best;
}

/* --- scrolling --- */

size_t
view_columns_shown(const struct table_view *view, size_t left, int width)
{
	int room = width - view->label_width - 1;
	size_t shown = 0;

	while (left + shown < view->column_count &&
	       room >= view->columns[left + shown].width) {
		room -= view->columns[left + shown].width;
		shown++;
	}
	return shown > 0 ? shown : 1;
}

int
view_line_y(const struct table_view *view, size_t top, size_t line)
{
	size_t band = NONE;
	int y = 0;

	for (size_t i = top; i <= line && i < view->line_count; i++) {
		if (view->lines[i].band != band) {
			band = view->lines[i].band;
			y += view->bands[band].height;
		}
		if (i < line)
			y++;
	}
	return y;
}

void
view_reveal(const struct table_view *view, size_t place, int width, int height,
            size_t *top, size_t *left)
{
	const struct view_place *at = &view->places[place];
	size_t end = view->line_count - 1;
	size_t last = at->first + at->span - 1;

	if (at->line < *top)
		*top = at->line;
	while (*top < at->line && view_line_y(view, *top, at->line) >= height)
		(*top)++;
	/* No empty lines at the end while there are some above. */
	while (*top > 0 && view_line_y(view, *top - 1, end) < height)
		(*top)--;
	if (at->first < *left)
		*left = at->first;
	while (*left < at->first &&
	       last >= *left + view_columns_shown(view, *left, width))
		(*left)++;
	while (*left > 0 &&
	       *left - 1 + view_columns_shown(view, *left - 1, width) >=
	               view->column_count)
		(*left)--;
}

size_t
view_page_lines(const struct table_view *view, int height)
{
	int lines = height;

	if (view->band_count > 0)
		lines -= view->bands[0].height;
	return lines > 2 ? (size_t)lines - 1 : 1;
}
