/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"
#include "check/checks.h"

/* --- what the file's keys say --- */

static const struct {
	const char *rule;
	enum level level;
} note_rules[] = {
	[NOTE_DUPLICATE] = {"file.duplicate", LEVEL_ERROR},
	[NOTE_LOOKALIKE] = {"file.lookalike", LEVEL_ERROR},
	[NOTE_UNKNOWN] = {"file.key", LEVEL_REVIEW},
	[NOTE_SPLIT] = {"file.split", LEVEL_REVIEW},
};

static void
tell_lookalike(struct finding *finding, const struct note *note)
{
	char bytes[4];

	if (note->character == ':')
		finding_say(finding,
		            _("the key “%s” cannot be read: a blank belongs "
		              "behind the colon, as in natural: 12"),
		            note->key);
	else if (note->character == 0x3000)
		finding_say(finding,
		            _("the key “%s” cannot be read: it has a "
		              "full-width blank (U+3000); a plain one belongs "
		              "there"),
		            note->key);
	else if (note->character != 0)
		finding_say(finding,
		            _("the key “%s” cannot be read: the full-width "
		              "%.*s in it must be the plain %c"),
		            note->key, (int)text_encode(note->character, bytes),
		            bytes, (int)text_fold(note->character));
	else
		finding_say(finding, _("the key “%s” cannot be read"),
		            note->key);
}

static void
tell_note(struct finding *finding, const struct note *note)
{
	switch (note->kind) {
	case NOTE_DUPLICATE:
		finding_say(finding,
		            _("the key “%s” stands twice; the first one "
		              "counts"),
		            note->key);
		break;
	case NOTE_LOOKALIKE:
		tell_lookalike(finding, note);
		break;
	case NOTE_UNKNOWN:
		finding_say(finding,
		            _("“%s” is not in the form, or of another kind "
		              "than the form wants; it is kept and not used"),
		            note->key);
		break;
	case NOTE_SPLIT:
		finding_say(finding,
		            _("a thousands separator splits the figure; it "
		              "was read as %s and should be written so"),
		            note->key);
		break;
	}
}

/* The section a path lies in, or NONE. */
static size_t
section_of(const struct form *form, const char *path)
{
	return form_find_section(form, path, strcspn(path, "."));
}

void
check_notes(const struct check_context *context)
{
	const struct report *report = context->report;
	const struct form *form = report->form;

	for (size_t i = 0; i < report->note_count; i++) {
		const struct note *note = &report->notes[i];
		struct finding *finding =
			check_add_path(context, note_rules[note->kind].rule,
		                       note_rules[note->kind].level, note->path,
		                       section_of(form, note->path));

		finding->mark = note->mark;
		finding->cell =
			form_find_cell(form, note->path, strlen(note->path));
		tell_note(finding, note);
	}
}

/* --- agency, year and date --- */

static const struct buffer *
field(const struct check_context *context, enum field number)
{
	return &context->report->texts[number];
}

static void
check_present(const struct check_context *context, enum field number,
              const char *message)
{
	const struct buffer *text = field(context, number);

	if (text_leading_blanks(text->data, text->length) < text->length)
		return;
	finding_say(check_add_path(context, "cell.blank", LEVEL_TODO,
	                           report_text_path(context->report, number),
	                           NONE),
	            "%s", message);
}

static void
check_year(const struct check_context *context)
{
	if (field(context, FIELD_YEAR)->length == 0 ||
	    report_year(context->report) != 0)
		return;
	finding_say(check_add_path(context, "cell.figure", LEVEL_ERROR, "year",
	                           NONE),
	            _("year: “%s” is no year; four digits are wanted, as "
	              "2022"),
	            field(context, FIELD_YEAR)->data);
}

static void
check_dated(const struct check_context *context)
{
	const struct buffer *dated = field(context, FIELD_DATED);
	struct date date;

	if (dated->length == 0 || report_date(context->report, &date))
		return;
	finding_say(check_add_path(context, "cell.figure", LEVEL_ERROR, "dated",
	                           NONE),
	            _("date: “%s” is no date; it is written as 2023-01-18"),
	            dated->data);
}

static void
check_agency_kind(const struct check_context *context)
{
	static const char *const kinds[] = {"government", "department",
	                                    "township"};
	const struct buffer *kind = field(context, FIELD_AGENCY_KIND);

	if (kind->length == 0)
		return;
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (strcmp(kind->data, kinds[i]) == 0)
			return;
	finding_say(check_add_path(context, "file.key", LEVEL_REVIEW,
	                           "agency_kind", NONE),
	            _("agency_kind: “%s” is none of government, department, "
	              "township; it goes by the agency's name instead"),
	            kind->data);
}

void
check_header(const struct check_context *context)
{
	check_present(context, FIELD_AGENCY,
	              _("the agency's name is not filled in"));
	check_present(context, FIELD_YEAR, _("the year is not filled in"));
	check_year(context);
	check_agency_kind(context);
	check_dated(context);
}

/* --- the edition of the form, and last year --- */

/* A form out of force is an error (T2-2019 in its general form); one not yet
 * in force may be on trial. */
void
check_edition(const struct check_context *context)
{
	const struct form *form = context->report->form;
	int year = report_year(context->report);
	bool over = form->last_year != 0 && year > form->last_year;

	if (year == 0 || (!over && year >= form->first_year))
		return;
	if (over)
		finding_say(check_add_path(context, "form.year", LEVEL_ERROR,
		                           "year", NONE),
		            _("the form %s serves the years %d to %d; the "
		              "report of %d needs a later one"),
		            form->id, form->first_year, form->last_year, year);
	else
		finding_say(check_add_path(context, "form.year", LEVEL_REVIEW,
		                           "year", NONE),
		            _("the form %s serves the years from %d on; the "
		              "report is of %d"),
		            form->id, form->first_year, year);
}

void
check_previous(const struct check_context *context)
{
	const struct report *report = context->report;
	const struct report *last = context->last->report;
	const struct buffer *agency = field(context, FIELD_AGENCY);
	const struct buffer *old;
	int year = report_year(report);

	if (context->last->why)
		finding_say(check_add_path(context, "previous.missing",
		                           LEVEL_REVIEW, "previous", NONE),
		            _("last year's report cannot be used: %s"),
		            context->last->why);
	if (!last)
		return;
	if (year != 0 && report_year(last) != year - 1)
		finding_say(check_add_path(context, "previous.year",
		                           LEVEL_REVIEW, "previous", NONE),
		            _("the report named as last year's is of %d, not "
		              "of %d"),
		            report_year(last), year - 1);
	old = &last->texts[FIELD_AGENCY];
	if (agency->length > 0 && old->length > 0 &&
	    strcmp(agency->data, old->data) != 0)
		finding_say(check_add_path(context, "previous.agency",
		                           LEVEL_REVIEW, "previous", NONE),
		            _("the report named as last year's is of “%s”"),
		            old->data);
}
