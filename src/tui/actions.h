/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_ACTIONS_H
#define TUI_ACTIONS_H

/* What the actions do that are the same on every page. One table: an action
 * that is not in it goes to the page. */

#include "tui/screen.h"

struct action_work {
	enum action action;
	void (*run)(struct screen *screen);
	/* Why it can do nothing now, for the user (caller frees); NULL: it
	 * can. The member itself NULL: it always can. */
	char *(*why_not)(const struct screen *screen);
};

/* NULL: the action is the page's. */
const struct action_work *action_work(enum action action);

#endif
