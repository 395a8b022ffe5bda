/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/memory.h"

/* The folder a path is in, without symbolic links; NULL if there is none. */
static char *
folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *named, *found;

	if (slash == NULL)
		return realpath(".", NULL);
	named = xstrndup(path, (size_t)(slash - path) + 1);
	found = realpath(named, NULL);
	free(named);
	return found;
}

/* Bytes that both folders begin with, in whole names. */
static size_t
common_bytes(const char *one, const char *other)
{
	size_t common = 0, at = 0;

	for (;; at++) {
		bool one_ends = one[at] == '\0' || one[at] == '/';
		bool other_ends = other[at] == '\0' || other[at] == '/';

		if (one_ends && other_ends)
			common = at;
		if (one[at] != other[at] || one[at] == '\0')
			return common;
	}
}

char *
file_relative(const char *path, const char *target)
{
	const char *slash = strrchr(target, '/');
	char *from = folder_of(strcmp(path, "-") == 0 ? "./-" : path);
	char *to = folder_of(target);
	struct buffer name = {0};

	if (from != NULL && to != NULL) {
		/* The root is the one folder whose name ends with a slash. */
		const char *here = strcmp(from, "/") == 0 ? "" : from;
		const char *there = strcmp(to, "/") == 0 ? "" : to;
		size_t common = common_bytes(here, there);

		for (const char *at = here + common; *at != '\0'; at++)
			if (*at == '/')
				buffer_puts(&name, "../");
		if (there[common] != '\0')
			buffer_format(&name, "%s/", there + common + 1);
		buffer_puts(&name, slash != NULL ? slash + 1 : target);
	}
	free(from);
	free(to);
	return name.length > 0 ? buffer_take(&name) : NULL;
}
