/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/point.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "tui/frame.h"

struct pointer {
	struct layer layer;
	const struct screen *screen;
	size_t text; /* where the figure goes, … */
	struct place back;
};

/* --- the text --- */

/* Whether the caret stands behind a brace that begins a figure: the braces
 * before it on its line, two of which are one of the text. */
static bool
is_inside(const char *text, size_t at)
{
	bool inside = false;
	size_t start = at;

	while (start > 0 && text[start - 1] != '\n')
		start--;
	for (; start < at; start++) {
		if (!inside && text[start] == '{' && start + 1 < at &&
		    text[start + 1] == '{')
			start++;
		else if (text[start] == '{' || text[start] == '}')
			inside = text[start] == '{';
	}
	return inside;
}

/* Whether the figure the caret is in is closed behind it. */
static bool
is_closed(const char *text, size_t length, size_t at)
{
	while (at < length && text[at] != '\n' && text[at] != '{') {
		if (text[at] == '}')
			return true;
		at++;
	}
	return false;
}

char *
point_text(const char *text, size_t length, size_t at, const char *path)
{
	if (!is_inside(text, at))
		return xformat("{%s}", path);
	return xformat("%s%s", path, is_closed(text, length, at) ? "" : "}");
}

static void
put_in(const struct pointer *pointer, struct screen *screen, size_t cell)
{
	struct session *session = screen_session(screen);
	const struct buffer *text = &session->report->texts[pointer->text];
	struct place place = pointer->back;
	char *figure = point_text(buffer_text(text), text->length, place.at,
	                          session->form->cells[cell].path);

	session->pointed = cell;
	session_begin(session);
	session_apply(session, edit_text(session->report, pointer->text,
	                                 place.at, 0, figure, strlen(figure)));
	session_end(session, xstrdup(_("a live figure")));
	place.at += strlen(figure);
	screen_go(screen, &place);
	free(figure);
}

/* --- the layer --- */

static void
draw(struct layer *layer)
{
	const struct pointer *pointer = (struct pointer *)layer;
	const struct session *session = screen_session(pointer->screen);
	struct page_focus focus = screen_focus(pointer->screen);
	struct area area = frame_measure(LINES, COLS).findings;
	const struct value *value;
	char *text;

	paint_blank(area);
	paint_text(area.y, area.x, area.width, STYLE_TITLE,
	           _("Move to the cell whose figure goes into the text: "
	             "Enter takes it, Esc gives up"));
	if (focus.cell == NONE) {
		paint_text(area.y + 1, area.x, area.width, STYLE_PLAIN,
		           _("PgUp and PgDn turn to another table"));
		return;
	}
	value = &session->report->values[focus.cell];
	text = xformat("{%s} = %s", session->form->cells[focus.cell].path,
	               value->text ? value->text : _("blank"));
	paint_text(area.y + 1, area.x, area.width, STYLE_LIVE, text);
	free(text);
}

/* To the next table in that direction; back to the cell if there is none. */
static void
turn(struct screen *screen, size_t cell, bool forward)
{
	const struct form *form = screen_session(screen)->form;
	struct place place = {.cell = cell, .path = ""};
	size_t section = form->cells[cell].section;

	place.section = section;
	do
		section += forward ? 1 : (size_t)-1;
	while (section < form->section_count && !form->sections[section].table);
	if (section < form->section_count) {
		place.section = section;
		place.cell = form->sections[section].first_cell;
	}
	screen_go(screen, &place);
}

/* Only what moves: nothing is edited meanwhile. */
static bool
moves(enum action action)
{
	switch (action) {
	case ACTION_NEXT:
	case ACTION_PREVIOUS:
	case ACTION_UP:
	case ACTION_DOWN:
	case ACTION_LEFT:
	case ACTION_RIGHT:
	case ACTION_HOME:
	case ACTION_END:
	case ACTION_TOP:
	case ACTION_BOTTOM:
	case ACTION_PAGE_UP:
	case ACTION_PAGE_DOWN:
		return true;
	default:
		return false;
	}
}

static bool
event(struct layer *layer, struct screen *screen, const struct event *event)
{
	const struct pointer *pointer = (struct pointer *)layer;
	size_t cell = screen_focus(screen).cell;

	if (event->kind != EVENT_ACTION)
		return true;
	if (moves(event->action)) {
		screen_pass(screen, event);
		screen_say(screen, NULL);
		if (cell != NONE && screen_focus(screen).cell == NONE)
			turn(screen, cell,
			     event->action == ACTION_NEXT ||
			             event->action == ACTION_PAGE_DOWN);
	} else if (event->action == ACTION_GO_TO ||
	           event->action == ACTION_REDRAW) {
		screen_act(screen, event->action);
	} else if (event->action == ACTION_ESCAPE) {
		screen_go(screen, &pointer->back);
		return false;
	} else if (event->action == ACTION_ENTER && cell != NONE) {
		put_in(pointer, screen, cell);
		return false;
	}
	return true;
}

static void
cursor(const struct layer *layer, int *y, int *x)
{
	const struct pointer *pointer = (const struct pointer *)layer;
	struct page_focus focus = screen_focus(pointer->screen);

	*y = focus.y;
	*x = focus.x;
}

static void
discard(struct layer *layer)
{
	free(layer);
}

/* The cell pointed at last, or the first of the table behind the section; of
 * the last table, if there is none behind it. NONE: there are no tables. */
static size_t
first_cell(const struct session *session, size_t section)
{
	const struct form *form = session->form;
	size_t found = session->pointed;

	for (size_t i = 0; found == NONE && i < form->section_count; i++)
		if (form->sections[i].table && (section == NONE || i > section))
			found = form->sections[i].first_cell;
	for (size_t i = form->section_count; found == NONE && i-- > 0;)
		if (form->sections[i].table)
			found = form->sections[i].first_cell;
	return found;
}

void
point_open(struct screen *screen)
{
	static const struct layer_kind kind = {.draw = draw,
	                                       .event = event,
	                                       .cursor = cursor,
	                                       .free = discard};
	const struct session *session = screen_session(screen);
	char *why = screen_why_not(screen, ACTION_POINT);
	struct page_focus focus;
	struct place place = {.path = ""};
	struct pointer *pointer;

	if (why) {
		screen_say(screen, why);
		return;
	}
	screen_commit(screen);
	focus = screen_focus(screen);
	place.cell = first_cell(session, focus.section);
	if (place.cell == NONE) {
		screen_say(screen, xstrdup(_("this form has no table")));
		return;
	}
	place.section = session->form->cells[place.cell].section;
	pointer = xcalloc(1, sizeof *pointer);
	*pointer = (struct pointer){
		.layer = {.kind = &kind},
		.screen = screen,
		.text = focus.text,
		.back = {.section = focus.section,
	                 .cell = NONE,
	                 .at = focus.at,
	                 .path = report_text_path(session->report, focus.text)},
	};
	screen_go(screen, &place);
	screen_open(screen, &pointer->layer);
}
