/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_COMMANDS_H
#define TUI_COMMANDS_H

/* The list of all actions by name (Ctrl+K). */

struct screen;

void commands_open(struct screen *screen);

#endif
