/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/terminal.h"

#include <curses.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/language.h"
#include "base/memory.h"

/* One terminal a process: its state is global, here only. */
static SCREEN *terminal;
static bool started;
static bool sync_titles;
static bool flushed; /* and nothing read since */
static int painted_rows, painted_columns;
static sigset_t waiting_signals;
static unsigned long repaints;
static volatile sig_atomic_t ending_signal;
static attr_t style_attributes[STYLE_COUNT];
static short style_pairs[STYLE_COUNT];

static void
on_signal(int number)
{
	ending_signal = number;
}

/* A crash ends as it would have, only with the terminal put right first. */
static void
on_crash(int number)
{
	terminal_stop();
	signal(number, SIG_DFL);
	raise(number);
}

static void
catch_signals(void)
{
	struct sigaction ending = {.sa_handler = on_signal};
	struct sigaction crash = {.sa_handler = on_crash,
	                          .sa_flags = (int)SA_RESETHAND};

	sigset_t blocked;

	sigemptyset(&blocked);
	sigaddset(&blocked, SIGHUP);
	sigaddset(&blocked, SIGTERM);
	sigaddset(&blocked, SIGINT);
	sigaddset(&blocked, SIGWINCH);
	sigprocmask(SIG_BLOCK, &blocked, &waiting_signals);
	sigemptyset(&ending.sa_mask);
	sigemptyset(&crash.sa_mask);
	sigaction(SIGHUP, &ending, NULL);
	sigaction(SIGTERM, &ending, NULL);
	sigaction(SIGINT, &ending, NULL);
	sigaction(SIGABRT, &crash, NULL);
	sigaction(SIGSEGV, &crash, NULL);
	sigaction(SIGBUS, &crash, NULL);
	sigaction(SIGFPE, &crash, NULL);
	signal(SIGPIPE, SIG_IGN);
}

static void
set_style(enum style style, attr_t attributes, short colour)
{
	style_attributes[style] = attributes;
	style_pairs[style] = 0;
	if (colour >= 0) {
		style_pairs[style] = (short)(style + 1);
		init_pair((short)(style + 1), colour, -1);
	}
}

/* Everything is told apart without colour too; colour is added where the
 * terminal has it and NO_COLOR is not set. */
static void
set_styles(void)
{
	const char *no_color = getenv("NO_COLOR");
	bool colour = has_colors() && !(no_color && no_color[0]);

	if (colour && (start_color() == ERR || use_default_colors() == ERR))
		colour = false;
#define COLOUR(name) (short)(colour ? COLOR_##name : -1)
	set_style(STYLE_PLAIN, A_NORMAL, -1);
	set_style(STYLE_TITLE, A_BOLD, -1);
	set_style(STYLE_DIM, A_NORMAL, COLOUR(CYAN));
	set_style(STYLE_CURRENT, A_REVERSE, -1);
	set_style(STYLE_MARKED, A_UNDERLINE, -1);
	set_style(STYLE_ERROR, A_BOLD, COLOUR(RED));
	set_style(STYLE_REVIEW, A_BOLD, COLOUR(YELLOW));
	set_style(STYLE_HINT, A_NORMAL, COLOUR(BLUE));
	set_style(STYLE_TODO, A_NORMAL, COLOUR(MAGENTA));
	set_style(STYLE_GOOD, A_NORMAL, COLOUR(GREEN));
	set_style(STYLE_KEY, A_BOLD, -1);
	set_style(STYLE_LIVE, A_UNDERLINE, COLOUR(GREEN));
#undef COLOUR
}

/* Bracketed paste, asked for and called off around our own screen. */
static void
bracketed_paste(bool on)
{
	fputs(on ? "\033[?2004h" : "\033[?2004l", stdout);
	fflush(stdout);
}

bool
terminal_start(char **why)
{
	const char *name = getenv("TERM");
	const char *sync = getenv("NIANBAO_SYNC");

	*why = NULL;
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
		*why = xstrdup(_("editing needs a terminal; `nianbao check` "
		                 "and `nianbao render` do not"));
		return false;
	}
	terminal = newterm(NULL, stdout, stdin);
	if (!terminal) {
		*why = xformat(_("the terminal's kind is not known here "
		                 "(TERM=%s); try: export TERM=xterm"),
		               name ? name : "");
		return false;
	}
	started = true;
	memory_on_exhausted(terminal_stop);
	atexit(terminal_stop);
	catch_signals();
	set_escdelay(25);
	raw();
	noecho();
	nonl();
	intrflush(stdscr, FALSE);
	keypad(stdscr, TRUE);
	nodelay(stdscr, TRUE);
	set_styles();
	sync_titles = sync && strcmp(sync, "1") == 0;
	bracketed_paste(true);
	return true;
}

void
terminal_stop(void)
{
	if (!started)
		return;
	started = false;
	bracketed_paste(false);
	curs_set(1);
	endwin();
}

void
terminal_show(void)
{
	painted_rows = LINES;
	painted_columns = COLS;
	doupdate();
}

void
terminal_flush(void)
{
	terminal_show();
	flushed = true;
	if (!sync_titles)
		return;
	repaints++;
	printf("\033]1;%lu %d %d\a\033]2;%lu\a", repaints, painted_rows,
	       painted_columns, repaints);
	fflush(stdout);
}

/* As poll() answers: 0 when the time is over, -1 for a signal. */
static int
wait_for(int milliseconds)
{
	struct pollfd in = {.fd = STDIN_FILENO, .events = POLLIN};
	struct timespec limit = {.tv_sec = milliseconds / 1000,
	                         .tv_nsec = milliseconds % 1000 * 1000000L};

	return ppoll(&in, 1, milliseconds < 0 ? NULL : &limit,
	             &waiting_signals);
}

bool
terminal_wait(int milliseconds)
{
	return wait_for(milliseconds) > 0;
}

bool
terminal_pauses(int milliseconds)
{
	/* doupdate() may have taken a new size and queued KEY_RESIZE. */
	if (LINES != painted_rows || COLS != painted_columns)
		return false;
	/* A test types on only when it has seen what comes of it. */
	return wait_for(sync_titles ? 0 : milliseconds) == 0;
}

void
terminal_await(void)
{
	if (!flushed)
		return;
	flushed = false;
	/* doupdate() may have taken a new size and queued KEY_RESIZE. */
	if (LINES == painted_rows && COLS == painted_columns)
		terminal_wait(-1);
	if (sync_titles) {
		printf("\033]1;%lu\a", repaints + 1);
		fflush(stdout);
	}
}

void
terminal_repaint(void)
{
	clearok(curscr, TRUE);
}

int
terminal_signal(void)
{
	return (int)ending_signal;
}

void
terminal_style(enum style style)
{
	attr_set(style_attributes[style], style_pairs[style], NULL);
}
