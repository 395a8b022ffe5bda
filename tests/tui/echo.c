/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/*
 * A small program on curses that keeps the rule of the marks (term.h), for the test of the harness
 * itself. It shows what was typed and how many characters and keys came. Ctrl+Q ends it. With the
 * argument "lazy" it dawdles at every step, differently each time, so that a harness that looks
 * too early is caught.
 */

#include <curses.h>
#include <errno.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define CTRL_Q 0x11

static volatile sig_atomic_t resized;

struct echo {
	WINDOW *keys; /* read from, never shown: wget_wch would refresh stdscr */
	sigset_t waiting;
	bool lazy;
	unsigned random;
	unsigned long repaints, count;
	wchar_t typed[64]; /* the last ones */
	size_t typed_count;
	char last[32];
};

static void
on_resize(int signal_number)
{
	(void)signal_number;
	resized = 1;
}

/* Up to about a millisecond of work. */
static void
dawdle(struct echo *e)
{
	volatile unsigned n;

	if (!e->lazy)
		return;
	e->random = e->random * 1103515245U + 12345U;
	for (n = e->random >> 16 & 0x3fff; n > 0; n--)
		;
	if ((e->random >> 28) == 0)
		poll(NULL, 0, 1);
}

static void
mark(const char *text, size_t size)
{
	while (size > 0) {
		ssize_t count = write(STDOUT_FILENO, text, size);

		if (count < 0 && errno != EINTR)
			exit(EXIT_FAILURE);
		if (count > 0) {
			text += count;
			size -= (size_t)count;
		}
	}
}

static void
mark_reading(const struct echo *e)
{
	char text[64];

	mark(text, (size_t)snprintf(text, sizeof text, "\033]1;%lu\007",
	                            e->repaints + 1));
}

static void
mark_painted(struct echo *e)
{
	char text[96];

	e->repaints++;
	mark(text, (size_t)snprintf(text, sizeof text,
	                            "\033]1;%lu %d %d\007\033]2;%lu\007",
	                            e->repaints, LINES, COLS, e->repaints));
}

static void
paint(struct echo *e)
{
	erase();
	mvprintw(0, 0, "count %lu", e->count);
	mvprintw(1, 0, "last %s", e->last);
	mvprintw(2, 0, "size %d x %d", LINES, COLS);
	attron(A_BOLD);
	mvaddstr(3, 0, "bold");
	attrset(A_REVERSE);
	mvaddstr(3, 6, "reverse");
	attrset(A_UNDERLINE);
	mvaddstr(3, 15, "underline");
	attrset(COLOR_PAIR(1));
	mvaddstr(3, 26, "colour");
	attrset(A_NORMAL);
	mvaddstr(4, 0, "政务“公开”2022年é…");
	mvaddstr(LINES - 1, 0, "bottom");
	mvaddnwstr(6, 0, e->typed, (int)e->typed_count);
	dawdle(e);
	refresh();
	dawdle(e);
	mark_painted(e);
	dawdle(e);
}

static void
take(struct echo *e, int code, wint_t c)
{
	e->count++;
	if (code == KEY_CODE_YES || c < 0x20 || c == 0x7f) {
		const char *name = code == KEY_CODE_YES ? keyname((int)c)
		                                        : key_name((wchar_t)c);

		snprintf(e->last, sizeof e->last, "%s",
		         name != NULL ? name : "?");
		return;
	}
	snprintf(e->last, sizeof e->last, "%lc", c);
	if (e->typed_count == sizeof e->typed / sizeof *e->typed) {
		memmove(e->typed, e->typed + 1,
		        sizeof e->typed - sizeof *e->typed);
		e->typed_count--;
	}
	e->typed[e->typed_count++] = (wchar_t)c;
}

/* Returns whether to go on. */
static bool
read_keys(struct echo *e)
{
	struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};

	dawdle(e);
	mark_reading(e);
	do {
		wint_t c;
		int code;

		while ((code = wget_wch(e->keys, &c)) != ERR) {
			if (code == OK && c == CTRL_Q)
				return false;
			take(e, code, c);
			dawdle(e);
		}
	} while (poll(&input, 1, 0) > 0);
	return true;
}

static void
follow_size(void)
{
	struct winsize size;

	resized = 0;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
		resizeterm(size.ws_row, size.ws_col);
	/* Every cell: the terminal may have cut and lost what stood there. */
	clearok(curscr, TRUE);
}

static void
start(struct echo *e)
{
	struct sigaction action = {.sa_handler = on_resize};
	sigset_t blocked;

	setlocale(LC_ALL, "");
	/* The signal arrives in ppoll() alone, so none is missed between a look and the wait. */
	sigemptyset(&blocked);
	sigaddset(&blocked, SIGWINCH);
	sigprocmask(SIG_BLOCK, &blocked, &e->waiting);
	sigaction(SIGWINCH, &action, NULL);
	initscr();
	raw();
	noecho();
	nonl();
	set_escdelay(25);
	start_color();
	use_default_colors();
	init_pair(1, COLOR_RED, COLOR_BLUE);
	e->keys = newpad(1, 1);
	keypad(e->keys, TRUE);
	nodelay(e->keys, TRUE);
}

int
main(int argc, char **argv)
{
	struct echo e = {.lazy = argc > 1 && strcmp(argv[1], "lazy") == 0,
	                 .random = 1};
	struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};

	start(&e);
	for (bool more = true; more;) {
		int ready;

		paint(&e);
		ready = ppoll(&input, 1, NULL, &e.waiting);
		if (ready < 0 && errno != EINTR)
			break;
		if (resized)
			follow_size();
		if (ready > 0)
			more = read_keys(&e);
	}
	delwin(e.keys);
	endwin();
	return argc > 2 ? (int)strtol(argv[2], NULL, 10) : EXIT_SUCCESS;
}
