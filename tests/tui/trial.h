/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/*
 * A small runner for the tests that drive a whole program.
 *
 * Each trial runs in a process and a folder of its own, so that a crash, a leak or a file left
 * behind touches no other trial. For each the runner prints one line: "ok NAME", "not ok NAME: WHY"
 * or "skip NAME: WHY"; further lines of WHY follow, indented.
 *
 * Environment: NIANBAO_TEST_SLOW=N multiplies every deadline (for valgrind), NIANBAO_TEST_KEEP=1
 * keeps the folders and says where they are.
 */

#ifndef TESTS_TUI_TRIAL_H
#define TESTS_TUI_TRIAL_H

#include <stddef.h>

struct trial {
	const char *name;
	void (*run)(void);
};

/*
 * Runs the trials, or only those whose names contain one of the arguments. Returns the exit
 * status for main: 0 if none failed.
 */
int trial_main(const struct trial *trials, size_t count, int argc,
               char *const *argv);

/* End the running trial. Outside a trial the reason goes to stderr and the exit status is 2. */
_Noreturn void trial_fail(const char *format, ...)
	__attribute__((format(printf, 1, 2)));
_Noreturn void trial_skip(const char *format, ...)
	__attribute__((format(printf, 1, 2)));

/* The factor for every deadline: 1, more under sanitizers or as NIANBAO_TEST_SLOW says. */
int trial_slowness(void);

/* The folder of this trial, empty at its start and removed after it. NULL outside a trial. */
const char *trial_folder(void);

/*
 * Paths as new strings, which the caller frees: of NAME in the trial's folder, and of NAME in the
 * folder where the running test program lies.
 */
char *trial_path(const char *name);
char *trial_beside(const char *name);

/* NAME is taken inside the trial's folder. A failure of any of these fails the trial. */
void trial_write(const char *name, const char *text);
void trial_copy(const char *source, const char *name);

/* The bytes of a file, with a NUL after them; the caller frees them. SIZE may be NULL. */
char *trial_read(const char *path, size_t *size);

#endif
