/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef BASE_YAML_SOURCE_H
#define BASE_YAML_SOURCE_H

/*
 * The bytes of a YAML file before anything is known of its structure: which
 * characters it may hold, and its lines.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/message.h"

/*
 * Refuses what cannot be a report or form whatever its YAML: UTF-16, invalid
 * UTF-8, control characters, the line separators at which YAML breaks lines
 * and editors do not, directives. `bytes` come without the BOM. False with one
 * problem added.
 */
bool yaml_check_source(const char *bytes, size_t size,
                       struct problems *problems);

/* The place of byte `at`; what stands before it must be valid UTF-8. */
struct mark yaml_mark_at(const char *bytes, size_t size, size_t at);

/* The offset of the first line break (\n, \r\n, \r) from `at` on, or
 * `size`. */
size_t yaml_line_end(const char *bytes, size_t size, size_t at);
/* The offset behind the line break at `at`; `size` at the end. */
size_t yaml_next_line(const char *bytes, size_t size, size_t at);

/* Where another document or its directives begin behind the end of one at
 * `at`, as far as a line "..." or % shows it; otherwise `size`. */
size_t yaml_next_document(const char *bytes, size_t size, size_t at);

#endif
