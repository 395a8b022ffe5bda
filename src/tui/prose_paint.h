/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_PROSE_PAINT_H
#define TUI_PROSE_PAINT_H

#include "tui/editor.h"
#include "tui/paint.h"

/*
 * A line of an editor: what is selected, its live figures, and what findings
 * are about are marked, each in a way of its own without colour too; the rest
 * in `style`.
 */
void prose_paint_line(const struct editor *editor,
                      const struct editor_line *line, enum style style, int y,
                      int x);

#endif
