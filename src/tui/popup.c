/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/popup.h"

#include <curses.h>
#include <stdlib.h>

#include "base/language.h"

#define WIDTH_MOST 84

void
popup_open(struct popup *popup, char *title, char *text)
{
	popup_close(popup);
	popup->title = title;
	popup->text = text;
}

void
popup_close(struct popup *popup)
{
	free(popup->title);
	free(popup->text);
	*popup = (struct popup){0};
}

static int
outside_columns(void)
{
	return COLS - 4 < WIDTH_MOST ? COLS - 4 : WIDTH_MOST;
}

int
popup_columns(void)
{
	return outside_columns() - 4;
}

void
popup_draw(struct popup *popup)
{
	int width = outside_columns();
	struct area box = {1, (COLS - width) / 2, LINES - 3, width};
	struct area inside = {box.y + 1, box.x + 2, box.height - 2,
	                      box.width - 4};
	struct area nothing = {0, 0, 0, inside.width};

	popup->scroll.height = inside.height;
	popup->scroll.lines =
		paint_wrapped(nothing, STYLE_PLAIN, popup->text, 0);
	if (popup->scroll.lines < (size_t)inside.height)
		box.height = (int)popup->scroll.lines + 2;
	paint_box(box, popup->title);
	paint_wrapped(inside, STYLE_PLAIN, popup->text, popup->scroll.top);
	paint_centre(box.y + box.height, box.x, box.width, STYLE_DIM,
	             popup->hint ? popup->hint
	             : popup->scroll.lines > (size_t)inside.height
	                     ? _("↑ ↓ PgUp PgDn scroll, Esc closes")
	                     : _("Esc closes"));
}

void
popup_event(struct popup *popup, const struct event *event)
{
	if (event->kind != EVENT_ACTION)
		return;
	switch (event->action) {
	case ACTION_ESCAPE:
	case ACTION_HELP:
	case ACTION_ENTER:
		popup_close(popup);
		break;
	default:
		scroll_act(&popup->scroll, event->action);
		break;
	}
}
