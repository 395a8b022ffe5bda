/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_POPUP_H
#define TUI_POPUP_H

/* A box over the page that shows a text: the help. */

#include "tui/input.h"
#include "tui/paint.h"
#include "tui/scroll.h"

struct popup {
	char *title;
	char *text; /* NULL: closed */
	struct scroll scroll;
	const char *hint; /* which keys do what; NULL: Esc closes it */
};

/* Opens it; takes both texts over. */
void popup_open(struct popup *popup, char *title, char *text);
void popup_close(struct popup *popup);
/* Columns of its inside, on the screen as it is now. */
int popup_columns(void);
/* Draws it over the middle of the screen. */
void popup_draw(struct popup *popup);
/* Scrolls or closes; an open popup takes every event. */
void popup_event(struct popup *popup, const struct event *event);

#endif
