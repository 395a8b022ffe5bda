/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "base/pattern_needs.h"

#include <string.h>

#include "base/memory.h"
#include "base/text.h"

/* --- the characters of a text --- */

/* Of a pair, or of a single character if `before` is 0. What shares a place is
 * taken for each other: that only makes a search needless, never wrong. */
static uint16_t
place_of(char32_t before, char32_t character)
{
	uint64_t key = ((uint64_t)before << 21 | character) *
	               UINT64_C(0x9E3779B97F4A7C15);

	return (uint16_t)((key >> 40) % (CHARSET_WORDS * 64));
}

static void
charset_add(struct charset *set, uint16_t place)
{
	set->words[place / 64] |= (uint64_t)1 << (place % 64);
}

static bool
charset_has(const struct charset *set, uint16_t place)
{
	return (set->words[place / 64] >> (place % 64) & 1) != 0;
}

void
charset_add_text(struct charset *set, const char *text, size_t length)
{
	char32_t before = 0, character;

	for (size_t at = 0; at < length; before = character) {
		at += text_peek(text + at, &character);
		charset_add(set, place_of(0, character));
		if (before != 0)
			charset_add(set, place_of(before, character));
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

/* Whether (?… at `at` sets how characters are read, i or x among them. */
static bool
sets_reading(const char *source, size_t length, size_t at)
{
	while (at < length && strchr("imsxnJU^-", source[at]) != NULL) {
		if (source[at] == 'i' || source[at] == 'x')
			return true;
		at++;
	}
	return false;
}

/* What says nothing about single characters any more, or reads otherwise. */
static bool
too_clever(const char *source, size_t length)
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
		if (next == '*')
			return true;
		if (next == '?' && third != '\0' &&
		    (strchr("#&PR+0123456789(|C", third) != NULL ||
		     sets_reading(source, length, i + 2)))
			return true;
	}
	return false;
}

/* [:alpha:] within a class. */
static size_t
posix_class(const struct reader *reader)
{
	size_t bytes = 2;

	if (peek(reader, 0) != '[' || peek(reader, 1) != ':')
		return 0;
	while (peek(reader, bytes) == '^' ||
	       (peek(reader, bytes) >= 'a' && peek(reader, bytes) <= 'z'))
		bytes++;
	return peek(reader, bytes) == ':' && peek(reader, bytes + 1) == ']'
	               ? bytes + 2
	               : 0;
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
		size_t named = posix_class(reader);

		if (peek(reader, 0) == '\\')
			reader->at++;
		reader->at += named > 0 ? named : 1;
	}
	reader->at++;
}

/* Up to the first of two characters, or the end. */
static void
skip_to(struct reader *reader, char one, char other)
{
	while (reader->at < reader->length && peek(reader, 0) != one &&
	       peek(reader, 0) != other)
		reader->at++;
}

static void
skip_escape(struct reader *reader)
{
	bool takes_argument;

	reader->at++;
	if (peek(reader, 0) >= '0' && peek(reader, 0) <= '9') {
		while (peek(reader, 0) >= '0' && peek(reader, 0) <= '9')
			reader->at++;
		return;
	}
	takes_argument = memchr("xogpPkNu", peek(reader, 0), 8) != NULL;
	reader->at++;
	if (takes_argument && peek(reader, 0) == '{') {
		skip_to(reader, '}', '}');
		reader->at++;
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
	       (next == '{' && memchr("0, ", peek(reader, 1), 3) != NULL);
}

static void
add_need(struct pattern_branch *branch, const struct pattern_need *need)
{
	if (need->count > 0 && branch->count < PATTERN_NEEDS)
		branch->needs[branch->count++] = *need;
}

static bool
add_choice(struct pattern_need *need, uint16_t place)
{
	if (need->count == PATTERN_CHOICES)
		return false;
	need->any[need->count++] = place;
	return true;
}

/* The characters of which one stands right before the next item; none: it is
 * not known which. */
struct neighbours {
	char32_t any[PATTERN_CHOICES];
	size_t count;
};

/* Adds that one of `here` occurs, behind one of `before` if that is known. */
static void
add_neighbours(struct pattern_branch *branch, const struct neighbours *before,
               const struct neighbours *here)
{
	struct pattern_need need = {.count = 0};

	need.pairs = before->count > 0 &&
	             before->count * here->count <= PATTERN_CHOICES;
	for (size_t i = 0; i < here->count; i++) {
		if (!need.pairs)
			add_choice(&need, place_of(0, here->any[i]));
		for (size_t k = 0; need.pairs && k < before->count; k++)
			add_choice(&need,
			           place_of(before->any[k], here->any[i]));
	}
	/* A pair says more than the character it begins with. */
	if (need.pairs && branch->count > 0 &&
	    !branch->needs[branch->count - 1].pairs)
		branch->count--;
	add_need(branch, &need);
}

static void
read_literal(struct reader *reader, struct neighbours *here)
{
	here->count = 1;
	reader->at += text_peek(reader->source + reader->at, &here->any[0]);
}

/* A class of a few characters, without ranges, escapes and the like. */
static void
read_class(struct reader *reader, struct neighbours *here)
{
	size_t at = reader->at + 1;
	size_t end;

	here->count = 0;
	skip_class(reader);
	end = reader->at - 1;
	while (at < end) {
		char c = reader->source[at];

		if (c == '^' || c == '-' || c == '\\' || c == '[' ||
		    here->count == PATTERN_CHOICES) {
			here->count = 0;
			return;
		}
		at += text_peek(reader->source + at, &here->any[here->count]);
		here->count++;
	}
}

/* Past ( and what it says of its group. False if it matches no text itself:
 * it looks around, or is (?m) alone. */
static bool
enter_group(struct reader *reader)
{
	reader->at++;
	if (peek(reader, 0) != '?')
		return true;
	reader->at++;
	switch (peek(reader, 0)) {
	case '=':
	case '!':
	case '*':
		return false;
	case '<':
		if (memchr("=!*", peek(reader, 1), 3) != NULL)
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
		if (peek(reader, 0) == ')')
			return false;
	}
	reader->at++;
	return true;
}

static void read_branch(struct reader *reader, struct pattern_branch *branch);

static const struct pattern_need *
hardest(const struct pattern_branch *branch)
{
	const struct pattern_need *best = &branch->needs[0];

	for (size_t i = 1; i < branch->count; i++) {
		const struct pattern_need *need = &branch->needs[i];

		if (need->pairs != best->pairs ? need->pairs
		                               : need->count < best->count)
			best = need;
	}
	return best;
}

/* What a group needs is what one of its alternatives does. */
static void
read_group(struct reader *reader, struct pattern_branch *branch)
{
	struct pattern_need need = {.pairs = true};
	size_t start = reader->at;
	bool known = true;

	if (!enter_group(reader)) {
		reader->at = start;
		skip_group(reader);
		return;
	}
	while (reader->at < reader->length) {
		struct pattern_branch inner = {.count = 0};
		const struct pattern_need *its;

		read_branch(reader, &inner);
		its = hardest(&inner);
		known = known && inner.count > 0;
		need.pairs = need.pairs && its->pairs;
		for (size_t i = 0; known && i < its->count; i++)
			known = add_choice(&need, its->any[i]);
		reader->at++;
		if (reader->source[reader->at - 1] == ')')
			break;
	}
	if (known && !optional(reader))
		add_need(branch, &need);
}

/* Past an item's quantifier; whether its last character still stands right
 * before what follows. */
static bool
skip_quantifier(struct reader *reader)
{
	size_t bytes = 1;

	if (peek(reader, 0) != '{') {
		reader->at++;
		return true;
	}
	while (strchr("0123456789, ", peek(reader, bytes)) != NULL &&
	       peek(reader, bytes) != '\0')
		bytes++;
	/* Otherwise it is no quantifier, but text. */
	reader->at += peek(reader, bytes) == '}' ? bytes + 1 : 1;
	return false;
}

/* One alternative, up to the | or ) behind it. */
static void
read_branch(struct reader *reader, struct pattern_branch *branch)
{
	struct neighbours before = {.count = 0}, here;

	while (reader->at < reader->length) {
		here.count = 0;
		switch (peek(reader, 0)) {
		case '|':
		case ')':
			return;
		case '?':
		case '*':
		case '+':
		case '{':
			if (!skip_quantifier(reader))
				before.count = 0;
			continue;
		case '(':
			read_group(reader, branch);
			break;
		case '\\':
			skip_escape(reader);
			break;
		case '.':
		case '^':
		case '$':
			reader->at++;
			break;
		case '[':
			read_class(reader, &here);
			break;
		default:
			read_literal(reader, &here);
		}
		if (optional(reader))
			here.count = 0;
		if (here.count > 0)
			add_neighbours(branch, &before, &here);
		before = here;
	}
}

void
pattern_needs_read(struct pattern_needs *needs, struct arena *arena,
                   const char *source, size_t length)
{
	struct reader reader = {source, length, 0};
	struct pattern_branch branches[PATTERN_BRANCHES] = {0};
	size_t count = 0;

	*needs = (struct pattern_needs){.count = 0};
	if (too_clever(source, length))
		return;
	do {
		if (count == PATTERN_BRANCHES)
			return;
		read_branch(&reader, &branches[count++]);
	} while (reader.at++ < length);
	needs->branches = arena_array(arena, count, sizeof(*branches));
	memcpy(needs->branches, branches, count * sizeof(*branches));
	needs->count = count;
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
