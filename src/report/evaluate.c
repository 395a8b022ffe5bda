/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "report/evaluate.h"

#include "form/rule.h"

const struct value *
value_last_year(const struct report *report, const struct report *last,
                size_t cell)
{
	size_t older;

	if (last == NULL)
		return NULL;
	older = form_older_cell(report->form, last->form, cell);
	return older == NONE ? NULL : &last->values[older];
}

/* The value of a term's cell; NULL: last year's report has none. */
static const struct value *
term_value(const struct report *report, const struct report *last,
           const struct term *term)
{
	return term->last ? value_last_year(report, last, term->cell)
	                  : &report->values[term->cell];
}

/* Adds one term; false on overflow. */
static bool
add_signed(amount *sum, int sign, amount value)
{
	return sign < 0 ? amount_subtract(sum, value) : amount_add(sum, value);
}

struct sum_result
evaluate_terms(const struct report *report, const struct report *last,
               const struct term *terms, size_t count)
{
	struct sum_result result = {.status = SUM_COMPLETE};
	bool broken = false;

	for (size_t i = 0; i < count; i++) {
		const struct value *value;
		amount figure = terms[i].integer;

		if (terms[i].cell != NONE) {
			value = term_value(report, last, &terms[i]);
			if (value == NULL || value->state == VALUE_BLANK) {
				result.blanks++;
				continue;
			}
			if (value->state == VALUE_TEXT) {
				broken = true;
				continue;
			}
			figure = value->amount;
		}
		if (!add_signed(&result.value, terms[i].sign, figure))
			result.overflow = broken = true;
	}
	if (broken)
		result.status = SUM_BROKEN;
	else if (result.blanks > 0)
		result.status = SUM_PARTIAL;
	return result;
}

static bool
gives(const struct relation *relation, const struct instance *instance,
      size_t cell)
{
	return relation->comparison == COMPARE_EQUAL &&
	       instance->left_count == 1 && instance->left[0].cell == cell &&
	       instance->left[0].sign > 0 && !instance->left[0].last;
}

/* True if no operand at all has a figure: then nothing is due, not 0. */
static bool
all_blank(const struct instance *instance, const struct sum_result *sum)
{
	size_t cells = 0;

	for (size_t i = 0; i < instance->right_count; i++)
		cells += instance->right[i].cell != NONE;
	return cells > 0 && sum->blanks == cells;
}

static void
take_due(struct due *due, const struct sum_result *sum)
{
	if (!due->known) {
		due->known = true;
		due->value = sum->value;
		due->blanks = sum->blanks;
	} else if (due->value != sum->value) {
		if (!due->conflict)
			due->other = sum->value;
		due->conflict = true;
	} else if (sum->blanks < due->blanks) {
		/* Of two that agree the fuller one is the better witness. */
		due->blanks = sum->blanks;
	}
}

struct due
evaluate_due(const struct report *report, const struct report *last,
             size_t cell)
{
	const struct form *form = report->form;
	struct due due = {.known = false};

	for (size_t r = 0; r < form->relation_count; r++) {
		const struct relation *relation = &form->relations[r];

		if (relation->carry && last == NULL)
			continue;
		for (size_t i = 0; i < relation->instance_count; i++) {
			const struct instance *instance =
				&relation->instances[i];
			struct sum_result sum;

			if (!gives(relation, instance, cell))
				continue;
			sum = evaluate_terms(report, last, instance->right,
			                     instance->right_count);
			if (sum.status != SUM_BROKEN &&
			    !all_blank(instance, &sum))
				take_due(&due, &sum);
		}
	}
	return due;
}
