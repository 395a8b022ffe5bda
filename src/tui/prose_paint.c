/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/prose_paint.h"

static enum style
figure_style(const struct live_span *span)
{
	switch (span->status) {
	case LIVE_OK:
		return STYLE_LIVE;
	case LIVE_BLANK:
		return STYLE_TODO;
	default:
		return STYLE_ERROR;
	}
}

void
prose_paint_line(const struct editor_line *line, enum style style, int y, int x)
{
	size_t at = 0;

	for (size_t i = 0; line->map && i < line->map->count; i++) {
		const struct live_span *span = &line->map->spans[i];
		size_t start, end;

		if (span->shown_end <= line->from + at)
			continue;
		if (span->shown_start >= line->from + line->length)
			break;
		start = span->shown_start > line->from + at
		                ? span->shown_start - line->from
		                : at;
		end = span->shown_end - line->from;
		if (end > line->length)
			end = line->length;
		x += paint_run(y, x, style, line->shown + at, start - at);
		x += paint_run(y, x, figure_style(span), line->shown + start,
		               end - start);
		at = end;
	}
	paint_run(y, x, style, line->shown + at, line->length - at);
}
