/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef BASE_PATTERN_NEEDS_H
#define BASE_PATTERN_NEEDS_H

/*
 * Searches that can be spared: a pattern whose own characters do not all
 * occur in a text cannot match there. The characters of a text are collected
 * once, for all patterns.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uchar.h>

#define CHARSET_WORDS 256

/* Characters that occur; a few others may seem to. All zero: none. */
struct charset {
	uint64_t words[CHARSET_WORDS];
};

void charset_add_text(struct charset *set, const char *text, size_t length);

#define PATTERN_BRANCHES 8
#define PATTERN_NEEDS 4
#define PATTERN_CHOICES 8

/* One of these characters: [×xX]; or the only one. */
struct pattern_need {
	char32_t any[PATTERN_CHOICES];
	size_t count;
};

struct pattern_branch {
	struct pattern_need needs[PATTERN_NEEDS];
	size_t count; /* 0: it may match anything */
};

/* Its alternatives; count 0: nothing is known. */
struct pattern_needs {
	struct pattern_branch branches[PATTERN_BRANCHES];
	size_t count;
};

/* Reads what is certain from a pattern's source, which compiles. */
void pattern_needs_read(struct pattern_needs *needs, const char *source,
                        size_t length);
bool pattern_needs_met(const struct pattern_needs *needs,
                       const struct charset *set);

#endif
