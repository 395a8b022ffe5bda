/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef BENCH_MEASURE_H
#define BENCH_MEASURE_H

/* Times and their order, for qsort(). */

/* Microseconds since a moment of the system's choosing. */
double measure_now(void);
/* Of two doubles. */
int measure_compare(const void *a, const void *b);

#endif
