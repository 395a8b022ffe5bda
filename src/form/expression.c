/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "form/expression.h"

#include <string.h>

#include "base/language.h"
#include "base/text.h"

/* Operands of one sum, digits of an integer, digits behind a per cent sign. */
#define OPERAND_LIMIT 100
#define INTEGER_DIGITS 12
#define PERCENT_DIGITS 6
/* Bytes of a wrong path that a message repeats. */
#define SHOWN_BYTES 60

struct scanner {
	struct arena *arena;
	const char *source;
	size_t length;
	size_t at;
	bool figure; /* a live figure: knows year and parentheses, no .* */
	struct expression_error *error;
};

static bool
fail(struct scanner *scanner, size_t at, const char *text)
{
	scanner->error->at = at;
	scanner->error->text = text;
	return false;
}

static void
skip_blanks(struct scanner *scanner)
{
	while (scanner->at < scanner->length) {
		char32_t character;
		size_t bytes =
			text_decode(scanner->source + scanner->at,
		                    scanner->length - scanner->at, &character);

		if (!text_is_blank(character))
			break;
		scanner->at += bytes;
	}
}

static bool
at_byte(const struct scanner *scanner, char byte)
{
	return scanner->at < scanner->length &&
	       scanner->source[scanner->at] == byte;
}

/* Takes `byte` and the blanks behind it if it comes next. */
static bool
take(struct scanner *scanner, char byte)
{
	if (!at_byte(scanner, byte))
		return false;
	scanner->at++;
	skip_blanks(scanner);
	return true;
}

/* What stands here is not among the `accepted`. */
static bool
unexpected(struct scanner *scanner, const char *accepted)
{
	const char *here = scanner->source + scanner->at;
	char32_t character, folded;
	int bytes;
	char ascii;

	if (scanner->at >= scanner->length)
		return fail(
			scanner, scanner->at,
			arena_format(
				scanner->arena,
				_("the expression ends too early; accepted here: %s"),
				accepted));
	bytes = (int)text_decode(here, scanner->length - scanner->at,
	                         &character);
	folded = text_fold(character);
	if (folded != character && folded > ' ' && folded < 0x7f) {
		ascii = (char)folded;
		return fail(scanner, scanner->at,
		            arena_format(scanner->arena,
		                         _("“%.*s” is full-width; write %c"),
		                         bytes, here, ascii));
	}
	return fail(scanner, scanner->at,
	            arena_format(
			    scanner->arena,
			    _("“%.*s” does not belong here; accepted here: %s"),
			    bytes, here, accepted));
}

static const char *
operands_accepted(const struct scanner *scanner)
{
	return scanner->figure
	               ? _("a path as requests.new.total, last.PATH, year, last.year, an integer")
	               : _("a path, a group as denied.*, last.PATH, an integer");
}

static bool
is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_word(char c)
{
	return is_lower(c) || is_digit(c) || (c >= 'A' && c <= 'Z') ||
	       c == '_' || c == '.';
}

/* Ids of lower case letters, digits and _, a letter first, joined by points. */
static bool
is_path(const char *text, size_t length)
{
	bool first = true;

	for (size_t i = 0; i < length; i++) {
		if (first && !is_lower(text[i]))
			return false;
		if (!first &&
		    (!is_word(text[i]) || (text[i] >= 'A' && text[i] <= 'Z')))
			return false;
		first = text[i] == '.';
	}
	return !first;
}

/* The bytes of the path or number that begins here; `.*` included. */
static size_t
word_length(const struct scanner *scanner)
{
	size_t end = scanner->at;

	while (end < scanner->length && is_word(scanner->source[end]))
		end++;
	if (end > scanner->at && end < scanner->length &&
	    scanner->source[end] == '*' && scanner->source[end - 1] == '.')
		end++;
	return end - scanner->at;
}

static bool
wrong_word(struct scanner *scanner, const char *format, size_t length)
{
	int shown = (int)(length < SHOWN_BYTES ? length : SHOWN_BYTES);

	return fail(scanner, scanner->at,
	            arena_format(scanner->arena, format, shown,
	                         scanner->source + scanner->at));
}

static bool
parse_integer(struct scanner *scanner, size_t length, struct operand *operand)
{
	const char *word = scanner->source + scanner->at;

	for (size_t i = 0; i < length; i++) {
		if (!is_digit(word[i]))
			return wrong_word(
				scanner,
				_("“%.*s” is no integer; decimal digits alone are accepted"),
				length);
	}
	if (length > INTEGER_DIGITS)
		return wrong_word(
			scanner,
			_("“%.*s” is too long; up to 12 digits are accepted"),
			length);
	operand->kind = OPERAND_INTEGER;
	for (size_t i = 0; i < length; i++)
		operand->integer = operand->integer * 10 + (word[i] - '0');
	return true;
}

static bool
parse_path(struct scanner *scanner, size_t length, struct operand *operand)
{
	const char *path = scanner->source + scanner->at;
	size_t rest = length;

	if (rest >= 4 && strncmp(path, "last", 4) == 0 &&
	    (rest == 4 || path[4] == '.')) {
		size_t prefix = rest == 4 ? 4 : 5;

		operand->last = true;
		path += prefix;
		rest -= prefix;
		if (rest == 0)
			return wrong_word(
				scanner,
				_("“%.*s” names nothing; last.PATH is accepted"),
				length);
	}
	if (scanner->figure && rest == 4 && strncmp(path, "year", 4) == 0) {
		operand->kind = OPERAND_YEAR;
		return true;
	}
	operand->kind = OPERAND_PATH;
	if (rest > 2 && path[rest - 1] == '*') {
		if (scanner->figure)
			return wrong_word(
				scanner,
				_("“%.*s”: groups cannot be summed in prose; name the values, joined by +"),
				length);
		operand->kind = OPERAND_CHILDREN;
		rest -= 2;
	}
	if (!is_path(path, rest))
		return wrong_word(
			scanner,
			_("“%.*s” is no path; lower case letters, digits and _, joined by points, are accepted"),
			length);
	operand->path = arena_strndup(scanner->arena, path, rest);
	return true;
}

static bool
parse_operand(struct scanner *scanner, int sign, struct operand *operand)
{
	size_t length = word_length(scanner);
	bool good;

	if (length == 0)
		return unexpected(scanner, operands_accepted(scanner));
	*operand = (struct operand){.sign = sign, .at = scanner->at};
	if (is_digit(scanner->source[scanner->at]))
		good = parse_integer(scanner, length, operand);
	else
		good = parse_path(scanner, length, operand);
	if (!good)
		return false;
	scanner->at += length;
	skip_blanks(scanner);
	return true;
}

static bool
parse_sum(struct scanner *scanner, struct sum *sum)
{
	struct operand operands[OPERAND_LIMIT];
	size_t count = 0;
	int sign = 1;

	for (;;) {
		if (count == OPERAND_LIMIT)
			return fail(
				scanner, scanner->at,
				_("too many operands; up to 100 are accepted in a sum"));
		if (!parse_operand(scanner, sign, &operands[count]))
			return false;
		count++;
		if (take(scanner, '+'))
			sign = 1;
		else if (take(scanner, '-'))
			sign = -1;
		else
			break;
	}
	sum->operands = arena_array(scanner->arena, count, sizeof(*operands));
	memcpy(sum->operands, operands, count * sizeof(*operands));
	sum->count = count;
	return true;
}

bool
sum_parse(struct arena *arena, const char *source, size_t length,
          struct sum *sum, struct expression_error *error)
{
	struct scanner scanner = {
		.arena = arena,
		.source = source,
		.length = length,
		.error = error,
	};

	skip_blanks(&scanner);
	return parse_sum(&scanner, sum) &&
	       (scanner.at == length || unexpected(&scanner, "+, -"));
}

bool
equation_parse(struct arena *arena, const char *source, size_t length,
               struct equation *equation, struct expression_error *error)
{
	struct scanner scanner = {
		.arena = arena,
		.source = source,
		.length = length,
		.error = error,
	};

	*equation = (struct equation){.comparison = COMPARE_EQUAL};
	skip_blanks(&scanner);
	if (!parse_sum(&scanner, &equation->left))
		return false;
	if (at_byte(&scanner, '<') && scanner.at + 1 < length &&
	    source[scanner.at + 1] == '=') {
		scanner.at += 2;
		skip_blanks(&scanner);
		equation->comparison = COMPARE_AT_MOST;
	} else if (!take(&scanner, '=')) {
		return unexpected(&scanner, "+ - = <=");
	}
	if (!parse_sum(&scanner, &equation->right))
		return false;
	if (scanner.at < length)
		return unexpected(&scanner, "+ -");
	return true;
}

/* One side of a quotient, or the whole figure; `*grouped`: in parentheses. */
static bool
parse_side(struct scanner *scanner, struct sum *sum, bool *grouped)
{
	*grouped = take(scanner, '(');
	if (!parse_sum(scanner, sum))
		return false;
	if (*grouped && !take(scanner, ')'))
		return unexpected(scanner, "+ - )");
	return true;
}

static bool
parse_percent(struct scanner *scanner, unsigned *digits)
{
	size_t at = scanner->at;

	if (scanner->at == scanner->length)
		/* xgettext:no-c-format */
		return fail(
			scanner, at,
			_("a quotient is printed in per cent: end it with %1 or another %N"));
	if (!take(scanner, '%'))
		return unexpected(scanner, "%N");
	if (scanner->at == scanner->length ||
	    scanner->source[scanner->at] < '0' ||
	    scanner->source[scanner->at] > '0' + PERCENT_DIGITS ||
	    (scanner->at + 1 < scanner->length &&
	     is_word(scanner->source[scanner->at + 1])))
		/* xgettext:no-c-format */
		return fail(
			scanner, at,
			_("% needs the number of decimals behind it; 0 to 6 is accepted, as %1"));
	*digits = (unsigned)(scanner->source[scanner->at] - '0');
	scanner->at++;
	skip_blanks(scanner);
	return true;
}

static bool
parse_quotient(struct scanner *scanner, struct figure_expression *figure,
               bool grouped)
{
	size_t at;

	if (!grouped && figure->numerator.count > 1)
		/* xgettext:no-c-format */
		return fail(
			scanner, figure->numerator.operands[0].at,
			_("the sum before / stands in parentheses: (a + b) / c %1"));
	take(scanner, '/');
	at = scanner->at;
	if (!parse_side(scanner, &figure->denominator, &grouped))
		return false;
	if (!grouped && figure->denominator.count > 1)
		/* xgettext:no-c-format */
		return fail(
			scanner, at,
			_("the sum behind / stands in parentheses: a / (b + c) %1"));
	return parse_percent(scanner, &figure->digits);
}

bool
figure_expression_parse(struct arena *arena, const char *source, size_t length,
                        struct figure_expression *figure,
                        struct expression_error *error)
{
	struct scanner scanner = {
		.arena = arena,
		.source = source,
		.length = length,
		.figure = true,
		.error = error,
	};
	bool grouped;

	*figure = (struct figure_expression){.digits = 0};
	skip_blanks(&scanner);
	if (!parse_side(&scanner, &figure->numerator, &grouped))
		return false;
	if (at_byte(&scanner, '/')) {
		if (!parse_quotient(&scanner, figure, grouped))
			return false;
		if (scanner.at < length)
			return unexpected(&scanner, "}");
		return true;
	}
	if (at_byte(&scanner, '%'))
		/* xgettext:no-c-format */
		return fail(&scanner, scanner.at,
		            _("% stands only behind a quotient, as a / b %1"));
	if (scanner.at < length || grouped)
		return unexpected(&scanner, grouped ? "/" : "+ - / }");
	return true;
}
