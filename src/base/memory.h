/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

/*
 * Allocation that never returns NULL: without memory the program ends here,
 * with a message, after the hook below has put the terminal right.
 * What these return is freed with free(), except what an arena holds.
 */

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

void *xmalloc(size_t size)
	__attribute__((malloc, returns_nonnull, warn_unused_result));
void *xcalloc(size_t count, size_t size)
	__attribute__((malloc, returns_nonnull, warn_unused_result));
/* Room for `count` elements of `size` bytes; ends the program on overflow. */
void *xreallocarray(void *old, size_t count, size_t size)
	__attribute__((returns_nonnull, warn_unused_result));
char *xstrdup(const char *text)
	__attribute__((malloc, returns_nonnull, warn_unused_result));
/* A NUL-terminated copy of `length` bytes (which may hold NUL bytes). */
char *xstrndup(const char *text, size_t length)
	__attribute__((malloc, returns_nonnull, warn_unused_result));
char *xformat(const char *format, ...)
	__attribute__((format(printf, 1, 2), malloc, returns_nonnull));

char *xvformat(const char *format, va_list arguments)
	__attribute__((format(printf, 1, 0), malloc, returns_nonnull));

/*
 * Makes room for at least `needed` elements in a growing array and returns it
 * (moved, perhaps). `*capacity` is in elements and at least doubles; new
 * elements are zero.
 */
void *grow(void *items, size_t *capacity, size_t needed, size_t size)
	__attribute__((returns_nonnull, warn_unused_result));

/* Called once before the program ends for want of memory; may be NULL. */
void memory_on_exhausted(void (*restore)(void));

/*
 * An arena owns everything allocated from it and frees it at once. Form
 * definitions and parsed YAML live in one each.
 */
struct arena;

struct arena *arena_new(void) __attribute__((returns_nonnull));
void arena_free(struct arena *arena);
/* Zeroed, aligned for any type. */
void *arena_alloc(struct arena *arena, size_t size)
	__attribute__((returns_nonnull));
void *arena_array(struct arena *arena, size_t count, size_t size)
	__attribute__((returns_nonnull));
char *arena_strndup(struct arena *arena, const char *text, size_t length)
	__attribute__((returns_nonnull));
char *arena_format(struct arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3), returns_nonnull));

/* The pieces of memory an arena consists of, always in the same order: from
 * {0} on, the next one each time, as long as it is true. */
struct arena_block {
	const unsigned char *bytes;
	size_t used; /* bytes; a multiple of the alignment */
	const void *place;
};
bool arena_next_block(const struct arena *arena, struct arena_block *block);

#endif
