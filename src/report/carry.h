/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef REPORT_CARRY_H
#define REPORT_CARRY_H

/* A new report made from last year's: what is carried over, what is left. */

#include "report/evaluate.h"
#include "report/report.h"

/*
 * Last year's report as one of the new form holds it: texts and values that
 * correspond, agency and year. Free with report_free().
 */
struct report *carry_view(const struct form *form, const struct report *last);

/* Bytes [start, end) of a text of the view are written otherwise in the new
 * report. */
struct rewrite {
	size_t text;
	size_t start, end; /* bytes of the source */
	char *by;          /* NULL: it is left as it is, and told */
	const char *why;   /* where it is left: a text for the user */
	size_t at;         /* byte where it stands in the new report */
};

struct rewrites {
	struct rewrite *items;
	size_t count;
	size_t capacity;
};

void rewrites_add(struct rewrites *rewrites, struct rewrite rewrite);
void rewrites_free(struct rewrites *rewrites);

/*
 * The year numbers of the reported year in the view's prose: 2021年 becomes
 * {year}年. What stands in 《》 or “”, the beginning or end of a span of years,
 * and a day within the year other than its first and last are left: they name
 * something that was, and are listed without `by`.
 */
void carry_years(const struct report *view, struct rewrites *rewrites);

/* A cell that a relation of the form fills, and what came of it. */
struct carried {
	size_t cell;
	bool filled; /* else last year's figures are not all there */
};

struct carry {
	struct carried *cells;
	size_t count;
	size_t capacity;
	bool relations; /* the form has some that fill */
};

/*
 * A new report of the view's form: the cells that its `carry` relations fill,
 * and the view's texts with the rewrites, which are sorted and told where they
 * stand now. Agency, year and the like are the caller's. `carry` (all zero)
 * is freed with carry_free().
 */
struct report *carry_report(const struct report *view,
                            struct rewrites *rewrites, struct carry *carry);
void carry_free(struct carry *carry);

/* Whether the new form has a cell that means the same as `cell` of last
 * year's, perhaps summed with others. */
bool carry_has_cell(const struct form *form, const struct form *older,
                    size_t cell);

#endif
