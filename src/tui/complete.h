/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_COMPLETE_H
#define TUI_COMPLETE_H

/*
 * The cells that a live figure may name, offered from the brace on that begins
 * it: narrowed down by what is typed, parts of paths or of the form's names.
 */

#include "tui/editor.h"
#include "tui/input.h"
#include "tui/paint.h"

struct choice {
	size_t cell; /* NONE: the year */
	bool last;   /* last year's */
	int named;   /* of its row and column, those called just as typed */
};

struct complete {
	bool open;
	size_t start; /* byte of the brace */
	size_t typed; /* bytes before the caret that a choice replaces */
	struct choice *choices;
	size_t count;
	size_t chosen;
	size_t top; /* first one shown, as last drawn */
};

/* After a character was typed: a brace opens it, a second one closes it. What
 * is typed in a figure that is not closed yet opens it again, if a cell is
 * called so. */
void complete_typed(struct complete *complete, struct editor *editor,
                    char32_t character);
/* After anything else happened: narrows down, or closes where the caret left
 * the figure. */
void complete_renew(struct complete *complete, struct editor *editor);
/* Choosing, taking, giving up; false if the event means none of these. Enter
 * closes the figure behind the choice, Tab goes on within it. */
bool complete_event(struct complete *complete, struct editor *editor,
                    const struct event *event);
/* Over the page, below or above the caret. */
void complete_draw(struct complete *complete, const struct session *session,
                   struct area area, int y, int x);
void complete_close(struct complete *complete);

#endif
