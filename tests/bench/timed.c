/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/*
 * A whole process, again and again: what it takes from the clock and of memory.
 *
 *	timed [-n RUNS] PROGRAM [ARGUMENT...]
 *
 * Prints "CLOCK CPU RSS": milliseconds by the clock and of the processor, of the middle run each,
 * and the largest peak of resident memory in kB. What else runs on the machine hardly shows in the
 * second. The program's output is thrown away, and its exit status
 * is its own affair unless it is above 1: then this one's is 2.
 */

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "measure.h"

#define RUNS_MOST 1000

extern char **environ;

static double
milliseconds(struct timeval time)
{
	return (double)time.tv_sec * 1e3 + (double)time.tv_usec / 1e3;
}

/* One run, its times in milliseconds; RSS grows to its peak. */
static void
run(char **argv, const posix_spawn_file_actions_t *actions, double *clock,
    double *cpu, long *rss)
{
	double start = measure_now();
	struct rusage usage;
	pid_t child;
	int status;

	errno = posix_spawnp(&child, argv[0], actions, NULL, argv, environ);
	if (errno != 0) {
		fprintf(stderr, "%s: %s\n", argv[0], strerror(errno));
		exit(2);
	}
	while (wait4(child, &status, 0, &usage) < 0)
		if (errno != EINTR)
			exit(2);
	*clock = (measure_now() - start) / 1e3;
	*cpu = milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime);
	if (!WIFEXITED(status) || WEXITSTATUS(status) > 1) {
		fprintf(stderr, "%s: wait status %#x\n", argv[0],
		        (unsigned)status);
		exit(2);
	}
	if (usage.ru_maxrss > *rss)
		*rss = usage.ru_maxrss;
}

int
main(int argc, char **argv)
{
	static double clocks[RUNS_MOST], cpus[RUNS_MOST];
	posix_spawn_file_actions_t actions;
	long count = 21, rss = 0;
	int option;

	while ((option = getopt(argc, argv, "+n:")) == 'n')
		count = strtol(optarg, NULL, 10);
	if (option != -1 || optind == argc || count < 1 || count > RUNS_MOST) {
		fputs("usage: timed [-n RUNS] PROGRAM [ARGUMENT...]\n", stderr);
		return 2;
	}
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null",
	                                 O_WRONLY, 0);
	for (long i = 0; i < count; i++)
		run(argv + optind, &actions, &clocks[i], &cpus[i], &rss);
	qsort(clocks, (size_t)count, sizeof *clocks, measure_compare);
	qsort(cpus, (size_t)count, sizeof *cpus, measure_compare);
	printf("%.2f %.2f %ld\n", clocks[count / 2], cpus[count / 2], rss);
	return 0;
}
