/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "findings.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"
#include "reports.h"
#include "unit.h"

void
bench_open_text(struct bench *bench, const char *form, const char *text)
{
	*bench = (struct bench){.form = reports_form(form)};
	bench->report = text == NULL ? report_new(bench->form)
	                             : reports_read(bench->form, text);
}

void
bench_open(struct bench *bench, const char *form, const char *report)
{
	struct buffer bytes = {0};
	char *path, *why = NULL;

	if (report == NULL) {
		bench_open_text(bench, form, NULL);
		return;
	}
	path = xformat("%s/%s", SOURCE_DIR, report);
	if (!file_read(path, FILE_LIMIT, &bytes, &why))
		ck_abort_msg("expected to read %s, seen: %s", path, why);
	bench_open_text(bench, form, bytes.data);
	buffer_free(&bytes);
	free(path);
}

void
bench_last(struct bench *bench, const char *text)
{
	if (bench->last.report)
		report_free(bench->last.report);
	bench->last.report = reports_read(bench->form, text);
}

void
bench_close(struct bench *bench)
{
	findings_free(&bench->findings);
	if (bench->last.report)
		report_free(bench->last.report);
	report_free(bench->report);
	form_free(bench->form);
}

void
bench_check(struct bench *bench)
{
	findings_free(&bench->findings);
	check_report(bench->report, &bench->last, &bench->findings);
}

void
bench_set(struct bench *bench, const char *path, const char *text)
{
	reports_set(bench->report, path, text);
}

const char *
bench_get(const struct bench *bench, const char *path)
{
	return reports_get(bench->report, path);
}

size_t
bench_cell(const struct bench *bench, const char *path)
{
	size_t cell = form_find_cell(bench->form, path, strlen(path));

	if (cell == NONE)
		ck_abort_msg("expected a cell %s, seen none", path);
	return cell;
}

const struct finding *
bench_finding(const struct bench *bench, const char *rule, const char *cell)
{
	const struct finding *found = NULL;
	size_t count = 0;

	for (size_t i = 0; i < bench->findings.count; i++) {
		const struct finding *its = &bench->findings.items[i];

		if (strcmp(its->rule, rule) != 0 ||
		    (cell != NULL && (its->cell_count == 0 ||
		                      strcmp(its->cells[0], cell) != 0)))
			continue;
		found = its;
		count++;
	}
	if (found == NULL || count != 1)
		ck_abort_msg("expected one finding %s at %s, seen %zu", rule,
		             cell ? cell : "any cell", count);
	return found;
}

size_t
bench_count(const struct bench *bench, const char *rule)
{
	size_t count = 0;

	for (size_t i = 0; i < bench->findings.count; i++)
		count += strcmp(bench->findings.items[i].rule, rule) == 0;
	return count;
}

void
bench_expect(const struct bench *bench, const char *rule, const char *cell,
             const char *message)
{
	ck_assert_str_eq(bench_finding(bench, rule, cell)->message, message);
}
