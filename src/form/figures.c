/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "form/figures.h"

#include <stdlib.h>
#include <string.h>

#include "form/figure_words.h"
#include "form/schema.h"

/* Entries of each list; the first four are counted in the bits of a word. */
#define UNITS_MOST 60
#define TOPICS_MOST 60
#define CLASSES_MOST 500
#define PARTIES_MOST 60
#define LIST_MOST 60
#define RANKS 9
#define ENTRIES(fields) (sizeof(fields) / sizeof(*(fields)))

/* ORDER enum figure_sign */
static const struct field SIGN_FIELDS[] = {
#define SIGN(name, sign) \
 { \
  name, FIELD_LIST, .offset = (sign) * sizeof(const struct yaml_node *) \
 }
	SIGN("join", SIGN_JOIN),
	SIGN("list", SIGN_LIST),
	SIGN("open", SIGN_OPEN),
	SIGN("sum", SIGN_SUM),
	SIGN("pairs", SIGN_PAIRS),
	SIGN("filler", SIGN_FILLER),
	SIGN("reason", SIGN_REASON),
	SIGN("nil", SIGN_NIL),
	SIGN("foreign", SIGN_FOREIGN),
	SIGN("about", SIGN_ABOUT),
	SIGN("rough", SIGN_ROUGH),
	SIGN("date", SIGN_DATE),
	SIGN("past", SIGN_PAST),
	SIGN("present", SIGN_PRESENT),
	SIGN("compared", SIGN_COMPARED),
	SIGN("difference", SIGN_DIFFERENCE),
	SIGN("own", SIGN_OWN),
	SIGN("part", SIGN_PART),
	SIGN("organ", SIGN_ORGAN),
	SIGN("object", SIGN_OBJECT),
	SIGN("share", SIGN_SHARE),
	SIGN("growth", SIGN_GROWTH),
	SIGN("rate", SIGN_RATE),
	SIGN("since", SIGN_SINCE),
	SIGN("cumulated", SIGN_CUMULATED),
	SIGN("among", SIGN_AMONG),
	SIGN("percent", SIGN_PERCENT),
#undef SIGN
};

struct raw_prose {
	const struct yaml_node *read;
	const struct yaml_node *words;
	const struct yaml_node *units;
	const struct yaml_node *areas;
	const struct yaml_node *endings;
	const struct yaml_node *topics;
	const struct yaml_node *classes;
	const struct yaml_node *parties;
	const struct yaml_node *statements;
	const struct yaml_node *rules;
};

#define MEMBER(type, name, member_kind, ...) \
 { \
#  name, member_kind, .offset = offsetof(struct type, name), __VA_ARGS__ \
 }

static const struct field PROSE_FIELDS[] = {
	MEMBER(raw_prose, read, FIELD_LIST, .required = true),
	MEMBER(raw_prose, words, FIELD_MAP, .required = true),
	MEMBER(raw_prose, units, FIELD_LIST, .required = true),
	MEMBER(raw_prose, areas, FIELD_LIST, .required = false),
	MEMBER(raw_prose, endings, FIELD_LIST, .required = false),
	MEMBER(raw_prose, topics, FIELD_LIST, .required = true),
	MEMBER(raw_prose, classes, FIELD_LIST, .required = true),
	MEMBER(raw_prose, parties, FIELD_LIST, .required = false),
	MEMBER(raw_prose, statements, FIELD_LIST, .required = false),
	MEMBER(raw_prose, rules, FIELD_LIST, .required = true),
};

struct raw_unit {
	const struct yaml_node *id;
	const struct yaml_node *words;
	size_t yuan;
};

static const struct field UNIT_FIELDS[] = {
	MEMBER(raw_unit, id, FIELD_LINE, .required = true),
	MEMBER(raw_unit, words, FIELD_LIST, .required = true),
	MEMBER(raw_unit, yuan, FIELD_NUMBER, .least = 1, .most = 100000000),
};

struct raw_area {
	const struct yaml_node *ending;
	const struct yaml_node *words;
};

static const struct field AREA_FIELDS[] = {
	MEMBER(raw_area, ending, FIELD_LINE, .required = true),
	MEMBER(raw_area, words, FIELD_LIST, .required = true),
};

struct raw_topic {
	const struct yaml_node *id;
	const struct yaml_node *rule;
	const struct yaml_node *table;
	const struct yaml_node *rows;
	const struct yaml_node *columns;
	const struct yaml_node *words;
	const struct yaml_node *mentions;
	const struct yaml_node *units;
	const struct yaml_node *stated;
	size_t yuan;
	const struct yaml_node *home;
};

static const struct field TOPIC_FIELDS[] = {
	MEMBER(raw_topic, id, FIELD_LINE, .required = true),
	MEMBER(raw_topic, rule, FIELD_LINE, .required = false),
	MEMBER(raw_topic, table, FIELD_LINE, .required = false),
	MEMBER(raw_topic, rows, FIELD_LIST, .required = false),
	MEMBER(raw_topic, columns, FIELD_LIST, .required = false),
	MEMBER(raw_topic, words, FIELD_LIST, .required = true),
	MEMBER(raw_topic, mentions, FIELD_LIST, .required = false),
	MEMBER(raw_topic, units, FIELD_LIST, .required = true),
	MEMBER(raw_topic, stated, FIELD_LINE, .required = false),
	MEMBER(raw_topic, home, FIELD_LIST, .required = false),
	MEMBER(raw_topic, yuan, FIELD_NUMBER, .least = 1, .most = 100000000),
};

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

struct raw_party {
	const struct yaml_node *of;
	const struct yaml_node *words;
	const struct yaml_node *family;
	const struct yaml_node *rows;
	const struct yaml_node *columns;
};

static const struct field PARTY_FIELDS[] = {
	MEMBER(raw_party, of, FIELD_LIST, .required = true),
	MEMBER(raw_party, words, FIELD_LIST, .required = true),
	MEMBER(raw_party, family, FIELD_LINE, .required = false),
	MEMBER(raw_party, rows, FIELD_LIST, .required = false),
	MEMBER(raw_party, columns, FIELD_LIST, .required = false),
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

/* ORDER enum figure_use */
static const char *const USES[] = {"figures", "parts",  "rates",
                                   "charges", "unpaid", "unpaid_more",
                                   "in_fees"};
/* ORDER enum level; what is not filled in is no matter of prose */
static const char *const LEVELS[] = {"error", "review", "hint"};

struct raw_rule {
	const struct yaml_node *id;
	size_t use;
	size_t level;
	struct wording says;
	const struct yaml_node *source;
	size_t listed;
	size_t within;
	const struct yaml_node *cell;
	const struct yaml_node *section;
	const struct yaml_node *notices;
	const struct yaml_node *billed;
	const struct yaml_node *collected;
	const struct yaml_node *wholes;
	const struct yaml_node *families;
};

static const struct field RULE_FIELDS[] = {
	MEMBER(raw_rule, id, FIELD_LINE, .required = true),
	MEMBER(raw_rule, use, FIELD_WORD, .required = true, .words = USES,
               .word_count = ENTRIES(USES)),
	MEMBER(raw_rule, level, FIELD_WORD, .words = LEVELS,
               .word_count = ENTRIES(LEVELS)),
	MEMBER(raw_rule, says, FIELD_WORDING, .required = true),
	MEMBER(raw_rule, source, FIELD_LINE, .required = false),
	MEMBER(raw_rule, listed, FIELD_NUMBER, .least = 2, .most = 100),
	MEMBER(raw_rule, within, FIELD_NUMBER, .least = 50, .most = 1000),
	MEMBER(raw_rule, cell, FIELD_LINE, .required = false),
	MEMBER(raw_rule, section, FIELD_LINE, .required = false),
	MEMBER(raw_rule, notices, FIELD_LINE, .required = false),
	MEMBER(raw_rule, billed, FIELD_LINE, .required = false),
	MEMBER(raw_rule, collected, FIELD_LINE, .required = false),
	MEMBER(raw_rule, wholes, FIELD_LIST, .required = false),
	MEMBER(raw_rule, families, FIELD_LIST, .required = false),
};

#define SCHEMA(fields) \
 { \
  fields, ENTRIES(fields) \
 }
static const struct schema PROSE_SCHEMA = SCHEMA(PROSE_FIELDS);
static const struct schema SIGN_SCHEMA = SCHEMA(SIGN_FIELDS);
static const struct schema UNIT_SCHEMA = SCHEMA(UNIT_FIELDS);
static const struct schema AREA_SCHEMA = SCHEMA(AREA_FIELDS);
static const struct schema TOPIC_SCHEMA = SCHEMA(TOPIC_FIELDS);
static const struct schema CLASS_SCHEMA = SCHEMA(CLASS_FIELDS);
static const struct schema PARTY_SCHEMA = SCHEMA(PARTY_FIELDS);
static const struct schema STATEMENT_SCHEMA = SCHEMA(STATEMENT_FIELDS);
static const struct schema RULE_SCHEMA = SCHEMA(RULE_FIELDS);

/* What reading the key needs besides the rules. */
struct reader {
	struct loader *loader;
	struct figure_rules *rules;
	struct figure_words words;
	const char *families[LIST_MOST];
};

/* --- names --- */

/* Entries that can be named: their ids, read one after the other. */
struct names {
	const void *entries;
	size_t size; /* of an entry, which begins with its id */
	size_t count;
	const char *kind;
};

static const char *
name_at(const struct names *names, size_t index)
{
	return *(const char *const *)((const char *)names->entries +
	                              index * names->size);
}

static size_t
find_name(const struct names *names, const struct yaml_node *id)
{
	for (size_t i = 0; i < names->count; i++) {
		if (strcmp(name_at(names, i), id->text) == 0)
			return i;
	}
	return NONE;
}

static struct names
unit_names(const struct figure_rules *rules)
{
	return (struct names){rules->units, sizeof(*rules->units),
	                      rules->unit_count, "units"};
}

static struct names
topic_names(const struct figure_rules *rules)
{
	return (struct names){rules->topics, sizeof(*rules->topics),
	                      rules->topic_count, "topics"};
}

static struct names
class_names(const struct figure_rules *rules)
{
	return (struct names){rules->classes, sizeof(*rules->classes),
	                      rules->class_count, "classes"};
}

static struct names
rule_names(const struct figure_rules *rules)
{
	return (struct names){rules->rules, sizeof(*rules->rules),
	                      rules->rule_count, "rules"};
}

/* The entry of that id; a problem and NONE if there is none. */
static size_t
want_name(struct loader *loader, const struct names *names,
          const struct yaml_node *id)
{
	size_t index = find_name(names, id);
	const char **words;

	if (index != NONE)
		return index;
	words = arena_array(loader->scratch, names->count + 1, sizeof(*words));
	for (size_t i = 0; i < names->count; i++)
		words[i] = name_at(names, i);
	complain(loader, id->mark, _("there is no “%s” among the %s; %s"),
	         shown(loader, id->text, id->length), names->kind,
	         advice(loader, id->text, id->length, words, names->count));
	return NONE;
}

/* A new id, kept; "" and a problem if it is taken or none. */
static const char *
new_name(struct loader *loader, const struct names *names,
         const struct yaml_node *id)
{
	if (id == NULL || !id_verify(loader, id, NULL))
		return "";
	if (find_name(names, id) != NONE) {
		complain(
			loader, id->mark,
			_("the id “%s” is taken among the %s; each needs its own"),
			id->text, names->kind);
		return "";
	}
	return scalar_keep(loader, id);
}

static uint64_t
name_bits(struct loader *loader, const struct names *names,
          const struct yaml_node *list)
{
	uint64_t bits = 0;

	for (size_t i = 0; list != NULL && i < list->count; i++) {
		const struct yaml_node *item = list->entries[i].value;
		size_t index;

		if (!text_verify(loader, item, names->kind, false))
			continue;
		index = want_name(loader, names, item);
		if (index != NONE)
			bits |= (uint64_t)1 << index;
	}
	return bits;
}

static size_t
family_index(struct reader *reader, const struct yaml_node *family)
{
	size_t *count = &reader->rules->family_count;

	if (family == NULL)
		return NONE;
	for (size_t i = 0; i < *count; i++) {
		if (strcmp(reader->families[i], family->text) == 0)
			return i;
	}
	if (*count == LIST_MOST)
		return LIST_MOST - 1;
	reader->families[*count] = family->text;
	return (*count)++;
}

/* Reads each map of a list by `one`; at most `most`. Returns how many. */
static size_t
each_map(struct reader *reader, const struct yaml_node *list, const char *what,
         size_t most,
         void (*one)(struct reader *reader, const struct yaml_node *node,
                     size_t index))
{
	struct loader *loader = reader->loader;
	size_t count = list == NULL ? 0 : list->count;

	if (count > most) {
		complain(loader, list->mark,
		         _("too many %s: %zu; up to %zu are accepted"), what,
		         count, most);
		count = most;
	}
	for (size_t i = 0; i < count && !loader_full(loader); i++) {
		const struct yaml_node *node = list->entries[i].value;

		if (expect_kind(loader, node, YAML_NODE_MAP, what))
			one(reader, node, i);
	}
	return count;
}

/* --- tables --- */

/* The rows or columns that the list names, in `places`. */
static void
read_places(struct loader *loader, const struct table *table, bool rows,
            const struct yaml_node *list, struct figure_places *places)
{
	places->items =
		arena_array(loader->arena, list->count, sizeof(*places->items));
	for (size_t i = 0; i < list->count; i++) {
		const struct yaml_node *item = list->entries[i].value;
		size_t found;

		if (!text_verify(loader, item, rows ? "rows" : "columns",
		                 false))
			continue;
		found = rows ? table_find_row(table, item->text, item->length)
		             : table_find_column(table, item->text,
		                                 item->length);
		if (found != NONE)
			places->items[places->count++] = found;
		else if (rows)
			unknown_row(loader, item->mark, table, item->text,
			            item->length);
		else
			unknown_column(loader, item->mark, table, item->text,
			               item->length);
	}
}

static size_t
want_table(struct loader *loader, const struct yaml_node *id)
{
	const struct form *form = loader->form;
	size_t section = form_find_section(form, id->text, id->length);
	const char *names[FORM_SECTIONS];
	size_t count = 0;

	if (section != NONE && form->sections[section].table != NULL)
		return section;
	for (size_t i = 0; i < form->section_count; i++) {
		if (form->sections[i].table != NULL)
			names[count++] = form->sections[i].id;
	}
	if (!loader->ids_broken)
		complain(loader, id->mark, _("there is no table “%s”; %s"),
		         shown(loader, id->text, id->length),
		         advice(loader, id->text, id->length, names, count));
	return NONE;
}

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

/* --- entries --- */

/* By section: whether the list, which may be NULL, names it. */
static bool *
sections_of_text(struct loader *loader, const struct yaml_node *list,
                 const char *what)
{
	const struct form *form = loader->form;
	const char *names[FORM_SECTIONS];
	bool *named =
		arena_array(loader->arena, form->section_count, sizeof(*named));
	size_t count = 0;

	for (size_t i = 0; i < form->section_count; i++) {
		if (form->sections[i].table == NULL)
			names[count++] = form->sections[i].id;
	}
	for (size_t i = 0; list != NULL && i < list->count; i++) {
		const struct yaml_node *id = list->entries[i].value;
		size_t section;

		if (!text_verify(loader, id, what, false))
			continue;
		section = form_find_section(form, id->text, id->length);
		if (section != NONE && form->sections[section].table == NULL)
			named[section] = true;
		else
			complain(loader, id->mark,
			         _("there is no section of text “%s”; %s"),
			         shown(loader, id->text, id->length),
			         advice(loader, id->text, id->length, names,
			                count));
	}
	return named;
}

static void
read_unit(struct reader *reader, const struct yaml_node *node, size_t index)
{
	struct raw_unit raw = {0};
	struct names names = unit_names(reader->rules);

	names.count = index;
	reader->rules->units[index].id = "";
	schema_read(reader->loader, node, &UNIT_SCHEMA, &raw);
	reader->rules->units[index].id =
		new_name(reader->loader, &names, raw.id);
	reader->rules->units[index].yuan = raw.yuan;
	figure_words_add(&reader->words, raw.words, "words", WORD_UNIT, index);
}

static void
read_area(struct reader *reader, const struct yaml_node *node, size_t index)
{
	struct raw_area raw = {0};

	reader->rules->areas[index].ending = "";
	if (!schema_read(reader->loader, node, &AREA_SCHEMA, &raw))
		return;
	reader->rules->areas[index].ending =
		scalar_keep(reader->loader, raw.ending);
	reader->rules->areas[index].length =
		strlen(reader->rules->areas[index].ending);
	figure_words_add(&reader->words, raw.words, "words", WORD_AREA, index);
}

static void
read_topic(struct reader *reader, const struct yaml_node *node, size_t index)
{
	struct figure_rules *rules = reader->rules;
	struct figure_topic *topic = &rules->topics[index];
	struct loader *loader = reader->loader;
	struct raw_topic raw = {0};
	struct names names = topic_names(rules), known = rule_names(rules),
		     units = unit_names(rules);

	names.count = index;
	*topic = (struct figure_topic){
		.id = "", .section = NONE, .rule = NONE, .stated = NONE};
	schema_read(loader, node, &TOPIC_SCHEMA, &raw);
	topic->id = new_name(loader, &names, raw.id);
	topic->units = name_bits(loader, &units, raw.units);
	topic->yuan = raw.yuan;
	topic->at_home = sections_of_text(loader, raw.home, "home");
	figure_words_add(&reader->words, raw.words, "words", WORD_TOPIC, index);
	figure_words_add(&reader->words, raw.mentions, "mentions", WORD_MENTION,
	                 index);
	if (raw.rule != NULL)
		topic->rule = want_name(loader, &known, raw.rule);
	if (raw.table == NULL)
		return;
	topic->section = want_table(loader, raw.table);
	topic->by_row = raw.rows != NULL && raw.columns == NULL;
	if (topic->section == NONE)
		return;
	if ((raw.rows == NULL) == (raw.columns == NULL) || raw.rule == NULL)
		complain(
			loader, node->mark,
			_("a topic with a table names its rule and either rows or columns"));
	else
		read_places(
			loader, loader->form->sections[topic->section].table,
			topic->by_row, topic->by_row ? raw.rows : raw.columns,
			&topic->places);
}

/* The first topic of the bits; all must lie alike in one table. */
static const struct figure_topic *
common_topic(struct reader *reader, uint64_t topics,
             const struct yaml_node *node)
{
	const struct figure_rules *rules = reader->rules;
	const struct figure_topic *first = NULL;

	for (size_t i = 0; i < rules->topic_count; i++) {
		const struct figure_topic *topic = &rules->topics[i];

		if ((topics >> i & 1) == 0)
			continue;
		if (first == NULL)
			first = topic;
		if (first->section != topic->section ||
		    first->by_row != topic->by_row) {
			complain(
				reader->loader, node->mark,
				_("these topics stand in different tables; write an entry for each"));
			return NULL;
		}
	}
	return first;
}

static void
read_class(struct reader *reader, const struct yaml_node *node, size_t index)
{
	struct figure_rules *rules = reader->rules;
	struct figure_class *class = &rules->classes[index];
	struct loader *loader = reader->loader;
	struct raw_class raw = {.rank = 1};
	struct names names = class_names(rules), topics = topic_names(rules),
		     units = unit_names(rules);
	const struct figure_topic *topic;

	names.count = index;
	*class = (struct figure_class){.id = "", .with = NONE};
	schema_read(loader, node, &CLASS_SCHEMA, &raw);
	class->id = new_name(loader, &names, raw.id);
	class->topics = name_bits(loader, &topics, raw.of);
	class->units = name_bits(loader, &units, raw.units);
	class->rank = raw.rank;
	if (raw.with != NULL)
		class->with = want_name(loader, &names, raw.with);
	class->family = family_index(reader, raw.family);
	figure_words_add(&reader->words, raw.words, "words", WORD_CLASS, index);
	if (raw.is == NULL || class->topics == 0)
		return;
	topic = common_topic(reader, class->topics, raw.of);
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

static void
read_party(struct reader *reader, const struct yaml_node *node, size_t index)
{
	struct figure_party *party = &reader->rules->parties[index];
	struct loader *loader = reader->loader;
	struct raw_party raw = {0};
	struct names topics = topic_names(reader->rules);
	const struct figure_topic *topic;

	*party = (struct figure_party){.family = NONE};
	if (!schema_read(loader, node, &PARTY_SCHEMA, &raw))
		return;
	party->topics = name_bits(loader, &topics, raw.of);
	party->family = family_index(reader, raw.family);
	topic = common_topic(reader, party->topics, raw.of);
	if (topic == NULL || topic->section == NONE)
		return;
	if ((raw.rows != NULL) != topic->by_row ||
	    (raw.columns == NULL) != topic->by_row) {
		complain(loader, node->mark,
		         _("“%s” goes by %s; name them here, and nothing else"),
		         topic->id, topic->by_row ? "rows" : "columns");
		return;
	}
	read_places(loader, loader->form->sections[topic->section].table,
	            topic->by_row, topic->by_row ? raw.rows : raw.columns,
	            &party->places);
	figure_words_add(&reader->words, raw.words, "words", WORD_PARTY, index);
}

static void
read_statement(struct reader *reader, const struct yaml_node *node,
               size_t index)
{
	struct loader *loader = reader->loader;
	struct raw_statement raw = {0};
	struct names names = class_names(reader->rules);

	(void)index;
	if (!schema_read(loader, node, &STATEMENT_SCHEMA, &raw))
		return;
	for (size_t i = 0; i < raw.are->count; i++) {
		const struct yaml_node *id = raw.are->entries[i].value;
		size_t class;

		if (!text_verify(loader, id, "are", false))
			continue;
		class = want_name(loader, &names, id);
		if (class != NONE)
			figure_words_add(&reader->words, raw.words, "words",
			                 raw.says == 0 ? WORD_ALL
			                               : WORD_NONE_LEFT,
			                 class);
	}
}

/* Rules come first, as topics name them; what they name comes later. */
static void
read_rule_id(struct reader *reader, const struct yaml_node *node, size_t index)
{
	struct figure_rule *rule = &reader->rules->rules[index];
	struct raw_rule raw = {
		.level = LEVEL_REVIEW, .listed = 4, .within = 50};

	*rule = (struct figure_rule){.id = "", .cell = NONE, .section = NONE};
	for (size_t i = 0; i < 3; i++)
		rule->classes[i] = NONE;
	if (!schema_read(reader->loader, node, &RULE_SCHEMA, &raw)) {
		/* Topics may name it all the same. */
		rule->id = scalar_keep(reader->loader, raw.id);
		return;
	}
	rule->id = scalar_keep(reader->loader, raw.id);
	rule->use = (enum figure_use)raw.use;
	rule->level = (enum level)raw.level;
	rule->says = raw.says;
	rule->source = scalar_keep(reader->loader, raw.source);
	rule->listed = raw.listed;
	rule->within = raw.within;
}

/* The cell, section and classes that a rule names. */
static void
read_rule(struct reader *reader, const struct yaml_node *node, size_t index)
{
	struct figure_rule *rule = &reader->rules->rules[index];
	struct loader *loader = reader->loader;
	struct names names = class_names(reader->rules);
	const struct yaml_node *cell = yaml_get(node, "cell");
	const struct yaml_node *section = yaml_get(node, "section");
	static const char *const keys[] = {"notices", "billed", "collected"};
	bool good = true;
	const struct yaml_node *wholes = yaml_get(node, "wholes");

	const struct yaml_node *families = yaml_get(node, "families");

	if (*rule->id == '\0')
		return;
	for (size_t i = 0; families != NULL && i < families->count; i++) {
		const struct yaml_node *item = families->entries[i].value;

		if (text_verify(loader, item, "families", false))
			rule->families |= (uint64_t)1
			                  << family_index(reader, item);
	}
	for (size_t i = 0; wholes != NULL && i < wholes->count &&
	                   rule->whole_count < ENTRIES(rule->wholes);
	     i++) {
		const struct yaml_node *item = wholes->entries[i].value;
		size_t class;

		if (!text_verify(loader, item, "wholes", false))
			continue;
		class = want_name(loader, &names, item);
		if (class != NONE)
			rule->wholes[rule->whole_count++] = class;
	}
	if (cell != NULL)
		rule->cell =
			form_find_cell(loader->form, cell->text, cell->length);
	if (section != NULL)
		rule->section = form_find_section(loader->form, section->text,
		                                  section->length);
	for (size_t i = 0; i < ENTRIES(keys); i++) {
		const struct yaml_node *id = yaml_get(node, keys[i]);

		if (id != NULL)
			rule->classes[i] = want_name(loader, &names, id);
		good = good && rule->classes[i] != NONE;
	}
	if (rule->use == USE_CHARGES && (!good || rule->section == NONE))
		complain(
			loader, node->mark,
			_("“%s” needs a section of the form, and the classes notices, billed and collected"),
			"charges");
	if (rule->use > USE_CHARGES && rule->cell == NONE)
		complain(loader, cell != NULL ? cell->mark : node->mark,
		         _("“%s” needs a cell of the form: cell: PATH"),
		         USES[rule->use]);
}

static void
read_endings(struct reader *reader, const struct yaml_node *list)
{
	struct figure_rules *rules = reader->rules;

	if (list == NULL)
		return;
	rules->endings = arena_array(reader->loader->arena, list->count,
	                             sizeof(*rules->endings));
	for (size_t i = 0; i < list->count; i++) {
		const struct yaml_node *item = list->entries[i].value;

		if (text_verify(reader->loader, item, "endings", false))
			rules->endings[rules->ending_count++] =
				scalar_keep(reader->loader, item);
	}
}

/* The class that a topic's figures state where no other is named. */
static void
read_stated(struct reader *reader, const struct yaml_node *node, size_t index)
{
	struct names names = class_names(reader->rules);
	const struct yaml_node *stated = yaml_get(node, "stated");
	struct figure_topic *topic = &reader->rules->topics[index];

	if (stated == NULL || stated->kind != YAML_NODE_SCALAR)
		return;
	topic->stated = want_name(reader->loader, &names, stated);
}

static void
read_signs(struct reader *reader, const struct yaml_node *map)
{
	const struct yaml_node *lists[SIGN_COUNT] = {NULL};

	schema_read(reader->loader, map, &SIGN_SCHEMA, lists);
	for (size_t i = 0; i < SIGN_COUNT; i++)
		figure_words_add(&reader->words, lists[i], SIGN_FIELDS[i].name,
		                 WORD_SIGN, i);
}

void
figures_load(struct loader *loader, const struct yaml_node *node)
{
	struct arena *arena = loader->arena;
	struct figure_rules *rules = arena_alloc(arena, sizeof(*rules));
	struct reader reader = {
		.loader = loader,
		.rules = rules,
		.words = {.loader = loader, .rules = rules},
	};
	struct raw_prose raw = {0};

	if (!schema_read(loader, node, &PROSE_SCHEMA, &raw))
		return;
	rules->units = arena_array(arena, UNITS_MOST, sizeof(*rules->units));
	rules->topics = arena_array(arena, TOPICS_MOST, sizeof(*rules->topics));
	rules->classes =
		arena_array(arena, CLASSES_MOST, sizeof(*rules->classes));
	rules->parties =
		arena_array(arena, PARTIES_MOST, sizeof(*rules->parties));
	rules->areas = arena_array(arena, LIST_MOST, sizeof(*rules->areas));
	rules->rules = arena_array(arena, LIST_MOST, sizeof(*rules->rules));
	rules->read = sections_of_text(loader, raw.read, "read");
	read_endings(&reader, raw.endings);
	read_signs(&reader, raw.words);
	rules->unit_count =
		each_map(&reader, raw.units, "units", UNITS_MOST, read_unit);
	rules->area_count =
		each_map(&reader, raw.areas, "areas", LIST_MOST, read_area);
	rules->rule_count =
		each_map(&reader, raw.rules, "rules", LIST_MOST, read_rule_id);
	rules->topic_count = each_map(&reader, raw.topics, "topics",
	                              TOPICS_MOST, read_topic);
	rules->class_count = each_map(&reader, raw.classes, "classes",
	                              CLASSES_MOST, read_class);
	each_map(&reader, raw.topics, "topics", TOPICS_MOST, read_stated);
	rules->party_count = each_map(&reader, raw.parties, "parties",
	                              PARTIES_MOST, read_party);
	each_map(&reader, raw.statements, "statements", LIST_MOST,
	         read_statement);
	each_map(&reader, raw.rules, "rules", LIST_MOST, read_rule);
	figure_words_finish(&reader.words);
	loader->form->figures = rules;
}
