/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef REPORT_NOTE_H
#define REPORT_NOTE_H

/* Inside report/ only: what loading finds that is not as the form has it. */

#include "report/report.h"

/* Notes that a key of the map at `path` stands there a second time. */
void note_duplicate(struct report *report, const char *path,
                    const struct yaml_node *key);
/* Keeps an entry of the map at `path` that the form does not know, and notes
 * it, as a look-alike if that is what it is. */
void note_unknown(struct report *report, const char *path,
                  const struct yaml_node *map, const struct yaml_entry *entry);
/* Keeps an entry that is of another kind than the form wants at `path`. */
void note_odd(struct report *report, const char *path,
              const struct yaml_entry *entry);
/* Notes a figure that a flow map had split. */
void note_split(struct report *report, const char *path, struct mark mark,
                const char *figure);
/* Notes a value that swallowed the next column behind a full-width comma, if
 * it did. */
void note_swallowed(struct report *report, const struct table *table,
                    const char *path, const struct yaml_node *value);

#endif
