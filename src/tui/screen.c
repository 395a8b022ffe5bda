/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/screen.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "tui/explain.h"
#include "tui/frame.h"
#include "tui/here.h"
#include "tui/popup.h"
#include "tui/walk.h"

/* What the screen is asking, if anything. */
enum question { QUESTION_NONE, QUESTION_QUIT };

struct screen {
	struct session *session;
	struct page **pages; /* the header page, then one per section */
	size_t page_count;
	size_t current;
	size_t problem;              /* the finding last gone to, or NONE */
	unsigned long problem_edits; /* session->edits it is a finding of */
	char *message;               /* shown until the next event */
	enum question question;
	struct popup help;
	struct explain explain;
	bool finished;
	bool lost; /* the terminal, or a signal ended it */
};

static struct page *
current_page(const struct screen *screen)
{
	return screen->pages[screen->current];
}

/* Takes the message over. */
static void
say(struct screen *screen, char *message)
{
	free(screen->message);
	screen->message = message;
}

static bool
too_small(void)
{
	return LINES < SCREEN_HEIGHT_MIN || COLS < SCREEN_WIDTH_MIN;
}

/* After an edit findings have other numbers. */
static void
forget_problem(struct screen *screen)
{
	if (screen->problem_edits != screen->session->edits)
		screen->problem = NONE;
}

static void
draw_page(struct screen *screen)
{
	const struct frame frame = frame_measure(LINES, COLS);
	struct page *page = current_page(screen);
	struct page_focus focus = {.cell = NONE};
	char *name, *aside;

	forget_problem(screen);
	page->kind->draw(page, frame.page);
	frame_draw_title(&frame, screen->session);
	frame_draw_rules(&frame);
	frame_draw_outline(&frame, screen->session, screen->current);
	if (explain_is_open(&screen->explain)) {
		explain_draw(&screen->explain, frame.name);
	} else {
		page->kind->describe(page, &name, &aside);
		frame_draw_name(&frame, name, aside);
		free(name);
		free(aside);
	}
	page->kind->focus(page, &focus);
	frame_draw_findings(&frame, screen->session, &focus, screen->problem,
	                    screen->message);
	frame_draw_keys(&frame);
}

static void
place_cursor(const struct screen *screen)
{
	struct page_focus focus = {.cell = NONE};

	current_page(screen)->kind->focus(current_page(screen), &focus);
	if (explain_is_open(&screen->explain))
		explain_cursor(&screen->explain, &focus.y, &focus.x);
	if (focus.y < 0 || screen->help.text) {
		curs_set(0);
		return;
	}
	curs_set(1);
	wmove(stdscr, focus.y, focus.x);
}

static void
draw(struct screen *screen)
{
	erase();
	if (too_small()) {
		paint_text(0, 0, COLS, STYLE_PLAIN,
		           _("The window is too small: 60 x 16 at least"));
		curs_set(0);
	} else {
		draw_page(screen);
		if (screen->help.text)
			popup_draw(&screen->help);
		place_cursor(screen);
	}
	wnoutrefresh(stdscr);
	terminal_flush();
}

static void
commit(struct screen *screen)
{
	struct page *page = current_page(screen);

	page->kind->commit(page);
}

static void
show_page(struct screen *screen, size_t number, bool at_end)
{
	commit(screen);
	screen->current = number;
	current_page(screen)->kind->enter(current_page(screen), at_end);
}

static void
next_page(struct screen *screen)
{
	if (screen->current + 1 < screen->page_count)
		show_page(screen, screen->current + 1, false);
	else
		say(screen, xstrdup(_("this is the last section")));
}

static void
previous_page(struct screen *screen, bool at_end)
{
	if (screen->current > 0)
		show_page(screen, screen->current - 1, at_end);
}

static bool
save(struct screen *screen)
{
	struct report *report = screen->session->report;
	char *kept = NULL, *why = NULL;
	bool saved;

	commit(screen);
	saved = report_save(report, &kept, &why);
	if (!saved)
		say(screen, xformat(_("not saved: %s"), why));
	else if (kept)
		say(screen,
		    xformat(_("saved; the file had comments or an order of "
		              "its own, or was changed elsewhere: as it was it "
		              "is kept as %s"),
		            kept));
	else
		say(screen, xformat(_("saved: %s"), report->file));
	free(kept);
	free(why);
	return saved;
}

static void
quit(struct screen *screen)
{
	commit(screen);
	if (screen->session->report->changed)
		screen->question = QUESTION_QUIT;
	else
		screen->finished = true;
}

static void
answer_quit(struct screen *screen, const struct event *event)
{
	if (event->kind != EVENT_ACTION)
		return;
	if (event->action == ACTION_SAVE) {
		screen->question = QUESTION_NONE;
		screen->finished = save(screen);
	} else if (event->action == ACTION_QUIT) {
		screen->finished = true;
	} else if (event->action == ACTION_ESCAPE) {
		screen->question = QUESTION_NONE;
	}
}

/* --- from finding to finding --- */

static void
go_to_finding(struct screen *screen, size_t number)
{
	const struct finding *finding =
		&screen->session->findings.items[number];
	size_t page = finding->section + 1; /* NONE + 1 is the header, 0 */

	if (page != screen->current) {
		screen->current = page;
		current_page(screen)->kind->enter(current_page(screen), false);
	}
	current_page(screen)->kind->go(current_page(screen), finding);
	screen->problem = number;
	screen->problem_edits = screen->session->edits;
}

static void
go_on(struct screen *screen, bool forward)
{
	struct page_focus focus = {.cell = NONE};
	size_t found;

	commit(screen);
	forget_problem(screen);
	current_page(screen)->kind->focus(current_page(screen), &focus);
	found = walk(screen->session, &focus, screen->problem, forward);
	if (found == NONE)
		say(screen, xstrdup(_("nothing was found: all is well")));
	else
		go_to_finding(screen, found);
}

/* --- last year, and what was found --- */

static void
toggle_last_year(struct screen *screen)
{
	char *missing = session_last_missing(screen->session);

	commit(screen);
	if (missing)
		say(screen, missing);
	else
		screen->session->beside = !screen->session->beside;
}

static void
begin_explaining(struct screen *screen)
{
	struct page_focus focus = {.cell = NONE};

	commit(screen);
	forget_problem(screen);
	current_page(screen)->kind->focus(current_page(screen), &focus);
	say(screen, explain_begin(&screen->explain,
	                          here_explain(screen->session, &focus,
	                                       screen->problem)));
}

/* --- help --- */

static void
add_keys_help(struct buffer *text)
{
	buffer_format(text, "\n%s\n", _("Keys"));
	for (size_t i = 0; i < key_binding_count; i++)
		buffer_format(text, "%s  %s\n", key_bindings[i].keys,
		              _(key_bindings[i].name));
}

static void
help(struct screen *screen)
{
	struct page *page = current_page(screen);
	struct buffer text = {0};
	char *own;

	commit(screen);
	own = page->kind->help(page);
	buffer_puts(&text, own);
	free(own);
	add_keys_help(&text);
	popup_open(&screen->help, xstrdup(_("Help")), buffer_take(&text));
}

/* --- events --- */

static void
page_event(struct screen *screen, const struct event *event)
{
	struct page *page = current_page(screen);
	enum page_reply reply = page->kind->event(page, event);

	if (page->message) {
		say(screen, page->message);
		page->message = NULL;
	}
	if (reply == PAGE_FORWARD)
		next_page(screen);
	else if (reply == PAGE_BACKWARD)
		previous_page(screen, event->action != ACTION_PAGE_UP);
}

static void
act(struct screen *screen, const struct event *event)
{
	switch (event->action) {
	case ACTION_SAVE:
		save(screen);
		break;
	case ACTION_QUIT:
		quit(screen);
		break;
	case ACTION_HELP:
		help(screen);
		break;
	case ACTION_REDRAW:
		terminal_repaint();
		break;
	case ACTION_NEXT_PROBLEM:
		go_on(screen, true);
		break;
	case ACTION_PREVIOUS_PROBLEM:
		go_on(screen, false);
		break;
	case ACTION_EXPLAIN:
		begin_explaining(screen);
		break;
	case ACTION_LAST_YEAR:
		toggle_last_year(screen);
		break;
	case ACTION_INTERRUPT:
		say(screen, xstrdup(_("Ctrl+Q quits; Ctrl+S saves")));
		break;
	default:
		page_event(screen, event);
		break;
	}
}

static void
handle(struct screen *screen, const struct event *event)
{
	if (event->kind == EVENT_NONE || event->kind == EVENT_RESIZE ||
	    too_small())
		return;
	if (screen->help.text) {
		popup_event(&screen->help, event);
		return;
	}
	say(screen, NULL);
	if (screen->question == QUESTION_QUIT)
		answer_quit(screen, event);
	else if (explain_is_open(&screen->explain))
		say(screen, explain_event(&screen->explain, event));
	else if (event->kind == EVENT_ACTION)
		act(screen, event);
	else
		page_event(screen, event);
	if (screen->question == QUESTION_QUIT)
		say(screen,
		    xstrdup(_("There are unsaved changes. Ctrl+S saves and "
		              "quits, Ctrl+Q quits without saving, Esc goes "
		              "back")));
}

static void
open_pages(struct screen *screen)
{
	const struct form *form = screen->session->form;

	screen->page_count = form->section_count + 1;
	screen->pages = xcalloc(screen->page_count, sizeof(struct page *));
	screen->pages[0] = header_page_new(screen->session);
	for (size_t i = 0; i < form->section_count; i++)
		screen->pages[i + 1] =
			form->sections[i].table
				? table_page_new(screen->session, i)
				: prose_page_new(screen->session, i);
}

bool
screen_run(struct session *session, const char *greeting, const char *told)
{
	struct screen screen = {.session = session,
	                        .problem = NONE,
	                        .explain = {.session = session}};
	struct event event;

	open_pages(&screen);
	if (greeting)
		say(&screen, xstrdup(greeting));
	if (told)
		popup_open(&screen.help, xstrdup(_("From last year's report")),
		           xstrdup(told));
	current_page(&screen)->kind->enter(current_page(&screen), false);
	while (!screen.finished && !screen.lost) {
		draw(&screen);
		do {
			input_next(&event);
			if (event.kind == EVENT_END)
				screen.lost = true;
			else
				handle(&screen, &event);
			buffer_free(&event.paste);
		} while (!screen.finished && !screen.lost && input_waiting());
	}
	for (size_t i = 0; i < screen.page_count; i++)
		screen.pages[i]->kind->free(screen.pages[i]);
	free(screen.pages);
	free(screen.message);
	popup_close(&screen.help);
	explain_free(&screen.explain);
	return !screen.lost;
}
