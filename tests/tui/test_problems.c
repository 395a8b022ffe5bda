/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/* The list of problems, what is left before the final form, undo across pages,
 * and the list of commands, driven by keys. */

#include "drive.h"
#include "trial.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define F6_KEY "\033[17~"
#define CTRL_G_KEY "\007"
#define CTRL_K_KEY "\013"
#define CTRL_T_KEY "\024"
#define CTRL_U_KEY "\025"
#define CTRL_Y_KEY "\031"

#define WRONG_CELL "new: {natural: 559"

/* The sample with one figure wrong, so that three relations fail. */
static struct term *
open_wrong(int rows, int columns)
{
	const struct term_options options = {.rows = rows, .columns = columns};
	char *text = trial_read(SAMPLE, NULL);
	char *found = strstr(text, "new: {natural: 558");

	if (found == NULL)
		trial_fail("expected in %s: new: {natural: 558", SAMPLE);
	found[strlen(WRONG_CELL) - 1] = '9';
	trial_write("report.yaml", text);
	free(text);
	return drive_start(&options, "zh_CN", "report.yaml");
}

static void
expect_before(struct term *t, const char *first, const char *then)
{
	int row, other;

	term_shows(t, first);
	term_shows(t, then);
	term_find(t, first, &row, NULL);
	term_find(t, then, &other, NULL);
	if (row >= other)
		term_fail(t, "expected %s above %s", first, then);
}

static void
test_list_by_section(void)
{
	struct term *t = open_wrong(24, 80);

	term_keys(t, CTRL_T_KEY);
	expect_before(t, "一、总体情况", "? 第一部分: 共1101字");
	expect_before(t, "? 第一部分: 共1101字",
	              "* 第一部分: 没有写明统计期限");
	expect_before(t, "* 第一部分: 没有写明统计期限", "二、主动公开");
	expect_before(t, "! 表三/自然人: 新收559",
	              "└ ! 表三/新收: 各项相加577");
	/* The current one in full, in the words of the status line. */
	term_shows(t, "[核实] 第一部分: 共1101字, 限1000字, 多101字; 请精简");
	term_keys(t, ESCAPE);
	term_lacks(t, "查找：");
	drive_quit_unchanged(t);
}

static void
test_goes_there(void)
{
	struct term *t = open_wrong(24, 80);

	term_keys(t, F6_KEY "表三 新收:" ENTER);
	term_lacks(t, "查找：");
	term_shows(t, "[错误] 表三/新收: 各项相加577, 总计填576, 少1");
	/* F8 goes on from there. */
	term_keys(t, F8);
	term_shows(t, "[提示] 第五部分");
	drive_quit_unchanged(t);
}

static void
test_nothing_matches(void)
{
	struct term *t = open_wrong(24, 80);

	term_keys(t, F6_KEY "没有这个");
	term_shows(t, "没有这样的问题");
	term_keys(t, ENTER);
	term_shows(t, "没有这样的问题");
	term_keys(t, BACKSPACE BACKSPACE BACKSPACE BACKSPACE);
	term_shows(t, "一、总体情况");
	term_keys(t, ESCAPE);
	drive_quit_unchanged(t);
}

static void
test_in_detail(void)
{
	struct term *t = open_wrong(40, 100);

	term_keys(t, F6_KEY "表三 自然人 结转" F1);
	term_shows(t, "规则 requests.balance  第一项加第二项之和");
	term_shows(t, "«   表三/新收/自然人  559");
	term_shows(t, "« + 表三/上年结转/自然人  1");
	term_shows(t, "»   表三/总计/自然人  548");
	term_shows(t, "所填 560  应为 559  相差 1");
	term_shows(t, "可能有误的格：表三/新收/自然人，现为559，应为558");
	term_keys(t, ESCAPE);
	term_shows(t, "查找：");
	term_keys(t, ESCAPE);
	drive_quit_unchanged(t);
}

static void
test_sides_in_the_grid(void)
{
	struct term *t = open_wrong(44, 100);
	int row, column;

	drive_to_requests(t);
	/* At the first cell the balance of its column is spoken of. */
	term_shows(t, "[«!559]");
	term_shows(t, "«1 ");
	term_shows(t, "»548");
	term_shows(t, "»11");
	/* Without colour too: nothing else has such marks. */
	term_find(t, "»11", &row, &column);
	if (term_cell(t, row, column).text[0] == '\0')
		term_fail(t, "expected a mark before 11");
	/* At the total of the row it is the sum across. */
	term_keys(t, END);
	term_shows(t, "[«!576]");
	term_shows(t, "»!559");
	term_shows(t, "»10");
	term_lacks(t, "»548");
	term_keys(t, DOWN DOWN);
	term_lacks(t, "»");
	drive_quit_unchanged(t);
}

static void
test_help_tells_what_was_found(void)
{
	struct term *t = open_wrong(44, 100);

	drive_to_requests(t);
	term_keys(t, F1);
	term_shows(t, "此处的问题");
	term_shows(t, "»   表三/总计/自然人  548");
	term_keys(t, ESCAPE);
	drive_quit_unchanged(t);
}

static void
test_left_to_final(void)
{
	struct term *t = open_wrong(24, 80);

	/* One cause, four reviews, two blanks; hints do not count. */
	term_shows(t, "离定稿还差7处");
	term_keys(t, CTRL_K_KEY "定稿" ENTER);
	term_shows(t, "离定稿还差：错误1 核实4 未填2");
	term_lacks(t, "统计期限");
	term_keys(t, ESCAPE);
	drive_to_requests(t);
	term_keys(t, "558" ENTER);
	term_shows(t, "离定稿还差6处");
	term_keys(t, UP "\032");
	term_shows(t, "离定稿还差7处");
	drive_quit_unchanged(t);
}

static void
test_can_be_final(void)
{
	struct term *t = drive_open(SOUND);

	term_shows(t, "✓ can be final");
	term_keys(t, CTRL_K_KEY "final check" ENTER);
	term_shows(t, "nothing is missing");
	drive_quit_unchanged(t);
}

/* Undo goes to the page where it undoes. */
static void
test_undo_across_pages(void)
{
	struct term *t = open_wrong(24, 80);

	drive_to_requests(t);
	term_keys(t, "558" ENTER);
	term_keys(t, PAGE_DOWN PAGE_DOWN PAGE_DOWN);
	term_keys(t, CTRL_Z);
	term_shows(t, "已撤销：表三/新收/自然人 559 → 558");
	term_shows(t, "559]");
	term_lacks(t, "* 已改");
	term_keys(t, CTRL_Y_KEY);
	term_shows(t, "已重做：表三/新收/自然人 559 → 558");
	term_shows(t, "[558]");
	term_keys(t, CTRL_Y_KEY);
	term_shows(t, "没有可重做的");
	/* Across a save: what was saved can be undone. */
	term_keys(t, CTRL_S);
	term_keys(t, CTRL_Z);
	term_shows(t, "559]");
	term_shows(t, "* 已改");
	term_keys(t, CTRL_Z);
	term_shows(t, "没有可撤销的");
	term_keys(t, CTRL_S);
	drive_quit_unchanged(t);
	drive_expect_one_line("report.yaml", SAMPLE, "new: {natural: 558",
	                      WRONG_CELL);
}

static void
test_commands_by_name(void)
{
	struct term *t = open_wrong(24, 80);

	term_keys(t, CTRL_K_KEY);
	term_shows(t, "当前位置的帮助");
	term_keys(t, "undo");
	term_shows(t, "Ctrl+Z");
	/* Grey, with the reason, and not to be chosen. */
	term_shows(t, "没有可撤销的");
	term_keys(t, ENTER);
	term_shows(t, "查找：");
	/* By its key, too. */
	term_keys(t, BACKSPACE BACKSPACE BACKSPACE BACKSPACE "F6");
	term_shows(t, "问题清单");
	term_keys(t, ENTER);
	term_shows(t, "一、总体情况");
	term_shows(t, "F1 详情");
	term_keys(t, ESCAPE);
	drive_quit_unchanged(t);
}

/* --- moving about, filling --- */

static struct term *
open_empty(void)
{
	trial_write("report.yaml",
	            "form: annual-2021\nagency: 某局\nyear: 2023\n");
	return drive_start(NULL, "zh_CN", "report.yaml");
}

static void
test_go_to(void)
{
	struct term *t = open_empty();

	term_keys(t, CTRL_G_KEY "3" ENTER);
	term_shows(t, "一、本年新收政府信息公开申请数量 · 申请人情况 / 自然人");
	term_keys(t, CTRL_G_KEY "第三方" ENTER);
	term_shows(t, "4.保护第三方合法权益 · 申请人情况 / 自然人");
	term_keys(t, CTRL_G_KEY "requests.total.research" ENTER);
	term_shows(t, "（七）总计 · 申请人情况 / 法人或其他组织 / 科研机构");
	term_keys(t, CTRL_G_KEY "nowhere");
	term_shows(t, "没有这样的部分、行或格");
	term_keys(t, ESCAPE);
	drive_quit_unchanged(t);
}

static void
test_next_unfilled(void)
{
	struct term *t = open_empty();

	term_keys(t, CTRL_U_KEY);
	term_shows(t, "一、总体情况");
	term_keys(t, CTRL_U_KEY);
	term_shows(t, "表二/规章/制发");
	term_keys(t, CTRL_U_KEY CTRL_U_KEY CTRL_U_KEY);
	term_shows(t, "表二/规范性文件/制发");
	/* Over the last one, from the start again. */
	term_keys(t, CTRL_G_KEY "6" ENTER CTRL_U_KEY);
	term_shows(t, "从头继续");
	term_shows(t, "一、总体情况");
	drive_quit_unchanged(t);
}

/* Each table's blanks are a stop, and a row of the list, of their own. */
static void
test_blank_tables_apart(void)
{
	struct term *t = open_empty();

	term_keys(t, CTRL_G_KEY "3" ENTER CTRL_HOME);
	term_keys(t, F8);
	term_shows(t, "复议");
	term_keys(t, F6_KEY "表四");
	term_shows(t, "四、政府信息公开行政复议、行政诉讼情况");
	term_shows(t, "15格未填");
	term_keys(t, ESCAPE);
	drive_quit_unchanged(t);
}

static void
test_fills_zeros(void)
{
	struct term *t = open_empty();

	drive_to_requests(t);
	term_keys(t, RIGHT "7" ENTER);
	term_keys(t, CTRL_K_KEY "空格填" ENTER);
	term_shows(t, "已把143个空格填 0，合计未动");
	term_keys(t, CTRL_Z);
	term_shows(t, "已撤销：143个空格填 0");
	term_shows(t, "○174");
	term_keys(t, "\031" CTRL_S);
	drive_quit_unchanged(t);
	drive_expect_in_file("report.yaml",
	                     "new: {natural: 0, business: 7, research: 0, "
	                     "charity: 0, legal: 0, other: 0, total: ~}");
	drive_expect_in_file("report.yaml", "total: {natural: ~, business: ~,");
	drive_expect_in_file("report.yaml", "carried_out: {natural: 0,");
}

static void
test_entry_along_the_row(void)
{
	struct term *t = open_empty();

	drive_to_requests(t);
	term_keys(t, CTRL_K_KEY "回车" ENTER);
	term_shows(t, "回车改为按行向右");
	term_keys(t, "1" ENTER "2" ENTER "3" ENTER "4" ENTER "5" ENTER "6" ENTER
	             "=" ENTER);
	term_shows(t, "二、上年结转政府信息公开申请数量 · 申请人情况 / 自然人");
	term_keys(t, CTRL_K_KEY "回车" ENTER);
	term_keys(t, "7" ENTER);
	term_shows(t, "（一）予以公开");
	term_keys(t, CTRL_S);
	drive_quit_unchanged(t);
	drive_expect_in_file("report.yaml",
	                     "new: {natural: 1, business: 2, research: 3, "
	                     "charity: 4, legal: 5, other: 6, total: 21}");
}

static const struct trial trials[] = {
	{"problems_by_section", test_list_by_section},
	{"problems_enter", test_goes_there},
	{"problems_nothing", test_nothing_matches},
	{"problems_in_detail", test_in_detail},
	{"problems_sides", test_sides_in_the_grid},
	{"problems_help", test_help_tells_what_was_found},
	{"final_left", test_left_to_final},
	{"final_done", test_can_be_final},
	{"undo_across_pages", test_undo_across_pages},
	{"commands_by_name", test_commands_by_name},
	{"go_to", test_go_to},
	{"next_unfilled", test_next_unfilled},
	{"blank_tables_apart", test_blank_tables_apart},
	{"fill_zeros", test_fills_zeros},
	{"entry_along_the_row", test_entry_along_the_row},
};

int
main(int argc, char **argv)
{
	return trial_main(trials, sizeof trials / sizeof *trials, argc, argv);
}
