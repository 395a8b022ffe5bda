/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/page.h"

#include "base/language.h"
#include "base/memory.h"

char *
page_only_in_text(enum action action)
{
	switch (action) {
	case ACTION_SELECT_LEFT:
	case ACTION_SELECT_RIGHT:
	case ACTION_SELECT_UP:
	case ACTION_SELECT_DOWN:
	case ACTION_SELECT_HOME:
	case ACTION_SELECT_END:
	case ACTION_MARK:
	case ACTION_CUT:
	case ACTION_PASTE:
	case ACTION_EDITOR:
	case ACTION_POINT:
		return xstrdup(_("only in a text, not in a table"));
	default:
		return NULL;
	}
}

char *
page_only_in_tables(enum action action)
{
	switch (action) {
	case ACTION_TAKE:
	case ACTION_LAST_VALUE:
	case ACTION_FILL_ZEROS:
	case ACTION_ENTRY_PATH:
		return xstrdup(_("only in a table, not in a text"));
	default:
		return NULL;
	}
}
