/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef REPORT_LOAD_H
#define REPORT_LOAD_H

/* Inside report/ only: the parts of loading. */

#include "base/buffer.h"
#include "report/note.h"

/* Reads the values of a table's section from its entry in the file. */
void table_read(struct report *report, const struct section *section,
                const struct yaml_entry *entry);

/* The entries behind number `at` of a row's map that belong to its figure, as
 * 234 in {natural: 1,234}; the whole figure is put into `joined` then. */
size_t table_split(const struct yaml_node *map, size_t at,
                   struct buffer *joined);

/*
 * The report as its file said it, before any edit: read again from the
 * document, which must be there and is shared, as are the nodes of the
 * explanations. Free with report_as_read_free(), before `report`.
 */
struct report *report_as_read(const struct report *report);
void report_as_read_free(struct report *was);

#endif
