/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/offer.h"

#include <curses.h>

#include "tui/canvas.h"
#include "tui/popup.h"

static void
draw(struct popup *popup)
{
	canvas_begin();
	curs_set(0);
	popup_draw(popup);
	canvas_end();
	wnoutrefresh(stdscr);
	terminal_flush();
}

/* False once it is answered. */
static bool
handle(struct popup *popup, const struct event *event,
       enum offer_answer *answer)
{
	if (event->kind == EVENT_END) {
		*answer = OFFER_LOST;
		return false;
	}
	if (event->kind != EVENT_ACTION)
		return true;
	switch (event->action) {
	case ACTION_ENTER:
		*answer = OFFER_TAKEN;
		return false;
	case ACTION_ESCAPE:
		*answer = OFFER_LEFT;
		return false;
	case ACTION_QUIT:
		*answer = OFFER_QUIT;
		return false;
	case ACTION_REDRAW:
		terminal_repaint();
		return true;
	case ACTION_HELP: /* would close it */
		return true;
	default:
		popup_event(popup, event);
		return true;
	}
}

int
offer_columns(void)
{
	return popup_columns();
}

enum offer_answer
offer_ask(char *title, char *text, const char *hint)
{
	struct popup popup = {.text = NULL};
	enum offer_answer answer = OFFER_LOST;
	struct event event;
	bool open = true;

	popup_open(&popup, title, text);
	popup.hint = hint;
	while (open) {
		draw(&popup);
		do {
			input_next(&event);
			open = handle(&popup, &event, &answer);
			buffer_free(&event.paste);
		} while (open && input_waiting());
	}
	popup_close(&popup);
	return answer;
}
