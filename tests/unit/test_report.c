/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "reports.h"
#include "unit.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct form *form;
static struct report *report;

static void
setup(void)
{
	form = reports_form("forms/annual-2021.yaml");
	report = NULL;
}

static void
teardown(void)
{
	report_free(report);
	form_free(form);
}

static const struct value *
value_at(const char *path)
{
	struct report_place place = report_find(report, path, strlen(path));

	if (place.kind != PLACE_VALUE)
		ck_abort_msg("expected a value at %s", path);
	return &report->values[place.index];
}

static void
expect_value(const char *path, enum value_state state, const char *text)
{
	const struct value *value = value_at(path);
	const char *seen = value->text == NULL ? "" : value->text;

	if (value->state != state || strcmp(seen, text) != 0)
		ck_abort_msg("%s: expected state %d “%s”, seen state %d “%s”",
		             path, (int)state, text, (int)value->state, seen);
}

static void
expect_note(size_t number, enum note_kind kind, size_t line, size_t column,
            const char *path, const char *key)
{
	const struct note *note;

	ck_assert_uint_lt(number, report->note_count);
	note = &report->notes[number];
	if (note->kind != kind || note->mark.line != line ||
	    note->mark.column != column || strcmp(note->path, path) != 0 ||
	    strcmp(note->key, key) != 0)
		ck_abort_msg("note %zu: expected kind %d at %zu:%zu “%s” “%s”, "
		             "seen kind %d at %zu:%zu “%s” “%s”",
		             number, (int)kind, line, column, path, key,
		             (int)note->kind, note->mark.line,
		             note->mark.column, note->path, note->key);
}

static void
expect_mark(struct mark mark, size_t line, size_t column)
{
	if (mark.line != line || mark.column != column)
		ck_abort_msg("expected %zu:%zu, seen %zu:%zu", line, column,
		             mark.line, mark.column);
}

START_TEST(new_is_blank)
{
	report = report_new(form);
	ck_assert_uint_eq(report->text_count,
	                  FIELD_COUNT + form->section_count);
	for (size_t i = 0; i < form->cell_count; i++)
		ck_assert_int_eq(report->values[i].state, VALUE_BLANK);
	ck_assert_int_eq(report_year(report), 0);
	expect_mark(report_mark(report, "requests.new.total"), 0, 0);
	expect_mark(report_text_mark(report, 0, 0), 0, 0);
	ck_assert(!report->changed);
}
END_TEST

START_TEST(places)
{
	struct report_place place;

	report = report_new(form);
	place = report_find(report, "agency", 6);
	ck_assert_int_eq(place.kind, PLACE_TEXT);
	ck_assert_uint_eq(place.index, FIELD_AGENCY);
	place = report_find(report, "overview", 8);
	ck_assert_int_eq(place.kind, PLACE_TEXT);
	ck_assert_uint_eq(place.index, report_section_text(0));
	place = report_find(report, "requests.denied.third_party.natural", 35);
	ck_assert_int_eq(place.kind, PLACE_VALUE);
	ck_assert_str_eq(form->cells[place.index].path,
	                 "requests.denied.third_party.natural");
	ck_assert_int_eq(report_find(report, "requests", 8).kind, PLACE_NONE);
	ck_assert_int_eq(report_find(report, "requests.new", 12).kind,
	                 PLACE_NONE);
	ck_assert_int_eq(report_find(report, "nothing", 7).kind, PLACE_NONE);
	for (size_t i = 0; i < report->text_count; i++) {
		const char *path = report_text_path(report, i);

		place = report_find(report, path, strlen(path));
		if (place.kind == PLACE_TEXT)
			ck_assert_uint_eq(place.index, i);
	}
}
END_TEST

static const struct {
	const char *written, *text;
	enum value_state state;
} values[] = {
	{"12", "12", VALUE_FIGURE},
	{"\"12\"", "12", VALUE_FIGURE},
	{"'012'", "12", VALUE_FIGURE},
	{"010", "10", VALUE_FIGURE},
	{"１２", "12", VALUE_FIGURE},
	{"-3", "-3", VALUE_FIGURE},
	{"1.50", "1.50", VALUE_FIGURE},
	{"~", "", VALUE_BLANK},
	{"null", "", VALUE_BLANK},
	{"", "", VALUE_BLANK},
	{"\"\"", "", VALUE_BLANK},
	{"\"　 \"", "", VALUE_BLANK},
	{"\" 7 \"", "7", VALUE_FIGURE},
	{"abc", "abc", VALUE_TEXT},
	{"0x10", "0x10", VALUE_TEXT},
	{"1_000", "1_000", VALUE_TEXT},
	{"1e3", "1e3", VALUE_TEXT},
	{"\"~\"", "~", VALUE_TEXT},
	{"{a: 1}", "{a: 1}", VALUE_TEXT},
	{"[1, 2]", "[1, 2]", VALUE_TEXT},
	{"\"1\\0\"", "\"1\\0\"", VALUE_TEXT},
	{"\"1,234,567\"", "1234567", VALUE_FIGURE},
	{"1234567890123", "1234567890123", VALUE_TEXT},
	{"0.1234567", "0.1234567", VALUE_TEXT},
};

START_TEST(reads_values)
{
	char *source = xformat("requests:\n  new: {natural: %s}\n",
	                       values[_i].written);

	report = reports_read(form, source);
	expect_value("requests.new.natural", values[_i].state, values[_i].text);
	expect_value("requests.new.business", VALUE_BLANK, "");
	ck_assert_uint_eq(report->note_count, 0);
	free(source);
}
END_TEST

START_TEST(reads_block_values)
{
	report = reports_read(form, "requests:\n  new:\n    natural: 1,234\n"
	                            "    business: 1，234\n    legal: |\n"
	                            "      5\n");
	expect_value("requests.new.natural", VALUE_FIGURE, "1234");
	expect_value("requests.new.business", VALUE_FIGURE, "1234");
	expect_value("requests.new.legal", VALUE_FIGURE, "5");
	ck_assert_uint_eq(report->note_count, 0);
}
END_TEST

START_TEST(joins_split_thousands)
{
	report = reports_read(
		form, "disclosure:\n"
		      "  fees: {amount: 5,949.088667}\n"
		      "requests:\n"
		      "  new: {natural: 1,234, business: 1,234,567, legal: 5}"
		      "\n");
	expect_value("requests.new.natural", VALUE_FIGURE, "1234");
	expect_value("requests.new.business", VALUE_FIGURE, "1234567");
	expect_value("requests.new.legal", VALUE_FIGURE, "5");
	expect_value("disclosure.fees.amount", VALUE_FIGURE, "5949.088667");
	ck_assert_uint_eq(report->note_count, 3);
	expect_note(0, NOTE_SPLIT, 2, 18, "disclosure.fees.amount",
	            "5949.088667");
	expect_note(1, NOTE_SPLIT, 4, 18, "requests.new.natural", "1234");
	expect_note(2, NOTE_SPLIT, 4, 35, "requests.new.business", "1234567");
}
END_TEST

START_TEST(joins_nothing_else)
{
	report = reports_read(form, "requests:\n"
	                            "  new: {natural: 1,23, business: x,234}\n"
	                            "  granted: {natural: 1234,567}\n"
	                            "  partial: {natural: 1, 234: 5}\n");
	expect_value("requests.new.natural", VALUE_FIGURE, "1");
	expect_value("requests.new.business", VALUE_TEXT, "x");
	expect_value("requests.granted.natural", VALUE_FIGURE, "1234");
	expect_value("requests.partial.natural", VALUE_FIGURE, "1");
	ck_assert_uint_eq(report->note_count, 4);
	expect_note(0, NOTE_UNKNOWN, 2, 20, "requests.new", "23");
	expect_note(1, NOTE_UNKNOWN, 2, 36, "requests.new", "234");
	expect_note(2, NOTE_UNKNOWN, 3, 27, "requests.granted", "567");
	expect_note(3, NOTE_UNKNOWN, 4, 25, "requests.partial", "234");
}
END_TEST

START_TEST(first_duplicate_counts)
{
	report = reports_read(form, "agency: 甲\nagency: 乙\nrequests:\n"
	                            "  new: {natural: 1, natural: 2,345}\n"
	                            "  new: {natural: 3}\n");
	ck_assert_str_eq(reports_get(report, "agency"), "甲");
	expect_value("requests.new.natural", VALUE_FIGURE, "1");
	ck_assert_uint_eq(report->note_count, 3);
	expect_note(0, NOTE_DUPLICATE, 2, 1, "agency", "agency");
	expect_note(1, NOTE_DUPLICATE, 4, 21, "requests.new.natural",
	            "natural");
	expect_note(2, NOTE_DUPLICATE, 5, 3, "requests.new", "new");
}
END_TEST

static const struct {
	const char *row, *key, *path;
	size_t column;
	char32_t character;
} look_alikes[] = {
	{"{natural：558}", "natural：558", "requests.new", 9, 0xFF1A},
	{"{natural：558, total: 5}", "natural：558", "requests.new", 9, 0xFF1A},
	{"{natural:558}", "natural:558", "requests.new", 9, ':'},
	{"{合计:12}", "合计:12", "requests.new", 9, ':'},
	{"{total: 1, 　natural: 558}", "　natural", "requests.new", 19, 0x3000},
	{"{natural　: 558}", "natural　", "requests.new", 9, 0x3000},
	{"{natural，business: 10}", "natural，business", "requests.new", 9,
         0xFF0C},
	{"{natural: 558，business:10}", "558，business:10",
         "requests.new.natural", 18, 0xFF0C},
};

START_TEST(notes_look_alikes)
{
	char *source = xformat("requests:\n  new: %s\n", look_alikes[_i].row);

	report = reports_read(form, source);
	ck_assert_uint_eq(report->note_count, 1);
	expect_note(0, NOTE_LOOKALIKE, 2, look_alikes[_i].column,
	            look_alikes[_i].path, look_alikes[_i].key);
	ck_assert_uint_eq(report->notes[0].character,
	                  look_alikes[_i].character);
	free(source);
}
END_TEST

START_TEST(notes_unknown_keys)
{
	report =
		reports_read(form, "agency: 甲\n备注（一，二）: 留\nrequests:\n"
	                           "  new: {natural: 1, sum: 2}\n"
	                           "  denied:\n    odd: {natural: 1}\n"
	                           "  granted: 5\n"
	                           "disclosure: [1]\n"
	                           "problems: {a: b}\n"
	                           "explained: no\n");
	ck_assert_uint_eq(report->note_count, 7);
	expect_note(0, NOTE_UNKNOWN, 2, 1, "", "备注（一，二）");
	expect_note(1, NOTE_UNKNOWN, 4, 21, "requests.new", "sum");
	expect_note(2, NOTE_UNKNOWN, 6, 5, "requests.denied", "odd");
	expect_note(3, NOTE_UNKNOWN, 7, 3, "requests.granted", "granted");
	expect_note(4, NOTE_UNKNOWN, 8, 1, "disclosure", "disclosure");
	expect_note(5, NOTE_UNKNOWN, 9, 1, "problems", "problems");
	expect_note(6, NOTE_UNKNOWN, 10, 1, "explained", "explained");
	expect_value("requests.granted.natural", VALUE_BLANK, "");
}
END_TEST

START_TEST(reads_texts)
{
	report = reports_read(form,
	                      "agency: ' 甲局　'\nyear: 2022\n"
	                      "overview: |\n  　　第一段 \n\n  \t第二段\n"
	                      "\n\nproblems: ~\nother_matters: \"a\\0b\"\n");
	ck_assert_str_eq(reports_get(report, "agency"), "甲局");
	ck_assert_int_eq(report_year(report), 2022);
	ck_assert_str_eq(reports_get(report, "overview"), "第一段 \n\n第二段");
	ck_assert_str_eq(reports_get(report, "problems"), "");
	ck_assert_str_eq(reports_get(report, "other_matters"), "a\uFFFDb");
}
END_TEST

static const struct {
	const char *written;
	int year;
} years[] = {
	{"2022", 2022},     {"'２０２２'", 2022}, {"1899", 0}, {"3000", 0},
	{"202", 0},         {"20222", 0},         {"abcd", 0}, {"~", 0},
	{"' 2022 '", 2022},
};

START_TEST(reads_years)
{
	char *source = xformat("year: %s\n", years[_i].written);

	report = reports_read(form, source);
	ck_assert_int_eq(report_year(report), years[_i].year);
	free(source);
}
END_TEST

static const struct {
	const char *agency, *kind;
	enum agency_kind expected;
} agencies[] = {
	{"广州市从化区人民政府", "~", AGENCY_GOVERNMENT},
	{"新乡市人民政府", "~", AGENCY_GOVERNMENT},
	{"景德镇市人民政府", "~", AGENCY_GOVERNMENT},
	{"从化区鳌头镇人民政府", "~", AGENCY_TOWNSHIP},
	{"某县某民族乡人民政府", "~", AGENCY_TOWNSHIP},
	{"从化区街口街道办事处", "~", AGENCY_TOWNSHIP},
	{"鳌头镇", "~", AGENCY_TOWNSHIP},
	{"从化区住房和城乡建设局", "~", AGENCY_DEPARTMENT},
	{"从化区教育局", "~", AGENCY_DEPARTMENT},
	{"从化区教育局", "government", AGENCY_GOVERNMENT},
	{"从化区人民政府", "department", AGENCY_DEPARTMENT},
	{"从化区人民政府", "township", AGENCY_TOWNSHIP},
	{"从化区人民政府", "其他", AGENCY_GOVERNMENT},
	{"~", "~", AGENCY_DEPARTMENT},
};

START_TEST(agency_kinds)
{
	char *source = xformat("agency: %s\nagency_kind: %s\n",
	                       agencies[_i].agency, agencies[_i].kind);

	report = reports_read(form, source);
	ck_assert_int_eq(report_agency_kind(report), agencies[_i].expected);
	free(source);
}
END_TEST

START_TEST(titles)
{
	char *title;

	report = reports_read(form, "agency: 甲局\nyear: ２０２２\n");
	title = report_title(report);
	ck_assert_str_eq(title, "甲局2022年政府信息公开工作年度报告");
	free(title);
	report_free(report);
	report = report_new(form);
	title = report_title(report);
	ck_assert_str_eq(title, "年政府信息公开工作年度报告");
	free(title);
}
END_TEST

START_TEST(marks)
{
	report =
		reports_read(form, "form: annual-2021\nagency: 甲\n"
	                           "overview: |\n  　　甲乙\n  丙丁\n"
	                           "requests:\n  new: {natural: 558, total: }\n"
	                           "  denied:\n    third_party:\n"
	                           "      natural: 1\n");
	expect_mark(report_mark(report, ""), 1, 1);
	expect_mark(report_mark(report, "year"), 1, 1);
	expect_mark(report_mark(report, "agency"), 2, 9);
	expect_mark(report_mark(report, "requests.new.natural"), 7, 18);
	expect_mark(report_mark(report, "requests.new.business"), 7, 3);
	expect_mark(report_mark(report, "requests.granted.total"), 6, 1);
	expect_mark(report_mark(report, "requests.denied.third_party.natural"),
	            10, 16);
	expect_mark(report_mark(report, "requests.denied.third_party.total"), 9,
	            5);
	expect_mark(report_mark(report, "proceedings.direct_suit.total"), 1, 1);
	expect_mark(report_text_mark(report, report_section_text(0), 0), 4, 5);
	expect_mark(report_text_mark(report, report_section_text(0), 3), 4, 6);
	expect_mark(report_text_mark(report, report_section_text(0), 10), 5, 4);
	expect_mark(report_text_mark(report, FIELD_AGENCY, 3), 2, 9);
	reports_set(report, "overview", "甲\n乙\n丙\n丁\n戊");
	report_text_mark(report, report_section_text(0), 17);
}
END_TEST

START_TEST(edits_undo)
{
	static const char *const typed[] = {"12",   "１,234", " ",  "abc",
	                                    "0.50", "+3",     "-0", "x y"};
	struct edit edit, back;
	struct report_place place;

	report = reports_read(form, "requests:\n  new: {natural: 558}\n");
	place = report_find(report, "requests.new.natural", 20);
	for (size_t i = 0; i < COUNT(typed); i++) {
		char *before = xstrdup(
			reports_get(report, form->cells[place.index].path));

		edit = edit_value(report, place.index, typed[i]);
		ck_assert(report_apply(report, &edit));
		ck_assert_str_eq(reports_get(report, "requests.new.natural"),
		                 edit.new);
		ck_assert(!report_apply(report, &edit) ||
		          strcmp(edit.old, edit.new) == 0);
		back = (struct edit){edit.path, 0, edit.new, edit.old};
		ck_assert(report_apply(report, &back));
		ck_assert_str_eq(reports_get(report, "requests.new.natural"),
		                 before);
		ck_assert(report_apply(report, &edit));
		edit_free(&edit);
		free(before);
	}
	ck_assert(report->changed);
}
END_TEST

START_TEST(edits_texts)
{
	struct edit edit, wrong;
	size_t text = report_section_text(0);

	report = reports_read(form, "overview: 甲乙丙\n");
	edit = edit_text(report, text, 3, 3, "丁\n", 4);
	ck_assert_str_eq(edit.old, "乙");
	ck_assert(report_apply(report, &edit));
	ck_assert_str_eq(reports_get(report, "overview"), "甲丁\n丙");
	ck_assert(!report_apply(report, &edit));
	wrong = (struct edit){edit.path, 3, edit.new, edit.old};
	ck_assert(report_apply(report, &wrong));
	ck_assert_str_eq(reports_get(report, "overview"), "甲乙丙");
	wrong.at = 100;
	ck_assert(!report_apply(report, &wrong));
	edit_free(&edit);
	edit = edit_text(report, text, 90, 90, "尾", 3);
	ck_assert(report_apply(report, &edit));
	ck_assert_str_eq(reports_get(report, "overview"), "甲乙丙尾");
	edit_free(&edit);
	wrong = (struct edit){(char[]){"requests"}, 0, (char[]){""},
	                      (char[]){"1"}};
	ck_assert(!report_apply(report, &wrong));
}
END_TEST

START_TEST(refusals)
{
	char *text = reports_refusal(form, "- a\n- b\n");

	ck_assert_str_eq(text, "1:1: this is no report: a report has lines "
	                       "KEY: VALUE, the first of them form: and the "
	                       "name of its form");
	free(text);
	text = reports_refusal(form, "form：annual-2021\n");
	ck_assert_ptr_nonnull(strstr(text, "1:1: "));
	free(text);
	report = reports_read(form, "");
	ck_assert_uint_eq(report->note_count, 0);
	expect_mark(report_mark(report, "requests.new.natural"), 1, 1);
}
END_TEST

/* A folder of the test's own with `content` in FILE. */
static char *
scratch_file(const char *file, const char *content)
{
	const char *folder = getenv("TEST_TMP");
	char *template =
		xformat("%s/forms.XXXXXX", folder == NULL ? "/tmp" : folder);
	char *path;
	char *why = NULL;

	ck_assert_ptr_nonnull(mkdtemp(template));
	path = xformat("%s/%s", template, file);
	free(template);
	if (!file_replace(path, content, strlen(content), &why))
		ck_abort_msg("expected to write %s, seen: %s", path, why);
	return path;
}

static void
remove_scratch(char *path)
{
	unlink(path);
	*strrchr(path, '/') = '\0';
	rmdir(path);
	free(path);
}

/* What report_open() says of a file; `culprit` is the form's file that it
 * should name, or NULL. */
static void
expect_refusal(const char *path, const char *folder, size_t line, size_t column,
               const char *text, const char *culprit)
{
	struct problems problems = {0};
	struct form_path folders;
	struct form *own = NULL;
	char *named = NULL;

	form_path_set(&folders, folder);
	ck_assert_ptr_null(
		report_open(path, &folders, &own, &problems, &named));
	ck_assert_ptr_null(own);
	ck_assert_uint_ge(problems.count, 1);
	if (text != NULL && strstr(problems.items[0].text, text) == NULL)
		ck_abort_msg("expected “%s”, seen “%s”", text,
		             problems.items[0].text);
	if (text != NULL)
		expect_mark(problems.items[0].mark, line, column);
	ck_assert_pstr_eq(named, culprit);
	free(named);
	problems_free(&problems);
	form_path_free(&folders);
}

static const struct {
	const char *source, *text;
	size_t line, column;
} refused[] = {
	{"agency: 甲\n",
         "add a first line form: and one of the installed forms (annual-2019",
         1, 1},
	{"agency: 甲\nform: ~\n", "does not say its form", 1, 1},
	{"", "does not say its form", 1, 1},
	{"form: annual-1999\n",
         "there is no form “annual-1999” here; installed are: annual-2019", 1,
         7},
	{"form: ../x\n", "there is no form “../x” here", 1, 7},
	{"form: [a]\n", "behind form: belongs the name", 1, 7},
	{"- a\n", "this is no report", 1, 1},
};

START_TEST(refuses_files)
{
	char *path = scratch_file("report.yaml", refused[_i].source);

	expect_refusal(path, SOURCE_DIR "/forms", refused[_i].line,
	               refused[_i].column, refused[_i].text, NULL);
	remove_scratch(path);
}
END_TEST

START_TEST(names_a_broken_form)
{
	char *broken = scratch_file("broken.yaml", "form: broken\n");
	char *path = scratch_file("report.yaml", "form: broken\n");
	char *folder =
		xstrndup(broken, (size_t)(strrchr(broken, '/') - broken));

	expect_refusal(path, folder, 0, 0, NULL, broken);
	expect_refusal(folder, folder, 0, 0, "this is a folder", NULL);
	expect_refusal("/nowhere/at/all", folder, 0, 0, "there is no", NULL);
	free(folder);
	remove_scratch(path);
	remove_scratch(broken);
}
END_TEST

START_TEST(reads_the_sample)
{
	struct problems problems = {0};
	struct form_path folders;
	struct form *own = NULL;
	char *culprit = NULL;

	form_path_set(&folders, SOURCE_DIR "/forms");
	report = report_open(SOURCE_DIR "/tests/data/conghua-2022.yaml",
	                     &folders, &own, &problems, &culprit);
	ck_assert_ptr_nonnull(report);
	ck_assert_uint_eq(report->note_count, 0);
	expect_value("requests.total.natural", VALUE_FIGURE, "548");
	expect_value("disclosure.regulations.in_force", VALUE_BLANK, "");
	ck_assert_int_eq(
		value_at("requests.new.total")->amount == 576 * AMOUNT_ONE, 1);
	report_free(report);
	report = NULL;
	form_free(own);
	form_path_free(&folders);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("report");
	TCase *test = tcase_create("report");

	tcase_add_checked_fixture(test, setup, teardown);
	tcase_add_test(test, new_is_blank);
	tcase_add_test(test, places);
	tcase_add_loop_test(test, reads_values, 0, COUNT(values));
	tcase_add_test(test, reads_block_values);
	tcase_add_test(test, joins_split_thousands);
	tcase_add_test(test, joins_nothing_else);
	tcase_add_test(test, first_duplicate_counts);
	tcase_add_loop_test(test, notes_look_alikes, 0, COUNT(look_alikes));
	tcase_add_test(test, notes_unknown_keys);
	tcase_add_test(test, reads_texts);
	tcase_add_loop_test(test, reads_years, 0, COUNT(years));
	tcase_add_loop_test(test, agency_kinds, 0, COUNT(agencies));
	tcase_add_test(test, titles);
	tcase_add_test(test, marks);
	tcase_add_test(test, edits_undo);
	tcase_add_test(test, edits_texts);
	tcase_add_test(test, refusals);
	tcase_add_loop_test(test, refuses_files, 0, COUNT(refused));
	tcase_add_test(test, names_a_broken_form);
	tcase_add_test(test, reads_the_sample);
	suite_add_tcase(suite, test);
	return unit_run(suite);
}
