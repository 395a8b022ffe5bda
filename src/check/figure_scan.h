/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef CHECK_FIGURE_SCAN_H
#define CHECK_FIGURE_SCAN_H

/*
 * Reading a paragraph into tokens. For the files that do: the run and its
 * words and marks (figure_scan.c), numerals with their units
 * (figure_numeral.c), and the names of the body (figure_body.c).
 */

#include "base/text.h"
#include "check/figures.h"

/* Blanks between a numeral and its unit. */
#define BLANKS_MOST 4

struct scan_cursor {
	struct figure_scan *scan;
	const char *text;
	size_t start;
	size_t end;
	size_t at;
	char32_t before; /* the character before `at`, blanks apart */
	size_t unknown;  /* characters passed that no token covers */
	size_t open;     /* the last bracket not closed yet, or NONE */
	bool range;      /* from … to was just read */
};

/* The word at byte `at`, or LEXICON_NONE. */
static inline size_t
scan_word(const struct scan_cursor *cursor, size_t at, size_t *bytes)
{
	return lexicon_find(cursor->scan->rules->lexicon, cursor->text + at,
	                    cursor->end - at, bytes);
}

/* Where what stands behind a few blanks begins. */
static inline size_t
scan_skip_blanks(const struct scan_cursor *cursor, size_t at)
{
	for (int i = 0; i < BLANKS_MOST && at < cursor->end; i++) {
		char32_t character;
		size_t bytes = text_decode(cursor->text + at, cursor->end - at,
		                           &character);

		if (!text_is_blank(character))
			break;
		at += bytes;
	}
	return at;
}

/* The character at byte `at`; 0 at the end, with 0 bytes. */
static inline char32_t
scan_character(const struct scan_cursor *cursor, size_t at, size_t *bytes)
{
	char32_t character;

	*bytes = 0;
	if (at >= cursor->end)
		return 0;
	*bytes = text_peek(cursor->text + at, &character);
	return character;
}

/* --- figure_scan.c --- */
/* A new token; valid until the next one. */
struct token *scan_add(struct scan_cursor *cursor, enum token_kind kind,
                       size_t start, size_t end);
/* The signs among the uses from `use` on: 1 << enum figure_sign. */
uint32_t scan_signs(const struct figure_rules *rules, size_t use);

/* --- figure_numeral.c --- */
/* Takes the numeral at the cursor; false if there is none. */
bool scan_numeral(struct scan_cursor *cursor);
/* 151、38 and 12 items: they share the unit, with names between or not. */
void scan_share_units(struct figure_scan *scan);

/* --- figure_body.c --- */
/* Takes the body's names: its own, one with a shorter word for government, and
 * the area alone; and which kind of area it is. */
void scan_take_names(struct figure_scan *scan, const char *agency);
/* Whether the text up to `end` ends with as much of a name of the body as
 * makes it this body: to where a word may begin. */
bool scan_names_body(const struct scan_cursor *cursor, size_t end);
/* The body's own name at the cursor: its bytes, or 0. */
size_t scan_own_name(const struct scan_cursor *cursor);

#endif
