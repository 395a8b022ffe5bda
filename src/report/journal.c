/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "report/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/checksum.h"
#include "base/file.h"
#include "base/json.h"
#include "base/language.h"
#include "base/memory.h"
#include "report/load.h"
#include "report/recovery.h"

/* The characters of a text may be lost for so long, milliseconds. */
#define TYPING_DELAY 2000
#define NOTHING_DUE (-1)

static int64_t
now(void)
{
	struct timespec time = {0};

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

char *
journal_path(const char *file)
{
	return file_companion(file, "journal");
}

/* --- lines --- */

static void
set_sum(struct json_value *object, const char *key, uint64_t sum)
{
	char *text = xformat("%016" PRIx64, sum);

	json_set(object, key, json_new_string(text));
	free(text);
}

static struct json_value *
json_of_edit(const struct edit *edit)
{
	struct json_value *object = json_new_object();

	json_set(object, "path", json_new_string(edit->path));
	json_set(object, "at", json_new_integer((int64_t)edit->at));
	json_set(object, "old", json_new_string(edit->old));
	json_set(object, "new", json_new_string(edit->new));
	return object;
}

/*
 * Reading drops blanks that editing keeps, as a paragraph begun at a text's
 * end: edits that count bytes from there begin with what makes the text that
 * is read the one in memory.
 */
static void
note_unlike(struct journal *journal, const struct report *report,
            const struct report *read)
{
	for (size_t i = 0; i < report->text_count; i++) {
		const struct buffer *was = &read->texts[i];
		const struct buffer *its = &report->texts[i];
		struct edit edit;

		if (buffer_is_same(was, its))
			continue;
		edit = edit_text(read, i, 0, was->length, buffer_text(its),
		                 its->length);
		if (!journal->unlike)
			journal->unlike = json_new_list();
		json_append(journal->unlike, json_of_edit(&edit));
		edit_free(&edit);
	}
}

static void
find_unlike(struct journal *journal, const struct report *report,
            const struct buffer *canonical)
{
	struct problems problems = {0};
	struct buffer copy = {0};
	struct report *read;

	if (report->document) {
		read = report_as_read(report);
		note_unlike(journal, report, read);
		report_as_read_free(read);
		return;
	}
	buffer_add(&copy, canonical->data, canonical->length);
	read = report_read(report->file, &copy, report->form, &problems);
	if (read)
		note_unlike(journal, report, read);
	report_free(read);
	problems_free(&problems);
}

static void
describe_beginning(struct journal *journal, const struct report *report)
{
	struct json_value *head = json_new_object();
	struct buffer text = {0};

	report_write(report, &text);
	json_set(head, "journal", json_new_integer(1));
	json_set(head, "form", json_new_string(report->form->id));
	if (report->document) {
		json_set(head, "size",
		         json_new_integer((int64_t)report->source.length));
		set_sum(head, "sum",
		        checksum(CHECKSUM_START, report->source.data,
		                 report->source.length));
	} else {
		json_set(head, "begun", json_new_string(text.data));
	}
	set_sum(head, "state",
	        checksum(CHECKSUM_START, text.data, text.length));
	buffer_clear(&journal->head);
	json_add_line(head, &journal->head);
	find_unlike(journal, report, &text);
	json_value_free(head);
	buffer_free(&text);
}

static void
add_line(struct journal *journal, const struct buffer *json)
{
	journal->sum = checksum(journal->sum, json->data, json->length);
	buffer_format(&journal->text, "%016" PRIx64 " ", journal->sum);
	buffer_add(&journal->text, json->data, json->length);
	buffer_putc(&journal->text, '\n');
}

void
journal_note(struct journal *journal, const struct report *report,
             const struct edit *edit)
{
	bool text = report_find(report, edit->path, strlen(edit->path)).kind ==
	            PLACE_TEXT;

	if (!journal->path)
		return;
	/* Characters may wait a little; all else is committed. */
	journal->typing = text && !journal->step;
	if (!journal->step) {
		journal->step =
			journal->unlike ? journal->unlike : json_new_list();
		journal->unlike = NULL;
	}
	json_append(journal->step, json_of_edit(edit));
}

void
journal_end_step(struct journal *journal)
{
	struct buffer line = {0};
	int64_t due = now() + (journal->typing ? TYPING_DELAY : 0);

	if (!journal->step)
		return;
	if (journal->text.length == 0)
		add_line(journal, &journal->head);
	json_add_line(journal->step, &line);
	json_value_free(journal->step);
	journal->step = NULL;
	add_line(journal, &line);
	buffer_free(&line);
	if (journal->due == NOTHING_DUE || due < journal->due)
		journal->due = due;
}

/* --- the file --- */

/* Edits are not kept, for this reason, which is taken over; tried again with
 * the next edit. */
static bool
give_up(struct journal *journal, char *why)
{
	free(journal->why);
	journal->why = why;
	journal->due = NOTHING_DUE;
	return false;
}

/* Made anew and for us alone: what another put there under this name is never
 * written to. */
static bool
make_file(struct journal *journal)
{
	if (journal->file >= 0)
		return true;
	journal->file =
		open(journal->path,
	             O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (journal->file >= 0)
		return true;
	if (errno == EEXIST)
		return give_up(journal,
		               xformat(_("%s is in the way; move it away"),
		                       journal->path));
	return give_up(journal, file_write_error(errno));
}

static bool
write_pending(struct journal *journal)
{
	if (journal->text.length > JOURNAL_LIMIT)
		return give_up(journal,
		               xstrdup(_("there are too many edits; save the "
		                         "report")));
	while (journal->written < journal->text.length) {
		ssize_t written = pwrite(
			journal->file, journal->text.data + journal->written,
			journal->text.length - journal->written,
			(off_t)journal->written);

		if (written > 0)
			journal->written += (size_t)written;
		else if (written == 0)
			return give_up(journal, file_write_error(ENOSPC));
		else if (errno != EINTR)
			return give_up(journal, file_write_error(errno));
	}
	return true;
}

/* After a sync that was refused nobody knows what is on the disk: all of it is
 * written once more. */
static bool
sync_file(struct journal *journal)
{
	while (fdatasync(journal->file) != 0) {
		if (errno == EINTR)
			continue;
		if (errno == EINVAL || errno == ENOTSUP)
			break; /* a file system that cannot */
		journal->written = journal->synced = 0;
		return give_up(journal, file_write_error(errno));
	}
	if (journal->synced == 0)
		file_sync_folder(journal->path);
	journal->synced = journal->written;
	return true;
}

static void
write_now(struct journal *journal, bool sync)
{
	if (journal->due == NOTHING_DUE || !make_file(journal) ||
	    !write_pending(journal) || !sync)
		return;
	if (sync_file(journal)) {
		free(journal->why);
		journal->why = NULL;
		journal->due = NOTHING_DUE;
	}
}

void
journal_write(struct journal *journal)
{
	write_now(journal, journal->due <= now());
}

int
journal_wait(const struct journal *journal)
{
	int64_t rest = journal->due - now();

	if (journal->due == NOTHING_DUE)
		return -1;
	return rest > 0 ? (int)rest : 0;
}

/* --- from the first to the last --- */

void
journal_open(struct journal *journal, const struct report *report)
{
	*journal = JOURNAL_CLOSED;
	journal->sum = CHECKSUM_START;
	journal->path = report->file ? journal_path(report->file) : NULL;
	if (journal->path)
		describe_beginning(journal, report);
}

void
journal_resume(struct journal *journal, struct recovery *recovery)
{
	*journal = (struct journal){
		.path = xstrdup(recovery->path),
		.file = recovery->file,
		.text = recovery->text,
		.written = recovery->text.length,
		.sum = recovery->chain,
		.due = NOTHING_DUE,
	};
	recovery->file = -1;
	recovery->text = (struct buffer){0};
	/* What is torn at its end would stand behind the next line. */
	if (journal->file >= 0 &&
	    ftruncate(journal->file, (off_t)journal->written) != 0) {
		close(journal->file);
		journal->file = -1;
	}
	if (journal->file < 0)
		journal->written = 0;
}

static void
remove_file(struct journal *journal)
{
	if (journal->file < 0)
		return;
	/* Under its name there may be another's by now. */
	if (file_is_still(journal->file, journal->path))
		unlink(journal->path);
	close(journal->file);
	journal->file = -1;
}

void
journal_restart(struct journal *journal, const struct report *report)
{
	journal_close(journal);
	journal_open(journal, report);
}

void
journal_sync(struct journal *journal)
{
	journal_end_step(journal);
	if (journal->synced < journal->text.length) {
		journal->due = 0;
		write_now(journal, true);
	}
}

void
journal_finish(struct journal *journal)
{
	journal_sync(journal);
	journal->finished = true;
}

void
journal_close(struct journal *journal)
{
	if (!journal->finished)
		remove_file(journal);
	if (journal->file >= 0)
		close(journal->file);
	json_value_free(journal->step);
	json_value_free(journal->unlike);
	free(journal->path);
	free(journal->why);
	buffer_free(&journal->text);
	buffer_free(&journal->head);
	*journal = JOURNAL_CLOSED;
}
