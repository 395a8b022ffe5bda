/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "base/pattern_needs.h"

#include <string.h>

#include "base/memory.h"
#include "base/pattern_reader.h"
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

#define PATTERN_BRANCHES 8
#define PATTERN_NEEDS 4
#define PATTERN_CHOICES 16

/* One of these characters or pairs, by their places in a charset: [×xX],
 * (?:公开|发布); or the only one. */
struct pattern_need {
	uint16_t any[PATTERN_CHOICES];
	size_t count;
	bool pairs; /* no single characters: seldom met by chance */
};

/* An alternative. */
struct pattern_branch {
	struct pattern_need needs[PATTERN_NEEDS];
	size_t count; /* 0: it may match anything */
};

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
read_literal(struct pattern_reader *reader, struct neighbours *here)
{
	here->count = 1;
	reader->at += text_peek(reader->source + reader->at, &here->any[0]);
}

/* A class of a few characters, without ranges, escapes and the like. */
static void
read_class(struct pattern_reader *reader, struct neighbours *here)
{
	size_t at = reader->at + 1;
	size_t end;

	here->count = 0;
	reader_skip_class(reader);
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

static void read_branch(struct pattern_reader *reader,
                        struct pattern_branch *branch);

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
read_group(struct pattern_reader *reader, struct pattern_branch *branch)
{
	struct pattern_need need = {.pairs = true};
	size_t start = reader->at;
	bool known = true;

	if (!reader_enter_group(reader)) {
		reader->at = start;
		reader_skip_group(reader);
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
	if (known && !reader_optional(reader))
		add_need(branch, &need);
}

/* One alternative, up to the | or ) behind it. */
static void
read_branch(struct pattern_reader *reader, struct pattern_branch *branch)
{
	struct neighbours before = {.count = 0}, here;

	while (reader->at < reader->length) {
		here.count = 0;
		switch (reader_peek(reader, 0)) {
		case '|':
		case ')':
			return;
		case '?':
		case '*':
		case '+':
		case '{':
			if (!reader_skip_quantifier(reader))
				before.count = 0;
			continue;
		case '(':
			read_group(reader, branch);
			break;
		case '\\':
			reader_skip_escape(reader);
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
		if (reader_optional(reader))
			here.count = 0;
		if (here.count > 0)
			add_neighbours(branch, &before, &here);
		before = here;
	}
}

/* Adds what one alternative needs to `list`; returns where it ends. */
static uint16_t *
list_branch(uint16_t *list, const struct pattern_branch *branch)
{
	*list++ = (uint16_t)branch->count;
	for (size_t i = 0; i < branch->count; i++) {
		const struct pattern_need *need = &branch->needs[i];

		*list++ = (uint16_t)need->count;
		memcpy(list, need->any, need->count * sizeof(*list));
		list += need->count;
	}
	return list;
}

void
pattern_needs_read(struct pattern_needs *needs, struct arena *arena,
                   const char *source, size_t length)
{
	struct pattern_reader reader = {source, length, 0};
	uint16_t list[PATTERN_BRANCHES *
	              (1 + PATTERN_NEEDS * (1 + PATTERN_CHOICES))];
	uint16_t *end = list;
	size_t count = 0;

	*needs = (struct pattern_needs){.count = 0};
	if (reader_too_clever(source, length))
		return;
	do {
		struct pattern_branch branch = {.count = 0};

		if (count++ == PATTERN_BRANCHES)
			return;
		read_branch(&reader, &branch);
		end = list_branch(end, &branch);
	} while (reader.at++ < length);
	needs->list = arena_array(arena, (size_t)(end - list), sizeof(*list));
	memcpy(needs->list, list, (size_t)(end - list) * sizeof(*list));
	needs->count = count;
}

/* Whether one alternative's needs are met; `*list` moves behind them. */
static bool
branch_met(const struct charset *set, const uint16_t **list)
{
	bool met = true;

	for (size_t needs = *(*list)++; needs > 0; needs--) {
		bool any = false;

		for (size_t choices = *(*list)++; choices > 0; choices--)
			any = charset_has(set, *(*list)++) || any;
		met = met && any;
	}
	return met;
}

bool
pattern_needs_met(const struct pattern_needs *needs, const struct charset *set)
{
	const uint16_t *list = needs->list;

	for (size_t i = 0; i < needs->count; i++) {
		if (branch_met(set, &list))
			return true;
	}
	return needs->count == 0;
}
