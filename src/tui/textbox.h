/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_TEXTBOX_H
#define TUI_TEXTBOX_H

/* A layer that shows a text in a box: the help, what was found. */

#include "tui/layer.h"

/* Takes both texts over. */
struct layer *textbox_new(char *title, char *text);

#endif
