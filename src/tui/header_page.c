/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/* The page of what every report has besides its sections: five short fields,
 * what is wanted in the current one, and the preamble below. */

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "tui/editor.h"
#include "tui/frame.h"
#include "tui/page.h"
#include "tui/prose_paint.h"
#include "tui/typing.h"

#define INDENT 4
/* Two lines of help where the page has so many. */
#define HELP_TWO_FROM 12

struct header_page {
	struct page page;
	struct editor editors[FIELD_COUNT];
	size_t shown[FIELD_COUNT]; /* byte a short field is shown from */
	size_t current;
	size_t top; /* first line of the preamble shown */
	int height; /* lines of the preamble, as last drawn */
	int y, x;   /* the caret's place, as last drawn */
	enum action last;
};

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

/* --- what is wanted in a field --- */

static const char *
kind_word(enum agency_kind kind)
{
	switch (kind) {
	case AGENCY_GOVERNMENT:
		return _("a people's government (government)");
	case AGENCY_TOWNSHIP:
		return _("a township or subdistrict (township)");
	default:
		return _("a department (department)");
	}
}

static char *
wanted(const struct header_page *its)
{
	const struct report *report = its->page.session->report;

	switch ((enum field)its->current) {
	case FIELD_AGENCY:
		return xstrdup(_("The agency's full name; it stands in the "
		                 "title."));
	case FIELD_AGENCY_KIND:
		if (report->texts[FIELD_AGENCY_KIND].length > 0)
			return xformat(_("government, department or township; "
			                 "now it counts as %s."),
			               kind_word(report_agency_kind(report)));
		if (report->texts[FIELD_AGENCY].length == 0)
			return xstrdup(_("government, department or township; "
			                 "left blank it goes by the agency's "
			                 "name."));
		return xformat(_("government, department or township; left "
		                 "blank it goes by the name: %s."),
		               kind_word(report_agency_kind(report)));
	case FIELD_YEAR:
		return xstrdup(_("The year reported on, in four digits: the "
		                 "figures are those of 1 January to 31 "
		                 "December."));
	case FIELD_PREVIOUS:
		return xstrdup(_("The file of last year's report, seen from "
		                 "this file's folder; may stay blank."));
	case FIELD_DATED:
		return xstrdup(_("The date printed at the end, as 2023-01-18; "
		                 "may stay blank."));
	default:
		return xstrdup(_("Printed between the title and section one; "
		                 "may stay blank. Enter begins a new "
		                 "paragraph."));
	}
}

/* --- drawing --- */

static int
label_width(void)
{
	size_t widest = 0;

	for (size_t i = 0; i < FIELD_PREAMBLE; i++) {
		const char *label = report_field_name((enum field)i);
		size_t width =
			text_width(label, strlen(label), AMBIGUOUS_NARROW);

		if (width > widest)
			widest = width;
	}
	return (int)widest;
}

/* The worst of what was found on a field, or LEVEL_COUNT. */
static enum level
worst(const struct session *session, size_t field)
{
	const char *path = report_text_path(session->report, field);
	enum level level = LEVEL_COUNT;

	for (size_t i = 0; i < session->findings.count; i++) {
		const struct finding *finding = &session->findings.items[i];

		if (finding->section == NONE && finding->level < level &&
		    strcmp(finding->place, path) == 0)
			level = finding->level;
	}
	return level;
}

static void
draw_label(const struct header_page *its, size_t field, int y, int x, int width)
{
	enum level level = worst(its->page.session, field);

	paint_text(y, x, 1, level_style(level), level_mark(level));
	paint_text(y, x + 1, width,
	           field == its->current ? STYLE_CURRENT : STYLE_TITLE,
	           report_field_name((enum field)field));
}

/* Moves the first byte shown so that the caret, a column wide, is in sight. */
static void
slide(struct header_page *its, size_t field, size_t width)
{
	const struct editor *editor = &its->editors[field];
	size_t length;
	const char *text = editor_text(editor, &length);
	size_t *shown = &its->shown[field];

	if (*shown > editor->caret || *shown > length)
		*shown = editor->caret;
	/* Coming from the right, show something left of the caret. */
	while (*shown > 0 && text_width(text + *shown, editor->caret - *shown,
	                                AMBIGUOUS_NARROW) < width / 4)
		*shown = text_previous(text, length, *shown);
	while (*shown < editor->caret &&
	       text_width(text + *shown, editor->caret - *shown,
	                  AMBIGUOUS_NARROW) >= width)
		*shown = text_next(text, length, *shown);
}

static void
draw_short(struct header_page *its, size_t field, struct area area)
{
	struct editor *editor = &its->editors[field];
	size_t length;
	const char *text;

	editor_layout(editor, (size_t)area.width, 0);
	if (field == its->current)
		slide(its, field, (size_t)area.width);
	else
		its->shown[field] = 0;
	text = editor_text(editor, &length);
	paint_text(area.y, area.x, area.width, STYLE_PLAIN,
	           text + its->shown[field]);
	if (its->shown[field] > 0)
		paint_text(area.y, area.x - 1, 1, STYLE_DIM, "<");
	if (field != its->current)
		return;
	its->y = area.y;
	its->x = area.x + (int)text_width(text + its->shown[field],
	                                  editor->caret - its->shown[field],
	                                  AMBIGUOUS_NARROW);
}

static void
draw_preamble(struct header_page *its, struct area area)
{
	struct editor *editor = &its->editors[FIELD_PREAMBLE];
	size_t number, column, height = (size_t)area.height;
	struct editor_line line;

	its->height = area.height;
	editor_layout(editor, (size_t)area.width - 1, INDENT);
	editor_caret(editor, &number, &column);
	if (number < its->top)
		its->top = number;
	if (number >= its->top + height)
		its->top = number + 1 - height;
	if (its->top + height > editor->lines)
		its->top = editor->lines > height ? editor->lines - height : 0;
	for (size_t i = 0; i < height; i++)
		if (editor_line(editor, its->top + i, &line))
			prose_paint_line(&line, STYLE_PLAIN, area.y + (int)i,
			                 area.x + (line.first ? INDENT : 0));
	if (its->current != FIELD_PREAMBLE)
		return;
	its->y = area.y + (int)(number - its->top);
	its->x = area.x + (int)column;
}

static void
draw(struct page *page, struct area area)
{
	struct header_page *its = header(page);
	int labels = label_width();
	int help = area.height >= HELP_TWO_FROM ? 2 : 1;
	char *text = wanted(its);
	struct area part = {area.y, area.x + labels + 3, 1,
	                    area.width - labels - 4};

	for (size_t i = 0; i < FIELD_PREAMBLE; i++, part.y++) {
		draw_label(its, i, part.y, area.x, labels);
		draw_short(its, i, part);
	}
	part = (struct area){part.y, area.x + 1, help, area.width - 2};
	if (help == 1)
		paint_text(part.y, part.x, part.width, STYLE_HINT, text);
	else
		paint_wrapped(part, STYLE_HINT, text, 0);
	part.y += help;
	draw_label(its, FIELD_PREAMBLE, part.y, area.x, labels);
	part.y++;
	part.width = area.width - 1;
	part.height = area.y + area.height - part.y;
	draw_preamble(its, part);
	free(text);
}

/* --- events --- */

static size_t
text_end(const struct editor *editor)
{
	size_t length;

	editor_text(editor, &length);
	return length;
}

/* A short field is entered behind its text, the preamble before it. */
static void
show(struct header_page *its, size_t field)
{
	its->current = field;
	editor_go(&its->editors[field],
	          field == FIELD_PREAMBLE ? 0 : text_end(&its->editors[field]));
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
act(struct header_page *its, enum action action)
{
	bool again = its->last == action;

	switch (action) {
	case ACTION_NEXT:
		return next(its);
	case ACTION_PREVIOUS:
		return previous(its);
	case ACTION_ENTER:
		if (its->current != FIELD_PREAMBLE)
			return next(its);
		editor_insert(current_editor(its), "\n", 1);
		return PAGE_DONE;
	case ACTION_UP:
	case ACTION_DOWN:
	case ACTION_PAGE_UP:
	case ACTION_PAGE_DOWN:
		return vertical(its, action);
	case ACTION_TOP:
		show(its, 0);
		return PAGE_DONE;
	case ACTION_BOTTOM:
		show(its, FIELD_PREAMBLE);
		editor_go(current_editor(its), text_end(current_editor(its)));
		return PAGE_DONE;
	case ACTION_HOME:
	case ACTION_END:
		if (again)
			return act(its, action == ACTION_HOME ? ACTION_TOP
			                                      : ACTION_BOTTOM);
		break;
	default:
		break;
	}
	return typing_act(current_editor(its), action) ? PAGE_DONE
	                                               : PAGE_IGNORED;
}

/* ２０２２ is what an input method types for 2022. */
static void
paste_figures(struct editor *editor, const struct buffer *paste)
{
	struct buffer text = {0};

	for (size_t at = 0; at < paste->length;) {
		char32_t character;
		char bytes[4];

		at += text_decode(paste->data + at, paste->length - at,
		                  &character);
		character = text_fold(character);
		buffer_add(&text, bytes, text_encode(character, bytes));
	}
	typing_paste(editor, &text);
	buffer_free(&text);
}

static enum page_reply
event(struct page *page, const struct event *event)
{
	struct header_page *its = header(page);
	struct editor *editor = current_editor(its);
	/* Full-width figures become ASCII. */
	bool figures =
		its->current == FIELD_YEAR || its->current == FIELD_DATED;
	enum page_reply reply = PAGE_DONE;

	switch (event->kind) {
	case EVENT_ACTION:
		reply = act(its, event->action);
		break;
	case EVENT_CHARACTER:
		typing_character(editor, figures ? text_fold(event->character)
		                                 : event->character);
		break;
	case EVENT_PASTE:
		if (figures)
			paste_figures(editor, &event->paste);
		else
			typing_paste(editor, &event->paste);
		break;
	default:
		reply = PAGE_IGNORED;
		break;
	}
	its->last = event->action;
	return reply;
}

static void
enter(struct page *page, bool at_end)
{
	struct header_page *its = header(page);

	show(its, at_end ? FIELD_PREAMBLE : 0);
	if (at_end)
		editor_go(current_editor(its), text_end(current_editor(its)));
	its->last = ACTION_NONE;
}

static void
go(struct page *page, const struct place *place)
{
	struct header_page *its = header(page);
	struct report_place found = report_find(
		page->session->report, place->path, strlen(place->path));

	show(its, found.kind == PLACE_TEXT && found.index < FIELD_COUNT
	                  ? found.index
	                  : FIELD_AGENCY);
	if (its->current == FIELD_PREAMBLE)
		editor_go(current_editor(its), place->at);
}

static void
focus(const struct page *page, struct page_focus *focus)
{
	const struct header_page *its = (const struct header_page *)page;

	*focus = (struct page_focus){
		.section = NONE,
		.cell = NONE,
		.place = report_text_path(page->session->report, its->current),
		.y = its->y,
		.x = its->x,
	};
	/* In a short field findings are of the whole of it. */
	if (its->current == FIELD_PREAMBLE)
		focus->at = its->editors[FIELD_PREAMBLE].caret;
}

/* Every key is an edit already. */
static void
commit(struct page *page)
{
	(void)page;
}

/* --- words --- */

static char *
help(const struct page *page)
{
	const struct header_page *its = (const struct header_page *)page;
	struct buffer text = {0};
	char *line = wanted(its);

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
	(void)page;
	return page_only_in_tables(action);
}

static void
discard(struct page *page)
{
	for (size_t i = 0; i < FIELD_COUNT; i++)
		editor_free(&header(page)->editors[i]);
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
header_page_new(struct session *session)
{
	struct header_page *its = xcalloc(1, sizeof *its);

	its->page = (struct page){
		.kind = &kind, .session = session, .section = NONE};
	its->y = its->x = -1;
	for (size_t i = 0; i < FIELD_COUNT; i++)
		editor_init(&its->editors[i], session, i, i != FIELD_PREAMBLE);
	return &its->page;
}
