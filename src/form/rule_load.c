/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "form/rule_load.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "form/bind.h"

#define PHRASES_MOST 64
#define NUMBER_MOST 999999999
#define PREAMBLE "preamble"

/* ORDER enum agency_kind of the reports */
static const char *const AGENCIES[AGENCY_KINDS] = {"government", "department",
                                                   "township"};
/* ORDER enum digits */
static const char *const DIGITS[] = {"any", "identity", "luhn"};
/* ORDER enum level */
static const char *const LEVELS[] = {"error", "review", "hint"};

struct pattern *
pattern_keep(struct loader *loader, const struct yaml_node *node,
             const char *what)
{
	struct form *form = loader->form;
	struct pattern *pattern;
	size_t at;
	char *why;

	if (!text_verify(loader, node, what, false))
		return NULL;
	pattern =
		pattern_new(loader->arena, node->text, node->length, &at, &why);
	if (pattern == NULL) {
		complain(loader, text_place(loader, node, at),
		         _("“%s” is no pattern: %s"), what, why);
		free(why);
		return NULL;
	}
	form->patterns =
		grow(form->patterns, &loader->pattern_capacity,
	             form->pattern_count + 1, sizeof(struct pattern *));
	form->patterns[form->pattern_count++] = pattern;
	return pattern;
}

/* --- figures --- */

static void
load_sum(struct loader *loader, const struct yaml_node *node, const char *what,
         struct terms *terms)
{
	struct relation relation = {.section = NONE,
	                            .each = EACH_NONE,
	                            .carry = true,
	                            .mark = node->mark};
	struct binder binder = {
		.loader = loader,
		.relation = &relation,
		.prefix = "",
		.holds = node,
	};
	struct expression_error error;
	struct sum sum;
	size_t before = loader->problems->count;

	if (!text_verify(loader, node, what, false))
		return;
	if (!sum_parse(loader->scratch, node->text, node->length, &sum,
	               &error)) {
		complain(loader, text_place(loader, node, error.at), "%s",
		         error.text);
		return;
	}
	for (size_t i = 0; i < sum.count; i++)
		verify_operand(&binder, &sum.operands[i]);
	if (loader->problems->count == before &&
	    (sum.operands[0].kind == OPERAND_INTEGER || sum.operands[0].last))
		complain(
			loader, node->mark,
			_("“%s” begins with a value of this year, where its findings stand"),
			what);
	if (loader->problems->count == before && !loader->ids_broken)
		bind_sum(&binder, &sum, &terms->items, &terms->count);
}

/* A value that is a list; a problem if not, or an empty one. */
static bool
is_list(struct loader *loader, const struct yaml_node *node, const char *what)
{
	if (!expect_kind(loader, node, YAML_NODE_LIST, what))
		return false;
	if (node->count > 0)
		return true;
	complain(loader, node->mark,
	         _("the list “%s” is empty; one entry at least is wanted"),
	         what);
	return false;
}

static void
load_cells(struct loader *loader, const struct yaml_node *node,
           const char *what, struct numbers *cells)
{
	size_t capacity = 0;
	size_t *found = NULL;

	if (!is_list(loader, node, what))
		return;
	for (size_t i = 0; i < node->count && !loader_full(loader); i++) {
		const struct yaml_node *item = node->entries[i].value;
		struct terms terms = {0};

		load_sum(loader, item, what, &terms);
		for (size_t k = 0; k < terms.count; k++) {
			if (terms.items[k].cell == NONE ||
			    terms.items[k].last || terms.items[k].sign < 0) {
				complain(
					loader, item->mark,
					_("“%s” takes paths of this year's values"),
					what);
				break;
			}
			found = grow(found, &capacity, cells->count + 1,
			             sizeof(*found));
			found[cells->count++] = terms.items[k].cell;
		}
	}
	cells->items = arena_array(loader->arena, cells->count, sizeof(*found));
	if (found)
		memcpy(cells->items, found, cells->count * sizeof(*found));
	free(found);
}

/* --- sections --- */

/* The section of that id that has a table, or has none; a problem if there is
 * no such. */
static bool
find_section(struct loader *loader, const struct yaml_node *item, bool table,
             size_t *section)
{
	const struct form *form = loader->form;
	const char *names[FORM_SECTIONS + 1];
	size_t count = 0;

	if (!table && strcmp(item->text, PREAMBLE) == 0) {
		*section = NONE;
		return true;
	}
	*section = form_find_section(form, item->text, item->length);
	if (*section != NONE &&
	    (form->sections[*section].table != NULL) == table)
		return true;
	for (size_t i = 0; i < form->section_count; i++) {
		if ((form->sections[i].table != NULL) == table)
			names[count++] = form->sections[i].id;
	}
	if (!table)
		names[count++] = PREAMBLE;
	if (!loader->ids_broken)
		complain(
			loader, item->mark,
			table ? _("there is no table “%s”; %s")
			      : _("there is no section of text “%s”; %s"),
			shown(loader, item->text, item->length),
			advice(loader, item->text, item->length, names, count));
	return false;
}

static void
load_sections(struct loader *loader, const struct yaml_node *node,
              const char *what, bool table, struct numbers *sections)
{
	if (!is_list(loader, node, what))
		return;
	sections->items = arena_array(loader->arena, node->count,
	                              sizeof(*sections->items));
	for (size_t i = 0; i < node->count && !loader_full(loader); i++) {
		const struct yaml_node *item = node->entries[i].value;
		size_t section;

		if (!expect_kind(loader, item, YAML_NODE_SCALAR, what) ||
		    !find_section(loader, item, table, &section))
			continue;
		for (size_t k = 0; k < sections->count; k++) {
			if (sections->items[k] == section) {
				complain(loader, item->mark,
				         _("“%s” stands here again; keep one"),
				         item->text);
				break;
			}
		}
		sections->items[sections->count++] = section;
	}
}

/* --- words and patterns --- */

struct raw_phrase {
	struct wording says;
	const struct yaml_node *find;
	const struct yaml_node *with;
	const struct yaml_node *unless;
	size_t digits;
	size_t level;
};

static const struct field PHRASE_FIELDS[] = {
	{"find", FIELD_ANY, .required = true,
         .offset = offsetof(struct raw_phrase, find)},
	{"says", FIELD_WORDING, .offset = offsetof(struct raw_phrase, says)},
	{"with", FIELD_ANY, .offset = offsetof(struct raw_phrase, with)},
	{"unless", FIELD_ANY, .offset = offsetof(struct raw_phrase, unless)},
	{"digits", FIELD_WORD, .offset = offsetof(struct raw_phrase, digits),
         .words = DIGITS, .word_count = 3},
	{"level", FIELD_WORD, .offset = offsetof(struct raw_phrase, level),
         .words = LEVELS, .word_count = 3},
};
static const struct schema PHRASE_SCHEMA = {
	PHRASE_FIELDS, sizeof(PHRASE_FIELDS) / sizeof(*PHRASE_FIELDS)};

static struct pattern *
maybe_pattern(struct loader *loader, const struct yaml_node *node,
              const char *what)
{
	return node != NULL ? pattern_keep(loader, node, what) : NULL;
}

static void
load_phrase(struct loader *loader, const struct yaml_node *node,
            const char *what, enum level level, struct phrase *phrase)
{
	struct raw_phrase raw = {.level = level};

	if (node->kind == YAML_NODE_SCALAR) {
		phrase->find = pattern_keep(loader, node, what);
		phrase->level = level;
		return;
	}
	if (!expect_kind(loader, node, YAML_NODE_MAP, what) ||
	    !schema_read(loader, node, &PHRASE_SCHEMA, &raw))
		return;
	*phrase = (struct phrase){
		.says = raw.says,
		.find = pattern_keep(loader, raw.find, "find"),
		.with = maybe_pattern(loader, raw.with, "with"),
		.unless = maybe_pattern(loader, raw.unless, "unless"),
		.digits = (enum digits)raw.digits,
		.level = (enum level)raw.level,
	};
}

static void
load_phrases(struct loader *loader, const struct yaml_node *node,
             const char *what, enum level level, struct phrases *phrases)
{
	if (!is_list(loader, node, what))
		return;
	if (node->count > PHRASES_MOST) {
		complain(
			loader, node->mark,
			_("“%s” has too many entries: %zu; up to %d are accepted"),
			what, node->count, PHRASES_MOST);
		return;
	}
	phrases->items = arena_array(loader->arena, node->count,
	                             sizeof(*phrases->items));
	for (size_t i = 0; i < node->count && !loader_full(loader); i++)
		load_phrase(loader, node->entries[i].value, what, level,
		            &phrases->items[phrases->count++]);
}

/* --- agencies and days --- */

static void
load_agencies(struct loader *loader, const struct yaml_node *node,
              const char *what, unsigned *agencies)
{
	const struct field field = {
		.name = what, .words = AGENCIES, .word_count = AGENCY_KINDS};

	if (!is_list(loader, node, what))
		return;
	for (size_t i = 0; i < node->count && !loader_full(loader); i++) {
		size_t word;

		if (word_read(loader, &field, node->entries[i].value, &word))
			*agencies |= 1U << word;
	}
}

static void
load_day(struct loader *loader, const struct yaml_node *node, const char *what,
         struct month_day *day)
{
	static const unsigned char days[] = {31, 29, 31, 30, 31, 30,
	                                     31, 31, 30, 31, 30, 31};
	unsigned values[2] = {0, 0};
	size_t part = 0, digits = 0;
	bool good = node->kind == YAML_NODE_SCALAR && node->length <= 5;

	for (size_t i = 0; good && i < node->length; i++) {
		char c = node->text[i];

		if (c == '-' && part == 0 && digits > 0) {
			part = 1;
			digits = 0;
		} else if (c >= '0' && c <= '9') {
			values[part] = values[part] * 10 + (unsigned)(c - '0');
			digits++;
		} else {
			good = false;
		}
	}
	if (!good || part == 0 || values[0] < 1 || values[0] > 12 ||
	    values[1] < 1 || values[1] > days[values[0] - 1]) {
		complain(loader, node->mark,
		         _("“%s” takes a day of the year, as 3-31"), what);
		return;
	}
	*day = (struct month_day){values[0], values[1]};
}

void
parameter_load(struct loader *loader, struct rule *rule,
               const struct parameter *parameter, const struct yaml_node *node)
{
	void *member = (char *)rule + parameter->offset;
	const char *name = parameter->name;
	const struct field field = {.name = name, .most = NUMBER_MOST};

	switch (parameter->kind) {
	case PARAMETER_SUM:
		load_sum(loader, node, name, member);
		break;
	case PARAMETER_CELLS:
		load_cells(loader, node, name, member);
		break;
	case PARAMETER_TABLES:
		load_sections(loader, node, name, true, member);
		break;
	case PARAMETER_TEXTS:
		load_sections(loader, node, name, false, member);
		break;
	case PARAMETER_NUMBER:
		number_read(loader, &field, node, member);
		break;
	case PARAMETER_FLAG:
		flag_read(loader, &field, node, member);
		break;
	case PARAMETER_LINE:
		if (text_verify(loader, node, name, false))
			*(const char **)member = scalar_keep(loader, node);
		break;
	case PARAMETER_PATTERN:
		*(struct pattern **)member = pattern_keep(loader, node, name);
		break;
	case PARAMETER_PHRASES:
		load_phrases(loader, node, name, rule->level, member);
		break;
	case PARAMETER_AGENCIES:
		load_agencies(loader, node, name, member);
		break;
	case PARAMETER_DAY:
		load_day(loader, node, name, member);
		break;
	}
}
