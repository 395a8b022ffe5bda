/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/actions.h"

#include <stdlib.h>

#include "base/memory.h"
#include "tui/commands.h"
#include "tui/elsewhere.h"
#include "tui/explain.h"
#include "tui/export.h"
#include "tui/external.h"
#include "tui/find.h"
#include "tui/here.h"
#include "tui/jump.h"
#include "tui/point.h"
#include "tui/preview.h"
#include "tui/problems.h"
#include "tui/question.h"
#include "tui/sides.h"
#include "tui/textbox.h"
#include "tui/walk.h"

/* --- the file --- */

static void
save(struct screen *screen)
{
	screen_commit(screen);
	if (!elsewhere_ask(screen, false))
		screen_save(screen);
}

static void
save_and_quit(struct screen *screen)
{
	if (!elsewhere_ask(screen, true) && screen_save(screen))
		screen_finish(screen);
}

static void
quit(struct screen *screen)
{
	static const struct answer answers[] = {{ACTION_SAVE, save_and_quit},
	                                        {ACTION_QUIT, screen_finish}};

	screen_commit(screen);
	if (!screen_session(screen)->report->changed) {
		screen_finish(screen);
		return;
	}
	screen_open(screen,
	            question_new(xstrdup(_("There are unsaved changes. Ctrl+S "
	                                   "saves and quits, Ctrl+Q quits "
	                                   "without saving, Esc goes back")),
	                         answers, sizeof answers / sizeof answers[0]));
}

/* --- undo --- */

typedef char *history_move(struct session *session, struct place *place);

static void
go_through(struct screen *screen, history_move *move, const char *done,
           const char *nothing)
{
	struct place place;
	char *name;

	screen_commit(screen);
	name = move(screen_session(screen), &place);
	if (name) {
		screen_go(screen, &place);
		screen_say(screen, xformat("%s%s", done, name));
		free(name);
	} else {
		screen_say(screen, xstrdup(nothing));
	}
}

static void
undo(struct screen *screen)
{
	go_through(screen, session_undo, _("undone: "),
	           _("there is nothing to undo"));
}

static void
redo(struct screen *screen)
{
	go_through(screen, session_redo, _("done again: "),
	           _("there is nothing to do again"));
}

static char *
why_not_undo(const struct screen *screen)
{
	return screen_session(screen)->history.done > 0
	               ? NULL
	               : xstrdup(_("there is nothing to undo"));
}

static char *
why_not_redo(const struct screen *screen)
{
	const struct history *history = &screen_session(screen)->history;

	return history->done < history->count
	               ? NULL
	               : xstrdup(_("there is nothing to do again"));
}

/* --- from finding to finding --- */

/* F8 at the last one goes on at the first: then it says so. */
static bool
goes_round(const struct page_focus *from, const struct page_focus *to,
           bool forward)
{
	size_t a[] = {from->section + 1, from->cell + 1, from->at};
	size_t b[] = {to->section + 1, to->cell + 1, to->at};

	for (size_t i = 0; i < 3; i++)
		if (a[i] != b[i])
			return forward == (b[i] < a[i]);
	return false;
}

static void
go_on(struct screen *screen, enum walk_kind kind, bool forward,
      const char *nothing)
{
	struct session *session = screen_session(screen);
	struct page_focus focus, reached;
	size_t found;

	screen_commit(screen);
	focus = screen_focus(screen);
	found = walk(session, &focus, kind, forward);
	if (found == NONE) {
		screen_say(screen, xstrdup(nothing));
		return;
	}
	screen_go_to_finding(screen, found);
	reached = screen_focus(screen);
	screen_note(screen, goes_round(&focus, &reached, forward)
	                            ? forward ? _("from the start again")
	                                      : _("from the end again")
	                            : NULL);
}

static void
next_problem(struct screen *screen)
{
	go_on(screen, WALK_PROBLEMS, true, _("nothing was found: all is well"));
}

static void
previous_problem(struct screen *screen)
{
	go_on(screen, WALK_PROBLEMS, false,
	      _("nothing was found: all is well"));
}

static void
next_unfilled(struct screen *screen)
{
	go_on(screen, WALK_UNFILLED, true, _("everything is filled in"));
}

static void
explain(struct screen *screen)
{
	struct page_focus focus;
	struct here here;

	screen_commit(screen);
	focus = screen_focus(screen);
	here = here_find(screen_session(screen), &focus);
	explain_begin(screen, here.near ? here.finding : NONE);
}

/* --- last year --- */

static char *
why_not_last_year(const struct screen *screen)
{
	return session_last_missing(screen_session(screen));
}

static void
last_year(struct screen *screen)
{
	struct session *session = screen_session(screen);
	char *missing = session_last_missing(session);

	screen_commit(screen);
	if (missing)
		screen_say(screen, missing);
	else
		session->beside = !session->beside;
}

/* --- texts --- */

static char *
why_not_a_text(const struct screen *screen)
{
	const struct page *page = screen_page(screen);
	const struct session *session = screen_session(screen);

	if (session->holder)
		return session_why_read_only(session);
	return page->kind->why_not(page, ACTION_EDITOR);
}

/* --- help and the rest --- */

static void
add_keys_help(struct buffer *text)
{
	buffer_format(text, "\n%s\n", _("Keys"));
	for (size_t i = 0; i < key_binding_count; i++)
		buffer_format(text, "%s  %s\n", key_bindings[i].keys,
		              _(key_bindings[i].name));
}

/* What was found at the cell, in detail. */
static void
add_cards(struct buffer *text, const struct session *session,
          const struct page_focus *focus)
{
	size_t i = NONE;

	if (focus->cell != NONE)
		i = session_finding(session, focus->section, focus->cell, 0);
	if (i != NONE)
		buffer_format(text, "\n%s\n", _("What was found here"));
	for (; i != NONE;
	     i = session_finding(session, focus->section, focus->cell, i + 1)) {
		char *card = finding_card(session, &session->findings.items[i]);

		buffer_format(text, "%s\n", card);
		free(card);
	}
}

static void
help(struct screen *screen)
{
	const struct page *page = screen_page(screen);
	struct page_focus focus;
	struct buffer text = {0};
	char *own;

	screen_commit(screen);
	focus = screen_focus(screen);
	own = page->kind->help(page);
	buffer_puts(&text, own);
	free(own);
	add_cards(&text, screen_session(screen), &focus);
	add_keys_help(&text);
	screen_open(screen,
	            textbox_new(xstrdup(_("Help")), buffer_take(&text)));
}

static void
redraw(struct screen *screen)
{
	(void)screen;
	terminal_repaint();
}

static const struct action_work works[] = {
	{ACTION_SAVE, save, NULL},
	{ACTION_SAVE_AS, export_open, NULL},
	{ACTION_QUIT, quit, NULL},
	{ACTION_UNDO, undo, why_not_undo},
	{ACTION_REDO, redo, why_not_redo},
	{ACTION_HELP, help, NULL},
	{ACTION_COMMANDS, commands_open, NULL},
	{ACTION_REDRAW, redraw, NULL},
	{ACTION_NEXT_PROBLEM, next_problem, NULL},
	{ACTION_PREVIOUS_PROBLEM, previous_problem, NULL},
	{ACTION_UNFILLED, next_unfilled, NULL},
	{ACTION_GO_TO, jump_open, NULL},
	{ACTION_PROBLEMS, problems_open, NULL},
	{ACTION_PREVIEW, preview_open, NULL},
	{ACTION_FINAL, problems_open_final, NULL},
	{ACTION_EXPLAIN, explain, NULL},
	{ACTION_LAST_YEAR, last_year, why_not_last_year},
	{ACTION_FIND, find_open, NULL},
	{ACTION_EDITOR, external_open, why_not_a_text},
	{ACTION_POINT, point_open, why_not_a_text},
};

const struct action_work *
action_work(enum action action)
{
	for (size_t i = 0; i < sizeof works / sizeof works[0]; i++)
		if (works[i].action == action)
			return &works[i];
	return NULL;
}
