/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_PICKER_H
#define TUI_PICKER_H

/*
 * A layer with a list to choose from: the findings, the commands, the formats.
 * What is typed narrows it down to the rows that have every word of it.
 */

#include <stdbool.h>
#include <stddef.h>

#include "tui/layer.h"
#include "tui/terminal.h"

struct picker_row {
	char *text;
	char *aside;  /* at the right edge; may be NULL */
	char *detail; /* in full, below the list while the row is current; may
	                 be NULL */
	char *match;  /* more that what is typed may be found in; may be NULL */
	char *refusal; /* why it cannot be chosen; NULL: it can */
	enum style style;
	bool heading; /* over the rows behind it; never current */
	size_t id;    /* the caller's */
};

struct picker_rows {
	struct picker_row *items;
	size_t count;
	size_t capacity;
};
/* A zeroed row at the end of the list; valid until the next one. */
struct picker_row *picker_add(struct picker_rows *rows);

/* How a list looks and what comes of it. */
struct picker_look {
	char *title;
	struct picker_rows rows;
	size_t id;         /* of the row it begins at; NONE: the first */
	const char *empty; /* shown where nothing is left; translated */
	/* At Enter, with the row's id; the list closes. */
	void (*chosen)(struct screen *screen, size_t id, void *context);
	/* At F1, with the row's id; the list stays. NULL: nothing. */
	void (*inspect)(struct screen *screen, size_t id);
	void *context;               /* for `chosen` */
	void (*drop)(void *context); /* frees it at the end; may be NULL */
};
/* Takes title and rows over. */
struct layer *picker_new(struct picker_look look);

#endif
