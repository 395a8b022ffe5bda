/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "form/figure_load.h"

#include <string.h>

#define RANKS 9

struct raw_class {
	const struct yaml_node *id;
	const struct yaml_node *of;
	const struct yaml_node *words;
	size_t rank;
	const struct yaml_node *family;
	const struct yaml_node *is;
	const struct yaml_node *units;
	const struct yaml_node *with;
};

static const struct field CLASS_FIELDS[] = {
	MEMBER(raw_class, id, FIELD_LINE, .required = true),
	MEMBER(raw_class, of, FIELD_LIST, .required = true),
	MEMBER(raw_class, words, FIELD_LIST, .required = false),
	MEMBER(raw_class, rank, FIELD_NUMBER, .least = 1, .most = RANKS),
	MEMBER(raw_class, family, FIELD_LINE, .required = false),
	MEMBER(raw_class, is, FIELD_LIST, .required = false),
	MEMBER(raw_class, units, FIELD_LIST, .required = false),
	MEMBER(raw_class, with, FIELD_LINE, .required = false),
};

/* ORDER enum word_role, from WORD_ALL on */
static const char *const SAYS[] = {"all", "none"};

struct raw_statement {
	const struct yaml_node *words;
	size_t says;
	const struct yaml_node *are;
};

static const struct field STATEMENT_FIELDS[] = {
	MEMBER(raw_statement, words, FIELD_LIST, .required = true),
	MEMBER(raw_statement, says, FIELD_WORD, .required = true, .words = SAYS,
               .word_count = ENTRIES(SAYS)),
	MEMBER(raw_statement, are, FIELD_LIST, .required = true),
};

static const struct schema CLASS_SCHEMA = SCHEMA(CLASS_FIELDS);
static const struct schema STATEMENT_SCHEMA = SCHEMA(STATEMENT_FIELDS);

/* --- readings --- */

/* The cells of one line of the table, by place. Returns how many there are. */
static size_t
term_cells(struct loader *loader, const struct table *table, bool by_row,
           size_t line, struct figure_term *term)
{
	size_t count = by_row ? table->row_count : table->column_count;
	size_t found = 0;

	term->cells = arena_array(loader->arena, count, sizeof(*term->cells));
	for (size_t i = 0; i < count; i++) {
		term->cells[i] = by_row ? table_cell(table, i, line)
		                        : table_cell(table, line, i);
		found += term->cells[i] != NONE;
	}
	return found;
}

/* Adds the terms of one operand: a row, the rows of a group, or a column. */
static void
read_operand(struct loader *loader, const struct yaml_node *node,
             const struct figure_topic *topic, const struct operand *operand,
             struct figure_reading *reading)
{
	const struct table *table =
		loader->form->sections[topic->section].table;
	struct mark place = text_place(loader, node, operand->at);
	size_t length = strlen(operand->path), row;

	if (topic->by_row) {
		size_t column = table_find_column(table, operand->path, length);

		if (column == NONE) {
			unknown_column(loader, place, table, operand->path,
			               length);
			return;
		}
		reading->terms[reading->term_count].sign = operand->sign;
		term_cells(loader, table, true, column,
		           &reading->terms[reading->term_count++]);
		return;
	}
	row = table_find_row(table, operand->path, length);
	if (row == NONE) {
		unknown_row(loader, place, table, operand->path, length);
		return;
	}
	if (table->rows[row].group != (operand->kind == OPERAND_CHILDREN)) {
		group_has_no_values(loader, place, operand->path);
		return;
	}
	for (size_t i = 0; i < table->row_count; i++) {
		bool meant = operand->kind == OPERAND_CHILDREN
		                     ? table->rows[i].parent == row
		                     : i == row;

		if (!meant || table->rows[i].group)
			continue;
		reading->terms[reading->term_count].sign = operand->sign;
		term_cells(loader, table, false, i,
		           &reading->terms[reading->term_count++]);
	}
}

static void
read_reading(struct loader *loader, const struct yaml_node *node,
             const struct figure_topic *topic, struct figure_reading *reading)
{
	struct expression_error error = {0};
	struct sum sum;
	size_t room = 1;

	if (!text_verify(loader, node, "is", false))
		return;
	if (!sum_parse(loader->scratch, node->text, node->length, &sum,
	               &error)) {
		complain(loader, text_place(loader, node, error.at), "%s",
		         error.text);
		return;
	}
	for (size_t i = 0; i < sum.count; i++)
		room += FORM_ROWS;
	reading->terms =
		arena_array(loader->scratch, room, sizeof(*reading->terms));
	for (size_t i = 0; i < sum.count; i++) {
		const struct operand *operand = &sum.operands[i];

		if (operand->last || (operand->kind != OPERAND_PATH &&
		                      operand->kind != OPERAND_CHILDREN))
			complain(
				loader, text_place(loader, node, operand->at),
				_("only rows or columns of the table are added up here"));
		else if (reading->term_count < room - FORM_ROWS)
			read_operand(loader, node, topic, operand, reading);
	}
	struct figure_term *kept = arena_array(
		loader->arena, reading->term_count + 1, sizeof(*kept));

	if (reading->term_count > 0)
		memcpy(kept, reading->terms,
		       reading->term_count * sizeof(*kept));
	reading->terms = kept;
}

/* --- classes --- */

void
figure_read_class(struct figure_reader *reader, const struct yaml_node *node,
                  size_t index)
{
	struct figure_rules *rules = reader->rules;
	struct figure_class *class = &rules->classes[index];
	struct loader *loader = reader->loader;
	struct raw_class raw = {.rank = 1};
	struct figure_names names = figure_class_names(rules),
			    topics = figure_topic_names(rules),
			    units = figure_unit_names(rules);
	const struct figure_topic *topic;

	names.count = index;
	*class = (struct figure_class){.id = "", .with = NONE};
	schema_read(loader, node, &CLASS_SCHEMA, &raw);
	class->id = figure_new_name(loader, &names, raw.id);
	class->topics = figure_name_bits(loader, &topics, raw.of);
	class->units = figure_name_bits(loader, &units, raw.units);
	class->rank = raw.rank;
	if (raw.with != NULL)
		class->with = figure_want_name(loader, &names, raw.with);
	class->family = figure_family(reader, raw.family);
	figure_words_add(&reader->words, raw.words, "words", WORD_CLASS, index);
	if (raw.is == NULL || class->topics == 0)
		return;
	topic = figure_common_topic(reader, class->topics, raw.of);
	if (topic == NULL)
		return;
	if (topic->section == NONE) {
		complain(loader, raw.is->mark,
		         _("“%s” has no table to compare with; leave “is” out"),
		         topic->id);
		return;
	}
	class->reading_count = raw.is->count;
	class->readings = arena_array(loader->arena, raw.is->count,
	                              sizeof(*class->readings));
	for (size_t i = 0; i < raw.is->count; i++)
		read_reading(loader, raw.is->entries[i].value, topic,
		             &class->readings[i]);
}

void
figure_read_statement(struct figure_reader *reader,
                      const struct yaml_node *node, size_t index)
{
	struct loader *loader = reader->loader;
	struct raw_statement raw = {0};
	struct figure_names names = figure_class_names(reader->rules);

	(void)index;
	if (!schema_read(loader, node, &STATEMENT_SCHEMA, &raw))
		return;
	for (size_t i = 0; i < raw.are->count; i++) {
		const struct yaml_node *id = raw.are->entries[i].value;
		size_t class;

		if (!text_verify(loader, id, "are", false))
			continue;
		class = figure_want_name(loader, &names, id);
		if (class != NONE)
			figure_words_add(&reader->words, raw.words, "words",
			                 raw.says == 0 ? WORD_ALL
			                               : WORD_NONE_LEFT,
			                 class);
	}
}
