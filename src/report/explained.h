/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef REPORT_EXPLAINED_H
#define REPORT_EXPLAINED_H

/* The key `explained:` of a report: in, out, and changed. */

#include <stdbool.h>

#include "report/note.h"

/* Reads the list into the report. */
void explained_read(struct report *report, const struct yaml_node *list);
/* Writes the key and its list; nothing if there is none. */
void explained_write(const struct report *report, struct buffer *out);
/* One entry: `- {…}` with its line ends, `indent` deep; or `{…}` on one
 * line. */
void explained_write_item(const struct explanation *explanation, size_t indent,
                          struct buffer *out);
void explained_write_inside(const struct explanation *explanation,
                            struct buffer *out);

/* Puts the entry that the edit has in, or takes it out; false, with nothing
 * changed, if it does not fit. */
bool explained_apply(struct report *report, const struct edit *edit);

#endif
