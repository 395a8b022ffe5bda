/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "render/text_table.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/wrap.h"

/* Where lines meet: the sum of the directions in which one goes on. */
enum arm { ARM_UP = 1, ARM_DOWN = 2, ARM_LEFT = 4, ARM_RIGHT = 8 };
#define ARMS 16

static const char *const box[ARMS] = {
	[0] = " ",
	[ARM_UP | ARM_DOWN] = "\u2502",
	[ARM_LEFT | ARM_RIGHT] = "\u2500",
	[ARM_DOWN | ARM_RIGHT] = "\u250C",
	[ARM_DOWN | ARM_LEFT] = "\u2510",
	[ARM_UP | ARM_RIGHT] = "\u2514",
	[ARM_UP | ARM_LEFT] = "\u2518",
	[ARM_UP | ARM_DOWN | ARM_RIGHT] = "\u251C",
	[ARM_UP | ARM_DOWN | ARM_LEFT] = "\u2524",
	[ARM_DOWN | ARM_LEFT | ARM_RIGHT] = "\u252C",
	[ARM_UP | ARM_LEFT | ARM_RIGHT] = "\u2534",
	[ARM_UP | ARM_DOWN | ARM_LEFT | ARM_RIGHT] = "\u253C",
};

static const char *const plain[ARMS] = {
	[0] = " ",
	[ARM_UP | ARM_DOWN] = "|",
	[ARM_LEFT | ARM_RIGHT] = "-",
	[ARM_DOWN | ARM_RIGHT] = "+",
	[ARM_DOWN | ARM_LEFT] = "+",
	[ARM_UP | ARM_RIGHT] = "+",
	[ARM_UP | ARM_LEFT] = "+",
	[ARM_UP | ARM_DOWN | ARM_RIGHT] = "+",
	[ARM_UP | ARM_DOWN | ARM_LEFT] = "+",
	[ARM_DOWN | ARM_LEFT | ARM_RIGHT] = "+",
	[ARM_UP | ARM_LEFT | ARM_RIGHT] = "+",
	[ARM_UP | ARM_DOWN | ARM_LEFT | ARM_RIGHT] = "+",
};

/* --- measuring, in columns and lines --- */

static size_t
measure_line(const void *device, const char *text)
{
	const enum ambiguous *ambiguous = device;

	return text_width(text, strlen(text), *ambiguous);
}

static size_t
measure_part(const void *device, const char *text)
{
	const enum ambiguous *ambiguous = device;

	struct wrap wrap = wrap_open(text, strlen(text), *ambiguous);
	size_t width = wrap_part(&wrap);

	wrap_close(&wrap);
	return width;
}

static size_t
measure_character(const void *device, const char *text)
{
	const enum ambiguous *ambiguous = device;
	size_t length = strlen(text);
	size_t widest = 0;
	size_t at, next;

	for (at = 0; at < length; at = next) {
		size_t width;

		next = text_next(text, length, at);
		width = text_width(text + at, next - at, *ambiguous);
		if (width > widest)
			widest = width;
	}
	return widest;
}

static void
measure_heights(const void *device, const char *text, size_t least,
                size_t count, size_t *heights)
{
	const enum ambiguous *ambiguous = device;

	text_heights(text, strlen(text), least, count, *ambiguous, heights);
}

struct layout_measure
text_measure(const enum ambiguous *ambiguous)
{
	return (struct layout_measure){
		.line = measure_line,
		.part = measure_part,
		.character = measure_character,
		.heights = measure_heights,
		.device = ambiguous,
		.padding = 1,
		.blank = 4,
		.step = 1,
	};
}

size_t
text_lines(const struct buffer *out)
{
	size_t lines = 0;

	for (size_t i = 0; i < out->length; i++)
		lines += out->data[i] == '\n';
	return lines;
}

/* --- drawing --- */

/* The text of one cell, folded. */
struct set_text {
	struct text_line *lines;
	size_t count;
	size_t width;       /* of the whole cell, rules around excluded */
	size_t left, right; /* padding */
	size_t height;      /* of the whole cell, rules it hides included */
	size_t above;       /* blank lines before the text */
};

struct table {
	const struct grid *grid;
	enum ambiguous ambiguous;
	const char *const *joints; /* by arms */
	size_t rule;               /* columns of a joint */
	struct layout layout;
	size_t *heights;       /* per line of the grid */
	size_t *tops;          /* per line: its first line on paper */
	struct set_text *sets; /* per slot; origins only */
};

static size_t
origin_at(const struct table *table, size_t line, size_t column)
{
	return grid_at(table->grid, line, column)->origin;
}

/* Is there a rule to the left of `column`, which may be the one after the
 * last? */
static bool
is_ruled_left(const struct table *table, size_t line, size_t column)
{
	return column == 0 || column == table->grid->columns ||
	       origin_at(table, line, column - 1) !=
	               origin_at(table, line, column);
}

/* Is there a rule above `line`, which may be the one after the last? */
static bool
is_ruled_above(const struct table *table, size_t line, size_t column)
{
	return line == 0 || line == table->grid->lines ||
	       origin_at(table, line - 1, column) !=
	               origin_at(table, line, column);
}

/* What meets at the upper left corner of a slot. */
static const char *
joint(const struct table *table, size_t line, size_t column)
{
	unsigned arms = 0;

	if (line > 0 && is_ruled_left(table, line - 1, column))
		arms |= ARM_UP;
	if (line < table->grid->lines && is_ruled_left(table, line, column))
		arms |= ARM_DOWN;
	if (column > 0 && is_ruled_above(table, line, column - 1))
		arms |= ARM_LEFT;
	if (column < table->grid->columns &&
	    is_ruled_above(table, line, column))
		arms |= ARM_RIGHT;
	return table->joints[arms];
}

/* Adds one line of a cell: the `at`th from its top. */
static void
draw_cell(const struct table *table, size_t slot, size_t at, struct buffer *out)
{
	const struct grid_cell *cell = &table->grid->cells[slot];
	const struct set_text *set = &table->sets[slot];
	const struct text_line *line;
	size_t room, width, before;

	if (at < set->above || at >= set->above + set->count) {
		buffer_fill(out, ' ', set->width);
		return;
	}
	line = &set->lines[at - set->above];
	width = text_width(cell->text + line->start, line->end - line->start,
	                   table->ambiguous);
	room = set->width - set->left - set->right - width;
	before = cell->kind != GRID_LABEL ? room : cell->head ? room / 2 : 0;
	buffer_fill(out, ' ', set->left + before);
	text_show(out, cell->text + line->start, line->end - line->start);
	buffer_fill(out, ' ', room - before + set->right);
}

/* Adds the rule above a line of the grid (or below the last), broken by the
 * merged cells that reach across it. */
static void
draw_rule(const struct table *table, size_t line, struct buffer *out)
{
	const struct grid *grid = table->grid;
	size_t column = 0;

	while (column < grid->columns) {
		size_t i;

		buffer_puts(out, joint(table, line, column));
		if (is_ruled_above(table, line, column)) {
			for (i = 0; i < table->layout.widths[column];
			     i += table->rule)
				buffer_puts(
					out,
					table->joints[ARM_LEFT | ARM_RIGHT]);
			column++;
		} else {
			size_t slot = origin_at(table, line, column);
			size_t top = table->tops[slot / grid->columns];

			draw_cell(table, slot, table->tops[line] - 1 - top,
			          out);
			column += grid->cells[slot].across;
		}
	}
	buffer_puts(out, joint(table, line, column));
	buffer_putc(out, '\n');
}

static void
draw_line(const struct table *table, size_t line, struct buffer *out)
{
	const struct grid *grid = table->grid;
	const char *upright = table->joints[ARM_UP | ARM_DOWN];
	size_t i;

	for (i = 0; i < table->heights[line]; i++) {
		size_t column = 0;

		while (column < grid->columns) {
			size_t slot = origin_at(table, line, column);
			size_t top = table->tops[slot / grid->columns];

			buffer_puts(out, upright);
			draw_cell(table, slot, table->tops[line] + i - top,
			          out);
			column += grid->cells[slot].across;
		}
		buffer_puts(out, upright);
		buffer_putc(out, '\n');
	}
}

/* Folds the text of the cell at an origin into its place. */
static void
set_cell(struct table *table, const struct layout_measure *measure, size_t line,
         size_t column)
{
	const struct grid_cell *cell = grid_at(table->grid, line, column);
	const struct layout *layout = &table->layout;
	struct set_text *set = &table->sets[cell->origin];
	size_t inner = layout_inner(table->grid, measure, layout, line, column);
	size_t i;

	set->count = text_wrap_evenly(cell->text, strlen(cell->text), inner,
	                              table->ambiguous, &set->lines);
	set->width = (cell->across - 1) * measure->rule;
	for (i = column; i < column + cell->across; i++)
		set->width += layout->widths[i];
	if (inner < set->width) {
		set->left = layout->padding[column];
		set->right = set->width - inner - set->left;
	}
	set->height = (cell->down - 1) * measure->rule_height;
	for (i = line; i < line + cell->down; i++)
		set->height += table->heights[i];
	set->above = (set->height - set->count) / 2;
}

/* `first` is the line the table begins at. */
static void
mark_cell(const struct table *table, size_t first, struct render_mark *mark)
{
	const struct grid *grid = table->grid;

	for (size_t i = 0; mark && i < grid->lines * grid->columns; i++)
		if (grid->cells[i].id &&
		    strcmp(grid->cells[i].id, mark->id) == 0)
			mark->line = first + table->tops[i / grid->columns];
}

static void
draw(struct table *table, const struct layout_measure *measure,
     struct render_mark *mark, struct buffer *out)
{
	const struct grid *grid = table->grid;
	size_t slots = grid->lines * grid->columns;
	size_t top = 0;
	size_t line, i;

	table->heights = xcalloc(grid->lines, sizeof(*table->heights));
	table->tops = xcalloc(grid->lines, sizeof(*table->tops));
	table->sets = xcalloc(slots, sizeof(*table->sets));
	layout_heights(grid, measure, &table->layout, table->heights);
	for (line = 0; line < grid->lines; line++) {
		top += measure->rule_height;
		table->tops[line] = top;
		top += table->heights[line];
	}
	for (i = 0; i < slots; i++)
		if (grid->cells[i].origin == i)
			set_cell(table, measure, i / grid->columns,
			         i % grid->columns);
	mark_cell(table, text_lines(out), mark);
	for (line = 0; line < grid->lines; line++) {
		draw_rule(table, line, out);
		draw_line(table, line, out);
	}
	draw_rule(table, line, out);
	for (i = 0; i < slots; i++)
		free(table->sets[i].lines);
	free(table->sets);
	free(table->tops);
	free(table->heights);
}

bool
text_table(const struct grid *grid, const struct render_options *options,
           struct buffer *out, size_t *least)
{
	/* A box line of two columns makes every width even. */
	const size_t rule = options->ascii ? 1 : (size_t)options->ambiguous;
	struct layout_measure measure = text_measure(&options->ambiguous);
	struct table table = {
		.grid = grid,
		.ambiguous = options->ambiguous,
		.joints = options->ascii ? plain : box,
		.rule = rule,
	};
	bool fits;

	measure.rule = rule;
	measure.rule_height = 1;
	measure.step = rule;
	fits = layout_columns(grid, &measure, options->width, true,
	                      &table.layout);
	*least = table.layout.least;
	if (fits)
		draw(&table, &measure, options->mark, out);
	layout_free(&table.layout);
	return fits;
}
