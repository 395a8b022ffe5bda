/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <stdlib.h>

#include "base/language.h"
#include "base/memory.h"
#include "check/figures.h"

/* Columns of a quote. */
#define QUOTE_COLUMNS 40

/* The three figures, in the order of the rule's classes. */
enum { NOTICES, BILLED, COLLECTED, CHARGES };

/* What the charges of one report are checked with. */
struct charges {
	const struct figure_scan *scan;
	const struct figure_rule *rule; /* of USE_CHARGES */
	struct figure_fact facts[CHARGES];
	const struct check_text *text;
};

void
figure_take_facts(const struct figure_scan *scan,
                  const struct figure_talk *talk, struct figure_fact *facts)
{
	for (size_t i = 0; i < talk->count; i++) {
		const struct figure *figure = &talk->figures[i];
		const struct token *token = &scan->tokens[figure->token];
		struct figure_fact *fact;

		if (figure->state != FIGURE_STATED ||
		    figure->class_count == 0 || !figure_usable(scan, figure))
			continue;
		for (size_t k = 0; k < figure->class_count; k++) {
			fact = &facts[figure->classes[k]];
			if (fact->known)
				continue;
			fact->known = true;
			fact->value =
				figure->nil ? 0 : token_value(scan, token);
			fact->where = (struct span){token->start, token->end};
		}
	}
}

static struct charges
gather(const struct figure_scan *scan, const struct figure_rule *rule,
       const struct figure_fact *facts)
{
	struct charges charges = {.scan = scan, .rule = rule};

	for (size_t i = 0; i < CHARGES; i++)
		charges.facts[i] = facts[rule->classes[i]];
	/* No notice: no money either. */
	for (size_t i = BILLED; i < CHARGES; i++) {
		if (charges.facts[NOTICES].known &&
		    charges.facts[NOTICES].value == 0 &&
		    !charges.facts[i].known)
			charges.facts[i] = charges.facts[NOTICES];
	}
	charges.text =
		check_texts_find(&scan->context->prose->now, rule->section);
	return charges;
}

/* A finding on the figure, or on the section where there is none; the caller
 * frees `*place`: 第六部分 “…”. */
static struct finding *
add_finding(const struct charges *charges, const struct figure_rule *rule,
            const struct figure_fact *fact, char **place)
{
	const struct figure_scan *scan = charges->scan;
	const struct form *form = scan->context->report->form;
	const char *name =
		check_section_name(scan->context, charges->rule->section);
	struct finding *finding;
	char *quote;

	if (fact == NULL || !fact->known || charges->text == NULL) {
		*place = xstrdup(name);
		return check_add_path(scan->context, rule->id, rule->level,
		                      form->sections[charges->rule->section].id,
		                      charges->rule->section);
	}
	finding = check_add_prose(scan->context, charges->text, rule->id,
	                          rule->level, fact->where);
	name = NULL;
	quote = check_quote(charges->text, fact->where, QUOTE_COLUMNS);
	*place = check_prose_place(scan->context, charges->text,
	                           fact->where.start);
	name = *place;
	*place = xformat("%s “%s”", name, quote);
	free((char *)name);
	free(quote);
	return finding;
}

/* --- the three figures --- */

static void
check_amounts(const struct charges *charges)
{
	const struct figure_fact *facts = charges->facts;
	char billed[AMOUNT_TEXT], collected[AMOUNT_TEXT], off[AMOUNT_TEXT];
	struct finding *finding;
	char *place;
	amount difference;

	if (!facts[BILLED].known || !facts[COLLECTED].known)
		return;
	difference = facts[COLLECTED].value - facts[BILLED].value;
	if (difference <= 0)
		return;
	finding =
		add_finding(charges, charges->rule, &facts[COLLECTED], &place);
	amount_format(facts[BILLED].value, billed);
	amount_format(facts[COLLECTED].value, collected);
	amount_format(difference, off);
	figure_quantity(&finding->left, facts[COLLECTED].value, true);
	figure_quantity(&finding->right, facts[BILLED].value, true);
	figure_quantity(&finding->difference, difference, true);
	finding_say(finding,
	            _("%s: %s yuan collected, %s yuan billed, %s too many"),
	            place, collected, billed, off);
	free(place);
}

/* Without a notice nothing can have been billed or collected. */
static bool
check_nil(const struct charges *charges)
{
	const struct figure_fact *facts = charges->facts;
	const struct figure_fact *wrong;
	char value[AMOUNT_TEXT];
	struct finding *finding;
	char *place;

	if (!facts[NOTICES].known || facts[NOTICES].value != 0)
		return false;
	wrong = facts[BILLED].value > 0 ? &facts[BILLED] : &facts[COLLECTED];
	if (wrong->value == 0)
		return false;
	finding = add_finding(charges, charges->rule, wrong, &place);
	amount_format(wrong->value, value);
	figure_quantity(&finding->left, wrong->value, true);
	figure_quantity(&finding->right, 0, true);
	figure_quantity(&finding->difference, wrong->value, true);
	finding_say(finding,
	            _("%s: no notice was sent, but %s yuan are stated"), place,
	            value);
	free(place);
	return true;
}

/* Something was charged: all three figures belong here. */
static void
check_complete(const struct charges *charges)
{
	static const char *const names[CHARGES] = {
		N_("the number of notices"),
		N_("the amount billed"),
		N_("the amount collected"),
	};
	const struct figure_fact *stated = NULL;
	const char *missing[CHARGES];
	size_t count = 0;
	struct finding *finding;
	char *place;

	for (size_t i = 0; i < CHARGES; i++) {
		if (!charges->facts[i].known)
			missing[count++] = _(names[i]);
		else if (charges->facts[i].value > 0 && stated == NULL)
			stated = &charges->facts[i];
	}
	if (stated == NULL || count == 0)
		return;
	finding = add_finding(charges, charges->rule, stated, &place);
	if (count == 2)
		finding_say(finding, _("%s: %s and %s are not stated"), place,
		            missing[0], missing[1]);
	else
		finding_say(finding, _("%s: %s is not stated"), place,
		            missing[0]);
	free(place);
}

/* --- against the tables --- */

static const struct value *
figure_of(const struct charges *charges, const struct figure_rule *rule)
{
	return &charges->scan->context->report->values[rule->cell];
}

static char *
cell_name(const struct charges *charges, const struct figure_rule *rule)
{
	const struct form *form = charges->scan->context->report->form;
	const struct cell *cell = &form->cells[rule->cell];

	return place_name(form, cell->section, cell->row, cell->column);
}

static void
name_cell(const struct charges *charges, const struct figure_rule *rule,
          struct finding *finding)
{
	finding_cell(
		finding,
		charges->scan->context->report->form->cells[rule->cell].path);
}

/* Some did not pay, but no notice to pay was sent; or fewer than that. */
static void
check_unpaid(const struct charges *charges, const struct figure_rule *rule,
             const struct figure_fact *last)
{
	const struct figure_fact *notices = &charges->facts[NOTICES];
	const struct value *value = figure_of(charges, rule);
	amount sent = notices->known ? notices->value : 0;
	char cases[AMOUNT_TEXT], told[AMOUNT_TEXT];
	struct finding *finding;
	char *place, *name;

	if (value->state != VALUE_FIGURE || value->amount <= 0)
		return;
	if (rule->use == USE_UNPAID) {
		if (sent > 0)
			return;
	} else {
		if (!notices->known || sent == 0)
			return;
		if (last->known)
			sent += last->value;
		if (value->amount <= sent)
			return;
	}
	finding = add_finding(charges, rule, notices, &place);
	name_cell(charges, rule, finding);
	name = cell_name(charges, rule);
	amount_format(value->amount, cases);
	amount_format(sent, told);
	figure_quantity(&finding->left, sent, false);
	figure_quantity(&finding->right, value->amount, false);
	figure_quantity(&finding->difference, sent - value->amount, false);
	if (rule->use == USE_UNPAID)
		finding_say(finding,
		            _("%s: no notice to pay is stated, but %s is %s"),
		            place, name, cases);
	else
		finding_say(
			finding,
			_("%s: %s notices to pay this year and last, but %s is %s"),
			place, told, name, cases);
	free(name);
	free(place);
}

/* The fee is one of the fees of the table, which may count in more than one
 * yuan. */
static void
check_in_fees(const struct charges *charges, const struct figure_rule *rule)
{
	const struct figure_fact *collected = &charges->facts[COLLECTED];
	const struct value *value = figure_of(charges, rule);
	amount stated = collected->value / (amount)rule->yuan;
	const struct wording *unit =
		&charges->scan->context->report->form->cells[rule->cell].unit;
	char yuan[AMOUNT_TEXT], fees[AMOUNT_TEXT];
	struct finding *finding;
	char *place, *name;

	if (!collected->known || value->state != VALUE_FIGURE ||
	    stated <= value->amount + AMOUNT_ONE / 200)
		return;
	finding = add_finding(charges, rule, collected, &place);
	name_cell(charges, rule, finding);
	name = cell_name(charges, rule);
	amount_format(collected->value, yuan);
	amount_format(value->amount, fees);
	figure_quantity(&finding->left, stated, true);
	figure_quantity(&finding->right, value->amount, true);
	figure_quantity(&finding->difference, stated - value->amount, true);
	finding_say(finding, _("%s: %s yuan are more than %s, %s (%s)"), place,
	            yuan, name, fees, wording_text(unit));
	free(name);
	free(place);
}

bool
figure_charges_need_last(const struct figure_scan *scan)
{
	const struct figure_rule *rule = figure_rule(scan, USE_UNPAID_MORE);
	const struct value *value;

	if (rule == NULL)
		return false;
	value = &scan->context->report->values[rule->cell];
	return value->state == VALUE_FIGURE && value->amount > 0;
}

void
figure_check_charges(struct figure_scan *scan, const struct figure_fact *facts,
                     const struct figure_fact *last)
{
	const struct figure_rule *rule = figure_rule(scan, USE_CHARGES);
	struct charges charges = gather(scan, rule, facts);

	if (!check_nil(&charges)) {
		check_amounts(&charges);
		check_complete(&charges);
	}
	for (size_t i = 0; i < scan->rules->rule_count; i++) {
		const struct figure_rule *its = &scan->rules->rules[i];

		if (its->use == USE_UNPAID || its->use == USE_UNPAID_MORE)
			check_unpaid(&charges, its,
			             &last[rule->classes[NOTICES]]);
		else if (its->use == USE_IN_FEES)
			check_in_fees(&charges, its);
	}
}
