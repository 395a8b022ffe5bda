/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_LIVE_MAP_H
#define TUI_LIVE_MAP_H

/*
 * What the screen shows of a paragraph that has live figures: their numbers,
 * and the one that the caret is in as it is typed. With the way from a byte of
 * the source to the byte shown and back. Knows no curses.
 */

#include <stdbool.h>
#include <stddef.h>

#include "report/prose.h"

/* A live figure. It is open, and shown as typed, while the caret is behind its
 * brace; one whose brace is not closed always is: it is not written to its end. */
struct live_span {
	size_t source_start, source_end; /* bytes in the paragraph */
	size_t shown_start, shown_end;   /* bytes of what is shown */
	enum live_status status;
	bool open;
};

struct live_map {
	char *text; /* what is shown */
	size_t length;
	struct live_span *spans;
	size_t count;
};

/* Whether a paragraph needs a map: it has a brace. */
bool live_map_wanted(const char *source, size_t length);
/* `caret` is a byte of the paragraph, NONE if it is elsewhere; `last` is last
 * year's report or NULL. Free it with live_map_free(). */
struct live_map live_map_make(const struct report *report,
                              const struct report *last, const char *source,
                              size_t length, size_t caret);
void live_map_free(struct live_map *map);
/* Whether the map would be another with the caret there. */
bool live_map_follows(const struct live_map *map, size_t caret);

/* The byte shown for byte `at` of the source: within a number its start. */
size_t live_map_shown(const struct live_map *map, size_t at);
/* The byte of the source behind byte `at` of what is shown: within a number
 * the nearer of the figure's two ends. */
size_t live_map_source(const struct live_map *map, size_t at);
/* The figure shown as a number that begins at byte `at` of the source; NULL if
 * there is none. */
const struct live_span *live_map_begins(const struct live_map *map, size_t at);

/* The figure shown as a number that byte `at` of the source is inside of, not
 * at an end of; NULL if there is none. */
const struct live_span *live_map_around(const struct live_map *map, size_t at);

#endif
