/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef REPORT_EMIT_H
#define REPORT_EMIT_H

/*
 * Writing YAML: the shortest style that reads back as the same text. libyaml's
 * emitter is not used: it escapes characters beyond the first plane, and whole
 * paragraphs with them.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/yaml.h"

enum emit_style {
	EMIT_BLOCK, /* plain if safe as the value of a block map */
	EMIT_FLOW,  /* plain if safe between { } or [ ] */
	EMIT_QUOTED /* never plain */
};

/* A text on one line. What YAML would take for a number, a word as yes or
 * null, or its own punctuation is put in double quotes. */
void emit_text(struct buffer *out, const char *text, size_t length,
               enum emit_style style);
/* The same for a text whose kind nobody mistakes: a year, a date, a cell. It
 * is plain wherever it can be. */
void emit_word(struct buffer *out, const char *text, size_t length,
               enum emit_style style);

/* In quotes, single ones if `quote` is that and they can hold the text. */
void emit_quoted_as(struct buffer *out, const char *text, size_t length,
                    char quote);

/* Whether a literal block of ours can hold the (settled) text. */
bool emit_fits_lines(const char *text, size_t length);
/* Its lines, each ended; an empty line stays without blanks. */
void emit_lines(struct buffer *out, const char *text, size_t length,
                size_t indent);

/*
 * What follows `KEY:` for a text of paragraphs, with the line's end: a
 * literal block below `indent` blanks, `~` if it is empty. Leading blanks of
 * each line and line breaks at the end are dropped, as reading would drop
 * them. A text no literal block can hold is quoted.
 */
void emit_paragraphs(struct buffer *out, const char *text, size_t length,
                     size_t indent);

/* `KEY:` of an entry of a block map that stands `indent` blanks deep; then its
 * value, each line ended. */
void emit_entry(struct buffer *out, const struct yaml_entry *entry,
                size_t indent);
/* `KEY: VALUE` between { }, on one line. */
void emit_flow_entry(struct buffer *out, const struct yaml_entry *entry);
/* `- ITEM` of a block list, each line ended. */
void emit_item(struct buffer *out, const struct yaml_node *node, size_t indent);

#endif
