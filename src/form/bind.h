/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef FORM_BIND_H
#define FORM_BIND_H

/* Inside form/ only: from a relation's equation to its instances. */

#include "form/load.h"

/* A relation being put on the rows or columns of its table. */
struct binder {
	struct loader *loader;
	struct relation *relation;
	const struct table *table; /* NULL: paths are whole */
	const char *prefix;        /* of the cells' paths: "requests." or "" */
	const struct yaml_node *holds;
	struct equation equation;
	size_t at; /* the present row or column */
};

/* An operand, and the row or column it names where the relation is put on
 * each column or row; found once, as a hostile file may name many. */
struct bound {
	const struct operand *operand;
	size_t place;
};

struct bound bind_operand(const struct binder *binder,
                          const struct operand *operand);
/* How many terms the operand makes in the present row or column; 0 if it names
 * no value there. */
size_t bind_count(struct binder *binder, struct bound bound);
/* Makes the relation's instances: on the rows or columns of `list`, or on all
 * it fits (NULL). Its operands were verified before. */
void bind_relation(struct binder *binder, const struct yaml_node *list);

/* A complaint if the operand names no value. */
void verify_operand(struct binder *binder, const struct operand *operand);
/* The terms of a sum of whole paths, whose operands were verified. */
bool bind_sum(struct binder *binder, const struct sum *sum, struct term **items,
              size_t *count);

#endif
