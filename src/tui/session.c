/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/session.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/language.h"
#include "base/memory.h"
#include "report/recovery.h"

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

/* Last year's report is another one once its file is named otherwise. */
static void
look_back(struct session *session)
{
	if (session->renamed) {
		last_close(&session->last);
		last_open(&session->last, session->report, session->forms,
		          NULL);
	}
	session->renamed = false;
}

static void
check(struct session *session)
{
	look_back(session);
	findings_free(&session->findings);
	check_report(session->report, &session->last, &session->findings);
	count_states(session);
	session->unchecked = false;
}

void
session_check(struct session *session)
{
	if (session->unchecked && session->depth == 0)
		check(session);
}

void
session_open(struct session *session, struct form *form, struct report *report,
             const struct form_path *forms)
{
	*session = (struct session){.form = form,
	                            .report = report,
	                            .forms = forms,
	                            .journal = JOURNAL_CLOSED,
	                            .problem = NONE,
	                            .pointed = NONE};
	session->states =
		xcalloc(form->section_count + 1, sizeof *session->states);
	last_open(&session->last, report, forms, NULL);
	/* A report that was begun for the clerk is saved nowhere. */
	if (report->changed)
		session->history.saved = NONE;
	check(session);
}

void
session_close(struct session *session)
{
	findings_free(&session->findings);
	last_close(&session->last);
	history_free(&session->history);
	journal_close(&session->journal);
	report_free(session->report);
	form_free(session->form);
	buffer_free(&session->clipboard);
	free(session->sought);
	free(session->replacement);
	free(session->states);
	free(session->clerk);
}

/* --- changes --- */

/* What was found in a text moves with it until it is checked anew. */
static void
move_finding(struct finding *finding, const struct edit *edit)
{
	size_t removed = strlen(edit->old), inserted = strlen(edit->new);
	size_t end = finding->at + finding->length;

	if (edit->at + removed <= finding->at)
		finding->at = finding->at - removed + inserted;
	else if (edit->at < finding->at)
		finding->length = 0;
	else if (edit->at + removed <= end)
		finding->length = finding->length - removed + inserted;
	else if (edit->at < end)
		finding->length = edit->at - finding->at;
}

static void
move_findings(struct session *session, const struct edit *edit)
{
	struct report_place place =
		report_find(session->report, edit->path, strlen(edit->path));

	for (size_t i = 0; i < session->findings.count; i++) {
		struct finding *finding = &session->findings.items[i];

		if (place.kind == PLACE_TEXT &&
		    finding_text(finding) == place.index)
			move_finding(finding, edit);
	}
}

static void
renames(struct session *session, const struct edit *edit)
{
	session->renamed =
		session->renamed || strcmp(edit->path, "previous") == 0;
}

static void
changed(struct session *session)
{
	session->edits++;
	session->report->changed = !history_is_saved(&session->history);
	session->unchecked = true;
}

static void
record(struct session *session, struct edit edit)
{
	struct history *history = &session->history;

	if (session->depth > 0 ? session->joined
	                       : history_continues(history, &edit))
		history_join(history, edit);
	else
		history_add(history, edit);
	session->joined = session->depth > 0;
}

/* For the journal. */
static void
note(struct session *session, const struct edit *edit)
{
	journal_note(&session->journal, session->report, edit);
	if (session->depth == 0)
		journal_end_step(&session->journal);
}

bool
session_type(struct session *session, struct edit edit)
{
	bool fits = true;

	if (strcmp(edit.old, edit.new) != 0) {
		session->refused = session->holder != NULL;
		fits = !session->refused &&
		       report_apply(session->report, &edit);
		if (fits) {
			move_findings(session, &edit);
			renames(session, &edit);
			note(session, &edit);
			record(session, edit);
			changed(session);
			return true;
		}
	}
	edit_free(&edit);
	return fits;
}

bool
session_apply(struct session *session, struct edit edit)
{
	bool fits = session_type(session, edit);

	session_check(session);
	return fits;
}

void
session_begin(struct session *session)
{
	session->depth++;
}

void
session_end(struct session *session, char *name)
{
	if (--session->depth > 0 || !session->joined) {
		free(name);
		return;
	}
	journal_end_step(&session->journal);
	session->joined = false;
	history_name(&session->history, name);
	history_seal(&session->history);
	session_check(session);
}

void
session_seal(struct session *session)
{
	history_seal(&session->history);
}

/* The entry of the report that the edit puts in, while it is there; NULL: the
 * edit is no explanation. */
static const struct explanation *
explanation_of(const struct session *session, const struct edit *edit)
{
	const struct report *report = session->report;

	if (strcmp(edit->path, "explained") != 0 ||
	    edit->at >= report->explained_count ||
	    report->explained[edit->at].cell_count == 0)
		return NULL;
	return &report->explained[edit->at];
}

/* Where the sentence is that the entry explains; 0 if it is of none. */
static size_t
explained_at(const struct session *session, const struct explanation *entry)
{
	const char *sentence = entry->value_count > 0 ? entry->values[0] : "";

	for (size_t i = 0; i < session->findings.count; i++) {
		const struct finding *finding = &session->findings.items[i];

		if (finding->sentence && entry->rule &&
		    strcmp(finding->rule, entry->rule) == 0 &&
		    strcmp(finding->place, entry->cells[0]) == 0 &&
		    strcmp(finding->sentence, sentence) == 0)
			return finding->at;
	}
	return 0;
}

/* Of an explanation, as long as the report has it: the first of what it
 * explains. */
static struct place
place_of(const struct session *session, const struct edit *edit, bool undone)
{
	const struct explanation *entry = explanation_of(session, edit);
	const char *path = entry ? entry->cells[0] : edit->path;
	const char *stands = undone ? edit->old : edit->new;
	struct report_place found =
		report_find(session->report, path, strlen(path));
	struct place place = {.section = NONE, .cell = NONE, .path = ""};

	if (found.kind == PLACE_VALUE) {
		place.cell = found.index;
		place.section = session->form->cells[found.index].section;
	} else if (found.kind == PLACE_TEXT) {
		if (found.index >= FIELD_COUNT)
			place.section = found.index - FIELD_COUNT;
		else
			place.path =
				report_text_path(session->report, found.index);
		place.at = entry ? explained_at(session, entry)
		                 : edit->at + strlen(stands);
	}
	return place;
}

/* The name of a step for the user. */
static char *
step_name(const struct session *session, const struct history_step *step,
          const struct place *place)
{
	const struct form *form = session->form;

	if (step->name)
		return xstrdup(step->name);
	if (strcmp(step->edits[0].path, "explained") == 0)
		return xstrdup(_("an explanation"));
	if (place->cell != NONE) {
		const struct edit *edit = &step->edits[0];
		const struct cell *cell = &form->cells[place->cell];
		char *where = place_name(form, place->section, cell->row,
		                         cell->column);
		char *name = xformat("%s %s → %s", where,
		                     *edit->old ? edit->old : _("blank"),
		                     *edit->new ? edit->new : _("blank"));

		free(where);
		return name;
	}
	if (place->section != NONE)
		return xformat(_("typing in %s"),
		               form->sections[place->section].label);
	return xstrdup(_("typing on the page of the report"));
}

static void
note_step(struct session *session, const struct history_step *step, bool undo)
{
	for (size_t i = 0; i < step->count; i++) {
		const struct edit *edit =
			&step->edits[undo ? step->count - 1 - i : i];
		const struct edit back = {edit->path, edit->at, edit->new,
		                          edit->old};

		journal_note(&session->journal, session->report,
		             undo ? &back : edit);
	}
	journal_end_step(&session->journal);
}

static char *
step(struct session *session, struct place *place, bool undo)
{
	struct history *history = &session->history;
	const struct history_step *step;

	session->refused = session->holder != NULL;
	if (session->refused)
		return NULL;
	if (undo && history->done > 0)
		*place = place_of(session,
		                  &history->steps[history->done - 1].edits[0],
		                  true);
	step = undo ? history_undo(history, session->report)
	            : history_redo(history, session->report);
	if (!step)
		return NULL;
	for (size_t i = 0; i < step->count; i++)
		renames(session, &step->edits[i]);
	note_step(session, step, undo);
	changed(session);
	session_check(session);
	if (!undo)
		*place =
			place_of(session, &step->edits[step->count - 1], false);
	return step_name(session, step, place);
}

char *
session_undo(struct session *session, struct place *place)
{
	return step(session, place, true);
}

char *
session_redo(struct session *session, struct place *place)
{
	return step(session, place, false);
}

bool
session_save(struct session *session, struct saved *saved, char **why)
{
	*saved = (struct saved){.kept = NULL};
	if (session->holder) {
		*why = session_why_read_only(session);
		return false;
	}
	if (!report_save(session->report, saved, why))
		return false;
	history_saved(&session->history);
	journal_restart(&session->journal, session->report);
	return true;
}

/* Where last year's report is from the new file; NULL: as it is written. The
 * caller frees it. */
static char *
previous_from(const struct report *report, const char *file)
{
	const struct buffer *previous = &report->texts[FIELD_PREVIOUS];
	char *target, *there, *moved = NULL;

	if (previous->length == 0)
		return NULL;
	target = file_beside(report->file, previous->data);
	there = file_beside(file, previous->data);
	if (!file_is_same(target, there))
		moved = file_relative(file, target);
	if (moved && strcmp(moved, previous->data) == 0) {
		free(moved);
		moved = NULL;
	}
	free(target);
	free(there);
	return moved;
}

static char *
why_not_there(const struct lock *lock, enum lock_state state, const char *file)
{
	char *journal = journal_path(file);
	char *why = NULL;

	if (state == LOCK_HELD)
		why = xformat(_("%s is being edited by %s; type another name"),
		              file, lock->holder);
	else if (journal && file_exists(journal))
		why = xformat(_("%s was not saved when it was edited last: "
		                "open it first, or type another name"),
		              file);
	free(journal);
	return why;
}

/* The report is written under its new name. */
static bool
write_there(struct session *session, const char *previous, struct saved *saved,
            char **why)
{
	struct report *report = session->report;
	struct place place;

	history_seal(&session->history);
	if (previous)
		session_apply(session,
		              edit_text(report, FIELD_PREVIOUS, 0,
		                        report->texts[FIELD_PREVIOUS].length,
		                        previous, strlen(previous)));
	history_seal(&session->history);
	if (report_save(report, saved, why))
		return true;
	if (previous)
		free(session_undo(session, &place));
	return false;
}

static bool
move_to(struct session *session, const char *file, struct saved *saved,
        char **why)
{
	struct report *report = session->report;
	const char *holder = session->holder;
	char *previous = previous_from(report, file);
	char *before = report->file;
	bool done;

	report->file = xstrdup(file);
	session->holder = NULL;
	done = write_there(session, previous, saved, why);
	if (!done) {
		free(report->file);
		report->file = before;
		session->holder = holder;
	} else {
		free(before);
	}
	free(previous);
	return done;
}

bool
session_save_as(struct session *session, const char *file, struct saved *saved,
                char **why)
{
	struct lock lock;
	bool done;

	*saved = (struct saved){.kept = NULL};
	*why = why_not_there(&lock, lock_take(&lock, file), file);
	done = !*why && move_to(session, file, saved, why);
	if (done) {
		history_saved(&session->history);
		journal_close(&session->journal);
		journal_open(&session->journal, session->report);
		if (session->lock) {
			lock_release(session->lock);
			*session->lock = lock;
			return true;
		}
	}
	lock_release(&lock);
	return done;
}

void
session_recover(struct session *session, struct recovery *recovery)
{
	session_begin(session);
	for (size_t i = 0; i < recovery->step_count; i++) {
		struct step *step = &recovery->steps[i];

		for (size_t k = 0; k < step->count; k++) {
			session_apply(session, step->edits[k]);
			step->edits[k] = (struct edit){0};
		}
	}
	session_end(session, xstrdup(_("the edits put back")));
	journal_resume(&session->journal, recovery);
}

char *
session_why_read_only(const struct session *session)
{
	return xformat(_("read-only: this report is being edited by %s"),
	               session->holder);
}

/* --- what was found --- */

size_t
session_problem(const struct session *session)
{
	return session->problem_edits == session->edits ? session->problem
	                                                : NONE;
}

size_t
session_left(const struct session *session)
{
	const size_t *levels = session->findings.levels;

	return levels[LEVEL_ERROR] + levels[LEVEL_REVIEW] + levels[LEVEL_TODO];
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

size_t
finding_text(const struct finding *finding)
{
	if (finding->length == 0)
		return NONE;
	return finding->section == NONE ? (size_t)FIELD_PREAMBLE
	                                : report_section_text(finding->section);
}

struct place
finding_place(const struct finding *finding)
{
	return (struct place){.section = finding->section,
	                      .cell = finding->cell,
	                      .at = finding->at,
	                      .path = finding->place};
}
