/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/* The tables, driven by keys. */

#include "drive.h"
#include "term.h"
#include "trial.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BACK_TAB "\033[Z"

/* What each table alone shows. */
#define TABLE_TWO "第二十条第（一）项"
#define TABLE_THREE "Carried in"
#define TABLE_FOUR "Direct suit"

static struct term *
start(int rows, int columns, const char *type, const char *file)
{
	char *program = trial_beside("../../nianbao");
	const char *const argv[] = {program, "--lang", "en", file, NULL};
	struct term *t = term_start(&(struct term_options){.rows = rows,
	                                                   .columns = columns,
	                                                   .type = type},
	                            argv);

	free(program);
	term_sync(t);
	return t;
}

/* On from page to page until the table is shown, on its first cell. */
static void
go_to(struct term *t, const char *table)
{
	for (int i = 0; i < 40 && !term_find(t, table, NULL, NULL); i++)
		term_keys(t, PAGE_DOWN);
	term_shows(t, table);
	term_keys(t, CTRL_HOME);
}

/* The published report of 2022, in one of its tables. */
static struct term *
start_sample(int rows, int columns, const char *table)
{
	struct term *t;

	trial_copy(SOURCE_DIR "/tests/data/conghua-2022.yaml", "report.yaml");
	t = start(rows, columns, NULL, "report.yaml");
	go_to(t, table);
	return t;
}

static void
quit_unchanged(struct term *t)
{
	term_lacks(t, "* changed");
	term_type(t, CTRL_Q);
	term_expect_exit(t, 0);
	term_free(t);
}

static void
save_and_quit(struct term *t)
{
	term_keys(t, CTRL_S);
	term_lacks(t, "* changed");
	term_type(t, CTRL_Q);
	term_expect_exit(t, 0);
	term_free(t);
}

static void
quit_without_saving(struct term *t)
{
	term_keys(t, CTRL_Q);
	term_type(t, CTRL_Q);
	term_expect_exit(t, 0);
	term_free(t);
}

static void
expect_in_file(const char *text)
{
	char *path = trial_path("report.yaml");
	char *bytes = trial_read(path, NULL);

	if (strstr(bytes, text) == NULL)
		trial_fail("expected in the file:\n%s\nseen:\n%s", text, bytes);
	free(bytes);
	free(path);
}

/* The row of the screen with this label shows the text right of it. */
static void
expect_row(struct term *t, const char *label, const char *text)
{
	int row;
	const char *seen;

	if (!term_find(t, label, &row, NULL))
		term_fail(t, "expected a row %s", label);
	seen = strstr(term_row(t, row), label) + strlen(label);
	if (strstr(seen, text) == NULL)
		term_fail(t, "expected in the row %s: %s", label, text);
}

/* The caret stands right before the closing bracket of the current cell. */
static void
expect_caret(struct term *t)
{
	struct term_cursor cursor = term_cursor(t);

	if (!cursor.visible ||
	    strcmp(term_cell(t, cursor.row, cursor.column + 1).text, "]") != 0)
		term_fail(t,
		          "expected the cursor in the current cell, seen "
		          "%d:%d",
		          cursor.row, cursor.column);
}

static void
test_an_entry_is_checked_at_once(void)
{
	struct term *t = start_sample(24, 80, TABLE_THREE);

	expect_row(t, "1 New this year", "[558]");
	expect_caret(t);
	term_keys(t, "559" ENTER);
	expect_row(t, "1 New this year", "!559");
	expect_row(t, "2 Carried in", "[«1]");
	expect_row(t, "Balance", "+1");
	term_shows(t, "* changed");
	term_keys(t, UP);
	term_shows(t, "[error]");
	term_keys(t, "558" TAB);
	expect_row(t, "1 New this year", "[10]");
	expect_row(t, "Balance", "✓");
	term_lacks(t, "[error]");
	save_and_quit(t);
	expect_in_file("new: {natural: 558, business: 10,");
}

static void
test_only_figures_are_typed(void)
{
	struct term *t = start_sample(24, 80, TABLE_THREE);

	term_keys(t, "q");
	term_shows(t, "a figure is wanted here: digits only");
	term_keys(t, "年");
	term_shows(t, "a figure is wanted here: digits only");
	expect_row(t, "1 New this year", "[558]");
	quit_unchanged(t);
}

static void
test_fullwidth_figures(void)
{
	struct term *t = start_sample(24, 80, TABLE_THREE);

	term_keys(t, "１２３" ENTER);
	expect_row(t, "1 New this year", "123");
	term_keys(t, "１，２３４" ENTER);
	expect_row(t, "2 Carried in", "1234");
	quit_without_saving(t);
}

static void
test_what_is_no_figure_is_kept(void)
{
	struct term *t = start_sample(24, 80, TABLE_THREE);

	term_keys(t, "1-2" TAB UP LEFT);
	expect_row(t, "1 New this year", "1-2]");
	term_shows(t, "[error]");
	save_and_quit(t);
	expect_in_file("natural: 1-2");
}

static void
test_escape_restores(void)
{
	struct term *t = start_sample(24, 80, TABLE_THREE);

	term_keys(t, "99");
	expect_row(t, "1 New this year", "[99 ");
	term_keys(t, ESCAPE);
	expect_row(t, "1 New this year", "[558]");
	term_keys(t, F2 BACKSPACE BACKSPACE ESCAPE);
	expect_row(t, "1 New this year", "[558]");
	/* An entry that no key changed is none. */
	term_keys(t, F2 ENTER);
	expect_row(t, "1 New this year", " 558");
	quit_unchanged(t);
}

static void
test_editing_in_place(void)
{
	struct term *t = start_sample(24, 80, TABLE_THREE);

	term_keys(t, F2 HOME RIGHT DELETE "0");
	expect_row(t, "1 New this year", "[508 ");
	term_keys(t, END BACKSPACE "71" ENTER);
	expect_row(t, "1 New this year", "!5071");
	quit_without_saving(t);
}

static void
test_blank_is_not_nought(void)
{
	struct term *t = start_sample(24, 80, TABLE_THREE);

	term_keys(t, DOWN DELETE);
	expect_row(t, "2 Carried in", "[·]");
	term_shows(t, "[todo]");
	expect_row(t, "Balance", "…");
	term_keys(t, UP BACKSPACE);
	expect_row(t, "1 New this year", "[·]");
	save_and_quit(t);
	expect_in_file("new: {natural: ~, business: 10,");
}

static void
test_taking_the_computed_value(void)
{
	struct term *t = start_sample(24, 80, TABLE_THREE);

	term_keys(t, "=");
	term_shows(t, "nothing is computed in this cell");
	term_keys(t, END "5" TAB BACK_TAB);
	term_shows(t, "due 576");
	term_keys(t, "＝");
	term_shows(t, "576 was put in");
	expect_row(t, "1 New this year", "[576]");
	quit_without_saving(t);
}

static void
test_pasting(void)
{
	struct term *t = start_sample(24, 80, TABLE_THREE);

	term_keys(t, PASTE_BEGIN " 1,234\n" PASTE_END);
	expect_row(t, "1 New this year", "1234]");
	term_keys(t, PASTE_BEGIN "1\t2\n3\t4\n" PASTE_END);
	term_shows(t, "Paste: 4 figures go in, 0 stay out");
	term_keys(t, ESCAPE);
	term_keys(t, PASTE_BEGIN "办结" PASTE_END);
	term_shows(t, "what was pasted is no figure; nothing was changed");
	term_keys(t, PASTE_BEGIN CTRL_Q PASTE_END);
	term_shows(t, "nothing was pasted");
	expect_row(t, "1 New this year", "1234]");
	quit_without_saving(t);
}

static void
test_moving(void)
{
	struct term *t = start_sample(24, 80, TABLE_THREE);

	term_keys(t, RIGHT RIGHT DOWN DOWN LEFT);
	expect_row(t, "(1) Granted", "[2]");
	term_keys(t, END);
	expect_row(t, "(1) Granted", "[336]");
	term_keys(t, END);
	expect_row(t, "4 Carried out", "[11]");
	term_keys(t, HOME);
	expect_row(t, "4 Carried out", "[11]");
	term_keys(t, HOME);
	expect_row(t, "1 New this year", "[558]");
	term_keys(t, CTRL_END UP);
	expect_row(t, "(7) Total", "[566]");
	/* The heads hold still. */
	term_shows(t, "People");
	/* Down the column, then to the top of the next one. */
	term_keys(t, DOWN HOME ENTER);
	expect_row(t, "1 New this year", "[10]");
	term_keys(t, BACK_TAB BACK_TAB);
	term_shows(t, TABLE_TWO);
	term_keys(t, TAB);
	expect_row(t, "1 New this year", "[558]");
	quit_unchanged(t);
}

static void
test_pages(void)
{
	struct term *t = start_sample(24, 80, TABLE_THREE);

	term_keys(t, PAGE_DOWN PAGE_DOWN PAGE_DOWN);
	expect_row(t, "4 Carried out", "[11]");
	term_keys(t, PAGE_DOWN);
	term_shows(t, TABLE_FOUR);
	term_keys(t, PAGE_UP);
	term_shows(t, "(1) Granted");
	quit_unchanged(t);
}

static void
test_resizing_in_an_entry(void)
{
	struct term *t = start_sample(24, 80, TABLE_THREE);

	term_keys(t, "12");
	term_resize(t, 16, 60);
	term_sync(t);
	expect_row(t, "1 New this year", "[12 ");
	term_keys(t, "3");
	term_resize(t, 10, 40);
	term_sync(t);
	term_keys(t, "9");
	term_resize(t, 40, 120);
	term_sync(t);
	expect_row(t, "1 New this year", "[123 ");
	term_keys(t, ESCAPE);
	expect_row(t, "1 New this year", "[558]");
	/* Columns that do not fit come when they are gone to. */
	term_resize(t, 16, 60);
	term_sync(t);
	term_lacks(t, "Total");
	term_keys(t, END);
	expect_row(t, "1 New this year", "[576]");
	term_shows(t, "Total");
	quit_unchanged(t);
}

static void
test_long_figures_are_shown_whole(void)
{
	struct term *t = start_sample(24, 80, TABLE_THREE);

	term_keys(t, "123456789012" ENTER);
	expect_row(t, "1 New this year", "123456789012");
	quit_without_saving(t);
}

static void
test_table_two(void)
{
	struct term *t = start_sample(24, 80, TABLE_TWO);

	expect_row(t, "Permits", "99514");
	term_keys(t, END);
	term_shows(t, "规章 · 第二十条第（一）项 / 现行有效件数");
	/* Through merged cells and back to the column come from. */
	term_keys(t, DOWN DOWN);
	expect_row(t, "Permits", "[99514]");
	term_keys(t, DOWN DOWN DOWN "7012.5" UP);
	expect_row(t, "Administrative fees", "7012.5");
	term_keys(t, UP UP UP);
	expect_row(t, "Normative documents", "[·]");
	quit_without_saving(t);
}

static void
test_table_four(void)
{
	struct term *t = start_sample(24, 80, TABLE_FOUR);

	expect_row(t, "Direct suit", "1");
	term_keys(t, DOWN "3" TAB);
	expect_row(t, "Direct suit", "!");
	term_resize(t, 40, 140);
	term_sync(t);
	/* As printed: the three rows side by side. */
	term_shows(t, "行政诉讼");
	term_keys(t, HOME);
	term_shows(t, "行政复议 / 结果维持");
	term_keys(t, END);
	term_shows(t, "行政诉讼 / 复议后起诉 / 总计");
	quit_without_saving(t);
}

static void
test_help_names_the_cell(void)
{
	struct term *t = start_sample(24, 80, TABLE_THREE);

	term_keys(t, F1);
	term_shows(t, "一、本年新收政府信息公开申请数量");
	term_shows(t, "Unit: items");
	term_shows(t, "New plus carried in equals total");
	term_keys(t, ESCAPE);
	quit_unchanged(t);
}

static void
test_unknown_sequences_type_nothing(void)
{
	static const char *const sequences[] = {
		"\033[1;5P",     "\033[1;2H",     "\033[15;5~", "\033[24~",
		"\033[38;5;12q", "\033O5A",       "\033Oz",     "\033[?12;34u",
		"\033]0;12\a",   "\033P12\033\\", "\033[[Z",    "\033x"};
	struct term *t = start_sample(24, 80, TABLE_THREE);

	for (size_t i = 0; i < sizeof sequences / sizeof sequences[0]; i++) {
		term_keys(t, sequences[i]);
		expect_row(t, "1 New this year", "[558]");
	}
	quit_unchanged(t);
}

static void
test_on_a_plain_terminal(void)
{
	static const char *const types[] = {"vt100", "linux", "screen-256color",
	                                    "tmux-256color"};

	trial_copy(SOURCE_DIR "/tests/data/conghua-2022.yaml", "report.yaml");
	for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
		struct term *t = start(24, 80, types[i], "report.yaml");

		go_to(t, TABLE_THREE);
		expect_row(t, "1 New this year", "[558]");
		term_keys(t, "7" DOWN);
		expect_row(t, "1 New this year", "!7");
		quit_without_saving(t);
	}
}

/* A letter among digits is left out, and that is still said in the next cell. */
static void
test_a_letter_among_digits(void)
{
	struct term *t = drive_open(SAMPLE);

	drive_to_requests(t);
	term_keys(t, "73O1");
	term_shows(t, "a figure is wanted here: digits only");
	term_shows(t, "[731");
	term_keys(t, ENTER);
	term_shows(t, "what is no digit was left out: 731 was put in");
	term_keys(t, "1" ENTER);
	term_lacks(t, "left out");
	term_keys(t, CTRL_Z CTRL_Z);
	/* One that was given up leaves nothing behind. */
	term_keys(t, "7x");
	term_keys(t, ESCAPE);
	term_keys(t, "558" ENTER);
	term_lacks(t, "left out");
	drive_quit_unchanged(t);
}

int
main(int argc, char **argv)
{
	static const struct trial trials[] = {
		{"a letter among digits", test_a_letter_among_digits},
		{"an entry is checked at once",
	         test_an_entry_is_checked_at_once},
		{"only figures are typed", test_only_figures_are_typed},
		{"full-width figures", test_fullwidth_figures},
		{"what is no figure is kept", test_what_is_no_figure_is_kept},
		{"Esc restores", test_escape_restores},
		{"editing in place", test_editing_in_place},
		{"blank is not nought", test_blank_is_not_nought},
		{"taking the computed value", test_taking_the_computed_value},
		{"pasting", test_pasting},
		{"moving", test_moving},
		{"pages", test_pages},
		{"resizing in an entry", test_resizing_in_an_entry},
		{"long figures are shown whole",
	         test_long_figures_are_shown_whole},
		{"table two", test_table_two},
		{"table four", test_table_four},
		{"help names the cell", test_help_names_the_cell},
		{"unknown sequences type nothing",
	         test_unknown_sequences_type_nothing},
		{"on plain terminals", test_on_a_plain_terminal},
	};

	return trial_main(trials, sizeof trials / sizeof trials[0], argc, argv);
}
