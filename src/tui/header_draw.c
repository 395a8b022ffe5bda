/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/* Five short fields, what is wanted in the current one, and the preamble
 * below. */

#include "tui/header_page.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "tui/frame.h"
#include "tui/prose_paint.h"

/* A paragraph begins two full-width characters in, as it is printed. */
#define INDENT 4
/* Two lines of help where the page has so many. */
#define HELP_TWO_FROM 12

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

/* What is shown of a short field: for a kind of agency its word. */
static const char *
shown_text(const struct header_page *its, size_t field, size_t *length)
{
	const char *word =
		field == FIELD_AGENCY_KIND
			? header_kind_shown(its->page.session->report)
			: NULL;

	if (!word)
		return editor_text(&its->editors[field], length);
	*length = strlen(word);
	return word;
}

/* Over the text that stands there from byte `from` of it on. */
static void
draw_selected(const struct editor *editor, const char *text, size_t length,
              size_t from, struct area area)
{
	struct span span;
	size_t before, room = (size_t)area.width;

	if (!editor_selection(editor, &span))
		return;
	/* A kind's word is selected as a whole. */
	if (span.end > length || text != editor_text(editor, &before))
		span = (struct span){0, length};
	if (span.start < from)
		span.start = from;
	if (span.end <= span.start)
		return;
	before = text_width(text + from, span.start - from, AMBIGUOUS_NARROW);
	if (before >= room)
		return;
	if (text_width(text + from, length - from, AMBIGUOUS_NARROW) > room)
		room--;
	paint_run(area.y, area.x + (int)before, STYLE_SELECTED,
	          text + span.start,
	          text_fit(text + span.start, span.end - span.start,
	                   room - before, AMBIGUOUS_NARROW));
}

/* What a blank kind of agency counts as. */
static void
draw_derived(const struct header_page *its, struct area area)
{
	const struct report *report = its->page.session->report;
	char *text;

	if (report->texts[FIELD_AGENCY_KIND].length > 0 ||
	    report->texts[FIELD_AGENCY].length == 0)
		return;
	text = xformat(_(" (by the name: %s)"),
	               header_kind_word(report_agency_kind(report)));
	paint_text(area.y, area.x, area.width, STYLE_DIM, text);
	free(text);
}

static void
draw_short(struct header_page *its, size_t field, struct area area)
{
	struct editor *editor = &its->editors[field];
	size_t length, own, caret;
	const char *text;

	editor_layout(editor, (size_t)area.width, 0);
	if (field == its->current)
		slide(its, field, (size_t)area.width);
	else
		its->shown[field] = 0;
	text = shown_text(its, field, &length);
	paint_text(area.y, area.x, area.width, STYLE_PLAIN,
	           text + its->shown[field]);
	if (its->shown[field] > 0)
		paint_text(area.y, area.x - 1, 1, STYLE_DIM, "<");
	if (field == FIELD_AGENCY_KIND)
		draw_derived(its, area);
	if (field != its->current)
		return;
	draw_selected(editor, text, length, its->shown[field], area);
	caret = text == editor_text(editor, &own) ? editor->caret : length;
	its->y = area.y;
	its->x = area.x + (int)text_width(text + its->shown[field],
	                                  caret - its->shown[field],
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
			prose_paint_line(editor, &line, STYLE_PLAIN,
			                 area.y + (int)i,
			                 area.x + (line.first ? INDENT : 0));
	if (its->current != FIELD_PREAMBLE)
		return;
	its->y = area.y + (int)(number - its->top);
	its->x = area.x + (int)column;
}

void
header_page_draw(struct page *page, struct area area)
{
	struct header_page *its = (struct header_page *)page;
	int labels = label_width();
	int help = area.height >= HELP_TWO_FROM ? 2 : 1;
	char *text = header_wanted(its);
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
