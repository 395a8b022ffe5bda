/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/*
 * A program in a pseudo-terminal, with libvterm as the terminal, in this process.
 *
 * Every function here that cannot do its work ends the trial (trial.h) with what was expected and
 * the whole screen; so callers check nothing. No function sleeps; each wait has a deadline.
 *
 * The marks
 * ---------
 * With NIANBAO_SYNC=1 in its environment the program says in-band when it reads and when it has
 * painted, so that term_sync() is right by construction and never guesses. N counts complete
 * repaints, from 1 for the first full screen:
 *
 *   reading:  ESC ] 1 ; N BEL                          before it reads input, N the repaint to come
 *   painted:  ESC ] 1 ; N ROWS COLUMNS BEL
 *             ESC ] 2 ; N BEL                          after repaint N, at the size it was drawn for:
 *                                                      LINES and COLS from before doupdate()
 *
 * 1. Between a painted mark and the next byte read from the terminal stands a reading mark: the
 *    program waits in poll(), finds input, writes the mark, and only then reads.
 * 2. After reading it reads on until poll() finds nothing waiting, then paints (doupdate) and
 *    writes the painted mark, after all output of the repaint. It does so for every batch of
 *    input, also one that changed nothing: a dropped sequence, a key that means nothing here.
 * 3. A change of the terminal's size, even back to the same size, is followed by a repaint of
 *    every cell and its painted mark.
 * 4. A repaint with no input before it (a clock, a message that ends) needs no reading mark.
 *
 * The title alone (OSC 2) still changes only after a complete repaint; the icon name (OSC 1) adds
 * the rest. term_sync() then returns when, in this order, no input waits in the terminal (poll()
 * on the slave makes the kernel deliver what is under way), all output has been read, and the last
 * mark is a painted one, newer than the last send or resize, at the present size.
 */

#ifndef TESTS_TUI_TERM_H
#define TESTS_TUI_TERM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct term;

struct term_options {
	int rows;         /* 0 is 24 */
	int columns;      /* 0 is 80 */
	const char *type; /* TERM; NULL is xterm-256color */
	const char
		*directory; /* working directory; NULL is the trial's folder */
	const char *
		home; /* HOME and the root of XDG_*; NULL is the trial's folder */
	/*
	 * "NAME=value", ended by NULL: added to the fixed environment, or replacing it. That is
	 * PATH and the sanitizers' options as inherited and else nothing inherited;
	 * LC_ALL=C.UTF-8, TZ=UTC, SOURCE_DATE_EPOCH of 2023-01-18, NIANBAO_SYNC=1.
	 */
	const char *const *environment;
	bool foreign; /* the program writes no marks: no NIANBAO_SYNC, no term_sync */
};

/* One cell of the screen. The second half of a wide character has width 0 and no text. */
struct term_cell {
	char text[32]; /* UTF-8 with combining marks; "" is blank */
	int width;     /* columns */
	bool bold, underline, italic, blink, reverse;
	int32_t foreground; /* -1 the default, 0..255 the palette, else 0x1000000 | 0xRRGGBB */
	int32_t background;
};

struct term_cursor {
	int row, column;
	bool visible;
};

/* What a key cost. */
struct term_cost {
	double microseconds; /* from before the write to the last byte of the answer */
	size_t bytes;        /* of the answer, marks left out */
};

/* Starts argv[0] (looked up in PATH); does not wait for it. OPTIONS may be NULL. */
struct term *term_start(const struct term_options *options,
                        const char *const argv[]);

/* Ends the program if it still runs, and frees T. */
void term_free(struct term *t);

/* Bytes as a keyboard sends them. term_type() takes a string, with no NUL inside. */
void term_send(struct term *t, const void *bytes, size_t size);
void term_type(struct term *t, const char *text);

/* Waits until all input sent has been read and its repaint is complete. */
void term_sync(struct term *t);

/* term_type and term_sync, as most tests want it. */
void term_keys(struct term *t, const char *text);

/* Sets the size as a terminal's window does: the program gets SIGWINCH. Does not wait. */
void term_resize(struct term *t, int rows, int columns);

/* Closes the terminal: the program gets SIGHUP. Only term_wait_exit and term_free may follow. */
void term_hang_up(struct term *t);

/* Waits for the program to end. STATUS as by waitpid; may be NULL. The screen stays readable. */
void term_wait_exit(struct term *t, int *status);

/* The same, and the trial fails unless it exited with this status. */
void term_expect_exit(struct term *t, int exit_status);

void term_kill(struct term *t, int signal_number);
bool term_running(struct term *t);

/* For programs without marks: waits until no output came for so long. */
void term_quiet(struct term *t, int milliseconds);

/* Waits until the text is on the screen, or gone from it. A text lies within one row. */
void term_expect(struct term *t, const char *text);
void term_expect_gone(struct term *t, const char *text);

/* Waits until HOLDS says true; WHAT says in words what it waits for. */
void term_expect_that(struct term *t, const char *what,
                      bool (*holds)(struct term *, void *), void *user);

/* Fail at once if the text is not on the screen as it stands, or is on it. */
void term_shows(struct term *t, const char *text);
void term_lacks(struct term *t, const char *text);

/* Fails the trial with this reason and the screen. */
_Noreturn void term_fail(struct term *t, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/*
 * The screen, or a row of it, as UTF-8: wide characters once, trailing blanks cut, a newline after
 * each row of the screen. Owned by T and good until the same function is called again.
 */
const char *term_screen_text(struct term *t);
const char *term_row(struct term *t, int row);

/* The first place of the text on the screen; ROW and COLUMN may be NULL. */
bool term_find(struct term *t, const char *text, int *row, int *column);

struct term_cell term_cell(struct term *t, int row, int column);
struct term_cursor term_cursor(struct term *t);
int term_rows(const struct term *t);
int term_columns(const struct term *t);
bool term_alternate(const struct term *t); /* the alternate screen is on */
bool term_brackets_pastes(struct term *t); /* bracketed paste is on */

/* The number of the last complete repaint; 0 before the first. */
unsigned long term_repaints(const struct term *t);

/* Bells so far, and bytes written by the program so far, marks left out. */
unsigned term_bells(const struct term *t);
size_t term_output(const struct term *t);

/*
 * Sends bytes and waits for the answer: until the painted mark if QUIET is 0, else until no output
 * came for QUIET milliseconds.
 */
struct term_cost term_measure(struct term *t, const void *bytes, size_t size,
                              int quiet);

/* Microseconds from the start of the program to the last byte read so far. */
double term_age(const struct term *t);

#endif
