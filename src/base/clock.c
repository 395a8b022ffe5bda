/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "base/clock.h"

#include <errno.h>
#include <stdlib.h>

/* The last second of the year 9999: years of five digits are no date. */
#define LAST 253402300799

bool
clock_given(time_t *seconds)
{
	const char *given = getenv("SOURCE_DATE_EPOCH");
	long long number;
	char *end;

	if (!given || !*given)
		return false;
	errno = 0;
	number = strtoll(given, &end, 10);
	if (errno != 0 || *end != '\0' || number < 0 || number > LAST)
		return false;
	*seconds = (time_t)number;
	return true;
}
