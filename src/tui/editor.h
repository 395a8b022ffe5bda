/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_EDITOR_H
#define TUI_EDITOR_H

/*
 * The caret and the wrapped lines of one text of the report. It holds no text
 * of its own: it makes edits, and the report is the text. Layout is cached by
 * paragraph: after a change, whoever made it, only the paragraphs it touched
 * are laid out again, and those whose live figures it changed. All offsets are
 * of the text as typed; what is shown of a live figure is its number, or, while
 * the caret is in it, its source. What is selected lies between the caret and
 * an anchor; any edit of the report drops it. Knows no curses.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/pattern.h"
#include "base/wrap.h"
#include "tui/live_map.h"
#include "tui/session.h"

/* A screen line: bytes [start, end) of the text, in paragraph `paragraph`. */
struct editor_line {
	size_t start, end;
	size_t paragraph;
	bool first; /* of its paragraph: begins behind the indent */

	/* What is shown of it: live figures as numbers. Valid until the text
	 * changes or the caret moves. */
	const char *shown;
	size_t length;
	const struct live_map *map; /* of its paragraph; NULL: no figures */
	size_t from;                /* byte in what the map shows */
};

struct editor_paragraph {
	size_t start, end; /* bytes in the text; end is before the line break */
	struct text_line *lines; /* bytes of what is shown; NULL: new */
	struct live_map map;     /* if `live` */
	bool live;               /* it has braces */
	size_t line_count;
	size_t first_line; /* number of its first line in the whole */
};

struct editor {
	struct session *session;
	size_t text;    /* which text of the report */
	bool single;    /* one line: no line breaks, never wrapped */
	bool figures;   /* what is typed or pasted has full-width figures made
	                   ASCII */
	size_t columns; /* width of the layout */
	size_t indent;  /* columns before a paragraph's first line */
	size_t caret;   /* byte offset, between two grapheme clusters */
	bool late;      /* a caret where a line was broken is shown behind the
	                   line before, not in front of the next */
	size_t anchor;  /* the selection's other end; NONE: nothing is */
	bool extending; /* movements extend the selection, else they drop it */
	bool marking;   /* … until the clerk ends it */
	size_t goal;    /* column that up and down aim at */
	bool has_goal;
	struct buffer shown; /* the text the layout belongs to */
	struct editor_paragraph *paragraphs;
	size_t paragraph_count;
	size_t lines;       /* in all; at least 1 */
	unsigned long seen; /* session->edits the layout belongs to */
};

/* Starts with the caret at 0 and a layout of 80 columns. */
void editor_init(struct editor *editor, struct session *session, size_t text,
                 bool single);
void editor_free(struct editor *editor);
/*
 * Lays out for a width; cheap when nothing changed. The functions below that
 * take a const editor see the layout made last, the others renew it.
 */
void editor_layout(struct editor *editor, size_t columns, size_t indent);

/* Changes; each is one edit of the report. What is selected is replaced, or is
 * all that is deleted. */

/* In a single line, line breaks become blanks, those at the end nothing. */
void editor_insert(struct editor *editor, const char *text, size_t length);
/* The cluster at the caret; a live figure that is shown as its number goes as
 * a whole. */
void editor_delete(struct editor *editor);
void editor_backspace(struct editor *editor); /* the cluster before it */
/* `removed` bytes before the caret become `text`. */
void editor_replace(struct editor *editor, size_t removed, const char *text,
                    size_t length);

/* Movements; false if the caret could not move (start or end reached). */
/* From a selection they drop, left and right go to its start and end. */
bool editor_left(struct editor *editor);
bool editor_right(struct editor *editor);
bool editor_word_left(struct editor *editor);
bool editor_word_right(struct editor *editor);
bool editor_up(struct editor *editor, size_t lines);
bool editor_down(struct editor *editor, size_t lines);
void editor_home(struct editor *editor); /* of the screen line */
void editor_end(struct editor *editor);
void editor_go(struct editor *editor, size_t at); /* bytes; made to fit */

/* Puts the caret behind `length` bytes from `at` on, and selects them. */
void editor_select(struct editor *editor, size_t at, size_t length);
/* What is selected, in bytes of the text, figures shown as numbers as a whole;
 * false: nothing is. */
bool editor_selection(const struct editor *editor, struct span *span);

/* The text itself; valid until the next edit. */
const char *editor_text(const struct editor *editor, size_t *length);
/* Line `number` (from 0); false behind the last. */
bool editor_line(const struct editor *editor, size_t number,
                 struct editor_line *line);
/* Where bytes of the text are on a line, in bytes of what is shown of it; false:
 * none of them are. A line break counts as a byte behind its line. */
bool editor_line_span(const struct editor *editor,
                      const struct editor_line *line, struct span source,
                      struct span *shown);
/* Where the caret is: line number and column, at most `columns`. */
void editor_caret(const struct editor *editor, size_t *line, size_t *column);
/* The paragraph the caret is in, from 0. */
size_t editor_paragraph_at(const struct editor *editor);

#endif
