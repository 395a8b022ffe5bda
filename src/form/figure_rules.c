/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "form/figure_load.h"

/* ORDER enum figure_use */
static const char *const USES[] = {"figures",   "parts",       "rates",
                                   "old_years", "old_figures", "charges",
                                   "unpaid",    "unpaid_more", "in_fees"};
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
	size_t at_least;
	size_t yuan;
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
	MEMBER(raw_rule, at_least, FIELD_NUMBER, .least = 0, .most = 1000000),
	MEMBER(raw_rule, yuan, FIELD_NUMBER, .least = 1, .most = 1000000000),
	MEMBER(raw_rule, cell, FIELD_LINE, .required = false),
	MEMBER(raw_rule, section, FIELD_LINE, .required = false),
	MEMBER(raw_rule, notices, FIELD_LINE, .required = false),
	MEMBER(raw_rule, billed, FIELD_LINE, .required = false),
	MEMBER(raw_rule, collected, FIELD_LINE, .required = false),
	MEMBER(raw_rule, wholes, FIELD_LIST, .required = false),
	MEMBER(raw_rule, families, FIELD_LIST, .required = false),
};

static const struct schema RULE_SCHEMA = SCHEMA(RULE_FIELDS);

void
figure_read_rule_id(struct figure_reader *reader, const struct yaml_node *node,
                    size_t index)
{
	struct figure_rule *rule = &reader->rules->rules[index];
	struct raw_rule raw = {
		.level = LEVEL_REVIEW, .listed = 4, .within = 50, .yuan = 1};

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
	rule->at_least = raw.at_least;
	rule->yuan = raw.yuan;
}

static void
read_families(struct figure_reader *reader, const struct yaml_node *list,
              struct figure_rule *rule)
{
	for (size_t i = 0; list != NULL && i < list->count; i++) {
		const struct yaml_node *item = list->entries[i].value;

		if (text_verify(reader->loader, item, "families", false))
			rule->families |= (uint64_t)1
			                  << figure_family(reader, item);
	}
}

static void
read_wholes(struct loader *loader, const struct figure_names *names,
            const struct yaml_node *list, struct figure_rule *rule)
{
	for (size_t i = 0; list != NULL && i < list->count &&
	                   rule->whole_count < ENTRIES(rule->wholes);
	     i++) {
		const struct yaml_node *item = list->entries[i].value;
		size_t class;

		if (!text_verify(loader, item, "wholes", false))
			continue;
		class = figure_want_name(loader, names, item);
		if (class != NONE)
			rule->wholes[rule->whole_count++] = class;
	}
}

/* What stands there, if it is a text; the schema has told of what is not. */
static const struct yaml_node *
text_at(const struct yaml_node *node, const char *key)
{
	const struct yaml_node *found = yaml_get(node, key);

	return found != NULL && found->kind == YAML_NODE_SCALAR ? found : NULL;
}

/* The classes of charges; false unless all three are named. */
static bool
read_charges(struct loader *loader, const struct figure_names *names,
             const struct yaml_node *node, struct figure_rule *rule)
{
	static const char *const keys[] = {"notices", "billed", "collected"};
	bool all = true;

	for (size_t i = 0; i < ENTRIES(keys); i++) {
		const struct yaml_node *id = text_at(node, keys[i]);

		if (id != NULL)
			rule->classes[i] = figure_want_name(loader, names, id);
		all = all && rule->classes[i] != NONE;
	}
	return all;
}

void
figure_read_rule(struct figure_reader *reader, const struct yaml_node *node,
                 size_t index)
{
	struct figure_rule *rule = &reader->rules->rules[index];
	struct loader *loader = reader->loader;
	struct figure_names names = figure_class_names(reader->rules);
	const struct yaml_node *cell = text_at(node, "cell");
	const struct yaml_node *section = text_at(node, "section");
	bool charges;

	if (*rule->id == '\0')
		return;
	read_families(reader, yaml_get(node, "families"), rule);
	read_wholes(loader, &names, yaml_get(node, "wholes"), rule);
	if (cell != NULL)
		rule->cell =
			form_find_cell(loader->form, cell->text, cell->length);
	if (section != NULL)
		rule->section = form_find_section(loader->form, section->text,
		                                  section->length);
	charges = read_charges(loader, &names, node, rule);
	if (rule->use == USE_CHARGES && (!charges || rule->section == NONE))
		complain(
			loader, node->mark,
			_("“%s” needs a section of the form, and the classes notices, billed and collected"),
			"charges");
	if (rule->use > USE_CHARGES && rule->cell == NONE)
		complain(loader, cell != NULL ? cell->mark : node->mark,
		         _("“%s” needs a cell of the form: cell: PATH"),
		         USES[rule->use]);
}
