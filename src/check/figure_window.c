/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "check/figure_window.h"

bool
token_is_boundary(const struct token *token)
{
	return token->kind == TOKEN_CLAUSE || token->kind == TOKEN_STOP ||
	       token->kind == TOKEN_NUMBER;
}

/* --- windows --- */

/* Whether the bracket closed at `at` holds no quantity: it may be passed. */
bool
window_plain_bracket(const struct figure_scan *scan, size_t open, size_t close)
{
	if (close - open > REACH)
		return false;
	for (size_t i = open + 1; i < close; i++) {
		if (scan->tokens[i].kind == TOKEN_NUMBER)
			return false;
	}
	return true;
}

size_t
window_first(const struct figure_scan *scan, size_t at)
{
	size_t first = at;

	while (first > 0 && at - first < REACH) {
		const struct token *token = &scan->tokens[first - 1];

		if (token_is_boundary(token) || token->kind == TOKEN_OPEN)
			break;
		if (token->kind == TOKEN_CLOSE) {
			/* What it says in brackets is passed, figures or
			 * not; the list marks （一） too. */
			if (token->match == NONE)
				break;
			first = token->match;
			continue;
		}
		first--;
	}
	return first;
}

size_t
window_last(const struct figure_scan *scan, size_t at)
{
	size_t last = at + 1;

	while (last < scan->count && last - at < REACH) {
		const struct token *token = &scan->tokens[last];

		if (token_is_boundary(token) || token->kind == TOKEN_CLOSE ||
		    token->kind == TOKEN_OPEN)
			break;
		last++;
	}
	return last;
}

/* --- topics --- */

uint64_t
token_topics(const struct figure_scan *scan, const struct token *token,
             bool mentions)
{
	uint64_t bits = 0;

	if (token->kind != TOKEN_WORD)
		return 0;
	for (size_t use = token->use; use != NONE;
	     use = scan->rules->uses[use].next) {
		const struct word_use *its = &scan->rules->uses[use];

		if (its->role == WORD_TOPIC ||
		    (mentions && its->role == WORD_MENTION))
			bits |= (uint64_t)1 << its->index;
	}
	return bits;
}

size_t
topics_class(const struct figure_rules *rules, uint64_t topics)
{
	for (size_t i = 0; i < rules->topic_count; i++) {
		if ((topics >> i & 1) != 0 && rules->topics[i].stated != NONE)
			return rules->topics[i].stated;
	}
	return NONE;
}

/* Whether tokens `one` and `other` stand side by side, joined by and. */
bool
tokens_joined(const struct figure_scan *scan, size_t one, size_t other)
{
	return other == one + 2 && token_gap(scan, one, other) == 0 &&
	       token_sign(&scan->tokens[one + 1], SIGN_JOIN);
}

uint64_t
figure_topics(const struct figure_scan *scan)
{
	uint64_t bits = 0;

	for (size_t i = 0; i < scan->count; i++) {
		uint64_t its = token_topics(scan, &scan->tokens[i], true);

		bits = its != 0 ? its : bits;
	}
	return bits;
}

/* The topic named last before the figure, joined ones together; `*token` is
 * where, `*foreign` if another matter comes behind it. */
uint64_t
window_topic(const struct window *window, size_t *token, bool *foreign)
{
	const struct figure_scan *scan = window->scan;
	uint64_t bits = 0;

	*foreign = false;
	for (size_t i = window->at; i-- > window->first;) {
		const struct token *its = &scan->tokens[i];
		uint64_t found = token_topics(scan, its, true);

		if (found == 0) {
			if (bits == 0 && token_sign(its, SIGN_FOREIGN))
				*foreign = true;
			continue;
		}
		if (bits != 0 && !tokens_joined(scan, i, *token))
			break;
		if (bits == 0 || token_topics(scan, its, false) != 0)
			bits |= found;
		*token = i;
		if (i > window->first &&
		    token_sign(&scan->tokens[i - 1], SIGN_FOREIGN) &&
		    token_gap(scan, i - 1, i) == 0)
			*foreign = true;
		if (i < window->first + 2)
			break;
	}
	return bits;
}

/* --- classes --- */

/* The word's class under one of the topics, or NONE. */
size_t
token_class(const struct figure_scan *scan, const struct token *token,
            uint64_t topics)
{
	if (token->kind != TOKEN_WORD)
		return NONE;
	for (size_t use = token->use; use != NONE;
	     use = scan->rules->uses[use].next) {
		const struct word_use *its = &scan->rules->uses[use];

		if (its->role == WORD_CLASS &&
		    (scan->rules->classes[its->index].topics & topics) != 0)
			return its->index;
	}
	return NONE;
}

static bool
has_class(const struct choice *choice, size_t class)
{
	for (size_t i = 0; i < choice->count; i++) {
		if (choice->classes[i] == class)
			return true;
	}
	return false;
}

static void
add_class(struct choice *choice, size_t class)
{
	if (choice->count < FIGURE_CLASSES && !has_class(choice, class))
		choice->classes[choice->count++] = class;
}

bool
window_list_follows(const struct window *window, size_t token)
{
	const struct figure_scan *scan = window->scan;

	return token + 1 < scan->count &&
	       token_sign(&scan->tokens[token + 1], SIGN_LIST) &&
	       token_gap(scan, token, token + 1) == 0;
}

/* The classes of highest rank in [first, last), the nearest to the figure of
 * equal ones, with those joined to it. */
struct choice
window_choose(const struct window *window, size_t first, size_t last,
              uint64_t topics, bool backward)
{
	const struct figure_scan *scan = window->scan;
	struct choice choice = {.token = NONE, .first = NONE};
	size_t best = NONE;

	for (size_t n = first; n < last; n++) {
		size_t i = backward ? last - 1 - (n - first) : n;
		size_t class = token_class(scan, &scan->tokens[i], topics);

		if (class == NONE || window_list_follows(window, i))
			continue;
		if (scan->rules->classes[class].rank > choice.rank) {
			choice.rank = scan->rules->classes[class].rank;
			best = i;
		}
	}
	if (best == NONE)
		return choice;
	choice.token = choice.first = best;
	add_class(&choice, token_class(scan, &scan->tokens[best], topics));
	/* Those joined to it, either way; the noun counted may stand between. */
	for (size_t i = best; i-- > first;) {
		const struct token *its = &scan->tokens[i];
		size_t class = token_class(scan, its, topics);

		if (token_gap(scan, i, choice.first) > 0)
			break;
		if (class != NONE) {
			const struct token *between = its + 1;

			if (scan->rules->classes[class].rank != choice.rank ||
			    !token_sign(between, SIGN_JOIN))
				break;
			add_class(&choice, class);
			choice.first = i;
		} else if (!token_sign(its, SIGN_JOIN) &&
		           token_topics(scan, its, true) == 0) {
			break;
		}
	}
	for (size_t i = best + 1; !backward && i + 1 < last; i += 2) {
		size_t class = token_class(scan, &scan->tokens[i + 1], topics);

		if (class == NONE || !tokens_joined(scan, i - 1, i + 1) ||
		    scan->rules->classes[class].rank != choice.rank)
			break;
		add_class(&choice, class);
	}
	return choice;
}

/* --- parties --- */

bool
window_party(const struct window *window, size_t first, size_t last,
             uint64_t topics, struct figure *figure, size_t *token)
{
	const struct figure_scan *scan = window->scan;
	bool found = false;

	for (size_t i = last; i-- > first;) {
		size_t index = token_use(scan, &scan->tokens[i], WORD_PARTY);
		const struct figure_party *party;

		if (index == NONE)
			continue;
		party = &scan->rules->parties[index];
		if ((party->topics & topics) == 0 ||
		    (found && !tokens_joined(scan, i, *token)))
			break;
		for (size_t k = 0; k < party->places.count; k++) {
			if (party->places.items[k] < 64)
				figure->places[party->places.items[k]] = true;
		}
		figure->party = party->places.count > 0;
		figure->family = party->family;
		*token = i;
		found = true;
	}
	return found;
}
