/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/scroll.h"

void
scroll_to(struct scroll *scroll, long top)
{
	long most = (long)scroll->lines - scroll->height;

	if (top > most)
		top = most;
	scroll->top = top < 0 ? 0 : (size_t)top;
}

void
scroll_act(struct scroll *scroll, enum action action)
{
	long top = (long)scroll->top;

	switch (action) {
	case ACTION_UP:
		scroll_to(scroll, top - 1);
		break;
	case ACTION_DOWN:
		scroll_to(scroll, top + 1);
		break;
	case ACTION_PAGE_UP:
		scroll_to(scroll, top - scroll->height + 1);
		break;
	case ACTION_PAGE_DOWN:
		scroll_to(scroll, top + scroll->height - 1);
		break;
	case ACTION_HOME:
	case ACTION_TOP:
		scroll_to(scroll, 0);
		break;
	case ACTION_END:
	case ACTION_BOTTOM:
		scroll_to(scroll, (long)scroll->lines);
		break;
	default:
		break;
	}
}
