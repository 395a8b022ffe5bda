/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "folder.h"
#include "unit.h"

#define NOBODY 65534
#define FOLDER "this is a folder, not a file"
#define DEVICE "this is a socket or a device, not a file"
#define PIPE \
 "this is a pipe, not a file; to read from a pipe, give - as the file " \
 "and redirect it to standard input"

static void
expect_unread(const char *path, size_t limit, const char *expected)
{
	struct buffer seen = {0};
	char *why = NULL;

	buffer_puts(&seen, "from before");
	if (file_read(path, limit, &seen, &why))
		ck_abort_msg("%s: expected: %s, seen: %zu bytes read", path,
		             expected, seen.length);
	ck_assert_str_eq(why, expected);
	ck_assert_uint_eq(seen.length, 0);
	free(why);
	buffer_free(&seen);
}

static void
replace(const char *path, const char *text)
{
	char *why = NULL;

	if (!file_replace(path, text, strlen(text), &why))
		ck_abort_msg("%s: expected to be written, seen: %s", path, why);
}

static void
expect_unwritten(const char *path, const char *expected)
{
	char *why = NULL;

	if (file_replace(path, "new", 3, &why))
		ck_abort_msg("%s: expected: %s, seen: it was written", path,
		             expected);
	ck_assert_str_eq(why, expected);
	free(why);
}

static unsigned
mode_of(const char *path)
{
	struct stat status;

	ck_assert_int_eq(lstat(path, &status), 0);
	return status.st_mode & 07777;
}

START_TEST(reads_whole_files)
{
	folder_put("a", "年报\n");
	folder_expect("a", "年报\n");
	folder_put("empty", "");
	folder_expect("empty", "");
	ck_assert_int_eq(symlink("a", "link"), 0);
	folder_expect("link", "年报\n");
	/* Files of this kind have no size before they are read. */
	struct buffer seen = {0};
	char *why = NULL;
	ck_assert(file_read("/proc/self/stat", FILE_LIMIT, &seen, &why));
	ck_assert_uint_gt(seen.length, 0);
	buffer_free(&seen);
}
END_TEST

START_TEST(limits_are_kept)
{
	folder_put("a", "12345");
	struct buffer seen = {0};
	char *why = NULL;
	ck_assert(file_read("a", 5, &seen, &why));
	buffer_free(&seen);
	expect_unread("a", 4, "this is larger than the 4 bytes that are read");
	expect_unread("/proc/self/stat", 10,
	              "this is larger than the 10 bytes that are read");
	folder_put("large", "");
	ck_assert_int_eq(truncate("large", (off_t)FILE_LIMIT + 1), 0);
	expect_unread("large", FILE_LIMIT,
	              "this is larger than the 16 MiB that are read");
}
END_TEST

START_TEST(what_is_no_file_is_not_read)
{
	expect_unread("absent", 9, "there is no such file");
	expect_unread("", 9, "there is no such file");
	folder_put("a", "");
	expect_unread("a/b", 9, "a part of this path is a file, not a folder");
	expect_unread(".", 9, FOLDER);
	expect_unread("/dev/zero", 9, DEVICE);
	ck_assert_int_eq(mkfifo("pipe", 0600), 0);
	expect_unread("pipe", 9, PIPE);
	ck_assert_int_eq(symlink("pipe", "to-pipe"), 0);
	expect_unread("to-pipe", 9, PIPE);
	ck_assert_int_eq(symlink("circle", "circle"), 0);
	expect_unread("circle", 9, "its symbolic links lead in a circle");
	char name[NAME_MAX + 2];
	memset(name, 'n', sizeof name);
	name[sizeof name - 1] = '\0';
	expect_unread(name, 9, "this name is too long");

	struct sockaddr_un address = {.sun_family = AF_UNIX,
	                              .sun_path = "socket"};
	int listener = socket(AF_UNIX, SOCK_STREAM, 0);
	ck_assert_int_eq(
		bind(listener, (struct sockaddr *)&address, sizeof address), 0);
	expect_unread("socket", 9, DEVICE);
	close(listener);
}
END_TEST

/* Standard input may be a pipe whose writer takes its time. */
START_TEST(reads_standard_input)
{
	int ends[2];
	int kept = dup(STDIN_FILENO);

	ck_assert_int_eq(pipe(ends), 0);
	/* As a shell's earlier program may have left it. */
	ck_assert_int_eq(fcntl(ends[0], F_SETFL, O_NONBLOCK), 0);
	ck_assert_int_eq(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
	close(ends[0]);
	pid_t writer = fork();
	if (writer == 0) {
		char block[4096];
		memset(block, 'x', sizeof block);
		for (int i = 0; i < 64; i++)
			if (write(ends[1], block, sizeof block) < 0)
				_exit(1);
		_exit(0);
	}
	close(ends[1]);
	struct buffer seen = {0};
	char *why = NULL;
	ck_assert(file_read("-", FILE_LIMIT, &seen, &why));
	ck_assert_uint_eq(seen.length, (size_t)64 * 4096);
	buffer_free(&seen);
	waitpid(writer, NULL, 0);
	if (kept >= 0) {
		dup2(kept, STDIN_FILENO);
		close(kept);
	}
}
END_TEST

START_TEST(endless_input_ends_at_the_limit)
{
	int kept = dup(STDIN_FILENO);
	int zero = open("/dev/zero", O_RDONLY);

	ck_assert_int_eq(dup2(zero, STDIN_FILENO), STDIN_FILENO);
	close(zero);
	expect_unread("-", FILE_LIMIT,
	              "this is larger than the 16 MiB that are read");
	if (kept >= 0) {
		dup2(kept, STDIN_FILENO);
		close(kept);
	}
}
END_TEST

START_TEST(writes_new_files)
{
	replace("a", "新");
	folder_expect("a", "新");
	ck_assert_uint_eq(mode_of("a"), 0644);
	umask(077);
	replace("b", "");
	folder_expect("b", "");
	ck_assert_uint_eq(mode_of("b"), 0600);
	ck_assert_uint_eq(folder_count("."), 2);
	char *path = xformat("%s/c", folder_path());
	replace(path, "c");
	free(path);
	folder_expect("c", "c");
}
END_TEST

START_TEST(replaces_and_keeps_mode_and_owner)
{
	struct stat before, after;

	folder_put("a", "old");
	ck_assert_int_eq(chmod("a", 0640), 0);
	if (geteuid() == 0)
		ck_assert_int_eq(chown("a", NOBODY, NOBODY), 0);
	ck_assert_int_eq(link("a", "other name"), 0);
	ck_assert_int_eq(stat("a", &before), 0);
	replace("a", "new");
	ck_assert_int_eq(stat("a", &after), 0);
	folder_expect("a", "new");
	ck_assert_uint_eq(mode_of("a"), 0640);
	ck_assert_uint_eq(after.st_uid, before.st_uid);
	ck_assert_uint_eq(after.st_gid, before.st_gid);
	ck_assert_uint_ne(after.st_ino, before.st_ino);
	folder_expect("other name", "old");
	ck_assert_uint_eq(folder_count("."), 2);
}
END_TEST

START_TEST(links_stay_links)
{
	ck_assert_int_eq(mkdir("d", 0755), 0);
	folder_put("d/a", "old");
	ck_assert_int_eq(symlink("d/a", "link"), 0);
	ck_assert_int_eq(symlink("link", "link to link"), 0);
	replace("link to link", "new");
	char target[16] = {0};
	ck_assert_int_eq(readlink("link", target, sizeof target - 1), 3);
	ck_assert_str_eq(target, "d/a");
	folder_expect("d/a", "new");
	ck_assert_uint_eq(folder_count("d"), 1);
	ck_assert_uint_eq(folder_count("."), 3);

	/* A link whose end does not exist yet. */
	ck_assert_int_eq(symlink("../d/b", "d/early"), 0);
	replace("d/early", "b");
	folder_expect("d/b", "b");
	ck_assert_int_eq(readlink("d/early", target, sizeof target - 1), 6);
	ck_assert_int_eq(symlink("circle", "circle"), 0);
	expect_unwritten("circle", "its symbolic links lead in a circle");
}
END_TEST

START_TEST(what_is_no_file_is_not_replaced)
{
	struct stat status;

	ck_assert_int_eq(mkdir("d", 0755), 0);
	expect_unwritten("d", FOLDER);
	expect_unwritten(
		"absent/a",
		"the folder for this file does not exist; create it first");
	expect_unwritten(
		"", "the folder for this file does not exist; create it first");
	folder_put("a", "");
	expect_unwritten("a/b", "a part of this path is a file, not a folder");
	ck_assert_int_eq(mkfifo("pipe", 0600), 0);
	expect_unwritten("pipe", PIPE);
	expect_unwritten("/dev/full", DEVICE);
	ck_assert_int_eq(stat("/dev/full", &status), 0);
	ck_assert(S_ISCHR(status.st_mode));
	ck_assert_uint_eq(folder_count("."), 3);
	ck_assert_uint_eq(folder_count("d"), 0);
}
END_TEST

START_TEST(the_longest_names_work)
{
	struct buffer name = {0};

	while (name.length + 3 <= NAME_MAX)
		buffer_puts(&name, "报");
	replace(name.data, "x");
	folder_expect(name.data, "x");
	ck_assert_uint_eq(folder_count("."), 1);
	buffer_free(&name);
}
END_TEST

/* A write that fails half way, as on a full disk. */
START_TEST(a_failed_write_leaves_all_as_it_was)
{
	struct rlimit before;
	char *large = xcalloc(100000, 1);
	char *why = NULL;

	folder_put("a", "old");
	ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &before), 0);
	struct rlimit small = {.rlim_cur = 5000, .rlim_max = before.rlim_max};
	signal(SIGXFSZ, SIG_IGN);
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &small), 0);
	bool good = file_replace("a", large, 100000, &why);
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &before), 0);
	ck_assert(!good);
	ck_assert_str_eq(
		why, "the file is larger than this disk or your limits allow");
	free(why);
	free(large);
	folder_expect("a", "old");
	ck_assert_uint_eq(folder_count("."), 1);
}
END_TEST

/* What a user who is not root sees, a line each, into `out`. */
static void
try_as_user(int out)
{
	static const char *const written[] = {"protected", "closed/a"};
	struct buffer seen = {0};
	char *why = NULL;

	if (geteuid() == 0 && (setgid(NOBODY) != 0 || setuid(NOBODY) != 0))
		return;
	if (!file_read("secret", FILE_LIMIT, &seen, &why))
		dprintf(out, "%s\n", why);
	free(why);
	buffer_free(&seen);
	for (size_t i = 0; i < 2; i++) {
		why = NULL;
		if (!file_replace(written[i], "new", 3, &why))
			dprintf(out, "%s\n", why);
		free(why);
	}
}

START_TEST(what_is_not_permitted_is_said)
{
	folder_put("secret", "s");
	folder_put("protected", "old");
	ck_assert_int_eq(chmod("secret", 0), 0);
	ck_assert_int_eq(chmod("protected", 0444), 0);
	ck_assert_int_eq(chmod(".", 0755), 0);
	ck_assert_int_eq(mkdir("closed", 0755), 0);
	folder_put("closed/a", "old");
	ck_assert_int_eq(chmod("closed/a", 0666), 0);
	ck_assert_int_eq(chmod("closed", 0555), 0);
	if (geteuid() == 0)
		ck_assert_int_eq(chown(".", NOBODY, NOBODY), 0);
	int out = open("said", O_WRONLY | O_CREAT, 0600);
	pid_t user = fork();
	if (user == 0) {
		try_as_user(out);
		_exit(0);
	}
	close(out);
	ck_assert_int_eq(waitpid(user, NULL, 0), user);
	folder_expect("said",
	              "you may not read this file; ask its owner for "
	              "permission\n"
	              "this file is write-protected; save under another name, "
	              "or remove the protection\n"
	              "this folder does not let you write; save into another "
	              "folder, or ask for permission\n");
	folder_expect("protected", "old");
	folder_expect("closed/a", "old");
	ck_assert_int_eq(chmod("closed", 0755), 0);
	ck_assert_uint_eq(folder_count("closed"), 1);
	ck_assert_uint_eq(folder_count("."), 4);
}
END_TEST

START_TEST(names_beside)
{
	static const struct {
		const char *path, *name, *beside;
	} cases[] = {
		{"a.yaml", "b", "b"},     {"d/a.yaml", "b", "d/b"},
		{"/a.yaml", "b", "/b"},   {"d/a.yaml", "../b", "d/../b"},
		{"d/a.yaml", "/b", "/b"}, {"d/e/", "b", "d/e/b"},
		{"-", "b", "b"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char *seen = file_beside(cases[i].path, cases[i].name);
		ck_assert_str_eq(seen, cases[i].beside);
		free(seen);
	}
}
END_TEST

START_TEST(existence)
{
	folder_put("a", "");
	ck_assert(file_exists("a"));
	ck_assert(file_exists("."));
	ck_assert(!file_exists("b"));
	ck_assert(!file_exists("a/b"));
	ck_assert(!file_exists(""));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("file");
	TCase *tests = tcase_create("file");

	tcase_add_checked_fixture(tests, folder_enter, folder_leave);
	tcase_add_test(tests, reads_whole_files);
	tcase_add_test(tests, limits_are_kept);
	tcase_add_test(tests, what_is_no_file_is_not_read);
	tcase_add_test(tests, reads_standard_input);
	tcase_add_test(tests, endless_input_ends_at_the_limit);
	tcase_add_test(tests, writes_new_files);
	tcase_add_test(tests, replaces_and_keeps_mode_and_owner);
	tcase_add_test(tests, links_stay_links);
	tcase_add_test(tests, what_is_no_file_is_not_replaced);
	tcase_add_test(tests, the_longest_names_work);
	tcase_add_test(tests, a_failed_write_leaves_all_as_it_was);
	tcase_add_test(tests, what_is_not_permitted_is_said);
	tcase_add_test(tests, names_beside);
	tcase_add_test(tests, existence);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
