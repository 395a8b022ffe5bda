/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"
#include "check/rules.h"
#include "report/last.h"

static struct sum_result
sum_of(const struct check_context *context, const struct terms *terms)
{
	return evaluate_terms(context->report, context->last->report,
	                      terms->items, terms->count);
}

static bool
is_money(const struct form *form, const struct terms *terms)
{
	for (size_t i = 0; i < terms->count; i++) {
		if (terms->items[i].cell != NONE &&
		    form->cells[terms->items[i].cell].type == CELL_AMOUNT)
			return true;
	}
	return false;
}

/* The cells of the sum behind those a finding has, last year's as last.PATH. */
static void
add_cells(const struct form *form, struct finding *finding,
          const struct terms *terms, bool first)
{
	for (size_t i = first ? 0 : 1; i < terms->count; i++) {
		const struct term *term = &terms->items[i];
		char *path;

		if (term->cell == NONE)
			continue;
		path = xformat("%s%s", term->last ? "last." : "",
		               form->cells[term->cell].path);
		finding_cell(finding, path);
		free(path);
	}
}

/* The place of a sum: its one cell, its one row, or its first table. */
static char *
sum_name(const struct form *form, const struct terms *terms)
{
	const struct cell *first = &form->cells[terms->items[0].cell];
	size_t row = first->row;

	if (terms->count == 1)
		return rule_cell_name(form, terms->items[0].cell);
	for (size_t i = 1; i < terms->count; i++) {
		const struct term *term = &terms->items[i];

		if (term->cell == NONE ||
		    form->cells[term->cell].section != first->section ||
		    form->cells[term->cell].row != first->row)
			row = NONE;
	}
	return place_name(form, first->section, row, NONE);
}

static struct finding *
add_sum(const struct check_context *context, const struct rule *rule,
        const struct sum_result *sum)
{
	const struct form *form = context->report->form;
	struct finding *finding = check_add_cell(context, rule->id, rule->level,
	                                         rule->of.items[0].cell);

	add_cells(form, finding, &rule->of, false);
	finding->left =
		(struct quantity){true, is_money(form, &rule->of), sum->value};
	return finding;
}

/* `of` is more than `above` per cent of `to`, and `at_least` so many. */
void
check_share(const struct check_context *context, const struct rule *rule)
{
	__extension__ typedef __int128 wide;
	struct sum_result of = sum_of(context, &rule->of);
	struct sum_result to = sum_of(context, &rule->to);
	const struct form *form = context->report->form;
	char part[AMOUNT_TEXT], whole[AMOUNT_TEXT];
	struct finding *finding;
	char *name;

	if (of.status != SUM_COMPLETE || to.status != SUM_COMPLETE ||
	    of.value < (amount)rule->at_least * AMOUNT_ONE ||
	    (wide)of.value * 100 <= (wide)to.value * (wide)rule->above)
		return;
	finding = add_sum(context, rule, &of);
	add_cells(form, finding, &rule->to, true);
	amount_format(of.value, part);
	amount_format(to.value, whole);
	name = sum_name(form, &rule->of);
	finding_say(finding, _("%s: %s of %s, more than %zu%%; %s"), name, part,
	            whole, rule->above, rule_says(rule));
	free(name);
}

/* `of` is 0, and no text of `in` says so by matching `unless`. */
void
check_nothing(const struct check_context *context, const struct rule *rule)
{
	struct sum_result of = sum_of(context, &rule->of);
	const struct check_text *text;
	struct span span;
	char *name;

	if (of.status != SUM_COMPLETE || of.value != 0)
		return;
	for (size_t i = 0; (text = rule_text(context, rule, i)) != NULL; i++) {
		if (rule->unless != NULL &&
		    rule_find(context, rule, text, rule->unless, 0, &span, 1))
			return;
	}
	name = sum_name(context->report->form, &rule->of);
	finding_say(add_sum(context, rule, &of), "%s: %s", name,
	            rule_says(rule));
	free(name);
}

/* made 1, in force 6: the cells of one row that are not 0; a sum of anything
 * else as one figure. */
static char *
tell_parts(const struct check_context *context, const struct terms *terms,
           amount sum)
{
	const struct report *report = context->report;
	const struct form *form = report->form;
	struct buffer out = {0};
	char figure[AMOUNT_TEXT];
	bool one_row = terms->count > 1;

	for (size_t i = 0; i < terms->count; i++) {
		size_t cell = terms->items[i].cell;

		one_row = one_row && cell != NONE && !terms->items[i].last &&
		          form->cells[cell].section ==
		                  form->cells[terms->items[0].cell].section &&
		          form->cells[cell].row ==
		                  form->cells[terms->items[0].cell].row;
	}
	for (size_t i = 0; one_row && i < terms->count; i++) {
		const struct cell *cell = &form->cells[terms->items[i].cell];
		const struct table *table = form->sections[cell->section].table;
		const struct value *value =
			&report->values[terms->items[i].cell];

		if (value->state != VALUE_FIGURE || value->amount == 0)
			continue;
		buffer_format(
			&out, "%s%s", out.length > 0 ? ", " : "",
			wording_text(&table->columns[cell->column].brief));
		check_put_figure(&out, value->amount);
	}
	if (out.length == 0) {
		amount_format(sum, figure);
		buffer_puts(&out, figure);
	}
	return buffer_take(&out);
}

/* `of` is at least `at_least`, or more than 0. */
void
check_present(const struct check_context *context, const struct rule *rule)
{
	struct sum_result of = sum_of(context, &rule->of);
	char *name, *parts;

	if (of.status == SUM_BROKEN || of.value <= 0 ||
	    of.value < (amount)rule->at_least * AMOUNT_ONE)
		return;
	name = sum_name(context->report->form, &rule->of);
	parts = tell_parts(context, &rule->of, of.value);
	finding_say(add_sum(context, rule, &of), "%s: %s; %s", name, parts,
	            rule_says(rule));
	free(name);
	free(parts);
}

/* `of` is 0 and a text of `in` speaks of it (`find`); or it is not 0, and a
 * text that gives figures of that kind (`where`) leaves it out. */
void
check_mentioned(const struct check_context *context, const struct rule *rule)
{
	struct sum_result of = sum_of(context, &rule->of);
	const struct form *form = context->report->form;
	const struct check_text *text, *found = NULL, *silent = NULL;
	struct span mention, span, at = {0, 0};
	struct finding *finding;
	char figure[AMOUNT_TEXT];
	char *name, *place, *quote;

	if (of.status != SUM_COMPLETE)
		return;
	for (size_t i = 0; (text = rule_text(context, rule, i)) != NULL; i++) {
		if (found == NULL &&
		    rule_find(context, rule, text, rule->find, 0, &mention, 1))
			found = text;
		if (silent == NULL && rule->where != NULL &&
		    rule_find(context, rule, text, rule->where, 0, &span, 1)) {
			silent = text;
			at = span;
		}
	}
	text = of.value == 0 ? found : found == NULL ? silent : NULL;
	if (text == NULL)
		return;
	if (of.value == 0)
		at = mention;
	finding = check_add_prose(context, text, rule->id, rule->level, at);
	place = check_prose_place(context, text, at.start);
	quote = check_quote(text, at, RULE_QUOTE);
	name = sum_name(form, &rule->of);
	amount_format(of.value, figure);
	finding_say(finding, _("%s“%s”: %s is %s; %s"), place, quote, name,
	            figure, rule_says(rule));
	free(name);
	free(quote);
	free(place);
}

/* --- against last year --- */

/* This year's and last year's figure of a cell; false unless both are. */
static bool
both_figures(const struct check_context *context, size_t cell, amount *now,
             amount *last)
{
	const struct value *value = &context->report->values[cell];
	const struct value *old =
		value_last_year(context->report, context->last->report, cell);

	if (value->state != VALUE_FIGURE || old == NULL ||
	    old->state != VALUE_FIGURE)
		return false;
	*now = value->amount;
	*last = old->amount;
	return true;
}

/* One is more than `times` the other; neither is less than 0. */
static bool
far_apart(amount one, amount other, size_t times)
{
	__extension__ typedef __int128 wide;

	return one >= 0 && other >= 0 &&
	       ((wide)one > (wide)other * (wide)times ||
	        (wide)other > (wide)one * (wide)times);
}

static void
tell_against_last(const struct check_context *context, const struct rule *rule,
                  size_t cell, amount now, amount last)
{
	const struct form *form = context->report->form;
	struct finding *finding =
		check_add_cell(context, rule->id, rule->level, cell);
	bool money = form->cells[cell].type == CELL_AMOUNT;
	char figure[AMOUNT_TEXT], old[AMOUNT_TEXT];
	char *name = rule_cell_name(form, cell);
	char *path = xformat("last.%s", form->cells[cell].path);

	finding_cell(finding, path);
	finding->left = (struct quantity){true, money, now};
	finding->right = (struct quantity){true, money, last};
	finding->difference = (struct quantity){true, money, now - last};
	amount_format(now, figure);
	amount_format(last, old);
	finding_say(finding, _("%s: %s, last year %s; %s"), name, figure, old,
	            rule_says(rule));
	free(path);
	free(name);
}

/* A cell of `cells` is more than `times` last year's figure, or less than that
 * part of it; figures below `at_least` last year may do so, and
 * with `not_zero` those that are 0 in one of the years. */
void
check_jump(const struct check_context *context, const struct rule *rule)
{
	for (size_t i = 0; i < rule->cells.count; i++) {
		size_t cell = rule->cells.items[i];
		amount now, last;

		if (both_figures(context, cell, &now, &last) &&
		    last >= (amount)rule->at_least * AMOUNT_ONE &&
		    !(rule->not_zero && (now == 0 || last == 0)) &&
		    far_apart(now, last, rule->times))
			tell_against_last(context, rule, cell, now, last);
	}
}

static bool
below(const struct table *table, size_t row, size_t group)
{
	while (row != NONE && row != group)
		row = table->rows[row].parent;
	return row == group;
}

/* Whether the rows of a group, added up, equal the one row that an older
 * edition of the form has for them. */
static bool
same_sum(const struct check_context *context, const struct older_sum *sum)
{
	const struct report *report = context->report;
	const struct report *last = context->last->report;
	const struct table *table = report->form->sections[sum->section].table;

	for (size_t column = 0; column < table->column_count; column++) {
		char *path =
			xformat("%s.%s", sum->older, table->columns[column].id);
		size_t old = form_find_cell(last->form, path, strlen(path));
		amount total = 0;

		free(path);
		if (old == NONE)
			continue;
		for (size_t row = 0; row < table->row_count; row++) {
			size_t cell = table->cells[row * table->column_count +
			                           column];

			if (cell != NONE && below(table, row, sum->group) &&
			    (report->values[cell].state == VALUE_TEXT ||
			     !amount_add(&total, report->values[cell].amount)))
				return false;
		}
		if (last->values[old].state == VALUE_TEXT ||
		    last->values[old].amount != total)
			return false;
	}
	return true;
}

static bool
same_sums(const struct check_context *context, size_t section)
{
	const struct older_form *from =
		form_older(context->report->form, context->last->report->form);

	for (size_t i = 0; from != NULL && i < from->sum_count; i++) {
		if (from->sums[i].section == section &&
		    !same_sum(context, &from->sums[i]))
			return false;
	}
	return true;
}

/* Whether all values of a table that correspond equal last year's, and how
 * many of them are figures other than 0. */
static bool
same_table(const struct check_context *context, const struct section *section,
           size_t *figures)
{
	size_t end = section->first_cell + section->cell_count;

	for (size_t cell = section->first_cell; cell < end; cell++) {
		const struct value *value = &context->report->values[cell];
		const struct value *old = value_last_year(
			context->report, context->last->report, cell);

		if (old == NULL)
			continue;
		if (value->state != old->state ||
		    (value->state == VALUE_FIGURE &&
		     value->amount != old->amount) ||
		    value->state == VALUE_TEXT)
			return false;
		if (value->state == VALUE_FIGURE && value->amount != 0)
			++*figures;
	}
	return true;
}

/* A table of `tables` is last year's, with at least `at_least` figures that
 * are not 0. */
void
check_same(const struct check_context *context, const struct rule *rule)
{
	const struct form *form = context->report->form;

	if (context->last->report == NULL)
		return;
	for (size_t i = 0; i < rule->tables.count; i++) {
		size_t section = rule->tables.items[i];
		size_t figures = 0;

		if (!same_table(context, &form->sections[section], &figures) ||
		    figures == 0 || figures < rule->at_least ||
		    !same_sums(context, section))
			continue;
		finding_say(check_add_path(context, rule->id, rule->level,
		                           form->sections[section].id, section),
		            "%s: %s", check_section_name(context, section),
		            rule_says(rule));
	}
}
