/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/table_sums.h"

#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "report/evaluate.h"

static const char holds[] = "✓";
static const char unfinished[] = "…";

static void
write_text(struct sum_mark *mark, const char *text)
{
	snprintf(mark->text, sizeof mark->text, "%s", text);
}

static void
write_difference(struct sum_mark *mark, amount difference)
{
	char figure[AMOUNT_TEXT];

	amount_format(difference, figure);
	snprintf(mark->text, sizeof mark->text, "%s%s%s",
	         difference > 0 ? "+" : "", figure,
	         mark->state == SUM_UNFINISHED ? unfinished : "");
}

struct sum_mark
sum_mark_of(const struct session *session, const struct relation *relation,
            const struct instance *instance)
{
	struct sum_mark mark = {.state = SUM_UNKNOWN, .text = "?"};
	struct sum_result left =
		evaluate_terms(session->report, session->last.report,
	                       instance->left, instance->left_count);
	struct sum_result right =
		evaluate_terms(session->report, session->last.report,
	                       instance->right, instance->right_count);
	size_t terms = instance->left_count + instance->right_count;
	amount difference = left.value;

	if (left.status == SUM_BROKEN || right.status == SUM_BROKEN ||
	    !amount_subtract(&difference, right.value))
		return mark;
	if (left.blanks + right.blanks > 0) {
		mark.state = SUM_UNFINISHED;
		if (left.blanks == instance->left_count ||
		    left.blanks + right.blanks == terms)
			write_text(&mark, unfinished);
		else
			write_difference(&mark, difference);
	} else if (relation->comparison == COMPARE_EQUAL ? difference == 0
	                                                 : difference <= 0) {
		mark.state = SUM_HOLDS;
		write_text(&mark, holds);
	} else {
		mark.state = SUM_DIFFERS;
		write_difference(&mark, difference);
	}
	return mark;
}

/* Whether there is anything to compare with. */
static bool
applies(const struct session *session, const struct relation *relation,
        size_t section, enum relation_each each)
{
	return relation->section == section && relation->each == each &&
	       (!relation->carry || session->last.report);
}

/* A difference is worse than what cannot be told, that than what is not yet
 * filled in. */
static int
gravity(enum sum_state state)
{
	static const int gravities[] = {[SUM_HOLDS] = 0,
	                                [SUM_UNFINISHED] = 1,
	                                [SUM_UNKNOWN] = 2,
	                                [SUM_DIFFERS] = 3};

	return gravities[state];
}

bool
sum_mark_of_row(const struct session *session, size_t section, size_t row,
                struct sum_mark *mark)
{
	const struct form *form = session->form;
	bool found = false;

	for (size_t r = 0; r < form->relation_count; r++) {
		const struct relation *relation = &form->relations[r];

		if (!applies(session, relation, section, EACH_ROW))
			continue;
		for (size_t i = 0; i < relation->instance_count; i++) {
			struct sum_mark one;

			if (relation->instances[i].row != row)
				continue;
			one = sum_mark_of(session, relation,
			                  &relation->instances[i]);
			if (!found || gravity(one.state) > gravity(mark->state))
				*mark = one;
			found = true;
		}
	}
	return found;
}

/* A balance of sums tells more than a sum that gives one value: that one's
 * cell shows what is due anyway. What looks at last year comes last. */
static int
rank(const struct relation *relation)
{
	if (relation->carry)
		return 2;
	return relation->instance_count > 0 &&
	                       relation->instances[0].left_count > 1
	               ? 0
	               : 1;
}

struct sum_footers
sum_footers_of(const struct session *session, const struct table_view *view)
{
	const struct form *form = session->form;
	struct sum_footers footers = {.count = 0};
	enum relation_each each = view->side_by_side ? EACH_ROW : EACH_COLUMN;

	for (int wanted = 0; wanted <= 2; wanted++)
		for (size_t r = 0; r < form->relation_count; r++) {
			const struct relation *relation = &form->relations[r];

			if (applies(session, relation, view->section, each) &&
			    rank(relation) == wanted &&
			    footers.count < SUM_FOOTERS)
				footers.relations[footers.count++] = relation;
		}
	return footers;
}

char *
sum_footer_label(const struct form *form, const struct relation *relation)
{
	const struct instance *first = &relation->instances[0];
	const struct cell *cell;

	if (relation->instance_count == 0 || first->left_count != 1 ||
	    first->left[0].cell == NONE || relation->each == EACH_ROW)
		return xstrdup(rank(relation) == 0 ? _("Balance") : _("Sums"));
	cell = &form->cells[first->left[0].cell];
	return xformat(_("%s: off by"),
	               wording_text(&form->sections[cell->section]
	                                     .table->rows[cell->row]
	                                     .screen));
}
