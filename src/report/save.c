/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/language.h"
#include "base/memory.h"
#include "report/splice.h"
#include "report/value.h"

/* --- what is written --- */

/*
 * What was written, read again; NULL if it does not say the same. The
 * canonical form has everything a report holds: values, texts, explanations
 * and what the form does not know.
 */
static struct report *
read_back(const struct report *report, const struct buffer *written,
          const struct buffer *canonical)
{
	struct problems problems = {0};
	struct buffer copy = {0}, again = {0};
	struct report *fresh;

	buffer_add(&copy, written->data, written->length);
	fresh = report_read(report->file, &copy, report->form, &problems);
	problems_free(&problems);
	if (fresh == NULL)
		return NULL;
	report_write(fresh, &again);
	if (!buffer_is_same(&again, canonical)) {
		report_free(fresh);
		fresh = NULL;
	}
	buffer_free(&again);
	return fresh;
}

/*
 * Into the file's own text where that is possible, else in canonical form.
 * `*loses`: something of the file as it was read is not in it then. NULL if
 * neither reads back as the report is.
 */
static struct report *
write_report(const struct report *report, struct buffer *out, bool *loses)
{
	struct buffer canonical = {0};
	struct report *fresh = NULL;

	report_write(report, &canonical);
	*loses = false;
	if (report_splice(report, out, loses))
		fresh = read_back(report, out, &canonical);
	if (fresh == NULL) {
		*loses = report->source.length > 0;
		buffer_clear(out);
		buffer_add(out, canonical.data, canonical.length);
		fresh = read_back(report, out, &canonical);
	}
	buffer_free(&canonical);
	return fresh;
}

/* From now on places are those of the file just written. */
static void
adopt_source(struct report *report, struct report *fresh)
{
	report_forget_source(report);
	report->explained = fresh->explained;
	report->explained_count = fresh->explained_count;
	report->notes = fresh->notes;
	report->note_count = fresh->note_count;
	report->note_capacity = fresh->note_capacity;
	report->extras = fresh->extras;
	report->extra_count = fresh->extra_count;
	report->extra_capacity = fresh->extra_capacity;
	report->source = fresh->source;
	report->document = fresh->document;
	fresh->explained = NULL;
	fresh->explained_count = 0;
	fresh->notes = NULL;
	fresh->note_count = fresh->note_capacity = 0;
	fresh->extras = NULL;
	fresh->extra_count = fresh->extra_capacity = 0;
	fresh->source = (struct buffer){0};
	fresh->document = NULL;
	report->changed = false;
}

/* --- the file --- */

bool
report_changed_elsewhere(const struct report *report, struct report **theirs)
{
	struct problems problems = {0};
	struct buffer bytes = {0};
	char *why = NULL;
	bool changed;

	*theirs = NULL;
	if (report->file == NULL || !file_exists(report->file))
		return false;
	if (!file_read(report->file, FILE_LIMIT, &bytes, &why)) {
		/* Saving will say what stands in its way. */
		free(why);
		return false;
	}
	changed = !buffer_is_same(&bytes, &report->source);
	if (changed)
		*theirs = report_read(report->file, &bytes, report->form,
		                      &problems);
	problems_free(&problems);
	buffer_free(&bytes);
	return changed;
}

/* Keeps the old file where that is called for, and puts the new one in its
 * place. */
static bool
replace_file(const struct report *report, const struct buffer *written,
             struct saved *saved, bool loses, char **why)
{
	struct report *theirs = NULL;
	bool elsewhere = report_changed_elsewhere(report, &theirs);

	report_free(theirs);
	if (elsewhere || (loses && file_exists(report->file))) {
		saved->reason = elsewhere ? KEPT_ELSEWHERE : KEPT_REWRITTEN;
		saved->kept = file_keep(report->file, why);
		if (saved->kept == NULL)
			return false;
	}
	saved->other_names = file_has_other_names(report->file);
	if (file_replace(report->file, written->data, written->length, why))
		return true;
	if (saved->kept != NULL)
		unlink(saved->kept);
	saved_free(saved);
	return false;
}

bool
report_save(struct report *report, struct saved *saved, char **why)
{
	struct buffer written = {0};
	struct report *fresh;
	bool loses, done = false;

	*saved = (struct saved){.kept = NULL};
	*why = NULL;
	if (report->file == NULL || strcmp(report->file, "-") == 0) {
		*why = xstrdup(_("the report has no file name yet"));
		return false;
	}
	fresh = write_report(report, &written, &loses);
	if (fresh == NULL) {
		*why = xstrdup(_("the report cannot be written so that it "
		                 "reads back as it is; nothing was saved"));
	} else {
		done = replace_file(report, &written, saved, loses, why);
		if (done)
			adopt_source(report, fresh);
		report_free(fresh);
	}
	buffer_free(&written);
	return done;
}

void
saved_free(struct saved *saved)
{
	free(saved->kept);
	*saved = (struct saved){.kept = NULL};
}

char *
saved_words(const struct saved *saved, const char *file)
{
	if (saved->kept != NULL && saved->reason == KEPT_ELSEWHERE)
		return xformat(_("saved; the file as changed elsewhere is kept "
		                 "as %s"),
		               saved->kept);
	if (saved->kept != NULL)
		return xformat(_("saved, written anew as a whole; the file as "
		                 "it was is kept as %s"),
		               saved->kept);
	if (saved->other_names)
		return xformat(
			_("saved: %s; the file had a second name (a hard "
		          "link), which keeps the old text"),
			file);
	return xformat(_("saved: %s"), file);
}
