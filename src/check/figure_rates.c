/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <stdio.h>
#include <stdlib.h>

#include "base/language.h"
#include "base/memory.h"
#include "check/figures.h"

/* Figures of a sentence that a share may be of; that are looked at. */
#define WHOLES_MOST 32
#define SENTENCE_FIGURES 64

__extension__ typedef __int128 wide;

/* A part, and the wholes it may be a share of. */
struct share {
	struct figure_scan *scan;
	const struct figure_talk *talk;
	const struct figure_rule *rule;
	size_t percent; /* token */
	const struct figure *part;
	amount parts[2];
	size_t part_count;
	amount wholes[WHOLES_MOST];
	size_t whole_count;
	struct figure whole; /* whose cells are named; class_count 0: none */
};

static void
add_whole(struct share *share, amount value)
{
	if (value > 0 && share->whole_count < WHOLES_MOST)
		share->wholes[share->whole_count++] = value;
}

/* All readings of a class, as the table has it. */
static void
add_class_wholes(struct share *share, size_t class, uint64_t topics)
{
	struct figure figure = {
		.topics = topics,
		.classes = {class},
		.class_count = 1,
		.family = NONE,
	};

	for (size_t i = 0; i < share->scan->rules->classes[class].reading_count;
	     i++) {
		amount sum;

		if (!figure_sum(share->scan, &figure, &class, 1, i, &sum))
			continue;
		if (share->whole_count == 0)
			share->whole = figure;
		add_whole(share, sum);
	}
}

/* The percentage due, in millionths of a per cent. */
static amount
percentage(amount part, amount whole)
{
	wide scaled = (wide)part * 100 * AMOUNT_ONE;

	scaled = (scaled * 2 + whole) / ((wide)whole * 2);
	return scaled > INT64_MAX || scaled < INT64_MIN ? INT64_MAX
	                                                : (amount)scaled;
}

static amount
last_digit(const struct token *token)
{
	amount unit = AMOUNT_ONE;

	for (unsigned i = 0; i < token->numeral.decimals; i++)
		unit /= 10;
	return unit;
}

static bool
share_fits(const struct share *share)
{
	const struct token *token = &share->scan->tokens[share->percent];
	amount most = last_digit(token) * (amount)share->rule->within / 100;

	for (size_t i = 0; i < share->part_count; i++) {
		for (size_t k = 0; k < share->whole_count; k++) {
			amount due =
				percentage(share->parts[i], share->wholes[k]);

			if (llabs(due - token->numeral.value) <= most)
				return true;
		}
	}
	return false;
}

/* With as many digits behind the point as the text has: 32.0. */
static void
format_digits(amount value, unsigned digits, char text[AMOUNT_TEXT])
{
	amount unit = AMOUNT_ONE;

	for (unsigned i = 0; i < digits; i++)
		unit /= 10;
	if (digits == 0)
		snprintf(text, AMOUNT_TEXT, "%lld",
		         (long long)(value / AMOUNT_ONE));
	else
		snprintf(text, AMOUNT_TEXT, "%lld.%0*lld",
		         (long long)(value / AMOUNT_ONE), (int)digits,
		         (long long)(value % AMOUNT_ONE / unit));
}

static struct finding *
tell_share(const struct share *share)
{
	const struct figure_scan *scan = share->scan;
	const struct token *token = &scan->tokens[share->percent];
	amount unit = last_digit(token), due, difference;
	char part[AMOUNT_TEXT], whole[AMOUNT_TEXT], right[AMOUNT_TEXT];
	struct figure figure = {
		.token = share->percent,
		.words_start = token->start,
	};
	struct finding *finding = check_add_prose(
		scan->context, scan->text, share->rule->id, share->rule->level,
		(struct span){token->start, token->end});
	char *place =
		check_prose_place(scan->context, scan->text, token->start);
	char *quote = figure_quote(scan, &figure);

	due = percentage(share->parts[0], share->wholes[0]);
	due = (due + unit / 2) / unit * unit;
	difference = token->numeral.value - due;
	figure_quantity(&finding->left, token->numeral.value, false);
	figure_quantity(&finding->right, due, false);
	figure_quantity(&finding->difference, difference, false);
	if (share->part != NULL && share->part->state == FIGURE_STATED &&
	    share->whole.class_count > 0) {
		free(finding->cells[0]);
		finding->cell_count = 0;
		figure_name_cells(scan, share->part, finding);
		figure_name_cells(scan, &share->whole, finding);
		if (finding->cell_count == 0)
			finding_cell(finding, finding->place);
	}
	amount_format(share->parts[0], part);
	amount_format(share->wholes[0], whole);
	format_digits(due, token->numeral.decimals, right);
	finding_say(finding, _("%s “%s”: %s of %s is %s%%"), place, quote, part,
	            whole, right);
	free(place);
	free(quote);
	return finding;
}

/* 占…的34%: the class named between the word and the per cent. */
static void
named_whole(struct share *share, size_t from)
{
	const struct figure_scan *scan = share->scan;

	for (size_t i = from; i < share->percent; i++) {
		const struct token *token = &scan->tokens[i];

		for (size_t use = token->kind == TOKEN_WORD ? token->use : NONE;
		     use != NONE; use = scan->rules->uses[use].next) {
			const struct word_use *its = &scan->rules->uses[use];

			if (its->role == WORD_CLASS &&
			    (scan->rules->classes[its->index].topics &
			     share->part->topics) != 0)
				add_class_wholes(share, its->index,
				                 share->part->topics);
		}
	}
}

/* What the sentence counted before: any of it may be the whole. */
static void
printed_wholes(struct share *share, size_t part)
{
	const struct figure_scan *scan = share->scan;
	size_t at = share->part->token;

	for (size_t i = part; i-- > 0 && part - i < SENTENCE_FIGURES;) {
		const struct figure *figure = &share->talk->figures[i];
		amount value;

		for (; at > figure->token; at--) {
			const struct token *token = &scan->tokens[at];

			if (token->kind == TOKEN_STOP && !token->half)
				return;
		}
		/* One of the same kind is beside it, not above it. */
		if (!figure_is_count(scan, figure) || figure->past ||
		    (figure->family != NONE &&
		     figure->family == share->part->family &&
		     figure->state == FIGURE_STATED))
			continue;
		value = figure_value(scan, figure);
		if (value < share->parts[0])
			continue;
		if (share->whole_count == 0 && figure->state == FIGURE_STATED)
			share->whole = *figure;
		add_whole(share, value);
	}
}

static void
check_share(struct share *share, size_t part, size_t sign)
{
	const struct figure_scan *scan = share->scan;
	const struct figure *figure = &share->talk->figures[part];
	bool stated = figure->state == FIGURE_STATED;
	amount sum;

	if (!figure_usable(scan, figure) || !figure_is_count(scan, figure))
		return;
	share->part = figure;
	share->parts[share->part_count++] = figure_value(scan, figure);
	if (stated && figure_sum(scan, figure, figure->classes,
	                         figure->class_count, 0, &sum))
		share->parts[share->part_count++] = sum;
	named_whole(share, sign);
	if (share->whole_count == 0) {
		printed_wholes(share, part);
		for (size_t i = 0; stated && i < share->rule->whole_count;
		     i++) {
			size_t class = share->rule->wholes[i];

			if ((scan->rules->classes[class].topics &
			     figure->topics) != 0)
				add_class_wholes(share, class, figure->topics);
		}
	}
	if (share->whole_count > 0 && !share_fits(share) &&
	    figure_may_tell(share->scan, scan->tokens[share->percent].start))
		tell_share(share);
}

/* 同比增长8%: with both years' figures in the sentence. */
static void
check_growth(struct share *share, size_t last)
{
	const struct figure_scan *scan = share->scan;
	const struct figure *now = NULL, *before = NULL;
	size_t at = share->percent, own;
	struct finding *finding;
	amount difference;

	for (size_t i = last + 1; i-- > 0 && last - i < SENTENCE_FIGURES;) {
		const struct figure *figure = &share->talk->figures[i];

		for (; at > figure->token; at--) {
			const struct token *token = &scan->tokens[at];

			if (token->kind == TOKEN_STOP)
				return;
		}
		if (!figure_is_count(scan, figure) || figure->apart)
			continue;
		if (figure->past && before == NULL)
			before = figure;
		else if (!figure->scoped && now == NULL)
			now = figure;
		if (now != NULL && before != NULL)
			break;
	}
	if (now == NULL || before == NULL || now->state != FIGURE_STATED ||
	    figure_value(scan, before) <= 0)
		return;
	difference = figure_value(scan, now) - figure_value(scan, before);
	share->parts[share->part_count++] = llabs(difference);
	add_whole(share, figure_value(scan, before));
	if (share_fits(share) ||
	    !figure_may_tell(share->scan, scan->tokens[share->percent].start))
		return;
	finding = tell_share(share);
	free(finding->cells[0]);
	finding->cell_count = 0;
	figure_name_cells(scan, now, finding);
	own = finding->cell_count;
	for (size_t i = 0; i < own; i++) {
		char *path = xformat("last.%s", finding->cells[i]);

		finding_cell(finding, path);
		free(path);
	}
}

/* Whether the word at `at` is the rate of the class that the figure before
 * states: 维持21件，维持率56.8%. */
static bool
rate_of_class(const struct figure_scan *scan, const struct figure_talk *talk,
              size_t index, size_t at)
{
	const struct figure *part = &talk->figures[index - 1];
	const struct token *before;

	if (at == 0 || part->class_count != 1)
		return false;
	before = &scan->tokens[at - 1];
	if (before->kind != TOKEN_WORD || token_gap(scan, at - 1, at) > 0)
		return false;
	for (size_t use = before->use; use != NONE;
	     use = scan->rules->uses[use].next) {
		if (scan->rules->uses[use].role == WORD_CLASS &&
		    scan->rules->uses[use].index == part->classes[0])
			return true;
	}
	return false;
}

/* The figure that the per cent `index` is of: the one before it, or with 分别
 * the one of its place. `run` per cents stand between it and the word. */
static size_t
paired_part(const struct figure_scan *scan, const struct figure_talk *talk,
            size_t index, size_t run, size_t sign)
{
	size_t count = run, first = index - run;

	if (sign == 0 || !token_sign(&scan->tokens[sign - 1], SIGN_PAIRS))
		return run == 0 ? index - 1 : NONE;
	while (first + count < talk->count &&
	       scan->tokens[talk->figures[first + count].token].kind ==
	               TOKEN_NUMBER &&
	       scan->tokens[talk->figures[first + count].token].unit == NONE &&
	       count < SENTENCE_FIGURES)
		count++;
	return first < count ? NONE : first - count + run;
}

static void
check_rate(struct figure_scan *scan, const struct figure_talk *talk,
           size_t index, const struct figure_rule *rule)
{
	struct share share = {
		.scan = scan,
		.talk = talk,
		.rule = rule,
		.percent = talk->figures[index].token,
	};
	size_t sign = NONE, clauses = 0, run = 0, part;
	bool growth = false;
	const struct token *percent = &scan->tokens[share.percent];

	if (index == 0 || percent->rough || percent->live ||
	    percent->numeral.large)
		return;
	for (size_t i = share.percent;
	     i-- > 0 && share.percent - i < SENTENCE_FIGURES;) {
		const struct token *token = &scan->tokens[i];

		if (token->kind == TOKEN_STOP || clauses > 1)
			return;
		if (token_sign(token, SIGN_RATE)) {
			if (!rate_of_class(scan, talk, index, i))
				return;
			sign = i;
			break;
		}
		if (token->kind == TOKEN_CLAUSE)
			clauses++;
		if (token->kind == TOKEN_NUMBER) {
			if (token->unit != NONE)
				return;
			run++;
		}
		if (token_sign(token, SIGN_SHARE) ||
		    token_sign(token, SIGN_GROWTH)) {
			sign = i;
			growth = token_sign(token, SIGN_GROWTH);
			break;
		}
	}
	if (sign == NONE)
		return;
	for (size_t i = share.percent + 1;
	     i < scan->count && i - share.percent < 4; i++) {
		const struct token *token = &scan->tokens[i];

		if (token->kind != TOKEN_WORD)
			break;
		if (token_sign(token, SIGN_RATE))
			return;
	}
	part = paired_part(scan, talk, index, run, sign);
	if (growth && part != NONE)
		check_growth(&share, part);
	else if (part != NONE && talk->figures[part].token < sign)
		check_share(&share, part, sign);
}

void
figure_check_rates(struct figure_scan *scan, const struct figure_talk *talk)
{
	const struct figure_rule *rule = figure_rule(scan, USE_RATES);

	for (size_t i = 0; rule != NULL && i < talk->count; i++) {
		const struct token *token =
			&scan->tokens[talk->figures[i].token];

		if (token->kind == TOKEN_NUMBER && token->unit == NONE)
			check_rate(scan, talk, i, rule);
	}
}
