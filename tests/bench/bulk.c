/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/*
 * Loading and checking without a process around them, in microseconds:
 *
 *	bulk scan FILE         libyaml's events of the file's bytes and nothing else
 *	bulk check FILE        the report loaded from the same bytes, and all checks
 *	bulk edit FILE LAST    all checks after one edit, last year's report loaded
 *
 * Prints the middle of many rounds.
 */

#include "base/file.h"
#include "base/language.h"
#include "base/memory.h"
#include "check/check.h"
#include "measure.h"
#include "report/last.h"
#include "report/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#define ROUNDS 501

struct work {
	const char *file;
	struct buffer bytes;
	struct form_path forms;
	struct form *form;
	struct report *report; /* for edits; else NULL */
	struct last_year last;
	bool other; /* which of two values the next edit sets */
};

static _Noreturn void
give_up(const char *file, const struct problems *problems)
{
	fprintf(stderr, "%s: %s\n", file,
	        problems->count > 0 ? problems->items[0].text
	                            : "cannot be used");
	exit(2);
}

static void
scan(struct work *work)
{
	yaml_parser_t parser;
	yaml_event_t event;
	yaml_event_type_t type;

	yaml_parser_initialize(&parser);
	yaml_parser_set_input_string(&parser,
	                             (const unsigned char *)work->bytes.data,
	                             work->bytes.length);
	do {
		if (!yaml_parser_parse(&parser, &event))
			exit(2);
		type = event.type;
		yaml_event_delete(&event);
	} while (type != YAML_STREAM_END_EVENT);
	yaml_parser_delete(&parser);
}

static void
check(struct work *work)
{
	struct problems problems = {0};
	struct findings findings = {0};
	struct buffer copy = {0};
	struct report *report;

	buffer_add(&copy, work->bytes.data, work->bytes.length);
	report = report_read(work->file, &copy, work->form, &problems);
	if (report == NULL)
		give_up(work->file, &problems);
	check_report(report, &work->last, &findings);
	findings_free(&findings);
	report_free(report);
}

/* Now the value, now one more than it. */
static void
edit(struct work *work)
{
	struct findings findings = {0};
	struct edit edit = edit_value(work->report, 0, work->other ? "1" : "2");

	work->other = !work->other;
	report_apply(work->report, &edit);
	edit_free(&edit);
	check_report(work->report, &work->last, &findings);
	findings_free(&findings);
}

static double
median(void (*round)(struct work *), struct work *work)
{
	static double times[ROUNDS];

	for (int i = -20; i < ROUNDS; i++) {
		double start = measure_now();

		round(work);
		if (i >= 0)
			times[i] = measure_now() - start;
	}
	qsort(times, ROUNDS, sizeof *times, measure_compare);
	return times[ROUNDS / 2];
}

int
main(int argc, char **argv)
{
	struct work work = {0};
	struct problems problems = {0};
	char *culprit = NULL;
	bool edits = argc == 4 && strcmp(argv[1], "edit") == 0;
	bool checks = argc == 3 && strcmp(argv[1], "check") == 0;
	bool scans = argc == 3 && strcmp(argv[1], "scan") == 0;

	if (!edits && !checks && !scans) {
		fputs("usage: bulk scan FILE | check FILE | edit FILE LAST\n",
		      stderr);
		return 2;
	}
	language_set("zh_CN");
	form_path_set(&work.forms, NULL);
	work.file = argv[2];
	work.report = report_open(work.file, &work.forms, &work.form, &problems,
	                          &culprit);
	if (work.report == NULL)
		give_up(work.file, &problems);
	buffer_add(&work.bytes, work.report->source.data,
	           work.report->source.length);
	if (edits) {
		last_open(&work.last, work.report, &work.forms, argv[3]);
		if (work.last.report == NULL)
			give_up(argv[3], &problems);
	}
	printf("%.1f\n", median(edits ? edit : checks ? check : scan, &work));
	last_close(&work.last);
	report_free(work.report);
	form_free(work.form);
	form_path_free(&work.forms);
	buffer_free(&work.bytes);
	return 0;
}
