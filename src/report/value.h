/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef REPORT_VALUE_H
#define REPORT_VALUE_H

/* Inside report/ only: what its parts share. */

#include "report/report.h"

/* Sets a value to what is written: blanks only are blank, a figure is kept
 * normalised, anything else as it is. */
void value_set(struct value *value, const char *text, size_t length);
/* The value's text; "" if it is blank. */
const char *value_text(const struct value *value);

/* Empties a report of all that was read from its file but values and texts. */
void report_forget_source(struct report *report);

/* The id of a row within its group: the last part of its path. */
const char *row_id(const struct row *row);

/* Adds a text of paragraphs as reports keep it: without leading blanks of its
 * lines and line breaks at its end. */
void paragraphs_settle(struct buffer *out, const char *text, size_t length);

/* The key of a field in the file. */
const char *field_key(enum field field);
/* Its text without the blanks at its ends; `*length` in bytes, and what
 * follows them is no part of it. */
const char *field_text(const struct report *report, enum field field,
                       size_t *length);

#endif
