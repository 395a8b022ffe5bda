/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/preview.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "convert/compose.h"
#include "render/render.h"
#include "tui/scroll.h"

/* Columns that ← and → move by. */
#define SIDE_STEP 8

struct preview {
	struct layer layer;
	struct buffer text;
	size_t *starts; /* of its lines, and its end behind them (bytes) */
	struct scroll scroll;
	size_t place; /* the line to begin at; NONE once it was drawn */
	int left;     /* columns out of sight to the left */
};

/* --- drawing --- */

/* Where the window is narrower, none of a wide character at its edges. */
static void
draw_line(const struct preview *preview, size_t number, int y)
{
	const char *line = preview->text.data + preview->starts[number];
	size_t length =
		preview->starts[number + 1] - preview->starts[number] - 1;
	size_t left = (size_t)preview->left;
	size_t from = text_fit(line, length, left, AMBIGUOUS_NARROW);
	size_t before = text_width(line, from, AMBIGUOUS_NARROW);
	int x = COLS > RENDER_WIDTH ? (COLS - RENDER_WIDTH) / 2 : 0;

	if (from < length && before < left) {
		from = text_next(line, length, from);
		before = text_width(line, from, AMBIGUOUS_NARROW);
		x += (int)(before - left);
	}
	line += from;
	length -= from;
	paint_run(y, x, STYLE_PLAIN, line,
	          text_fit(line, length, (size_t)(COLS - x), AMBIGUOUS_NARROW));
}

static void
draw_foot(const struct preview *preview)
{
	const struct scroll *scroll = &preview->scroll;
	size_t bottom = scroll->top + (size_t)scroll->height;
	char *where = xformat(_("lines %zu to %zu of %zu"), scroll->top + 1,
	                      bottom < scroll->lines ? bottom : scroll->lines,
	                      scroll->lines);
	int width = (int)text_width(where, strlen(where), AMBIGUOUS_NARROW);

	paint_text(LINES - 1, 0, COLS - width - 1, STYLE_KEY,
	           COLS < RENDER_WIDTH
	                   ? _("Preview: ↑ ↓ ← → PgUp PgDn move, Esc closes")
	                   : _("Preview: ↑ ↓ PgUp PgDn Home End move, Esc "
	                       "closes"));
	paint_text(LINES - 1, COLS - width - 1, width + 1, STYLE_DIM, where);
	free(where);
}

static void
draw(struct layer *layer)
{
	struct preview *preview = (struct preview *)layer;
	struct scroll *scroll = &preview->scroll;
	struct area all = {0, 0, LINES, COLS};
	int most = COLS < RENDER_WIDTH ? RENDER_WIDTH - COLS : 0;

	scroll->height = LINES - 1;
	/* A third down, with what is before it. */
	if (preview->place != NONE)
		scroll->top =
			preview->place - (preview->place < (size_t)LINES / 3
		                                  ? preview->place
		                                  : (size_t)LINES / 3);
	preview->place = NONE;
	scroll_to(scroll, (long)scroll->top);
	if (preview->left > most)
		preview->left = most;
	paint_blank(all);
	for (int y = 0;
	     y < scroll->height && scroll->top + (size_t)y < scroll->lines; y++)
		draw_line(preview, scroll->top + (size_t)y, y);
	draw_foot(preview);
}

/* --- events --- */

static bool
event(struct layer *layer, struct screen *screen, const struct event *event)
{
	struct preview *preview = (struct preview *)layer;

	(void)screen;
	if (event->kind != EVENT_ACTION)
		return true;
	switch (event->action) {
	case ACTION_ESCAPE:
	case ACTION_PREVIEW:
		return false;
	case ACTION_LEFT:
		preview->left -=
			preview->left < SIDE_STEP ? preview->left : SIDE_STEP;
		return true;
	case ACTION_RIGHT:
		preview->left += SIDE_STEP;
		return true;
	default:
		scroll_act(&preview->scroll, event->action);
		return true;
	}
}

static void
discard(struct layer *layer)
{
	struct preview *preview = (struct preview *)layer;

	buffer_free(&preview->text);
	free(preview->starts);
	free(preview);
}

/* --- where the caret is --- */

/* How many paragraphs are printed before the one at byte `at`. */
static size_t
paragraphs_before(const struct buffer *text, size_t at)
{
	size_t count = 0;

	for (size_t start = 0; start < at && start < text->length;) {
		const char *line = text->data + start;
		const char *end = memchr(line, '\n', text->length - start);
		size_t length =
			end ? (size_t)(end - line) : text->length - start;

		if (start + length < at &&
		    text_leading_blanks(line, length) < length)
			count++;
		start += length + 1;
	}
	return count;
}

static struct render_mark
mark_of(const struct report *report, const struct page_focus *focus)
{
	const struct form *form = report->form;
	struct render_mark mark = {.id = ""};
	size_t text;

	if (focus->cell != NONE) {
		mark.id = form->cells[focus->cell].path;
	} else if (focus->section != NONE) {
		mark.id = form->sections[focus->section].id;
		if (form->sections[focus->section].table)
			return mark;
		text = report_section_text(focus->section);
		/* Its heading is the first of the section. */
		mark.number =
			1 + paragraphs_before(&report->texts[text], focus->at);
	} else if (focus->place) {
		mark.id = focus->place;
		if (strcmp(mark.id, report_text_path(report, FIELD_PREAMBLE)) ==
		    0)
			mark.number = paragraphs_before(
				&report->texts[FIELD_PREAMBLE], focus->at);
	}
	return mark;
}

static void
find_lines(struct preview *preview)
{
	size_t capacity = 0;

	for (size_t at = 0; at < preview->text.length;) {
		preview->starts =
			grow(preview->starts, &capacity,
		             preview->scroll.lines + 2, sizeof(size_t));
		preview->starts[preview->scroll.lines++] = at;
		at += strcspn(preview->text.data + at, "\n") + 1;
		preview->starts[preview->scroll.lines] = at;
	}
}

void
preview_open(struct screen *screen)
{
	static const struct layer_kind kind = {
		.draw = draw, .event = event, .free = discard};
	const struct session *session = screen_session(screen);
	struct render_options options = {.width = RENDER_WIDTH,
	                                 .ambiguous = AMBIGUOUS_NARROW};
	struct preview *preview = xcalloc(1, sizeof *preview);
	struct page_focus focus;
	struct render_mark mark;
	struct document *document;
	char *why = NULL;

	screen_commit(screen);
	focus = screen_focus(screen);
	mark = mark_of(session->report, &focus);
	options.mark = &mark;
	document = compose_report(session->report, session->last.report);
	preview->layer.kind = &kind;
	if (render_text(document, &options, &preview->text, &why)) {
		find_lines(preview);
		preview->place = mark.line;
		screen_open(screen, &preview->layer);
	} else {
		screen_say(screen, why);
		discard(&preview->layer);
	}
	document_free(document);
}
