/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef BASE_JSON_H
#define BASE_JSON_H

/*
 * Building and reading JSON values (jansson behind). A value added to another
 * belongs to that one, and so does what is read out of one; json_value_free()
 * frees the outermost.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/buffer.h"

struct json_value;

struct json_value *json_new_object(void) __attribute__((returns_nonnull));
struct json_value *json_new_list(void) __attribute__((returns_nonnull));
struct json_value *json_new_string(const char *text)
	__attribute__((returns_nonnull));
struct json_value *json_new_integer(int64_t integer)
	__attribute__((returns_nonnull));
struct json_value *json_new_null(void) __attribute__((returns_nonnull));
struct json_value *json_new_bool(bool truth) __attribute__((returns_nonnull));
void json_value_free(struct json_value *value);

/* Keys keep the order in which they were set. */
void json_set(struct json_value *object, const char *key,
              struct json_value *value);
void json_append(struct json_value *list, struct json_value *value);

/* Writes the value on one line (no line break at the end); false if writing
 * failed. */
bool json_write(const struct json_value *value, FILE *out);
/* Adds the value on many lines, for people too; no line break at the end. */
void json_add(const struct json_value *value, struct buffer *out);
/* Adds the value on one line, as json_write() does. */
void json_add_line(const struct json_value *value, struct buffer *out);

/* The object or list that the text is; NULL if it is none, has a key twice or
 * a NUL character in a string. */
struct json_value *json_read(const char *text, size_t length);
/* The value of a key; NULL if there is none or this is no object. */
const struct json_value *json_member(const struct json_value *object,
                                     const char *key);
/* The items of a list; none of anything else. */
size_t json_count(const struct json_value *list);
const struct json_value *json_item(const struct json_value *list, size_t index);
/* NULL and false for what is no string, no integer; `value` may be NULL. */
const char *json_as_text(const struct json_value *value);
bool json_as_integer(const struct json_value *value, int64_t *integer);

#endif
