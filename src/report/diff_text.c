/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/sequence.h"
#include "base/text.h"
#include "report/diff.h"

/* Paragraphs this much alike (per cent) are one that was changed. */
#define ALIKE_LEAST 40
/* Symbols looked at to pair the paragraphs of one hunk; where it would take
 * more, they are paired in order. */
#define PAIRING_WORK ((size_t)1 << 20)
/* Equal stretches up to so many characters between two changes belong to
 * them: read by eye, they only tear the change to pieces. */
#define ISLAND_MOST 1

/* Symbols above the last character stand for figures and words. */
#define FIRST_WORD ((uint32_t)0x200000)

struct paragraph {
	const char *text;
	size_t length;
	uint32_t symbol; /* equal for equal paragraphs */
	uint32_t *pairs; /* of neighbouring characters, sorted; or NULL */
	size_t pair_count;
};

struct paragraphs {
	struct paragraph *items;
	size_t count;
	size_t capacity;
};

/* --- symbols for runs of bytes --- */

struct word {
	const char *text;
	size_t length;
};

/* Equal runs get equal symbols, counted from 0. */
struct dictionary {
	struct word *words;
	size_t count;
	size_t capacity;
	size_t *slots;     /* hashed: index of a word + 1, or 0 */
	size_t slot_count; /* a power of two */
};

static size_t
hash(const char *text, size_t length)
{
	uint64_t value = 0xcbf29ce484222325u; /* FNV-1a */

	for (size_t i = 0; i < length; i++) {
		value ^= (unsigned char)text[i];
		value *= 0x100000001b3u;
	}
	return (size_t)(value ^ value >> 32);
}

static size_t *
find_slot(const struct dictionary *dictionary, const char *text, size_t length)
{
	size_t mask = dictionary->slot_count - 1;
	size_t at = hash(text, length) & mask;

	for (;; at = (at + 1) & mask) {
		size_t *slot = &dictionary->slots[at];
		const struct word *word;

		if (*slot == 0)
			return slot;
		word = &dictionary->words[*slot - 1];
		if (word->length == length &&
		    memcmp(word->text, text, length) == 0)
			return slot;
	}
}

static void
make_room(struct dictionary *dictionary)
{
	if (dictionary->slot_count > dictionary->count * 2)
		return;
	dictionary->slot_count =
		dictionary->slot_count == 0 ? 64 : dictionary->slot_count * 2;
	free(dictionary->slots);
	dictionary->slots =
		xcalloc(dictionary->slot_count, sizeof(*dictionary->slots));
	for (size_t i = 0; i < dictionary->count; i++)
		*find_slot(dictionary, dictionary->words[i].text,
		           dictionary->words[i].length) = i + 1;
}

static uint32_t
symbol_of(struct dictionary *dictionary, const char *text, size_t length)
{
	size_t *slot;

	make_room(dictionary);
	slot = find_slot(dictionary, text, length);
	if (*slot == 0) {
		dictionary->words =
			grow(dictionary->words, &dictionary->capacity,
		             dictionary->count + 1, sizeof(struct word));
		dictionary->words[dictionary->count++] =
			(struct word){text, length};
		*slot = dictionary->count;
	}
	return (uint32_t)(*slot - 1);
}

static void
dictionary_free(struct dictionary *dictionary)
{
	free(dictionary->words);
	free(dictionary->slots);
}

/* --- characters --- */

/* What is compared within a paragraph: characters, figures, words. */
struct tokens {
	uint32_t *symbols;
	size_t *starts; /* bytes; one more than there are symbols */
	size_t count;
};

static bool
in_word(unsigned char byte)
{
	return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
	       (byte >= 'A' && byte <= 'Z');
}

/* Bytes of the figure or Latin word that begins at `at`, or 0. A point or
 * comma belongs to a figure between two of its digits. */
static size_t
word_bytes(const char *text, size_t length, size_t at)
{
	size_t end = at;

	while (end < length) {
		unsigned char byte = (unsigned char)text[end];
		bool inner = (byte == '.' || byte == ',') && end > at &&
		             end + 1 < length && text[end - 1] >= '0' &&
		             text[end - 1] <= '9' && text[end + 1] >= '0' &&
		             text[end + 1] <= '9';

		if (!in_word(byte) && !inner)
			break;
		end++;
	}
	return end - at;
}

static struct tokens
tokens_of(struct dictionary *dictionary, const struct paragraph *paragraph)
{
	const char *text = paragraph->text;
	size_t length = paragraph->length;
	struct tokens tokens = {
		.symbols = xreallocarray(NULL, length + 1, sizeof(uint32_t)),
		.starts = xreallocarray(NULL, length + 1, sizeof(size_t)),
	};

	for (size_t at = 0; at < length;) {
		size_t bytes = word_bytes(text, length, at);
		uint32_t symbol;
		char32_t character;

		if (bytes > 0) {
			symbol = FIRST_WORD +
			         symbol_of(dictionary, text + at, bytes);
		} else {
			bytes = text_decode(text + at, length - at, &character);
			symbol = character;
		}
		tokens.symbols[tokens.count] = symbol;
		tokens.starts[tokens.count++] = at;
		at += bytes;
	}
	tokens.starts[tokens.count] = length;
	return tokens;
}

static void
tokens_free(struct tokens *tokens)
{
	free(tokens->symbols);
	free(tokens->starts);
}

/* Joins hunks with next to nothing between them; returns how many are left. */
static size_t
join_hunks(struct hunk *hunks, size_t count)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++) {
		if (kept > 0 && hunks[i].old_start - hunks[kept - 1].old_end <=
		                        ISLAND_MOST) {
			hunks[kept - 1].old_end = hunks[i].old_end;
			hunks[kept - 1].new_end = hunks[i].new_end;
		} else {
			hunks[kept++] = hunks[i];
		}
	}
	return kept;
}

static void
compare_characters(struct difference *difference, const struct paragraph *old,
                   const struct paragraph *new)
{
	struct dictionary dictionary = {0};
	struct tokens before = tokens_of(&dictionary, old);
	struct tokens after = tokens_of(&dictionary, new);
	struct hunk *hunks;
	size_t count = sequence_compare(before.symbols, before.count,
	                                after.symbols, after.count, &hunks);

	count = join_hunks(hunks, count);
	difference->changes = xcalloc(count + 1, sizeof(struct text_change));
	difference->change_count = count;
	for (size_t i = 0; i < count; i++)
		difference->changes[i] = (struct text_change){
			.old_start = before.starts[hunks[i].old_start],
			.old_end = before.starts[hunks[i].old_end],
			.new_start = after.starts[hunks[i].new_start],
			.new_end = after.starts[hunks[i].new_end],
		};
	free(hunks);
	tokens_free(&before);
	tokens_free(&after);
	dictionary_free(&dictionary);
}

/* --- paragraphs --- */

static void
split(struct paragraphs *paragraphs, struct dictionary *dictionary,
      const char *text, size_t length)
{
	/* An empty text has its array, too: nobody asks first. */
	paragraphs->items = grow(paragraphs->items, &paragraphs->capacity, 1,
	                         sizeof(struct paragraph));
	for (size_t at = 0; at < length;) {
		const char *line = text + at;
		const char *end = memchr(line, '\n', length - at);
		size_t bytes = end != NULL ? (size_t)(end - line) : length - at;
		size_t blanks = text_leading_blanks(line, bytes);

		at += bytes + 1;
		line += blanks;
		bytes -= blanks;
		bytes -= text_trailing_blanks(line, bytes);
		if (bytes == 0)
			continue;
		paragraphs->items =
			grow(paragraphs->items, &paragraphs->capacity,
		             paragraphs->count + 1, sizeof(struct paragraph));
		paragraphs->items[paragraphs->count++] = (struct paragraph){
			.text = line,
			.length = bytes,
			.symbol = symbol_of(dictionary, line, bytes),
		};
	}
}

static uint32_t *
symbols_of(const struct paragraphs *paragraphs)
{
	uint32_t *symbols = xcalloc(paragraphs->count + 1, sizeof(*symbols));

	for (size_t i = 0; i < paragraphs->count; i++)
		symbols[i] = paragraphs->items[i].symbol;
	return symbols;
}

static void
paragraphs_free(struct paragraphs *paragraphs)
{
	for (size_t i = 0; i < paragraphs->count; i++)
		free(paragraphs->items[i].pairs);
	free(paragraphs->items);
}

static int
compare_pairs(const void *a, const void *b)
{
	const uint32_t one = *(const uint32_t *)a;
	const uint32_t other = *(const uint32_t *)b;

	return one < other ? -1 : one > other;
}

/* Neighbouring characters as one number each. A few different ones may share
 * a number: this only measures likeness. */
static void
take_pairs(struct paragraph *paragraph)
{
	uint32_t before = 0;
	char32_t character;

	if (paragraph->pairs != NULL)
		return;
	paragraph->pairs =
		xreallocarray(NULL, paragraph->length + 1, sizeof(uint32_t));
	for (size_t at = 0; at < paragraph->length;) {
		at += text_decode(paragraph->text + at, paragraph->length - at,
		                  &character);
		paragraph->pairs[paragraph->pair_count++] =
			before << 16 ^ (uint32_t)character;
		before = character;
	}
	qsort(paragraph->pairs, paragraph->pair_count, sizeof(uint32_t),
	      compare_pairs);
}

/* How much alike, in per cent: the pairs they share (Dice's coefficient). */
static size_t
likeness(struct paragraph *one, struct paragraph *other)
{
	size_t shared = 0, i = 0, k = 0;

	take_pairs(one);
	take_pairs(other);
	while (i < one->pair_count && k < other->pair_count) {
		if (one->pairs[i] == other->pairs[k]) {
			shared++;
			i++;
			k++;
		} else if (one->pairs[i] < other->pairs[k]) {
			i++;
		} else {
			k++;
		}
	}
	return 200 * shared / (one->pair_count + other->pair_count);
}

/* Both sides of a text, and what a difference in it is called. */
struct texts {
	struct differences *differences;
	const struct difference *sample;
	struct paragraphs old, new;
};

static void
add_difference(const struct texts *texts, size_t old, size_t new)
{
	struct difference *added =
		differences_add(texts->differences, texts->sample);
	const struct paragraph *before =
		old != NONE ? &texts->old.items[old] : NULL;
	const struct paragraph *after =
		new != NONE ? &texts->new.items[new] : NULL;

	if (before != NULL) {
		added->old = xstrndup(before->text, before->length);
		added->old_paragraph = old + 1;
	}
	if (after != NULL) {
		added->new = xstrndup(after->text, after->length);
		added->new_paragraph = new + 1;
	}
	if (before != NULL && after != NULL)
		compare_characters(added, before, after);
}

/* The likeness of each paragraph with each, rows by columns: 0 where too
 * little. NULL if that is too much work. */
static size_t *
measure_all(struct texts *texts, const struct hunk *hunk)
{
	size_t rows = hunk->old_end - hunk->old_start;
	size_t columns = hunk->new_end - hunk->new_start;
	size_t bytes = 0, *table;

	if (rows > PAIRING_WORK / columns)
		return NULL;
	for (size_t i = hunk->old_start; i < hunk->old_end; i++)
		bytes += texts->old.items[i].length / 3 * columns;
	for (size_t i = hunk->new_start; i < hunk->new_end; i++)
		bytes += texts->new.items[i].length / 3 * rows;
	if (bytes > PAIRING_WORK)
		return NULL;
	table = xcalloc(rows * columns, sizeof(*table));
	for (size_t i = 0; i < rows; i++) {
		for (size_t k = 0; k < columns; k++) {
			size_t alike = likeness(
				&texts->old.items[hunk->old_start + i],
				&texts->new.items[hunk->new_start + k]);

			if (alike >= ALIKE_LEAST)
				table[i * columns + k] = alike;
		}
	}
	return table;
}

/* Pairs in order, so that the likenesses add up to the most: the classic
 * alignment of two sequences by dynamic programming. */
static void
pair_best(struct texts *texts, const struct hunk *hunk, const size_t *alike)
{
	size_t rows = hunk->old_end - hunk->old_start;
	size_t columns = hunk->new_end - hunk->new_start, width = columns + 1;
	size_t *best = xcalloc((rows + 1) * width, sizeof(*best));
	size_t i = 0, k = 0;

	for (size_t row = rows; row-- > 0;) {
		for (size_t column = columns; column-- > 0;) {
			size_t *at = &best[row * width + column];
			size_t value = alike[row * columns + column];

			*at = at[width] > at[1] ? at[width] : at[1];
			if (value > 0 && at[width + 1] + value > *at)
				*at = at[width + 1] + value;
		}
	}
	while (i < rows || k < columns) {
		const size_t *at = &best[i * width + k];

		if (i < rows && k < columns && alike[i * columns + k] > 0 &&
		    *at == at[width + 1] + alike[i * columns + k])
			add_difference(texts, hunk->old_start + i++,
			               hunk->new_start + k++);
		else if (i < rows && (k == columns || *at == at[width]))
			add_difference(texts, hunk->old_start + i++, NONE);
		else
			add_difference(texts, NONE, hunk->new_start + k++);
	}
	free(best);
}

static void
pair_in_order(struct texts *texts, const struct hunk *hunk)
{
	size_t i = hunk->old_start, k = hunk->new_start;

	while (i < hunk->old_end || k < hunk->new_end) {
		if (i < hunk->old_end && k < hunk->new_end &&
		    likeness(&texts->old.items[i], &texts->new.items[k]) >=
		            ALIKE_LEAST) {
			add_difference(texts, i++, k++);
			continue;
		}
		if (i < hunk->old_end)
			add_difference(texts, i++, NONE);
		if (k < hunk->new_end)
			add_difference(texts, NONE, k++);
	}
}

static void
pair_paragraphs(struct texts *texts, const struct hunk *hunk)
{
	size_t *alike = NULL;

	if (hunk->old_start < hunk->old_end && hunk->new_start < hunk->new_end)
		alike = measure_all(texts, hunk);
	if (alike != NULL)
		pair_best(texts, hunk, alike);
	else
		pair_in_order(texts, hunk);
	free(alike);
}

void
text_compare(struct differences *differences, const char *old,
             size_t old_length, const char *new, size_t new_length,
             const struct difference *sample)
{
	struct texts texts = {.differences = differences, .sample = sample};
	struct dictionary dictionary = {0};
	uint32_t *before, *after;
	struct hunk *hunks;
	size_t count;

	split(&texts.old, &dictionary, old, old_length);
	split(&texts.new, &dictionary, new, new_length);
	before = symbols_of(&texts.old);
	after = symbols_of(&texts.new);
	count = sequence_compare(before, texts.old.count, after,
	                         texts.new.count, &hunks);
	for (size_t i = 0; i < count; i++)
		pair_paragraphs(&texts, &hunks[i]);
	free(hunks);
	free(before);
	free(after);
	paragraphs_free(&texts.old);
	paragraphs_free(&texts.new);
	dictionary_free(&dictionary);
}
