/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "form/rule.h"

#include <stdlib.h>
#include <string.h>

#include "form/rule_load.h"

#define FORM_RULES 200

/* What every rule has, before its kind's parameters. */
struct raw_rule {
	const struct yaml_node *id;
	const struct yaml_node *use;
	size_t level;
	struct wording says;
	struct wording source;
	const struct yaml_node *parameters[SCHEMA_FIELDS_MAX];
};

/* ORDER enum level; what is not filled in is no matter of rules */
static const char *const LEVELS[] = {"error", "review", "hint"};

static const struct field COMMON_FIELDS[] = {
	{"id", FIELD_LINE, .required = true,
         .offset = offsetof(struct raw_rule, id)},
	{"use", FIELD_LINE, .required = true,
         .offset = offsetof(struct raw_rule, use)},
	{"level", FIELD_WORD, .required = true,
         .offset = offsetof(struct raw_rule, level), .words = LEVELS,
         .word_count = 3},
	{"says", FIELD_WORDING, .required = true,
         .offset = offsetof(struct raw_rule, says)},
	{"source", FIELD_WORDING, .offset = offsetof(struct raw_rule, source)},
};
#define COMMON_COUNT (sizeof(COMMON_FIELDS) / sizeof(*COMMON_FIELDS))

/* The kind a rule names; NONE with a problem added. */
static size_t
find_kind(struct loader *loader, const struct yaml_node *use)
{
	const char **uses;

	for (size_t i = 0; i < rule_kind_count; i++) {
		if (strcmp(rule_kinds[i].use, use->text) == 0)
			return i;
	}
	uses = arena_array(loader->scratch, rule_kind_count, sizeof(*uses));
	for (size_t i = 0; i < rule_kind_count; i++)
		uses[i] = rule_kinds[i].use;
	complain(loader, use->mark, _("there is no check “%s”; %s"),
	         shown(loader, use->text, use->length),
	         advice(loader, use->text, use->length, uses, rule_kind_count));
	return NONE;
}

/* A rule may come twice if it looks at two things. */
static void
verify_id(struct loader *loader, const struct rule *rule,
          const struct yaml_node *id)
{
	const struct form *form = loader->form;

	if (!rule_id_verify(loader, id))
		return;
	for (size_t i = 0; i < form->relation_count; i++) {
		if (strcmp(form->relations[i].id, id->text) == 0) {
			complain(
				loader, id->mark,
				_("the id “%s” is taken (line %zu); each needs its own"),
				id->text, form->relations[i].mark.line);
			return;
		}
	}
	for (const struct rule *other = form->rules; other < rule; other++) {
		if (strcmp(other->id, id->text) == 0 &&
		    other->kind == rule->kind) {
			complain(
				loader, id->mark,
				_("the id “%s” is taken by another check of this use (line %zu)"),
				id->text, other->mark.line);
			return;
		}
	}
}

/* Common keys and the kind's parameters as one schema, so that a message
 * about a key knows all that are accepted. */
static bool
read_keys(struct loader *loader, const struct yaml_node *node,
          const struct rule_kind *kind, struct raw_rule *raw)
{
	struct field fields[SCHEMA_FIELDS_MAX];
	struct schema schema = {.fields = fields};

	memcpy(fields, COMMON_FIELDS, sizeof(COMMON_FIELDS));
	schema.count = COMMON_COUNT;
	for (size_t i = 0; i < kind->count; i++)
		fields[schema.count++] = (struct field){
			.name = kind->parameters[i].name,
			.kind = FIELD_ANY,
			.required = kind->parameters[i].required,
			.offset = (size_t)((const char *)&raw->parameters[i] -
		                           (const char *)raw),
		};
	return schema_read(loader, node, &schema, raw);
}

static void
load_rule(struct loader *loader, struct rule *rule,
          const struct yaml_node *node)
{
	struct raw_rule raw = {0};
	const struct rule_kind *kind;
	const struct yaml_node *use;

	rule->id = "";
	rule->mark = node->mark;
	if (!expect_kind(loader, node, YAML_NODE_MAP, "checks"))
		return;
	use = yaml_get(node, "use");
	if (use == NULL) {
		complain(loader, node->mark,
		         _("the key “%s” is missing; required here: %s"), "use",
		         "id, use, level, says");
		return;
	}
	if (!text_verify(loader, use, "use", false))
		return;
	rule->kind = find_kind(loader, use);
	if (rule->kind == NONE)
		return;
	kind = &rule_kinds[rule->kind];
	if (!read_keys(loader, node, kind, &raw))
		return;
	verify_id(loader, rule, raw.id);
	rule->id = scalar_keep(loader, raw.id);
	rule->says = raw.says;
	rule->source = raw.source;
	rule->level = (enum level)raw.level;
	for (size_t i = 0; i < kind->count; i++) {
		if (raw.parameters[i] != NULL)
			parameter_load(loader, rule, &kind->parameters[i],
			               raw.parameters[i]);
	}
}

void
rules_load(struct loader *loader, const struct yaml_node *checks)
{
	struct form *form = loader->form;
	size_t count = checks != NULL ? checks->count : 0;

	if (count > FORM_RULES) {
		complain(loader, checks->mark,
		         _("too many checks: %zu; up to %d are accepted"),
		         count, FORM_RULES);
		return;
	}
	form->rules = arena_array(loader->arena, count, sizeof(*form->rules));
	for (size_t i = 0; i < count && !loader_full(loader); i++) {
		load_rule(loader, &form->rules[i], checks->entries[i].value);
		form->rule_count = i + 1;
	}
}
