/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_TABLE_FIELDS_H
#define TUI_TABLE_FIELDS_H

/*
 * The figures of a table as fields of one form of ncurses' form library, on a
 * pad as large as the table. The library knows ASCII only here: it neither
 * checks nor moves between fields, that is the page's.
 */

#include "tui/table_view.h"

struct table_fields;

/* One field for every place of the view, all empty. */
struct table_fields *table_fields_new(const struct table_view *view);
void table_fields_free(struct table_fields *fields);

/* Puts a figure (printable ASCII) into a field, at its right edge. */
void table_fields_show(struct table_fields *fields, size_t place,
                       const char *figure);

/* Begins an entry in a field with a text (printable ASCII), the caret behind
 * it. */
void table_fields_begin(struct table_fields *fields, size_t place,
                        const char *text);
/* A character, or one of the requests below, for the entry; false if it has
 * no effect. */
bool table_fields_character(struct table_fields *fields, char character);
enum entry_request {
	ENTRY_LEFT,
	ENTRY_RIGHT,
	ENTRY_START,
	ENTRY_END,
	ENTRY_DELETE,
	ENTRY_BACKSPACE
};
bool table_fields_request(struct table_fields *fields,
                          enum entry_request request);
/* What stands in the entry, without blanks around; the caller frees it. */
char *table_fields_text(const struct table_fields *fields);
/* The screen column of the caret, from the start of the columns. */
int table_fields_caret(const struct table_fields *fields);
void table_fields_end(struct table_fields *fields);

/* Copies `width` columns of a line from `from` on to the screen. */
void table_fields_copy(const struct table_fields *fields, size_t line, int from,
                       int y, int x, int width);

#endif
