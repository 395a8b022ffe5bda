/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef BASE_PATTERN_H
#define BASE_PATTERN_H

/*
 * Patterns (PCRE2's, as Perl's) on UTF-8 text, with limits: neither a pattern
 * nor a text, however hostile, can hang or exhaust the program. A match is
 * found as long as it needs no more than a kilobyte of text behind its start.
 *
 * Matching changes what a pattern keeps for itself, so one pattern serves one
 * thread.
 */

#include <stddef.h>

#include "base/pattern_needs.h"

struct arena;
struct pattern;

enum pattern_status {
	PATTERN_FOUND,
	PATTERN_NONE,
	PATTERN_GAVE_UP /* too hard: whether it matches is not known */
};

/* Bytes of the longest pattern accepted. */
#define PATTERN_BYTES 8192

/* A run of bytes; both ends SPAN_NONE for a group that took no part. */
struct span {
	size_t start;
	size_t end;
};
#define SPAN_NONE ((size_t)-1)

/*
 * Compiles; NULL if it is no pattern: then `*at` is the byte where it goes
 * wrong and `*why` says what (PCRE2's words; the caller frees them). The
 * pattern lives in the arena, but for what it was compiled to, which
 * pattern_release() frees: due before the arena is freed.
 */
struct pattern *pattern_new(struct arena *arena, const char *source,
                            size_t length, size_t *at, char **why);
/* Afterwards the pattern is as it was when new; it is compiled again when it
 * is next used. */
void pattern_release(struct pattern *pattern);
/* The number of the group of that name, or 0. */
size_t pattern_group(struct pattern *pattern, const char *name);

/*
 * The first match that starts at `from` or behind it. `text` is valid UTF-8,
 * which is not checked again, and `from` the start of a character. `spans`
 * gets the whole match and then the groups, `count` spans at most; those
 * beyond the pattern's groups are SPAN_NONE. What stands before `from` is seen
 * by lookbehind.
 */
enum pattern_status pattern_find(struct pattern *pattern, const char *text,
                                 size_t length, size_t from, struct span *spans,
                                 size_t count);
/* False if a text of these characters cannot hold a match. */
bool pattern_possible(const struct pattern *pattern, const struct charset *set);

#endif
