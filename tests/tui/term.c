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
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define DEADLINE 10000 /* ms, for one wait, times trial_slowness() */
/*
 * Bytes written at once: what the kernel's line discipline (4,096) always has room for, so that
 * after a poll() on the slave nothing sent is still under way.
 */
#define CHUNK 2048
#define ENVIRONMENT_MAX 64

static const char *const inherited[] = {
	"PATH",
	"TERMINFO",
	"TERMINFO_DIRS",
	"LD_LIBRARY_PATH",
	"ASAN_OPTIONS",
	"LSAN_OPTIONS",
	"UBSAN_OPTIONS",
	"GCOV_PREFIX",
	"GCOV_PREFIX_STRIP",
	"LLVM_PROFILE_FILE",
};

static const char *const fixed[] = {
	"LC_ALL=C.UTF-8", "TZ=UTC",        "SOURCE_DATE_EPOCH=1674000000",
	"USER=clerk",     "LOGNAME=clerk", "SHELL=/bin/sh",
};

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

/* The child */

/* The setting takes the place of one of the same name. */
static void
set(char **environment, size_t *count, const char *setting)
{
	size_t name = strcspn(setting, "=") + 1;
	size_t i = 0;

	while (i < *count && strncmp(environment[i], setting, name) != 0)
		i++;
	if (i == ENVIRONMENT_MAX)
		trial_fail("more than %d settings in the environment",
		           ENVIRONMENT_MAX);
	if (i == *count)
		(*count)++;
	else
		free(environment[i]);
	environment[i] = strdup(setting);
	if (environment[i] == NULL)
		abort();
}

static void
set_value(char **environment, size_t *count, const char *name,
          const char *value, const char *tail)
{
	char *setting;

	if (asprintf(&setting, "%s=%s%s", name, value, tail) < 0)
		abort();
	set(environment, count, setting);
	free(setting);
}

/* ENVIRONMENT has one place more than ENVIRONMENT_MAX, for the NULL. */
static void
fill_environment(char **environment, const struct term_options *o)
{
	static const char *const folders[][2] = {
		{"HOME", ""},
		{"XDG_CONFIG_HOME", "/.config"},
		{"XDG_DATA_HOME", "/.local/share"},
		{"XDG_STATE_HOME", "/.local/state"},
		{"XDG_CACHE_HOME", "/.cache"},
	};
	const char *home = o->home != NULL ? o->home : trial_folder();
	size_t count = 0;

	for (size_t i = 0; i < sizeof inherited / sizeof *inherited; i++)
		if (getenv(inherited[i]) != NULL)
			set_value(environment, &count, inherited[i],
			          getenv(inherited[i]), "");
	for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
		set(environment, &count, fixed[i]);
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
		set_value(environment, &count, folders[i][0],
		          home != NULL ? home : "/nonexistent", folders[i][1]);
	set_value(environment, &count, "TERM",
	          o->type != NULL ? o->type : "xterm-256color", "");
	if (!o->foreign)
		set(environment, &count, "NIANBAO_SYNC=1");
	for (size_t i = 0; o->environment != NULL && o->environment[i] != NULL;
	     i++)
		set(environment, &count, o->environment[i]);
	environment[count] = NULL;
}

static _Noreturn void
run_child(int slave, const char *directory, const char *const argv[],
          char **environment)
{
	/* The program ends with the test, also when the test crashes. */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	setsid();
	ioctl(slave, TIOCSCTTY, 0);
	dup2(slave, STDIN_FILENO);
	dup2(slave, STDOUT_FILENO);
	dup2(slave, STDERR_FILENO);
	if (directory != NULL && chdir(directory) != 0)
		dprintf(STDERR_FILENO, "%s: %s\r\n", directory,
		        strerror(errno));
	else
		execvpe(argv[0], (char *const *)argv, environment);
	dprintf(STDERR_FILENO, "%s: %s\r\n", argv[0], strerror(errno));
	_exit(127);
}

/* libvterm */

static void
on_reply(const char *bytes, size_t size, void *user)
{
	struct term *t = user;

	if (size > sizeof t->reply - t->reply_size)
		size = sizeof t->reply - t->reply_size;
	memcpy(t->reply + t->reply_size, bytes, size);
	t->reply_size += size;
}

static void
on_mark(struct term *t, bool title, const char *text)
{
	char *end;
	unsigned long number = strtoul(text, &end, 10);

	t->mark_bytes += strlen(text) + strlen("\033]1;\a");
	if (end == text)
		return;
	if (title) {
		t->marks.painted = number;
		return;
	}
	t->marks.reading = number;
	t->marks.rows = (int)strtol(end, &end, 10);
	t->marks.columns = (int)strtol(end, &end, 10);
}

static void
on_title(struct term *t, bool title, const VTermValue *value)
{
#if VTERM_VERSION_MAJOR == 0 && VTERM_VERSION_MINOR < 2
	on_mark(t, title, value->string);
#else
	size_t size = value->string.len;

	if (value->string.initial)
		t->fragment_size = 0;
	if (size > sizeof t->fragment - 1 - t->fragment_size)
		size = sizeof t->fragment - 1 - t->fragment_size;
	memcpy(t->fragment + t->fragment_size, value->string.str, size);
	t->fragment_size += size;
	t->fragment[t->fragment_size] = '\0';
	if (value->string.final)
		on_mark(t, title, t->fragment);
#endif
}

static int
on_property(VTermProp property, VTermValue *value, void *user)
{
	struct term *t = user;

	switch (property) {
	case VTERM_PROP_TITLE:
	case VTERM_PROP_ICONNAME:
		on_title(t, property == VTERM_PROP_TITLE, value);
		break;
	case VTERM_PROP_CURSORVISIBLE:
		t->cursor_visible = value->boolean;
		break;
	case VTERM_PROP_ALTSCREEN:
		t->alternate = value->boolean;
		break;
	default:
		break;
	}
	return 1;
}

static int
on_bell(void *user)
{
	struct term *t = user;

	t->bells++;
	return 1;
}

static const VTermScreenCallbacks callbacks = {
	.settermprop = on_property,
	.bell = on_bell,
};

static void
make_screen(struct term *t, int rows, int columns)
{
	t->vterm = vterm_new(rows, columns);
	if (t->vterm == NULL)
		abort();
	vterm_set_utf8(t->vterm, 1);
	vterm_output_set_callback(t->vterm, on_reply, t);
	t->screen = vterm_obtain_screen(t->vterm);
	vterm_screen_set_callbacks(t->screen, &callbacks, t);
	vterm_screen_enable_altscreen(t->screen, 1);
	t->cursor_visible = true;
	vterm_screen_reset(t->screen, 1);
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
 * Reads all the program has written so far: read() on the master makes the kernel deliver what is
 * under way before it says that there is nothing.
 */
static void
read_output(struct term *t)
{
	char bytes[16384];
	ssize_t count;

	while (t->master >= 0 &&
	       (count = read(t->master, bytes, sizeof bytes)) > 0) {
		t->last_output = now();
		t->output += (size_t)count;
		vterm_input_write(t->vterm, bytes, (size_t)count);
		if (t->reply_size > 0) {
			size_t size = t->reply_size;

			t->reply_size = 0;
			write_chunk(t, t->reply, size);
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
	const char *directory =
		o->directory != NULL ? o->directory : trial_folder();
	struct winsize size = {
		.ws_row = (unsigned short)(o->rows > 0 ? o->rows : 24),
		.ws_col = (unsigned short)(o->columns > 0 ? o->columns : 80),
	};
	char *environment[ENVIRONMENT_MAX + 1];
	struct term *t = calloc(1, sizeof *t);

	if (t == NULL)
		abort();
	t->foreign = o->foreign;
	make_screen(t, size.ws_row, size.ws_col);
	if (openpty(&t->master, &t->slave, NULL, NULL, &size) != 0)
		trial_fail("openpty: %s", strerror(errno));
	fcntl(t->master, F_SETFD, FD_CLOEXEC);
	fcntl(t->slave, F_SETFD, FD_CLOEXEC);
	fcntl(t->master, F_SETFL, O_RDWR | O_NONBLOCK);
	fill_environment(environment, o);
	fflush(stdout);
	t->started = t->last_output = now();
	t->child = fork();
	if (t->child < 0)
		trial_fail("fork: %s", strerror(errno));
	if (t->child == 0)
		run_child(t->slave, directory, argv, environment);
	t->child_fd = pidfd_open(t->child, 0);
	if (t->child_fd < 0)
		trial_fail("pidfd_open: %s", strerror(errno));
	for (char **at = environment; *at != NULL; at++)
		free(*at);
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
