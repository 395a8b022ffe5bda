/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef REPORT_EVALUATE_H
#define REPORT_EVALUATE_H

/* Sums of a report's values. */

#include "report/report.h"

enum sum_status {
	SUM_COMPLETE, /* every operand is a figure */
	SUM_PARTIAL,  /* some are blank: `value` is the sum of the others */
	SUM_BROKEN    /* some operand is no figure, or the sum overflows */
};

struct sum_result {
	enum sum_status status;
	amount value;
	size_t blanks;
	bool overflow;
};

/* `last` is last year's report or NULL (then its operands count as blank). */
struct sum_result evaluate_terms(const struct report *report,
                                 const struct report *last,
                                 const struct term *terms, size_t count);

/* The value in last year's report that has the meaning of `cell` of this
 * year's; NULL if there is none, as in an older edition of the form. */
const struct value *value_last_year(const struct report *report,
                                    const struct report *last, size_t cell);

/*
 * The value due in a cell by the relations whose left side is this cell
 * alone. Blank operands are left out and counted. If two relations differ,
 * neither is taken: `conflict` is set and `other` holds the second one.
 */
struct due {
	bool known;
	bool conflict;
	amount value;
	amount other;
	size_t blanks;
};
struct due evaluate_due(const struct report *report, const struct report *last,
                        size_t cell);

#endif
