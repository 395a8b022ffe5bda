/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "check/check.h"

#include <stdlib.h>

#include "base/memory.h"
#include "check/checks.h"

static void (*const checks[])(const struct check_context *context) = {
	check_notes,        check_header,         check_edition,
	check_previous,     check_figures,        check_blanks,
	check_relations,    check_empty_sections, check_long_texts,
	check_live_figures, check_rules,          check_prose_figures,
};

const struct check_texts *
check_last_texts(const struct check_context *context)
{
	struct check_prose *prose = context->prose;
	const struct report *last = context->last->report;

	if (last == NULL)
		return NULL;
	if (!prose->last_made)
		prose->last = check_texts_make(last, NULL);
	prose->last_made = true;
	return &prose->last;
}

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

struct gathering {
	struct finding *from;
	struct finding *to;
	bool *taken; /* per `from` */
	size_t total;
	size_t count; /* of `to` */
	int cause;
};

static void
gather(struct gathering *gathering, size_t number, bool follows)
{
	struct finding *finding = &gathering->to[gathering->count++];

	*finding = gathering->from[number];
	finding->cause = gathering->cause;
	finding->follows = follows;
	gathering->taken[number] = true;
}

/* All of the cause of finding `first`, worst level first. */
static void
gather_cause(struct gathering *gathering, size_t first)
{
	int wanted = gathering->from[first].cause;
	bool follows = false;

	gathering->cause++;
	if (wanted == 0) {
		gather(gathering, first, false);
		return;
	}
	for (int level = 0; level < LEVEL_COUNT; level++)
		for (size_t i = first; i < gathering->total; i++) {
			const struct finding *its = &gathering->from[i];

			if (its->cause != wanted || (int)its->level != level)
				continue;
			gather(gathering, i, follows);
			follows = true;
		}
}

/* Findings of one cause stand together, where the first of them stood; the
 * worst is ahead, as the headline. Causes are numbered as they come. */
static void
gather_causes(struct findings *findings)
{
	struct gathering gathering = {
		.from = findings->items,
		.to = xcalloc(findings->count + 1, sizeof(struct finding)),
		.taken = xcalloc(findings->count + 1, sizeof(bool)),
		.total = findings->count,
	};

	for (size_t i = 0; i < findings->count; i++)
		if (!gathering.taken[i])
			gather_cause(&gathering, i);
	free(gathering.taken);
	free(findings->items);
	findings->items = gathering.to;
	findings->capacity = findings->count + 1;
}

void
check_report(const struct report *report, const struct last_year *last,
             struct findings *findings)
{
	struct check_prose prose = {
		.now = check_texts_make(report, last->report),
	};
	const struct check_context context = {report, last, findings, &prose};

	for (size_t i = 0; i < sizeof checks / sizeof checks[0]; i++)
		checks[i](&context);
	if (findings->count > 1)
		qsort(findings->items, findings->count,
		      sizeof findings->items[0], compare_findings);
	gather_causes(findings);
	check_explained(&context);
	findings_count(findings);
	check_texts_free(&prose.now);
	check_texts_free(&prose.last);
}
