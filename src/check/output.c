/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <string.h>

#include "base/buffer.h"
#include "base/json.h"
#include "base/language.h"
#include "base/text.h"
#include "check/check.h"

void
findings_print_text(const struct findings *findings, const char *file,
                    FILE *out)
{
	struct buffer line = {0};

	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = &findings->items[i];

		buffer_clear(&line);
		text_show(&line, file, strlen(file));
		buffer_format(&line, ":%zu:%zu: %s: [%s] ", finding->mark.line,
		              finding->mark.column, level_word(finding->level),
		              finding->rule);
		if (finding->follows)
			buffer_puts(&line, _("(same cause) "));
		if (finding_settled(finding))
			buffer_puts(&line, _("(explained) "));
		text_show(&line, finding->message, strlen(finding->message));
		buffer_putc(&line, '\n');
		fwrite(line.data, 1, line.length, out);
	}
	buffer_free(&line);
}

/* Counts are numbers, amounts strings, what is absent null. */
static struct json_value *
quantity_json(const struct quantity *quantity)
{
	char text[AMOUNT_TEXT];

	if (!quantity->present)
		return json_new_null();
	if (!quantity->money && amount_is_whole(quantity->value))
		return json_new_integer(quantity->value / AMOUNT_ONE);
	amount_format(quantity->value, text);
	return json_new_string(text);
}

static struct json_value *
suspect_json(const struct suspect *suspect, const struct form *form)
{
	struct json_value *object;

	if (suspect->cell == NONE)
		return json_new_null();
	object = json_new_object();
	json_set(object, "cell",
	         json_new_string(form->cells[suspect->cell].path));
	json_set(object, "value", quantity_json(&suspect->value));
	json_set(object, "expected", quantity_json(&suspect->expected));
	return object;
}

static struct json_value *
text_json(const char *text)
{
	return text ? json_new_string(text) : json_new_null();
}

static struct json_value *
explained_json(const struct explained *explained)
{
	struct json_value *object;

	if (!explained)
		return json_new_null();
	object = json_new_object();
	json_set(object, "reason", text_json(explained->reason));
	json_set(object, "by", text_json(explained->by));
	json_set(object, "date", text_json(explained->date));
	json_set(object, "lapsed", json_new_bool(explained->lapsed));
	return object;
}

static struct json_value *
finding_json(const struct finding *finding, const struct form *form,
             const char *file)
{
	struct json_value *object = json_new_object();
	struct json_value *cells = json_new_list();

	for (size_t i = 0; i < finding->cell_count; i++)
		json_append(cells, json_new_string(finding->cells[i]));
	json_set(object, "file", json_new_string(file));
	json_set(object, "line", json_new_integer((int64_t)finding->mark.line));
	json_set(object, "column",
	         json_new_integer((int64_t)finding->mark.column));
	json_set(object, "level", json_new_string(level_id(finding->level)));
	json_set(object, "rule", json_new_string(finding->rule));
	json_set(object, "cells", cells);
	json_set(object, "place", json_new_string(finding->place));
	json_set(object, "left", quantity_json(&finding->left));
	json_set(object, "right", quantity_json(&finding->right));
	json_set(object, "difference", quantity_json(&finding->difference));
	json_set(object, "suspect", suspect_json(&finding->suspect, form));
	json_set(object, "cause", json_new_integer(finding->cause));
	json_set(object, "explained", explained_json(finding->explained));
	json_set(object, "message", json_new_string(finding->message));
	return object;
}

void
findings_print_json(const struct findings *findings, const struct form *form,
                    const char *file, FILE *out)
{
	for (size_t i = 0; i < findings->count; i++) {
		struct json_value *object =
			finding_json(&findings->items[i], form, file);

		json_write(object, out);
		fputc('\n', out);
		json_value_free(object);
	}
}

void
findings_print_totals(const size_t levels[LEVEL_COUNT], size_t explained,
                      size_t files, FILE *out)
{
	fprintf(out, ngettext("%zu report: ", "%zu reports: ", files), files);
	for (int i = 0; i < LEVEL_COUNT; i++)
		fprintf(out, "%s%s %zu", i > 0 ? ", " : "",
		        level_word((enum level)i), levels[i]);
	if (explained > 0)
		fprintf(out, _(" (besides %zu explained)"), explained);
	fputc('\n', out);
}
