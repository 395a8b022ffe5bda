/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef UNIT_REPORTS_H
#define UNIT_REPORTS_H

/* Reports for tests of report/ and what stands above it. */

#include "report/report.h"

/* A form of the source tree, as forms/annual-2021.yaml; fails the test if it
 * is not well. */
struct form *reports_form(const char *name);
/* A report from its text; fails the test if it is refused. */
struct report *reports_read(const struct form *form, const char *source);
/* What reports_read() would refuse: the first problem as LINE:COLUMN: TEXT,
 * owned by the caller. */
char *reports_refusal(const struct form *form, const char *source);
/* Sets a value as typed. */
void reports_set(struct report *report, const char *path, const char *text);
/* The text of a value, "" if blank, or a text of the report. */
const char *reports_get(const struct report *report, const char *path);
/* The canonical text; the caller frees it. */
char *reports_written(const struct report *report);
/* Fails the test at the first line in which the texts differ. */
void reports_same(const char *seen, const char *expected);

#endif
