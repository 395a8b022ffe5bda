/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef FORM_FORM_H
#define FORM_FORM_H

/*
 * A form definition: what a report of its kind consists of, how it is
 * printed, and which relations its figures keep. Read from one YAML file,
 * verified whole before any report is read, never changed afterwards. The
 * form owns everything reached from it.
 *
 * Rows and columns of a table are its logical axes: a value's path is
 * SECTION.ROW.COLUMN. The grid is how the table is printed: lines of slots
 * with spans that show texts, row and column labels, and values. One need not
 * follow the other (table four prints its three rows side by side).
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/amount.h"
#include "base/buffer.h"
#include "base/language.h"
#include "base/message.h"
#include "form/expression.h"

#define NONE ((size_t)-1)

/* How serious a finding is; the clerks' words are 错误 核实 提示 未填. */
enum level { LEVEL_ERROR, LEVEL_REVIEW, LEVEL_HINT, LEVEL_TODO };
#define LEVEL_COUNT 4

enum cell_type { CELL_COUNT, CELL_AMOUNT };

/* One value of the report. Cells are numbered through the whole form, in
 * form order: section by section, row by row, column by column. */
struct cell {
	const char *path; /* requests.denied.third_party.natural */
	size_t section;
	size_t row;    /* in its table's rows */
	size_t column; /* in its table's columns */
	enum cell_type type;
	bool negative; /* may be below 0 */
	struct wording unit;
	struct wording help; /* of this very cell; usually empty */
};

struct column {
	const char *id;
	const char *label;     /* exact, as printed */
	struct wording brief;  /* `short`: in messages and narrow heads */
	struct wording screen; /* on the screen; falls back to brief */
	struct wording help;
};

/* A row, or a group of rows (（三）不予公开) that has no values of its own. */
struct row {
	const char *path; /* below the table: denied.third_party */
	const char *label;
	struct wording brief;
	struct wording screen;
	struct wording help;
	size_t parent; /* index of its group, or NONE */
	bool group;
};

enum slot_kind {
	SLOT_TEXT,   /* a label that names neither row nor column */
	SLOT_ROW,    /* shows the label of row `index` */
	SLOT_COLUMN, /* shows the label of column `index` */
	SLOT_VALUE,  /* holds cell number `index` of the form */
	SLOT_COVERED /* part of the merged slot whose origin is `index` */
};

/* A slot of the printed grid, which is lines × width slots. */
struct form_slot {
	enum slot_kind kind;
	const char *text; /* what is printed, for the first three kinds */
	size_t index;     /* SLOT_COVERED: origin as line * width + column */
	size_t across;    /* columns spanned, at least 1 (origins) */
	size_t down;      /* lines spanned, at least 1 (origins) */
};

struct table {
	struct column *columns;
	size_t column_count;
	struct row *rows; /* groups before their rows */
	size_t row_count;
	size_t *cells; /* rows × columns: cell number, or NONE */

	size_t lines; /* of the printed grid */
	size_t width;
	struct form_slot *slots;
	bool *head; /* per line: it is a head line */
};

struct section {
	const char *id;
	const char *label; /* 一、总体情况 */
	struct wording brief;
	struct wording screen;
	struct wording help;
	struct table *table; /* NULL: narrative */
	size_t limit;        /* 字数 a narrative should keep to; 0: none */
	const char *starter; /* offered while a narrative is empty; or NULL */
	size_t first_cell; /* its cells are [first_cell, first_cell + count) */
	size_t cell_count;
};

enum relation_each { EACH_NONE, EACH_ROW, EACH_COLUMN };

/* One operand of an instance, resolved. */
struct term {
	int sign;
	bool last;   /* the cell's value in last year's report */
	size_t cell; /* number, or NONE: `integer` counts */
	amount integer;
};

/* A relation put on one row or column. */
struct instance {
	size_t relation; /* index in form->relations */
	size_t row;      /* the row or column it stands for, else NONE */
	size_t column;
	struct term *left;
	size_t left_count;
	struct term *right;
	size_t right_count;
};

struct relation {
	const char *id; /* requests.balance */
	struct wording says;
	size_t section; /* of its table; NONE: paths are whole */
	enum relation_each each;
	enum level level;
	enum comparison comparison;
	bool carry; /* compares with last year's report */
	bool fill;  /* carry: a new report takes the value over */
	struct instance *instances;
	size_t instance_count;
	struct mark mark;
};

struct rule;       /* form/rule.h */
struct older_form; /* form/rule.h */
struct pattern;    /* base/pattern.h */

struct form {
	const char *id;
	char *file;
	const char *title; /* with {agency} and {year} */
	struct wording basis;
	int first_year;
	int last_year; /* 0: still in force */
	struct section *sections;
	size_t section_count;
	struct cell *cells;
	size_t cell_count;
	struct relation
		*relations; /* `relations`, then `carry`, in file order */
	size_t relation_count;
	const struct figure_rules *figures; /* NULL: none (form/figures.h) */
	struct rule *rules;                 /* `checks`, in file order */
	size_t rule_count;
	struct older_form *older; /* `from` */
	size_t older_count;
	struct pattern **patterns; /* all that the form's parts refer to */
	size_t pattern_count;
	struct cell_index *index; /* form_find_cell() alone looks into it */
	size_t holders; /* besides the first: form_free() is due from each */
	struct arena *arena;
};

/* --- loading (load.c) --- */

/*
 * Reads and verifies the definition in `path`. NULL if anything is wrong:
 * then `problems` says what, where, and what would be accepted. The caller
 * frees the form with form_free().
 */
struct form *form_load(const char *path, struct problems *problems);
/* As above from memory; `path` is for messages. */
struct form *form_read(const char *path, const struct buffer *source,
                       struct problems *problems);
void form_free(struct form *form);

/* The folders in which forms are looked for, first one first: --forms, then
 * NIANBAO_FORMS, then the program's own; and the forms read so far, so that
 * thousands of reports read theirs once. Owns its strings, holds the forms. */
struct form_path {
	char *folders[3];
	size_t count;
	struct form_shelf *shelf; /* NULL: every form is read anew */
};
/* `option` is --forms' argument or NULL. */
void form_path_set(struct form_path *path, const char *option);
void form_path_free(struct form_path *path);
/* The file of form `id`, or NULL; the caller frees it. An id is letters,
 * digits, - and _ only, so that no report can name a file elsewhere. */
char *form_path_find(const struct form_path *path, const char *id);
/* The form defined in `file`, as form_load() gives it, or the one already
 * read; form_free() is due in either case. */
struct form *form_open(const struct form_path *path, const char *file,
                       struct problems *problems);
/* The ids found, sorted, each once. The caller frees array and strings. */
size_t form_path_list(const struct form_path *path, char ***ids);

/* --- finding things (find.c) --- */

/* The cell of that path, or NONE. */
size_t form_find_cell(const struct form *form, const char *path, size_t length);
/* The path of the cell whose path is nearest to a mistyped one, or NULL if
 * none is near. */
const char *form_nearest_cell(const struct form *form, const char *path,
                              size_t length);
/* The section of that id, or NONE. */
size_t form_find_section(const struct form *form, const char *id,
                         size_t length);
/* The row of that path below the table, or NONE. */
size_t table_find_row(const struct table *table, const char *path,
                      size_t length);
size_t table_find_column(const struct table *table, const char *id,
                         size_t length);

/*
 * The full official name of a cell as the printed form shows it: the labels
 * that stand beside it (三、本年度办理结果 / （三）不予公开 / 1.属于国家秘密) and
 * above it (申请人情况 / 法人或其他组织 / 商业企业), outer first, joined by " / ".
 * Either is "" where the form prints none. The caller frees both.
 */
void form_cell_names(const struct form *form, size_t cell, char **beside,
                     char **above);

/*
 * 表三/自然人, 表三/(一)予以公开, 表二/许可·处理决定 … the place by short names.
 * Row or column may be NONE. The caller frees it.
 */
char *place_name(const struct form *form, size_t section, size_t row,
                 size_t column);

/* Line and column of a cell's slot in its table's grid. */
void table_find_slot(const struct table *table, size_t cell, size_t *line,
                     size_t *column);

#endif
