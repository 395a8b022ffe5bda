/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_QUESTION_H
#define TUI_QUESTION_H

/* A layer that asks what to do, and is answered with a key. Esc answers none
 * of it. */

#include <stddef.h>

#include "tui/layer.h"

struct answer {
	enum action action;
	void (*run)(struct screen *screen);
};

/* Takes the text over; it names the keys. The answers must outlive it. */
struct layer *question_new(char *text, const struct answer *answers,
                           size_t count);

#endif
