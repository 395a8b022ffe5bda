/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <string.h>

#include "base/memory.h"
#include "check/figures.h"

/* Characters that no word of the form covers, between a figure and the words
 * it belongs to: more, and something else may be counted. */
#define GAP_NOUN 14
#define GAP_CLASS 3
#define GAP_BEHIND 2
#define GAP_NIL 2
/* Tokens looked at on either side. */
#define REACH 60

/* The tokens around a figure that may speak of it: [first, at) before it and
 * (at, last) behind. */
struct window {
	const struct figure_scan *scan;
	const struct figure_talk *talk;
	size_t first;
	size_t at;
	size_t last;
};

/* Classes chosen, with the token each was named by. */
struct choice {
	size_t classes[FIGURE_CLASSES];
	size_t count;
	size_t token; /* nearest to the figure */
	size_t first; /* of its group */
	size_t rank;
	bool adjacent;
};

static bool
is_boundary(const struct token *token)
{
	return token->kind == TOKEN_CLAUSE || token->kind == TOKEN_STOP ||
	       token->kind == TOKEN_NUMBER;
}

/* --- windows --- */

/* Whether the bracket closed at `at` holds no quantity: it may be passed. */
static bool
plain_bracket(const struct figure_scan *scan, size_t open, size_t close)
{
	if (close - open > REACH)
		return false;
	for (size_t i = open + 1; i < close; i++) {
		if (scan->tokens[i].kind == TOKEN_NUMBER)
			return false;
	}
	return true;
}

static size_t
window_first(const struct figure_scan *scan, size_t at)
{
	size_t first = at;

	while (first > 0 && at - first < REACH) {
		const struct token *token = &scan->tokens[first - 1];

		if (is_boundary(token) || token->kind == TOKEN_OPEN)
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

static size_t
window_last(const struct figure_scan *scan, size_t at)
{
	size_t last = at + 1;

	while (last < scan->count && last - at < REACH) {
		const struct token *token = &scan->tokens[last];

		if (is_boundary(token) || token->kind == TOKEN_CLOSE ||
		    token->kind == TOKEN_OPEN)
			break;
		last++;
	}
	return last;
}

/* --- topics --- */

static uint64_t
topic_bits(const struct figure_scan *scan, const struct token *token,
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

/* Whether tokens `one` and `other` stand side by side, joined by and. */
static bool
joined(const struct figure_scan *scan, size_t one, size_t other)
{
	return other == one + 2 && token_gap(scan, one, other) == 0 &&
	       token_sign(&scan->tokens[one + 1], SIGN_JOIN);
}

uint64_t
figure_topics(const struct figure_scan *scan)
{
	uint64_t bits = 0;

	for (size_t i = 0; i < scan->count; i++) {
		uint64_t its = topic_bits(scan, &scan->tokens[i], true);

		bits = its != 0 ? its : bits;
	}
	return bits;
}

/* The topic named last before the figure, joined ones together; `*token` is
 * where, `*foreign` if another matter comes behind it. */
static uint64_t
topic_before(const struct window *window, size_t *token, bool *foreign)
{
	const struct figure_scan *scan = window->scan;
	uint64_t bits = 0;

	*foreign = false;
	for (size_t i = window->at; i-- > window->first;) {
		const struct token *its = &scan->tokens[i];
		uint64_t found = topic_bits(scan, its, true);

		if (found == 0) {
			if (bits == 0 && token_sign(its, SIGN_FOREIGN))
				*foreign = true;
			continue;
		}
		if (bits != 0 && !joined(scan, i, *token))
			break;
		if (bits == 0 || topic_bits(scan, its, false) != 0)
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
static size_t
class_of(const struct figure_scan *scan, const struct token *token,
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

static bool
list_follows(const struct window *window, size_t token)
{
	const struct figure_scan *scan = window->scan;

	return token + 1 < scan->count &&
	       token_sign(&scan->tokens[token + 1], SIGN_LIST) &&
	       token_gap(scan, token, token + 1) == 0;
}

/* The classes of highest rank in [first, last), the nearest to the figure of
 * equal ones, with those joined to it. */
static struct choice
choose(const struct window *window, size_t first, size_t last, uint64_t topics,
       bool backward)
{
	const struct figure_scan *scan = window->scan;
	struct choice choice = {.token = NONE, .first = NONE};
	size_t best = NONE;

	for (size_t n = first; n < last; n++) {
		size_t i = backward ? last - 1 - (n - first) : n;
		size_t class = class_of(scan, &scan->tokens[i], topics);

		if (class == NONE || list_follows(window, i))
			continue;
		if (scan->rules->classes[class].rank > choice.rank) {
			choice.rank = scan->rules->classes[class].rank;
			best = i;
		}
	}
	if (best == NONE)
		return choice;
	choice.token = choice.first = best;
	add_class(&choice, class_of(scan, &scan->tokens[best], topics));
	/* Those joined to it, either way; the noun counted may stand between. */
	for (size_t i = best; i-- > first;) {
		const struct token *its = &scan->tokens[i];
		size_t class = class_of(scan, its, topics);

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
		           topic_bits(scan, its, true) == 0) {
			break;
		}
	}
	for (size_t i = best + 1; !backward && i + 1 < last; i += 2) {
		size_t class = class_of(scan, &scan->tokens[i + 1], topics);

		if (class == NONE || !joined(scan, i - 1, i + 1) ||
		    scan->rules->classes[class].rank != choice.rank)
			break;
		add_class(&choice, class);
	}
	return choice;
}

/* --- parties --- */

static bool
take_party(const struct window *window, size_t first, size_t last,
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
		    (found && !joined(scan, i, *token)))
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

/* --- what narrows --- */

/* A reason before the class that is not the class's own: 因档案移交不予公开. */
static bool
narrowed(const struct window *window, const struct choice *choice)
{
	const struct figure_scan *scan = window->scan;

	for (size_t i = window->at; i-- > window->first;) {
		if (!token_sign(&scan->tokens[i], SIGN_REASON))
			continue;
		if (i + 1 < window->at && token_gap(scan, i, i + 1) == 0 &&
		    (topic_bits(scan, &scan->tokens[i + 1], true) != 0 ||
		     token_use(scan, &scan->tokens[i + 1], WORD_PARTY) != NONE))
			continue;
		if (choice->token == NONE || i > choice->token)
			return true;
		for (size_t k = i + 1; k < choice->token; k++) {
			if (token_sign(&scan->tokens[k], SIGN_LIST))
				return false;
		}
		return token_gap(scan, i, choice->first) > 0;
	}
	return false;
}

static bool
differs(const struct window *window)
{
	const struct figure_scan *scan = window->scan;

	for (size_t i = window->at; i-- > window->first;) {
		const struct token *its = &scan->tokens[i];

		if (token_sign(its, SIGN_DIFFERENCE))
			return token_gap(scan, i, window->at) <= GAP_BEHIND;
		if (!token_sign(its, SIGN_FILLER))
			return false;
	}
	return false;
}

/* Another matter is named right behind the figure: 12件信访件. */
static bool
foreign_behind(const struct window *window)
{
	const struct figure_scan *scan = window->scan;

	for (size_t i = window->at + 1; i < window->last; i++) {
		const struct token *its = &scan->tokens[i];

		if (token_gap(scan, window->at, i) > 0)
			return false;
		if (token_sign(its, SIGN_FOREIGN))
			return true;
		if (!token_sign(its, SIGN_FILLER))
			return false;
	}
	return false;
}

/* --- the decision --- */

/* The topic, of those the class words before the figure ask for, that was
 * named last in this paragraph. */
static uint64_t
recalled_topic(const struct window *window)
{
	const struct figure_scan *scan = window->scan;
	const struct figure_rules *rules = scan->rules;
	uint64_t wanted = 0, found = 0;
	size_t last = 0;

	for (size_t i = window->first; i < window->last; i++) {
		const struct token *its = &scan->tokens[i];

		if (its->kind != TOKEN_WORD || i == window->at)
			continue;
		for (size_t use = its->use; use != NONE;
		     use = rules->uses[use].next) {
			const struct word_use *one = &rules->uses[use];

			if (one->role == WORD_CLASS &&
			    rules->classes[one->index].rank > 1)
				wanted |= rules->classes[one->index].topics;
		}
	}
	if ((wanted & window->talk->topics) != 0)
		return window->talk->topics;
	for (size_t i = 0; i < rules->topic_count; i++) {
		if ((wanted >> i & 1) != 0 && window->talk->seen[i] > last) {
			last = window->talk->seen[i];
			found = (uint64_t)1 << i;
		}
	}
	if (found == 0)
		found = wanted & window->talk->heading;
	return found;
}

static bool
unit_counts(const struct figure_scan *scan, const struct figure *figure)
{
	const struct token *token = &scan->tokens[figure->token];
	uint64_t units = 0;

	if (token->unit == NONE)
		return figure->nil;
	if (figure->class_count > 0)
		units = scan->rules->classes[figure->classes[0]].units;
	for (size_t i = 0; units == 0 && i < scan->rules->topic_count; i++) {
		if ((figure->topics >> i & 1) != 0)
			units = scan->rules->topics[i].units;
	}
	return (units >> token->unit & 1) != 0;
}

/* Other classes of the same clause, by which the figure may be right too. */
static void
take_others(const struct window *window, struct figure *figure)
{
	const struct figure_scan *scan = window->scan;

	for (size_t i = window->first; i < window->last; i++) {
		size_t class = class_of(scan, &scan->tokens[i], figure->topics);
		bool taken = class == NONE || list_follows(window, i);

		for (size_t k = 0; k < figure->class_count; k++)
			taken = taken || figure->classes[k] == class;
		if (!taken && scan->rules->classes[class].reading_count > 0 &&
		    figure->other_count < FIGURE_CLASSES)
			figure->others[figure->other_count++] = class;
	}
}

/* The outcome in brackets right behind: 1件（结果纠正）. */
static void
take_brackets(const struct window *window, struct figure *figure)
{
	const struct figure_scan *scan = window->scan;
	const struct token *open = &scan->tokens[window->last];
	struct choice choice;

	if (window->last >= scan->count || open->kind != TOKEN_OPEN ||
	    open->match == NONE ||
	    !plain_bracket(scan, window->last, open->match))
		return;
	choice = choose(window, window->last + 1, open->match, figure->topics,
	                false);
	if (choice.count == 1 && choice.rank > 1 &&
	    token_gap(scan, window->last, open->match) <= GAP_BEHIND &&
	    !token_sign(&scan->tokens[window->last + 1], SIGN_OPEN)) {
		figure->classes[0] = choice.classes[0];
		figure->class_count = 1;
		figure->state = FIGURE_STATED;
	} else if (choice.count > 0) {
		figure->state = FIGURE_VAGUE;
	}
}

static void
settle_class(const struct window *window, struct figure *figure,
             const struct choice *choice, bool behind)
{
	const struct figure_scan *scan = window->scan;
	const struct figure_class *class =
		&scan->rules->classes[choice->classes[0]];
	size_t gap = behind ? token_gap(scan, window->at, choice->token)
	                    : token_gap(scan, choice->token, window->at);
	bool noun = false;

	memcpy(figure->classes, choice->classes, sizeof(figure->classes));
	figure->class_count = choice->count;
	figure->words_start = scan->tokens[choice->first].start;
	if (figure->family == NONE)
		figure->family = class->family;
	figure->state = FIGURE_STATED;
	if (class->reading_count == 0 && class->topics != 0 &&
	    class->units == 0)
		figure->state = FIGURE_ASIDE;
	for (size_t i = window->first; i < window->last; i++)
		noun = noun || topic_bits(scan, &scan->tokens[i], false) != 0 ||
		       token_use(scan, &scan->tokens[i], WORD_PARTY) != NONE;
	if (choice->rank <= 1 ? (gap > 0 && !noun) || gap > GAP_NOUN
	                      : gap > (noun ? GAP_NOUN : GAP_CLASS))
		figure->state = FIGURE_VAGUE;
	if (!behind && narrowed(window, choice))
		figure->state = FIGURE_VAGUE;
}

/* Only the noun counted stands by the figure: its usual class is meant. */
static void
settle_noun(const struct window *window, struct figure *figure, bool party,
            size_t word)
{
	const struct figure_scan *scan = window->scan;
	size_t stated = NONE, gap;

	for (size_t i = 0; i < scan->rules->topic_count; i++) {
		if ((figure->topics >> i & 1) != 0 && stated == NONE)
			stated = scan->rules->topics[i].stated;
	}
	if (stated == NONE || word == NONE)
		return;
	gap = word < window->at ? token_gap(scan, word, window->at)
	                        : token_gap(scan, window->at, word);
	figure->classes[0] = stated;
	figure->class_count = 1;
	figure->words_start = scan->tokens[word].start;
	figure->state = gap > (party ? GAP_CLASS : GAP_BEHIND) ? FIGURE_VAGUE
	                                                       : FIGURE_STATED;
	if (narrowed(window, &(struct choice){.token = NONE}))
		figure->state = FIGURE_VAGUE;
	if (figure->family == NONE)
		figure->family = scan->rules->classes[stated].family;
}

/* The noun counted, nearest to the figure, in its window; or NONE. */
static size_t
noun_token(const struct window *window, size_t first, size_t last,
           bool backward)
{
	for (size_t n = first; n < last; n++) {
		size_t i = backward ? last - 1 - (n - first) : n;

		if (topic_bits(window->scan, &window->scan->tokens[i], false) !=
		    0)
			return i;
	}
	return NONE;
}

static void
decide(const struct window *window, struct figure *figure)
{
	const struct figure_scan *scan = window->scan;
	const struct figure_talk *talk = window->talk;
	size_t named = NONE, noun = NONE, party = NONE;
	bool foreign, behind = false;
	struct choice before, after;

	figure->topics = topic_before(window, &named, &foreign);
	if (foreign || foreign_behind(window)) {
		figure->state = FIGURE_ASIDE;
		return;
	}
	if (named != NONE)
		noun = noun_token(window, window->first, window->at, true);
	if (figure->topics == 0) {
		size_t last =
			noun_token(window, window->at + 1, window->last, true);

		noun = last;
		if (last != NONE)
			figure->topics =
				topic_bits(scan, &scan->tokens[last], false);
	}
	if (figure->topics == 0) {
		uint64_t recalled = recalled_topic(window);

		if (talk->foreign && (recalled == 0 || talk->foreign_now)) {
			figure->state = FIGURE_ASIDE;
			return;
		}
		figure->topics = talk->topics;
		if (recalled != 0 && (talk->topics & recalled) == 0)
			figure->topics = recalled;
	}
	before =
		choose(window, window->first, window->at, figure->topics, true);
	if (before.count == 0 && named != NONE) {
		uint64_t recalled = recalled_topic(window);

		if (recalled != 0 && (recalled & figure->topics) == 0) {
			struct choice again =
				choose(window, window->first, window->at,
			               recalled, true);

			if (again.count > 0) {
				before = again;
				figure->topics = recalled;
			}
		}
	}
	after = choose(window, window->at + 1, window->last, figure->topics,
	               false);
	if (after.count > 0 &&
	    token_gap(scan, window->at, after.token) <= GAP_BEHIND &&
	    (before.count == 0 || after.rank > before.rank) &&
	    !token_sign(&scan->tokens[window->at + 1], SIGN_JOIN))
		behind = true;
	else if (before.count == 0 && after.count > 0 && named == NONE &&
	         !token_sign(&scan->tokens[window->at + 1], SIGN_JOIN))
		behind = true;
	take_party(window, window->first, window->at, figure->topics, figure,
	           &party);
	if (party == NONE && before.count == 0 && !behind)
		take_party(window, window->at + 1, window->last, figure->topics,
		           figure, &party);
	if (behind)
		settle_class(window, figure, &after, true);
	else if (before.count > 0)
		settle_class(window, figure, &before, false);
	else
		settle_noun(window, figure, party != NONE,
		            party != NONE ? party : noun);
	if (party != NONE && scan->tokens[party].start < figure->words_start)
		figure->words_start = scan->tokens[party].start;
	take_brackets(window, figure);
	take_others(window, figure);
}

/* --- 分别 --- */

/* Classes named before, paired one by one with the figures that follow. */
static bool
pair_up(const struct window *window, struct figure *figure)
{
	const struct figure_scan *scan = window->scan;
	const struct figure_talk *talk = window->talk;
	size_t number = 0, at = window->at, found = 0, first;
	size_t classes[FIGURE_CLASSES], tokens[FIGURE_CLASSES], parties[8];

	/* Back over the figures of the list to the word. */
	while (at > 0 && window->at - at < REACH) {
		const struct token *its = &scan->tokens[--at];

		if (token_sign(its, SIGN_PAIRS))
			break;
		if (its->kind == TOKEN_NUMBER)
			number++;
		else if (its->kind != TOKEN_CLAUSE &&
		         !token_sign(its, SIGN_JOIN) &&
		         !token_sign(its, SIGN_FILLER))
			return false;
	}
	if (!token_sign(&scan->tokens[at], SIGN_PAIRS))
		return false;
	first = window_first(scan, at);
	if (first > 1 && at - first < 1 &&
	    scan->tokens[first - 1].kind == TOKEN_CLAUSE)
		first = window_first(scan, first - 1);
	figure->topics = talk->topics;
	for (size_t i = first; i < at && found < FIGURE_CLASSES; i++) {
		const struct token *its = &scan->tokens[i];
		size_t class = class_of(scan, its, talk->topics);
		size_t party = token_use(scan, its, WORD_PARTY);
		uint64_t topic = topic_bits(scan, its, false);

		if (class == NONE && party == NONE && topic == 0)
			continue;
		if (found > 0 && !joined(scan, tokens[found - 1], i))
			found = 0;
		parties[found] = party;
		classes[found] = class;
		tokens[found++] = i;
	}
	if (number >= found || found < 2)
		return false;
	figure->state = FIGURE_STATED;
	figure->listed = true;
	figure->words_start = scan->tokens[tokens[number]].start;
	if (parties[number] != NONE) {
		size_t token = tokens[number];

		take_party(window, token, token + 1, talk->topics, figure,
		           &token);
	} else if (classes[number] == NONE) {
		figure->topics =
			topic_bits(scan, &scan->tokens[tokens[number]], false);
	}
	figure->class_count = 1;
	figure->classes[0] = classes[number];
	for (size_t i = 0;
	     classes[number] == NONE && i < scan->rules->topic_count; i++) {
		if ((figure->topics >> i & 1) != 0)
			figure->classes[0] = scan->rules->topics[i].stated;
	}
	if (figure->classes[0] == NONE) {
		figure->class_count = 0;
		figure->state = FIGURE_VAGUE;
	} else if (figure->family == NONE) {
		figure->family =
			scan->rules->classes[figure->classes[0]].family;
	}
	return true;
}

/* --- figures --- */

static struct figure *
add_figure(struct figure_talk *talk, const struct figure *figure)
{
	talk->figures = grow(talk->figures, &talk->capacity, talk->count + 1,
	                     sizeof(*talk->figures));
	talk->figures[talk->count] = *figure;
	return &talk->figures[talk->count++];
}

/* The clause before holds only the classes: 予以公开、部分公开的，共189件. */
static size_t
wider_first(const struct figure_scan *scan, size_t first, size_t at)
{
	size_t wider;

	for (size_t i = first; i < at; i++) {
		const struct token *its = &scan->tokens[i];

		if (!token_sign(its, SIGN_FILLER) && !token_sign(its, SIGN_SUM))
			return first;
	}
	if (first < 2 || scan->tokens[first - 1].kind != TOKEN_CLAUSE)
		return first;
	if (at > first && token_gap(scan, first, at) > 0)
		return first;
	wider = window_first(scan, first - 1);
	return wider > 0 && scan->tokens[wider - 1].kind == TOKEN_NUMBER
	               ? first
	               : wider;
}

/* 废止12件，失效5件: the table counts them together. */
static bool
add_to_former(const struct figure_scan *scan, struct figure_talk *talk,
              const struct figure *figure)
{
	size_t with = NONE;

	if (figure->class_count == 1 && !figure->scoped)
		with = scan->rules->classes[figure->classes[0]].with;
	for (size_t i = talk->count;
	     with != NONE && i-- > talk->sentence && talk->count - i < 8;) {
		struct figure *former = &talk->figures[i];

		if (former->class_count == 1 && former->classes[0] == with &&
		    former->topics == figure->topics && !former->scoped) {
			amount_add(&former->extra,
			           token_value(scan,
			                       &scan->tokens[figure->token]));
			return true;
		}
	}
	return false;
}

static void
take_number(struct figure_scan *scan, struct figure_talk *talk, size_t at)
{
	const struct token *token = &scan->tokens[at];
	struct figure figure = {
		.token = at,
		.family = NONE,
		.words_start = token->start,
	};
	struct window window = {
		.scan = scan,
		.talk = talk,
		.first = window_first(scan, at),
		.at = at,
		.last = window_last(scan, at),
	};

	if (token->unit == NONE) { /* a per cent */
		add_figure(talk, &figure);
		return;
	}
	if (!pair_up(&window, &figure)) {
		window.first = wider_first(scan, window.first, at);
		decide(&window, &figure);
	}
	figure.past = talk->past || talk->past_clause;
	figure.apart = token->rough || differs(&window);
	figure.scoped = figure.past || talk->other_body || figure.apart;
	if (talk->narrow && figure.state == FIGURE_STATED)
		figure.state = FIGURE_VAGUE;
	if (figure.state >= FIGURE_VAGUE && !unit_counts(scan, &figure))
		figure.state = FIGURE_ASIDE;
	if (!add_to_former(scan, talk, &figure))
		add_figure(talk, &figure);
}

/* That none was closed is said in no such way: 无逾期答复 is another thing. */
static bool
may_be_none(const struct figure_scan *scan, size_t class)
{
	const struct figure_rules *rules = scan->rules;

	if (rules->classes[class].rank > 1)
		return true;
	for (size_t i = 0; i < rules->topic_count; i++) {
		if (rules->topics[i].stated == class)
			return true;
	}
	return rules->classes[class].units != 0;
}

/* A word that says none: the figure 0 for each class its clause names. */
static void
take_nil(struct figure_scan *scan, struct figure_talk *talk, size_t at)
{
	size_t last = window_last(scan, at), first = window_first(scan, at);
	uint64_t named = talk->topics;
	bool noun = false;
	size_t count = talk->count;

	if (last < scan->count && scan->tokens[last].kind == TOKEN_NUMBER)
		return;
	if (talk->past || talk->past_clause || talk->other_body ||
	    talk->foreign || last == at + 1)
		return;
	for (size_t i = first; i < last; i++) {
		const struct token *its = &scan->tokens[i];
		size_t class = class_of(scan, its, named);

		if (class != NONE && i > at &&
		    scan->rules->classes[class].units == 0 &&
		    scan->rules->classes[class].reading_count == 0)
			return;
		if (token_sign(its, SIGN_FOREIGN) ||
		    token_sign(its, SIGN_PAST) ||
		    (i != at && token_sign(its, SIGN_NIL)))
			return;
	}
	if (token_gap(scan, at, last < scan->count ? last : last - 1) > GAP_NIL)
		return;
	for (size_t i = at + 1; i < last; i++) {
		const struct token *its = &scan->tokens[i];
		uint64_t topics = topic_bits(scan, its, true);
		size_t class =
			class_of(scan, its, topics != 0 ? topics : named);
		struct figure figure = {
			.token = at,
			.state = FIGURE_STATED,
			.family = NONE,
			.nil = true,
			.words_start = scan->tokens[at].start,
		};

		if (topics != 0)
			named = topics;
		figure.topics = named;
		noun = topic_bits(scan, its, false) != 0;
		if (class == NONE && noun) {
			for (size_t k = 0; k < scan->rules->topic_count; k++) {
				if ((topics >> k & 1) != 0)
					class = scan->rules->topics[k].stated;
			}
		}
		if (class == NONE || !may_be_none(scan, class))
			continue;
		/* 收到…申请 and 行政复议案件 name one thing twice. */
		if (talk->count > count &&
		    talk->figures[talk->count - 1].topics == figure.topics &&
		    talk->figures[talk->count - 1].classes[0] == class)
			continue;
		figure.classes[figure.class_count++] = class;
		add_figure(talk, &figure);
	}
}

/* None of what the sentence counted is of the class: 均已审结. */
static void
take_none_left(struct figure_scan *scan, struct figure_talk *talk, size_t at)
{
	uint64_t done = 0;

	for (size_t use = scan->tokens[at].use; use != NONE;
	     use = scan->rules->uses[use].next) {
		const struct word_use *its = &scan->rules->uses[use];
		const struct figure_class *class;
		struct figure figure = {
			.token = at,
			.state = FIGURE_STATED,
			.family = NONE,
			.nil = true,
			.words_start = scan->tokens[at].start,
			.class_count = 1,
		};

		if (its->role != WORD_NONE_LEFT)
			continue;
		class = &scan->rules->classes[its->index];
		figure.classes[0] = its->index;
		if (talk->past || talk->past_clause || talk->other_body)
			return;
		for (size_t i = at + 1; i < window_last(scan, at); i++)
			figure.topics |=
				topic_bits(scan, &scan->tokens[i], false) &
				class->topics;
		if (figure.topics == 0 && class->units != 0)
			figure.topics = talk->topics & class->topics;
		for (size_t i = figures_reached(talk->sentence, talk->count);
		     i < talk->count; i++) {
			const struct figure *stated = &talk->figures[i];

			if (stated->state == FIGURE_STATED && !stated->nil &&
			    !stated->scoped)
				figure.topics |= stated->topics & class->topics;
		}
		figure.topics &= ~done;
		done |= figure.topics;
		if (figure.topics != 0)
			add_figure(talk, &figure);
	}
}

static void
take_time(const struct figure_scan *scan, struct figure_talk *talk, size_t at)
{
	const struct token *token = &scan->tokens[at];
	const struct token *next = at + 1 < scan->count ? token + 1 : NULL;
	bool compared = false;

	if (token->kind == TOKEN_YEAR && !token->rough && scan->year != 0 &&
	    token->numeral.value == scan->year * AMOUNT_ONE) {
		talk->past = talk->past_clause = false;
		return;
	}
	/* A month with its day is a date. */
	if (token->kind == TOKEN_OTHER &&
	    (!token_sign(token, SIGN_PAST) ||
	     (next != NULL && next->kind == TOKEN_OTHER &&
	      token_sign(next, SIGN_DATE) && next->start == token->end)))
		return;
	for (size_t i = at; i-- > 0 && at - i < 4;) {
		const struct token *its = &scan->tokens[i];

		if (is_boundary(its))
			break;
		if (token_sign(its, SIGN_COMPARED))
			compared = true;
	}
	if (compared)
		talk->past_clause = true;
	else
		talk->past = true;
}

/* Whose figures follow. */
static void
take_body(const struct figure_scan *scan, struct figure_talk *talk, size_t at)
{
	const struct token *token = &scan->tokens[at];
	size_t area = token_use(scan, token, WORD_AREA);

	for (size_t i = at; i-- > 0 && at - i < 4;) {
		const struct token *its = &scan->tokens[i];

		if (is_boundary(its))
			break;
		if (token_sign(its, SIGN_OBJECT))
			return;
	}
	talk->other_body = !token_sign(token, SIGN_OWN) &&
	                   (area == NONE || area != scan->area);
}

static void
take_word(struct figure_scan *scan, struct figure_talk *talk, size_t at)
{
	const struct token *token = &scan->tokens[at];
	uint64_t topics = topic_bits(scan, token, true);

	/* A mere mention does not lead back from another matter. */
	if (talk->foreign_now && topic_bits(scan, token, false) == 0)
		topics = 0;
	if (topics != 0) {
		talk->topics =
			at >= 2 && joined(scan, at - 2, at) &&
					topic_bits(scan, token - 2, true) != 0
				? talk->topics | topics
				: topics;
		if (at > 0 && token_sign(token - 1, SIGN_FOREIGN) &&
		    token_gap(scan, at - 1, at) == 0)
			talk->narrow = true;
		talk->foreign = talk->foreign_now = false;
		for (size_t i = 0; i < scan->rules->topic_count; i++) {
			if ((topics >> i & 1) != 0)
				talk->seen[i] = at + 1;
		}
	} else if (token_sign(token, SIGN_FOREIGN)) {
		talk->foreign = talk->foreign_now = true;
	}
	if (token_sign(token, SIGN_OPEN) && !talk->inner) {
		talk->inner = true;
		talk->outer = talk->topics;
	}
	if (token_sign(token, SIGN_SINCE))
		talk->since = true;
	if (token_sign(token, SIGN_CUMULATED) && talk->since)
		talk->past = true;
	if (token_sign(token, SIGN_PRESENT))
		talk->past = talk->past_clause = false;
	if (token_sign(token, SIGN_PAST))
		take_time(scan, talk, at);
	if (token_sign(token, SIGN_OWN) || token_sign(token, SIGN_PART) ||
	    token_sign(token, SIGN_ORGAN) ||
	    token_use(scan, token, WORD_AREA) != NONE)
		take_body(scan, talk, at);
	if (token_sign(token, SIGN_NIL))
		take_nil(scan, talk, at);
	if (token_use(scan, token, WORD_NONE_LEFT) != NONE)
		take_none_left(scan, talk, at);
}

void
figure_talk_token(struct figure_scan *scan, struct figure_talk *talk, size_t at)
{
	const struct token *token = &scan->tokens[at];

	switch (token->kind) {
	case TOKEN_WORD:
		take_word(scan, talk, at);
		break;
	case TOKEN_NUMBER:
		take_number(scan, talk, at);
		break;
	case TOKEN_YEAR:
	case TOKEN_OTHER:
		take_time(scan, talk, at);
		break;
	case TOKEN_STOP:
		if (!token->half)
			talk->past = talk->since = false;
		if (talk->inner)
			talk->topics = talk->outer;
		talk->inner = talk->foreign_now = talk->narrow = false;
		talk->sentence = talk->count;
		talk->stop = at + 1;
		talk->past_clause = false;
		break;
	case TOKEN_CLAUSE:
		talk->past_clause = false;
		break;
	case TOKEN_OPEN:
	case TOKEN_CLOSE:
		break;
	}
}
