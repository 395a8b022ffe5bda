/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef REPORT_EXPLAINED_H
#define REPORT_EXPLAINED_H

/* The key `explained:` of a report, in and out. */

#include "report/note.h"

/* Reads the list into the report. */
void explained_read(struct report *report, const struct yaml_node *list);
/* Writes the key and its list; nothing if there is none. */
void explained_write(const struct report *report, struct buffer *out);

#endif
