/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_EXPLAIN_H
#define TUI_EXPLAIN_H

/*
 * F4 on a finding: asks for the reason why it is right as it is, and once a
 * session for the clerk's name; an old sentence is confirmed without a reason
 * being asked for. Each is one edit of the report.
 */

#include "tui/prompt.h"
#include "tui/session.h"

struct explain {
	struct session *session;
	struct prompt prompt;
	size_t finding; /* while it is open */
	char *reason;   /* given; then the name is being asked for */
	char *by;       /* NULL: not asked yet */
};

/*
 * Begins with that finding (NONE: there is none at the caret). The answer is
 * what is to be said, or NULL; the caller frees it.
 */
char *explain_begin(struct explain *explain, size_t finding);
bool explain_is_open(const struct explain *explain);
/* As above. */
char *explain_event(struct explain *explain, const struct event *event);
void explain_draw(struct explain *explain, struct area area);
void explain_cursor(const struct explain *explain, int *y, int *x);
void explain_free(struct explain *explain);

#endif
