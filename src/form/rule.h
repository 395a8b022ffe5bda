/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef FORM_RULE_H
#define FORM_RULE_H

/*
 * Rules of a form that are more than a relation of figures: each uses one kind
 * of check that the program has, with parameters of its own. Words, patterns
 * and thresholds are all in the form; rule_kinds[] says which parameters a
 * kind takes, and drives loading, verification and messages about both.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/language.h"
#include "base/message.h"
#include "base/pattern.h"
#include "form/form.h"

enum parameter_kind {
	PARAMETER_SUM,    /* struct terms: requests.denied.* - last.PATH */
	PARAMETER_CELLS,  /* struct numbers: paths, PATH.* */
	PARAMETER_TABLES, /* struct numbers: sections with a table */
	PARAMETER_TEXTS,  /* struct numbers: sections of text; NONE: preamble */
	PARAMETER_NUMBER, /* size_t */
	PARAMETER_FLAG,   /* bool */
	PARAMETER_LINE,   /* const char * */
	PARAMETER_PATTERN,  /* struct pattern * */
	PARAMETER_PHRASES,  /* struct phrases */
	PARAMETER_AGENCIES, /* unsigned: bits in the order of agency_kind */
	PARAMETER_DAY       /* struct month_day: 3-31 */
};

struct parameter {
	const char *name;
	enum parameter_kind kind;
	bool required;
	size_t offset; /* in struct rule */
};

struct rule_kind {
	const char *use;
	const struct parameter *parameters;
	size_t count;
};

extern const struct rule_kind rule_kinds[];
extern const size_t rule_kind_count;

struct terms {
	struct term *items;
	size_t count;
};

struct numbers {
	size_t *items;
	size_t count;
};

struct month_day {
	unsigned month; /* 0: none given */
	unsigned day;
};

/* What the digits of a match must be for it to count. */
enum digits {
	DIGITS_ANY,
	DIGITS_IDENTITY, /* 18, with a date that exists and their check digit */
	DIGITS_LUHN      /* with a check digit as bank cards have it */
};

/* A pattern looked for in prose. */
struct phrase {
	struct wording says; /* NULLs: the rule's */
	struct pattern *find;
	struct pattern *with;   /* the sentence must match it, too; or NULL */
	struct pattern *unless; /* the sentence must not match it; or NULL */
	enum digits digits;
	enum level level; /* the rule's, unless given */
};

struct phrases {
	struct phrase *items;
	size_t count;
};

#define AGENCY_KINDS 3

struct rule {
	const char *id; /* T3-OTHER */
	size_t kind;    /* in rule_kinds */
	enum level level;
	struct wording says; /* what is wrong, what would be right */
	struct wording source;
	struct mark mark;

	/* The parameters; what a rule does not give is zero. What each means
	 * stands with its kind in check/. */
	struct terms of;
	struct terms to;
	struct numbers cells;
	struct numbers tables;
	struct numbers texts;
	struct numbers place;
	size_t above;
	size_t at_least;
	size_t times;
	size_t years_from;
	bool once;
	bool not_zero;
	const char *numerals;
	struct pattern *find;
	struct pattern *unless;
	struct pattern *until;
	struct pattern *where;
	struct phrases phrases;
	struct month_day from;
	struct month_day to_day;
	struct month_day due[AGENCY_KINDS];

	/* Which agencies it is for: those of the kinds, those whose name
	 * matches; neither given: all. */
	unsigned agencies;
	struct pattern *named;
	struct pattern *not_named;
};

/* Rows of an older edition of the form that mean the same. */
struct older_form {
	const char *id;
	/* Rows below these (SECTION, SECTION.ROW) correspond by their id. */
	const char **same;
	size_t same_count;
	/* The row of the older form is the sum of a group's rows here. */
	struct older_sum {
		const char *older; /* requests.other */
		size_t section;
		size_t group; /* row number of the group */
		struct mark mark;
	} * sums;
	size_t sum_count;
};

/*
 * The cell of last year's form that has the meaning of `cell` here, or NONE.
 * Forms of one id correspond wholly; an older one as `from` says.
 */
size_t form_older_cell(const struct form *form, const struct form *older,
                       size_t cell);
/* What `from` says of that older form, or NULL. */
const struct older_form *form_older(const struct form *form,
                                    const struct form *older);
/* Verifies what `from` says of that form, which is at hand only now. */
void form_older_verify(const struct form *form, const struct form *older,
                       struct problems *problems);

#endif
