/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "check/link.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/language.h"
#include "base/memory.h"
#include "check/figures.h"

/* A live figure of more operands than this is left: nobody could read it. */
#define OPERANDS_MOST 12

/* What a figure may state that equals it; at most one, or it is ambiguous. */
struct choice {
	char *expression; /* {requests.new.total}; NULL: nothing yet */
	bool ambiguous;
	bool long_sum;
};

static int
compare_operands(const void *a, const void *b)
{
	const struct figure_operand *one = a, *other = b;

	/* One that is taken off cannot come first. */
	if (one->sign != other->sign)
		return one->sign > other->sign ? -1 : 1;
	return one->cell < other->cell ? -1 : one->cell > other->cell;
}

static char *
expression_of(const struct form *form, struct figure_operand *operands,
              size_t count)
{
	struct buffer out = {0};

	qsort(operands, count, sizeof(*operands), compare_operands);
	for (size_t i = 0; i < count; i++)
		buffer_format(&out, "%s%s",
		              i == 0                 ? "{"
		              : operands[i].sign < 0 ? "-"
		                                     : "+",
		              form->cells[operands[i].cell].path);
	buffer_putc(&out, '}');
	return buffer_take(&out);
}

/* Takes that reading into account, if the figure equals it as written. */
static void
consider(const struct figure_scan *scan, const struct figure *figure,
         const size_t *classes, size_t class_count, size_t reading,
         struct choice *choice)
{
	const struct token *token = &scan->tokens[figure->token];
	struct figure_operand *operands;
	amount sum;
	size_t count;
	char *expression;

	if (!figure_sum(scan, figure, classes, class_count, reading, &sum) ||
	    sum != token->numeral.value ||
	    (figure->extra == 0 && figure_value(scan, figure) != sum))
		return;
	operands = figure_operands(scan, figure, classes, class_count, reading,
	                           &count);
	if (count == 0 || count > OPERANDS_MOST) {
		choice->long_sum = count > 0;
		free(operands);
		return;
	}
	expression =
		expression_of(scan->context->report->form, operands, count);
	free(operands);
	if (choice->expression == NULL) {
		choice->expression = expression;
		return;
	}
	if (strcmp(choice->expression, expression) != 0)
		choice->ambiguous = true;
	free(expression);
}

static void
consider_all(const struct figure_scan *scan, const struct figure *figure,
             struct choice *choice)
{
	const struct figure_class *classes = scan->rules->classes;
	size_t readings = classes[figure->classes[0]].reading_count;

	if (figure->class_count > 1 && readings > 1)
		readings = 1;
	for (size_t i = 0; i < readings; i++)
		consider(scan, figure, figure->classes, figure->class_count, i,
		         choice);
	for (size_t i = 0; i < figure->other_count; i++) {
		size_t other = figure->others[i];

		for (size_t k = 0; k < classes[other].reading_count; k++)
			consider(scan, figure, &other, 1, k, choice);
	}
}

/* Whether a value the figure's matter has in the tables equals it, though its
 * words do not say that this is meant. */
static bool
equals_any(const struct figure_scan *scan, const struct figure *figure)
{
	const struct figure_rules *rules = scan->rules;
	struct figure again = *figure;

	again.class_count = 1;
	again.other_count = 0;
	for (size_t i = 0; i < rules->class_count; i++) {
		again.classes[0] = i;
		if ((rules->classes[i].topics & figure->topics) != 0 &&
		    figure_fits(scan, &again))
			return true;
	}
	return false;
}

static void
link_figure(const struct figure_scan *scan, const struct figure *figure,
            struct rewrites *rewrites)
{
	const struct token *token = &scan->tokens[figure->token];
	const struct prose *prose = &scan->text->prose;
	struct rewrite rewrite = {.text = scan->text->text};
	struct choice choice = {0};
	bool clear =
		figure->class_count > 0 && (figure->state == FIGURE_STATED ||
	                                    figure->state == FIGURE_VAGUE);

	if (figure->nil || figure->scoped || token->kind != TOKEN_NUMBER ||
	    token->unit == NONE || token->live || token->numeral.large)
		return;
	if (clear)
		consider_all(scan, figure, &choice);
	if (choice.expression == NULL && !choice.long_sum &&
	    !(figure->state != FIGURE_STATED && equals_any(scan, figure)))
		return;
	rewrite.start = prose_source_at(prose, token->start);
	rewrite.end = rewrite.start + token->numeral.length;
	if (choice.long_sum)
		rewrite.why = _("it is the sum of too many values");
	else if (choice.ambiguous)
		rewrite.why = _("two sums of the tables equal it");
	else if (choice.expression == NULL || figure->state == FIGURE_VAGUE ||
	         figure->extra != 0)
		rewrite.why = _("what it counts is not clear");
	else if (token->numeral.han)
		rewrite.why = _("it is written with Chinese numerals");
	if (rewrite.why == NULL)
		rewrite.by = choice.expression;
	else
		free(choice.expression);
	rewrites_add(rewrites, rewrite);
}

static void
link_text(struct figure_scan *scan, const struct check_text *text,
          struct rewrites *rewrites)
{
	struct figure_talk talk = {0};
	uint64_t heading = 0;

	scan->text = text;
	scan->live = 0;
	for (size_t i = 0; i < text->paragraph_count; i++) {
		figure_begin_paragraph(scan, text, i, &heading, &talk);
		for (size_t k = 0; k < scan->count; k++)
			figure_talk_token(scan, &talk, k);
		for (size_t k = 0; k < talk.count; k++)
			link_figure(scan, &talk.figures[k], rewrites);
	}
	free(talk.figures);
}

void
link_figures(const struct report *report, struct rewrites *rewrites)
{
	const struct figure_rules *rules = report->form->figures;
	const struct last_year none = {0};
	struct check_prose prose = {.now = check_texts_make(report, NULL)};
	const struct check_context context = {
		.report = report, .last = &none, .prose = &prose};
	struct figure_scan scan;

	if (rules != NULL) {
		figure_scan_begin(&scan, &context);
		for (size_t i = 0; i < prose.now.count; i++) {
			const struct check_text *text = &prose.now.items[i];

			if (text->section != NONE && rules->read[text->section])
				link_text(&scan, text, rewrites);
		}
		figure_scan_end(&scan);
	}
	check_texts_free(&prose.now);
}
