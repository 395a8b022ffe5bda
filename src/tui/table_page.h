/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_TABLE_PAGE_H
#define TUI_TABLE_PAGE_H

/* The page of a table: what its parts share (table_page.c, table_draw.c). */

#include "tui/page.h"
#include "tui/table_fields.h"
#include "tui/table_sums.h"
#include "tui/table_view.h"

struct table_page {
	struct page page; /* first, so that a page is one of these */
	struct table_view view;
	struct table_fields *fields;   /* NULL until drawn or typed into */
	const struct instance *failed; /* what the finding at the current cell
	                                  compares; NULL: nothing */
	enum level *levels;            /* per cell of the section; LEVEL_COUNT:
	                                nothing was found */
	struct view_size size;         /* the view was laid out for */
	unsigned long seen;            /* session->edits it belongs to */
	bool stale;                    /* lay out anew in any case */

	size_t cell;      /* the current one */
	size_t goal;      /* column that up and down aim at */
	bool whole;       /* sent to a finding on the table as a whole */
	size_t top, left; /* first line and column shown */
	struct area area; /* of the last draw */

	bool entry;    /* under way */
	bool touched;  /* a key changed it */
	bool dropped;  /* something typed into it is no part of a figure */
	bool in_place; /* left and right move the caret */
	enum action last;
};

/* Brings the view up to the session and the size. */
void table_page_update(struct table_page *page, struct view_size size);
/* Puts a value's figure into its field; what is no figure is drawn over the
 * empty field. */
void table_page_show(struct table_page *page, size_t place);
/* The number of the current place. */
size_t table_page_place(const struct table_page *page);
void table_page_draw(struct page *base, struct area area);
/* Where the figures' first column shown stands on the screen. */
int table_page_columns_x(const struct table_page *page);
/* Lines between the top of the page and the relations below the table. */
int table_page_body_height(const struct table_page *page);

/* --- entries into the current cell (table_entry.c) --- */

/* An entry that is under way becomes an edit, if a key changed it. */
void table_entry_commit(struct table_page *page);
void table_entry_cancel(struct table_page *page);
/* F2: left and right move the caret from now on. */
void table_entry_edit(struct table_page *page);
/* A character: what belongs to a figure begins or continues an entry, `=`
 * takes the value due, anything else changes nothing. */
void table_entry_type(struct table_page *page, char32_t character);
/* Takes the value due; last year's value. */
void table_entry_take(struct table_page *page);
void table_entry_take_last(struct table_page *page);
/* Blank cells become 0, but for totals and what else is computed; one step of
 * undo. */
void table_entry_fill_zeros(struct table_page *page);
/* Enter goes down the column, or along the row. */
void table_entry_turn(struct table_page *page);
void table_entry_paste(struct table_page *page, const struct buffer *pasted);
void table_entry_backspace(struct table_page *page);
void table_entry_delete(struct table_page *page);
/* Moves the caret of an entry begun with F2; false if this is none. */
bool table_entry_move(struct table_page *page, enum action action);

/* Renews `failed`: the findings, or the current cell, are others. */
void table_page_find_failed(struct table_page *page);

#endif
