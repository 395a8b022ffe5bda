/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/keys.h"

#include <assert.h>
#include <curses.h>

#define CTRL(letter) ((letter)&0x1f)

const struct key_binding key_bindings[] = {
	{.action = ACTION_HELP,
         .id = "help",
         .keys = "F1 Ctrl+_",
         .brief = N_("Help"),
         .rank = 1,
         .name = N_("help for this very place"),
         .codes = {KEY_F(1), 0x1f}},
	{.action = ACTION_NEXT,
         .id = "next-field",
         .keys = "Tab",
         .name = N_("next field"),
         .codes = {'\t'}},
	{.action = ACTION_PREVIOUS,
         .id = "previous-field",
         .keys = "Shift+Tab",
         .name = N_("previous field"),
         .codes = {KEY_BTAB}},
	{.action = ACTION_ENTER,
         .id = "enter",
         .keys = "Enter",
         .name = N_("commit and go on: down in a grid, next in a form, "
                    "new paragraph in prose"),
         .codes = {'\r', '\n', KEY_ENTER}},
	{.action = ACTION_UP,
         .id = "up",
         .keys = "↑",
         .name = N_("up"),
         .codes = {KEY_UP}},
	{.action = ACTION_DOWN,
         .id = "down",
         .keys = "↓",
         .name = N_("down"),
         .codes = {KEY_DOWN}},
	{.action = ACTION_LEFT,
         .id = "left",
         .keys = "←",
         .name = N_("left"),
         .codes = {KEY_LEFT}},
	{.action = ACTION_RIGHT,
         .id = "right",
         .keys = "→",
         .name = N_("right"),
         .codes = {KEY_RIGHT}},
	{.action = ACTION_HOME,
         .id = "home",
         .keys = "Home",
         .name = N_("start of the row or line; twice: of the table or "
                    "section"),
         .codes = {KEY_HOME}},
	{.action = ACTION_END,
         .id = "end",
         .keys = "End",
         .name = N_("end of the row or line; twice: of the table or "
                    "section"),
         .codes = {KEY_END}},
	{.action = ACTION_WORD_LEFT,
         .id = "word-left",
         .keys = "Ctrl+←",
         .name = N_("a word to the left"),
         .codes = {KEY_CTRL_LEFT}},
	{.action = ACTION_WORD_RIGHT,
         .id = "word-right",
         .keys = "Ctrl+→",
         .name = N_("a word to the right"),
         .codes = {KEY_CTRL_RIGHT}},
	{.action = ACTION_TOP,
         .id = "top",
         .keys = "Ctrl+Home",
         .name = N_("start of the table or section"),
         .codes = {KEY_CTRL_HOME, KEY_CTRL_UP}},
	{.action = ACTION_BOTTOM,
         .id = "bottom",
         .keys = "Ctrl+End",
         .name = N_("end of the table or section"),
         .codes = {KEY_CTRL_END, KEY_CTRL_DOWN}},
	{.action = ACTION_PAGE_UP,
         .id = "page-up",
         .keys = "PgUp",
         .name = N_("a screen up, then the section before"),
         .codes = {KEY_PPAGE}},
	{.action = ACTION_PAGE_DOWN,
         .id = "page-down",
         .keys = "PgDn",
         .brief = N_("Next page"),
         .rank = 6,
         .name = N_("a screen down, then the next section"),
         .codes = {KEY_NPAGE}},
	{.action = ACTION_EDIT,
         .id = "edit",
         .keys = "F2",
         .name = N_("edit the cell in place (typing replaces it)"),
         .codes = {KEY_F(2)}},
	{.action = ACTION_DELETE,
         .id = "delete",
         .keys = "Delete",
         .name = N_("clear the cell, or delete the character at the caret"),
         .codes = {KEY_DC}},
	{.action = ACTION_BACKSPACE,
         .id = "backspace",
         .keys = "Backspace",
         .name = N_("clear the cell, or delete the character before the "
                    "caret"),
         .codes = {KEY_BACKSPACE, 0x08, 0x7f}},
	{.action = ACTION_ESCAPE,
         .id = "escape",
         .keys = "Esc",
         .name = N_("give up this entry, close what is open"),
         .codes = {0x1b}},
	{.action = ACTION_NEXT_PROBLEM,
         .id = "next-problem",
         .keys = "F8 Ctrl+N",
         .brief = N_("Next problem"),
         .rank = 4,
         .name = N_("next problem"),
         .codes = {KEY_F(8), CTRL('N')}},
	{.action = ACTION_PREVIOUS_PROBLEM,
         .id = "previous-problem",
         .keys = "F7 Ctrl+P",
         .brief = N_("Previous"),
         .rank = 7,
         .name = N_("previous problem"),
         .codes = {KEY_F(7), CTRL('P')}},
	{.action = ACTION_TAKE,
         .id = "take",
         .keys = "=",
         .brief = N_("Computed value"),
         .rank = 5,
         .name = N_("take the computed value (in a cell)"),
         .codes = {'='}},
	{.action = ACTION_SAVE,
         .id = "save",
         .keys = "Ctrl+S",
         .brief = N_("Save"),
         .rank = 2,
         .name = N_("save"),
         .codes = {CTRL('S')}},
	{.action = ACTION_REDRAW,
         .id = "redraw",
         .keys = "Ctrl+L",
         .name = N_("draw the screen anew"),
         .codes = {CTRL('L')}},
	{.action = ACTION_QUIT,
         .id = "quit",
         .keys = "Ctrl+Q F10",
         .brief = N_("Quit"),
         .rank = 3,
         .name = N_("quit"),
         .codes = {CTRL('Q'), KEY_F(10)}},
	{.action = ACTION_INTERRUPT,
         .id = "interrupt",
         .keys = "Ctrl+C",
         .name = N_("says how to quit; never ends the program"),
         .codes = {CTRL('C')}},
};

const size_t key_binding_count = sizeof key_bindings / sizeof key_bindings[0];

static_assert(sizeof key_bindings / sizeof key_bindings[0] == ACTION_COUNT - 1,
              "every action has its binding");

/*
 * xterm in both cursor modes, PuTTY and rxvt, the linux console, screen. What
 * stands in terminfo under the terminal's own name is known besides.
 */
const struct key_bytes key_bytes[] = {
	{"\033[A", KEY_UP},
	{"\033OA", KEY_UP},
	{"\033[B", KEY_DOWN},
	{"\033OB", KEY_DOWN},
	{"\033[C", KEY_RIGHT},
	{"\033OC", KEY_RIGHT},
	{"\033[D", KEY_LEFT},
	{"\033OD", KEY_LEFT},
	{"\033[H", KEY_HOME},
	{"\033OH", KEY_HOME},
	{"\033[1~", KEY_HOME},
	{"\033[7~", KEY_HOME},
	{"\033[F", KEY_END},
	{"\033OF", KEY_END},
	{"\033[4~", KEY_END},
	{"\033[8~", KEY_END},
	{"\033[2~", KEY_IC},
	{"\033[3~", KEY_DC},
	{"\033[5~", KEY_PPAGE},
	{"\033[6~", KEY_NPAGE},
	{"\033[Z", KEY_BTAB},
	{"\033OP", KEY_F(1)},
	{"\033[11~", KEY_F(1)},
	{"\033[[A", KEY_F(1)},
	{"\033OQ", KEY_F(2)},
	{"\033[12~", KEY_F(2)},
	{"\033[[B", KEY_F(2)},
	{"\033OR", KEY_F(3)},
	{"\033[13~", KEY_F(3)},
	{"\033[[C", KEY_F(3)},
	{"\033OS", KEY_F(4)},
	{"\033[14~", KEY_F(4)},
	{"\033[[D", KEY_F(4)},
	{"\033[15~", KEY_F(5)},
	{"\033[[E", KEY_F(5)},
	{"\033[17~", KEY_F(6)},
	{"\033[18~", KEY_F(7)},
	{"\033[19~", KEY_F(8)},
	{"\033[20~", KEY_F(9)},
	{"\033[21~", KEY_F(10)},
	{"\033[1;2A", KEY_SR},
	{"\033[1;2B", KEY_SF},
	{"\033[1;2C", KEY_SRIGHT},
	{"\033[1;2D", KEY_SLEFT},
	{"\033[a", KEY_SR},
	{"\033[b", KEY_SF},
	{"\033[c", KEY_SRIGHT},
	{"\033[d", KEY_SLEFT},
	{"\033[1;2H", KEY_SHOME},
	{"\033[1;2F", KEY_SEND},
	{"\033[7$", KEY_SHOME},
	{"\033[8$", KEY_SEND},
	{"\033[1;5A", KEY_CTRL_UP},
	{"\033Oa", KEY_CTRL_UP},
	{"\033[1;5B", KEY_CTRL_DOWN},
	{"\033Ob", KEY_CTRL_DOWN},
	{"\033[1;5C", KEY_CTRL_RIGHT},
	{"\033Oc", KEY_CTRL_RIGHT},
	{"\033[5C", KEY_CTRL_RIGHT},
	{"\033[1;5D", KEY_CTRL_LEFT},
	{"\033Od", KEY_CTRL_LEFT},
	{"\033[5D", KEY_CTRL_LEFT},
	{"\033[1;5H", KEY_CTRL_HOME},
	{"\033[7^", KEY_CTRL_HOME},
	{"\033[1;5F", KEY_CTRL_END},
	{"\033[8^", KEY_CTRL_END},
	{"\033[200~", KEY_PASTE_BEGIN},
	{"\033[201~", KEY_PASTE_END},
	/* The numeric pad in application mode, as PuTTY sends it. */
	{"\033Op", KEY_PAD_FIRST + '0'},
	{"\033Oq", KEY_PAD_FIRST + '1'},
	{"\033Or", KEY_PAD_FIRST + '2'},
	{"\033Os", KEY_PAD_FIRST + '3'},
	{"\033Ot", KEY_PAD_FIRST + '4'},
	{"\033Ou", KEY_PAD_FIRST + '5'},
	{"\033Ov", KEY_PAD_FIRST + '6'},
	{"\033Ow", KEY_PAD_FIRST + '7'},
	{"\033Ox", KEY_PAD_FIRST + '8'},
	{"\033Oy", KEY_PAD_FIRST + '9'},
	{"\033On", KEY_PAD_FIRST + '.'},
	{"\033Ol", KEY_PAD_FIRST + ','},
	{"\033Om", KEY_PAD_FIRST + '-'},
	{"\033OM", KEY_ENTER},
};

const size_t key_bytes_count = sizeof key_bytes / sizeof key_bytes[0];

enum action
key_action(int code)
{
	if (code == 0)
		return ACTION_NONE;
	for (size_t i = 0; i < key_binding_count; i++)
		for (size_t k = 0; k < 4; k++)
			if (key_bindings[i].codes[k] == code)
				return key_bindings[i].action;
	return ACTION_NONE;
}

const struct key_binding *
key_binding(enum action action)
{
	for (size_t i = 0; i < key_binding_count; i++)
		if (key_bindings[i].action == action)
			return &key_bindings[i];
	return NULL;
}

const struct key_binding *
key_binding_ranked(int rank)
{
	for (size_t i = 0; i < key_binding_count; i++)
		if (key_bindings[i].brief && key_bindings[i].rank == rank)
			return &key_bindings[i];
	return NULL;
}
