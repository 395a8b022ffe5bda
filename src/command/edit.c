/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/language.h"
#include "base/memory.h"
#include "base/message.h"
#include "command/command.h"
#include "form/choose.h"
#include "report/carry.h"
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

static struct report *
new_report(const struct form_path *forms, const char *file, struct form **form,
           struct problems *problems)
{
	struct report *report;

	*form = NULL;
	if (!folder_exists(file)) {
		problem_add(problems, (struct mark){0, 0},
		            _("there is no such folder; make it first"));
		return NULL;
	}
	*form = form_choose(forms, 0, NULL, problems);
	if (!*form)
		return NULL;
	report = report_new(*form);
	report->file = xstrdup(file);
	return report;
}

static void
set_field(struct report *report, enum field field, const char *text)
{
	buffer_clear(&report->texts[field]);
	buffer_puts(&report->texts[field], text);
}

/* Of the year after last year's report: what its form carries over, its texts
 * with the year that follows, its agency. Not saved yet. */
static struct report *
carry_over(const struct report *last, const struct form *form,
           const char *last_file, const char *file)
{
	struct rewrites rewrites = {0};
	struct carry carry = {0};
	struct report *view = carry_view(form, last), *report;
	char *year = xformat("%d", report_year(last) + 1);

	carry_years(view, &rewrites);
	report = carry_report(view, &rewrites, &carry);
	for (int field = FIELD_AGENCY; field <= FIELD_AGENCY_KIND; field++) {
		const struct buffer *text = &last->texts[field];

		set_field(report, (enum field)field,
		          text->length > 0 ? text->data : "");
	}
	set_field(report, FIELD_YEAR, year);
	set_field(report, FIELD_PREVIOUS, last_file);
	report->file = xstrdup(file);
	report->changed = true;
	free(year);
	report_free(view);
	carry_free(&carry);
	rewrites_free(&rewrites);
	return report;
}

/* As above, from last year's file. */
static struct report *
next_report(const struct form_path *forms, const char *last_file,
            const char *file, struct form **form, struct problems *problems)
{
	struct form *last_form;
	char *culprit = NULL;
	struct report *last =
		report_open(last_file, forms, &last_form, problems, &culprit);
	struct report *report = NULL;

	free(culprit);
	if (!last)
		return NULL;
	*form = form_choose(forms, report_year(last) + 1, last_form->id,
	                    problems);
	if (*form)
		report = carry_over(last, *form, last_file, file);
	report_free(last);
	form_free(last_form);
	return report;
}

/* What the screen says first of a report nobody has saved yet. */
enum beginning { OPENED, NEW, FROM_LAST };

static const char *
greeting(enum beginning beginning)
{
	switch (beginning) {
	case NEW:
		return _("A new report: type agency and year; Ctrl+S saves, F1 "
		         "helps");
	case FROM_LAST:
		return _("Begun from last year's report, with what carries "
		         "over; Ctrl+S saves, F9 shows last year");
	default:
		return NULL;
	}
}

/* One report on the screen until the clerk leaves it. The terminal has been
 * started. False if it was lost. */
static bool
edit(const struct form_path *forms, struct form *form, struct report *report,
     enum beginning beginning)
{
	struct session session;
	bool well;
	bool changed;

	session_open(&session, form, report, forms);
	well = screen_run(&session, greeting(beginning));
	changed = report->changed;
	session_close(&session);
	if (!well) {
		terminal_stop();
		if (changed)
			message_error(_("the terminal is gone; what was not "
			                "saved is lost"));
	}
	return well;
}

static bool
start(void)
{
	char *why = NULL;

	if (terminal_start(&why)) {
		input_start();
		return true;
	}
	message_error("%s", why);
	free(why);
	return false;
}

static int
edit_file(const struct call *call, const char *file)
{
	struct problems problems = {0};
	struct form *form;
	struct report *report;
	bool fresh = !file_exists(file);
	bool well = false;

	if (fresh) {
		report = new_report(&call->forms, file, &form, &problems);
		if (!report)
			message_problems(file, &problems);
	} else {
		report = command_open(call, file, &form);
	}
	problems_free(&problems);
	if (!report)
		return EXIT_FAILED;
	if (start()) {
		well = edit(&call->forms, form, report, fresh ? NEW : OPENED);
		terminal_stop();
	} else {
		report_free(report);
		form_free(form);
	}
	return well ? EXIT_WELL : EXIT_FAILED;
}

/* What was chosen in the folder. `*message` says why it could not be opened;
 * the caller frees it. False if the terminal was lost. */
static bool
edit_chosen(const struct form_path *forms, const char *file, const char *last,
            enum beginning beginning, char **message)
{
	struct problems problems = {0};
	struct form *form;
	char *culprit = NULL;
	struct report *report;
	bool well = true;

	if (beginning == NEW)
		report = new_report(forms, file, &form, &problems);
	else if (beginning == FROM_LAST)
		report = next_report(forms, last, file, &form, &problems);
	else
		report = report_open(file, forms, &form, &problems, &culprit);
	*message = NULL;
	if (report)
		well = edit(forms, form, report, beginning);
	else
		*message = xformat("%s: %s", culprit ? culprit : file,
		                   problems.count > 0 ? problems.items[0].text
		                                      : "");
	free(culprit);
	problems_free(&problems);
	return well;
}

static int
edit_folder(const struct call *call)
{
	enum folder_answer answer;
	char *message = NULL;
	char *file, *last;
	bool well = true;

	if (!start())
		return EXIT_FAILED;
	do {
		answer = folder_choose(&call->forms, message, &file, &last);
		free(message);
		message = NULL;
		if (answer == FOLDER_LOST)
			well = false;
		else if (answer != FOLDER_QUIT)
			well = edit_chosen(&call->forms, file, last,
			                   answer == FOLDER_NEW    ? NEW
			                   : answer == FOLDER_NEXT ? FROM_LAST
			                                           : OPENED,
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
	return edit_file(call, call->operands[0]);
}
