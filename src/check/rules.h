/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef CHECK_RULES_H
#define CHECK_RULES_H

/*
 * The rules a form gives under `checks`: one function for each kind in
 * rule_kinds[]. None of them knows a rule, a path or a word of the form; what
 * its parameters mean stands at the function. For check/ only.
 */

#include "check/checks.h"
#include "form/rule.h"
#include "report/evaluate.h"

typedef void rule_check(const struct check_context *context,
                        const struct rule *rule);

/* ORDER rule_kinds */
extern rule_check *const rule_checks[];
extern const size_t rule_check_count;

/* rule_figures.c */
rule_check check_share, check_nothing, check_present, check_mentioned,
	check_jump, check_same;
/* rule_words.c */
rule_check check_length, check_bare, check_stated, check_pairs, check_found;
/* rule_names.c */
rule_check check_year, check_period, check_listed, check_agency, check_dated;
/* rule_similar.c */
rule_check check_similar, check_stale;

/* --- what they share (rules.c) --- */

/* The rule's text number `at`, of those it looks at: `in`, or all prose. NULL
 * behind the last. */
const struct check_text *rule_text(const struct check_context *context,
                                   const struct rule *rule, size_t at);
/* Last year's text in the same section, or NULL. */
const struct check_text *last_text(const struct check_context *context,
                                   const struct check_text *text);
/*
 * The first match from byte `from` on; false if there is none. A pattern that
 * is too hard finds nothing, and a finding says so.
 */
bool rule_find(const struct check_context *context, const struct rule *rule,
               const struct check_text *text, struct pattern *pattern,
               size_t from, struct span *spans, size_t count);
/* Whether the pattern matches within [start, end). */
bool rule_within(const struct check_text *text, struct pattern *pattern,
                 size_t start, size_t end);
/* What the rule says, in the run's language. */
const char *rule_says(const struct rule *rule);
/* What the phrase says, or else its rule. */
const char *phrase_says(const struct rule *rule, const struct phrase *phrase);
/* Whether a match of the phrase counts: by its digits, and by the sentence it
 * stands in (rule_words.c). */
bool phrase_counts(const struct check_text *text, const struct phrase *phrase,
                   struct span span);
/* A finding on a whole text. */
struct finding *rule_add_text(const struct check_context *context,
                              const struct rule *rule,
                              const struct check_text *text, enum level level);

/* A count as a figure of a finding. */
struct quantity quantity_count(size_t count);
/* 表三/新收/总计 */
char *rule_cell_name(const struct form *form, size_t cell);

/* Columns of a quoted sentence. */
#define RULE_QUOTE 48

#endif
