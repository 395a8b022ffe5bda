/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_SCROLL_H
#define TUI_SCROLL_H

/* Which lines of a text that is only read are in sight, and how keys move
 * them. */

#include <stddef.h>

#include "tui/keys.h"

struct scroll {
	size_t top; /* first line shown */
	size_t lines;
	int height; /* in sight, as last drawn */
};

/* As near to `top` as there are lines to fill the height. */
void scroll_to(struct scroll *scroll, long top);
/* Lines, screens, start and end; any other action does nothing. */
void scroll_act(struct scroll *scroll, enum action action);

#endif
