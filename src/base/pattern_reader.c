/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "base/pattern_reader.h"

#include <string.h>

#include "base/text.h"

char
reader_peek(const struct pattern_reader *reader, size_t ahead)
{
	size_t at = reader->at + ahead;

	return at < reader->length ? reader->source[at] : '\0';
}

static bool
one_of(char c, const char *set)
{
	return c != '\0' && strchr(set, c) != NULL;
}

/* Whether what follows (? at `at` is well known and changes nothing about how
 * characters are read, as i and x do. */
static bool
plain_group(const char *source, size_t length, size_t at)
{
	if (at < length && one_of(source[at], ":>=!<'*"))
		return true;
	while (at < length && one_of(source[at], "msnJU^-"))
		at++;
	return at < length && (source[at] == ':' || source[at] == ')');
}

bool
reader_too_clever(const char *source, size_t length)
{
	for (size_t i = 0; i + 1 < length; i++) {
		char next = source[i + 1];
		char third = i + 2 < length ? source[i + 2] : '\0';

		/* The arguments of these may look like literals. */
		if (source[i] == '\\' &&
		    (strchr("QEc", next) != NULL ||
		     (strchr("xogpPkNu", next) != NULL && third != '{')))
			return true;
		if (source[i] != '(')
			continue;
		if (next == '*' ||
		    (next == '?' && !plain_group(source, length, i + 2)))
			return true;
	}
	return false;
}

/* [:alpha:] within a class. */
static size_t
posix_class(const struct pattern_reader *reader)
{
	size_t bytes = 2;

	if (reader_peek(reader, 0) != '[' || reader_peek(reader, 1) != ':')
		return 0;
	while (reader_peek(reader, bytes) == '^' ||
	       (reader_peek(reader, bytes) >= 'a' &&
	        reader_peek(reader, bytes) <= 'z'))
		bytes++;
	return reader_peek(reader, bytes) == ':' &&
	                       reader_peek(reader, bytes + 1) == ']'
	               ? bytes + 2
	               : 0;
}

void
reader_skip_class(struct pattern_reader *reader)
{
	reader->at++;
	if (reader_peek(reader, 0) == '^')
		reader->at++;
	if (reader_peek(reader, 0) == ']')
		reader->at++;
	while (reader->at < reader->length && reader_peek(reader, 0) != ']') {
		size_t named = posix_class(reader);

		if (reader_peek(reader, 0) == '\\')
			reader->at++;
		reader->at += named > 0 ? named : 1;
	}
	reader->at++;
}

/* Up to the first of two characters, or the end. */
static void
skip_to(struct pattern_reader *reader, char one, char other)
{
	while (reader->at < reader->length && reader_peek(reader, 0) != one &&
	       reader_peek(reader, 0) != other)
		reader->at++;
}

void
reader_skip_escape(struct pattern_reader *reader)
{
	bool takes_argument;
	char32_t character;

	reader->at++;
	if (reader_peek(reader, 0) >= '0' && reader_peek(reader, 0) <= '9') {
		while (reader_peek(reader, 0) >= '0' &&
		       reader_peek(reader, 0) <= '9')
			reader->at++;
		return;
	}
	takes_argument = one_of(reader_peek(reader, 0), "xogpPkNu");
	reader->at += text_peek(reader->source + reader->at, &character);
	if (takes_argument && reader_peek(reader, 0) == '{') {
		skip_to(reader, '}', '}');
		reader->at++;
	}
}

void
reader_skip_group(struct pattern_reader *reader)
{
	size_t depth = 0;

	while (reader->at < reader->length) {
		char c = reader_peek(reader, 0);

		if (c == '\\') {
			reader->at += 2;
			continue;
		}
		if (c == '[') {
			reader_skip_class(reader);
			continue;
		}
		reader->at++;
		if (c == '(')
			depth++;
		if (c == ')' && --depth == 0)
			return;
	}
}

bool
reader_optional(const struct pattern_reader *reader)
{
	char next = reader_peek(reader, 0);

	return next == '?' || next == '*' ||
	       (next == '{' && one_of(reader_peek(reader, 1), "0, "));
}

bool
reader_enter_group(struct pattern_reader *reader)
{
	reader->at++;
	if (reader_peek(reader, 0) != '?')
		return true;
	reader->at++;
	switch (reader_peek(reader, 0)) {
	case '=':
	case '!':
	case '*':
		return false;
	case '<':
		if (one_of(reader_peek(reader, 1), "=!*"))
			return false;
		skip_to(reader, '>', '>');
		break;
	case '\'':
		reader->at++;
		skip_to(reader, '\'', '\'');
		break;
	case '>':
		break;
	default:
		skip_to(reader, ':', ')');
		if (reader_peek(reader, 0) == ')')
			return false;
	}
	reader->at++;
	return true;
}

bool
reader_skip_quantifier(struct pattern_reader *reader)
{
	size_t bytes = 1;

	if (reader_peek(reader, 0) != '{') {
		reader->at++;
		return true;
	}
	while (one_of(reader_peek(reader, bytes), "0123456789, "))
		bytes++;
	/* Otherwise it is no quantifier, but text. */
	reader->at += reader_peek(reader, bytes) == '}' ? bytes + 1 : 1;
	return false;
}
