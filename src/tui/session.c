/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/session.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"

/* Whether a finding before counts for this one's cause in its section. */
static bool
counted_before(const struct findings *findings, size_t number)
{
	size_t section = findings->items[number].section;

	while (findings->items[number].follows) {
		number--;
		if (findings->items[number].section == section &&
		    !finding_settled(&findings->items[number]))
			return true;
	}
	return false;
}

static void
count_states(struct session *session)
{
	const struct findings *findings = &session->findings;

	for (size_t i = 0; i <= session->form->section_count; i++)
		session->states[i] = (struct section_state){.done = true};
	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = &findings->items[i];
		/* The header fields' section is NONE, and NONE + 1 is 0. */
		struct section_state *state =
			&session->states[finding->section + 1];

		if (finding_settled(finding))
			continue;
		if (!counted_before(findings, i))
			state->levels[finding->level]++;
		if (finding_is_old(finding))
			state->old++;
		if (finding->level != LEVEL_HINT)
			state->done = false;
	}
}

static void
check(struct session *session)
{
	findings_free(&session->findings);
	check_report(session->report, &session->last, &session->findings);
	count_states(session);
}

void
session_open(struct session *session, struct form *form, struct report *report,
             const struct form_path *forms)
{
	*session = (struct session){
		.form = form, .report = report, .forms = forms};
	session->states =
		xcalloc(form->section_count + 1, sizeof *session->states);
	last_open(&session->last, report, forms, NULL);
	check(session);
}

void
session_close(struct session *session)
{
	findings_free(&session->findings);
	last_close(&session->last);
	report_free(session->report);
	form_free(session->form);
	free(session->states);
}

bool
session_apply(struct session *session, struct edit edit)
{
	bool fits = true;

	if (strcmp(edit.old, edit.new) != 0) {
		fits = report_apply(session->report, &edit);
		if (fits) {
			session->edits++;
			if (strcmp(edit.path, "previous") == 0) {
				last_close(&session->last);
				last_open(&session->last, session->report,
				          session->forms, NULL);
			}
			check(session);
		}
	}
	edit_free(&edit);
	return fits;
}

bool
session_shows_last(const struct session *session)
{
	return session->beside && session->last.report;
}

char *
session_last_missing(const struct session *session)
{
	if (session->last.report)
		return NULL;
	if (session->last.why)
		return xformat(_("last year's report cannot be used: %s"),
		               session->last.why);
	return xstrdup(_("last year's report is not named: its file goes in "
	                 "on the page of the report"));
}

/* A failed relation concerns every cell in it. */
static bool
concerns(const struct finding *finding, size_t section, size_t cell,
         const char *path)
{
	if (finding->section != section)
		return false;
	if (finding->cell == cell)
		return true;
	for (size_t i = 0; path && i < finding->cell_count; i++)
		if (strcmp(finding->cells[i], path) == 0)
			return true;
	return false;
}

size_t
session_finding(const struct session *session, size_t section, size_t cell,
                size_t from)
{
	const struct findings *findings = &session->findings;
	const char *path =
		cell == NONE ? NULL : session->form->cells[cell].path;

	for (size_t i = from; i < findings->count; i++)
		if (concerns(&findings->items[i], section, cell, path))
			return i;
	return NONE;
}

enum level
session_cell_level(const struct session *session, size_t cell)
{
	enum level worst = LEVEL_COUNT;

	for (size_t i = 0; i < session->findings.count; i++) {
		const struct finding *finding = &session->findings.items[i];

		if (finding->cell == cell && finding->level < worst)
			worst = finding->level;
	}
	return worst;
}
