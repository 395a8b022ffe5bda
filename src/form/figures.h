/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef FORM_FIGURES_H
#define FORM_FIGURES_H

/*
 * What a form says about the figures in its prose (key `prose`): the words
 * around a figure and the values of the tables they name. Part of the form,
 * which owns it.
 *
 * A figure speaks of a topic (the applications, the suits) and states one or
 * several classes of it (received, partly granted, upheld). A class gives its
 * readings: sums over one line of a table, taken in those rows or columns of
 * the other direction (its places) that the topic, or a party, names.
 */

#include <stdint.h>

#include "base/lexicon.h"
#include "form/form.h"

/* Words that say how a figure is meant, whatever it counts. */
enum figure_sign {
	SIGN_JOIN,       /* and: what it joins is summed */
	SIGN_LIST,       /* and others: the list before it is open */
	SIGN_OPEN,       /* of which: parts follow */
	SIGN_SUM,        /* together: the whole follows */
	SIGN_PAIRS,      /* respectively */
	SIGN_FILLER,     /* says nothing */
	SIGN_REASON,     /* because of: what follows narrows */
	SIGN_NIL,        /* none, not */
	SIGN_FOREIGN,    /* another matter */
	SIGN_ABOUT,      /* nearly, more than: the figure behind is rough */
	SIGN_ROUGH,      /* and more: the figure before is rough */
	SIGN_DATE,       /* behind a numeral: no quantity */
	SIGN_PAST,       /* another year or a part of this one */
	SIGN_PRESENT,    /* this year */
	SIGN_COMPARED,   /* than: the time behind is only compared with */
	SIGN_DIFFERENCE, /* by so much more: the figure behind is no total */
	SIGN_OWN,        /* the body itself */
	SIGN_PART,       /* a part of it, or another body */
	SIGN_ORGAN,      /* the end of a body's name */
	SIGN_OBJECT,     /* a body named behind it does not act */
	SIGN_SHARE,      /* the share of something: the per cent behind */
	SIGN_GROWTH,     /* grew or fell: the per cent behind */
	SIGN_RATE,       /* another rate: its per cent is not looked at */
	SIGN_SINCE,      /* since when, or until when, … */
	SIGN_CUMULATED,  /* … all in all: more than this year */
	SIGN_AMONG,      /* of the figure before: parts follow */
	SIGN_PERCENT,    /* per cent, before its numeral */
};
#define SIGN_COUNT 27

enum word_role {
	WORD_SIGN,      /* index: enum figure_sign */
	WORD_UNIT,      /* index: a unit */
	WORD_TOPIC,     /* index: a topic; what is counted */
	WORD_MENTION,   /* index: a topic; only what the talk is about */
	WORD_CLASS,     /* index: a class */
	WORD_PARTY,     /* index: a party */
	WORD_ALL,       /* index: a class; all counted before are of it */
	WORD_NONE_LEFT, /* index: a class; none counted before is of it */
	WORD_AREA       /* index: an area; all of it */
};

/* A word may have several uses, as upheld of a review and of a suit. */
struct word_use {
	enum word_role role;
	uint32_t index;
	size_t next; /* among the uses, or NONE */
};

struct figure_unit {
	const char *id;
	size_t yuan; /* 0: items; else the unit in yuan */
};

/* Rows or columns of one table. */
struct figure_places {
	size_t *items;
	size_t count;
};

struct figure_topic {
	const char *id;
	size_t section; /* its table; NONE: nothing is in a table */
	bool by_row;    /* places are rows, readings name columns */
	struct figure_places places;
	uint64_t units; /* as bits: what it is counted in */
	bool *at_home;  /* by section: what the talk there is about */
	size_t yuan;    /* the table's unit of money in yuan; 0: items */
	size_t rule;    /* that tells of its figures */
	size_t stated;  /* the class where none is named, or NONE */
};

/* One operand of a reading: its value in each place of the table. */
struct figure_term {
	int sign;
	size_t *cells; /* by place; NONE where the form has none */
};

struct figure_reading {
	struct figure_term *terms;
	size_t term_count;
};

struct figure_class {
	const char *id;
	uint64_t topics; /* as bits */
	uint64_t units;  /* 0: those of the topic */
	size_t rank;     /* of several beside a figure the highest counts */
	size_t family;   /* parts of one whole are of one family; or NONE */
	size_t with;     /* a class to whose figure this one's is added; or
	                    NONE */
	struct figure_reading *readings; /* the due one first; none: a figure
	                                    that is compared with nothing */
	size_t reading_count;
};

struct figure_party {
	uint64_t topics;
	size_t family;
	struct figure_places places;
};

/* A kind of area (county): its words (all the county) are the body's own
 * where its name ends so. */
struct figure_area {
	const char *ending;
	size_t length;
};

enum figure_use {
	USE_FIGURES,     /* figures against the tables */
	USE_PARTS,       /* parts against their whole */
	USE_RATES,       /* per cents against their figures */
	USE_OLD_YEARS,   /* last year's number beside figures */
	USE_OLD_FIGURES, /* last year's figures */
	USE_CHARGES,     /* notices, billed and collected against each other */
	USE_UNPAID,      /* cases unpaid, but no notice */
	USE_UNPAID_MORE, /* more cases unpaid than notices in two years */
	USE_IN_FEES      /* what was collected is within the table's fees */
};

struct figure_rule {
	const char *id;
	enum figure_use use;
	enum level level;
	struct wording says;
	const char *source;
	size_t listed; /* USE_PARTS: so many parts make a list */
	uint64_t
		families; /* USE_PARTS: as bits: together they make the whole */
	size_t within;    /* USE_RATES: hundredths of the last digit */
	size_t at_least;  /* USE_OLD_FIGURES: smaller ones may be the same */
	size_t cell;      /* USE_UNPAID …: or NONE */
	size_t yuan;      /* USE_IN_FEES: the cell's unit */
	size_t section;   /* USE_CHARGES: where they are stated */
	size_t classes[3]; /* USE_CHARGES: notices, billed, collected */
	size_t wholes[8];  /* USE_RATES: of which a share may be */
	size_t whole_count;
};

struct figure_rules {
	const struct lexicon *lexicon; /* gives a use */
	struct word_use *uses;
	size_t use_count;
	struct figure_unit *units;
	size_t unit_count;
	struct figure_topic *topics;
	size_t topic_count;
	struct figure_class *classes;
	size_t class_count;
	struct figure_party *parties;
	size_t party_count;
	struct figure_area *areas;
	size_t area_count;
	const char **endings; /* of a body's name that its area stands before */
	size_t ending_count;
	struct figure_rule *rules;
	size_t rule_count;
	size_t family_count;
	bool *read; /* by section: its figures are looked at */
};

#endif
