/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "check/figures.h"
#include "report/evaluate.h"

/* In which places the figure's classes are looked at. */
bool
figure_in_place(const struct figure_scan *scan, const struct figure *figure,
                size_t place)
{
	if (figure->party)
		return place < 64 && figure->places[place];
	for (size_t i = 0; i < scan->rules->topic_count; i++) {
		const struct figure_topic *topic = &scan->rules->topics[i];

		if ((figure->topics >> i & 1) == 0)
			continue;
		for (size_t k = 0; k < topic->places.count; k++) {
			if (topic->places.items[k] == place)
				return true;
		}
	}
	return false;
}

/* The topic that decides which table a figure of these classes is in. */
const struct figure_topic *
figure_topic(const struct figure_scan *scan, const struct figure *figure)
{
	uint64_t topics = figure->topics;

	if (figure->class_count > 0)
		topics &= scan->rules->classes[figure->classes[0]].topics;
	for (size_t i = 0; i < scan->rules->topic_count; i++) {
		if ((topics >> i & 1) != 0)
			return &scan->rules->topics[i];
	}
	return NULL;
}

size_t
figure_place_count(const struct figure_scan *scan,
                   const struct figure_topic *topic)
{
	const struct table *table =
		scan->context->report->form->sections[topic->section].table;

	return topic->by_row ? table->row_count : table->column_count;
}

/* This year's value or, where that is asked for, last year's; NULL if that
 * report has none. */
static const struct value *
value_at(const struct figure_scan *scan, size_t cell)
{
	const struct check_context *context = scan->context;

	return scan->of_last ? value_last_year(context->report,
	                                       context->last->report, cell)
	                     : &context->report->values[cell];
}

/* Adds each cell of the term in the figure's places; false if one is missing
 * or the sum is too large. */
static bool
add_term(const struct figure_scan *scan, const struct figure *figure,
         const struct figure_term *term, size_t places, amount *sum,
         size_t *found)
{
	for (size_t i = 0; i < places; i++) {
		const struct value *value;
		bool fits;

		if (term->cells[i] == NONE || !figure_in_place(scan, figure, i))
			continue;
		value = value_at(scan, term->cells[i]);
		if (value == NULL || value->state != VALUE_FIGURE)
			return false;
		fits = term->sign < 0 ? amount_subtract(sum, value->amount)
		                      : amount_add(sum, value->amount);
		if (!fits)
			return false;
		(*found)++;
	}
	return true;
}

bool
figure_sum(const struct figure_scan *scan, const struct figure *figure,
           const size_t *classes, size_t class_count, size_t reading,
           amount *sum)
{
	const struct figure_topic *topic = figure_topic(scan, figure);
	size_t places, found = 0;

	*sum = 0;
	if (topic == NULL || topic->section == NONE || class_count == 0)
		return false;
	places = figure_place_count(scan, topic);
	for (size_t i = 0; i < class_count; i++) {
		const struct figure_class *class =
			&scan->rules->classes[classes[i]];
		const struct figure_reading *its;

		if (reading >= class->reading_count)
			return false;
		its = &class->readings[reading];
		for (size_t k = 0; k < its->term_count; k++) {
			if (!add_term(scan, figure, &its->terms[k], places, sum,
			              &found))
				return false;
		}
	}
	return found > 0;
}

struct figure_operand *
figure_operands(const struct figure_scan *scan, const struct figure *figure,
                const size_t *classes, size_t class_count, size_t reading,
                size_t *count)
{
	const struct figure_topic *topic = figure_topic(scan, figure);
	struct figure_operand *operands = NULL;
	size_t capacity = 0;

	*count = 0;
	for (size_t i = 0; topic != NULL && i < class_count; i++) {
		const struct figure_class *class =
			&scan->rules->classes[classes[i]];
		const struct figure_reading *its;

		if (topic->section == NONE || reading >= class->reading_count)
			continue;
		its = &class->readings[reading];
		for (size_t k = 0; k < its->term_count; k++) {
			const struct figure_term *term = &its->terms[k];

			for (size_t n = 0; n < figure_place_count(scan, topic);
			     n++) {
				if (term->cells[n] == NONE ||
				    !figure_in_place(scan, figure, n))
					continue;
				operands = grow(operands, &capacity, *count + 1,
				                sizeof(*operands));
				operands[(*count)++] = (struct figure_operand){
					term->cells[n], term->sign};
			}
		}
	}
	return operands;
}

amount
figure_value(const struct figure_scan *scan, const struct figure *figure)
{
	const struct figure_topic *topic = figure_topic(scan, figure);
	const struct token *token = &scan->tokens[figure->token];
	amount value;

	if (figure->nil)
		return 0;
	value = token_value(scan, token);
	amount_add(&value, figure->extra);
	if (topic != NULL && topic->yuan > 1)
		value /= (amount)topic->yuan;
	return value;
}

/* Half a unit of the last digit the figure has, where it may be rounded. */
static amount
rounding(const struct figure_scan *scan, const struct figure *figure)
{
	const struct figure_topic *topic = figure_topic(scan, figure);
	const struct token *token = &scan->tokens[figure->token];
	amount half = AMOUNT_ONE / 2;
	size_t yuan;

	if (topic == NULL || topic->yuan == 0 || figure->nil)
		return 0;
	yuan = scan->rules->units[token->unit].yuan;
	for (unsigned i = 0; i < token->numeral.decimals; i++)
		half /= 10;
	return half * (amount)yuan / (amount)topic->yuan;
}

static bool
fits_reading(const struct figure_scan *scan, const struct figure *figure,
             const size_t *classes, size_t class_count, size_t reading,
             bool *unknown)
{
	amount due, difference;

	if (!figure_sum(scan, figure, classes, class_count, reading, &due)) {
		*unknown = true;
		return false;
	}
	if (scan->tokens[figure->token].numeral.large && !figure->nil)
		return false;
	difference = figure_value(scan, figure) - due;
	return llabs(difference) <= rounding(scan, figure);
}

/* 1: the figure is right; 0: it is wrong; -1: that cannot be told. */
int
figure_compare(const struct figure_scan *scan, const struct figure *figure)
{
	bool unknown = false;
	size_t readings;

	if (figure->class_count == 0)
		return -1;
	readings = scan->rules->classes[figure->classes[0]].reading_count;
	if (readings == 0)
		return -1;
	for (size_t i = 0; i < (figure->class_count > 1 ? 1 : readings); i++) {
		if (fits_reading(scan, figure, figure->classes,
		                 figure->class_count, i, &unknown))
			return 1;
	}
	for (size_t i = 0; i < figure->other_count; i++) {
		size_t class = figure->others[i];
		bool ignored = false;

		readings = scan->rules->classes[class].reading_count;
		for (size_t k = 0; k < readings; k++) {
			if (fits_reading(scan, figure, &class, 1, k, &ignored))
				return 1;
		}
	}
	/* Where a figure of the table is missing, the text cannot be blamed. */
	return unknown ? -1 : 0;
}

bool
figure_fits(const struct figure_scan *scan, const struct figure *figure)
{
	return figure_compare(scan, figure) == 1;
}
