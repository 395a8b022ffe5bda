/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/* The page of a narrative section. */

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "report/prose.h"
#include "tui/complete.h"
#include "tui/editor.h"
#include "tui/frame.h"
#include "tui/page.h"
#include "tui/prose_last.h"
#include "tui/prose_paint.h"
#include "tui/typing.h"

/* A paragraph begins two full-width characters in, as it is printed. */
#define INDENT 4
/* Lines kept in sight above and below the caret, where there is room. */
#define CONTEXT 2
#define CONTEXT_FROM 8

struct prose_page {
	struct page page;
	struct editor editor;
	size_t top;         /* first line shown */
	int height;         /* lines of text, as last drawn */
	int y, x;           /* the caret's place, as last drawn */
	enum action last;   /* the event before this one */
	size_t characters;  /* 字数, */
	unsigned long seen; /* counted at this state of session->edits */
	bool counted;
	struct complete complete;
};

static struct prose_page *
prose(struct page *page)
{
	return (struct prose_page *)page;
}

static const struct prose_page *
look(const struct page *page)
{
	return (const struct prose_page *)page;
}

static const struct section *
section_of(const struct page *page)
{
	return &page->session->form->sections[page->section];
}

static bool
is_empty(const struct prose_page *its)
{
	size_t length;

	editor_text(&its->editor, &length);
	return length == 0;
}

/* The starter without the line break at its end; NULL if there is none. */
static const char *
starter(const struct page *page, size_t *length)
{
	const char *text = section_of(page)->starter;

	*length = 0;
	if (!text)
		return NULL;
	*length = strlen(text);
	while (*length > 0 && text[*length - 1] == '\n')
		(*length)--;
	return *length > 0 ? text : NULL;
}

/* --- drawing --- */

/* 字数 as printed: live figures count with their digits. */
static size_t
count_characters(struct prose_page *its)
{
	const struct session *session = its->page.session;
	struct prose resolved;
	size_t length;
	const char *text;

	if (its->counted && its->seen == session->edits)
		return its->characters;
	text = editor_text(&its->editor, &length);
	resolved = prose_resolve(session->report, session->last.report, text,
	                         length);
	its->characters = text_count(resolved.text, resolved.length);
	prose_free(&resolved);
	its->seen = session->edits;
	its->counted = true;
	return its->characters;
}

static void
draw_count(struct prose_page *its, int y, int x, int width)
{
	size_t limit = section_of(&its->page)->limit;
	size_t characters = count_characters(its);
	char *line;

	if (limit == 0)
		line = xformat(_("%zu characters"), characters);
	else
		line = xformat(_("%zu/%zu characters%s%s"), characters, limit,
		               characters > limit ? " " : "",
		               characters > limit ? level_mark(LEVEL_REVIEW)
		                                  : "");
	paint_right(y, x, width,
	            limit > 0 && characters > limit ? STYLE_REVIEW : STYLE_DIM,
	            line);
	free(line);
}

/* Offered, not there yet: dim, below the line the caret waits on. */
static void
draw_starter(const struct page *page, struct area area)
{
	size_t length;
	const char *text = starter(page, &length);
	char *offer;

	if (!text)
		return;
	paint_text(area.y + 1, area.x, area.width, STYLE_HINT,
	           _("F2 takes this outline; typing starts without it:"));
	offer = xstrndup(text, length);
	area.y += 2;
	area.height -= 2;
	if (area.height > 0)
		paint_wrapped(area, STYLE_DIM, offer, 0);
	free(offer);
}

static void
keep_in_sight(struct prose_page *its, size_t line)
{
	size_t height = (size_t)its->height;
	size_t context = height >= CONTEXT_FROM ? CONTEXT : 0;
	size_t lines = its->editor.lines;

	if (line < its->top + context)
		its->top = line > context ? line - context : 0;
	if (line + context >= its->top + height)
		its->top = line + context + 1 - height;
	if (its->top + height > lines)
		its->top = lines > height ? lines - height : 0;
}

static void
draw_line(const struct prose_page *its, const struct editor_line *line, int y,
          int x)
{
	const struct editor_paragraph *paragraph =
		&its->editor.paragraphs[line->paragraph];
	size_t length;
	const char *text = editor_text(&its->editor, &length);
	bool heading = prose_is_subheading(text + paragraph->start,
	                                   paragraph->end - paragraph->start);

	prose_paint_line(&its->editor, line,
	                 heading ? STYLE_HEADING : STYLE_PLAIN, y,
	                 x + (line->first ? INDENT : 0));
}

/* One column is left free at either side: before the text to look at, behind
 * it for a caret at the end of a full line. */
static void
draw(struct page *page, struct area area)
{
	struct prose_page *its = prose(page);
	struct editor_line line;
	size_t number, column;

	struct area beside = {0, 0, 0, 0}, all = area;

	if (session_shows_last(page->session))
		beside = prose_last_split(&area);
	area.x++;
	area.width--;
	area.height--;
	its->height = area.height;
	editor_layout(&its->editor, (size_t)area.width - 1, INDENT);
	editor_caret(&its->editor, &number, &column);
	keep_in_sight(its, number);
	for (int i = 0; i < area.height; i++)
		if (editor_line(&its->editor, its->top + (size_t)i, &line))
			draw_line(its, &line, area.y + i, area.x);
	if (is_empty(its))
		draw_starter(page, area);
	draw_count(its, area.y + area.height, area.x, area.width - 1);
	its->y = area.y + (int)(number - its->top);
	its->x = area.x + (int)column;
	if (session_shows_last(page->session))
		prose_last_draw(page->session, page->section, its->editor.caret,
		                beside);
	complete_draw(&its->complete, page->session, all, its->y, its->x);
}

/* --- events --- */

static enum page_reply
take_starter(struct prose_page *its)
{
	size_t length;
	const char *text = starter(&its->page, &length);

	if (!text || !is_empty(its))
		return PAGE_IGNORED;
	editor_insert(&its->editor, text, length);
	editor_go(&its->editor, 0);
	return PAGE_DONE;
}

static size_t
screenful(const struct prose_page *its)
{
	return its->height > CONTEXT ? (size_t)(its->height - 1) : 1;
}

/* A second Home or End goes on from the line's to the section's. */
static void
go_to_edge(struct prose_page *its, enum action action)
{
	bool again = its->last == action;
	bool start = action == ACTION_HOME || action == ACTION_TOP;
	size_t length;

	editor_text(&its->editor, &length);
	if (action == ACTION_TOP || action == ACTION_BOTTOM || again)
		editor_go(&its->editor, start ? 0 : length);
	else if (start)
		editor_home(&its->editor);
	else
		editor_end(&its->editor);
}

static enum page_reply
act(struct prose_page *its, enum action action)
{
	struct editor *editor = &its->editor;

	switch (action) {
	case ACTION_NEXT:
		return PAGE_FORWARD;
	case ACTION_PREVIOUS:
		return PAGE_BACKWARD;
	case ACTION_PAGE_UP:
		return editor_up(editor, screenful(its)) ? PAGE_DONE
		                                         : PAGE_BACKWARD;
	case ACTION_PAGE_DOWN:
		return editor_down(editor, screenful(its)) ? PAGE_DONE
		                                           : PAGE_FORWARD;
	case ACTION_EDIT:
		return take_starter(its);
	case ACTION_LAST_VALUE:
		its->page.message = xstrdup(_("last year's value goes into a "
		                              "cell; F9 shows last year's "
		                              "text beside this one"));
		return PAGE_DONE;
	case ACTION_ENTER:
		editor_insert(editor, "\n", 1);
		return PAGE_DONE;
	case ACTION_HOME:
	case ACTION_END:
	case ACTION_TOP:
	case ACTION_BOTTOM:
		go_to_edge(its, action);
		return PAGE_DONE;
	default:
		return typing_act(editor, action) ||
		                       typing_clip(editor, action,
		                                   &its->page.message)
		               ? PAGE_DONE
		               : PAGE_IGNORED;
	}
}

static enum page_reply
event(struct page *page, const struct event *event)
{
	struct prose_page *its = prose(page);
	enum page_reply reply = PAGE_DONE;
	enum action action = ACTION_NONE;

	if (complete_event(&its->complete, &its->editor, event))
		return PAGE_DONE;
	switch (event->kind) {
	case EVENT_ACTION:
		action = typing_select(&its->editor, event->action);
		reply = act(its, action);
		break;
	case EVENT_CHARACTER:
		typing_character(&its->editor, event->character);
		complete_typed(&its->complete, &its->editor, event->character);
		break;
	case EVENT_PASTE:
		typing_paste(&its->editor, &event->paste);
		break;
	default:
		reply = PAGE_IGNORED;
		break;
	}
	complete_renew(&its->complete, &its->editor);
	its->last = action;
	return reply;
}

static void
enter(struct page *page, bool at_end)
{
	struct prose_page *its = prose(page);
	size_t length;

	editor_text(&its->editor, &length);
	editor_select(&its->editor, at_end ? length : 0, 0);
	its->last = ACTION_NONE;
}

static void
go(struct page *page, const struct place *place)
{
	editor_select(&prose(page)->editor, place->at, place->length);
}

static void
focus(const struct page *page, struct page_focus *focus)
{
	const struct prose_page *its = look(page);

	*focus = (struct page_focus){
		.section = page->section,
		.cell = NONE,
		.text = its->editor.text,
		.at = its->editor.caret,
		.y = its->y,
		.x = its->x,
	};
}

/* Every key is an edit already. */
static void
commit(struct page *page)
{
	complete_close(&prose(page)->complete);
}

/* --- words --- */

static char *
help(const struct page *page)
{
	const struct section *section = section_of(page);
	struct buffer text = {0};
	size_t length;

	buffer_format(&text, "%s\n\n%s\n", section->label,
	              wording_text(&section->help));
	if (section->limit > 0)
		buffer_format(&text,
		              _("It should have at most %zu characters; blanks "
		                "do not count, sub-headings do.\n"),
		              section->limit);
	if (starter(page, &length))
		buffer_puts(&text,
		            _("While the section is empty, F2 takes the usual "
		              "outline.\n"));
	buffer_puts(&text, _("A line that begins with （一）, of at most 20 "
	                     "characters and without 。；：，, is a "
	                     "sub-heading.\n"));
	buffer_puts(&text, _("{ begins a live figure, which follows its cell: "
	                     "{requests.new.total}, {a+b}, {a/b%1}, {year}; "
	                     "{{ is a brace.\n"));
	typing_add_findings(&text, page->session, page->section);
	return buffer_take(&text);
}

/* The section, and the sub-heading the caret is under. */
static char *
name_place(const struct prose_page *its)
{
	const struct section *section = section_of(&its->page);
	const struct editor *editor = &its->editor;
	size_t length;
	const char *text = editor_text(editor, &length);

	for (size_t i = editor_paragraph_at(editor) + 1; i-- > 0;) {
		const struct editor_paragraph *paragraph =
			&editor->paragraphs[i];
		size_t bytes = paragraph->end - paragraph->start;

		if (prose_is_subheading(text + paragraph->start, bytes))
			return xformat("%s / %.*s", section->label, (int)bytes,
			               text + paragraph->start);
	}
	return xstrdup(section->label);
}

static void
describe(const struct page *page, char **name, char **aside)
{
	const struct prose_page *its = look(page);
	size_t line, column;

	editor_caret(&its->editor, &line, &column);
	*name = name_place(its);
	*aside = xformat(_("paragraph %zu, line %zu of %zu"),
	                 editor_paragraph_at(&its->editor) + 1, line + 1,
	                 its->editor.lines);
}

static char *
why_not(const struct page *page, enum action action)
{
	(void)page;
	return page_only_in_tables(action);
}

static void
discard(struct page *page)
{
	editor_free(&prose(page)->editor);
	complete_close(&prose(page)->complete);
	free(page->message);
	free(page);
}

static const struct page_kind kind = {
	.draw = draw,
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
prose_page_new(struct session *session, size_t section)
{
	struct prose_page *its = xcalloc(1, sizeof *its);

	its->page = (struct page){
		.kind = &kind, .session = session, .section = section};
	its->y = its->x = -1;
	editor_init(&its->editor, session, report_section_text(section), false);
	return &its->page;
}
