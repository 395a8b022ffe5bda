/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

#include "trial.h"

#include <errno.h>
#include <ftw.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define EXIT_SKIPPED 77
#define TRIAL_SECONDS \
 300 /* for one trial; the deadlines of its waits are far below */

static const char *current_name;
static const char *current_folder;

/* "WHAT NAME: " and the message, its further lines indented. */
static void
say(const char *what, const char *format, va_list arguments)
{
	char *message = NULL;

	if (vasprintf(&message, format, arguments) < 0)
		abort();
	printf("%s %s: ", what, current_name);
	for (const char *at = message; *at != '\0'; at++) {
		putchar(*at);
		if (*at == '\n' && at[1] != '\0')
			fputs("    ", stdout);
	}
	putchar('\n');
	fflush(stdout);
	free(message);
}

void
trial_fail(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	if (current_name == NULL) {
		vfprintf(stderr, format, arguments);
		fputc('\n', stderr);
		exit(2);
	}
	say("not ok", format, arguments);
	va_end(arguments);
	/* No exit handlers: a leak on the way out of a failure is no second failure. */
	_Exit(EXIT_FAILURE);
}

void
trial_skip(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	if (current_name == NULL) {
		vfprintf(stderr, format, arguments);
		fputc('\n', stderr);
		exit(2);
	}
	say("skip", format, arguments);
	va_end(arguments);
	_Exit(EXIT_SKIPPED);
}

int
trial_slowness(void)
{
	const char *text = getenv("NIANBAO_TEST_SLOW");
	long factor = text != NULL ? strtol(text, NULL, 10) : 0;

	if (factor >= 1 && factor <= 1000)
		return (int)factor;
#ifdef __SANITIZE_ADDRESS__
	return 3;
#else
	return 1;
#endif
}

const char *
trial_folder(void)
{
	return current_folder;
}

static char *
join(const char *folder, size_t length, const char *name)
{
	char *path = NULL;

	if (asprintf(&path, "%.*s/%s", (int)length, folder, name) < 0)
		abort();
	return path;
}

char *
trial_path(const char *name)
{
	if (current_folder == NULL)
		trial_fail("%s: no trial is running, so it has no folder",
		           name);
	return join(current_folder, strlen(current_folder), name);
}

char *
trial_beside(const char *name)
{
	char self[4096];
	ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);

	if (length < 0)
		trial_fail("/proc/self/exe: %s", strerror(errno));
	self[length] = '\0';
	return join(self, (size_t)(strrchr(self, '/') - self), name);
}

static void
write_bytes(const char *name, const char *bytes, size_t size)
{
	char *path = trial_path(name);
	FILE *file = fopen(path, "we");

	if (file == NULL || fwrite(bytes, 1, size, file) != size)
		trial_fail("%s: %s", path, strerror(errno));
	if (fclose(file) != 0)
		trial_fail("%s: %s", path, strerror(errno));
	free(path);
}

void
trial_write(const char *name, const char *text)
{
	write_bytes(name, text, strlen(text));
}

void
trial_copy(const char *source, const char *name)
{
	size_t size;
	char *bytes = trial_read(source, &size);

	write_bytes(name, bytes, size);
	free(bytes);
}

char *
trial_read(const char *path, size_t *size)
{
	char *bytes = NULL;
	size_t length = 0;
	FILE *file = fopen(path, "re");
	FILE *copy = open_memstream(&bytes, &length);
	int byte;

	if (file == NULL || copy == NULL)
		trial_fail("%s: %s", path, strerror(errno));
	while ((byte = getc(file)) != EOF)
		putc(byte, copy);
	if (ferror(file))
		trial_fail("%s: %s", path, strerror(errno));
	fclose(file);
	if (fclose(copy) != 0)
		abort();
	if (size != NULL)
		*size = length;
	return bytes;
}

static int
remove_entry(const char *path, const struct stat *status, int kind,
             struct FTW *where)
{
	(void)status;
	(void)kind;
	(void)where;
	return remove(path);
}

static char *
make_folder(void)
{
	const char *base = getenv("TMPDIR");
	char *folder;

	if (base == NULL || *base != '/')
		base = "/tmp";
	folder = join(base, strlen(base), "nianbao-trial-XXXXXX");
	if (mkdtemp(folder) == NULL) {
		fprintf(stderr, "%s: %s\n", folder, strerror(errno));
		exit(2);
	}
	return folder;
}

static void
end_folder(char *folder)
{
	if (getenv("NIANBAO_TEST_KEEP") != NULL)
		fprintf(stderr, "kept: %s\n", folder);
	else if (nftw(folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS) != 0)
		fprintf(stderr, "%s: %s\n", folder, strerror(errno));
	free(folder);
}

/* Returns whether the trial did not fail. */
static bool
run_trial(const struct trial *trial)
{
	char *folder = make_folder();
	pid_t child;
	int status = 0;

	fflush(stdout);
	child = fork();
	if (child < 0) {
		perror("fork");
		exit(2);
	}
	if (child == 0) {
		current_name = trial->name;
		current_folder = folder;
		alarm((unsigned)(TRIAL_SECONDS * trial_slowness()));
		trial->run();
		free(folder);
		exit(EXIT_SUCCESS);
	}
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	end_folder(folder);
	if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS) {
		printf("ok %s\n", trial->name);
		return true;
	}
	if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SKIPPED)
		return true;
	if (WIFSIGNALED(status))
		printf("not ok %s: ended by signal %d (%s)\n", trial->name,
		       WTERMSIG(status), strsignal(WTERMSIG(status)));
	else if (WEXITSTATUS(status) != EXIT_FAILURE)
		printf("not ok %s: expected exit status 0, seen %d\n",
		       trial->name, WEXITSTATUS(status));
	return false;
}

int
trial_main(const struct trial *trials, size_t count, int argc,
           char *const *argv)
{
	bool good = true;

	for (size_t i = 0; i < count; i++) {
		bool wanted = argc < 2;

		for (int k = 1; k < argc && !wanted; k++)
			wanted = strstr(trials[i].name, argv[k]) != NULL;
		if (wanted && !run_trial(&trials[i]))
			good = false;
	}
	if (fflush(stdout) != 0 || ferror(stdout))
		return 2;
	return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
