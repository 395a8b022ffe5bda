/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "report/prose.h"
#include "reports.h"
#include "unit.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct form *form;
static struct report *report, *last;

static void
setup(void)
{
	form = reports_form("forms/annual-2021.yaml");
	report = reports_read(
		form, "form: annual-2021\nyear: 2022\ndisclosure:\n"
		      "  licensing: {decisions: -5}\n"
		      "  penalties: {decisions: 999999999999}\n"
		      "  fees: {amount: 5949.088667}\n"
		      "requests:\n"
		      "  new: {natural: 558, legal: x, other: 0, total: 576}\n"
		      "  granted: {natural: 1, total: 8}\n");
	last = reports_read(form, "year: 2021\nrequests:\n"
	                          "  new: {natural: 500}\n");
}

static void
teardown(void)
{
	report_free(report);
	report_free(last);
	form_free(form);
}

static const struct {
	const char *source, *text;
	enum live_status status; /* of the first figure */
	const char *why;         /* part of it, where it is not well */
} cases[] = {
	{"共{requests.new.total}件", "共576件", LIVE_OK, NULL},
	{"{ requests.new.total }", "576", LIVE_OK, NULL},
	{"{requests.new.natural + 2 - 60}", "500", LIVE_OK, NULL},
	{"{disclosure.fees.amount}万元", "5949.088667万元", LIVE_OK, NULL},
	{"{year}年，{last.year}年", "2022年，2021年", LIVE_OK, NULL},
	{"{year-last.year}", "1", LIVE_OK, NULL},
	{"{requests.new.natural - last.requests.new.natural}", "58", LIVE_OK,
         NULL},
	{"{(requests.new.natural - last.requests.new.natural) / "
         "last.requests.new.natural %1}",
         "11.6%", LIVE_OK, NULL},
	{"{1/8 %1}", "12.5%", LIVE_OK, NULL},
	{"{1/8 %0}", "13%", LIVE_OK, NULL},
	{"{1/200 %0}", "1%", LIVE_OK, NULL},
	{"{1/3 %6}", "33.333333%", LIVE_OK, NULL},
	{"{2/3 %2}", "66.67%", LIVE_OK, NULL},
	{"{1/1000 %2}", "0.10%", LIVE_OK, NULL},
	{"{(0-1)/8 %0}", "-13%", LIVE_OK, NULL},
	{"{(0-1)/1000 %0}", "0%", LIVE_OK, NULL},
	{"{0/5 %1}", "0.0%", LIVE_OK, NULL},
	{"{disclosure.licensing.decisions}", "-5", LIVE_OK, NULL},
	{"{5 / disclosure.licensing.decisions %0}", "-100%", LIVE_OK, NULL},
	{"{disclosure.penalties.decisions / 1 %0}", "99999999999900%", LIVE_OK,
         NULL},
	{"{disclosure.penalties.decisions + disclosure.penalties.decisions}",
         "1999999999998", LIVE_OK, NULL},
	{"{requests.new.business}", "〔?〕", LIVE_BLANK,
         "Table 3/new/businesses is not filled in yet"},
	{"{last.requests.new.total}", "〔?〕", LIVE_BLANK,
         "last year's Table 3/new/total is not filled in yet"},
	{"{requests.new.natural / requests.new.other %1}", "〔?〕",
         LIVE_UNRESOLVED, "divided by Table 3/new/others, which is 0"},
	/* Filling in what is divided would not mend it. */
	{"{requests.new.business / requests.new.other %1}", "〔?〕",
         LIVE_UNRESOLVED, "divided by Table 3/new/others, which is 0"},
	{"{requests.new.business / (1 - 1) %1}", "〔?〕", LIVE_UNRESOLVED,
         "divided by 0"},
	{"{requests.new.other / requests.new.business %1}", "〔?〕", LIVE_BLANK,
         "Table 3/new/businesses is not filled in yet"},
	{"{requests.new.legal}", "〔?〕", LIVE_UNRESOLVED,
         "Table 3/new/legal services is no figure"},
	{"{requests.new.business + nothing.at.all}", "〔?〕", LIVE_UNRESOLVED,
         "there is no value nothing.at.all"},
	{"{requests.new.totl}", "〔?〕", LIVE_UNRESOLVED,
         "did you mean requests.new.total?"},
	{"{last.requests.new.totl}", "〔?〕", LIVE_UNRESOLVED,
         "did you mean last.requests.new.total?"},
	{"{disclosure.penalties.decisions / 1 %6}", "99999999999900.000000%",
         LIVE_UNRESOLVED, "too large"},
	{"{requests.new.total / 2}", "〔?〕", LIVE_UNRESOLVED, "per cent"},
	{"{}", "〔?〕", LIVE_UNRESOLVED, "ends too early"},
	{"甲{requests.new\n乙", "甲〔?〕\n乙", LIVE_UNRESOLVED, "not closed"},
	{"甲{requests.new", "甲〔?〕", LIVE_UNRESOLVED, "not closed"},
	{"甲{", "甲〔?〕", LIVE_UNRESOLVED, "not closed"},
	{"甲{\n", "甲〔?〕\n", LIVE_UNRESOLVED, "not closed"},
	/* The text behind it is kept. */
	{"共{requests.total.total件，另外还有一句。培训160人次。",
         "共〔?〕件，另外还有一句。培训160人次。", LIVE_UNRESOLVED,
         "not closed"},
	{"占{(requests.new.natural - 2.*)　/ 1 %1。", "占〔?〕。",
         LIVE_UNRESOLVED, "not closed"},
	{"甲{“乙”", "甲〔?〕“乙”", LIVE_UNRESOLVED, "not closed"},
	{"甲{requests.new件，乙{year}年", "甲〔?〕件，乙2022年",
         LIVE_UNRESOLVED, "not closed"},
	{"甲{year{{乙}", "甲〔?〕{乙}", LIVE_UNRESOLVED, "not closed"},
	/* Closed, it is one to its brace, whatever stands in it. */
	{"甲{year，乙}丙", "甲〔?〕丙", LIVE_UNRESOLVED, "full-width"},
};

START_TEST(resolves)
{
	const char *source = cases[_i].source;
	const char *text = cases[_i].text;
	struct prose prose =
		prose_resolve(report, last, source, strlen(source));

	if (cases[_i].why != NULL && strcmp(cases[_i].why, "too large") == 0)
		text = "〔?〕";
	ck_assert_str_eq(prose.text, text);
	ck_assert_uint_eq(prose.length, strlen(text));
	ck_assert_uint_ge(prose.figure_count, 1);
	if (prose.figures[0].status != cases[_i].status)
		ck_abort_msg("%s: expected status %d, seen %d: %s", source,
		             (int)cases[_i].status,
		             (int)prose.figures[0].status,
		             prose.figures[0].why);
	if (cases[_i].why == NULL)
		ck_assert_ptr_null(prose.figures[0].why);
	else if (strstr(prose.figures[0].why, cases[_i].why) == NULL)
		ck_abort_msg("%s: expected “%s”, seen “%s”", source,
		             cases[_i].why, prose.figures[0].why);
	prose_free(&prose);
}
END_TEST

START_TEST(needs_last_year)
{
	static const char source[] = "{last.requests.new.natural}{last.year}";
	struct prose prose =
		prose_resolve(report, NULL, source, sizeof(source) - 1);

	ck_assert_str_eq(prose.text, "〔?〕〔?〕");
	for (size_t i = 0; i < 2; i++) {
		ck_assert_int_eq(prose.figures[i].status, LIVE_UNRESOLVED);
		ck_assert_ptr_nonnull(
			strstr(prose.figures[i].why, "no last year's report"));
	}
	prose_free(&prose);
}
END_TEST

START_TEST(last_year_has_its_own_form)
{
	static const char source[] =
		"{last.summary.x}{last.requests.new.natural}"
		"{last.stock.opening.books}";
	struct form *library = reports_form("tests/forms/library.yaml");
	struct report *other =
		reports_read(library, "stock:\n  opening: {books: 77}\n");
	struct prose prose =
		prose_resolve(report, other, source, sizeof(source) - 1);

	ck_assert_str_eq(prose.text, "〔?〕〔?〕77");
	ck_assert_ptr_nonnull(strstr(prose.figures[1].why,
	                             "last year's report has no value "
	                             "requests.new.natural"));
	prose_free(&prose);
	report_free(other);
	form_free(library);
}
END_TEST

START_TEST(keeps_text)
{
	static const char *const texts[][2] = {
		{"", ""},
		{"没有", "没有"},
		{"a}b}}", "a}b}}"},
		{"{{甲}}", "{甲}}"},
		{"{{{{", "{{"},
		{"｛requests.new.total｝", "｛requests.new.total｝"},
	};

	for (size_t i = 0; i < COUNT(texts); i++) {
		struct prose prose = prose_resolve(report, last, texts[i][0],
		                                   strlen(texts[i][0]));

		ck_assert_str_eq(prose.text, texts[i][1]);
		ck_assert_uint_eq(prose.figure_count, 0);
		prose_free(&prose);
	}
}
END_TEST

/* Of every byte of the resolved text and its end. */
static void
expect_sources(const struct prose *prose, const size_t *expected, size_t count)
{
	ck_assert_uint_eq(prose->length + 1, count);
	for (size_t i = 0; i < count; i++) {
		if (prose_source_at(prose, i) != expected[i])
			ck_abort_msg("byte %zu: expected %zu, seen %zu", i,
			             expected[i], prose_source_at(prose, i));
	}
}

START_TEST(maps_back)
{
	static const char source[] = "ab{{c{requests.new.total}d{1+}{2}e{{f";
	/* a b { c 5 7 6 d 〔 ? 〕 2 e { f */
	static const size_t expected[] = {0,  1,  2,  4,  5,  5,  5,
	                                  25, 26, 26, 26, 26, 26, 26,
	                                  26, 30, 33, 34, 36, 37};
	struct prose prose =
		prose_resolve(report, last, source, sizeof(source) - 1);

	ck_assert_str_eq(prose.text, "ab{c576d〔?〕2e{f");
	expect_sources(&prose, expected, COUNT(expected));
	ck_assert_uint_eq(prose.figure_count, 3);
	ck_assert_uint_eq(prose.figures[0].source_start, 5);
	ck_assert_uint_eq(prose.figures[0].source_end, 25);
	ck_assert_uint_eq(prose.figures[0].resolved_start, 4);
	ck_assert_uint_eq(prose.figures[0].resolved_end, 7);
	ck_assert_uint_eq(prose.figures[2].source_start, 30);
	prose_free(&prose);
}
END_TEST

START_TEST(maps_back_behind_an_open_brace)
{
	static const char source[] = "a{b,c{2}{d;e";
	/* a 〔 ? 〕 , c 2 〔 ? 〕 ; e */
	static const size_t expected[] = {0, 1, 1, 1, 1, 1, 1, 1,  3,  4, 5,
	                                  8, 8, 8, 8, 8, 8, 8, 10, 11, 12};
	struct prose prose =
		prose_resolve(report, last, source, sizeof(source) - 1);

	ck_assert_str_eq(prose.text, "a〔?〕,c2〔?〕;e");
	expect_sources(&prose, expected, COUNT(expected));
	ck_assert_uint_eq(prose.figure_count, 3);
	ck_assert_uint_eq(prose.figures[2].source_start, 8);
	ck_assert_uint_eq(prose.figures[2].source_end, 10);
	prose_free(&prose);
}
END_TEST

START_TEST(blank_year)
{
	static const char source[] = "{year}";
	struct report *empty = report_new(form);
	struct prose prose =
		prose_resolve(empty, NULL, source, sizeof(source) - 1);

	ck_assert_int_eq(prose.figures[0].status, LIVE_BLANK);
	prose_free(&prose);
	report_free(empty);
}
END_TEST

START_TEST(many_figures)
{
	struct buffer source = {0};
	struct prose prose;

	for (int i = 0; i < 2000; i++)
		buffer_puts(&source, "{requests.new.totl}，");
	prose = prose_resolve(report, last, source.data, source.length);
	ck_assert_uint_eq(prose.figure_count, 2000);
	prose_free(&prose);
	buffer_free(&source);
}
END_TEST

static const struct {
	const char *line;
	bool heading;
} lines[] = {
	{"（一）主动公开方面", true},
	{"(一)主动公开方面", true},
	{"（十一）其他", true},
	{"　　（一）主动公开", true},
	{"（一）", true},
	{"（一)主动公开", false},
	{"（1）主动公开", false},
	{"（）主动公开", false},
	{"一、主动公开", false},
	{"（一）主动公开。", false},
	{"（一）主动，公开", false},
	{"（一）主动：公开", false},
	{"（一）主动；公开", false},
	{"（一）一二三四五六七八九十一二三四五六七", true},
	{"（一）一二三四五六七八九十一二三四五六七八", false},
	{"（一", false},
	{"", false},
};

START_TEST(subheadings)
{
	const char *line = lines[_i].line;

	if (prose_is_subheading(line, strlen(line)) != lines[_i].heading)
		ck_abort_msg("“%s”: expected %d", line, lines[_i].heading);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("prose");
	TCase *test = tcase_create("prose");

	tcase_add_checked_fixture(test, setup, teardown);
	tcase_add_loop_test(test, resolves, 0, COUNT(cases));
	tcase_add_test(test, needs_last_year);
	tcase_add_test(test, last_year_has_its_own_form);
	tcase_add_test(test, keeps_text);
	tcase_add_test(test, maps_back);
	tcase_add_test(test, maps_back_behind_an_open_brace);
	tcase_add_test(test, blank_year);
	tcase_add_test(test, many_figures);
	tcase_add_loop_test(test, subheadings, 0, COUNT(lines));
	suite_add_tcase(suite, test);
	return unit_run(suite);
}
