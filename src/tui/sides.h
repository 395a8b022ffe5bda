/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_SIDES_H
#define TUI_SIDES_H

/* Which cells have a part in what was found, and on which side of it. Knows no
 * curses. */

#include "tui/session.h"

enum side { SIDE_NONE, SIDE_LEFT, SIDE_RIGHT };

/* The relation that failed, put on the row or column where it did; NULL if the
 * finding is of another kind. */
const struct instance *sides_of(const struct form *form,
                                const struct finding *finding,
                                const struct relation **relation);
/* The side that this year's cell is on. */
enum side side_of_cell(const struct instance *instance, size_t cell);
/* How it is told apart without colour: « stands on the left, » on the right. */
const char *side_mark(enum side side);

/* Its level and message in one line, and that it is settled if it is; the
 * caller frees it. */
char *finding_words(const struct finding *finding);

/*
 * All that is to be known of a finding: its message, the rule in the form's
 * words, every figure that has a part in it, which cell may be wrong, the
 * explanation. Lines of text; the caller frees it.
 */
char *finding_card(const struct session *session,
                   const struct finding *finding);

#endif
