/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <stdio.h>
#include <string.h>

#include "base/language.h"
#include "base/message.h"
#include "command/command.h"
#include "command/diff.h"
#include "report/last.h"

/* One side: a report, and the one it names as last year's. */
struct side {
	struct form *form;
	struct report *report;
	struct last_year last;
};

static bool
side_open(struct side *side, const struct call *call, const char *file)
{
	*side = (struct side){0};
	side->report = command_open(call, file, &side->form);
	if (side->report == NULL)
		return false;
	last_open(&side->last, side->report, &call->forms, NULL);
	return true;
}

static void
side_close(struct side *side)
{
	if (side->report == NULL)
		return;
	last_close(&side->last);
	report_free(side->report);
	form_free(side->form);
}

/* Cells that stand in one report's form only. */
static void
tell_alone(size_t count, const char *file, const char *form)
{
	if (count > 0)
		message_error(ngettext("%s: %zu filled cell has no counterpart "
		                       "in the form %s; it is not compared",
		                       "%s: %zu filled cells have no "
		                       "counterpart in the form %s; they are "
		                       "not compared",
		                       count),
		              file, count, form);
}

static int
compare(const struct call *call, const struct side *old, const struct side *new)
{
	struct differences differences = report_compare(
		old->report, old->last.report, new->report, new->last.report);
	const char *const files[] = {call->operands[0], call->operands[1]};
	const int years[] = {report_year(old->report),
	                     report_year(new->report)};
	bool found = differences.count > 0;

	if (call->options.json)
		diff_print_json(&differences, files, stdout);
	else
		diff_print_text(&differences, files, years, DIFF_COLUMNS,
		                stdout);
	tell_alone(differences.old_alone, files[0], new->form->id);
	tell_alone(differences.new_alone, files[1], old->form->id);
	differences_free(&differences);
	return found ? EXIT_FOUND : EXIT_WELL;
}

int
command_diff(const struct call *call)
{
	struct side old, new;
	int status = EXIT_FAILED;

	if (call->count != 2) {
		message_error(_("diff: two files are wanted, A and B; one of "
		                "them may be -, standard input"));
		return EXIT_FAILED;
	}
	if (strcmp(call->operands[0], "-") == 0 &&
	    strcmp(call->operands[1], "-") == 0) {
		message_error(_("diff: only one of the files may be -, "
		                "standard input"));
		return EXIT_FAILED;
	}
	/* Both are opened in any case, so that all that is wrong is told. */
	side_open(&old, call, call->operands[0]);
	side_open(&new, call, call->operands[1]);
	if (old.report != NULL && new.report != NULL)
		status = compare(call, &old, &new);
	side_close(&old);
	side_close(&new);
	return status;
}
