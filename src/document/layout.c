/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "document/layout.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "document/fold.h"

static size_t
larger(size_t a, size_t b)
{
	return a > b ? a : b;
}

static size_t
smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

static size_t
height_at(const struct layout_measure *measure, const char *text, size_t width)
{
	size_t height;

	measure->heights(measure->device, text, width, 1, &height);
	return height;
}

static bool
is_figure(const struct grid_cell *cell)
{
	return cell->kind != GRID_LABEL;
}

/* --- what the cells need --- */

static struct fold_text
measured(const struct grid *grid, const struct layout_measure *measure,
         size_t line, size_t column, size_t available)
{
	const struct grid_cell *cell = grid_at(grid, line, column);
	const void *device = measure->device;
	struct fold_text text = {
		.line = line,
		.column = column,
		.across = cell->across,
		.down = cell->down,
		.text = cell->text,
		.natural = measure->line(device, cell->text),
	};

	switch (cell->kind) {
	case GRID_LABEL:
		text.least = measure->character(device, cell->text);
		text.part = measure->part(device, cell->text);
		break;
	case GRID_TEXT:
		text.least = measure->part(device, cell->text);
		break;
	case GRID_BLANK:
		text.natural = larger(text.natural, measure->blank);
		break;
	case GRID_COUNT:
	case GRID_AMOUNT:
		text.least = text.natural;
		break;
	}
	text.least = smaller(text.least, text.natural);
	text.widest = larger(text.least, smaller(text.natural, available));
	text.heights =
		xcalloc(text.widest - text.least + 1, sizeof(*text.heights));
	return text;
}

/* Does anything but the widths of its column depend on the text? */
static bool
is_loose(const struct fold_text *text)
{
	return text->across > 1 || text->least < text->widest;
}

static int
by_looseness(const void *a, const void *b)
{
	const struct fold_text *left = a;
	const struct fold_text *right = b;

	if (is_loose(left) != is_loose(right))
		return is_loose(left) ? -1 : 1;
	if (left->down != right->down)
		return left->down < right->down ? -1 : 1;
	if (left->across != right->across)
		return left->across < right->across ? -1 : 1;
	if (left->line != right->line)
		return left->line < right->line ? -1 : 1;
	return left->column < right->column ? -1 : left->column > right->column;
}

/* Does a figure stand over the column? */
static bool
has_figures(const struct grid *grid, size_t column)
{
	size_t line;

	for (line = 0; line < grid->lines; line++) {
		size_t origin = grid_at(grid, line, column)->origin;

		if (is_figure(&grid->cells[origin]))
			return true;
	}
	return false;
}

static void
measure_columns(struct fold *fold)
{
	size_t i;

	for (i = 0; i < fold->grid->columns; i++)
		fold->columns[i].figures = has_figures(fold->grid, i);
	for (i = 0; i < fold->text_count; i++) {
		const struct fold_text *text = &fold->texts[i];
		struct fold_column *column = &fold->columns[text->column];

		if (text->across > 1)
			continue;
		column->least = larger(column->least, text->least);
		column->natural = larger(column->natural, text->natural);
	}
}

static void
fold_open(struct fold *fold, const struct grid *grid,
          const struct layout_measure *measure, size_t available)
{
	size_t line, column;

	*fold = (struct fold){
		.grid = grid,
		.measure = measure,
		.available = available,
		.line_height = height_at(measure, "", available),
		.texts = xcalloc(grid->lines * grid->columns,
	                         sizeof(*fold->texts)),
		.columns = xcalloc(grid->columns, sizeof(*fold->columns)),
		.class_of = xcalloc(grid->columns, sizeof(size_t)),
		.sizes = xcalloc(grid->columns, sizeof(size_t)),
		.least = xcalloc(grid->columns, sizeof(size_t)),
		.widths = xcalloc(grid->columns, sizeof(size_t)),
		.edges = xcalloc(grid->columns + 1, sizeof(size_t)),
		.heights = xcalloc(grid->lines, sizeof(size_t)),
	};
	for (line = 0; line < grid->lines; line++)
		for (column = 0; column < grid->columns; column++)
			if (grid_is_origin(grid, line, column))
				fold->texts[fold->text_count++] = measured(
					grid, measure, line, column, available);
	qsort(fold->texts, fold->text_count, sizeof(*fold->texts),
	      by_looseness);
	while (fold->loose_count < fold->text_count &&
	       is_loose(&fold->texts[fold->loose_count]))
		fold->loose_count++;
	measure_columns(fold);
}

static void
fold_close(struct fold *fold)
{
	size_t i;

	for (i = 0; i < fold->text_count; i++)
		free(fold->texts[i].heights);
	free(fold->texts);
	free(fold->columns);
	free(fold->class_of);
	free(fold->sizes);
	free(fold->least);
	free(fold->widths);
	free(fold->edges);
	free(fold->heights);
}

/* Which columns share a width. Columns of labels never do. */
enum sharing {
	SHARE_ALL,   /* neighbouring columns of figures */
	SHARE_ALIKE, /* columns of figures with the same needs */
	SHARE_NONE
};

/* Do both columns hold figures, of the same widths? */
static bool
is_alike(const struct fold_column *a, const struct fold_column *b)
{
	return a->figures && b->figures && a->least == b->least &&
	       a->natural == b->natural;
}

/* The column before `column` with which it shares its width, or itself. */
static size_t
sharer(const struct fold *fold, enum sharing sharing, size_t column)
{
	size_t i;

	if (column == 0)
		return 0;
	if (sharing == SHARE_ALL && fold->columns[column - 1].figures &&
	    fold->columns[column].figures)
		return column - 1;
	for (i = 0; sharing == SHARE_ALIKE && i < column; i++)
		if (is_alike(&fold->columns[i], &fold->columns[column]))
			return i;
	return column;
}

/* Puts the columns into classes. */
static void
classify(struct fold *fold, enum sharing sharing)
{
	size_t i;

	fold->classes = 0;
	for (i = 0; i < fold->grid->columns; i++) {
		size_t before = sharer(fold, sharing, i);

		if (before == i) {
			fold->sizes[fold->classes] = 0;
			fold->class_of[i] = fold->classes++;
		}
		fold->class_of[i] = fold->class_of[before];
		fold->sizes[fold->class_of[i]]++;
	}
}

enum need { NEED_LEAST, NEED_NATURAL, NEED_PADDED };

/* Widths per class that give every cell what it needs: cells of one column
 * first, then merged ones, narrow spans before wide ones. */
static void
need_widths(const struct fold *fold, enum need need, size_t *widths)
{
	size_t padding = need == NEED_PADDED ? 2 * fold->measure->padding : 0;
	size_t across, i;

	for (i = 0; i < fold->classes; i++)
		widths[i] = fold->measure->step;
	for (across = 1; across <= fold->grid->columns; across++) {
		for (i = 0; i < fold->text_count; i++) {
			const struct fold_text *text = &fold->texts[i];

			if (text->across != across)
				continue;
			fold_widen(fold, widths, text->column, across,
			           need == NEED_LEAST ? text->least
			                              : text->widest + padding);
		}
	}
}

/* --- choosing --- */

/* Chooses widths per class. Returns the cost, or SIZE_MAX if it does not fit;
 * `*given_up` tells whether even padding had to go. */
static size_t
choose(struct fold *fold, enum sharing sharing, bool *given_up)
{
	*given_up = true;
	classify(fold, sharing);
	need_widths(fold, NEED_LEAST, fold->least);
	if (fold_total(fold, fold->least) > fold->available)
		return SIZE_MAX;
	need_widths(fold, NEED_PADDED, fold->widths);
	if (fold_total(fold, fold->widths) <= fold->available) {
		*given_up = false;
		return fold_cost(fold);
	}
	need_widths(fold, NEED_NATURAL, fold->widths);
	return fold_search(fold);
}

/* Columns of figures may differ where that saves more than a line and one in
 * this many, or where nothing else fits. */
#define UNEQUAL_SAVES 16

static bool
choose_sharing(struct fold *fold)
{
	bool given_up;
	size_t equal = choose(fold, SHARE_ALL, &given_up);
	size_t classes = fold->classes;
	size_t alike;
	size_t *widths;

	if (!given_up)
		return true;
	widths = xreallocarray(NULL, classes, sizeof(*widths));
	memcpy(widths, fold->widths, classes * sizeof(*widths));
	alike = choose(fold, SHARE_ALIKE, &given_up);
	if (equal != SIZE_MAX &&
	    equal <= alike + equal / UNEQUAL_SAVES +
	                     fold->line_height * FOLD_LINE) {
		classify(fold, SHARE_ALL);
		memcpy(fold->widths, widths, classes * sizeof(*widths));
		alike = equal;
	}
	free(widths);
	return alike != SIZE_MAX ||
	       choose(fold, SHARE_NONE, &given_up) != SIZE_MAX;
}

/* --- using the room that is left --- */

/* What the figures of a class would like: their widest and its padding. */
static size_t
figures_width(const struct fold *fold, size_t class)
{
	size_t width = 0;
	size_t i;

	for (i = 0; i < fold->text_count; i++) {
		const struct fold_text *text = &fold->texts[i];
		const struct grid_cell *cell =
			grid_at(fold->grid, text->line, text->column);

		if (is_figure(cell) && text->across == 1 &&
		    fold->class_of[text->column] == class)
			width = larger(width, text->widest);
	}
	return width == 0 ? 0 : width + 2 * fold->measure->padding;
}

/* Gives figures their padding back, those of the narrowest column first. */
static void
relieve_figures(struct fold *fold)
{
	size_t slack = fold->available - fold_total(fold, fold->widths);
	const size_t step = fold->measure->step;
	size_t *wanted = xcalloc(fold->classes, sizeof(*wanted));
	size_t i;

	for (i = 0; i < fold->classes; i++)
		wanted[i] = figures_width(fold, i);
	for (;;) {
		size_t narrowest = fold->classes;

		for (i = 0; i < fold->classes; i++)
			if (fold->widths[i] < wanted[i] &&
			    step * fold->sizes[i] <= slack &&
			    (narrowest == fold->classes ||
			     fold->widths[i] < fold->widths[narrowest]))
				narrowest = i;
		if (narrowest == fold->classes)
			break;
		fold->widths[narrowest] += step;
		slack -= step * fold->sizes[narrowest];
	}
	free(wanted);
}

/* The widest column of labels, or the number of columns. */
static size_t
widest_labels(const struct fold *fold, const struct layout *layout)
{
	size_t widest = layout->columns;
	size_t i;

	for (i = 0; i < layout->columns; i++)
		if (!fold->columns[i].figures &&
		    (widest == layout->columns ||
		     layout->widths[i] > layout->widths[widest]))
			widest = i;
	return widest;
}

/* Gives `rest` steps, fewer than there are columns, to columns of figures: to
 * all that are alike as long as it lasts, then to the last of the fewest. */
static void
spread_rest(struct fold *fold, size_t rest, struct layout *layout)
{
	const size_t step = fold->measure->step;
	size_t fewest = 0;
	size_t i;

	classify(fold, SHARE_ALIKE);
	for (i = 1; i < fold->classes; i++)
		if (fold->sizes[i] < fold->sizes[fewest])
			fewest = i;
	while (rest >= fold->sizes[fewest]) {
		size_t most = fewest;

		for (i = 0; i < fold->classes; i++)
			if (fold->sizes[i] <= rest &&
			    fold->sizes[i] > fold->sizes[most])
				most = i;
		for (i = 0; i < layout->columns; i++)
			if (fold->class_of[i] == most)
				layout->widths[i] += step;
		rest -= fold->sizes[most];
	}
	for (i = layout->columns; i-- > 0 && rest > 0;) {
		if (fold->class_of[i] == fewest) {
			layout->widths[i] += step;
			rest--;
		}
	}
}

/* Shares out what is left: all columns alike; what cannot be shared goes to
 * labels, if there are any. */
static void
spread(struct fold *fold, struct layout *layout)
{
	const size_t step = fold->measure->step;
	size_t steps = (fold->available - layout->total) / step;
	size_t rest = steps % layout->columns;
	size_t labels = widest_labels(fold, layout);
	size_t i;

	for (i = 0; i < layout->columns; i++)
		layout->widths[i] += steps / layout->columns * step;
	if (labels < layout->columns)
		layout->widths[labels] += rest * step;
	else
		spread_rest(fold, rest, layout);
	layout->total += steps * step;
}

/* Keeps the padding of columns where no cell needs it for its text, of figures
 * all or none. Heads are centred and may use it anyhow. */
static void
keep_padding(struct fold *fold, struct layout *layout)
{
	const struct layout_measure *measure = fold->measure;
	bool *none = xcalloc(layout->columns, sizeof(*none));
	size_t i;

	classify(fold, SHARE_ALL);
	for (i = 0; i < layout->columns; i++)
		layout->padding[i] = measure->padding;
	for (i = 0; i < fold->text_count; i++) {
		struct fold_text *text = &fold->texts[i];
		size_t last = text->column + text->across - 1;
		size_t inner = layout_inner(fold->grid, measure, layout,
		                            text->line, text->column);
		size_t full = inner + layout->padding[text->column] +
		              layout->padding[last];

		if (grid_at(fold->grid, text->line, text->column)->head ||
		    inner >= text->natural)
			continue;
		if (inner < text->part || inner < text->least ||
		    height_at(measure, text->text, inner) >
		            height_at(measure, text->text, full))
			none[fold->class_of[text->column]] =
				none[fold->class_of[last]] = true;
	}
	for (i = 0; i < layout->columns; i++)
		if (none[fold->class_of[i]])
			layout->padding[i] = 0;
	free(none);
}

bool
layout_columns(const struct grid *grid, const struct layout_measure *measure,
               size_t available, bool fill, struct layout *layout)
{
	struct fold fold;
	bool fits;
	size_t i;

	fold_open(&fold, grid, measure, available);
	fits = choose_sharing(&fold);
	*layout = (struct layout){
		.columns = grid->columns,
		.widths = xcalloc(grid->columns, sizeof(*layout->widths)),
		.padding = xcalloc(grid->columns, sizeof(*layout->padding)),
	};
	if (fits) {
		relieve_figures(&fold);
		for (i = 0; i < grid->columns; i++)
			layout->widths[i] = fold.widths[fold.class_of[i]];
		layout->total = fold_total(&fold, fold.widths);
		if (fill)
			spread(&fold, layout);
		keep_padding(&fold, layout);
	}
	classify(&fold, SHARE_NONE);
	need_widths(&fold, NEED_LEAST, fold.least);
	layout->least = fold_total(&fold, fold.least);
	fold_close(&fold);
	return fits;
}

void
layout_free(struct layout *layout)
{
	free(layout->widths);
	free(layout->padding);
	*layout = (struct layout){0};
}

/* --- using a layout --- */

size_t
layout_inner(const struct grid *grid, const struct layout_measure *measure,
             const struct layout *layout, size_t line, size_t column)
{
	const struct grid_cell *cell = grid_at(grid, line, column);
	size_t last = column + cell->across - 1;
	size_t width = (cell->across - 1) * measure->rule;
	size_t sides = layout->padding[column] + layout->padding[last];
	size_t i;

	for (i = column; i <= last; i++)
		width += layout->widths[i];
	if (cell->head || width < sides)
		return width;
	return width - sides;
}

void
layout_heights(const struct grid *grid, const struct layout_measure *measure,
               const struct layout *layout, size_t *heights)
{
	size_t lowest = height_at(measure, "", layout->total);
	size_t down, line, column;

	for (line = 0; line < grid->lines; line++)
		heights[line] = lowest;
	for (down = 1; down <= grid->lines; down++) {
		for (line = 0; line + down <= grid->lines; line++) {
			for (column = 0; column < grid->columns; column++) {
				const struct grid_cell *cell =
					grid_at(grid, line, column);

				if (cell->down != down)
					continue;
				fold_raise(&heights[line], down,
				           measure->rule_height,
				           height_at(measure, cell->text,
				                     layout_inner(grid, measure,
				                                  layout, line,
				                                  column)));
			}
		}
	}
}
