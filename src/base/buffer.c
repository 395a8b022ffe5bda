/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "base/buffer.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

void
buffer_reserve(struct buffer *buffer, size_t extra)
{
	if (buffer->capacity > buffer->length &&
	    extra < buffer->capacity - buffer->length)
		return;
	/* On overflow the sum asks for more than grow() will ever give. */
	size_t needed =
		extra < SIZE_MAX / 4 ? buffer->length + extra + 1 : SIZE_MAX;

	buffer->data = grow(buffer->data, &buffer->capacity, needed, 1);
}

void
buffer_add(struct buffer *buffer, const void *bytes, size_t length)
{
	buffer_reserve(buffer, length);
	if (length > 0)
		memcpy(buffer->data + buffer->length, bytes, length);
	buffer->length += length;
	buffer->data[buffer->length] = '\0';
}

void
buffer_puts(struct buffer *buffer, const char *text)
{
	buffer_add(buffer, text, strlen(text));
}

void
buffer_putc(struct buffer *buffer, char c)
{
	buffer_add(buffer, &c, 1);
}

void
buffer_fill(struct buffer *buffer, char c, size_t count)
{
	buffer_reserve(buffer, count);
	memset(buffer->data + buffer->length, c, count);
	buffer->length += count;
	buffer->data[buffer->length] = '\0';
}

void
buffer_format(struct buffer *buffer, const char *format, ...)
{
	va_list arguments;
	size_t room;
	int length;

	buffer_reserve(buffer, 0);
	room = buffer->capacity - buffer->length;
	va_start(arguments, format);
	length = vsnprintf(buffer->data + buffer->length, room, format,
	                   arguments);
	va_end(arguments);
	if (length >= 0 && (size_t)length >= room) {
		buffer_reserve(buffer, (size_t)length);
		room = buffer->capacity - buffer->length;
		va_start(arguments, format);
		length = vsnprintf(buffer->data + buffer->length, room, format,
		                   arguments);
		va_end(arguments);
	}
	/* It fails only on a text longer than INT_MAX: as with no memory. */
	if (length < 0)
		buffer_reserve(buffer, SIZE_MAX);
	buffer->length += (size_t)length;
}

void
buffer_splice(struct buffer *buffer, size_t at, size_t removed,
              const void *bytes, size_t length)
{
	size_t tail;

	if (at > buffer->length)
		at = buffer->length;
	if (removed > buffer->length - at)
		removed = buffer->length - at;
	tail = buffer->length - at - removed;
	buffer_reserve(buffer, length);
	memmove(buffer->data + at + length, buffer->data + at + removed, tail);
	if (length > 0)
		memcpy(buffer->data + at, bytes, length);
	buffer->length = at + length + tail;
	buffer->data[buffer->length] = '\0';
}

bool
buffer_is_same(const struct buffer *one, const struct buffer *other)
{
	return one->length == other->length &&
	       (one->length == 0 ||
	        memcmp(one->data, other->data, one->length) == 0);
}

void
buffer_clear(struct buffer *buffer)
{
	buffer->length = 0;
	if (buffer->data != NULL)
		buffer->data[0] = '\0';
}

void
buffer_free(struct buffer *buffer)
{
	free(buffer->data);
	*buffer = (struct buffer){0};
}

char *
buffer_take(struct buffer *buffer)
{
	char *text;

	buffer_reserve(buffer, 0);
	text = buffer->data;
	text[buffer->length] = '\0';
	*buffer = (struct buffer){0};
	return text;
}

const char *
buffer_text(const struct buffer *buffer)
{
	return buffer->length > 0 ? buffer->data : "";
}
