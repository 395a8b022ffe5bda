/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <string.h>

#include "check/figure_window.h"

/* Characters that no word of the form covers, between a figure and the words
 * it belongs to: more, and something else may be counted. */
#define GAP_NOUN 14
#define GAP_CLASS 3

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
		    (token_topics(scan, &scan->tokens[i + 1], true) != 0 ||
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

bool
window_differs(const struct window *window)
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

/* Other classes of the same clause, by which the figure may be right too. */
static void
take_others(const struct window *window, struct figure *figure)
{
	const struct figure_scan *scan = window->scan;

	for (size_t i = window->first; i < window->last; i++) {
		size_t class =
			token_class(scan, &scan->tokens[i], figure->topics);
		bool taken = class == NONE || window_list_follows(window, i);

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
	    !window_plain_bracket(scan, window->last, open->match))
		return;
	choice = window_choose(window, window->last + 1, open->match,
	                       figure->topics, false);
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
		noun = noun ||
		       token_topics(scan, &scan->tokens[i], false) != 0 ||
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
	size_t stated = topics_class(scan->rules, figure->topics), gap;

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

		if (token_topics(window->scan, &window->scan->tokens[i],
		                 false) != 0)
			return i;
	}
	return NONE;
}

/* What the figure counts, from the words around it and, if they do not say,
 * from what was talked of before. `*named` is the word that names the topic
 * and `*noun` the noun counted, or NONE. False if it is something of no table. */
static bool
find_topic(const struct window *window, struct figure *figure, size_t *named,
           size_t *noun)
{
	const struct figure_scan *scan = window->scan;
	const struct figure_talk *talk = window->talk;
	uint64_t recalled;
	bool foreign;

	figure->topics = window_topic(window, named, &foreign);
	if (foreign || foreign_behind(window))
		return false;
	if (*named != NONE)
		*noun = noun_token(window, window->first, window->at, true);
	if (figure->topics != 0)
		return true;
	*noun = noun_token(window, window->at + 1, window->last, true);
	if (*noun != NONE)
		figure->topics =
			token_topics(scan, &scan->tokens[*noun], false);
	if (figure->topics != 0)
		return true;
	recalled = recalled_topic(window);
	if (talk->foreign && (recalled == 0 || talk->foreign_now))
		return false;
	figure->topics = talk->topics;
	if (recalled != 0 && (talk->topics & recalled) == 0)
		figure->topics = recalled;
	return true;
}

/* The class named before the figure. Where its topic is named but has no such
 * class, the class words' own topic is tried. */
static struct choice
choose_before(const struct window *window, struct figure *figure, size_t named)
{
	struct choice before = window_choose(window, window->first, window->at,
	                                     figure->topics, true);
	struct choice again;
	uint64_t recalled;

	if (before.count > 0 || named == NONE)
		return before;
	recalled = recalled_topic(window);
	if (recalled == 0 || (recalled & figure->topics) != 0)
		return before;
	again = window_choose(window, window->first, window->at, recalled,
	                      true);
	if (again.count == 0)
		return before;
	figure->topics = recalled;
	return again;
}

/* Whether the class named behind the figure is its own, not the one before. */
static bool
is_behind(const struct window *window, const struct choice *before,
          const struct choice *after, size_t named)
{
	const struct figure_scan *scan = window->scan;
	bool near;

	if (after->count == 0 ||
	    token_sign(&scan->tokens[window->at + 1], SIGN_JOIN))
		return false;
	near = token_gap(scan, window->at, after->token) <= GAP_BEHIND;
	return (near && after->rank > before->rank) ||
	       (before->count == 0 && (near || named == NONE));
}

void
figure_decide(const struct window *window, struct figure *figure)
{
	const struct figure_scan *scan = window->scan;
	size_t named = NONE, noun = NONE, party = NONE;
	struct choice before, after;
	bool behind;

	if (!find_topic(window, figure, &named, &noun)) {
		figure->state = FIGURE_ASIDE;
		return;
	}
	before = choose_before(window, figure, named);
	after = window_choose(window, window->at + 1, window->last,
	                      figure->topics, false);
	behind = is_behind(window, &before, &after, named);
	window_party(window, window->first, window->at, figure->topics, figure,
	             &party);
	if (party == NONE && before.count == 0 && !behind)
		window_party(window, window->at + 1, window->last,
		             figure->topics, figure, &party);
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

/* What is named before 分别: classes, nouns and parties side by side. */
struct named_list {
	size_t count;
	size_t tokens[FIGURE_CLASSES];
	size_t classes[FIGURE_CLASSES]; /* or NONE */
	size_t parties[FIGURE_CLASSES]; /* or NONE */
};

/* Back over the figures of the list, of which `*number` stand before this one,
 * to 分别; NONE if it is no such list. */
static size_t
pairs_token(const struct window *window, size_t *number)
{
	const struct figure_scan *scan = window->scan;

	*number = 0;
	for (size_t at = window->at; at > 0 && window->at - at < REACH;) {
		const struct token *its = &scan->tokens[--at];

		if (token_sign(its, SIGN_PAIRS))
			return at;
		if (its->kind == TOKEN_NUMBER)
			++*number;
		else if (its->kind != TOKEN_CLAUSE &&
		         !token_sign(its, SIGN_JOIN) &&
		         !token_sign(its, SIGN_FILLER))
			return NONE;
	}
	return NONE;
}

/* The list that ends at 分别, in its clause or in the one before. */
static void
read_named(const struct window *window, size_t at, struct named_list *list)
{
	const struct figure_scan *scan = window->scan;
	size_t first = window_first(scan, at);

	if (first > 1 && at - first < 1 &&
	    scan->tokens[first - 1].kind == TOKEN_CLAUSE)
		first = window_first(scan, first - 1);
	list->count = 0;
	for (size_t i = first; i < at && list->count < FIGURE_CLASSES; i++) {
		const struct token *its = &scan->tokens[i];
		size_t class = token_class(scan, its, window->talk->topics);
		size_t party = token_use(scan, its, WORD_PARTY);

		if (class == NONE && party == NONE &&
		    token_topics(scan, its, false) == 0)
			continue;
		if (list->count > 0 &&
		    !tokens_joined(scan, list->tokens[list->count - 1], i))
			list->count = 0;
		list->parties[list->count] = party;
		list->classes[list->count] = class;
		list->tokens[list->count++] = i;
	}
}

/* Classes named before, paired one by one with the figures that follow. */
bool
figure_pair(const struct window *window, struct figure *figure)
{
	const struct figure_scan *scan = window->scan;
	const struct figure_rules *rules = scan->rules;
	struct named_list list;
	size_t number, at = pairs_token(window, &number), token, class;

	if (at == NONE)
		return false;
	figure->topics = window->talk->topics;
	read_named(window, at, &list);
	if (number >= list.count || list.count < 2)
		return false;
	token = list.tokens[number];
	class = list.classes[number];
	figure->state = FIGURE_STATED;
	figure->listed = true;
	figure->words_start = scan->tokens[token].start;
	if (list.parties[number] != NONE) {
		size_t party = token;

		window_party(window, token, token + 1, figure->topics, figure,
		             &party);
	} else if (class == NONE) {
		figure->topics =
			token_topics(scan, &scan->tokens[token], false);
	}
	if (class == NONE)
		class = topics_class(rules, figure->topics);
	figure->classes[0] = class;
	if (class == NONE) {
		figure->state = FIGURE_VAGUE;
		return true;
	}
	figure->class_count = 1;
	if (figure->family == NONE)
		figure->family = rules->classes[class].family;
	return true;
}
