/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <stdlib.h>

#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"
#include "check/checks.h"

/* Of a live figure as typed, so much is quoted (columns). */
#define QUOTE_COLUMNS 30

static void
check_figure(const struct check_context *context, const struct check_text *text,
             const struct live_figure *figure)
{
	const struct buffer *source = &context->report->texts[text->text];
	const char *typed = source->data + figure->source_start;
	size_t length = figure->source_end - figure->source_start;
	size_t fits = text_fit(typed, length, QUOTE_COLUMNS, AMBIGUOUS_NARROW);
	bool blank = figure->status == LIVE_BLANK;
	struct finding *finding = check_add_path(
		context, blank ? "live.blank" : "live.unresolved",
		blank ? LEVEL_TODO : LEVEL_ERROR,
		report_text_path(context->report, text->text), text->section);

	finding->at = figure->source_start;
	finding->length = length;
	finding->mark =
		check_text_mark(context->report, text, figure->source_start);
	finding_say(finding, "%s: “%.*s%s”: %s",
	            check_section_name(context, text->section), (int)fits,
	            typed, fits < length ? "…" : "", figure->why);
}

void
check_live_figures(const struct check_context *context)
{
	const struct check_texts *texts = &context->prose->now;

	for (size_t i = 0; i < texts->count; i++) {
		const struct check_text *text = &texts->items[i];

		for (size_t k = 0; k < text->prose.figure_count; k++) {
			if (text->prose.figures[k].status != LIVE_OK)
				check_figure(context, text,
				             &text->prose.figures[k]);
		}
	}
}
