/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/live_map.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

bool
live_map_wanted(const char *source, size_t length)
{
	return length > 0 && memchr(source, '{', length) != NULL;
}

static bool
is_closed(const char *source, const struct live_span *span)
{
	return source[span->source_end - 1] == '}';
}

static bool
holds(const struct live_span *span, size_t caret)
{
	return caret != NONE && caret > span->source_start &&
	       caret <= span->source_end;
}

struct live_map
live_map_make(const struct report *report, const struct report *last,
              const char *source, size_t length, size_t caret)
{
	struct prose prose = prose_resolve(report, last, source, length);
	struct live_map map = {0};
	struct buffer text = {0};
	size_t at = 0;

	map.spans = xcalloc(prose.figure_count + 1, sizeof *map.spans);
	for (size_t i = 0; i < prose.figure_count; i++) {
		const struct live_figure *figure = &prose.figures[i];
		struct live_span *span = &map.spans[map.count++];

		*span = (struct live_span){.source_start = figure->source_start,
		                           .source_end = figure->source_end,
		                           .status = figure->status};
		span->open = !is_closed(source, span) || holds(span, caret);
		buffer_add(&text, source + at, span->source_start - at);
		span->shown_start = text.length;
		if (span->open)
			buffer_add(&text, source + span->source_start,
			           span->source_end - span->source_start);
		else
			buffer_add(&text, prose.text + figure->resolved_start,
			           figure->resolved_end -
			                   figure->resolved_start);
		span->shown_end = text.length;
		at = span->source_end;
	}
	buffer_add(&text, source + at, length - at);
	prose_free(&prose);
	map.length = text.length;
	map.text = buffer_take(&text);
	return map;
}

void
live_map_free(struct live_map *map)
{
	free(map->text);
	free(map->spans);
	*map = (struct live_map){0};
}

/* An open figure the caret is not in may be one whose brace is not closed. */
bool
live_map_follows(const struct live_map *map, size_t caret)
{
	for (size_t i = 0; i < map->count; i++) {
		const struct live_span *span = &map->spans[i];
		bool closed =
			!span->open || map->text[span->shown_end - 1] == '}';

		if (closed && span->open != holds(span, caret))
			return true;
	}
	return false;
}

size_t
live_map_shown(const struct live_map *map, size_t at)
{
	size_t source = 0, shown = 0;

	for (size_t i = 0; i < map->count; i++) {
		const struct live_span *span = &map->spans[i];

		if (at < span->source_end && at >= span->source_start)
			return span->open ? span->shown_start + at -
			                            span->source_start
			                  : span->shown_start;
		if (at < span->source_start)
			break;
		source = span->source_end;
		shown = span->shown_end;
	}
	return shown + at - source;
}

static size_t
nearer_end(const struct live_span *span, size_t at)
{
	return at - span->shown_start < span->shown_end - at
	               ? span->source_start
	               : span->source_end;
}

size_t
live_map_source(const struct live_map *map, size_t at)
{
	size_t source = 0, shown = 0;

	for (size_t i = 0; i < map->count; i++) {
		const struct live_span *span = &map->spans[i];

		if (at < span->shown_start)
			break;
		if (at < span->shown_end)
			return span->open ? span->source_start + at -
			                            span->shown_start
			                  : nearer_end(span, at);
		source = span->source_end;
		shown = span->shown_end;
	}
	return source + at - shown;
}

const struct live_span *
live_map_begins(const struct live_map *map, size_t at)
{
	for (size_t i = 0; i < map->count; i++)
		if (!map->spans[i].open && map->spans[i].source_start == at)
			return &map->spans[i];
	return NULL;
}

const struct live_span *
live_map_around(const struct live_map *map, size_t at)
{
	for (size_t i = 0; i < map->count; i++)
		if (!map->spans[i].open && map->spans[i].source_start < at &&
		    map->spans[i].source_end > at)
			return &map->spans[i];
	return NULL;
}
