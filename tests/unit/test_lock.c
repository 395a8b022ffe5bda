/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/account.h"
#include "base/memory.h"
#include "folder.h"
#include "report/lock.h"
#include "unit.h"

#define LOCK ".report.yaml.lock"

static void
expect_state(const char *file, enum lock_state expected)
{
	struct lock lock;
	enum lock_state seen = lock_take(&lock, file);

	if (seen != expected)
		ck_abort_msg("%s: expected lock state %d, seen %d (%s)", file,
		             expected, seen, lock.holder ? lock.holder : "");
	lock_release(&lock);
}

START_TEST(says_who_and_since_when)
{
	struct lock lock, other;
	char *host = account_host();
	char *name = account_name();

	ck_assert_int_eq(lock_take(&lock, "report.yaml"), LOCK_TAKEN);
	ck_assert_int_eq(lock_take(&other, "report.yaml"), LOCK_HELD);
	if (!strstr(other.holder, host) || !strstr(other.holder, name) ||
	    !strstr(other.holder, "since 20"))
		ck_abort_msg("expected user %s, host %s and a time, seen: %s",
		             name, host, other.holder);
	lock_release(&other);
	ck_assert_int_eq(access(LOCK, F_OK), 0);
	lock_release(&lock);
	ck_assert_uint_eq(folder_count("."), 0);
	expect_state("report.yaml", LOCK_TAKEN);
	free(host);
	free(name);
}
END_TEST

START_TEST(is_for_all_to_read)
{
	struct lock lock;
	struct stat status;
	mode_t mask = umask(077);

	ck_assert_int_eq(lock_take(&lock, "report.yaml"), LOCK_TAKEN);
	umask(mask);
	ck_assert_int_eq(stat(LOCK, &status), 0);
	ck_assert_uint_eq(status.st_mode & 07777, 0644);
	lock_release(&lock);
}
END_TEST

START_TEST(two_names_of_a_file_meet)
{
	struct lock lock;
	char *absolute = xformat("%s/report.yaml", folder_path());

	folder_put("report.yaml", "");
	ck_assert_int_eq(symlink("report.yaml", "link.yaml"), 0);
	ck_assert_int_eq(mkdir("sub", 0700), 0);
	ck_assert_int_eq(symlink("../link.yaml", "sub/far.yaml"), 0);
	ck_assert_int_eq(lock_take(&lock, "sub/far.yaml"), LOCK_TAKEN);
	ck_assert_int_eq(access(LOCK, F_OK), 0);
	expect_state("report.yaml", LOCK_HELD);
	expect_state(absolute, LOCK_HELD);
	expect_state("./link.yaml", LOCK_HELD);
	expect_state("sub/../report.yaml", LOCK_HELD);
	lock_release(&lock);
	free(absolute);
}
END_TEST

/* A process that has the lock and is killed with it. */
START_TEST(one_left_by_a_crash_is_taken_over)
{
	int ready[2];
	char byte;
	pid_t child;

	ck_assert_int_eq(pipe(ready), 0);
	child = fork();
	ck_assert_int_ge(child, 0);
	if (child == 0) {
		struct lock lock;
		enum lock_state state = lock_take(&lock, "report.yaml");

		if (write(ready[1], state == LOCK_TAKEN ? "1" : "0", 1) == 1)
			pause();
		_exit(1);
	}
	ck_assert_int_eq(read(ready[0], &byte, 1), 1);
	ck_assert_int_eq(byte, '1');
	expect_state("report.yaml", LOCK_HELD);
	kill(child, SIGKILL);
	ck_assert_int_eq(waitpid(child, NULL, 0), child);
	ck_assert_int_eq(access(LOCK, F_OK), 0);
	expect_state("report.yaml", LOCK_TAKEN);
	ck_assert_int_eq(access(LOCK, F_OK), -1);
}
END_TEST

static const struct {
	const char *text;
	enum lock_state state;
} left[] = {
	{"", LOCK_TAKEN},
	{"anything at all\n", LOCK_TAKEN},
	{"{\"user\": \"a\"}\n", LOCK_TAKEN}, /* of no process */
	{"{\"user\": \"a\", \"host\": \"elsewhere\", \"pid\": 1, "
         "\"since\": \"2023-01-18 09:00\"}\n",
         LOCK_HELD},
};

START_TEST(files_that_nobody_holds)
{
	folder_put(LOCK, left[_i].text);
	expect_state("report.yaml", left[_i].state);
}
END_TEST

START_TEST(no_link_is_followed)
{
	folder_put("mine", "precious\n");
	ck_assert_int_eq(symlink("mine", LOCK), 0);
	expect_state("report.yaml", LOCK_NONE);
	folder_expect("mine", "precious\n");
}
END_TEST

START_TEST(where_none_can_be_made)
{
	expect_state("nowhere/report.yaml", LOCK_NONE);
	ck_assert_int_eq(mkdir(LOCK, 0700), 0);
	expect_state("report.yaml", LOCK_NONE);
	ck_assert_int_eq(rmdir(LOCK), 0);
	ck_assert_int_eq(mkfifo(LOCK, 0600), 0);
	expect_state("report.yaml", LOCK_NONE);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("lock");
	TCase *test = tcase_create("lock");

	tcase_add_checked_fixture(test, folder_enter, folder_leave);
	tcase_add_test(test, says_who_and_since_when);
	tcase_add_test(test, is_for_all_to_read);
	tcase_add_test(test, two_names_of_a_file_meet);
	tcase_add_test(test, one_left_by_a_crash_is_taken_over);
	tcase_add_loop_test(test, files_that_nobody_holds, 0,
	                    sizeof(left) / sizeof *(left));
	tcase_add_test(test, no_link_is_followed);
	tcase_add_test(test, where_none_can_be_made);
	suite_add_tcase(suite, test);
	return unit_run(suite);
}
