/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/* A pattern, which is the first line, searched in the other lines: it ends,
 * and a search that is spared would have found nothing. */

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/pattern.h"
#include "base/text.h"
#include "fuzz.h"

#define SPANS 8
#define MATCHES 64

/* `moved`: a match may begin elsewhere than where it was looked for, by \\K. */
static void
search(struct pattern *pattern, bool moved, const char *text, size_t length)
{
	struct charset set = {0};
	struct span spans[SPANS], again[SPANS];
	size_t at = 0;

	charset_add_text(&set, text, length);
	for (size_t i = 0; i < MATCHES && at <= length; i++) {
		if (pattern_find(pattern, text, length, at, spans, SPANS) !=
		    PATTERN_FOUND)
			return;
		fuzz_expect(pattern_possible(pattern, &set),
		            "a match is possible where there is one");
		fuzz_expect(at <= spans->start && spans->start <= length &&
		                    spans->end <= length,
		            "a match in the text");
		fuzz_expect(moved || pattern_match_at(pattern, text, length,
		                                      spans->start, again,
		                                      SPANS) != PATTERN_NONE,
		            "the same match at its place");
		at = spans->end > at ? spans->end : text_next(text, length, at);
		if (at >= length)
			return;
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	const char *source = (const char *)bytes;
	const char *end = memchr(source, '\n', size);
	size_t length = end == NULL ? size : (size_t)(end - source), at;
	struct arena *arena;
	struct pattern *pattern;
	char *why = NULL;

	fuzz_start();
	if (length > PATTERN_BYTES || text_check(source, size) != size)
		return 0;
	arena = arena_new();
	pattern = pattern_new(arena, source, length, &at, &why);
	if (pattern == NULL) {
		fuzz_expect(why != NULL && at <= length, "a reason, a place");
		free(why);
		arena_free(arena);
		return 0;
	}
	if (end != NULL)
		search(pattern, memmem(source, length, "\\K", 2) != NULL,
		       end + 1, size - length - 1);
	pattern_release(pattern);
	arena_free(arena);
	return 0;
}
