/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_TABLE_BUILD_H
#define TUI_TABLE_BUILD_H

/* Of table_view.c only: lines, heads and places from the printed grid. */

#include "tui/table_view.h"

/* Whether some printed line holds values of several rows. */
bool view_is_mixed(const struct form *form, const struct table *table);
/* Both fill lines, bands, heads, places and the number of columns: line by
 * line as printed, or one line for every row. */
void view_build_printed(struct table_view *view);
void view_build_listed(struct table_view *view);
/* Empties what they filled. */
void view_clear(struct table_view *view);

#endif
