/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "report/recovery.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/checksum.h"
#include "base/file.h"
#include "base/json.h"
#include "base/language.h"
#include "base/memory.h"
#include "form/choose.h"
#include "report/journal.h"
#include "report/value.h"

/* Bytes that putting edits back may move in all: more is no session of a
 * clerk, and would take minutes. */
#define WORK_LIMIT ((size_t)16 * 1024 * 1024 * 1024)
/* What an edit counts at least; reading an explanation takes a while. */
#define WORK_LEAST ((size_t)1024)
#define WORK_EXPLANATION ((size_t)1024 * 1024)
/* Names tried for a journal that is put aside. */
#define ASIDE_NAMES 1000

/* --- its text --- */

static bool
read_sum(const struct json_value *value, uint64_t *sum)
{
	const char *text = json_as_text(value);
	char *end;

	if (!text || strlen(text) != CHECKSUM_DIGITS ||
	    strspn(text, "0123456789abcdef") != CHECKSUM_DIGITS)
		return false;
	*sum = strtoull(text, &end, 16);
	return true;
}

static bool
read_edit(const struct json_value *value, struct edit *edit)
{
	const char *path = json_as_text(json_member(value, "path"));
	const char *old = json_as_text(json_member(value, "old"));
	const char *new = json_as_text(json_member(value, "new"));
	int64_t at;

	if (!path || !old || !new ||
	    !json_as_integer(json_member(value, "at"), &at) || at < 0)
		return false;
	*edit = (struct edit){
		.path = xstrdup(path),
		.at = (size_t)at,
		.old = xstrdup(old),
		.new = xstrdup(new),
	};
	return true;
}

static void
free_step(struct step *step)
{
	for (size_t i = 0; i < step->count; i++)
		edit_free(&step->edits[i]);
	free(step->edits);
}

static bool
read_step(const struct json_value *list, struct step *step)
{
	size_t count = json_count(list);

	*step = (struct step){.edits = xcalloc(count, sizeof(struct edit))};
	while (step->count < count && read_edit(json_item(list, step->count),
	                                        &step->edits[step->count]))
		step->count++;
	if (count > 0 && step->count == count)
		return true;
	free_step(step);
	return false;
}

static bool
read_head(struct recovery *recovery, const struct json_value *head)
{
	const char *form = json_as_text(json_member(head, "form"));
	const char *begun = json_as_text(json_member(head, "begun"));
	int64_t version, size = 0;

	if (!json_as_integer(json_member(head, "journal"), &version) ||
	    version != 1 || !form ||
	    !read_sum(json_member(head, "state"), &recovery->state))
		return false;
	if (!begun &&
	    (!json_as_integer(json_member(head, "size"), &size) || size < 0 ||
	     !read_sum(json_member(head, "sum"), &recovery->sum)))
		return false;
	recovery->form = xstrdup(form);
	recovery->begun = begun ? xstrdup(begun) : NULL;
	recovery->size = (uint64_t)size;
	return true;
}

static bool
read_line(struct recovery *recovery, size_t *capacity,
          const struct json_value *line)
{
	struct step step;

	if (!recovery->form)
		return read_head(recovery, line);
	if (!read_step(line, &step))
		return false;
	recovery->steps =
		grow(recovery->steps, capacity, recovery->step_count + 1,
	             sizeof(*recovery->steps));
	recovery->steps[recovery->step_count++] = step;
	recovery->edit_count += step.count;
	return true;
}

/* The JSON of the line of `length` bytes, if its sum is right. */
static struct json_value *
whole_line(const char *line, size_t length, uint64_t *sum)
{
	char digits[CHECKSUM_DIGITS + 1];
	const char *json = line + CHECKSUM_DIGITS + 1;

	if (length < CHECKSUM_DIGITS + 1)
		return NULL;
	length -= CHECKSUM_DIGITS + 1;
	*sum = checksum(*sum, json, length);
	snprintf(digits, sizeof(digits), "%016" PRIx64, *sum);
	if (memcmp(line, digits, CHECKSUM_DIGITS) != 0 ||
	    line[CHECKSUM_DIGITS] != ' ')
		return NULL;
	return json_read(json, length);
}

bool
recovery_read(struct recovery *recovery, const char *text, size_t length)
{
	size_t at = 0, capacity = 0;
	bool well = true;

	recovery->chain = CHECKSUM_START;
	while (well && at < length) {
		const char *end = memchr(text + at, '\n', length - at);
		uint64_t sum = recovery->chain;
		struct json_value *line;

		if (!end)
			break;
		line = whole_line(text + at, (size_t)(end - text) - at, &sum);
		well = line && read_line(recovery, &capacity, line);
		json_value_free(line);
		if (well) {
			recovery->chain = sum;
			at = (size_t)(end - text) + 1;
		}
	}
	buffer_add(&recovery->text, text, at);
	return recovery->form != NULL;
}

void
recovery_free(struct recovery *recovery)
{
	for (size_t i = 0; i < recovery->step_count; i++)
		free_step(&recovery->steps[i]);
	free(recovery->steps);
	free(recovery->path);
	free(recovery->form);
	free(recovery->begun);
	buffer_free(&recovery->text);
	if (recovery->file >= 0)
		close(recovery->file);
	*recovery = (struct recovery){.file = -1};
}

/* --- its file --- */

/* Opens it for more edits if that may be, else for reading. Never follows a
 * link or waits for another program. */
static int
open_journal(const char *path, bool *writable)
{
	const int flags = O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY;
	int file = open(path, O_RDWR | flags);

	*writable = file >= 0;
	if (file < 0 && (errno == EACCES || errno == EPERM || errno == EROFS))
		file = open(path, O_RDONLY | flags);
	return file;
}

/* The owner of the report could have changed the report itself. */
static bool
may_be_trusted(const struct stat *journal, const char *file)
{
	struct stat report;

	return journal->st_uid == geteuid() ||
	       (stat(file, &report) == 0 && report.st_uid == journal->st_uid);
}

/* Why it is not to be read, or NULL. */
static const char *
distrust(const struct stat *status, const char *file)
{
	if (!S_ISREG(status->st_mode))
		return _("it is no file");
	if (!may_be_trusted(status, file))
		return _("it belongs to another user");
	if (status->st_size > (off_t)JOURNAL_LIMIT)
		return _("it is too long");
	return NULL;
}

static bool
read_file(int file, off_t size, struct buffer *text)
{
	char bytes[16384];

	while (text->length < (size_t)size) {
		size_t rest = (size_t)size - text->length;
		ssize_t got = pread(file, bytes,
		                    rest < sizeof(bytes) ? rest : sizeof(bytes),
		                    (off_t)text->length);

		if (got == 0)
			break;
		if (got > 0)
			buffer_add(text, bytes, (size_t)got);
		else if (errno != EINTR)
			return false;
	}
	return true;
}

/* A file that was made and then not written before the power went: nothing, or
 * NUL bytes. */
static bool
is_empty(const struct buffer *text)
{
	size_t at = 0;

	while (at < text->length && text->data[at] == '\0')
		at++;
	return at == text->length;
}

static enum recovery_found
strange(const struct recovery *recovery, const char *reason, char **why)
{
	*why = xformat(_("%s cannot be read as the journal of edits that it "
	                 "should be: %s"),
	               recovery->path, reason);
	return RECOVERY_STRANGE;
}

enum recovery_found
recovery_open(struct recovery *recovery, const char *file, char **why)
{
	struct buffer text = {0};
	struct stat status;
	enum recovery_found found = RECOVERY_READ;
	bool writable;
	const char *reason;

	*why = NULL;
	*recovery = (struct recovery){.file = -1};
	recovery->path = journal_path(file);
	if (!recovery->path)
		return RECOVERY_NOTHING;
	recovery->file = open_journal(recovery->path, &writable);
	if (recovery->file < 0) {
		if (errno == ENOENT || errno == ENAMETOOLONG ||
		    errno == ENOTDIR)
			return RECOVERY_NOTHING;
		return strange(recovery,
		               errno == ELOOP ? _("it is a symbolic link")
		                              : strerror(errno),
		               why);
	}
	if (fstat(recovery->file, &status) != 0)
		return strange(recovery, strerror(errno), why);
	reason = distrust(&status, file);
	if (!reason && !read_file(recovery->file, status.st_size, &text))
		reason = strerror(errno);
	if (reason) {
		found = strange(recovery, reason, why);
	} else if (is_empty(&text)) {
		recovery_remove(recovery);
		found = RECOVERY_NOTHING;
	} else if (!recovery_read(recovery, text.data, text.length)) {
		found = strange(recovery, _("its first line is not whole"),
		                why);
	}
	recovery->time = status.st_mtime;
	buffer_free(&text);
	/* Under another name it may be somebody's backup. */
	if (recovery->file >= 0 && (!writable || status.st_nlink > 1)) {
		close(recovery->file);
		recovery->file = -1;
	}
	return found;
}

void
recovery_remove(struct recovery *recovery)
{
	unlink(recovery->path);
}

char *
recovery_keep_aside(struct recovery *recovery)
{
	struct stat status;

	for (unsigned i = 1; i < ASIDE_NAMES; i++) {
		char *name = xformat("%s.%u", recovery->path, i);

		if (lstat(name, &status) != 0) {
			if (errno == ENOENT &&
			    rename(recovery->path, name) == 0)
				return name;
			free(name);
			break;
		}
		free(name);
	}
	return NULL;
}

/* --- putting edits back --- */

static bool
begins_character(const struct buffer *text, size_t at)
{
	return at >= text->length || (text->data[at] & 0xC0) != 0x80;
}

/* What the edit costs; 0 if it cannot be one: it would leave half a character
 * or too long a text. */
static size_t
edit_work(const struct report *report, const struct edit *edit)
{
	struct report_place place =
		report_find(report, edit->path, strlen(edit->path));
	const struct buffer *text;

	if (place.kind == PLACE_VALUE)
		return WORK_LEAST;
	if (place.kind != PLACE_TEXT)
		return WORK_EXPLANATION;
	text = &report->texts[place.index];
	if (edit->at > text->length || !begins_character(text, edit->at) ||
	    !begins_character(text, edit->at + strlen(edit->old)) ||
	    text->length + strlen(edit->new) > FILE_LIMIT)
		return 0;
	return text->length + WORK_LEAST;
}

static bool
apply(struct report *report, const struct edit *edit, size_t *work)
{
	size_t cost = edit_work(report, edit);

	if (cost == 0 || cost > WORK_LIMIT - *work)
		return false;
	*work += cost;
	return report_apply(report, edit);
}

static bool
apply_all(const struct recovery *recovery, struct report *report)
{
	size_t work = 0;

	for (size_t i = 0; i < recovery->step_count; i++) {
		const struct step *step = &recovery->steps[i];

		for (size_t k = 0; k < step->count; k++)
			if (!apply(report, &step->edits[k], &work))
				return false;
	}
	return true;
}

static bool
take_back_all(const struct recovery *recovery, struct report *report)
{
	size_t work = 0;

	for (size_t i = recovery->step_count; i > 0; i--) {
		const struct step *step = &recovery->steps[i - 1];

		for (size_t k = step->count; k > 0; k--) {
			const struct edit *edit = &step->edits[k - 1];
			const struct edit back = {edit->path, edit->at,
			                          edit->new, edit->old};

			if (!apply(report, &back, &work))
				return false;
		}
	}
	return true;
}

static struct report *
read_text(const char *file, const char *text, size_t length,
          const struct form *form)
{
	struct problems problems = {0};
	struct buffer source = {0};
	struct report *report;

	buffer_add(&source, text, length);
	report = report_read(file, &source, form, &problems);
	problems_free(&problems);
	return report;
}

/* As report_new() makes one: places in a file that is not there yet mean
 * nothing. */
static struct report *
read_begun(const struct recovery *recovery, const char *file,
           const struct form *form)
{
	struct report *report =
		read_text(file, recovery->begun, strlen(recovery->begun), form);

	if (report) {
		report_forget_source(report);
		report->changed = false;
	}
	return report;
}

static struct report *
copy(const struct recovery *recovery, const struct report *report)
{
	if (!report->document)
		return read_begun(recovery, report->file, report->form);
	return read_text(report->file, report->source.data,
	                 report->source.length, report->form);
}

/* By the canonical text, which says nothing of comments and order. */
static bool
is_state(const struct recovery *recovery, const struct report *report)
{
	struct buffer text = {0};
	bool is;

	report_write(report, &text);
	is = checksum(CHECKSUM_START, text.data, text.length) ==
	     recovery->state;
	buffer_free(&text);
	return is;
}

static bool
is_beginning(const struct recovery *recovery, const struct report *report)
{
	if (recovery->begun)
		return is_state(recovery, report);
	return report->document && report->source.length == recovery->size &&
	       checksum(CHECKSUM_START, report->source.data,
	                report->source.length) == recovery->sum;
}

enum recovery_fit
recovery_apply(const struct recovery *recovery, const struct report *report,
               struct report **mended)
{
	enum recovery_fit fit = RECOVERY_FOREIGN;
	struct report *its;

	*mended = NULL;
	if (recovery->edit_count == 0)
		return RECOVERY_DONE;
	if (strcmp(recovery->form, report->form->id) != 0)
		return RECOVERY_FOREIGN;
	its = copy(recovery, report);
	if (!its)
		return RECOVERY_FOREIGN;
	if (is_beginning(recovery, report)) {
		if (apply_all(recovery, its)) {
			*mended = its;
			return RECOVERY_EDITS;
		}
	} else if (take_back_all(recovery, its) && is_state(recovery, its)) {
		/* The file was saved, and then there was no time to remove the
		 * journal. */
		fit = RECOVERY_DONE;
	}
	report_free(its);
	return fit;
}

struct report *
recovery_begin(const struct recovery *recovery, const char *file,
               const struct form_path *forms, struct form **form)
{
	struct problems problems = {0};
	struct report *report = NULL;
	char *path =
		recovery->begun ? form_path_find(forms, recovery->form) : NULL;

	*form = path ? form_open(forms, path, &problems) : NULL;
	if (*form)
		report = read_begun(recovery, file, *form);
	if (!report && *form) {
		form_free(*form);
		*form = NULL;
	}
	problems_free(&problems);
	free(path);
	return report;
}
