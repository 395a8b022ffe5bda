/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <stdlib.h>

#include "base/message.h"
#include "command/command.h"
#include "report/report.h"

struct report *
command_open(const struct call *call, const char *file, struct form **form)
{
	struct problems problems = {0};
	char *culprit = NULL;
	struct report *report =
		report_open(file, &call->forms, form, &problems, &culprit);

	if (!report)
		message_problems(culprit ? culprit : file, &problems);
	problems_free(&problems);
	free(culprit);
	return report;
}
