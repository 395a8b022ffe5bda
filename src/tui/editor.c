/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/editor.h"

#include <string.h>

#include "tui/editor_layout.h"

/* --- changes --- */

static void
drop_selection(struct editor *editor)
{
	if (!editor->extending)
		editor->anchor = NONE;
}

static void
moved(struct editor *editor, size_t at)
{
	drop_selection(editor);
	editor->caret = at;
	editor->late = false;
	editor->has_goal = false;
}

/* The caret goes to `at`, an offset in the text as it will be. */
static void
change(struct editor *editor, size_t start, size_t removed,
       const char *inserted, size_t length)
{
	session_type(editor->session,
	             edit_text(editor->session->report, editor->text, start,
	                       removed, inserted, length));
	editor->extending = editor->marking = false;
	moved(editor, start + length);
	layout_refresh(editor);
	/* What was typed may have become one cluster with what follows. */
	editor->caret = layout_boundary(editor, editor->caret);
}

/* In place of what is selected. */
static void
put(struct editor *editor, const char *text, size_t length)
{
	struct span span = {editor->caret, editor->caret};

	editor_selection(editor, &span);
	if (length > 0 || span.end > span.start)
		change(editor, span.start, span.end - span.start, text, length);
}

static void
insert_single(struct editor *editor, const char *text, size_t length)
{
	struct buffer line = {0};

	while (length > 0 && text[length - 1] == '\n')
		length--;
	for (size_t i = 0; i < length; i++)
		buffer_putc(&line, text[i] == '\n' ? ' ' : text[i]);
	if (line.length > 0)
		put(editor, line.data, line.length);
	buffer_free(&line);
}

void
editor_insert(struct editor *editor, const char *text, size_t length)
{
	layout_refresh(editor);
	if (editor->single)
		insert_single(editor, text, length);
	else if (length > 0)
		put(editor, text, length);
}

static size_t
after(const struct editor *editor)
{
	const struct editor_paragraph *paragraph =
		&editor->paragraphs[layout_paragraph_of(editor, editor->caret)];
	size_t length;
	const char *text = editor_text(editor, &length);

	if (editor->caret >= length)
		return length;
	if (editor->caret >= paragraph->end)
		return paragraph->end + 1;
	return paragraph->start + text_next(text + paragraph->start,
	                                    paragraph->end - paragraph->start,
	                                    editor->caret - paragraph->start);
}

static size_t
before(const struct editor *editor)
{
	const struct editor_paragraph *paragraph =
		&editor->paragraphs[layout_paragraph_of(editor, editor->caret)];
	size_t length;
	const char *text = editor_text(editor, &length);

	if (editor->caret == 0)
		return 0;
	if (editor->caret == paragraph->start)
		return paragraph->start - 1;
	return paragraph->start +
	       text_previous(text + paragraph->start,
	                     paragraph->end - paragraph->start,
	                     editor->caret - paragraph->start);
}

void
editor_replace(struct editor *editor, size_t removed, const char *text,
               size_t length)
{
	layout_refresh(editor);
	change(editor, editor->caret - removed, removed, text, length);
}

/* Of the live figure that stands at the caret as a number, its end. */
static size_t
figure_end(const struct editor *editor)
{
	const struct editor_paragraph *paragraph =
		&editor->paragraphs[layout_paragraph_of(editor, editor->caret)];
	const struct live_span *span =
		paragraph->live
			? live_map_begins(&paragraph->map,
	                                  editor->caret - paragraph->start)
			: NULL;

	return span ? paragraph->start + span->source_end : editor->caret;
}

/* False if nothing is selected. */
static bool
delete_selection(struct editor *editor)
{
	struct span span;

	layout_refresh(editor);
	if (!editor_selection(editor, &span))
		return false;
	put(editor, "", 0);
	return true;
}

void
editor_delete(struct editor *editor)
{
	size_t end;

	if (delete_selection(editor))
		return;
	end = figure_end(editor);
	if (end == editor->caret)
		end = after(editor);
	if (end > editor->caret)
		change(editor, editor->caret, end - editor->caret, "", 0);
}

void
editor_backspace(struct editor *editor)
{
	size_t start;

	if (delete_selection(editor))
		return;
	start = before(editor);
	if (start < editor->caret)
		change(editor, start, editor->caret - start, "", 0);
}

/* --- movements --- */

static bool
move(struct editor *editor, size_t at)
{
	bool elsewhere = at != editor->caret;

	moved(editor, at);
	layout_follow(editor, false);
	return elsewhere;
}

/* What is selected and will be dropped. */
static bool
leaves_selection(const struct editor *editor, struct span *span)
{
	return !editor->extending && editor_selection(editor, span);
}

bool
editor_left(struct editor *editor)
{
	struct span span;

	layout_refresh(editor);
	if (leaves_selection(editor, &span))
		return move(editor, span.start);
	return move(editor, before(editor));
}

bool
editor_right(struct editor *editor)
{
	struct span span;

	layout_refresh(editor);
	if (leaves_selection(editor, &span))
		return move(editor, span.end);
	return move(editor, after(editor));
}

bool
editor_word_left(struct editor *editor)
{
	size_t length;
	const char *text = editor_text(editor, &length);

	layout_refresh(editor);
	return move(editor, text_previous_word(text, length, editor->caret));
}

bool
editor_word_right(struct editor *editor)
{
	size_t length;
	const char *text = editor_text(editor, &length);

	layout_refresh(editor);
	return move(editor, text_next_word(text, length, editor->caret));
}

/* Puts the caret on line `number`, as near to the goal as it goes. */
static void
aim(struct editor *editor, size_t number)
{
	struct editor_line line = layout_line_at(editor, number);
	size_t base = line.first ? editor->indent : 0, fits = 0;

	drop_selection(editor);
	if (editor->goal > base)
		fits = text_fit(line.shown, line.length, editor->goal - base,
		                AMBIGUOUS_NARROW);
	editor->caret = layout_to_source(&editor->paragraphs[line.paragraph],
	                                 line.from + fits);
	editor->late = editor->caret == line.end &&
	               editor->caret > line.start &&
	               !layout_is_last(editor, number, &line);
	layout_follow(editor, false);
}

static void
aim_from(struct editor *editor, size_t from, size_t number)
{
	size_t line;

	if (!editor->has_goal)
		editor_caret(editor, &line, &editor->goal);
	editor->has_goal = true;
	if (number != from)
		aim(editor, number);
	else
		drop_selection(editor);
}

bool
editor_up(struct editor *editor, size_t lines)
{
	size_t from;

	layout_refresh(editor);
	from = layout_line_of_caret(editor);
	aim_from(editor, from, from > lines ? from - lines : 0);
	return from > 0;
}

bool
editor_down(struct editor *editor, size_t lines)
{
	size_t from, last;

	layout_refresh(editor);
	from = layout_line_of_caret(editor);
	last = editor->lines - 1;
	aim_from(editor, from, last - from > lines ? from + lines : last);
	return from < last;
}

void
editor_home(struct editor *editor)
{
	struct editor_line line;

	layout_refresh(editor);
	line = layout_line_at(editor, layout_line_of_caret(editor));
	move(editor, line.start);
}

void
editor_end(struct editor *editor)
{
	struct editor_line line;
	size_t number;

	layout_refresh(editor);
	number = layout_line_of_caret(editor);
	line = layout_line_at(editor, number);
	if (layout_is_last(editor, number, &line)) {
		move(editor, editor->paragraphs[line.paragraph].end);
		return;
	}
	move(editor, line.end);
	editor->late = true;
}

void
editor_go(struct editor *editor, size_t at)
{
	layout_refresh(editor);
	move(editor, layout_boundary(editor, at));
}

/* --- selecting --- */

void
editor_select(struct editor *editor, size_t at, size_t length)
{
	layout_refresh(editor);
	editor->extending = editor->marking = false;
	move(editor, layout_boundary(editor, at + length));
	if (length > 0)
		editor->anchor = layout_boundary(editor, at);
}

/* Out of a figure that is shown as its number, to its start or end. */
static size_t
out_of_figure(const struct editor *editor, size_t at, bool to_end)
{
	const struct editor_paragraph *paragraph =
		&editor->paragraphs[layout_paragraph_of(editor, at)];
	const struct live_span *span =
		paragraph->live ? live_map_around(&paragraph->map,
	                                          at - paragraph->start)
				: NULL;

	if (!span)
		return at;
	return paragraph->start +
	       (to_end ? span->source_end : span->source_start);
}

bool
editor_selection(const struct editor *editor, struct span *span)
{
	size_t a = editor->anchor, b = editor->caret;

	if (a == NONE || a == b)
		return false;
	span->start = out_of_figure(editor, a < b ? a : b, false);
	span->end = out_of_figure(editor, a < b ? b : a, true);
	return true;
}
