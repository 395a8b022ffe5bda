/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/language.h"
#include "base/memory.h"
#include "base/message.h"
#include "command/begin.h"
#include "command/command.h"
#include "command/resume.h"
#include "report/lock.h"
#include "tui/folder.h"
#include "tui/input.h"
#include "tui/screen.h"
#include "tui/terminal.h"

/* The folder a file would be in must be there: else all that is typed could
 * not be saved. */
static bool
folder_exists(const char *file)
{
	const char *slash = strrchr(file, '/');
	struct stat status;
	char *folder;
	bool exists;

	if (!slash)
		return true;
	folder = xstrndup(file, (size_t)(slash - file) + 1);
	exists = stat(folder, &status) == 0 && S_ISDIR(status.st_mode);
	free(folder);
	return exists;
}

/* How the screen came to the report it shows. */
enum origin { SAVED, EMPTY, FROM_LAST };

/* A report to be edited, or why there is none. */
struct opened {
	enum origin origin;
	struct form *form;
	struct report *report; /* NULL: then the problems of file `culprit` */
	char *told;            /* to be read first; NULL: nothing */
	struct problems problems;
	char *culprit;
};

/* Report and form are the session's by now. */
static void
opened_free(struct opened *opened)
{
	free(opened->told);
	free(opened->culprit);
	problems_free(&opened->problems);
}

/* What was told, a line each. */
static char *
told_text(const struct beginning *beginning)
{
	const struct problems *lists[] = {&beginning->of_last,
	                                  &beginning->of_new};
	const char *files[] = {beginning->last_file, beginning->file};
	struct buffer text = {0};

	for (size_t i = 0; i < 2; i++) {
		if (lists[i]->count > 0)
			buffer_format(&text, "%s%s\n",
			              text.length > 0 ? "\n" : "", files[i]);
		for (size_t k = 0; k < lists[i]->count; k++)
			buffer_format(&text, "  %s\n", lists[i]->items[k].text);
	}
	return text.length > 0 ? buffer_take(&text) : NULL;
}

/* A report nobody has saved yet: from last year's, where that is named, else
 * empty. */
static void
open_new(const struct form_path *forms, const char *file, const char *last_file,
         struct opened *opened)
{
	struct beginning beginning = {
		.forms = forms,
		.file = file,
		.last_file = last_file,
		.link = true,
	};

	opened->origin = last_file ? FROM_LAST : EMPTY;
	if (!folder_exists(file)) {
		problem_add(&opened->problems, (struct mark){0, 0},
		            _("there is no such folder; make it first"));
		opened->culprit = xstrdup(file);
		return;
	}
	if (begin_report(&beginning)) {
		opened->form = beginning.form;
		opened->report = beginning.report;
		opened->report->file = xstrdup(file);
		opened->report->changed = last_file != NULL;
		opened->told = told_text(&beginning);
		beginning.form = NULL;
		beginning.report = NULL;
	} else {
		opened->problems = beginning.errors;
		opened->culprit = beginning.culprit;
		beginning.errors = (struct problems){0};
		beginning.culprit = NULL;
	}
	beginning_free(&beginning);
}

static void
open_saved(const struct form_path *forms, const char *file,
           struct opened *opened)
{
	opened->origin = SAVED;
	opened->report = report_open(file, forms, &opened->form,
	                             &opened->problems, &opened->culprit);
	if (!opened->report && !opened->culprit)
		opened->culprit = xstrdup(file);
}

static const char *
greeting(enum origin origin)
{
	switch (origin) {
	case EMPTY:
		return _("A new report: type agency and year; Ctrl+S saves, F1 "
		         "helps");
	case FROM_LAST:
		return _("Begun from last year's report, with what carries "
		         "over; Ctrl+S saves, F9 shows last year");
	default:
		return NULL;
	}
}

/* After the terminal was lost or a signal came: where the edits are. */
static void
tell_kept(struct session *session)
{
	const struct report *report = session->report;
	struct journal *journal = &session->journal;

	terminal_stop();
	if (!report->changed)
		return;
	journal_finish(journal);
	/* What was begun and not edited yet can be begun again. */
	if (journal->text.length == 0)
		return;
	if (journal->why)
		message_error(_("%s: ended before it was saved, and the edits "
		                "could not be kept: %s"),
		              report->file, journal->why);
	else
		message_error(_("%s: ended before it was saved; the edits are "
		                "kept: open it again, or: nianbao recover %s"),
		              report->file, report->file);
}

/* A report nobody else has, with what was left of an earlier session. False if
 * the terminal was lost. */
static bool
edit_alone(const struct form_path *forms, struct opened *opened,
           struct lock *lock)
{
	struct session session;
	struct recovery recovery;
	char *said = NULL;
	enum offer_answer answer = resume_offer(&recovery, forms, &opened->form,
	                                        &opened->report, &said);
	bool well = answer != OFFER_LOST;

	if (answer == OFFER_TAKEN || answer == OFFER_LEFT) {
		session_open(&session, opened->form, opened->report, forms);
		session.lock = lock;
		if (answer == OFFER_TAKEN)
			session_recover(&session, &recovery);
		else
			journal_open(&session.journal, session.report);
		well = screen_run(&session,
		                  said ? said : greeting(opened->origin),
		                  opened->told);
		if (!well)
			tell_kept(&session);
		session_close(&session);
	} else {
		report_free(opened->report);
		form_free(opened->form);
	}
	recovery_free(&recovery);
	free(said);
	return well;
}

/* One that another has: only to be read. */
static bool
read_only(const struct form_path *forms, const struct opened *opened,
          struct lock *lock)
{
	struct session session;
	char *said;
	bool well;

	session_open(&session, opened->form, opened->report, forms);
	session.lock = lock;
	session.holder = lock->holder;
	said = session_why_read_only(&session);
	well = screen_run(&session, said, opened->told);
	/* Saved under another name, it may have been edited since. */
	if (!well)
		tell_kept(&session);
	session_close(&session);
	free(said);
	return well;
}

/* One report on the screen until the clerk leaves it. The terminal has been
 * started. False if it was lost. */
static bool
edit(const struct form_path *forms, struct opened *opened)
{
	struct lock lock;
	bool well;

	terminal_last_words(opened->report->file);
	if (lock_take(&lock, opened->report->file) == LOCK_HELD)
		well = read_only(forms, opened, &lock);
	else
		well = edit_alone(forms, opened, &lock);
	lock_release(&lock);
	return well;
}

static bool
start(const struct call *call)
{
	char *why = NULL;

	terminal_use_ascii(call->options.ascii || call->options.wide);
	if (terminal_start(&why)) {
		input_start();
		return true;
	}
	message_error("%s", why);
	free(why);
	return false;
}

/*
 * False, having said so, for the name of a new file that does not end as those
 * of reports do: a slip, or a file that the list of a folder would not show.
 */
static bool
is_name_of_report(const char *file)
{
	static const char *const endings[] = {"yaml", "yml"};

	if (file_exists(file) || file_is_yaml(file) || !folder_exists(file))
		return true;
	for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
		char *meant = xformat("%s.%s", file, endings[i]);
		bool there = file_exists(meant);

		if (there)
			message_error(_("there is no file %s; %s is there"),
			              file, meant);
		free(meant);
		if (there)
			return false;
	}
	message_error(_("there is no file %s; the name of a new report ends "
	                "in .yaml, as %s.yaml"),
	              file, file);
	return false;
}

static int
edit_file(const struct call *call, const char *file)
{
	struct opened opened = {0};
	bool well = false;

	if (file_exists(file))
		open_saved(&call->forms, file, &opened);
	else
		open_new(&call->forms, file, NULL, &opened);
	if (!opened.report) {
		message_problems(opened.culprit, &opened.problems);
	} else if (start(call)) {
		well = edit(&call->forms, &opened);
		terminal_stop();
	} else {
		report_free(opened.report);
		form_free(opened.form);
	}
	opened_free(&opened);
	return well ? EXIT_WELL : EXIT_FAILED;
}

/* What was chosen in the folder. `*message` says why it could not be opened;
 * the caller frees it. False if the terminal was lost. */
static bool
edit_chosen(const struct form_path *forms, enum folder_answer answer,
            const char *file, const char *last, char **message)
{
	struct opened opened = {0};
	bool well = true;

	if (answer == FOLDER_OPEN)
		open_saved(forms, file, &opened);
	else
		open_new(forms, file, last, &opened);
	*message = NULL;
	if (opened.report)
		well = edit(forms, &opened);
	else
		*message = xformat("%s: %s", opened.culprit,
		                   opened.problems.count > 0
		                           ? opened.problems.items[0].text
		                           : "");
	opened_free(&opened);
	return well;
}

static int
edit_folder(const struct call *call)
{
	enum folder_answer answer;
	char *message = NULL;
	char *file, *last;
	bool well = true;

	if (!start(call))
		return EXIT_FAILED;
	do {
		answer = folder_choose(&call->forms, message, &file, &last);
		free(message);
		message = NULL;
		if (answer == FOLDER_LOST)
			well = false;
		else if (answer != FOLDER_QUIT)
			well = edit_chosen(&call->forms, answer, file, last,
			                   &message);
		free(file);
		free(last);
	} while (well && answer != FOLDER_QUIT);
	free(message);
	terminal_stop();
	return well ? EXIT_WELL : EXIT_FAILED;
}

int
command_edit(const struct call *call)
{
	if (call->count == 0)
		return edit_folder(call);
	if (call->count > 1) {
		message_error(_("edit: one FILE at a time"));
		return EXIT_FAILED;
	}
	if (strcmp(call->operands[0], "-") == 0) {
		message_error(_("edit: standard input cannot be edited; name a "
		                "file"));
		return EXIT_FAILED;
	}
	if (!is_name_of_report(call->operands[0]))
		return EXIT_FAILED;
	return edit_file(call, call->operands[0]);
}
