/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/sides.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "form/rule.h"
#include "report/evaluate.h"

/* --- the relation behind a finding --- */

static bool
has_cell(const struct term *terms, size_t count, size_t cell, bool last)
{
	for (size_t i = 0; i < count; i++)
		if (terms[i].cell == cell && terms[i].last == last)
			return true;
	return false;
}

enum side
side_of_cell(const struct instance *instance, size_t cell)
{
	if (has_cell(instance->left, instance->left_count, cell, false))
		return SIDE_LEFT;
	if (has_cell(instance->right, instance->right_count, cell, false))
		return SIDE_RIGHT;
	return SIDE_NONE;
}

const char *
side_mark(enum side side)
{
	return side == SIDE_LEFT ? "«" : side == SIDE_RIGHT ? "»" : " ";
}

static const struct relation *
relation_of(const struct form *form, const struct finding *finding)
{
	for (size_t i = 0; i < form->relation_count; i++)
		if (strcmp(form->relations[i].id, finding->rule) == 0)
			return &form->relations[i];
	return NULL;
}

const struct instance *
sides_of(const struct form *form, const struct finding *finding,
         const struct relation **relation)
{
	const struct relation *its = relation_of(form, finding);

	if (!its || finding->cell == NONE)
		return NULL;
	/* A cell has a part in one instance of a relation at most. */
	for (size_t i = 0; i < its->instance_count; i++)
		if (side_of_cell(&its->instances[i], finding->cell) !=
		    SIDE_NONE) {
			*relation = its;
			return &its->instances[i];
		}
	return NULL;
}

/* --- the card --- */

static void
add_value(struct buffer *text, const struct session *session, size_t cell,
          bool last)
{
	const struct value *value =
		last ? value_last_year(session->report, session->last.report,
	                               cell)
		     : &session->report->values[cell];

	if (!value || value->state == VALUE_BLANK)
		buffer_format(text, "○ %s", _("not filled in"));
	else
		text_show(text, value->text, strlen(value->text));
}

static void
add_cell(struct buffer *text, const struct session *session, size_t cell,
         bool last)
{
	const struct cell *its = &session->form->cells[cell];
	char *name =
		place_name(session->form, its->section, its->row, its->column);

	if (last)
		buffer_format(text, "%s ", _("last year"));
	buffer_format(text, "%s  ", name);
	add_value(text, session, cell, last);
	buffer_putc(text, '\n');
	free(name);
}

static void
add_side(struct buffer *text, const struct session *session, enum side side,
         const struct term *terms, size_t count)
{
	char figure[AMOUNT_TEXT];

	for (size_t i = 0; i < count; i++) {
		buffer_format(text, "%s %s ", side_mark(side),
		              terms[i].sign < 0 ? "−"
		              : i > 0           ? "+"
		                                : " ");
		if (terms[i].cell != NONE) {
			add_cell(text, session, terms[i].cell, terms[i].last);
			continue;
		}
		amount_format(terms[i].integer, figure);
		buffer_format(text, "%s\n", figure);
	}
}

/* Of a rule that is no relation: the cells it names. */
static void
add_cells(struct buffer *text, const struct session *session,
          const struct finding *finding)
{
	static const char prefix[] = "last.";

	for (size_t i = 0; i < finding->cell_count; i++) {
		const char *path = finding->cells[i];
		bool last = strncmp(path, prefix, strlen(prefix)) == 0;
		size_t cell;

		if (last)
			path += strlen(prefix);
		cell = form_find_cell(session->form, path, strlen(path));
		if (cell == NONE)
			continue;
		buffer_puts(text, "  ");
		add_cell(text, session, cell, last);
	}
}

static void
add_quantities(struct buffer *text, const struct finding *finding)
{
	const struct {
		const char *name;
		const struct quantity *quantity;
	} rows[] = {{_("stated"), &finding->left},
	            {_("due"), &finding->right},
	            {_("difference"), &finding->difference}};
	char figure[AMOUNT_TEXT];
	const char *between = "";

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		if (!rows[i].quantity->present)
			continue;
		amount_format(rows[i].quantity->value, figure);
		buffer_format(text, "%s%s %s", between, rows[i].name, figure);
		between = "  ";
	}
	if (*between)
		buffer_putc(text, '\n');
}

/* The rule in the form's words, and where it is from. */
static void
add_rule(struct buffer *text, const struct form *form,
         const struct finding *finding, const struct relation *relation)
{
	const char *says = relation ? wording_text(&relation->says) : "";
	const char *source = "";

	for (size_t i = 0; i < form->rule_count; i++)
		if (strcmp(form->rules[i].id, finding->rule) == 0) {
			says = wording_text(&form->rules[i].says);
			source = wording_text(&form->rules[i].source);
		}
	buffer_format(text, _("Rule %s"), finding->rule);
	if (*says)
		buffer_format(text, "  %s", says);
	if (*source)
		buffer_format(text, "  (%s)", source);
	buffer_putc(text, '\n');
}

static void
add_suspect(struct buffer *text, const struct session *session,
            const struct suspect *suspect)
{
	const struct cell *cell;
	char value[AMOUNT_TEXT], expected[AMOUNT_TEXT], *name;

	if (suspect->cell == NONE)
		return;
	cell = &session->form->cells[suspect->cell];
	name = place_name(session->form, cell->section, cell->row,
	                  cell->column);
	amount_format(suspect->value.value, value);
	amount_format(suspect->expected.value, expected);
	buffer_format(text, _("Perhaps %s is wrong: %s, should be %s\n"), name,
	              value, expected);
	free(name);
}

static void
add_explained(struct buffer *text, const struct explained *explained)
{
	if (!explained)
		return;
	buffer_format(text, "%s %s",
	              explained->lapsed
	                      ? _("Explained, but what it was about has "
	                          "changed since:")
	                      : _("Explained:"),
	              explained->reason ? explained->reason : "");
	if (explained->by)
		buffer_format(text, "  %s", explained->by);
	if (explained->date)
		buffer_format(text, "  %s", explained->date);
	buffer_putc(text, '\n');
}

char *
finding_words(const struct finding *finding)
{
	return xformat("[%s] %s%s", level_word(finding->level),
	               finding_settled(finding) ? _("(explained) ") : "",
	               finding->message);
}

char *
finding_card(const struct session *session, const struct finding *finding)
{
	const struct relation *relation = NULL;
	const struct instance *instance =
		sides_of(session->form, finding, &relation);
	struct buffer text = {0};
	char *words = finding_words(finding);

	buffer_format(&text, "%s\n", words);
	free(words);
	add_rule(&text, session->form, finding, relation);
	if (instance) {
		add_side(&text, session, SIDE_LEFT, instance->left,
		         instance->left_count);
		add_side(&text, session, SIDE_RIGHT, instance->right,
		         instance->right_count);
	} else {
		add_cells(&text, session, finding);
	}
	add_quantities(&text, finding);
	if (finding->sentence)
		buffer_format(&text, "“%s”\n", finding->sentence);
	add_suspect(&text, session, &finding->suspect);
	add_explained(&text, finding->explained);
	return buffer_take(&text);
}
