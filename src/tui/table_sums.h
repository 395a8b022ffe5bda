/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_TABLE_SUMS_H
#define TUI_TABLE_SUMS_H

/*
 * The relations of a table as short texts beside and below it: ✓ where one
 * holds, else left side minus right side; … where blank cells are left out.
 * Knows no curses.
 */

#include "tui/session.h"
#include "tui/table_view.h"

enum sum_state {
	SUM_HOLDS,
	SUM_DIFFERS,
	SUM_UNFINISHED, /* cells are blank */
	SUM_UNKNOWN     /* a value is no figure */
};

/* Room for any difference with sign and mark. */
#define SUM_TEXT (AMOUNT_TEXT + 8)

struct sum_mark {
	enum sum_state state;
	char text[SUM_TEXT];
};

/* How an instance of a relation stands. */
struct sum_mark sum_mark_of(const struct session *session,
                            const struct relation *relation,
                            const struct instance *instance);
/* The worst of a row's relations; false if it has none. */
bool sum_mark_of_row(const struct session *session, size_t section, size_t row,
                     struct sum_mark *mark);

/* A relation that takes a line of its own below the table, its instances
 * below the columns that hold their first operands. */
#define SUM_FOOTERS 8
struct sum_footers {
	const struct relation *relations[SUM_FOOTERS];
	size_t count;
};
/* Those that are worth a line, the most telling first. */
struct sum_footers sum_footers_of(const struct session *session,
                                  const struct table_view *view);
/* What stands at the left of that line; the caller frees it. */
char *sum_footer_label(const struct form *form,
                       const struct relation *relation);

#endif
