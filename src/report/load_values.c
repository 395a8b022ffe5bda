/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "report/load.h"
#include "report/value.h"

/* Digits between two thousands separators. */
#define GROUP 3

struct reader {
	struct report *report;
	const struct section *section;
	const struct table *table;
	bool *rows_seen;
	bool *columns_seen; /* of the row at hand */
};

/* --- one value --- */

/* A value that is no scalar, or that C strings cannot hold, is shown and kept
 * as it stands in the file. */
static void
read_value(const struct reader *reader, size_t cell,
           const struct yaml_node *node)
{
	struct report *report = reader->report;
	struct value *value = &report->values[cell];

	if (yaml_is_null(node))
		return;
	if (node->kind == YAML_NODE_SCALAR &&
	    memchr(node->text, '\0', node->length) == NULL)
		value_set(value, node->text, node->length);
	else
		value_set(value, report->source.data + node->start,
		          node->end - node->start);
	if (value->state == VALUE_TEXT && node->kind == YAML_NODE_SCALAR)
		note_swallowed(report, reader->table,
		               report->form->cells[cell].path, node);
}

/* --- thousands that a flow map split --- */

/* 234 in {natural: 1,234}, or 234.5: three digits, then perhaps a fraction
 * (`*last`), and no value. */
static bool
is_group(const struct yaml_entry *entry, bool *last)
{
	const struct yaml_node *key = entry->key;
	size_t digits = 0;

	if (key->style != YAML_STYLE_PLAIN ||
	    entry->value->kind != YAML_NODE_SCALAR ||
	    entry->value->style != YAML_STYLE_PLAIN || entry->value->length > 0)
		return false;
	for (size_t at = 0; at < key->length; digits++) {
		char32_t character;
		size_t bytes = text_decode(key->text + at, key->length - at,
		                           &character);

		character = text_fold(character);
		if (digits == GROUP && character == '.') {
			*last = true;
			return true;
		}
		if (digits == GROUP || character < '0' || character > '9')
			return false;
		at += bytes;
	}
	return digits == GROUP;
}

size_t
table_split(const struct yaml_node *map, size_t at, struct buffer *joined)
{
	const struct yaml_node *node = map->entries[at].value;
	char figure[AMOUNT_TEXT];
	bool last = false;
	size_t end = at + 1;
	amount value;

	if (map->style != YAML_STYLE_FLOW || node->kind != YAML_NODE_SCALAR ||
	    node->style != YAML_STYLE_PLAIN ||
	    amount_parse(node->text, node->length, &value, NULL) != AMOUNT_OK)
		return 0;
	buffer_add(joined, node->text, node->length);
	while (end < map->count && !last &&
	       is_group(&map->entries[end], &last)) {
		const struct yaml_node *key = map->entries[end++].key;

		buffer_putc(joined, ',');
		buffer_add(joined, key->text, key->length);
	}
	if (amount_parse(joined->data, joined->length, &value, figure) !=
	    AMOUNT_OK)
		return 0;
	buffer_clear(joined);
	buffer_puts(joined, figure);
	return end - at - 1;
}

/* --- rows --- */

static void
read_cell(const struct reader *reader, size_t cell, const struct yaml_node *map,
          size_t at, size_t groups, const struct buffer *joined)
{
	struct report *report = reader->report;
	const struct yaml_node *node = map->entries[at].value;

	if (groups == 0) {
		read_value(reader, cell, node);
		return;
	}
	value_set(&report->values[cell], joined->data, joined->length);
	note_split(report, report->form->cells[cell].path, node->mark,
	           joined->data);
}

static void
read_row(struct reader *reader, size_t row, const char *path,
         const struct yaml_node *map)
{
	const struct table *table = reader->table;
	struct report *report = reader->report;
	struct buffer joined = {0};
	size_t groups;

	memset(reader->columns_seen, 0,
	       table->column_count * sizeof(*reader->columns_seen));
	for (size_t i = 0; i < map->count; i += 1 + groups) {
		const struct yaml_entry *entry = &map->entries[i];
		size_t column = table_find_column(table, entry->key->text,
		                                  entry->key->length);
		size_t cell = column == NONE
		                      ? NONE
		                      : table->cells[row * table->column_count +
		                                     column];

		groups = 0;
		if (cell == NONE) {
			note_unknown(report, path, map, entry);
			continue;
		}
		buffer_clear(&joined);
		groups = table_split(map, i, &joined);
		if (reader->columns_seen[column]) {
			note_duplicate(report, report->form->cells[cell].path,
			               entry->key);
			continue;
		}
		reader->columns_seen[column] = true;
		read_cell(reader, cell, map, i, groups, &joined);
	}
	buffer_free(&joined);
}

static size_t
find_row(const struct table *table, size_t parent, const struct yaml_node *key)
{
	for (size_t i = 0; i < table->row_count; i++) {
		const char *id = row_id(&table->rows[i]);

		if (table->rows[i].parent == parent &&
		    strlen(id) == key->length &&
		    memcmp(id, key->text, key->length) == 0)
			return i;
	}
	return NONE;
}

/* Reads the rows that stand directly below `parent` (a group, or NONE). Groups
 * nest as deep as the form's. */
static void
read_level(struct reader *reader, size_t parent, const char *path,
           const struct yaml_node *map)
{
	struct report *report = reader->report;

	for (size_t i = 0; i < map->count; i++) {
		const struct yaml_entry *entry = &map->entries[i];
		size_t row = find_row(reader->table, parent, entry->key);
		char *below;

		if (row == NONE) {
			note_unknown(report, path, map, entry);
			continue;
		}
		below = xformat("%s.%s", reader->section->id,
		                reader->table->rows[row].path);
		if (reader->rows_seen[row]) {
			note_duplicate(report, below, entry->key);
			free(below);
			continue;
		}
		reader->rows_seen[row] = true;
		if (entry->value->kind == YAML_NODE_MAP) {
			if (reader->table->rows[row].group)
				read_level(reader, row, below, entry->value);
			else
				read_row(reader, row, below, entry->value);
		} else if (!yaml_is_null(entry->value)) {
			note_odd(report, below, entry);
		}
		free(below);
	}
}

void
table_read(struct report *report, const struct section *section,
           const struct yaml_entry *entry)
{
	struct reader reader = {
		.report = report,
		.section = section,
		.table = section->table,
	};

	if (yaml_is_null(entry->value))
		return;
	if (entry->value->kind != YAML_NODE_MAP) {
		note_odd(report, section->id, entry);
		return;
	}
	reader.rows_seen =
		xcalloc(section->table->row_count, sizeof(*reader.rows_seen));
	reader.columns_seen = xcalloc(section->table->column_count,
	                              sizeof(*reader.columns_seen));
	read_level(&reader, NONE, section->id, entry->value);
	free(reader.rows_seen);
	free(reader.columns_seen);
}
