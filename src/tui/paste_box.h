/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_PASTE_BOX_H
#define TUI_PASTE_BOX_H

/* A block pasted into a table: what goes where is shown before it does. */

#include "base/buffer.h"

struct screen;

/* Shows what of the text goes where in the table that the caret is in; Enter
 * puts it in, as one step of undo. */
void paste_box_open(struct screen *screen, const struct buffer *text);

#endif
