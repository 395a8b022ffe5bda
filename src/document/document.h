/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef DOCUMENT_DOCUMENT_H
#define DOCUMENT_DOCUMENT_H

/*
 * A document: title, headings, paragraphs, tables, date, in order, and what
 * it is a report of. What renderers print and importers make. Owns its blocks
 * and strings.
 */

#include "document/grid.h"

enum block_kind {
	BLOCK_TITLE,
	BLOCK_HEADING, /* level 1: 一、 level 2: （一） */
	BLOCK_PARAGRAPH,
	BLOCK_TABLE,
	BLOCK_DATE
};

struct block {
	enum block_kind kind;
	int level;         /* BLOCK_HEADING: 1 or 2 */
	char *id;          /* path of what it shows, or NULL */
	char *text;        /* UTF-8, no line break; NULL for a table */
	struct grid *grid; /* BLOCK_TABLE */
};

struct document {
	char *form;   /* id of its form; NULL if not known */
	char *agency; /* NULL if not known */
	int year;     /* reported; 0 if not known */
	char *dated;  /* YYYY-MM-DD; NULL if not known */
	struct block *blocks;
	size_t count;
	size_t capacity;
};

struct document *document_new(void) __attribute__((returns_nonnull));
void document_free(struct document *document);
/* Copies `id` (may be NULL) and `text`. A block's address holds until the next
 * one is added. */
struct block *document_add(struct document *document, enum block_kind kind,
                           int level, const char *id, const char *text,
                           size_t length);
/* Takes the grid over. */
struct block *document_add_table(struct document *document, const char *id,
                                 struct grid *grid);
/* The text of its title, for what has one of its own; "" if it has none. */
const char *document_title(const struct document *document);
/* Where a title too long for its line is best broken, in bytes: behind the year,
 * which follows the agency; 0 if it is not in the title, or at its end. */
size_t document_title_break(const char *title, int year);

#endif
