/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "report/emit.h"

#include <string.h>

#include "base/text.h"
#include "report/value.h"

#define INDENT 2
/* A key of more than 1024 characters must be marked as one by `? `. */
#define KEY_BYTES 1000

/* --- what a text looks like to YAML --- */

/* Characters YAML refuses raw, or takes for line breaks. */
static bool
needs_escape(char32_t character)
{
	return (character < 0x20 && character != '\t') ||
	       (character >= 0x7F && character <= 0x9F) ||
	       character == 0x2028 || character == 0x2029 ||
	       character == 0xFEFF || character == 0xFFFE ||
	       character == 0xFFFF;
}

static bool
any_escape(const char *text, size_t length, bool breaks_too)
{
	for (size_t at = 0; at < length;) {
		char32_t character;

		at += text_decode(text + at, length - at, &character);
		if (character == '\n' ? breaks_too : needs_escape(character))
			return true;
	}
	return false;
}

static bool
is_one_of(const char *text, size_t length, const char *const *words)
{
	for (; *words != NULL; words++) {
		if (strlen(*words) == length &&
		    memcmp(*words, text, length) == 0)
			return true;
	}
	return false;
}

/* Words that are no texts to one YAML reader or another. */
static bool
is_reserved(const char *text, size_t length)
{
	static const char *const words[] = {
		"~",    "null",  "Null",  "NULL",  "true", "True",
		"TRUE", "false", "False", "FALSE", "yes",  "Yes",
		"YES",  "no",    "No",    "NO",    "on",   "On",
		"ON",   "off",   "Off",   "OFF",   "y",    "Y",
		"n",    "N",     "=",     "<<",    NULL,
	};

	return is_one_of(text, length, words);
}

/* Readings that are blank here. */
static bool
is_null_word(const char *text, size_t length)
{
	static const char *const words[] = {"~", "null", "Null", "NULL", NULL};

	return length == 0 || is_one_of(text, length, words);
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_date(const char *text, size_t length)
{
	if (length != 10)
		return false;
	for (size_t i = 0; i < length; i++) {
		if (i == 4 || i == 7 ? text[i] != '-' : !is_digit(text[i]))
			return false;
	}
	return true;
}

/* Numbers, times and the like of any YAML reader. */
static bool
is_number_like(const char *text, size_t length)
{
	bool digit = false;

	for (size_t i = 0; i < length; i++) {
		if (strchr("0123456789abcdefxoABCDEFXO_.,:+-", text[i]) ==
		            NULL ||
		    text[i] == '\0')
			return false;
		digit = digit || is_digit(text[i]);
	}
	if (text[0] == '.')
		return true;
	return digit && (is_digit(text[0]) || strchr("+-", text[0]) != NULL);
}

/* Whether the text reads back as itself without quotes. */
static bool
is_plain(const char *text, size_t length, bool flow)
{
	char32_t first;

	if (length == 0 || any_escape(text, length, true) ||
	    memchr(text, '\t', length) != NULL)
		return false;
	text_decode(text, length, &first);
	if (text_is_blank(first) || text_trailing_blanks(text, length) > 0)
		return false;
	if (first < 0x80 && strchr("-?:,[]{}#&*!|>'\"%@`", (int)first) != NULL)
		if (first != '-' || length == 1 || !is_digit(text[1]))
			return false;
	for (size_t i = 0; i < length; i++) {
		if (flow && strchr(",[]{}:?", text[i]) != NULL)
			return false;
		if (text[i] == ':' && (i + 1 == length || text[i + 1] == ' '))
			return false;
		if (text[i] == '#' && text[i - 1] == ' ')
			return false;
	}
	return true;
}

/* --- scalars --- */

static void
emit_quoted(struct buffer *out, const char *text, size_t length)
{
	buffer_putc(out, '"');
	for (size_t at = 0; at < length;) {
		char32_t character;
		size_t bytes = text_decode(text + at, length - at, &character);

		if (character == '"' || character == '\\')
			buffer_format(out, "\\%c", (int)character);
		else if (character == '\n')
			buffer_puts(out, "\\n");
		else if (character == '\t')
			buffer_puts(out, "\\t");
		else if (!needs_escape(character))
			buffer_add(out, text + at, bytes);
		else if (character <= 0xFF)
			buffer_format(out, "\\x%02X", (unsigned)character);
		else
			buffer_format(out, "\\u%04X", (unsigned)character);
		at += bytes;
	}
	buffer_putc(out, '"');
}

void
emit_text(struct buffer *out, const char *text, size_t length,
          enum emit_style style)
{
	bool plain = style != EMIT_QUOTED &&
	             is_plain(text, length, style == EMIT_FLOW) &&
	             !is_reserved(text, length) &&
	             (!is_number_like(text, length) || is_date(text, length));

	if (plain)
		buffer_add(out, text, length);
	else
		emit_quoted(out, text, length);
}

void
emit_word(struct buffer *out, const char *text, size_t length,
          enum emit_style style)
{
	if (style != EMIT_QUOTED &&
	    is_plain(text, length, style == EMIT_FLOW) &&
	    !is_null_word(text, length))
		buffer_add(out, text, length);
	else
		emit_quoted(out, text, length);
}

void
emit_quoted_as(struct buffer *out, const char *text, size_t length, char quote)
{
	if (quote != '\'' || any_escape(text, length, true) ||
	    memchr(text, '\t', length) != NULL) {
		emit_quoted(out, text, length);
		return;
	}
	buffer_putc(out, quote);
	for (size_t at = 0; at < length; at++) {
		if (text[at] == quote)
			buffer_putc(out, quote);
		buffer_putc(out, text[at]);
	}
	buffer_putc(out, quote);
}

bool
emit_fits_lines(const char *text, size_t length)
{
	return !any_escape(text, length, false);
}

void
emit_lines(struct buffer *out, const char *text, size_t length, size_t indent)
{
	for (size_t at = 0; at < length;) {
		const char *end = memchr(text + at, '\n', length - at);
		size_t line =
			(end == NULL ? length : (size_t)(end - text)) - at;

		if (line > 0)
			buffer_fill(out, ' ', indent);
		buffer_add(out, text + at, line);
		buffer_putc(out, '\n');
		at += line + 1;
	}
}

void
emit_paragraphs(struct buffer *out, const char *text, size_t length,
                size_t indent)
{
	struct buffer settled = {0};

	paragraphs_settle(&settled, text, length);
	if (settled.length == 0) {
		buffer_puts(out, " ~\n");
	} else if (!emit_fits_lines(settled.data, settled.length)) {
		buffer_putc(out, ' ');
		emit_quoted(out, settled.data, settled.length);
		buffer_putc(out, '\n');
	} else {
		buffer_puts(out, " |\n");
		emit_lines(out, settled.data, settled.length, indent);
	}
	buffer_free(&settled);
}

/* --- nodes as they were read --- */

/* A scalar on one line: plain ones stay plain, so that numbers stay numbers
 * and nothing stays nothing. */
static void
emit_scalar(struct buffer *out, const struct yaml_node *node, bool flow)
{
	bool plain = node->style == YAML_STYLE_PLAIN;

	if (plain && node->length == 0)
		buffer_putc(out, '~');
	else if (plain && is_plain(node->text, node->length, flow))
		buffer_add(out, node->text, node->length);
	else
		emit_quoted(out, node->text, node->length);
}

/* A key, with `? ` where its length asks for it; true then. */
static bool
emit_key(struct buffer *out, const struct yaml_node *key, bool flow)
{
	size_t start = out->length;

	if (key->style == YAML_STYLE_PLAIN && key->length > 0)
		emit_scalar(out, key, flow);
	else
		emit_quoted(out, key->text, key->length);
	if (out->length - start <= KEY_BYTES)
		return false;
	buffer_splice(out, start, 0, "? ", 2);
	return true;
}

/* Whether a literal block of ours holds the text; `*mark` is its first line. */
static bool
fits_literal(const struct yaml_node *node, const char **mark)
{
	const char *text = node->text;
	size_t length = node->length;
	char32_t first;

	if (node->style != YAML_STYLE_LITERAL &&
	    node->style != YAML_STYLE_FOLDED)
		return false;
	text_decode(text, length, &first);
	if (length == 0 || text_is_blank(first) ||
	    any_escape(text, length, false))
		return false;
	*mark = text[length - 1] == '\n' ? " |\n" : " |-\n";
	return length < 2 || text[length - 1] != '\n' ||
	       text[length - 2] != '\n';
}

static bool
is_block(const struct yaml_node *node)
{
	return node->kind != YAML_NODE_SCALAR &&
	       node->style == YAML_STYLE_BLOCK && node->count > 0;
}

/* A node between brackets, on one line. */
static void emit_flow(struct buffer *out, const struct yaml_node *node);

/* What stands behind `KEY:` or `-`, with the line's end. Recursion goes as
 * deep as the file that was read, which has a limit. */
static void
emit_value(struct buffer *out, const struct yaml_node *node, size_t indent)
{
	const char *mark;

	if (is_block(node)) {
		buffer_putc(out, '\n');
		for (size_t i = 0; i < node->count; i++) {
			if (node->kind == YAML_NODE_MAP)
				emit_entry(out, &node->entries[i], indent);
			else
				emit_item(out, node->entries[i].value, indent);
		}
	} else if (node->kind == YAML_NODE_SCALAR &&
	           fits_literal(node, &mark)) {
		buffer_puts(out, mark);
		emit_lines(out, node->text, node->length, indent);
	} else {
		buffer_putc(out, ' ');
		if (node->kind == YAML_NODE_SCALAR)
			emit_scalar(out, node, false);
		else
			emit_flow(out, node);
		buffer_putc(out, '\n');
	}
}

void
emit_entry(struct buffer *out, const struct yaml_entry *entry, size_t indent)
{
	buffer_fill(out, ' ', indent);
	if (emit_key(out, entry->key, false)) {
		buffer_putc(out, '\n');
		buffer_fill(out, ' ', indent);
	}
	buffer_putc(out, ':');
	emit_value(out, entry->value, indent + INDENT);
}

void
emit_item(struct buffer *out, const struct yaml_node *node, size_t indent)
{
	buffer_fill(out, ' ', indent);
	buffer_putc(out, '-');
	emit_value(out, node, indent + INDENT);
}

void
emit_flow_entry(struct buffer *out, const struct yaml_entry *entry)
{
	if (emit_key(out, entry->key, true))
		buffer_putc(out, ' ');
	buffer_puts(out, ": ");
	emit_flow(out, entry->value);
}

static void
emit_flow(struct buffer *out, const struct yaml_node *node)
{
	bool map = node->kind == YAML_NODE_MAP;

	if (node->kind == YAML_NODE_SCALAR) {
		emit_scalar(out, node, true);
		return;
	}
	buffer_putc(out, map ? '{' : '[');
	for (size_t i = 0; i < node->count; i++) {
		if (i > 0)
			buffer_puts(out, ", ");
		if (map)
			emit_flow_entry(out, &node->entries[i]);
		else
			emit_flow(out, node->entries[i].value);
	}
	buffer_putc(out, map ? '}' : ']');
}
