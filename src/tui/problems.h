/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_PROBLEMS_H
#define TUI_PROBLEMS_H

/* The list of all that was found (F6), and of what still stands between the
 * report and its final form. */

struct screen;

void problems_open(struct screen *screen);
void problems_open_final(struct screen *screen);

#endif
