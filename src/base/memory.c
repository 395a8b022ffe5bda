/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "base/memory.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/language.h"

#define FIRST_CAPACITY 8
#define FIRST_BLOCK ((size_t)4096)
#define LARGEST_BLOCK ((size_t)64 * 1024)
/* Files are at most 16 MiB: a size near this is an arithmetic mistake. */
#define SIZE_LIMIT (SIZE_MAX / 4)

struct block {
	struct block *next;
	size_t used; /* bytes */
	size_t size; /* bytes */
	_Alignas(max_align_t) unsigned char bytes[];
};

/* The newest block stands first; only that one still has room worth using. */
struct arena {
	struct block *blocks;
	size_t next_size;
};

/* The process ends only once, so its hook is the process's. */
static void (*restore_hook)(void);

void
memory_on_exhausted(void (*restore)(void))
{
	restore_hook = restore;
}

static _Noreturn void
exhausted(void)
{
	void (*restore)(void) = restore_hook;

	/* The hook may itself want memory: it gets one attempt. */
	restore_hook = NULL;
	if (restore != NULL)
		restore();
	fputs("nianbao: ", stderr);
	fputs(_("there is no memory left"), stderr);
	fputc('\n', stderr);
	exit(2);
}

void *
xmalloc(size_t size)
{
	void *bytes = malloc(size > 0 ? size : 1);

	if (bytes == NULL)
		exhausted();
	return bytes;
}

void *
xcalloc(size_t count, size_t size)
{
	void *bytes =
		count > 0 && size > 0 ? calloc(count, size) : calloc(1, 1);

	if (bytes == NULL)
		exhausted();
	return bytes;
}

void *
xreallocarray(void *old, size_t count, size_t size)
{
	void *bytes;

	if (size > 0 && count > SIZE_LIMIT / size)
		exhausted();
	bytes = realloc(old, count > 0 && size > 0 ? count * size : 1);
	if (bytes == NULL)
		exhausted();
	return bytes;
}

char *
xstrdup(const char *text)
{
	return xstrndup(text, strlen(text));
}

char *
xstrndup(const char *text, size_t length)
{
	char *copy;

	if (length > SIZE_LIMIT)
		exhausted();
	copy = xmalloc(length + 1);
	if (length > 0)
		memcpy(copy, text, length);
	copy[length] = '\0';
	return copy;
}

/* The length of the formatted text; vsnprintf fails only for want of memory
 * or for a text no one could hold. */
static size_t
formatted_length(const char *format, va_list arguments)
{
	int length = vsnprintf(NULL, 0, format, arguments);

	if (length < 0)
		exhausted();
	return (size_t)length;
}

char *
xvformat(const char *format, va_list arguments)
{
	va_list again;
	size_t length;
	char *text;

	va_copy(again, arguments);
	length = formatted_length(format, again);
	va_end(again);
	text = xmalloc(length + 1);
	vsnprintf(text, length + 1, format, arguments);
	return text;
}

char *
xformat(const char *format, ...)
{
	va_list arguments;
	char *text;

	va_start(arguments, format);
	text = xvformat(format, arguments);
	va_end(arguments);
	return text;
}

void *
grow(void *items, size_t *capacity, size_t needed, size_t size)
{
	size_t wanted, known;

	if (items != NULL && needed <= *capacity)
		return items;
	wanted = *capacity > 0 ? *capacity : FIRST_CAPACITY;
	while (wanted < needed) {
		if (wanted > SIZE_LIMIT / 2)
			exhausted();
		wanted *= 2;
	}
	known = items != NULL ? *capacity : 0;
	items = xreallocarray(items, wanted, size);
	memset((char *)items + known * size, 0, (wanted - known) * size);
	*capacity = wanted;
	return items;
}

struct arena *
arena_new(void)
{
	struct arena *arena = xcalloc(1, sizeof(*arena));

	arena->next_size = FIRST_BLOCK;
	return arena;
}

void
arena_free(struct arena *arena)
{
	struct block *block;

	if (arena == NULL)
		return;
	while ((block = arena->blocks) != NULL) {
		arena->blocks = block->next;
		free(block);
	}
	free(arena);
}

static struct block *
add_block(struct arena *arena, size_t size)
{
	bool own = size > arena->next_size / 4;
	struct block *block;

	if (!own)
		size = arena->next_size;
	block = xcalloc(1, sizeof(*block) + size);
	block->size = size;
	if (own && arena->blocks != NULL) {
		/* A large piece fills its block; the first keeps its room. */
		block->next = arena->blocks->next;
		arena->blocks->next = block;
		return block;
	}
	block->next = arena->blocks;
	arena->blocks = block;
	if (arena->next_size < LARGEST_BLOCK)
		arena->next_size *= 2;
	return block;
}

void *
arena_alloc(struct arena *arena, size_t size)
{
	const size_t unit = _Alignof(max_align_t);
	struct block *block = arena->blocks;
	void *bytes;

	if (size > SIZE_LIMIT)
		exhausted();
	/* Never two pieces at one address, not even empty ones. */
	size = size > 0 ? (size + unit - 1) / unit * unit : unit;
	if (block == NULL || block->size - block->used < size)
		block = add_block(arena, size);
	bytes = block->bytes + block->used;
	block->used += size;
	return bytes;
}

void *
arena_array(struct arena *arena, size_t count, size_t size)
{
	if (size > 0 && count > SIZE_LIMIT / size)
		exhausted();
	return arena_alloc(arena, count * size);
}

char *
arena_strndup(struct arena *arena, const char *text, size_t length)
{
	char *copy;

	if (length > SIZE_LIMIT)
		exhausted();
	copy = arena_alloc(arena, length + 1);
	if (length > 0)
		memcpy(copy, text, length);
	return copy;
}

char *
arena_format(struct arena *arena, const char *format, ...)
{
	va_list arguments;
	size_t length;
	char *text;

	va_start(arguments, format);
	length = formatted_length(format, arguments);
	va_end(arguments);
	text = arena_alloc(arena, length + 1);
	va_start(arguments, format);
	vsnprintf(text, length + 1, format, arguments);
	va_end(arguments);
	return text;
}

bool
arena_next_block(const struct arena *arena, struct arena_block *block)
{
	const struct block *last = block->place;
	const struct block *next = last != NULL ? last->next : arena->blocks;

	if (next == NULL)
		return false;
	*block = (struct arena_block){next->bytes, next->used, next};
	return true;
}
