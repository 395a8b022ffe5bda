/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef REPORT_LOAD_H
#define REPORT_LOAD_H

/* Inside report/ only: the parts of loading. */

#include "report/note.h"

/* Reads the values of a table's section from its entry in the file. */
void table_read(struct report *report, const struct section *section,
                const struct yaml_entry *entry);

#endif
