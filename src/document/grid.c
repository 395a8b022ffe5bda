/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "document/grid.h"

#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"

struct grid *
grid_new(size_t lines, size_t columns)
{
	struct grid *grid = xcalloc(1, sizeof(*grid));
	size_t i;

	grid->lines = lines;
	grid->columns = columns;
	grid->cells = xcalloc(lines * columns, sizeof(*grid->cells));
	for (i = 0; i < lines * columns; i++) {
		grid->cells[i].origin = i;
		grid->cells[i].across = 1;
		grid->cells[i].down = 1;
		grid->cells[i].text = xstrdup("");
	}
	return grid;
}

void
grid_free(struct grid *grid)
{
	size_t i;

	if (grid == NULL)
		return;
	for (i = 0; i < grid->lines * grid->columns; i++) {
		free(grid->cells[i].id);
		free(grid->cells[i].text);
		free(grid->cells[i].row);
		free(grid->cells[i].column);
	}
	free(grid->cells);
	free(grid);
}

/* Gives the slot up to the merged cell at `origin`. */
static void
cover(struct grid_cell *slot, size_t origin)
{
	free(slot->id);
	free(slot->text);
	free(slot->row);
	free(slot->column);
	*slot = (struct grid_cell){.origin = origin};
}

struct grid_cell *
grid_put(struct grid *grid, size_t line, size_t column, size_t across,
         size_t down, enum grid_kind kind, const char *id, const char *text)
{
	size_t origin = line * grid->columns + column;
	struct grid_cell *cell = &grid->cells[origin];
	size_t y, x;

	assert(across >= 1 && column + across <= grid->columns);
	assert(down >= 1 && line + down <= grid->lines);
	for (y = line; y < line + down; y++) {
		for (x = column; x < column + across; x++) {
			assert(grid_is_origin(grid, y, x));
			assert(grid_at(grid, y, x)->across == 1);
			assert(grid_at(grid, y, x)->down == 1);
			cover(grid_at(grid, y, x), origin);
		}
	}
	cell->across = across;
	cell->down = down;
	cell->kind = kind;
	cell->id = id == NULL ? NULL : xstrdup(id);
	cell->text = xstrdup(text);
	return cell;
}

bool
grid_is_origin(const struct grid *grid, size_t line, size_t column)
{
	size_t slot = line * grid->columns + column;

	return grid->cells[slot].origin == slot;
}

bool
grid_is_head(const struct grid *grid, size_t line)
{
	for (size_t column = 0; column < grid->columns; column++)
		if (grid_is_origin(grid, line, column))
			return grid_at(grid, line, column)->head;
	return false;
}

bool
grid_is_parted(const struct grid *grid, size_t line)
{
	for (size_t column = 0; column < grid->columns; column++)
		if (grid_at(grid, line, column)->origin / grid->columns < line)
			return false;
	return true;
}

size_t
grid_heads(const struct grid *grid)
{
	if (grid->head_lines >= grid->lines ||
	    !grid_is_parted(grid, grid->head_lines))
		return 0;
	for (size_t line = grid->head_lines; line < grid->lines; line++)
		if (grid_is_head(grid, line))
			return 0;
	return grid->head_lines;
}
