/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "base/json.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"

/*
 * struct json_value is never defined: such a pointer is jansson's own, which
 * is nobody's business but this file's.
 */
static struct json_value *
outer(json_t *json)
{
	/* With our allocation behind it, jansson gives NULL only for an
	 * invalid argument, which the functions below never pass. */
	if (json == NULL)
		abort();
	return (struct json_value *)json;
}

static json_t *
inner(struct json_value *value)
{
	return (json_t *)value;
}

/* Idempotent; every value begins with one of the functions that call it. */
static void
use_our_memory(void)
{
	json_set_alloc_funcs(xmalloc, free);
}

struct json_value *
json_new_object(void)
{
	use_our_memory();
	return outer(json_object());
}

struct json_value *
json_new_list(void)
{
	use_our_memory();
	return outer(json_array());
}

struct json_value *
json_new_string(const char *text)
{
	size_t length = strlen(text);
	size_t valid = text_check(text, length);
	struct buffer repaired = {0};
	struct json_value *value;

	use_our_memory();
	if (valid == length)
		return outer(json_stringn_nocheck(text, length));
	/* A file's name may be any bytes, JSON may not. */
	while (valid < length) {
		buffer_add(&repaired, text, valid);
		buffer_puts(&repaired, "\xEF\xBF\xBD");
		text += valid + 1;
		length -= valid + 1;
		valid = text_check(text, length);
	}
	buffer_add(&repaired, text, length);
	value = outer(json_stringn_nocheck(repaired.data, repaired.length));
	buffer_free(&repaired);
	return value;
}

struct json_value *
json_new_integer(int64_t integer)
{
	use_our_memory();
	return outer(json_integer(integer));
}

struct json_value *
json_new_null(void)
{
	return outer(json_null());
}

struct json_value *
json_new_bool(bool truth)
{
	return outer(json_boolean(truth));
}

void
json_value_free(struct json_value *value)
{
	json_decref(inner(value));
}

void
json_set(struct json_value *object, const char *key, struct json_value *value)
{
	json_object_set_new_nocheck(inner(object), key, inner(value));
}

void
json_append(struct json_value *list, struct json_value *value)
{
	json_array_append_new(inner(list), inner(value));
}

static int
collect(const char *bytes, size_t size, void *buffer)
{
	buffer_add(buffer, bytes, size);
	return 0;
}

/* JSON allows DEL, C1 controls, bidi controls and line separators in strings
 * as they are; a terminal should not get them. */
static bool
needs_escape(char32_t character)
{
	return (character >= 0x7F && character <= 0x9F) ||
	       character == 0x061C || character == 0x200E ||
	       character == 0x200F ||
	       (character >= 0x2028 && character <= 0x202E) ||
	       (character >= 0x2066 && character <= 0x206F);
}

/* Adds the value as jansson dumps it with these flags, made safe. */
static bool
dump(const struct json_value *value, size_t flags, struct buffer *safe)
{
	struct buffer plain = {0};
	bool dumped = json_dump_callback((const json_t *)value, collect, &plain,
	                                 flags | JSON_ENCODE_ANY) == 0;

	for (size_t at = 0; dumped && at < plain.length;) {
		char32_t character;
		size_t bytes = text_decode(plain.data + at, plain.length - at,
		                           &character);

		/* Outside strings there is only ASCII: \u always lands in one. */
		if (needs_escape(character))
			buffer_format(safe, "\\u%04X", (unsigned)character);
		else
			buffer_add(safe, plain.data + at, bytes);
		at += bytes;
	}
	buffer_free(&plain);
	return dumped;
}

bool
json_write(const struct json_value *value, FILE *out)
{
	struct buffer text = {0};
	bool written = dump(value, 0, &text) &&
	               fwrite(text.data, 1, text.length, out) == text.length;

	buffer_free(&text);
	return written;
}

void
json_add(const struct json_value *value, struct buffer *out)
{
	/* With our memory it can only fail on a value in itself. */
	if (!dump(value, JSON_INDENT(2), out))
		abort();
}

void
json_add_line(const struct json_value *value, struct buffer *out)
{
	if (!dump(value, 0, out))
		abort();
}

/* --- reading --- */

static const json_t *
inner_const(const struct json_value *value)
{
	return (const json_t *)value;
}

struct json_value *
json_read(const char *text, size_t length)
{
	use_our_memory();
	return (struct json_value *)json_loadb(text, length,
	                                       JSON_REJECT_DUPLICATES, NULL);
}

const struct json_value *
json_member(const struct json_value *object, const char *key)
{
	return (const struct json_value *)json_object_get(inner_const(object),
	                                                  key);
}

size_t
json_count(const struct json_value *list)
{
	return json_array_size(inner_const(list));
}

const struct json_value *
json_item(const struct json_value *list, size_t index)
{
	return (const struct json_value *)json_array_get(inner_const(list),
	                                                 index);
}

const char *
json_as_text(const struct json_value *value)
{
	return json_string_value(inner_const(value));
}

bool
json_as_integer(const struct json_value *value, int64_t *integer)
{
	if (!json_is_integer(inner_const(value)))
		return false;
	*integer = json_integer_value(inner_const(value));
	return true;
}
