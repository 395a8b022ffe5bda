/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/*
 * Between term.c (bytes, marks, waiting), program.c (the process) and screen.c (libvterm, what
 * stands on the screen) only.
 */

#ifndef TESTS_TUI_TERM_PRIVATE_H
#define TESTS_TUI_TERM_PRIVATE_H

#include "term.h"

#include <sys/types.h>
#include <time.h>
#include <vterm.h>

/* The last mark seen, as term.h describes them. */
struct marks {
	unsigned long reading; /* N of the last reading mark */
	unsigned long painted; /* N of the last title */
	int rows,
		columns; /* of the last painted mark, 0 after a reading mark */
	unsigned long
		asked; /* what was painted at the last send or resize: newer is due */
};

struct term {
	pid_t child;
	int child_fd; /* readable when the child has ended */
	bool ended;
	int status; /* by waitpid, once ended */
	bool foreign;

	int master;
	/* Held open so that no output is lost at the program's end, and to see waiting input. */
	int slave;

	VTerm *vterm;
	VTermScreen *screen;
	bool cursor_visible, alternate;
	unsigned bells;
	/* Answers of the terminal to queries, not yet sent. */
	char reply[1024];
	size_t reply_size;
	/* The start of a mark whose rest is not read yet. */
	char held[64];
	size_t held_size;
	/* A window title comes in fragments from libvterm 0.2 on. */
	char fragment[64];
	size_t fragment_size;

	struct marks marks;
	size_t output;     /* bytes, marks included */
	size_t mark_bytes; /* thereof marks */
	struct timespec started, last_output;

	char *row_text, *screen_text;
};

/* Starts the program on the slave side, in a session of its own. */
pid_t program_start(const struct term_options *o, const char *const argv[],
                    int slave);

/* An empty screen, which takes the marks out of what is written to it. */
void screen_make(struct term *t, int rows, int columns);

#endif
