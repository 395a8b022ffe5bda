/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "base/lexicon.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

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
	size_t room;      /* a power of 2 */
	uint32_t *values; /* per node; NO_VALUE */
	uint32_t nodes;
	uint8_t first[FIRST_BITS / 8]; /* with which characters words begin */
};

#define NO_VALUE UINT32_MAX
#define FIRST_ROOM 1024

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

/* Half of the places are free, so that looking for one ends soon. While words
 * are added, edges and values are of the heap. */
static void
make_room(struct lexicon *lexicon, size_t *capacity)
{
	struct edge *old = lexicon->edges;
	size_t count = lexicon->room;

	lexicon->values = grow(lexicon->values, capacity, lexicon->nodes + 1,
	                       sizeof(*lexicon->values));
	if (lexicon->nodes * 2 < count)
		return;
	lexicon->room = count > 0 ? count * 2 : FIRST_ROOM;
	lexicon->edges = xcalloc(lexicon->room, sizeof(*lexicon->edges));
	for (size_t i = 0; i < count; i++) {
		if (old[i].to != 0)
			lexicon->edges[place(lexicon, old[i].from,
			                     old[i].character)] = old[i];
	}
	free(old);
}

/* The node one character further, made if there is none. */
static uint32_t
next_node(struct lexicon *lexicon, size_t *capacity, uint32_t node,
          uint32_t character)
{
	size_t at = place(lexicon, node, character);

	if (lexicon->edges[at].to == 0) {
		make_room(lexicon, capacity);
		at = place(lexicon, node, character);
		lexicon->edges[at] =
			(struct edge){node, character, lexicon->nodes};
		lexicon->values[lexicon->nodes++] = NO_VALUE;
	}
	return lexicon->edges[at].to;
}

static void
add(struct lexicon *lexicon, size_t *capacity, struct lexicon_word *word)
{
	uint32_t node = 0;
	size_t at = 0;

	while (at < word->length) {
		char32_t character;

		at += text_peek(word->text + at, &character);
		if (node == 0)
			lexicon->first[(character & (FIRST_BITS - 1)) / 8] |=
				(uint8_t)(1U << (character & 7));
		node = next_node(lexicon, capacity, node, character);
	}
	if (node == 0)
		return;
	if (lexicon->values[node] == NO_VALUE)
		lexicon->values[node] = (uint32_t)word->value;
	else
		word->value = lexicon->values[node];
}

/* An array of the heap, now in the arena. */
static void *
moved(struct arena *arena, void *items, size_t count, size_t size)
{
	void *copy = arena_array(arena, count, size);

	memcpy(copy, items, count * size);
	free(items);
	return copy;
}

struct lexicon *
lexicon_new(struct arena *arena, struct lexicon_word *words, size_t count)
{
	struct lexicon *lexicon = arena_alloc(arena, sizeof(*lexicon));
	size_t capacity = 0;

	make_room(lexicon, &capacity);
	lexicon->values[lexicon->nodes++] = NO_VALUE;
	for (size_t i = 0; i < count; i++)
		add(lexicon, &capacity, &words[i]);
	lexicon->edges = moved(arena, lexicon->edges, lexicon->room,
	                       sizeof(*lexicon->edges));
	lexicon->values = moved(arena, lexicon->values, lexicon->nodes,
	                        sizeof(*lexicon->values));
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
		if (lexicon->values[node] != NO_VALUE) {
			found = lexicon->values[node];
			*bytes = at;
		}
	}
	return found;
}
