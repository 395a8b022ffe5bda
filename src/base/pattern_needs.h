/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef BASE_PATTERN_NEEDS_H
#define BASE_PATTERN_NEEDS_H

/*
 * Searches that can be spared: a pattern whose own characters do not all
 * occur in a text, side by side where they are so in the pattern, cannot match
 * there. What occurs in a text is collected once, for all patterns.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uchar.h>

#define CHARSET_WORDS 512

/* Characters, and pairs of neighbours, that occur; a few others may seem to.
 * All zero: none. */
struct charset {
	uint64_t words[CHARSET_WORDS];
};

/* `text` is valid UTF-8. */
void charset_add_text(struct charset *set, const char *text, size_t length);

/* Per alternative, of which there are `count`, the number of its needs, and of
 * each the number of its choices and those, as places in a charset. None of
 * the alternatives: nothing is known. */
struct pattern_needs {
	uint16_t *list;
	size_t count;
};

struct arena;

/* Reads what is certain from a pattern's source, which compiles. The needs lie
 * in the arena. */
void pattern_needs_read(struct pattern_needs *needs, struct arena *arena,
                        const char *source, size_t length);
bool pattern_needs_met(const struct pattern_needs *needs,
                       const struct charset *set);

#endif
