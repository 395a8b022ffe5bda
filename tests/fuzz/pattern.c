/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/* A pattern, which is the first line, searched in the other lines: it ends,
 * and where a search is spared it would have found nothing. */

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/pattern.h"
#include "base/text.h"
#include "fuzz.h"

#define SPANS 8
#define MATCHES 64

/* The pattern behind a comment, of which nothing is known: it is tried at every
 * character. NULL if that makes it too long. */
static struct pattern *
compile_plain(struct arena *arena, const char *source, size_t length)
{
	char *commented = xformat("(?#)%.*s", (int)length, source), *why = NULL;
	struct pattern *plain = NULL;
	size_t at;

	/* Of what holds a NUL, the beginning is another pattern. */
	if (length + 4 <= PATTERN_BYTES && strlen(commented) == length + 4)
		plain = pattern_new(arena, commented, length + 4, &at, &why);
	free(why);
	free(commented);
	return plain;
}

/* `moved`: a match may begin elsewhere than where it was looked for, by \\K. */
static void
search(struct pattern *pattern, struct pattern *plain, bool moved,
       const char *text, size_t length)
{
	enum pattern_status status, other;
	struct charset set = {0};
	struct span spans[SPANS], again[SPANS];
	size_t at = 0;

	charset_add_text(&set, text, length);
	for (size_t i = 0; i < MATCHES && at <= length; i++) {
		status = pattern_find(pattern, text, length, at, spans, SPANS);
		other = plain == NULL ? PATTERN_GAVE_UP
		                      : pattern_find(plain, text, length, at,
		                                     again, SPANS);
		/* Machine code, and the interpreter, give up elsewhere. */
		if (status != PATTERN_GAVE_UP && other != PATTERN_GAVE_UP)
			fuzz_expect(status == other &&
			                    (status == PATTERN_NONE ||
			                     memcmp(spans, again,
			                            sizeof(spans)) == 0),
			            "the same match as tried everywhere");
		if (status != PATTERN_FOUND)
			return;
		fuzz_expect(pattern_possible(pattern, &set),
		            "a match is possible where there is one");
		fuzz_expect(at <= spans->start && spans->start <= length &&
		                    spans->end <= length,
		            "a match in the text");
		fuzz_expect(moved || pattern_find(pattern, text, length,
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
	struct pattern *pattern, *plain;
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
	plain = compile_plain(arena, source, length);
	if (end != NULL)
		search(pattern, plain, memmem(source, length, "\\K", 2) != NULL,
		       end + 1, size - length - 1);
	pattern_release(pattern);
	if (plain != NULL)
		pattern_release(plain);
	arena_free(arena);
	return 0;
}
