/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "report/load.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"
#include "report/explained.h"
#include "report/value.h"

#define FORM_KEY "form"
#define EXPLAINED_KEY "explained"
#define REPLACEMENT "\uFFFD"

/* --- texts --- */

/* Texts never hold NUL bytes: edits are strings. */
static void
replace_nul(struct buffer *text)
{
	struct buffer clean = {0};

	if (text->length == 0 || memchr(text->data, '\0', text->length) == NULL)
		return;
	for (size_t at = 0; at < text->length; at++) {
		if (text->data[at] == '\0')
			buffer_puts(&clean, REPLACEMENT);
		else
			buffer_putc(&clean, text->data[at]);
	}
	buffer_free(text);
	*text = clean;
}

static void
read_text(struct report *report, size_t text, const struct yaml_entry *entry)
{
	struct buffer *buffer = &report->texts[text];
	const struct yaml_node *node = entry->value;
	size_t blanks;

	if (node->kind != YAML_NODE_SCALAR) {
		note_odd(report, report_text_path(report, text), entry);
		return;
	}
	if (yaml_is_null(node))
		return;
	if (text >= FIELD_PREAMBLE) {
		paragraphs_settle(buffer, node->text, node->length);
	} else {
		blanks = text_leading_blanks(node->text, node->length);
		buffer_add(buffer, node->text + blanks, node->length - blanks);
		buffer->length -=
			text_trailing_blanks(buffer->data, buffer->length);
		buffer->data[buffer->length] = '\0';
	}
	replace_nul(buffer);
}

/* --- the map of the file --- */

/* What a key of the file stands for; its number among all such keys. */
struct place {
	enum { PLACE_FORM, PLACE_FIELD, PLACE_SECTION, PLACE_EXPLAINED } kind;
	size_t index;
	size_t number;
};

static bool
find_place(const struct form *form, const struct yaml_node *key,
           struct place *place)
{
	size_t length = key->length;

	if (length == strlen(FORM_KEY) &&
	    memcmp(key->text, FORM_KEY, length) == 0) {
		*place = (struct place){PLACE_FORM, 0, 0};
		return true;
	}
	for (size_t i = 0; i < FIELD_COUNT; i++) {
		const char *name = field_key((enum field)i);

		if (length == strlen(name) &&
		    memcmp(key->text, name, length) == 0) {
			*place = (struct place){PLACE_FIELD, i, 1 + i};
			return true;
		}
	}
	place->number = 1 + FIELD_COUNT + form->section_count;
	place->kind = PLACE_EXPLAINED;
	if (length == strlen(EXPLAINED_KEY) &&
	    memcmp(key->text, EXPLAINED_KEY, length) == 0)
		return true;
	place->kind = PLACE_SECTION;
	place->index = form_find_section(form, key->text, length);
	if (place->index == NONE)
		return false;
	place->number = 1 + FIELD_COUNT + place->index;
	return true;
}

static void
read_place(struct report *report, const struct place *place,
           const struct yaml_entry *entry)
{
	const struct section *section;

	switch (place->kind) {
	case PLACE_FIELD:
		read_text(report, place->index, entry);
		break;
	case PLACE_SECTION:
		section = &report->form->sections[place->index];
		if (section->table == NULL)
			read_text(report, report_section_text(place->index),
			          entry);
		else
			table_read(report, section, entry);
		break;
	case PLACE_EXPLAINED:
		if (entry->value->kind == YAML_NODE_LIST)
			explained_read(report, entry->value);
		else if (!yaml_is_null(entry->value))
			note_odd(report, EXPLAINED_KEY, entry);
		break;
	default:
		break;
	}
}

static void
read_root(struct report *report, const struct yaml_node *root)
{
	size_t places = 2 + FIELD_COUNT + report->form->section_count;
	bool *seen = xcalloc(places, sizeof(*seen));

	for (size_t i = 0; i < root->count; i++) {
		const struct yaml_entry *entry = &root->entries[i];
		struct place place = {PLACE_FORM, 0, 0};

		if (!find_place(report->form, entry->key, &place)) {
			note_unknown(report, "", root, entry);
		} else if (seen[place.number]) {
			char *key =
				xstrndup(entry->key->text, entry->key->length);

			note_duplicate(report, key, entry->key);
			free(key);
		} else {
			seen[place.number] = true;
			read_place(report, &place, entry);
		}
	}
	free(seen);
}

/* --- the file --- */

/* The file as a tree whose root is a map or nothing; NULL if refused. */
static struct yaml_document *
parse(const struct buffer *source, struct problems *problems)
{
	const char *bytes = buffer_text(source);
	struct yaml_document *document =
		yaml_parse(bytes, source->length, problems);

	if (document == NULL || document->root == NULL ||
	    document->root->kind == YAML_NODE_MAP)
		return document;
	problem_add(problems, document->root->mark, "%s",
	            _("this is no report: a report has lines KEY: VALUE, the "
	              "first of them form: and the name of its form"));
	yaml_document_free(document);
	return NULL;
}

struct report *
report_as_read(const struct report *report)
{
	struct report *was = report_new(report->form);

	was->source = report->source;
	was->document = report->document;
	if (report->document->root != NULL)
		read_root(was, report->document->root);
	return was;
}

void
report_as_read_free(struct report *was)
{
	was->source = (struct buffer){0};
	was->document = NULL;
	report_free(was);
}

/* Takes source and document over. */
static struct report *
read_document(const char *path, struct buffer *source,
              struct yaml_document *document, const struct form *form)
{
	struct report *report = report_new(form);

	report->file = path == NULL ? NULL : xstrdup(path);
	report->source = *source;
	*source = (struct buffer){0};
	report->document = document;
	if (document->root != NULL)
		read_root(report, document->root);
	return report;
}

struct report *
report_read(const char *path, struct buffer *source, const struct form *form,
            struct problems *problems)
{
	struct yaml_document *document = parse(source, problems);

	if (document == NULL) {
		buffer_free(source);
		return NULL;
	}
	return read_document(path, source, document, form);
}

/* --- the form a file names --- */

/* The ids of the installed forms, separated by commas; the caller frees it. */
static char *
installed(const struct form_path *folders)
{
	struct buffer list = {0};
	char **ids = NULL;
	size_t count = form_path_list(folders, &ids);

	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			buffer_puts(&list, ", ");
		buffer_puts(&list, ids[i]);
		free(ids[i]);
	}
	free(ids);
	if (count == 0)
		buffer_puts(&list, _("none"));
	return buffer_take(&list);
}

/* The file of the form that the report names; NULL if there is none. */
static char *
find_form(const struct yaml_document *document, const struct form_path *folders,
          struct problems *problems)
{
	const struct yaml_node *node = yaml_get(document->root, FORM_KEY);
	char *file = NULL;
	char *forms;

	if (node != NULL && node->kind == YAML_NODE_SCALAR &&
	    strlen(node->text) == node->length)
		file = form_path_find(folders, node->text);
	if (file != NULL)
		return file;
	forms = installed(folders);
	if (node == NULL || yaml_is_null(node))
		problem_add(problems, (struct mark){1, 1},
		            _("the report does not say its form; add a first "
		              "line form: and one of the installed forms (%s)"),
		            forms);
	else if (node->kind != YAML_NODE_SCALAR)
		problem_add(problems, node->mark,
		            _("behind form: belongs the name of an installed "
		              "form (%s)"),
		            forms);
	else
		problem_add(problems, node->mark,
		            _("there is no form “%s” here; installed are: %s"),
		            node->text, forms);
	free(forms);
	return NULL;
}

struct report *
report_open(const char *path, const struct form_path *folders,
            struct form **form, struct problems *problems, char **culprit)
{
	struct buffer source = {0};
	struct yaml_document *document;
	char *why = NULL;
	char *file;

	*form = NULL;
	*culprit = NULL;
	if (!file_read(path, FILE_LIMIT, &source, &why)) {
		problem_add(problems, (struct mark){0, 0}, "%s", why);
		free(why);
		buffer_free(&source);
		return NULL;
	}
	document = parse(&source, problems);
	if (document == NULL) {
		buffer_free(&source);
		return NULL;
	}
	file = find_form(document, folders, problems);
	if (file != NULL) {
		*form = form_open(folders, file, problems);
		if (*form == NULL)
			*culprit = file;
		else
			free(file);
	}
	if (*form == NULL) {
		yaml_document_free(document);
		buffer_free(&source);
		return NULL;
	}
	return read_document(path, &source, document, *form);
}
