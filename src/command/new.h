/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef COMMAND_NEW_H
#define COMMAND_NEW_H

/* Inside the command new only. */

#include "command/command.h"
#include "report/carry.h"

/* What is being made, and from what. */
struct making {
	const struct call *call;
	int year; /* of the new report; 0: none was given */
	struct form *form;
	struct report *report;
	/* With -p: last year's report, and as one of the new form. */
	struct form *last_form;
	struct report *last;
	struct report *view;
	struct rewrites rewrites;
	struct carry carry;
};

/* Tells on standard error what was carried over, what was left and what does
 * not work in the new report, which has been written and read again. */
void new_tell(const struct making *making);

#endif
