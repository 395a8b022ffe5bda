/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "check/checks.h"
#include "check/explained.h"
#include "findings.h"
#include "reports.h"
#include "unit.h"

#define LAST_YEAR \
 "form: annual-2021\nyear: 2021\nagency: 某局\n" \
 "requests:\n  carried_out: {natural: 2, business: 0}\n"
#define THIS_YEAR \
 "form: annual-2021\nyear: 2022\nagency: 某局\n" \
 "requests:\n  carried_in: {natural: 3, business: 1}\n"
#define CELLS \
 "cells: [requests.carried_in.natural, " \
 "last.requests.carried_out.natural]"
#define DIFFERS \
 "Table 3/individuals: carried in says 3, last year's carried out 2, " \
 "1 too many"

static struct bench bench;

static void
open_with(const char *explained)
{
	char *text = xformat("%s%s", THIS_YEAR, explained);

	bench_open_text(&bench, "forms/annual-2021.yaml", text);
	bench_last(&bench, LAST_YEAR);
	bench_check(&bench);
	free(text);
}

static void
teardown(void)
{
	bench_close(&bench);
}

static const struct finding *
carry(void)
{
	return bench_finding(&bench, "carry.requests",
	                     "requests.carried_in.natural");
}

START_TEST(stands)
{
	const struct finding *finding;

	open_with("explained:\n  - {rule: carry.requests, " CELLS
	          ", values: [\"3\", \"2\"],\n"
	          "     reason: 区划调整并入某局2件, by: 张三, "
	          "date: 2023-01-08}\n");
	finding = carry();
	ck_assert_ptr_nonnull(finding->explained);
	ck_assert(!finding->explained->lapsed);
	ck_assert_str_eq(finding->explained->reason, "区划调整并入某局2件");
	ck_assert_str_eq(finding->explained->by, "张三");
	ck_assert_str_eq(finding->explained->date, "2023-01-08");
	ck_assert(finding_settled(finding));
	ck_assert_int_eq(finding->level, LEVEL_REVIEW);
	ck_assert_str_eq(finding->message, DIFFERS);
	ck_assert_uint_eq(bench.findings.levels[LEVEL_REVIEW], 1);
	ck_assert_uint_eq(bench.findings.explained, 1);
	/* The other column is its own finding. */
	ck_assert_ptr_null(bench_finding(&bench, "carry.requests",
	                                 "requests.carried_in.business")
	                           ->explained);
}
END_TEST

START_TEST(lapses)
{
	const struct finding *finding;

	open_with("explained:\n  - {rule: carry.requests, " CELLS
	          ", values: [\"4\", \"2\"], reason: 区划调整并入某局}\n");
	finding = carry();
	ck_assert_str_eq(finding->message, DIFFERS
	                 "; its explanation has lapsed: it was given for 4, "
	                 "which is 3 now");
	ck_assert_ptr_nonnull(finding->explained);
	ck_assert(finding->explained->lapsed);
	ck_assert_ptr_null(finding->explained->by);
	ck_assert(!finding_settled(finding));
	ck_assert_uint_eq(bench.findings.levels[LEVEL_REVIEW], 2);
	ck_assert_uint_eq(bench.findings.explained, 0);
	bench_set(&bench, "requests.carried_in.natural", "4");
	bench_check(&bench);
	ck_assert(finding_settled(carry()));
	/* Last year's figure counts as well. */
	bench_last(&bench, "form: annual-2021\nyear: 2021\nrequests:\n"
	                   "  carried_out: {natural: 1}\n");
	bench_check(&bench);
	ck_assert(carry()->explained->lapsed);
}
END_TEST

START_TEST(too_short)
{
	const struct finding *finding;

	open_with("explained:\n  - {rule: carry.requests, " CELLS
	          ", values: [\"3\", \"2\"], reason: \"  机构改革了 \"}\n");
	finding = carry();
	ck_assert_ptr_null(finding->explained);
	ck_assert_str_eq(finding->message,
	                 DIFFERS "; its explanation is too short: at least 6 "
	                         "characters are wanted");
	ck_assert_uint_eq(bench.findings.explained, 0);
}
END_TEST

START_TEST(any_order_and_writing)
{
	open_with("explained:\n  - {rule: carry.requests, "
	          "cells: [last.requests.carried_out.natural, "
	          "requests.carried_in.natural], values: [2.0, ３], "
	          "reason: 区划调整并入某局}\n");
	ck_assert(finding_settled(carry()));
}
END_TEST

START_TEST(other_rule_or_cells)
{
	open_with("explained:\n"
	          "  - {rule: carry.documents, " CELLS
	          ", values: [\"3\", \"2\"], reason: 区划调整并入某局}\n"
	          "  - {rule: carry.requests, "
	          "cells: [requests.carried_in.natural], values: [\"3\"], "
	          "reason: 区划调整并入某局}\n"
	          "  - {reason: 区划调整并入某局}\n");
	ck_assert_ptr_null(carry()->explained);
	ck_assert_str_eq(carry()->message, DIFFERS);
}
END_TEST

START_TEST(errors_are_not_explained)
{
	open_with("explained:\n  - {rule: cell.figure, cells: [year], "
	          "values: [22], reason: 年份就是这样写的}\n");
	bench_set(&bench, "year", "22");
	bench_check(&bench);
	ck_assert_ptr_null(
		bench_finding(&bench, "cell.figure", "year")->explained);
	ck_assert_uint_eq(bench.findings.levels[LEVEL_ERROR], 1);
}
END_TEST

/* As the screen makes one, and takes it back. */
START_TEST(made_and_undone)
{
	struct explanation made;
	struct edit edit;
	char *before, *text;

	open_with("");
	before = reports_written(bench.report);
	made = explanation_for(carry(), bench.report, bench.last.report,
	                       "区划调整: 并入“某局”2件", "张三", "2023-01-08");
	ck_assert_str_eq(made.rule, "carry.requests");
	ck_assert_uint_eq(made.cell_count, 2);
	ck_assert_uint_eq(made.value_count, 2);
	ck_assert_str_eq(made.values[0], "3");
	ck_assert_str_eq(made.values[1], "2");
	edit = edit_explain(bench.report, &made);
	explanation_free(&made);
	ck_assert(report_apply(bench.report, &edit));
	ck_assert(bench.report->changed);
	bench_check(&bench);
	ck_assert(finding_settled(carry()));
	ck_assert_str_eq(carry()->explained->reason, "区划调整: 并入“某局”2件");
	text = edit.old;
	edit.old = edit.new;
	edit.new = text;
	ck_assert(report_apply(bench.report, &edit));
	ck_assert(!report_apply(bench.report, &edit));
	text = reports_written(bench.report);
	ck_assert_str_eq(text, before);
	edit_free(&edit);
	free(text);
	free(before);
}
END_TEST

/* --- prose, with findings made here --- */

static struct finding *
add_prose(const char *rule, const char *sentence, const char *cell)
{
	struct finding *finding =
		findings_add(&bench.findings, rule, LEVEL_REVIEW);

	finding->place = xstrdup("overview");
	finding->section = 0;
	finding_cell(finding, cell);
	if (sentence)
		finding->sentence = xstrdup(sentence);
	finding_say(finding, "found");
	return finding;
}

static void
explain_now(void)
{
	struct check_context context = {.report = bench.report,
	                                .last = &bench.last,
	                                .findings = &bench.findings};

	check_explained(&context);
}

START_TEST(sentence_and_figure)
{
	struct finding *finding;
	struct explanation made;

	open_with("explained:\n  - {rule: N-NUM, "
	          "cells: [overview, requests.carried_in.natural], "
	          "values: [收到申请2件。, \"3\"], reason: 另有一件补正}\n");
	findings_free(&bench.findings);
	finding = add_prose("N-NUM", "收到申请2件。",
	                    "requests.carried_in.natural");
	made = explanation_for(finding, bench.report, NULL, "r", NULL, NULL);
	ck_assert_uint_eq(made.cell_count, 2);
	ck_assert_str_eq(made.cells[0], "overview");
	ck_assert_str_eq(made.values[0], "收到申请2件。");
	ck_assert_str_eq(made.values[1], "3");
	explanation_free(&made);
	explain_now();
	ck_assert(finding_settled(&bench.findings.items[0]));

	findings_free(&bench.findings);
	add_prose("N-NUM", "收到申请1件。", "requests.carried_in.natural");
	explain_now();
	ck_assert_str_eq(bench.findings.items[0].message,
	                 "found; its explanation has lapsed: the text has "
	                 "changed since");

	/* Another sentence altogether was never explained. */
	findings_free(&bench.findings);
	add_prose("N-NUM", "全区共办理政府信息公开事项9件次，同比上升。",
	          "requests.carried_in.natural");
	explain_now();
	ck_assert_str_eq(bench.findings.items[0].message, "found");
}
END_TEST

START_TEST(sentence_alone)
{
	open_with("explained:\n  - {rule: stale.sentence, cells: [overview], "
	          "values: [开展业务培训，提升工作水平。], "
	          "reason: 今年也开展了培训}\n");
	findings_free(&bench.findings);
	add_prose("stale.sentence", "开展业务培训，提升工作水平。", "overview");
	add_prose("stale.sentence", "开展业务培训，提升工作能力。", "overview");
	explain_now();
	ck_assert(finding_settled(&bench.findings.items[0]));
	/* The entry stands for the first, so it is no former one of this. */
	ck_assert_ptr_null(bench.findings.items[1].explained);
}
END_TEST

START_TEST(whole_section)
{
	struct explanation made;

	open_with("explained:\n"
	          "  - {rule: N-LEN1, cells: [overview], values: [\"1101\"], "
	          "reason: 主管部门同意超过}\n"
	          "  - {rule: N-GOV, cells: [overview], values: [], "
	          "reason: 本年度没有开展评议}\n");
	findings_free(&bench.findings);
	add_prose("N-LEN1", NULL, "overview")->left =
		(struct quantity){true, false, 1101 * AMOUNT_ONE};
	add_prose("N-GOV", NULL, "overview");
	made = explanation_for(&bench.findings.items[1], bench.report, NULL,
	                       "本年度没有开展评议", NULL, NULL);
	ck_assert_uint_eq(made.cell_count, 1);
	ck_assert_uint_eq(made.value_count, 0);
	explanation_free(&made);
	explain_now();
	ck_assert(finding_settled(&bench.findings.items[0]));
	ck_assert(finding_settled(&bench.findings.items[1]));
	findings_count(&bench.findings);
	ck_assert_uint_eq(bench.findings.explained, 2);
	ck_assert_uint_eq(bench.findings.levels[LEVEL_REVIEW], 0);
	findings_free(&bench.findings);
	add_prose("N-LEN1", NULL, "overview")->left =
		(struct quantity){true, false, 1200 * AMOUNT_ONE};
	explain_now();
	ck_assert_str_eq(bench.findings.items[0].message,
	                 "found; its explanation has lapsed: it was given for "
	                 "1101, which is 1200 now");
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("explained");
	TCase *tests = tcase_create("explained");

	tcase_add_checked_fixture(tests, NULL, teardown);
	tcase_add_test(tests, stands);
	tcase_add_test(tests, lapses);
	tcase_add_test(tests, too_short);
	tcase_add_test(tests, any_order_and_writing);
	tcase_add_test(tests, other_rule_or_cells);
	tcase_add_test(tests, errors_are_not_explained);
	tcase_add_test(tests, made_and_undone);
	tcase_add_test(tests, sentence_and_figure);
	tcase_add_test(tests, sentence_alone);
	tcase_add_test(tests, whole_section);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
