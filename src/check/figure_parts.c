/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <stdio.h>
#include <stdlib.h>

#include "base/language.h"
#include "base/memory.h"
#include "check/figures.h"

/* Parts of one whole; figures of a sentence that a share may be of. */
#define PARTS_MOST 64
#define WHOLES_MOST 32
/* Tokens, and figures, of a sentence that are looked at. */
#define SENTENCE_TOKENS 400
#define SENTENCE_FIGURES 64

__extension__ typedef __int128 wide;

/* A whole, and the parts that a sentence gives of it. */
struct listing {
	size_t whole; /* figures of the paragraph */
	size_t parts[PARTS_MOST];
	size_t count;
	bool open;   /* more parts than these, or rough ones */
	bool behind; /* the whole stands behind its parts */
};

static amount
sum_parts(const struct figure_scan *scan, const struct figure_talk *talk,
          const struct listing *listing)
{
	amount sum = 0;

	for (size_t i = 0; i < listing->count; i++)
		amount_add(
			&sum,
			figure_value(scan, &talk->figures[listing->parts[i]]));
	return sum;
}

/* --- what the table has for the classes not named --- */

static bool
has_cell(const size_t *cells, size_t count, size_t cell)
{
	for (size_t i = 0; i < count; i++) {
		if (cells[i] == cell)
			return true;
	}
	return false;
}

struct cells {
	size_t *items;
	size_t count;
	size_t capacity;
};

static void
add_cells(const struct figure_scan *scan, const struct figure *figure,
          struct cells *cells)
{
	size_t count;
	size_t *its = figure_cells(scan, figure, &count);

	for (size_t i = 0; i < count; i++) {
		if (has_cell(cells->items, cells->count, its[i]))
			continue;
		cells->items = grow(cells->items, &cells->capacity,
		                    cells->count + 1, sizeof(*cells->items));
		cells->items[cells->count++] = its[i];
	}
	free(its);
}

/* All cells of the family the parts are of. */
static void
family_cells(const struct figure_scan *scan, const struct figure *part,
             struct cells *cells)
{
	const struct figure_rules *rules = scan->rules;

	for (size_t i = 0; i < rules->party_count; i++) {
		struct figure figure = *part;

		if (rules->parties[i].family != part->family)
			continue;
		figure.party = true;
		for (size_t k = 0; k < 64; k++)
			figure.places[k] = false;
		for (size_t k = 0; k < rules->parties[i].places.count; k++) {
			if (rules->parties[i].places.items[k] < 64)
				figure.places[rules->parties[i]
				                      .places.items[k]] = true;
		}
		add_cells(scan, &figure, cells);
	}
	for (size_t i = 0; i < rules->class_count; i++) {
		struct figure figure = *part;

		if (rules->classes[i].family != part->family ||
		    (rules->classes[i].topics & part->topics) == 0)
			continue;
		figure.classes[0] = i;
		figure.class_count = 1;
		add_cells(scan, &figure, cells);
	}
}

/* The sum of the family's cells that no part names; false if a value is
 * missing. */
static bool
unnamed_sum(const struct figure_scan *scan, const struct figure_talk *talk,
            const struct listing *listing, amount *sum)
{
	struct cells all = {0}, named = {0};
	bool known = true;

	*sum = 0;
	family_cells(scan, &talk->figures[listing->parts[0]], &all);
	for (size_t i = 0; i < listing->count; i++)
		add_cells(scan, &talk->figures[listing->parts[i]], &named);
	for (size_t i = 0; i < all.count; i++) {
		const struct value *value =
			&scan->context->report->values[all.items[i]];

		if (has_cell(named.items, named.count, all.items[i]))
			continue;
		known = known && value->state == VALUE_FIGURE;
		if (known)
			amount_add(sum, value->amount);
	}
	free(all.items);
	free(named.items);
	return known;
}

/* --- one whole --- */

static bool
agrees_with_table(const struct figure_scan *scan,
                  const struct figure_talk *talk, const struct listing *listing)
{
	bool agrees = figure_fits(scan, &talk->figures[listing->whole]);

	for (size_t i = 0; i < listing->count; i++)
		agrees = agrees &&
		         figure_fits(scan, &talk->figures[listing->parts[i]]);
	return agrees;
}

/* Whether parts and whole contradict each other, and not only leave some out. */
static bool
contradicts(const struct figure_scan *scan, const struct figure_talk *talk,
            const struct listing *listing, const struct figure_rule *rule)
{
	const struct figure *first = &talk->figures[listing->parts[0]];
	amount whole = figure_value(scan, &talk->figures[listing->whole]);
	amount sum = sum_parts(scan, talk, listing), unnamed;

	if (sum == whole || agrees_with_table(scan, talk, listing))
		return false;
	if (sum > whole || listing->behind)
		return true;
	if (listing->open)
		return false;
	if (first->family == NONE || (rule->families >> first->family & 1) == 0)
		return listing->count >= rule->listed;
	if (!unnamed_sum(scan, talk, listing, &unnamed))
		return false;
	return unnamed == 0 ||
	       (listing->count >= rule->listed && whole - sum != unnamed);
}

static void
tell_parts(const struct figure_scan *scan, const struct figure_talk *talk,
           const struct listing *listing, const struct figure_rule *rule)
{
	const struct figure *figure = &talk->figures[listing->whole];
	const struct token *token = &scan->tokens[figure->token];
	amount whole = figure_value(scan, figure);
	amount sum = sum_parts(scan, talk, listing);
	char right[AMOUNT_TEXT], off[AMOUNT_TEXT];
	struct finding *finding = check_add_prose(
		scan->context, scan->text, rule->id, rule->level,
		(struct span){token->start, token->end});
	char *place =
		check_prose_place(scan->context, scan->text, token->start);
	char *quote = figure_quote(scan, figure);

	figure_quantity(&finding->left, whole, false);
	figure_quantity(&finding->right, sum, false);
	figure_quantity(&finding->difference, whole - sum, false);
	amount_format(sum, right);
	amount_format(llabs(whole - sum), off);
	if (whole > sum)
		finding_say(finding,
		            _("%s “%s”: its parts add up to %s, %s less"),
		            place, quote, right, off);
	else
		finding_say(finding,
		            _("%s “%s”: its parts add up to %s, %s more"),
		            place, quote, right, off);
	free(place);
	free(quote);
}

static void
check_listing(struct figure_scan *scan, const struct figure_talk *talk,
              const struct listing *listing)
{
	const struct figure_rule *rule = figure_rule(scan, USE_PARTS);
	bool live;

	if (rule == NULL || listing->count < (listing->behind ? 2U : 1U))
		return;
	live = scan->tokens[talk->figures[listing->whole].token].live;
	for (size_t i = 0; i < listing->count; i++) {
		const struct figure *part = &talk->figures[listing->parts[i]];

		live = live && scan->tokens[part->token].live;
		if (part->past || part->apart ||
		    scan->tokens[part->token].numeral.large)
			return;
	}
	if (!live && figure_usable(scan, &talk->figures[listing->whole]) &&
	    contradicts(scan, talk, listing, rule) &&
	    figure_may_tell(
		    scan,
		    scan->tokens[talk->figures[listing->whole].token].start))
		tell_parts(scan, talk, listing, rule);
}

/* --- finding wholes and parts --- */

static bool
is_count(const struct figure_scan *scan, const struct figure *figure)
{
	const struct token *token = &scan->tokens[figure->token];

	return !figure->nil && token->unit != NONE &&
	       scan->rules->units[token->unit].yuan == 0 &&
	       token->numeral.decimals == 0;
}

/* Takes the parts from figure `next` on that lie before token `last`. */
static void
take_parts(const struct figure_scan *scan, const struct figure_talk *talk,
           struct listing *listing, size_t next, size_t last)
{
	size_t family = NONE, from = talk->figures[listing->whole].token;
	bool first = true;

	for (; next < talk->count && listing->count < PARTS_MOST; next++) {
		const struct figure *figure = &talk->figures[next];
		size_t at = figure->token;
		bool skip = false;

		if (at >= last)
			break;
		if (!is_count(scan, figure))
			continue;
		for (size_t i = from + 1; i < at; i++) {
			const struct token *token = &scan->tokens[i];

			/* What stands in brackets behind a part is part of
			 * the part; so is what a second "of which" opens. */
			if (token->kind == TOKEN_OPEN && token->match > at &&
			    token->match < last)
				skip = true;
			if (!first && token_sign(token, SIGN_OPEN) && !skip) {
				listing->open = true;
				return;
			}
			if (token_sign(token, SIGN_LIST))
				listing->open = true;
		}
		if (skip)
			continue;
		if (figure->state == FIGURE_VAGUE)
			listing->open = true;
		if (first)
			family = figure->family;
		else if (family != figure->family)
			break;
		from = at;
		first = false;
		listing->parts[listing->count++] = next;
		if (scan->tokens[at].rough)
			listing->open = true;
	}
	for (size_t i = from + 1; i < last; i++) {
		if (token_sign(&scan->tokens[i], SIGN_LIST))
			listing->open = true;
	}
}

/* The whole a word or mark at token `at` opens, if it is one. */
static bool
opens(const struct figure_scan *scan, size_t whole, size_t at)
{
	const struct token *token = &scan->tokens[at];

	if (token_sign(token, SIGN_OPEN))
		return true;
	if (at != whole + 1 || token_gap(scan, whole, at) > 0)
		return false;
	return token_sign(token, SIGN_AMONG) ||
	       (token->kind == TOKEN_CLAUSE && token->colon) ||
	       token->kind == TOKEN_OPEN;
}

/* Between whole and opener: nothing that begins another matter. */
static size_t
find_opener(const struct figure_scan *scan, const struct figure_talk *talk,
            size_t index)
{
	size_t whole = talk->figures[index].token, clauses = 0;

	for (size_t i = whole + 1; i < scan->count && i - whole < 30; i++) {
		const struct token *token = &scan->tokens[i];

		if (opens(scan, whole, i))
			return i;
		if (token->kind == TOKEN_NUMBER || token->kind == TOKEN_STOP)
			return NONE;
		if (token->kind == TOKEN_CLAUSE && ++clauses > 1)
			return NONE;
	}
	return NONE;
}

static void
check_whole(struct figure_scan *scan, const struct figure_talk *talk,
            size_t index)
{
	struct listing listing = {.whole = index};
	size_t opener = find_opener(scan, talk, index), last;

	if (opener == NONE)
		return;
	last = opener;
	if (scan->tokens[opener].kind == TOKEN_OPEN &&
	    scan->tokens[opener].match != NONE) {
		last = scan->tokens[opener].match;
	} else {
		bool inside = false;

		for (size_t i = opener; i-- > 0 && opener - i < 40;) {
			if (scan->tokens[i].kind == TOKEN_OPEN &&
			    scan->tokens[i].match != NONE &&
			    scan->tokens[i].match > opener) {
				last = scan->tokens[i].match;
				inside = true;
			}
		}
		while (!inside && last < scan->count &&
		       last - opener < SENTENCE_TOKENS &&
		       scan->tokens[last].kind != TOKEN_STOP)
			last++;
	}
	take_parts(scan, talk, &listing, index + 1, last);
	check_listing(scan, talk, &listing);
}

/* Parts first, and their total behind them: A 3件、B 5件，合计8件. */
static void
check_total(struct figure_scan *scan, const struct figure_talk *talk,
            size_t index)
{
	const struct figure *whole = &talk->figures[index];
	struct listing listing = {.whole = index, .behind = true};
	size_t at = whole->token, family;
	bool sum = false;

	for (size_t i = at; i-- > 0 && at - i < 4;) {
		const struct token *token = &scan->tokens[i];

		if (token->kind == TOKEN_CLAUSE || token->kind == TOKEN_NUMBER)
			break;
		if (token_sign(token, SIGN_SUM))
			sum = token_gap(scan, i, at) == 0;
		else if (!token_sign(token, SIGN_FILLER))
			return;
	}
	if (!sum || index == 0)
		return;
	family = talk->figures[index - 1].family;
	for (size_t i = index; i-- > 0 && listing.count < PARTS_MOST;) {
		const struct figure *figure = &talk->figures[i];
		bool stop = at - figure->token > SENTENCE_TOKENS;

		for (size_t k = figure->token; k < at && !stop; k++) {
			const struct token *token = &scan->tokens[k];

			stop = token->kind == TOKEN_STOP ||
			       token_sign(token, SIGN_OPEN) ||
			       (token->kind == TOKEN_WORD &&
			        k > figure->token &&
			        token_sign(token, SIGN_LIST));
		}
		if (stop || !is_count(scan, figure) || figure->family != family)
			break;
		at = figure->token;
		listing.parts[listing.count++] = i;
	}
	if (family == NONE && listing.count < 3)
		return;
	check_listing(scan, talk, &listing);
}

void
figure_check_parts(struct figure_scan *scan, const struct figure_talk *talk)
{
	for (size_t i = 0; i < talk->count; i++) {
		if (!is_count(scan, &talk->figures[i]))
			continue;
		check_whole(scan, talk, i);
		check_total(scan, talk, i);
	}
}

/* --- rates --- */

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
		if (!is_count(scan, figure) || figure->past ||
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

	if (!figure_usable(scan, figure) || !is_count(scan, figure))
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
		if (!is_count(scan, figure) || figure->apart)
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
