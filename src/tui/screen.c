/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/screen.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/memory.h"
#include "base/text.h"
#include "report/block.h"
#include "tui/actions.h"
#include "tui/canvas.h"
#include "tui/frame.h"
#include "tui/paste_box.h"
#include "tui/textbox.h"

/* Who pauses so long while typing begins something new (seconds). */
#define PAUSE 1.0
/* After so long a pause what was typed is checked (milliseconds). */
#define CHECK_PAUSE 100

struct screen {
	struct session *session;
	struct page **pages; /* the header page, then one per section */
	size_t page_count;
	size_t current;
	struct layer *layers; /* the top one; NULL: none */
	char *message;        /* shown until the next event */
	const char *note;     /* the same, beside what is found there */
	double last_event;    /* when it came (seconds) */
	bool unkept;          /* that edits are not kept has been said */
	bool finished;
	bool lost; /* the terminal, or a signal ended it */
};

struct session *
screen_session(const struct screen *screen)
{
	return screen->session;
}

struct page *
screen_page(const struct screen *screen)
{
	return screen->pages[screen->current];
}

struct page_focus
screen_focus(const struct screen *screen)
{
	const struct page *page = screen_page(screen);
	struct page_focus focus = {.cell = NONE, .text = NONE};

	page->kind->focus(page, &focus);
	return focus;
}

void
screen_say(struct screen *screen, char *message)
{
	free(screen->message);
	screen->message = message;
}

void
screen_note(struct screen *screen, const char *note)
{
	screen->note = note;
}

void
screen_finish(struct screen *screen)
{
	screen->finished = true;
}

/* --- layers --- */

void
screen_open(struct screen *screen, struct layer *layer)
{
	layer->below = screen->layers;
	screen->layers = layer;
}

static void
close_layer(struct screen *screen, struct layer *layer)
{
	struct layer **link = &screen->layers;

	while (*link != layer)
		link = &(*link)->below;
	*link = layer->below;
	layer->kind->free(layer);
}

static void
draw_layers(struct layer *layer)
{
	if (!layer)
		return;
	draw_layers(layer->below);
	layer->kind->draw(layer);
}

/* --- drawing --- */

static bool
too_small(void)
{
	return LINES < SCREEN_HEIGHT_MIN || COLS < SCREEN_WIDTH_MIN;
}

static void
draw_page(struct screen *screen)
{
	const struct frame frame = frame_measure(LINES, COLS);
	struct page *page = screen_page(screen);
	struct page_focus focus;
	char *name, *aside;

	page->kind->draw(page, frame.page);
	frame_draw_title(&frame, screen->session);
	frame_draw_rules(&frame);
	frame_draw_outline(&frame, screen->session, screen->current);
	page->kind->describe(page, &name, &aside);
	frame_draw_name(&frame, name, aside);
	free(name);
	free(aside);
	focus = screen_focus(screen);
	frame_draw_findings(&frame, screen->session, &focus, screen->message);
	if (screen->note)
		paint_text(frame.rules[1], 2,
		           (int)text_width(screen->note, strlen(screen->note),
		                           AMBIGUOUS_NARROW),
		           STYLE_TITLE, screen->note);
	frame_draw_keys(&frame, page);
}

static void
place_cursor(const struct screen *screen)
{
	const struct layer *layer = screen->layers;
	struct page_focus focus = screen_focus(screen);

	if (layer) {
		focus.y = -1;
		if (layer->kind->cursor)
			layer->kind->cursor(layer, &focus.y, &focus.x);
	}
	if (focus.y < 0) {
		curs_set(0);
		return;
	}
	curs_set(1);
	wmove(stdscr, focus.y, focus.x);
}

static void
draw(struct screen *screen)
{
	canvas_begin();
	if (too_small()) {
		paint_text(0, 0, COLS, STYLE_PLAIN,
		           _("The window is too small: 60 x 16 at least"));
		canvas_end();
		curs_set(0);
	} else {
		draw_page(screen);
		draw_layers(screen->layers);
		canvas_end();
		place_cursor(screen);
	}
	wnoutrefresh(stdscr);
}

/* Typing is on the screen before it is checked, and is checked when it
 * pauses: a key in a long text waits for neither. */
static void
show(struct screen *screen)
{
	draw(screen);
	if (screen->session->unchecked) {
		terminal_show();
		if (!terminal_pauses(CHECK_PAUSE))
			return;
		session_check(screen->session);
		draw(screen);
	}
	terminal_flush();
}

/* --- pages and places --- */

void
screen_commit(struct screen *screen)
{
	struct page *page = screen_page(screen);

	page->kind->commit(page);
}

static void
show_page(struct screen *screen, size_t number, bool at_end)
{
	screen_commit(screen);
	screen->current = number;
	screen_page(screen)->kind->enter(screen_page(screen), at_end);
}

static void
next_page(struct screen *screen)
{
	if (screen->current + 1 < screen->page_count)
		show_page(screen, screen->current + 1, false);
	else
		screen_say(screen, xstrdup(_("this is the last section")));
}

static void
previous_page(struct screen *screen, bool at_end)
{
	if (screen->current > 0)
		show_page(screen, screen->current - 1, at_end);
}

void
screen_go(struct screen *screen, const struct place *place)
{
	size_t page = place->section + 1; /* NONE + 1 is the header, 0 */

	if (page != screen->current)
		show_page(screen, page, false);
	screen_page(screen)->kind->go(screen_page(screen), place);
}

void
screen_choose(struct screen *screen, size_t number)
{
	struct page_focus focus = screen_focus(screen);

	screen->session->problem = number;
	screen->session->problem_edits = screen->session->edits;
	screen->session->problem_caret =
		(struct place){.section = focus.section,
	                       .cell = focus.cell,
	                       .at = focus.at,
	                       .path = focus.place};
}

void
screen_go_to_finding(struct screen *screen, size_t number)
{
	struct place place =
		finding_place(&screen->session->findings.items[number]);

	screen_go(screen, &place);
	screen_choose(screen, number);
}

bool
screen_save(struct screen *screen)
{
	struct report *report = screen->session->report;
	struct saved saved;
	char *why = NULL;
	bool done;

	screen_commit(screen);
	done = session_save(screen->session, &saved, &why);
	screen_say(screen, done ? saved_words(&saved, report->file)
	                        : xformat(_("not saved: %s"), why));
	saved_free(&saved);
	free(why);
	return done;
}

/* --- keeping edits --- */

/* Once for each time that it begins. */
static void
tell_unkept(struct screen *screen)
{
	const char *why = screen->session->journal.why;

	if (why && !screen->unkept) {
		screen_say(screen, xformat(_("your edits are only in memory "
		                             "until you save them: %s"),
		                           why));
		draw(screen);
		terminal_flush();
	}
	screen->unkept = why != NULL;
}

/* What was edited goes to the journal once it is on the screen: typing is
 * synced when the clerk pauses, or has typed for a while. */
static void
keep_edits(struct screen *screen)
{
	struct journal *journal = &screen->session->journal;
	int wait;

	journal_write(journal);
	tell_unkept(screen);
	wait = journal_wait(journal);
	if (wait > 0 && !terminal_idle(wait)) {
		journal_write(journal);
		tell_unkept(screen);
	}
}

/* --- events --- */

/* Only what types, and what begins to: what else would edit is refused where
 * it is to be done. */
static bool
begins_edit(const struct event *event)
{
	if (event->kind == EVENT_ACTION)
		return event->action == ACTION_EDIT ||
		       event->action == ACTION_DELETE ||
		       event->action == ACTION_BACKSPACE;
	return event->kind == EVENT_CHARACTER || event->kind == EVENT_PASTE;
}

/* A key that does nothing says why. */
static void
ignored(struct screen *screen, const struct event *event)
{
	if (event->action == ACTION_INTERRUPT)
		screen_say(screen, xstrdup(_("Ctrl+Q quits; Ctrl+S saves")));
	else
		screen_say(screen, screen_why_not(screen, event->action));
}

void
screen_pass(struct screen *screen, const struct event *event)
{
	struct page *page = screen_page(screen);
	enum page_reply reply;

	if (screen->session->holder && begins_edit(event)) {
		screen->session->refused = true;
		return;
	}
	reply = page->kind->event(page, event);
	if (page->message) {
		screen_say(screen, page->message);
		page->message = NULL;
	}
	if (reply == PAGE_IGNORED)
		ignored(screen, event);
	else if (reply == PAGE_FORWARD)
		next_page(screen);
	else if (reply == PAGE_BACKWARD)
		previous_page(screen, event->action != ACTION_PAGE_UP);
}

void
screen_act(struct screen *screen, enum action action)
{
	const struct action_work *work = action_work(action);

	if (work)
		work->run(screen);
	else
		screen_pass(screen, &(struct event){.kind = EVENT_ACTION,
		                                    .action = action});
}

char *
screen_why_not(const struct screen *screen, enum action action)
{
	const struct action_work *work = action_work(action);
	const struct page *page = screen_page(screen);

	if (!work)
		return page->kind->why_not(page, action);
	return work->why_not ? work->why_not(screen) : NULL;
}

/* Only what types goes on with what was being typed. */
static bool
types(const struct event *event)
{
	return event->kind == EVENT_CHARACTER ||
	       (event->kind == EVENT_ACTION &&
	        (event->action == ACTION_BACKSPACE ||
	         event->action == ACTION_DELETE));
}

static void
seal_typing(struct screen *screen, const struct event *event)
{
	struct timespec now;
	double seconds;

	clock_gettime(CLOCK_MONOTONIC, &now);
	seconds = (double)now.tv_sec + (double)now.tv_nsec / 1e9;
	if (!types(event) || seconds - screen->last_event > PAUSE)
		session_seal(screen->session);
	screen->last_event = seconds;
}

/* More than one cell, pasted into a table. */
static bool
is_block(const struct screen *screen, const struct event *event)
{
	size_t section = screen_page(screen)->section;

	return event->kind == EVENT_PASTE && section != NONE &&
	       screen->session->form->sections[section].table &&
	       !block_is_one(buffer_text(&event->paste), event->paste.length);
}

static void
handle(struct screen *screen, const struct event *event)
{
	struct layer *layer = screen->layers;

	if (event->kind == EVENT_NONE || event->kind == EVENT_RESIZE ||
	    too_small())
		return;
	if (event->kind == EVENT_ACTION && event->action == ACTION_REDRAW) {
		terminal_repaint();
		return;
	}
	/* What was said stays while something lies over the page. */
	if (!layer)
		screen_say(screen, NULL);
	screen->note = NULL;
	seal_typing(screen, event);
	if (layer || !types(event))
		session_check(screen->session);
	screen->session->refused = false;
	if (layer && !layer->kind->event(layer, screen, event))
		close_layer(screen, layer);
	else if (layer)
		return;
	else if (event->kind == EVENT_ACTION)
		screen_act(screen, event->action);
	else if (is_block(screen, event))
		paste_box_open(screen, &event->paste);
	else
		screen_pass(screen, event);
	if (screen->session->refused)
		screen_say(screen, session_why_read_only(screen->session));
}

/* --- the whole --- */

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

static void
close_screen(struct screen *screen)
{
	while (screen->layers)
		close_layer(screen, screen->layers);
	for (size_t i = 0; i < screen->page_count; i++)
		screen->pages[i]->kind->free(screen->pages[i]);
	free(screen->pages);
	free(screen->message);
}

bool
screen_run(struct session *session, const char *greeting, const char *told)
{
	struct screen screen = {.session = session};
	struct event event;

	open_pages(&screen);
	if (greeting)
		screen_say(&screen, xstrdup(greeting));
	if (told)
		screen_open(&screen,
		            textbox_new(xstrdup(_("From last year's report")),
		                        xstrdup(told)));
	screen_page(&screen)->kind->enter(screen_page(&screen), false);
	while (!screen.finished && !screen.lost) {
		show(&screen);
		keep_edits(&screen);
		do {
			input_next(&event);
			if (event.kind == EVENT_END)
				screen.lost = true;
			else
				handle(&screen, &event);
			buffer_free(&event.paste);
		} while (!screen.finished && !screen.lost && input_waiting());
	}
	/* An entry that was under way is kept too. */
	if (screen.lost)
		screen_commit(&screen);
	close_screen(&screen);
	return !screen.lost;
}
