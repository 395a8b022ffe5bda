/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef REPORT_DIFF_H
#define REPORT_DIFF_H

/*
 * What differs between two reports: of two years, or two drafts of one. Prose
 * is compared as it is printed, live figures resolved: by paragraphs, and
 * within a paragraph that was changed by characters, a figure or a Latin word
 * counting as one.
 */

#include "report/report.h"

enum difference_kind { DIFFERENCE_FIELD, DIFFERENCE_CELL, DIFFERENCE_TEXT };

/* Bytes [old_start, old_end) of the old paragraph became [new_start, new_end)
 * of the new one. */
struct text_change {
	size_t old_start, old_end;
	size_t new_start, new_end;
};

struct difference {
	enum difference_kind kind;
	char *path; /* agency, requests.new.natural, overview */
	/* Of the form that names it: a cell's, or a section's with the others
	 * NONE; all NONE for the header and the preamble. The row is a group
	 * where one row of an older form is the sum of several. */
	size_t section, row, column;
	bool money; /* the cell holds amounts */
	char *old;  /* a value, a field, a paragraph; NULL: blank or absent */
	char *new;
	bool figures; /* both are: `by` is new - old */
	amount by;
	bool rate; /* there is one: old is not 0, and it is not too large */
	int64_t tenths; /* the difference in tenths of a per cent of old */
	size_t old_paragraph, new_paragraph; /* from 1; 0: absent */
	struct text_change *changes; /* where both paragraphs are there */
	size_t change_count;
};

struct differences {
	const struct form *form; /* whose names are used: of one of the two */
	struct difference *items;
	size_t count;
	size_t capacity;
	/* Cells with a value that have no counterpart in the other's form. */
	size_t old_alone, new_alone;
};

/*
 * Compares; header first, then in the order of the form. `*_last` are the
 * reports of the year before each, or NULL. Reports of two forms are compared
 * where one of these says what corresponds. Free with differences_free().
 */
struct differences report_compare(const struct report *old,
                                  const struct report *old_last,
                                  const struct report *new,
                                  const struct report *new_last);
void differences_free(struct differences *differences);

/* Inside report/: the parts of a text that differ, in order of the text
 * (diff_text.c). `sample` gives kind, path and names. */
void text_compare(struct differences *differences, const char *old,
                  size_t old_length, const char *new, size_t new_length,
                  const struct difference *sample);
struct difference *differences_add(struct differences *differences,
                                   const struct difference *sample);

#endif
