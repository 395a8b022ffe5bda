/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef BASE_BUFFER_H
#define BASE_BUFFER_H

/*
 * A growing run of bytes. `data` is NUL-terminated once anything was added
 * (and may hold NUL bytes besides); an all-zero buffer is empty and valid.
 * The buffer owns `data` until buffer_take().
 */

#include <stdbool.h>
#include <stddef.h>

struct buffer {
	char *data;
	size_t length;   /* bytes, without the terminating NUL */
	size_t capacity; /* bytes */
};

/* Makes room for `extra` more bytes and the NUL behind them. */
void buffer_reserve(struct buffer *buffer, size_t extra);
void buffer_add(struct buffer *buffer, const void *bytes, size_t length);
void buffer_puts(struct buffer *buffer, const char *text);
void buffer_putc(struct buffer *buffer, char c);
/* `count` times the byte `c`. */
void buffer_fill(struct buffer *buffer, char c, size_t count);
void buffer_format(struct buffer *buffer, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* Replaces `removed` bytes at `at` by `length` bytes. */
void buffer_splice(struct buffer *buffer, size_t at, size_t removed,
                   const void *bytes, size_t length);
bool buffer_is_same(const struct buffer *one, const struct buffer *other);
/* What is in it, "" at the least; valid until the buffer changes. */
const char *buffer_text(const struct buffer *buffer)
	__attribute__((returns_nonnull));
/* Empties, keeping the room. */
void buffer_clear(struct buffer *buffer);
void buffer_free(struct buffer *buffer);
/* Hands over the text (never NULL; the caller frees it); the buffer is empty
 * afterwards. */
char *buffer_take(struct buffer *buffer) __attribute__((returns_nonnull));

#endif
