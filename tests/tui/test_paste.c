/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/* Blocks from a spreadsheet, pasted into tables. */

#include "drive.h"
#include "trial.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"

#define ROWS 25
#define COLUMNS 7

static const char empty[] = "form: annual-2021\nagency: 某局\nyear: 2023\n";

static struct term *
open_empty(const char *language)
{
	trial_write("report.yaml", empty);
	return drive_start(NULL, language, "report.yaml");
}

/* Figures of all lengths, none like its neighbours. */
static int
figure_at(int row, int column)
{
	static const int sizes[] = {1, 10, 100, 1000, 100000};

	return (row * 31 + column * 7) % 10 * sizes[(row + column) % 5] + row;
}

static void
add(char *text, size_t size, const char *more)
{
	size_t length = strlen(text);

	if (length + strlen(more) + 1 > size)
		trial_fail("expected less than %zu bytes of keys", size);
	memcpy(text + length, more, strlen(more) + 1);
}

static void
fill(char *text, size_t size, const char *between, const char *after_row)
{
	char figure[32];

	for (int row = 0; row < ROWS; row++)
		for (int column = 0; column < COLUMNS; column++) {
			snprintf(figure, sizeof figure, "%d%s",
			         figure_at(row, column),
			         column + 1 < COLUMNS ? between : after_row);
			add(text, size, figure);
		}
}

static void
test_pasted_is_as_typed(void)
{
	char keys[8192] = "", paste[8192] = PASTE_BEGIN;
	struct term *t = open_empty("en");
	char *path = trial_path("report.yaml");
	char *typed, *pasted;

	fill(keys, sizeof keys, TAB, TAB);
	fill(paste, sizeof paste, "\t", "\r");
	add(paste, sizeof paste, PASTE_END);
	drive_to_requests(t);
	term_keys(t, keys);
	term_keys(t, CTRL_S);
	drive_quit_unchanged(t);
	typed = trial_read(path, NULL);

	t = open_empty("en");
	drive_to_requests(t);
	term_keys(t, paste);
	term_shows(t, "Paste: 175 figures go in, 0 stay out");
	/* Nothing has gone in yet. */
	term_lacks(t, "* changed");
	term_keys(t, ENTER);
	term_shows(t, "175 figures were pasted");
	term_keys(t, CTRL_S);
	pasted = trial_read(path, NULL);
	if (strcmp(typed, pasted) != 0)
		trial_fail("expected the file as after typing:\n%s\nseen:\n%s",
		           typed, pasted);
	/* All of it is one step. */
	term_keys(t, CTRL_Z);
	term_shows(t, "undone: 175 pasted figures");
	term_keys(t, CTRL_S);
	drive_quit_unchanged(t);
	free(path);
	free(typed);
	free(pasted);
}

static void
test_shows_what_stays_out(void)
{
	struct term *t = open_empty("zh_CN");

	drive_to_requests(t);
	term_keys(t,
	          PASTE_BEGIN "\t自然人\t总计\r"
	                      "一、本年新收政府信息公开申请数量\t５５８件\t1,2"
	                      "34\r结转下年度继续办理\t暂缺\r"
	                      "不认识的一行\t9" PASTE_END);
	term_shows(t, "填入2个数，5项不填；按行名对应");
	term_shows(t, "表三/新收/自然人  558");
	term_shows(t, "表三/新收/商业企业  1234");
	term_shows(t, "不填入的");
	term_shows(t, "第1行“自然人”");
	term_shows(t, "第4行“不认识的一行”");
	term_shows(t, "本表没有这样的行");
	term_keys(t, ESCAPE);
	term_lacks(t, "* 已改");
	drive_quit_unchanged(t);
}

static void
test_nothing_has_a_place(void)
{
	struct term *t = open_empty("en");

	drive_to_requests(t);
	term_keys(t, PASTE_BEGIN "甲\t乙\r丙\t丁" PASTE_END);
	term_shows(t, "nothing was changed");
	term_lacks(t, "Search:");
	/* In a text the same block is text. */
	term_keys(t, PAGE_UP PAGE_UP PAGE_UP PAGE_UP);
	term_keys(t, PAGE_DOWN);
	term_keys(t, PASTE_BEGIN "甲\t1\r乙\033[31m\t2" PASTE_END);
	term_shows(t, "甲 1");
	term_shows(t, "乙 2");
	term_keys(t, CTRL_Z);
	term_lacks(t, "甲");
	term_lacks(t, "乙");
	term_keys(t, CTRL_S);
	drive_quit_unchanged(t);
}

/* More than any table holds: a message at once. */
static void
test_too_long(void)
{
	struct term *t = open_empty("en");
	size_t size = 200 * 1024;
	struct buffer paste = {0};

	buffer_puts(&paste, PASTE_BEGIN);
	while (paste.length < size)
		buffer_puts(&paste, "1\t");
	buffer_puts(&paste, PASTE_END);
	drive_to_requests(t);
	term_keys(t, paste.data);
	term_shows(t, "too long for a table (199 KiB, at most 128)");
	term_lacks(t, "* changed");
	buffer_free(&paste);
	drive_quit_unchanged(t);
}

static const struct trial trials[] = {
	{"paste_as_typed", test_pasted_is_as_typed},
	{"paste_left_out", test_shows_what_stays_out},
	{"paste_nothing", test_nothing_has_a_place},
	{"paste_too_long", test_too_long},
};

int
main(int argc, char **argv)
{
	return trial_main(trials, sizeof trials / sizeof *trials, argc, argv);
}
