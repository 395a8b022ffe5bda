/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/json.h"
#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"
#include "check/check.h"

#define BLANK_RULE "cell.blank"
/* So many blank cells of a table, or rows with some, are told one by one. */
#define BLANKS_APART 3
#define BLANK_ROWS_APART 3

/* --- text --- */

/* FILE:LINE:COLUMN: LEVEL: [RULE] and what stands in parentheses. */
static void
put_head(struct buffer *line, const struct finding *finding, const char *file)
{
	buffer_clear(line);
	text_show(line, file, strlen(file));
	buffer_format(line, ":%zu:%zu: %s: [%s] ", finding->mark.line,
	              finding->mark.column, level_word(finding->level),
	              finding->rule);
	if (finding->follows)
		buffer_puts(line, _("(same cause) "));
	if (finding_settled(finding))
		buffer_puts(line, _("(explained) "));
}

/* How many findings from `first` on are blank cells of its table and, with
 * `row`, of its row. */
static size_t
blank_run(const struct findings *findings, const struct form *form,
          size_t first, bool row)
{
	const struct finding *head = &findings->items[first];
	size_t next = first;

	for (; next < findings->count; next++) {
		const struct finding *its = &findings->items[next];

		if (strcmp(its->rule, BLANK_RULE) != 0 ||
		    its->section != head->section ||
		    (row &&
		     form->cells[its->cell].row != form->cells[head->cell].row))
			break;
	}
	return next - first;
}

/* How many blank cells from `first` on are told in one line: a few by
 * themselves, more by their rows, and those of many rows as one. */
static size_t
blanks_together(const struct findings *findings, const struct form *form,
                size_t first)
{
	size_t all = blank_run(findings, form, first, false), rows = 0;

	if (all <= BLANKS_APART)
		return 1;
	for (size_t i = 0; i < all && rows <= BLANK_ROWS_APART; rows++)
		i += blank_run(findings, form, first + i, true);
	return rows > BLANK_ROWS_APART ? all
	                               : blank_run(findings, form, first, true);
}

/* table 3/new: 7 cells not filled in: the row or column they all are in. */
static char *
tell_blanks(const struct finding *run, size_t count, const struct form *form)
{
	const struct cell *first = &form->cells[run[0].cell];
	size_t row = first->row, column = first->column;
	char *place, *told;

	for (size_t i = 1; i < count; i++) {
		const struct cell *cell = &form->cells[run[i].cell];

		if (cell->row != row)
			row = NONE;
		if (cell->column != column)
			column = NONE;
	}
	place = place_name(form, first->section, row, column);
	told = xformat(ngettext("%s: %zu cell not filled in; if there is none, "
	                        "0 is entered",
	                        "%s: %zu cells not filled in; if there is "
	                        "none, 0 is entered",
	                        count),
	               place, count);
	free(place);
	return told;
}

void
findings_print_text(const struct findings *findings, const struct form *form,
                    const char *file, FILE *out)
{
	struct buffer line = {0};

	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = &findings->items[i];
		size_t blanks = blanks_together(findings, form, i);
		char *together = NULL;

		if (blanks > 1) {
			together = tell_blanks(finding, blanks, form);
			i += blanks - 1;
		}
		put_head(&line, finding, file);
		text_show(&line, together ? together : finding->message,
		          strlen(together ? together : finding->message));
		buffer_putc(&line, '\n');
		fwrite(line.data, 1, line.length, out);
		free(together);
	}
	buffer_free(&line);
}

/* --- JSON --- */

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

/* --- totals --- */

void
tally_add(struct tally *tally, const struct findings *findings)
{
	for (int i = 0; i < LEVEL_COUNT; i++)
		tally->levels[i] += findings->levels[i];
	tally->explained += findings->explained;
	for (size_t i = 0; i < findings->count; i++)
		tally->old += finding_is_old(&findings->items[i]) &&
		              !finding_settled(&findings->items[i]);
	tally->reports++;
}

void
tally_print(const struct tally *tally, FILE *out)
{
	fprintf(out, ngettext("%zu report: ", "%zu reports: ", tally->reports),
	        tally->reports);
	for (int i = 0; i < LEVEL_COUNT; i++)
		fprintf(out, "%s%s %zu", i > 0 ? ", " : "",
		        level_word((enum level)i), tally->levels[i]);
	if (tally->explained > 0)
		fprintf(out, _(" (besides %zu explained)"), tally->explained);
	if (tally->old > 0)
		fprintf(out,
		        ngettext("; %zu old sentence left",
		                 "; %zu old sentences left", tally->old),
		        tally->old);
	fputc('\n', out);
}
