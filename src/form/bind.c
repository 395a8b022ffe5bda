/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "form/bind.h"

#include <string.h>

#include "form/schema.h"

struct side {
	struct bound *items;
	size_t count;
};

/* What is done with each cell of an operand; NONE for an integer, and for a
 * path that has no cell here. */
typedef void cell_visit(const struct operand *operand, size_t cell,
                        void *context);

struct bound
bind_operand(const struct binder *binder, const struct operand *operand)
{
	struct bound bound = {operand, NONE};

	if (operand->kind == OPERAND_INTEGER)
		return bound;
	if (binder->relation->each == EACH_COLUMN)
		bound.place = table_find_row(binder->table, operand->path,
		                             strlen(operand->path));
	else if (binder->relation->each == EACH_ROW)
		bound.place = table_find_column(binder->table, operand->path,
		                                strlen(operand->path));
	return bound;
}

static bool
below(const struct table *table, size_t row, size_t group)
{
	while (row != NONE && row != group)
		row = table->rows[row].parent;
	return row == group;
}

/* The cells of a group's rows (they follow it) in the present column. */
static void
visit_group(const struct binder *binder, struct bound bound, cell_visit *visit,
            void *context)
{
	const struct table *table = binder->table;

	for (size_t row = bound.place;
	     row < table->row_count && below(table, row, bound.place); row++) {
		if (table_cell(table, row, binder->at) != NONE)
			visit(bound.operand, table_cell(table, row, binder->at),
			      context);
	}
}

static void
visit_row(const struct table *table, size_t row, const struct operand *operand,
          cell_visit *visit, void *context)
{
	for (size_t column = 0; column < table->column_count; column++) {
		if (table_cell(table, row, column) != NONE)
			visit(operand, table_cell(table, row, column), context);
	}
}

/* All cells below a whole path: of a section, a group or a row. */
static void
visit_below(const struct binder *binder, const struct operand *operand,
            cell_visit *visit, void *context)
{
	const struct form *form = binder->loader->form;
	const struct table *table = binder->table;
	const char *path = operand->path;
	size_t top = 0;

	if (table == NULL) {
		size_t length = strcspn(path, ".");
		size_t section = form_find_section(form, path, length);

		if (section == NONE || form->sections[section].table == NULL)
			return;
		table = form->sections[section].table;
		path += length + (path[length] == '.' ? 1 : 0);
	}
	if (*path != '\0')
		top = table_find_row(table, path, strlen(path));
	for (size_t row = top; row < table->row_count; row++) {
		if (*path != '\0' && !below(table, row, top))
			break;
		visit_row(table, row, operand, visit, context);
	}
}

/* The one cell a path names here, or NONE. */
static size_t
named_cell(const struct binder *binder, struct bound bound)
{
	const char *path;

	if (binder->relation->each == EACH_NONE) {
		path = arena_format(binder->loader->scratch, "%s%s",
		                    binder->prefix, bound.operand->path);
		return form_find_cell(binder->loader->form, path, strlen(path));
	}
	if (bound.place == NONE)
		return NONE;
	return binder->relation->each == EACH_COLUMN
	               ? table_cell(binder->table, bound.place, binder->at)
	               : table_cell(binder->table, binder->at, bound.place);
}

static void
visit_cells(const struct binder *binder, struct bound bound, cell_visit *visit,
            void *context)
{
	const struct operand *operand = bound.operand;

	if (operand->kind == OPERAND_INTEGER)
		visit(operand, NONE, context);
	else if (operand->kind == OPERAND_PATH)
		visit(operand, named_cell(binder, bound), context);
	else if (binder->relation->each == EACH_COLUMN)
		visit_group(binder, bound, visit, context);
	else
		visit_below(binder, operand, visit, context);
}

static void
count_cell(const struct operand *operand, size_t cell, void *context)
{
	size_t *count = context;

	if (cell != NONE || operand->kind == OPERAND_INTEGER)
		++*count;
}

size_t
bind_count(struct binder *binder, struct bound bound)
{
	size_t count = 0;

	visit_cells(binder, bound, count_cell, &count);
	return count;
}

struct terms {
	struct term *items;
	size_t count;
};

static void
add_term(const struct operand *operand, size_t cell, void *context)
{
	struct terms *terms = context;

	terms->items[terms->count++] = (struct term){
		.sign = operand->sign,
		.last = operand->last,
		.cell = cell,
		.integer = operand->kind == OPERAND_INTEGER
	                           ? operand->integer * AMOUNT_ONE
	                           : 0,
	};
}

/* False, with a problem, when the form's relations have too many terms. */
static bool
make_terms(struct binder *binder, const struct side *side, struct term **items,
           size_t *count)
{
	struct loader *loader = binder->loader;
	struct terms terms = {0};
	size_t needed = 0;

	for (size_t i = 0; i < side->count; i++)
		needed += bind_count(binder, side->items[i]);
	loader->terms += needed;
	if (loader->terms > FORM_TERMS) {
		complain(
			loader, binder->relation->mark,
			_("the relations name too many values; up to %d are accepted in a form"),
			FORM_TERMS);
		return false;
	}
	terms.items = arena_array(loader->arena, needed, sizeof(*terms.items));
	for (size_t i = 0; i < side->count; i++)
		visit_cells(binder, side->items[i], add_term, &terms);
	*items = terms.items;
	*count = terms.count;
	return true;
}

/* The first operand without a value in the present row or column, or NULL. */
static const struct operand *
first_missing(struct binder *binder, const struct side sides[2])
{
	for (size_t i = 0; i < 2; i++) {
		for (size_t j = 0; j < sides[i].count; j++) {
			if (bind_count(binder, sides[i].items[j]) == 0)
				return sides[i].items[j].operand;
		}
	}
	return NULL;
}

static bool
add_instance(struct binder *binder, const struct side sides[2])
{
	struct relation *relation = binder->relation;
	struct instance *instance =
		&relation->instances[relation->instance_count];

	*instance = (struct instance){
		.relation =
			(size_t)(relation - binder->loader->form->relations),
		.row = relation->each == EACH_ROW ? binder->at : NONE,
		.column = relation->each == EACH_COLUMN ? binder->at : NONE,
	};
	if (!make_terms(binder, &sides[0], &instance->left,
	                &instance->left_count) ||
	    !make_terms(binder, &sides[1], &instance->right,
	                &instance->right_count))
		return false;
	relation->instance_count++;
	return true;
}

/* The row or column an entry of the list names; NONE with a problem added. */
static size_t
find_listed(struct binder *binder, const struct yaml_node *item)
{
	bool rows = binder->relation->each == EACH_ROW;
	size_t at;

	if (!expect_kind(binder->loader, item, YAML_NODE_SCALAR,
	                 rows ? "rows" : "columns"))
		return NONE;
	if (rows)
		at = table_find_row(binder->table, item->text, item->length);
	else
		at = table_find_column(binder->table, item->text, item->length);
	if (at == NONE && rows)
		unknown_row(binder->loader, item->mark, binder->table,
		            item->text, item->length);
	else if (at == NONE)
		unknown_column(binder->loader, item->mark, binder->table,
		               item->text, item->length);
	return at;
}

static bool
bound_already(const struct binder *binder)
{
	const struct relation *relation = binder->relation;

	for (size_t i = 0; i < relation->instance_count; i++) {
		const struct instance *other = &relation->instances[i];

		if ((relation->each == EACH_ROW ? other->row : other->column) ==
		    binder->at)
			return true;
	}
	return false;
}

static void
bind_listed(struct binder *binder, const struct yaml_node *list,
            const struct side sides[2])
{
	struct loader *loader = binder->loader;
	size_t room = list->count < FORM_ROWS ? list->count : FORM_ROWS;

	/* No row or column comes twice, and no table has more rows. */
	binder->relation->instances =
		arena_array(loader->arena, room, sizeof(struct instance));
	for (size_t i = 0; i < list->count && !loader_full(loader); i++) {
		const struct yaml_node *item = list->entries[i].value;
		const struct operand *missing;

		binder->at = find_listed(binder, item);
		if (binder->at == NONE)
			continue;
		if (bound_already(binder)) {
			complain(loader, item->mark,
			         _("“%s” stands here again; keep one"),
			         item->text);
			continue;
		}
		missing = first_missing(binder, sides);
		if (missing != NULL)
			complain(loader, item->mark,
			         _("“%s” has no value “%s”, which holds names"),
			         item->text, missing->path);
		else if (!add_instance(binder, sides))
			return;
	}
}

/* The relation on all rows or columns it fits. */
static void
bind_fitting(struct binder *binder, const struct side sides[2])
{
	struct relation *relation = binder->relation;
	const struct table *table = binder->table;
	size_t count = relation->each == EACH_ROW ? table->row_count
	                                          : table->column_count;

	relation->instances = arena_array(binder->loader->arena, count,
	                                  sizeof(*relation->instances));
	for (binder->at = 0; binder->at < count; binder->at++) {
		if (first_missing(binder, sides) == NULL &&
		    !add_instance(binder, sides))
			return;
	}
	if (relation->instance_count == 0)
		complain(
			binder->loader, binder->holds->mark,
			relation->each == EACH_ROW
				? _("no row of the table has all the columns named here")
				: _("no column of the table has all the rows named here"));
}

static struct side
bind_side(const struct binder *binder, const struct sum *sum)
{
	struct side side = {.count = sum->count};

	side.items = arena_array(binder->loader->scratch, sum->count,
	                         sizeof(*side.items));
	for (size_t i = 0; i < sum->count; i++)
		side.items[i] = bind_operand(binder, &sum->operands[i]);
	return side;
}

void
bind_relation(struct binder *binder, const struct yaml_node *list)
{
	struct relation *relation = binder->relation;
	const struct side sides[2] = {
		bind_side(binder, &binder->equation.left),
		bind_side(binder, &binder->equation.right),
	};

	if (binder->loader->terms > FORM_TERMS)
		return;
	if (list != NULL) {
		bind_listed(binder, list, sides);
	} else if (relation->each != EACH_NONE) {
		bind_fitting(binder, sides);
	} else {
		relation->instances = arena_alloc(binder->loader->arena,
		                                  sizeof(*relation->instances));
		add_instance(binder, sides);
	}
}

bool
bind_sum(struct binder *binder, const struct sum *sum, struct term **items,
         size_t *count)
{
	const struct side side = bind_side(binder, sum);

	return make_terms(binder, &side, items, count);
}
