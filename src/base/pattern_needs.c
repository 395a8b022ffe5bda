/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "base/pattern_needs.h"

#include <string.h>

#include "base/text.h"

/* --- the characters of a text --- */

/* Characters that share a place are taken for each other: that only makes a
 * search needless, never wrong. */
static size_t
place_of(char32_t character)
{
	return character % (CHARSET_WORDS * 64);
}

static void
charset_add(struct charset *set, char32_t character)
{
	size_t place = place_of(character);

	set->words[place / 64] |= (uint64_t)1 << (place % 64);
}

static bool
charset_has(const struct charset *set, char32_t character)
{
	size_t place = place_of(character);

	return (set->words[place / 64] >> (place % 64) & 1) != 0;
}

void
charset_add_text(struct charset *set, const char *text, size_t length)
{
	size_t at = 0;

	while (at < length) {
		char32_t character = (unsigned char)text[at];

		if (character < 0x80) {
			at++;
		} else if ((character & 0xF0) == 0xE0 && at + 2 < length) {
			/* Three bytes, as nearly all here, are not worth a
			 * call. */
			character = (character & 0x0F) << 12 |
			            ((unsigned char)text[at + 1] & 0x3FU) << 6 |
			            ((unsigned char)text[at + 2] & 0x3FU);
			at += 3;
		} else {
			at += text_decode(text + at, length - at, &character);
		}
		charset_add(set, character);
	}
}

/* --- what a pattern needs --- */

struct reader {
	const char *source;
	size_t length;
	size_t at;
};

static char
peek(const struct reader *reader, size_t ahead)
{
	size_t at = reader->at + ahead;

	return at < reader->length ? reader->source[at] : '\0';
}

/* What says nothing about single characters any more, or reads otherwise. */
static bool
too_clever(const char *source, size_t length)
{
	for (size_t i = 0; i + 1 < length; i++) {
		if (source[i] == '\\' &&
		    (source[i + 1] == 'Q' || source[i + 1] == 'E'))
			return true;
		if (source[i] != '(')
			continue;
		if (source[i + 1] == '*')
			return true;
		if (source[i + 1] == '?' && i + 2 < length &&
		    strchr("imsxnJU^-#&PR+0123456789(|C", source[i + 2]) !=
		            NULL)
			return true;
	}
	return false;
}

static void
skip_class(struct reader *reader)
{
	reader->at++;
	if (peek(reader, 0) == '^')
		reader->at++;
	if (peek(reader, 0) == ']')
		reader->at++;
	while (reader->at < reader->length && peek(reader, 0) != ']') {
		if (peek(reader, 0) == '\\')
			reader->at++;
		if (peek(reader, 0) == '[' && peek(reader, 1) == ':') {
			reader->at += 2;
			while (reader->at < reader->length &&
			       peek(reader, 0) != ']')
				reader->at++;
		}
		reader->at++;
	}
	reader->at++;
}

static void
skip_escape(struct reader *reader)
{
	reader->at += 2;
	if (peek(reader, 0) == '{') {
		while (reader->at < reader->length && peek(reader, 0) != '}')
			reader->at++;
		reader->at++;
	} else if (strchr("xcogpPk", reader->source[reader->at - 1]) != NULL) {
		/* Their argument may look like a literal. */
		reader->at += 2;
	}
}

static void
skip_group(struct reader *reader)
{
	size_t depth = 0;

	while (reader->at < reader->length) {
		char c = peek(reader, 0);

		if (c == '\\') {
			reader->at += 2;
			continue;
		}
		if (c == '[') {
			skip_class(reader);
			continue;
		}
		reader->at++;
		if (c == '(')
			depth++;
		if (c == ')' && --depth == 0)
			return;
	}
}

/* Whether what was just read may be left out. */
static bool
optional(const struct reader *reader)
{
	char next = peek(reader, 0);

	return next == '?' || next == '*' ||
	       (next == '{' &&
	        (peek(reader, 1) == '0' || peek(reader, 1) == ','));
}

static void
add_need(const struct reader *reader, struct pattern_branch *branch,
         const struct pattern_need *need)
{
	if (!optional(reader) && branch->count < PATTERN_NEEDS)
		branch->needs[branch->count++] = *need;
}

static void
read_literal(struct reader *reader, struct pattern_branch *branch)
{
	struct pattern_need need = {.count = 1};

	reader->at += text_decode(reader->source + reader->at,
	                          reader->length - reader->at, &need.any[0]);
	add_need(reader, branch, &need);
}

/* A class of a few characters, without ranges, escapes and the like. */
static void
read_class(struct reader *reader, struct pattern_branch *branch)
{
	struct pattern_need need = {.count = 0};
	size_t at = reader->at + 1;
	size_t end;

	skip_class(reader);
	end = reader->at - 1;
	while (at < end) {
		char c = reader->source[at];

		if (need.count == PATTERN_CHOICES || c == '^' || c == '-' ||
		    c == '\\' || c == '[')
			return;
		at += text_decode(reader->source + at, end - at,
		                  &need.any[need.count++]);
	}
	if (need.count > 0)
		add_need(reader, branch, &need);
}

static void
skip_quantifier(struct reader *reader)
{
	if (peek(reader, 0) == '{') {
		while (reader->at < reader->length && peek(reader, 0) != '}')
			reader->at++;
	}
	reader->at++;
}

void
pattern_needs_read(struct pattern_needs *needs, const char *source,
                   size_t length)
{
	struct reader reader = {source, length, 0};

	*needs = (struct pattern_needs){.count = 1};
	if (too_clever(source, length)) {
		needs->count = 0;
		return;
	}
	while (reader.at < length) {
		switch (peek(&reader, 0)) {
		case '|':
			if (needs->count == PATTERN_BRANCHES) {
				needs->count = 0;
				return;
			}
			needs->count++;
			reader.at++;
			break;
		case '(':
			skip_group(&reader);
			break;
		case '[':
			read_class(&reader, &needs->branches[needs->count - 1]);
			break;
		case '\\':
			skip_escape(&reader);
			break;
		case '?':
		case '*':
		case '+':
		case '{':
			skip_quantifier(&reader);
			break;
		case '.':
		case '^':
		case '$':
			reader.at++;
			break;
		default:
			read_literal(&reader,
			             &needs->branches[needs->count - 1]);
		}
	}
}

static bool
has_any(const struct charset *set, const struct pattern_need *need)
{
	for (size_t i = 0; i < need->count; i++) {
		if (charset_has(set, need->any[i]))
			return true;
	}
	return false;
}

bool
pattern_needs_met(const struct pattern_needs *needs, const struct charset *set)
{
	if (needs->count == 0)
		return true;
	for (size_t i = 0; i < needs->count; i++) {
		const struct pattern_branch *branch = &needs->branches[i];
		size_t met = 0;

		while (met < branch->count && has_any(set, &branch->needs[met]))
			met++;
		if (met == branch->count)
			return true;
	}
	return false;
}
