/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_EXTERNAL_H
#define TUI_EXTERNAL_H

/* A text edited in a program of the user's own: $VISUAL, $EDITOR, else nano or
 * vi. */

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

/*
 * Lends the terminal to that program, with the text in a file that only the
 * user can read, and waits for its end. True with what the file has then:
 * UTF-8, line breaks as \n and none behind the last line, without control characters.
 * Else `*why` (for the user; the caller frees it) says why the text stays as
 * it was.
 */
bool external_edit(const char *text, size_t length, struct buffer *edited,
                   char **why);

/* The same for the text the caret is in, as one step of undo. */
struct screen;
void external_open(struct screen *screen);

#endif
