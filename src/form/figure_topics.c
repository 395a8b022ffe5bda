/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "form/figure_load.h"

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

static const struct schema TOPIC_SCHEMA = SCHEMA(TOPIC_FIELDS);
static const struct schema PARTY_SCHEMA = SCHEMA(PARTY_FIELDS);

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

bool *
figure_sections(struct loader *loader, const struct yaml_node *list,
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

void
figure_read_topic(struct figure_reader *reader, const struct yaml_node *node,
                  size_t index)
{
	struct figure_rules *rules = reader->rules;
	struct figure_topic *topic = &rules->topics[index];
	struct loader *loader = reader->loader;
	struct raw_topic raw = {0};
	struct figure_names names = figure_topic_names(rules),
			    known = figure_rule_names(rules),
			    units = figure_unit_names(rules);

	names.count = index;
	*topic = (struct figure_topic){
		.id = "", .section = NONE, .rule = NONE, .stated = NONE};
	schema_read(loader, node, &TOPIC_SCHEMA, &raw);
	topic->id = figure_new_name(loader, &names, raw.id);
	topic->units = figure_name_bits(loader, &units, raw.units);
	topic->yuan = raw.yuan;
	topic->at_home = figure_sections(loader, raw.home, "home");
	figure_words_add(&reader->words, raw.words, "words", WORD_TOPIC, index);
	figure_words_add(&reader->words, raw.mentions, "mentions", WORD_MENTION,
	                 index);
	if (raw.rule != NULL)
		topic->rule = figure_want_name(loader, &known, raw.rule);
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

void
figure_read_stated(struct figure_reader *reader, const struct yaml_node *node,
                   size_t index)
{
	struct figure_names names = figure_class_names(reader->rules);
	const struct yaml_node *stated = yaml_get(node, "stated");
	struct figure_topic *topic = &reader->rules->topics[index];

	if (stated == NULL || stated->kind != YAML_NODE_SCALAR)
		return;
	topic->stated = figure_want_name(reader->loader, &names, stated);
}

const struct figure_topic *
figure_common_topic(struct figure_reader *reader, uint64_t topics,
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

void
figure_read_party(struct figure_reader *reader, const struct yaml_node *node,
                  size_t index)
{
	struct figure_party *party = &reader->rules->parties[index];
	struct loader *loader = reader->loader;
	struct raw_party raw = {0};
	struct figure_names topics = figure_topic_names(reader->rules);
	const struct figure_topic *topic;

	*party = (struct figure_party){.family = NONE};
	if (!schema_read(loader, node, &PARTY_SCHEMA, &raw))
		return;
	party->topics = figure_name_bits(loader, &topics, raw.of);
	party->family = figure_family(reader, raw.family);
	topic = figure_common_topic(reader, party->topics, raw.of);
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
