/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/*
 * Saving after one edit, beside the least that a whole file costs: the same
 * bytes written to a temporary file, which is synced and renamed, and the
 * folder synced. And an edit that goes to the journal, beside the same bytes
 * added to a file and synced.
 *
 *	save FILE
 *
 * FILE is copied into the working folder first. Prints "SAVE BARE RECORD BARE",
 * each the middle of many rounds that take turns, in microseconds.
 */

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/language.h"
#include "base/memory.h"
#include "measure.h"
#include "report/journal.h"
#include "report/report.h"

#define ROUNDS 201
#define SAVED "saved.yaml"
#define BARE "bare.yaml"
#define TEMPORARY "bare.yaml.new"
#define BARE_JOURNAL "bare.journal"

static _Noreturn void
give_up(const char *text)
{
	fprintf(stderr, "%s\n", text);
	exit(2);
}

static void
save(struct report *report, int round)
{
	struct edit edit = edit_value(report, 0, round % 2 == 0 ? "1" : "2");
	struct saved saved;
	char *why = NULL;

	report_apply(report, &edit);
	edit_free(&edit);
	if (!report_save(report, &saved, &why))
		give_up(why);
	saved_free(&saved);
}

static void
write_bare(const struct buffer *bytes)
{
	int file = open(TEMPORARY, O_WRONLY | O_CREAT | O_EXCL, 0600);
	int folder = open(".", O_RDONLY | O_DIRECTORY);

	if (file < 0 || folder < 0 ||
	    write(file, bytes->data, bytes->length) != (ssize_t)bytes->length ||
	    fsync(file) != 0 || close(file) != 0 ||
	    rename(TEMPORARY, BARE) != 0 || fsync(folder) != 0)
		give_up("the working folder cannot be written");
	close(folder);
}

/* The journal's last line. */
static void
keep(struct journal *journal, struct report *report, int round)
{
	struct edit edit = edit_value(report, 0, round % 2 == 0 ? "3" : "4");

	report_apply(report, &edit);
	journal_note(journal, report, &edit);
	edit_free(&edit);
	journal_end_step(journal);
	journal_write(journal);
	if (journal->why || journal_wait(journal) >= 0)
		give_up("the journal cannot be written");
}

static void
add_bare(int file, const char *bytes, size_t length)
{
	if (write(file, bytes, length) != (ssize_t)length || fsync(file) != 0)
		give_up("the working folder cannot be written");
}

static double
middle_of(double times[ROUNDS])
{
	qsort(times, ROUNDS, sizeof *times, measure_compare);
	return times[ROUNDS / 2];
}

static void
measure_saving(struct report *report, const struct buffer *bytes)
{
	static double saves[ROUNDS], bares[ROUNDS];

	for (int i = -10; i < ROUNDS; i++) {
		double start = measure_now(), middle;

		save(report, i);
		middle = measure_now();
		write_bare(bytes);
		if (i >= 0) {
			saves[i] = middle - start;
			bares[i] = measure_now() - middle;
		}
	}
	printf("%.0f %.0f", middle_of(saves), middle_of(bares));
}

static void
measure_journal(struct report *report)
{
	static double records[ROUNDS], bares[ROUNDS];
	struct journal journal;
	int file = open(BARE_JOURNAL, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	journal_open(&journal, report);
	for (int i = -10; i < ROUNDS; i++) {
		size_t before = journal.text.length;
		double start = measure_now(), middle;

		keep(&journal, report, i);
		middle = measure_now();
		add_bare(file, journal.text.data + before,
		         journal.text.length - before);
		if (i >= 0) {
			records[i] = middle - start;
			bares[i] = measure_now() - middle;
		}
	}
	journal_close(&journal);
	close(file);
	printf(" %.0f %.0f\n", middle_of(records), middle_of(bares));
}

int
main(int argc, char **argv)
{
	struct problems problems = {0};
	struct buffer bytes = {0};
	struct form_path forms;
	struct form *form = NULL;
	struct report *report;
	char *culprit = NULL, *why = NULL;

	if (argc != 2)
		give_up("usage: save FILE");
	language_set("zh_CN");
	form_path_set(&forms, NULL);
	if (!file_read(argv[1], FILE_LIMIT, &bytes, &why) ||
	    !file_replace(SAVED, bytes.data, bytes.length, &why))
		give_up(why);
	report = report_open(SAVED, &forms, &form, &problems, &culprit);
	if (report == NULL)
		give_up("no report");
	measure_saving(report, &bytes);
	measure_journal(report);
	report_free(report);
	form_free(form);
	form_path_free(&forms);
	buffer_free(&bytes);
	return 0;
}
