/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_HEADER_PAGE_H
#define TUI_HEADER_PAGE_H

/* The page of what every report has besides its sections: what its parts share
 * (header_page.c, header_draw.c, header_words.c). */

#include "tui/editor.h"
#include "tui/page.h"

struct header_page {
	struct page page;
	struct editor editors[FIELD_COUNT];
	size_t shown[FIELD_COUNT]; /* byte a short field is shown from */
	size_t current;
	char *entered; /* the short field's text when it was entered */
	bool typed;    /* a key changed it since */
	size_t top;    /* first line of the preamble shown */
	int height;    /* lines of the preamble, as last drawn */
	int y, x;      /* the caret's place, as last drawn */
	enum action last;
};

void header_page_draw(struct page *page, struct area area);

/* --- words (header_words.c) --- */

/* What is wanted in the current field; the caller frees it. */
char *header_wanted(const struct header_page *its);

/* A kind of agency for the clerk. */
const char *header_kind_word(enum agency_kind kind);
/* That of the report's file; NULL if it has none, or what is no kind. */
const char *header_kind_shown(const struct report *report);
/* What the file has for the one kind whose word has all that was typed; NULL
 * if there is none, or several. */
const char *header_kind_meant(const char *typed);

#endif
