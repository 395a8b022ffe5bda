/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "check/cover.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* More at once than this are guesswork. */
#define CHOSEN_MOST 8
/* A search this long has too many answers to be of use. */
#define STEPS_MOST 4000

struct search {
	const struct cover *cover;
	bool *met; /* per goal */
	size_t chosen[CHOSEN_MOST];
	size_t depth;
	size_t weight;
	size_t best;      /* the least weight found so far */
	size_t solutions; /* that have it */
	size_t *votes;
	size_t steps;
};

static bool
meets(const struct search *search, size_t goal, size_t means)
{
	return search->cover->meets[goal * search->cover->means + means];
}

static void
take_solution(struct search *search)
{
	if (search->weight < search->best) {
		search->best = search->weight;
		search->solutions = 0;
		memset(search->votes, 0,
		       search->cover->means * sizeof *search->votes);
	}
	search->solutions++;
	for (size_t i = 0; i < search->depth; i++)
		search->votes[search->chosen[i]]++;
}

/* Whether none of what it meets is met already. */
static bool
is_free(const struct search *search, size_t means)
{
	for (size_t i = 0; i < search->cover->goals; i++)
		if (search->met[i] && meets(search, i, means))
			return false;
	return true;
}

static void
mark(struct search *search, size_t means, bool met)
{
	for (size_t i = 0; i < search->cover->goals; i++)
		if (meets(search, i, means))
			search->met[i] = met;
}

/* Tries every way to meet the first goal that is left, then what remains. */
static void
search_on(struct search *search)
{
	const struct cover *cover = search->cover;
	size_t goal = 0;

	while (goal < cover->goals && search->met[goal])
		goal++;
	if (goal == cover->goals) {
		take_solution(search);
		return;
	}
	for (size_t i = 0; i < cover->means; i++) {
		if (!meets(search, goal, i) || search->depth == CHOSEN_MOST ||
		    search->weight + cover->weights[i] > search->best ||
		    !is_free(search, i))
			continue;
		if (++search->steps > STEPS_MOST)
			return;
		mark(search, i, true);
		search->chosen[search->depth++] = i;
		search->weight += cover->weights[i];
		search_on(search);
		search->weight -= cover->weights[i];
		search->depth--;
		mark(search, i, false);
	}
}

size_t
cover_lightest(const struct cover *cover, size_t *votes)
{
	struct search search = {
		.cover = cover,
		.met = xcalloc(cover->goals + 1, sizeof(bool)),
		.best = SIZE_MAX,
		.votes = votes,
	};

	search_on(&search);
	free(search.met);
	if (search.steps <= STEPS_MOST)
		return search.solutions;
	memset(votes, 0, cover->means * sizeof *votes);
	return 0;
}
