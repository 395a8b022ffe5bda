/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

/* What was meant by a mistyped word. */

#include <stddef.h>

/* The candidate nearest to a mistyped word, or NULL if none is near. */
const char *nearest_word(const char *word, size_t length,
                         const char *const *candidates, size_t count);

#endif
