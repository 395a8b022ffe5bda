/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef RENDER_TEXT_TABLE_H
#define RENDER_TEXT_TABLE_H

/* Tables drawn with lines, as the text renderer prints them. */

#include "document/layout.h"
#include "render/render.h"

/*
 * Adds the table, exactly options->width columns wide (one less where lines
 * take two columns and the width is odd). False, with nothing added, if it
 * cannot be folded into that: `*least` then says what would do.
 */
bool text_table(const struct grid *grid, const struct render_options *options,
                struct buffer *out, size_t *least);

/* Complete lines of what has been written. */
size_t text_lines(const struct buffer *out);

/* Measures texts in columns and lines; without rules. `*ambiguous` outlives
 * it. */
struct layout_measure text_measure(const enum ambiguous *ambiguous);

#endif
