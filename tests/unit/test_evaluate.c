/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <string.h>

#include "report/evaluate.h"
#include "reports.h"
#include "unit.h"

static struct form *form;
static struct report *report, *last;

static void
setup(void)
{
	form = reports_form("forms/annual-2021.yaml");
	report = report_new(form);
	last = report_new(form);
}

static void
teardown(void)
{
	report_free(report);
	report_free(last);
	form_free(form);
}

static size_t
cell(const char *path)
{
	size_t found = form_find_cell(form, path, strlen(path));

	if (found == NONE)
		ck_abort_msg("expected a cell %s", path);
	return found;
}

static struct term
term(const char *path, int sign, bool of_last)
{
	return (struct term){.sign = sign, .last = of_last, .cell = cell(path)};
}

static void
expect_sum(struct sum_result sum, enum sum_status status, amount value,
           size_t blanks)
{
	if (sum.status != status || sum.value != value || sum.blanks != blanks)
		ck_abort_msg("expected status %d, value %lld, %zu blanks; seen "
		             "%d, %lld, %zu",
		             (int)status, (long long)value, blanks,
		             (int)sum.status, (long long)sum.value, sum.blanks);
}

START_TEST(sums)
{
	struct term terms[] = {
		term("requests.new.natural", 1, false),
		term("requests.new.business", -1, false),
		term("requests.new.total", 1, true),
		{.sign = 1, .cell = NONE, .integer = 7 * AMOUNT_ONE},
	};

	expect_sum(evaluate_terms(report, last, terms, 4), SUM_PARTIAL,
	           7 * AMOUNT_ONE, 3);
	reports_set(report, "requests.new.natural", "10");
	reports_set(report, "requests.new.business", "4");
	expect_sum(evaluate_terms(report, NULL, terms, 4), SUM_PARTIAL,
	           13 * AMOUNT_ONE, 1);
	reports_set(last, "requests.new.total", "0.5");
	expect_sum(evaluate_terms(report, last, terms, 4), SUM_COMPLETE,
	           13 * AMOUNT_ONE + AMOUNT_ONE / 2, 0);
	reports_set(report, "requests.new.natural", "x");
	expect_sum(evaluate_terms(report, last, terms, 4), SUM_BROKEN,
	           3 * AMOUNT_ONE + AMOUNT_ONE / 2, 0);
}
END_TEST

START_TEST(overflow)
{
	struct term terms[20];
	struct sum_result sum;

	reports_set(report, "requests.new.natural", "999999999999");
	for (int i = 0; i < 20; i++)
		terms[i] = term("requests.new.natural", 1, false);
	sum = evaluate_terms(report, NULL, terms, 20);
	ck_assert_int_eq(sum.status, SUM_BROKEN);
	ck_assert(sum.overflow);
}
END_TEST

START_TEST(last_year_by_path)
{
	struct form *library = reports_form("tests/forms/library.yaml");
	struct report *other = report_new(library);
	struct term terms[] = {term("requests.new.natural", 1, true)};

	expect_sum(evaluate_terms(report, other, terms, 1), SUM_PARTIAL, 0, 1);
	report_free(other);
	form_free(library);
}
END_TEST

START_TEST(due_values)
{
	struct due due = evaluate_due(report, NULL, cell("requests.new.total"));

	ck_assert(!due.known);
	reports_set(report, "requests.new.natural", "5");
	due = evaluate_due(report, NULL, cell("requests.new.total"));
	ck_assert(due.known && !due.conflict);
	ck_assert_int_eq(due.value, 5 * AMOUNT_ONE);
	ck_assert_uint_eq(due.blanks, 5);
	due = evaluate_due(report, NULL, cell("requests.new.natural"));
	ck_assert(!due.known);
}
END_TEST

START_TEST(due_conflict)
{
	struct due due;

	reports_set(report, "requests.total.natural", "5");
	reports_set(report, "requests.granted.total", "6");
	due = evaluate_due(report, NULL, cell("requests.total.total"));
	ck_assert(due.known && due.conflict);
	ck_assert_int_eq(due.value + due.other, 11 * AMOUNT_ONE);
	reports_set(report, "requests.granted.total", "5");
	due = evaluate_due(report, NULL, cell("requests.total.total"));
	ck_assert(due.known && !due.conflict);
	ck_assert_uint_eq(due.blanks, 5);
	reports_set(report, "requests.granted.total", "x");
	due = evaluate_due(report, NULL, cell("requests.total.total"));
	ck_assert(due.known && !due.conflict);
}
END_TEST

START_TEST(due_from_last_year)
{
	struct due due;

	reports_set(last, "requests.carried_out.natural", "3");
	due = evaluate_due(report, NULL, cell("requests.carried_in.natural"));
	ck_assert(!due.known);
	due = evaluate_due(report, last, cell("requests.carried_in.natural"));
	ck_assert(due.known);
	ck_assert_int_eq(due.value, 3 * AMOUNT_ONE);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("evaluate");
	TCase *test = tcase_create("evaluate");

	tcase_add_checked_fixture(test, setup, teardown);
	tcase_add_test(test, sums);
	tcase_add_test(test, overflow);
	tcase_add_test(test, last_year_by_path);
	tcase_add_test(test, due_values);
	tcase_add_test(test, due_conflict);
	tcase_add_test(test, due_from_last_year);
	suite_add_tcase(suite, test);
	return unit_run(suite);
}
