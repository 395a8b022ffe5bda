/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_PROMPT_H
#define TUI_PROMPT_H

/* One line asked for, with a text of its own that is no part of the report. */

#include "base/buffer.h"
#include "tui/input.h"
#include "tui/paint.h"

struct prompt {
	char *label; /* NULL: closed */
	struct buffer text;
	size_t caret; /* byte */
	size_t from;  /* first byte shown, as last drawn */
	bool offered; /* the text is only an offer: typing replaces it */
	int y, x;     /* of the caret, as last drawn */
};

enum prompt_reply {
	PROMPT_GOING,
	PROMPT_DONE,    /* Enter: the text is what was wanted */
	PROMPT_GIVEN_UP /* Esc */
};

/* Takes the label over; begins with `text`, the caret behind it: typing
 * replaces it, moving or deleting keeps what is there. */
void prompt_open(struct prompt *prompt, char *label, const char *text);
void prompt_close(struct prompt *prompt);
/* The label on the area's first line and the text on its last; side by side
 * on an area of one line. */
void prompt_draw(struct prompt *prompt, struct area area);
enum prompt_reply prompt_event(struct prompt *prompt,
                               const struct event *event);
/* What was typed; valid until the next event. */
const char *prompt_text(const struct prompt *prompt);

#endif
