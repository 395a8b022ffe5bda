/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef CHECK_FIGURE_WINDOW_H
#define CHECK_FIGURE_WINDOW_H

/* What stands around one figure. For the files that say what it states. */

#include "check/figures.h"

/* Characters that no word of the form covers, between a figure and a word
 * right behind it. */
#define GAP_BEHIND 2
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
};

/* --- figure_window.c --- */
/* A mark or another quantity: the clause goes no further. */
bool token_is_boundary(const struct token *token);
/* Whether the bracket closed at `close` holds no quantity. */
bool window_plain_bracket(const struct figure_scan *scan, size_t open,
                          size_t close);
/* The first token of the clause that may speak of token `at`; brackets are
 * passed. */
size_t window_first(const struct figure_scan *scan, size_t at);
/* The token behind the last one that may speak of token `at`. */
size_t window_last(const struct figure_scan *scan, size_t at);
/* The topics the word names, as bits; with mere mentions of them. */
uint64_t token_topics(const struct figure_scan *scan, const struct token *token,
                      bool mentions);
/* The class that is meant where only the noun of one of the topics is named, or
 * NONE. */
size_t topics_class(const struct figure_rules *rules, uint64_t topics);
/* Whether tokens `one` and `other` stand side by side, joined by and. */
bool tokens_joined(const struct figure_scan *scan, size_t one, size_t other);
/* The topic named last before the figure, joined ones together; `*token` is
 * where, `*foreign` if another matter comes behind it. */
uint64_t window_topic(const struct window *window, size_t *token,
                      bool *foreign);
/* The word's class under one of the topics, or NONE. */
size_t token_class(const struct figure_scan *scan, const struct token *token,
                   uint64_t topics);
/* Whether the list that ends at the token is open: 等. */
bool window_list_follows(const struct window *window, size_t token);
/* The classes of highest rank in [first, last), the nearest to the figure of
 * equal ones, with those joined to it. */
struct choice window_choose(const struct window *window, size_t first,
                            size_t last, uint64_t topics, bool backward);
/* Puts the parties named in [first, last) into the figure; `*token` is where.
 * False if there are none. */
bool window_party(const struct window *window, size_t first, size_t last,
                  uint64_t topics, struct figure *figure, size_t *token);

/* --- figure_decide.c --- */
/* Whether a difference is stated: 增加12件. */
bool window_differs(const struct window *window);
/* What the figure states, from its window and what was said before. */
void figure_decide(const struct window *window, struct figure *figure);
/* Classes named before, paired one by one with the figures behind 分别; false
 * if there is no such list. */
bool figure_pair(const struct window *window, struct figure *figure);

#endif
