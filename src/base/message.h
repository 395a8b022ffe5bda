/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef BASE_MESSAGE_H
#define BASE_MESSAGE_H

/* What is wrong in a file, and how it is told: FILE:LINE:COLUMN: TEXT. */

#include <stddef.h>

/* A place in a file; 1-based, columns in code points, a BOM not counted.
 * Line 0: the file as a whole. */
struct mark {
	size_t line;
	size_t column;
};

struct problem {
	struct mark mark;
	char *text; /* in the user's language; owned */
};

/* Problems in the order they were found; owns their texts. All zero is empty. */
struct problems {
	struct problem *items;
	size_t count;
	size_t capacity;
};

void problem_add(struct problems *problems, struct mark mark,
                 const char *format, ...) __attribute__((format(printf, 3, 4)));
void problems_free(struct problems *problems);

/* Writes `nianbao: TEXT` to standard error, made safe for a terminal. */
void message_error(const char *format, ...)
	__attribute__((format(printf, 1, 2)));
/* Writes each problem as FILE:LINE:COLUMN: TEXT to standard error. */
void message_problems(const char *file, const struct problems *problems);

#endif
