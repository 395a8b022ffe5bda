/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "base/freeze.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

#define WORD sizeof(uintptr_t)

/* Where the byte at `address` comes to lie; false if the arena has none such. */
static bool
find_place(const struct arena *arena, uintptr_t address, size_t *place)
{
	size_t before = 0;
	struct arena_block block = {0};

	while (arena_next_block(arena, &block)) {
		uintptr_t start = (uintptr_t)block.bytes;

		if (address >= start && address - start < block.used) {
			*place = before + (size_t)(address - start);
			return true;
		}
		before += block.used;
	}
	return false;
}

static void
freeze_words(const struct arena *arena, uintptr_t *words, uint32_t *addresses,
             size_t *address_count)
{
	struct arena_block block = {0};
	size_t count = 0;

	*address_count = 0;
	while (arena_next_block(arena, &block)) {
		for (size_t at = 0; at < block.used; at += WORD) {
			size_t place;

			memcpy(&words[count], block.bytes + at, WORD);
			if (find_place(arena, words[count], &place)) {
				words[count] = place;
				addresses[(*address_count)++] = (uint32_t)count;
			}
			count++;
		}
	}
}

/* Something of the program, which lies elsewhere each time it runs. */
static bool
is_program(uintptr_t word)
{
	Dl_info info;

	return word != 0 && dladdr((const void *)word, &info) != 0;
}

static size_t
word_count(const struct arena *arena)
{
	struct arena_block block = {0};
	size_t bytes = 0;

	while (arena_next_block(arena, &block))
		bytes += block.used;
	return bytes / WORD;
}

/* The number of the first word that forbids it, or how many there are. */
static size_t
first_wrong(const struct frozen *frozen, const struct frozen *other)
{
	size_t next = 0;

	for (size_t i = 0; i < frozen->count; i++) {
		bool address = next < frozen->address_count &&
		               frozen->addresses[next] == i;
		bool others = next < other->address_count &&
		              other->addresses[next] == i;

		if (i >= other->count || address != others ||
		    frozen->words[i] != other->words[i] ||
		    (!address && is_program(frozen->words[i])))
			return i;
		next += address;
	}
	return frozen->count;
}

static struct frozen
frozen_from(const struct arena *arena)
{
	size_t count = word_count(arena);
	uintptr_t *words = xreallocarray(NULL, count, sizeof(*words));
	uint32_t *addresses = xreallocarray(NULL, count, sizeof(*addresses));
	struct frozen frozen = {.words = words, .count = count};

	frozen.addresses = addresses;
	freeze_words(arena, words, addresses, &frozen.address_count);
	return frozen;
}

bool
freeze(const struct arena *arena, const void *root, const struct arena *other,
       struct frozen *frozen, size_t *why)
{
	struct frozen second = frozen_from(other);
	size_t place = 0;

	*frozen = frozen_from(arena);
	find_place(arena, (uintptr_t)root, &place);
	frozen->root = place / WORD;
	*why = first_wrong(frozen, &second);
	free((void *)second.words);
	free((void *)second.addresses);
	if (*why == frozen->count && second.count == frozen->count)
		return true;
	free((void *)frozen->words);
	free((void *)frozen->addresses);
	return false;
}

void *
thaw(const struct frozen *frozen, struct arena *arena)
{
	uintptr_t *words = arena_array(arena, frozen->count, WORD);

	memcpy(words, frozen->words, frozen->count * WORD);
	for (size_t i = 0; i < frozen->address_count; i++)
		words[frozen->addresses[i]] += (uintptr_t)words;
	return words + frozen->root;
}
