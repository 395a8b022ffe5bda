/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <string.h>

#include "base/memory.h"
#include "form/rule.h"
#include "form/schema.h"

struct raw_older {
	const struct yaml_node *form;
	const struct yaml_node *same;
	const struct yaml_node *sums;
};

static const struct field OLDER_FIELDS[] = {
	{"form", FIELD_LINE, .required = true,
         .offset = offsetof(struct raw_older, form)},
	{"same", FIELD_LIST, .offset = offsetof(struct raw_older, same)},
	{"sums", FIELD_LIST, .offset = offsetof(struct raw_older, sums)},
};
static const struct schema OLDER_SCHEMA = {
	OLDER_FIELDS, sizeof(OLDER_FIELDS) / sizeof(*OLDER_FIELDS)};

struct raw_sum {
	const struct yaml_node *older;
	const struct yaml_node *rows;
};

static const struct field SUM_FIELDS[] = {
	{"older", FIELD_LINE, .required = true,
         .offset = offsetof(struct raw_sum, older)},
	{"rows", FIELD_LINE, .required = true,
         .offset = offsetof(struct raw_sum, rows)},
};
static const struct schema SUM_SCHEMA = {
	SUM_FIELDS, sizeof(SUM_FIELDS) / sizeof(*SUM_FIELDS)};

/* --- loading --- */

/* SECTION or SECTION.ROW, whole or a group's; NONE in `*row` for a section. A
 * problem if there is no such. */
static bool
find_rows(struct loader *loader, const struct yaml_node *node, size_t length,
          size_t *section, size_t *row)
{
	const struct form *form = loader->form;
	const char *point = memchr(node->text, '.', length);
	size_t head = point != NULL ? (size_t)(point - node->text) : length;
	const char *names[FORM_SECTIONS];
	size_t count = 0;

	*section = form_find_section(form, node->text, head);
	*row = NONE;
	if (*section == NONE || form->sections[*section].table == NULL) {
		for (size_t i = 0; i < form->section_count; i++) {
			if (form->sections[i].table != NULL)
				names[count++] = form->sections[i].id;
		}
		if (!loader->ids_broken)
			complain(
				loader, node->mark,
				_("there is no table “%s”; %s"),
				shown(loader, node->text, head),
				advice(loader, node->text, head, names, count));
		return false;
	}
	if (point == NULL)
		return true;
	*row = table_find_row(form->sections[*section].table, point + 1,
	                      length - head - 1);
	if (*row == NONE)
		unknown_row(loader, text_place(loader, node, head + 1),
		            form->sections[*section].table, point + 1,
		            length - head - 1);
	return *row != NONE;
}

/* The length of PATH in PATH.*; a problem and 0 if the text is no such. */
static size_t
group_length(struct loader *loader, const struct yaml_node *node)
{
	if (node->length > 2 &&
	    memcmp(node->text + node->length - 2, ".*", 2) == 0)
		return node->length - 2;
	complain(loader, node->mark,
	         _("“%s” names no rows; write SECTION.* or SECTION.GROUP.*"),
	         shown(loader, node->text, node->length));
	return 0;
}

static void
load_same(struct loader *loader, const struct yaml_node *list,
          struct older_form *older)
{
	older->same =
		arena_array(loader->arena, list->count, sizeof(*older->same));
	for (size_t i = 0; i < list->count && !loader_full(loader); i++) {
		const struct yaml_node *item = list->entries[i].value;
		size_t section, row, length;

		if (!text_verify(loader, item, "same", false))
			continue;
		length = group_length(loader, item);
		if (length > 0 &&
		    find_rows(loader, item, length, &section, &row))
			older->same[older->same_count++] = arena_strndup(
				loader->arena, item->text, length);
	}
}

static void
load_sum(struct loader *loader, const struct yaml_node *node,
         struct older_form *older)
{
	struct older_sum *sum = &older->sums[older->sum_count];
	struct raw_sum raw = {0};
	size_t section, group, length;

	if (!expect_kind(loader, node, YAML_NODE_MAP, "sums") ||
	    !schema_read(loader, node, &SUM_SCHEMA, &raw))
		return;
	length = group_length(loader, raw.rows);
	if (length == 0 ||
	    !find_rows(loader, raw.rows, length, &section, &group))
		return;
	if (group == NONE ||
	    !loader->form->sections[section].table->rows[group].group) {
		complain(loader, raw.rows->mark,
		         _("“%s” is no group of rows; write SECTION.GROUP.*"),
		         shown(loader, raw.rows->text, raw.rows->length));
		return;
	}
	*sum = (struct older_sum){
		.older = scalar_keep(loader, raw.older),
		.section = section,
		.group = group,
		.mark = raw.older->mark,
	};
	older->sum_count++;
}

static void
load_older(struct loader *loader, const struct yaml_node *node,
           struct older_form *older)
{
	struct form *form = loader->form;
	struct raw_older raw = {0};

	if (!expect_kind(loader, node, YAML_NODE_MAP, "from") ||
	    !schema_read(loader, node, &OLDER_SCHEMA, &raw))
		return;
	older->id = scalar_keep(loader, raw.form);
	if (strcmp(older->id, form->id) == 0)
		complain(
			loader, raw.form->mark,
			_("“%s” is this very form; an older one is named here"),
			older->id);
	for (size_t i = 0; i + 1 < form->older_count; i++) {
		if (strcmp(form->older[i].id, older->id) == 0)
			complain(loader, raw.form->mark,
			         _("“%s” stands here again; keep one"),
			         older->id);
	}
	if (raw.same != NULL)
		load_same(loader, raw.same, older);
	if (raw.sums == NULL)
		return;
	older->sums = arena_array(loader->arena, raw.sums->count,
	                          sizeof(*older->sums));
	for (size_t i = 0; i < raw.sums->count && !loader_full(loader); i++)
		load_sum(loader, raw.sums->entries[i].value, older);
}

void
older_forms_load(struct loader *loader, const struct yaml_node *from)
{
	struct form *form = loader->form;
	size_t count = from != NULL ? from->count : 0;

	form->older = arena_array(loader->arena, count, sizeof(*form->older));
	for (size_t i = 0; i < count && !loader_full(loader); i++) {
		form->older[i].id = "";
		form->older_count = i + 1;
		load_older(loader, from->entries[i].value, &form->older[i]);
	}
}

/* --- what corresponds --- */

const struct older_form *
form_older(const struct form *form, const struct form *older)
{
	for (size_t i = 0; i < form->older_count; i++) {
		if (strcmp(form->older[i].id, older->id) == 0)
			return &form->older[i];
	}
	return NULL;
}

static bool
corresponds(const struct older_form *from, const char *path)
{
	for (size_t i = 0; i < from->same_count; i++) {
		size_t length = strlen(from->same[i]);

		if (strncmp(path, from->same[i], length) == 0 &&
		    path[length] == '.')
			return true;
	}
	return false;
}

size_t
form_older_cell(const struct form *form, const struct form *older, size_t cell)
{
	const char *path = form->cells[cell].path;

	if (strcmp(form->id, older->id) != 0) {
		const struct older_form *from = form_older(form, older);

		if (from == NULL || !corresponds(from, path))
			return NONE;
	} else if (cell < older->cell_count &&
	           strcmp(older->cells[cell].path, path) == 0) {
		return cell;
	}
	return form_find_cell(older, path, strlen(path));
}

/* --- verifying, once the older form is at hand --- */

/* Whether the older form has a row of that path: SECTION.ROW. */
static bool
has_rows(const struct form *older, const char *path, bool plain)
{
	size_t head = strcspn(path, ".");
	size_t section = form_find_section(older, path, head);
	const struct table *table;
	size_t row;

	if (section == NONE || older->sections[section].table == NULL)
		return false;
	table = older->sections[section].table;
	if (path[head] == '\0')
		return !plain;
	row = table_find_row(table, path + head + 1, strlen(path + head + 1));
	return row != NONE && !(plain && table->rows[row].group);
}

void
form_older_verify(const struct form *form, const struct form *older,
                  struct problems *problems)
{
	const struct older_form *from = form_older(form, older);

	if (from == NULL)
		return;
	for (size_t i = 0; i < from->same_count; i++) {
		if (!has_rows(older, from->same[i], false))
			problem_add(problems, (struct mark){0, 0},
			            _("from: the form %s has no rows %s.*"),
			            older->id, from->same[i]);
	}
	for (size_t i = 0; i < from->sum_count; i++) {
		if (!has_rows(older, from->sums[i].older, true))
			problem_add(problems, from->sums[i].mark,
			            _("from: the form %s has no row %s"),
			            older->id, from->sums[i].older);
	}
}
