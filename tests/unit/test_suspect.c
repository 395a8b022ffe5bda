/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "findings.h"
#include "unit.h"

static struct bench bench;

static void
setup(void)
{
	bench_open(&bench, "forms/annual-2021.yaml",
	           "tests/data/conghua-2022.yaml");
}

static void
teardown(void)
{
	bench_close(&bench);
}

static bool
failed(const struct finding *finding)
{
	return strncmp(finding->rule, "requests.", 9) == 0 ||
	       strncmp(finding->rule, "proceedings.", 12) == 0;
}

static void
set_figure(const char *path, amount value)
{
	char text[AMOUNT_TEXT];

	amount_format(value, text);
	bench_set(&bench, path, text);
}

/* Every failed relation names this cell and its due value, as one cause. */
static void
expect_suspect(const char *path, amount value, amount expected)
{
	size_t cell = bench_cell(&bench, path);
	size_t count = 0;
	int cause = 0;

	for (size_t i = 0; i < bench.findings.count; i++) {
		const struct finding *its = &bench.findings.items[i];

		if (!failed(its))
			continue;
		if (its->suspect.cell != cell ||
		    its->suspect.value.value != value ||
		    its->suspect.expected.value != expected)
			ck_abort_msg("expected the suspect %s, seen “%s”", path,
			             its->message);
		ck_assert(its->suspect.value.present);
		ck_assert(its->suspect.expected.present);
		ck_assert(!its->suspect.value.money);
		if (count++ == 0)
			cause = its->cause;
		ck_assert_int_eq(its->cause, cause);
		ck_assert(its->follows == (count > 1));
	}
	if (count == 0)
		ck_abort_msg("expected %s to be noticed", path);
	ck_assert_uint_eq(bench.findings.levels[LEVEL_ERROR], 1);
}

START_TEST(every_single_cell)
{
	static const int sizes[] = {1,  -1,  2,  9,   10,  -10,
	                            37, -50, 99, 100, 999, 123456};
	const struct section *table = &bench.form->sections[2];
	size_t tried = 0;

	ck_assert_uint_eq(table->cell_count, 175);
	for (size_t i = 0; i < table->cell_count; i++) {
		size_t cell = table->first_cell + i;
		const char *path = bench.form->cells[cell].path;
		amount due = bench.report->values[cell].amount;

		for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
			amount wrong = due + sizes[k] * AMOUNT_ONE;

			if (wrong < 0)
				continue;
			set_figure(path, wrong);
			bench_check(&bench);
			expect_suspect(path, wrong, due);
			tried++;
		}
		set_figure(path, due);
	}
	ck_assert_uint_gt(tried, 1575);
}
END_TEST

/* Two exchanged figures are noticed; whoever is named holds one of them. */
struct misplaced {
	size_t pairs;
	size_t named;
	size_t told; /* as exchanged */
};

static void
try_pair(size_t one, size_t other, struct misplaced *misplaced)
{
	const char *left = bench.form->cells[one].path;
	const char *right = bench.form->cells[other].path;
	amount first = bench.report->values[one].amount;
	amount second = bench.report->values[other].amount;
	size_t noticed = 0, named = 0, told = 0;

	if (first == second)
		return;
	set_figure(left, second);
	set_figure(right, first);
	bench_check(&bench);
	for (size_t i = 0; i < bench.findings.count; i++) {
		const struct finding *its = &bench.findings.items[i];
		const struct suspect *suspect = &its->suspect;

		if (!failed(its))
			continue;
		noticed++;
		if (suspect->cell == NONE)
			continue;
		named++;
		told += strstr(its->message, "exchanged") != NULL;
		if ((suspect->cell != one ||
		     suspect->expected.value != first) &&
		    (suspect->cell != other ||
		     suspect->expected.value != second))
			ck_abort_msg("%s and %s are exchanged, seen “%s”", left,
			             right, its->message);
	}
	if (noticed == 0)
		ck_abort_msg("expected %s and %s to be noticed", left, right);
	misplaced->pairs++;
	misplaced->named += named == noticed;
	misplaced->told += told == noticed;
	set_figure(left, first);
	set_figure(right, second);
}

START_TEST(misplaced_in_a_row_or_column)
{
	const struct section *section = &bench.form->sections[2];
	struct misplaced misplaced = {0};

	for (size_t i = 0; i < section->cell_count; i++)
		for (size_t k = i + 1; k < section->cell_count; k++) {
			size_t one = section->first_cell + i;
			size_t other = section->first_cell + k;
			const struct cell *a = &bench.form->cells[one];
			const struct cell *b = &bench.form->cells[other];

			if (a->row == b->row || a->column == b->column)
				try_pair(one, other, &misplaced);
		}
	/* Where another pair would explain as much, nobody is named. */
	ck_assert_uint_gt(misplaced.pairs, 1000);
	ck_assert_uint_ge(misplaced.named * 10, misplaced.pairs * 8);
	ck_assert_uint_eq(misplaced.told, misplaced.named);
}
END_TEST

/* Of pairs that share neither row nor column a part is tried; all of them
 * leave each cell alone with its own row and column. */
START_TEST(misplaced_anywhere)
{
	const struct section *section = &bench.form->sections[2];
	struct misplaced misplaced = {0};

	for (size_t i = 0; i < section->cell_count; i++)
		for (size_t k = i + 1; k < section->cell_count; k += 11) {
			size_t one = section->first_cell + i;
			size_t other = section->first_cell + k;
			const struct cell *a = &bench.form->cells[one];
			const struct cell *b = &bench.form->cells[other];

			if (a->row != b->row && a->column != b->column)
				try_pair(one, other, &misplaced);
		}
	ck_assert_uint_gt(misplaced.pairs, 500);
	ck_assert_uint_ge(misplaced.named * 10, misplaced.pairs * 9);
}
END_TEST

START_TEST(two_tables_apart)
{
	bench_set(&bench, "requests.granted.natural", "323");
	bench_set(&bench, "proceedings.direct_suit.total", "0");
	bench_set(&bench, "proceedings.direct_suit.upheld", "12");
	bench_set(&bench, "proceedings.direct_suit.pending", "0");
	bench_set(&bench, "proceedings.direct_suit.total", "21");
	bench_check(&bench);
	bench_expect(&bench, "requests.across", "requests.granted.total",
	             "Table 3/(1) granted: the parts add up to 327, total says "
	             "336, 9 too many; possibly individuals 323 should be 332, "
	             "two digits exchanged");
	bench_expect(&bench, "requests.sum", "requests.total.natural",
	             "Table 3/individuals: the parts add up to 539, total says "
	             "548, 9 too many; possibly (1) granted 323 should be 332, "
	             "two digits exchanged");
	/* 12 for 21, or 21 for 12: nobody can tell. */
	bench_expect(&bench, "proceedings.sum", "proceedings.direct_suit.total",
	             "Table 4/direct suit: the parts add up to 12, total says "
	             "21, 9 too many");
	ck_assert_uint_eq(bench.findings.levels[LEVEL_ERROR], 2);
}
END_TEST

START_TEST(two_slips_in_one_table)
{
	const struct finding *one, *other;

	bench_set(&bench, "requests.granted.natural", "335");
	bench_set(&bench, "requests.partial.business", "7");
	bench_check(&bench);
	ck_assert_uint_eq(bench.findings.levels[LEVEL_ERROR], 2);
	one = bench_finding(&bench, "requests.sum", "requests.total.natural");
	other = bench_finding(&bench, "requests.sum",
	                      "requests.total.business");
	ck_assert_uint_eq(one->suspect.cell,
	                  bench_cell(&bench, "requests.granted.natural"));
	ck_assert_uint_eq(other->suspect.cell,
	                  bench_cell(&bench, "requests.partial.business"));
	ck_assert_int_ne(one->cause, other->cause);
}
END_TEST

/* Slips of one size could as well be in the two other corners. */
START_TEST(two_slips_of_one_size)
{
	bench_set(&bench, "requests.granted.natural", "333");
	bench_set(&bench, "requests.partial.business", "3");
	bench_check(&bench);
	ck_assert_uint_eq(bench_count(&bench, "requests.sum"), 2);
	for (size_t i = 0; i < bench.findings.count; i++)
		ck_assert_uint_eq(bench.findings.items[i].suspect.cell, NONE);
	ck_assert_uint_eq(bench.findings.levels[LEVEL_ERROR], 4);
}
END_TEST

START_TEST(exchanged_in_a_row)
{
	const struct finding *finding;

	bench_set(&bench, "requests.partial.natural", "2");
	bench_set(&bench, "requests.partial.business", "14");
	bench_check(&bench);
	finding =
		bench_finding(&bench, "requests.sum", "requests.total.natural");
	ck_assert_str_eq(finding->message,
	                 "Table 3/individuals: the parts add up to 536, total "
	                 "says 548, 12 too many; possibly (2) "
	                 "partial·individuals 2 and businesses 14 are "
	                 "exchanged");
	ck_assert_uint_eq(finding->suspect.cell,
	                  bench_cell(&bench, "requests.partial.natural"));
	ck_assert_int_eq(finding->suspect.expected.value, 14 * AMOUNT_ONE);
	ck_assert_uint_eq(bench.findings.levels[LEVEL_ERROR], 1);
}
END_TEST

START_TEST(exchanged_in_a_column)
{
	bench_set(&bench, "requests.granted.natural", "14");
	bench_set(&bench, "requests.partial.natural", "332");
	bench_check(&bench);
	bench_expect(&bench, "requests.across", "requests.granted.total",
	             "Table 3/(1) granted: the parts add up to 18, total says "
	             "336, 318 too many; possibly (1) granted·individuals 14 "
	             "and (2) partial 332 are exchanged");
	ck_assert_uint_eq(bench.findings.levels[LEVEL_ERROR], 1);
}
END_TEST

/* The figure went into the next cell, its own was left out. */
START_TEST(neighbour_with_a_blank)
{
	const struct finding *finding;

	bench_set(&bench, "requests.unavailable.not_held.natural", "");
	bench_set(&bench, "requests.unavailable.not_held.charity", "64");
	bench_check(&bench);
	finding =
		bench_finding(&bench, "requests.sum", "requests.total.charity");
	ck_assert_str_eq(
		finding->message,
		"Table 3/associations: the parts add up to 64, total says 0, "
		"64 too few; possibly (4)1 not held 64 should be 0");
	ck_assert_uint_eq(bench.findings.levels[LEVEL_ERROR], 1);
}
END_TEST

/* Two rows without a relation in common, whose totals are exchanged. */
START_TEST(exchanged_in_table_four)
{
	bench_set(&bench, "proceedings.reconsideration.upheld", "15");
	bench_set(&bench, "proceedings.reconsideration.total", "1");
	bench_set(&bench, "proceedings.reconsideration.other", "3");
	bench_set(&bench, "proceedings.direct_suit.total", "19");
	bench_check(&bench);
	bench_expect(&bench, "proceedings.sum",
	             "proceedings.reconsideration.total",
	             "Table 4/review: the parts add up to 19, total says 1, 18 "
	             "too few; possibly review·total 1 and direct suit 19 are "
	             "exchanged");
	ck_assert_uint_eq(bench.findings.levels[LEVEL_ERROR], 1);
}
END_TEST

/* One equation alone accuses nobody: here total 3, corrected 0 or both
 * exchanged would do. */
START_TEST(one_equation_is_no_evidence)
{
	bench_set(&bench, "proceedings.reconsideration.upheld", "1");
	bench_set(&bench, "proceedings.reconsideration.corrected", "2");
	bench_check(&bench);
	bench_expect(&bench, "proceedings.sum", NULL,
	             "Table 4/review: the parts add up to 3, total says 1, 2 "
	             "too few");
}
END_TEST

START_TEST(digits_in_table_four)
{
	bench_set(&bench, "proceedings.reconsideration.upheld", "376");
	bench_set(&bench, "proceedings.reconsideration.corrected", "97");
	bench_set(&bench, "proceedings.reconsideration.other", "196");
	bench_set(&bench, "proceedings.reconsideration.pending", "121");
	bench_set(&bench, "proceedings.reconsideration.total", "709");
	bench_check(&bench);
	bench_expect(&bench, "proceedings.sum", NULL,
	             "Table 4/review: the parts add up to 790, total says 709, "
	             "81 too few; possibly total 709 should be 790, two digits "
	             "exchanged");
}
END_TEST

/* No part can be less than 0, so that only the total is left. */
START_TEST(range_decides)
{
	bench_set(&bench, "proceedings.reconsideration.upheld", "2");
	bench_set(&bench, "proceedings.reconsideration.corrected", "2");
	bench_set(&bench, "proceedings.reconsideration.other", "2");
	bench_set(&bench, "proceedings.reconsideration.pending", "2");
	bench_set(&bench, "proceedings.reconsideration.total", "1");
	bench_check(&bench);
	bench_expect(&bench, "proceedings.sum", NULL,
	             "Table 4/review: the parts add up to 8, total says 1, 7 "
	             "too few; possibly total 1 should be 8");
}
END_TEST

/* What last year says belongs to the same cause. */
START_TEST(carried_over)
{
	const struct finding *carry;
	size_t reviews;

	bench_last(&bench, "form: annual-2021\nyear: 2021\n"
	                   "agency: 广州市从化区人民政府\nrequests:\n"
	                   "  carried_out: {natural: 1, business: 0}\n");
	bench_check(&bench);
	reviews = bench.findings.levels[LEVEL_REVIEW];
	bench_set(&bench, "requests.carried_in.natural", "5");
	bench_check(&bench);
	carry = bench_finding(&bench, "carry.requests",
	                      "requests.carried_in.natural");
	ck_assert_uint_eq(carry->suspect.cell,
	                  bench_cell(&bench, "requests.carried_in.natural"));
	ck_assert_int_eq(carry->suspect.expected.value, AMOUNT_ONE);
	ck_assert(carry->follows);
	ck_assert_int_eq(
		carry->cause,
		bench_finding(&bench, "requests.balance", NULL)->cause);
	ck_assert_uint_eq(bench.findings.levels[LEVEL_ERROR], 1);
	/* It counts once, as an error: not as a review besides. */
	ck_assert_uint_eq(bench.findings.levels[LEVEL_REVIEW], reviews);
}
END_TEST

/* Another form: one relation a column, and one that bounds a row. */
START_TEST(library)
{
	struct bench other;

	bench_open(&other, "tests/forms/library.yaml",
	           "tests/data/library-2024.yaml");
	bench_check(&other);
	ck_assert_uint_eq(other.findings.levels[LEVEL_ERROR], 0);
	bench_set(&other, "stock.closing.books", "14300");
	bench_check(&other);
	bench_expect(&other, "stock.balance", "stock.closing.books",
	             "Stock table/books: the parts add up to 13400, closing "
	             "says 14300, 900 too many; possibly closing 14300 should "
	             "be 13400, two digits exchanged");
	bench_set(&other, "stock.closing.books", "13401");
	bench_check(&other);
	ck_assert_uint_eq(
		bench_finding(&other, "stock.balance", NULL)->suspect.cell,
		NONE);
	bench_close(&other);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("suspect");
	TCase *tests = tcase_create("suspect");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_set_timeout(tests, 300);
	tcase_add_test(tests, every_single_cell);
	tcase_add_test(tests, misplaced_in_a_row_or_column);
	tcase_add_test(tests, misplaced_anywhere);
	tcase_add_test(tests, two_tables_apart);
	tcase_add_test(tests, two_slips_in_one_table);
	tcase_add_test(tests, two_slips_of_one_size);
	tcase_add_test(tests, exchanged_in_a_row);
	tcase_add_test(tests, exchanged_in_a_column);
	tcase_add_test(tests, neighbour_with_a_blank);
	tcase_add_test(tests, exchanged_in_table_four);
	tcase_add_test(tests, one_equation_is_no_evidence);
	tcase_add_test(tests, digits_in_table_four);
	tcase_add_test(tests, range_decides);
	tcase_add_test(tests, carried_over);
	tcase_add_test(tests, library);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
