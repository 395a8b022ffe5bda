/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/table_page.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "tui/frame.h"
#include "tui/here.h"
#include "tui/sides.h"
#include "tui/table_words.h"

/* Terminals at least this wide may show a table's rows side by side. */
#define WIDE_FROM 100
/* Before the first draw nobody knows the size. */
#define USUAL_WIDTH 63
#define USUAL_HEIGHT 16

/* --- the view and its fields --- */

/* The worst of what was found at each cell, and at the cell that is suspected
 * to be the wrong one. */
static void
find_levels(struct table_page *page)
{
	const struct session *session = page->page.session;
	const struct section *section =
		&session->form->sections[page->page.section];

	for (size_t i = 0; i < section->cell_count; i++)
		page->levels[i] = LEVEL_COUNT;
	for (size_t i = 0; i < session->findings.count; i++) {
		const struct finding *finding = &session->findings.items[i];
		const size_t cells[] = {finding->cell, finding->suspect.cell};

		for (size_t j = 0; j < 2; j++) {
			size_t at = cells[j] - section->first_cell;

			if (cells[j] != NONE && at < section->cell_count &&
			    finding->level < page->levels[at])
				page->levels[at] = finding->level;
		}
	}
}

void
table_page_find_failed(struct table_page *page)
{
	const struct session *session = page->page.session;
	const struct page_focus focus = {.section = page->page.section,
	                                 .cell = page->cell};
	const struct relation *relation;
	struct here here = {.finding = NONE};

	if (!page->whole)
		here = here_find(session, &focus);
	page->failed =
		here.finding == NONE
			? NULL
			: sides_of(session->form,
	                           &session->findings.items[here.finding],
	                           &relation);
}

void
table_page_show(struct table_page *page, size_t place)
{
	const struct value *value =
		&page->page.session->report
			 ->values[page->view.places[place].cell];

	table_fields_show(page->fields, place,
	                  value->state == VALUE_FIGURE ? value->text : "");
}

/* A table without values has nowhere to go. */
static bool
is_empty(const struct table_page *page)
{
	return page->view.place_count == 0;
}

static void
make_fields(struct table_page *page)
{
	char *text = page->entry ? table_fields_text(page->fields) : NULL;

	table_fields_free(page->fields);
	page->fields = table_fields_new(&page->view);
	if (text)
		table_fields_begin(page->fields, table_page_place(page), text);
	free(text);
}

void
table_page_update(struct table_page *page, struct view_size size)
{
	const struct session *session = page->page.session;
	struct table_view view = {0};
	bool same;

	size.wide = COLS >= WIDE_FROM;
	size.last = session->beside ? session->last.report : NULL;
	size.beside = page->cell;
	if (!page->stale && page->seen == session->edits &&
	    size.width == page->size.width &&
	    size.height == page->size.height && size.wide == page->size.wide &&
	    size.last == page->size.last &&
	    (!size.last || size.beside == page->size.beside))
		return;
	table_view_lay(&view, session->form, page->page.section,
	               session->report, size);
	same = page->fields && table_view_same(&page->view, &view);
	table_view_free(&page->view);
	page->view = view;
	page->size = size;
	page->seen = session->edits;
	page->stale = false;
	if (!same && !is_empty(page))
		make_fields(page);
	for (size_t i = 0; i < page->view.place_count; i++)
		if (!page->entry || page->view.places[i].cell != page->cell)
			table_page_show(page, i);
	find_levels(page);
}

size_t
table_page_place(const struct table_page *page)
{
	size_t place = view_find(&page->view, page->cell);

	return place == NONE ? 0 : place;
}

/* --- moving --- */

static void
set_place(struct table_page *page, size_t place, bool keep_goal)
{
	page->cell = page->view.places[place].cell;
	if (!keep_goal)
		page->goal = page->view.places[place].first;
}

/* Stays where it is if there is nothing there. */
static enum page_reply
go_to(struct table_page *page, size_t place, bool keep_goal)
{
	if (place != NONE)
		set_place(page, place, keep_goal);
	return PAGE_DONE;
}

static enum page_reply
go_or(struct table_page *page, size_t place, bool keep_goal,
      enum page_reply otherwise)
{
	return place == NONE ? otherwise : go_to(page, place, keep_goal);
}

static enum page_reply
move_by(struct table_page *page, enum action action)
{
	const struct table_view *view = &page->view;
	size_t place = table_page_place(page), goal = page->goal;
	size_t lines = view_page_lines(view, table_page_body_height(page));
	bool again = page->last == action;

	switch (action) {
	case ACTION_NEXT:
		return go_or(page, view_next(view, place), false, PAGE_FORWARD);
	case ACTION_PREVIOUS:
		return go_or(page, view_previous(view, place), false,
		             PAGE_BACKWARD);
	case ACTION_ENTER:
		return go_or(page,
		             page->page.session->across
		                     ? view_next(view, place)
		                     : view_enter(view, place),
		             false, PAGE_FORWARD);
	case ACTION_LEFT:
		return go_to(page, view_left(view, place), false);
	case ACTION_RIGHT:
		return go_to(page, view_right(view, place), false);
	case ACTION_UP:
		return go_to(page, view_up(view, place, goal, 1), true);
	case ACTION_DOWN:
		return go_to(page, view_down(view, place, goal, 1), true);
	case ACTION_PAGE_UP:
		return go_or(page, view_up(view, place, goal, lines), true,
		             PAGE_BACKWARD);
	case ACTION_PAGE_DOWN:
		return go_or(page, view_down(view, place, goal, lines), true,
		             PAGE_FORWARD);
	case ACTION_HOME:
		return go_to(page, again ? 0 : view_line_start(view, place),
		             false);
	case ACTION_END:
		return go_to(page,
		             again ? view->place_count - 1
		                   : view_line_end(view, place),
		             false);
	case ACTION_TOP:
		return go_to(page, 0, false);
	case ACTION_BOTTOM:
		return go_to(page, view->place_count - 1, false);
	default:
		return PAGE_IGNORED;
	}
}

static enum page_reply
act(struct table_page *page, enum action action)
{
	switch (action) {
	case ACTION_EDIT:
		table_entry_edit(page);
		return PAGE_DONE;
	case ACTION_DELETE:
		table_entry_delete(page);
		return PAGE_DONE;
	case ACTION_BACKSPACE:
		table_entry_backspace(page);
		return PAGE_DONE;
	case ACTION_ESCAPE:
		if (!page->entry)
			return PAGE_IGNORED;
		table_entry_cancel(page);
		return PAGE_DONE;
	case ACTION_TAKE:
		table_entry_take(page);
		return PAGE_DONE;
	case ACTION_LAST_VALUE:
		table_entry_take_last(page);
		return PAGE_DONE;
	case ACTION_FILL_ZEROS:
		table_entry_fill_zeros(page);
		return PAGE_DONE;
	case ACTION_ENTRY_PATH:
		table_entry_turn(page);
		return PAGE_DONE;
	default:
		if (table_entry_move(page, action))
			return PAGE_DONE;
		table_entry_commit(page);
		return move_by(page, action);
	}
}

static enum page_reply
event(struct page *base, const struct event *event)
{
	struct table_page *page = (struct table_page *)base;
	enum page_reply reply = PAGE_DONE;

	table_page_update(page, page->size);
	page->whole = false;
	if (is_empty(page))
		return PAGE_IGNORED;
	if (event->kind == EVENT_CHARACTER)
		table_entry_type(page, event->character);
	else if (event->kind == EVENT_PASTE)
		table_entry_paste(page, &event->paste);
	else if (event->kind == EVENT_ACTION)
		reply = act(page, event->action);
	else
		return PAGE_IGNORED;
	page->last = event->kind == EVENT_ACTION ? event->action : ACTION_NONE;
	return reply;
}

/* --- the rest of a page --- */

static void
commit(struct page *base)
{
	table_entry_commit((struct table_page *)base);
}

static void
enter(struct page *base, bool at_end)
{
	struct table_page *page = (struct table_page *)base;

	table_page_update(page, page->size);
	page->last = ACTION_NONE;
	page->whole = false;
	if (!is_empty(page))
		set_place(page, at_end ? page->view.place_count - 1 : 0, false);
}

static void
go(struct page *base, const struct place *place)
{
	struct table_page *page = (struct table_page *)base;
	size_t found;

	table_entry_commit(page);
	table_page_update(page, page->size);
	found = view_find(&page->view, place->cell);
	page->last = ACTION_NONE;
	page->whole = found == NONE;
	if (!is_empty(page))
		set_place(page, found == NONE ? 0 : found, false);
}

static void
focus(const struct page *base, struct page_focus *focus)
{
	const struct table_page *page = (const struct table_page *)base;
	const struct table_view *view = &page->view;
	const struct view_place *place;
	int x;

	*focus = (struct page_focus){
		.section = base->section,
		.cell = NONE,
		.text = NONE,
		.y = -1,
		.x = -1,
	};
	if (is_empty(page))
		return;
	if (!page->whole)
		focus->cell = page->cell;
	place = &view->places[table_page_place(page)];
	x = page->entry ? table_fields_caret(page->fields)
	                : place->x + place->width - 1;
	focus->y = page->area.y + view_line_y(view, page->top, place->line);
	focus->x =
		table_page_columns_x(page) + x - view_span_x(view, page->left);
}

/* Columns for the name of a place. The aside stands on its last line. */
static size_t
name_room(const char *aside)
{
	const struct area area = frame_measure(LINES, COLS).name;
	size_t taken = text_width(aside, strlen(aside), AMBIGUOUS_NARROW);
	size_t room = (size_t)area.width * (size_t)area.height;

	/* A line may end early: no closing mark begins one. */
	taken += (size_t)area.height * 2;
	return taken < room ? room - taken : 0;
}

static void
describe(const struct page *base, char **name, char **aside)
{
	const struct table_page *page = (const struct table_page *)base;

	if (page->whole || is_empty(page)) {
		*name = xstrdup(
			base->session->form->sections[base->section].label);
		*aside = xstrdup("");
		return;
	}
	*aside = cell_aside(base->session, page->cell);
	*name = cell_name(base->session->form, page->cell, name_room(*aside));
}

static char *
help(const struct page *base)
{
	const struct table_page *page = (const struct table_page *)base;
	const struct section *section =
		&base->session->form->sections[base->section];

	if (page->whole || is_empty(page))
		return xformat("%s\n\n%s", section->label,
		               wording_text(&section->help));
	return cell_help(base->session, page->cell);
}

static char *
why_not(const struct page *base, enum action action)
{
	(void)base;
	return page_only_in_text(action);
}

static void
free_page(struct page *base)
{
	struct table_page *page = (struct table_page *)base;

	table_fields_free(page->fields);
	table_view_free(&page->view);
	free(page->levels);
	free(base->message);
	free(page);
}

struct page *
table_page_new(struct session *session, size_t section)
{
	static const struct page_kind kind = {.draw = table_page_draw,
	                                      .event = event,
	                                      .enter = enter,
	                                      .go = go,
	                                      .focus = focus,
	                                      .commit = commit,
	                                      .help = help,
	                                      .describe = describe,
	                                      .why_not = why_not,
	                                      .free = free_page};
	struct table_page *page = xcalloc(1, sizeof *page);

	page->page.kind = &kind;
	page->page.session = session;
	page->page.section = section;
	page->levels = xcalloc(session->form->sections[section].cell_count + 1,
	                       sizeof *page->levels);
	page->size = (struct view_size){.width = USUAL_WIDTH,
	                                .height = USUAL_HEIGHT};
	page->stale = true;
	page->cell = session->form->sections[section].first_cell;
	return &page->page;
}
