/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "report/splice.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/yaml_source.h"
#include "report/explained.h"
#include "report/load.h"
#include "report/splice_change.h"
#include "report/value.h"
#include "report/write.h"

/* --- cells --- */

/* The same value in the quotes it stood in, and thousands that the flow map
 * had split go with their figure. */
static void
set_cell(struct splice *splice, const struct gap *gap, size_t at, size_t groups,
         const struct value *value)
{
	const struct yaml_node *node = gap->map->entries[at].value;
	struct yaml_node whole = *node;
	struct buffer out = {0};
	struct gap end = *gap;

	splice_pass(&end, at, groups);
	if (groups > 0)
		whole.end = end.behind;
	if (node->kind != YAML_NODE_SCALAR ||
	    (groups > 0 && memchr(splice->source + node->end, '#',
	                          whole.end - node->end) != NULL))
		splice->replaced = true;
	if (node->style == YAML_STYLE_QUOTED && value->state != VALUE_BLANK)
		emit_quoted_as(&out, value->text, strlen(value->text),
		               splice->source[node->start]);
	else
		write_value(value, &out);
	splice_value(splice, &whole, &out);
	buffer_free(&out);
}

static void
put_cell(struct splice *splice, struct gap *gap, const char *id,
         const struct value *value)
{
	struct buffer out = {0};

	if (!splice_in_flow(gap))
		buffer_fill(
			&out, ' ',
			splice_indent(splice, gap->map->entries[0].key->start));
	buffer_format(&out, "%s: ", id);
	write_value(value, &out);
	if (!splice_in_flow(gap))
		buffer_putc(&out, '\n');
	splice_put(splice, gap, &out);
	buffer_free(&out);
}

static void
splice_cells(struct splice *splice, const struct table *table, size_t row,
             const struct yaml_node *map)
{
	struct gap gap = {.map = map};
	struct buffer joined = {0};

	for (size_t i = 0; i < table->column_count; i++) {
		size_t cell = table->cells[row * table->column_count + i];
		const char *id = table->columns[i].id;
		size_t found = yaml_find(map, id, strlen(id));
		const struct value *now, *was;
		size_t groups;
		bool same;

		if (cell == NONE)
			continue;
		now = &splice->report->values[cell];
		was = &splice->was->values[cell];
		same = strcmp(value_text(now), value_text(was)) == 0;
		if (found == map->count) {
			if (!same)
				put_cell(splice, &gap, id, now);
			continue;
		}
		buffer_clear(&joined);
		groups = table_split(map, found, &joined);
		if (!same)
			set_cell(splice, &gap, found, groups, now);
		splice_pass(&gap, found, groups);
	}
	buffer_free(&joined);
}

/* --- rows --- */

/* Fills what stands behind the key of a row, a group or a section that has
 * none of its values yet. */
static void
set_inside(struct splice *splice, const struct gap *gap,
           const struct yaml_entry *entry, const struct section *section,
           size_t row)
{
	struct layout layout = {.step = splice->step};
	struct buffer out = {0};
	bool null = yaml_is_null(entry->value);

	splice->replaced = splice->replaced || !null;
	if (splice_in_flow(gap) || !null ||
	    (row != NONE && !section->table->rows[row].group)) {
		write_inside(splice->report, section, row, &out);
		splice_value(splice, entry->value, &out);
	} else {
		layout.indent =
			splice_indent(splice, gap->map->entries[0].key->start);
		write_below(splice->report, section, row, &layout, &out);
		splice_lines(splice, entry->value, "", &out);
	}
	buffer_free(&out);
}

static void
put_row(struct splice *splice, struct gap *gap, const struct section *section,
        size_t row)
{
	struct layout layout = {.step = splice->step};
	struct buffer out = {0};

	if (splice_in_flow(gap)) {
		buffer_format(&out, "%s: ", row_id(&section->table->rows[row]));
		write_inside(splice->report, section, row, &out);
	} else {
		layout.indent =
			splice_indent(splice, gap->map->entries[0].key->start);
		write_row(splice->report, section, row, &layout, &out);
	}
	splice_put(splice, gap, &out);
	buffer_free(&out);
}

/* The rows directly below `parent`, whose map is there. */
static void
splice_rows(struct splice *splice, const struct section *section, size_t parent,
            const struct yaml_node *map)
{
	const struct table *table = section->table;
	struct gap gap = {.map = map};

	for (size_t i = 0; i < table->row_count; i++) {
		const char *id = row_id(&table->rows[i]);
		const struct yaml_entry *entry;
		size_t found;
		bool blank;

		if (table->rows[i].parent != parent)
			continue;
		blank = write_is_blank(splice->report, section, i);
		found = yaml_find(map, id, strlen(id));
		if (found == map->count) {
			if (!blank)
				put_row(splice, &gap, section, i);
			continue;
		}
		entry = &map->entries[found];
		if (entry->value->kind != YAML_NODE_MAP) {
			if (!blank)
				set_inside(splice, &gap, entry, section, i);
		} else if (table->rows[i].group) {
			splice_rows(splice, section, i, entry->value);
		} else {
			splice_cells(splice, table, i, entry->value);
		}
		splice_pass(&gap, found, 0);
	}
}

static void
put_section(struct splice *splice, struct gap *gap,
            const struct section *section)
{
	const struct layout layout = {0, splice->step};
	struct buffer out = {0};

	buffer_format(&out, "%s:", section->id);
	if (splice_in_flow(gap)) {
		buffer_putc(&out, ' ');
		write_inside(splice->report, section, NONE, &out);
	} else {
		buffer_putc(&out, '\n');
		write_below(splice->report, section, NONE, &layout, &out);
	}
	splice_put(splice, gap, &out);
	buffer_free(&out);
}

static void
splice_table(struct splice *splice, struct gap *gap,
             const struct section *section)
{
	size_t found = yaml_find(gap->map, section->id, strlen(section->id));
	bool blank = write_is_blank(splice->report, section, NONE);
	const struct yaml_entry *entry;

	if (found == gap->map->count) {
		if (!blank)
			put_section(splice, gap, section);
		return;
	}
	entry = &gap->map->entries[found];
	if (entry->value->kind == YAML_NODE_MAP)
		splice_rows(splice, section, NONE, entry->value);
	else if (!blank)
		set_inside(splice, gap, entry, section, NONE);
	splice_pass(gap, found, 0);
}

/* --- explanations --- */

#define EXPLAINED "explained"

/* Items of a block list stand on lines of their own, behind their dash. */
static size_t
item_indent(struct splice *splice, const struct yaml_node *item)
{
	size_t dash = item->start;

	while (dash > 0 && splice->source[dash - 1] == ' ')
		dash--;
	if (dash == 0 || splice->source[dash - 1] != '-') {
		splice->stuck = true;
		return 0;
	}
	return splice_indent(splice, dash - 1);
}

static void
put_item(struct splice *splice, struct gap *gap, size_t indent,
         const struct explanation *explanation)
{
	struct buffer out = {0};

	if (splice_in_flow(gap))
		explained_write_inside(explanation, &out);
	else
		explained_write_item(explanation, indent, &out);
	splice_put(splice, gap, &out);
	buffer_free(&out);
}

/* The explanations of the report are those of the list, in its order, less
 * what was taken out, and with new ones between them. */
static void
splice_items(struct splice *splice, const struct yaml_node *list)
{
	const struct report *report = splice->report;
	struct gap gap = {.map = list};
	size_t indent = splice_in_flow(&gap)
	                        ? 0
	                        : item_indent(splice, list->entries[0].value);
	size_t next = 0;

	for (size_t i = 0; i <= list->count; i++) {
		const struct yaml_node *item =
			i < list->count ? list->entries[i].value : NULL;

		for (; next < report->explained_count &&
		       report->explained[next].node == NULL;
		     next++)
			put_item(splice, &gap, indent,
			         &report->explained[next]);
		if (item == NULL || item->kind != YAML_NODE_MAP)
			continue;
		if (next < report->explained_count &&
		    report->explained[next].node == item) {
			splice_pass(&gap, i, 0);
			next++;
		} else if (splice_in_flow(&gap) ||
		           !splice_drop(splice, item->start, item->end)) {
			splice->stuck = true;
		}
	}
}

static bool
explained_is_same(const struct splice *splice)
{
	const struct report *now = splice->report, *was = splice->was;

	if (now->explained_count != was->explained_count)
		return false;
	for (size_t i = 0; i < now->explained_count; i++) {
		if (now->explained[i].node != was->explained[i].node)
			return false;
	}
	return true;
}

/* Whether nothing of the list stays. */
static bool
explained_is_gone(const struct splice *splice, const struct yaml_node *list)
{
	return splice->report->explained_count == 0 &&
	       splice->was->explained_count == list->count;
}

static void
put_explained(struct splice *splice, struct gap *gap)
{
	struct buffer out = {0};

	splice->stuck = splice->stuck || splice_in_flow(gap);
	explained_write(splice->report, &out);
	splice_put(splice, gap, &out);
	buffer_free(&out);
}

/* Where no list of explanations is the value. */
static void
set_explained(struct splice *splice, const struct gap *gap,
              const struct yaml_node *node)
{
	struct buffer out = {0};

	splice->stuck = splice->stuck || splice_in_flow(gap);
	if (node->kind != YAML_NODE_LIST && !yaml_is_null(node))
		splice->replaced = true;
	explained_write(splice->report, &out);
	buffer_splice(&out, 0, strlen(EXPLAINED ":\n"), "", 0);
	splice_lines(splice, node, "", &out);
	buffer_free(&out);
}

static void
splice_explained(struct splice *splice, struct gap *gap)
{
	size_t found = yaml_find(gap->map, EXPLAINED, strlen(EXPLAINED));
	const struct yaml_entry *entry;

	if (explained_is_same(splice))
		return;
	if (found == gap->map->count) {
		put_explained(splice, gap);
		return;
	}
	entry = &gap->map->entries[found];
	if (entry->value->kind != YAML_NODE_LIST || entry->value->count == 0)
		set_explained(splice, gap, entry->value);
	else if (!explained_is_gone(splice, entry->value))
		splice_items(splice, entry->value);
	else if (splice_in_flow(gap) ||
	         !splice_drop(splice, entry->key->start, entry->value->end))
		splice->stuck = true;
}

/* --- the whole --- */

/* The file's first line break; another kind further down stays what it is. */
static const char *
find_line_end(const struct splice *splice)
{
	size_t at = splice_line_end(splice, 0);

	if (at == splice->size || splice->source[at] == '\n')
		return "\n";
	return at + 1 < splice->size && splice->source[at + 1] == '\n' ? "\r\n"
	                                                               : "\r";
}

/* How deep the first map stands that is inside of another. */
static size_t
find_step(const struct yaml_node *root)
{
	for (size_t i = 0; i < root->count; i++) {
		const struct yaml_node *value = root->entries[i].value;

		if (value->kind == YAML_NODE_MAP &&
		    value->style == YAML_STYLE_BLOCK && value->mark.column > 1)
			return value->mark.column - 1;
	}
	return WRITE_STEP;
}

static void
splice_root(struct splice *splice, const struct yaml_node *root)
{
	const struct form *form = splice->report->form;
	struct gap gap = {.map = root};
	size_t found = yaml_find(root, "form", strlen("form"));

	if (found == root->count)
		splice->stuck = true;
	else
		splice_pass(&gap, found, 0);
	for (size_t i = 0; i < FIELD_COUNT; i++)
		splice_text(splice, &gap, i);
	for (size_t i = 0; i < form->section_count; i++) {
		if (form->sections[i].table == NULL)
			splice_text(splice, &gap, report_section_text(i));
		else
			splice_table(splice, &gap, &form->sections[i]);
	}
	splice_explained(splice, &gap);
}

bool
report_splice(const struct report *report, struct buffer *out, bool *replaced)
{
	struct report *was;
	struct splice splice = {
		.report = report,
		.source = report->source.data,
		.size = report->source.length,
	};
	bool good;

	if (report->document == NULL || report->document->root == NULL)
		return false;
	was = report_as_read(report);
	splice.was = was;
	splice.line_end = find_line_end(&splice);
	splice.step = find_step(report->document->root);
	splice_root(&splice, report->document->root);
	good = !splice.stuck && splice_make(&splice, out);
	*replaced = splice.replaced;
	free(splice.changes);
	buffer_free(&splice.texts);
	report_as_read_free(was);
	return good;
}
