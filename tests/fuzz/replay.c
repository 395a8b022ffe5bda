/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/*
 * The main() of a target that is not linked with libFuzzer: runs every input
 * in the folders that tests/fuzz/seeds names for it, each in a process of its
 * own, and prints a line for each as tests/run wants them. With arguments, it
 * runs those files instead, one after another.
 */

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "fuzz.h"

/* Only against an input that hangs: a slow machine must not fail one. */
#define SECONDS 120

static unsigned failures;

static void
run(const char *path)
{
	struct buffer input = {0};
	char *why = NULL;

	fuzz_expect(file_read(path, FILE_LIMIT, &input, &why), path);
	LLVMFuzzerTestOneInput((const uint8_t *)(input.data ? input.data : ""),
	                       input.length);
	buffer_free(&input);
}

static void
try(const char *target, const char *folder, const char *name)
{
	char *path = xformat("%s/%s/%s", SOURCE_DIR, folder, name);
	pid_t child;
	int status = 0;

	fflush(stdout);
	child = fork();
	if (child == 0) {
		alarm(SECONDS);
		run(path);
		exit(EXIT_SUCCESS);
	}
	fuzz_expect(child > 0 && waitpid(child, &status, 0) == child,
	            "a process of its own");
	if (status == 0) {
		printf("ok fuzz %s %s/%s\n", target, folder, name);
	} else {
		failures++;
		printf("not ok fuzz %s %s/%s: expected to end well, seen %s "
		       "%d\n",
		       target, folder, name,
		       WIFSIGNALED(status) ? "signal" : "status",
		       WIFSIGNALED(status) ? WTERMSIG(status)
		                           : WEXITSTATUS(status));
	}
	free(path);
}

static int
is_input(const struct dirent *entry)
{
	const char *ending = strrchr(entry->d_name, '.');

	return entry->d_name[0] != '.' &&
	       (ending == NULL || strcmp(ending, ".expected") != 0);
}

static void
try_folder(const char *target, const char *folder)
{
	char *path = xformat("%s/%s", SOURCE_DIR, folder);
	struct dirent **entries;
	int count = scandir(path, &entries, is_input, alphasort);

	fuzz_expect(count > 0, path);
	for (int i = 0; i < count; i++) {
		try(target, folder, entries[i]->d_name);
		free(entries[i]);
	}
	free((void *)entries);
	free(path);
}

/* Not read as a stream: what a child has of one ends with it, and the stream of
 * all goes back to where the child stood. */
static void
try_all(const char *target)
{
	struct buffer seeds = {0};
	char name[32], folder[96], *why = NULL;
	int bytes;

	fuzz_expect(file_read(SOURCE_DIR "/tests/fuzz/seeds", FILE_LIMIT,
	                      &seeds, &why),
	            "tests/fuzz/seeds");
	for (const char *at = seeds.data;
	     sscanf(at, "%31s %95s%n", name, folder, &bytes) == 2; at += bytes)
		if (strcmp(name, target) == 0)
			try_folder(target, folder);
	buffer_free(&seeds);
}

int
main(int count, char **arguments)
{
	const char *slash = strrchr(arguments[0], '/');

	for (int i = 1; i < count; i++)
		run(arguments[i]);
	if (count == 1)
		try_all(slash == NULL ? arguments[0] : slash + 1);
	return failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
