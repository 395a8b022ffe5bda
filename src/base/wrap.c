/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <stdint.h>
#include <stdlib.h>
#include <unilbrk.h>

#include "base/memory.h"
#include "base/text.h"

/* Where lines end: the last part of text.h. */

static bool
is_listed(char32_t character, const char32_t *list)
{
	while (*list != 0 && *list != character)
		list++;
	return *list != 0;
}

/* 避头: marks that may not begin a line. */
static bool
may_not_begin(char32_t character)
{
	/* ，。、；：？！ ．％～ ・·‰… and their ASCII like */
	static const char32_t marks[] =
		U"\uFF0C\u3002\u3001\uFF1B\uFF1A\uFF1F\uFF01"
		U"\uFF0E\uFF05\uFF5E\u30FB\u00B7\u2030\u2026,.;:?!%";

	if (character >= 0x4E00 && character <= 0x9FA5)
		return false;
	return is_listed(character, marks) || text_closes(character);
}

/* —— and …… are one mark each. */
static bool
is_pair(char32_t before, char32_t after)
{
	return before == after && (before == 0x2014 || before == 0x2026);
}

static bool
is_opening_quote(char32_t character)
{
	return character == 0x201C || character == 0x2018;
}

static bool
is_closing_quote(char32_t character)
{
	return character == 0x201D || character == 0x2019;
}

/*
 * May a line end after `before` (the last character that is no blank) and the
 * next begin with `after`? `rule` is what UAX #14 says. It never breaks at
 * a quotation mark, not knowing which side it stands on: in Chinese “ opens
 * and ” closes.
 */
static bool
may_break(char rule, char32_t before, char32_t after)
{
	if (may_not_begin(after) || text_opens(before) ||
	    is_pair(before, after))
		return false;
	if (rule == UC_BREAK_POSSIBLE)
		return !text_in_figure(before, after);
	if (is_opening_quote(after))
		return text_is_wide(before) || is_closing_quote(before);
	return is_closing_quote(before) && text_is_wide(after);
}

struct wrapping {
	const char *text;
	size_t length;
	enum ambiguous ambiguous;
	const unsigned *widths; /* per byte, as of text_wrap_set(); or NULL */
	char *rules;            /* one a byte, as libunistring gives them */
};

static void
find_rules(struct wrapping *wrapping)
{
	wrapping->rules = xcalloc(wrapping->length, 1);
	u8_possible_linebreaks((const uint8_t *)wrapping->text,
	                       wrapping->length, "UTF-8", wrapping->rules);
}

/* The end of text[start, end) without its last blanks. */
static size_t
trimmed(const char *text, size_t start, size_t end)
{
	return end - text_trailing_blanks(text + start, end - start);
}

/* Width of the character at `at`. */
static size_t
width_at(const struct wrapping *wrapping, size_t at, char32_t character)
{
	if (wrapping->widths)
		return wrapping->widths[at];
	return (size_t)text_char_width(character, wrapping->ambiguous);
}

/*
 * Where to cut a line from `start` that cannot be broken before `end`, the
 * first byte beyond the columns: the last place between two clusters that
 * splits no figure and keeps 避头尾; without one that keeps 避头尾; without
 * one any. At least one cluster is kept.
 */
static size_t
cut(const struct wrapping *wrapping, size_t start, size_t end)
{
	const char *text = wrapping->text;
	size_t best = 0, decent = 0, last = 0;
	size_t at = text_next(text, wrapping->length, start);

	if (at >= end)
		return at;
	for (; at <= end; at = text_next(text, wrapping->length, at)) {
		char32_t before = text_before(text, at);
		char32_t after = 0;

		text_decode(text + at, wrapping->length - at, &after);
		last = at;
		if (may_not_begin(after) || text_opens(before) ||
		    is_pair(before, after))
			continue;
		decent = at;
		if (!text_in_figure(before, after))
			best = at;
	}
	if (best > 0)
		return best;
	return decent > 0 ? decent : last;
}

/* Ends a line within the columns although blanks hang over. */
static size_t
keep_blanks(const struct wrapping *wrapping, size_t start, size_t end,
            size_t columns)
{
	if (wrapping->widths)
		return trimmed(wrapping->text, start, end);
	return start + text_fit(wrapping->text + start, end - start, columns,
	                        wrapping->ambiguous);
}

/*
 * Fills one line from `start` and returns where the next one starts: the
 * length, if this one is the last.
 */
static size_t
fill(const struct wrapping *wrapping, size_t start, size_t columns,
     struct text_line *line)
{
	const char *text = wrapping->text;
	size_t length = wrapping->length;
	size_t width = 0;
	size_t broken = start;
	size_t at = start;
	char32_t before = 0; /* the last that is no blank */

	line->start = start;
	while (at < length) {
		char32_t character;
		size_t bytes = text_decode(text + at, length - at, &character);
		bool blank = text_is_blank(character);

		if (text_is_line_break(character)) {
			line->end = keep_blanks(wrapping, start, at, columns);
			if (character == '\r' && at + 1 < length &&
			    text[at + 1] == '\n')
				bytes = 2;
			return at + bytes;
		}
		if (before != 0 && !blank &&
		    may_break(wrapping->rules[at], before, character))
			broken = at;
		width += width_at(wrapping, at, character);
		if (width > columns && !blank)
			break;
		if (!blank)
			before = character;
		at += bytes;
	}
	if (at >= length) {
		line->end = keep_blanks(wrapping, start, length, columns);
		return length;
	}
	if (broken == start)
		broken = cut(wrapping, start, at);
	line->end = trimmed(text, start, broken);
	return broken + text_leading_blanks(text + broken, length - broken);
}

static size_t
wrap(struct wrapping *wrapping, size_t columns, size_t indent,
     struct text_line **lines)
{
	size_t capacity = 0, count = 0, at = 0;

	find_rules(wrapping);
	*lines = NULL;
	do {
		size_t room = columns;

		if (count == 0)
			room = indent < columns ? columns - indent : 0;
		*lines = grow(*lines, &capacity, count + 1, sizeof(**lines));
		at = fill(wrapping, at, room, &(*lines)[count++]);
	} while (at < wrapping->length);
	free(wrapping->rules);
	return count;
}

static size_t
part_width(struct wrapping *wrapping)
{
	const char *text = wrapping->text;
	char32_t before = 0; /* the last that is no blank */
	size_t widest = 0;
	size_t width = 0; /* since the last break, */
	size_t solid = 0; /* and without blanks at the end */
	size_t at = 0;

	find_rules(wrapping);
	while (at < wrapping->length) {
		char32_t character;
		size_t bytes = text_decode(text + at, wrapping->length - at,
		                           &character);

		if (before != 0 && !text_is_blank(character) &&
		    may_break(wrapping->rules[at], before, character))
			width = 0;
		width += width_at(wrapping, at, character);
		if (text_is_line_break(character))
			width = 0;
		if (!text_is_blank(character)) {
			before = character;
			solid = width;
		}
		if (solid > widest)
			widest = solid;
		at += bytes;
	}
	free(wrapping->rules);
	return widest;
}

size_t
text_wrap(const char *text, size_t length, size_t columns, size_t indent,
          enum ambiguous ambiguous, struct text_line **lines)
{
	struct wrapping wrapping = {text, length, ambiguous, NULL, NULL};

	return wrap(&wrapping, columns, indent, lines);
}

size_t
text_part_width(const char *text, size_t length, enum ambiguous ambiguous)
{
	struct wrapping wrapping = {text, length, ambiguous, NULL, NULL};

	return part_width(&wrapping);
}

size_t
text_wrap_set(const char *text, size_t length, const unsigned *widths,
              size_t room, size_t indent, struct text_line **lines)
{
	struct wrapping wrapping = {text, length, AMBIGUOUS_NARROW, widths,
	                            NULL};

	return wrap(&wrapping, room, indent, lines);
}

size_t
text_part_set(const char *text, size_t length, const unsigned *widths)
{
	struct wrapping wrapping = {text, length, AMBIGUOUS_NARROW, widths,
	                            NULL};

	return part_width(&wrapping);
}
