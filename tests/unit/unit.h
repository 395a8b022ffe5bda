/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef UNIT_UNIT_H
#define UNIT_UNIT_H

/* The one header a unit test needs of libcheck. */

#include <check.h>

/*
 * Runs the suite, which it frees, prints a line for each test as tests/run
 * wants them, and returns the exit status of main().
 */
int unit_run(Suite *suite);

#endif
