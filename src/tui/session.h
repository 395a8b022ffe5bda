/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_SESSION_H
#define TUI_SESSION_H

/*
 * One report being edited: the report, last year's, and what the checks say
 * of it now. Every change goes through session_apply(), so that findings are
 * always those of what is on the screen; while the clerk types, through
 * session_type(), and they are those of a moment ago. Knows no curses.
 */

#include <stdbool.h>

#include "check/check.h"
#include "report/history.h"
#include "report/journal.h"
#include "report/lock.h"
#include "report/report.h"

/* The state of a section, for the outline. */
struct section_state {
	size_t levels[LEVEL_COUNT]; /* causes, but for what is explained */
	size_t old; /* what is still last year's, by the rules stale.… */
	bool done;  /* 已核: no error, no todo, no unexplained review */
};

/* A place in the report, for the caret. */
struct place {
	size_t section;   /* NONE: the header fields */
	size_t cell;      /* NONE: not in a table */
	size_t at;        /* byte offset in the text */
	size_t length;    /* bytes from there on that are to be selected */
	const char *path; /* of the header field; what it is in a section
	                     means nothing */
};

struct session {
	struct form *form;
	struct report *report;
	struct last_year last;
	const struct form_path *forms; /* not owned */
	struct findings findings;
	struct section_state *states; /* the header's, then one per section */
	struct history history;
	unsigned long edits;         /* how many were applied, undone ones too:
	                                 what was seen at the same number is
	                                 still so */
	bool unchecked;              /* edits came after the findings */
	bool renamed;                /* last year's file, since it was read */
	unsigned depth;              /* of the batches that are open */
	bool joined;                 /* the batch has its step in the history */
	size_t problem;              /* the finding last gone to, or NONE */
	unsigned long problem_edits; /* `edits` when it was: after an edit
	                                 findings have other numbers */
	struct place problem_caret;  /* where the caret came to then */
	bool beside;                 /* last year is shown beside this year */
	bool across; /* Enter goes along the row, not down the column */
	struct buffer clipboard; /* text that was cut or copied */
	char *sought;            /* text looked for last; NULL: none yet */
	char *replacement;       /* … and what it was replaced by */
	size_t pointed;          /* the cell pointed at last, or NONE */
	char *clerk;             /* who explains; NULL: not asked yet */
	struct journal journal;  /* closed until somebody opens it */
	struct lock *lock;  /* on the report's file, not owned; NULL: none */
	const char *holder; /* who has the report: it is only to be read; NULL:
	                       nobody else. Not owned */
	bool refused;       /* an edit was, since this was last set to false */
};

/* Takes report and form over. */
void session_open(struct session *session, struct form *form,
                  struct report *report, const struct form_path *forms);
void session_close(struct session *session);

/* Applies the edit (and takes it over), then checks. False if it did not
 * fit, or the report is only to be read. An edit that changes nothing is
 * dropped. */
bool session_apply(struct session *session, struct edit edit);
/* The same for a key among many, without checking: session_check() is due when
 * there is time, and before anything goes by the findings. */
bool session_type(struct session *session, struct edit edit);
/* Checks, if anything was edited since. */
void session_check(struct session *session);

/*
 * What is applied between the two is undone as one, under the name (taken
 * over) if it was anything, and checked once. They nest: the outer ones
 * count.
 */
void session_begin(struct session *session);
void session_end(struct session *session, char *name);
/* The run of typing has ended: what comes next is undone by itself. */
void session_seal(struct session *session);

/* Where a finding is; valid as long as it. */
struct place finding_place(const struct finding *finding);
/* The number of the text that it is about a run of; NONE: of none. */
size_t finding_text(const struct finding *finding);

/*
 * Takes the last step back, or does it again; `*place` is where it was.
 * The answer names it for the user (caller frees); NULL: there is none.
 */
char *session_undo(struct session *session, struct place *place);
char *session_redo(struct session *session, struct place *place);
/* Puts back what an earlier session did, undone as one, and goes on with its
 * journal. */
void session_recover(struct session *session, struct recovery *recovery);
/* Why the report is only to be read, for the user; the caller frees it. */
char *session_why_read_only(const struct session *session);
/* report_save(), and history and journal know that it was saved. */
bool session_save(struct session *session, struct saved *saved, char **why);

/*
 * Saves under another name, which the report has from then on: lock and
 * journal are those of the new file, and last year's report is found from
 * there. False, with `*why` for the user (caller frees) and all as it was, if
 * that cannot be.
 */
bool session_save_as(struct session *session, const char *file,
                     struct saved *saved, char **why);

/* The first finding, from index `from` on, that `cell` has a part in (or,
 * with cell NONE, that is on the section as a whole); NONE if there is
 * none. */
size_t session_finding(const struct session *session, size_t section,
                       size_t cell, size_t from);
/* The finding that was gone to last and is still there, or NONE. */
size_t session_problem(const struct session *session);
/* How many causes stand between the report and its final form: what is to be
 * mended, verified or explained, filled in. */
size_t session_left(const struct session *session);
/* Whether last year is to be shown beside this year, and can be. */
bool session_shows_last(const struct session *session);
/* Why nothing of last year can be shown, for the user; NULL if there is a
 * report of last year. The caller frees it. */
char *session_last_missing(const struct session *session);

#endif
