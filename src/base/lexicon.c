/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "base/lexicon.h"

#include <stdbool.h>
#include <stdint.h>

#include "base/memory.h"
#include "base/text.h"

/* Blanks skipped between two characters of a word. */
#define BLANKS_MOST 3
#define FIRST_BITS 0x10000
_Static_assert(FIRST_BITS / 8 == LEXICON_FIRST_BYTES, "a bit for each");

/* From one node by a character to the next; node 0 is the root. */
struct edge {
	uint32_t from;
	uint32_t character;
	uint32_t to; /* 0: the place is free */
};

struct lexicon {
	struct edge *edges;
	size_t room;    /* a power of 2 */
	size_t *values; /* per node */
	uint32_t nodes;
	uint8_t first[FIRST_BITS / 8]; /* with which characters words begin */
};

static size_t
place(const struct lexicon *lexicon, uint32_t from, uint32_t character)
{
	uint64_t key = ((uint64_t)from << 21 | character) *
	               UINT64_C(0x9E3779B97F4A7C15);
	size_t at = (size_t)(key >> 20) & (lexicon->room - 1);

	while (lexicon->edges[at].to != 0 &&
	       (lexicon->edges[at].from != from ||
	        lexicon->edges[at].character != character))
		at = (at + 1) & (lexicon->room - 1);
	return at;
}

static void
add(struct lexicon *lexicon, struct lexicon_word *word)
{
	uint32_t node = 0;
	size_t at = 0;

	while (at < word->length) {
		char32_t character;
		struct edge *edge;

		at += text_peek(word->text + at, &character);
		if (node == 0)
			lexicon->first[(character & (FIRST_BITS - 1)) / 8] |=
				(uint8_t)(1U << (character & 7));
		edge = &lexicon->edges[place(lexicon, node, character)];
		if (edge->to == 0) {
			*edge = (struct edge){node, character, lexicon->nodes};
			lexicon->values[lexicon->nodes++] = LEXICON_NONE;
		}
		node = edge->to;
	}
	if (node == 0)
		return;
	if (lexicon->values[node] == LEXICON_NONE)
		lexicon->values[node] = word->value;
	else
		word->value = lexicon->values[node];
}

struct lexicon *
lexicon_new(struct arena *arena, struct lexicon_word *words, size_t count)
{
	struct lexicon *lexicon = arena_alloc(arena, sizeof(*lexicon));
	size_t characters = 1;

	for (size_t i = 0; i < count; i++)
		characters += text_characters(words[i].text, words[i].length);
	lexicon->room = 16;
	while (lexicon->room < characters * 2)
		lexicon->room *= 2;
	lexicon->edges =
		arena_array(arena, lexicon->room, sizeof(*lexicon->edges));
	lexicon->values =
		arena_array(arena, characters, sizeof(*lexicon->values));
	lexicon->values[0] = LEXICON_NONE;
	lexicon->nodes = 1;
	for (size_t i = 0; i < count; i++)
		add(lexicon, &words[i]);
	return lexicon;
}

const unsigned char *
lexicon_first(const struct lexicon *lexicon)
{
	return lexicon->first;
}

/* Steps from `node` over the character at `at`; 0 if no word goes on so. */
static uint32_t
step(const struct lexicon *lexicon, uint32_t node, char32_t character)
{
	return lexicon->edges[place(lexicon, node, character)].to;
}

size_t
lexicon_find(const struct lexicon *lexicon, const char *text, size_t length,
             size_t *bytes)
{
	size_t found = LEXICON_NONE, at = 0;
	uint32_t node = 0;
	char32_t character;
	int blanks = 0;

	while (at < length) {
		size_t size = text_peek(text + at, &character);

		if (node == 0 &&
		    (lexicon->first[(character & (FIRST_BITS - 1)) / 8] &
		     (1U << (character & 7))) == 0)
			break;
		at += size;
		if (node != 0 && (character == ' ' || character == 0x3000)) {
			if (++blanks > BLANKS_MOST)
				break;
			continue;
		}
		node = step(lexicon, node, character);
		if (node == 0)
			break;
		if (lexicon->values[node] != LEXICON_NONE) {
			found = lexicon->values[node];
			*bytes = at;
		}
	}
	return found;
}
