/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_ASK_H
#define TUI_ASK_H

/* A layer that asks for one line. Esc gives up. */

#include "tui/layer.h"

/*
 * What is done with the line, at Enter: NULL if it was taken, else why not
 * (freed by the asker), and the line is asked for again.
 */
typedef char *ask_answer(struct screen *screen, const char *text,
                         void *context);

/*
 * Takes the label over. It begins with `text`, which typing replaces and
 * moving keeps. `context` is handed to the answer; `drop` (may be NULL) frees
 * it at the end.
 */
struct layer *ask_new(char *label, const char *text, ask_answer *answer,
                      void *context, void (*drop)(void *context));

#endif
