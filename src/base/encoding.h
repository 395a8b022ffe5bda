/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef BASE_ENCODING_H
#define BASE_ENCODING_H

/* Texts for systems that do not read UTF-8 (iconv behind). */

#include <stdbool.h>

#include "base/buffer.h"

/*
 * Converts valid UTF-8 in place. False if the encoding is unknown here or
 * lacks a character; then the text is unchanged and `*why`, for the user and
 * owned by the caller, names the character, its line and what stands before
 * it.
 */
bool encoding_convert(struct buffer *text, const char *encoding, char **why);

#endif
