/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef CHECK_EXPLAINED_H
#define CHECK_EXPLAINED_H

/*
 * Explanations of findings: what a report says under `explained:`. One holds
 * as long as the values it was given for are those of the report.
 */

#include "check/finding.h"

/* An explanation has at least so many characters. */
#define REASON_LEAST 6
/* Whether a reason is long enough, blanks around it apart. */
bool reason_suffices(const char *reason);

/*
 * The entry that explains `finding`, which is a review, with the values of
 * now; edit_explain() puts it in. The caller frees it. `last` is last year's report
 * or NULL; `by` and `date` may be NULL.
 */
struct explanation explanation_for(const struct finding *finding,
                                   const struct report *report,
                                   const struct report *last,
                                   const char *reason, const char *by,
                                   const char *date);

#endif
