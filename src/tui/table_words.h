/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_TABLE_WORDS_H
#define TUI_TABLE_WORDS_H

/* What is said about a cell. All texts are the caller's to free. Knows no
 * curses. */

#include "tui/session.h"

/* Its official names, beside · above, in so many columns: outer labels of the heads are left out first,
 * then those of the row, and at last the row's own label is cut. */
char *cell_name(const struct form *form, size_t cell, size_t columns);
/* Last year's value, and the value due where another one or none stands. */
char *cell_aside(const struct session *session, size_t cell);
/* Name, what counts here, unit, relations, last year's value. */
char *cell_help(const struct session *session, size_t cell);
/* Whether a relation says what this cell is: a total, what is carried in. */
bool cell_is_computed(const struct session *session, size_t cell);
/*
 * The value that is due, for `=`: NULL if none can be put in. `*message` says
 * what was done or why not.
 */
char *cell_take(const struct session *session, size_t cell, char **message);
/* The same for F3: last year's value. */
char *cell_take_last(const struct session *session, size_t cell,
                     char **message);

#endif
