/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <stdlib.h>

#include "base/language.h"
#include "base/memory.h"
#include "check/figures.h"

/* Parts of one whole. */
#define PARTS_MOST 64
/* Tokens of a sentence that are looked at. */
#define SENTENCE_TOKENS 400

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

bool
figure_is_count(const struct figure_scan *scan, const struct figure *figure)
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
		if (!figure_is_count(scan, figure))
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
		if (stop || !figure_is_count(scan, figure) ||
		    figure->family != family)
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
		if (!figure_is_count(scan, &talk->figures[i]))
			continue;
		check_whole(scan, talk, i);
		check_total(scan, talk, i);
	}
}
