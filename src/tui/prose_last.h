/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_PROSE_LAST_H
#define TUI_PROSE_LAST_H

/* Last year's text beside this year's. */

#include "tui/paint.h"
#include "tui/session.h"

/*
 * Takes the part for last year's text off the area: its right half on a wide
 * screen, else its lower part. Its edge to what is left is drawn.
 */
struct area prose_last_split(struct area *area);
/* Last year's text of the section, from the paragraph on that corresponds to
 * the one around byte `at` of this year's. */
void prose_last_draw(const struct session *session, size_t section, size_t at,
                     struct area area);

/* A paragraph of a text: bytes [start, end). */
struct last_paragraph {
	size_t start, end;
	size_t heading; /* the number of the sub-heading it is under, its own
	                   if it is one; NONE: under none */
};

/*
 * Of `last`, the paragraph that corresponds to that around byte `at` of `now`:
 * the most similar one, and those below the same sub-heading first. NONE in a
 * text without any.
 */
size_t prose_last_find(const char *now, size_t length, size_t at,
                       const char *last,
                       const struct last_paragraph *paragraphs, size_t count);
/* Splits a text; the caller frees the result. */
struct last_paragraph *prose_last_paragraphs(const char *text, size_t length,
                                             size_t *count);

#endif
