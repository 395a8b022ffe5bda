/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef REPORT_WRITE_H
#define REPORT_WRITE_H

/* Inside report/ only: the parts of the canonical form, each for itself. */

#include "report/emit.h"
#include "report/report.h"

/* Blanks that each level of the canonical form stands deeper. */
#define WRITE_STEP 2

/* How deep a key stands, and how much deeper what is below it. */
struct layout {
	size_t indent;
	size_t step;
};

/* A text as reading gives it: without the blanks that are dropped then. */
void write_settled(const struct report *report, size_t text,
                   struct buffer *out);
/* What follows `KEY: ` for a field that is no text of paragraphs. */
void write_field_value(size_t text, const struct buffer *settled,
                       enum emit_style style, struct buffer *out);
/* `KEY: VALUE` and the line's end; nothing for a blank field. Paragraphs
 * stand `indent` deep. */
void write_text(const struct report *report, size_t text, size_t indent,
                struct buffer *out);

/* The value of a cell, as it can stand between { }. */
void write_value(const struct value *value, struct buffer *out);

/* In what follows `row` is a row or a group of the section's table, or NONE
 * for the whole of it. */

bool write_is_blank(const struct report *report, const struct section *section,
                    size_t row);
/* `ID: …` in block form, each line ended. Not for NONE. */
void write_row(const struct report *report, const struct section *section,
               size_t row, const struct layout *layout, struct buffer *out);
/* The lines below the key of a group or a section, where `layout` is the
 * key's. */
void write_below(const struct report *report, const struct section *section,
                 size_t row, const struct layout *layout, struct buffer *out);
/* `{…}` on one line. */
void write_inside(const struct report *report, const struct section *section,
                  size_t row, struct buffer *out);

#endif
