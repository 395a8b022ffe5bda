/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/* What of last year's report is left beside the figures in prose. */

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"
#include "check/figures.h"

/* Columns of a quote. */
#define QUOTE_COLUMNS 40

/* figure_compare() with last year's values. */
static int
compare_last(struct figure_scan *scan, const struct figure *figure)
{
	int result;

	scan->of_last = true;
	result = figure_compare(scan, figure);
	scan->of_last = false;
	return result;
}

/* The year before the report's in the figure's sentence, ahead of it; NULL too
 * if the sentence began with this year: then it compares. */
static const struct token *
last_year_before(const struct figure_scan *scan, const struct figure *figure)
{
	const struct token *found = NULL;

	for (size_t i = figure->token; i-- > 0;) {
		const struct token *token = &scan->tokens[i];

		if (token->kind == TOKEN_STOP && !token->half)
			break;
		if (token->kind != TOKEN_YEAR)
			continue;
		if (found != NULL ||
		    token->numeral.value != (scan->year - 1) * AMOUNT_ONE)
			return NULL;
		found = token;
	}
	return found;
}

/* Whether the paragraph states this year's figure of that class, too. */
static bool
stated_for_now(const struct figure_scan *scan, const struct figure_talk *talk,
               const struct figure *figure)
{
	for (size_t i = 0; i < talk->count; i++) {
		const struct figure *other = &talk->figures[i];

		if (other != figure && other->class_count > 0 && !other->past &&
		    !other->apart && other->classes[0] == figure->classes[0] &&
		    !scan->tokens[other->token].numeral.large)
			return true;
	}
	return false;
}

/* A finding on the figure, at `where`, which is quoted with it. */
static void
tell(struct figure_scan *scan, const struct figure *figure,
     const struct figure_rule *rule, enum level level, struct span where)
{
	struct finding *finding;
	char *place, *quote;

	if (!figure_may_tell(scan, where.start))
		return;
	finding = check_add_prose(scan->context, scan->text, rule->id, level,
	                          where);
	place = check_prose_place(scan->context, scan->text, where.start);
	quote = where.start < scan->tokens[figure->token].start
	                ? check_quote(scan->text, where, QUOTE_COLUMNS)
	                : figure_quote(scan, figure);
	figure_quantity(&finding->left, figure_value(scan, figure), false);
	finding_say(finding, "%s“%s”: %s", place, quote,
	            wording_text(&rule->says));
	free(quote);
	free(place);
}

/* Last year's number with a figure of this year, or with last year's where
 * this year's is not stated: the number has been left standing. */
static void
check_old_year(struct figure_scan *scan, const struct figure_talk *talk,
               const struct figure_rule *rule, const struct figure *figure)
{
	const struct token *year;
	int now, last;

	if (!figure->past || figure->apart || figure->class_count == 0 ||
	    figure->state != FIGURE_STATED)
		return;
	year = last_year_before(scan, figure);
	if (year == NULL || stated_for_now(scan, talk, figure))
		return;
	now = figure_compare(scan, figure);
	last = compare_last(scan, figure);
	if ((now == 1) != (last == 1))
		tell(scan, figure, rule, rule->level,
		     (struct span){year->start, year->end});
}

/* Whether any value the figure's matter has in the tables equals it. */
static bool
equals_any(struct figure_scan *scan, const struct figure *figure, bool last)
{
	const struct figure_rules *rules = scan->rules;
	struct figure again = *figure;
	bool equal = false;

	again.class_count = 1;
	again.other_count = 0;
	scan->of_last = last;
	for (size_t i = 0; !equal && i < rules->class_count; i++) {
		again.classes[0] = i;
		equal = (rules->classes[i].topics & figure->topics) != 0 &&
		        figure_fits(scan, &again);
	}
	scan->of_last = false;
	return equal;
}

/* Whether the sentence at that byte is told to be last year's as a whole. */
static bool
is_told_old(const struct figure_scan *scan, size_t at)
{
	const struct findings *findings = scan->context->findings;
	size_t number = check_sentence_at(scan->text, at);
	const struct sentence *sentence;

	if (number == NONE)
		return false;
	sentence = &scan->text->sentences[number];
	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *its = &findings->items[i];

		if (its->section == scan->text->section &&
		    finding_is_old(its) && its->sentence != NULL &&
		    its->at == prose_source_at(&scan->text->prose,
		                               sentence->start))
			return true;
	}
	return false;
}

/* Last year's figure, where this year's is another or not filled in. What it
 * counts may be said clearly, or only what it is about: then it is a hint. */
static void
check_old_figure(struct figure_scan *scan, const struct figure_rule *rule,
                 const struct figure *figure)
{
	const struct token *token = &scan->tokens[figure->token];
	bool stated = figure->state == FIGURE_STATED && figure->class_count > 0;
	bool old;

	if (figure->told || figure->scoped || figure->topics == 0 ||
	    figure_value(scan, figure) < (amount)rule->at_least * AMOUNT_ONE)
		return;
	if (stated)
		old = figure_compare(scan, figure) == -1 &&
		      compare_last(scan, figure) == 1;
	else
		old = equals_any(scan, figure, true) &&
		      !equals_any(scan, figure, false);
	if (old && !is_told_old(scan, token->start))
		tell(scan, figure, rule, stated ? rule->level : LEVEL_HINT,
		     (struct span){token->start, token->end});
}

void
figure_check_last(struct figure_scan *scan, const struct figure_talk *talk)
{
	const struct figure_rule *years = figure_rule(scan, USE_OLD_YEARS);
	const struct figure_rule *figures = figure_rule(scan, USE_OLD_FIGURES);

	if (scan->context->last->report == NULL)
		return;
	for (size_t i = 0; i < talk->count; i++) {
		const struct figure *figure = &talk->figures[i];
		const struct token *token = &scan->tokens[figure->token];

		if (figure->nil || token->kind != TOKEN_NUMBER ||
		    token->unit == NONE || token->live || token->numeral.large)
			continue;
		if (years != NULL)
			check_old_year(scan, talk, years, figure);
		if (figures != NULL)
			check_old_figure(scan, figures, figure);
	}
}
