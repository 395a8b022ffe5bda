/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_KEYS_H
#define TUI_KEYS_H

/*
 * What the keys do. One array feeds dispatch, the key bar, the help and the
 * manual's table; nothing else knows a key.
 */

#include <stddef.h>

#include "base/language.h"

enum action {
	ACTION_NONE,
	ACTION_NEXT, /* field */
	ACTION_PREVIOUS,
	ACTION_ENTER, /* commit and go on */
	ACTION_UP,
	ACTION_DOWN,
	ACTION_LEFT,
	ACTION_RIGHT,
	ACTION_HOME, /* of the row or line */
	ACTION_END,
	ACTION_WORD_LEFT,
	ACTION_WORD_RIGHT,
	ACTION_TOP, /* of the table or section */
	ACTION_BOTTOM,
	ACTION_EDIT,
	ACTION_DELETE,
	ACTION_BACKSPACE,
	ACTION_ESCAPE,
	ACTION_PAGE_UP,
	ACTION_PAGE_DOWN,
	ACTION_NEXT_PROBLEM,
	ACTION_PREVIOUS_PROBLEM,
	ACTION_EXPLAIN,    /* a finding; confirms an old sentence */
	ACTION_TAKE,       /* the computed value; a character, in cells only */
	ACTION_LAST_VALUE, /* last year's, into the cell */
	ACTION_LAST_YEAR,  /* beside this year's, on and off */
	ACTION_SAVE,
	ACTION_HELP,
	ACTION_REDRAW,
	ACTION_QUIT,
	ACTION_INTERRUPT, /* copies what is selected */

	ACTION_COMMANDS,
	ACTION_SELECT_LEFT,
	ACTION_SELECT_RIGHT,
	ACTION_SELECT_UP,
	ACTION_SELECT_DOWN,
	ACTION_SELECT_HOME,
	ACTION_SELECT_END,
	ACTION_MARK,
	ACTION_UNDO,
	ACTION_REDO,
	ACTION_CUT,
	ACTION_PASTE,
	ACTION_PROBLEMS,
	ACTION_UNFILLED,
	ACTION_PREVIEW,
	ACTION_GO_TO,
	ACTION_FIND,
	ACTION_EDITOR,
	ACTION_POINT,
	ACTION_FILL_ZEROS,
	ACTION_ENTRY_PATH,
	ACTION_FINAL,
	ACTION_SAVE_AS
};
#define ACTION_COUNT 54

/* Codes of keys that ncurses has no name for; above its KEY_MAX. */
enum key_code {
	KEY_CODE_FIRST = 0x400,
	KEY_CTRL_LEFT = KEY_CODE_FIRST,
	KEY_CTRL_RIGHT,
	KEY_CTRL_UP,
	KEY_CTRL_DOWN,
	KEY_CTRL_HOME,
	KEY_CTRL_END,
	KEY_PASTE_BEGIN,
	KEY_PASTE_END,
	KEY_PAD_FIRST = 0x500 /* + the character the key pad's key stands for */
};

struct key_binding {
	enum action action;
	int rank;          /* in the key bar: 1 is the last to go for want of
	                      room */
	const char *id;    /* next-field */
	const char *keys;  /* Tab; F1 Ctrl+_: as printed, first one first; where
	                      there are no codes, the list of commands */
	const char *brief; /* msgid for the key bar; NULL: never there */
	const char *name;  /* msgid for help and manual */
	int codes[4];      /* characters below 0x80, KEY_*, enum key_code */
};

extern const struct key_binding key_bindings[];
extern const size_t key_binding_count;

/* The action of a key code, or ACTION_NONE. */
enum action key_action(int code);
const struct key_binding *key_binding(enum action action);
/* The binding of that rank in the key bar, or NULL. */
const struct key_binding *key_binding_ranked(int rank);

/* A byte form of a key, whatever TERM says. */
struct key_bytes {
	const char *bytes;
	int code;
};
extern const struct key_bytes key_bytes[];
extern const size_t key_bytes_count;

#endif
