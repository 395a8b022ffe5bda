/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/problems.h"

#include <stdlib.h>

#include "base/memory.h"
#include "tui/frame.h"
#include "tui/picker.h"
#include "tui/screen.h"
#include "tui/sides.h"
#include "tui/textbox.h"

/* What is listed of one section and level at a time. */
struct pass {
	const struct session *session;
	struct picker_rows *rows;
	size_t section;
	enum level level;
	bool settled; /* those that are explained: they come last */
};

/* Blank cells that follow each other are one row of the list. */
static size_t
blank_run(const struct findings *findings, size_t first)
{
	size_t next = first + 1;

	if (findings->items[first].level != LEVEL_TODO ||
	    findings->items[first].cell == NONE)
		return 1;
	while (next < findings->count &&
	       findings->items[next].level == LEVEL_TODO &&
	       findings->items[next].section ==
	               findings->items[first].section &&
	       findings->items[next].cell == findings->items[next - 1].cell + 1)
		next++;
	return next - first;
}

static void
add_row(const struct pass *pass, size_t number, size_t run)
{
	const struct finding *finding = &pass->session->findings.items[number];
	struct picker_row *row = picker_add(pass->rows);
	const char *joint = finding->follows ? "└ " : "";

	row->id = number;
	row->text = xformat("%s%s %s%s", joint, level_mark(finding->level),
	                    pass->settled ? _("(explained) ") : "",
	                    finding->message);
	row->match = xformat("%s %s %s", level_word(finding->level),
	                     level_id(finding->level), finding->rule);
	row->style = pass->settled ? STYLE_DIM : level_style(finding->level);
	if (run > 1)
		row->aside =
			xformat(ngettext("%zu blank", "%zu blank", run), run);
	row->detail = finding_words(finding);
}

static void
add_level(const struct pass *pass)
{
	const struct findings *findings = &pass->session->findings;

	for (size_t i = 0; i < findings->count;) {
		const struct finding *finding = &findings->items[i];
		size_t run = blank_run(findings, i);

		if (finding->section == pass->section &&
		    finding->level == pass->level &&
		    finding_settled(finding) == pass->settled)
			add_row(pass, i, run);
		i += run;
	}
}

/* The section's name over its rows, if there are any. */
static void
add_section(struct picker_rows *rows, const struct session *session,
            size_t section, bool final)
{
	struct pass pass = {
		.session = session, .rows = rows, .section = section};
	size_t heading = rows->count;
	struct picker_row *row = picker_add(rows);

	row->heading = true;
	row->text = xstrdup(section == NONE
	                            ? _("The report")
	                            : session->form->sections[section].label);
	for (int level = 0; level < LEVEL_COUNT; level++) {
		pass.level = (enum level)level;
		if (!final || pass.level != LEVEL_HINT)
			add_level(&pass);
	}
	pass.settled = true;
	pass.level = LEVEL_REVIEW;
	if (!final)
		add_level(&pass);
	if (rows->count == heading + 1) {
		free(rows->items[heading].text);
		rows->count--;
	}
}

static void
chosen(struct screen *screen, size_t id, void *context)
{
	(void)context;
	screen_go_to_finding(screen, id);
}

static void
inspect(struct screen *screen, size_t id)
{
	struct session *session = screen_session(screen);

	screen_open(screen,
	            textbox_new(xstrdup(_("In detail")),
	                        finding_card(session,
	                                     &session->findings.items[id])));
}

static void
open_list(struct screen *screen, char *title, bool final)
{
	struct session *session = screen_session(screen);
	struct picker_rows rows = {0};

	add_section(&rows, session, NONE, final);
	for (size_t i = 0; i < session->form->section_count; i++)
		add_section(&rows, session, i, final);
	screen_open(screen,
	            picker_new((struct picker_look){
			    .title = title,
			    .rows = rows,
			    .id = session_problem(screen_session(screen)),
			    .empty = _("nothing of that "
	                               "kind was found"),
			    .chosen = chosen,
			    .inspect = inspect,
		    }));
}

void
problems_open(struct screen *screen)
{
	struct session *session = screen_session(screen);

	screen_commit(screen);
	if (session->findings.count == 0)
		screen_say(screen,
		           xstrdup(_("nothing was found: all is well")));
	else
		open_list(screen, xstrdup(_("Problems")), false);
}

void
problems_open_final(struct screen *screen)
{
	const struct session *session = screen_session(screen);
	const size_t *levels;
	size_t left;

	screen_commit(screen);
	left = session_left(session);
	levels = session->findings.levels;
	if (left == 0)
		screen_say(screen,
		           xstrdup(_("nothing is missing: the report can be "
		                     "made final; Ctrl+O exports it")));
	else
		open_list(screen,
		          xformat(_("Missing before it is final: errors %zu, "
		                    "to be verified %zu, not filled in %zu"),
		                  levels[LEVEL_ERROR], levels[LEVEL_REVIEW],
		                  levels[LEVEL_TODO]),
		          true);
}
