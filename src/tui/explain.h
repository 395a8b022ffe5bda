/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_EXPLAIN_H
#define TUI_EXPLAIN_H

/*
 * F4 on a finding: asks for the reason why it is right as it is, and once a
 * session for the clerk's name; an old sentence is confirmed without a reason
 * being asked for. Each is one edit of the report.
 */

#include <stddef.h>

struct screen;

/* Begins with that finding (NONE: there is none at the caret). */
void explain_begin(struct screen *screen, size_t finding);

#endif
