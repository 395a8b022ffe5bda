/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef UNIT_FINDINGS_H
#define UNIT_FINDINGS_H

/* Reports being checked, for the tests of check/. */

#include "check/check.h"

/* A form, a report of it, last year's, and what the checks say. */
struct bench {
	struct form *form;
	struct report *report;
	struct last_year last; /* its report is NULL until bench_last() */
	struct findings findings;
};

/* `form` and `report` are files of the source tree; a NULL report: a new
 * one. */
void bench_open(struct bench *bench, const char *form, const char *report);
/* As above, the report from its text. */
void bench_open_text(struct bench *bench, const char *form, const char *text);
/* Gives it a last year's report, from its text. */
void bench_last(struct bench *bench, const char *text);
void bench_close(struct bench *bench);

/* Checks anew. */
void bench_check(struct bench *bench);
void bench_set(struct bench *bench, const char *path, const char *text);
/* The text of a value, "" if it is blank; good until it changes. */
const char *bench_get(const struct bench *bench, const char *path);
/* The number of a cell; fails the test if there is none. */
size_t bench_cell(const struct bench *bench, const char *path);
/* The only finding of that rule whose first cell that is; fails the test if
 * there is none, or more than one. NULL: of any cell. */
const struct finding *bench_finding(const struct bench *bench, const char *rule,
                                    const char *cell);
/* How many findings have that rule. */
size_t bench_count(const struct bench *bench, const char *rule);
/* Fails the test unless that finding says this. */
void bench_expect(const struct bench *bench, const char *rule, const char *cell,
                  const char *message);

#endif
