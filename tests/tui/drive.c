/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

#include "drive.h"
#include "trial.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define FIRST_REQUEST "一、本年新收政府信息公开申请数量"

char *
drive_program(void)
{
	const char *named = getenv("NIANBAO");
	char *program;

	if (named == NULL || *named != '/')
		return trial_beside("../../nianbao");
	program = strdup(named);
	if (program == NULL)
		abort();
	return program;
}

struct term *
drive_start(const struct term_options *options, const char *language,
            const char *file)
{
	char *program = drive_program();
	const char *argv[5] = {program};
	size_t count = 1;
	struct term *t;

	if (language != NULL) {
		argv[count++] = "--lang";
		argv[count++] = language;
	}
	argv[count] = file;
	t = term_start(options, argv);
	free(program);
	term_sync(t);
	return t;
}

struct term *
drive_open(const char *source)
{
	trial_copy(source, "report.yaml");
	return drive_start(NULL, "en", "report.yaml");
}

void
drive_to_requests(struct term *t)
{
	for (int i = 0; i < 40 && !term_find(t, FIRST_REQUEST, NULL, NULL); i++)
		term_keys(t, PAGE_DOWN);
	term_keys(t, CTRL_HOME);
	term_shows(t, FIRST_REQUEST " · 申请人情况 / 自然人");
}

int
drive_run(const char *const arguments[])
{
	const char *argv[16] = {drive_program(), "--lang", "en"};
	struct term *t;
	int status;

	for (size_t i = 0; arguments[i] != NULL; i++) {
		if (i + 4 >= sizeof argv / sizeof *argv)
			trial_fail("too many arguments for drive_run()");
		argv[i + 3] = arguments[i];
	}
	t = term_start(&(struct term_options){.foreign = true}, argv);
	term_wait_exit(t, &status);
	if (!WIFEXITED(status))
		term_fail(t, "expected nianbao %s to exit, seen status %#x",
		          arguments[0], (unsigned)status);
	term_free(t);
	free((char *)argv[0]);
	return WEXITSTATUS(status);
}

int
drive_check(const char *file)
{
	return drive_run((const char *const[]){"check", "--final", file, NULL});
}

void
drive_save_and_quit(struct term *t)
{
	term_keys(t, CTRL_S);
	term_lacks(t, "* changed");
	drive_quit_unchanged(t);
}

void
drive_quit_unchanged(struct term *t)
{
	term_lacks(t, "* changed");
	term_type(t, CTRL_Q);
	term_expect_exit(t, 0);
	term_free(t);
}

void
drive_expect_cursor(struct term *t, int row, int column)
{
	struct term_cursor cursor = term_cursor(t);

	if (!cursor.visible || cursor.row != row || cursor.column != column)
		term_fail(t, "expected the cursor at %d:%d, seen %d:%d%s", row,
		          column, cursor.row, cursor.column,
		          cursor.visible ? "" : " (hidden)");
}

void
drive_expect_row(struct term *t, int row, const char *text)
{
	if (strstr(term_row(t, row), text) == NULL)
		term_fail(t, "expected in row %d: %s", row, text);
}

void
drive_expect_screen(struct term *t, const char *after, const char *expected)
{
	if (strcmp(term_screen_text(t), expected) != 0)
		term_fail(t, "after %s, expected the screen:\n%s", after,
		          expected);
}

/* --- files --- */

static char *
read_own(const char *name)
{
	char *path = trial_path(name);
	char *bytes = trial_read(path, NULL);

	free(path);
	return bytes;
}

bool
drive_has(const char *name)
{
	char *path = trial_path(name);
	bool has = access(path, F_OK) == 0;

	free(path);
	return has;
}

void
drive_remove(const char *name)
{
	char *path = trial_path(name);

	if (unlink(path) != 0)
		trial_fail("expected to remove %s: %s", name, strerror(errno));
	free(path);
}

void
drive_expect_in_file(const char *name, const char *text)
{
	char *bytes = read_own(name);

	if (strstr(bytes, text) == NULL)
		trial_fail("expected in %s:\n%s\nseen:\n%s", name, text, bytes);
	free(bytes);
}

void
drive_expect_same(const char *name, const char *source)
{
	drive_expect_one_line(name, source, NULL, NULL);
}

/* A line without its end; moves on to the next. */
static char *
take_line(char **rest)
{
	return strsep(rest, "\n");
}

void
drive_expect_one_line(const char *name, const char *source, const char *was,
                      const char *is)
{
	char *old = trial_read(source, NULL), *new = read_own(name);
	char *old_rest = old, *new_rest = new;
	int differing = 0, number = 0;

	while (old_rest != NULL && new_rest != NULL) {
		const char *before = take_line(&old_rest);
		const char *after = take_line(&new_rest);

		number++;
		if (strcmp(before, after) == 0)
			continue;
		if (was == NULL || strstr(before, was) == NULL ||
		    strstr(after, is) == NULL)
			trial_fail("%s:%d: expected:\n%s\nseen:\n%s", name,
			           number, before, after);
		differing++;
	}
	if ((old_rest == NULL) != (new_rest == NULL))
		trial_fail("%s: expected as many lines as in %s", name, source);
	if (differing != (was != NULL))
		trial_fail("%s: expected %d lines to differ from %s, seen %d",
		           name, was != NULL, source, differing);
	free(old);
	free(new);
}
