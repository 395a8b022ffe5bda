/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <string.h>

#include "form/load.h"
#include "form/schema.h"

/* A slot as written: `values` stands for one after another. */
struct item {
	enum slot_kind kind;
	const char *text;
	size_t index;
	size_t across;
	size_t down;
	struct mark mark;
};

struct raw_line {
	const struct yaml_node *head;
	const struct yaml_node *body;
};

struct raw_slot {
	const struct yaml_node *text;
	const struct yaml_node *row;
	const struct yaml_node *column;
	const struct yaml_node *values;
	const struct yaml_node *value;
	size_t across;
	size_t down;
};

static const struct field LINE_FIELDS[] = {
	{"head", FIELD_LIST, .offset = offsetof(struct raw_line, head)},
	{"body", FIELD_LIST, .offset = offsetof(struct raw_line, body)},
};

static const struct field SLOT_FIELDS[] = {
	{"text", FIELD_LABEL, .offset = offsetof(struct raw_slot, text)},
	{"row", FIELD_LINE, .offset = offsetof(struct raw_slot, row)},
	{"column", FIELD_LINE, .offset = offsetof(struct raw_slot, column)},
	{"values", FIELD_LINE, .offset = offsetof(struct raw_slot, values)},
	{"value", FIELD_LINE, .offset = offsetof(struct raw_slot, value)},
	{"across", FIELD_NUMBER, .offset = offsetof(struct raw_slot, across),
         .least = 1, .most = FORM_GRID_WIDTH},
	{"down", FIELD_NUMBER, .offset = offsetof(struct raw_slot, down),
         .least = 1, .most = FORM_GRID_LINES},
};

#define SCHEMA(fields) \
 { \
  fields, sizeof(fields) / sizeof(*(fields)) \
 }
static const struct schema LINE_SCHEMA = SCHEMA(LINE_FIELDS);
static const struct schema SLOT_SCHEMA = SCHEMA(SLOT_FIELDS);

struct printer {
	struct loader *loader;
	struct table *table;
	const struct section *section;
	size_t *printed; /* per cell of the section: the line it stands in, or 0 */
	size_t line;     /* the present one, from 0 */
	struct item items[FORM_GRID_WIDTH];
	size_t count;
	size_t width; /* of the items */
	bool unclear; /* the line's width cannot be told */
	bool lost;    /* what spans down from above is not known any more */
	bool values_unknown;
};

static void
add_item(struct printer *printer, struct item item)
{
	printer->width += item.across;
	if (printer->width > FORM_GRID_WIDTH ||
	    printer->count == FORM_GRID_WIDTH) {
		if (!printer->unclear)
			complain(
				printer->loader, item.mark,
				_("the grid is too wide; up to %d columns are accepted"),
				FORM_GRID_WIDTH);
		printer->unclear = true;
		return;
	}
	printer->items[printer->count++] = item;
}

/* Notes that the value is printed in this line; a problem if it was before. */
static bool
print_value(struct printer *printer, size_t cell, struct mark mark)
{
	size_t *printed =
		&printer->printed[cell - printer->section->first_cell];

	if (*printed != 0) {
		complain(
			printer->loader, mark,
			_("the value “%s” stands in the grid again (first in its line %zu); keep one"),
			printer->loader->form->cells[cell].path, *printed);
		return false;
	}
	*printed = printer->line + 1;
	return true;
}

/* The row of that path, which must have values; NONE with a problem added. */
static size_t
value_row(struct printer *printer, const struct yaml_node *node, size_t length)
{
	size_t row = table_find_row(printer->table, node->text, length);

	if (row == NONE) {
		unknown_row(printer->loader, node->mark, printer->table,
		            node->text, length);
	} else if (printer->table->rows[row].group) {
		group_has_no_values(printer->loader, node->mark,
		                    printer->table->rows[row].path);
		row = NONE;
	}
	return row;
}

/* values: ROW */
static void
add_values(struct printer *printer, const struct yaml_node *node)
{
	size_t row = value_row(printer, node, node->length);
	bool again = false;

	if (row == NONE || printer->loader->cells_broken ||
	    printer->loader->ids_broken) {
		printer->unclear = true;
		printer->values_unknown = true;
	}
	for (size_t column = 0;
	     row != NONE && column < printer->table->column_count; column++) {
		size_t cell = table_cell(printer->table, row, column);

		if (cell == NONE)
			continue;
		/* One problem is enough for a row that stands twice. */
		again = again || !print_value(printer, cell, node->mark);
		add_item(printer, (struct item){SLOT_VALUE, NULL, cell, 1, 1,
		                                node->mark});
	}
}

/* value: ROW.COLUMN; false with a problem added if there is no such value. */
static bool
find_value(struct printer *printer, const struct yaml_node *node,
           struct item *item)
{
	const char *point = strrchr(node->text, '.');
	size_t row_length = point == NULL ? 0 : (size_t)(point - node->text);
	size_t row, column;

	if (point == NULL) {
		complain(printer->loader, node->mark,
		         _("“%s” names no value; ROW.COLUMN is accepted"),
		         shown(printer->loader, node->text, node->length));
		return false;
	}
	row = value_row(printer, node, row_length);
	if (row == NONE)
		return false;
	column =
		table_find_column(printer->table, point + 1, strlen(point + 1));
	if (column == NONE) {
		unknown_column(printer->loader, node->mark, printer->table,
		               point + 1, strlen(point + 1));
		return false;
	}
	item->index = table_cell(printer->table, row, column);
	if (item->index == NONE) {
		complain(printer->loader, node->mark,
		         _("the row “%s” has no column “%s”"),
		         printer->table->rows[row].path,
		         printer->table->columns[column].id);
		return false;
	}
	item->kind = SLOT_VALUE;
	item->text = NULL;
	print_value(printer, item->index, node->mark);
	return true;
}

static void
label_item(struct printer *printer, const struct raw_slot *raw,
           struct item *item)
{
	const struct table *table = printer->table;

	if (raw->text != NULL) {
		item->text = scalar_keep(printer->loader, raw->text);
	} else if (raw->row != NULL) {
		size_t row =
			table_find_row(table, raw->row->text, raw->row->length);

		if (row == NONE) {
			unknown_row(printer->loader, raw->row->mark, table,
			            raw->row->text, raw->row->length);
			return;
		}
		item->kind = SLOT_ROW;
		item->index = row;
		item->text = table->rows[row].label;
	} else if (raw->column != NULL) {
		size_t column = table_find_column(table, raw->column->text,
		                                  raw->column->length);

		if (column == NONE) {
			unknown_column(printer->loader, raw->column->mark,
			               table, raw->column->text,
			               raw->column->length);
			return;
		}
		item->kind = SLOT_COLUMN;
		item->index = column;
		item->text = table->columns[column].label;
	}
}

static void
add_map(struct printer *printer, const struct yaml_node *node)
{
	struct loader *loader = printer->loader;
	struct raw_slot raw = {.across = 1, .down = 1};
	struct item item = {.kind = SLOT_TEXT, .text = "", .mark = node->mark};
	int kinds;
	bool good = schema_read(loader, node, &SLOT_SCHEMA, &raw);

	kinds = (raw.text != NULL) + (raw.row != NULL) + (raw.column != NULL) +
	        (raw.values != NULL) + (raw.value != NULL);
	item.across = raw.across;
	item.down = raw.down;
	if ((raw.value != NULL || raw.values != NULL) &&
	    printer->table->head[printer->line])
		complain(loader, node->mark,
		         _("values stand in body lines, not in heads"));
	if (kinds != 1 && good)
		complain(
			loader, node->mark,
			_("a slot has exactly one of text, row, column, value, values"));
	if (kinds != 1 || !good) {
		printer->unclear = true;
		printer->values_unknown = true;
		return;
	}
	if (raw.values != NULL) {
		if (raw.across != 1 || raw.down != 1)
			complain(
				loader, node->mark,
				_("“values” are single slots; a merged one is written value: ROW.COLUMN"));
		add_values(printer, raw.values);
		return;
	}
	if (raw.value == NULL)
		label_item(printer, &raw, &item);
	else if (!find_value(printer, raw.value, &item))
		printer->values_unknown = true;
	add_item(printer, item);
}

/* Reads the items of a line; printer->items, count, width, unclear. */
static void
read_items(struct printer *printer, const struct yaml_node *list)
{
	for (size_t i = 0; i < list->count && !loader_full(printer->loader);
	     i++) {
		const struct yaml_node *node = list->entries[i].value;

		if (node->kind == YAML_NODE_MAP) {
			add_map(printer, node);
		} else if ((node->length == 0 &&
		            node->kind == YAML_NODE_SCALAR &&
		            node->style == YAML_STYLE_QUOTED) ||
		           text_verify(printer->loader, node, "grid", false)) {
			add_item(printer,
			         (struct item){
					 SLOT_TEXT,
					 scalar_keep(printer->loader, node), 0,
					 1, 1, node->mark});
		} else {
			printer->unclear = true;
		}
	}
}

static struct form_slot *
slot_at(struct printer *printer, size_t line, size_t column)
{
	return &printer->table->slots[line * printer->table->width + column];
}

/* A slot spans at least one column once anything was put there. */
static bool
slot_free(struct printer *printer, size_t line, size_t column)
{
	return slot_at(printer, line, column)->across == 0;
}

/* How many slots from `column` on are free, up to `wanted`. */
static size_t
free_run(struct printer *printer, size_t column, size_t wanted)
{
	size_t run = 0;

	while (run < wanted && column + run < printer->table->width &&
	       slot_free(printer, printer->line, column + run))
		run++;
	return run;
}

static void
put_item(struct printer *printer, const struct item *item, size_t column)
{
	size_t origin = printer->line * printer->table->width + column;

	for (size_t i = 0; i < item->down; i++) {
		for (size_t j = 0; j < item->across; j++)
			*slot_at(printer, printer->line + i, column + j) =
				(struct form_slot){SLOT_COVERED, NULL, origin,
			                           1, 1};
	}
	*slot_at(printer, printer->line, column) = (struct form_slot){
		item->kind, item->text, item->index, item->across, item->down};
}

static void
place_items(struct printer *printer)
{
	const struct table *table = printer->table;
	size_t column = 0;

	for (size_t i = 0; i < printer->count; i++) {
		struct item item = printer->items[i];
		size_t run;

		while (column < table->width &&
		       !slot_free(printer, printer->line, column))
			column++;
		if (column == table->width)
			return;
		run = free_run(printer, column, item.across);
		if (run < item.across) {
			if (column + run < table->width)
				complain(
					printer->loader, item.mark,
					_("this slot is %zu across and overlaps one merged from above; only %zu free"),
					item.across, run);
			printer->lost = true;
			item.across = run;
		}
		if (item.down > table->lines - printer->line) {
			complain(
				printer->loader, item.mark,
				_("this slot is %zu down and leaves the grid; at most %zu is accepted here"),
				item.down, table->lines - printer->line);
			item.down = table->lines - printer->line;
		}
		put_item(printer, &item, column);
		column += item.across;
	}
}

/* Whether the line is as wide as the grid: its own slots and those merged
 * from above. */
static void
verify_width(struct printer *printer, struct mark mark)
{
	const struct table *table = printer->table;
	size_t width = printer->width;

	for (size_t column = 0; column < table->width; column++)
		width += slot_free(printer, printer->line, column) ? 0 : 1;
	if (width == table->width)
		return;
	complain(
		printer->loader, mark,
		_("line %zu of the grid is %zu wide, with what is merged from above; as line 1 it should "
	          "be %zu"),
		printer->line + 1, width, table->width);
	for (size_t i = 0; i < printer->count; i++)
		printer->lost = printer->lost || printer->items[i].down > 1;
}

static void
load_line(struct printer *printer, const struct yaml_node *node)
{
	struct loader *loader = printer->loader;
	struct table *table = printer->table;
	struct raw_line raw = {0};
	bool good;

	printer->count = printer->width = 0;
	printer->unclear = false;
	good = expect_kind(loader, node, YAML_NODE_MAP, "grid") &&
	       schema_read(loader, node, &LINE_SCHEMA, &raw);
	if (good && (raw.head == NULL) == (raw.body == NULL)) {
		complain(
			loader, node->mark,
			_("a line of the grid is either head: […] or body: […]"));
		good = false;
	}
	if (!good) {
		printer->lost = printer->values_unknown = true;
		return;
	}
	table->head[printer->line] = raw.head != NULL;
	read_items(printer, raw.head != NULL ? raw.head : raw.body);
	if (printer->unclear)
		printer->lost = true;
	if (printer->lost)
		return;
	if (printer->line == 0) {
		table->width = printer->width;
		table->slots =
			arena_array(loader->arena, table->lines * table->width,
		                    sizeof(*table->slots));
	} else {
		verify_width(printer, node->mark);
	}
	if (!printer->lost)
		place_items(printer);
}

/* One problem for a row of which nothing is printed, else one for a value. */
static void
verify_printed(struct printer *printer, const struct yaml_node *node)
{
	const struct form *form = printer->loader->form;
	size_t first = printer->section->first_cell;
	size_t end = first + printer->section->cell_count;
	size_t cell = first;

	while (cell < end && !loader_full(printer->loader)) {
		size_t row = form->cells[cell].row, next = cell, missing = 0;

		while (next < end && form->cells[next].row == row)
			missing +=
				printer->printed[next++ - first] == 0 ? 1 : 0;
		if (missing == next - cell) {
			complain(
				printer->loader, node->mark,
				_("the grid does not print the row “%s”; add values: %s"),
				printer->table->rows[row].path,
				printer->table->rows[row].path);
			cell = next;
		}
		for (; cell < next; cell++) {
			if (printer->printed[cell - first] == 0)
				complain(
					printer->loader, node->mark,
					_("the grid does not print the value “%s”"),
					form->cells[cell].path);
		}
	}
}

void
grid_load(struct loader *loader, size_t section, const struct yaml_node *node)
{
	const struct section *owner = &loader->form->sections[section];
	struct table *table = owner->table;
	struct printer printer = {
		.loader = loader, .table = table, .section = owner};

	if (node->count > FORM_GRID_LINES) {
		complain(loader, node->mark,
		         _("the grid has %zu lines; up to %d are accepted"),
		         node->count, FORM_GRID_LINES);
		return;
	}
	table->lines = node->count;
	table->head =
		arena_array(loader->arena, table->lines, sizeof(*table->head));
	printer.printed = arena_array(loader->scratch, owner->cell_count,
	                              sizeof(*printer.printed));
	for (size_t i = 0; i < table->lines && !loader_full(loader); i++) {
		printer.line = i;
		load_line(&printer, node->entries[i].value);
	}
	if (!printer.values_unknown && !loader->ids_broken)
		verify_printed(&printer, node);
}
