/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <stdlib.h>

#include "base/memory.h"
#include "check/cover.h"
#include "check/relation.h"

/*
 * The wrong cell. Relations that equate sums are a linear code: each cell has
 * a part in some of them, and where these sets differ, the set of those that
 * fail names the cell, and the difference its due value. No form is known
 * here, only which cell stands in which relation.
 *
 * A mistake is put up for every cell, and every pair of cells in one row or
 * column, whose change makes each failed equation it has a part in hold and
 * breaks nothing. Failed equations that share a cell or a mistake belong
 * together; of each such group the lightest sets of mistakes that clear it
 * whole are looked for, and only a mistake all of them contain is named. So
 * two slips far apart are both named, and an open case does not hide a clear
 * one.
 */

/* One wrong cell is the simpler story than two that are exchanged; but two
 * that are exchanged are one slip and not two. */
#define WEIGHT_SINGLE 2
#define WEIGHT_PAIR 3

/* How often a cell counts on either side of one instance. */
struct part {
	size_t sides;
	int left;
	int right;
};

struct parity {
	const struct report *report;
	struct sides *sides;
	size_t count;
	struct part *parts; /* of cell c: [starts[c], ends[c]) */
	size_t *starts;
	size_t *ends;
	struct mistake *mistakes;
	size_t mistake_count;
	size_t mistake_capacity;
	size_t *group; /* per sides: another of its group, or itself */
};

static bool
coded(const struct sides *sides)
{
	return sides->relation->comparison == COMPARE_EQUAL &&
	       !sides->relation->carry && sides->left.status == SUM_COMPLETE &&
	       sides->right.status == SUM_COMPLETE;
}

static bool
fails_coded(const struct parity *parity, size_t number)
{
	return parity->sides[number].fails && coded(&parity->sides[number]);
}

/* --- which cell stands where --- */

static void
add_part(struct parity *parity, size_t number, const struct term *term,
         bool right)
{
	struct part *part;

	if (term->cell == NONE || term->last)
		return;
	part = &parity->parts[parity->ends[term->cell]];
	if (parity->ends[term->cell] > parity->starts[term->cell] &&
	    part[-1].sides == number)
		part--;
	else
		parity->ends[term->cell]++;
	part->sides = number;
	if (right)
		part->right += term->sign;
	else
		part->left += term->sign;
}

static void
count_terms(size_t *counts, const struct term *terms, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (terms[i].cell != NONE)
			counts[terms[i].cell]++;
}

static void
index_parts(struct parity *parity)
{
	size_t cells = parity->report->form->cell_count;
	size_t total = 0;

	parity->starts = xcalloc(cells + 1, sizeof *parity->starts);
	parity->ends = xcalloc(cells + 1, sizeof *parity->ends);
	for (size_t i = 0; i < parity->count; i++) {
		const struct instance *its = parity->sides[i].instance;

		count_terms(parity->ends, its->left, its->left_count);
		count_terms(parity->ends, its->right, its->right_count);
	}
	for (size_t i = 0; i < cells; i++) {
		parity->starts[i] = total;
		total += parity->ends[i];
		parity->ends[i] = parity->starts[i];
	}
	parity->parts = xcalloc(total + 1, sizeof *parity->parts);
	for (size_t i = 0; i < parity->count; i++) {
		const struct instance *its = parity->sides[i].instance;

		for (size_t k = 0; k < its->left_count; k++)
			add_part(parity, i, &its->left[k], false);
		for (size_t k = 0; k < its->right_count; k++)
			add_part(parity, i, &its->right[k], true);
	}
}

static const struct part *
find_part(const struct parity *parity, size_t cell, size_t number)
{
	for (size_t i = parity->starts[cell]; i < parity->ends[cell]; i++)
		if (parity->parts[i].sides == number)
			return &parity->parts[i];
	return NULL;
}

/* --- what a mistake would explain --- */

static bool
add_times(amount *sum, int times, amount value)
{
	amount product;

	return !__builtin_mul_overflow(value, (amount)times, &product) &&
	       amount_add(sum, product);
}

enum effect {
	EFFECT_NONE,  /* as it was */
	EFFECT_MENDS, /* failed, and would hold */
	EFFECT_BREAKS /* would fail, whatever it did before */
};

static enum effect
effect_on(const struct parity *parity, const struct mistake *mistake,
          size_t number)
{
	struct sides after = parity->sides[number];
	bool touched = false;

	for (size_t i = 0; i < mistake->count; i++) {
		size_t cell = mistake->cells[i];
		amount change = mistake->expected[i] -
		                parity->report->values[cell].amount;
		const struct part *part = find_part(parity, cell, number);

		if (!part)
			continue;
		if (!add_times(&after.left.value, part->left, change) ||
		    !add_times(&after.right.value, part->right, change))
			return EFFECT_BREAKS;
	}
	touched = after.left.value != parity->sides[number].left.value ||
	          after.right.value != parity->sides[number].right.value;
	if (!touched)
		return EFFECT_NONE;
	if (sides_fail(parity->report->form, &after))
		return EFFECT_BREAKS;
	return after.fails ? EFFECT_MENDS : EFFECT_NONE;
}

/*
 * How many failed equations the mistake mends: all it has a part in; 0 if it
 * leaves one of them or breaks a relation that holds. Last year's figures have
 * no say in that: a carry-over may fail for a good reason.
 */
static size_t
mended(const struct parity *parity, const struct mistake *mistake)
{
	size_t count = 0;

	for (size_t i = 0; i < mistake->count; i++) {
		size_t cell = mistake->cells[i];

		for (size_t k = parity->starts[cell]; k < parity->ends[cell];
		     k++) {
			size_t number = parity->parts[k].sides;
			const struct sides *sides = &parity->sides[number];
			enum effect effect;

			if (sides->relation->carry ||
			    (i > 0 &&
			     find_part(parity, mistake->cells[0], number)))
				continue;
			effect = effect_on(parity, mistake, number);
			if (effect == EFFECT_BREAKS &&
			    (coded(sides) || !sides->fails))
				return 0;
			count += effect == EFFECT_MENDS && coded(sides);
		}
	}
	return count;
}

/* Whether the mistake clears that failed equation. */
static bool
clears(const struct parity *parity, const struct mistake *mistake,
       size_t number)
{
	return effect_on(parity, mistake, number) == EFFECT_MENDS;
}

/* Two digits of a figure exchanged, as in 549 for 594. */
static bool
digits_exchanged(amount one, amount other)
{
	char left[AMOUNT_TEXT], right[AMOUNT_TEXT];
	size_t length = amount_format(one, left);
	size_t places[2];
	size_t differ = 0;

	if (amount_format(other, right) != length)
		return false;
	for (size_t i = 0; i < length; i++) {
		if (left[i] == right[i])
			continue;
		if (differ == 2)
			return false;
		places[differ++] = i;
	}
	return differ == 2 && left[places[0]] == right[places[1]] &&
	       left[places[1]] == right[places[0]];
}

static void
propose(struct parity *parity, const struct mistake *mistake)
{
	/* That two cells fit one equation better when exchanged is chance. */
	if (mended(parity, mistake) < mistake->count)
		return;
	parity->mistakes =
		grow(parity->mistakes, &parity->mistake_capacity,
	             parity->mistake_count + 1, sizeof *parity->mistakes);
	parity->mistakes[parity->mistake_count++] = *mistake;
}

/* The first failed equation a cell has a part in; NULL: none. */
static const struct part *
first_failure(const struct parity *parity, size_t cell)
{
	for (size_t i = parity->starts[cell]; i < parity->ends[cell]; i++)
		if (fails_coded(parity, parity->parts[i].sides))
			return &parity->parts[i];
	return NULL;
}

static void
propose_single(struct parity *parity, size_t cell)
{
	const struct form *form = parity->report->form;
	const struct part *part = first_failure(parity, cell);
	struct mistake mistake = {.count = 1, .cells = {cell}};
	amount value = parity->report->values[cell].amount;
	amount difference, times;

	if (!part || part->left == part->right)
		return;
	times = part->left - part->right;
	difference = sides_difference(&parity->sides[part->sides]);
	if (difference % times != 0 ||
	    !amount_subtract(&value, difference / times) ||
	    !figure_allowed(&form->cells[cell], value))
		return;
	mistake.expected[0] = value;
	mistake.digits =
		digits_exchanged(parity->report->values[cell].amount, value);
	propose(parity, &mistake);
}

static void
propose_pair(struct parity *parity, size_t one, size_t other)
{
	const struct form *form = parity->report->form;
	const struct value *values = parity->report->values;
	struct mistake mistake = {.count = 2, .cells = {one, other}};

	if (one == NONE || other == NONE || values[one].state != VALUE_FIGURE ||
	    values[other].state != VALUE_FIGURE ||
	    values[one].amount == values[other].amount ||
	    (!first_failure(parity, one) && !first_failure(parity, other)))
		return;
	mistake.expected[0] = values[other].amount;
	mistake.expected[1] = values[one].amount;
	if (figure_allowed(&form->cells[one], mistake.expected[0]) &&
	    figure_allowed(&form->cells[other], mistake.expected[1]))
		propose(parity, &mistake);
}

static void
propose_pairs(struct parity *parity, const struct table *table)
{
	size_t width = table->column_count;

	for (size_t row = 0; row < table->row_count; row++)
		for (size_t column = 0; column < width; column++) {
			const size_t *cell =
				&table->cells[row * width + column];

			for (size_t i = 1; column + i < width; i++)
				propose_pair(parity, *cell, cell[i]);
			for (size_t i = 1; row + i < table->row_count; i++)
				propose_pair(parity, *cell, cell[i * width]);
		}
}

/* --- what belongs together --- */

static size_t
group_of(const struct parity *parity, size_t number)
{
	while (parity->group[number] != number)
		number = parity->group[number];
	return number;
}

/* Joins the group of each failed equation of `cell` with `*group` (NONE: none
 * yet). Groups are named by their first member. */
static void
join(struct parity *parity, size_t cell, const struct mistake *mistake,
     size_t *group)
{
	for (size_t i = parity->starts[cell]; i < parity->ends[cell]; i++) {
		size_t number = parity->parts[i].sides;
		size_t other;

		if (!fails_coded(parity, number) ||
		    (mistake && !clears(parity, mistake, number)))
			continue;
		other = group_of(parity, number);
		if (*group == NONE || other < *group) {
			if (*group != NONE)
				parity->group[*group] = other;
			*group = other;
		} else {
			parity->group[other] = *group;
		}
	}
}

static void
make_groups(struct parity *parity)
{
	parity->group = xcalloc(parity->count + 1, sizeof *parity->group);
	for (size_t i = 0; i < parity->count; i++)
		parity->group[i] = i;
	for (size_t i = 0; i < parity->report->form->cell_count; i++) {
		size_t group = NONE;

		join(parity, i, NULL, &group);
	}
	for (size_t i = 0; i < parity->mistake_count; i++) {
		const struct mistake *mistake = &parity->mistakes[i];
		size_t group = NONE;

		for (size_t k = 0; k < mistake->count; k++)
			join(parity, mistake->cells[k], mistake, &group);
	}
}

/* --- naming --- */

/* All a mistake would mend is one cause, carry-overs included. */
static void
accuse(struct parity *parity, const struct mistake *mistake, int cause)
{
	for (size_t i = 0; i < mistake->count; i++) {
		size_t cell = mistake->cells[i];

		for (size_t k = parity->starts[cell]; k < parity->ends[cell];
		     k++) {
			size_t number = parity->parts[k].sides;
			struct sides *sides = &parity->sides[number];

			if (sides->mistake.count > 0 ||
			    !clears(parity, mistake, number))
				continue;
			sides->mistake = *mistake;
			sides->cause = cause;
		}
	}
}

/* The failed equations of a group, by number. */
struct failures {
	size_t *numbers;
	size_t count;
};

/* Names, of these mistakes, those in every lightest way to clear the group. */
static bool
name_common(struct parity *parity, const struct failures *failures,
            const size_t *mistakes, size_t count, int *cause)
{
	struct cover cover = {.goals = failures->count, .means = count};
	size_t *votes = xcalloc(count + 1, sizeof *votes);
	bool *meets = xcalloc(cover.goals * count + 1, sizeof *meets);
	size_t *weights = xcalloc(count + 1, sizeof *weights);
	bool named = false;
	size_t solutions;

	for (size_t i = 0; i < count; i++) {
		const struct mistake *its = &parity->mistakes[mistakes[i]];

		weights[i] = its->count == 1 ? WEIGHT_SINGLE : WEIGHT_PAIR;
		for (size_t k = 0; k < cover.goals; k++)
			meets[k * count + i] =
				clears(parity, its, failures->numbers[k]);
	}
	cover.meets = meets;
	cover.weights = weights;
	solutions = cover_lightest(&cover, votes);
	for (size_t i = 0; i < count; i++) {
		if (votes[i] == 0 || votes[i] < solutions)
			continue;
		accuse(parity, &parity->mistakes[mistakes[i]], ++*cause);
		named = true;
	}
	free(weights);
	free(meets);
	free(votes);
	return named;
}

static bool
clears_any(const struct parity *parity, const struct mistake *mistake,
           const struct failures *failures)
{
	for (size_t i = 0; i < failures->count; i++)
		if (clears(parity, mistake, failures->numbers[i]))
			return true;
	return false;
}

/* One group: any mistakes; where nothing is certain, only such as are more
 * than a figure that happens to fit: cells exchanged, digits exchanged. */
static void
name_group(struct parity *parity, size_t group, int *cause)
{
	struct failures failures = {
		xcalloc(parity->count + 1, sizeof *failures.numbers), 0};
	size_t *mistakes = xcalloc(parity->mistake_count + 1, sizeof *mistakes);
	size_t count = 0, special = 0;

	for (size_t i = group; i < parity->count; i++)
		if (fails_coded(parity, i) && group_of(parity, i) == group)
			failures.numbers[failures.count++] = i;
	for (size_t i = 0; i < parity->mistake_count; i++)
		if (clears_any(parity, &parity->mistakes[i], &failures))
			mistakes[count++] = i;
	if (!name_common(parity, &failures, mistakes, count, cause)) {
		for (size_t i = 0; i < count; i++) {
			const struct mistake *its =
				&parity->mistakes[mistakes[i]];

			if (its->count == 2 || its->digits)
				mistakes[special++] = mistakes[i];
		}
		name_common(parity, &failures, mistakes, special, cause);
	}
	free(mistakes);
	free(failures.numbers);
}

void
suspects_find(const struct check_context *context, struct sides *all,
              size_t count)
{
	const struct form *form = context->report->form;
	struct parity parity = {
		.report = context->report, .sides = all, .count = count};
	size_t failures = 0;
	int cause = 0;

	for (size_t i = 0; i < count; i++)
		failures += fails_coded(&parity, i);
	if (failures == 0)
		return;
	index_parts(&parity);
	for (size_t i = 0; i < form->cell_count; i++)
		propose_single(&parity, i);
	for (size_t i = 0; i < form->section_count; i++)
		if (form->sections[i].table)
			propose_pairs(&parity, form->sections[i].table);
	make_groups(&parity);
	for (size_t i = 0; i < count; i++)
		if (fails_coded(&parity, i) && group_of(&parity, i) == i)
			name_group(&parity, i, &cause);
	free(parity.group);
	free(parity.mistakes);
	free(parity.ends);
	free(parity.starts);
	free(parity.parts);
}
