/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/pattern.h"
#include "base/text.h"
#include "form/built.h"
#include "form/load.h"
#include "form/schema.h"

#define FORM_ID_BYTES 64

struct raw_form {
	const struct yaml_node *form;
	const struct yaml_node *title;
	struct wording basis;
	const struct yaml_node *years;
	const struct yaml_node *sections;
	const struct yaml_node *relations;
	const struct yaml_node *carry;
	const struct yaml_node *prose;
	const struct yaml_node *checks;
	const struct yaml_node *from;
};

static const struct field FORM_FIELDS[] = {
	{"form", FIELD_LINE, .required = true,
         .offset = offsetof(struct raw_form, form)},
	{"title", FIELD_LINE, .required = true,
         .offset = offsetof(struct raw_form, title)},
	{"basis", FIELD_WORDING, .offset = offsetof(struct raw_form, basis)},
	{"years", FIELD_MAP, .required = true,
         .offset = offsetof(struct raw_form, years)},
	{"sections", FIELD_LIST, .required = true,
         .offset = offsetof(struct raw_form, sections)},
	{"relations", FIELD_LIST,
         .offset = offsetof(struct raw_form, relations)},
	{"carry", FIELD_LIST, .offset = offsetof(struct raw_form, carry)},
	{"prose", FIELD_MAP, .offset = offsetof(struct raw_form, prose)},
	{"checks", FIELD_LIST, .offset = offsetof(struct raw_form, checks)},
	{"from", FIELD_LIST, .offset = offsetof(struct raw_form, from)},
};

struct raw_years {
	size_t from;
	size_t to;
};

static const struct field YEARS_FIELDS[] = {
	{"from", FIELD_NUMBER, .required = true,
         .offset = offsetof(struct raw_years, from), .least = 1900,
         .most = 9999},
	{"to", FIELD_NUMBER, .offset = offsetof(struct raw_years, to),
         .least = 1900, .most = 9999},
};

struct raw_section {
	const struct yaml_node *id;
	const struct yaml_node *label;
	struct wording brief;
	struct wording screen;
	struct wording help;
	size_t limit;
	const struct yaml_node *starter;
	const struct yaml_node *table;
};

static const struct field SECTION_FIELDS[] = {
	{"id", FIELD_LINE, .required = true,
         .offset = offsetof(struct raw_section, id)},
	{"label", FIELD_LINE, .required = true,
         .offset = offsetof(struct raw_section, label)},
	{"short", FIELD_WORDING, .required = true,
         .offset = offsetof(struct raw_section, brief)},
	{"screen", FIELD_WORDING,
         .offset = offsetof(struct raw_section, screen)},
	{"help", FIELD_WORDING_TEXT, .required = true,
         .offset = offsetof(struct raw_section, help)},
	{"limit", FIELD_NUMBER, .offset = offsetof(struct raw_section, limit),
         .least = 1, .most = 100000},
	{"starter", FIELD_TEXT,
         .offset = offsetof(struct raw_section, starter)},
	{"table", FIELD_MAP, .offset = offsetof(struct raw_section, table)},
};

#define SCHEMA(fields) \
 { \
  fields, sizeof(fields) / sizeof(*(fields)) \
 }
static const struct schema FORM_SCHEMA = SCHEMA(FORM_FIELDS);
static const struct schema YEARS_SCHEMA = SCHEMA(YEARS_FIELDS);
static const struct schema SECTION_SCHEMA = SCHEMA(SECTION_FIELDS);

/* The report's own keys: a section of that name could not be told from them. */
static const char *const REPORT_KEYS[] = {
	"form",  "agency",   "agency_kind", "year", "previous",
	"dated", "preamble", "explained",   NULL};

/* Nodes of a section that are looked at once all cells are known. */
struct later {
	const struct yaml_node *id;
	const struct yaml_node *grid;
	const struct yaml_node *starter;
};

bool
loader_full(const struct loader *loader)
{
	return loader->problems->count - loader->problems_before >=
	       FORM_PROBLEMS;
}

void
complain(struct loader *loader, struct mark mark, const char *format, ...)
{
	va_list arguments, again;
	int length;
	char *text;

	if (loader_full(loader))
		return;
	va_start(arguments, format);
	va_copy(again, arguments);
	length = vsnprintf(NULL, 0, format, again);
	va_end(again);
	text = xcalloc(1, length < 0 ? 1 : (size_t)length + 1);
	if (length > 0)
		vsnprintf(text, (size_t)length + 1, format, arguments);
	va_end(arguments);
	problem_add(loader->problems, mark, "%s", text);
	free(text);
}

struct mark
text_place(const struct loader *loader, const struct yaml_node *node, size_t at)
{
	struct mark mark = node->mark;
	const char *written = loader->source + node->start;
	size_t size = node->end - node->start;
	size_t quote =
		size > 0 && (*written == '"' || *written == '\'') ? 1 : 0;

	if (node->style == YAML_STYLE_LITERAL)
		return yaml_text_mark(node, loader->source, loader->source_size,
		                      at);
	/* Only a text that stands in the file as it is can be counted in. */
	if (size == node->length + 2 * quote && at <= node->length &&
	    memcmp(written + quote, node->text, node->length) == 0)
		mark.column += quote + text_characters(node->text, at);
	return mark;
}

static void
load_id(struct loader *loader, const struct yaml_node *id)
{
	bool good = id->length <= FORM_ID_BYTES;

	for (size_t i = 0; i < id->length && good; i++) {
		char c = id->text[i];

		good = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		       (c >= '0' && c <= '9') || c == '-' || c == '_';
	}
	if (!good)
		complain(
			loader, id->mark,
			_("“%s” is no form id; letters, digits, - and _, up to %d, are accepted"),
			shown(loader, id->text, id->length), FORM_ID_BYTES);
}

/* {agency} and {year} are all a title may hold. */
static void
load_title(struct loader *loader, const struct yaml_node *title)
{
	const char *at = title->text;

	while ((at = strchr(at, '{')) != NULL) {
		const char *end = strchr(at, '}');
		size_t length =
			end == NULL ? strlen(at) : (size_t)(end - at) + 1;

		if (strncmp(at, "{agency}", 8) != 0 &&
		    strncmp(at, "{year}", 6) != 0)
			complain(
				loader,
				text_place(loader, title,
			                   (size_t)(at - title->text)),
				_("“%s” does not belong in a title; {agency} and {year} are accepted"),
				shown(loader, at, length));
		at += length;
	}
}

static void
load_years(struct loader *loader, const struct yaml_node *node)
{
	struct raw_years raw = {0};

	if (!schema_read(loader, node, &YEARS_SCHEMA, &raw))
		return;
	if (raw.to != 0 && raw.to < raw.from)
		complain(
			loader, yaml_get(node, "to")->mark,
			_("the last year %zu lies before the first one, %zu; leave “to” out if the form is "
		          "still in force"),
			raw.to, raw.from);
	loader->form->first_year = (int)raw.from;
	loader->form->last_year = (int)raw.to;
}

/* Takes the section's id, if good and new. */
static void
load_section_id(struct loader *loader, struct section *section,
                const struct later *later)
{
	const struct yaml_node *id = later->id;
	size_t index = (size_t)(section - loader->form->sections);
	size_t first;

	section->id = "";
	if (id == NULL || !id_verify(loader, id, REPORT_KEYS)) {
		loader->ids_broken = true;
		return;
	}
	first = form_find_section(loader->form, id->text, id->length);
	if (first != NONE) {
		complain(
			loader, id->mark,
			_("the id “%s” is taken (line %zu); each needs its own"),
			id->text,
			later[(ptrdiff_t)first - (ptrdiff_t)index]
				.id->mark.line);
		loader->ids_broken = true;
		return;
	}
	section->id = scalar_keep(loader, id);
}

static void
narrative_only(struct loader *loader, const struct yaml_node *node,
               const char *key)
{
	for (size_t i = 0; i < node->count; i++) {
		if (strcmp(node->entries[i].key->text, key) == 0) {
			complain(
				loader, node->entries[i].key->mark,
				_("“%s” is for sections of text; this one has a table"),
				key);
			return;
		}
	}
}

static void
load_section(struct loader *loader, struct section *section,
             const struct yaml_node *node, struct later *later)
{
	struct raw_section raw = {0};

	section->first_cell = loader->form->cell_count;
	section->label = section->id = "";
	if (!expect_kind(loader, node, YAML_NODE_MAP, "sections")) {
		loader->ids_broken = true;
		return;
	}
	schema_read(loader, node, &SECTION_SCHEMA, &raw);
	later->id = raw.id;
	load_section_id(loader, section, later);
	section->label = scalar_keep(loader, raw.label);
	section->brief = raw.brief;
	section->screen = raw.screen.zh != NULL ? raw.screen : raw.brief;
	section->help = raw.help;
	section->limit = raw.limit;
	if (yaml_get(node, "table") == NULL) {
		if (raw.starter != NULL)
			section->starter = scalar_keep(loader, raw.starter);
		later->starter = raw.starter;
		return;
	}
	narrative_only(loader, node, "limit");
	narrative_only(loader, node, "starter");
	if (raw.table != NULL) {
		section->table = table_load(
			loader, (size_t)(section - loader->form->sections),
			raw.table);
		later->grid = section->table != NULL
		                      ? yaml_get(raw.table, "grid")
		                      : NULL;
	} else {
		loader->ids_broken = true;
	}
	section->cell_count = loader->form->cell_count - section->first_cell;
}

/* What was a growing array of the heap, in the form's arena. */
static void *
settled(const struct loader *loader, void *grown, size_t count, size_t size)
{
	void *items = arena_array(loader->arena, count, size);

	if (count > 0)
		memcpy(items, grown, count * size);
	free(grown);
	return items;
}

static void
load_sections(struct loader *loader, const struct yaml_node *list)
{
	struct form *form = loader->form;
	size_t count = list->count;
	struct later *later;

	if (count > FORM_SECTIONS) {
		complain(loader, list->mark,
		         _("too many sections: %zu; up to %d are accepted"),
		         count, FORM_SECTIONS);
		count = FORM_SECTIONS;
		loader->ids_broken = true;
	}
	form->sections =
		arena_array(form->arena, count, sizeof(*form->sections));
	later = arena_array(loader->scratch, count, sizeof(*later));
	for (size_t i = 0; i < count; i++) {
		load_section(loader, &form->sections[i], list->entries[i].value,
		             &later[i]);
		form->section_count = i + 1;
	}
	form->cells = settled(loader, form->cells, form->cell_count,
	                      sizeof(*form->cells));
	form_index_cells(form);
	for (size_t i = 0; i < count; i++) {
		if (later[i].grid != NULL &&
		    later[i].grid->kind == YAML_NODE_LIST)
			grid_load(loader, i, later[i].grid);
		if (later[i].starter != NULL)
			starter_verify(loader, later[i].starter);
	}
}

static void
load_root(struct loader *loader, const struct yaml_node *root)
{
	struct raw_form raw = {0};

	if (root == NULL) {
		complain(
			loader, (struct mark){1, 1},
			_("the file is empty; a definition begins with form: ID"));
		return;
	}
	if (root->kind != YAML_NODE_MAP) {
		complain(
			loader, root->mark,
			_("this is no form definition; it is a map that begins with form: ID"));
		return;
	}
	schema_read(loader, root, &FORM_SCHEMA, &raw);
	if (raw.form != NULL)
		load_id(loader, raw.form);
	if (raw.title != NULL)
		load_title(loader, raw.title);
	if (raw.years != NULL)
		load_years(loader, raw.years);
	loader->form->id = scalar_keep(loader, raw.form);
	loader->form->title = scalar_keep(loader, raw.title);
	loader->form->basis = raw.basis;
	if (raw.sections == NULL)
		return;
	load_sections(loader, raw.sections);
	relations_load(loader, raw.relations, raw.carry);
	if (raw.prose != NULL)
		figures_load(loader, raw.prose);
	rules_load(loader, raw.checks);
	older_forms_load(loader, raw.from);
}

static bool
comes_before(const struct problem *a, const struct problem *b)
{
	return a->mark.line != b->mark.line ? a->mark.line < b->mark.line
	                                    : a->mark.column < b->mark.column;
}

/* People mend a file from its top down; stable, and at most FORM_PROBLEMS. */
static void
sort_problems(struct loader *loader)
{
	struct problem *items = loader->problems->items;

	for (size_t i = loader->problems_before + 1;
	     i < loader->problems->count; i++) {
		struct problem moved = items[i];
		size_t at = i;

		while (at > loader->problems_before &&
		       comes_before(&moved, &items[at - 1])) {
			items[at] = items[at - 1];
			at--;
		}
		items[at] = moved;
	}
}

struct form *
form_read(const char *path, const struct buffer *source,
          struct problems *problems)
{
	struct loader loader = {
		.source = source->data,
		.source_size = source->length,
		.problems = problems,
		.problems_before = problems->count,
	};
	struct yaml_document *document =
		yaml_parse(buffer_text(source), source->length, problems);

	if (document == NULL)
		return NULL;
	loader.arena = arena_new();
	loader.scratch = arena_new();
	loader.form = arena_alloc(loader.arena, sizeof(*loader.form));
	loader.form->arena = loader.arena;
	loader.form->file = xstrdup(path);
	load_root(&loader, document->root);
	loader.form->patterns =
		settled(&loader, loader.form->patterns,
	                loader.form->pattern_count, sizeof(struct pattern *));
	sort_problems(&loader);
	arena_free(loader.scratch);
	yaml_document_free(document);
	if (problems->count == loader.problems_before)
		return loader.form;
	form_free(loader.form);
	return NULL;
}

struct form *
form_load(const char *path, struct problems *problems)
{
	struct buffer source = {0};
	struct form *form = NULL;
	char *why = NULL;

	if (!file_read(path, FILE_LIMIT, &source, &why)) {
		problem_add(problems, (struct mark){0, 0}, "%s", why);
	} else {
		form = built_form_find(path, &source);
		if (form == NULL)
			form = form_read(path, &source, problems);
	}
	free(why);
	buffer_free(&source);
	return form;
}

void
form_free(struct form *form)
{
	if (form == NULL)
		return;
	if (form->holders > 0) {
		form->holders--;
		return;
	}
	for (size_t i = 0; i < form->pattern_count; i++)
		pattern_release(form->patterns[i]);
	free(form->file);
	arena_free(form->arena);
}
