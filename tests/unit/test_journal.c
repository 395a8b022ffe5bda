/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/checksum.h"
#include "base/file.h"
#include "base/memory.h"
#include "folder.h"
#include "report/journal.h"
#include "report/recovery.h"
#include "reports.h"
#include "unit.h"

#define FILE_NAME "report.yaml"
#define JOURNAL ".report.yaml.journal"
#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char source[] = "form: annual-2021\n"
			     "agency: 某县人民政府 # 县\n"
			     "year: 2022\n"
			     "overview: |\n"
			     "  主动公开。\n"
			     "requests:\n"
			     "  new: {natural: 5, total: 5}\n";

static struct form *form;
static struct report *report;
static struct journal journal;

static void
setup(void)
{
	folder_enter();
	form = reports_form("forms/annual-2021.yaml");
	folder_put(FILE_NAME, source);
	report = reports_read(form, source);
	report->file = xstrdup(FILE_NAME);
	journal_open(&journal, report);
}

static void
teardown(void)
{
	journal_close(&journal);
	report_free(report);
	form_free(form);
	folder_leave();
}

/* --- editing --- */

static void
do_edit(struct edit edit)
{
	if (!report_apply(report, &edit))
		ck_abort_msg("expected the edit of %s to apply", edit.path);
	journal_note(&journal, report, &edit);
	edit_free(&edit);
}

static size_t
index_of(const char *path, enum place_kind kind)
{
	struct report_place place = report_find(report, path, strlen(path));

	ck_assert_int_eq(place.kind, kind);
	return place.index;
}

static void
fill_in(const char *path, const char *text)
{
	do_edit(edit_value(report, index_of(path, PLACE_VALUE), text));
	journal_end_step(&journal);
}

static void
type(const char *path, size_t at, size_t removed, const char *text)
{
	do_edit(edit_text(report, index_of(path, PLACE_TEXT), at, removed, text,
	                  strlen(text)));
	journal_end_step(&journal);
}

/* Five steps, one of them of two edits, of values, texts and explanations. */
static void
work(void)
{
	const struct explanation explanation = {
		.rule = "carry.requests", .reason = "区划调整", .by = "张三"};

	fill_in("requests.new.natural", "12");
	type("overview", 0, 0, "本年");
	type("overview", strlen("本年主动"), strlen("公开"), "办理\n");
	do_edit(edit_value(report, index_of("requests.new.total", PLACE_VALUE),
	                   ""));
	do_edit(edit_text(report, index_of("agency", PLACE_TEXT), 0, 3, "", 0));
	journal_end_step(&journal);
	do_edit(edit_explain(report, &explanation));
	journal_end_step(&journal);
	journal_write(&journal);
	ck_assert_ptr_null(journal.why);
}

static void
read_all(struct buffer *bytes)
{
	char *why = NULL;

	if (!file_read(JOURNAL, JOURNAL_LIMIT, bytes, &why))
		ck_abort_msg("expected %s to be read, seen: %s", JOURNAL, why);
}

/* --- recovering --- */

/* The canonical text of what the journal makes of the file; NULL where it says
 * otherwise than `fit`. */
static char *
recovered(enum recovery_fit fit)
{
	struct recovery recovery;
	struct report *base, *mended;
	struct buffer bytes = {0};
	char *why = NULL, *text = NULL;
	enum recovery_fit seen;

	ck_assert(file_read(FILE_NAME, FILE_LIMIT, &bytes, &why));
	base = reports_read(form, bytes.length > 0 ? bytes.data : "");
	ck_assert_int_eq(recovery_open(&recovery, FILE_NAME, &why),
	                 RECOVERY_READ);
	seen = recovery_apply(&recovery, base, &mended);
	if (seen != fit)
		ck_abort_msg("expected the journal to fit as %d, seen %d", fit,
		             seen);
	if (mended)
		text = reports_written(mended);
	report_free(mended);
	report_free(base);
	recovery_free(&recovery);
	buffer_free(&bytes);
	return text;
}

static void
expect_recovered(void)
{
	char *seen = recovered(RECOVERY_EDITS);
	char *expected = reports_written(report);

	reports_same(seen, expected);
	free(seen);
	free(expected);
}

START_TEST(every_edit_comes_back)
{
	struct stat status;

	work();
	ck_assert_int_eq(stat(JOURNAL, &status), 0);
	ck_assert_uint_eq(status.st_mode & 07777, 0600);
	expect_recovered();
	/* Nothing has been written to the file itself. */
	folder_expect(FILE_NAME, source);
}
END_TEST

START_TEST(nothing_is_made_before_the_first_edit)
{
	journal_write(&journal);
	ck_assert_int_eq(access(JOURNAL, F_OK), -1);
	fill_in("requests.new.natural", "12");
	journal_write(&journal);
	ck_assert_int_eq(access(JOURNAL, F_OK), 0);
	journal_close(&journal);
	ck_assert_int_eq(access(JOURNAL, F_OK), -1);
}
END_TEST

START_TEST(committed_at_once_and_typed_soon)
{
	ck_assert_int_eq(journal_wait(&journal), -1);
	type("overview", 0, 0, "本");
	journal_write(&journal);
	/* Written, so that only a power cut could lose it, and not synced. */
	expect_recovered();
	ck_assert_uint_eq(journal.synced, 0);
	ck_assert_int_gt(journal_wait(&journal), 0);
	ck_assert_int_le(journal_wait(&journal), 2000);
	fill_in("requests.new.natural", "12");
	ck_assert_int_eq(journal_wait(&journal), 0);
	journal_write(&journal);
	ck_assert_int_eq(journal_wait(&journal), -1);
	ck_assert_uint_eq(journal.synced, journal.text.length);
}
END_TEST

/* However the journal is cut, the whole steps before the cut come back. */
START_TEST(torn_at_every_byte)
{
	struct buffer bytes = {0};
	size_t steps = 0, edits = 0, lines = 0;
	static const size_t edits_of[] = {0, 0, 1, 2, 3, 5, 6};

	work();
	read_all(&bytes);
	for (size_t cut = 0; cut <= bytes.length; cut++) {
		struct recovery recovery = {.file = -1};
		bool well = recovery_read(&recovery, bytes.data, cut);

		lines += cut > 0 && bytes.data[cut - 1] == '\n';
		if (well != (lines > 0) ||
		    recovery.edit_count != edits_of[lines])
			ck_abort_msg("cut at %zu: expected %zu edits, seen %zu",
			             cut, edits_of[lines], recovery.edit_count);
		steps = recovery.step_count;
		edits = recovery.edit_count;
		recovery_free(&recovery);
	}
	ck_assert_uint_eq(steps, 5);
	ck_assert_uint_eq(edits, 6);
	buffer_free(&bytes);
}
END_TEST

/* Whatever byte is not as it was written, nothing behind it counts. */
START_TEST(changed_at_every_byte)
{
	struct buffer bytes = {0};

	work();
	read_all(&bytes);
	for (size_t at = 0; at < bytes.length; at++) {
		struct recovery recovery = {.file = -1};

		bytes.data[at] ^= 1;
		recovery_read(&recovery, bytes.data, bytes.length);
		if (recovery.text.length > at)
			ck_abort_msg("changed at %zu: expected less than that "
			             "to count, seen %zu",
			             at, recovery.text.length);
		recovery_free(&recovery);
		bytes.data[at] ^= 1;
	}
	buffer_free(&bytes);
}
END_TEST

START_TEST(a_line_that_is_missing_ends_it)
{
	struct buffer bytes = {0};
	struct recovery recovery = {.file = -1};
	char *second, *third;

	work();
	read_all(&bytes);
	second = strchr(bytes.data, '\n') + 1;
	third = strchr(second, '\n') + 1;
	buffer_splice(&bytes, (size_t)(second - bytes.data),
	              (size_t)(third - second), "", 0);
	ck_assert(recovery_read(&recovery, bytes.data, bytes.length));
	ck_assert_uint_eq(recovery.edit_count, 0);
	recovery_free(&recovery);
	buffer_free(&bytes);
}
END_TEST

START_TEST(another_content_is_left_alone)
{
	char *changed = xformat("%s# 别人\n", source);

	work();
	folder_put(FILE_NAME, changed);
	ck_assert_ptr_null(recovered(RECOVERY_FOREIGN));
	folder_put(FILE_NAME, source);
	expect_recovered();
	free(changed);
}
END_TEST

/* Saved, and killed before the journal was removed. */
START_TEST(edits_that_are_in_the_file)
{
	struct saved saved;
	char *why = NULL;

	work();
	ck_assert(report_save(report, &saved, &why));
	ck_assert_ptr_null(recovered(RECOVERY_DONE));
	fill_in("requests.new.natural", "13");
	ck_assert(report_save(report, &saved, &why));
	ck_assert_ptr_null(recovered(RECOVERY_FOREIGN));
	saved_free(&saved);
}
END_TEST

START_TEST(begins_anew_after_saving)
{
	struct saved saved;
	char *why = NULL;

	work();
	ck_assert(report_save(report, &saved, &why));
	journal_restart(&journal, report);
	ck_assert_int_eq(access(JOURNAL, F_OK), -1);
	fill_in("requests.new.natural", "13");
	journal_write(&journal);
	expect_recovered();
	saved_free(&saved);
}
END_TEST

/* What saving does not write, as a paragraph that was only begun, is where the
 * edits after it count from. */
START_TEST(begins_anew_with_a_paragraph_begun)
{
	struct saved saved;
	char *why = NULL;

	type("overview", 0, 0, "\u3000\u3000");
	type("overview", strlen("\u3000\u3000主动公开。"), 0, "\n\n");
	ck_assert(report_save(report, &saved, &why));
	journal_restart(&journal, report);
	type("overview", strlen("\u3000\u3000主动公开。\n\n"), 0, "办理");
	type("overview", strlen("\u3000\u3000主动"), 0, "地");
	journal_write(&journal);
	expect_recovered();
	saved_free(&saved);
}
END_TEST

/* Moved away, and another began one of that name meanwhile. */
START_TEST(removes_none_but_its_own)
{
	fill_in("requests.new.natural", "12");
	journal_write(&journal);
	ck_assert_int_eq(rename(JOURNAL, "away"), 0);
	folder_put(JOURNAL, "another's\n");
	journal_close(&journal);
	folder_expect(JOURNAL, "another's\n");
}
END_TEST

START_TEST(goes_on_after_recovery)
{
	struct recovery recovery;
	char *why = NULL;
	int torn;

	work();
	journal_finish(&journal);
	journal_close(&journal);
	torn = open(JOURNAL, O_WRONLY | O_APPEND);
	ck_assert_int_eq(write(torn, "0123", 4), 4);
	close(torn);
	ck_assert_int_eq(recovery_open(&recovery, FILE_NAME, &why),
	                 RECOVERY_READ);
	ck_assert_uint_eq(recovery.edit_count, 6);
	journal_resume(&journal, &recovery);
	recovery_free(&recovery);
	fill_in("requests.new.natural", "14");
	journal_write(&journal);
	ck_assert_ptr_null(journal.why);
	expect_recovered();
}
END_TEST

START_TEST(of_a_report_without_a_file)
{
	struct recovery recovery;
	struct report *begun, *mended;
	struct form_path folders = {0};
	struct form *its;
	char *why = NULL, *seen, *expected;

	ck_assert_int_eq(setenv("NIANBAO_FORMS", SOURCE_DIR "/forms", 1), 0);
	form_path_set(&folders, NULL);
	journal_close(&journal);
	report_free(report);
	report = report_new(form);
	report->file = xstrdup("new.yaml");
	reports_set(report, "agency", "某局");
	journal_open(&journal, report);
	work();
	ck_assert_int_eq(recovery_open(&recovery, "new.yaml", &why),
	                 RECOVERY_READ);
	begun = recovery_begin(&recovery, "new.yaml", &folders, &its);
	ck_assert_ptr_nonnull(begun);
	ck_assert_str_eq(reports_get(begun, "agency"), "某局");
	ck_assert_ptr_null(begun->document);
	ck_assert_int_eq(recovery_apply(&recovery, begun, &mended),
	                 RECOVERY_EDITS);
	seen = reports_written(mended);
	expected = reports_written(report);
	reports_same(seen, expected);
	free(seen);
	free(expected);
	report_free(mended);
	report_free(begun);
	form_free(its);
	recovery_free(&recovery);
	form_path_free(&folders);
}
END_TEST

/* --- what an enemy may put there --- */

static void
expect_strange(const char *expected)
{
	struct recovery recovery;
	char *why = NULL;

	if (recovery_open(&recovery, FILE_NAME, &why) != RECOVERY_STRANGE)
		ck_abort_msg("expected the journal to be refused: %s",
		             expected);
	if (!strstr(why, expected))
		ck_abort_msg("expected: %s, seen: %s", expected, why);
	free(why);
	recovery_free(&recovery);
}

START_TEST(no_link_is_followed)
{
	folder_put("mine", "precious\n");
	ck_assert_int_eq(symlink("mine", JOURNAL), 0);
	expect_strange("it is a symbolic link");
	fill_in("requests.new.natural", "12");
	journal_write(&journal);
	ck_assert_ptr_nonnull(strstr(journal.why, "is in the way"));
	folder_expect("mine", "precious\n");
}
END_TEST

START_TEST(no_file_of_another_is_used)
{
	ck_assert_int_eq(mkfifo(JOURNAL, 0600), 0);
	expect_strange("it is no file");
	ck_assert_int_eq(unlink(JOURNAL), 0);
	folder_put(JOURNAL, "anything\n");
	expect_strange("its first line is not whole");
	if (geteuid() == 0) {
		ck_assert_int_eq(chown(JOURNAL, 65534, (gid_t)-1), 0);
		expect_strange("it belongs to another user");
	}
	ck_assert_int_eq(truncate(JOURNAL, (off_t)JOURNAL_LIMIT + 1), 0);
	ck_assert_int_eq(chown(JOURNAL, geteuid(), (gid_t)-1), 0);
	expect_strange("it is too long");
}
END_TEST

/* The line with the sum it ought to have, behind the others. */
static void
add_line(struct buffer *text, uint64_t *sum, const char *json)
{
	*sum = checksum(*sum, json, strlen(json));
	buffer_format(text, "%016llx %s\n", (unsigned long long)*sum, json);
}

static const struct {
	const char *json;
	enum recovery_fit fit;
} hostile[] = {
	{"[]", RECOVERY_DONE},
	{"{}", RECOVERY_DONE},
	{"[[[[[[[[", RECOVERY_DONE},
	{"[{\"path\": \"overview\", \"at\": 0, \"old\": \"\"}]", RECOVERY_DONE},
	{"[{\"path\": \"overview\", \"at\": -1, \"old\": \"\", \"new\": "
         "\"x\"}]",
         RECOVERY_DONE},
	{"[{\"path\": \"overview\", \"at\": 99999999999999999999, \"old\": "
         "\"\", \"new\": \"x\"}]",
         RECOVERY_DONE},
	{"[{\"path\": \"overview\", \"at\": 0, \"old\": \"\", \"new\": "
         "\"\\u0000\"}]",
         RECOVERY_DONE},
	{"[{\"path\": \"overview\", \"at\": 9223372036854775807, \"old\": "
         "\"\", \"new\": \"x\"}]",
         RECOVERY_FOREIGN},
	/* In the middle of a character. */
	{"[{\"path\": \"overview\", \"at\": 1, \"old\": \"\", \"new\": "
         "\"x\"}]",
         RECOVERY_FOREIGN},
	{"[{\"path\": \"nowhere\", \"at\": 0, \"old\": \"\", \"new\": \"x\"}]",
         RECOVERY_FOREIGN},
	{"[{\"path\": \"explained\", \"at\": 0, \"old\": \"\", \"new\": "
         "\"*a\"}]",
         RECOVERY_FOREIGN},
	{"[{\"path\": \"requests.new.natural\", \"at\": 1, \"old\": \"5\", "
         "\"new\": \"6\"}]",
         RECOVERY_FOREIGN},
	{"[{\"path\": \"requests.new.natural\", \"at\": 0, \"old\": \"4\", "
         "\"new\": \"6\"}]",
         RECOVERY_FOREIGN},
	/* It opens: shown escaped, like what a file may hold. */
	{"[{\"path\": \"overview\", \"at\": 0, \"old\": \"\", \"new\": "
         "\"\\u001b[2J\"}]",
         RECOVERY_EDITS},
};

START_TEST(hostile_lines_do_nothing)
{
	struct buffer text = {0};
	uint64_t sum = CHECKSUM_START;
	char *seen;

	add_line(&text, &sum, journal.head.data);
	add_line(&text, &sum, hostile[_i].json);
	folder_put(JOURNAL, text.data);
	seen = recovered(hostile[_i].fit);
	free(seen);
	buffer_free(&text);
}
END_TEST

static const char *const bad_heads[] = {
	"",
	"null",
	"[]",
	"{\"journal\": 2, \"form\": \"annual-2021\", \"begun\": \"\", "
	"\"state\": \"0123456789abcdef\"}",
	"{\"journal\": 1, \"form\": \"annual-2021\", \"begun\": \"\", "
	"\"state\": \"-123456789abcdef\"}",
	"{\"journal\": 1, \"form\": \"annual-2021\", \"size\": -5, \"sum\": "
	"\"0123456789abcdef\", \"state\": \"0123456789abcdef\"}",
	"{\"journal\": 1, \"journal\": 1, \"form\": \"annual-2021\", "
	"\"begun\": \"\", \"state\": \"0123456789abcdef\"}",
	"{\"journal\": 1, \"form\": 5, \"begun\": \"\", \"state\": "
	"\"0123456789abcdef\"}",
};

START_TEST(bad_first_lines_are_refused)
{
	struct buffer text = {0};
	uint64_t sum = CHECKSUM_START;

	add_line(&text, &sum, bad_heads[_i]);
	folder_put(JOURNAL, text.data);
	expect_strange("its first line is not whole");
	buffer_free(&text);
}
END_TEST

/* A form must not be looked for outside the folders of forms. */
START_TEST(forms_have_no_path)
{
	struct recovery recovery = {.file = -1};
	struct buffer text = {0};
	struct form_path folders = {0};
	struct form *its;
	uint64_t sum = CHECKSUM_START;

	form_path_set(&folders, SOURCE_DIR "/forms");
	add_line(&text, &sum,
	         "{\"journal\": 1, \"form\": \"../forms/annual-2021\", "
	         "\"begun\": \"form: annual-2021\\n\", \"state\": "
	         "\"0123456789abcdef\"}");
	ck_assert(recovery_read(&recovery, text.data, text.length));
	ck_assert_ptr_null(recovery_begin(&recovery, "x", &folders, &its));
	ck_assert_ptr_null(its);
	recovery_free(&recovery);
	buffer_free(&text);
	form_path_free(&folders);
}
END_TEST

/* An hour of memory moves in a few megabytes: refused before long. */
START_TEST(endless_work_is_refused)
{
	struct buffer text = {0}, big = {0};
	uint64_t sum = CHECKSUM_START;

	buffer_puts(&big, "[{\"path\": \"overview\", \"at\": 0, \"old\": \"\", "
	                  "\"new\": \"");
	buffer_fill(&big, 'x', 8 * 1024 * 1024);
	buffer_puts(&big, "\"}]");
	add_line(&text, &sum, journal.head.data);
	add_line(&text, &sum, big.data);
	for (int i = 0; i < 20000; i++)
		add_line(&text, &sum,
		         "[{\"path\": \"overview\", \"at\": 0, \"old\": \"\", "
		         "\"new\": \"y\"}]");
	folder_put(JOURNAL, text.data);
	ck_assert_ptr_null(recovered(RECOVERY_FOREIGN));
	buffer_free(&big);
	buffer_free(&text);
}
END_TEST

START_TEST(a_file_never_written_is_nothing)
{
	struct recovery recovery;
	char *why = NULL;

	folder_put(JOURNAL, "");
	ck_assert_int_eq(truncate(JOURNAL, _i), 0);
	ck_assert_int_eq(recovery_open(&recovery, FILE_NAME, &why),
	                 RECOVERY_NOTHING);
	recovery_free(&recovery);
	ck_assert_int_eq(access(JOURNAL, F_OK), -1);
}
END_TEST

START_TEST(kept_aside_under_a_free_name)
{
	struct recovery recovery;
	char *why = NULL, *name;

	work();
	folder_put(JOURNAL ".1", "of before\n");
	ck_assert_int_eq(recovery_open(&recovery, FILE_NAME, &why),
	                 RECOVERY_READ);
	name = recovery_keep_aside(&recovery);
	ck_assert_ptr_nonnull(name);
	ck_assert_ptr_nonnull(strstr(name, JOURNAL ".2"));
	ck_assert_int_eq(access(name, F_OK), 0);
	ck_assert_int_eq(access(JOURNAL, F_OK), -1);
	folder_expect(JOURNAL ".1", "of before\n");
	free(name);
	recovery_free(&recovery);
}
END_TEST

/* --- when it cannot be written --- */

static void
limit_files(rlim_t size)
{
	struct rlimit limit;

	ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &limit), 0);
	limit.rlim_cur = size;
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

START_TEST(tried_again_with_the_next_edit)
{
	signal(SIGXFSZ, SIG_IGN);
	fill_in("requests.new.natural", "12");
	limit_files(20);
	journal_write(&journal);
	ck_assert_ptr_nonnull(journal.why);
	/* There is nothing to wait for: the next edit tries again. */
	ck_assert_int_eq(journal_wait(&journal), -1);
	fill_in("requests.new.natural", "13");
	journal_write(&journal);
	ck_assert_ptr_nonnull(journal.why);
	limit_files(RLIM_INFINITY);
	fill_in("requests.new.total", "14");
	journal_write(&journal);
	ck_assert_ptr_null(journal.why);
	expect_recovered();
}
END_TEST

START_TEST(without_a_folder_to_write_in)
{
	journal_close(&journal);
	free(report->file);
	report->file = xstrdup("nowhere/report.yaml");
	journal_open(&journal, report);
	fill_in("requests.new.natural", "12");
	journal_write(&journal);
	ck_assert_ptr_nonnull(journal.why);
	ck_assert_int_eq(journal.file, -1);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("journal");
	TCase *test = tcase_create("journal");

	tcase_add_checked_fixture(test, setup, teardown);
	tcase_add_test(test, every_edit_comes_back);
	tcase_add_test(test, nothing_is_made_before_the_first_edit);
	tcase_add_test(test, committed_at_once_and_typed_soon);
	tcase_add_test(test, torn_at_every_byte);
	tcase_add_test(test, changed_at_every_byte);
	tcase_add_test(test, a_line_that_is_missing_ends_it);
	tcase_add_test(test, another_content_is_left_alone);
	tcase_add_test(test, edits_that_are_in_the_file);
	tcase_add_test(test, begins_anew_after_saving);
	tcase_add_test(test, begins_anew_with_a_paragraph_begun);
	tcase_add_test(test, removes_none_but_its_own);
	tcase_add_test(test, goes_on_after_recovery);
	tcase_add_test(test, of_a_report_without_a_file);
	tcase_add_test(test, no_link_is_followed);
	tcase_add_test(test, no_file_of_another_is_used);
	tcase_add_loop_test(test, hostile_lines_do_nothing, 0, COUNT(hostile));
	tcase_add_loop_test(test, bad_first_lines_are_refused, 0,
	                    COUNT(bad_heads));
	tcase_add_test(test, forms_have_no_path);
	tcase_add_test(test, endless_work_is_refused);
	tcase_add_loop_test(test, a_file_never_written_is_nothing, 0, 3);
	tcase_add_test(test, kept_aside_under_a_free_name);
	tcase_add_test(test, tried_again_with_the_next_edit);
	tcase_add_test(test, without_a_folder_to_write_in);
	suite_add_tcase(suite, test);
	return unit_run(suite);
}
