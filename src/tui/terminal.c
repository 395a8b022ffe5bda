/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/terminal.h"

#include <curses.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"

/* One terminal a process: its state is global, here only. */
static SCREEN *terminal;
static bool started;
static bool only_ascii;
static bool sync_titles;
static bool flushed; /* and nothing read since */
static int painted_rows, painted_columns;
static sigset_t waiting_signals;
static unsigned long repaints;
static volatile sig_atomic_t ending_signal;
static volatile sig_atomic_t stop_asked;
static bool interrupted; /* by a signal, since the flush */
static bool resumed;     /* after a stop, and not yet asked for */

/* For a crash, when nothing but system calls may be made: how the terminal
 * was, what puts it back, and what is to be said. */
#define CRASH_STACK 32768
static struct termios modes_before;
static char restoring[256];
static char last_words[1024];
static unsigned char crash_stack[CRASH_STACK];
static attr_t style_attributes[STYLE_COUNT];
static short style_pairs[STYLE_COUNT];

static void
on_signal(int number)
{
	ending_signal = number;
}

/* Bracketed paste, asked for and called off around our own screen. */
static void
bracketed_paste(bool on)
{
	fputs(on ? "\033[?2004h" : "\033[?2004l", stdout);
	fflush(stdout);
}

static void
on_stop(int number)
{
	(void)number;
	stop_asked = 1;
}

/* Nothing can be done if that fails. */
static void
write_blindly(int file, const char *text)
{
	ssize_t written = write(file, text, strlen(text));

	(void)written;
}

/* A crash ends as it would have, only with the terminal put right first. What
 * was edited is in the journal already. */
static void
on_crash(int number)
{
	if (started) {
		write_blindly(STDOUT_FILENO, restoring);
		tcsetattr(STDIN_FILENO, TCSANOW, &modes_before);
		write_blindly(STDERR_FILENO, last_words);
	}
	signal(number, SIG_DFL);
	raise(number);
}

/* Stops as the terminal's own key would have done it, and comes back. */
static void
stop_awhile(void)
{
	struct sigaction stopping = {.sa_handler = SIG_DFL}, before;
	sigset_t stop;

	stop_asked = 0;
	bracketed_paste(false);
	endwin();
	sigemptyset(&stop);
	sigaddset(&stop, SIGTSTP);
	sigaction(SIGTSTP, &stopping, &before);
	raise(SIGTSTP);
	sigprocmask(SIG_UNBLOCK, &stop, NULL);
	/* Here it is stopped. */
	sigprocmask(SIG_BLOCK, &stop, NULL);
	sigaction(SIGTSTP, &before, NULL);
	bracketed_paste(true);
	terminal_repaint();
	resumed = true;
}

static void
catch_signals(void)
{
	struct sigaction ending = {.sa_handler = on_signal};
	struct sigaction stopping = {.sa_handler = on_stop}, before;
	struct sigaction crash = {.sa_handler = on_crash,
	                          .sa_flags = (int)(SA_RESETHAND | SA_ONSTACK)};
	const stack_t stack = {.ss_sp = crash_stack,
	                       .ss_size = sizeof crash_stack};
	sigset_t blocked;

	sigaltstack(&stack, NULL);
	sigemptyset(&blocked);
	sigaddset(&blocked, SIGHUP);
	sigaddset(&blocked, SIGTERM);
	sigaddset(&blocked, SIGINT);
	sigaddset(&blocked, SIGWINCH);
	sigaddset(&blocked, SIGTSTP);
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
	if (sigaction(SIGTSTP, NULL, &before) == 0 &&
	    before.sa_handler != SIG_IGN)
		sigaction(SIGTSTP, &stopping, NULL);
	signal(SIGPIPE, SIG_IGN);
	/* Too large a file is an error that is told. */
	signal(SIGXFSZ, SIG_IGN);
}

/* Adds what a capability sends, without its delays. */
static void
add_restoring(const char *capability)
{
	const char *text = tigetstr(capability);
	size_t length = strlen(restoring);

	if (!text || text == (const char *)-1)
		return;
	while (*text && length + 1 < sizeof restoring) {
		if (text[0] == '$' && text[1] == '<')
			text += strcspn(text, ">") + (strchr(text, '>') != 0);
		else
			restoring[length++] = *text++;
	}
	restoring[length] = '\0';
}

static void
prepare_for_crash(void)
{
	snprintf(restoring, sizeof restoring, "\033[?2004l");
	add_restoring("sgr0");
	add_restoring("cnorm");
	add_restoring("rmkx");
	add_restoring("rmcup");
}

void
terminal_last_words(const char *file)
{
	char *words = xformat(_("nianbao has broken down; open %s again, and "
	                        "the edits that were not saved are offered"),
	                      file);
	struct buffer safe = {0};

	text_show(&safe, words, strlen(words));
	snprintf(last_words, sizeof last_words, "%s\n", safe.data);
	buffer_free(&safe);
	free(words);
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
	set_style(STYLE_HEADING, A_BOLD, -1);
	set_style(STYLE_SELECTED, A_REVERSE, -1);
	set_style(STYLE_ERROR, A_BOLD, COLOUR(RED));
	set_style(STYLE_REVIEW, A_BOLD, COLOUR(YELLOW));
	set_style(STYLE_HINT, A_NORMAL, COLOUR(BLUE));
	set_style(STYLE_TODO, A_NORMAL, COLOUR(MAGENTA));
	set_style(STYLE_GOOD, A_NORMAL, COLOUR(GREEN));
	set_style(STYLE_KEY, A_BOLD, -1);
	set_style(STYLE_LIVE, A_BOLD, COLOUR(GREEN));
	set_style(STYLE_FOUND_ERROR, A_UNDERLINE, COLOUR(RED));
	set_style(STYLE_FOUND_REVIEW, A_UNDERLINE, COLOUR(YELLOW));
	set_style(STYLE_FOUND_HINT, A_UNDERLINE, COLOUR(BLUE));
#undef COLOUR
}

void
terminal_use_ascii(bool ascii)
{
	only_ascii = ascii;
}

bool
terminal_is_ascii(void)
{
	return only_ascii;
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
	tcgetattr(STDIN_FILENO, &modes_before);
	terminal = newterm(NULL, stdout, stdin);
	if (!terminal) {
		*why = xformat(_("the terminal's kind is not known here "
		                 "(TERM=%s); try: export TERM=xterm"),
		               name ? name : "");
		return false;
	}
	prepare_for_crash();
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

/* --- lending --- */

/* What the keyboard or the shell sends to all who share the terminal: meant
 * for the other program while it has it. Stopping stops both. */
static const struct {
	int number;
	void (*action)(int number);
} shared_signals[] = {
	{SIGQUIT, SIG_IGN},
	{SIGTSTP, SIG_DFL},
	{SIGTTOU, SIG_IGN},
};
#define SHARED_COUNT (sizeof shared_signals / sizeof shared_signals[0])
static struct sigaction own_actions[SHARED_COUNT];

void
terminal_lend(sigset_t *mask, sigset_t *defaults)
{
	*mask = waiting_signals;
	sigemptyset(defaults);
	sigaddset(defaults, SIGINT);
	sigaddset(defaults, SIGPIPE);
	bracketed_paste(false);
	curs_set(1);
	endwin();
	for (size_t i = 0; i < SHARED_COUNT; i++) {
		struct sigaction action = {.sa_handler =
		                                   shared_signals[i].action};

		sigaddset(defaults, shared_signals[i].number);
		sigaction(shared_signals[i].number, &action, &own_actions[i]);
	}
}

/* What a program that was killed may have left on: modes of the mouse, of
 * focus, of inserting, a scrolling region, another character set. Terminals
 * that do not know them pass over them. */
static const char left_on[] =
	"\033[?1000l\033[?1002l\033[?1003l\033[?1004l\033[?1006l"
	"\033[4l\033[?6l\033[?7h\033[r\033(B\017\033[m";

void
terminal_take_back(void)
{
	struct sigaction ignored = {.sa_handler = SIG_IGN}, own;

	/* It may have made another group the terminal's. */
	tcsetpgrp(STDIN_FILENO, getpgrp());
	for (size_t i = 0; i < SHARED_COUNT; i++)
		sigaction(shared_signals[i].number, &own_actions[i], NULL);
	/* Ctrl+C was for it: to ignore a signal forgets one that waits. */
	sigaction(SIGINT, &ignored, &own);
	sigaction(SIGINT, &own, NULL);
	fputs(left_on, stdout);
	fflush(stdout);
	reset_prog_mode();
	flushinp();
	bracketed_paste(true);
	clearok(curscr, TRUE);
}

void
terminal_show(void)
{
	painted_rows = LINES;
	painted_columns = COLS;
	interrupted = false;
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

	int ready = ppoll(&in, 1, milliseconds < 0 ? NULL : &limit,
	                  &waiting_signals);

	interrupted = interrupted || ready < 0;
	if (stop_asked)
		stop_awhile();
	return ready;
}

bool
terminal_wait(int milliseconds)
{
	return wait_for(milliseconds) > 0;
}

/* doupdate() may have taken a new size and queued KEY_RESIZE. */
static bool
size_was_taken(void)
{
	return LINES != painted_rows || COLS != painted_columns;
}

bool
terminal_pauses(int milliseconds)
{
	if (size_was_taken())
		return false;
	/* A test types on only when it has seen what comes of it. */
	return wait_for(sync_titles ? 0 : milliseconds) == 0;
}

bool
terminal_idle(int milliseconds)
{
	return size_was_taken() || interrupted || terminal_wait(milliseconds);
}

bool
terminal_resumed(void)
{
	bool was = resumed;

	resumed = false;
	return was;
}

void
terminal_await(void)
{
	if (!flushed)
		return;
	flushed = false;
	/* A signal that ended terminal_idle() is to be looked at first. */
	if (!size_was_taken() && !interrupted)
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
