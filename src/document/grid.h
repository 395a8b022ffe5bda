/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef DOCUMENT_GRID_H
#define DOCUMENT_GRID_H

/*
 * A table as it is printed: lines × columns of slots. A merged cell is one
 * origin with spans; the slots it covers point to it. Knows no form: a cell
 * carries an opaque id, a kind and its text.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/amount.h"

enum grid_kind {
	GRID_LABEL,
	GRID_COUNT,  /* a figure */
	GRID_AMOUNT, /* a figure with a fraction */
	GRID_BLANK,  /* a figure not filled in */
	GRID_TEXT    /* stands where a figure should; kept as it is */
};

struct grid_cell {
	size_t origin; /* slot index of its origin; its own if it is one */
	size_t across, down; /* spans; origins only */
	enum grid_kind kind;
	bool head;    /* stands in a head line */
	char *id;     /* of a value: its path; NULL for labels */
	char *text;   /* UTF-8; never NULL in an origin */
	char *row;    /* of a value: the labels of its row and the groups the
	                 row is in, joined by " / "; else NULL */
	char *column; /* of a value: the label of its column; else NULL */
	amount value; /* exact, for GRID_COUNT and GRID_AMOUNT */
};

struct grid {
	size_t lines;
	size_t columns;
	size_t head_lines;       /* leading lines that are all heads */
	struct grid_cell *cells; /* lines × columns */
};

/* Every slot begins as an empty label of its own. */
struct grid *grid_new(size_t lines, size_t columns)
	__attribute__((returns_nonnull));
void grid_free(struct grid *grid);
static inline struct grid_cell *
grid_at(const struct grid *grid, size_t line, size_t column)
{
	return &grid->cells[line * grid->columns + column];
}
/* Makes the slot an origin over the span, which must be inside the grid and
 * hold no merged cell yet, with copies of id (may be NULL) and text. */
struct grid_cell *grid_put(struct grid *grid, size_t line, size_t column,
                           size_t across, size_t down, enum grid_kind kind,
                           const char *id, const char *text);
bool grid_is_origin(const struct grid *grid, size_t line, size_t column);
/* Does the line, by its first cell, hold heads? */
bool grid_is_head(const struct grid *grid, size_t line);
/* Does no merged cell reach from the line before into this one? */
bool grid_is_parted(const struct grid *grid, size_t line);
/* How many leading lines head all of the table, to be repeated where it goes on
 * on another page; 0 if there are none, as where other heads follow. */
size_t grid_heads(const struct grid *grid);

#endif
