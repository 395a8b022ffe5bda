/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef BASE_FREEZE_H
#define BASE_FREEZE_H

/*
 * What an arena holds, made independent of where it lies: its bytes as words,
 * and which of these words are addresses within it. So what took long to make
 * can be kept as plain data, in the program itself, and be had again for the
 * price of a copy. Only for the program's own data: nothing of it is checked.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

struct frozen {
	const uintptr_t *words;
	size_t count;
	const uint32_t *addresses; /* those of the words that are addresses:
	                              bytes from the first word on */
	size_t address_count;
	size_t root; /* the word that all is reached from */
};

/*
 * Freezes two arenas in which the same was made. Every word that is an address
 * within its arena in one must be so in the other, and all other words must be
 * equal: then no number was taken for an address, and nothing lies elsewhere.
 * False if that does not hold, with in `*why` the number of the first word it
 * fails for. The caller frees words and addresses.
 */
bool freeze(const struct arena *arena, const void *root,
            const struct arena *other, struct frozen *frozen, size_t *why);
/* A copy of it in the arena; the root's address. */
void *thaw(const struct frozen *frozen, struct arena *arena);

#endif
