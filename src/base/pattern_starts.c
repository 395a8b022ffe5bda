/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "base/pattern_starts.h"

#include <string.h>

#include "base/memory.h"
#include "base/pattern_reader.h"
#include "base/text.h"

/* --- what a pattern begins with --- */

/* Beyond that many, anywhere. */
#define RANGES_MOST 32

struct starts_reader {
	struct pattern_reader source;
	struct character_range ranges[RANGES_MOST];
	size_t count;
	bool anywhere;
	bool lines;
};

static void
add_range(struct starts_reader *reader, char32_t low, char32_t high)
{
	for (size_t i = 0; i < reader->count; i++) {
		if (reader->ranges[i].low <= low &&
		    high <= reader->ranges[i].high)
			return;
	}
	if (reader->count == RANGES_MOST)
		reader->anywhere = true;
	else
		reader->ranges[reader->count++] =
			(struct character_range){low, high};
}

/* The blocks with decimal digits, and what else is in them: no ideographs. */
static void
add_digits(struct starts_reader *reader)
{
	add_range(reader, '0', '9');
	add_range(reader, 0x0660, 0x1FFF);
	add_range(reader, 0xA620, 0xABFF);
	add_range(reader, 0xFF10, 0xFF19);
	add_range(reader, 0x10000, 0x10FFFF);
}

static bool
is_word(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
	       (c >= 'a' && c <= 'z');
}

/* In and out of classes. True if it takes a character. */
static bool
add_escape(struct starts_reader *reader)
{
	struct pattern_reader *source = &reader->source;
	char what = reader_peek(source, 1);
	char32_t character;

	if (what == 'd')
		add_digits(reader);
	else if (is_word(what))
		reader->anywhere = true;
	else {
		text_peek(source->source + source->at + 1, &character);
		add_range(reader, character, character);
	}
	reader_skip_escape(source);
	return true;
}

/* One character of a class, or several from one to another. */
static void
add_member(struct starts_reader *reader, size_t end)
{
	struct pattern_reader *source = &reader->source;
	char32_t low, high;

	source->at += text_peek(source->source + source->at, &low);
	high = low;
	if (reader_peek(source, 0) == '-' && source->at + 1 < end) {
		source->at++;
		/* Also a class in it, which is no end of a range. */
		if (strchr("\\[", reader_peek(source, 0)) != NULL)
			reader->anywhere = true;
		source->at += text_peek(source->source + source->at, &high);
	}
	add_range(reader, low, high);
}

static void
add_class(struct starts_reader *reader)
{
	struct pattern_reader *source = &reader->source;
	struct pattern_reader behind = *source;

	reader_skip_class(&behind);
	source->at++;
	if (reader_peek(source, 0) == '^')
		reader->anywhere = true;
	while (!reader->anywhere && source->at < behind.at - 1) {
		char c = reader_peek(source, 0);

		/* As the low end of a range an escape would mean more. */
		if (c == '\\' ? add_escape(reader) &&
		                        reader_peek(source, 0) == '-'
		              : c == '[' && reader_peek(source, 1) == ':')
			reader->anywhere = true;
		else if (c != '\\')
			add_member(reader, behind.at - 1);
	}
	*source = behind;
}

static bool add_alternative(struct starts_reader *reader);

/* True if it takes a character, whichever of its alternatives matches. */
static bool
add_group(struct starts_reader *reader)
{
	struct pattern_reader *source = &reader->source;
	size_t start = source->at;
	bool takes = true;

	if (!reader_enter_group(source)) {
		source->at = start;
		reader_skip_group(source);
		return false;
	}
	while (source->at < source->length) {
		takes = add_alternative(reader) && takes;
		source->at++;
		if (source->source[source->at - 1] == ')')
			break;
	}
	return takes;
}

/* One item that may be the first; true if what follows it then is not. The
 * start of a line is as good as a character. */
static bool
add_item(struct starts_reader *reader)
{
	struct pattern_reader *source = &reader->source;
	char32_t character;

	switch (reader_peek(source, 0)) {
	case '(':
		return add_group(reader);
	case '[':
		add_class(reader);
		return true;
	case '\\':
		return add_escape(reader);
	case '.':
		reader->anywhere = true;
		source->at++;
		return true;
	case '^':
		reader->lines = true;
		source->at++;
		return true;
	case '$':
	case '?':
	case '*':
	case '+':
		source->at++;
		return false;
	case '{':
		/* A quantifier, or text. */
		add_range(reader, '{', '{');
		reader_skip_quantifier(source);
		return false;
	default:
		source->at +=
			text_peek(source->source + source->at, &character);
		add_range(reader, character, character);
		return true;
	}
}

static void
skip_item(struct pattern_reader *source)
{
	switch (reader_peek(source, 0)) {
	case '(':
		reader_skip_group(source);
		break;
	case '[':
		reader_skip_class(source);
		break;
	case '\\':
		reader_skip_escape(source);
		break;
	default:
		source->at++;
	}
}

/* Up to the | or ) behind it; true if it takes a character for certain. */
static bool
add_alternative(struct starts_reader *reader)
{
	struct pattern_reader *source = &reader->source;
	bool takes = false;

	while (source->at < source->length && reader_peek(source, 0) != '|' &&
	       reader_peek(source, 0) != ')') {
		if (takes)
			skip_item(source);
		else
			takes = add_item(reader) && !reader_optional(source);
	}
	return takes;
}

void
pattern_starts_read(struct pattern_starts *starts, struct arena *arena,
                    const char *source, size_t length)
{
	struct starts_reader reader = {.source = {source, length, 0}};

	reader.anywhere = reader_too_clever(source, length);
	do {
		/* What matches nothing at all does so anywhere. */
		if (reader.anywhere || !add_alternative(&reader))
			reader.anywhere = true;
	} while (!reader.anywhere && reader.source.at++ < length);
	*starts = (struct pattern_starts){
		.anywhere = reader.anywhere,
		.lines = reader.lines,
	};
	if (reader.anywhere)
		return;
	starts->count = reader.count;
	starts->ranges =
		arena_array(arena, reader.count, sizeof(*starts->ranges));
	for (size_t i = 0; i < reader.count; i++) {
		struct character_range range = reader.ranges[i];

		starts->ranges[i] = range;
		for (char32_t page = range.low >> 7; page <= range.high >> 7;
		     page++)
			starts->pages[page % STARTS_PAGES / 64] |=
				(uint64_t)1 << (page % 64);
	}
}

/* --- where it may begin in a text --- */

static bool
has_page(const struct pattern_starts *starts, size_t page)
{
	return (starts->pages[page / 64] >> (page % 64) & 1) != 0;
}

static bool
may_begin(const struct pattern_starts *starts, char32_t character)
{
	if (!has_page(starts, (character >> 7) % STARTS_PAGES))
		return false;
	for (size_t i = 0; i < starts->count; i++) {
		if (character - starts->ranges[i].low <=
		    starts->ranges[i].high - starts->ranges[i].low)
			return true;
	}
	return false;
}

/* Characters of three bytes of which nothing begins are most of a Chinese text:
 * the page alone, from two of the bytes, lets them pass. */
static size_t
skip_pages(const struct pattern_starts *starts, const char *text, size_t at,
           size_t last)
{
	const unsigned char *bytes = (const unsigned char *)text;

	while (at < last && (bytes[at] & 0xF0) == 0xE0 &&
	       !has_page(starts, (size_t)(bytes[at] & 0x0F) << 5 |
	                                 (bytes[at + 1] >> 1 & 0x1F)))
		at += 3;
	return at;
}

size_t
pattern_starts_next(const struct pattern_starts *starts, const char *text,
                    size_t length, size_t at, size_t last)
{
	while (at <= last) {
		char32_t character;
		size_t bytes;

		if (starts->lines && (at == 0 || text[at - 1] == '\n'))
			return at;
		at = skip_pages(starts, text, at, last);
		if (at >= length)
			break;
		bytes = text_peek(text + at, &character);
		if (may_begin(starts, character))
			return at;
		at += bytes;
	}
	return STARTS_NONE;
}
