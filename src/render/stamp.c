/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "render/stamp.h"

#include <errno.h>
#include <stdlib.h>
#include <time.h>

#include "base/memory.h"

/* The last second of the year 9999: years of five digits are no date. */
#define EPOCH_MAX 253402300799

char *
stamp_of(const struct document *document)
{
	const char *given = getenv("SOURCE_DATE_EPOCH");

	if (given != NULL && *given >= '0' && *given <= '9') {
		char *end;
		long long seconds;
		time_t instant;
		struct tm day;

		errno = 0;
		seconds = strtoll(given, &end, 10);
		instant = (time_t)seconds;
		if (errno == 0 && *end == '\0' && seconds <= EPOCH_MAX &&
		    gmtime_r(&instant, &day) != NULL)
			return xformat("%04d-%02d-%02dT%02d:%02d:%02dZ",
			               day.tm_year + 1900, day.tm_mon + 1,
			               day.tm_mday, day.tm_hour, day.tm_min,
			               day.tm_sec);
	}
	if (document->dated == NULL)
		return NULL;
	return xformat("%sT00:00:00Z", document->dated);
}
