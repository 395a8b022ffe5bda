/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_TERMINAL_H
#define TUI_TERMINAL_H

/*
 * The terminal: taken over, given back whatever happens, and painted. There
 * is one, so its state is the process's.
 */

#include <signal.h>
#include <stdbool.h>

/* Takes the terminal over. False with `*why` (owned by the caller) if there
 * is none or its kind is unknown. */
bool terminal_start(char **why);
/* Gives it back; may be called any number of times. */
void terminal_stop(void);

/*
 * Whether borders and signs are ASCII, and so is the look of every character
 * that some terminals draw in one column and others in two: then columns are
 * right in both. Asked for before the first picture.
 */
void terminal_use_ascii(bool ascii);
bool terminal_is_ascii(void);

/*
 * Sends what was drawn to the terminal. With NIANBAO_SYNC=1 in the
 * environment a counter of the repaints follows as the window title, so that
 * a test knows that the screen is complete; tests/tui/term.h says the rest.
 * Call it only when all waiting input has been read.
 */
void terminal_flush(void);
/* The same for a screen that is soon followed by another, without waiting for
 * input; the counter counts the other. */
void terminal_show(void);
/* After that: whether for so long neither input nor a signal comes. */
bool terminal_pauses(int milliseconds);
/* Waits so long for input (-1: for ever), or for a signal. Signals arrive
 * here and nowhere else, so none is missed between a look and the wait. */
bool terminal_wait(int milliseconds);
/* Whether input came, or has to be looked at for another reason, before so
 * many milliseconds passed after a flush. */
bool terminal_idle(int milliseconds);
/* Before the first reading after a flush: waits for input or a signal. */
void terminal_await(void);
/* Paints everything anew at the next flush (Ctrl+L). */
void terminal_repaint(void);

/*
 * Lends the terminal to another program, and takes it back in whatever state
 * that one left it. In between nothing but waiting may be done. What that
 * program starts with is the mask of signals and the actions that the program
 * itself was started with: `mask`, and the defaults of those in `defaults`.
 */
void terminal_lend(sigset_t *mask, sigset_t *defaults);
void terminal_take_back(void);

/* The signal that asks the program to end (SIGHUP, SIGTERM, SIGINT), or 0. */
int terminal_signal(void);

/* Whether the program was stopped (SIGTSTP) and goes on since this was asked
 * last: then everything is to be painted. */
bool terminal_resumed(void);
/* What is edited, for what is written to standard error if the program crashes:
 * it cannot be made then. */
void terminal_last_words(const char *file);

/* How things look. Colour never carries meaning alone: each has an attribute
 * or a mark of its own besides. */
enum style {
	STYLE_PLAIN,
	STYLE_TITLE,   /* the first line, heads */
	STYLE_DIM,     /* frames, what is only for orientation */
	STYLE_CURRENT, /* the cell or row the cursor is on */
	STYLE_MARKED,  /* a line to be typed into */
	STYLE_HEADING, /* sub-headings */
	STYLE_SELECTED,
	STYLE_ERROR,
	STYLE_REVIEW,
	STYLE_HINT,
	STYLE_TODO,
	STYLE_GOOD,
	STYLE_KEY,         /* the names of keys in the key bar */
	STYLE_LIVE,        /* live figures */
	STYLE_FOUND_ERROR, /* text that something was found in */
	STYLE_FOUND_REVIEW,
	STYLE_FOUND_HINT
};
#define STYLE_COUNT 17
void terminal_style(enum style style);

#endif
