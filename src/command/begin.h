/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef COMMAND_BEGIN_H
#define COMMAND_BEGIN_H

/*
 * A new report, empty or begun from last year's: what the command new and the
 * screen share. Nothing is written here.
 */

#include <stdbool.h>

#include "base/buffer.h"
#include "report/carry.h"

struct beginning {
	/* What is asked for; the strings are the caller's. */
	const struct form_path *forms;
	const char *file;      /* the new report's; "-": standard output */
	const char *last_file; /* NULL: an empty report */
	const char *agency;    /* NULL: last year's */
	int year;              /* 0: the one after last year's */
	bool link;             /* figures become live ones */

	/* What comes of it. The form may be given before, too. */
	struct form *form;
	struct report *report;
	/* Last year's report, and as one of the new form. */
	struct form *last_form;
	struct report *last;
	struct report *view;
	struct rewrites rewrites;
	struct carry carry;
	struct buffer written; /* the report as a file */
	struct report *reread; /* the same read from there, for its places */

	/* What is to be told: of the file `culprit`, why nothing was begun; of
	 * last year's file; of the new one. */
	struct problems errors;
	char *culprit;
	struct problems of_last;
	struct problems of_new;
};

/* Begins the report. False with `errors` and `culprit` if that cannot be. */
bool begin_report(struct beginning *beginning);
void beginning_free(struct beginning *beginning);

/* What was carried over, linked, left and left behind, added to `of_last` and
 * `of_new`. Called by begin_report(). */
void begin_tell(struct beginning *beginning);

#endif
