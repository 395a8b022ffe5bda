/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "render/stamp.h"

#include <time.h>

#include "base/clock.h"
#include "base/memory.h"

char *
stamp_of(const struct document *document)
{
	time_t instant;
	struct tm day;

	if (clock_given(&instant) && gmtime_r(&instant, &day) != NULL)
		return xformat("%04d-%02d-%02dT%02d:%02d:%02dZ",
		               day.tm_year + 1900, day.tm_mon + 1, day.tm_mday,
		               day.tm_hour, day.tm_min, day.tm_sec);
	if (document->dated == NULL)
		return NULL;
	return xformat("%sT00:00:00Z", document->dated);
}
