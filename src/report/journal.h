/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef REPORT_JOURNAL_H
#define REPORT_JOURNAL_H

/*
 * The journal of a report that is being edited: what was changed since the
 * file was read or saved, so that it outlives the program, the terminal and the
 * machine. It lies beside the report (a symbolic link's: beside its target) as
 * .NAME.journal, for its writer's eyes only (0600), from the first edit until
 * the report is saved or left. recovery.h reads one that was left.
 *
 * A journal is lines of text, each of them
 *
 *     SUM JSON
 *
 * where SUM is the checksum (base/checksum.h, 16 hexadecimal digits) of all
 * JSON up to here, this line's included: so a line that was torn, changed or
 * lost, and all behind it, are known to be no good, and those before it to be
 * whole. The first line tells what the edits begin from:
 *
 *     {"journal": 1, "form": ID, "size": BYTES, "sum": SUM, "state": SUM}
 *     {"journal": 1, "form": ID, "begun": TEXT, "state": SUM}
 *
 * the content of the file, or for a report without a file its canonical text;
 * "state" is the sum of the canonical text either way. Every other line is one
 * step of editing, done and undone as a whole:
 *
 *     [{"path": PATH, "at": BYTE, "old": TEXT, "new": TEXT}, ...]
 *
 * Lines are only ever added. If that fails (a full disk), what could not be
 * written is kept in memory and tried again with the next edit.
 */

#include <stdbool.h>
#include <stdint.h>

#include "report/report.h"

/* A longer one is not read, so it is not written either. */
#define JOURNAL_LIMIT ((size_t)64 * 1024 * 1024)

struct json_value;
struct recovery;

struct journal {
	char *path;         /* NULL: closed, and edits are kept nowhere */
	int file;           /* -1: none is made yet */
	struct buffer text; /* the whole journal; empty before the first edit */
	size_t written;     /* bytes of it that are in the file */
	size_t synced;      /* bytes of it that are on the disk */
	uint64_t sum;       /* of its lines */
	struct buffer head; /* its first line's JSON */
	/* Edits that make the report as it is read the one in memory, for the
	 * first step; NULL: none. */
	struct json_value *unlike;
	struct json_value *step; /* the one at hand, or NULL */
	bool typing;             /* it is nothing but typing into a text */
	int64_t due; /* when the rest is to be (monotonic milliseconds), or
	                       -1: nothing is left to do */
	bool finished;
	/* Why edits are not kept now, for the user; NULL while they are. */
	char *why;
};

/* Keeps nothing. */
#define JOURNAL_CLOSED ((struct journal){.file = -1, .due = -1})

/* The name of a file's journal; NULL if the file's own name leads nowhere. The
 * caller frees it. */
char *journal_path(const char *file);

/* Begins a journal of the edits to come: on the report as it stands in its
 * file, or as it was begun. No file is made before the first edit. What lies
 * there must have been dealt with before (recovery.h): it is never replaced. */
void journal_open(struct journal *journal, const struct report *report);
/* Goes on with a journal that was left and whose edits were put back. Takes
 * over what it needs of `recovery`. */
void journal_resume(struct journal *journal, struct recovery *recovery);
/* Begins anew after the report was saved: its edits are in the file. */
void journal_restart(struct journal *journal, const struct report *report);
/* Writes and syncs all of it, also what could not be written before. */
void journal_sync(struct journal *journal);
/* The same, and nothing more will come: the file stays when the journal is
 * closed. */
void journal_finish(struct journal *journal);
/* Ends it, and removes the file unless it was finished. */
void journal_close(struct journal *journal);

/* An edit that the report has just taken, a part of the step at hand. */
void journal_note(struct journal *journal, const struct report *report,
                  const struct edit *edit);
/* The step is complete; nothing is written before journal_write(). */
void journal_end_step(struct journal *journal);
/* Writes what was noted, and syncs it if that is due: at once for a value, two
 * seconds late for the characters of a text. */
void journal_write(struct journal *journal);
/* Milliseconds until journal_write() has to be called again; -1: nothing is
 * left to do. */
int journal_wait(const struct journal *journal);

#endif
