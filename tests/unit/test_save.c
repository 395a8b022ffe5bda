/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "reports.h"
#include "unit.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

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

/* What saving and loading `source` gives, as canonical text. */
static char *
canonical(const char *source)
{
	struct report *report = reports_read(form, source);
	char *text = reports_written(report);

	report_free(report);
	return text;
}

static void
expect_part(const char *text, const char *part)
{
	if (strstr(text, part) == NULL)
		ck_abort_msg("expected in the text:\n%s\nseen:\n%s", part,
		             text);
}

START_TEST(sample_is_canonical)
{
	struct buffer bytes = {0};
	char *why = NULL;
	char *text;

	ck_assert(file_read(SOURCE_DIR "/tests/data/conghua-2022.yaml",
	                    FILE_LIMIT, &bytes, &why));
	text = canonical(bytes.data);
	reports_same(text, bytes.data);
	free(text);
	buffer_free(&bytes);
}
END_TEST

START_TEST(new_report_lists_every_cell)
{
	struct report *report = report_new(form);
	char *text = reports_written(report);
	static const char start[] =
		"form: annual-2021\n"
		"overview: ~\n"
		"disclosure:\n"
		"  regulations: {made: ~, repealed: ~, in_force: ~}\n";

	if (strncmp(text, start, sizeof(start) - 1) != 0)
		ck_abort_msg("expected it to start:\n%s\nseen:\n%s", start,
		             text);
	expect_part(text, "  fees: {amount: ~}\nrequests:\n  new: {natural: ~, "
	                  "business: ~, research: ~, charity: ~, legal: ~, "
	                  "other: ~, total: ~}\n");
	expect_part(text, "  denied:\n    state_secret: {natural: ~, ");
	free(text);
	report_free(report);
}
END_TEST

static const struct {
	const char *text, *written;
} agencies[] = {
	{"从化区教育局", "从化区教育局"},
	{"a b", "a b"},
	{"yes", "\"yes\""},
	{"Null", "\"Null\""},
	{"~", "\"~\""},
	{"123", "\"123\""},
	{"1.5e3", "\"1.5e3\""},
	{"0x1F", "\"0x1F\""},
	{"-5", "\"-5\""},
	{"10:30", "\"10:30\""},
	{"2022-01-05", "2022-01-05"},
	{"- a", "\"- a\""},
	{"#a", "\"#a\""},
	{"a #b", "\"a #b\""},
	{"a#b", "a#b"},
	{"a: b", "\"a: b\""},
	{"a:", "\"a:\""},
	{"a:b", "a:b"},
	{"@a", "\"@a\""},
	{"*a", "\"*a\""},
	{"&a", "\"&a\""},
	{"!a", "\"!a\""},
	{"%a", "\"%a\""},
	{"[a]", "\"[a]\""},
	{"{a}", "\"{a}\""},
	{"a[0], {b}", "a[0], {b}"},
	{"\"a\"", "\"\\\"a\\\"\""},
	{"it's", "it's"},
	{"a\\b", "a\\b"},
	{"'a'", "\"'a'\""},
	{"a\tb", "\"a\\tb\""},
	{"a\nb", "\"a\\nb\""},
	{"a\xC2\x85"
         "b",
         "\"a\\x85b\""},
	{"a\xE2\x80\xA8"
         "b",
         "\"a\\u2028b\""},
	{"a\x01", "\"a\\x01\""},
	{"\xF0\xA0\x80\x80\xF0\x9F\x98\x80",
         "\xF0\xA0\x80\x80\xF0\x9F\x98\x80"},
	{"\xF0\xA0\x80\x80: x", "\"\xF0\xA0\x80\x80: x\""},
	{"---", "\"---\""},
	{"...", "\"...\""},
};

START_TEST(quotes_where_needed)
{
	struct report *report = report_new(form);
	struct report *again;
	char *text, *line;

	reports_set(report, "agency", agencies[_i].text);
	text = reports_written(report);
	line = xformat("\nagency: %s\n", agencies[_i].written);
	expect_part(text, line);
	again = reports_read(form, text);
	ck_assert_str_eq(reports_get(again, "agency"), agencies[_i].text);
	report_free(again);
	report_free(report);
	free(line);
	free(text);
}
END_TEST

START_TEST(writes_fields)
{
	char *text = canonical("form: annual-2021\ndated: '2023-01-18'\n"
	                       "year: \"2022\"\nagency_kind: department\n"
	                       "preamble: 一段\nprevious: a.yaml\n");

	expect_part(text, "form: annual-2021\nagency_kind: department\n"
	                  "year: 2022\nprevious: a.yaml\ndated: 2023-01-18\n"
	                  "preamble: |\n  一段\noverview: ~\n");
	free(text);
}
END_TEST

START_TEST(writes_prose)
{
	char *text = canonical("overview: \"\\n  a\\n\\n　b: #c \\n\\n\"\n"
	                       "problems: \"a\\u2028b\\n c\"\n"
	                       "other_matters: \"- 甲\\t\\n𠀀\"\n");

	expect_part(text, "\noverview: |\n\n  a\n\n  b: #c \ndisclosure:");
	expect_part(text, "\nproblems: \"a\\u2028b\\nc\"\n");
	expect_part(text, "\nother_matters: |\n  - 甲\t\n  𠀀\n");
	free(text);
}
END_TEST

START_TEST(writes_values)
{
	char *text = canonical(
		"requests:\n  new: {natural: 1,234, business: abc, "
		"research: 'x, y', charity: {a: 1}, legal: 1e3, other: \"~\", "
		"total: '１２'}\n");

	expect_part(text, "  new: {natural: 1234, business: abc, research: "
	                  "\"x, y\", charity: \"{a: 1}\", legal: 1e3, other: "
	                  "\"~\", total: 12}\n");
	free(text);
}
END_TEST

/* What nobody knows, and its canonical form. */
static const struct {
	const char *source, *kept;
} unknown[] = {
	{"note: 甲\n", "note: 甲\n"},
	{"note: 5\n", "note: 5\n"},
	{"note: '5'\n", "note: \"5\"\n"},
	{"note:\n", "note: ~\n"},
	{"note: \"a: b\"\n", "note: \"a: b\"\n"},
	{"note: {a: [1, {b: c}], d: }\n", "note: {a: [1, {b: c}], d: ~}\n"},
	{"note: []\n", "note: []\n"},
	{"note:\n    a: 1\n    b:\n        - x\n        - y: 1\n          z: 2\n",
         "note:\n  a: 1\n  b:\n    - x\n    -\n      y: 1\n      z: 2\n"},
	{"note: |\n   第一行\n\n    第二行\n",
         "note: |\n  第一行\n\n   第二行\n"},
	{"note: |-\n  a\n  b\n", "note: |-\n  a\n  b\n"},
	{"note: |+\n  a\n\n", "note: \"a\\n\\n\"\n"},
	{"note: |2\n   a\n", "note: \" a\\n\"\n"},
	{"note: >\n  a\n  b\n\n  c\n", "note: |\n  a b\n  c\n"},
	{"note: a\n  b\n", "note: a b\n"},
	{"- : 1\n\"a\\nb\": 2\n", NULL},
	{"\"a: b\": 1\n", "\"a: b\": 1\n"},
	{"? [a]\n: 1\n", NULL},
	{"agency：甲: 1\n", "agency：甲: 1\n"},
};

START_TEST(keeps_unknown_keys)
{
	struct problems problems = {0};
	struct buffer bytes = {0};
	char *source = xformat("agency: 甲\n%s", unknown[_i].source);
	struct report *report;
	char *text, *again, *end;

	buffer_puts(&bytes, source);
	report = report_read(NULL, &bytes, form, &problems);
	free(source);
	problems_free(&problems);
	if (unknown[_i].kept == NULL) {
		ck_assert_ptr_null(report);
		return;
	}
	ck_assert_ptr_nonnull(report);
	text = reports_written(report);
	end = strstr(text, "other_matters: ~\n");
	ck_assert_ptr_nonnull(end);
	ck_assert_str_eq(end + strlen("other_matters: ~\n"), unknown[_i].kept);
	again = canonical(text);
	reports_same(again, text);
	free(again);
	free(text);
	report_free(report);
}
END_TEST

START_TEST(keeps_unknown_keys_in_place)
{
	struct report *report;
	char *text, *again;

	report = reports_read(form, "requests:\n"
	                            "  memo: |\n    甲\n    乙\n"
	                            "  new: {natural: 1, sum: {a: \"1\\n2\", "
	                            "b: 'x y'}, 合计:12}\n"
	                            "  granted: 5\n"
	                            "  denied:\n    odd: [1]\n"
	                            "    third_party: 甲\n"
	                            "problems: {a: b}\n"
	                            "proceedings: [x]\n"
	                            "explained: 无\n");
	text = reports_written(report);
	expect_part(text, "total: ~, sum: {a: \"1\\n2\", b: \"x y\"}, "
	                  "\"合计:12\": ~}\n");
	expect_part(text, "\n  granted: 5\n");
	expect_part(text, "\n    third_party: 甲\n");
	expect_part(text, "total: ~}\n    odd: [1]\n  unavailable:\n");
	expect_part(text, "  carried_out: {natural: ~, business: ~, research: "
	                  "~, charity: ~, legal: ~, other: ~, total: ~}\n"
	                  "  memo: |\n    甲\n    乙\nproceedings: [x]\n"
	                  "problems: {a: b}\n");
	expect_part(text, "other_matters: ~\nexplained: 无\n");
	again = canonical(text);
	reports_same(again, text);
	free(again);
	free(text);
	/* What is filled in replaces what could not be used. */
	reports_set(report, "requests.granted.natural", "1");
	reports_set(report, "problems", "丙");
	text = reports_written(report);
	expect_part(text, "\n  granted: {natural: 1, ");
	expect_part(text, "\nproblems: |\n  丙\n");
	ck_assert_ptr_null(strstr(text, "granted: 5"));
	free(text);
	report_free(report);
}
END_TEST

START_TEST(keeps_explanations)
{
	static const char source[] =
		"explained:\n"
		"  - {rule: carry.requests, cells: [requests.carried_in.natural,"
		" last.requests.carried_out.natural], values: [3, '2'],\n"
		"     reason: '区划调整并入某局2件', by: 张三, date: 2023-01-08}\n"
		"  - rule: x\n    more: {a: [1]}\n    cells: 5\n"
		"    reason: |\n      多行\n      理由\n"
		"  - 说明\n";
	struct report *report = reports_read(form, source);
	char *text = reports_written(report);
	char *again = canonical(text);

	ck_assert_uint_eq(report->explained_count, 2);
	ck_assert_str_eq(report->explained[0].rule, "carry.requests");
	ck_assert_uint_eq(report->explained[0].cell_count, 2);
	ck_assert_str_eq(report->explained[0].values[0], "3");
	ck_assert_str_eq(report->explained[0].by, "张三");
	ck_assert_ptr_null(report->explained[1].cells);
	ck_assert_uint_eq(report->note_count, 3);
	expect_part(
		text,
		"explained:\n"
		"  - {rule: carry.requests, cells: [requests.carried_in.natural,"
		" last.requests.carried_out.natural], values: [\"3\", \"2\"],\n"
		"     reason: 区划调整并入某局2件, by: 张三, date: 2023-01-08}\n"
		"  - {rule: x,\n     reason: \"多行\\n理由\\n\", "
		"more: {a: [1]}, cells: 5}\n"
		"  - 说明\n");
	reports_same(again, text);
	free(again);
	free(text);
	report_free(report);
}
END_TEST

/* --- files --- */

static char *
scratch_file(const char *content)
{
	const char *folder = getenv("TEST_TMP");
	char *path =
		xformat("%s/report.XXXXXX", folder == NULL ? "/tmp" : folder);
	int file = mkstemp(path);

	ck_assert_int_ge(file, 0);
	ck_assert_int_eq((int)write(file, content, strlen(content)),
	                 (int)strlen(content));
	close(file);
	return path;
}

static struct report *
open_report(const char *path)
{
	struct problems problems = {0};
	struct buffer bytes = {0};
	struct report *report;
	char *why = NULL;

	ck_assert(file_read(path, FILE_LIMIT, &bytes, &why));
	report = report_read(path, &bytes, form, &problems);
	ck_assert_ptr_nonnull(report);
	return report;
}

static void
expect_file(const char *path, const char *content)
{
	struct buffer bytes = {0};
	char *why = NULL;

	if (!file_read(path, FILE_LIMIT, &bytes, &why))
		ck_abort_msg("expected a file %s: %s", path, why);
	ck_assert_str_eq(bytes.data, content);
	buffer_free(&bytes);
}

/* Saves, and gives the name under which the old file is kept. */
static void
save(struct report *report, char **kept)
{
	struct saved saved;
	char *why = NULL;

	if (!report_save(report, &saved, &why))
		ck_abort_msg("expected it to be saved, seen: %s", why);
	*kept = saved.kept;
}

/* What the file says of a row is no map: filling the row in needs its place. */
START_TEST(keeps_the_old_file_where_something_goes)
{
	static const char source[] =
		"form: annual-2021 # 谁\nrequests:\n  granted: 5 # 件\n";
	char *path = scratch_file(source);
	struct report *report = open_report(path);
	char *orig = xformat("%s.orig", path);
	char *kept;

	ck_assert_int_eq(chmod(path, 0640), 0);
	reports_set(report, "requests.new.natural", "4");
	save(report, &kept);
	ck_assert_ptr_null(kept);
	reports_set(report, "requests.granted.natural", "5");
	save(report, &kept);
	ck_assert_str_eq(kept, orig);
	expect_file(orig,
	            "form: annual-2021 # 谁\nrequests:\n  new: {natural: 4, "
	            "business: ~, research: ~, charity: ~, legal: ~, other: ~, "
	            "total: ~}\n  granted: 5 # 件\n");
	expect_file(path,
	            "form: annual-2021 # 谁\nrequests:\n  new: {natural: 4, "
	            "business: ~, research: ~, charity: ~, legal: ~, other: ~, "
	            "total: ~}\n  granted: {natural: 5, business: ~, research: "
	            "~, charity: ~, legal: ~, other: ~, total: ~} # 件\n");
	free(kept);
	report_free(report);
	unlink(orig);
	unlink(path);
	free(orig);
	free(path);
}
END_TEST

/* A value that no splice can put in its place: a key that is marked by ?, and
 * its value not written. */
START_TEST(writes_anew_what_cannot_be_spliced)
{
	static const char source[] = "form: annual-2021 # 谁\n? agency\n"
				     "memo: 1\n";
	char *path = scratch_file(source);
	struct report *report = open_report(path);
	char *orig = xformat("%s.orig", path);
	char *orig2 = xformat("%s.orig.2", path);
	char *text, *kept;

	ck_assert_int_eq(chmod(path, 0640), 0);
	reports_set(report, "agency", "甲局");
	ck_assert(report->changed);
	save(report, &kept);
	ck_assert_str_eq(kept, orig);
	expect_file(orig, source);
	free(kept);
	ck_assert(!report->changed);
	text = reports_written(report);
	expect_file(path, text);
	expect_part(text, "other_matters: ~\nmemo: 1\n");
	free(text);
	/* Places are those of the new file. */
	ck_assert_uint_eq(report_mark(report, "requests.new.natural").line, 12);
	ck_assert_uint_eq(report->note_count, 1);
	reports_set(report, "requests.new.natural", "6");
	save(report, &kept);
	ck_assert_ptr_null(kept);
	report_free(report);
	/* The same again: the earlier copy is not written over. */
	unlink(path);
	ck_assert_int_eq(link(orig, path), 0);
	report = open_report(path);
	reports_set(report, "agency", "甲局");
	save(report, &kept);
	ck_assert_str_eq(kept, orig2);
	expect_file(orig, source);
	expect_file(orig2, source);
	free(kept);
	report_free(report);
	unlink(orig);
	unlink(orig2);
	unlink(path);
	free(orig);
	free(orig2);
	free(path);
}
END_TEST

/* Somebody else wrote the file while it was open here: nothing of it goes. */
START_TEST(keeps_what_was_changed_elsewhere)
{
	static const char other[] = "form: annual-2021\nagency: 乙\n";
	char *path = scratch_file("agency: 甲\n");
	struct report *report = open_report(path);
	char *orig = xformat("%s.orig", path);
	char *kept, *why = NULL;

	ck_assert(file_replace(path, other, strlen(other), &why));
	reports_set(report, "requests.new.natural", "5");
	save(report, &kept);
	ck_assert_str_eq(kept, orig);
	expect_file(orig, other);
	free(kept);
	/* Saved again, the file is as this report left it. */
	reports_set(report, "requests.new.natural", "6");
	save(report, &kept);
	ck_assert_ptr_null(kept);
	report_free(report);
	unlink(orig);
	unlink(path);
	free(orig);
	free(path);
}
END_TEST

START_TEST(keeps_the_mode_of_the_old_file)
{
	char *path = scratch_file("# 甲\n");
	struct report *report = open_report(path);
	struct stat status;
	char *kept;

	ck_assert_int_eq(chmod(path, 0600), 0);
	save(report, &kept);
	ck_assert_int_eq(stat(kept, &status), 0);
	ck_assert_uint_eq(status.st_mode & 0777, 0600);
	unlink(kept);
	unlink(path);
	free(kept);
	free(path);
	report_free(report);
}
END_TEST

START_TEST(failure_changes_nothing)
{
	struct report *report = report_new(form);
	struct saved saved;
	char *why, *unnamed;

	ck_assert(!report_save(report, &saved, &unnamed));
	ck_assert_str_eq(unnamed, "the report has no file name yet");
	free(unnamed);
	report->file = xstrdup("/nowhere/at/all/report.yaml");
	reports_set(report, "agency", "甲");
	ck_assert(!report_save(report, &saved, &why));
	ck_assert_ptr_null(saved.kept);
	ck_assert_ptr_nonnull(why);
	ck_assert(report->changed);
	free(why);
	report_free(report);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("save");
	TCase *test = tcase_create("save");

	tcase_add_checked_fixture(test, setup, teardown);
	tcase_add_test(test, sample_is_canonical);
	tcase_add_test(test, new_report_lists_every_cell);
	tcase_add_loop_test(test, quotes_where_needed, 0, COUNT(agencies));
	tcase_add_test(test, writes_fields);
	tcase_add_test(test, writes_prose);
	tcase_add_test(test, writes_values);
	tcase_add_loop_test(test, keeps_unknown_keys, 0, COUNT(unknown));
	tcase_add_test(test, keeps_unknown_keys_in_place);
	tcase_add_test(test, keeps_explanations);
	tcase_add_test(test, keeps_the_old_file_where_something_goes);
	tcase_add_test(test, writes_anew_what_cannot_be_spliced);
	tcase_add_test(test, keeps_what_was_changed_elsewhere);
	tcase_add_test(test, keeps_the_mode_of_the_old_file);
	tcase_add_test(test, failure_changes_nothing);
	suite_add_tcase(suite, test);
	return unit_run(suite);
}
