/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/* Selecting, cutting and pasting, finding and replacing, pointing at a cell,
 * and what is marked in a text, driven by keys. */

#include "drive.h"
#include "trial.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SHIFT_LEFT "\033[1;2D"
#define SHIFT_RIGHT "\033[1;2C"
#define SHIFT_UP "\033[1;2A"
#define SHIFT_DOWN "\033[1;2B"
#define SHIFT_HOME "\033[1;2H"
#define SHIFT_END "\033[1;2F"
#define CTRL_CARET "\036"
#define CTRL_F "\006"
#define CTRL_K "\013"
#define CTRL_V "\026"
#define CTRL_X "\030"

/* At 80 x 24 the page's text begins here. */
#define TOP 2
#define LEFT_EDGE 18
#define INDENT 4

/* A new report, at its first narrative section. */
static struct term *
start_prose(int rows, int columns)
{
	struct term *t = drive_start(
		&(struct term_options){.rows = rows, .columns = columns}, "en",
		"new.yaml");

	term_keys(t, PAGE_DOWN);
	term_shows(t, "一、总体情况");
	return t;
}

/* The cells of a row of the page that are reversed: columns [from, to). */
static void
expect_reversed(struct term *t, int row, int from, int to)
{
	for (int column = LEFT_EDGE - 1; column < term_columns(t); column++) {
		bool wanted = column >= from && column < to;
		struct term_cell its = term_cell(t, TOP + row, column);

		/* The second half of a character goes with the first. */
		if (its.width == 0)
			continue;
		if (its.reverse != wanted)
			term_fail(t,
			          "row %d: expected columns %d to %d "
			          "reversed, seen column %d %s",
			          row, from, to, column,
			          its.reverse ? "reversed" : "plain");
	}
}

/* 31 ideographs, of which 28 fit the first line: at both sides of a wrap, and
 * at the screen's right edge. */
static void
test_selects_at_the_wrap(void)
{
	struct term *t = start_prose(24, 80);

	term_keys(t, "一二三四五六七八九十一二三四五六七八九十一二三四五六七八"
	             "九十一");
	term_keys(t, SHIFT_LEFT SHIFT_LEFT);
	expect_reversed(t, 1, LEFT_EDGE + 2, LEFT_EDGE + 6);
	term_keys(t, SHIFT_LEFT SHIFT_LEFT);
	expect_reversed(t, 0, LEFT_EDGE + INDENT + 54, LEFT_EDGE + INDENT + 56);
	expect_reversed(t, 1, LEFT_EDGE, LEFT_EDGE + 6);
	drive_expect_cursor(t, TOP, LEFT_EDGE + INDENT + 54);
	term_keys(t, SHIFT_HOME);
	expect_reversed(t, 0, LEFT_EDGE + INDENT, LEFT_EDGE + INDENT + 56);
	expect_reversed(t, 1, LEFT_EDGE, LEFT_EDGE + 6);
	/* A smaller window shows the same text selected. */
	term_resize(t, 16, 61);
	term_sync(t);
	if (!term_cell(t, TOP, 8 + INDENT).reverse ||
	    !term_cell(t, TOP + 1, 8).reverse ||
	    term_cell(t, TOP + 1, 30).reverse)
		term_fail(t, "expected all of the text reversed");
	term_resize(t, 24, 80);
	term_sync(t);
	term_keys(t, SHIFT_RIGHT LEFT);
	expect_reversed(t, 0, 0, 0);
	term_free(t);
}

static void
test_selects_line_breaks(void)
{
	struct term *t = start_prose(24, 80);

	term_keys(t, "甲" ENTER ENTER "乙" SHIFT_UP SHIFT_UP);
	expect_reversed(t, 0, LEFT_EDGE + INDENT + 2, LEFT_EDGE + INDENT + 3);
	expect_reversed(t, 1, LEFT_EDGE + INDENT, LEFT_EDGE + INDENT + 1);
	expect_reversed(t, 2, LEFT_EDGE + INDENT, LEFT_EDGE + INDENT + 2);
	term_keys(t, "丙");
	drive_expect_row(t, TOP, "│     甲丙");
	drive_expect_row(t, TOP + 1, "│");
	term_keys(t, CTRL_Z);
	drive_expect_row(t, TOP + 2, "│     乙");
	term_free(t);
}

/* Typing, Enter, Backspace, Delete and pasting replace it, each in one step. */
static void
test_replaces(void)
{
	static const struct {
		const char *keys, *row;
	} cases[] = {
		{"外", "│     政外开"},
		{BACKSPACE, "│     政开"},
		{DELETE, "│     政开"},
		{PASTE_BEGIN "务" PASTE_END, "│     政务开"},
		{"（x", "│     政（x开"},
	};
	struct term *t = start_prose(24, 80);

	term_keys(t, "政府公开");
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		term_keys(t, HOME RIGHT SHIFT_RIGHT SHIFT_RIGHT);
		term_keys(t, cases[i].keys);
		drive_expect_row(t, TOP, cases[i].row);
		term_keys(t, CTRL_Z);
		drive_expect_row(t, TOP,
		                 i + 1 < sizeof cases / sizeof *cases
		                         ? "│     政府公开"
		                         : "│     政（开");
	}
	term_free(t);
}

static void
test_cut_and_pasted_elsewhere(void)
{
	struct term *t = start_prose(24, 80);

	term_keys(t, CTRL_V);
	term_shows(t, "nothing was cut or copied here yet");
	term_keys(t, CTRL_X);
	term_shows(t, "nothing is selected");
	term_keys(t, CTRL_C);
	term_shows(t, "Ctrl+Q quits; Ctrl+S saves");
	term_keys(t, "根据条例" SHIFT_LEFT SHIFT_LEFT CTRL_X);
	term_shows(t, "2 characters cut");
	drive_expect_row(t, TOP, "│     根据");
	/* Into a field of the report's page, and the preamble. */
	term_keys(t, PAGE_UP CTRL_V TAB TAB TAB TAB TAB CTRL_V "。" CTRL_V);
	drive_expect_row(t, TOP, "Agency            条例");
	term_shows(t, "│     条例。条例");
	term_keys(t, SHIFT_HOME CTRL_C);
	term_shows(t, "5 characters copied");
	term_keys(t, CTRL_Z);
	term_shows(t, "undone: pasted text");
	term_shows(t, "│     条例。");
	term_lacks(t, "条例。条例");
	drive_save_and_quit(t);
	drive_expect_in_file("new.yaml", "agency: 条例\npreamble: |\n  条例。\n"
	                                 "overview: |\n  根据\n");
}

static void
test_marks(void)
{
	struct term *t = start_prose(24, 80);

	term_keys(t, "政府信息公开" CTRL_CARET);
	term_shows(t, "a selection begins");
	term_keys(t, LEFT LEFT);
	expect_reversed(t, 0, LEFT_EDGE + INDENT + 8, LEFT_EDGE + INDENT + 12);
	term_keys(t, CTRL_HOME CTRL_X);
	term_shows(t, "6 characters cut");
	drive_expect_row(t, TOP, "│");
	term_keys(t, CTRL_V CTRL_V);
	drive_expect_row(t, TOP, "│     政府信息公开政府信息公开");
	term_free(t);
}

/* --- the fields of the report's page --- */

static void
test_fields_are_replaced(void)
{
	struct term *t = drive_open(SAMPLE);

	drive_expect_row(t, TOP, "Agency            广州市从化区人民政府");
	if (!term_cell(t, TOP, 36).reverse || term_cell(t, TOP, 56).reverse)
		term_fail(t, "expected the agency reversed");
	term_keys(t, TAB SHIFT_TAB END "办");
	drive_expect_row(t, TOP, "广州市从化区人民政府办");
	term_keys(t, ESCAPE);
	drive_expect_row(t, TOP, "Agency            广州市从化区人民政府");
	term_lacks(t, "政府办");
	term_keys(t, "某局");
	drive_expect_row(t, TOP, "Agency            某局");
	term_lacks(t, "从化区人");
	term_keys(t, ESCAPE);
	term_keys(t, CTRL_Z);
	term_shows(t, "undone: Agency as it was");
	drive_expect_row(t, TOP, "Agency            某局");
	/* Typing goes on where undo left it. */
	term_keys(t, "长");
	drive_expect_row(t, TOP, "Agency            某局长");
	term_keys(t, ESCAPE);
	drive_expect_row(t, TOP, "Agency            广州市从化区人民政府");
	drive_save_and_quit(t);
	drive_expect_same("report.yaml", SAMPLE);
}

static void
test_kind_of_agency(void)
{
	struct term *t;

	trial_copy(SOUND, "report.yaml");
	t = drive_start(NULL, "zh_CN", "report.yaml");
	term_shows(t, "（按名称: 部门）");
	term_keys(t, TAB "街道");
	term_shows(t, "街道");
	term_keys(t, TAB);
	drive_expect_row(t, TOP + 1, "乡镇街道");
	term_keys(t, CTRL_S);
	drive_expect_in_file("report.yaml", "agency_kind: township\n");
	term_keys(t, UP);
	if (!term_cell(t, TOP + 1, 28).reverse)
		term_fail(t, "expected the kind reversed");
	term_keys(t, LEFT BACKSPACE);
	term_shows(t, "（按名称: 部门）");
	term_keys(t, CTRL_Z);
	drive_expect_row(t, TOP + 1, "乡镇街道");
	/* Undo comes past the word that was typed. */
	term_keys(t, CTRL_Z CTRL_Z CTRL_Z);
	term_shows(t, "（按名称: 部门）");
	drive_save_and_quit(t);
	drive_expect_same("report.yaml", SOUND);
}

/* --- finding --- */

static void
test_finds_in_all_texts(void)
{
	struct term *t = drive_open(SAMPLE);
	int row, column;

	term_keys(t, CTRL_F);
	term_keys(t, ENTER);
	term_shows(t, "type what is to be found");
	term_keys(t, "没有这样的话" ENTER);
	term_shows(t, "“没有这样的话” is in no section's text");
	term_keys(t, ESCAPE);
	term_keys(t, CTRL_F "公开" ENTER);
	term_shows(t, "“公开”, 1 of ");
	if (!term_find(t, "公开的部署", &row, &column) ||
	    !term_cell(t, row, column).reverse ||
	    !term_cell(t, row, column + 2).reverse)
		term_fail(t, "expected the match reversed");
	/* Round all sections, and to the first again. */
	term_shows(t, "一、总体情况");
	term_keys(t, UP);
	term_shows(t, "五、存在的主要问题及改进情况");
	term_shows(t, "begun anew");
	term_keys(t, ENTER);
	term_shows(t, "“公开”, 1 of ");
	term_shows(t, "begun anew");
	term_keys(t, ESCAPE);
	/* The last one is offered, and goes on from the match. */
	term_keys(t, CTRL_F ENTER);
	term_shows(t, "“公开”, 2 of ");
	term_keys(t, ESCAPE);
	drive_quit_unchanged(t);
}

static void
test_replaces_what_it_finds(void)
{
	struct term *t = start_prose(24, 80);

	term_keys(t, "ABC甲abc乙Abc" CTRL_HOME CTRL_F "abc" ENTER);
	term_shows(t, "“abc”, 1 of 3");
	term_keys(t, RIGHT RIGHT ENTER "丙丁" ENTER);
	term_shows(t, "“abc” → “丙丁”, 1 of 3");
	term_keys(t, ENTER);
	drive_expect_row(t, TOP, "│     丙丁甲abc乙Abc");
	term_shows(t, "1 of 2");
	term_keys(t, RIGHT ENTER);
	term_shows(t, "2 of 2");
	term_keys(t, LEFT ENTER);
	drive_expect_row(t, TOP, "│     丙丁甲abc乙丙丁");
	term_keys(t, ENTER);
	drive_expect_row(t, TOP, "│     丙丁甲丙丁乙丙丁");
	term_shows(t, "“abc” is found no more");
	term_keys(t, CTRL_Z);
	term_shows(t, "undone: replacing “abc” by “丙丁”");
	drive_expect_row(t, TOP, "│     丙丁甲abc乙丙丁");
	term_free(t);
}

/* What replaces it has it again; all of it is one step. */
static void
test_replaces_all(void)
{
	struct term *t = drive_open(SAMPLE);

	term_keys(t, CTRL_F "公开" ENTER RIGHT RIGHT ENTER "公开公开" ENTER);
	term_keys(t, RIGHT RIGHT ENTER);
	term_shows(t, "replaced at 48 places");
	term_shows(t, "五、存在的主要问题及改进情况");
	term_keys(t, CTRL_Z);
	term_shows(t, "一、总体情况");
	drive_save_and_quit(t);
	drive_expect_same("report.yaml", SAMPLE);
}

/* --- pointing --- */

static void
open_pointing(struct term *t)
{
	term_keys(t, CTRL_K "pointing" ENTER);
	term_shows(t, "Move to the cell whose figure goes into the text");
}

static void
test_points(void)
{
	struct term *t = drive_open(SAMPLE);

	/* In a field of one line there is nothing to point for. */
	term_keys(t, CTRL_K "pointing" ENTER);
	term_lacks(t, "Move to the cell");
	term_keys(t, ESCAPE);
	term_keys(t, PAGE_DOWN CTRL_HOME "共");
	open_pointing(t);
	term_shows(t, "{disclosure.regulations.made} = 0");
	/* What would edit does nothing. */
	term_keys(t, "77" DELETE CTRL_S);
	term_shows(t, "{disclosure.regulations.made} = 0");
	for (int i = 0; i < 8; i++)
		term_keys(t, PAGE_DOWN);
	term_shows(t, "{proceedings.");
	for (int i = 0; i < 8; i++)
		term_keys(t, PAGE_UP);
	term_shows(t, "{disclosure.");
	term_keys(t, CTRL_HOME DOWN);
	term_shows(t, "{disclosure.normative_documents.made} = 13");
	term_keys(t, ENTER);
	term_shows(t, "│     共{disclosure.normative_documents.made}2022年");
	term_keys(t, HOME);
	term_shows(t, "│     共132022年");
	/* The next begins there, and Esc puts nothing in. */
	open_pointing(t);
	term_shows(t, "{disclosure.normative_documents.made} = 13");
	term_keys(t, ESCAPE);
	term_shows(t, "│     共132022年");
	term_keys(t, CTRL_Z);
	term_shows(t, "undone: a live figure");
	term_shows(t, "│     共2022年");
	term_keys(t, CTRL_Z);
	drive_save_and_quit(t);
	drive_expect_same("report.yaml", SAMPLE);
}

/* --- marks --- */

static void
expect_underlined(struct term *t, const char *text, bool wanted)
{
	int row, column;

	if (!term_find(t, text, &row, &column))
		term_fail(t, "expected on the screen: %s", text);
	if (term_cell(t, row, column).underline != wanted)
		term_fail(t, "expected %s %s", text,
		          wanted ? "underlined" : "not underlined");
}

/* What was found is underlined, and moves with the text. */
static void
test_marks_what_was_found(void)
{
	struct term *t = start_prose(24, 80);

	term_keys(t, "全年收到申请×××件。" CTRL_HOME);
	expect_underlined(t, "×××", true);
	expect_underlined(t, "全年", false);
	term_keys(t, "今年");
	expect_underlined(t, "×××", true);
	expect_underlined(t, "申请", false);
	term_free(t);
}

static const struct trial trials[] = {
	{"select_at_the_wrap", test_selects_at_the_wrap},
	{"select_line_breaks", test_selects_line_breaks},
	{"select_replaces", test_replaces},
	{"select_cut_and_pasted", test_cut_and_pasted_elsewhere},
	{"select_marks", test_marks},
	{"fields_are_replaced", test_fields_are_replaced},
	{"fields_kind_of_agency", test_kind_of_agency},
	{"find_in_all_texts", test_finds_in_all_texts},
	{"find_replaces", test_replaces_what_it_finds},
	{"find_replaces_all", test_replaces_all},
	{"point", test_points},
	{"text_marks_what_was_found", test_marks_what_was_found},
};

int
main(int argc, char **argv)
{
	return trial_main(trials, sizeof trials / sizeof *trials, argc, argv);
}
