/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"
#include "check/link.h"
#include "report/carry.h"
#include "report/prose.h"
#include "reports.h"
#include "unit.h"

static struct form *form;

static void
setup(void)
{
	form = reports_form("forms/annual-2021.yaml");
}

static void
teardown(void)
{
	form_free(form);
}

/* A report of 2021 with this as its first section, made into a new one. */
static struct report *
carried(const char *overview, const char *tables, bool link,
        struct rewrites *rewrites, struct carry *carry)
{
	char *source = xformat("form: annual-2021\nagency: 某县人民政府\n"
	                       "year: 2021\noverview: |\n  %s\n%s",
	                       overview, tables);
	struct report *last = reports_read(form, source);
	struct report *view = carry_view(form, last);
	struct report *report;

	carry_years(view, rewrites);
	if (link)
		link_figures(view, rewrites);
	report = carry_report(view, rewrites, carry);
	report_free(view);
	report_free(last);
	free(source);
	return report;
}

static void
expect_text(const char *overview, bool link, const char *tables,
            const char *expected)
{
	struct rewrites rewrites = {0};
	struct carry carry = {0};
	struct report *report =
		carried(overview, tables, link, &rewrites, &carry);

	ck_assert_str_eq(reports_get(report, "overview"), expected);
	report_free(report);
	rewrites_free(&rewrites);
	carry_free(&carry);
}

static const struct {
	const char *before, *after;
} years[] = {
	{"2021年，我县", "{year}年，我县"},
	{"2021 年度", "2021 年度"},
	{"2021年度", "{year}年度"},
	{"从2021年1月1日至12月31日", "从{year}年1月1日至12月31日"},
	{"截至2021年12月31日", "截至{year}年12月31日"},
	{"2021年5月12日召开会议", "2021年5月12日召开会议"},
	{"2021年6月起", "2021年6月起"},
	{"《2021年政务公开工作要点》", "《2021年政务公开工作要点》"},
	{"“2021年度十佳”", "“2021年度十佳”"},
	{"国办公开办函〔2021〕30号", "国办公开办函〔2021〕30号"},
	{"12021年", "12021年"},
	{"2016至2021年", "2016至2021年"},
	{"2016年—2021年", "2016年—2021年"},
	{"2021—2025年", "2021—2025年"},
	{"2021年至2025年", "2021年至2025年"},
	{"2021年以来", "2021年以来"},
	{"与2020年相比，2021年", "与2020年相比，{year}年"},
	{"{year}年与{{2021年", "{year}年与{{{year}年"},
	{"新收2021件", "新收2021件"},
};

START_TEST(year_numbers)
{
	expect_text(years[_i].before, false, "", years[_i].after);
}
END_TEST

#define TABLES \
 "requests:\n" \
 "  new: {natural: 421, business: 12, total: 433}\n" \
 "  carried_in: {natural: 3, business: 0, total: 3}\n" \
 "  granted: {natural: 261, business: 5, total: 266}\n" \
 "  total: {natural: 423, business: 12, total: 435}\n" \
 "  carried_out: {natural: 1, business: 0, total: 1}\n"

static const struct {
	const char *before, *after;
} links[] = {
	{"新收政府信息公开申请433件。",
         "新收政府信息公开申请{requests.new.total}件。"},
	{"收到政府信息公开申请436件。",
         "收到政府信息公开申请{requests.new.total+requests.carried_in.total}件。"},
	{"新收政府信息公开申请434件。", "新收政府信息公开申请434件。"},
	{"政府信息公开申请予以公开266件。",
         "政府信息公开申请予以公开{requests.granted.total}件。"},
	{"发布信息433条。", "发布信息433条。"},
	{"新收政府信息公开申请{requests.new.total}件，办结435件。",
         "新收政府信息公开申请{requests.new.total}件，办结{requests.total.total}件。"},
};

/* What is left is told, and only what could have been meant. */
static const struct {
	const char *text, *left;
} unlinked[] = {
	{"全年公开规范性文件11件。", "11"},
	{"全年公开规范性文件12件。", NULL},
	{"新收政府信息公开申请四百三十三件。", "四百三十三"},
	{"新收政府信息公开申请434件。", NULL},
	{"发布信息433条。", NULL},
	{"新收政府信息公开申请比上年多11件。", NULL},
};

START_TEST(left)
{
	struct rewrites rewrites = {0};
	struct carry carry = {0};
	struct report *report = carried(
		unlinked[_i].text,
		"disclosure:\n  normative_documents: {made: 11}\n" TABLES, true,
		&rewrites, &carry);

	ck_assert_str_eq(reports_get(report, "overview"), unlinked[_i].text);
	ck_assert_uint_eq(rewrites.count, unlinked[_i].left != NULL ? 1 : 0);
	if (unlinked[_i].left != NULL) {
		const struct rewrite *its = &rewrites.items[0];

		ck_assert_ptr_nonnull(its->why);
		ck_assert_uint_eq(its->end - its->start,
		                  strlen(unlinked[_i].left));
		ck_assert_int_eq(strncmp(unlinked[_i].text + its->start,
		                         unlinked[_i].left,
		                         its->end - its->start),
		                 0);
	}
	report_free(report);
	rewrites_free(&rewrites);
	carry_free(&carry);
}
END_TEST

START_TEST(linked)
{
	expect_text(links[_i].before, true, TABLES, links[_i].after);
}
END_TEST

/* Printed, its live figures taken for text, and linked again: the same. */
START_TEST(printed_and_linked)
{
	static const char text[] =
		"（二）依申请公开方面\n"
		"  2021年新收政府信息公开申请{requests.new.total}件，上年结转"
		"{requests.carried_in.total}件；办结{requests.total.total}件，"
		"结转下年度继续办理{requests.carried_out.total}件。予以公开"
		"{requests.granted.total}件。";
	char *source = xformat("form: annual-2021\nyear: 2021\noverview: |\n"
	                       "  %s\n" TABLES,
	                       text);
	struct report *report = reports_read(form, source);
	const struct buffer *written =
		&report->texts[report_find(report, "overview", 8).index];
	struct prose prose =
		prose_resolve(report, NULL, written->data, written->length);
	struct rewrites rewrites = {0};
	struct carry carry = {0};
	struct report *view, *again;

	ck_assert_ptr_null(memchr(prose.text, '{', prose.length));
	view = carry_view(form, report);
	buffer_clear(&view->texts[report_section_text(0)]);
	buffer_add(&view->texts[report_section_text(0)], prose.text,
	           prose.length);
	link_figures(view, &rewrites);
	again = carry_report(view, &rewrites, &carry);
	ck_assert_str_eq(reports_get(again, "overview"), written->data);
	prose_free(&prose);
	rewrites_free(&rewrites);
	carry_free(&carry);
	report_free(again);
	report_free(view);
	report_free(report);
	free(source);
}
END_TEST

START_TEST(figures)
{
	struct rewrites rewrites = {0};
	struct carry carry = {0};
	struct report *report =
		carried("某文。", TABLES, false, &rewrites, &carry);
	size_t filled = 0;

	for (size_t i = 0; i < carry.count; i++)
		filled += carry.cells[i].filled;
	ck_assert_uint_eq(carry.count, 7);
	ck_assert_uint_eq(filled, 3);
	ck_assert_str_eq(reports_get(report, "requests.carried_in.natural"),
	                 "1");
	ck_assert_str_eq(reports_get(report, "requests.carried_in.legal"), "");
	ck_assert_str_eq(reports_get(report, "requests.new.total"), "");
	report_free(report);
	rewrites_free(&rewrites);
	carry_free(&carry);
}
END_TEST

/* A name by which the new file finds last year's. */
START_TEST(names)
{
	static const struct {
		const char *path, *target, *expected;
	} cases[] = {
		{"new.yaml", "last.yaml", "last.yaml"},
		{"/usr/new.yaml", "/usr/last.yaml", "last.yaml"},
		{"/usr/new.yaml", "/last.yaml", "../last.yaml"},
		{"/new.yaml", "/usr/last.yaml", "usr/last.yaml"},
		{"/usr/bin/new.yaml", "/usr/lib/last.yaml", "../lib/last.yaml"},
		{"/new.yaml", "/last.yaml", "last.yaml"},
		{"-", "./last.yaml", "last.yaml"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char *name = file_relative(cases[i].path, cases[i].target);

		ck_assert_str_eq(name, cases[i].expected);
		free(name);
	}
	ck_assert_ptr_null(file_relative("/no/such/folder/x", "y"));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("carry");
	TCase *cases = tcase_create("carry");

	tcase_add_checked_fixture(cases, setup, teardown);
	tcase_add_loop_test(cases, year_numbers, 0,
	                    sizeof(years) / sizeof(*years));
	tcase_add_loop_test(cases, linked, 0, sizeof(links) / sizeof(*links));
	tcase_add_loop_test(cases, left, 0,
	                    sizeof(unlinked) / sizeof(*unlinked));
	tcase_add_test(cases, printed_and_linked);
	tcase_add_test(cases, figures);
	tcase_add_test(cases, names);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
