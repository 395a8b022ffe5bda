/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/* The program under test as a process: its environment and its terminal. */

#include "term_private.h"
#include "trial.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <unistd.h>

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

pid_t
program_start(const struct term_options *o, const char *const argv[], int slave)
{
	const char *directory =
		o->directory != NULL ? o->directory : trial_folder();
	char *environment[ENVIRONMENT_MAX + 1];
	pid_t child;

	fill_environment(environment, o);
	fflush(stdout);
	child = fork();
	if (child < 0)
		trial_fail("fork: %s", strerror(errno));
	if (child == 0)
		run_child(slave, directory, argv, environment);
	for (char **at = environment; *at != NULL; at++)
		free(*at);
	return child;
}
