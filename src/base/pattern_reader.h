/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef BASE_PATTERN_READER_H
#define BASE_PATTERN_READER_H

/*
 * The source of a pattern, which compiles, item by item: as much as
 * pattern_needs.h and pattern_starts.h must know of it.
 */

#include <stdbool.h>
#include <stddef.h>

struct pattern_reader {
	const char *source; /* valid UTF-8, a NUL behind it */
	size_t length;
	size_t at;
};

/* What says nothing about single characters any more, or reads otherwise:
 * nothing can be told from such a source. */
bool reader_too_clever(const char *source, size_t length);

/* The byte so far ahead; NUL beyond the end. */
char reader_peek(const struct pattern_reader *reader, size_t ahead);
/* Past a class, an escape, a group with all that is in it. */
void reader_skip_class(struct pattern_reader *reader);
void reader_skip_escape(struct pattern_reader *reader);
void reader_skip_group(struct pattern_reader *reader);
/* Past ( and what it says of its group. False if it matches no text itself:
 * it looks around, or is (?m) alone. */
bool reader_enter_group(struct pattern_reader *reader);
/* Whether what was just read may be left out. */
bool reader_optional(const struct pattern_reader *reader);
/* Past an item's quantifier; whether its last character still stands right
 * before what follows. */
bool reader_skip_quantifier(struct pattern_reader *reader);

#endif
