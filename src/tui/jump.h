/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_JUMP_H
#define TUI_JUMP_H

/* The list of all places to go to (Ctrl+G): sections by their numbers, rows by
 * their names, cells by their paths. */

struct screen;

void jump_open(struct screen *screen);

#endif
