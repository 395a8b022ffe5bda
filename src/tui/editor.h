/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_EDITOR_H
#define TUI_EDITOR_H

/*
 * The caret and the wrapped lines of one text of the report. It holds no text
 * of its own: it makes edits, and the report is the text. Layout is cached by
 * paragraph, so that a key lays out one. Knows no curses.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "tui/session.h"

/* A screen line: bytes [start, end) of the text, in paragraph `paragraph`. */
struct editor_line {
	size_t start, end;
	size_t paragraph;
	bool first; /* of its paragraph */
};

struct editor_paragraph {
	size_t start, end; /* bytes in the text; end is before the line break */
	struct text_line *lines;
	size_t line_count;
	size_t first_line; /* number of its first line in the whole */
};

struct editor {
	struct session *session;
	size_t text;    /* which text of the report */
	bool single;    /* one line: no line breaks, never wrapped */
	size_t columns; /* width of the layout */
	size_t indent;  /* columns before a paragraph's first line */
	size_t caret;   /* byte offset */
	size_t goal;    /* column that up and down aim at */
	bool has_goal;
	struct editor_paragraph *paragraphs;
	size_t paragraph_count;
	size_t paragraph_capacity;
	size_t lines;       /* in all */
	unsigned long seen; /* session->edits the layout belongs to */
};

void editor_init(struct editor *editor, struct session *session, size_t text,
                 bool single);
void editor_free(struct editor *editor);
/* Lays out for a width; cheap when nothing changed. Must precede all below. */
void editor_layout(struct editor *editor, size_t columns, size_t indent);

/* Changes; each is one edit of the report. */
void editor_insert(struct editor *editor, const char *text, size_t length);
void editor_delete(struct editor *editor);    /* the character at the caret */
void editor_backspace(struct editor *editor); /* the one before it */

/* Movements; false if the caret could not move (start or end reached). */
bool editor_left(struct editor *editor);
bool editor_right(struct editor *editor);
bool editor_word_left(struct editor *editor);
bool editor_word_right(struct editor *editor);
bool editor_up(struct editor *editor, size_t lines);
bool editor_down(struct editor *editor, size_t lines);
void editor_home(struct editor *editor); /* of the screen line */
void editor_end(struct editor *editor);
void editor_go(struct editor *editor, size_t at); /* bytes; made to fit */

/* Line `number` (from 0); false behind the last. */
bool editor_line(const struct editor *editor, size_t number,
                 struct editor_line *line);
/* Where the caret is: line number and column. */
void editor_caret(const struct editor *editor, size_t *line, size_t *column);

#endif
