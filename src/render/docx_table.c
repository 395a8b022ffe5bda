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

/* Sizes a table may be set in, half-points. */
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

/* With these widths, and lines of the size; rules are half a point. */
static size_t
height_of(const struct table *table, const struct layout_measure *measure,
          const struct layout *layout, size_t size)
{
	const size_t lines = table->grid->lines;
	size_t *heights = xcalloc(lines, sizeof(*heights));
	size_t height = lines * (2 * ABOVE + 10);

	layout_heights(table->grid, measure, layout, heights);
	for (size_t i = 0; i < lines; i++)
		height += heights[i] * DOCX_TABLE_LINE(size);
	free(heights);
	return height;
}

/* Sets the widths for that size, if it fits, and returns its height; else 0.
 * Measures in half characters of the size, in which figures are counted. */
static size_t
set_widths(const struct table *table, size_t size)
{
	const enum ambiguous ambiguous = AMBIGUOUS_WIDE;
	const struct layout_measure measure = text_measure(&ambiguous);
	const size_t unit = size * 5;
	const size_t beside = table->grid->columns * 2 * BESIDE;
	struct layout layout;
	size_t height = 0, used = 0;

	if (beside >= DOCX_TEXT_WIDTH)
		return 0;
	if (layout_columns(table->grid, &measure,
	                   (DOCX_TEXT_WIDTH - beside) / unit, true, &layout)) {
		height = height_of(table, &measure, &layout, size);
		for (size_t i = 0; i < table->grid->columns; i++) {
			table->widths[i] = layout.widths[i] * unit + 2 * BESIDE;
			used += table->widths[i];
		}
		use_rest(table, used);
	}
	layout_free(&layout);
	return height;
}

/*
 * The largest size in which it fits a page, below its heading, or else the
 * width alone. What fits in none has columns of one width, in which figures are
 * folded.
 */
static void
choose_widths(struct table *table)
{
	table->size = 0;
	for (size_t i = 0; i < SIZES; i++) {
		size_t height = set_widths(table, sizes[i]);

		if (height > 0 && height <= DOCX_TEXT_HEIGHT - DOCX_LINE) {
			table->size = sizes[i];
			return;
		}
		if (height > 0 && table->size == 0)
			table->size = sizes[i];
	}
	if (table->size > 0) {
		set_widths(table, table->size);
	} else {
		table->size = sizes[SIZES - 1];
		use_rest(table, 0);
	}
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
	               line + 1 < grid->lines,
	               table->size == DOCX_TABLE_SIZE
	                       ? 0
	                       : DOCX_TABLE_LINE(table->size));
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
