/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "form/figures.h"

#include <string.h>

#include "form/figure_load.h"

/* Entries of each list; units and topics are counted in the bits of a word. */
#define UNITS_MOST 60
#define TOPICS_MOST 60
#define CLASSES_MOST 500
#define PARTIES_MOST 60

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

static const struct schema PROSE_SCHEMA = SCHEMA(PROSE_FIELDS);
static const struct schema SIGN_SCHEMA = SCHEMA(SIGN_FIELDS);
static const struct schema UNIT_SCHEMA = SCHEMA(UNIT_FIELDS);
static const struct schema AREA_SCHEMA = SCHEMA(AREA_FIELDS);

/* Reads each map of a list by `one`; at most `most`. Returns how many. */
static size_t
each_map(struct figure_reader *reader, const struct yaml_node *list,
         const char *what, size_t most,
         void (*one)(struct figure_reader *reader, const struct yaml_node *node,
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

static void
read_unit(struct figure_reader *reader, const struct yaml_node *node,
          size_t index)
{
	struct raw_unit raw = {0};
	struct figure_names names = figure_unit_names(reader->rules);

	names.count = index;
	reader->rules->units[index].id = "";
	schema_read(reader->loader, node, &UNIT_SCHEMA, &raw);
	reader->rules->units[index].id =
		figure_new_name(reader->loader, &names, raw.id);
	reader->rules->units[index].yuan = raw.yuan;
	figure_words_add(&reader->words, raw.words, "words", WORD_UNIT, index);
}

static void
read_area(struct figure_reader *reader, const struct yaml_node *node,
          size_t index)
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
read_endings(struct figure_reader *reader, const struct yaml_node *list)
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

static void
read_signs(struct figure_reader *reader, const struct yaml_node *map)
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
	struct figure_reader reader = {
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
	rules->read = figure_sections(loader, raw.read, "read");
	read_endings(&reader, raw.endings);
	read_signs(&reader, raw.words);
	rules->unit_count =
		each_map(&reader, raw.units, "units", UNITS_MOST, read_unit);
	rules->area_count =
		each_map(&reader, raw.areas, "areas", LIST_MOST, read_area);
	rules->rule_count = each_map(&reader, raw.rules, "rules", LIST_MOST,
	                             figure_read_rule_id);
	rules->topic_count = each_map(&reader, raw.topics, "topics",
	                              TOPICS_MOST, figure_read_topic);
	rules->class_count = each_map(&reader, raw.classes, "classes",
	                              CLASSES_MOST, figure_read_class);
	each_map(&reader, raw.topics, "topics", TOPICS_MOST,
	         figure_read_stated);
	rules->party_count = each_map(&reader, raw.parties, "parties",
	                              PARTIES_MOST, figure_read_party);
	each_map(&reader, raw.statements, "statements", LIST_MOST,
	         figure_read_statement);
	each_map(&reader, raw.rules, "rules", LIST_MOST, figure_read_rule);
	figure_words_finish(&reader.words);
	loader->form->figures = rules;
}
