/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "render/pdf_table.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "document/layout.h"
#include "render/pdf_type.h"

/* How tables are set: as usual in official documents, closer for want of room,
 * and smaller than usual where nothing else fits the width. */
static const struct setting {
	size_t size;    /* of type, in quarters of a point */
	size_t padding; /* above and below the text of a cell, in points */
	size_t rule;    /* between the texts of two columns, and the least room
	                   on both sides of it, in points */
} settings[] = {{42, 3, 4}, {42, 2, 4}, {36, 2, 4},
                {30, 2, 3}, {26, 1, 2}, {20, 1, 2}};
#define USUAL_SETTINGS 3

/* The text of a cell. */
struct set {
	struct pdf_type type;
	struct text_line *lines;
	size_t count;
	size_t drawn; /* lines that are on a page already */
};

/* A set, to be found by the text of its cell. */
struct known {
	const char *text;
	const struct set *set;
};

struct pdf_table {
	const struct grid *grid;
	struct set *sets;    /* per slot; origins only */
	struct known *known; /* by address of the text */
	size_t known_count;
	struct layout layout;
	struct layout_measure measure;
	size_t line_height; /* of type; this and all heights in points */
	size_t padding;
	size_t *heights; /* per line of the grid */
	bool cuts;       /* words too, as they do not fit */
	size_t next;     /* line of the grid the next page goes on with */
	bool parted;     /* some of it is on a page already */
};

static size_t
smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

static size_t
larger(size_t a, size_t b)
{
	return a > b ? a : b;
}

/* --- measuring, in points --- */

static size_t
whole_points(size_t length)
{
	return (length + PAPER_POINT - 1) / PAPER_POINT;
}

static int
by_address(const void *a, const void *b)
{
	uintptr_t left = (uintptr_t)((const struct known *)a)->text;
	uintptr_t right = (uintptr_t)((const struct known *)b)->text;

	return left < right ? -1 : left > right;
}

static const struct set *
set_of(const struct pdf_table *table, const char *text)
{
	const struct known wanted = {.text = text};
	const struct known *found =
		bsearch(&wanted, table->known, table->known_count,
	                sizeof(wanted), by_address);

	return found ? found->set : NULL;
}

static size_t
measure_character(const void *device, const char *text)
{
	const struct set *set = set_of(device, text);
	unsigned widest = 0;

	for (size_t i = 0; set && i < set->type.length; i++)
		if (set->type.widths[i] > widest)
			widest = set->type.widths[i];
	return whole_points(widest);
}

static size_t
measure_line(const void *device, const char *text)
{
	const struct pdf_table *table = device;
	const struct set *set = set_of(table, text);

	return set ? whole_points(
			     pdf_type_width(&set->type, 0, set->type.length))
	           : 0;
}

static size_t
measure_part(const void *device, const char *text)
{
	const struct pdf_table *table = device;
	const struct set *set = set_of(table, text);

	if (!set || table->cuts)
		return measure_character(device, text);
	return whole_points(pdf_type_part(&set->type));
}

/* Height of a cell with so many lines. */
static size_t
text_height(const struct pdf_table *table, size_t count)
{
	return count * table->line_height + 2 * table->padding;
}

static void
measure_heights(const void *device, const char *text, size_t least,
                size_t count, size_t *heights)
{
	const struct pdf_table *table = device;
	const struct set *set = set_of(table, text);

	for (size_t i = 0; i < count; i++)
		heights[i] = 1;
	if (set)
		pdf_type_heights(&set->type, PAPER_POINT, least, count,
		                 heights);
	for (size_t i = 0; i < count; i++)
		heights[i] = text_height(table, heights[i]);
}

/* --- fitting --- */

static void
unset(struct pdf_table *table)
{
	for (size_t i = 0; i < table->grid->lines * table->grid->columns; i++) {
		pdf_type_free(&table->sets[i].type);
		free(table->sets[i].lines);
		table->sets[i] = (struct set){0};
	}
	layout_free(&table->layout);
}

/* Sets all texts so, and finds widths and heights. False if they do
 * not fit; unset() undoes either. */
static bool
fit(struct pdf_table *table, struct paper *paper, struct setting setting,
    size_t width)
{
	const struct grid *grid = table->grid;
	size_t size = setting.size * PAPER_POINT / 4;

	table->known_count = 0;
	table->line_height = whole_points(size * 6 / 5);
	table->padding = setting.padding;
	for (size_t i = 0; i < grid->lines * grid->columns; i++) {
		if (grid->cells[i].origin != i)
			continue;
		table->sets[i].type = pdf_type_set(paper, FACE_BODY, size,
		                                   grid->cells[i].text);
		table->known[table->known_count++] =
			(struct known){grid->cells[i].text, &table->sets[i]};
	}
	qsort(table->known, table->known_count, sizeof(*table->known),
	      by_address);
	table->measure = (struct layout_measure){
		.line = measure_line,
		.part = measure_part,
		.character = measure_character,
		.heights = measure_heights,
		.device = table,
		.rule = setting.rule,
		.padding = 2,
		.blank = whole_points(2 * size),
		.step = 1,
	};
	/* Half a rule hangs over on either side. */
	if (!layout_columns(grid, &table->measure,
	                    width / PAPER_POINT + setting.rule, true,
	                    &table->layout))
		return false;
	layout_heights(grid, &table->measure, &table->layout, table->heights);
	return true;
}

static void
fold_cells(struct pdf_table *table)
{
	const struct grid *grid = table->grid;

	for (size_t i = 0; i < grid->lines * grid->columns; i++) {
		struct set *set = &table->sets[i];
		size_t inner;

		if (grid->cells[i].origin != i || set->type.length == 0)
			continue;
		inner = layout_inner(grid, &table->measure, &table->layout,
		                     i / grid->columns, i % grid->columns);
		set->count =
			pdf_type_fold_evenly(&set->type, 0, set->type.length,
		                             inner * PAPER_POINT, &set->lines);
	}
}

/* The first of the usual settings in which the table fits one page; else the
 * first of all in which it is not too wide. */
static bool
choose_size(struct pdf_table *table, struct paper *paper, size_t width,
            size_t height)
{
	const size_t count = sizeof settings / sizeof settings[0];
	size_t widest = count;

	for (size_t i = 0; i < count; i++) {
		if (fit(table, paper, settings[i], width)) {
			if (pdf_table_height(table) <= height)
				return true;
			widest = smaller(widest, i);
		}
		unset(table);
		if (widest < count && i + 1 >= USUAL_SETTINGS)
			break;
	}
	return widest < count && fit(table, paper, settings[widest], width);
}

struct pdf_table *
pdf_table_new(struct paper *paper, const struct grid *grid, size_t width,
              size_t height)
{
	struct pdf_table *table = xcalloc(1, sizeof(*table));
	size_t slots = grid->lines * grid->columns;

	table->grid = grid;
	table->sets = xcalloc(slots, sizeof(*table->sets));
	table->known = xcalloc(slots, sizeof(*table->known));
	table->heights = xcalloc(grid->lines, sizeof(*table->heights));
	if (!choose_size(table, paper, width, height)) {
		unset(table);
		table->cuts = true;
		if (!choose_size(table, paper, width, height)) {
			pdf_table_free(table);
			return NULL;
		}
	}
	fold_cells(table);
	return table;
}

void
pdf_table_free(struct pdf_table *table)
{
	unset(table);
	free(table->sets);
	free(table->known);
	free(table->heights);
	free(table);
}

static size_t
sum_heights(const struct pdf_table *table, size_t from, size_t to)
{
	size_t height = 0;

	for (; from < to; from++)
		height += table->heights[from];
	return height;
}

size_t
pdf_table_height(const struct pdf_table *table)
{
	return sum_heights(table, 0, table->grid->lines) * PAPER_POINT;
}

size_t
pdf_table_start(const struct pdf_table *table)
{
	size_t line = 0;

	while (line + 1 < table->grid->lines && grid_is_head(table->grid, line))
		line++;
	return sum_heights(table, 0, line + 1) * PAPER_POINT;
}

/* --- drawing --- */

/* The lines of the grid that one page has, or their parts. */
struct stretch {
	size_t first, end;
	size_t *tops; /* per line from `first`, one more at the end, from the
	                   upper edge of the first */
	bool cut;     /* the last goes on on the next page */
	struct paper *paper;
	size_t x, y; /* of its upper left corner, in the paper's units */
};

/* Lines of a cell that are not drawn yet. */
static size_t
remaining(const struct set *set)
{
	return set->count - set->drawn;
}

/* Does the cell begin on an earlier page? */
static bool
is_continued(const struct pdf_table *table, size_t origin, size_t first)
{
	size_t line = origin / table->grid->columns;

	return line < first || (line == first && table->parted);
}

/* Height of a line of the grid in a stretch of which those before it have their
 * tops: as planned, and enough for the rest of the cells that end with it. */
static size_t
height_here(const struct pdf_table *table, const struct stretch *stretch,
            size_t line)
{
	const struct grid *grid = table->grid;
	bool rest = table->parted && line == stretch->first;
	size_t height = rest ? text_height(table, 1) : table->heights[line];

	for (size_t column = 0; column < grid->columns; column++) {
		size_t origin = grid_at(grid, line, column)->origin;
		const struct grid_cell *cell = &grid->cells[origin];
		size_t above = stretch->tops[line - stretch->first];
		size_t need;

		if (origin / grid->columns + cell->down != line + 1 ||
		    !is_continued(table, origin, stretch->first) ||
		    remaining(&table->sets[origin]) == 0)
			continue;
		need = text_height(table, remaining(&table->sets[origin]));
		if (need > above)
			height = larger(height, need - above);
	}
	return height;
}

/* Chooses the lines that go into `room`: only whole ones, and no head without
 * what it heads. If not even one does, part of one with `cut` set. */
static void
fill_stretch(const struct pdf_table *table, struct stretch *stretch,
             size_t room, bool fresh)
{
	const struct grid *grid = table->grid;
	size_t line = stretch->first;

	stretch->tops[0] = 0;
	for (; line < grid->lines; line++) {
		size_t *top = &stretch->tops[line - stretch->first];
		size_t height = height_here(table, stretch, line);

		if (top[0] + height > room)
			break;
		top[1] = top[0] + height;
	}
	stretch->end = line;
	while (line < grid->lines && line > stretch->first &&
	       grid_is_head(grid, line - 1))
		line--;
	if (line > stretch->first)
		stretch->end = line;
	else if (!fresh)
		stretch->end = stretch->first;
	if (stretch->end == stretch->first && fresh) {
		stretch->end++;
		stretch->tops[1] = room;
		stretch->cut = true;
	}
}

/* How many of a cell's lines go into its part of the stretch, `height` high.
 * All if it ends here; a merged cell waits for a part where all fit. */
static size_t
lines_here(const struct pdf_table *table, const struct stretch *stretch,
           size_t origin, size_t height)
{
	const struct grid *grid = table->grid;
	const struct set *set = &table->sets[origin];
	size_t below = origin / grid->columns + grid->cells[origin].down;
	size_t fitting = (height - 2 * table->padding) / table->line_height;

	if (fitting >= remaining(set) ||
	    (below <= stretch->end && !stretch->cut))
		return remaining(set);
	if (stretch->end < below &&
	    text_height(table, remaining(set)) <=
	            sum_heights(table, stretch->end, below))
		return 0;
	return fitting;
}

static void
draw_lines(const struct pdf_table *table, const struct stretch *stretch,
           size_t origin, size_t count, size_t x, size_t y, size_t width)
{
	const struct grid *grid = table->grid;
	const struct grid_cell *cell = &grid->cells[origin];
	const struct set *set = &table->sets[origin];
	size_t left =
		cell->head ? 0 : table->layout.padding[origin % grid->columns];

	for (size_t i = 0; i < count; i++) {
		const struct text_line *line = &set->lines[set->drawn + i];
		size_t wide =
			pdf_type_width(&set->type, line->start, line->end);
		size_t indent = left * PAPER_POINT +
		                table->measure.rule * PAPER_POINT / 2;

		if ((cell->head || cell->kind != GRID_LABEL) && wide < width)
			indent = (width - wide) / 2;
		paper_text(stretch->paper, set->type.face, set->type.size,
		           set->type.text + line->start,
		           line->end - line->start, x + indent,
		           y + (2 * i + 1) * table->line_height * PAPER_POINT /
		                           2,
		           0);
	}
}

/* Draws the part of a cell that lies in the stretch. */
static void
draw_cell(struct pdf_table *table, const struct stretch *stretch, size_t origin)
{
	const struct grid *grid = table->grid;
	const struct grid_cell *cell = &grid->cells[origin];
	struct set *set = &table->sets[origin];
	size_t line = origin / grid->columns;
	size_t column = origin % grid->columns;
	size_t from = larger(line, stretch->first) - stretch->first;
	size_t to = smaller(line + cell->down, stretch->end) - stretch->first;
	size_t top = stretch->tops[from];
	size_t height = stretch->tops[to] - top;
	size_t count = lines_here(table, stretch, origin, height);
	size_t x = stretch->x;
	size_t y = stretch->y + top * PAPER_POINT;
	size_t width = 0;

	for (size_t i = 0; i < column + cell->across; i++) {
		size_t wide = (table->layout.widths[i] + table->measure.rule) *
		              PAPER_POINT;

		if (i < column)
			x += wide;
		else
			width += wide;
	}
	paper_box(stretch->paper, x, y, width, height * PAPER_POINT);
	draw_lines(table, stretch, origin, count, x,
	           y + (height - count * table->line_height) * PAPER_POINT / 2,
	           width);
	set->drawn += count;
}

static void
draw_stretch(struct pdf_table *table, const struct stretch *stretch)
{
	const struct grid *grid = table->grid;

	for (size_t i = 0; i < stretch->end * grid->columns; i++) {
		const struct grid_cell *cell = &grid->cells[i];

		if (cell->origin == i &&
		    i / grid->columns + cell->down > stretch->first)
			draw_cell(table, stretch, i);
	}
}

/* Draws the heads again. Returns their height. */
static size_t
repeat_heads(struct pdf_table *table, struct stretch *stretch, size_t heads)
{
	const size_t columns = table->grid->columns;

	for (size_t i = 0; i < heads * columns; i++)
		table->sets[i].drawn = 0;
	for (size_t i = 0; i < heads; i++)
		stretch->tops[i + 1] = stretch->tops[i] + table->heights[i];
	stretch->end = heads;
	draw_stretch(table, stretch);
	return stretch->tops[heads];
}

size_t
pdf_table_draw(struct pdf_table *table, struct paper *paper, size_t x, size_t y,
               size_t room, bool fresh, bool *done)
{
	const struct grid *grid = table->grid;
	size_t heads = grid_heads(grid);
	struct stretch stretch = {
		.tops = xcalloc(grid->lines + 1, sizeof(size_t)),
		.paper = paper,
		.x = x,
		.y = y,
	};
	size_t used = 0;

	room /= PAPER_POINT;
	if ((table->next >= heads && table->next > 0) &&
	    2 * sum_heights(table, 0, heads) <= room) {
		bool parted = table->parted;

		table->parted = false;
		used = repeat_heads(table, &stretch, heads);
		table->parted = parted;
	}
	stretch.first = table->next;
	stretch.y += used * PAPER_POINT;
	fill_stretch(table, &stretch, room - used, fresh);
	draw_stretch(table, &stretch);
	used += stretch.tops[stretch.end - stretch.first];
	free(stretch.tops);
	table->parted = stretch.cut;
	table->next = stretch.cut ? stretch.end - 1 : stretch.end;
	*done = table->next == grid->lines;
	return used * PAPER_POINT;
}
