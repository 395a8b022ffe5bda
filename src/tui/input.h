/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_INPUT_H
#define TUI_INPUT_H

/*
 * What the clerk did: keys by their bytes, characters, pasted text. Escape
 * sequences nobody knows are read to their end and dropped.
 */

#include <stdbool.h>
#include <uchar.h>

#include "base/buffer.h"
#include "tui/keys.h"

enum event_kind {
	EVENT_NONE, /* nothing that means anything */
	EVENT_ACTION,
	EVENT_CHARACTER, /* printable, of any script */
	EVENT_PASTE,     /* `paste`, UTF-8, line breaks as \n */
	EVENT_RESIZE,
	EVENT_END /* the terminal is gone, or a signal asks to end */
};

struct event {
	enum event_kind kind;
	enum action action;
	char32_t character;
	struct buffer paste; /* owned by the event; free after use */
};

/* Makes the byte forms of all keys known to curses; after terminal_start(). */
void input_start(void);
/* Waits for the next event. */
void input_next(struct event *event);
/* Whether more input is waiting already. */
bool input_waiting(void);

#endif
