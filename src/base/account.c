/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "base/account.h"

#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/text.h"

#define HOST_LENGTH 256

static char *
valid_copy(const char *text, size_t length)
{
	return text_check(text, length) == length ? xstrndup(text, length)
	                                          : xstrdup("");
}

char *
account_name(void)
{
	const struct passwd *account = getpwuid(getuid());
	const char *name;
	size_t length;

	if (!account)
		return xstrdup("");
	name = account->pw_gecos ? account->pw_gecos : "";
	length = strcspn(name, ",");
	if (length == 0) {
		name = account->pw_name;
		length = strlen(name);
	}
	return valid_copy(name, length);
}

char *
account_host(void)
{
	char name[HOST_LENGTH] = "";

	if (gethostname(name, sizeof(name) - 1) != 0)
		return xstrdup("");
	return valid_copy(name, strlen(name));
}
