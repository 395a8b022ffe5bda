/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "base/yaml_source.h"
#include "report/splice_change.h"
#include "report/write.h"

/* Lines that moved are looked for this far. */
#define LINES_NEAR 200

static bool
is_same(const struct buffer *one, const char *bytes, size_t length)
{
	return one->length == length &&
	       (length == 0 || memcmp(one->data, bytes, length) == 0);
}

/* --- fields --- */

/* A value in quotes stays in quotes, unless we had to put them there. */
static void
set_field(struct splice *splice, const struct gap *gap,
          const struct yaml_node *node, size_t text, const struct buffer *old,
          const struct buffer *new)
{
	enum emit_style style = splice_in_flow(gap) ? EMIT_FLOW : EMIT_BLOCK;
	struct buffer ours = {0}, out = {0};

	write_field_value(text, old, style, &ours);
	if (new->length == 0)
		buffer_putc(&out, '~');
	else if (node->style == YAML_STYLE_QUOTED &&
	         !is_same(&ours, splice->source + node->start,
	                  node->end - node->start))
		emit_quoted_as(&out, new->data, new->length,
		               splice->source[node->start]);
	else
		write_field_value(text, new, style, &out);
	splice_value(splice, node, &out);
	buffer_free(&ours);
	buffer_free(&out);
}

/* --- the lines of a literal block --- */

/* A text, line by line. */
struct lines {
	const char *text;
	size_t *starts; /* of each; one more for the end */
	size_t count;
};

static void
lines_add(struct lines *lines, size_t *capacity, size_t start)
{
	lines->starts = grow(lines->starts, capacity, lines->count + 1,
	                     sizeof(*lines->starts));
	lines->starts[lines->count++] = start;
}

/* `last` lines of the text at most. The caller frees `starts`. */
static struct lines
lines_of(const char *text, size_t start, size_t end, size_t last)
{
	struct lines lines = {.text = text};
	size_t capacity = 0;
	size_t at = start;

	while (lines.count < last && at <= end) {
		size_t line_end = yaml_line_end(text, end, at);

		lines_add(&lines, &capacity, at);
		if (line_end == end) {
			at = end + 1;
			break;
		}
		at = yaml_next_line(text, end, line_end);
	}
	lines_add(&lines, &capacity, at);
	lines.count--;
	return lines;
}

/* Without its line break. */
static size_t
line_length(const struct lines *lines, size_t line)
{
	size_t start = lines->starts[line];
	size_t end = lines->starts[line + 1] - 1;

	return yaml_line_end(lines->text, end, start) - start;
}

static bool
same_line(const struct lines *one, size_t a, const struct lines *other,
          size_t b)
{
	size_t length = line_length(one, a);

	return length == line_length(other, b) &&
	       memcmp(one->text + one->starts[a],
	              other->text + other->starts[b], length) == 0;
}

/* What lines were before and are now, and their counterparts in the file. */
struct block {
	struct lines file, old, new;
	size_t before, after; /* lines that stay */
};

static void
find_changed(struct block *block)
{
	size_t shorter = block->old.count < block->new.count ? block->old.count
	                                                     : block->new.count;

	while (block->before < shorter && same_line(&block->old, block->before,
	                                            &block->new, block->before))
		block->before++;
	while (block->after < shorter - block->before &&
	       same_line(&block->old, block->old.count - 1 - block->after,
	                 &block->new, block->new.count - 1 - block->after))
		block->after++;
}

/* The blanks a line of the file begins with. */
static size_t
leading(const struct block *block, size_t line)
{
	return text_leading_blanks(block->file.text + block->file.starts[line],
	                           line_length(&block->file, line));
}

/*
 * A new line begins as the one it stands for, or else the nearest before it
 * that is not empty, or the first that is not.
 */
static void
add_indent(const struct block *block, size_t line, struct buffer *out)
{
	size_t count = block->file.count;
	size_t like = line < count ? line : count - 1;

	while (like > 0 && line_length(&block->old, like) == 0)
		like--;
	while (like + 1 < count && line_length(&block->old, like) == 0)
		like++;
	buffer_add(out, block->file.text + block->file.starts[like],
	           leading(block, like));
}

/*
 * Adds a line of the new text as the file has it, if it is one of the lines
 * from `*next` to `last`, which follow what was added so far.
 */
static void
add_line(const struct block *block, size_t line, size_t *next, size_t last,
         struct buffer *out)
{
	size_t length = line_length(&block->new, line);
	size_t near = last - *next < LINES_NEAR ? last : *next + LINES_NEAR;

	for (size_t i = *next; i < near; i++) {
		if (same_line(&block->old, i, &block->new, line)) {
			buffer_add(out,
			           block->file.text + block->file.starts[i],
			           line_length(&block->file, i));
			*next = i + 1;
			return;
		}
	}
	if (length > 0)
		add_indent(block, *next, out);
	buffer_add(out, block->new.text + block->new.starts[line], length);
}

/* Puts the changed lines in; those that stay keep every byte. */
static void
change_lines(struct splice *splice, const struct block *block)
{
	size_t last = block->old.count - block->after; /* behind those going */
	bool at_end = block->after == 0;
	const size_t *starts = block->file.starts;
	size_t start = starts[block->before];
	size_t end = starts[last];
	size_t next = block->before;
	struct buffer out = {0};

	/* At the block's end the line break before goes, not the one behind. */
	if (at_end)
		end = starts[last - 1] + line_length(&block->file, last - 1);
	if (at_end && block->before > 0)
		start = starts[block->before - 1] +
		        line_length(&block->file, block->before - 1);
	for (size_t i = block->before; i < block->new.count - block->after;
	     i++) {
		if (at_end && i > 0)
			buffer_putc(&out, '\n');
		add_line(block, i, &next, last, &out);
		if (!at_end)
			buffer_putc(&out, '\n');
	}
	splice_change(splice, start, end, &out);
	buffer_free(&out);
}

static void
set_lines(struct splice *splice, const struct yaml_node *node,
          const struct buffer *old, const struct buffer *new)
{
	size_t first = yaml_next_line(splice->source, node->end,
	                              splice_line_end(splice, node->start));
	struct block block = {
		.old = lines_of(old->data, 0, old->length, NONE),
		.new = lines_of(new->data, 0, new->length, NONE),
	};

	block.file =
		lines_of(splice->source, first, node->end, block.old.count);
	if (block.file.count == block.old.count) {
		find_changed(&block);
		change_lines(splice, &block);
	} else {
		splice->stuck = true;
	}
	free(block.file.starts);
	free(block.old.starts);
	free(block.new.starts);
}

/* --- paragraphs --- */

static void
set_paragraphs(struct splice *splice, const struct gap *gap,
               const struct yaml_node *node, const struct buffer *old,
               const struct buffer *new)
{
	bool block =
		!splice_in_flow(gap) && emit_fits_lines(new->data, new->length);
	bool quoted = node->style == YAML_STYLE_QUOTED &&
	              (!block || emit_fits_lines(old->data, old->length));
	struct buffer out = {0};

	if (new->length == 0) {
		buffer_putc(&out, '~');
	} else if (quoted) {
		emit_quoted_as(&out, new->data, new->length,
		               splice->source[node->start]);
	} else {
		emit_text(&out, new->data, new->length,
		          block ? EMIT_BLOCK : EMIT_FLOW);
		/* A plain text of one line stays that. */
		if (block && (node->style != YAML_STYLE_PLAIN ||
		              yaml_is_null(node) || out.data[0] == '"'))
			buffer_clear(&out);
	}
	if (out.length > 0) {
		splice_value(splice, node, &out);
	} else if (node->style == YAML_STYLE_LITERAL && old->length > 0) {
		set_lines(splice, node, old, new);
	} else {
		emit_lines(
			&out, new->data, new->length,
			splice_indent(splice, gap->map->entries[0].key->start) +
				splice->step);
		splice_lines(splice, node, "|", &out);
	}
	buffer_free(&out);
}

/* --- either --- */

static void
put_text(struct splice *splice, struct gap *gap, size_t text,
         const struct buffer *new)
{
	struct buffer out = {0};

	if (splice_in_flow(gap)) {
		buffer_format(&out,
		              "%s: ", report_text_path(splice->report, text));
		if (text < FIELD_PREAMBLE)
			write_field_value(text, new, EMIT_FLOW, &out);
		else
			emit_text(&out, new->data, new->length, EMIT_FLOW);
	} else {
		write_text(splice->report, text, splice->step, &out);
	}
	splice_put(splice, gap, &out);
	buffer_free(&out);
}

static void
set_text(struct splice *splice, const struct gap *gap,
         const struct yaml_entry *entry, size_t text, const struct buffer *old,
         const struct buffer *new)
{
	if (entry->value->kind != YAML_NODE_SCALAR)
		splice->replaced = true;
	if (text < FIELD_PREAMBLE)
		set_field(splice, gap, entry->value, text, old, new);
	else
		set_paragraphs(splice, gap, entry->value, old, new);
}

/* The canonical form has no blank fields. A comment keeps the line. */
static bool
drop_field(struct splice *splice, const struct yaml_entry *entry)
{
	const struct yaml_node *node = entry->value;
	const char *header = splice->source + node->start;
	size_t length = splice_line_end(splice, node->start) - node->start;

	if (node->style == YAML_STYLE_LITERAL &&
	    memchr(header, '#', length) != NULL)
		return false;
	return splice_drop(splice, entry->key->start, node->end);
}

void
splice_text(struct splice *splice, struct gap *gap, size_t text)
{
	const char *key = report_text_path(splice->report, text);
	size_t found = yaml_find(gap->map, key, strlen(key));
	const struct yaml_entry *entry = NULL;
	struct buffer old = {0}, new = {0};
	bool absent = found == gap->map->count;
	bool dropped = false;

	if (!absent)
		entry = &gap->map->entries[found];
	write_settled(splice->was, text, &old);
	write_settled(splice->report, text, &new);
	if (!is_same(&old, new.data, new.length)) {
		dropped = !absent && new.length == 0 && text < FIELD_COUNT &&
		          !splice_in_flow(gap) && drop_field(splice, entry);
		if (absent)
			put_text(splice, gap, text, &new);
		else if (!dropped)
			set_text(splice, gap, entry, text, &old, &new);
	}
	if (!absent && !dropped)
		splice_pass(gap, found, 0);
	buffer_free(&old);
	buffer_free(&new);
}
