/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef REPORT_BLOCK_H
#define REPORT_BLOCK_H

/*
 * A block of cells copied from a spreadsheet or a published table: what of it
 * goes into which cell of a table, and what goes nowhere, and why.
 */

#include "report/report.h"

enum block_fate {
	BLOCK_PLACED,
	BLOCK_NO_FIGURE, /* it is none: the cell stays as it is */
	BLOCK_NO_CELL,   /* the table has no cell there */
	BLOCK_NO_ROW     /* the line's label is none of the table's */
};

struct block_item {
	enum block_fate fate;
	char *text;   /* as it was copied, blanks around it gone */
	char *figure; /* what goes into the cell; NULL: nothing */
	size_t cell;  /* number in the form; NONE: there is none */
	size_t line;  /* of the block, from 0 */
};

struct block {
	struct block_item *items; /* line by line; blank cells are left out */
	size_t count;
	size_t capacity;
	size_t placed;
	bool by_labels; /* lines went where their labels say */
};

/* Whether it is more than one cell: it has tabs, or lines. */
bool block_is_one(const char *text, size_t length);

/*
 * Places the text, cells parted by tabs and lines by line breaks, in the table
 * of `section`. Lines that begin with the label of one of its rows go to that
 * row; a block without any such label goes from `cell` on, right and down, by
 * the table as printed or by its rows, whichever holds more of it.
 */
void block_place(struct block *block, const struct form *form, size_t section,
                 size_t cell, const char *text, size_t length);
void block_free(struct block *block);

/*
 * The figure that is meant: full-width digits, thousands separators, blanks
 * within, the cell's unit behind it. NULL if it is none; the caller frees it.
 */
char *block_figure(const struct cell *cell, const char *text, size_t length);

#endif
