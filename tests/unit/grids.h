/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef UNIT_GRIDS_H
#define UNIT_GRIDS_H

/*
 * Grids for the tests of layout and text, and an independent reader that
 * turns a drawn table back into cells.
 */

#include "document/grid.h"
#include "render/render.h"

/*
 * A grid from one text a line, NULL at the end: cells apart by `|`, covered
 * slots left out, each `[ACROSS[xDOWN]:]TEXT`. A TEXT with `#` before it is
 * a figure (`#` alone: not filled in), with `?` stands in place of one. A line
 * with `^` before it is a head.
 */
struct grid *grid_from(size_t columns, const char *const *lines);

/* The three tables of the 2021 form, with real figures. */
struct grid *grid_two(void);
struct grid *grid_three(void);
struct grid *grid_four(void);
/* A random one: spans, labels of many lengths, figures; the same for the same
 * seed. */
struct grid *grid_random(unsigned seed);

/*
 * Reads the table drawn in `text` and fails the test, naming `what`, unless
 * all its lines are equally wide, every rule ends where another begins, and
 * its cells are those of the grid: place, spans and text. Texts of cells must
 * hold no box lines.
 */
void drawn_check(const char *what, const struct grid *grid, const char *text,
                 const struct render_options *options);

#endif
