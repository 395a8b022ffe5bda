/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef DOCUMENT_FOLD_H
#define DOCUMENT_FOLD_H

/*
 * The search behind layout_columns(): which widths make the lowest table.
 * Columns form classes; all columns of a class have the same width. For
 * layout.c only.
 */

#include "document/layout.h"

/* One unit of height, as costs are counted. */
#define FOLD_LINE ((size_t)10000)

/* A cell and the widths it can do with. */
struct fold_text {
	size_t line, column, across, down;
	const char *text;
	size_t least;    /* narrowest; a figure's whole width */
	size_t part;     /* narrower than this cuts words */
	size_t natural;  /* width on one line */
	size_t widest;   /* `natural`, or the most there is */
	size_t *heights; /* from `least` to `widest`; the first is 0 while none
	                    is known */
};

/* What a column holds, merged cells apart. */
struct fold_column {
	bool figures; /* a figure stands over it, merged or not */
	size_t least, natural;
};

struct fold {
	const struct grid *grid;
	const struct layout_measure *measure;
	size_t available;
	size_t line_height;

	struct fold_text *texts;
	size_t text_count;
	size_t loose_count; /* texts that may fold or are merged: come first, by
	                       lines, then columns spanned */

	struct fold_column *columns;
	size_t *class_of; /* per column */
	size_t *sizes;    /* per class: its columns */
	size_t *least;    /* per class */
	size_t *widths;   /* per class */
	size_t classes;

	size_t *edges; /* scratch: left edge per column, one more at the end */
	size_t *heights; /* scratch: per line */
	size_t work;     /* texts looked at so far */
};

/* Total width with all rules, for widths per class. */
size_t fold_total(const struct fold *fold, const size_t *widths);
/* Widens the narrowest of the columns a cell spans until it has `need`. */
void fold_widen(const struct fold *fold, size_t *widths, size_t column,
                size_t across, size_t need);
/* Height of the table with these widths and a fine for every cut word, in
 * FOLD_LINE a unit; what is left to choose, the lines its texts are folded
 * into decide. SIZE_MAX if something does not fit. */
size_t fold_cost(struct fold *fold);
/*
 * Narrows `widths`, in which all fits, until the table is no wider than
 * `available`, which `least` is, then uses what is left where it saves lines.
 * Returns the cost.
 */
size_t fold_search(struct fold *fold);
/* Raises the lines a merged cell spans, evenly, until it has `need`. */
void fold_raise(size_t *heights, size_t down, size_t rule_height, size_t need);

#endif
