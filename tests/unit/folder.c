/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "folder.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "unit.h"

/* Each test runs in a process of its own. */
static char folder[PATH_MAX];

void
folder_enter(void)
{
	const char *parent = getenv("TMPDIR");

	snprintf(folder, sizeof folder, "%s/nianbao-file.XXXXXX",
	         parent != NULL && *parent == '/' ? parent : "/tmp");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	ck_assert_int_eq(chdir(folder), 0);
	umask(022);
}

static void
empty_folder(const char *path)
{
	DIR *directory = opendir(path);
	struct dirent *entry;

	ck_assert_ptr_nonnull(directory);
	while ((entry = readdir(directory)) != NULL) {
		if (strcmp(entry->d_name, ".") == 0 ||
		    strcmp(entry->d_name, "..") == 0)
			continue;
		char *name = xformat("%s/%s", path, entry->d_name);
		struct stat status;
		if (lstat(name, &status) == 0 && S_ISDIR(status.st_mode)) {
			empty_folder(name);
			rmdir(name);
		} else {
			unlink(name);
		}
		free(name);
	}
	closedir(directory);
}

void
folder_leave(void)
{
	empty_folder(folder);
	ck_assert_int_eq(chdir("/"), 0);
	rmdir(folder);
}

size_t
folder_count(const char *path)
{
	DIR *directory = opendir(path);
	size_t count = 0;

	ck_assert_ptr_nonnull(directory);
	while (readdir(directory) != NULL)
		count++;
	closedir(directory);
	return count - 2;
}

void
folder_put(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	ck_assert_ptr_nonnull(file);
	fputs(text, file);
	ck_assert_int_eq(fclose(file), 0);
}

void
folder_expect(const char *path, const char *expected)
{
	struct buffer seen = {0};
	char *why = NULL;

	if (!file_read(path, FILE_LIMIT, &seen, &why))
		ck_abort_msg("%s: expected to be read, seen: %s", path, why);
	ck_assert_uint_eq(seen.length, strlen(expected));
	if (seen.length > 0)
		ck_assert_str_eq(seen.data, expected);
	buffer_free(&seen);
}

const char *
folder_path(void)
{
	static char real[PATH_MAX];

	ck_assert_ptr_nonnull(realpath(folder, real));
	return real;
}
