/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/* Nothing is lost: sessions that are killed, hung up or crash, two on one file, and folders that
 * cannot be written. */

#include "drive.h"
#include "trial.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define JOURNAL ".report.yaml.journal"
#define LOCK ".report.yaml.lock"
#define LAST_YEAR SOURCE_DIR "/tests/data/pingtan-2021.yaml"
#define OFFERED "Not saved last time: "
/* In table three of the sample, of natural persons. */
#define FIGURE "new: {natural: 558,"
#define OTHER_FIGURE "new: {natural: 559,"

/* The keys, and their edits have reached the journal: they do before the next key is read. */
static void
keys_kept(struct term *t, const char *keys)
{
	term_keys(t, keys);
	term_keys(t, CTRL_L);
}

static void
end_by(struct term *t, int signal_number)
{
	int status;

	term_kill(t, signal_number);
	term_wait_exit(t, &status);
	if (!WIFSIGNALED(status) || WTERMSIG(status) != signal_number)
		term_fail(t, "expected an end by signal %d, wait status %#x",
		          signal_number, (unsigned)status);
}

static void
expect_file(const char *name, bool wanted)
{
	if (drive_has(name) != wanted)
		trial_fail("expected %s to be %s", name,
		           wanted ? "there" : "gone");
}

/* One figure and one character of the sample changed, and the session killed. */
static void
leave_edits(void)
{
	struct term *t = drive_open(SAMPLE);

	drive_to_requests(t);
	term_keys(t, "559" ENTER);
	term_keys(t, PAGE_UP);
	for (int i = 0; i < 20 && !term_find(t, "2022年，从", NULL, NULL); i++)
		term_keys(t, PAGE_UP);
	term_keys(t, CTRL_HOME);
	keys_kept(t, "甲");
	end_by(t, SIGKILL);
	term_free(t);
	drive_expect_same("report.yaml", SAMPLE);
	expect_file(JOURNAL, true);
	expect_file(LOCK, true);
}

static struct term *
open_again(void)
{
	return drive_start(NULL, "en", "report.yaml");
}

static void
test_taken(void)
{
	struct term *t;

	leave_edits();
	t = open_again();
	term_shows(t, OFFERED "2 edits, the last of 20");
	term_shows(t, "{+甲+}2022年");
	term_shows(t, "558    559");
	term_keys(t, ENTER);
	term_shows(t, "2 edits were put back; Ctrl+S saves them");
	term_shows(t, "* changed");
	drive_to_requests(t);
	term_shows(t, "!559]");
	/* They are undone as one, and done again. */
	term_keys(t, CTRL_Z);
	term_shows(t, "undone: the edits put back");
	term_lacks(t, "* changed");
	term_keys(t, "\031");
	term_shows(t, "* changed");
	drive_save_and_quit(t);
	drive_expect_in_file("report.yaml", OTHER_FIGURE);
	drive_expect_in_file("report.yaml", "甲2022年");
	expect_file(JOURNAL, false);
	expect_file(LOCK, false);
}

/* Killed again after they were taken: nothing is lost, what was done since included. */
static void
test_taken_twice(void)
{
	struct term *t;

	leave_edits();
	t = open_again();
	term_keys(t, ENTER);
	drive_to_requests(t);
	keys_kept(t, DOWN "7" ENTER);
	end_by(t, SIGKILL);
	term_free(t);
	t = open_again();
	term_shows(t, OFFERED "3 edits");
	term_keys(t, ENTER);
	drive_save_and_quit(t);
	drive_expect_in_file("report.yaml", OTHER_FIGURE);
	drive_expect_in_file("report.yaml", "carried_in: {natural: 7,");
}

static void
test_left(void)
{
	struct term *t;

	leave_edits();
	t = open_again();
	term_keys(t, ESCAPE);
	term_shows(t, "the edits were not put back; kept as " JOURNAL ".1");
	drive_quit_unchanged(t);
	drive_expect_same("report.yaml", SAMPLE);
	expect_file(JOURNAL, false);
	expect_file(JOURNAL ".1", true);
	/* It is not offered again by itself. */
	t = open_again();
	term_lacks(t, OFFERED);
	drive_quit_unchanged(t);
}

static void
test_quit_without_an_answer(void)
{
	struct term *t;

	leave_edits();
	t = open_again();
	term_type(t, CTRL_Q);
	term_expect_exit(t, 0);
	term_free(t);
	expect_file(JOURNAL, true);
	expect_file(LOCK, false);
	t = open_again();
	term_shows(t, OFFERED "2 edits");
	term_keys(t, ESCAPE);
	drive_quit_unchanged(t);
}

static void
test_another_content(void)
{
	struct term *t;

	leave_edits();
	trial_copy(SOUND, "report.yaml");
	t = open_again();
	term_lacks(t, OFFERED);
	term_shows(t, "edits of another content of this file were left");
	drive_quit_unchanged(t);
	drive_expect_same("report.yaml", SOUND);
	expect_file(JOURNAL ".1", true);
}

static void
test_new_report(void)
{
	struct term *t = drive_start(NULL, "en", "report.yaml");

	keys_kept(t, "某局" TAB TAB "2022");
	end_by(t, SIGKILL);
	term_free(t);
	expect_file("report.yaml", false);
	t = open_again();
	term_shows(t, OFFERED);
	term_shows(t, "Agency: ~ → 某局");
	term_keys(t, ENTER);
	drive_save_and_quit(t);
	drive_expect_in_file("report.yaml", "agency: 某局\nyear: 2022\n");
	expect_file(JOURNAL, false);
}

/* A figure that is only half typed is kept too. */
static void
test_signals(void)
{
	static const int signals[] = {SIGTERM, SIGHUP, SIGINT};

	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
		struct term *t = drive_open(SAMPLE);

		drive_to_requests(t);
		term_keys(t, "559");
		term_kill(t, signals[i]);
		term_expect_exit(t, 2);
		term_shows(t, "nianbao recover report.yaml");
		term_free(t);
		expect_file(LOCK, false);
		t = open_again();
		term_shows(t, "558    559");
		term_keys(t, ESCAPE);
		drive_quit_unchanged(t);
	}
}

/* Begun from last year's report: of that nothing is kept before the first
 * edit, and with its edits undone it is still in no file. */
static void
test_begun_from_last_year(void)
{
	struct term *t;

	trial_copy(LAST_YEAR, "pingtan-2021.yaml");
	t = drive_start(NULL, "en", NULL);
	term_keys(t, UP ENTER ENTER);
	term_shows(t, "* changed");
	term_kill(t, SIGTERM);
	term_expect_exit(t, 2);
	term_lacks(t, "nianbao recover");
	term_free(t);
	expect_file(".pingtan-2022.yaml.journal", false);
	t = drive_start(NULL, "en", NULL);
	term_keys(t, UP ENTER ENTER);
	keys_kept(t, DELETE);
	end_by(t, SIGKILL);
	term_free(t);
	t = drive_start(NULL, "en", "pingtan-2022.yaml");
	term_shows(t, OFFERED "1 edit,");
	term_keys(t, ENTER CTRL_Z);
	term_shows(t, "undone: the edits put back");
	term_shows(t, "平潭综合实验区管委会 2022");
	term_shows(t, "* changed");
	term_keys(t, CTRL_S);
	term_type(t, CTRL_Q);
	term_expect_exit(t, 0);
	term_free(t);
	expect_file("pingtan-2022.yaml", true);
	expect_file(".pingtan-2022.yaml.journal", false);
}

static void
test_hang_up(void)
{
	struct term *t = drive_open(SAMPLE);

	drive_to_requests(t);
	term_keys(t, "559" ENTER);
	term_hang_up(t);
	term_expect_exit(t, 2);
	term_free(t);
	t = open_again();
	term_shows(t, OFFERED "1 edit,");
	term_keys(t, ESCAPE);
	drive_quit_unchanged(t);
}

static void
test_crash(void)
{
	struct term *t = drive_open(SAMPLE);

	drive_to_requests(t);
	keys_kept(t, "559" ENTER);
	end_by(t, SIGSEGV);
	if (term_alternate(t))
		term_fail(t, "expected the terminal as it was before");
	term_shows(t, "nianbao has broken down; open report.yaml again");
	term_free(t);
	expect_file(JOURNAL, true);
}

/* A shell with jobs: the program is stopped, the shell writes, and it comes back. */
static void
test_stopped(void)
{
	char *program = drive_program(), *line, *lock, *pid;
	const char *argv[] = {"bash", "--norc", "-c", NULL, NULL};
	struct term *t;

	trial_copy(SAMPLE, "report.yaml");
	if (asprintf(
		    &line,
		    "set -m; '%s' --lang en report.yaml; echo STOPPED; read -r x; fg",
		    program) < 0)
		abort();
	argv[3] = line;
	t = term_start(NULL, argv);
	term_sync(t);
	term_keys(t, PAGE_DOWN);
	lock = trial_path(LOCK);
	pid = trial_read(lock, NULL);
	if (strstr(pid, "\"pid\": ") == NULL)
		term_fail(t, "expected a pid in the lock, seen %s", pid);
	kill((pid_t)strtol(strstr(pid, "\"pid\": ") + 7, NULL, 10), SIGTSTP);
	term_expect(t, "STOPPED");
	if (term_alternate(t) || term_brackets_pastes(t))
		term_fail(t, "expected the usual screen for the shell");
	/* Going on, it paints all of its screen. */
	term_type(t, ENTER);
	term_expect_gone(t, "STOPPED");
	term_sync(t);
	term_shows(t, "一、总体情况");
	term_type(t, CTRL_Q);
	term_expect_exit(t, 0);
	term_free(t);
	free(program);
	free(line);
	free(lock);
	free(pid);
}

/* --- two on one file --- */

static void
test_second_is_read_only(void)
{
	struct term *first = drive_open(SAMPLE), *second;
	char *link = trial_path("link.yaml");

	if (symlink("report.yaml", link) != 0)
		trial_fail("symlink");
	free(link);
	second = drive_start(NULL, "en", "link.yaml");
	term_shows(second, "read-only: this report is being edited by ");
	term_shows(second, "since 20");
	drive_to_requests(second);
	term_keys(second, "5");
	term_shows(second, "read-only: this report is being edited by ");
	term_keys(second, ENTER);
	term_keys(second, UP);
	term_shows(second, "[558]");
	term_keys(second, DELETE);
	term_shows(second, "read-only: this report");
	term_shows(second, "[558]");
	term_keys(second, CTRL_S);
	term_shows(second, "not saved: read-only: this report");
	/* The first goes on as if nothing were. */
	drive_to_requests(first);
	keys_kept(first, "559" ENTER);
	drive_quit_unchanged(second);
	expect_file(LOCK, true);
	expect_file(JOURNAL, true);
	drive_save_and_quit(first);
	drive_expect_one_line("report.yaml", SAMPLE, FIGURE, OTHER_FIGURE);
	expect_file(LOCK, false);
}

/* Prose of a report that another has: no key changes it. */
static void
test_read_only_prose(void)
{
	static const char pasted[] = PASTE_BEGIN "x" PASTE_END;
	struct term *first = drive_open(SAMPLE);
	struct term *second = open_again();

	term_keys(second, PAGE_DOWN);
	term_keys(second, CTRL_HOME);
	for (const char *const *key =
	             (const char *const[]){ENTER, "甲", DELETE, CTRL_Z, "\030",
	                                   pasted, NULL};
	     *key; key++) {
		term_keys(second, *key);
		term_lacks(second, "* changed");
	}
	term_keys(second, ENTER);
	term_shows(second, "read-only: this report");
	drive_quit_unchanged(second);
	drive_quit_unchanged(first);
	drive_expect_same("report.yaml", SAMPLE);
}

/* --- nothing can be written --- */

static void
test_folder_that_is_read_only(void)
{
	char *program = drive_program();
	const char *argv[] = {"setpriv",        "--reuid=65534",
	                      "--clear-groups", program,
	                      "--lang",         "en",
	                      "report.yaml",    NULL};
	bool root = geteuid() == 0;
	struct term *t;

	/* NOLINTBEGIN(cert-env33-c): fixed commands, nothing of a user's */
	if (root && system("setpriv --reuid=65534 --clear-groups true "
	                   "2>/dev/null") != 0)
		trial_skip("root may write anywhere, and setpriv is missing");
	if (root &&
	    system("setpriv --reuid=65534 --clear-groups "
	           "test -r '" SOURCE_DIR "/forms/annual-2021.yaml'") != 0)
		trial_skip("root may write anywhere, and nobody else may read "
		           "the source folder");
	/* NOLINTEND(cert-env33-c) */
	trial_copy(SAMPLE, "report.yaml");
	if (chmod(trial_folder(), 0555) != 0)
		trial_fail("chmod");
	t = term_start(NULL, root ? argv : argv + 3);
	term_sync(t);
	drive_to_requests(t);
	term_lacks(t, "edits not backed up");
	keys_kept(t, "559" ENTER);
	term_shows(t, "edits not backed up");
	/* It was said once, and the next edit says nothing. */
	keys_kept(t, "1" ENTER);
	term_lacks(t, "only in memory");
	term_keys(t, CTRL_Q);
	term_type(t, CTRL_Q);
	term_expect_exit(t, 0);
	term_free(t);
	free(program);
}

/* --- nianbao recover --- */

/* Its exit status; what it said is on the screen of *T, to be freed. */
static int
recover(struct term **t, const char *option)
{
	char *program = drive_program();
	const char *argv[] = {program,       "--lang", "en", "recover",
	                      "report.yaml", option,   NULL};
	int status;

	*t = term_start(&(struct term_options){.foreign = true}, argv);
	term_wait_exit(*t, &status);
	free(program);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void
expect_recover(const char *option, int expected, const char *said)
{
	struct term *t;
	int status = recover(&t, option);

	if (status != expected)
		term_fail(t, "expected exit status %d, seen %d", expected,
		          status);
	term_shows(t, said);
	term_free(t);
}

static void
test_command(void)
{
	leave_edits();
	expect_recover("--dry-run", 0, "558    559");
	drive_expect_same("report.yaml", SAMPLE);
	expect_file(JOURNAL, true);
	expect_recover(NULL, 0, "2 edits were put back");
	drive_expect_in_file("report.yaml", OTHER_FIGURE);
	drive_expect_in_file("report.yaml", "甲2022年");
	drive_expect_same("report.yaml.orig", SAMPLE);
	expect_file(JOURNAL, false);
	expect_file(LOCK, false);
	expect_recover(NULL, 0, "no edits were left to put back");
}

static void
test_command_for_a_new_report(void)
{
	struct term *t = drive_start(NULL, "en", "report.yaml");

	keys_kept(t, "某局" TAB TAB "2022");
	end_by(t, SIGKILL);
	term_free(t);
	expect_recover(NULL, 0, "Agency: ~ → 某局");
	drive_expect_in_file("report.yaml", "agency: 某局\nyear: 2022\n");
	expect_file("report.yaml.orig", false);
	expect_file(JOURNAL, false);
}

static void
test_command_refuses(void)
{
	struct term *t;

	expect_recover(NULL, 2, "there is no such file");
	leave_edits();
	trial_copy(SOUND, "report.yaml");
	expect_recover(NULL, 2, "belong to another content of this file");
	drive_expect_same("report.yaml", SOUND);
	expect_file(JOURNAL, true);
	drive_remove("report.yaml");
	expect_recover(NULL, 2, "there is no such file; the edits in");
	trial_copy(SAMPLE, "report.yaml");
	t = open_again();
	expect_recover(NULL, 2, "is being edited by");
	term_keys(t, ESCAPE);
	drive_quit_unchanged(t);
	drive_expect_same("report.yaml", SAMPLE);
}

int
main(int argc, char **argv)
{
	static const struct trial trials[] = {
		{"recover_taken", test_taken},
		{"recover_taken_twice", test_taken_twice},
		{"recover_left", test_left},
		{"recover_quit_without_an_answer", test_quit_without_an_answer},
		{"recover_another_content", test_another_content},
		{"recover_new_report", test_new_report},
		{"recover_signals", test_signals},
		{"recover_begun_from_last_year", test_begun_from_last_year},
		{"recover_hang_up", test_hang_up},
		{"recover_crash", test_crash},
		{"recover_stopped", test_stopped},
		{"recover_second_is_read_only", test_second_is_read_only},
		{"recover_read_only_prose", test_read_only_prose},
		{"recover_folder_that_is_read_only",
	         test_folder_that_is_read_only},
		{"recover_command", test_command},
		{"recover_command_for_a_new_report",
	         test_command_for_a_new_report},
		{"recover_command_refuses", test_command_refuses},
	};

	return trial_main(trials, sizeof trials / sizeof *trials, argc, argv);
}
