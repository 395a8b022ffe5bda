/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef RENDER_OFFICE_H
#define RENDER_OFFICE_H

/* What the types of nianbao-office have in common. */

#include <stddef.h>

/*
 * Where a title too long for a line is broken first: the byte after the year
 * it names, so that what follows stands together. 0 if it names none there.
 */
size_t office_title_break(const char *title, int year);

#endif
