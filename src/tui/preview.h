/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_PREVIEW_H
#define TUI_PREVIEW_H

/* A layer over the whole screen with the report as it is printed: what `render
 * -t text` writes. */

#include "tui/screen.h"

/* Begins at the place the caret is at. Says why, where it cannot be shown. */
void preview_open(struct screen *screen);

#endif
