/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "check/text.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"
#include "check/checks.h"
#include "report/prose.h"

/* A quote does not run on for the sake of a figure longer than this. */
#define FIGURE_MOST 40
/* Bytes. A longer sentence is taken for several: every finding has a copy. */
#define SENTENCE_MOST 4096

/* --- splitting --- */

struct splitter {
	struct check_text *text;
	size_t sentence_capacity;
	size_t paragraph_capacity;
};

static void
add_sentence(struct splitter *splitter, size_t start, size_t end)
{
	struct check_text *text = splitter->text;
	const char *bytes = text->prose.text;

	start += text_leading_blanks(bytes + start, end - start);
	end -= text_trailing_blanks(bytes + start, end - start);
	if (start >= end)
		return;
	text->sentences =
		grow(text->sentences, &splitter->sentence_capacity,
	             text->sentence_count + 1, sizeof(*text->sentences));
	text->sentences[text->sentence_count++] =
		(struct sentence){start, end, text->paragraph_count - 1};
}

/* Bytes of the bracketed numeral the line begins with, or 0. */
static size_t
mark_bytes(const char *line, size_t length)
{
	size_t at = 0, bytes;
	char32_t character;

	/* A line that is its mark alone passes as a sub-heading, too. */
	while (at < length && at < 24) {
		bytes = text_decode(line + at, length - at, &character);
		at += bytes;
		if (character == 0xFF09 || character == ')')
			return prose_is_subheading(line, at) ? at : 0;
	}
	return 0;
}

/* The sub-heading may end with a full stop and run on. */
static size_t
head_bytes(const char *line, size_t length)
{
	const char *stop = memmem(line, length, "\u3002", 3);

	if (stop != NULL)
		length = (size_t)(stop - line);
	return prose_is_subheading(line, length) ? length : 0;
}

static void
add_paragraph(struct splitter *splitter, size_t start, size_t end)
{
	struct check_text *text = splitter->text;
	const char *bytes = text->prose.text;
	struct paragraph paragraph = {.start = start, .end = end};

	start += text_leading_blanks(bytes + start, end - start);
	paragraph.start = start;
	if (start < end &&
	    (bytes[start] == '(' || (unsigned char)bytes[start] == 0xEF))
		paragraph.mark = mark_bytes(bytes + start, end - start);
	if (paragraph.mark > 0)
		paragraph.head = head_bytes(bytes + start, end - start);
	text->paragraphs =
		grow(text->paragraphs, &splitter->paragraph_capacity,
	             text->paragraph_count + 1, sizeof(*text->paragraphs));
	text->paragraphs[text->paragraph_count++] = paragraph;
}

static void
split_line(struct splitter *splitter, size_t start, size_t end)
{
	const char *bytes = splitter->text->prose.text;
	size_t from = start, at = start;

	add_paragraph(splitter, start, end);
	while (at < end) {
		/* The marks begin with these two bytes; most others do not. */
		unsigned char lead = (unsigned char)bytes[at];
		char32_t character;

		if (at - from >= SENTENCE_MOST && (lead & 0xC0) != 0x80) {
			add_sentence(splitter, from, at);
			from = at;
		}
		if (lead != 0xE3 && lead != 0xEF) {
			at++;
			continue;
		}
		at += text_decode(bytes + at, end - at, &character);
		if (!prose_ends_sentence(character))
			continue;
		for (;;) {
			size_t size =
				text_decode(bytes + at, end - at, &character);

			if (size == 0 || (!prose_closes(character) &&
			                  !prose_ends_sentence(character)))
				break;
			at += size;
		}
		add_sentence(splitter, from, at);
		from = at;
	}
	add_sentence(splitter, from, end);
}

/* The part of a text that is checked: lines as far as they fit, or what fits
 * of the first one. */
static size_t
checked_bytes(const struct buffer *source)
{
	size_t length = CHECK_PROSE_MOST;
	const char *end;

	if (source->length <= length)
		return source->length;
	end = memrchr(buffer_text(source), '\n', length);
	if (end != NULL)
		return (size_t)(end - source->data);
	while ((source->data[length] & 0xC0) == 0x80)
		length--;
	return length;
}

static struct check_text
make_text(const struct report *report, const struct report *last, size_t number,
          size_t section)
{
	const struct buffer *source = &report->texts[number];
	struct check_text text = {.text = number, .section = section};
	struct splitter splitter = {.text = &text};
	size_t at = 0;

	text.prose = prose_resolve(report, last, buffer_text(source),
	                           checked_bytes(source));
	text.place_count = report_text_lines(report, number, &text.places);
	charset_add_text(&text.characters, text.prose.text, text.prose.length);
	while (at < text.prose.length) {
		const char *line = text.prose.text + at;
		const char *end = memchr(line, '\n', text.prose.length - at);
		size_t length = end != NULL ? (size_t)(end - line)
		                            : text.prose.length - at;

		split_line(&splitter, at, at + length);
		at += length + 1;
	}
	return text;
}

struct check_texts
check_texts_make(const struct report *report, const struct report *last)
{
	const struct form *form = report->form;
	struct check_texts texts = {
		.items = xcalloc(form->section_count + 1, sizeof(*texts.items)),
	};

	texts.items[texts.count++] =
		make_text(report, last, FIELD_PREAMBLE, NONE);
	for (size_t i = 0; i < form->section_count; i++) {
		if (form->sections[i].table == NULL)
			texts.items[texts.count++] = make_text(
				report, last, report_section_text(i), i);
	}
	return texts;
}

void
check_texts_free(struct check_texts *texts)
{
	for (size_t i = 0; i < texts->count; i++) {
		prose_free(&texts->items[i].prose);
		free(texts->items[i].paragraphs);
		free(texts->items[i].sentences);
		free(texts->items[i].places);
	}
	free(texts->items);
	*texts = (struct check_texts){0};
}

const struct check_text *
check_texts_find(const struct check_texts *texts, size_t section)
{
	for (size_t i = 0; i < texts->count; i++) {
		if (texts->items[i].section == section)
			return &texts->items[i];
	}
	return NULL;
}

struct mark
check_text_mark(const struct report *report, const struct check_text *text,
                size_t at)
{
	return text_line_mark(text->places, text->place_count,
	                      &report->texts[text->text], at);
}

size_t
check_sentence_at(const struct check_text *text, size_t at)
{
	size_t low = 0, high = text->sentence_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (text->sentences[middle].start <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 ? low - 1 : text->sentence_count > 0 ? 0 : NONE;
}

/* --- findings --- */

const char *
check_section_name(const struct check_context *context, size_t section)
{
	return section == NONE
	               ? _("Preamble")
	               : wording_text(&context->report->form->sections[section]
	                                       .brief);
}

char *
check_prose_place(const struct check_context *context,
                  const struct check_text *text, size_t at)
{
	const char *name = check_section_name(context, text->section);
	size_t sentence = check_sentence_at(text, at);
	size_t next =
		sentence != NONE ? text->sentences[sentence].paragraph + 1 : 0;
	const struct paragraph *found = NULL;

	while (next > 0 && found == NULL) {
		const struct paragraph *paragraph = &text->paragraphs[--next];

		if (paragraph->mark > 0 && paragraph->start <= at)
			found = paragraph;
	}
	if (found == NULL)
		return xstrdup(name);
	return xformat("%s%.*s", name, (int)found->mark,
	               text->prose.text + found->start);
}

struct finding *
check_add_prose(const struct check_context *context,
                const struct check_text *text, const char *rule,
                enum level level, struct span where)
{
	const struct report *report = context->report;
	struct finding *finding = check_add_path(
		context, rule, level, report_text_path(report, text->text),
		text->section);
	size_t sentence = check_sentence_at(text, where.start);

	finding->at = prose_source_at(&text->prose, where.start);
	finding->mark = check_text_mark(report, text, finding->at);
	finding->length =
		prose_source_at(&text->prose, where.end) - finding->at;
	if (sentence != NONE) {
		const struct sentence *its = &text->sentences[sentence];

		finding->sentence = xstrndup(text->prose.text + its->start,
		                             its->end - its->start);
	}
	return finding;
}

/* --- quoting --- */

static bool
in_figure(const char *text, size_t length, size_t at)
{
	char32_t character;

	if (at >= length)
		return false;
	text_decode(text + at, length - at, &character);
	character = text_fold(character);
	return (character >= '0' && character <= '9') || character == '.' ||
	       character == ',' || character == '%';
}

/* No cut stands between two characters of one figure. */
static bool
may_cut(const char *text, size_t length, size_t at)
{
	return at == 0 || at >= length ||
	       !in_figure(text, length, text_previous(text, length, at)) ||
	       !in_figure(text, length, at);
}

static size_t
columns_of(const char *text, size_t start, size_t end)
{
	return text_width(text + start, end - start, AMBIGUOUS_NARROW);
}

/* Where the quote ends if it begins at `start`: as far as fits, but not before
 * `least`. */
static size_t
quote_end(const char *text, size_t length, size_t start, size_t least,
          size_t columns)
{
	size_t end = start + text_fit(text + start, length - start, columns,
	                              AMBIGUOUS_NARROW);

	if (end < least)
		end = least;
	for (int i = 0; i < FIGURE_MOST && end > least; i++) {
		if (may_cut(text, length, end))
			return end;
		end = text_previous(text, length, end);
	}
	for (int i = 0; i < FIGURE_MOST && !may_cut(text, length, end); i++)
		end = text_next(text, length, end);
	return end;
}

/* Where the quote starts if it may have `columns` before `most`. */
static size_t
quote_start(const char *text, size_t length, size_t most, size_t columns)
{
	size_t start = most;

	while (start > 0) {
		size_t before = text_previous(text, length, start);

		if (columns_of(text, before, most) > columns)
			break;
		start = before;
	}
	for (int i = 0; i < FIGURE_MOST && start < most; i++) {
		if (may_cut(text, length, start))
			return start;
		start = text_next(text, length, start);
	}
	for (int i = 0; i < FIGURE_MOST && !may_cut(text, length, start); i++)
		start = text_previous(text, length, start);
	return start;
}

char *
check_quote(const struct check_text *text, struct span where, size_t columns)
{
	size_t number = check_sentence_at(text, where.start);
	const char *bytes = text->prose.text;
	struct sentence sentence = {where.start, where.end, 0};
	size_t length, start, end;
	char32_t last;

	if (number != NONE && text->sentences[number].end > where.start)
		sentence = text->sentences[number];
	if (where.start < sentence.start)
		where.start = sentence.start;
	bytes += sentence.start;
	length = sentence.end - sentence.start;
	where.start -= sentence.start;
	where.end = where.end > sentence.start ? where.end - sentence.start : 0;
	if (where.end > length)
		where.end = length;
	if (where.end < where.start)
		where.end = where.start;
	/* Of what is itself too long the beginning is shown. */
	if (columns_of(bytes, where.start, where.end) > columns)
		where.end = where.start;
	/* Its own full stop would stand before the closing quotation mark. */
	start = text_previous(bytes, length, length);
	text_decode(bytes + start, length - start, &last);
	if (prose_ends_sentence(last) && start >= where.end)
		length = start;
	start = 0;
	if (columns_of(bytes, 0, length) > columns) {
		size_t own = columns_of(bytes, where.start, where.end);
		size_t room = columns > own ? columns - own : 0;

		start = columns_of(bytes, 0, where.end) <= columns
		                ? 0
		                : quote_start(bytes, length, where.start,
		                              room * 2 / 3);
	}
	end = quote_end(bytes, length, start, where.end, columns);
	return xformat("%s%.*s%s", start > 0 ? "…" : "", (int)(end - start),
	               bytes + start, end < length ? "…" : "");
}
