/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef CHECK_LINK_H
#define CHECK_LINK_H

/* Figures typed in prose as live figures. */

#include "report/carry.h"

/*
 * Of the figures in the report's prose, those that state values of its tables
 * and equal them: `by` is the live figure that prints the same. Those that
 * could as well state something else, or are written so that no live figure
 * prints them, are left, with `why`; all others are not mentioned. Live
 * figures stay as they are.
 */
void link_figures(const struct report *report, struct rewrites *rewrites);

#endif
