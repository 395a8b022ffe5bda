/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/* A text edited in a program of one's own, whatever that one does to the
 * terminal and to the file. The programs are scripts. */

#include "drive.h"
#include "trial.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define CTRL_E "\005"

/* An editor: a script that has the text's file as its last argument. */
static void
write_editor(const char *script)
{
	char *path = trial_path("editor");
	char *text = NULL;

	if (asprintf(&text, "#!/bin/sh\n%s\n", script) < 0)
		abort();
	trial_write("editor", text);
	if (chmod(path, 0700) != 0)
		trial_fail("%s cannot be made executable", path);
	free(text);
	free(path);
}

/* The sound report at its first section. The folder of the trial is that of
 * temporary files too. */
static struct term *
start(const char *variable)
{
	char *temporary = NULL;
	const char *environment[3] = {variable};
	struct term *t;

	if (asprintf(&temporary, "TMPDIR=%s", trial_folder()) < 0)
		abort();
	environment[1] = temporary;
	trial_copy(SOUND, "report.yaml");
	t = drive_start(&(struct term_options){.environment = environment},
	                "en", "report.yaml");
	term_keys(t, PAGE_DOWN);
	term_shows(t, "│     2023年，本局");
	free(temporary);
	return t;
}

static struct term *
start_with(const char *script)
{
	struct term *t;
	char *variable = NULL;

	write_editor(script);
	if (asprintf(&variable, "VISUAL=%s/editor  -x", trial_folder()) < 0)
		abort();
	t = start(variable);
	free(variable);
	return t;
}

/* The screen and the keys are as they were before. */
static void
expect_in_order(struct term *t)
{
	if (!term_alternate(t) || !term_brackets_pastes(t) ||
	    !term_cursor(t).visible)
		term_fail(t, "expected the other screen, bracketed paste and "
		             "a cursor");
	term_shows(t, "一、总体情况");
	term_shows(t, "F1 Help");
	term_keys(t, HOME CTRL_HOME "字" DOWN LEFT "符");
	term_shows(t, "│     字2023年，");
	term_keys(t, CTRL_Z CTRL_Z);
	term_lacks(t, "字2023年");
}

/* No file of the text is left. */
static void
expect_no_file(struct term *t)
{
	char *pattern = trial_path("nianbao-*.txt");
	glob_t found;

	if (glob(pattern, 0, NULL, &found) != GLOB_NOMATCH)
		term_fail(t, "expected no file left, seen: %s",
		          found.gl_pathv[0]);
	globfree(&found);
	free(pattern);
}

static void
test_takes_over(void)
{
	struct term *t = start_with(
		"[ \"$1\" = -x ] && [ \"$(stat -c %a \"$2\")\" = 600 ] || exit 3\n"
		"case $2 in *.txt) ;; *) exit 4 ;; esac\n"
		"sed -i 's/2023年，/甲\\r\\n\\t乙\\x01/' \"$2\"");

	term_keys(t, DOWN CTRL_E);
	term_shows(t, "taken over from the editor");
	drive_expect_row(t, 2, "│     甲");
	drive_expect_row(t, 3, "│      乙本局认真");
	term_keys(t, CTRL_Z);
	term_shows(t, "undone: what the editor changed");
	expect_in_order(t);
	expect_no_file(t);
	drive_save_and_quit(t);
	drive_expect_same("report.yaml", SOUND);
}

static void
test_changes_nothing(void)
{
	struct term *t = start_with("touch \"$2\"");

	term_keys(t, CTRL_E);
	term_shows(t, "nothing was changed in the editor");
	expect_in_order(t);
	expect_no_file(t);
	drive_quit_unchanged(t);
}

/* It ended badly: the text stays, what it wrote does too. */
static void
test_ends_badly(void)
{
	struct term *t = start_with("echo 丙 >> \"$2\"\nexit 7");

	term_keys(t, CTRL_E);
	term_shows(t, "the editor ended with status 7: the text stays as it "
	              "was");
	term_shows(t, "kept as");
	expect_in_order(t);
	drive_quit_unchanged(t);
}

static void
test_gives_up(void)
{
	struct term *t = start_with("exit 1");

	term_keys(t, CTRL_E);
	term_shows(t, "the editor ended with status 1: the text stays as it "
	              "was");
	term_lacks(t, "kept");
	expect_in_order(t);
	expect_no_file(t);
	drive_quit_unchanged(t);
}

static void
test_is_killed(void)
{
	struct term *t = start_with("printf '\\033[?1049h\\033[?1003h\\033[5;9r"
	                            "\\033[?25l\\033[4l\\033(0'\n"
	                            "stty raw -echo\nkill -9 $$");

	term_keys(t, CTRL_E);
	term_shows(t, "the editor was ended by signal 9");
	expect_in_order(t);
	expect_no_file(t);
	drive_quit_unchanged(t);
}

static void
test_leaves_the_terminal_raw(void)
{
	struct term *t =
		start_with("stty raw -echo -isig min 7\n"
	                   "printf '\\033[?1049l\\033[4h\\033[?7l\\033[?1l'\n"
	                   "echo x > \"$2\"");

	term_keys(t, CTRL_E);
	drive_expect_row(t, 2, "│     x");
	term_keys(t, CTRL_Z);
	expect_in_order(t);
	drive_quit_unchanged(t);
}

/* Its keys are its own: Ctrl+C there is no end here; signals are as they were
 * when the program was started. */
static void
test_signals_are_its_own(void)
{
	struct term *t = start_with("trap 'echo ended > \"$2\"; exit 0' INT\n"
	                            "kill -INT 0\n"
	                            "kill -INT $$\n"
	                            "exit 9");

	term_keys(t, CTRL_E);
	term_shows(t, "taken over from the editor");
	drive_expect_row(t, 2, "│     ended");
	term_keys(t, CTRL_Z);
	expect_in_order(t);
	drive_quit_unchanged(t);
}

/* What was typed before is in the journal while the editor is open. */
static void
test_journal_first(void)
{
	struct term *t = start_with("cp .report.yaml.journal seen");

	term_type(t, "甲" CTRL_E);
	term_expect(t, "nothing was changed in the editor");
	drive_expect_in_file("seen", "\"new\": \"甲\"");
	term_keys(t, CTRL_Z);
	drive_quit_unchanged(t);
}

static void
test_not_there(void)
{
	struct term *t = start("VISUAL=/no/such/editor -x");

	term_keys(t, CTRL_E);
	term_shows(t, "the editor cannot be started: No such file");
	expect_in_order(t);
	expect_no_file(t);
	drive_quit_unchanged(t);
}

/* Signs of the shell are parts of names. */
static void
test_no_shell(void)
{
	struct term *t = start("EDITOR=true;true $(true)");

	term_keys(t, CTRL_E);
	term_shows(t, "the editor cannot be started");
	expect_no_file(t);
	drive_quit_unchanged(t);
}

static void
test_no_text(void)
{
	struct term *t = start_with("printf '\\377\\376' > \"$2\"");

	term_keys(t, CTRL_E);
	term_shows(t, "what the editor wrote is no UTF-8 text");
	expect_in_order(t);
	drive_quit_unchanged(t);
}

/* It may empty the text; the window may have another size by then. */
static void
test_resized_meanwhile(void)
{
	struct term *t = start_with("echo waiting\nread line\n: > \"$2\"");

	term_type(t, CTRL_E);
	term_expect(t, "waiting");
	term_resize(t, 30, 100);
	term_keys(t, ENTER);
	term_shows(t, "taken over from the editor");
	term_shows(t, "0/1000 characters");
	term_keys(t, CTRL_Z);
	term_shows(t, "│     2023年，");
	term_resize(t, 24, 80);
	term_sync(t);
	expect_in_order(t);
	drive_quit_unchanged(t);
}

static void
test_not_in_a_field(void)
{
	struct term *t = start_with("exit 5");

	term_keys(t, PAGE_UP CTRL_E);
	term_shows(t, "only in the preamble and in the sections' texts");
	term_keys(t, CTRL_END CTRL_E);
	term_shows(t, "status 5");
	drive_quit_unchanged(t);
}

static const struct trial trials[] = {
	{"external_takes_over", test_takes_over},
	{"external_changes_nothing", test_changes_nothing},
	{"external_ends_badly", test_ends_badly},
	{"external_gives_up", test_gives_up},
	{"external_killed", test_is_killed},
	{"external_leaves_it_raw", test_leaves_the_terminal_raw},
	{"external_signals", test_signals_are_its_own},
	{"external_journal_first", test_journal_first},
	{"external_not_there", test_not_there},
	{"external_no_shell", test_no_shell},
	{"external_no_text", test_no_text},
	{"external_resized", test_resized_meanwhile},
	{"external_not_in_a_field", test_not_in_a_field},
};

int
main(int argc, char **argv)
{
	return trial_main(trials, sizeof trials / sizeof *trials, argc, argv);
}
