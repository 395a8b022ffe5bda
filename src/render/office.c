/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "render/office.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/install.h"
#include "base/language.h"
#include "base/memory.h"

extern char **environ;

char *
office_program(const struct renderer *renderer)
{
	return xformat("%s/%s", install_folder(BUILD_DIR, PKGLIBEXECDIR),
	               renderer->program);
}

char *
office_why_not(const struct renderer *renderer)
{
	char *program = office_program(renderer);
	int error = access(program, X_OK) == 0 ? 0 : errno;
	char *why = NULL;

	if (error == ENOENT)
		why = xformat(_("%s is written by %s, which is not installed "
		                "here; html can be printed and opened by WPS, "
		                "too"),
		              renderer->name, renderer->program);
	else if (error != 0)
		why = xformat(_("%s is written by %s, which cannot be started: "
		                "%s"),
		              renderer->name, program, strerror(error));
	free(program);
	return why;
}

/* Starts it with its messages going into the pipe; 0, or errno. */
static int
start(char *const argv[], const int messages[2], pid_t *child)
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;
	sigset_t none, all;
	int error;

	sigemptyset(&none);
	sigfillset(&all);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK |
	                                              POSIX_SPAWN_SETSIGDEF);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setsigdefault(&attributes, &all);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null",
	                                 O_RDONLY, 0);
	posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null",
	                                 O_WRONLY, 0);
	posix_spawn_file_actions_adddup2(&files, messages[1], STDERR_FILENO);
	posix_spawn_file_actions_addclose(&files, messages[0]);
	posix_spawn_file_actions_addclose(&files, messages[1]);
	error = posix_spawn(child, argv[0], &files, &attributes, argv, environ);
	posix_spawn_file_actions_destroy(&files);
	posix_spawnattr_destroy(&attributes);
	return error;
}

static void
read_all(int file, struct buffer *out)
{
	char bytes[4096];
	ssize_t length;

	while ((length = read(file, bytes, sizeof bytes)) > 0 ||
	       (length < 0 && errno == EINTR))
		if (length > 0)
			buffer_add(out, bytes, (size_t)length);
}

/* Its last words are what stopped it: what is only to be known comes first. */
static char *
last_line(struct buffer *said)
{
	const char *line;

	while (said->length > 0 && said->data[said->length - 1] == '\n')
		said->data[--said->length] = '\0';
	if (said->length == 0)
		return NULL;
	line = strrchr(said->data, '\n');
	return xstrdup(line ? line + 1 : said->data);
}

static char *
run(char *const argv[])
{
	struct buffer said = {0};
	int messages[2], status = 0, error;
	char *why = NULL;
	pid_t child;

	if (pipe(messages) != 0)
		return xstrdup(strerror(errno));
	error = start(argv, messages, &child);
	close(messages[1]);
	if (error == 0) {
		read_all(messages[0], &said);
		while (waitpid(child, &status, 0) < 0 && errno == EINTR)
			;
	}
	close(messages[0]);
	if (error != 0)
		why = xstrdup(strerror(error));
	else if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		why = last_line(&said);
	if (!why && (error != 0 || status != 0))
		why = xformat(_("%s has broken down"), argv[0]);
	buffer_free(&said);
	return why;
}

bool
office_render(const struct renderer *renderer, const char *forms,
              const char *file, const char *output, char **why)
{
	char *program = office_program(renderer);
	const char *const head[] = {
		program,  "--lang", language_is_chinese() ? "zh_CN" : "en",
		"render", "-t",     renderer->name,
		"-o",     output};
	char *argv[14] = {NULL};
	size_t count = 0;

	for (; count < sizeof head / sizeof head[0]; count++)
		argv[count] = (char *)head[count];
	if (forms) {
		argv[count++] = (char *)"--forms";
		argv[count++] = (char *)forms;
	}
	argv[count++] = (char *)"--";
	argv[count] = (char *)file;
	*why = run(argv);
	free(program);
	return *why == NULL;
}
