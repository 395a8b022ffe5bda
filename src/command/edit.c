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

/* One report on the screen until the clerk leaves it. The terminal has been
 * started. False if it was lost. */
static bool
edit(const struct form_path *forms, struct form *form, struct report *report,
     bool fresh)
{
	struct session session;
	bool well;
	bool changed;

	session_open(&session, form, report, forms);
	well = screen_run(&session,
	                  fresh ? _("A new report: type agency and year; "
	                            "Ctrl+S saves, F1 helps")
	                        : NULL);
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
		well = edit(&call->forms, form, report, fresh);
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
edit_chosen(const struct form_path *forms, const char *file, bool fresh,
            char **message)
{
	struct problems problems = {0};
	struct form *form;
	char *culprit = NULL;
	struct report *report =
		fresh ? new_report(forms, file, &form, &problems)
		      : report_open(file, forms, &form, &problems, &culprit);
	bool well = true;

	*message = NULL;
	if (report)
		well = edit(forms, form, report, fresh);
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
	char *file;
	bool well = true;

	if (!start())
		return EXIT_FAILED;
	do {
		answer = folder_choose(&call->forms, message, &file);
		free(message);
		message = NULL;
		if (answer == FOLDER_LOST)
			well = false;
		else if (answer != FOLDER_QUIT)
			well = edit_chosen(&call->forms, file,
			                   answer == FOLDER_NEW, &message);
		free(file);
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
