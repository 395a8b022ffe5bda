/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"
#include "check/checks.h"

/* Of a live figure as typed, so much is quoted (columns). */
#define QUOTE_COLUMNS 30

/* What is said about the bytes `start` to `end` of a text. */
static void
tell(const struct check_context *context, const struct check_text *text,
     struct finding *finding, size_t start, size_t end, const char *why)
{
	const char *typed = context->report->texts[text->text].data + start;
	size_t length = end - start;
	size_t fits = text_fit(typed, length, QUOTE_COLUMNS, AMBIGUOUS_NARROW);

	finding->at = start;
	finding->length = length;
	finding->mark = check_text_mark(context->report, text, start);
	finding_say(finding, "%s: “%.*s%s”: %s",
	            check_section_name(context, text->section), (int)fits,
	            typed, fits < length ? "…" : "", why);
}

static void
check_figure(const struct check_context *context, const struct check_text *text,
             const struct live_figure *figure)
{
	bool blank = figure->status == LIVE_BLANK;
	struct finding *finding = check_add_path(
		context, blank ? "live.blank" : "live.unresolved",
		blank ? LEVEL_TODO : LEVEL_ERROR,
		report_text_path(context->report, text->text), text->section);

	tell(context, text, finding, figure->source_start, figure->source_end,
	     figure->why);
}

/* --- full-width braces --- */

/* U+FF5B and U+FF5D, of as many bytes. */
#define WIDE_OPEN "\xEF\xBD\x9B"
#define WIDE_CLOSE "\xEF\xBD\x9D"
#define WIDE_BYTES (sizeof WIDE_OPEN - 1)
/* What names the first figure, and the whole of it, are no longer (bytes). */
#define NAME_LIMIT 64
#define FIGURE_LIMIT 256
/* So many are told of one text: who sees these mends the others, too. */
#define WIDE_MOST 20

/* Whether what stands behind a full-width brace begins as a live figure does:
 * with the year, last year's or the id of a section. */
static bool
begins_figure(const struct form *form, const char *text, size_t length)
{
	char name[NAME_LIMIT];
	size_t count = 0, at = 0;

	while (at < length && count < sizeof name) {
		char32_t character;
		size_t bytes = text_decode(text + at, length - at, &character);

		character = text_fold(character);
		if (character != '_' && (character < 'a' || character > 'z'))
			break;
		name[count++] = (char)character;
		at += bytes;
	}
	if (count == 4 &&
	    (memcmp(name, "year", 4) == 0 || memcmp(name, "last", 4) == 0))
		return true;
	return count > 0 && form_find_section(form, name, count) != NONE;
}

/* Behind the brace of either width that closes on the same line; 0 if none
 * near does. */
static size_t
closed_at(const char *text, size_t length)
{
	for (size_t at = 0;
	     at < length && at < FIGURE_LIMIT && text[at] != '\n'; at++) {
		if (text[at] == '}')
			return at + 1;
		if (length - at >= WIDE_BYTES &&
		    memcmp(text + at, WIDE_CLOSE, WIDE_BYTES) == 0)
			return at + WIDE_BYTES;
	}
	return 0;
}

/* A live figure between full-width braces is printed as it is typed. */
static void
check_wide_braces(const struct check_context *context,
                  const struct check_text *text)
{
	const struct report *report = context->report;
	const struct buffer *source = &report->texts[text->text];
	const char *at = buffer_text(source), *end = at + source->length;
	const char *start_of_text = at;
	size_t told = 0;

	while (told < WIDE_MOST && at < end &&
	       (at = memmem(at, (size_t)(end - at), WIDE_OPEN, WIDE_BYTES)) !=
	               NULL) {
		const char *behind = at + WIDE_BYTES;
		size_t start = (size_t)(at - start_of_text);
		size_t closed;

		at = behind;
		if (!begins_figure(report->form, behind,
		                   (size_t)(end - behind)))
			continue;
		closed = closed_at(behind, (size_t)(end - behind));
		if (closed == 0)
			continue;
		at = behind + closed;
		told++;
		tell(context, text,
		     check_add_path(context, "live.braces", LEVEL_REVIEW,
		                    report_text_path(report, text->text),
		                    text->section),
		     start, (size_t)(at - start_of_text),
		     _("the braces are full-width, so it is printed as it "
		       "stands; a live figure has the plain { and }"));
	}
}

void
check_live_figures(const struct check_context *context)
{
	const struct check_texts *texts = &context->prose->now;

	for (size_t i = 0; i < texts->count; i++) {
		const struct check_text *text = &texts->items[i];

		check_wide_braces(context, text);
		for (size_t k = 0; k < text->prose.figure_count; k++) {
			if (text->prose.figures[k].status != LIVE_OK)
				check_figure(context, text,
				             &text->prose.figures[k]);
		}
	}
}
