/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef COMMAND_DIFF_H
#define COMMAND_DIFF_H

/* Printing what differs between two reports (diff_text.c, diff_json.c). */

#include <stdio.h>

#include "report/diff.h"

/* For people, at most so many columns wide; one line if nothing differs.
 * `years` are those of the reports, 0 where one has none. */
#define DIFF_COLUMNS ((size_t)80)
void diff_print_text(const struct differences *differences,
                     const char *const files[2], const int years[2],
                     size_t columns, FILE *out);
/* One JSON object a line. */
void diff_print_json(const struct differences *differences,
                     const char *const files[2], FILE *out);

#endif
