/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "reports.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "unit.h"

struct form *
reports_form(const char *name)
{
	struct problems problems = {0};
	char *path = xformat("%s/%s", SOURCE_DIR, name);
	struct form *form = form_load(path, &problems);

	if (form == NULL)
		ck_abort_msg("expected form %s to load, seen %zu:%zu: %s", path,
		             problems.items[0].mark.line,
		             problems.items[0].mark.column,
		             problems.items[0].text);
	free(path);
	return form;
}

static struct report *
read_report(const struct form *form, const char *source,
            struct problems *problems)
{
	struct buffer bytes = {0};

	buffer_puts(&bytes, source);
	return report_read(NULL, &bytes, form, problems);
}

struct report *
reports_read(const struct form *form, const char *source)
{
	struct problems problems = {0};
	struct report *report = read_report(form, source, &problems);

	if (report == NULL)
		ck_abort_msg("expected a report, seen %zu:%zu: %s",
		             problems.items[0].mark.line,
		             problems.items[0].mark.column,
		             problems.items[0].text);
	ck_assert_uint_eq(problems.count, 0);
	return report;
}

char *
reports_refusal(const struct form *form, const char *source)
{
	struct problems problems = {0};
	struct report *report = read_report(form, source, &problems);
	char *text;

	if (report != NULL)
		ck_abort_msg("expected a refusal of:\n%s", source);
	ck_assert_uint_eq(problems.count, 1);
	text = xformat("%zu:%zu: %s", problems.items[0].mark.line,
	               problems.items[0].mark.column, problems.items[0].text);
	problems_free(&problems);
	return text;
}

void
reports_set(struct report *report, const char *path, const char *text)
{
	struct report_place place = report_find(report, path, strlen(path));
	struct edit edit;

	if (place.kind == PLACE_NONE)
		ck_abort_msg("expected a place %s, seen none", path);
	if (place.kind == PLACE_VALUE)
		edit = edit_value(report, place.index, text);
	else
		edit = edit_text(report, place.index, 0,
		                 report->texts[place.index].length, text,
		                 strlen(text));
	if (!report_apply(report, &edit))
		ck_abort_msg("expected the edit of %s to apply", path);
	edit_free(&edit);
}

const char *
reports_get(const struct report *report, const char *path)
{
	struct report_place place = report_find(report, path, strlen(path));
	const char *text = NULL;

	if (place.kind == PLACE_NONE)
		ck_abort_msg("expected a place %s, seen none", path);
	if (place.kind == PLACE_VALUE)
		text = report->values[place.index].text;
	else if (report->texts[place.index].length > 0)
		text = report->texts[place.index].data;
	return text == NULL ? "" : text;
}

char *
reports_written(const struct report *report)
{
	struct buffer out = {0};

	report_write(report, &out);
	return buffer_take(&out);
}

/* The line of `text` in which it first differs from `other`: libcheck shows
 * no long messages. */
static char *
different_line(const char *text, const char *other)
{
	size_t start = 0;

	for (size_t i = 0; text[i] != '\0' && text[i] == other[i]; i++) {
		if (text[i] == '\n')
			start = i + 1;
	}
	return xformat("%.*s", (int)strcspn(text + start, "\n"), text + start);
}

void
reports_same(const char *seen, const char *expected)
{
	if (strcmp(seen, expected) != 0)
		ck_abort_msg("expected “%s”, seen “%s”",
		             different_line(expected, seen),
		             different_line(seen, expected));
}
