/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef BASE_MARKUP_H
#define BASE_MARKUP_H

/*
 * Writing HTML and XML: elements are closed in the order they were opened, and
 * no text reaches the output unescaped. Names of elements and attributes are
 * the caller's constants and outlive the writer.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

#define MARKUP_DEPTH 32

struct markup {
	struct buffer *out;
	const char *open[MARKUP_DEPTH]; /* elements, outermost first */
	size_t depth;
	bool in_tag; /* attributes may still follow */
};

void markup_start(struct markup *markup, const char *element);
/* Of the element just started. */
void markup_attribute(struct markup *markup, const char *name,
                      const char *value);
void markup_number(struct markup *markup, const char *name, size_t value);
/* Text as text_plain() gives it, `& < > " '` as references. */
void markup_text(struct markup *markup, const char *text);
/* The same, with ASCII marks as references: nothing in it is read as Markdown
 * either. */
void markup_shielded(struct markup *markup, const char *text);
/* Ends the innermost element. */
void markup_end(struct markup *markup);
/* Ends the element just started as one without content: <meta …>. */
void markup_end_void(struct markup *markup);
/* Ends the element just started as XML's empty one: <w:br/>. */
void markup_end_empty(struct markup *markup);
/* Adds what is markup already, or a line break: the caller's constants. */
void markup_raw(struct markup *markup, const char *raw);

#endif
