/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_TABLE_VIEW_H
#define TUI_TABLE_VIEW_H

/*
 * How a table stands on the screen, derived from the printed grid of its form
 * and nothing else. Bands of lines under heads of their own; row labels at the
 * left where a line holds one row. Heads and labels stay put while lines and
 * columns scroll, so they are no part of the lines. Knows no curses.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/wrap.h"
#include "form/form.h"
#include "report/report.h"

/* A column of figures. The first of its screen columns is a gap. */
struct view_column {
	int x; /* from the start of the columns */
	int width;
};

enum view_part {
	VIEW_COLUMNS, /* a head over columns of figures */
	VIEW_LABELS,  /* over the row labels */
	VIEW_WHOLE    /* over both */
};

struct view_head {
	enum view_part part;
	enum slot_kind kind;
	const char *text;   /* the form's, in the current language */
	size_t line, down;  /* printed head lines, from the band's first */
	size_t first, span; /* columns (VIEW_COLUMNS) */
	int y, height;      /* screen lines from the band's first; height 0:
	                            left out, as the screen is low */
};

struct view_band {
	size_t first_head, head_count; /* in `heads` */
	size_t head_lines;             /* printed ones */
	int height;                    /* of the heads on the screen */
};

/* A line of figures. */
struct view_line {
	size_t band;
	size_t row;        /* of the table; NONE: several stand side by side */
	const char *label; /* "" if there is none */
};

/* A cell on its line: `span` columns from `first` on. Its field stands at
 * their right end. */
struct view_place {
	size_t cell; /* number in the form */
	size_t line;
	size_t first, span;
	int x; /* of the field, from the start of the columns */
	int width;
};

/* Between a column's figures, with the bracket of the current one, and last
 * year's. */
#define BESIDE_GAP 2

struct table_view {
	const struct form *form;
	const struct table *table;
	size_t section;
	struct view_column *columns;
	size_t column_count;
	struct view_head *heads;
	size_t head_count;
	struct view_band *bands;
	size_t band_count;
	struct view_line *lines;
	size_t line_count;
	struct view_place *places; /* by line, then by column */
	size_t place_count;
	bool side_by_side; /* rows stand on one line, as printed */
	size_t beside;     /* the column that has last year's at its right */
	int beside_width;  /* of that part of it; 0: there is none */
	int label_width;   /* 0: no labels */
	int mark_width;    /* of the column for the rows' relations; 0: none */
};

struct view_size {
	int width, height; /* of the page */
	bool wide;         /* rows may stand side by side, if they fit */
	const struct report *last; /* is shown beside a column; NULL: not */
	size_t beside;             /* a cell: beside its column */
};

/* Fills the view (freed before by the caller, or zero). Nothing of the report
 * is kept. */
void table_view_lay(struct table_view *view, const struct form *form,
                    size_t section, const struct report *report,
                    struct view_size size);
void table_view_free(struct table_view *view);
/* Whether both put the same cells at the same places, equally wide. */
bool table_view_same(const struct table_view *view,
                     const struct table_view *other);

/* Breaks a head's text into as few lines of `width` as it needs, about
 * equally long; the caller frees `*lines`. Returns their number. */
size_t view_wrap(const char *text, int width, struct text_line **lines);

/* Width of all columns, with the closing gap. */
int view_columns_width(const struct table_view *view);
/* Where a run of columns begins, and how wide it is. */
int view_span_x(const struct table_view *view, size_t first);
int view_span_width(const struct table_view *view, size_t first, size_t span);
/* Whether last year's figure stands beside the place's. */
bool view_has_last(const struct table_view *view,
                   const struct view_place *place);

/* --- scrolling (table_move.c) --- */

/* How many columns fit from column `left` on, at least 1. */
size_t view_columns_shown(const struct table_view *view, size_t left,
                          int width);
/* Screen line of `line` when `top` is the first line shown: below the heads of
 * its band, which stand above the first line shown of every band. */
int view_line_y(const struct table_view *view, size_t top, size_t line);
/* Scrolls as little as needed to have the place within the size. */
void view_reveal(const struct table_view *view, size_t place, int width,
                 int height, size_t *top, size_t *left);
/* How many lines a screen of that height moves by, at least 1. */
size_t view_page_lines(const struct table_view *view, int height);

/* --- moving; all return a place, or NONE where there is none (table_move.c) */

size_t view_find(const struct table_view *view, size_t cell);
/* The next place in row order. */
size_t view_next(const struct table_view *view, size_t place);
size_t view_previous(const struct table_view *view, size_t place);
/* The neighbour on the same line. */
size_t view_left(const struct table_view *view, size_t place);
size_t view_right(const struct table_view *view, size_t place);
/* `lines` up or down, or as far as there are lines; of the places there the
 * one over column `goal` or nearest to it. NONE on the first or last line. */
size_t view_up(const struct table_view *view, size_t place, size_t goal,
               size_t lines);
size_t view_down(const struct table_view *view, size_t place, size_t goal,
                 size_t lines);
/* Down the column, then from the top of the next one; band by band, so that
 * every cell comes once. */
size_t view_enter(const struct table_view *view, size_t place);
size_t view_line_start(const struct table_view *view, size_t place);
size_t view_line_end(const struct table_view *view, size_t place);

#endif
