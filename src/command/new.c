/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/language.h"
#include "base/message.h"
#include "base/text.h"
#include "command/begin.h"
#include "command/command.h"

#define FIRST_YEAR 1900
#define LAST_YEAR 2999
#define YEAR_DIGITS 4

/* --- the command line --- */

static bool
read_year(const struct options *options, int *year)
{
	const char *typed = options->year;
	size_t length = typed != NULL ? strlen(typed) : 0;

	if (typed == NULL)
		return true;
	if (length == YEAR_DIGITS && strspn(typed, "0123456789") == length)
		*year = (int)strtol(typed, NULL, 10);
	if (*year >= FIRST_YEAR && *year <= LAST_YEAR)
		return true;
	message_error(_("new: -y takes a year, as 2022, not “%s”"), typed);
	return false;
}

static bool
check_options(const struct options *options, size_t operands)
{
	const char *agency = options->agency;

	if (options->output == NULL || operands > 0)
		message_error(
			_("new: -o FILE is wanted, the file to make; - is "
		          "standard output"));
	else if (options->link && options->previous == NULL)
		message_error(_("new: --link is for the prose of last year's "
		                "report; -p names it"));
	else if (options->previous != NULL &&
	         strcmp(options->previous, "-") == 0)
		message_error(_("new: last year's report has to be a file, so "
		                "that the new one can name it"));
	else if (agency != NULL &&
	         text_check(agency, strlen(agency)) < strlen(agency))
		message_error(_("new: the agency is not written in UTF-8"));
	else
		return true;
	return false;
}

/* Whether the new file may be written where -o says. */
static bool
check_output(const struct options *options)
{
	const char *output = options->output;

	if (strcmp(output, "-") == 0 || !file_exists(output))
		return true;
	if (options->previous != NULL &&
	    file_is_same(output, options->previous)) {
		message_error(_("%s: it is last year's report; give the new "
		                "one another name"),
		              output);
		return false;
	}
	if (!options->force)
		message_error(_("%s: it is there already; --force replaces it"),
		              output);
	return options->force;
}

/* --- form and file --- */

static struct form *
named_form(const struct call *call, const char *id)
{
	struct problems problems = {0};
	char *file = form_path_find(&call->forms, id);
	struct form *form = NULL;

	if (file == NULL) {
		message_error(_("no form “%s” is installed; `nianbao forms` "
		                "lists those that are"),
		              id);
		return NULL;
	}
	form = form_load(file, &problems);
	if (form == NULL)
		message_problems(file, &problems);
	problems_free(&problems);
	free(file);
	return form;
}

/* Writes the report, whole or not at all. */
static bool
write_report(const struct beginning *beginning)
{
	const char *output = beginning->file;
	const struct buffer *written = &beginning->written;
	char *why = NULL;
	bool done;

	if (strcmp(output, "-") == 0)
		done = fwrite(written->data, 1, written->length, stdout) ==
		       written->length;
	else
		done = file_replace(output, written->data, written->length,
		                    &why);
	if (why != NULL)
		message_error("%s: %s", output, why);
	free(why);
	return done;
}

static bool
make(const struct call *call, struct beginning *beginning)
{
	const struct options *options = &call->options;

	if (!read_year(options, &beginning->year) ||
	    !check_options(options, call->count) || !check_output(options))
		return false;
	if (options->form != NULL) {
		beginning->form = named_form(call, options->form);
		if (beginning->form == NULL)
			return false;
	}
	if (!begin_report(beginning)) {
		message_problems(beginning->culprit, &beginning->errors);
		return false;
	}
	if (!write_report(beginning))
		return false;
	if (beginning->report->texts[FIELD_AGENCY].length == 0)
		message_error(_("new: the agency is not filled in; -a names "
		                "it"));
	if (options->previous != NULL)
		message_problems(options->previous, &beginning->of_last);
	message_problems(options->output, &beginning->of_new);
	return true;
}

int
command_new(const struct call *call)
{
	struct beginning beginning = {
		.forms = &call->forms,
		.file = call->options.output,
		.last_file = call->options.previous,
		.agency = call->options.agency,
		.link = call->options.link,
	};
	bool well = make(call, &beginning);

	beginning_free(&beginning);
	return well ? EXIT_WELL : EXIT_FAILED;
}
