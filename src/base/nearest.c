/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "base/nearest.h"

#include <string.h>

/* Words longer than this are not compared: nobody mistypes them so. */
#define WORD_BYTES 64

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Insertions, deletions, replacements and swaps of neighbours that turn one
 * word into the other. */
static size_t
distance(const char *a, size_t a_length, const char *b, size_t b_length)
{
	size_t rows[3][WORD_BYTES + 1];
	size_t *before = rows[0], *last = rows[1], *row = rows[2];

	for (size_t j = 0; j <= b_length; j++)
		last[j] = before[j] = j;
	for (size_t i = 1; i <= a_length; i++) {
		size_t *oldest = before;

		row[0] = i;
		for (size_t j = 1; j <= b_length; j++) {
			size_t change = a[i - 1] == b[j - 1] ? 0 : 1;

			row[j] = least(last[j - 1] + change,
			               least(last[j], row[j - 1]) + 1);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1])
				row[j] = least(row[j], before[j - 2] + 1);
		}
		before = last;
		last = row;
		row = oldest;
	}
	return last[b_length];
}

const char *
nearest_word(const char *word, size_t length, const char *const *candidates,
             size_t count)
{
	const char *best = NULL;
	/* A third of the letters wrong is the most that still is a slip. */
	size_t best_distance = (length + 2) / 3 + 1;

	if (length == 0 || length > WORD_BYTES)
		return NULL;
	for (size_t i = 0; i < count; i++) {
		size_t candidate_length = strlen(candidates[i]);
		size_t found;

		if (candidate_length > WORD_BYTES)
			continue;
		found = distance(word, length, candidates[i], candidate_length);
		if (found < best_distance && found < candidate_length) {
			best_distance = found;
			best = candidates[i];
		}
	}
	return best;
}
