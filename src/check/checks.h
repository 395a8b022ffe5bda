/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef CHECK_CHECKS_H
#define CHECK_CHECKS_H

/*
 * The check functions, one kind of check each. They read the report and add
 * findings; they never change anything and never print. For check/ only.
 */

#include "check/check.h"
#include "check/text.h"

/* Prose, resolved and split once for all checks. */
struct check_prose {
	struct check_texts now;
	struct check_texts last; /* made by the first who asks for it */
	bool last_made;
};

struct check_context {
	const struct report *report;
	const struct last_year *last;
	struct findings *findings;
	struct check_prose *prose;
};

/* The texts of last year's report; NULL if there is none. */
const struct check_texts *check_last_texts(const struct check_context *context);

/* file.c: what the file itself says: keys, its form, last year's file. */
void check_notes(const struct check_context *context);
void check_header(const struct check_context *context);
void check_edition(const struct check_context *context);
void check_previous(const struct check_context *context);
/* shape.c: each value alone: is it a figure, is it there. */
void check_figures(const struct check_context *context);
void check_blanks(const struct check_context *context);
void check_empty_sections(const struct check_context *context);
void check_long_texts(const struct check_context *context);
/* live.c: live figures that cannot be printed, or are not taken for such. */
void check_live_figures(const struct check_context *context);
/* relation.c: the relations of the form, those across years included. */
void check_relations(const struct check_context *context);
/* rules.c: what the form gives under `checks`. */
void check_rules(const struct check_context *context);
/* figures.c: figures in prose against the tables and each other. */
void check_prose_figures(const struct check_context *context);
/* explained.c: after all others: which findings the report explains. */
void check_explained(const struct check_context *context);

/* Whether such a figure may stand in a cell: not below 0 or in fractions where
 * the form has neither, and not out of range (shape.c). */
bool figure_allowed(const struct cell *cell, amount value);

/* A finding on a cell, with its place, mark and position filled in. */
struct finding *check_add_cell(const struct check_context *context,
                               const char *rule, enum level level, size_t cell);
/* A finding on the path of a section or header field. */
struct finding *check_add_path(const struct check_context *context,
                               const char *rule, enum level level,
                               const char *path, size_t section);

/* Adds a figure behind the name it is of: new 12, and without the blank where
 * the name ends in a Chinese character (tell.c). */
void check_put_figure(struct buffer *out, amount value);

#endif
