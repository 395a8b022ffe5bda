/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef RENDER_PDF_TABLE_H
#define RENDER_PDF_TABLE_H

/* A table on paper, over as many pages as it takes. Lengths are in the paper's
 * units. */

#include <stdbool.h>

#include "document/grid.h"
#include "render/pdf_paper.h"

struct pdf_table;

/*
 * Fits the grid, which has to live as long, into the width: in the largest of
 * the usual sizes of type in which it is not higher than `height` either; if it
 * is in each of them, it is to go on on other pages. NULL if it is too wide in
 * any size. The caller frees it.
 */
struct pdf_table *pdf_table_new(struct paper *paper, const struct grid *grid,
                                size_t width, size_t height);
void pdf_table_free(struct pdf_table *table);

/* All of it, on one page. */
size_t pdf_table_height(const struct pdf_table *table);
/* What a page has to have room for if the table is to begin there. */
size_t pdf_table_start(const struct pdf_table *table);

/*
 * Draws what goes into `room`, which is that of a whole page if `fresh`; at
 * least something then. Returns the height used. True in `*done` if that was
 * the last of it; else it goes on with the next call, its heads repeated.
 */
size_t pdf_table_draw(struct pdf_table *table, struct paper *paper, size_t x,
                      size_t y, size_t room, bool fresh, bool *done);

#endif
