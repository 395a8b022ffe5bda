/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "base/install.h"

#include <limits.h>
#include <string.h>
#include <unistd.h>

const char *
install_folder(const char *uninstalled, const char *installed)
{
	const size_t length = strlen(BUILD_DIR);
	char path[PATH_MAX];
	ssize_t got = readlink("/proc/self/exe", path, sizeof(path));

	if (got > 0 && (size_t)got > length && (size_t)got < sizeof(path) &&
	    memcmp(path, BUILD_DIR, length) == 0 && path[length] == '/')
		return uninstalled;
	return installed;
}
