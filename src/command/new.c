/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/language.h"
#include "base/memory.h"
#include "base/message.h"
#include "base/text.h"
#include "check/link.h"
#include "command/command.h"
#include "command/new.h"
#include "form/choose.h"
#include "report/carry.h"

#define FIRST_YEAR 1900
#define LAST_YEAR 2999
#define YEAR_DIGITS 4

static void
set_text(struct report *report, enum field field, const char *text)
{
	buffer_clear(&report->texts[field]);
	buffer_puts(&report->texts[field], text);
}

static const char *
field_of(const struct report *report, enum field field)
{
	const struct buffer *text = &report->texts[field];

	return text->length > 0 ? text->data : "";
}

/* --- the command line --- */

static bool
read_year(struct making *making)
{
	const char *typed = making->call->options.year;
	size_t length = typed != NULL ? strlen(typed) : 0;

	if (typed == NULL)
		return true;
	if (length == YEAR_DIGITS && strspn(typed, "0123456789") == length)
		making->year = (int)strtol(typed, NULL, 10);
	if (making->year >= FIRST_YEAR && making->year <= LAST_YEAR)
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

/* --- form and year --- */

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

static bool
choose_form(struct making *making)
{
	const struct call *call = making->call;
	struct problems problems = {0};

	if (call->options.form != NULL) {
		making->form = named_form(call, call->options.form);
		return making->form != NULL;
	}
	making->form = form_choose(&call->forms, making->year,
	                           making->last != NULL ? making->last->form->id
	                                                : NULL,
	                           &problems);
	if (making->form == NULL)
		message_problems(making->last != NULL ? call->options.previous
		                                      : call->options.output,
		                 &problems);
	problems_free(&problems);
	return making->form != NULL;
}

/* The year after last year's, unless another was given; it has to be later. */
static bool
settle_year(struct making *making)
{
	const char *file = making->call->options.previous;
	struct problems problems = {0};
	struct mark mark = report_mark(making->last, "year");
	int before = report_year(making->last);
	bool well = true;

	if (making->year == 0 && before == 0) {
		problem_add(&problems, mark,
		            _("the report has no year; -y gives that of the "
		              "new one"));
		well = false;
	} else if (making->year != 0 && before >= making->year) {
		problem_add(&problems, mark,
		            _("the report is of %d, and the new one of %d: "
		              "last year's report has to be of an earlier "
		              "year"),
		            before, making->year);
		well = false;
	} else if (making->year == 0) {
		making->year = before + 1;
	} else if (before != 0 && making->year != before + 1) {
		problem_add(&problems, mark,
		            _("the report is of %d, not of %d, the year before "
		              "the new one's; see whether what was carried "
		              "over is right"),
		            before, making->year - 1);
	}
	message_problems(file, &problems);
	problems_free(&problems);
	return well;
}

/* --- the report --- */

/* Agency and kind: last year's, unless another was named. */
static void
set_agency(struct making *making)
{
	const char *named = making->call->options.agency;
	const char *before = making->last != NULL
	                             ? field_of(making->last, FIELD_AGENCY)
	                             : "";
	struct problems problems = {0};

	if (named != NULL && strcmp(named, before) != 0) {
		set_text(making->report, FIELD_AGENCY, named);
		if (before[0] != '\0')
			problem_add(&problems,
			            report_mark(making->last, "agency"),
			            _("the report is of %s, the new one of "
			              "%s"),
			            before, named);
	} else if (before[0] != '\0') {
		set_text(making->report, FIELD_AGENCY, before);
		set_text(making->report, FIELD_AGENCY_KIND,
		         field_of(making->last, FIELD_AGENCY_KIND));
	} else {
		message_error(_("new: the agency is not filled in; -a names "
		                "it"));
	}
	message_problems(making->call->options.previous, &problems);
	problems_free(&problems);
}

static void
make_report(struct making *making)
{
	const struct options *options = &making->call->options;
	char year[16];

	if (making->last != NULL) {
		making->view = carry_view(making->form, making->last);
		carry_years(making->view, &making->rewrites);
		if (options->link)
			link_figures(making->view, &making->rewrites);
		making->report = carry_report(making->view, &making->rewrites,
		                              &making->carry);
	} else {
		making->report = report_new(making->form);
	}
	set_agency(making);
	if (making->year != 0) {
		snprintf(year, sizeof(year), "%d", making->year);
		set_text(making->report, FIELD_YEAR, year);
	}
	if (making->last != NULL) {
		char *name = file_relative(options->output, options->previous);

		set_text(making->report, FIELD_PREVIOUS,
		         name != NULL ? name : options->previous);
		free(name);
	}
}

/* Writes the report, whole or not at all, and takes it in again, for the
 * places of what is told. */
static bool
write_report(struct making *making)
{
	const char *output = making->call->options.output;
	struct problems problems = {0};
	struct buffer written = {0}, copy = {0};
	struct report *fresh;
	char *why = NULL;
	bool done;

	report_write(making->report, &written);
	buffer_add(&copy, written.data, written.length);
	fresh = report_read(output, &copy, making->form, &problems);
	if (fresh == NULL)
		done = false;
	else if (strcmp(output, "-") == 0)
		done = fwrite(written.data, 1, written.length, stdout) ==
		       written.length;
	else
		done = file_replace(output, written.data, written.length, &why);
	message_problems(output, &problems);
	if (why != NULL)
		message_error("%s: %s", output, why);
	free(why);
	problems_free(&problems);
	buffer_free(&written);
	report_free(making->report);
	making->report = fresh;
	return done;
}

static bool
make(struct making *making)
{
	const struct options *options = &making->call->options;

	if (!read_year(making) ||
	    !check_options(options, making->call->count) ||
	    !check_output(options))
		return false;
	if (options->previous != NULL) {
		making->last = command_open(making->call, options->previous,
		                            &making->last_form);
		if (making->last == NULL || !settle_year(making))
			return false;
	}
	if (!choose_form(making))
		return false;
	make_report(making);
	if (!write_report(making))
		return false;
	if (making->last != NULL)
		new_tell(making);
	return true;
}

int
command_new(const struct call *call)
{
	struct making making = {.call = call};
	bool well = make(&making);

	rewrites_free(&making.rewrites);
	carry_free(&making.carry);
	report_free(making.report);
	report_free(making.view);
	report_free(making.last);
	form_free(making.form);
	form_free(making.last_form);
	return well ? EXIT_WELL : EXIT_FAILED;
}
