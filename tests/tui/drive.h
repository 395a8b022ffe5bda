/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/*
 * nianbao itself in a terminal: what the tests of whole sessions share. Failures end the trial
 * (trial.h). The program is the one the environment's NIANBAO names, else that of the build.
 */

#ifndef TESTS_TUI_DRIVE_H
#define TESTS_TUI_DRIVE_H

#include "term.h"

#include <stdbool.h>
#include <stddef.h>

#define CTRL_C "\003"
#define CTRL_L "\014"
#define CTRL_Q "\021"
#define CTRL_S "\023"
#define CTRL_Z "\032"
#define CTRL_BACKSLASH "\034"
#define ENTER "\r"
#define TAB "\t"
#define SHIFT_TAB "\033[Z"
#define ESCAPE "\033"
#define DELETE "\033[3~"
#define BACKSPACE "\177"
#define UP "\033[A"
#define DOWN "\033[B"
#define RIGHT "\033[C"
#define LEFT "\033[D"
#define HOME "\033[H"
#define END "\033[F"
#define PAGE_UP "\033[5~"
#define PAGE_DOWN "\033[6~"
#define CTRL_HOME "\033[1;5H"
#define CTRL_END "\033[1;5F"
#define F1 "\033OP"
#define F2 "\033OQ"
#define F3 "\033OR"
#define F5 "\033[15~"
#define F6 "\033[17~"
#define F7 "\033[18~"
#define F8 "\033[19~"
#define F10 "\033[21~"
#define PASTE_BEGIN "\033[200~"
#define PASTE_END "\033[201~"

#define SAMPLE SOURCE_DIR "/tests/data/conghua-2022.yaml"
/* Nothing is found in it, with --final neither. */
#define SOUND SOURCE_DIR "/tests/data/yunxi-2023.yaml"

/* The path of the program; the caller frees it. */
char *drive_program(void);

/*
 * Starts `nianbao --lang LANGUAGE FILE` and waits for its first screen. LANGUAGE and FILE may be
 * NULL, which leaves them out, and OPTIONS for 80 x 24.
 */
struct term *drive_start(const struct term_options *options,
                         const char *language, const char *file);

/* SOURCE copied as report.yaml and opened in English, at 80 x 24. */
struct term *drive_open(const char *source);

/* From the header page, as a report opens, to the first cell of table three. */
void drive_to_requests(struct term *t);

/* `nianbao --lang en ARGUMENTS` in the trial's folder, to its end; returns its exit status. The
 * arguments end with NULL. */
int drive_run(const char *const arguments[]);
/* Its `check --final` of a file in the trial's folder; returns its exit status. */
int drive_check(const char *file);

/* Ctrl+S must save, and Ctrl+Q then end with status 0. Frees T. */
void drive_save_and_quit(struct term *t);
/* Nothing must have been changed, and Ctrl+Q end with status 0. Frees T. */
void drive_quit_unchanged(struct term *t);

void drive_expect_cursor(struct term *t, int row, int column);
void drive_expect_row(struct term *t, int row, const char *text);
void drive_expect_screen(struct term *t, const char *after,
                         const char *expected);

/* Whether the trial's folder has a file of this name; removes one, which must be there. */
bool drive_has(const char *name);
void drive_remove(const char *name);

/* What the trial's file NAME must have: these bytes anywhere; all those of the file SOURCE. */
void drive_expect_in_file(const char *name, const char *text);
void drive_expect_same(const char *name, const char *source);
/* All but one line of SOURCE, which has WAS in SOURCE and IS in NAME. */
void drive_expect_one_line(const char *name, const char *source,
                           const char *was, const char *is);

#endif
