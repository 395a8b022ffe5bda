/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef FORM_EXPRESSION_H
#define FORM_EXPRESSION_H

/*
 * Sums of operands, as relations of a form (`total = granted + denied.*`) and
 * live figures in prose (`{requests.new.total - 3}`) write them. Parsing
 * knows no form: what a path names is resolved by the caller.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/memory.h"

enum operand_kind {
	OPERAND_PATH,     /* requests.new.total */
	OPERAND_CHILDREN, /* denied.*: every cell below; `path` is denied */
	OPERAND_YEAR,     /* year */
	OPERAND_INTEGER
};

struct operand {
	enum operand_kind kind;
	bool last;        /* of last year's report */
	int sign;         /* 1 or -1 */
	const char *path; /* OPERAND_PATH, OPERAND_CHILDREN */
	int64_t integer;  /* at most 12 digits */
	size_t at;        /* byte offset in the source */
};

struct sum {
	struct operand *operands;
	size_t count; /* at least 1 */
};

enum comparison { COMPARE_EQUAL, COMPARE_AT_MOST };

/* SUM = SUM or SUM <= SUM. */
struct equation {
	struct sum left;
	struct sum right;
	enum comparison comparison;
};

/* SUM, or SUM / SUM %N (then `denominator.count` > 0 and `digits` is N). */
struct figure_expression {
	struct sum numerator;
	struct sum denominator;
	unsigned digits; /* 0 to 6 */
};

/* What is wrong and at which byte; `text` is in the user's language, owned by
 * the arena. */
struct expression_error {
	size_t at;
	const char *text;
};

/* Results live in the arena. False with `*error` set. */
bool sum_parse(struct arena *arena, const char *source, size_t length,
               struct sum *sum, struct expression_error *error);
bool equation_parse(struct arena *arena, const char *source, size_t length,
                    struct equation *equation, struct expression_error *error);
bool figure_expression_parse(struct arena *arena, const char *source,
                             size_t length, struct figure_expression *figure,
                             struct expression_error *error);

#endif
