/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef RENDER_RENDER_H
#define RENDER_RENDER_H

/*
 * Documents into formats: one function in one file each, entered in one
 * registry. A renderer fills a buffer; the caller writes it once. It returns
 * false, with `*why` (owned by the caller, for the user) set and `out` not to
 * be used, if the document cannot be rendered.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/text.h"
#include "document/document.h"

/* A place to be found again in what is written. */
struct render_mark {
	const char *id; /* of a block, or of a cell of a table */
	size_t number;  /* of several blocks of this id: which, from 0; the
	                   last one where there are not so many */
	size_t line;    /* filled in: where it begins, from 0; stays as it is
	                   if there is none */
};

struct render_options {
	size_t width;             /* columns; text only */
	bool ascii;               /* borders of + - | */
	enum ambiguous ambiguous; /* text only */
	bool fragment;            /* html: the body's part only */
	bool tidy;                /* csv: a line for each value */
	const char *table;        /* csv: id of the only one wanted, or NULL */
	struct render_mark *mark; /* text only; or NULL */
};

/* Options a user may give, as bits: those a format has no use for are
 * refused. */
enum render_option {
	RENDER_TAKES_WIDTH = 1 << 0,
	RENDER_TAKES_ASCII = 1 << 1,
	RENDER_TAKES_AMBIGUOUS = 1 << 2,
	RENDER_TAKES_FRAGMENT = 1 << 3,
	RENDER_TAKES_TABLE = 1 << 4,
	RENDER_TAKES_TIDY = 1 << 5,
	RENDER_TAKES_BOM = 1 << 6,
	RENDER_TAKES_ENCODING = 1 << 7
};

struct renderer {
	const char *name;       /* -t NAME */
	const char *endings[2]; /* of -o's file: ".txt"; the second may be
	                           NULL */
	unsigned takes;         /* of enum render_option */
	/* The program that has the large libraries it needs; NULL: none but
	 * nianbao itself. In all other programs `render` is NULL. */
	const char *program;
	bool (*render)(const struct document *document,
	               const struct render_options *options, struct buffer *out,
	               char **why);
};

#define RENDER_WIDTH 80
#define RENDER_WIDTH_MIN 60
#define RENDER_WIDTH_MAX 300

/* All renderers; ends with a NULL name. */
extern const struct renderer renderers[];
const struct renderer *renderer_named(const char *name);
/* By the ending of a file's name, in letters of either case; or NULL. */
const struct renderer *renderer_for(const char *file);

bool render_text(const struct document *document,
                 const struct render_options *options, struct buffer *out,
                 char **why);
bool render_markdown(const struct document *document,
                     const struct render_options *options, struct buffer *out,
                     char **why);
bool render_html(const struct document *document,
                 const struct render_options *options, struct buffer *out,
                 char **why);
bool render_csv(const struct document *document,
                const struct render_options *options, struct buffer *out,
                char **why);
bool render_json(const struct document *document,
                 const struct render_options *options, struct buffer *out,
                 char **why);
bool render_docx(const struct document *document,
                 const struct render_options *options, struct buffer *out,
                 char **why);
bool render_pdf(const struct document *document,
                const struct render_options *options, struct buffer *out,
                char **why);

#endif
