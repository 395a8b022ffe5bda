/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "report/explained.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "report/emit.h"

#define KEY "explained"
#define INDENT 2

enum part {
	PART_RULE,
	PART_CELLS,
	PART_VALUES,
	PART_REASON,
	PART_BY,
	PART_DATE,
};
#define PART_COUNT 6

static const char *const part_keys[PART_COUNT] = {
	[PART_RULE] = "rule",     [PART_CELLS] = "cells",
	[PART_VALUES] = "values", [PART_REASON] = "reason",
	[PART_BY] = "by",         [PART_DATE] = "date",
};

static size_t
find_part(const struct yaml_node *key)
{
	for (size_t i = 0; i < PART_COUNT; i++) {
		if (strlen(part_keys[i]) == key->length &&
		    memcmp(part_keys[i], key->text, key->length) == 0)
			return i;
	}
	return NONE;
}

/* Lists of texts for cells and values, a text for the others. */
static bool
has_shape(size_t part, const struct yaml_node *node)
{
	if (part != PART_CELLS && part != PART_VALUES)
		return node->kind == YAML_NODE_SCALAR;
	if (node->kind != YAML_NODE_LIST)
		return false;
	for (size_t i = 0; i < node->count; i++) {
		if (node->entries[i].value->kind != YAML_NODE_SCALAR)
			return false;
	}
	return true;
}

/* --- reading --- */

static char *
read_text(const struct yaml_node *node)
{
	return yaml_is_null(node) ? NULL : xstrndup(node->text, node->length);
}

static char **
read_list(const struct yaml_node *node, size_t *count)
{
	char **texts = xcalloc(node->count, sizeof(*texts));

	for (size_t i = 0; i < node->count; i++) {
		texts[i] = read_text(node->entries[i].value);
		if (texts[i] == NULL)
			texts[i] = xstrdup("");
	}
	*count = node->count;
	return texts;
}

static void
read_part(struct explanation *explanation, size_t part,
          const struct yaml_node *node)
{
	switch (part) {
	case PART_RULE:
		explanation->rule = read_text(node);
		break;
	case PART_CELLS:
		explanation->cells = read_list(node, &explanation->cell_count);
		break;
	case PART_VALUES:
		explanation->values =
			read_list(node, &explanation->value_count);
		break;
	case PART_REASON:
		explanation->reason = read_text(node);
		break;
	case PART_BY:
		explanation->by = read_text(node);
		break;
	default:
		explanation->date = read_text(node);
		break;
	}
}

static void
read_entry(struct report *report, struct explanation *explanation,
           const struct yaml_node *map)
{
	bool seen[PART_COUNT] = {false};

	explanation->node = map;
	for (size_t i = 0; i < map->count; i++) {
		const struct yaml_entry *entry = &map->entries[i];
		size_t part = find_part(entry->key);

		if (part != NONE && seen[part]) {
			note_duplicate(report, KEY, entry->key);
			continue;
		}
		if (part != NONE)
			seen[part] = true;
		if (part == NONE || !has_shape(part, entry->value)) {
			note_unknown(report, KEY, map, entry);
			continue;
		}
		read_part(explanation, part, entry->value);
	}
}

void
explained_read(struct report *report, const struct yaml_node *list)
{
	report->explained = xcalloc(list->count, sizeof(*report->explained));
	for (size_t i = 0; i < list->count; i++) {
		const struct yaml_entry *item = &list->entries[i];

		if (item->value->kind == YAML_NODE_MAP) {
			read_entry(
				report,
				&report->explained[report->explained_count++],
				item->value);
		} else {
			note_unknown(report, KEY, list, item);
		}
	}
}

/* --- writing --- */

/* Writes what separates the parts of an entry: all on one line, but reason,
 * by, date and unknown keys on a second one, unless `indent` is NONE. */
struct joiner {
	size_t indent; /* of the second line */
	bool begun;
	bool second;
};

static void
join(struct joiner *joiner, bool second, struct buffer *out)
{
	if (joiner->begun && second && !joiner->second &&
	    joiner->indent != NONE) {
		buffer_puts(out, ",\n");
		buffer_fill(out, ' ', joiner->indent);
	} else if (joiner->begun) {
		buffer_puts(out, ", ");
	}
	joiner->begun = true;
	joiner->second = joiner->second || second;
}

static void
write_part(struct joiner *joiner, size_t part, const char *text,
           struct buffer *out)
{
	if (text == NULL)
		return;
	join(joiner, part >= PART_REASON, out);
	buffer_format(out, "%s: ", part_keys[part]);
	emit_text(out, text, strlen(text), EMIT_FLOW);
}

static void
write_list(struct joiner *joiner, size_t part, char *const *texts, size_t count,
           enum emit_style style, struct buffer *out)
{
	if (texts == NULL)
		return;
	join(joiner, false, out);
	buffer_format(out, "%s: [", part_keys[part]);
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			buffer_puts(out, ", ");
		emit_text(out, texts[i], strlen(texts[i]), style);
	}
	buffer_putc(out, ']');
}

/* What reading could not use of the entry, as it stands in the file. */
static void
write_rest(struct joiner *joiner, const struct yaml_node *map,
           struct buffer *out)
{
	bool seen[PART_COUNT] = {false};

	for (size_t i = 0; i < map->count; i++) {
		const struct yaml_entry *entry = &map->entries[i];
		size_t part = find_part(entry->key);

		if (part != NONE) {
			bool again = seen[part];

			seen[part] = true;
			if (again || has_shape(part, entry->value))
				continue;
		}
		join(joiner, true, out);
		emit_flow_entry(out, entry);
	}
}

/* `{…}`; its second line stands `indent` deep. */
static void
write_map(const struct explanation *explanation, size_t indent,
          struct buffer *out)
{
	struct joiner joiner = {.indent = indent};

	buffer_putc(out, '{');
	write_part(&joiner, PART_RULE, explanation->rule, out);
	write_list(&joiner, PART_CELLS, explanation->cells,
	           explanation->cell_count, EMIT_FLOW, out);
	write_list(&joiner, PART_VALUES, explanation->values,
	           explanation->value_count, EMIT_QUOTED, out);
	write_part(&joiner, PART_REASON, explanation->reason, out);
	write_part(&joiner, PART_BY, explanation->by, out);
	write_part(&joiner, PART_DATE, explanation->date, out);
	if (explanation->node != NULL)
		write_rest(&joiner, explanation->node, out);
	buffer_putc(out, '}');
}

void
explained_write_item(const struct explanation *explanation, size_t indent,
                     struct buffer *out)
{
	buffer_fill(out, ' ', indent);
	buffer_puts(out, "- ");
	/* Behind the bracket, which stands behind the dash and a blank. */
	write_map(explanation, indent + 3, out);
	buffer_putc(out, '\n');
}

void
explained_write_inside(const struct explanation *explanation,
                       struct buffer *out)
{
	write_map(explanation, NONE, out);
}

void
explained_write(const struct report *report, struct buffer *out)
{
	bool begun = report->explained_count > 0;

	if (begun)
		buffer_puts(out, KEY ":\n");
	for (size_t i = 0; i < report->explained_count; i++)
		explained_write_item(&report->explained[i], INDENT, out);
	for (size_t i = 0; i < report->extra_count; i++) {
		const struct yaml_entry *entry = report->extras[i].entry;

		if (entry->key != NULL)
			continue;
		if (!begun)
			buffer_puts(out, KEY ":\n");
		begun = true;
		emit_item(out, entry->value, INDENT);
	}
}

/* --- changing --- */

struct edit
edit_explain(const struct report *report, const struct explanation *explanation)
{
	struct buffer line = {0};

	explained_write_item(explanation, INDENT, &line);
	return (struct edit){
		.path = xstrdup(KEY),
		.at = report->explained_count,
		.old = xstrdup(""),
		.new = buffer_take(&line),
	};
}

/* The one entry that `line` writes; false if it is none. */
static bool
read_line(const struct form *form, const char *line,
          struct explanation *explanation)
{
	struct problems problems = {0};
	struct report *scratch = report_new(form);
	char *text = xformat(KEY ":\n%s", line);
	struct yaml_document *document =
		yaml_parse(text, strlen(text), &problems);
	const struct yaml_node *list =
		document ? yaml_get(document->root, KEY) : NULL;
	bool found = false;

	if (list && list->kind == YAML_NODE_LIST)
		explained_read(scratch, list);
	if (scratch->explained_count == 1) {
		*explanation = scratch->explained[0];
		explanation->node = NULL;
		scratch->explained_count = 0;
		found = true;
	}
	report_free(scratch);
	yaml_document_free(document);
	problems_free(&problems);
	free(text);
	return found;
}

static bool
stands(const struct report *report, size_t number, const char *line)
{
	struct buffer now = {0};
	bool same;

	if (number >= report->explained_count)
		return false;
	explained_write_item(&report->explained[number], INDENT, &now);
	same = strcmp(now.data, line) == 0;
	buffer_free(&now);
	return same;
}

static void
take_out(struct report *report, size_t number)
{
	struct explanation *its = &report->explained[number];

	explanation_free(its);
	report->explained_count--;
	memmove(its, its + 1,
	        (report->explained_count - number) * sizeof(*its));
}

static void
put_in(struct report *report, size_t number, struct explanation explanation)
{
	struct explanation *its;

	report->explained =
		xreallocarray(report->explained, report->explained_count + 1,
	                      sizeof(*report->explained));
	its = &report->explained[number];
	memmove(its + 1, its,
	        (report->explained_count - number) * sizeof(*its));
	*its = explanation;
	report->explained_count++;
}

bool
explained_apply(struct report *report, const struct edit *edit)
{
	struct explanation explanation = {0};

	if (edit->old[0] == '\0' ? edit->at > report->explained_count
	                         : !stands(report, edit->at, edit->old))
		return false;
	if (edit->new[0] != '\0' &&
	    !read_line(report->form, edit->new, &explanation))
		return false;
	if (edit->old[0] != '\0')
		take_out(report, edit->at);
	if (edit->new[0] != '\0')
		put_in(report, edit->at, explanation);
	return true;
}
