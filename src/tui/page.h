/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_PAGE_H
#define TUI_PAGE_H

/*
 * A page fills the middle of the screen: one for the header fields, one for
 * each section. The screen draws what is round it and hands it the keys that
 * it does not use itself.
 */

#include <stdbool.h>
#include <stddef.h>

#include "tui/input.h"
#include "tui/paint.h"
#include "tui/session.h"

/* What a page did with an event. */
enum page_reply {
	PAGE_DONE,    /* handled */
	PAGE_IGNORED, /* means nothing here */
	PAGE_FORWARD, /* went past its end: on to the next page */
	PAGE_BACKWARD /* … before its start */
};

/* Where the caret stands, and what it stands on. */
struct page_focus {
	size_t section;    /* NONE: the header fields */
	size_t cell;       /* NONE: not in a table */
	size_t text;       /* number of the text that edits go into; NONE: in
	                      a table, or a field of one line */
	size_t at;         /* byte offset in the text */
	const char *place; /* header fields: the path of this one; else NULL */
	int y, x;          /* of the caret on the screen; -1: hidden */
};

struct page {
	const struct page_kind *kind;
	struct session *session;
	size_t section; /* NONE: the header fields */
	char *message;  /* what the page wants to say after an event; the screen
	                   takes it */
};

struct page_kind {
	/* Draws into the area of stdscr and remembers it; called before every
	 * flush. What lives on a pad is copied (copywin), so that boxes can
	 * lie over it. */
	void (*draw)(struct page *page, struct area area);
	enum page_reply (*event)(struct page *page, const struct event *event);
	/* Puts the caret on the first or last place, or on the one named. */
	void (*enter)(struct page *page, bool at_end);
	void (*go)(struct page *page, const struct place *place);
	void (*focus)(const struct page *page, struct page_focus *focus);
	/* An entry that is under way becomes an edit. Called before saving,
	 * checking from the screen, and leaving the page. */
	void (*commit)(struct page *page);
	/* The text under the page's own help (F1): the clerk's words about
	 * the very place; the caller frees it. */
	char *(*help)(const struct page *page);
	/* The two lines that name the place the caret is on, in full. The
	 * caller frees them; either may be "". */
	void (*describe)(const struct page *page, char **name, char **aside);
	/* Why the page has nothing to do for the action where the caret is,
	 * for the list of commands; the caller frees it. NULL: it has. */
	char *(*why_not)(const struct page *page, enum action action);
	void (*free)(struct page *page);
};

/* The reasons of pages without text, and of those without a table: NULL for all
 * other actions. The caller frees them. */
char *page_only_in_text(enum action action);
char *page_only_in_tables(enum action action);

struct page *table_page_new(struct session *session, size_t section);
struct page *prose_page_new(struct session *session, size_t section);
struct page *header_page_new(struct session *session);

#endif
