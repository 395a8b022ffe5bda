/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef RENDER_HTML_TABLE_H
#define RENDER_HTML_TABLE_H

/* Tables as HTML has them, for the renderers that print such. */

#include "base/markup.h"
#include "document/grid.h"

enum table_part {
	PART_TABLE,
	PART_CAPTION,
	PART_HEAD,
	PART_LABEL,
	PART_FIGURE,
	PART_TEXT /* in place of a figure */
};
#define PART_COUNT 6

struct html_table {
	const char *caption;       /* NULL: none */
	const char *const *styles; /* by part, each may be NULL; NULL: none */
	bool ids;                  /* in data-id */
	bool shielded;             /* stands in Markdown */
};

/*
 * Adds the table, a line of output for each of its lines. Heads that stand over
 * all of it are repeated on every page it is printed on; where further heads
 * follow, the lines below each are a group of their own.
 */
void html_table(struct markup *out, const struct grid *grid,
                const struct html_table *how);

#endif
