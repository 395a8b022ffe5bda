/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <stdio.h>

#include "base/language.h"
#include "base/message.h"
#include "check/check.h"
#include "command/command.h"

/* One report after another, so that thousands need no more memory than one.
 * Adds to the tally, if the file can be checked. */
static void
check_file(const struct call *call, const char *file, struct tally *tally)
{
	struct findings findings = {0};
	struct last_year last;
	struct form *form;
	struct report *report = command_open(call, file, &form);

	if (!report)
		return;
	last_open(&last, report, &call->forms, call->options.previous);
	check_report(report, &last, &findings);
	if (call->options.json)
		findings_print_json(&findings, form, file, stdout);
	else
		findings_print_text(&findings, form, file, stdout);
	tally_add(tally, &findings);
	findings_free(&findings);
	last_close(&last);
	report_free(report);
	form_free(form);
}

int
command_check(const struct call *call)
{
	struct tally tally = {0};
	const size_t *levels = tally.levels;

	if (call->count == 0) {
		message_error(_("check: a FILE is wanted; - is standard "
		                "input"));
		return EXIT_FAILED;
	}
	for (size_t i = 0; i < call->count; i++)
		check_file(call, call->operands[i], &tally);
	if (!call->options.json)
		tally_print(&tally, stdout);
	if (tally.reports < call->count)
		return EXIT_FAILED;
	if (levels[LEVEL_ERROR] > 0)
		return EXIT_FOUND;
	if (call->options.final &&
	    (levels[LEVEL_TODO] > 0 || levels[LEVEL_REVIEW] > 0))
		return EXIT_FOUND;
	return EXIT_WELL;
}
