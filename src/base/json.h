/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef BASE_JSON_H
#define BASE_JSON_H

/*
 * Building JSON values (jansson behind). A value added to another belongs to
 * that one; json_value_free() frees the outermost.
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

#endif
