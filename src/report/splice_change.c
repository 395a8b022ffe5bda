/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "report/splice_change.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/yaml_source.h"

#define BOM "\xEF\xBB\xBF"

/* --- changes --- */

void
splice_change(struct splice *splice, size_t start, size_t end,
              const struct buffer *text)
{
	size_t begun = splice->texts.length;

	for (size_t at = 0; at < text->length; at++) {
		if (text->data[at] == '\n')
			buffer_puts(&splice->texts, splice->line_end);
		else
			buffer_putc(&splice->texts, text->data[at]);
	}
	splice->changes =
		grow(splice->changes, &splice->change_capacity,
	             splice->change_count + 1, sizeof(*splice->changes));
	splice->changes[splice->change_count] = (struct change){
		.start = start,
		.end = end,
		.text = begun,
		.length = splice->texts.length - begun,
		.number = splice->change_count,
	};
	splice->change_count++;
}

/* By place; what is only put in comes before what goes there. */
static int
compare_changes(const void *one, const void *other)
{
	const struct change *a = one, *b = other;

	if (a->start != b->start)
		return a->start < b->start ? -1 : 1;
	if ((a->end > a->start) != (b->end > b->start))
		return a->end == a->start ? -1 : 1;
	return a->number < b->number ? -1 : 1;
}

bool
splice_make(struct splice *splice, struct buffer *out)
{
	size_t at = 0;

	if (splice->change_count > 0)
		qsort(splice->changes, splice->change_count,
		      sizeof(*splice->changes), compare_changes);
	for (size_t i = 0; i < splice->change_count; i++) {
		const struct change *change = &splice->changes[i];

		if (change->start < at)
			return false;
		buffer_add(out, splice->source + at, change->start - at);
		if (change->length > 0)
			buffer_add(out, splice->texts.data + change->text,
			           change->length);
		at = change->end;
	}
	buffer_add(out, splice->source + at, splice->size - at);
	return true;
}

/* --- lines --- */

static bool
is_break(char c)
{
	return c == '\n' || c == '\r';
}

static size_t
line_start(const struct splice *splice, size_t at)
{
	size_t first = splice->was->document->bom ? strlen(BOM) : 0;

	while (at > first && !is_break(splice->source[at - 1]))
		at--;
	return at;
}

size_t
splice_line_end(const struct splice *splice, size_t at)
{
	return yaml_line_end(splice->source, splice->size, at);
}

static size_t
skip_blanks(const struct splice *splice, size_t at)
{
	while (at < splice->size &&
	       (splice->source[at] == ' ' || splice->source[at] == '\t'))
		at++;
	return at;
}

size_t
splice_indent(struct splice *splice, size_t at)
{
	size_t start = line_start(splice, at);

	for (size_t i = start; i < at; i++) {
		if (splice->source[i] != ' ')
			splice->stuck = true;
	}
	return at - start;
}

/* --- values --- */

void
splice_value(struct splice *splice, const struct yaml_node *node,
             const struct buffer *text)
{
	static const struct buffer nothing = {0};
	struct buffer apart = {0};
	size_t end = node->start;

	if (node->style == YAML_STYLE_BLOCK) {
		splice->stuck = true;
	} else if (node->style == YAML_STYLE_LITERAL ||
	           node->style == YAML_STYLE_FOLDED) {
		/* A comment behind the | stays. */
		while (end < node->end && !is_break(splice->source[end]) &&
		       splice->source[end] != ' ' &&
		       splice->source[end] != '\t')
			end++;
		splice_change(splice, node->start, end, text);
		splice_change(splice, splice_line_end(splice, end), node->end,
		              &nothing);
	} else if (node->start == node->end) {
		/* Not written: behind the colon, or where one belongs. */
		buffer_puts(&apart, splice->source[node->start - 1] == ':'
		                            ? " "
		                            : ": ");
		buffer_add(&apart, text->data, text->length);
		splice_change(splice, node->start, node->end, &apart);
		buffer_free(&apart);
	} else {
		splice_change(splice, node->start, node->end, text);
	}
}

void
splice_lines(struct splice *splice, const struct yaml_node *node,
             const char *first, const struct buffer *lines)
{
	size_t end = splice_line_end(splice, node->end);
	struct buffer text = {0};

	if (*first != '\0') {
		buffer_puts(&text, first);
		splice_value(splice, node, &text);
	} else if (skip_blanks(splice, node->end) == end) {
		/* Nor do the blanks behind the colon stay. */
		size_t start = node->start;

		while (splice->source[start - 1] == ' ')
			start--;
		splice_change(splice, start, end, &text);
	} else {
		splice_change(splice, node->start, node->end, &text);
	}
	buffer_clear(&text);
	buffer_putc(&text, '\n');
	buffer_add(&text, lines->data, lines->length - 1);
	splice_change(splice, end, end, &text);
	buffer_free(&text);
}

bool
splice_drop(struct splice *splice, size_t start, size_t end)
{
	static const struct buffer nothing = {0};
	size_t line_end = splice_line_end(splice, end);

	if (skip_blanks(splice, end) != line_end)
		return false;
	splice_change(splice, line_start(splice, start),
	              yaml_next_line(splice->source, splice->size, line_end),
	              &nothing);
	return true;
}

/* --- entries --- */

/* Where the first entry begins: its key, or an item of a list. */
static size_t
first_start(const struct yaml_node *map)
{
	const struct yaml_entry *first;

	if (map->count == 0)
		return map->start + 1;
	first = &map->entries[0];
	return first->key != NULL ? first->key->start : first->value->start;
}

/* Behind what was passed, on a line of its own. */
static void
put_lines(struct splice *splice, struct gap *gap, const struct buffer *lines)
{
	struct buffer text = {0};
	size_t at;

	if (gap->behind > 0) {
		at = splice_line_end(splice, gap->behind);
		buffer_putc(&text, '\n');
		buffer_add(&text, lines->data, lines->length - 1);
	} else {
		at = line_start(splice, first_start(gap->map));
		buffer_add(&text, lines->data, lines->length);
	}
	splice_change(splice, at, at, &text);
	buffer_free(&text);
}

void
splice_put(struct splice *splice, struct gap *gap, const struct buffer *text)
{
	struct buffer apart = {0};
	bool first = gap->behind == 0 && !gap->filled;
	size_t at = gap->behind;

	if (!splice_in_flow(gap)) {
		put_lines(splice, gap, text);
		return;
	}
	if (at == 0)
		at = first_start(gap->map);
	if (gap->behind > 0 || (gap->map->count == 0 && !first))
		buffer_puts(&apart, ", ");
	buffer_add(&apart, text->data, text->length);
	if (gap->behind == 0 && gap->map->count > 0)
		buffer_puts(&apart, ", ");
	splice_change(splice, at, at, &apart);
	gap->filled = true;
	buffer_free(&apart);
}

void
splice_pass(struct gap *gap, size_t at, size_t more)
{
	const struct yaml_entry *entry = &gap->map->entries[at + more];

	gap->behind = entry->value->end;
	if (entry->key != NULL && entry->key->end > gap->behind)
		gap->behind = entry->key->end;
}
