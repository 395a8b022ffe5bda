/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef CHECK_RELATION_H
#define CHECK_RELATION_H

/*
 * Relations put on the figures of a report: which of them fail (relation.c),
 * which wrong cell would explain it (suspect.c), and the words for both
 * (tell.c). For check/ only.
 */

#include "check/checks.h"
#include "report/evaluate.h"

/* A slip of the hand that would explain failed relations: one cell with a
 * wrong figure, or two cells that hold each other's. */
struct mistake {
	size_t count;    /* of cells: 1 or 2; 0: nobody is suspected */
	size_t cells[2]; /* in form order */
	amount expected[2];
	bool digits; /* one cell: the figure has two digits exchanged */
};

/* Both sides of an instance of a relation, evaluated. */
struct sides {
	const struct relation *relation;
	const struct instance *instance;
	struct sum_result left;
	struct sum_result right;
	bool money; /* an amount has a part in it */
	bool fails;
	struct mistake mistake; /* what would explain that */
	int cause;              /* equal where `mistake` is; else 0 */
};

/*
 * Whether the relation fails. With blanks it does so only when it cannot come
 * right whatever is filled in: the filled parts already exceed the other,
 * complete side.
 */
bool sides_fail(const struct form *form, const struct sides *sides);
/* Stated minus due, of sides that fail: it is known not to overflow. */
amount sides_difference(const struct sides *sides);

/* The first cell of this year's report that the instance names. */
size_t instance_cell(const struct instance *its);

/* Fills in `mistake` and `cause` where a mistake is beyond doubt: it alone
 * makes the failed relations around it hold and breaks none. */
void suspects_find(const struct check_context *context, struct sides *all,
                   size_t count);

/* The message of a failed relation, of at most two lines on the screen: names
 * are cut if need be. The caller frees it. */
char *relation_message(const struct check_context *context,
                       const struct sides *sides);

#endif
