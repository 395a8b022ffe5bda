/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "form/figure_load.h"

#include <string.h>

/* "" for an entry that was no map, so that nothing was read of it. */
static const char *
name_at(const struct figure_names *names, size_t index)
{
	const char *name = *(const char *const *)((const char *)names->entries +
	                                          index * names->size);

	return name != NULL ? name : "";
}

static size_t
find_name(const struct figure_names *names, const struct yaml_node *id)
{
	for (size_t i = 0; i < names->count; i++) {
		if (strcmp(name_at(names, i), id->text) == 0)
			return i;
	}
	return NONE;
}

struct figure_names
figure_unit_names(const struct figure_rules *rules)
{
	return (struct figure_names){rules->units, sizeof(*rules->units),
	                             rules->unit_count, "units"};
}

struct figure_names
figure_topic_names(const struct figure_rules *rules)
{
	return (struct figure_names){rules->topics, sizeof(*rules->topics),
	                             rules->topic_count, "topics"};
}

struct figure_names
figure_class_names(const struct figure_rules *rules)
{
	return (struct figure_names){rules->classes, sizeof(*rules->classes),
	                             rules->class_count, "classes"};
}

struct figure_names
figure_rule_names(const struct figure_rules *rules)
{
	return (struct figure_names){rules->rules, sizeof(*rules->rules),
	                             rules->rule_count, "rules"};
}

size_t
figure_want_name(struct loader *loader, const struct figure_names *names,
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

const char *
figure_new_name(struct loader *loader, const struct figure_names *names,
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

uint64_t
figure_name_bits(struct loader *loader, const struct figure_names *names,
                 const struct yaml_node *list)
{
	uint64_t bits = 0;

	for (size_t i = 0; list != NULL && i < list->count; i++) {
		const struct yaml_node *item = list->entries[i].value;
		size_t index;

		if (!text_verify(loader, item, names->kind, false))
			continue;
		index = figure_want_name(loader, names, item);
		if (index != NONE)
			bits |= (uint64_t)1 << index;
	}
	return bits;
}

size_t
figure_family(struct figure_reader *reader, const struct yaml_node *family)
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
