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
 * above, or explained. Blank cells of a table in a row are one line. */
void findings_print_text(const struct findings *findings,
                         const struct form *form, const char *file, FILE *out);
/* One JSON object a line. */
void findings_print_json(const struct findings *findings,
                         const struct form *form, const char *file, FILE *out);
/* What was found in all reports of a run: causes of each level, how many
 * besides are explained, and what is still last year's. */
struct tally {
	size_t levels[LEVEL_COUNT];
	size_t explained;
	size_t old;
	size_t reports;
};
void tally_add(struct tally *tally, const struct findings *findings);
/* The last line of a run. */
void tally_print(const struct tally *tally, FILE *out);

#endif
