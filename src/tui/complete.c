/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/complete.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"

#define LAST "last."
#define YEAR "year"
#define WIDTH_MOST 60
#define LINES_MOST 8

void
complete_close(struct complete *complete)
{
	free(complete->choices);
	*complete = (struct complete){0};
}

/* --- what is offered --- */

static const struct report *
report_of(const struct session *session, const struct choice *choice)
{
	return choice->last ? session->last.report : session->report;
}

/* What stands in the text for a choice; the caller frees it. */
static char *
choice_path(const struct session *session, const struct choice *choice)
{
	const struct form *form = report_of(session, choice)->form;

	return xformat("%s%s", choice->last ? LAST : "",
	               choice->cell == NONE ? YEAR
	                                    : form->cells[choice->cell].path);
}

/* By the form's short names. */
static char *
choice_name(const struct session *session, const struct choice *choice)
{
	const struct form *form = report_of(session, choice)->form;
	const struct cell *cell;
	char *place, *name;

	if (choice->cell == NONE)
		return xstrdup(choice->last ? _("last year's year")
		                            : _("the year"));
	cell = &form->cells[choice->cell];
	place = place_name(form, cell->section, cell->row, cell->column);
	name = xformat("%s%s", choice->last ? _("last year: ") : "", place);
	free(place);
	return name;
}

/* Whether every part of what was typed, between blanks, occurs in the path, the
 * short name or the official names. */
static bool
matches(const struct session *session, const struct choice *choice,
        const char *typed, size_t length)
{
	const struct form *form = report_of(session, choice)->form;
	struct buffer words = {0};
	char *path = choice_path(session, choice);
	char *name = choice_name(session, choice);
	bool all = true;

	buffer_format(&words, "%s %s", path, name);
	if (choice->cell != NONE) {
		char *beside, *above;

		form_cell_names(form, choice->cell, &beside, &above);
		buffer_format(&words, " %s %s", beside, above);
		free(beside);
		free(above);
	}
	for (size_t at = 0; all && at < length;) {
		size_t part = 0;

		while (at + part < length && typed[at + part] != ' ')
			part++;
		all = part == 0 || memmem(words.data, words.length, typed + at,
		                          part) != NULL;
		at += part + 1;
	}
	buffer_free(&words);
	free(path);
	free(name);
	return all;
}

static bool
is_called(const struct wording *brief, const char *name, size_t length)
{
	const char *text = wording_text(brief);

	return strlen(text) == length && memcmp(text, name, length) == 0;
}

/* How many of the cell's row and column are called as what was typed ends,
 * behind its last blank or slash. */
static int
count_named(const struct session *session, const struct choice *choice,
            const char *typed, size_t length)
{
	const struct form *form = report_of(session, choice)->form;
	const struct table *table;
	const struct cell *cell;
	size_t from = length;

	if (choice->cell == NONE)
		return 0;
	cell = &form->cells[choice->cell];
	table = form->sections[cell->section].table;
	while (from > 0 && strchr(" /", typed[from - 1]) == NULL)
		from--;
	return is_called(&table->rows[cell->row].brief, typed + from,
	                 length - from) +
	       is_called(&table->columns[cell->column].brief, typed + from,
	                 length - from);
}

/* Those called just as typed first; else this year's, in the form's order. */
static int
compare_choices(const void *one, const void *other)
{
	const struct choice *a = one, *b = other;

	if (a->named != b->named)
		return a->named > b->named ? -1 : 1;
	if (a->last != b->last)
		return a->last ? 1 : -1;
	/* The year, NONE, comes before the cells. */
	return a->cell + 1 < b->cell + 1 ? -1 : 1;
}

static void
offer(struct complete *complete, size_t *capacity,
      const struct session *session, struct choice choice, const char *typed,
      size_t length)
{
	if (!matches(session, &choice, typed, length))
		return;
	choice.named = count_named(session, &choice, typed, length);
	complete->choices =
		grow(complete->choices, capacity, complete->count + 1,
	             sizeof *complete->choices);
	complete->choices[complete->count++] = choice;
}

static void
offer_all(struct complete *complete, const struct session *session,
          const char *typed, size_t length)
{
	size_t capacity = 0;

	free(complete->choices);
	complete->choices = NULL;
	complete->count = 0;
	for (int last = 0; last < 2; last++) {
		struct choice choice = {.cell = NONE, .last = last != 0};

		if (last && !session->last.report)
			break;
		offer(complete, &capacity, session, choice, typed, length);
		for (choice.cell = 0;
		     choice.cell <
		     report_of(session, &choice)->form->cell_count;
		     choice.cell++)
			offer(complete, &capacity, session, choice, typed,
			      length);
	}
	if (complete->count > 1)
		qsort(complete->choices, complete->count,
		      sizeof *complete->choices, compare_choices);
	if (complete->chosen >= complete->count)
		complete->chosen = 0;
}

/* --- events --- */

/* Whether the caret is in the figure still, before its end. */
static bool
is_inside(const struct complete *complete, const struct editor *editor)
{
	size_t length;
	const char *text = editor_text(editor, &length);

	if (editor->caret <= complete->start || editor->caret > length ||
	    text[complete->start] != '{')
		return false;
	for (size_t i = complete->start + 1; i < editor->caret; i++)
		if (text[i] == '}' || text[i] == '{' || text[i] == '\n')
			return false;
	return true;
}

/* Whether this, blanks around it aside, is all of an operand, or nothing. */
static bool
is_operand(const struct session *session, const char *text, size_t length)
{
	const struct report *report = session->report;
	size_t blanks = text_leading_blanks(text, length);

	text += blanks;
	length -= blanks;
	length -= text_trailing_blanks(text, length);
	if (strspn(text, "0123456789") >= length)
		return true;
	if (length > strlen(LAST) && strncmp(text, LAST, strlen(LAST)) == 0) {
		text += strlen(LAST);
		length -= strlen(LAST);
		if (session->last.report)
			report = session->last.report;
	}
	return (length == strlen(YEAR) && strncmp(text, YEAR, length) == 0) ||
	       form_find_cell(report->form, text, length) != NONE;
}

/* Where what is typed before the caret begins: behind the brace or the last
 * operator. The names offered have slashes and brackets: they are operators
 * only where an operand may end. */
static size_t
typed_from(const struct complete *complete, const struct editor *editor,
           const char *text)
{
	size_t from = complete->start + 1;

	for (size_t i = from; i < editor->caret; i++)
		if (strchr("+-%", text[i]) ||
		    (strchr("/()", text[i]) &&
		     is_operand(editor->session, text + from, i - from)))
			from = i + 1;
	while (from < editor->caret && text[from] == ' ')
		from++;
	return from;
}

void
complete_renew(struct complete *complete, struct editor *editor)
{
	size_t length, from;
	const char *text = editor_text(editor, &length);

	if (!complete->open)
		return;
	if (!is_inside(complete, editor)) {
		complete_close(complete);
		return;
	}
	from = typed_from(complete, editor, text);
	complete->typed = editor->caret - from;
	/* Behind the per cent sign stands the number of decimals, no cell. */
	if (memchr(text + complete->start, '%', from - complete->start))
		complete->count = 0;
	else
		offer_all(complete, editor->session, text + from,
		          complete->typed);
}

/* The brace of the figure that is being written before the caret, or NONE: two
 * braces are text. */
static size_t
brace_before(const struct editor *editor)
{
	size_t length, at = editor->caret, braces = 0;
	const char *text = editor_text(editor, &length);

	while (at > 0 && strchr("{}\n", text[at - 1]) == NULL)
		at--;
	while (braces < at && text[at - 1 - braces] == '{')
		braces++;
	return braces % 2 == 1 ? at - 1 : NONE;
}

/* Whether a brace behind the caret closes the figure that it is in. */
static bool
is_closed(const struct editor *editor)
{
	size_t length, at = editor->caret;
	const char *text = editor_text(editor, &length);

	while (at < length && strchr("{}\n", text[at]) == NULL)
		at++;
	return at < length && text[at] == '}';
}

void
complete_typed(struct complete *complete, struct editor *editor,
               char32_t character)
{
	size_t start = brace_before(editor);
	bool begins = character == '{';
	bool again = !begins && !complete->open;

	if (begins)
		complete_close(complete);
	if (start != NONE && (begins || (again && !is_closed(editor)))) {
		complete->open = true;
		complete->start = start;
	}
	complete->chosen = 0;
	complete_renew(complete, editor);
	/* What names nothing may be text behind a brace left as it is. */
	if (again && complete->count == 0)
		complete_close(complete);
}

static void
take(struct complete *complete, struct editor *editor, bool close)
{
	const struct choice *choice = &complete->choices[complete->chosen];
	char *path = complete->count > 0 ? choice_path(editor->session, choice)
	                                 : xstrdup("");
	char *text = xformat("%s%s", path, close ? "}" : "");

	editor_replace(editor, complete->count > 0 ? complete->typed : 0, text,
	               strlen(text));
	free(path);
	free(text);
	if (close)
		complete_close(complete);
	else
		complete_renew(complete, editor);
}

bool
complete_event(struct complete *complete, struct editor *editor,
               const struct event *event)
{
	size_t count = complete->count;

	if (!complete->open || event->kind != EVENT_ACTION)
		return false;
	switch (event->action) {
	case ACTION_UP:
		if (count > 0)
			complete->chosen =
				(complete->chosen + count - 1) % count;
		return true;
	case ACTION_DOWN:
		if (count > 0)
			complete->chosen = (complete->chosen + 1) % count;
		return true;
	case ACTION_ENTER:
		take(complete, editor, true);
		return true;
	case ACTION_NEXT:
		if (count > 0)
			take(complete, editor, false);
		return true;
	case ACTION_ESCAPE:
		complete_close(complete);
		return true;
	default:
		return false;
	}
}

/* --- drawing --- */

static void
draw_choice(const struct session *session, const struct choice *choice,
            struct area line, bool chosen)
{
	const struct report *report = report_of(session, choice);
	enum style style = chosen ? STYLE_CURRENT : STYLE_PLAIN;
	char *name = choice_name(session, choice);
	char *path = choice_path(session, choice);
	const char *text = choice->cell == NONE
	                           ? report->texts[FIELD_YEAR].data
	                           : report->values[choice->cell].text;
	char *value = xformat(" %s", text ? text : "·");
	struct buffer shown = {0};
	int names = line.width * 2 / 5, values = 8;

	text_show(&shown, value, strlen(value));
	paint_text(line.y, line.x, names, style, name);
	paint_text(line.y, line.x + names, line.width - names - values,
	           chosen ? style : STYLE_DIM, path);
	paint_right(line.y, line.x + line.width - values, values, style,
	            shown.data);
	buffer_free(&shown);
	free(value);
	free(path);
	free(name);
}

void
complete_draw(struct complete *complete, const struct session *session,
              struct area area, int y, int x)
{
	int lines = complete->count < LINES_MOST ? (int)complete->count
	                                         : LINES_MOST;
	int width = area.width < WIDTH_MOST ? area.width : WIDTH_MOST;
	struct area box = {y + 1, x, lines + 2, width};

	if (!complete->open)
		return;
	if (lines == 0)
		box.height = 3;
	if (box.y + box.height > area.y + area.height)
		box.y = y - box.height;
	if (box.y < area.y)
		box.y = area.y;
	if (box.x + box.width > area.x + area.width)
		box.x = area.x + area.width - box.width;
	if (complete->chosen < complete->top)
		complete->top = complete->chosen;
	if (complete->chosen >= complete->top + (size_t)lines)
		complete->top = complete->chosen + 1 - (size_t)lines;
	if (complete->top + (size_t)lines > complete->count)
		complete->top = complete->count - (size_t)lines;
	paint_box(box, _("Live figure: Enter takes it, Esc closes this"));
	if (lines == 0)
		paint_text(box.y + 1, box.x + 1, box.width - 2, STYLE_DIM,
		           _("no cell is called so"));
	for (int i = 0; i < lines; i++) {
		size_t number = complete->top + (size_t)i;

		draw_choice(session, &complete->choices[number],
		            (struct area){box.y + 1 + i, box.x + 1, 1,
		                          box.width - 2},
		            number == complete->chosen);
	}
}
