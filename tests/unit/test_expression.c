/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/language.h"
#include "form/expression.h"
#include "unit.h"

/* Writes a sum so that one text says all about it: "+a -last.b +c.* +3". */
static void
write_sum(struct buffer *out, const struct sum *sum)
{
	for (size_t i = 0; i < sum->count; i++) {
		const struct operand *operand = &sum->operands[i];
		const char *last = operand->last ? "last." : "";

		buffer_format(out, "%s%c%s", i > 0 ? " " : "",
		              operand->sign == 1 ? '+' : '-', last);
		switch (operand->kind) {
		case OPERAND_PATH:
			buffer_puts(out, operand->path);
			break;
		case OPERAND_CHILDREN:
			buffer_format(out, "%s.*", operand->path);
			break;
		case OPERAND_YEAR:
			buffer_puts(out, "YEAR");
			break;
		case OPERAND_INTEGER:
			buffer_format(out, "%" PRId64, operand->integer);
			break;
		}
	}
}

static void
write_figure(struct buffer *out, const struct figure_expression *figure)
{
	write_sum(out, &figure->numerator);
	if (figure->denominator.count == 0)
		return;
	buffer_puts(out, " / ");
	write_sum(out, &figure->denominator);
	buffer_format(out, " %%%u", figure->digits);
}

static void
write_equation(struct buffer *out, const struct equation *equation)
{
	write_sum(out, &equation->left);
	buffer_puts(out,
	            equation->comparison == COMPARE_EQUAL ? " = " : " <= ");
	write_sum(out, &equation->right);
}

/* What becomes of `source`, or the byte and text of what is wrong with it. */
static char *
parse(const char *source, bool figure)
{
	struct arena *arena = arena_new();
	struct buffer out = {0};
	struct expression_error error = {0, NULL};
	struct figure_expression parsed;
	struct equation equation;
	/* In a block of its own size, so that reading past it is seen. */
	char *copy = xmalloc(strlen(source));
	size_t length = strlen(source);

	for (size_t i = 0; i < length; i++)
		copy[i] = source[i];
	if (figure &&
	    figure_expression_parse(arena, copy, length, &parsed, &error))
		write_figure(&out, &parsed);
	else if (!figure &&
	         equation_parse(arena, copy, length, &equation, &error))
		write_equation(&out, &equation);
	else
		buffer_format(&out, "%zu: %s", error.at, error.text);
	free(copy);
	arena_free(arena);
	return buffer_take(&out);
}

static const struct {
	const char *source;
	const char *result;
} figures[] = {
	{"year", "+YEAR"},
	{"last.year", "+last.YEAR"},
	{" last.year ", "+last.YEAR"},
	{"5", "+5"},
	{"010", "+10"},
	{"999999999999", "+999999999999"},
	{"requests.new.total", "+requests.new.total"},
	{"last.requests.new.total", "+last.requests.new.total"},
	{"a+b-c", "+a +b -c"},
	{"a - last.a", "+a -last.a"},
	{"a\n+\tb\xe3\x80\x80+ 1", "+a +b +1"},
	{"a/b%1", "+a / +b %1"},
	{"(a + b) / c %2", "+a +b / +c %2"},
	{"a / (b - 1) %0", "+a / +b -1 %0"},
	{"( a + b )/( c + d )% 6 ", "+a +b / +c +d %6"},
	{"(a) / (b) %1", "+a / +b %1"},
	{"(a - last.a) / last.a %1", "+a -last.a / +last.a %1"},
	{"year_end.a", "+year_end.a"},
	{"last_one.a", "+last_one.a"},
	{"years", "+years"},
	{"year.a", "+year.a"},
};

#define OPERANDS \
 "a path as requests.new.total, last.PATH, year, last.year, an integer"
#define PATHS "lower case letters, digits and _, joined by points, are accepted"

static const struct {
	const char *source;
	const char *error;
} bad_figures[] = {
	{"", "0: the expression ends too early; accepted here: " OPERANDS},
	{"  ", "2: the expression ends too early; accepted here: " OPERANDS},
	{"a +", "3: the expression ends too early; accepted here: " OPERANDS},
	{"-a", "0: “-” does not belong here; accepted here: " OPERANDS},
	{"+ a", "0: “+” does not belong here; accepted here: " OPERANDS},
	{"a ++ b", "3: “+” does not belong here; accepted here: " OPERANDS},
	{"a b", "2: “b” does not belong here; accepted here: + - / }"},
	{"a = b", "2: “=” does not belong here; accepted here: + - / }"},
	{"a * b", "2: “*” does not belong here; accepted here: + - / }"},
	{"新收", "0: “新” does not belong here; accepted here: " OPERANDS},
	{"a ＋ b", "2: “＋” is full-width; write +"},
	{"（a + b）/ c %1", "0: “（” is full-width; write ("},
	{"a / b ％1", "6: “％” is full-width; write %"},
	{"１", "0: “１” is full-width; write 1"},
	{"Requests.new", "0: “Requests.new” is no path; " PATHS},
	{"a..b", "0: “a..b” is no path; " PATHS},
	{"a.", "0: “a.” is no path; " PATHS},
	{".a", "0: “.a” is no path; " PATHS},
	{"a.2b", "0: “a.2b” is no path; " PATHS},
	{"last", "0: “last” names nothing; last.PATH is accepted"},
	{"last.", "0: “last.” names nothing; last.PATH is accepted"},
	{"last.5", "0: “last.5” is no path; " PATHS},
	{"a.*", "0: “a.*”: groups cannot be summed in prose; name the values, "
                "joined by +"},
	{"3.5", "0: “3.5” is no integer; decimal digits alone are accepted"},
	{"1_000",
         "0: “1_000” is no integer; decimal digits alone are accepted"},
	{"0x10", "0: “0x10” is no integer; decimal digits alone are accepted"},
	{"1,000", "1: “,” does not belong here; accepted here: + - / }"},
	{"1000000000000", "0: “1000000000000” is too long; up to 12 digits are "
                          "accepted"},
	{"a / b", "5: a quotient is printed in per cent: end it with %1 or "
                  "another %N"},
	{"a / b %", "6: % needs the number of decimals behind it; 0 to 6 is "
                    "accepted, as %1"},
	{"a / b %7", "6: % needs the number of decimals behind it; 0 to 6 is "
                     "accepted, as %1"},
	{"a / b %10", "6: % needs the number of decimals behind it; 0 to 6 is "
                      "accepted, as %1"},
	{"a / b %1 + c", "9: “+” does not belong here; accepted here: }"},
	{"a / b / c %1", "6: “/” does not belong here; accepted here: %N"},
	{"a %1", "2: % stands only behind a quotient, as a / b %1"},
	{"a + b / c %1",
         "0: the sum before / stands in parentheses: (a + b) / c "
         "%1"},
	{"a / b + c %1",
         "4: the sum behind / stands in parentheses: a / (b + c) "
         "%1"},
	{"(a + b)", "7: the expression ends too early; accepted here: /"},
	{"(a + b) - c", "8: “-” does not belong here; accepted here: /"},
	{"(a + b", "6: the expression ends too early; accepted here: + - )"},
	{"((a + b)) / c %1",
         "1: “(” does not belong here; accepted here: " OPERANDS},
	{"a)", "1: “)” does not belong here; accepted here: + - / }"},
	{"{a", "0: “{” does not belong here; accepted here: " OPERANDS},
};

static const struct {
	const char *source;
	const char *result;
} equations[] = {
	{"new + carried_in = total + carried_out",
         "+new +carried_in = +total +carried_out"},
	{"total=granted+denied.*+other.*",
         "+total = +granted +denied.* +other.*"},
	{"in_force = last.in_force + made - repealed",
         "+in_force = +last.in_force +made -repealed"},
	{"a <= b", "+a <= +b"},
	{"a<=3", "+a <= +3"},
	{"a = last.b.*", "+a = +last.b.*"},
	{"a.b.* = c", "+a.b.* = +c"},
	{"year = 1", "+year = +1"},
};

#define SUMMANDS "a path, a group as denied.*, last.PATH, an integer"

static const struct {
	const char *source;
	const char *error;
} bad_equations[] = {
	{"", "0: the expression ends too early; accepted here: " SUMMANDS},
	{"a", "1: the expression ends too early; accepted here: + - = <="},
	{"a =", "3: the expression ends too early; accepted here: " SUMMANDS},
	{"= a", "0: “=” does not belong here; accepted here: " SUMMANDS},
	{"a == b", "3: “=” does not belong here; accepted here: " SUMMANDS},
	{"a < b", "2: “<” does not belong here; accepted here: + - = <="},
	{"a >= b", "2: “>” does not belong here; accepted here: + - = <="},
	{"a ≤ b", "2: “≤” does not belong here; accepted here: + - = <="},
	{"a = b = c", "6: “=” does not belong here; accepted here: + -"},
	{"a ＝ b", "2: “＝” is full-width; write ="},
	{"a = (b + c)",
         "4: “(” does not belong here; accepted here: " SUMMANDS},
	{"a = b / c", "6: “/” does not belong here; accepted here: + -"},
	{"a = .*", "4: “.*” is no path; " PATHS},
	{"a = b*", "5: “*” does not belong here; accepted here: + -"},
	{"a = b.*.c", "7: “.” does not belong here; accepted here: + -"},
	{"a = last.*", "4: “last.*” is no path; " PATHS},
};

static void
compare(const char *source, bool figure, const char *expected)
{
	char *seen = parse(source, figure);

	ck_assert_msg(strcmp(seen, expected) == 0,
	              "“%s”: expected “%s”, seen “%s”", source, expected, seen);
	free(seen);
}

START_TEST(reads_figures)
{
	compare(figures[_i].source, true, figures[_i].result);
}
END_TEST

START_TEST(says_what_is_wrong_with_a_figure)
{
	compare(bad_figures[_i].source, true, bad_figures[_i].error);
}
END_TEST

START_TEST(reads_equations)
{
	compare(equations[_i].source, false, equations[_i].result);
}
END_TEST

START_TEST(says_what_is_wrong_with_an_equation)
{
	compare(bad_equations[_i].source, false, bad_equations[_i].error);
}
END_TEST

/* Every beginning of what is right either is right or says what is wrong. */
START_TEST(beginnings_end_well)
{
	static const char source[] =
		"(requests.new.total - last.requests.new.total) / "
		"(last.year + 1) %2";

	for (size_t length = 0; length < sizeof(source); length++) {
		char *cut = xstrndup(source, length);
		char *figure = parse(cut, true);
		char *equation = parse(cut, false);

		ck_assert_str_ne(figure, "");
		ck_assert_str_ne(equation, "");
		free(equation);
		free(figure);
		free(cut);
	}
}
END_TEST

/* Neither depth nor length can be had without end. */
START_TEST(long_sources_are_refused)
{
	struct buffer source = {0};
	char *seen;

	buffer_fill(&source, '(', 1000000);
	seen = parse(source.data, true);
	ck_assert_str_eq(
		seen, "1: “(” does not belong here; accepted here: " OPERANDS);
	free(seen);
	buffer_clear(&source);
	for (int i = 0; i < 99; i++)
		buffer_puts(&source, "a+");
	buffer_putc(&source, 'a');
	seen = parse(source.data, true);
	ck_assert_msg(strncmp(seen, "+a +a ", 6) == 0,
	              "100 operands: expected a sum, seen “%s”", seen);
	free(seen);
	buffer_puts(&source, "+a");
	seen = parse(source.data, true);
	ck_assert_str_eq(
		seen,
		"200: too many operands; up to 100 are accepted in a sum");
	free(seen);
	buffer_clear(&source);
	buffer_fill(&source, 'A', 100000);
	seen = parse(source.data, false);
	ck_assert_uint_lt(strlen(seen), 300);
	free(seen);
	buffer_free(&source);
}
END_TEST

START_TEST(knows_where_operands_stand)
{
	static const char source[] = " a + last.b = 7 ";
	struct arena *arena = arena_new();
	struct equation equation;
	struct expression_error error;

	ck_assert(equation_parse(arena, source, strlen(source), &equation,
	                         &error));
	ck_assert_uint_eq(equation.left.operands[0].at, 1);
	ck_assert_uint_eq(equation.left.operands[1].at, 5);
	ck_assert_uint_eq(equation.right.operands[0].at, 14);
	arena_free(arena);
}
END_TEST

#define COUNT(array) ((int)(sizeof(array) / sizeof(*(array))))

int
main(void)
{
	Suite *suite = suite_create("expression");
	TCase *tcase = tcase_create("expression");

	language_set("en");
	tcase_add_loop_test(tcase, reads_figures, 0, COUNT(figures));
	tcase_add_loop_test(tcase, says_what_is_wrong_with_a_figure, 0,
	                    COUNT(bad_figures));
	tcase_add_loop_test(tcase, reads_equations, 0, COUNT(equations));
	tcase_add_loop_test(tcase, says_what_is_wrong_with_an_equation, 0,
	                    COUNT(bad_equations));
	tcase_add_test(tcase, beginnings_end_well);
	tcase_add_test(tcase, long_sources_are_refused);
	tcase_add_test(tcase, knows_where_operands_stand);
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
