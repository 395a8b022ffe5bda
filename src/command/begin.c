/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "command/begin.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/language.h"
#include "base/memory.h"
#include "check/link.h"
#include "form/choose.h"

/* What report_year() takes for a year. */
#define LAST_YEAR 2999

static void
set_text(struct report *report, enum field field, const char *text)
{
	buffer_clear(&report->texts[field]);
	buffer_puts(&report->texts[field], text);
}

static const char *
field_of(const struct report *report, enum field field)
{
	return buffer_text(&report->texts[field]);
}

static bool
open_last(struct beginning *beginning)
{
	beginning->last = report_open(beginning->last_file, beginning->forms,
	                              &beginning->last_form, &beginning->errors,
	                              &beginning->culprit);
	return beginning->last != NULL;
}

/* The year after last year's, unless another was given; it has to be later. */
static bool
settle_year(struct beginning *beginning)
{
	struct mark mark = report_mark(beginning->last, "year");
	int before = report_year(beginning->last);

	if (beginning->year == 0 && before == 0) {
		problem_add(&beginning->errors, mark,
		            _("the report has no year; -y gives that of the "
		              "new one"));
		return false;
	}
	if (beginning->year == 0)
		beginning->year = before + 1;
	if (beginning->year > LAST_YEAR) {
		problem_add(&beginning->errors, mark,
		            _("the new report would be of %d; the last year "
		              "there can be is %d"),
		            beginning->year, LAST_YEAR);
		return false;
	}
	if (before >= beginning->year) {
		problem_add(&beginning->errors, mark,
		            _("the report is of %d, and the new one of %d: "
		              "last year's report has to be of an earlier "
		              "year"),
		            before, beginning->year);
		return false;
	}
	if (before != 0 && beginning->year != before + 1)
		problem_add(&beginning->of_last, mark,
		            _("the report is of %d, not of %d, the year before "
		              "the new one's; see whether what was carried "
		              "over is right"),
		            before, beginning->year - 1);
	return true;
}

static bool
choose_form(struct beginning *beginning)
{
	const struct report *last = beginning->last;

	if (beginning->form == NULL)
		beginning->form =
			form_choose(beginning->forms, beginning->year,
		                    last != NULL ? last->form->id : NULL,
		                    &beginning->errors);
	if (beginning->form == NULL && last == NULL)
		beginning->culprit = xstrdup(beginning->file);
	return beginning->form != NULL;
}

/* Agency and kind: last year's, unless another was named. */
static void
set_agency(struct beginning *beginning)
{
	const char *named = beginning->agency;
	const char *before = beginning->last != NULL
	                             ? field_of(beginning->last, FIELD_AGENCY)
	                             : "";

	if (named != NULL && strcmp(named, before) != 0) {
		set_text(beginning->report, FIELD_AGENCY, named);
		if (before[0] != '\0')
			problem_add(&beginning->of_last,
			            report_mark(beginning->last, "agency"),
			            _("the report is of %s, the new one of "
			              "%s"),
			            before, named);
	} else if (before[0] != '\0') {
		set_text(beginning->report, FIELD_AGENCY, before);
		set_text(beginning->report, FIELD_AGENCY_KIND,
		         field_of(beginning->last, FIELD_AGENCY_KIND));
	}
}

static void
carry_over(struct beginning *beginning)
{
	beginning->view = carry_view(beginning->form, beginning->last);
	carry_years(beginning->view, &beginning->rewrites);
	if (beginning->link)
		link_figures(beginning->view, &beginning->rewrites);
	beginning->report = carry_report(beginning->view, &beginning->rewrites,
	                                 &beginning->carry);
}

static void
make_report(struct beginning *beginning)
{
	char year[16];

	if (beginning->last != NULL)
		carry_over(beginning);
	else
		beginning->report = report_new(beginning->form);
	set_agency(beginning);
	if (beginning->year != 0) {
		snprintf(year, sizeof(year), "%d", beginning->year);
		set_text(beginning->report, FIELD_YEAR, year);
	}
	if (beginning->last != NULL) {
		char *name =
			file_relative(beginning->file, beginning->last_file);

		set_text(beginning->report, FIELD_PREVIOUS,
		         name != NULL ? name : beginning->last_file);
		free(name);
	}
}

/* Writes the report to memory, and takes it in again. */
static bool
read_again(struct beginning *beginning)
{
	struct buffer copy = {0};

	report_write(beginning->report, &beginning->written);
	buffer_add(&copy, beginning->written.data, beginning->written.length);
	beginning->reread = report_read(beginning->file, &copy, beginning->form,
	                                &beginning->errors);
	if (beginning->reread == NULL)
		beginning->culprit = xstrdup(beginning->file);
	return beginning->reread != NULL;
}

bool
begin_report(struct beginning *beginning)
{
	bool begun = beginning->last_file == NULL ||
	             (open_last(beginning) && settle_year(beginning));

	if (begun && choose_form(beginning)) {
		make_report(beginning);
		begun = read_again(beginning);
	} else {
		begun = false;
	}
	if (begun && beginning->last != NULL)
		begin_tell(beginning);
	if (!begun && beginning->culprit == NULL)
		beginning->culprit = xstrdup(beginning->last_file);
	return begun;
}

void
beginning_free(struct beginning *beginning)
{
	rewrites_free(&beginning->rewrites);
	carry_free(&beginning->carry);
	buffer_free(&beginning->written);
	report_free(beginning->reread);
	report_free(beginning->report);
	report_free(beginning->view);
	report_free(beginning->last);
	form_free(beginning->form);
	form_free(beginning->last_form);
	problems_free(&beginning->errors);
	problems_free(&beginning->of_last);
	problems_free(&beginning->of_new);
	free(beginning->culprit);
}
