/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/wrap.h"
#include "check/relation.h"

/* A sum of more operands than this is told as a sum, not term by term. */
#define TERMS_SPELT_OUT 4

/* What a message may take on the screen. */
#define MESSAGE_COLUMNS 78
#define MESSAGE_LINES 2

/* One message being told. */
struct teller {
	const struct check_context *context;
	const struct sides *sides;
	size_t limit; /* columns of a name */
	bool terms;   /* there is room for the terms of any sum */
};

static const char *
figure(amount value, char text[AMOUNT_TEXT])
{
	amount_format(value, text);
	return text;
}

static void
put_name(struct buffer *out, const struct teller *teller,
         const struct wording *name)
{
	const char *text = wording_text(name);
	size_t length = strlen(text);
	size_t fits = length;

	if (text_width(text, length, AMBIGUOUS_NARROW) > teller->limit)
		fits = text_fit(text, length, teller->limit - 1,
		                AMBIGUOUS_NARROW);
	buffer_add(out, text, fits);
	if (fits < length)
		buffer_puts(out, "…");
}

/* A figure, as text, behind a name: Latin letters keep a blank between. */
static void
put_behind(struct buffer *out, const char *text)
{
	if (out->length > 0 && (out->data[out->length - 1] & 0x80) == 0)
		buffer_putc(out, ' ');
	buffer_puts(out, text);
}

void
check_put_figure(struct buffer *out, amount value)
{
	char text[AMOUNT_TEXT];

	put_behind(out, figure(value, text));
}

/* The short name of a cell: within a column its row, within a row its column,
 * else both. */
static void
put_cell(struct buffer *out, const struct teller *teller, size_t number,
         enum relation_each within)
{
	const struct form *form = teller->context->report->form;
	const struct cell *cell = &form->cells[number];
	const struct table *table = form->sections[cell->section].table;

	if (within != EACH_ROW)
		put_name(out, teller, &table->rows[cell->row].brief);
	if (within == EACH_NONE)
		buffer_puts(out, "·");
	if (within != EACH_COLUMN)
		put_name(out, teller, &table->columns[cell->column].brief);
}

static void
put_term_name(struct buffer *out, const struct teller *teller,
              const struct term *term)
{
	if (term->last)
		buffer_puts(out, _("last year's "));
	put_cell(out, teller, term->cell, teller->sides->relation->each);
}

static void
put_term(struct buffer *out, const struct teller *teller,
         const struct term *term, bool first)
{
	struct buffer name = {0};
	struct sum_result value =
		evaluate_terms(teller->context->report,
	                       teller->context->last->report, term, 1);

	if (term->sign < 0)
		buffer_puts(out, "-");
	else if (!first)
		buffer_puts(out, "+");
	if (term->cell != NONE)
		put_term_name(&name, teller, term);
	if (value.status == SUM_PARTIAL)
		put_behind(&name, _("(blank)"));
	else
		check_put_figure(&name,
		                 term->sign < 0 ? -value.value : value.value);
	buffer_add(out, name.data, name.length);
	buffer_free(&name);
}

/* new 12+carried in 1=13; a long sum: parts add up to 566. */
static char *
tell_side(const struct teller *teller, const struct term *terms, size_t count,
          const struct sum_result *result)
{
	char text[AMOUNT_TEXT];
	struct buffer out = {0};

	if (count > TERMS_SPELT_OUT) {
		buffer_format(&out, _("parts add up to %s"),
		              figure(result->value, text));
		return buffer_take(&out);
	}
	for (size_t i = 0; i < count; i++)
		put_term(&out, teller, &terms[i], i == 0);
	if (count > 1)
		buffer_format(&out, "=%s", figure(result->value, text));
	return buffer_take(&out);
}

static char *
tell_difference(amount difference)
{
	char text[AMOUNT_TEXT];

	return difference > 0
	               ? xformat(_("%s too many"), figure(difference, text))
	               : xformat(_("%s too few"), figure(-difference, text));
}

/* What is taken away, or stands in last year's report, is no part that the
 * table shows to be added up. */
static bool
is_plain_sum(const struct instance *its)
{
	for (size_t i = 0; i < its->right_count; i++)
		if (its->right[i].sign < 0 || its->right[i].last)
			return false;
	return true;
}

/* the parts add up to 12, total says 13, 1 too many; of other than parts: last
 * year's in force 87+made 13-repealed 43=57, in force says 58, 1 too many */
static char *
tell_total(const struct teller *teller)
{
	const struct sides *sides = teller->sides;
	const struct instance *its = sides->instance;
	char stated[AMOUNT_TEXT], due[AMOUNT_TEXT];
	struct buffer name = {0};
	char *difference = tell_difference(sides_difference(sides));
	char *right =
		tell_side(teller, its->right, its->right_count, &sides->right);
	char *told;

	put_term_name(&name, teller, its->left);
	figure(sides->left.value, stated);
	figure(sides->right.value, due);
	if (its->right_count == 1) {
		told = xformat(_("%s says %s, %s, %s"), name.data, stated,
		               right, difference);
	} else if (sides->right.blanks > 0) {
		told = xformat(_("the parts filled in already add up to %s, "
		                 "%s says %s, %s"),
		               due, name.data, stated, difference);
	} else if (teller->terms && !is_plain_sum(its)) {
		told = xformat(_("%s, %s says %s, %s"), right, name.data,
		               stated, difference);
	} else {
		told = xformat(_("the parts add up to %s, %s says %s, %s"), due,
		               name.data, stated, difference);
	}
	free(right);
	free(difference);
	buffer_free(&name);
	return told;
}

/* new 12+carried in 1=13, total 12+carried out 0=12, the former 1 too many */
static char *
tell_balance(const struct teller *teller)
{
	const struct sides *sides = teller->sides;
	const struct instance *its = sides->instance;
	amount difference = sides_difference(sides);
	char text[AMOUNT_TEXT];
	char *left =
		tell_side(teller, its->left, its->left_count, &sides->left);
	char *right =
		tell_side(teller, its->right, its->right_count, &sides->right);
	char *told;

	if (sides->relation->comparison == COMPARE_AT_MOST)
		told = xformat(_("%s is above %s by %s"), left, right,
		               figure(difference, text));
	else if (difference > 0)
		told = xformat(_("%s, %s, the former %s too many"), left, right,
		               figure(difference, text));
	else
		told = xformat(_("%s, %s, the former %s too few"), left, right,
		               figure(-difference, text));
	free(left);
	free(right);
	return told;
}

/* --- who is suspected --- */

/* Whether row or column, which the message names before, say it too. */
static bool
lies_within(const struct teller *teller, size_t number)
{
	const struct instance *its = teller->sides->instance;
	const struct cell *cell = &teller->context->report->form->cells[number];

	return (its->row != NONE && its->row == cell->row) ||
	       (its->column != NONE && its->column == cell->column);
}

/* (1) granted 3 */
static char *
tell_suspect(const struct teller *teller, size_t cell,
             enum relation_each within)
{
	struct buffer out = {0};

	put_cell(&out, teller, cell, within);
	check_put_figure(&out, teller->context->report->values[cell].amount);
	return buffer_take(&out);
}

static char *
tell_mistake(const struct teller *teller)
{
	const struct mistake *mistake = &teller->sides->mistake;
	char text[AMOUNT_TEXT];
	enum relation_each within = teller->sides->relation->each;
	const struct cell *cells = teller->context->report->form->cells;
	char *first, *second, *told;

	for (size_t i = 0; i < mistake->count; i++)
		if (!lies_within(teller, mistake->cells[i]))
			within = EACH_NONE;
	first = tell_suspect(teller, mistake->cells[0], within);
	if (mistake->count == 2) {
		/* What both have in common is said once. */
		if (within == EACH_NONE)
			within = cells[mistake->cells[0]].row ==
			                         cells[mistake->cells[1]].row
			                 ? EACH_ROW
			                 : EACH_COLUMN;
		second = tell_suspect(teller, mistake->cells[1], within);
		told = xformat(_("possibly %s and %s are exchanged"), first,
		               second);
		free(second);
	} else if (mistake->digits) {
		told = xformat(_("possibly %s should be %s, two digits "
		                 "exchanged"),
		               first, figure(mistake->expected[0], text));
	} else {
		told = xformat(_("possibly %s should be %s"), first,
		               figure(mistake->expected[0], text));
	}
	free(first);
	return told;
}

/* --- the whole message --- */

/* Where it is: table 3/individuals. */
static void
put_place(struct buffer *out, const struct teller *teller)
{
	const struct form *form = teller->context->report->form;
	const struct instance *its = teller->sides->instance;
	const struct section *section =
		&form->sections[form->cells[instance_cell(its)].section];

	put_name(out, teller, &section->brief);
	if (its->row != NONE) {
		buffer_putc(out, '/');
		put_name(out, teller, &section->table->rows[its->row].brief);
	}
	if (its->column != NONE) {
		buffer_putc(out, '/');
		put_name(out, teller,
		         &section->table->columns[its->column].brief);
	}
}

static char *
tell(const struct teller *teller)
{
	const struct sides *sides = teller->sides;
	const struct instance *its = sides->instance;
	bool total = its->left_count == 1 && its->left[0].cell != NONE &&
	             sides->relation->comparison == COMPARE_EQUAL;
	struct buffer place = {0};
	char *told, *suspects, *message;

	put_place(&place, teller);
	if (sides->left.overflow || sides->right.overflow) {
		message = xformat(_("%s: the figures are too large to be "
		                    "added up"),
		                  place.data);
		buffer_free(&place);
		return message;
	}
	told = total ? tell_total(teller) : tell_balance(teller);
	if (sides->mistake.count > 0) {
		suspects = tell_mistake(teller);
		message = xformat("%s: %s; %s", place.data, told, suspects);
		free(suspects);
	} else {
		message = xformat("%s: %s", place.data, told);
	}
	free(told);
	buffer_free(&place);
	return message;
}

static bool
fits(const char *message, enum level level)
{
	char *line = xformat("[%s] %s", level_word(level), message);
	struct text_line *lines;
	size_t count = text_wrap(line, strlen(line), MESSAGE_COLUMNS, 0,
	                         AMBIGUOUS_NARROW, &lines);

	free(lines);
	free(line);
	return count <= MESSAGE_LINES;
}

char *
relation_message(const struct check_context *context, const struct sides *sides)
{
	static const size_t limits[] = {1000, 1000, 24, 20, 16, 14, 12, 10,
	                                8,    7,    6,  5,  4,  3,  2};
	struct teller teller = {context, sides, 0, false};
	char *message = NULL;

	for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++) {
		free(message);
		teller.limit = limits[i];
		/* Rather told as a sum than with names cut. */
		teller.terms = i == 0;
		message = tell(&teller);
		if (fits(message, sides->relation->level))
			break;
	}
	return message;
}
