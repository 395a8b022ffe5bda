/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "report/last.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/language.h"
#include "base/memory.h"

/* The first problem as one line, with its place where it has one. */
static char *
first_problem(const struct problems *problems)
{
	const struct problem *first = &problems->items[0];

	if (problems->count == 0)
		return xstrdup(_("it cannot be read"));
	if (first->mark.line == 0)
		return xstrdup(first->text);
	return xformat(_("line %zu, column %zu: %s"), first->mark.line,
	               first->mark.column, first->text);
}

void
last_open(struct last_year *last, const struct report *report,
          const struct form_path *forms, const char *named)
{
	struct problems problems = {0};
	const struct buffer *previous = &report->texts[FIELD_PREVIOUS];
	char *file = NULL;
	char *culprit = NULL;

	*last = (struct last_year){0};
	if (named)
		file = xstrdup(named);
	else if (previous->length > 0)
		file = report->file && strcmp(report->file, "-") != 0
		               ? file_beside(report->file, previous->data)
		               : xstrdup(previous->data);
	if (!file)
		return;
	if (strcmp(file, "-") == 0)
		last->why = xstrdup(_("it has to be a file"));
	else if (report->file && file_is_same(file, report->file))
		last->why = xstrdup(_("it is this very report"));
	else
		last->report = report_open(file, forms, &last->form, &problems,
		                           &culprit);
	if (!last->report && !last->why)
		last->why = first_problem(&problems);
	problems_free(&problems);
	free(culprit);
	free(file);
}

void
last_close(struct last_year *last)
{
	report_free(last->report);
	form_free(last->form);
	free(last->why);
	*last = (struct last_year){0};
}
