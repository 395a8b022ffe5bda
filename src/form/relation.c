/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <string.h>

#include "form/bind.h"
#include "form/schema.h"

#define RELATION_ID_BYTES 64

struct raw_relation {
	const struct yaml_node *id;
	const struct yaml_node *table;
	size_t each;
	const struct yaml_node *holds;
	struct wording says;
	size_t level;
	const struct yaml_node *rows;
	const struct yaml_node *columns;
	bool fill;
};

/* ORDER enum relation_each, from EACH_ROW on */
static const char *const EACH[] = {"row", "column"};
/* ORDER enum level; what is not filled in is no matter of relations */
static const char *const LEVELS[] = {"error", "review", "hint"};

/* `fill` stands last: it is for carry alone. */
static const struct field RELATION_FIELDS[] = {
	{"id", FIELD_LINE, .required = true,
         .offset = offsetof(struct raw_relation, id)},
	{"table", FIELD_LINE, .offset = offsetof(struct raw_relation, table)},
	{"each", FIELD_WORD, .offset = offsetof(struct raw_relation, each),
         .words = EACH, .word_count = 2},
	{"holds", FIELD_LINE, .required = true,
         .offset = offsetof(struct raw_relation, holds)},
	{"says", FIELD_WORDING, .offset = offsetof(struct raw_relation, says)},
	{"level", FIELD_WORD, .offset = offsetof(struct raw_relation, level),
         .words = LEVELS, .word_count = 3},
	{"rows", FIELD_LIST, .offset = offsetof(struct raw_relation, rows)},
	{"columns", FIELD_LIST,
         .offset = offsetof(struct raw_relation, columns)},
	{"fill", FIELD_FLAG, .offset = offsetof(struct raw_relation, fill)},
};

#define RELATION_FIELD_COUNT \
 (sizeof(RELATION_FIELDS) / sizeof(*RELATION_FIELDS))
static const struct schema RELATION_SCHEMA = {RELATION_FIELDS,
                                              RELATION_FIELD_COUNT - 1};
static const struct schema CARRY_SCHEMA = {RELATION_FIELDS,
                                           RELATION_FIELD_COUNT};

static struct mark
operand_place(const struct binder *binder, const struct operand *operand)
{
	return text_place(binder->loader, binder->holds, operand->at);
}

/* A whole path (below the table, if there is one) that names no value. */
static void
unknown_value(struct binder *binder, const struct operand *operand)
{
	struct loader *loader = binder->loader;
	const struct form *form = loader->form;
	size_t prefix = strlen(binder->prefix), count = 0;
	const char **paths;

	if (loader->ids_broken || loader_full(loader))
		return;
	paths = arena_array(loader->scratch, form->cell_count, sizeof(*paths));
	for (size_t i = 0; i < form->cell_count; i++) {
		if (strncmp(form->cells[i].path, binder->prefix, prefix) == 0)
			paths[count++] = form->cells[i].path + prefix;
	}
	complain(loader, operand_place(binder, operand),
	         _("there is no value “%s”; %s"),
	         shown(loader, operand->path, strlen(operand->path)),
	         advice(loader, operand->path, strlen(operand->path), paths,
	                count));
}

/* With each: column a path names a row, and PATH.* a group of rows. */
static void
verify_row_operand(struct binder *binder, const struct operand *operand)
{
	struct loader *loader = binder->loader;
	size_t row = table_find_row(binder->table, operand->path,
	                            strlen(operand->path));
	bool children = operand->kind == OPERAND_CHILDREN;

	if (row == NONE)
		unknown_row(loader, operand_place(binder, operand),
		            binder->table, operand->path,
		            strlen(operand->path));
	else if (binder->table->rows[row].group && !children)
		complain(
			loader, operand_place(binder, operand),
			_("“%s” is a group and has no values; all its rows are written %s.*"),
			operand->path, operand->path);
	else if (!binder->table->rows[row].group && children)
		complain(loader, operand_place(binder, operand),
		         _("“%s” is a row and no group; write it without .*"),
		         operand->path);
}

void
verify_operand(struct binder *binder, const struct operand *operand)
{
	struct loader *loader = binder->loader;
	struct mark place = operand_place(binder, operand);
	struct bound bound;

	if (operand->kind == OPERAND_INTEGER)
		return;
	if (operand->last && !binder->relation->carry)
		complain(
			loader, place,
			_("“last.” compares with last year's report; such a relation stands under carry"));
	switch (binder->relation->each) {
	case EACH_COLUMN:
		verify_row_operand(binder, operand);
		break;
	case EACH_ROW:
		if (operand->kind == OPERAND_CHILDREN)
			complain(
				loader, place,
				_("with each: row the columns are named one by one, without .*"));
		else if (table_find_column(binder->table, operand->path,
		                           strlen(operand->path)) == NONE)
			unknown_column(loader, place, binder->table,
			               operand->path, strlen(operand->path));
		break;
	case EACH_NONE:
		bound = bind_operand(binder, operand);
		if (bind_count(binder, bound) == 0)
			unknown_value(binder, operand);
		break;
	}
}

/* Whether last year's values, or any values, are among the operands. */
static void
verify_kind(struct binder *binder)
{
	const struct sum *sides[] = {&binder->equation.left,
	                             &binder->equation.right};
	const struct operand *first = &binder->equation.left.operands[0];
	const struct relation *relation = binder->relation;
	bool paths = false, last = false;

	for (size_t side = 0; side < 2; side++) {
		for (size_t i = 0; i < sides[side]->count; i++) {
			paths = paths || sides[side]->operands[i].kind !=
			                         OPERAND_INTEGER;
			last = last || sides[side]->operands[i].last;
		}
	}
	if (!paths)
		complain(binder->loader, binder->holds->mark,
		         _("this names no value of the report"));
	else if (relation->carry && !last)
		complain(
			binder->loader, binder->holds->mark,
			_("a relation under carry names a value of last year: last.PATH"));
	if (relation->fill &&
	    (binder->equation.left.count != 1 || first->kind != OPERAND_PATH ||
	     first->last || relation->comparison != COMPARE_EQUAL))
		complain(
			binder->loader, binder->holds->mark,
			_("with fill: true one value stands left of =, as carried_in = last.carried_out"));
}

static void
load_equation(struct binder *binder, const struct yaml_node *list)
{
	struct loader *loader = binder->loader;
	struct relation *relation = binder->relation;
	struct expression_error error;
	size_t before = loader->problems->count;
	const struct yaml_node *holds = binder->holds;

	if (!equation_parse(loader->scratch, holds->text, holds->length,
	                    &binder->equation, &error)) {
		complain(loader, text_place(loader, holds, error.at), "%s",
		         error.text);
		return;
	}
	relation->comparison = binder->equation.comparison;
	for (size_t i = 0; i < binder->equation.left.count; i++)
		verify_operand(binder, &binder->equation.left.operands[i]);
	for (size_t i = 0; i < binder->equation.right.count; i++)
		verify_operand(binder, &binder->equation.right.operands[i]);
	verify_kind(binder);
	if (loader->problems->count != before || loader->ids_broken)
		return;
	bind_relation(binder, list);
}

/* Finds the table; false with a problem added if there is none of that id. */
static bool
find_table(struct binder *binder, const struct yaml_node *node)
{
	struct loader *loader = binder->loader;
	const struct form *form = loader->form;
	size_t section = form_find_section(form, node->text, node->length),
	       count = 0;
	const char *names[FORM_SECTIONS];

	if (section != NONE && form->sections[section].table != NULL) {
		binder->relation->section = section;
		binder->table = form->sections[section].table;
		binder->prefix =
			arena_format(loader->scratch, "%s.", node->text);
		return true;
	}
	for (size_t i = 0; i < form->section_count; i++) {
		if (form->sections[i].table != NULL)
			names[count++] = form->sections[i].id;
	}
	if (!loader->ids_broken)
		complain(
			loader, node->mark, _("there is no table “%s”; %s"),
			shown(loader, node->text, node->length),
			advice(loader, node->text, node->length, names, count));
	return false;
}

bool
rule_id_verify(struct loader *loader, const struct yaml_node *id)
{
	bool good = id->length <= RELATION_ID_BYTES;

	for (size_t i = 0; i < id->length && good; i++) {
		char c = id->text[i];

		good = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		       (c >= '0' && c <= '9') || c == '.' || c == '-' ||
		       c == '_';
	}
	if (!good)
		complain(
			loader, id->mark,
			_("“%s” is no id of a rule; letters, digits, . - and _, up to %d, are accepted"),
			shown(loader, id->text, id->length), RELATION_ID_BYTES);
	return good;
}

static void
verify_id(struct loader *loader, const struct relation *relation,
          const struct yaml_node *id)
{
	const struct form *form = loader->form;
	bool good = rule_id_verify(loader, id);

	for (const struct relation *other = form->relations;
	     good && other < relation; other++) {
		if (strcmp(other->id, id->text) == 0) {
			complain(
				loader, id->mark,
				_("the id “%s” is taken (line %zu); each needs its own"),
				id->text, other->mark.line);
			return;
		}
	}
}

/* `rows` goes with each: row, `columns` with each: column. Returns the list. */
static const struct yaml_node *
axis_list(struct loader *loader, const struct raw_relation *raw,
          enum relation_each each)
{
	if (raw->rows != NULL && each != EACH_ROW)
		complain(loader, raw->rows->mark, _("“%s” goes with each: %s"),
		         "rows", "row");
	if (raw->columns != NULL && each != EACH_COLUMN)
		complain(loader, raw->columns->mark,
		         _("“%s” goes with each: %s"), "columns", "column");
	return each == EACH_ROW      ? raw->rows
	       : each == EACH_COLUMN ? raw->columns
	                             : NULL;
}

static void
load_relation(struct loader *loader, struct relation *relation,
              const struct yaml_node *node)
{
	struct raw_relation raw = {
		.each = NONE,
		.level = relation->carry ? LEVEL_REVIEW : LEVEL_ERROR,
	};
	struct binder binder = {
		.loader = loader, .relation = relation, .prefix = ""};
	const struct yaml_node *list;

	relation->id = "";
	relation->section = NONE;
	relation->mark = node->mark;
	if (!expect_kind(loader, node, YAML_NODE_MAP,
	                 relation->carry ? "carry" : "relations"))
		return;
	schema_read(loader, node,
	            relation->carry ? &CARRY_SCHEMA : &RELATION_SCHEMA, &raw);
	if (raw.id != NULL)
		verify_id(loader, relation, raw.id);
	relation->id = scalar_keep(loader, raw.id);
	relation->says = raw.says;
	relation->level = (enum level)raw.level;
	relation->fill = raw.fill;
	relation->each = raw.each == NONE ? EACH_NONE
	                 : raw.each == 0  ? EACH_ROW
	                                  : EACH_COLUMN;
	list = axis_list(loader, &raw, relation->each);
	if (raw.table != NULL && !find_table(&binder, raw.table))
		return;
	if (relation->each != EACH_NONE && raw.table == NULL) {
		complain(loader, node->mark,
		         _("each: %s needs its table: table: SECTION"),
		         EACH[raw.each]);
		return;
	}
	binder.holds = raw.holds;
	/* Where it stands must be known; what a wrong word meant is not guessed. */
	if (raw.holds != NULL &&
	    (raw.each != NONE || yaml_get(node, "each") == NULL) &&
	    (raw.table != NULL || yaml_get(node, "table") == NULL))
		load_equation(&binder, list);
}

static void
load_list(struct loader *loader, const struct yaml_node *list, bool carry,
          size_t room)
{
	struct form *form = loader->form;

	for (size_t i = 0;
	     list != NULL && i < list->count && !loader_full(loader); i++) {
		struct relation *relation =
			&form->relations[form->relation_count];

		if (form->relation_count == room) {
			complain(
				loader, list->entries[i].value->mark,
				_("too many relations; up to %d are accepted in a form"),
				FORM_RELATIONS);
			return;
		}
		relation->carry = carry;
		load_relation(loader, relation, list->entries[i].value);
		form->relation_count++;
	}
}

void
relations_load(struct loader *loader, const struct yaml_node *relations,
               const struct yaml_node *carry)
{
	size_t count = (relations != NULL ? relations->count : 0) +
	               (carry != NULL ? carry->count : 0);
	size_t room = count < FORM_RELATIONS ? count : FORM_RELATIONS;

	loader->form->relations = arena_array(loader->arena, room,
	                                      sizeof(*loader->form->relations));
	load_list(loader, relations, false, room);
	load_list(loader, carry, true, room);
}
