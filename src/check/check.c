/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "check/check.h"

#include <stdlib.h>

#include "base/memory.h"
#include "check/checks.h"

static void (*const checks[])(const struct check_context *context) = {
	check_notes,     check_header,         check_edition,
	check_previous,  check_figures,        check_blanks,
	check_relations, check_empty_sections, check_live_figures,
};

struct finding *
check_add_path(const struct check_context *context, const char *rule,
               enum level level, const char *path, size_t section)
{
	struct finding *finding = findings_add(context->findings, rule, level);

	finding->place = xstrdup(path);
	finding->section = section;
	finding->mark = report_mark(context->report, path);
	finding_cell(finding, path);
	return finding;
}

struct finding *
check_add_cell(const struct check_context *context, const char *rule,
               enum level level, size_t cell)
{
	const struct cell *its = &context->report->form->cells[cell];
	struct finding *finding =
		check_add_path(context, rule, level, its->path, its->section);

	finding->cell = cell;
	return finding;
}

/* Form order: the header before the first section, a section as a whole
 * before its cells; NONE + 1 is 0. What is equal stays as the checks made
 * it. */
static int
compare_findings(const void *a, const void *b)
{
	const struct finding *one = a, *other = b;
	const size_t left[] = {one->section + 1, one->cell + 1, one->at,
	                       one->order};
	const size_t right[] = {other->section + 1, other->cell + 1, other->at,
	                        other->order};

	for (size_t i = 0; i < sizeof left / sizeof left[0]; i++)
		if (left[i] != right[i])
			return left[i] < right[i] ? -1 : 1;
	return 0;
}

void
check_report(const struct report *report, const struct last_year *last,
             struct findings *findings)
{
	const struct check_context context = {report, last, findings};

	for (size_t i = 0; i < sizeof checks / sizeof checks[0]; i++)
		checks[i](&context);
	if (findings->count > 1)
		qsort(findings->items, findings->count,
		      sizeof findings->items[0], compare_findings);
	for (size_t i = 0; i < findings->count; i++)
		if (findings->items[i].cause == 0)
			findings->items[i].cause = (int)i + 1;
}
