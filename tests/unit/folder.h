/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef UNIT_FOLDER_H
#define UNIT_FOLDER_H

/* A folder of its own for each test: fixtures for tcase_add_checked_fixture().
 * Failures fail the test. */

#include <stddef.h>

/* Goes into a new empty folder, with a umask of 022. */
void folder_enter(void);
/* Goes out, and removes it with all that is in it. */
void folder_leave(void);
/* The folder's path, without its symbolic links. */
const char *folder_path(void);

/* How many files are in a folder, hidden ones too. */
size_t folder_count(const char *path);
/* Writes a file anew. */
void folder_put(const char *path, const char *text);
/* The file must have this content. */
void folder_expect(const char *path, const char *expected);

#endif
