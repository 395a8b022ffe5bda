/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <stdlib.h>

#include "base/buffer.h"
#include "base/language.h"
#include "base/memory.h"
#include "check/checks.h"
#include "report/evaluate.h"

/* A sum of more operands than this is told as a sum, not term by term. */
#define TERMS_SPELT_OUT 4

/* Both sides of an instance, evaluated. */
struct sides {
	const struct instance *instance;
	const struct relation *relation;
	struct sum_result left;
	struct sum_result right;
	bool money;
};

/* A blank counts at least 0, so a sum of plain cells can only grow. */
static bool
can_only_grow(const struct form *form, const struct term *terms, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (terms[i].sign < 0 || (terms[i].cell != NONE &&
		                          form->cells[terms[i].cell].negative))
			return false;
	return true;
}

/*
 * Whether the relation fails. With blanks it does so only when it cannot
 * come right whatever is filled in: the filled parts already exceed the
 * other, complete side.
 */
static bool
fails(const struct form *form, const struct sides *sides)
{
	const struct sum_result *left = &sides->left;
	const struct sum_result *right = &sides->right;
	const struct instance *its = sides->instance;
	bool equal = sides->relation->comparison == COMPARE_EQUAL;

	if (left->status == SUM_BROKEN || right->status == SUM_BROKEN)
		return false;
	if (left->status == SUM_COMPLETE && right->status == SUM_COMPLETE)
		return equal ? left->value != right->value
		             : left->value > right->value;
	if (right->status == SUM_COMPLETE)
		return left->value > right->value &&
		       can_only_grow(form, its->left, its->left_count);
	if (left->status == SUM_COMPLETE)
		return equal && right->value > left->value &&
		       can_only_grow(form, its->right, its->right_count);
	return false;
}

static const char *
figure(amount value, char text[AMOUNT_TEXT])
{
	amount_format(value, text);
	return text;
}

/* The short name of an operand: within a column its row, within a row its
 * column, else both. */
static void
name_term(struct buffer *out, const struct form *form,
          const struct sides *sides, const struct term *term)
{
	const struct cell *cell = &form->cells[term->cell];
	const struct table *table = form->sections[cell->section].table;

	if (term->last)
		buffer_puts(out, _("last year's "));
	if (sides->relation->each != EACH_ROW)
		buffer_puts(out, wording_text(&table->rows[cell->row].brief));
	if (sides->relation->each == EACH_NONE)
		buffer_puts(out, "·");
	if (sides->relation->each != EACH_COLUMN)
		buffer_puts(out,
		            wording_text(&table->columns[cell->column].brief));
}

static void
spell_term(const struct check_context *context, const struct sides *sides,
           const struct term *term, bool first, struct buffer *out)
{
	const struct report *report = context->report;
	char text[AMOUNT_TEXT];
	struct sum_result value =
		evaluate_terms(report, context->last->report, term, 1);

	if (term->sign < 0)
		buffer_puts(out, "-");
	else if (!first)
		buffer_puts(out, "+");
	if (term->cell != NONE)
		name_term(out, report->form, sides, term);
	if (value.status == SUM_PARTIAL)
		buffer_puts(out, _("(blank)"));
	else
		buffer_puts(out,
		            figure(term->sign < 0 ? -value.value : value.value,
		                   text));
}

/* 新收12+上年结转1=13; a long sum: 21项相加566. */
static char *
spell_side(const struct check_context *context, const struct sides *sides,
           const struct term *terms, size_t count,
           const struct sum_result *result)
{
	char text[AMOUNT_TEXT];
	struct buffer out = {0};

	if (count > TERMS_SPELT_OUT) {
		buffer_format(&out, _("parts add up to %s"),
		              figure(result->value, text));
		return buffer_take(&out);
	}
	for (size_t i = 0; i < count; i++)
		spell_term(context, sides, &terms[i], i == 0, &out);
	if (count > 1)
		buffer_format(&out, "=%s", figure(result->value, text));
	return buffer_take(&out);
}

static char *
spell_difference(amount difference)
{
	char text[AMOUNT_TEXT];

	return difference > 0
	               ? xformat(_("%s too many"), figure(difference, text))
	               : xformat(_("%s too few"), figure(-difference, text));
}

/* 各项相加12, 总计填13, 多1 */
static char *
tell_total(const struct check_context *context, const struct sides *sides)
{
	const struct instance *its = sides->instance;
	const struct form *form = context->report->form;
	char stated[AMOUNT_TEXT], due[AMOUNT_TEXT];
	struct buffer name = {0};
	char *difference =
		spell_difference(sides->left.value - sides->right.value);
	char *told;

	name_term(&name, form, sides, its->left);
	figure(sides->left.value, stated);
	figure(sides->right.value, due);
	if (its->right_count == 1) {
		char *right = spell_side(context, sides, its->right, 1,
		                         &sides->right);

		told = xformat(_("%s says %s, %s, %s"), name.data, stated,
		               right, difference);
		free(right);
	} else if (sides->right.blanks > 0) {
		told = xformat(_("the parts filled in already add up to %s, "
		                 "%s says %s, %s"),
		               due, name.data, stated, difference);
	} else {
		told = xformat(_("the parts add up to %s, %s says %s, %s"), due,
		               name.data, stated, difference);
	}
	free(difference);
	buffer_free(&name);
	return told;
}

/* 新收12+上年结转1=13, 总计12+结转下年0=12, 前者多1 */
static char *
tell_balance(const struct check_context *context, const struct sides *sides)
{
	const struct instance *its = sides->instance;
	amount difference = sides->left.value - sides->right.value;
	char text[AMOUNT_TEXT];
	char *left = spell_side(context, sides, its->left, its->left_count,
	                        &sides->left);
	char *right = spell_side(context, sides, its->right, its->right_count,
	                         &sides->right);
	char *told;

	if (sides->relation->comparison == COMPARE_AT_MOST)
		told = xformat(_("%s is above %s by %s"), left, right,
		               figure(difference, text));
	else if (difference > 0)
		told = xformat(_("%s, %s, the former %s too many"), left, right,
		               figure(difference, text));
	else
		told = xformat(_("%s, %s, the former %s too few"), left, right,
		               figure(-difference, text));
	free(left);
	free(right);
	return told;
}

static void
add_cells(struct finding *finding, const struct form *form,
          const struct term *terms, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *path;
		char *last;

		if (terms[i].cell == NONE)
			continue;
		path = form->cells[terms[i].cell].path;
		if (!terms[i].last) {
			finding_cell(finding, path);
			continue;
		}
		last = xformat("last.%s", path);
		finding_cell(finding, last);
		free(last);
	}
}

/* The first cell of this year's report that the instance names. */
static size_t
first_cell(const struct instance *its)
{
	for (size_t i = 0; i < its->left_count; i++)
		if (its->left[i].cell != NONE && !its->left[i].last)
			return its->left[i].cell;
	for (size_t i = 0; i < its->right_count; i++)
		if (its->right[i].cell != NONE && !its->right[i].last)
			return its->right[i].cell;
	return NONE;
}

static char *
place_path(const struct form *form, const struct sides *sides)
{
	const struct relation *relation = sides->relation;
	const struct section *section;

	if (relation->section == NONE)
		return xstrdup(form->cells[first_cell(sides->instance)].path);
	section = &form->sections[relation->section];
	if (relation->each == EACH_ROW)
		return xformat("%s.%s", section->id,
		               section->table->rows[sides->instance->row].path);
	return xstrdup(section->id);
}

static struct finding *
start_finding(const struct check_context *context, const struct sides *sides,
              const char *rule, enum level level)
{
	const struct form *form = context->report->form;
	const struct instance *its = sides->instance;
	size_t cell = first_cell(its);
	struct finding *finding = findings_add(context->findings, rule, level);

	finding->place = place_path(form, sides);
	finding->section = form->cells[cell].section;
	finding->cell = cell;
	finding->mark = report_mark(context->report, form->cells[cell].path);
	add_cells(finding, form, its->left, its->left_count);
	add_cells(finding, form, its->right, its->right_count);
	return finding;
}

static void
report_failure(const struct check_context *context, const struct sides *sides)
{
	const struct instance *its = sides->instance;
	const struct relation *relation = sides->relation;
	struct finding *finding =
		start_finding(context, sides, relation->id, relation->level);
	bool total = its->left_count == 1 && its->left[0].cell != NONE &&
	             relation->comparison == COMPARE_EQUAL;
	char *place = place_name(context->report->form, finding->section,
	                         its->row, its->column);
	char *told = total ? tell_total(context, sides)
	                   : tell_balance(context, sides);

	finding->left =
		(struct quantity){true, sides->money, sides->left.value};
	finding->right =
		(struct quantity){true, sides->money, sides->right.value};
	finding->difference = (struct quantity){
		true, sides->money, sides->left.value - sides->right.value};
	finding_say(finding, "%s: %s", place, told);
	free(told);
	free(place);
}

static void
report_overflow(const struct check_context *context, const struct sides *sides)
{
	const struct instance *its = sides->instance;
	struct finding *finding =
		start_finding(context, sides, "cell.figure", LEVEL_ERROR);
	char *place = place_name(context->report->form, finding->section,
	                         its->row, its->column);

	finding_say(finding, _("%s: the figures are too large to be added up"),
	            place);
	free(place);
}

static bool
any_money(const struct form *form, const struct term *terms, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (terms[i].cell != NONE &&
		    form->cells[terms[i].cell].type == CELL_AMOUNT)
			return true;
	return false;
}

static void
check_instance(const struct check_context *context,
               const struct relation *relation, const struct instance *instance)
{
	const struct report *report = context->report;
	const struct report *last = context->last->report;
	const struct form *form = report->form;
	struct sides sides = {
		.instance = instance,
		.relation = relation,
		.left = evaluate_terms(report, last, instance->left,
	                               instance->left_count),
		.right = evaluate_terms(report, last, instance->right,
	                                instance->right_count),
		.money =
			any_money(form, instance->left, instance->left_count) ||
			any_money(form, instance->right, instance->right_count),
	};

	if (sides.left.overflow || sides.right.overflow)
		report_overflow(context, &sides);
	else if (fails(form, &sides))
		report_failure(context, &sides);
}

void
check_relations(const struct check_context *context)
{
	const struct form *form = context->report->form;

	for (size_t i = 0; i < form->relation_count; i++) {
		const struct relation *relation = &form->relations[i];

		if (relation->carry && !context->last->report)
			continue;
		for (size_t k = 0; k < relation->instance_count; k++)
			check_instance(context, relation,
			               &relation->instances[k]);
	}
}
