/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef REPORT_RECOVERY_H
#define REPORT_RECOVERY_H

/*
 * A journal that was left (journal.h): what is in it, whether it belongs to
 * the file as it is now, and the report with its edits put back. Whatever it
 * holds is not trusted: it is read only if it is a plain file of the user's or
 * of the report's owner, and its edits are checked one by one.
 *
 * The caller holds the lock of the report (lock.h).
 */

#include <stdbool.h>
#include <time.h>

#include "report/report.h"

struct step {
	struct edit *edits;
	size_t count;
};

struct recovery {
	char *path;  /* of the journal */
	int file;    /* open for more edits, or -1 if that is not allowed */
	time_t time; /* of its last change */
	char *form;
	char *begun; /* canonical text; NULL: the file's content, below */
	uint64_t size, sum;
	uint64_t state;
	struct step *steps;
	size_t step_count;
	size_t edit_count;
	struct buffer text; /* its whole lines */
	uint64_t chain;     /* their sum */
	char *head;         /* the first line's JSON */
};

enum recovery_found {
	RECOVERY_NOTHING, /* no journal is there */
	RECOVERY_READ,    /* one with a first line that is whole */
	/* A journal that cannot be read, or is none: `*why` says what is there
	 * and what to do. It is left as it is. */
	RECOVERY_STRANGE
};

/* Looks for the journal of `file`, which need not exist. `*why` is owned by
 * the caller. The recovery is to be freed in every case. */
enum recovery_found recovery_open(struct recovery *recovery, const char *file,
                                  char **why);
/* Reads a journal's text (recovery_open() does, after the file's own checks);
 * false if its first line is not whole. */
bool recovery_read(struct recovery *recovery, const char *text, size_t length);
void recovery_free(struct recovery *recovery);

enum recovery_fit {
	RECOVERY_EDITS,  /* the edits belong to this report and are not in it */
	RECOVERY_DONE,   /* they are in it already, or there are none */
	RECOVERY_FOREIGN /* they belong to another content */
};

/*
 * Whether the journal belongs to the report, as it was read from its file;
 * NULL: there is no file. For RECOVERY_EDITS `*mended` is a report of its own
 * with all edits put back (the form is the caller's still), else NULL.
 */
enum recovery_fit recovery_apply(const struct recovery *recovery,
                                 const struct report *report,
                                 struct report **mended);
/* The report as it was begun, for a journal of one without a file; `*form` is
 * the caller's. NULL if its form is not here or it cannot be read. */
struct report *recovery_begin(const struct recovery *recovery, const char *file,
                              const struct form_path *forms,
                              struct form **form);

/* Removes the journal from the disk. */
void recovery_remove(struct recovery *recovery);
/* Gives it another name, .NAME.journal.1 or the next that is free, which the
 * caller frees; NULL if that cannot be done: then it stays where it is. */
char *recovery_keep_aside(struct recovery *recovery);

#endif
