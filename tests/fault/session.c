/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/*
 * Usage: session KEYS... -- COMMAND...
 *
 * Runs the command, which is nianbao or strace with nianbao below it, in a
 * terminal of 80 x 24. Each KEYS is sent when the program has done all of the
 * one before: painted, kept what was edited, and waits for input again. Prints
 * how many KEYS it has done so, and how it ended: `DONE exit STATUS` or `DONE
 * signal NUMBER`.
 */

#include <poll.h>
#include <pty.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Only against a program that hangs. */
#define SECONDS 120
#define PAINTED "\033]2;"

static unsigned long painted; /* marks seen */
static bool ended;            /* the terminal's other side is closed */

/* Reads what the program says for a moment. */
static void
listen_to(int terminal)
{
	static char bytes[65536];
	static size_t kept; /* of a mark that is not whole yet */
	struct pollfd waiting = {.fd = terminal, .events = POLLIN};
	ssize_t got;

	if (poll(&waiting, 1, 1) <= 0)
		return;
	got = read(terminal, bytes + kept, sizeof(bytes) - kept);
	if (got <= 0) {
		ended = true;
		return;
	}
	kept += (size_t)got;
	for (char *at = bytes;;) {
		at = memmem(at, kept - (size_t)(at - bytes), PAINTED,
		            strlen(PAINTED));
		if (at == NULL)
			break;
		painted++;
		at += strlen(PAINTED);
	}
	/* The beginning of a mark, perhaps. */
	got = (ssize_t)(kept < strlen(PAINTED) - 1 ? kept
	                                           : strlen(PAINTED) - 1);
	memmove(bytes, bytes + kept - got, (size_t)got);
	kept = (size_t)got;
}

/* The first word of a file of /proc; 0 if there is none. */
static long
read_number(const char *format, long process)
{
	char path[64];
	char line[32] = "";
	FILE *file;

	snprintf(path, sizeof(path), format, process, process);
	file = fopen(path, "r");
	if (file == NULL)
		return 0;
	if (fgets(line, sizeof(line), file) == NULL)
		*line = '\0';
	fclose(file);
	return strtol(line, NULL, 10);
}

static bool
is_asleep(long process)
{
	char path[64], state = '\0';
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%ld/stat", process);
	file = fopen(path, "r");
	if (file == NULL)
		return false;
	if (fscanf(file, "%*d %*s %c", &state) != 1)
		state = '\0';
	fclose(file);
	return state == 'S';
}

/* Whether the program waits for input: asleep in poll() (7) or ppoll() (271),
 * as they are numbered here. `strace` has it as its child. */
static bool
waits(long command, bool traced)
{
	long process =
		traced ? read_number("/proc/%ld/task/%ld/children", command)
		       : command;
	long call;

	if (process == 0 || !is_asleep(process))
		return false;
	call = read_number("/proc/%ld/syscall", process);
	return (call == 7 || call == 271) && is_asleep(process);
}

int
main(int count, char **arguments)
{
	int command = 1, terminal, status, done = 0;
	struct winsize size = {.ws_row = 24, .ws_col = 80};
	bool traced;
	pid_t child;

	while (command < count && strcmp(arguments[command], "--") != 0)
		command++;
	if (command + 1 >= count)
		return EXIT_FAILURE;
	traced = strstr(arguments[command + 1], "strace") != NULL;
	alarm(SECONDS);
	child = forkpty(&terminal, NULL, NULL, &size);
	if (child < 0)
		return EXIT_FAILURE;
	if (child == 0) {
		setenv("TERM", "xterm-256color", 1);
		setenv("NIANBAO_SYNC", "1", 1);
		execvp(arguments[command + 1], arguments + command + 1);
		_exit(127);
	}
	for (int next = 1; !ended; next++) {
		unsigned long before = painted;

		while (!ended && (painted == before || !waits(child, traced)))
			listen_to(terminal);
		if (!ended)
			done = next - 1;
		if (ended || next == command)
			break;
		if (write(terminal, arguments[next], strlen(arguments[next])) <
		    0)
			break;
	}
	close(terminal); /* a program that goes on loses it */
	if (waitpid(child, &status, 0) != child)
		return EXIT_FAILURE;
	if (WIFSIGNALED(status))
		printf("%d signal %d\n", done, WTERMSIG(status));
	else
		printf("%d exit %d\n", done, WEXITSTATUS(status));
	return EXIT_SUCCESS;
}
