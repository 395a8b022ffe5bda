/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef CHECK_FIGURES_H
#define CHECK_FIGURES_H

/*
 * Figures in prose. A paragraph is read once into tokens: numerals with their
 * units, and the words of the form that stand around them (figure_scan.h).
 * From the tokens of its clause, and what the sentence and the paragraph said
 * before, each figure is given what it states (figure_class.c), and compared
 * (figures.c, figure_parts.c, figure_charges.c). For check/ only.
 */

#include "base/numeral.h"
#include "check/checks.h"
#include "form/figures.h"

enum token_kind {
	TOKEN_WORD,
	TOKEN_NUMBER, /* a quantity: with a unit, or a per cent */
	TOKEN_YEAR,   /* 2021年 */
	TOKEN_CLAUSE, /* ，： */
	TOKEN_STOP,   /* 。！？； */
	TOKEN_OPEN,   /* （ */
	TOKEN_CLOSE,  /* ） */
	TOKEN_OTHER   /* a numeral that is no quantity */
};

struct token {
	enum token_kind kind;
	size_t start, end; /* bytes; of a number with its unit */
	size_t use;        /* TOKEN_WORD: its first use, or NONE: the body */
	uint32_t signs;    /* TOKEN_WORD: 1 << enum figure_sign */
	size_t match;      /* brackets: the partner, or NONE */
	struct numeral numeral;
	size_t numeral_end;
	size_t unit;   /* TOKEN_NUMBER: NONE for a per cent */
	bool rough;    /* nearly, more than, from … to … */
	bool live;     /* printed by a live figure */
	bool colon;    /* TOKEN_CLAUSE: ： */
	bool half;     /* TOKEN_STOP: ； */
	size_t before; /* characters that no token covers, from the start */
};

#define FIGURE_CLASSES 8
/* Figures of a sentence that a word about all of them reaches. */
#define FIGURES_REACHED 32

static inline size_t
figures_reached(size_t first, size_t count)
{
	return count - first > FIGURES_REACHED ? count - FIGURES_REACHED
	                                       : first;
}

enum figure_state {
	FIGURE_UNKNOWN, /* nothing says what it counts */
	FIGURE_ASIDE,   /* what it counts is in no table */
	FIGURE_VAGUE,   /* probably this class, but something narrows it */
	FIGURE_STATED
};

/* What one figure states. */
struct figure {
	size_t token;
	enum figure_state state;
	bool scoped; /* of another body, another time, a difference, rough */
	bool past;   /* because of the time */
	bool apart;  /* a difference, or rough: nothing to add up */
	bool told;   /* there is a finding on it */
	bool nil;    /* the word none; its value is 0 */
	uint64_t topics;
	size_t classes[FIGURE_CLASSES]; /* summed */
	size_t class_count;
	size_t others[FIGURE_CLASSES]; /* other classes beside it: if one of
	                                  them fits, the figure is right */
	size_t other_count;
	bool places[64]; /* of the party, where `party` */
	bool party;
	amount extra; /* of figures that are added to this one */
	bool listed;  /* paired with its class by 分别 */
	size_t family;
	size_t words_start; /* where the words begin that say so */
};

struct figure_scan {
	const struct check_context *context;
	const struct figure_rules *rules;
	const struct check_text *text;
	int year;
	struct token *tokens; /* of the present paragraph */
	size_t count;
	size_t capacity;
	size_t live;  /* the next live figure of the text */
	size_t told;  /* findings made */
	bool of_last; /* figures are compared with last year's values */
	/* A bit for each character that begins a word, a numeral or a mark, as
	 * lexicon_first() has them: most begin none. */
	unsigned char begins[LEXICON_FIRST_BYTES];
	char *names[3]; /* of the body: whole, and shorter ones */
	size_t name_count;
	size_t area; /* among the form's areas, or NONE */
};

/* What has been said before the token at hand. */
struct figure_talk {
	uint64_t topics; /* last named, or the sub-heading's */
	uint64_t heading;
	bool foreign; /* another matter was named since */
	bool other_body;
	bool past;        /* until the sentence ends */
	bool past_clause; /* until the clause ends */
	bool narrow;      /* the topic was narrowed to a part of it */
	bool since;       /* since when was said in this sentence */
	bool foreign_now; /* foreign, and said in this very sentence */
	uint64_t outer;   /* the topics before a list of parts began */
	bool inner;       /* within such a list */
	size_t seen[64];  /* per topic: token + 1 of its last mention here */
	struct figure *figures; /* of the paragraph */
	size_t count;
	size_t capacity;
	size_t sentence; /* the first figure of the sentence */
	size_t stop;     /* the token behind the last 。 */
};

/* The amounts one class was stated with, for charges. */
struct figure_fact {
	bool known;
	amount value;
	struct span where; /* in the text */
};

/* --- figure_scan.c --- */
void figure_scan_begin(struct figure_scan *scan,
                       const struct check_context *context);
void figure_scan_end(struct figure_scan *scan);
/* Reads bytes [start, end) of the text into tokens. */
void figure_scan_run(struct figure_scan *scan, size_t start, size_t end);
/* The index of the word's first use in that role, or NONE. */
size_t token_use(const struct figure_scan *scan, const struct token *token,
                 enum word_role role);
static inline bool
token_sign(const struct token *token, enum figure_sign sign)
{
	return (token->signs >> sign & 1) != 0;
}
/* Characters between two tokens that no token covers. */
size_t token_gap(const struct figure_scan *scan, size_t first, size_t second);

/* --- figure_numeral.c --- */
/* In units of the tables, in yuan for money. */
amount token_value(const struct figure_scan *scan, const struct token *token);

/* --- figure_class.c --- */
/* Takes token `at` into account, and adds a figure if it states one. */
void figure_talk_token(struct figure_scan *scan, struct figure_talk *talk,
                       size_t at);
/* Topics named in the tokens, as bits (a heading's). */
uint64_t figure_topics(const struct figure_scan *scan);

/* --- figure_values.c --- */
/* Whether the figure's classes are looked at in that row or column. */
bool figure_in_place(const struct figure_scan *scan,
                     const struct figure *figure, size_t place);
/* The topic that decides which table the figure is in, or NULL. */
const struct figure_topic *figure_topic(const struct figure_scan *scan,
                                        const struct figure *figure);
/* How many places the topic's table has. */
size_t figure_place_count(const struct figure_scan *scan,
                          const struct figure_topic *topic);
/* 1: the figure is right; 0: it is wrong; -1: that cannot be told. */
int figure_compare(const struct figure_scan *scan, const struct figure *figure);

/* --- figures.c --- */
/* The reading's sum over the figure's places; false if a value is missing. */
bool figure_sum(const struct figure_scan *scan, const struct figure *figure,
                const size_t *classes, size_t class_count, size_t reading,
                amount *sum);
/* Whether the figure is a value of the tables by any of its readings. */
bool figure_fits(const struct figure_scan *scan, const struct figure *figure);
amount figure_value(const struct figure_scan *scan,
                    const struct figure *figure);
/* Whether a finding at that byte may be added: a report full of wrong figures,
 * or of sentences without an end, is bounded in findings. Counts it. */
bool figure_may_tell(struct figure_scan *scan, size_t at);
/* Whether it is of this body and year and no rough one. */
bool figure_usable(const struct figure_scan *scan, const struct figure *figure);
/* A value of the tables that a reading adds up. */
struct figure_operand {
	size_t cell;
	int sign;
};
/* What that reading of the classes adds up in the figure's places, in the
 * order of its terms, and how many; the caller frees it. */
struct figure_operand *figure_operands(const struct figure_scan *scan,
                                       const struct figure *figure,
                                       const size_t *classes,
                                       size_t class_count, size_t reading,
                                       size_t *count);
/* The cells of the figure's due reading, in form order, perhaps repeated;
 * the caller frees. */
size_t *figure_cells(const struct figure_scan *scan,
                     const struct figure *figure, size_t *count);
/* The rule of that use, or NULL. */
const struct figure_rule *figure_rule(const struct figure_scan *scan,
                                      enum figure_use use);
/* Adds the cells of the figure's due reading to the finding, [section] apart. */
void figure_name_cells(const struct figure_scan *scan,
                       const struct figure *figure, struct finding *finding);
void figure_quantity(struct quantity *quantity, amount value, bool money);
/* "… 575 items": the quote around the figure. The caller frees it. */
char *figure_quote(const struct figure_scan *scan, const struct figure *figure);

/* --- figure_parts.c --- */
/* A number of items, and no money. */
bool figure_is_count(const struct figure_scan *scan,
                     const struct figure *figure);
void figure_check_parts(struct figure_scan *scan,
                        const struct figure_talk *talk);
/* --- figure_rates.c --- */
void figure_check_rates(struct figure_scan *scan,
                        const struct figure_talk *talk);

/* --- figure_last.c --- */
/* Figures and year numbers that last year's report has left. */
void figure_check_last(struct figure_scan *scan,
                       const struct figure_talk *talk);

/* --- figure_charges.c --- */
/* Charges as stated; by class of the form. */
void figure_take_facts(const struct figure_scan *scan,
                       const struct figure_talk *talk,
                       struct figure_fact *facts);
/* Whether last year's charges matter. */
bool figure_charges_need_last(const struct figure_scan *scan);
/* `facts` and `last` by class: what the reports state. */
void figure_check_charges(struct figure_scan *scan,
                          const struct figure_fact *facts,
                          const struct figure_fact *last);

/* --- figures.c --- */
/* Reads a paragraph into the scan's tokens and begins to talk about it;
 * `*heading` are the topics of the sub-heading it stands under, so far and
 * from here on. */
void figure_begin_paragraph(struct figure_scan *scan,
                            const struct check_text *text, size_t paragraph,
                            uint64_t *heading, struct figure_talk *talk);

#endif
