/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "report/prose.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"

/* What is printed for a figure that cannot be: a question mark between
 * tortoise shell brackets. */
#define UNKNOWN_FIGURE "\u3014?\u3015"
/* A path is compared with all cells only so often in one text. */
#define SUGGESTIONS 8
/* Characters of a sub-heading. */
#define SUBHEADING_LIMIT 20

#define OPEN_BRACKET ((char32_t)0xFF08)
#define CLOSE_BRACKET ((char32_t)0xFF09)

/* Quotients need room for two factors of a million and 12 digits more. */
__extension__ typedef __int128 wide;

struct resolver {
	const struct report *report;
	const struct report *last;
	struct prose *prose;
	struct buffer text;
	struct arena *arena; /* of the figure at hand */
	size_t figure_capacity;
	size_t anchor_capacity;
	size_t suggestions; /* made so far */
};

/* What became of one figure. */
struct outcome {
	enum live_status status;
	char *why;
};

static void
add_anchor(struct resolver *resolver, size_t source, bool fixed)
{
	struct prose *prose = resolver->prose;

	prose->anchors = grow(prose->anchors, &resolver->anchor_capacity,
	                      prose->anchor_count + 1, sizeof(*prose->anchors));
	prose->anchors[prose->anchor_count++] = (struct prose_anchor){
		.resolved = resolver->text.length,
		.source = source,
		.fixed = fixed,
	};
}

/* An error outranks a blank, and the first of its kind is the one told. */
static void
settle(struct outcome *outcome, enum live_status status, char *why)
{
	if (status <= outcome->status) {
		free(why);
		return;
	}
	free(outcome->why);
	outcome->status = status;
	outcome->why = why;
}

static char *
unknown_path(struct resolver *resolver, const struct form *form,
             const struct operand *operand)
{
	const char *near = NULL;

	if (resolver->suggestions++ < SUGGESTIONS)
		near = form_nearest_cell(form, operand->path,
		                         strlen(operand->path));
	if (near != NULL && operand->last)
		return xformat(_("last year's report has no value %s; did you "
		                 "mean last.%s?"),
		               operand->path, near);
	if (near != NULL)
		return xformat(_("there is no value %s; did you mean %s?"),
		               operand->path, near);
	if (operand->last)
		return xformat(_("last year's report has no value %s"),
		               operand->path);
	return xformat(_("there is no value %s"), operand->path);
}

/* The report an operand speaks of, or NULL. */
static const struct report *
report_of(const struct resolver *resolver, const struct operand *operand)
{
	return operand->last ? resolver->last : resolver->report;
}

static void
year_operand(const struct report *report, const struct operand *operand,
             amount *value, struct outcome *outcome)
{
	int year = report_year(report);

	*value = year * AMOUNT_ONE;
	if (year == 0)
		settle(outcome, LIVE_BLANK,
		       xstrdup(operand->last
		                       ? _("last year's report has no year yet")
		                       : _("the year is not filled in yet")));
}

/* The cell's place by its short names: last year's table 3/new/total. */
static char *
operand_name(const struct report *report, const struct operand *operand,
             size_t cell)
{
	const struct cell *its = &report->form->cells[cell];
	char *place =
		place_name(report->form, its->section, its->row, its->column);
	char *name;

	if (!operand->last)
		return place;
	name = xformat(_("last year's %s"), place);
	free(place);
	return name;
}

static void
path_operand(struct resolver *resolver, const struct report *report,
             const struct operand *operand, amount *value,
             struct outcome *outcome)
{
	size_t cell = form_find_cell(report->form, operand->path,
	                             strlen(operand->path));
	const struct value *found;
	char *name;

	if (cell == NONE) {
		settle(outcome, LIVE_UNRESOLVED,
		       unknown_path(resolver, report->form, operand));
		return;
	}
	found = &report->values[cell];
	if (found->state == VALUE_FIGURE) {
		*value = found->amount;
		return;
	}
	name = operand_name(report, operand, cell);
	if (found->state == VALUE_BLANK)
		settle(outcome, LIVE_BLANK,
		       xformat(_("%s is not filled in yet"), name));
	else
		settle(outcome, LIVE_UNRESOLVED,
		       xformat(_("the value of %s is no figure"), name));
	free(name);
}

static amount
operand_value(struct resolver *resolver, const struct operand *operand,
              struct outcome *outcome)
{
	const struct report *report = report_of(resolver, operand);
	amount value = 0;

	if (operand->kind == OPERAND_INTEGER)
		return operand->integer * AMOUNT_ONE;
	if (report == NULL)
		settle(outcome, LIVE_UNRESOLVED,
		       xstrdup(_("there is no last year's report; its "
		                 "file is named by previous")));
	else if (operand->kind == OPERAND_YEAR)
		year_operand(report, operand, &value, outcome);
	else
		path_operand(resolver, report, operand, &value, outcome);
	return value;
}

static amount
sum_value(struct resolver *resolver, const struct sum *sum,
          struct outcome *outcome)
{
	amount total = 0;

	for (size_t i = 0; i < sum->count; i++) {
		amount value =
			operand_value(resolver, &sum->operands[i], outcome);
		bool fits = sum->operands[i].sign < 0
		                    ? amount_subtract(&total, value)
		                    : amount_add(&total, value);

		if (!fits)
			settle(outcome, LIVE_UNRESOLVED,
			       xstrdup(_("the sum is too large")));
	}
	return total;
}

/* Half goes away from zero, as the tables' own per cents do. */
static wide
divide_rounded(wide numerator, wide denominator)
{
	bool negative = (numerator < 0) != (denominator < 0);

	numerator = numerator < 0 ? -numerator : numerator;
	denominator = denominator < 0 ? -denominator : denominator;
	numerator = (numerator * 2 + denominator) / (denominator * 2);
	return negative ? -numerator : numerator;
}

/* Adds `scaled`, a number of per cent times 10 to the power of `digits`. */
static void
add_percent(struct buffer *out, int64_t scaled, unsigned digits)
{
	uint64_t size = scaled < 0 ? -(uint64_t)scaled : (uint64_t)scaled;
	uint64_t unit = 1;

	for (unsigned i = 0; i < digits; i++)
		unit *= 10;
	buffer_format(out, "%s%llu", scaled < 0 ? "-" : "",
	              (unsigned long long)(size / unit));
	if (digits > 0)
		buffer_format(out, ".%0*llu", (int)digits,
		              (unsigned long long)(size % unit));
	buffer_putc(out, '%');
}

/* What is divided by is 0: which cell says so, where it is but one. */
static char *
tell_zero(const struct resolver *resolver, const struct sum *divisor)
{
	const struct operand *operand = &divisor->operands[0];
	const struct report *report = report_of(resolver, operand);
	size_t cell = NONE;
	char *name, *told;

	if (divisor->count == 1 && operand->kind == OPERAND_PATH)
		cell = form_find_cell(report->form, operand->path,
		                      strlen(operand->path));
	if (cell == NONE)
		return xstrdup(_("it is divided by 0"));
	name = operand_name(report, operand, cell);
	told = xformat(_("it is divided by %s, which is 0"), name);
	free(name);
	return told;
}

static void
add_quotient(struct resolver *resolver, amount numerator, amount denominator,
             unsigned digits, struct outcome *outcome)
{
	wide scaled = (wide)numerator * 100;

	if (outcome->status != LIVE_OK)
		return;
	for (unsigned i = 0; i < digits; i++)
		scaled *= 10;
	scaled = divide_rounded(scaled, denominator);
	if (scaled > INT64_MAX || scaled < -INT64_MAX)
		settle(outcome, LIVE_UNRESOLVED,
		       xstrdup(_("the quotient is too large")));
	else
		add_percent(&resolver->text, (int64_t)scaled, digits);
}

/* Adds the figure that `source` between its braces describes. */
static struct outcome
add_figure(struct resolver *resolver, const char *source, size_t length)
{
	struct outcome outcome = {.status = LIVE_OK};
	struct figure_expression figure;
	struct expression_error error;
	char text[AMOUNT_TEXT];
	amount numerator;

	if (!figure_expression_parse(resolver->arena, source, length, &figure,
	                             &error)) {
		settle(&outcome, LIVE_UNRESOLVED, xstrdup(error.text));
		return outcome;
	}
	numerator = sum_value(resolver, &figure.numerator, &outcome);
	if (figure.denominator.count > 0) {
		struct outcome below = {.status = LIVE_OK};
		amount denominator =
			sum_value(resolver, &figure.denominator, &below);

		/* No figure filled in above it will mend that. */
		if (below.status == LIVE_OK && denominator == 0)
			settle(&below, LIVE_UNRESOLVED,
			       tell_zero(resolver, &figure.denominator));
		if (below.status != LIVE_OK)
			settle(&outcome, below.status, below.why);
		add_quotient(resolver, numerator, denominator, figure.digits,
		             &outcome);
	} else if (outcome.status == LIVE_OK) {
		buffer_add(&resolver->text, text,
		           amount_format(numerator, text));
	}
	return outcome;
}

/* What paths, numbers and operators are made of, and blanks. */
static bool
belongs_to_figures(char32_t character)
{
	if (character >= 0x80)
		return text_is_blank(character);
	return (character >= 'a' && character <= 'z') ||
	       (character >= 'A' && character <= 'Z') ||
	       (character >= '0' && character <= '9') ||
	       (character != '\0' && strchr("._*+-/()% \t", (char)character));
}

/* The figure whose brace stands at `at` ends behind the brace that closes it.
 * Is there none on the line, or another opens before it, it ends where what
 * follows can be no part of one: the text behind it is not to be lost. */
static size_t
figure_end(const char *source, size_t length, size_t at)
{
	size_t end = at + 1;
	char32_t character;

	while (end < length && strchr("{}\n", source[end]) == NULL)
		end++;
	if (end < length && source[end] == '}')
		return end + 1;
	for (end = at + 1; end < length;) {
		size_t bytes =
			text_decode(source + end, length - end, &character);

		if (!belongs_to_figures(character))
			break;
		end += bytes;
	}
	return end;
}

/* Resolves the figure whose brace stands at `at`; returns where it ends. */
static size_t
resolve_figure(struct resolver *resolver, const char *source, size_t length,
               size_t at)
{
	struct prose *prose = resolver->prose;
	struct live_figure figure = {.source_start = at};
	struct outcome outcome = {.status = LIVE_OK};
	size_t end = figure_end(source, length, at);

	figure.resolved_start = resolver->text.length;
	add_anchor(resolver, at, true);
	if (source[end - 1] == '}') {
		resolver->arena = arena_new();
		outcome = add_figure(resolver, source + at + 1, end - at - 2);
		arena_free(resolver->arena);
	} else {
		settle(&outcome, LIVE_UNRESOLVED,
		       xstrdup(_("the brace { is not closed on this line; "
		                 "write {{ for a brace that is text")));
	}
	if (outcome.status != LIVE_OK)
		buffer_puts(&resolver->text, UNKNOWN_FIGURE);
	figure.source_end = end;
	figure.resolved_end = resolver->text.length;
	figure.status = outcome.status;
	figure.why = outcome.why;
	add_anchor(resolver, end, false);
	prose->figures = grow(prose->figures, &resolver->figure_capacity,
	                      prose->figure_count + 1, sizeof(figure));
	prose->figures[prose->figure_count++] = figure;
	return end;
}

struct prose
prose_resolve(const struct report *report, const struct report *last,
              const char *source, size_t length)
{
	struct prose prose = {0};
	struct resolver resolver = {
		.report = report,
		.last = last,
		.prose = &prose,
	};
	size_t at = 0;

	while (at < length) {
		const char *brace = memchr(source + at, '{', length - at);
		size_t copied = brace == NULL ? length - at
		                              : (size_t)(brace - source) - at;

		buffer_add(&resolver.text, source + at, copied);
		at += copied;
		if (at == length)
			break;
		if (at + 1 < length && source[at + 1] == '{') {
			buffer_putc(&resolver.text, '{');
			at += 2;
			add_anchor(&resolver, at, false);
		} else {
			at = resolve_figure(&resolver, source, length, at);
		}
	}
	prose.length = resolver.text.length;
	prose.text = buffer_take(&resolver.text);
	return prose;
}

void
prose_free(struct prose *prose)
{
	for (size_t i = 0; i < prose->figure_count; i++)
		free(prose->figures[i].why);
	free(prose->figures);
	free(prose->anchors);
	free(prose->text);
	*prose = (struct prose){0};
}

size_t
prose_source_at(const struct prose *prose, size_t at)
{
	size_t low = 0, high = prose->anchor_count;

	/* The last anchor at or before `at`. */
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (prose->anchors[middle].resolved <= at)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == 0)
		return at;
	const struct prose_anchor *anchor = &prose->anchors[low - 1];

	if (anchor->fixed)
		return anchor->source;
	return anchor->source + (at - anchor->resolved);
}

/* --- sub-headings --- */

/* The numerals one to ten and hundred. */
static bool
is_numeral(char32_t character)
{
	static const char32_t numerals[] =
		U"\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d"
		U"\u5341\u767e";

	for (const char32_t *at = numerals; *at != 0; at++) {
		if (*at == character)
			return true;
	}
	return false;
}

/* Full stop, semicolon, colon and comma, full-width: sentences have them. */
static bool
ends_clause(char32_t character)
{
	return character == 0x3002 || character == 0xFF1B ||
	       character == 0xFF1A || character == 0xFF0C;
}

bool
prose_is_subheading(const char *line, size_t length)
{
	size_t at = text_leading_blanks(line, length);
	size_t numerals = 0;
	char32_t open, character;

	length -= text_trailing_blanks(line + at, length - at);
	if (text_characters(line + at, length - at) > SUBHEADING_LIMIT)
		return false;
	at += text_decode(line + at, length - at, &open);
	if (open != OPEN_BRACKET && open != '(')
		return false;
	for (;; numerals++) {
		size_t bytes = text_decode(line + at, length - at, &character);

		if (bytes == 0)
			return false;
		at += bytes;
		if (!is_numeral(character))
			break;
	}
	if (numerals == 0 ||
	    character != (open == '(' ? (char32_t)')' : CLOSE_BRACKET))
		return false;
	while (at < length) {
		at += text_decode(line + at, length - at, &character);
		if (ends_clause(character))
			return false;
	}
	return true;
}

bool
prose_ends_sentence(char32_t character)
{
	return character == 0x3002 /* full stop */ || character == 0xFF01 ||
	       character == 0xFF1F || character == 0xFF1B;
}

bool
prose_closes(char32_t character)
{
	return character == 0x201D || character == 0x2019 ||
	       character == 0xFF09 || character == 0x300B ||
	       character == 0x300D || character == ')';
}
