/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/* The harness of the screen tests, tried on a small program of our own and on nano. */

#include "term.h"
#include "trial.h"

#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define CTRL_Q "\021"

static struct term *
start_echo(const struct term_options *options, const char *first,
           const char *second)
{
	char *program = trial_beside("echo");
	const char *const argv[] = {program, first, second, NULL};
	struct term *t = term_start(options, argv);

	free(program);
	term_sync(t);
	return t;
}

static void
expect_count(struct term *t, unsigned long count)
{
	char text[32];

	snprintf(text, sizeof text, "count %lu", count);
	if (strcmp(term_row(t, 0), text) != 0)
		term_fail(t, "expected in row 0: %s", text);
}

static void
quit(struct term *t, int exit_status)
{
	term_type(t, CTRL_Q);
	term_expect_exit(t, exit_status);
	term_free(t);
}

static void
test_rows_and_cells(void)
{
	struct term *t = start_echo(
		&(struct term_options){.rows = 12, .columns = 60}, NULL, NULL);
	struct term_cell cell;
	int row, column;

	if (strcmp(term_row(t, 4), "政务“公开”2022年é…") != 0)
		term_fail(t, "expected wide characters once in row 4");
	if (!term_find(t, "2022", &row, &column) || row != 4 || column != 10)
		term_fail(t, "expected 2022 at 4:10, seen %d:%d", row, column);
	cell = term_cell(t, 4, 0);
	if (strcmp(cell.text, "政") != 0 || cell.width != 2)
		term_fail(
			t,
			"expected 政 of width 2 at 4:0, seen \"%s\" of width %d",
			cell.text, cell.width);
	cell = term_cell(t, 4, 1);
	if (*cell.text != '\0' || cell.width != 0)
		term_fail(t,
		          "expected the second half of 政 at 4:1, seen \"%s\"",
		          cell.text);
	if (!term_cell(t, 3, 0).bold || term_cell(t, 3, 5).bold)
		term_fail(t, "expected 3:0 bold and 3:5 not");
	if (!term_cell(t, 3, 6).reverse || !term_cell(t, 3, 15).underline)
		term_fail(t, "expected 3:6 reverse and 3:15 underlined");
	cell = term_cell(t, 3, 26);
	if (cell.foreground != 1 || cell.background != 4)
		term_fail(t, "expected colours 1 on 4 at 3:26, seen %d on %d",
		          (int)cell.foreground, (int)cell.background);
	if (term_cell(t, 0, 0).foreground != -1 || !term_alternate(t))
		term_fail(
			t,
			"expected the default colour at 0:0 on the alternate screen");
	term_shows(t, "size 12 x 60");
	term_lacks(t, "size 24");
	quit(t, 0);
}

static void
test_typing(void)
{
	struct term *t = start_echo(NULL, NULL, NULL);
	unsigned long before = term_repaints(t);
	struct term_cursor cursor;

	term_keys(t, "abc");
	expect_count(t, 3);
	term_keys(t, "年报—×±");
	expect_count(t, 8);
	if (strcmp(term_row(t, 6), "abc年报—×±") != 0)
		term_fail(t, "expected what was typed in row 6");
	if (term_repaints(t) <= before)
		term_fail(t, "expected more than %lu repaints", before);
	term_keys(t, "\033");
	term_shows(t, "last ^[");
	term_keys(t, "\033OA");
	cursor = term_cursor(t);
	if (cursor.row != 6 || cursor.column != 10 || !cursor.visible)
		term_fail(t, "expected the cursor at 6:10, seen %d:%d",
		          cursor.row, cursor.column);
	quit(t, 0);
}

/* The point of the marks: after term_sync the screen is never behind the input. */
static void
test_sync_is_exact(void)
{
	struct term *t = start_echo(NULL, "lazy", NULL);
	unsigned long sent = 0;

	for (unsigned i = 0; i < 1000; i++) {
		for (unsigned k = 0; k <= i % 4; k++) {
			term_type(t, i % 5 == 0 ? "报" : "x");
			sent++;
		}
		if (i % 50 == 0) {
			term_type(t, "\033");
			sent++;
		}
		term_sync(t);
		expect_count(t, sent);
	}
	quit(t, 0);
}

static void
test_much_input_at_once(void)
{
	struct term *t = start_echo(NULL, NULL, NULL);
	const size_t count = 20000;
	char *text = malloc(count * 3 + 1);

	if (text == NULL)
		abort();
	for (size_t i = 0; i < count; i++)
		memcpy(text + 3 * i, "政", 3);
	text[count * 3] = '\0';
	term_keys(t, text);
	expect_count(t, count);
	free(text);
	quit(t, 0);
}

static void
test_resize(void)
{
	struct term *t = start_echo(NULL, "lazy", NULL);

	for (int i = 0; i < 40; i++) {
		int rows = i % 2 == 0 ? 16 : 24, columns = i % 2 == 0 ? 60 : 80;
		char text[32];

		snprintf(text, sizeof text, "size %d x %d", rows, columns);
		term_resize(t, rows, columns);
		term_sync(t);
		term_shows(t, text);
		if (strcmp(term_row(t, rows - 1), "bottom") != 0)
			term_fail(t, "expected \"bottom\" in the last row");
		if (i % 3 == 0)
			term_keys(t, "年");
	}
	term_resize(t, 10, 40);
	term_resize(t, 24, 80);
	term_sync(t);
	term_shows(t, "size 24 x 80");
	quit(t, 0);
}

static void
test_environment(void)
{
	static const char script[] =
		"echo \"$TERM,$LC_ALL,$NIANBAO_SYNC,$SOURCE_DATE_EPOCH,$LANG$LANGUAGE$EDITOR,$MORE\";"
		"test \"$HOME\" = \"$PWD\" && test \"$XDG_CONFIG_HOME\" = \"$PWD/.config\" && echo same;"
		"stty size; exit 5";
	static const char *const more[] = {"MORE=more", "LC_ALL=C", NULL};
	struct term_options o = {
		.rows = 20,
		.columns = 100,
		.type = "vt100",
		.environment = more,
	};
	struct term *t;

	setenv("LANG", "de_DE.UTF-8", 1);
	setenv("LANGUAGE", "de", 1);
	setenv("EDITOR", "vi", 1);
	t = term_start(&o, (const char *const[]){"sh", "-c", script, NULL});
	term_expect_exit(t, 5);
	term_shows(t, "vt100,C,1,1674000000,,more");
	term_shows(t, "same");
	term_shows(t, "20 100");
	term_free(t);
}

static void
test_ends(void)
{
	struct term *t = start_echo(NULL, "quick", "3");
	int status;

	quit(t, 3);
	t = start_echo(NULL, NULL, NULL);
	term_hang_up(t);
	term_wait_exit(t, &status);
	if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGHUP)
		trial_fail("expected an end by SIGHUP, wait status is %#x",
		           (unsigned)status);
	term_free(t);
	t = start_echo(NULL, NULL, NULL);
	term_kill(t, SIGKILL);
	term_wait_exit(t, &status);
	if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGKILL ||
	    term_running(t))
		trial_fail("expected an end by SIGKILL, wait status is %#x",
		           (unsigned)status);
	term_free(t);
	t = start_echo(NULL, NULL, NULL);
	term_free(t);
}

/* A failure names what was expected and shows the screen. */
static void
test_failure_shows_screen(void)
{
	int ends[2], status;
	char text[4096];
	ssize_t size;
	pid_t child;

	if (pipe(ends) != 0)
		abort();
	child = fork();
	if (child == 0) {
		struct term *t;

		dup2(ends[1], STDOUT_FILENO);
		t = start_echo(NULL, NULL, NULL);
		term_shows(t, "what is not there");
		_exit(0);
	}
	close(ends[1]);
	waitpid(child, &status, 0);
	size = read(ends[0], text, sizeof text - 1);
	text[size > 0 ? size : 0] = '\0';
	close(ends[0]);
	if (!WIFEXITED(status) || WEXITSTATUS(status) != EXIT_FAILURE)
		trial_fail("expected the trial to fail, wait status is %#x",
		           (unsigned)status);
	if (strstr(text,
	           "not ok failure_shows_screen: expected on the screen: what is not there\n") ==
	            NULL ||
	    strstr(text, "\n      0|count 0\n") == NULL)
		trial_fail("expected the reason and the screen, seen:\n%s",
		           text);
}

/* A query is answered as by a terminal: "where is the cursor" by ESC [ 1 ; 1 R. */
static void
test_terminal_answers(void)
{
	static const char script[] =
		"stty raw -echo; printf '\\033[6n'; "
		"answer=$(dd bs=6 count=1 2>/dev/null | tail -c 5); "
		"stty sane; echo \"answer $answer\"";
	struct term_options o = {.foreign = true};
	struct term *t =
		term_start(&o, (const char *const[]){"sh", "-c", script, NULL});

	term_expect(t, "answer [1;1R");
	term_expect_exit(t, 0);
	term_free(t);
}

/* Whether a shell finds the program. */
static bool
installed(const char *name)
{
	struct term *t;
	int status;

	t = term_start(NULL,
	               (const char *const[]){"sh", "-c", "command -v \"$0\"",
	                                     name, NULL});
	term_wait_exit(t, &status);
	term_free(t);
	return status == 0;
}

static struct term *
start_nano(const char *const argv[])
{
	struct term_options o = {.foreign = true};

	if (!installed("nano"))
		trial_skip("nano is not installed");
	return term_start(&o, argv);
}

static void
test_nano(void)
{
	struct term *t;
	char *path, *text;

	trial_write("a.txt", "第一行\n");
	t = start_nano((const char *const[]){"nano", "-I", "a.txt", NULL});
	term_expect(t, "第一行");
	term_type(t, "政务“微博”");
	term_expect(t, "政务“微博”第一行");
	term_type(t, "\023");
	term_expect_gone(t, "*");
	term_type(t, "\030");
	term_expect_exit(t, 0);
	term_free(t);
	path = trial_path("a.txt");
	text = trial_read(path, NULL);
	if (strcmp(text, "政务“微博”第一行\n") != 0)
		trial_fail("expected the typed text in the file, seen: %s",
		           text);
	free(text);
	free(path);
}

static void
test_nano_is_measured(void)
{
	struct term *t;
	struct term_cost cost;

	t = start_nano((const char *const[]){"nano", "-I", NULL});
	term_expect(t, "GNU nano");
	term_quiet(t, 30);
	cost = term_measure(t, "报", 3, 30);
	if (cost.bytes < 3 || cost.microseconds <= 0)
		term_fail(
			t,
			"expected an answer of 3 bytes at least, seen %zu in %.0f µs",
			cost.bytes, cost.microseconds);
	term_shows(t, "报");
	term_free(t);
}

static const struct trial trials[] = {
	{"rows_and_cells", test_rows_and_cells},
	{"typing", test_typing},
	{"sync_is_exact", test_sync_is_exact},
	{"much_input_at_once", test_much_input_at_once},
	{"resize", test_resize},
	{"environment", test_environment},
	{"ends", test_ends},
	{"failure_shows_screen", test_failure_shows_screen},
	{"terminal_answers", test_terminal_answers},
	{"nano", test_nano},
	{"nano_is_measured", test_nano_is_measured},
};

int
main(int argc, char **argv)
{
	return trial_main(trials, sizeof trials / sizeof *trials, argc, argv);
}
