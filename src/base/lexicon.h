/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef BASE_LEXICON_H
#define BASE_LEXICON_H

/*
 * A set of words, made once, in which the longest word that a text has at
 * some place is found in time of that word's length. Blanks within the text
 * do not count, as between characters that were typed or scanned apart.
 */

#include <stddef.h>

struct arena;
struct lexicon;

struct lexicon_word {
	const char *text; /* valid UTF-8, no blanks */
	size_t length;
	size_t value; /* what lexicon_find() gives; below 2^32 - 1 */
};

/* The lexicon lives in the arena. Of equal words the first counts; the others
 * are given its value. */
struct lexicon *lexicon_new(struct arena *arena, struct lexicon_word *words,
                            size_t count);

#define LEXICON_NONE ((size_t)-1)

/* A bit for each character that some word begins with, by its lower 16 bits:
 * bit C & 7 of byte C / 8. */
#define LEXICON_FIRST_BYTES 8192
const unsigned char *lexicon_first(const struct lexicon *lexicon);

/* The value of the longest word that begins the text, and the bytes it takes
 * there; LEXICON_NONE if there is none. */
size_t lexicon_find(const struct lexicon *lexicon, const char *text,
                    size_t length, size_t *bytes);

#endif
