/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/* Last year beside this year, explanations, and live figures, driven by keys. */

#include "drive.h"
#include "trial.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define F3_KEY "\033OR"
#define F4_KEY "\033OS"
#define F9_KEY "\033[20~"
#define CTRL_D_KEY "\004"
#define CTRL_R_KEY "\022"
#define CTRL_Y_KEY "\031"

#define YEAR SOURCE_DIR "/tests/data/pingtan-2022.yaml"
#define LAST_YEAR SOURCE_DIR "/tests/data/pingtan-2021.yaml"

/* Both years; the later one is open, in English. */
static struct term *
open_years(int rows, int columns)
{
	const struct term_options options = {.rows = rows, .columns = columns};

	trial_copy(YEAR, "report.yaml");
	trial_copy(LAST_YEAR, "pingtan-2021.yaml");
	return drive_start(&options, "en", "report.yaml");
}

/* A report of these lines, with last year's. */
static struct term *
open_lines(const char *lines)
{
	char text[4096];

	snprintf(text, sizeof text,
	         "form: annual-2021\nagency: 某县人民政府\nyear: 2022\n"
	         "previous: pingtan-2021.yaml\n%s",
	         lines);
	trial_write("report.yaml", text);
	trial_copy(LAST_YEAR, "pingtan-2021.yaml");
	return drive_start(NULL, "en", "report.yaml");
}

/* Writes `source` with `text` in place of what stands from `from` up to `to`. */
static void
write_with(const char *source, const char *name, const char *from,
           const char *to, const char *text)
{
	char *whole = trial_read(source, NULL);
	char *start = strstr(whole, from), *end = strstr(whole, to);
	size_t size = strlen(whole) + strlen(text) + 1;
	char *result = malloc(size);

	if (start == NULL || end == NULL || result == NULL)
		trial_fail("expected %s and %s in %s", from, to, source);
	snprintf(result, size, "%.*s%s%s", (int)(start - whole), whole, text,
	         end);
	trial_write(name, result);
	free(result);
	free(whole);
}

#define PROBLEMS \
 "problems: |\n" \
 "  一是公开意识还不够强，部分单位不重视政府信息公开工作。\n" \
 "  二是业务培训还不够多，经办人员对条例掌握得不够全面。\n"

/* The first section has a sentence of last year's whose figures are not those
 * of the tables; section five is last year's altogether. */
static struct term *
open_copied(void)
{
	char *path = trial_path("year.yaml");

	write_with(LAST_YEAR, "pingtan-2021.yaml",
	           "problems:", "other_matters:", PROBLEMS);
	write_with(
		YEAR, "year.yaml", "overview:", "disclosure:",
		"overview: |\n  本年度全区共收到70件申请，及时依法依规办结69件"
		"，1件结转下年度继续办理。\n");
	write_with(path, "report.yaml",
	           "other_matters:", "other_matters:", PROBLEMS);
	free(path);
	return drive_start(NULL, "en", "report.yaml");
}

static void
test_column_beside(void)
{
	struct term *t = open_years(24, 80);

	drive_to_requests(t);
	term_shows(t, "last year 64");
	term_lacks(t, "2021");
	term_keys(t, F9_KEY);
	term_shows(t, "2021");
	term_shows(t, "[71]   64");
	term_keys(t, RIGHT);
	term_shows(t, "[3]    0");
	term_lacks(t, "71   64");
	/* The figures of other columns stand where they stood. */
	term_keys(t, F9_KEY);
	term_lacks(t, "2021");
	drive_quit_unchanged(t);
}

static void
test_column_beside_is_scrolled_to(void)
{
	struct term *t = open_years(24, 80);

	drive_to_requests(t);
	term_resize(t, 16, 60);
	term_sync(t);
	term_keys(t, F9_KEY END);
	term_shows(t, "[74]   70");
	term_keys(t, HOME);
	term_shows(t, "[71]   64");
	drive_quit_unchanged(t);
}

static void
test_takes_last_value(void)
{
	struct term *t = open_years(24, 80);

	drive_to_requests(t);
	term_keys(t, F3_KEY);
	term_shows(t, "64 was put in, as last year");
	term_shows(t, "[«!64]");
	term_keys(t, RIGHT CTRL_D_KEY);
	term_shows(t, "0 was put in, as last year");
	/* An entry that is under way gives way. */
	term_keys(t, LEFT "99" F3_KEY);
	term_shows(t, "[«!64]");
	drive_save_and_quit(t);
	drive_expect_in_file("report.yaml", "new: {natural: 64, business: 0,");
}

static void
test_no_last_year(void)
{
	struct term *t;

	trial_write("report.yaml",
	            "form: annual-2021\nagency: 某县人民政府\nyear: 2022\n");
	t = drive_start(NULL, "en", "report.yaml");
	term_keys(t, F9_KEY);
	term_shows(t, "last year's report is not named");
	drive_to_requests(t);
	term_keys(t, F3_KEY);
	term_shows(t, "last year's report is not named");
	drive_quit_unchanged(t);
}

static void
test_text_beside(void)
{
	struct term *t = open_years(40, 120);

	term_keys(t, PAGE_DOWN);
	term_keys(t, DOWN DOWN DOWN DOWN DOWN DOWN);
	term_lacks(t, "本年度全区共收到70件申请");
	term_keys(t, F9_KEY);
	term_shows(t, "Last year (2021)");
	term_shows(t, "本年度全区共收到70件申请");
	/* F3 is for cells. */
	term_keys(t, F3_KEY);
	term_shows(t, "goes into a cell");
	term_resize(t, 24, 80);
	term_sync(t);
	term_shows(t, "本年度全区共收到70件申请");
	term_keys(t, F9_KEY);
	term_lacks(t, "本年度全区共收到70件申请");
	drive_quit_unchanged(t);
}

static void
test_confirms_an_old_sentence(void)
{
	struct term *t = open_years(24, 80);

	term_shows(t, "old 1");
	for (int i = 0; i < 40 && !term_find(t, "无收取信息处理费", NULL, NULL);
	     i++)
		term_keys(t, PAGE_DOWN);
	term_keys(t, CTRL_R_KEY);
	term_shows(t, "Your name");
	term_keys(t, "张三" ENTER);
	term_shows(t, "confirmed:");
	term_lacks(t, "old 1");
	/* Once is enough. */
	term_keys(t, F4_KEY);
	term_shows(t, "confirmed already");
	/* It is shown as what it is, here and in the list. */
	term_keys(t, RIGHT);
	term_shows(t, "[review] (explained) Section 6");
	term_keys(t, F6 "explained");
	term_shows(t, "? (explained) Section 6");
	term_shows(t, "[review] (explained) Section 6");
	term_keys(t, ESCAPE);
	drive_save_and_quit(t);
	drive_expect_in_file("report.yaml", "rule: stale.sentence");
	drive_expect_in_file("report.yaml", "张三, date: 2023-01-18");
}

static void
test_explains_a_review(void)
{
	struct term *t = open_years(24, 80);

	term_keys(t, PAGE_DOWN);
	term_shows(t, "[review]");
	term_keys(t, F4_KEY);
	term_shows(t, "Why is it right");
	term_keys(t, "太短" ENTER);
	term_shows(t, "at least 6 characters");
	term_keys(t, ESCAPE);
	term_lacks(t, "At least 6");
	term_lacks(t, "* changed");
	term_keys(t, F4_KEY "本区无此事项，" PASTE_BEGIN "已核" PASTE_END LEFT
	                    "X" BACKSPACE ENTER);
	term_shows(t, "Your name");
	term_keys(t, END "李四" ENTER);
	term_shows(t, "explained;");
	drive_save_and_quit(t);
	drive_expect_in_file("report.yaml", "本区无此事项，已核");
	drive_expect_in_file("report.yaml", "李四, date: 2023-01-18");
}

/* F4 acts on what is shown: a figure that a table contradicts before a
 * sentence that is merely old, and what is settled last. */
static void
test_explains_what_is_shown(void)
{
	struct term *t = open_copied();

	term_keys(t, PAGE_DOWN);
	term_shows(t, "6 too few");
	term_shows(t, " 7/8 ");
	term_keys(t, F4_KEY);
	term_shows(t, "Why is it right");
	term_shows(t, "6 too few");
	term_keys(t, "上年度申请的办结件数" ENTER);
	term_shows(t, "Your name");
	term_shows(t, "6 too few");
	term_keys(t, "张三" ENTER RIGHT);
	term_shows(t, "1 too many");
	term_keys(t, F4_KEY);
	term_shows(t, "1 too many");
	term_keys(t, "上年度申请的结转件数" ENTER RIGHT);
	term_shows(t, "rewrite or confirm");
	term_keys(t, F4_KEY);
	term_shows(t, "confirmed:");
	drive_save_and_quit(t);
}

/* What is said of a whole section is shown once it was chosen, though the
 * caret is in a sentence, until the caret moves. */
static void
test_explains_what_was_chosen(void)
{
	struct term *t = open_copied();

	term_keys(t, F6 "Y-PROB" ENTER);
	term_shows(t, "100% of it is last year's");
	term_keys(t, RIGHT);
	term_shows(t, "rewrite or confirm");
	term_keys(t, LEFT F6 "Y-PROB" ENTER F4_KEY);
	term_shows(t, "100% of it is last year's");
	term_keys(t, "本年问题与上年确实相同" ENTER);
	term_keys(t, "张三" ENTER);
	term_shows(t, "explained;");
	/* Nothing that was not seen is confirmed by the same key again. */
	term_keys(t, F4_KEY);
	term_shows(t, "Why is it right");
	term_shows(t, "100% of it is last year's");
	term_keys(t, ESCAPE);
	term_keys(t, F8);
	term_shows(t, "no improvement is stated");
	drive_save_and_quit(t);
	drive_expect_in_file("report.yaml", "rule: Y-PROB");
}

/* Several at one spot are gone to one by one, and back. */
static void
test_goes_through_one_spot(void)
{
	static const char *const stops[] = {
		"rewrite or confirm",
		"on own initiative",
		"management of information",
		"platforms",
		"supervision",
	};
	const size_t count = sizeof stops / sizeof *stops;
	struct term *t = open_copied();

	for (size_t i = 0; i < count; i++) {
		term_keys(t, F8);
		term_shows(t, stops[i]);
	}
	for (size_t i = count - 1; i-- > 0;) {
		term_keys(t, F7);
		term_shows(t, stops[i]);
	}
	drive_quit_unchanged(t);
}

/* The caret goes where the explanation is that was taken back. */
static void
test_takes_back_an_explanation(void)
{
	struct term *t = open_copied();
	int row, column;

	for (int i = 0; i < 40 && !term_find(t, "二是业务", NULL, NULL); i++)
		term_keys(t, PAGE_DOWN);
	term_keys(t, CTRL_HOME DOWN);
	term_keys(t, F4_KEY "张三" ENTER);
	term_shows(t, "old 1");
	term_keys(t, CTRL_HOME CTRL_Z);
	term_shows(t, "undone: an explanation");
	term_find(t, "二是业务", &row, &column);
	drive_expect_cursor(t, row, column);
	term_keys(t, CTRL_HOME PAGE_UP);
	term_lacks(t, "二是业务");
	term_keys(t, CTRL_Y_KEY);
	term_shows(t, "done again: an explanation");
	drive_expect_cursor(t, row, column);
	term_keys(t, CTRL_Z);
	drive_quit_unchanged(t);
}

static void
test_explains_no_error(void)
{
	struct term *t = open_years(24, 80);

	drive_to_requests(t);
	term_keys(t, "7" ENTER UP F4_KEY);
	term_shows(t, "it cannot be explained");
	term_free(t);
}

static void
test_a_jump_is_a_hint_at_once(void)
{
	struct term *t = open_years(24, 80);

	term_keys(t, PAGE_DOWN);
	for (int i = 0; i < 40 && !term_find(t, "10690", NULL, NULL); i++)
		term_keys(t, PAGE_DOWN);
	term_keys(t, CTRL_HOME DOWN DOWN);
	term_shows(t, "[10690]");
	term_keys(t, "99999" ENTER UP);
	term_shows(t, "[*99999]");
	term_shows(t, "[hint] ");
	term_free(t);
}

#define LIVE \
 "overview: |\n  收到{requests.new.total}件，上年" \
 "{last.requests.new.total}件，另{requests.nothing}件。\n" \
 "requests:\n  new: {natural: 72, total: 75}\n"

static void
test_live_figures_are_numbers(void)
{
	struct term *t = open_lines(LIVE);
	int row, column;

	term_keys(t, PAGE_DOWN);
	term_shows(t, "收到75件，上年70件，另〔?〕件。");
	if (!term_find(t, "75件", &row, &column) ||
	    !term_cell(t, row, column).bold ||
	    term_cell(t, row, column + 2).bold)
		term_fail(t, "expected 75 in bold, and nothing behind it");
	term_keys(t, RIGHT RIGHT);
	term_shows(t, "收到75件");
	drive_expect_cursor(t, row, column);
	term_keys(t, RIGHT);
	term_shows(t, "收到{requests.new.total}件，上年70件");
	drive_expect_cursor(t, row, column + 1);
	term_keys(t, END);
	term_shows(t, "收到75件，上年70件，另〔?〕件。");
	drive_quit_unchanged(t);
}

static void
test_live_figures_follow_their_cells(void)
{
	struct term *t = open_lines(LIVE);

	drive_to_requests(t);
	term_keys(t, END "81" ENTER);
	for (int i = 0; i < 40 && !term_find(t, "收到", NULL, NULL); i++)
		term_keys(t, PAGE_UP);
	term_shows(t, "收到81件，上年70件");
	term_free(t);
}

static void
test_a_figure_goes_as_a_whole(void)
{
	struct term *t = open_lines(LIVE);

	term_keys(t, PAGE_DOWN);
	term_keys(t, RIGHT RIGHT DELETE);
	term_shows(t, "收到件，上年70件");
	drive_save_and_quit(t);
	drive_expect_in_file("report.yaml", "  收到件，上年{last.");
}

static void
test_offers_cells(void)
{
	struct term *t = open_lines("");

	term_keys(t, PAGE_DOWN);
	term_keys(t, "共{");
	term_shows(t, "Live figure");
	term_keys(t, "new.to");
	term_shows(t, "requests.new.total");
	term_lacks(t, "requests.granted");
	term_keys(t, DOWN);
	term_keys(t, ENTER "件，占{carried_in.total" TAB "/new.total 3" TAB
	                   "%1" ENTER "。");
	term_lacks(t, "Live figure");
	term_keys(t, "又{{括号{甲");
	term_shows(t, "no cell is called so");
	term_keys(t, ESCAPE);
	term_lacks(t, "Live figure");
	drive_save_and_quit(t);
	drive_expect_in_file("report.yaml", "共{last.requests.new.total}件");
	drive_expect_in_file("report.yaml", "{{括号{甲");
}

/* Closed, it comes back with what is typed next, if that names a cell. */
static void
test_offers_again(void)
{
	struct term *t = open_lines("");

	term_keys(t, PAGE_DOWN);
	term_keys(t, "共{new.t");
	term_keys(t, ESCAPE);
	term_lacks(t, "Live figure");
	term_keys(t, BACKSPACE);
	term_lacks(t, "Live figure");
	term_keys(t, "t");
	term_shows(t, "Live figure");
	term_keys(t, ENTER "件" BACKSPACE BACKSPACE);
	term_lacks(t, "Live figure");
	term_keys(t, " ");
	term_shows(t, "Live figure");
	term_keys(t, "- 1}，{{year，{");
	term_shows(t, "Live figure");
	term_keys(t, ESCAPE);
	term_keys(t, "甲" ENTER "year");
	term_lacks(t, "Live figure");
	drive_save_and_quit(t);
	drive_expect_in_file("report.yaml",
	                     "共{requests.new.total - 1}，{{year，{甲\n");
}

/* Total by total stands far down the form, and is called so twice. */
static void
test_offers_exact_names_first(void)
{
	struct term *t = open_lines("");

	term_keys(t, PAGE_DOWN);
	term_keys(t, "{total");
	term_shows(t, "Table 3/total/total");
	term_keys(t, ENTER "，{Table 3/total" DOWN ENTER);
	/* The decimals of a per cent name nothing. */
	term_keys(t, "{1/2 %1" ENTER);
	drive_save_and_quit(t);
	drive_expect_in_file("report.yaml",
	                     "{requests.total.total}，"
	                     "{last.requests.total.total}{1/2 %1}\n");
}

/* Names are typed as they are shown: their slashes divide nothing. */
static void
test_takes_names(void)
{
	struct term *t = open_lines("");

	term_keys(t, PAGE_DOWN);
	term_keys(t, "{Table 3/new/tot");
	term_shows(t, "requests.new.total");
	term_keys(t, ENTER "件，{Table 3/(1) granted/tot");
	term_shows(t, "requests.granted.total");
	term_keys(t, TAB " / Table 3/new/tot" TAB "%1}，{(3 + new/tot" TAB
	                 ") / 2 / legal");
	term_keys(t, ESCAPE);
	term_keys(t, "}。");
	drive_save_and_quit(t);
	drive_expect_in_file("report.yaml",
	                     "{requests.new.total}件，{requests.granted.total "
	                     "/ requests.new.total%1}，"
	                     "{(3 + requests.new.total) / 2 / legal}。");
}

/* Of an older form: what has no place in the new one is told. */
static void
test_begins_from_older_form(void)
{
	struct term *t;

	trial_write("2020.yaml",
	            "form: annual-2019\nagency: 某县人民政府\nyear: 2020\n"
	            "disclosure:\n  procurement: {projects: 6, amount: 251}\n"
	            "requests:\n  new: {natural: 7, total: 7}\n");
	t = drive_start(NULL, "en", NULL);
	term_keys(t, UP ENTER);
	term_shows(t, "procurement: projects 6, amount 251: left behind");
	term_shows(t, "left blank");
	term_keys(t, ESCAPE);
	term_shows(t, "Begun from last year's report");
	term_keys(t, CTRL_Q);
	term_keys(t, CTRL_Q);
	term_shows(t, "+ the report of 2021");
	term_type(t, CTRL_Q);
	term_expect_exit(t, 0);
	term_free(t);
}

/* Last year's file named otherwise, and back. */
static void
test_named_otherwise(void)
{
	struct term *t = open_years(24, 80);

	term_keys(t, TAB TAB TAB "x.yaml" ENTER);
	term_keys(t, F9_KEY);
	term_shows(t, "last year's report cannot be used");
	term_keys(t, CTRL_Z CTRL_Z);
	term_lacks(t, "* changed");
	term_keys(t, F9_KEY);
	term_lacks(t, "cannot be used");
	drive_to_requests(t);
	term_shows(t, "last year 64");
	drive_quit_unchanged(t);
}

static void
test_begins_from_last_year(void)
{
	struct term *t;

	trial_copy(LAST_YEAR, "pingtan-2021.yaml");
	t = drive_start(NULL, "en", NULL);
	term_shows(t, "+ the report of 2022, from last year's: pingtan-2021");
	term_keys(t, UP ENTER);
	/* What was done is read first. */
	term_shows(t, "From last year's report");
	term_shows(t, "办结69件”: 69 is now {requests.total.total}");
	term_shows(t, "70 is left as it is: two sums of the");
	term_keys(t, ENTER);
	term_lacks(t, "is left as it is");
	term_shows(t, "Begun from last year's report");
	term_shows(t, "* changed");
	term_shows(t, "平潭综合实验区管委会 2022");
	term_keys(t, CTRL_S);
	term_shows(t, "saved: pingtan-2022.yaml");
	/* Back in the list both years are there, and the next one is offered. */
	term_keys(t, CTRL_Q);
	term_shows(t, "+ the report of 2023, from last year's: pingtan-2022");
	term_type(t, CTRL_Q);
	term_expect_exit(t, 0);
	term_free(t);
	drive_expect_in_file("pingtan-2022.yaml",
	                     "year: 2022\nprevious: pingtan-2021.yaml\n");
	drive_expect_in_file("pingtan-2022.yaml",
	                     "本年度全区共收到70件申请，及时依法依规办结"
	                     "{requests.total.total}件");
	/* What was carried out is carried in. */
	drive_expect_in_file("pingtan-2022.yaml", "carried_in: {natural: 1,");
}

static const struct trial trials[] = {
	{"last_year_begins", test_begins_from_last_year},
	{"last_year_named_otherwise", test_named_otherwise},
	{"last_year_begins_from_older_form", test_begins_from_older_form},
	{"last_year_column", test_column_beside},
	{"last_year_column_scrolled", test_column_beside_is_scrolled_to},
	{"last_year_value", test_takes_last_value},
	{"last_year_missing", test_no_last_year},
	{"last_year_text", test_text_beside},
	{"last_year_old_sentence", test_confirms_an_old_sentence},
	{"explain_review", test_explains_a_review},
	{"explain_shown", test_explains_what_is_shown},
	{"explain_chosen", test_explains_what_was_chosen},
	{"explain_one_spot", test_goes_through_one_spot},
	{"explain_taken_back", test_takes_back_an_explanation},
	{"explain_no_error", test_explains_no_error},
	{"last_year_jump", test_a_jump_is_a_hint_at_once},
	{"live_numbers", test_live_figures_are_numbers},
	{"live_follow", test_live_figures_follow_their_cells},
	{"live_delete", test_a_figure_goes_as_a_whole},
	{"live_offers", test_offers_cells},
	{"live_takes_names", test_takes_names},
	{"live_exact_first", test_offers_exact_names_first},
	{"live_offers_again", test_offers_again},
};

int
main(int argc, char **argv)
{
	return trial_main(trials, sizeof trials / sizeof *trials, argc, argv);
}
