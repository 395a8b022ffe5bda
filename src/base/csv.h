/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef BASE_CSV_H
#define BASE_CSV_H

/* Writing CSV by RFC 4180. */

#include <stdbool.h>

#include "base/buffer.h"

struct csv {
	struct buffer *out;
	bool in_line; /* a field stands in it already */
};

/* A text; one that a spreadsheet would take for a formula gets a ' before it.
 * Control characters are gone as text_plain() has it. */
void csv_text(struct csv *csv, const char *text);
/* A figure, which may be negative. */
void csv_figure(struct csv *csv, const char *figure);
/* Ends the line, which may be empty. */
void csv_end(struct csv *csv);

#endif
