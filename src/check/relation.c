/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "check/relation.h"

#include <stdlib.h>

#include "base/memory.h"

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

bool
sides_fail(const struct form *form, const struct sides *sides)
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

size_t
instance_cell(const struct instance *its)
{
	for (size_t i = 0; i < its->left_count; i++)
		if (its->left[i].cell != NONE && !its->left[i].last)
			return its->left[i].cell;
	for (size_t i = 0; i < its->right_count; i++)
		if (its->right[i].cell != NONE && !its->right[i].last)
			return its->right[i].cell;
	return NONE;
}

amount
sides_difference(const struct sides *sides)
{
	return sides->left.value - sides->right.value;
}

static char *
place_path(const struct form *form, const struct sides *sides)
{
	const struct relation *relation = sides->relation;
	const struct section *section;

	if (relation->section == NONE)
		return xstrdup(
			form->cells[instance_cell(sides->instance)].path);
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
	size_t cell = instance_cell(its);
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
	const struct relation *relation = sides->relation;
	const struct mistake *mistake = &sides->mistake;
	const struct report *report = context->report;
	struct finding *finding =
		start_finding(context, sides, relation->id, relation->level);

	finding->left =
		(struct quantity){true, sides->money, sides->left.value};
	finding->right =
		(struct quantity){true, sides->money, sides->right.value};
	finding->difference =
		(struct quantity){true, sides->money, sides_difference(sides)};
	finding->cause = sides->cause;
	if (mistake->count > 0) {
		size_t cell = mistake->cells[0];
		bool money = report->form->cells[cell].type == CELL_AMOUNT;

		finding->suspect.cell = cell;
		finding->suspect.value = (struct quantity){
			true, money, report->values[cell].amount};
		finding->suspect.expected =
			(struct quantity){true, money, mistake->expected[0]};
	}
	finding->message = relation_message(context, sides);
}

static void
report_overflow(const struct check_context *context, const struct sides *sides)
{
	start_finding(context, sides, "cell.figure", LEVEL_ERROR)->message =
		relation_message(context, sides);
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

static struct sides
evaluate(const struct check_context *context, const struct relation *relation,
         const struct instance *instance)
{
	const struct report *report = context->report;
	const struct report *last = context->last->report;
	const struct form *form = report->form;
	struct sides sides = {
		.relation = relation,
		.instance = instance,
		.left = evaluate_terms(report, last, instance->left,
	                               instance->left_count),
		.right = evaluate_terms(report, last, instance->right,
	                                instance->right_count),
		.money =
			any_money(form, instance->left, instance->left_count) ||
			any_money(form, instance->right, instance->right_count),
	};
	amount difference = sides.left.value;

	if (!amount_subtract(&difference, sides.right.value)) {
		sides.left.status = SUM_BROKEN;
		sides.left.overflow = true;
	}
	sides.fails = sides_fail(form, &sides);
	return sides;
}

/* Last year's rules are silent without last year's report. */
static bool
applies(const struct check_context *context, const struct relation *relation)
{
	return !relation->carry || context->last->report != NULL;
}

/* What an older edition of the form does not have is not compared. */
static bool
corresponds(const struct check_context *context, const struct term *terms,
            size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (terms[i].last && terms[i].cell != NONE &&
		    value_last_year(context->report, context->last->report,
		                    terms[i].cell) == NULL)
			return false;
	return true;
}

void
check_relations(const struct check_context *context)
{
	const struct form *form = context->report->form;
	struct sides *all;
	size_t room = 0, count = 0;

	for (size_t i = 0; i < form->relation_count; i++)
		room += form->relations[i].instance_count;
	all = xcalloc(room + 1, sizeof *all);
	for (size_t i = 0; i < form->relation_count; i++) {
		const struct relation *relation = &form->relations[i];

		if (!applies(context, relation))
			continue;
		for (size_t k = 0; k < relation->instance_count; k++) {
			const struct instance *its = &relation->instances[k];

			if (corresponds(context, its->left, its->left_count) &&
			    corresponds(context, its->right, its->right_count))
				all[count++] = evaluate(context, relation, its);
		}
	}
	suspects_find(context, all, count);
	for (size_t i = 0; i < count; i++) {
		if (all[i].left.overflow || all[i].right.overflow)
			report_overflow(context, &all[i]);
		else if (all[i].fails)
			report_failure(context, &all[i]);
	}
	free(all);
}
