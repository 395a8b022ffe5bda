/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "render/office.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

#define YEAR_SIGN "\u5E74"

size_t
office_title_break(const char *title, int year)
{
	char *named = xformat("%d" YEAR_SIGN, year);
	const char *found = strstr(title, named);
	size_t after = found ? (size_t)(found - title) + strlen(named) : 0;

	free(named);
	return after < strlen(title) ? after : 0;
}
