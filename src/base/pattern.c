/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "base/pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/pattern_needs.h"
#include "base/pattern_starts.h"
#include "base/text.h"

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

/* Machine code costs as much as trying it at so many places. */
#define WORTH_COMPILING 256

struct pattern {
	const char *source;
	size_t length;
	size_t groups;
	struct pattern_needs needs;
	struct pattern_starts starts;
	/* What it is compiled to, made when it is first used; or NULL. */
	pcre2_code *code;
	pcre2_match_data *data;
	pcre2_match_context *limits;
	size_t tries;  /* places it was tried at so far */
	size_t steps;  /* the limit set at present */
	bool compiled; /* to machine code, or tried to */
};

/* What a pattern is run on. */
struct subject {
	const char *text;
	size_t end;   /* of what is seen of it */
	size_t steps; /* allowed from one start */
	uint32_t options;
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

static pcre2_code *
compile(const char *source, size_t length, int *error, size_t *at)
{
	pcre2_compile_context *context =
		got(pcre2_compile_context_create(NULL));
	pcre2_code *code;

	pcre2_set_parens_nest_limit(context, 50);
	pcre2_set_max_pattern_length(context, PATTERN_BYTES);
	pcre2_set_newline(context, PCRE2_NEWLINE_LF);
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
	pattern_needs_read(&pattern->needs, arena, source, length);
	pattern_starts_read(&pattern->starts, arena, source, length);
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
	pattern->tries = pattern->steps = 0;
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

static size_t
steps_for(size_t length)
{
	size_t steps = STEPS_IN_ALL / (length + 1);

	return steps < STEPS_LEAST  ? STEPS_LEAST
	       : steps > STEPS_MOST ? STEPS_MOST
	                            : steps;
}

static void
count_work(struct pattern *pattern, size_t tries)
{
	pattern->tries += tries;
	if (pattern->compiled || pattern->tries < WORTH_COMPILING)
		return;
	pattern->compiled = true;
	make_ready(pattern);
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

/* Matches that start in [from, last]. */
static int
run(struct pattern *pattern, const struct subject *subject, size_t from,
    size_t last)
{
	PCRE2_SPTR text = (PCRE2_SPTR)subject->text;
	uint32_t options = subject->options | PCRE2_NO_UTF_CHECK;
	int status;

	make_ready(pattern);
	if (subject->steps != pattern->steps)
		pcre2_set_match_limit(pattern->limits,
		                      (uint32_t)subject->steps);
	pattern->steps = subject->steps;
	pcre2_set_offset_limit(pattern->limits, last);
	status = pcre2_match(pattern->code, text, subject->end, from, options,
	                     pattern->data, pattern->limits);
	if (status == PCRE2_ERROR_JIT_STACKLIMIT)
		status = pcre2_match(pattern->code, text, subject->end, from,
		                     options | PCRE2_NO_JIT, pattern->data,
		                     pattern->limits);
	return status;
}

/* The same, tried where a match may begin alone. */
static int
run_at_starts(struct pattern *pattern, const struct subject *subject,
              size_t from, size_t last)
{
	const struct pattern_starts *starts = &pattern->starts;
	int status = PCRE2_ERROR_NOMATCH;
	char32_t character;

	if (starts->anywhere) {
		count_work(pattern, last - from);
		return run(pattern, subject, from, last);
	}
	while (status == PCRE2_ERROR_NOMATCH && from <= last) {
		from = pattern_starts_next(starts, subject->text, subject->end,
		                           from, last);
		if (from == STARTS_NONE)
			break;
		count_work(pattern, 1);
		status = run(pattern, subject, from, from);
		if (from == subject->end)
			break;
		from += text_peek(subject->text + from, &character);
	}
	return status;
}

enum pattern_status
pattern_find(struct pattern *pattern, const char *text, size_t length,
             size_t from, struct span *spans, size_t count)
{
	struct subject subject = {
		.text = text != NULL ? text : "",
		.steps = steps_for(length),
	};

	while (from <= length) {
		size_t last;
		int status;

		subject.end = window_end(subject.text, length,
		                         from + WINDOW + BEYOND);
		last = subject.end == length ? length
		                             : window_end(subject.text, length,
		                                          from + WINDOW);
		subject.options = subject.end < length ? PCRE2_NOTEOL : 0;
		status = run_at_starts(pattern, &subject, from, last);
		if (status > 0)
			return read_spans(pattern, spans, count);
		if (status != PCRE2_ERROR_NOMATCH)
			return PATTERN_GAVE_UP;
		if (subject.end == length)
			break;
		from = last;
	}
	return PATTERN_NONE;
}
