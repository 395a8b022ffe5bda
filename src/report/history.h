/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef REPORT_HISTORY_H
#define REPORT_HISTORY_H

/*
 * What was done to a report, to be taken back and done again: without limit,
 * across saves. A step is what one key of undo takes back: one edit, a batch,
 * or a run of typing.
 */

#include "report/report.h"

struct history_step {
	struct edit *edits; /* in the order they were made */
	size_t count;
	size_t capacity;
	char *name; /* what a batch did, for the user; NULL: one edit */
};

struct history {
	struct history_step *steps;
	size_t count;
	size_t capacity;
	size_t done;  /* steps before this one stand, those behind are undone */
	size_t saved; /* `done` when the report was saved; NONE: cannot be
	                 reached any more */
	bool open;    /* typing may go on in the last step */
};

void history_free(struct history *history);

/* An edit that was applied becomes a step of its own; what was undone is
 * forgotten. Takes the edit over. */
void history_add(struct history *history, struct edit edit);
/* As above, but as part of the step added last. */
void history_join(struct history *history, struct edit edit);
/* Names the step added last; takes the name over. */
void history_name(struct history *history, char *name);

/* Whether the edit only goes on with what the last step did: the next
 * character of a word, the next one deleted. */
bool history_continues(const struct history *history, const struct edit *edit);
/* The run of typing has ended: a pause, another key. */
void history_seal(struct history *history);

/*
 * Takes the last step back, or does the next one again. The answer is the
 * step, for its name and place; it stays the history's. NULL if there is
 * none.
 */
const struct history_step *history_undo(struct history *history,
                                        struct report *report);
const struct history_step *history_redo(struct history *history,
                                        struct report *report);

/* The report as it is now was saved. */
void history_saved(struct history *history);
/* Whether it is as it was saved last, or as it was read. */
bool history_is_saved(const struct history *history);

#endif
