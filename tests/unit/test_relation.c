/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <stdlib.h>
#include <string.h>

#include "findings.h"
#include "unit.h"

static struct bench bench;

static void
setup(void)
{
	bench_open(&bench, "forms/annual-2021.yaml", NULL);
}

static void
teardown(void)
{
	bench_close(&bench);
}

START_TEST(real_report)
{
	struct bench real;

	bench_open(&real, "forms/annual-2021.yaml",
	           "tests/data/conghua-2022.yaml");
	bench_check(&real);
	ck_assert_uint_eq(bench_count(&real, "requests.balance"), 0);
	ck_assert_uint_eq(bench_count(&real, "requests.sum"), 0);
	ck_assert_uint_eq(bench_count(&real, "requests.across"), 0);
	ck_assert_uint_eq(bench_count(&real, "proceedings.sum"), 0);
	ck_assert_uint_eq(bench_count(&real, "carry.requests"), 0);
	bench_close(&real);
}
END_TEST

START_TEST(balance)
{
	const struct finding *finding;

	bench_set(&bench, "requests.new.natural", "12");
	bench_set(&bench, "requests.carried_in.natural", "1");
	bench_set(&bench, "requests.total.natural", "12");
	bench_check(&bench);
	ck_assert_uint_eq(bench_count(&bench, "requests.balance"), 0);
	bench_set(&bench, "requests.carried_out.natural", "0");
	bench_check(&bench);
	finding = bench_finding(&bench, "requests.balance",
	                        "requests.new.natural");
	ck_assert_str_eq(finding->message,
	                 "Table 3/individuals: new 12+carried in 1=13, total "
	                 "12+carried out 0=12, the former 1 too many");
	ck_assert_str_eq(finding->place, "requests");
	ck_assert_uint_eq(finding->cell_count, 4);
	ck_assert_str_eq(finding->cells[3], "requests.carried_out.natural");
	ck_assert_int_eq(finding->left.value, 13 * AMOUNT_ONE);
	ck_assert_int_eq(finding->right.value, 12 * AMOUNT_ONE);
	ck_assert_int_eq(finding->difference.value, AMOUNT_ONE);
	ck_assert(finding->left.present && !finding->left.money);
	ck_assert_int_eq(finding->level, LEVEL_ERROR);
	bench_set(&bench, "requests.carried_out.natural", "2");
	bench_check(&bench);
	bench_expect(&bench, "requests.balance", NULL,
	             "Table 3/individuals: new 12+carried in 1=13, total "
	             "12+carried out 2=14, the former 1 too few");
}
END_TEST

static void
fill_row(const char *row, const char *const *figures)
{
	static const char *const columns[] = {"natural", "business", "research",
	                                      "charity", "legal",    "other",
	                                      "total"};
	char path[100];

	for (size_t i = 0; i < 7; i++) {
		snprintf(path, sizeof path, "requests.%s.%s", row, columns[i]);
		bench_set(&bench, path, figures[i]);
	}
}

START_TEST(across)
{
	static const char *const figures[] = {"1", "2", "0", "0",
	                                      "0", "1", "5"};
	const struct finding *finding;

	fill_row("granted", figures);
	bench_check(&bench);
	finding = bench_finding(&bench, "requests.across",
	                        "requests.granted.total");
	ck_assert_str_eq(finding->message,
	                 "Table 3/(1) granted: the parts add up to 4, total "
	                 "says 5, 1 too many");
	ck_assert_str_eq(finding->place, "requests.granted");
	ck_assert_uint_eq(finding->cell_count, 7);
}
END_TEST

/* A relation with blanks says nothing until no filling in can mend it. */
START_TEST(partial_sums)
{
	bench_set(&bench, "requests.granted.natural", "7");
	bench_set(&bench, "requests.granted.total", "7");
	bench_check(&bench);
	ck_assert_uint_eq(bench_count(&bench, "requests.across"), 0);
	bench_set(&bench, "requests.granted.other", "2");
	bench_check(&bench);
	bench_expect(&bench, "requests.across", "requests.granted.total",
	             "Table 3/(1) granted: the parts filled in already add up "
	             "to 9, total says 7, 2 too few");
	bench_set(&bench, "requests.granted.total", "");
	bench_check(&bench);
	ck_assert_uint_eq(bench_count(&bench, "requests.across"), 0);
	bench_set(&bench, "requests.granted.total", "x");
	bench_check(&bench);
	ck_assert_uint_eq(bench_count(&bench, "requests.across"), 0);
}
END_TEST

START_TEST(partial_balance)
{
	bench_set(&bench, "requests.new.natural", "4");
	bench_set(&bench, "requests.carried_in.natural", "1");
	bench_set(&bench, "requests.total.natural", "6");
	bench_check(&bench);
	bench_expect(&bench, "requests.balance", NULL,
	             "Table 3/individuals: new 4+carried in 1=5, total "
	             "6+carried out (blank)=6, the former 1 too few");
}
END_TEST

START_TEST(carry)
{
	const struct finding *finding;

	bench_set(&bench, "year", "2022");
	bench_set(&bench, "requests.carried_in.legal", "3");
	bench_set(&bench, "disclosure.regulations.made", "2");
	bench_set(&bench, "disclosure.regulations.repealed", "1");
	bench_set(&bench, "disclosure.regulations.in_force", "9");
	bench_check(&bench);
	ck_assert_uint_eq(bench_count(&bench, "carry.requests"), 0);
	bench_last(&bench, "form: annual-2021\nyear: 2021\ndisclosure:\n"
	                   "  regulations: {in_force: 7}\nrequests:\n"
	                   "  carried_out: {legal: 2, other: 1}\n");
	bench_check(&bench);
	finding = bench_finding(&bench, "carry.requests",
	                        "requests.carried_in.legal");
	ck_assert_str_eq(finding->message,
	                 "Table 3/legal services: carried in says 3, last "
	                 "year's carried out 2, 1 too many");
	ck_assert_str_eq(finding->cells[1], "last.requests.carried_out.legal");
	ck_assert_int_eq(finding->level, LEVEL_REVIEW);
	bench_expect(
		&bench, "carry.documents", "disclosure.regulations.in_force",
		"Table 2/rules: last year's in force 7+issued 2-repealed 1=8, "
		"in force says 9, 1 too many");
}
END_TEST

START_TEST(at_most)
{
	struct bench other;

	bench_open(&other, "tests/forms/library.yaml",
	           "tests/data/library-2024-wrong.yaml");
	bench_check(&other);
	bench_expect(&other, "stock.part", "stock.withdrawn.children",
	             "Stock table/withdrawn: children's books 80 is above "
	             "books 75 by 5");
	bench_close(&other);
}
END_TEST

START_TEST(overflow)
{
	static const char *const rows[] = {
		"granted",
		"partial",
		"denied.state_secret",
		"denied.forbidden_by_law",
		"denied.security_stability",
		"denied.third_party",
		"denied.internal_affairs",
		"denied.deliberative",
		"denied.enforcement_file",
		"denied.registry_query",
	};
	const struct finding *finding;
	char path[100];

	for (size_t i = 0; i < 10; i++) {
		snprintf(path, sizeof path, "requests.%s.natural", rows[i]);
		bench_set(&bench, path, "999999999999");
	}
	bench_set(&bench, "requests.total.natural", "1");
	bench_check(&bench);
	ck_assert_uint_eq(bench_count(&bench, "requests.sum"), 0);
	finding = NULL;
	for (size_t i = 0; i < bench.findings.count; i++)
		if (strstr(bench.findings.items[i].message, "too large"))
			finding = &bench.findings.items[i];
	ck_assert_ptr_nonnull(finding);
	ck_assert_str_eq(finding->rule, "cell.figure");
	ck_assert_str_eq(finding->message,
	                 "Table 3/individuals: the figures are too large to be "
	                 "added up");
}
END_TEST

/* Two lines of a screen: names are cut for it, figures never. */
START_TEST(long_names)
{
	struct bench other;
	const struct finding *finding;

	bench_open_text(&other, "tests/forms/long-names.yaml",
	                "form: long-names\nfigures:\n"
	                "  first: {value: 123456789}\n"
	                "  second: {value: 987654321}\n"
	                "  third: {value: 111111111}\n");
	bench_check(&other);
	finding = bench_finding(&other, "figures.sum", NULL);
	ck_assert_str_eq(
		finding->message,
		"An unus…: A name …·value 123456789+Another…·value "
		"987654321=1111111110, And the…·value 111111111, the former "
		"999999999 too many");
	bench_close(&other);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("relation");
	TCase *tests = tcase_create("relation");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, real_report);
	tcase_add_test(tests, balance);
	tcase_add_test(tests, across);
	tcase_add_test(tests, partial_sums);
	tcase_add_test(tests, partial_balance);
	tcase_add_test(tests, carry);
	tcase_add_test(tests, at_most);
	tcase_add_test(tests, overflow);
	tcase_add_test(tests, long_names);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
