/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/header_page.h"

#include <string.h>

#include "base/language.h"
#include "base/memory.h"

/* What the file has for a kind of agency, and what the clerk reads and types. */
static const struct {
	const char *id;
	const char *word; /* msgid */
} agency_kinds[] = {
	[AGENCY_GOVERNMENT] = {"government", N_("people's government")},
	[AGENCY_DEPARTMENT] = {"department", N_("department")},
	[AGENCY_TOWNSHIP] = {"township", N_("township or subdistrict")},
};
#define KIND_COUNT (sizeof agency_kinds / sizeof agency_kinds[0])

const char *
header_kind_word(enum agency_kind kind)
{
	return _(agency_kinds[kind].word);
}

const char *
header_kind_shown(const struct report *report)
{
	const struct buffer *text = &report->texts[FIELD_AGENCY_KIND];

	for (size_t i = 0; text->length > 0 && i < KIND_COUNT; i++)
		if (strcmp(agency_kinds[i].id, text->data) == 0)
			return _(agency_kinds[i].word);
	return NULL;
}

const char *
header_kind_meant(const char *typed)
{
	const char *meant = NULL;

	for (size_t i = 0; i < KIND_COUNT; i++) {
		if (!strcasestr(_(agency_kinds[i].word), typed) &&
		    !strcasestr(agency_kinds[i].id, typed))
			continue;
		if (meant)
			return NULL;
		meant = agency_kinds[i].id;
	}
	return meant;
}

char *
header_wanted(const struct header_page *its)
{
	const struct report *report = its->page.session->report;

	switch ((enum field)its->current) {
	case FIELD_AGENCY:
		return xstrdup(_("The agency's full name; it stands in the "
		                 "title."));
	case FIELD_AGENCY_KIND:
		if (report->texts[FIELD_AGENCY_KIND].length > 0)
			return xformat(
				_("People's government, department, township "
			          "or subdistrict: a part of it will do. Now "
			          "it counts as: %s."),
				header_kind_word(report_agency_kind(report)));
		if (report->texts[FIELD_AGENCY].length == 0)
			return xstrdup(
				_("May stay blank: it goes by the agency's "
			          "name. Else type one of people's "
			          "government, department, township or "
			          "subdistrict."));
		return xformat(_("May stay blank: by the name it counts as: "
		                 "%s. If that is wrong, type one of people's "
		                 "government, department, township or "
		                 "subdistrict."),
		               header_kind_word(report_agency_kind(report)));
	case FIELD_YEAR:
		return xstrdup(_("The year reported on, in four digits: the "
		                 "figures are those of 1 January to 31 "
		                 "December."));
	case FIELD_PREVIOUS:
		return xstrdup(_("The file of last year's report, seen from "
		                 "this file's folder; may stay blank."));
	case FIELD_DATED:
		return xstrdup(_("The date printed at the end, as 2023-01-18; "
		                 "may stay blank."));
	default:
		return xstrdup(_("Printed between the title and section one; "
		                 "may stay blank. Enter begins a new "
		                 "paragraph."));
	}
}
