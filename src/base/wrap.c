/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "base/wrap.h"

#include <stdbool.h>
#include <stdlib.h>
#include <unilbrk.h>

#include "base/memory.h"

/* What a byte is marked with. */
enum mark {
	MARK_COLUMNS = 0x0F, /* its character's columns, at most 8 */
	MARK_WITHIN = 0x10,  /* goes on a character */
	MARK_BLANK = 0x20,   /* line breaks too */
	MARK_LINE = 0x40,    /* a line break */
	MARK_BREAK = 0x80,   /* a line may begin here */
	MARK_KEEP = 0x100,   /* here it may not even where words are cut, */
	MARK_FIGURE = 0x200  /* and here it would cut a figure */
};

/* --- where lines may end --- */

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

/* A pair that is never parted, not even where a word is cut. */
static bool
is_kept(char32_t before, char32_t after)
{
	return may_not_begin(after) || text_opens(before) ||
	       is_pair(before, after);
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
	if (is_kept(before, after))
		return false;
	if (rule == UC_BREAK_POSSIBLE)
		return !text_in_figure(before, after);
	if (is_opening_quote(after))
		return text_is_wide(before) || is_closing_quote(before);
	return is_closing_quote(before) && text_is_wide(after);
}

/* The mark of the character at a byte, which stands after `before`, and
 * `solid`, the last one before it that is no blank; 0: there is none. */
static unsigned
mark_of(char32_t character, char rule, char32_t before, char32_t solid)
{
	unsigned mark = 0;

	if (text_is_line_break(character))
		mark |= MARK_LINE;
	if (text_is_blank(character))
		mark |= MARK_BLANK;
	else if (solid != 0 && may_break(rule, solid, character))
		mark |= MARK_BREAK;
	/* Then none of what follows holds. */
	if (mark & MARK_BREAK && before == solid)
		return mark;
	if (is_kept(before, character))
		mark |= MARK_KEEP;
	else if (text_in_figure(before, character))
		mark |= MARK_FIGURE;
	return mark;
}

static void
mark_characters(struct wrap *wrap, const char *rules)
{
	const char *text = wrap->text;
	char32_t before = 0, solid = 0, character;
	size_t bytes;

	for (size_t at = 0; at < wrap->length; at += bytes) {
		unsigned mark;

		bytes = text_decode(text + at, wrap->length - at, &character);
		mark = mark_of(character, rules[at], before, solid);
		if (wrap->widths == NULL)
			mark |= (unsigned)text_char_width(character,
			                                  wrap->ambiguous) &
			        MARK_COLUMNS;
		wrap->marks[at] = (uint16_t)mark;
		for (size_t i = 1; i < bytes; i++)
			wrap->marks[at + i] = MARK_WITHIN;
		before = character;
		if (!(mark & MARK_BLANK))
			solid = character;
	}
}

static struct wrap
open_wrap(struct wrap wrap)
{
	char *rules = xcalloc(wrap.length, 1);

	wrap.marks = xreallocarray(NULL, wrap.length, sizeof(*wrap.marks));
	u8_possible_linebreaks((const uint8_t *)wrap.text, wrap.length, "UTF-8",
	                       rules);
	mark_characters(&wrap, rules);
	free(rules);
	return wrap;
}

struct wrap
wrap_open(const char *text, size_t length, enum ambiguous ambiguous)
{
	return open_wrap((struct wrap){
		.text = text, .length = length, .ambiguous = ambiguous});
}

struct wrap
wrap_open_set(const char *text, size_t length, const unsigned *widths)
{
	return open_wrap((struct wrap){
		.text = text, .length = length, .widths = widths});
}

void
wrap_close(struct wrap *wrap)
{
	free(wrap->marks);
	*wrap = (struct wrap){0};
}

/* --- lines --- */

static size_t
width_at(const struct wrap *wrap, size_t at)
{
	return wrap->widths ? wrap->widths[at] : wrap->marks[at] & MARK_COLUMNS;
}

static size_t
width_of(const struct wrap *wrap, size_t start, size_t end)
{
	size_t width = 0;

	for (; start < end; start++)
		width += width_at(wrap, start);
	return width;
}

/* The next byte from `at` on that begins a character. */
static size_t
character_from(const struct wrap *wrap, size_t at)
{
	while (at < wrap->length && wrap->marks[at] & MARK_WITHIN)
		at++;
	return at;
}

/* The end of [start, end) without its last blanks. */
static size_t
trimmed(const struct wrap *wrap, size_t start, size_t end)
{
	for (size_t at = end; at > start;) {
		at--;
		if (wrap->marks[at] & MARK_WITHIN)
			continue;
		if (!(wrap->marks[at] & MARK_BLANK))
			return end;
		end = at;
	}
	return end;
}

/*
 * Where to cut a line from `start` that cannot be broken before `end`, the
 * first byte beyond the columns: the last place between two clusters that
 * splits no figure and keeps 避头尾; without one that keeps 避头尾; without
 * one any. At least one cluster is kept.
 */
static size_t
cut(const struct wrap *wrap, size_t start, size_t end)
{
	size_t at = text_next(wrap->text, wrap->length, start);
	size_t best = 0, decent = 0, last = at;

	for (; at <= end; at = text_next(wrap->text, wrap->length, at)) {
		last = at;
		if (wrap->marks[at] & MARK_KEEP)
			continue;
		decent = at;
		if (!(wrap->marks[at] & MARK_FIGURE))
			best = at;
	}
	if (best > 0)
		return best;
	return decent > 0 ? decent : last;
}

/* Where text[start, end) ends that has this width if all of it fits: of blanks
 * that hang over, what does. */
static size_t
keep_blanks(const struct wrap *wrap, size_t start, size_t end, size_t width,
            size_t columns)
{
	if (wrap->widths)
		return trimmed(wrap, start, end);
	if (width <= columns)
		return end;
	return start + text_fit(wrap->text + start, end - start, columns,
	                        wrap->ambiguous);
}

/* After the line break at `at`. */
static size_t
after_line_break(const struct wrap *wrap, size_t at)
{
	if (wrap->text[at] == '\r' && at + 1 < wrap->length &&
	    wrap->text[at + 1] == '\n')
		return at + 2;
	return character_from(wrap, at + 1);
}

/*
 * Fills one line from `start` and returns where the next one starts: the
 * length, if this one is the last. `*used` is the least width that gives the
 * same line.
 */
static size_t
fill(const struct wrap *wrap, size_t start, size_t columns,
     struct text_line *line, size_t *used)
{
	size_t width = 0;
	size_t solid = 0; /* without blanks at the end */
	size_t broken = start;
	size_t at;
	bool begun = false; /* with something that is no blank */

	line->start = start;
	for (at = start; at < wrap->length; at++) {
		unsigned mark = wrap->marks[at];

		if (mark & (MARK_WITHIN | MARK_LINE)) {
			if (mark & MARK_LINE)
				break;
			continue;
		}
		if (begun && mark & MARK_BREAK) {
			broken = at;
			*used = solid;
		}
		width += width_at(wrap, at);
		if (mark & MARK_BLANK)
			continue;
		if (width > columns)
			break;
		begun = true;
		solid = width;
	}
	if (at == wrap->length || wrap->marks[at] & MARK_LINE) {
		line->end = keep_blanks(wrap, start, at, width, columns);
		*used = solid;
		return at == wrap->length ? at : after_line_break(wrap, at);
	}
	if (broken == start) {
		broken = cut(wrap, start, at);
		*used = width_of(wrap, start, broken);
	}
	line->end = trimmed(wrap, start, broken);
	while (broken < wrap->length &&
	       wrap->marks[broken] & (MARK_BLANK | MARK_WITHIN))
		broken++;
	return broken;
}

size_t
wrap_lines(const struct wrap *wrap, size_t columns, size_t indent,
           struct text_line **lines)
{
	size_t capacity = 0, count = 0, at = 0, used;

	*lines = NULL;
	do {
		size_t room = columns;

		if (count == 0)
			room = indent < columns ? columns - indent : 0;
		*lines = grow(*lines, &capacity, count + 1, sizeof(**lines));
		at = fill(wrap, at, room, &(*lines)[count++], &used);
	} while (at < wrap->length);
	return count;
}

size_t
wrap_count(const struct wrap *wrap, size_t columns, size_t *least)
{
	size_t count = 0, at = 0;

	*least = 0;
	do {
		struct text_line line;
		size_t used = 0;

		at = fill(wrap, at, columns, &line, &used);
		if (used > *least)
			*least = used;
		count++;
	} while (at < wrap->length);
	return count;
}

void
wrap_heights(const struct wrap *wrap, size_t unit, size_t least, size_t count,
             size_t *heights)
{
	while (count > 0) {
		size_t enough;
		size_t height =
			wrap_count(wrap, (least + count - 1) * unit, &enough);

		do
			heights[--count] = height;
		while (count > 0 && (least + count - 1) * unit >= enough);
	}
}

size_t
wrap_evenly(const struct wrap *wrap, size_t columns, struct text_line **lines)
{
	size_t least;
	size_t count = wrap_count(wrap, columns, &least);
	size_t narrow = count > 1 ? wrap_part(wrap) : columns;

	/* Between `narrow`, which may be too narrow, and `columns`, which is
	 * not. */
	while (narrow < columns) {
		size_t middle = narrow + (columns - narrow) / 2;

		if (wrap_count(wrap, middle, &least) > count)
			narrow = middle + 1;
		else
			columns = middle;
	}
	return wrap_lines(wrap, columns, 0, lines);
}

size_t
wrap_part(const struct wrap *wrap)
{
	size_t widest = 0;
	size_t width = 0; /* since the last break, */
	size_t solid = 0; /* and without blanks at the end */

	for (size_t at = 0; at < wrap->length; at++) {
		unsigned mark = wrap->marks[at];

		if (mark & MARK_BREAK)
			width = 0;
		width += width_at(wrap, at);
		if (mark & MARK_LINE)
			width = 0;
		if (!(mark & (MARK_BLANK | MARK_WITHIN)))
			solid = width;
		if (solid > widest)
			widest = solid;
	}
	return widest;
}

/* --- for one text at once --- */

/* Is it one line, which fits? Most texts of tables are, and to find out is
 * cheap. */
static bool
is_line(const char *text, size_t length, size_t columns,
        enum ambiguous ambiguous)
{
	size_t width = 0;

	for (size_t at = 0; at < length;) {
		char32_t character;

		at += text_decode(text + at, length - at, &character);
		width += (size_t)text_char_width(character, ambiguous);
		if (width > columns || text_is_line_break(character))
			return false;
	}
	return true;
}

static size_t
whole_line(size_t length, struct text_line **lines)
{
	*lines = xcalloc(1, sizeof(**lines));
	(*lines)->end = length;
	return 1;
}

size_t
text_wrap(const char *text, size_t length, size_t columns, size_t indent,
          enum ambiguous ambiguous, struct text_line **lines)
{
	size_t room = indent < columns ? columns - indent : 0;
	struct wrap wrap;
	size_t count;

	if (is_line(text, length, room, ambiguous))
		return whole_line(length, lines);
	wrap = wrap_open(text, length, ambiguous);
	count = wrap_lines(&wrap, columns, indent, lines);
	wrap_close(&wrap);
	return count;
}

size_t
text_wrap_evenly(const char *text, size_t length, size_t columns,
                 enum ambiguous ambiguous, struct text_line **lines)
{
	struct wrap wrap;
	size_t count;

	if (is_line(text, length, columns, ambiguous))
		return whole_line(length, lines);
	wrap = wrap_open(text, length, ambiguous);
	count = wrap_evenly(&wrap, columns, lines);
	wrap_close(&wrap);
	return count;
}

void
text_heights(const char *text, size_t length, size_t least, size_t count,
             enum ambiguous ambiguous, size_t *heights)
{
	struct wrap wrap;

	if (is_line(text, length, least, ambiguous)) {
		for (size_t i = 0; i < count; i++)
			heights[i] = 1;
		return;
	}
	wrap = wrap_open(text, length, ambiguous);
	wrap_heights(&wrap, 1, least, count, heights);
	wrap_close(&wrap);
}
