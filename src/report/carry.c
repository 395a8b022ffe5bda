/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "report/carry.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"
#include "form/rule.h"
#include "report/value.h"

#define YEAR_DIGITS 4

/* The character for year, and those a date or a span goes on with. */
#define SIGN_YEAR ((char32_t)0x5E74)
#define SIGN_MONTH ((char32_t)0x6708)
#define SIGN_DAY ((char32_t)0x65E5)
#define SIGN_TO ((char32_t)0x81F3)
#define SIGN_UNTIL ((char32_t)0x5230)
#define SIGN_FROM ((char32_t)0x8D77)
#define SIGN_SINCE ((char32_t)0x4EE5)
#define OPEN_TITLE ((char32_t)0x300A)
#define CLOSE_TITLE ((char32_t)0x300B)
#define OPEN_QUOTE ((char32_t)0x201C)
#define CLOSE_QUOTE ((char32_t)0x201D)

void
rewrites_add(struct rewrites *rewrites, struct rewrite rewrite)
{
	rewrites->items = grow(rewrites->items, &rewrites->capacity,
	                       rewrites->count + 1, sizeof(*rewrites->items));
	rewrites->items[rewrites->count++] = rewrite;
}

void
rewrites_free(struct rewrites *rewrites)
{
	for (size_t i = 0; i < rewrites->count; i++)
		free(rewrites->items[i].by);
	free(rewrites->items);
	*rewrites = (struct rewrites){0};
}

/* --- years --- */

/* A text being read for years. */
struct reader {
	const char *text;
	size_t length;
	size_t at;
	size_t titles; /* 《 not closed */
	size_t quotes;
};

static char32_t
peek(const struct reader *reader, size_t at, size_t *bytes)
{
	char32_t character = 0;

	*bytes = at < reader->length
	                 ? text_decode(reader->text + at, reader->length - at,
	                               &character)
	                 : 0;
	return text_fold(character);
}

/* The number and the sign behind it: 12月. False if they are not there. */
static bool
read_part(const struct reader *reader, size_t *at, char32_t sign,
          unsigned *number)
{
	size_t from = *at, bytes;
	char32_t character = peek(reader, *at, &bytes);

	*number = 0;
	for (; character >= '0' && character <= '9' && *number < 1000;
	     character = peek(reader, *at, &bytes)) {
		*number = *number * 10 + (unsigned)(character - '0');
		*at += bytes;
	}
	if (*at == from || character != sign)
		return false;
	*at += bytes;
	return true;
}

static bool
is_dash(char32_t character)
{
	return character == '-' || character == '~' ||
	       (character >= 0x2010 && character <= 0x2015) ||
	       character == 0x301C;
}

static bool
is_digit(char32_t character)
{
	return character >= '0' && character <= '9';
}

/* Whether a year follows: of a span, this one is the beginning. */
static bool
goes_on_to_year(const struct reader *reader, size_t at)
{
	size_t bytes, digits = 0;
	char32_t character = peek(reader, at, &bytes);

	if (!is_dash(character) && character != SIGN_TO &&
	    character != SIGN_UNTIL)
		return false;
	while (is_dash(character) || character == SIGN_TO ||
	       character == SIGN_UNTIL) {
		at += bytes;
		character = peek(reader, at, &bytes);
	}
	for (; is_digit(character); digits++) {
		at += bytes;
		character = peek(reader, at, &bytes);
	}
	return digits == YEAR_DIGITS;
}

/* What stands behind the sign for year decides what the year is for: NULL if
 * it is the reported one, else why it is left. */
static const char *
reason_behind(const struct reader *reader, size_t at)
{
	unsigned month, day;
	size_t end = at, bytes;
	char32_t next = peek(reader, at, &bytes);

	if (goes_on_to_year(reader, at) || next == SIGN_FROM ||
	    next == SIGN_SINCE)
		return _("it begins a span of years");
	if (!is_digit(next))
		return NULL;
	if (read_part(reader, &end, SIGN_MONTH, &month) &&
	    read_part(reader, &end, SIGN_DAY, &day) &&
	    ((month == 1 && day == 1) || (month == 12 && day == 31)))
		return NULL;
	return _("it is a date of something that was");
}

/* Judges the year number at the reader; its digits end at `end`. */
static const char *
reason_to_leave(const struct reader *reader, size_t end)
{
	size_t before = reader->at, bytes;
	char32_t previous;

	if (reader->titles > 0)
		return _("it stands in a title");
	if (reader->quotes > 0)
		return _("it is quoted");
	peek(reader, end, &bytes);
	end += bytes;
	if (before > 0) {
		before = text_previous(reader->text, reader->length, before);
		previous = peek(reader, before, &bytes);
		/* 2016至2021年, 2016—2021年, but not 截至2021年 */
		if (before > 0 && (is_dash(previous) || previous == SIGN_TO ||
		                   previous == SIGN_UNTIL)) {
			before = text_previous(reader->text, reader->length,
			                       before);
			previous = peek(reader, before, &bytes);
			if (is_digit(previous) || previous == SIGN_YEAR)
				return _("it ends a span of years");
		}
	}
	return reason_behind(reader, end);
}

/* Whether the year stands at the reader by itself, with its sign behind. */
static bool
at_year(const struct reader *reader, const char year[YEAR_DIGITS + 1])
{
	const char *here = reader->text + reader->at;
	size_t bytes;

	if (reader->length - reader->at < YEAR_DIGITS ||
	    memcmp(here, year, YEAR_DIGITS) != 0)
		return false;
	if (reader->at > 0) {
		size_t before =
			text_previous(reader->text, reader->length, reader->at);
		char32_t previous = peek(reader, before, &bytes);

		/* Full-width commas end clauses, the others do not. */
		if (is_digit(previous) || reader->text[before] == '.' ||
		    reader->text[before] == ',')
			return false;
	}
	return peek(reader, reader->at + YEAR_DIGITS, &bytes) == SIGN_YEAR;
}

/* Follows titles and quotations; a line's end closes what was left open. */
static void
follow_marks(struct reader *reader, char32_t character)
{
	switch (character) {
	case OPEN_TITLE:
		reader->titles++;
		break;
	case CLOSE_TITLE:
		reader->titles -= reader->titles > 0;
		break;
	case OPEN_QUOTE:
		reader->quotes++;
		break;
	case CLOSE_QUOTE:
		reader->quotes -= reader->quotes > 0;
		break;
	case '\n':
		reader->titles = reader->quotes = 0;
		break;
	default:
		break;
	}
}

static void
years_of_text(const struct report *view, size_t number,
              const char year[YEAR_DIGITS + 1], struct rewrites *rewrites)
{
	const struct buffer *source = &view->texts[number];
	struct reader reader = {.text = source->data, .length = source->length};

	while (reader.at < reader.length) {
		char32_t character;
		size_t bytes =
			text_decode(reader.text + reader.at,
		                    reader.length - reader.at, &character);

		if (at_year(&reader, year)) {
			size_t end = reader.at + YEAR_DIGITS;
			const char *why = reason_to_leave(&reader, end);

			rewrites_add(rewrites,
			             (struct rewrite){
					     .text = number,
					     .start = reader.at,
					     .end = end,
					     .by = why == NULL
			                                   ? xstrdup("{year}")
			                                   : NULL,
					     .why = why,
				     });
			bytes = YEAR_DIGITS;
		} else if (character == '{') {
			/* {{ is text; a live figure is not looked into. */
			const char *end = memchr(reader.text + reader.at, '}',
			                         reader.length - reader.at);

			if (reader.at + 1 < reader.length &&
			    reader.text[reader.at + 1] == '{')
				bytes = 2;
			else if (end != NULL)
				bytes = (size_t)(end - reader.text) - reader.at;
		}
		follow_marks(&reader, character);
		reader.at += bytes;
	}
}

void
carry_years(const struct report *view, struct rewrites *rewrites)
{
	int year = report_year(view);
	char digits[16];

	if (year == 0)
		return;
	snprintf(digits, sizeof(digits), "%d", year);
	for (size_t i = FIELD_PREAMBLE; i < view->text_count; i++) {
		if (view->texts[i].length > 0)
			years_of_text(view, i, digits, rewrites);
	}
}

/* --- the new report --- */

static int
compare_rewrites(const void *a, const void *b)
{
	const struct rewrite *one = a, *other = b;

	if (one->text != other->text)
		return one->text < other->text ? -1 : 1;
	return one->start < other->start ? -1 : one->start > other->start;
}

/* Copies a text with its rewrites; `*next` is the first of them that may be in
 * it, and goes on. */
static void
copy_text(const struct buffer *source, size_t number, struct buffer *out,
          struct rewrites *rewrites, size_t *next)
{
	size_t at = 0;

	for (; *next < rewrites->count && rewrites->items[*next].text == number;
	     (*next)++) {
		struct rewrite *its = &rewrites->items[*next];

		/* Nothing is written twice. */
		if (its->start < at) {
			free(its->by);
			its->by = NULL;
			its->at = out->length;
			continue;
		}
		buffer_add(out, source->data + at, its->start - at);
		its->at = out->length;
		if (its->by != NULL)
			buffer_puts(out, its->by);
		else
			buffer_add(out, source->data + its->start,
			           its->end - its->start);
		at = its->end;
	}
	if (source->length > at)
		buffer_add(out, source->data + at, source->length - at);
}

static void
fill(struct report *report, const struct report *last,
     const struct instance *instance, struct carry *carry)
{
	struct carried carried = {.cell = instance->left[0].cell};
	struct sum_result sum = evaluate_terms(report, last, instance->right,
	                                       instance->right_count);
	char figure[AMOUNT_TEXT];

	if (sum.status == SUM_COMPLETE) {
		size_t length = amount_format(sum.value, figure);

		value_set(&report->values[carried.cell], figure, length);
		carried.filled = true;
	}
	carry->cells = grow(carry->cells, &carry->capacity, carry->count + 1,
	                    sizeof(*carry->cells));
	carry->cells[carry->count++] = carried;
}

struct report *
carry_view(const struct form *form, const struct report *last)
{
	struct report *view = report_new(form);

	for (size_t i = 0; i < last->text_count; i++) {
		const char *path = report_text_path(last, i);
		struct report_place place =
			report_find(view, path, strlen(path));

		if (place.kind == PLACE_TEXT && last->texts[i].length > 0)
			buffer_add(&view->texts[place.index],
			           last->texts[i].data, last->texts[i].length);
	}
	for (size_t i = 0; i < form->cell_count; i++) {
		const struct value *value = value_last_year(view, last, i);

		if (value != NULL && value->state != VALUE_BLANK)
			value_set(&view->values[i], value->text,
			          strlen(value->text));
	}
	return view;
}

struct report *
carry_report(const struct report *view, struct rewrites *rewrites,
             struct carry *carry)
{
	const struct form *form = view->form;
	struct report *report = report_new(form);
	size_t next = 0;

	for (size_t i = 0; i < form->relation_count; i++) {
		const struct relation *relation = &form->relations[i];

		if (!relation->carry || !relation->fill)
			continue;
		carry->relations = true;
		for (size_t k = 0; k < relation->instance_count; k++)
			fill(report, view, &relation->instances[k], carry);
	}
	if (rewrites->count > 1)
		qsort(rewrites->items, rewrites->count,
		      sizeof(*rewrites->items), compare_rewrites);
	for (size_t i = FIELD_PREAMBLE; i < view->text_count; i++)
		copy_text(&view->texts[i], i, &report->texts[i], rewrites,
		          &next);
	return report;
}

void
carry_free(struct carry *carry)
{
	free(carry->cells);
	*carry = (struct carry){0};
}

bool
carry_has_cell(const struct form *form, const struct form *older, size_t cell)
{
	const struct older_form *from = form_older(form, older);
	const char *path = older->cells[cell].path;

	for (size_t i = 0; i < form->cell_count; i++) {
		if (form_older_cell(form, older, i) == cell)
			return true;
	}
	for (size_t i = 0; from != NULL && i < from->sum_count; i++) {
		size_t length = strlen(from->sums[i].older);

		if (strncmp(path, from->sums[i].older, length) == 0 &&
		    path[length] == '.')
			return true;
	}
	return false;
}
