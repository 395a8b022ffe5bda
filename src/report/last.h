/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef REPORT_LAST_H
#define REPORT_LAST_H

/* Last year's report, as this year's names it in `previous:`. */

#include "report/report.h"

struct last_year {
	struct report *report; /* NULL: none named, or it cannot be used */
	struct form *form;     /* of that report, which may be an older one */
	char *why;             /* named, but cannot be opened: a text for the
	                          user; NULL otherwise */
};

/*
 * Opens the report that `report` names, relative to its own file; or
 * `named`, relative to the working folder, if that is not NULL. Under the
 * rules of any report file; never blocks.
 */
void last_open(struct last_year *last, const struct report *report,
               const struct form_path *forms, const char *named);
void last_close(struct last_year *last);

#endif
