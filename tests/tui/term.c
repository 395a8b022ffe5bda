/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

#include "term_private.h"
#include "trial.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

#define DEADLINE 10000 /* ms, for one wait, times trial_slowness() */
/*
 * Bytes written at once: what the kernel's line discipline (4,096) always has room for, so that
 * after a poll() on the slave nothing sent is still under way.
 */
#define CHUNK 2048

static struct timespec
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time;
}

static double
microseconds_between(struct timespec from, struct timespec to)
{
	return (double)(to.tv_sec - from.tv_sec) * 1e6 +
	       (double)(to.tv_nsec - from.tv_nsec) / 1e3;
}

static int
milliseconds_since(struct timespec from)
{
	return (int)(microseconds_between(from, now()) / 1e3);
}

static int
deadline(void)
{
	return DEADLINE * trial_slowness();
}

/* Bytes */

/* Waits for output or the program's end; sees whether it has ended. */
static void
wait_for_child(struct term *t, int milliseconds)
{
	struct pollfd fds[] = {
		{.fd = t->ended ? -1 : t->child_fd, .events = POLLIN},
		{.fd = t->master, .events = POLLIN},
	};

	if (poll(fds, 2, milliseconds) < 0 && errno != EINTR)
		trial_fail("poll: %s", strerror(errno));
	if (!t->ended && waitpid(t->child, &t->status, WNOHANG) == t->child)
		t->ended = true;
}

static void read_output(struct term *t);

static void
write_chunk(struct term *t, const char *bytes, size_t size)
{
	struct timespec start = now();

	while (size > 0) {
		ssize_t count = write(t->master, bytes, size);

		if (count > 0) {
			bytes += count;
			size -= (size_t)count;
			continue;
		}
		if (errno != EAGAIN && errno != EINTR)
			term_fail(t, "writing to the terminal: %s",
			          strerror(errno));
		if (milliseconds_since(start) > deadline())
			term_fail(
				t,
				"expected the program to read its input, %zu bytes are left",
				size);
		wait_for_child(t, 1);
		read_output(t);
	}
}

/*
 * How much of the bytes may be shown: all but a mark at the end that is not
 * whole yet. libvterm 0.1 loses what follows the cut in such a one.
 */
static size_t
whole_marks(const struct term *t, const char *bytes, size_t size)
{
	size_t start = size;

	while (start > 0 && size - start < sizeof t->held) {
		char byte = bytes[--start];

		if (byte == '\a')
			return size;
		if (byte == '\033')
			return start + 1 == size || bytes[start + 1] == ']'
			               ? start
			               : size;
	}
	return size;
}

/*
 * Reads all the program has written so far: read() on the master makes the kernel deliver what is
 * under way before it says that there is nothing.
 */
static void
read_output(struct term *t)
{
	char bytes[sizeof t->held + 16384];
	ssize_t count;

	while (t->master >= 0 &&
	       (count = read(t->master, bytes + t->held_size, 16384)) > 0) {
		size_t size = t->held_size + (size_t)count, whole;

		memcpy(bytes, t->held, t->held_size);
		whole = whole_marks(t, bytes, size);
		t->held_size = size - whole;
		memcpy(t->held, bytes + whole, t->held_size);
		t->last_output = now();
		t->output += (size_t)count;
		vterm_input_write(t->vterm, bytes, whole);
		if (t->reply_size > 0) {
			size_t reply = t->reply_size;

			t->reply_size = 0;
			write_chunk(t, t->reply, reply);
		}
	}
}

/* Whether the program has read all input. */
static bool
input_drained(struct term *t)
{
	struct pollfd slave = {.fd = t->slave, .events = POLLIN};
	int waiting = 0;

	/* This poll() makes the kernel deliver what is under way; FIONREAD alone does not. */
	if (poll(&slave, 1, 0) < 0 || ioctl(t->slave, FIONREAD, &waiting) < 0)
		trial_fail("the terminal's slave side: %s", strerror(errno));
	return waiting == 0;
}

/* How much of the bytes to write at once, cut where no character or sequence is torn. */
static size_t
chunk_size(const char *bytes, size_t size)
{
	size_t cut = CHUNK;

	if (size <= CHUNK)
		return size;
	while (cut > 0 && (unsigned char)bytes[cut] >= 0x20 &&
	       (unsigned char)bytes[cut] < 0xc0)
		cut--;
	return cut > 0 ? cut : CHUNK;
}

void
term_send(struct term *t, const void *bytes, size_t size)
{
	const char *at = bytes;

	/* Nothing sent, nothing to come of it. */
	if (size == 0)
		return;
	read_output(t);
	t->marks.asked = t->marks.painted;
	while (size > 0) {
		struct timespec start = now();
		size_t chunk = chunk_size(at, size);

		write_chunk(t, at, chunk);
		at += chunk;
		size -= chunk;
		while (size > 0 && !input_drained(t)) {
			if (t->ended || milliseconds_since(start) > deadline())
				term_fail(
					t,
					"expected the program to read its input, %zu bytes are left",
					size);
			wait_for_child(t, 1);
			read_output(t);
		}
	}
}

void
term_type(struct term *t, const char *text)
{
	term_send(t, text, strlen(text));
}

void
term_keys(struct term *t, const char *text)
{
	term_type(t, text);
	term_sync(t);
}

/* Start and end */

struct term *
term_start(const struct term_options *options, const char *const argv[])
{
	static const struct term_options defaults = {0};
	const struct term_options *o = options != NULL ? options : &defaults;
	struct winsize size = {
		.ws_row = (unsigned short)(o->rows > 0 ? o->rows : 24),
		.ws_col = (unsigned short)(o->columns > 0 ? o->columns : 80),
	};
	struct term *t = calloc(1, sizeof *t);

	if (t == NULL)
		abort();
	t->foreign = o->foreign;
	screen_make(t, size.ws_row, size.ws_col);
	if (openpty(&t->master, &t->slave, NULL, NULL, &size) != 0)
		trial_fail("openpty: %s", strerror(errno));
	fcntl(t->master, F_SETFD, FD_CLOEXEC);
	fcntl(t->slave, F_SETFD, FD_CLOEXEC);
	fcntl(t->master, F_SETFL, O_RDWR | O_NONBLOCK);
	t->started = t->last_output = now();
	t->child = program_start(o, argv, t->slave);
	t->child_fd = pidfd_open(t->child, 0);
	if (t->child_fd < 0)
		trial_fail("pidfd_open: %s", strerror(errno));
	return t;
}

void
term_free(struct term *t)
{
	if (t == NULL)
		return;
	if (!t->ended) {
		kill(t->child, SIGKILL);
		waitpid(t->child, NULL, 0);
	}
	close(t->child_fd);
	if (t->master >= 0)
		close(t->master);
	if (t->slave >= 0)
		close(t->slave);
	vterm_free(t->vterm);
	free(t->row_text);
	free(t->screen_text);
	free(t);
}

void
term_hang_up(struct term *t)
{
	read_output(t);
	close(t->master);
	close(t->slave);
	t->master = t->slave = -1;
}

void
term_kill(struct term *t, int signal_number)
{
	if (term_running(t) && kill(t->child, signal_number) != 0)
		term_fail(t, "kill: %s", strerror(errno));
}

bool
term_running(struct term *t)
{
	wait_for_child(t, 0);
	return !t->ended;
}

void
term_wait_exit(struct term *t, int *status)
{
	struct timespec start = now();

	while (!t->ended) {
		int left = deadline() - milliseconds_since(start);

		if (left <= 0)
			term_fail(t,
			          "expected the program to end, it still runs");
		wait_for_child(t, left);
		read_output(t);
	}
	read_output(t);
	if (status != NULL)
		*status = t->status;
}

void
term_expect_exit(struct term *t, int exit_status)
{
	term_wait_exit(t, NULL);
	if (WIFSIGNALED(t->status))
		term_fail(t, "expected exit status %d, ended by signal %d (%s)",
		          exit_status, WTERMSIG(t->status),
		          strsignal(WTERMSIG(t->status)));
	if (WEXITSTATUS(t->status) != exit_status)
		term_fail(t, "expected exit status %d, seen %d", exit_status,
		          WEXITSTATUS(t->status));
}

/* Waiting */

static bool
marks_settled(const struct term *t)
{
	int rows, columns;

	vterm_get_size(t->vterm, &rows, &columns);
	return t->marks.painted > t->marks.asked &&
	       t->marks.reading == t->marks.painted && t->marks.rows == rows &&
	       t->marks.columns == columns;
}

void
term_sync(struct term *t)
{
	struct timespec start = now();

	if (t->foreign)
		trial_fail("term_sync: a foreign program writes no marks");
	for (;;) {
		/* In this order: what was written before the input was gone has then been read. */
		bool drained = input_drained(t);
		int left = deadline() - milliseconds_since(start);

		read_output(t);
		if (drained && marks_settled(t))
			return;
		if (t->ended)
			term_fail(
				t,
				"expected a repaint, the program has ended (wait status %#x)",
				(unsigned)t->status);
		if (left <= 0)
			term_fail(
				t,
				"expected a repaint newer than %lu at the present size and no input waiting; "
				"seen: painted %lu, icon name \"%lu %d %d\", input %s",
				t->marks.asked, t->marks.painted,
				t->marks.reading, t->marks.rows,
				t->marks.columns, drained ? "read" : "waiting");
		/*
		 * What is still missing comes with output. Only where the marks are right but input
		 * waited a moment ago, the program may have done all since, and will be silent.
		 */
		wait_for_child(t, marks_settled(t) ? 1 : left);
	}
}

void
term_quiet(struct term *t, int milliseconds)
{
	struct timespec start = now();
	struct timespec quiet_since = start;

	for (;;) {
		size_t before = t->output;
		int left = milliseconds - milliseconds_since(quiet_since);

		if (left <= 0)
			return;
		if (milliseconds_since(start) > deadline())
			term_fail(t, "expected no output for %d ms",
			          milliseconds);
		wait_for_child(t, left);
		read_output(t);
		if (t->output != before)
			quiet_since = t->last_output;
		else if (t->ended)
			return;
	}
}

static bool
wait_until(struct term *t, bool (*holds)(struct term *, void *), void *user)
{
	struct timespec start = now();

	for (;;) {
		int left = deadline() - milliseconds_since(start);
		bool ended = t->ended;

		read_output(t);
		if (holds(t, user))
			return true;
		if (left <= 0 || ended)
			return false;
		wait_for_child(t, left);
	}
}

void
term_expect_that(struct term *t, const char *what,
                 bool (*holds)(struct term *, void *), void *user)
{
	if (!wait_until(t, holds, user))
		term_fail(t, "expected: %s", what);
}

static bool
shown(struct term *t, void *text)
{
	return term_find(t, text, NULL, NULL);
}

static bool
gone(struct term *t, void *text)
{
	return !term_find(t, text, NULL, NULL);
}

void
term_expect(struct term *t, const char *text)
{
	if (!wait_until(t, shown, (void *)text))
		term_fail(t, "expected on the screen: %s", text);
}

void
term_expect_gone(struct term *t, const char *text)
{
	if (!wait_until(t, gone, (void *)text))
		term_fail(t, "expected to go from the screen: %s", text);
}

void
term_resize(struct term *t, int rows, int columns)
{
	struct winsize size = {
		.ws_row = (unsigned short)rows,
		.ws_col = (unsigned short)columns,
	};

	/* The kernel sends no signal where nothing changes. */
	if (rows == term_rows(t) && columns == term_columns(t))
		return;
	read_output(t);
	t->marks.asked = t->marks.painted;
	vterm_set_size(t->vterm, rows, columns);
	if (ioctl(t->master, TIOCSWINSZ, &size) != 0)
		term_fail(t, "TIOCSWINSZ: %s", strerror(errno));
}

/* Measures */

unsigned long
term_repaints(const struct term *t)
{
	return t->marks.painted;
}

unsigned
term_bells(const struct term *t)
{
	return t->bells;
}

size_t
term_output(const struct term *t)
{
	return t->output - t->mark_bytes;
}

struct term_cost
term_measure(struct term *t, const void *bytes, size_t size, int quiet)
{
	size_t before;
	struct timespec start;

	read_output(t);
	before = term_output(t);
	start = now();
	t->last_output = start;
	term_send(t, bytes, size);
	if (quiet > 0)
		term_quiet(t, quiet);
	else
		term_sync(t);
	return (struct term_cost){
		.microseconds = microseconds_between(start, t->last_output),
		.bytes = term_output(t) - before,
	};
}

double
term_age(const struct term *t)
{
	return microseconds_between(t->started, t->last_output);
}
