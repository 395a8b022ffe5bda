/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef REPORT_BLOCK_READ_H
#define REPORT_BLOCK_READ_H

/* Copied text as lines of cells. */

#include <stdbool.h>
#include <stddef.h>

struct block_line {
	char **cells; /* without the blanks around them; "" is blank */
	size_t count;
	size_t capacity;
};

struct block_lines {
	struct block_line *items;
	size_t count;
	size_t capacity;
};

/*
 * Tabs part cells; a cell in quotes may have tabs and line breaks, and "" for
 * a quote. A text without any tab whose lines are figures and blanks only has
 * its cells parted by the blanks. Empty lines are left out.
 */
void block_lines_read(struct block_lines *lines, const char *text,
                      size_t length);
void block_lines_free(struct block_lines *lines);

/* Whether it is written as a figure, maybe with a unit behind it; 1.LABEL is
 * not. */
bool block_looks_numeric(const char *cell);

#endif
