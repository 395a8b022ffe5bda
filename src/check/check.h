/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef CHECK_CHECK_H
#define CHECK_CHECK_H

/* All checks over one report. */

#include "check/finding.h"
#include "report/last.h"

/*
 * Runs every check and fills `findings` (empty before) in form order.
 * Findings keep no reference to the report.
 */
void check_report(const struct report *report, const struct last_year *last,
                  struct findings *findings);

/* --- printing (output.c) --- */

/* FILE:LINE:COLUMN: LEVEL: [RULE] MESSAGE for each, made safe for a terminal;
 * before the message, in parentheses, that it is of one cause with the line
 * above, or explained. */
void findings_print_text(const struct findings *findings, const char *file,
                         FILE *out);
/* One JSON object a line. */
void findings_print_json(const struct findings *findings,
                         const struct form *form, const char *file, FILE *out);
/* The last line of a run: how many causes of each level, and how many besides
 * are explained. */
void findings_print_totals(const size_t levels[LEVEL_COUNT], size_t explained,
                           size_t files, FILE *out);

#endif
