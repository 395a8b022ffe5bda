/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "render/docx.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "render/text_table.h"

/* Left free in a cell: beside its text, and above and below. */
#define BESIDE 60
#define ABOVE 25

/* Sizes a table may be set in, half-points: the first in which it fits. */
static const size_t sizes[] = {DOCX_TABLE_SIZE, 18, 15, 13, 11};
#define SIZES (sizeof sizes / sizeof sizes[0])

struct table {
	struct markup *markup;
	const struct grid *grid;
	size_t size;    /* half-points */
	size_t *widths; /* of the columns */
};

/* --- widths --- */

/* Shares out what the columns leave of the text's width. */
static void
use_rest(const struct table *table, size_t used)
{
	size_t columns = table->grid->columns;
	size_t rest = used < DOCX_TEXT_WIDTH ? DOCX_TEXT_WIDTH - used : 0;

	for (size_t i = 0; i < columns; i++)
		table->widths[i] +=
			rest * (i + 1) / columns - rest * i / columns;
}

/* Measures in half characters of that size, in which figures are counted. */
static bool
fits_in(const struct table *table, size_t size)
{
	const enum ambiguous ambiguous = AMBIGUOUS_WIDE;
	const struct layout_measure measure = text_measure(&ambiguous);
	const size_t unit = size * 5;
	const size_t free = table->grid->columns * 2 * BESIDE;
	struct layout layout;
	size_t used = 0;
	bool fits;

	if (free >= DOCX_TEXT_WIDTH)
		return false;
	fits = layout_columns(table->grid, &measure,
	                      (DOCX_TEXT_WIDTH - free) / unit, true, &layout);
	for (size_t i = 0; fits && i < table->grid->columns; i++) {
		table->widths[i] = layout.widths[i] * unit + 2 * BESIDE;
		used += table->widths[i];
	}
	layout_free(&layout);
	if (fits)
		use_rest(table, used);
	return fits;
}

/* What fits in no size has columns of one width, in which figures are
 * folded. */
static void
choose_widths(struct table *table)
{
	for (size_t i = 0; i < SIZES; i++) {
		table->size = sizes[i];
		if (fits_in(table, sizes[i]))
			return;
	}
	use_rest(table, 0);
}

/* --- cells --- */

static void
add_width(struct markup *markup, const char *element, size_t width)
{
	markup_start(markup, element);
	markup_number(markup, "w:w", width);
	markup_attribute(markup, "w:type", "dxa");
	markup_end_empty(markup);
}

static void
add_cell_properties(const struct table *table, const struct grid_cell *cell,
                    size_t column, bool is_origin)
{
	struct markup *markup = table->markup;
	size_t width = 0;

	for (size_t i = 0; i < cell->across; i++)
		width += table->widths[column + i];
	markup_start(markup, "w:tcPr");
	add_width(markup, "w:tcW", width);
	if (cell->across > 1)
		docx_number(markup, "w:gridSpan", cell->across);
	if (cell->down > 1)
		docx_value(markup, "w:vMerge",
		           is_origin ? "restart" : "continue");
	docx_value(markup, "w:vAlign", "center");
	markup_end(markup);
}

/* A cell, or what a merged one covers of the line. */
static void
add_cell(const struct table *table, size_t line, size_t column)
{
	const struct grid *grid = table->grid;
	const struct grid_cell *cell =
		&grid->cells[grid_at(grid, line, column)->origin];
	bool is_origin = grid_is_origin(grid, line, column);
	struct markup *markup = table->markup;

	/* A table stays whole where a page can hold it. */
	markup_start(markup, "w:tc");
	add_cell_properties(table, cell, column, is_origin);
	docx_paragraph(markup,
	               cell->kind != GRID_LABEL ? DOCX_STYLE_TABLE_FIGURE
	               : cell->head             ? DOCX_STYLE_TABLE_HEAD
	                                        : DOCX_STYLE_TABLE_LABEL,
	               line + 1 < grid->lines);
	if (is_origin && cell->text[0] != '\0')
		docx_run(markup, cell->text, strlen(cell->text),
		         table->size == DOCX_TABLE_SIZE ? 0 : table->size);
	markup_end(markup);
	markup_end(markup);
}

static void
add_line(const struct table *table, size_t line, bool repeated)
{
	const struct grid *grid = table->grid;
	struct markup *markup = table->markup;
	size_t column = 0;

	markup_start(markup, "w:tr");
	markup_start(markup, "w:trPr");
	docx_flag(markup, "w:cantSplit");
	if (repeated)
		docx_flag(markup, "w:tblHeader");
	markup_end(markup);
	while (column < grid->columns) {
		size_t origin = grid_at(grid, line, column)->origin;

		add_cell(table, line, column);
		column += grid->cells[origin].across;
	}
	markup_end(markup);
	markup_raw(markup, "\n");
}

/* --- the table --- */

static void
add_rule(struct markup *markup, const char *side)
{
	markup_start(markup, side);
	markup_attribute(markup, "w:val", "single");
	markup_number(markup, "w:sz", 4); /* half a point */
	markup_number(markup, "w:space", 0);
	markup_attribute(markup, "w:color", "auto");
	markup_end_empty(markup);
}

static void
add_properties(const struct table *table)
{
	static const char *const sides[] = {"w:top",     "w:left",
	                                    "w:bottom",  "w:right",
	                                    "w:insideH", "w:insideV"};
	struct markup *markup = table->markup;

	markup_start(markup, "w:tblPr");
	add_width(markup, "w:tblW", DOCX_TEXT_WIDTH);
	docx_value(markup, "w:jc", "center");
	markup_start(markup, "w:tblBorders");
	for (size_t i = 0; i < sizeof sides / sizeof sides[0]; i++)
		add_rule(markup, sides[i]);
	markup_end(markup);
	markup_start(markup, "w:tblLayout");
	markup_attribute(markup, "w:type", "fixed");
	markup_end_empty(markup);
	markup_start(markup, "w:tblCellMar");
	add_width(markup, "w:top", ABOVE);
	add_width(markup, "w:left", BESIDE);
	add_width(markup, "w:bottom", ABOVE);
	add_width(markup, "w:right", BESIDE);
	markup_end(markup);
	markup_end(markup);
	markup_start(markup, "w:tblGrid");
	for (size_t i = 0; i < table->grid->columns; i++) {
		markup_start(markup, "w:gridCol");
		markup_number(markup, "w:w", table->widths[i]);
		markup_end_empty(markup);
	}
	markup_end(markup);
	markup_raw(markup, "\n");
}

void
docx_table(struct markup *markup, const struct grid *grid)
{
	struct table table = {
		.markup = markup,
		.grid = grid,
		.widths = xcalloc(grid->columns, sizeof(*table.widths)),
	};
	size_t heads = grid_heads(grid);

	choose_widths(&table);
	markup_start(markup, "w:tbl");
	add_properties(&table);
	for (size_t line = 0; line < grid->lines; line++)
		add_line(&table, line, line < heads);
	markup_end(markup);
	free(table.widths);
}
