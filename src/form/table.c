/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <string.h>

#include "form/load.h"
#include "form/schema.h"

struct raw_table {
	const struct yaml_node *columns;
	const struct yaml_node *rows;
	const struct yaml_node *grid;
};

struct raw_column {
	const struct yaml_node *id;
	const struct yaml_node *label;
	struct wording brief;
	struct wording screen;
	struct wording help;
	size_t type;
	struct wording unit;
	bool negative;
};

struct raw_row {
	const struct yaml_node *id;
	const struct yaml_node *label;
	struct wording brief;
	struct wording screen;
	struct wording help;
	const struct yaml_node *rows;
	const struct yaml_node *columns;
	const struct yaml_node *cells;
};

struct raw_cell {
	struct wording help;
};

static const struct field TABLE_FIELDS[] = {
	{"columns", FIELD_LIST, .required = true,
         .offset = offsetof(struct raw_table, columns)},
	{"rows", FIELD_LIST, .required = true,
         .offset = offsetof(struct raw_table, rows)},
	{"grid", FIELD_LIST, .required = true,
         .offset = offsetof(struct raw_table, grid)},
};

/* ORDER enum cell_type */
static const char *const TYPES[] = {"count", "amount"};

static const struct field COLUMN_FIELDS[] = {
	{"id", FIELD_LINE, .required = true,
         .offset = offsetof(struct raw_column, id)},
	{"label", FIELD_LINE, .required = true,
         .offset = offsetof(struct raw_column, label)},
	{"short", FIELD_WORDING, .required = true,
         .offset = offsetof(struct raw_column, brief)},
	{"screen", FIELD_WORDING,
         .offset = offsetof(struct raw_column, screen)},
	{"help", FIELD_WORDING_TEXT, .required = true,
         .offset = offsetof(struct raw_column, help)},
	{"type", FIELD_WORD, .offset = offsetof(struct raw_column, type),
         .words = TYPES, .word_count = 2},
	{"unit", FIELD_WORDING, .offset = offsetof(struct raw_column, unit)},
	{"negative", FIELD_FLAG,
         .offset = offsetof(struct raw_column, negative)},
};

/* Of a group, help is not required. */
static const struct field ROW_FIELDS[] = {
	{"id", FIELD_LINE, .required = true,
         .offset = offsetof(struct raw_row, id)},
	{"label", FIELD_LINE, .required = true,
         .offset = offsetof(struct raw_row, label)},
	{"short", FIELD_WORDING, .required = true,
         .offset = offsetof(struct raw_row, brief)},
	{"screen", FIELD_WORDING, .offset = offsetof(struct raw_row, screen)},
	{"help", FIELD_WORDING_TEXT, .required = true,
         .offset = offsetof(struct raw_row, help)},
	{"rows", FIELD_LIST, .offset = offsetof(struct raw_row, rows)},
	{"columns", FIELD_LIST, .offset = offsetof(struct raw_row, columns)},
	{"cells", FIELD_MAP, .offset = offsetof(struct raw_row, cells)},
};

static const struct field CELL_FIELDS[] = {
	{"help", FIELD_WORDING_TEXT, .required = true,
         .offset = offsetof(struct raw_cell, help)},
};

#define SCHEMA(fields) \
 { \
  fields, sizeof(fields) / sizeof(*(fields)) \
 }
static const struct schema TABLE_SCHEMA = SCHEMA(TABLE_FIELDS);
static const struct schema COLUMN_SCHEMA = SCHEMA(COLUMN_FIELDS);
static const struct schema CELL_SCHEMA = SCHEMA(CELL_FIELDS);

struct builder {
	struct loader *loader;
	struct table *table;
	size_t section;
	struct raw_column *columns; /* as many as the table has */
	struct raw_row *rows;       /* FORM_ROWS */
	bool rows_full;
};

size_t
table_cell(const struct table *table, size_t row, size_t column)
{
	return table->cells[row * table->column_count + column];
}

const char *const *
column_names(struct loader *loader, const struct table *table)
{
	const char **names = arena_array(loader->scratch, table->column_count,
	                                 sizeof(*names));

	for (size_t i = 0; i < table->column_count; i++)
		names[i] = table->columns[i].id;
	return names;
}

void
unknown_column(struct loader *loader, struct mark mark,
               const struct table *table, const char *id, size_t length)
{
	if (loader->ids_broken || loader_full(loader))
		return;
	complain(loader, mark, _("there is no column “%s”; %s"),
	         shown(loader, id, length),
	         advice(loader, id, length, column_names(loader, table),
	                table->column_count));
}

void
unknown_row(struct loader *loader, struct mark mark, const struct table *table,
            const char *path, size_t length)
{
	const char **names;

	if (loader->ids_broken || loader_full(loader))
		return;
	names = arena_array(loader->scratch, table->row_count, sizeof(*names));
	for (size_t i = 0; i < table->row_count; i++)
		names[i] = table->rows[i].path;
	complain(loader, mark, _("there is no row “%s”; %s"),
	         shown(loader, path, length),
	         advice(loader, path, length, names, table->row_count));
}

void
group_has_no_values(struct loader *loader, struct mark mark, const char *path)
{
	complain(loader, mark,
	         _("“%s” is a group and has no values; name one of its rows"),
	         path);
}

static void
taken(struct builder *builder, const struct yaml_node *id,
      const struct yaml_node *first)
{
	complain(builder->loader, id->mark,
	         _("the id “%s” is taken (line %zu); each needs its own"),
	         id->text, first->mark.line);
	builder->loader->ids_broken = true;
}

static void
load_column(struct builder *builder, size_t index, const struct yaml_node *node)
{
	struct loader *loader = builder->loader;
	struct column *column = &builder->table->columns[index];
	struct raw_column *raw = &builder->columns[index];
	size_t first;

	column->id = column->label = "";
	if (!expect_kind(loader, node, YAML_NODE_MAP, "columns")) {
		loader->ids_broken = true;
		return;
	}
	schema_read(loader, node, &COLUMN_SCHEMA, raw);
	column->label = scalar_keep(loader, raw->label);
	column->brief = raw->brief;
	column->screen = raw->screen.zh != NULL ? raw->screen : raw->brief;
	column->help = raw->help;
	if (raw->id == NULL || !id_verify(loader, raw->id, NULL)) {
		loader->ids_broken = true;
		return;
	}
	first = table_find_column(builder->table, raw->id->text,
	                          raw->id->length);
	if (first != NONE)
		taken(builder, raw->id, builder->columns[first].id);
	else
		column->id = scalar_keep(loader, raw->id);
}

static void
load_columns(struct builder *builder, const struct yaml_node *list)
{
	struct table *table = builder->table;
	size_t count = list->count;

	if (count > FORM_COLUMNS) {
		complain(builder->loader, list->mark,
		         _("too many columns: %zu; up to %d are accepted"),
		         count, FORM_COLUMNS);
		count = FORM_COLUMNS;
		builder->loader->ids_broken = true;
	}
	table->columns = arena_array(builder->loader->arena, count,
	                             sizeof(*table->columns));
	builder->columns = arena_array(builder->loader->scratch, count,
	                               sizeof(*builder->columns));
	for (size_t i = 0; i < count; i++) {
		load_column(builder, i, list->entries[i].value);
		table->column_count = i + 1;
	}
}

/* The row's path; "" where its id is of no use. */
static const char *
row_path(struct builder *builder, const struct yaml_node *id,
         const char *prefix)
{
	struct loader *loader = builder->loader;
	const char *path;
	size_t first;

	if (id == NULL || !id_verify(loader, id, NULL)) {
		loader->ids_broken = true;
		return "";
	}
	path = arena_format(loader->arena, "%s%s", prefix, id->text);
	first = table_find_row(builder->table, path, strlen(path));
	if (first == NONE)
		return path;
	taken(builder, id, builder->rows[first].id);
	return "";
}

static void
verify_group(struct builder *builder, const struct yaml_node *node)
{
	for (size_t i = 0; i < node->count; i++) {
		const struct yaml_node *key = node->entries[i].key;

		if (strcmp(key->text, "columns") == 0 ||
		    strcmp(key->text, "cells") == 0)
			complain(
				builder->loader, key->mark,
				_("“%s” is for rows; a group of rows has no values of its own"),
				key->text);
	}
}

static void
read_row(struct loader *loader, const struct yaml_node *node, bool group,
         struct raw_row *raw)
{
	struct field fields[sizeof(ROW_FIELDS) / sizeof(*ROW_FIELDS)];
	const struct schema schema = SCHEMA(fields);

	memcpy(fields, ROW_FIELDS, sizeof(fields));
	for (size_t i = 0; i < schema.count; i++) {
		if (fields[i].offset == offsetof(struct raw_row, help))
			fields[i].required = !group;
	}
	schema_read(loader, node, &schema, raw);
}

static void load_rows(struct builder *builder, const struct yaml_node *list,
                      size_t parent);

static void
load_row(struct builder *builder, const struct yaml_node *node, size_t parent)
{
	struct loader *loader = builder->loader;
	struct table *table = builder->table;
	size_t index = table->row_count;
	struct raw_row *raw = &builder->rows[index];
	struct row *row = &table->rows[index];
	const char *prefix = "";

	if (!expect_kind(loader, node, YAML_NODE_MAP, "rows")) {
		loader->ids_broken = true;
		return;
	}
	row->group = yaml_get(node, "rows") != NULL;
	read_row(loader, node, row->group, raw);
	if (parent != NONE)
		prefix = arena_format(loader->scratch, "%s.",
		                      table->rows[parent].path);
	row->path = row_path(builder, raw->id, prefix);
	row->label = scalar_keep(loader, raw->label);
	row->brief = raw->brief;
	row->screen = raw->screen.zh != NULL ? raw->screen : raw->brief;
	row->help = raw->help;
	row->parent = parent;
	table->row_count++;
	if (row->group) {
		verify_group(builder, node);
		if (raw->rows != NULL)
			load_rows(builder, raw->rows, index);
	}
}

/* As deep as the file is, and that is limited. */
static void
load_rows(struct builder *builder, const struct yaml_node *list, size_t parent)
{
	for (size_t i = 0; i < list->count && !builder->rows_full; i++) {
		if (builder->table->row_count == FORM_ROWS) {
			complain(
				builder->loader, list->entries[i].value->mark,
				_("too many rows; up to %d are accepted in a table"),
				FORM_ROWS);
			builder->rows_full = true;
			return;
		}
		load_row(builder, list->entries[i].value, parent);
	}
}

/* Which columns the row has: those it lists, else all. */
static void
row_columns(struct builder *builder, size_t row, bool has[FORM_COLUMNS])
{
	struct loader *loader = builder->loader;
	const struct table *table = builder->table;
	const struct yaml_node *list = builder->rows[row].columns;

	for (size_t i = 0; i < table->column_count; i++)
		has[i] = list == NULL;
	for (size_t i = 0;
	     list != NULL && i < list->count && !loader_full(loader); i++) {
		const struct yaml_node *item = list->entries[i].value;
		size_t column;

		if (!expect_kind(loader, item, YAML_NODE_SCALAR, "columns"))
			continue;
		column = table_find_column(table, item->text, item->length);
		loader->cells_broken =
			loader->cells_broken || column == NONE || has[column];
		if (column == NONE)
			unknown_column(loader, item->mark, table, item->text,
			               item->length);
		else if (has[column])
			complain(
				loader, item->mark,
				_("the column “%s” stands here again; keep one"),
				item->text);
		else
			has[column] = true;
	}
}

/* Help of single cells, into `helps` by column. */
static void
row_cells(struct builder *builder, size_t row, const bool has[FORM_COLUMNS],
          struct wording helps[FORM_COLUMNS])
{
	struct loader *loader = builder->loader;
	const struct yaml_node *map = builder->rows[row].cells;
	const struct table *table = builder->table;

	for (size_t i = 0;
	     map != NULL && i < map->count && !loader_full(loader); i++) {
		const struct yaml_node *key = map->entries[i].key;
		const struct yaml_node *value = map->entries[i].value;
		struct raw_cell raw = {.help = {NULL, NULL}};
		size_t column =
			table_find_column(table, key->text, key->length);

		if (column == NONE) {
			unknown_column(loader, key->mark, table, key->text,
			               key->length);
			continue;
		}
		if (!has[column])
			complain(loader, key->mark,
			         _("the row “%s” has no column “%s”"),
			         table->rows[row].path,
			         table->columns[column].id);
		else if (helps[column].zh != NULL)
			complain(
				loader, key->mark,
				_("the column “%s” stands here again; keep one"),
				key->text);
		if (expect_kind(loader, value, YAML_NODE_MAP, "cells") &&
		    schema_read(loader, value, &CELL_SCHEMA, &raw))
			helps[column] = raw.help;
	}
}

static void
add_cell(struct builder *builder, size_t row, size_t column,
         struct wording help)
{
	struct loader *loader = builder->loader;
	struct form *form = loader->form;
	const struct table *table = builder->table;
	const struct raw_column *raw = &builder->columns[column];

	form->cells = grow(form->cells, &loader->cell_capacity,
	                   form->cell_count + 1, sizeof(*form->cells));
	form->cells[form->cell_count] = (struct cell){
		.path = arena_format(loader->arena, "%s.%s.%s",
	                             form->sections[builder->section].id,
	                             table->rows[row].path,
	                             table->columns[column].id),
		.section = builder->section,
		.row = row,
		.column = column,
		.type = raw->type == 0 ? CELL_COUNT : CELL_AMOUNT,
		.negative = raw->negative,
		.unit = raw->unit,
		.help = help,
	};
	table->cells[row * table->column_count + column] = form->cell_count++;
}

/* Numbers the cells row by row. */
static void
load_cells(struct builder *builder, const struct yaml_node *node)
{
	struct loader *loader = builder->loader;
	struct table *table = builder->table;
	size_t count = table->row_count * table->column_count;

	table->cells = arena_array(loader->arena, count, sizeof(*table->cells));
	for (size_t i = 0; i < count; i++)
		table->cells[i] = NONE;
	for (size_t row = 0; row < table->row_count; row++) {
		bool has[FORM_COLUMNS] = {false};
		struct wording helps[FORM_COLUMNS] = {{NULL, NULL}};

		if (table->rows[row].group)
			continue;
		row_columns(builder, row, has);
		row_cells(builder, row, has, helps);
		for (size_t column = 0; column < table->column_count;
		     column++) {
			if (!has[column])
				continue;
			if (loader->form->cell_count == FORM_CELLS) {
				if (!loader->cells_broken)
					complain(
						loader, node->mark,
						_("too many values; up to %d are accepted in a form"),
						FORM_CELLS);
				loader->cells_broken = loader->ids_broken =
					true;
				return;
			}
			add_cell(builder, row, column, helps[column]);
		}
	}
}

struct table *
table_load(struct loader *loader, size_t section, const struct yaml_node *node)
{
	struct raw_table raw = {0};
	struct builder builder = {.loader = loader, .section = section};

	schema_read(loader, node, &TABLE_SCHEMA, &raw);
	if (raw.columns == NULL || raw.rows == NULL) {
		loader->ids_broken = true;
		return NULL;
	}
	builder.table = arena_alloc(loader->arena, sizeof(*builder.table));
	builder.table->rows =
		arena_array(loader->arena, FORM_ROWS, sizeof(struct row));
	builder.rows =
		arena_array(loader->scratch, FORM_ROWS, sizeof(*builder.rows));
	load_columns(&builder, raw.columns);
	load_rows(&builder, raw.rows, NONE);
	loader->ids_broken = loader->ids_broken || builder.rows_full;
	load_cells(&builder, node);
	return builder.table;
}
