/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef BASE_PATTERN_STARTS_H
#define BASE_PATTERN_STARTS_H

/*
 * Where in a text a match of a pattern may begin, so that it is tried there
 * alone. A library that knows of bytes cannot tell: nearly every Chinese
 * character begins with one of six.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uchar.h>

struct arena;

struct character_range {
	char32_t low;
	char32_t high;
};

#define STARTS_PAGES 512
#define STARTS_NONE ((size_t)-1)

struct pattern_starts {
	bool anywhere; /* nothing is known, and the rest says nothing */
	bool lines;    /* also at the start of the text or of a line */
	struct character_range *ranges;
	size_t count;
	/* A bit for each 128 characters with one of the ranges, by bits 7 to
	 * 15. */
	uint64_t pages[STARTS_PAGES / 64];
};

/* Reads what is certain from a pattern's source, which compiles. The ranges lie
 * in the arena. */
void pattern_starts_read(struct pattern_starts *starts, struct arena *arena,
                         const char *source, size_t length);
/* The first place in [at, last] where a match may begin; STARTS_NONE if there
 * is none. `text` is valid UTF-8 of `length` bytes; not for `anywhere`. */
size_t pattern_starts_next(const struct pattern_starts *starts,
                           const char *text, size_t length, size_t at,
                           size_t last);

#endif
