/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef CHECK_COVER_H
#define CHECK_COVER_H

/* The exact cover of a few goals: means chosen so that each goal is met by one
 * of them and none by two. For check/suspect.c only. */

#include <stdbool.h>
#include <stddef.h>

struct cover {
	size_t goals;
	size_t means;
	const bool *meets;     /* goals × means */
	const size_t *weights; /* per means */
};

/*
 * How many ways of the least total weight there are; `votes` (one per means,
 * zeroed by the caller) gets in how many of them each one is. 0, and no votes,
 * if there is none, or too many to look through.
 */
size_t cover_lightest(const struct cover *cover, size_t *votes);

#endif
