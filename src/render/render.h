/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef RENDER_RENDER_H
#define RENDER_RENDER_H

/*
 * Documents into formats: one function in one file each, entered in one
 * registry. A renderer fills a buffer; the caller writes it once.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/text.h"
#include "document/document.h"

struct render_options {
	size_t width;             /* columns; text only */
	bool ascii;               /* borders of + - | */
	enum ambiguous ambiguous; /* text only */
};

struct renderer {
	const char *name;   /* -t NAME */
	const char *ending; /* of -o's file: ".txt" */
	/* False with `*why` (owned by the caller, for the user) set if it
	 * cannot be rendered; `out` is then not to be used. */
	bool (*render)(const struct document *document,
	               const struct render_options *options,
	               struct buffer *out, char **why);
};

#define RENDER_WIDTH 80
#define RENDER_WIDTH_MIN 60
#define RENDER_WIDTH_MAX 300

/* All renderers; ends with a NULL name. */
extern const struct renderer renderers[];
const struct renderer *renderer_named(const char *name);
/* By the ending of a file's name, or NULL. */
const struct renderer *renderer_for(const char *file);

bool render_text(const struct document *document,
                 const struct render_options *options, struct buffer *out,
                 char **why);

#endif
