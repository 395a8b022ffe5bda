/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "render/render.h"

#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "base/language.h"
#include "base/memory.h"

/* Figures stay what a program reads as such; anything else is text. */
static void
add_cell(struct csv *csv, const struct grid_cell *cell)
{
	if (cell->kind == GRID_COUNT || cell->kind == GRID_AMOUNT)
		csv_figure(csv, cell->text);
	else
		csv_text(csv, cell->text);
}

/* The table as it is printed: a merged cell's text in its first field, the
 * others it covers empty. */
static void
add_table(struct csv *csv, const struct grid *grid)
{
	for (size_t line = 0; line < grid->lines; line++) {
		for (size_t column = 0; column < grid->columns; column++) {
			if (grid_is_origin(grid, line, column))
				add_cell(csv, grid_at(grid, line, column));
			else
				csv_text(csv, "");
		}
		csv_end(csv);
	}
}

/* A line for each value, blank ones included, so that every report of a form
 * has the same lines. */
static void
add_values(struct csv *csv, const struct document *document,
           const struct grid *grid)
{
	char *year = document->year == 0 ? xstrdup("")
	                                 : xformat("%d", document->year);

	for (size_t i = 0; i < grid->lines * grid->columns; i++) {
		const struct grid_cell *cell = &grid->cells[i];

		if (cell->origin != i || cell->id == NULL)
			continue;
		csv_text(csv, document->agency ? document->agency : "");
		csv_figure(csv, year);
		csv_text(csv, cell->id);
		csv_text(csv, cell->row ? cell->row : "");
		csv_text(csv, cell->column ? cell->column : "");
		add_cell(csv, cell);
		csv_end(csv);
	}
	free(year);
}

/* Where no table has the id that was asked for: which there are. */
static char *
no_such_table(const struct document *document, const char *wanted)
{
	struct buffer ids = {0};
	char *why;

	for (size_t i = 0; i < document->count; i++) {
		const struct block *block = &document->blocks[i];

		if (block->kind == BLOCK_TABLE && block->id != NULL)
			buffer_format(&ids, "%s%s", ids.length > 0 ? ", " : "",
			              block->id);
	}
	why = xformat(_("there is no table “%s”; the tables are: %s"), wanted,
	              buffer_text(&ids));
	buffer_free(&ids);
	return why;
}

static bool
is_wanted(const struct block *block, const char *table)
{
	if (block->kind != BLOCK_TABLE)
		return false;
	return table == NULL ||
	       (block->id != NULL && strcmp(block->id, table) == 0);
}

/* A name above each table and an empty line between two, unless only one is
 * asked for. */
static void
add_named(struct csv *csv, const struct block *block, const char *heading,
          bool first)
{
	if (!first)
		csv_end(csv);
	if (heading != NULL) {
		csv_text(csv, heading);
		csv_end(csv);
	}
	add_table(csv, block->grid);
}

bool
render_csv(const struct document *document,
           const struct render_options *options, struct buffer *out, char **why)
{
	struct csv csv = {.out = out};
	const char *heading = NULL;
	size_t found = 0;

	if (options->tidy) {
		buffer_puts(out, "agency,year,path,row,column,value");
		csv_end(&csv);
	}
	for (size_t i = 0; i < document->count; i++) {
		const struct block *block = &document->blocks[i];

		if (block->kind == BLOCK_HEADING)
			heading = block->text;
		if (!is_wanted(block, options->table))
			continue;
		if (options->tidy)
			add_values(&csv, document, block->grid);
		else if (options->table != NULL)
			add_table(&csv, block->grid);
		else
			add_named(&csv, block, heading, found == 0);
		found++;
	}
	if (found == 0 && options->table != NULL)
		*why = no_such_table(document, options->table);
	return *why == NULL;
}
