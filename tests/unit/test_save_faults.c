/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "folder.h"
#include "reports.h"
#include "unit.h"

/*
 * Saving when something fails: the kernel is told to let each system call of
 * it fail in turn, a disk is full or read-only. Each time the user is told what
 * to do, the old file is whole, nothing else is left in the folder, and the
 * edits are still there.
 */

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define FILE_NAME "report.yaml"
#define CELL "requests.new.natural"
#define FULL \
 "the disk is full; make room and save again, or save to another " \
 "disk"
#define BROKEN "the disk reports an error; copy your files to another disk"
/* The report is written in one call of more bytes than this; what libcheck
 * writes is less. */
#define BYTES 4096

static struct form *form;
static struct report *report;
static char *source;

static void
open_it(void)
{
	struct problems problems = {0};
	struct buffer bytes = {0};
	char *why = NULL;

	form = reports_form("forms/annual-2021.yaml");
	ck_assert(file_read(SOURCE_DIR "/tests/data/conghua-2022.yaml",
	                    FILE_LIMIT, &bytes, &why));
	source = xstrdup(bytes.data);
	ck_assert_uint_gt(bytes.length, BYTES);
	folder_put(FILE_NAME, source);
	report = report_read(FILE_NAME, &bytes, form, &problems);
	ck_assert_ptr_nonnull(report);
	reports_set(report, CELL, "77");
}

static void
setup(void)
{
	folder_enter();
	open_it();
}

static void
teardown(void)
{
	report_free(report);
	form_free(form);
	free(source);
	folder_leave();
}

/* Saving does not work, and nothing has changed. */
static void
expect_unsaved(const char *expected)
{
	struct saved saved;
	char *why = NULL;

	if (report_save(report, &saved, &why))
		ck_abort_msg("expected: %s, seen: it was saved", expected);
	ck_assert_str_eq(why, expected);
	ck_assert_ptr_null(saved.kept);
	free(why);
	ck_assert(report->changed);
	ck_assert_str_eq(reports_get(report, CELL), "77");
}

static void
expect_untouched(const char *content)
{
	folder_expect(FILE_NAME, content);
	ck_assert_uint_eq(folder_count("."), 1);
}

static void
expect_saved(void)
{
	struct saved saved;
	char *why = NULL;

	if (!report_save(report, &saved, &why))
		ck_abort_msg("expected it to be saved, seen: %s", why);
	saved_free(&saved);
	ck_assert(!report->changed);
}

/* --- system calls that fail --- */

/* From now on this system call fails, where the argument is as wanted. */
static void
break_call(unsigned call, unsigned argument, unsigned jump, unsigned value,
           int error)
{
	struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
	                 offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 3),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
	                 (unsigned)offsetof(struct seccomp_data, args) +
	                         8 * argument),
		BPF_JUMP(BPF_JMP | (unsigned short)jump | BPF_K, value, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (unsigned)error),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = {.len = COUNT(code), .filter = code};

	ck_assert_int_eq(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), 0);
	ck_assert_int_eq(prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program),
	                 0);
}

#ifdef SYS_rename
# define RENAME SYS_rename
#else
# define RENAME SYS_renameat
#endif

static const struct {
	unsigned call, argument, jump, value;
	int error;
	const char *expected;
} faults[] = {
	{SYS_openat, 2, BPF_JSET, O_CREAT, EACCES,
         "this folder does not let you write; save into another folder, or ask "
         "for permission"},
	{SYS_openat, 2, BPF_JSET, O_CREAT, ENOSPC, FULL},
	{SYS_openat, 2, BPF_JSET, O_CREAT, EROFS,
         "this disk is read-only; save into a folder on another disk"},
	{SYS_write, 2, BPF_JGT, BYTES, ENOSPC, FULL},
	{SYS_write, 2, BPF_JGT, BYTES, EDQUOT,
         "your share of the disk is used up; delete files and save again, or "
         "save to another disk"},
	{SYS_write, 2, BPF_JGT, BYTES, EIO, BROKEN},
	{SYS_fchmod, 0, BPF_JGE, 0, EIO, BROKEN},
	{SYS_fsync, 0, BPF_JGE, 0, EIO, BROKEN},
	{SYS_fsync, 0, BPF_JGE, 0, ENOSPC, FULL},
	{RENAME, 0, BPF_JGE, 0, EIO, BROKEN},
	{RENAME, 0, BPF_JGE, 0, ENOSPC, FULL},
};

START_TEST(a_call_fails)
{
	break_call(faults[_i].call, faults[_i].argument, faults[_i].jump,
	           faults[_i].value, faults[_i].error);
	expect_unsaved(faults[_i].expected);
	expect_untouched(source);
}
END_TEST

/* The old file is to be kept, because it was changed elsewhere: the copy is
 * made, or fails, first. */
START_TEST(a_call_fails_while_the_old_file_is_kept)
{
	char *other = xformat("%s# elsewhere\n", source);
	char *expected = xstrdup(faults[_i].expected);

	folder_put(FILE_NAME, other);
	if (faults[_i].call != RENAME) {
		free(expected);
		expected = xformat("the old file cannot be kept as " FILE_NAME
		                   ".orig: %s",
		                   faults[_i].expected);
	}
	break_call(faults[_i].call, faults[_i].argument, faults[_i].jump,
	           faults[_i].value, faults[_i].error);
	expect_unsaved(expected);
	expect_untouched(other);
	free(expected);
	free(other);
}
END_TEST

/* A file system that cannot sync is not for us to judge. */
START_TEST(syncing_is_not_supported)
{
	break_call(SYS_fsync, 0, BPF_JGE, 0, EINVAL);
	expect_saved();
}
END_TEST

/* --- writes that stop half way --- */

START_TEST(a_write_is_short)
{
	struct rlimit limit = {.rlim_cur = BYTES, .rlim_max = RLIM_INFINITY};

	signal(SIGXFSZ, SIG_IGN);
	ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &limit), 0);
	limit.rlim_cur = BYTES;
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
	expect_unsaved(
		"the file is larger than this disk or your limits allow");
	limit.rlim_cur = limit.rlim_max;
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
	expect_untouched(source);
	expect_saved();
}
END_TEST

/* --- disks --- */

#define PAGE 4096
#define PAGES 16

/* A disk of its own in the folder; false if this user may not have one. */
static bool
mount_disk(void)
{
	char options[64];

	if (unshare(CLONE_NEWNS) != 0 ||
	    mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0)
		return false;
	ck_assert_int_eq(mkdir("disk", 0755), 0);
	snprintf(options, sizeof(options), "size=%d", PAGES * PAGE);
	return mount("tmpfs", "disk", "tmpfs", 0, options) == 0;
}

static void
enter_disk(void)
{
	report_free(report);
	form_free(form);
	free(source);
	ck_assert(mount_disk());
	ck_assert_int_eq(chdir("disk"), 0);
	open_it();
}

/* Leaves so many pages free. */
static void
fill_disk(int left)
{
	char page[PAGE];
	int file = open("filling", O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	int pages = 0;

	memset(page, 'x', sizeof(page));
	while (write(file, page, sizeof(page)) == (ssize_t)sizeof(page))
		pages++;
	ck_assert_int_gt(pages, left);
	ck_assert_int_eq(ftruncate(file, (off_t)(pages - left) * PAGE), 0);
	close(file);
}

/* However much room there is: all is as it was, or all is saved. */
START_TEST(the_disk_is_full)
{
	struct saved saved;
	char *why = NULL;

	enter_disk();
	fill_disk(_i);
	if (report_save(report, &saved, &why)) {
		ck_assert_int_ge(_i, 3);
		ck_assert(!report->changed);
	} else {
		ck_assert_str_eq(why, FULL);
		free(why);
		folder_expect(FILE_NAME, source);
		ck_assert(report->changed);
		ck_assert_uint_eq(folder_count("."), 2);
		ck_assert_int_eq(unlink("filling"), 0);
		expect_saved();
	}
	ck_assert_int_eq(chdir(".."), 0);
}
END_TEST

START_TEST(the_disk_is_read_only)
{
	enter_disk();
	ck_assert_int_eq(mount("none", ".", NULL, MS_REMOUNT | MS_RDONLY, NULL),
	                 0);
	expect_unsaved(
		"this disk is read-only; save into a folder on another disk");
	expect_untouched(source);
	ck_assert_int_eq(chdir(".."), 0);
}
END_TEST

/* --- what the user is told --- */

START_TEST(other_names_are_told)
{
	struct saved saved;
	char *why = NULL, *words;

	ck_assert_int_eq(link(FILE_NAME, "other"), 0);
	ck_assert(report_save(report, &saved, &why));
	words = saved_words(&saved, report->file);
	ck_assert_str_eq(words, "saved: " FILE_NAME "; the file had a second "
	                        "name (a hard link), which keeps the old text");
	free(words);
	saved_free(&saved);
	folder_expect("other", source);
	reports_set(report, CELL, "78");
	ck_assert(report_save(report, &saved, &why));
	words = saved_words(&saved, report->file);
	ck_assert_str_eq(words, "saved: " FILE_NAME);
	free(words);
	saved_free(&saved);
}
END_TEST

START_TEST(a_change_elsewhere_is_noticed)
{
	struct report *theirs;

	ck_assert(!report_changed_elsewhere(report, &theirs));
	ck_assert_ptr_null(theirs);
	folder_put(FILE_NAME, "form: annual-2021\nagency: 乙\n");
	ck_assert(report_changed_elsewhere(report, &theirs));
	ck_assert_str_eq(reports_get(theirs, "agency"), "乙");
	report_free(theirs);
	folder_put(FILE_NAME, "- no report\n");
	ck_assert(report_changed_elsewhere(report, &theirs));
	ck_assert_ptr_null(theirs);
	ck_assert_int_eq(unlink(FILE_NAME), 0);
	ck_assert(!report_changed_elsewhere(report, &theirs));
	ck_assert_ptr_null(theirs);
}
END_TEST

/* Whether disks can be mounted here: tried in a process of its own. */
static bool
can_mount(void)
{
	pid_t child = fork();
	int status = 1;

	if (child == 0)
		_exit(unshare(CLONE_NEWNS) != 0 ||
		      mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0);
	return waitpid(child, &status, 0) == child && status == 0;
}

int
main(void)
{
	Suite *suite = suite_create("save_faults");
	TCase *test = tcase_create("save_faults");

	tcase_add_checked_fixture(test, setup, teardown);
	tcase_add_loop_test(test, a_call_fails, 0, COUNT(faults));
	tcase_add_loop_test(test, a_call_fails_while_the_old_file_is_kept, 0,
	                    COUNT(faults));
	tcase_add_test(test, syncing_is_not_supported);
	tcase_add_test(test, a_write_is_short);
	tcase_add_test(test, other_names_are_told);
	tcase_add_test(test, a_change_elsewhere_is_noticed);
	if (can_mount()) {
		tcase_add_loop_test(test, the_disk_is_full, 0, 7);
		tcase_add_test(test, the_disk_is_read_only);
	} else {
		puts("skip save_faults: only root may mount the disks that are "
		     "full or read-only");
		fflush(stdout);
	}
	suite_add_tcase(suite, test);
	return unit_run(suite);
}
