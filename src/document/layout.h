/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef DOCUMENT_LAYOUT_H
#define DOCUMENT_LAYOUT_H

/*
 * Column widths of a grid. Measures through callbacks, so that one algorithm
 * serves terminal columns and points on paper. Widths and heights are in the
 * device's units.
 */

#include <stdbool.h>
#include <stddef.h>

#include "document/grid.h"

struct layout_measure {
	/* Width of `text` set on one line. */
	size_t (*line)(const void *device, const char *text);
	/* Width of its widest part that a line should not end within. */
	size_t (*part)(const void *device, const char *text);
	/* Width of its widest character: it cannot be folded to less. */
	size_t (*character)(const void *device, const char *text);
	/* Heights of `text` folded to each of `count` widths, from `least` on;
	 * "" is as high as one line. */
	void (*heights)(const void *device, const char *text, size_t least,
	                size_t count, size_t *heights);
	const void *device;
	size_t rule;        /* width of a rule between columns */
	size_t rule_height; /* height of a rule between lines */
	size_t padding;     /* on each side of a cell's text, given up first */
	size_t blank;       /* width wanted by a figure not filled in */
	size_t step;        /* widths are multiples of it; at least 1 */
};

struct layout {
	size_t columns;
	size_t *widths;  /* per column, padding included, rules excluded */
	size_t *padding; /* per column: what is left of it on each side */
	size_t total;    /* with all rules */
	size_t least;    /* least total at which the grid fits */
};

/*
 * Chooses widths so that the whole is at most `available` wide (exactly, to
 * the step, if `fill`). Figures are never folded; what is written in place of
 * one only where a line may end. Where room lacks, padding goes first, then
 * labels are folded so that the table grows by as few lines as can be found.
 * Neighbouring columns of figures are equally wide unless that costs much.
 * False if it does not fit at all: `least` then says what would. The caller
 * frees the layout in either case.
 */
bool layout_columns(const struct grid *grid,
                    const struct layout_measure *measure, size_t available,
                    bool fill, struct layout *layout);
void layout_free(struct layout *layout);

/* Width for the text of the cell at this origin. Heads, which are centred,
 * may use the padding too. */
size_t layout_inner(const struct grid *grid,
                    const struct layout_measure *measure,
                    const struct layout *layout, size_t line, size_t column);
/* Heights of the grid's lines, without rules, so that all texts fit. */
void layout_heights(const struct grid *grid,
                    const struct layout_measure *measure,
                    const struct layout *layout, size_t *heights);

#endif
