/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef REPORT_LOCK_H
#define REPORT_LOCK_H

/*
 * One editor a report: the file .NAME.lock beside it (a symbolic link's: beside
 * its target) says who has it, and a lock of the system on that file lasts
 * as long as the process does. So one that a crash left is known to be
 * nobody's, and is taken over. Where the system's locks do not reach, on a
 * folder of another machine, the process named in the file decides; one of
 * another machine counts as living.
 *
 * The file is one line: {"user": NAME, "host": NAME, "pid": NUMBER, "since":
 * "YYYY-MM-DD HH:MM"}
 */

enum lock_state {
	LOCK_TAKEN,
	LOCK_HELD, /* by another process: `holder` */
	LOCK_NONE  /* none can be made here, as in a folder that is read-only */
};

struct lock {
	char *path;   /* of the lock; NULL if the file's name leads nowhere */
	int file;     /* -1: not ours */
	char *holder; /* who, where and since when, for the user */
};

/* Locks `file`, which need not exist. The lock is to be released in every
 * case. */
enum lock_state lock_take(struct lock *lock, const char *file);
void lock_release(struct lock *lock);

#endif
