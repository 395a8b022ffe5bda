/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdbool.h>
#include <time.h>

/* The time that the environment gives in place of the clock's, so that a run
 * can be repeated (SOURCE_DATE_EPOCH). False if it gives none,
 * or none from 1970 to 9999. */
bool clock_given(time_t *seconds);

#endif
