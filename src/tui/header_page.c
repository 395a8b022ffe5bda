/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

#include "tui/header_page.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "tui/typing.h"

static struct header_page *
header(struct page *page)
{
	return (struct header_page *)page;
}

static struct editor *
current_editor(struct header_page *its)
{
	return &its->editors[its->current];
}

/* --- events --- */

static size_t
text_end(const struct editor *editor)
{
	size_t length;

	editor_text(editor, &length);
	return length;
}

static void
select_all(struct editor *editor)
{
	editor_select(editor, 0, text_end(editor));
}

/* In place of all the current field has. */
static void
set_text(struct header_page *its, const char *text)
{
	struct editor *editor = current_editor(its);

	select_all(editor);
	if (*text)
		editor_insert(editor, text, strlen(text));
	else
		editor_delete(editor);
}

/* A word typed for the kind of agency becomes what the file has for it. Not
 * after undo: that would never come past it. */
static void
settle(struct header_page *its)
{
	size_t length;
	const char *typed = editor_text(current_editor(its), &length);
	const char *meant;

	if (its->current != FIELD_AGENCY_KIND || !its->typed || length == 0)
		return;
	its->typed = false;
	meant = header_kind_meant(typed);
	if (meant)
		set_text(its, meant);
}

/* A short field is entered with its whole text selected, so that typing
 * replaces it and moving keeps it; the preamble before its text. */
static void
show(struct header_page *its, size_t field)
{
	struct editor *editor = &its->editors[field];
	size_t length;

	settle(its);
	its->current = field;
	its->typed = false;
	free(its->entered);
	its->entered = xstrdup(editor_text(editor, &length));
	if (field == FIELD_PREAMBLE)
		editor_select(editor, 0, 0);
	else
		select_all(editor);
}

/* Esc: a short field has the text again that it was entered with. */
static void
restore(struct header_page *its)
{
	struct session *session = its->page.session;
	struct editor *editor = current_editor(its);
	size_t length;

	if (its->current == FIELD_PREAMBLE ||
	    strcmp(editor_text(editor, &length), its->entered) == 0) {
		editor_select(editor, editor->caret, 0);
		return;
	}
	session_begin(session);
	set_text(its, its->entered);
	session_end(session,
	            xformat(_("%s as it was"),
	                    report_field_name((enum field)its->current)));
	its->typed = false;
	select_all(editor);
}

static enum page_reply
next(struct header_page *its)
{
	if (its->current == FIELD_PREAMBLE)
		return PAGE_FORWARD;
	show(its, its->current + 1);
	return PAGE_DONE;
}

static enum page_reply
previous(struct header_page *its)
{
	if (its->current == 0)
		return PAGE_BACKWARD;
	show(its, its->current - 1);
	return PAGE_DONE;
}

static enum page_reply
vertical(struct header_page *its, enum action action)
{
	struct editor *editor = current_editor(its);
	bool preamble = its->current == FIELD_PREAMBLE;
	size_t lines = its->height > 1 ? (size_t)(its->height - 1) : 1;

	switch (action) {
	case ACTION_UP:
		if (!(preamble && editor_up(editor, 1)) && its->current > 0)
			show(its, its->current - 1);
		return PAGE_DONE;
	case ACTION_DOWN:
		if (preamble)
			editor_down(editor, 1);
		else
			show(its, its->current + 1);
		return PAGE_DONE;
	case ACTION_PAGE_UP:
		return preamble && editor_up(editor, lines) ? PAGE_DONE
		                                            : PAGE_BACKWARD;
	default:
		return preamble && editor_down(editor, lines) ? PAGE_DONE
		                                              : PAGE_FORWARD;
	}
}

static enum page_reply
edge(struct header_page *its, enum action action)
{
	struct editor *editor;

	show(its, action == ACTION_TOP ? 0 : FIELD_PREAMBLE);
	editor = current_editor(its);
	if (action == ACTION_BOTTOM)
		editor_select(editor, text_end(editor), 0);
	return PAGE_DONE;
}

static enum page_reply
act(struct header_page *its, enum action action)
{
	struct editor *editor = current_editor(its);
	bool again = its->last == action;

	switch (action) {
	case ACTION_NEXT:
		return next(its);
	case ACTION_PREVIOUS:
		return previous(its);
	case ACTION_ENTER:
		if (its->current != FIELD_PREAMBLE)
			return next(its);
		editor_insert(editor, "\n", 1);
		return PAGE_DONE;
	case ACTION_UP:
	case ACTION_DOWN:
	case ACTION_PAGE_UP:
	case ACTION_PAGE_DOWN:
		return vertical(its, action);
	case ACTION_TOP:
	case ACTION_BOTTOM:
		return edge(its, action);
	case ACTION_EDIT:
		if (its->current == FIELD_PREAMBLE)
			return PAGE_IGNORED;
		editor_select(editor, text_end(editor), 0);
		return PAGE_DONE;
	case ACTION_ESCAPE:
		restore(its);
		return PAGE_DONE;
	case ACTION_HOME:
	case ACTION_END:
		if (again && !editor->extending)
			return edge(its, action == ACTION_HOME ? ACTION_TOP
			                                       : ACTION_BOTTOM);
		break;
	default:
		break;
	}
	return typing_act(editor, action) ||
	                       typing_clip(editor, action, &its->page.message)
	               ? PAGE_DONE
	               : PAGE_IGNORED;
}

static enum page_reply
event(struct page *page, const struct event *event)
{
	struct header_page *its = header(page);
	struct editor *editor = current_editor(its);
	unsigned long edits = page->session->edits;
	enum action action = ACTION_NONE;
	enum page_reply reply = PAGE_DONE;

	switch (event->kind) {
	case EVENT_ACTION:
		action = typing_select(editor, event->action);
		reply = act(its, action);
		break;
	case EVENT_CHARACTER:
		typing_character(editor, event->character);
		break;
	case EVENT_PASTE:
		typing_paste(editor, &event->paste);
		break;
	default:
		reply = PAGE_IGNORED;
		break;
	}
	its->last = action;
	if (editor == current_editor(its))
		its->typed = its->typed || page->session->edits != edits;
	/* Its word is one thing, not letters. */
	if (its->current == FIELD_AGENCY_KIND &&
	    header_kind_shown(page->session->report))
		select_all(current_editor(its));
	return reply;
}

static void
enter(struct page *page, bool at_end)
{
	struct header_page *its = header(page);

	edge(its, at_end ? ACTION_BOTTOM : ACTION_TOP);
	its->last = ACTION_NONE;
}

static void
go(struct page *page, const struct place *place)
{
	struct header_page *its = header(page);
	struct report_place found = report_find(
		page->session->report, place->path, strlen(place->path));

	size_t field = found.kind == PLACE_TEXT && found.index < FIELD_COUNT
	                       ? found.index
	                       : FIELD_AGENCY;

	bool typing = field == its->current;

	if (!typing)
		show(its, field);
	/* Who is typing in a field goes on typing. */
	if (typing || field == FIELD_PREAMBLE)
		editor_select(current_editor(its), place->at, place->length);
}

static void
focus(const struct page *page, struct page_focus *focus)
{
	const struct header_page *its = (const struct header_page *)page;

	*focus = (struct page_focus){
		.section = NONE,
		.cell = NONE,
		.text = NONE,
		.place = report_text_path(page->session->report, its->current),
		.y = its->y,
		.x = its->x,
	};
	/* In a short field findings are of the whole of it. */
	if (its->current == FIELD_PREAMBLE) {
		focus->text = FIELD_PREAMBLE;
		focus->at = its->editors[FIELD_PREAMBLE].caret;
	}
}

/* Every key is an edit already. */
static void
commit(struct page *page)
{
	settle(header(page));
}

/* --- words --- */

static char *
help(const struct page *page)
{
	const struct header_page *its = (const struct header_page *)page;
	struct buffer text = {0};
	char *line = header_wanted(its);

	buffer_format(&text, "%s\n\n%s\n\n%s\n",
	              report_field_name((enum field)its->current), line,
	              _("By article 49 of the regulation departments of "
	                "governments at county level and above hand in and "
	                "publish the report by 31 January; the offices in "
	                "charge publish the government's by 31 March."));
	free(line);
	typing_add_findings(&text, page->session, NONE);
	return buffer_take(&text);
}

static void
describe(const struct page *page, char **name, char **aside)
{
	const struct header_page *its = (const struct header_page *)page;

	*name = xformat("%s / %s", _("The report"),
	                report_field_name((enum field)its->current));
	*aside = xstrdup("");
}

static char *
why_not(const struct page *page, enum action action)
{
	const struct header_page *its = (const struct header_page *)page;

	if ((action == ACTION_EDITOR || action == ACTION_POINT) &&
	    its->current != FIELD_PREAMBLE)
		return xstrdup(_("only in the preamble and in the sections' "
		                 "texts"));
	return page_only_in_tables(action);
}

static void
discard(struct page *page)
{
	for (size_t i = 0; i < FIELD_COUNT; i++)
		editor_free(&header(page)->editors[i]);
	free(header(page)->entered);
	free(page->message);
	free(page);
}

static const struct page_kind kind = {
	.draw = header_page_draw,
	.event = event,
	.enter = enter,
	.go = go,
	.focus = focus,
	.commit = commit,
	.help = help,
	.describe = describe,
	.why_not = why_not,
	.free = discard,
};

struct page *
header_page_new(struct session *session)
{
	struct header_page *its = xcalloc(1, sizeof *its);

	its->page = (struct page){
		.kind = &kind, .session = session, .section = NONE};
	its->y = its->x = -1;
	for (size_t i = 0; i < FIELD_COUNT; i++)
		editor_init(&its->editors[i], session, i, i != FIELD_PREAMBLE);
	/* ２０２２ is what an input method types for 2022. */
	its->editors[FIELD_YEAR].figures = true;
	its->editors[FIELD_DATED].figures = true;
	return &its->page;
}
