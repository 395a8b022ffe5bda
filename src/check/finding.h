/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef CHECK_FINDING_H
#define CHECK_FINDING_H

/*
 * A finding: what a check says about a report. Checks make findings, others
 * show them. A list owns its findings and their strings.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/amount.h"
#include "form/form.h"
#include "report/report.h"

/* A figure of a finding, or none. */
struct quantity {
	bool present;
	bool money; /* an amount (JSON: a string), not a count (a number) */
	amount value;
};

/* The cell that explains a cause, the value it has and the one it should. */
struct suspect {
	size_t cell; /* NONE: nobody is suspected */
	struct quantity value;
	struct quantity expected;
};

/* The explanation a finding was given before; owns its strings. */
struct explained {
	char *reason, *by, *date; /* NULL where the report has none */
	bool lapsed; /* a value it was given for has changed since */
};

struct finding {
	const char *rule; /* id: requests.balance, cell.blank … (not owned) */
	enum level level;
	char *place;  /* path of the section, row, column or cell */
	char **cells; /* paths: the stated value or the first operand, then the
	                 rest in the form's order */
	size_t cell_count;
	struct quantity left;       /* stated */
	struct quantity right;      /* due */
	struct quantity difference; /* left - right */
	struct suspect suspect;
	int cause;        /* equal for findings of one cause; from 1 */
	bool follows;     /* of the same cause as the one before it, the
	                     first of which is the headline */
	struct mark mark; /* in the file */
	char *message;    /* without the level, in the run's language */
	char *sentence;   /* in prose: the sentence concerned, as printed; NULL
	                     for any other finding */
	struct explained *explained; /* NULL: none was given */

	/* Where the screen goes: the section (NONE: agency, year …) and, if
	 * one is concerned, the cell or the byte offset in its text. */
	size_t section;
	size_t cell;
	size_t at;
	size_t length; /* bytes of the text from there on that it is about; 0:
	                  no run of them */

	size_t order; /* in which the checks made them */
};

struct findings {
	struct finding *items;
	size_t count;
	size_t capacity;
	/* How many causes of each level, by findings_count(): what is explained
	 * is counted apart. */
	size_t levels[LEVEL_COUNT];
	size_t explained;
};

/* Adds an empty finding (no figures, no suspect, section and cell NONE) and
 * returns it; valid until the next one is added. */
struct finding *findings_add(struct findings *findings, const char *rule,
                             enum level level);
/* Takes the message over. */
void finding_say(struct finding *finding, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void finding_cell(struct finding *finding, const char *path);
void findings_free(struct findings *findings);

/* Nothing needs to be done about it: a review whose explanation holds. */
bool finding_settled(const struct finding *finding);
/* It is something still as it was last year (perhaps confirmed), and no mere
 * hint: one key confirms it. */
bool finding_is_old(const struct finding *finding);
/* Counts `levels` and `explained` anew. Findings of one cause, which must
 * stand together, count once: at the worst level not explained. */
void findings_count(struct findings *findings);

/* The level's word in the run's language (错误), and in JSON (error). */
const char *level_word(enum level level);
const char *level_id(enum level level);

#endif
