/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef DOCUMENT_LAYOUT_H
#define DOCUMENT_LAYOUT_H

/*
 * Column widths of a grid. Measures through callbacks, so that one algorithm
 * serves terminal columns and points on paper.
 */

#include <stdbool.h>
#include <stddef.h>

#include "document/grid.h"

struct layout_measure {
	/* Width of `text` set on one line. */
	size_t (*line)(const void *device, const char *text);
	/* Least width at which `text` can be folded without cutting a
	 * character. */
	size_t (*folded)(const void *device, const char *text);
	const void *device;
	size_t border;  /* width of one rule between columns */
	size_t padding; /* on each side of a cell's text, given up first */
};

struct layout {
	size_t *widths; /* per column, padding included, rules excluded; owned */
	size_t columns;
	size_t padding; /* what is left of it: 0 or measure->padding */
	size_t total;   /* with all rules */
	size_t least;   /* least total at which the grid fits */
};

/*
 * Chooses widths so that the whole is at most `available` wide (exactly, if
 * `fill`): figures are never folded; labels are, where room lacks. False if
 * even that does not fit; `least` then says what would.
 */
bool layout_columns(const struct grid *grid,
                    const struct layout_measure *measure, size_t available,
                    bool fill, struct layout *layout);
void layout_free(struct layout *layout);

#endif
