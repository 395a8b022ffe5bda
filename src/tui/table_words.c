/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/table_words.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "report/evaluate.h"

static const char outer[] = " / ";
static const char between[] = " · ";

/* Its official names: beside · above. The caller frees it. */
static char *
full_name(const struct form *form, size_t cell)
{
	char *beside, *above, *name;

	form_cell_names(form, cell, &beside, &above);
	name = xformat("%s%s%s", beside, *beside && *above ? between : "",
	               above);
	free(beside);
	free(above);
	return name;
}

static size_t
columns_of(const char *text)
{
	return text_width(text, strlen(text), AMBIGUOUS_NARROW);
}

/* Leaves the outermost label out; false if there is but one. */
static bool
drop_outer(const char **names)
{
	const char *next = strstr(*names, outer);

	if (!next)
		return false;
	*names = next + strlen(outer);
	return true;
}

char *
cell_name(const struct form *form, size_t cell, size_t columns)
{
	char *beside, *above, *name;
	const char *row, *column, *joint;
	struct buffer cut = {0};
	size_t rest;

	form_cell_names(form, cell, &beside, &above);
	row = beside;
	column = above;
	joint = *row && *column ? between : "";
	rest = columns_of(joint);
	while (columns_of(row) + rest + columns_of(column) > columns &&
	       (drop_outer(&column) || drop_outer(&row)))
		;
	rest += columns_of(column);
	if (columns_of(row) + rest > columns && columns > rest)
		text_pad(&cut, row, strlen(row), columns - rest,
		         AMBIGUOUS_NARROW);
	name = xformat("%s%s%s", cut.length > 0 ? cut.data : row, joint,
	               column);
	buffer_free(&cut);
	free(beside);
	free(above);
	return name;
}

/* Last year's value of the cell; NULL if there is none. */
static const struct value *
last_value(const struct session *session, size_t cell)
{
	const struct value *last =
		value_last_year(session->report, session->last.report, cell);

	return last && last->state != VALUE_BLANK ? last : NULL;
}

static struct due
due_of(const struct session *session, size_t cell)
{
	return evaluate_due(session->report, session->last.report, cell);
}

static void
add_due(struct buffer *aside, const struct due *due)
{
	char value[AMOUNT_TEXT], other[AMOUNT_TEXT];

	amount_format(due->value, value);
	amount_format(due->other, other);
	if (due->conflict)
		buffer_format(aside, _("due %s or %s"), value, other);
	else if (due->blanks > 0)
		buffer_format(aside,
		              ngettext("filled so far %s, %zu blank",
		                       "filled so far %s, %zu blank",
		                       due->blanks),
		              value, due->blanks);
	else
		buffer_format(aside, _("due %s"), value);
}

char *
cell_aside(const struct session *session, size_t cell)
{
	const struct value *value = &session->report->values[cell];
	const struct value *last = last_value(session, cell);
	struct due due = due_of(session, cell);
	struct buffer aside = {0};

	if (last)
		buffer_format(&aside, _("last year %s"), last->text);
	if (due.known && (due.conflict || value->state != VALUE_FIGURE ||
	                  value->amount != due.value)) {
		if (last)
			buffer_puts(&aside, "  ");
		add_due(&aside, &due);
	}
	return buffer_take(&aside);
}

/* --- help --- */

static bool
stands_in(const struct term *terms, size_t count, size_t cell)
{
	for (size_t i = 0; i < count; i++)
		if (terms[i].cell == cell && !terms[i].last)
			return true;
	return false;
}

static bool
takes_part(const struct relation *relation, size_t cell)
{
	for (size_t i = 0; i < relation->instance_count; i++) {
		const struct instance *instance = &relation->instances[i];

		if (stands_in(instance->left, instance->left_count, cell) ||
		    stands_in(instance->right, instance->right_count, cell))
			return true;
	}
	return false;
}

static void
add_relations(struct buffer *text, const struct form *form, size_t cell)
{
	bool any = false;

	for (size_t i = 0; i < form->relation_count; i++) {
		const char *says = wording_text(&form->relations[i].says);

		if (!takes_part(&form->relations[i], cell) || !*says)
			continue;
		if (!any)
			buffer_format(text, "\n%s\n", _("It must agree"));
		buffer_format(text, "- %s\n", says);
		any = true;
	}
}

/* A heading, and the help below it, if there is any. */
static void
add_help(struct buffer *text, const char *title, const struct wording *help)
{
	const char *words = wording_text(help);
	size_t length = strlen(words);

	if (length == 0)
		return;
	while (length > 0 && words[length - 1] == '\n')
		length--;
	buffer_format(text, "\n%s\n", title);
	buffer_add(text, words, length);
	buffer_putc(text, '\n');
}

char *
cell_help(const struct session *session, size_t cell)
{
	const struct form *form = session->form;
	const struct cell *about = &form->cells[cell];
	const struct table *table = form->sections[about->section].table;
	const struct row *row = &table->rows[about->row];
	const struct column *column = &table->columns[about->column];
	const struct value *last = last_value(session, cell);
	const char *unit = wording_text(&about->unit);
	struct buffer text = {0};
	char *name = full_name(form, cell);

	buffer_format(&text, "%s\n", name);
	free(name);
	if (*unit)
		buffer_format(&text, _("Unit: %s\n"), unit);
	if (last)
		buffer_format(&text, _("Last year: %s\n"), last->text);
	add_help(&text, _("This cell"), &about->help);
	if (row->parent != NONE)
		add_help(&text, table->rows[row->parent].label,
		         &table->rows[row->parent].help);
	add_help(&text, row->label, &row->help);
	add_help(&text, column->label, &column->help);
	add_relations(&text, form, cell);
	return buffer_take(&text);
}

/* --- = --- */

bool
cell_is_computed(const struct session *session, size_t cell)
{
	const struct form *form = session->form;

	for (size_t r = 0; r < form->relation_count; r++) {
		const struct relation *relation = &form->relations[r];

		if (relation->carry && !session->last.report)
			continue;
		for (size_t i = 0; i < relation->instance_count; i++)
			if (relation->comparison == COMPARE_EQUAL &&
			    relation->instances[i].left_count == 1 &&
			    relation->instances[i].left[0].cell == cell &&
			    !relation->instances[i].left[0].last)
				return true;
	}
	return false;
}

char *
cell_take(const struct session *session, size_t cell, char **message)
{
	struct due due = due_of(session, cell);
	char value[AMOUNT_TEXT], other[AMOUNT_TEXT];

	amount_format(due.value, value);
	amount_format(due.other, other);
	if (due.known && due.conflict) {
		*message = xformat(_("one relation gives %s, another %s: "
		                     "neither was put in"),
		                   value, other);
		return NULL;
	}
	if (due.known) {
		*message =
			due.blanks == 0
				? xformat(_("%s was put in"), value)
				: xformat(ngettext("%s was put in; %zu blank "
		                                   "cell was left out",
		                                   "%s was put in; %zu blank "
		                                   "cells were left out",
		                                   due.blanks),
		                          value, due.blanks);
		return xstrdup(value);
	}
	*message = xstrdup(
		cell_is_computed(session, cell)
			? _("the cells that this one is computed from hold no "
	                    "figures yet")
			: _("nothing is computed in this cell: type its "
	                    "figure"));
	return NULL;
}

/* --- last year's --- */

char *
cell_take_last(const struct session *session, size_t cell, char **message)
{
	const struct value *last =
		value_last_year(session->report, session->last.report, cell);

	if (last && last->state == VALUE_FIGURE) {
		*message =
			xformat(_("%s was put in, as last year"), last->text);
		return xstrdup(last->text);
	}
	*message = session_last_missing(session);
	if (!*message)
		*message =
			xstrdup(!last ? _("last year's form has no such cell")
		                : last->state == VALUE_BLANK
		                        ? _("this cell was blank last year")
		                        : _("last year's value is no figure"));
	return NULL;
}
