/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "base/pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"

/* Steps allowed from one start. PCRE2 counts from each start anew, so a long
 * text gets fewer for each, STEPS_IN_ALL together. */
#define STEPS_MOST 100000
#define STEPS_LEAST 500
#define STEPS_IN_ALL 100000000
#define DEPTH_LIMIT 10000
#define HEAP_LIMIT 1024 /* KiB */

/*
 * A text is searched window by window. Steps do not bound the time a single
 * item as [^x]*+ takes to run on to the end of a long text, from every start;
 * this does.
 */
#define WINDOW 4096
#define BEYOND 1024

/* Machine code costs as much as interpreting about so many bytes; of a pattern
 * that may begin anywhere, so few. */
#define WORTH_COMPILING 32768
#define WORTH_COMPILING_HARD 2048

struct pattern {
	const char *source;
	size_t length;
	size_t groups;
	size_t worth; /* compiling to machine code, from so many bytes on */
	struct pattern_needs needs;
	/* What it is compiled to, made when it is first used; or NULL. */
	pcre2_code *code;
	pcre2_match_data *data;
	pcre2_match_context *limits;
	size_t scanned; /* bytes so far */
	size_t steps;   /* the limit set at present */
	bool compiled;  /* to machine code, or tried to */
};

static char *
error_text(int code)
{
	PCRE2_UCHAR text[256];

	if (pcre2_get_error_message(code, text, sizeof(text)) < 0)
		return xformat("PCRE2 %d", code);
	return xstrdup((const char *)text);
}

/* PCRE2 returns NULL for want of memory alone in these calls. */
static void *
got(void *object)
{
	/* An allocation of no size ends the program as any other would. */
	return object != NULL ? object : xreallocarray(NULL, SIZE_MAX, 1);
}

static size_t
compiling_worth(const pcre2_code *code)
{
	uint32_t first = 0;
	const uint8_t *bytes = NULL;

	pcre2_pattern_info(code, PCRE2_INFO_FIRSTCODETYPE, &first);
	pcre2_pattern_info(code, PCRE2_INFO_FIRSTBITMAP, &bytes);
	return first == 0 && bytes == NULL ? WORTH_COMPILING_HARD
	                                   : WORTH_COMPILING;
}

static pcre2_code *
compile(const char *source, size_t length, int *error, size_t *at)
{
	pcre2_compile_context *context =
		got(pcre2_compile_context_create(NULL));
	pcre2_code *code;

	pcre2_set_parens_nest_limit(context, 50);
	pcre2_set_max_pattern_length(context, PATTERN_BYTES);
	code = pcre2_compile((PCRE2_SPTR)source, length,
	                     PCRE2_UTF | PCRE2_UCP | PCRE2_USE_OFFSET_LIMIT |
	                             PCRE2_NEVER_BACKSLASH_C,
	                     error, at, context);
	pcre2_compile_context_free(context);
	return code;
}

static void
equip(struct pattern *pattern, pcre2_code *code)
{
	pattern->code = code;
	pattern->data = got(pcre2_match_data_create_from_pattern(code, NULL));
	pattern->limits = got(pcre2_match_context_create(NULL));
	pcre2_set_depth_limit(pattern->limits, DEPTH_LIMIT);
	pcre2_set_heap_limit(pattern->limits, HEAP_LIMIT);
}

/* It compiled once: only for want of memory would it not again. */
static void
make_ready(struct pattern *pattern)
{
	int error;
	size_t at;

	if (pattern->code == NULL)
		equip(pattern, got(compile(pattern->source, pattern->length,
		                           &error, &at)));
}

struct pattern *
pattern_new(struct arena *arena, const char *source, size_t length, size_t *at,
            char **why)
{
	struct pattern *pattern;
	uint32_t groups = 0;
	int error;
	PCRE2_SIZE offset = 0;
	pcre2_code *code = compile(source, length, &error, &offset);

	*why = NULL;
	*at = 0;
	if (code == NULL) {
		*at = offset < length ? offset : length;
		*why = error_text(error);
		return NULL;
	}
	pattern = arena_alloc(arena, sizeof(*pattern));
	pattern->source = arena_strndup(arena, source, length);
	pattern->length = length;
	pcre2_pattern_info(code, PCRE2_INFO_CAPTURECOUNT, &groups);
	pattern->groups = groups;
	pattern->worth = compiling_worth(code);
	pattern_needs_read(&pattern->needs, arena, source, length);
	equip(pattern, code);
	return pattern;
}

void
pattern_release(struct pattern *pattern)
{
	pcre2_match_context_free(pattern->limits);
	pcre2_match_data_free(pattern->data);
	pcre2_code_free(pattern->code);
	pattern->limits = NULL;
	pattern->data = NULL;
	pattern->code = NULL;
	pattern->scanned = pattern->steps = 0;
	pattern->compiled = false;
}

size_t
pattern_group(struct pattern *pattern, const char *name)
{
	int number;

	make_ready(pattern);
	number = pcre2_substring_number_from_name(pattern->code,
	                                          (PCRE2_SPTR)name);

	return number > 0 ? (size_t)number : 0;
}

bool
pattern_possible(const struct pattern *pattern, const struct charset *set)
{
	return pattern_needs_met(&pattern->needs, set);
}

static void
limit_steps(struct pattern *pattern, size_t length)
{
	size_t steps = STEPS_IN_ALL / (length + 1);

	steps = steps < STEPS_LEAST  ? STEPS_LEAST
	        : steps > STEPS_MOST ? STEPS_MOST
	                             : steps;
	if (steps == pattern->steps)
		return;
	pattern->steps = steps;
	pcre2_set_match_limit(pattern->limits, (uint32_t)steps);
}

static void
count_work(struct pattern *pattern, size_t bytes)
{
	pattern->scanned += bytes;
	if (pattern->compiled || pattern->scanned < pattern->worth)
		return;
	pattern->compiled = true;
	/* Without machine code the interpreter goes on. */
	(void)pcre2_jit_compile(pattern->code, PCRE2_JIT_COMPLETE);
}

/* The end of a window, moved back to the start of a character. */
static size_t
window_end(const char *text, size_t length, size_t end)
{
	if (end >= length)
		return length;
	while (((unsigned char)text[end] & 0xC0) == 0x80)
		end--;
	return end;
}

static enum pattern_status
read_spans(const struct pattern *pattern, struct span *spans, size_t count)
{
	const PCRE2_SIZE *found = pcre2_get_ovector_pointer(pattern->data);

	for (size_t i = 0; i < count; i++) {
		spans[i] = (struct span){SPAN_NONE, SPAN_NONE};
		if (i <= pattern->groups && found[2 * i] != PCRE2_UNSET)
			spans[i] =
				(struct span){found[2 * i], found[2 * i + 1]};
	}
	/* \K in a lookahead can set the start behind the end. */
	if (count > 0 && spans[0].start > spans[0].end)
		spans[0].start = spans[0].end;
	return PATTERN_FOUND;
}

/* Matches that start in [from, last], with the text up to `end` alone. */
static int
run(struct pattern *pattern, const char *text, size_t end, size_t from,
    size_t last, uint32_t options)
{
	int status;

	pcre2_set_offset_limit(pattern->limits, last);
	options |= PCRE2_NO_UTF_CHECK;
	status = pcre2_match(pattern->code, (PCRE2_SPTR)text, end, from,
	                     options, pattern->data, pattern->limits);
	if (status == PCRE2_ERROR_JIT_STACKLIMIT)
		status = pcre2_match(pattern->code, (PCRE2_SPTR)text, end, from,
		                     options | PCRE2_NO_JIT, pattern->data,
		                     pattern->limits);
	return status;
}

enum pattern_status
pattern_find(struct pattern *pattern, const char *text, size_t length,
             size_t from, struct span *spans, size_t count)
{
	if (text == NULL)
		text = "";
	make_ready(pattern);
	limit_steps(pattern, length);
	while (from <= length) {
		size_t end = window_end(text, length, from + WINDOW + BEYOND);
		size_t last = end == length
		                      ? length
		                      : window_end(text, length, from + WINDOW);
		int status;

		count_work(pattern, last - from);
		status = run(pattern, text, end, from, last,
		             end < length ? PCRE2_NOTEOL : 0);
		if (status > 0)
			return read_spans(pattern, spans, count);
		if (status != PCRE2_ERROR_NOMATCH)
			return PATTERN_GAVE_UP;
		if (end == length)
			break;
		from = last;
	}
	return PATTERN_NONE;
}

enum pattern_status
pattern_match_at(struct pattern *pattern, const char *text, size_t length,
                 size_t from, struct span *spans, size_t count)
{
	size_t end;
	int status;

	if (text == NULL)
		text = "";
	end = window_end(text, length, from + WINDOW);
	make_ready(pattern);
	limit_steps(pattern, WINDOW);
	status = run(pattern, text, end, from, from,
	             PCRE2_ANCHORED | (end < length ? PCRE2_NOTEOL : 0));
	if (status > 0)
		return read_spans(pattern, spans, count);
	return status == PCRE2_ERROR_NOMATCH ? PATTERN_NONE : PATTERN_GAVE_UP;
}
