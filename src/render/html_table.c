/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "render/html_table.h"

/* Does a group of lines begin here? Not within a merged cell, which HTML would
 * cut at the end of the group. */
static bool
begins_group(const struct grid *grid, size_t line, bool headed)
{
	if (line == 0)
		return true;
	if (headed)
		return line == grid->head_lines;
	return grid_is_head(grid, line) && !grid_is_head(grid, line - 1) &&
	       grid_is_parted(grid, line);
}

static void
add_style(struct markup *out, const struct html_table *how,
          enum table_part part)
{
	if (how->styles != NULL && how->styles[part] != NULL)
		markup_attribute(out, "style", how->styles[part]);
}

static void
add_text(struct markup *out, const struct html_table *how, const char *text)
{
	if (how->shielded)
		markup_shielded(out, text);
	else
		markup_text(out, text);
}

static enum table_part
part_of(const struct grid_cell *cell)
{
	switch (cell->kind) {
	case GRID_LABEL:
		return cell->head ? PART_HEAD : PART_LABEL;
	case GRID_TEXT:
		return PART_TEXT;
	case GRID_COUNT:
	case GRID_AMOUNT:
	case GRID_BLANK:
		break;
	}
	return PART_FIGURE;
}

static void
add_cell(struct markup *out, const struct grid_cell *cell,
         const struct html_table *how)
{
	/* A label without a word, as at the corner, is the head of nothing. */
	bool heads = cell->kind == GRID_LABEL && cell->text[0] != '\0';

	markup_start(out, heads ? "th" : "td");
	/* Not colgroup and rowgroup: those want groups that HTML itself has. A
	 * merged head heads all columns, or lines, it spans as it is. */
	if (heads)
		markup_attribute(out, "scope", cell->head ? "col" : "row");
	if (cell->across > 1)
		markup_number(out, "colspan", cell->across);
	if (cell->down > 1)
		markup_number(out, "rowspan", cell->down);
	if (how->ids && cell->id != NULL)
		markup_attribute(out, "data-id", cell->id);
	add_style(out, how, part_of(cell));
	add_text(out, how, cell->text);
	markup_end(out);
}

static void
add_line(struct markup *out, const struct grid *grid, size_t line,
         const struct html_table *how)
{
	markup_start(out, "tr");
	for (size_t column = 0; column < grid->columns; column++)
		if (grid_is_origin(grid, line, column))
			add_cell(out, grid_at(grid, line, column), how);
	markup_end(out);
	markup_raw(out, "\n");
}

void
html_table(struct markup *out, const struct grid *grid,
           const struct html_table *how)
{
	bool headed = grid_heads(grid) > 0;

	markup_start(out, "table");
	add_style(out, how, PART_TABLE);
	markup_raw(out, "\n");
	if (how->caption != NULL) {
		markup_start(out, "caption");
		add_style(out, how, PART_CAPTION);
		add_text(out, how, how->caption);
		markup_end(out);
		markup_raw(out, "\n");
	}
	for (size_t line = 0; line < grid->lines; line++) {
		if (begins_group(grid, line, headed)) {
			if (line > 0) {
				markup_end(out);
				markup_raw(out, "\n");
			}
			markup_start(out,
			             line == 0 && headed ? "thead" : "tbody");
			markup_raw(out, "\n");
		}
		add_line(out, grid, line, how);
	}
	if (grid->lines > 0)
		markup_end(out);
	markup_end(out);
	markup_raw(out, "\n");
}
