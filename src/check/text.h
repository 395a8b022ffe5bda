/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef CHECK_TEXT_H
#define CHECK_TEXT_H

/*
 * The prose of a report as the checks look at it: resolved and split once,
 * for all of them. Offsets are bytes of the resolved text unless said
 * otherwise. For check/ only.
 */

#include "base/pattern.h"
#include "check/finding.h"
#include "report/prose.h"

/* Ends with 。！？； (and a closing mark right behind it) or the line's end;
 * without blanks at its ends, and never empty. */
struct sentence {
	size_t start;
	size_t end;
	size_t paragraph;
};

struct paragraph {
	size_t start;
	size_t end;
	size_t mark; /* bytes of the （一） it begins with, or 0 */
	size_t head; /* bytes of its sub-heading, which may run on into the
	                text: （一）主动公开情况。主要通过… ; 0: it has none */
};

/* Bytes of a text that are checked, 20 times what a section should have: no
 * text, however long, makes the checks take more than a moment. */
#define CHECK_PROSE_MOST ((size_t)64 * 1024)

struct check_text {
	size_t text;    /* number among the report's texts */
	size_t section; /* NONE: the preamble */
	struct prose prose;
	struct charset characters; /* that occur in it */
	struct paragraph *paragraphs;
	size_t paragraph_count;
	struct sentence *sentences;
	size_t sentence_count;
	struct text_line_place *places; /* in the file */
	size_t place_count;
};

/* The preamble, then the narrative sections in form order; a text without a
 * character in it has no sentences. */
struct check_texts {
	struct check_text *items;
	size_t count;
};

/* Resolves and splits; free with check_texts_free(). `last` may be NULL. */
struct check_texts check_texts_make(const struct report *report,
                                    const struct report *last);
void check_texts_free(struct check_texts *texts);
/* The text of that section (NONE: the preamble), or NULL for a table. */
const struct check_text *check_texts_find(const struct check_texts *texts,
                                          size_t section);

/* The place in the file of byte `at` of the text as it is written. */
struct mark check_text_mark(const struct report *report,
                            const struct check_text *text, size_t at);
/* The sentence that byte `at` stands in; the last one before it if it stands
 * between two; NONE if there is none. */
size_t check_sentence_at(const struct check_text *text, size_t at);

struct check_context;
/*
 * A finding on bytes [where.start, where.end) of a text: place, cells
 * ([section]), sentence, mark and position are filled in, the mark at
 * where.start.
 */
struct finding *check_add_prose(const struct check_context *context,
                                const struct check_text *text, const char *rule,
                                enum level level, struct span where);
/* 第一部分（二） or 第一部分: where byte `at` stands, by short names. The caller
 * frees it. */
char *check_prose_place(const struct check_context *context,
                        const struct check_text *text, size_t at);
/* The short name of a section; of the preamble for NONE. */
const char *check_section_name(const struct check_context *context,
                               size_t section);
/*
 * The sentence around `where`, cut to about `columns` with … at either end, so
 * that `where` and every figure stay whole. Without quotation marks and
 * without the mark at its end. The caller frees it.
 */
char *check_quote(const struct check_text *text, struct span where,
                  size_t columns);

#endif
