/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/editor_layout.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/wrap.h"

#define COLUMNS_AT_FIRST 80

const char *
editor_text(const struct editor *editor, size_t *length)
{
	const struct buffer *text =
		&editor->session->report->texts[editor->text];

	*length = text->length;
	return buffer_text(text);
}

/* --- layout --- */

static void
forget(struct editor_paragraph *paragraphs, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free(paragraphs[i].lines);
		live_map_free(&paragraphs[i].map);
	}
}

static size_t
count_paragraphs(const char *text, size_t length, bool single)
{
	size_t count = 1;

	if (!single)
		for (size_t i = 0; i < length; i++)
			count += text[i] == '\n';
	return count;
}

static size_t
paragraph_length(const struct editor *editor, const char *text, size_t length)
{
	const char *end = editor->single || length == 0
	                          ? NULL
	                          : memchr(text, '\n', length);

	return end ? (size_t)(end - text) : length;
}

/* What the screen shows of a paragraph. */
static const char *
shown_of(const struct editor *editor, const struct editor_paragraph *paragraph,
         size_t *length)
{
	const char *text = editor_text(editor, length);

	*length = paragraph->live ? paragraph->map.length
	                          : paragraph->end - paragraph->start;
	return paragraph->live ? paragraph->map.text : text + paragraph->start;
}

static size_t
to_shown(const struct editor_paragraph *paragraph, size_t at)
{
	at -= paragraph->start;
	return paragraph->live ? live_map_shown(&paragraph->map, at) : at;
}

size_t
layout_to_source(const struct editor_paragraph *paragraph, size_t at)
{
	return paragraph->start +
	       (paragraph->live ? live_map_source(&paragraph->map, at) : at);
}

static struct live_map
make_map(const struct editor *editor, const struct editor_paragraph *paragraph)
{
	const struct session *session = editor->session;
	size_t length;
	const char *text = editor_text(editor, &length);
	bool here = editor->caret >= paragraph->start &&
	            editor->caret <= paragraph->end;

	return live_map_make(session->report, session->last.report,
	                     text + paragraph->start,
	                     paragraph->end - paragraph->start,
	                     here ? editor->caret - paragraph->start : NONE);
}

static void
wrap(const struct editor *editor, struct editor_paragraph *paragraph)
{
	size_t length;
	const char *shown = shown_of(editor, paragraph, &length);

	free(paragraph->lines);
	if (!editor->single) {
		paragraph->line_count = text_wrap(
			shown, length, editor->columns, editor->indent,
			AMBIGUOUS_NARROW, &paragraph->lines);
		return;
	}
	paragraph->line_count = 1;
	paragraph->lines = xcalloc(1, sizeof *paragraph->lines);
	paragraph->lines[0].end = length;
}

static void
lay_out(const struct editor *editor, const char *text,
        struct editor_paragraph *paragraph)
{
	paragraph->live = !editor->single &&
	                  live_map_wanted(text + paragraph->start,
	                                  paragraph->end - paragraph->start);
	if (paragraph->live)
		paragraph->map = make_map(editor, paragraph);
	wrap(editor, paragraph);
}

/* The figures of a paragraph anew; laid out again if it shows other text. */
static bool
show_anew(const struct editor *editor, struct editor_paragraph *paragraph)
{
	struct live_map map = make_map(editor, paragraph);
	bool same = map.length == paragraph->map.length &&
	            memcmp(map.text, paragraph->map.text, map.length) == 0;

	live_map_free(&paragraph->map);
	paragraph->map = map;
	if (!same)
		wrap(editor, paragraph);
	return !same;
}

static void
number_lines(struct editor *editor)
{
	editor->lines = 0;
	for (size_t i = 0; i < editor->paragraph_count; i++) {
		editor->paragraphs[i].first_line = editor->lines;
		editor->lines += editor->paragraphs[i].line_count;
	}
}

/* What two texts have in common before and behind a change. */
struct change {
	size_t before, behind; /* bytes */
};

static struct change
compare(const struct buffer *old, const char *text, size_t length)
{
	size_t shorter = old->length < length ? old->length : length;
	struct change change = {0};

	while (change.before < shorter &&
	       old->data[change.before] == text[change.before])
		change.before++;
	while (change.behind < shorter - change.before &&
	       old->data[old->length - 1 - change.behind] ==
	               text[length - 1 - change.behind])
		change.behind++;
	return change;
}

/*
 * Paragraphs that end, with their line break, before the change are kept, and
 * those that begin behind it, break before them included, are moved. What
 * lies between is laid out anew.
 */
static void
renew(struct editor *editor, const char *text, size_t length)
{
	struct editor_paragraph *old = editor->paragraphs;
	size_t old_length = editor->shown.length;
	struct change change = compare(&editor->shown, text, length);
	size_t head = 0, tail = 0, from, to, middle, count;
	struct editor_paragraph *new;

	while (head < editor->paragraph_count && old[head].end < change.before)
		head++;
	while (tail < editor->paragraph_count - head &&
	       old[editor->paragraph_count - 1 - tail].start >
	               old_length - change.behind)
		tail++;
	from = head > 0 ? old[head - 1].end + 1 : 0;
	to = length;
	if (tail > 0)
		to = old[editor->paragraph_count - tail].start - 1 -
		     old_length + length;
	middle = count_paragraphs(text + from, to - from, editor->single);
	count = head + middle + tail;
	new = xcalloc(count, sizeof *new);
	forget(old + head, editor->paragraph_count - head - tail);
	for (size_t i = 0; i < head; i++)
		new[i] = old[i];
	for (size_t i = head; i < head + middle; i++) {
		new[i].start = from;
		new[i].end =
			from + paragraph_length(editor, text + from, to - from);
		lay_out(editor, text, &new[i]);
		from = new[i].end + 1;
	}
	for (size_t i = 0; i < tail; i++) {
		struct editor_paragraph *its = &new[head + middle + i];

		*its = old[editor->paragraph_count - tail + i];
		its->start = its->start - old_length + length;
		its->end = its->end - old_length + length;
	}
	free(old);
	editor->paragraphs = new;
	editor->paragraph_count = count;
	buffer_splice(&editor->shown, change.before,
	              old_length - change.before - change.behind,
	              text + change.before,
	              length - change.before - change.behind);
}

/* The paragraph that byte `at` lies in: the last that begins before it. */
size_t
layout_paragraph_of(const struct editor *editor, size_t at)
{
	size_t low = 0, high = editor->paragraph_count;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (editor->paragraphs[middle].start <= at)
			low = middle;
		else
			high = middle;
	}
	return low;
}

/* The cluster boundary at `at` or behind it. */
size_t
layout_boundary(const struct editor *editor, size_t at)
{
	size_t length, own, before, next;
	const char *text = editor_text(editor, &length);
	const struct editor_paragraph *paragraph;

	if (at >= length)
		return length;
	paragraph = &editor->paragraphs[layout_paragraph_of(editor, at)];
	own = paragraph->end - paragraph->start;
	at -= paragraph->start;
	if (at >= own)
		return paragraph->end;
	while (at < own &&
	       ((unsigned char)text[paragraph->start + at] & 0xc0) == 0x80)
		at++;
	before = text_previous(text + paragraph->start, own, at);
	next = text_next(text + paragraph->start, own, before);
	return paragraph->start + (at > 0 && next > at ? next : at);
}

/* Shows as typed the figure that the caret is in, and the others as numbers:
 * `all` of them anew, as they may have changed. */
void
layout_follow(struct editor *editor, bool all)
{
	size_t at = layout_paragraph_of(editor, editor->caret);
	bool changed = false;

	for (size_t i = 0; i < editor->paragraph_count; i++) {
		struct editor_paragraph *paragraph = &editor->paragraphs[i];
		size_t caret =
			i == at ? editor->caret - paragraph->start : NONE;

		if (paragraph->live &&
		    (all || live_map_follows(&paragraph->map, caret)))
			changed |= show_anew(editor, paragraph);
	}
	if (changed)
		number_lines(editor);
}

void
layout_refresh(struct editor *editor)
{
	size_t length;
	const char *text = editor_text(editor, &length);

	if (editor->paragraph_count > 0 &&
	    editor->seen == editor->session->edits)
		return;
	if (editor->seen != editor->session->edits) {
		editor->anchor = NONE;
		editor->extending = editor->marking = false;
	}
	renew(editor, text, length);
	number_lines(editor);
	editor->seen = editor->session->edits;
	editor->caret = layout_boundary(editor, editor->caret);
	layout_follow(editor, true);
}

void
editor_init(struct editor *editor, struct session *session, size_t text,
            bool single)
{
	*editor = (struct editor){
		.session = session,
		.text = text,
		.single = single,
		.columns = COLUMNS_AT_FIRST,
		.anchor = NONE,
	};
	layout_refresh(editor);
}

void
editor_free(struct editor *editor)
{
	forget(editor->paragraphs, editor->paragraph_count);
	free(editor->paragraphs);
	buffer_free(&editor->shown);
}

void
editor_layout(struct editor *editor, size_t columns, size_t indent)
{
	if (columns != editor->columns || indent != editor->indent) {
		forget(editor->paragraphs, editor->paragraph_count);
		free(editor->paragraphs);
		editor->paragraphs = NULL;
		editor->paragraph_count = 0;
		buffer_clear(&editor->shown);
		editor->columns = columns;
		editor->indent = indent;
		editor->has_goal = false;
	}
	layout_refresh(editor);
}

/* --- lines --- */

/* There must be such a line. */
struct editor_line
layout_line_at(const struct editor *editor, size_t number)
{
	size_t low = 0, high = editor->paragraph_count, length;
	const struct editor_paragraph *paragraph;
	const struct text_line *its;
	const char *shown;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (editor->paragraphs[middle].first_line <= number)
			low = middle;
		else
			high = middle;
	}
	paragraph = &editor->paragraphs[low];
	number -= paragraph->first_line;
	shown = shown_of(editor, paragraph, &length);
	its = &paragraph->lines[number];
	return (struct editor_line){
		.start = layout_to_source(paragraph, its->start),
		.end = layout_to_source(paragraph, its->end),
		.paragraph = low,
		.first = number == 0,
		.shown = shown + its->start,
		.length = its->end - its->start,
		.map = paragraph->live ? &paragraph->map : NULL,
		.from = its->start,
	};
}

bool
editor_line(const struct editor *editor, size_t number,
            struct editor_line *line)
{
	if (number >= editor->lines)
		return false;
	*line = layout_line_at(editor, number);
	return true;
}

/* Byte `at` of the paragraph as a byte of the line, or that end of it which is
 * nearer. */
static size_t
on_line(const struct editor_paragraph *paragraph,
        const struct editor_line *line, size_t at)
{
	size_t shown = to_shown(paragraph, at);

	if (shown <= line->from)
		return 0;
	shown -= line->from;
	if (shown >= line->length)
		return line->length;
	/* What is of an older text may be inside of a character. */
	while (shown > 0 && ((unsigned char)line->shown[shown] & 0xc0) == 0x80)
		shown--;
	return shown;
}

bool
editor_line_span(const struct editor *editor, const struct editor_line *line,
                 struct span source, struct span *shown)
{
	const struct editor_paragraph *paragraph =
		&editor->paragraphs[line->paragraph];
	bool last = line->from + line->length ==
	            paragraph->lines[paragraph->line_count - 1].end;

	if (source.start > paragraph->end || source.end <= paragraph->start)
		return false;
	if (source.start < paragraph->start)
		source.start = paragraph->start;
	shown->start = on_line(paragraph, line, source.start);
	if (source.end <= paragraph->end)
		shown->end = on_line(paragraph, line, source.end);
	else
		shown->end = line->length + (last ? 1 : 0);
	return shown->start < shown->end;
}

/* Blanks that did not fit on a paragraph's last line are its all the same. */
bool
layout_is_last(const struct editor *editor, size_t number,
               const struct editor_line *line)
{
	const struct editor_paragraph *paragraph =
		&editor->paragraphs[line->paragraph];

	return number + 1 == paragraph->first_line + paragraph->line_count;
}

size_t
layout_line_of_caret(const struct editor *editor)
{
	const struct editor_paragraph *paragraph =
		&editor->paragraphs[layout_paragraph_of(editor, editor->caret)];
	size_t at = to_shown(paragraph, editor->caret);
	size_t number = paragraph->line_count - 1;

	while (number > 0 && paragraph->lines[number].start > at)
		number--;
	if (editor->late && number > 0 && paragraph->lines[number].start == at)
		number--;
	return paragraph->first_line + number;
}

void
editor_caret(const struct editor *editor, size_t *line, size_t *column)
{
	struct editor_line its;
	size_t at;

	*line = layout_line_of_caret(editor);
	its = layout_line_at(editor, *line);
	at = to_shown(&editor->paragraphs[its.paragraph], editor->caret);
	*column = (its.first ? editor->indent : 0) +
	          text_width(its.shown, at - its.from, AMBIGUOUS_NARROW);
	/* In blanks that the line's break ate there is nothing to show. */
	if (!editor->single && *column > editor->columns)
		*column = editor->columns;
}

size_t
editor_paragraph_at(const struct editor *editor)
{
	return layout_paragraph_of(editor, editor->caret);
}
