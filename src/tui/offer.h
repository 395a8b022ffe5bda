/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_OFFER_H
#define TUI_OFFER_H

/* Before a report is edited: a text, and whether to take what it tells of. */

enum offer_answer {
	OFFER_TAKEN,
	OFFER_LEFT,
	OFFER_QUIT, /* neither: the clerk goes back to where he came from */
	OFFER_LOST  /* the terminal was, or a signal asks to end */
};

/* Columns that a text has, on the screen as it is now. */
int offer_columns(void);
/* Shows the text until it is answered; `hint` names the keys: Enter takes, Esc
 * leaves, Ctrl+Q quits. Takes title and text over. */
enum offer_answer offer_ask(char *title, char *text, const char *hint);

#endif
