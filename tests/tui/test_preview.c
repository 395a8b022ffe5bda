/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/* F5: the report as it is printed, over the whole screen. */

#include "drive.h"
#include "trial.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What the command line writes of report.yaml, saved or not. */
static char *
rendered(void)
{
	char *path = trial_path("printed.txt");
	char *text;

	if (drive_run((const char *const[]){"render", "-o", "printed.txt",
	                                    "report.yaml", NULL}) != 0)
		trial_fail("expected nianbao render to write printed.txt");
	text = trial_read(path, NULL);
	free(path);
	return text;
}

/* Line `number` of a text, without its end or trailing blanks, as the screen gives rows. */
static void
line_of(const char *text, int number, char line[512])
{
	size_t length;

	while (number-- > 0)
		text += strcspn(text, "\n") + 1;
	length = strcspn(text, "\n");
	while (length > 0 && text[length - 1] == ' ')
		length--;
	snprintf(line, 512, "%.*s", (int)length, text);
}

static int
count_lines(const char *text)
{
	int lines = 0;

	for (; *text; text++)
		lines += *text == '\n';
	return lines;
}

/* All rows but the last are the text from line `first` on. */
static void
expect_lines(struct term *t, const char *text, int first)
{
	int lines = count_lines(text);
	char line[512];

	for (int row = 0; row < term_rows(t) - 1 && first + row < lines;
	     row++) {
		const char *seen;

		line_of(text, first + row, line);
		seen = term_row(t, row);
		if (strcmp(seen, line) != 0)
			term_fail(t, "expected in row %d: [%s], seen [%s]", row,
			          line, seen);
	}
}

static void
test_is_what_render_writes(void)
{
	struct term *t = drive_open(SAMPLE);
	char *text = rendered();
	int lines = count_lines(text);
	int first = 0;

	term_keys(t, F5 HOME);
	expect_lines(t, text, 0);
	while (first + 23 < lines) {
		term_keys(t, PAGE_DOWN);
		first += 22;
		if (first > lines - 23)
			first = lines - 23;
		expect_lines(t, text, first);
	}
	term_keys(t, UP);
	expect_lines(t, text, lines - 24);
	term_keys(t, HOME DOWN);
	expect_lines(t, text, 1);
	term_keys(t, END);
	expect_lines(t, text, lines - 23);
	/* It is looked at only. */
	term_keys(t, "123" DELETE PASTE_BEGIN "4" PASTE_END);
	expect_lines(t, text, lines - 23);
	term_keys(t, F5);
	term_shows(t, "F1");
	free(text);
	drive_quit_unchanged(t);
}

/* The row the text is in. */
static int
row_of(struct term *t, const char *text)
{
	int row, column;

	if (!term_find(t, text, &row, &column))
		term_fail(t, "expected on the screen: %s", text);
	return row;
}

static void
test_begins_at_the_place(void)
{
	struct term *t = drive_open(SAMPLE);
	int row;

	/* In a table: the row of the cell. */
	drive_to_requests(t);
	term_keys(t, CTRL_END);
	term_keys(t, F5);
	row = row_of(t, "四、结转下年度继续办理");
	if (row != 8)
		term_fail(t, "expected the cell's row at 8, seen at %d", row);
	term_keys(t, ESCAPE);
	/* In a text: the paragraph of the caret. */
	term_keys(t, "\007"
	             "5" ENTER CTRL_END F5);
	term_shows(t, "六、其他需要报告的事项");
	term_keys(t, ESCAPE);
	/* At the top: the title. */
	term_keys(t, "\007"
	             "0" ENTER CTRL_HOME F5);
	drive_expect_row(t, 0, "政府信息公开工作年度报告");
	term_keys(t, ESCAPE);
	drive_quit_unchanged(t);
}

static void
test_sideways(void)
{
	struct term_options options = {.rows = 16, .columns = 60};
	struct term *t;
	char *text, line[512];

	trial_copy(SAMPLE, "report.yaml");
	text = rendered();
	t = drive_start(&options, "en", "report.yaml");
	term_keys(t, F5 HOME);
	for (int i = 0; i < 4; i++)
		term_keys(t, PAGE_DOWN);
	/* Never more than there is, and every row's last character is whole. */
	term_keys(t, RIGHT RIGHT RIGHT RIGHT RIGHT);
	for (int row = 0; row < 15; row++)
		if (term_cell(t, row, 59).width == 2 ||
		    term_cell(t, row, 0).width == 0)
			term_fail(t, "half a character at an edge of row %d",
			          row);
	/* The window grows: all of it is there, in its middle. */
	term_resize(t, 24, 100);
	term_sync(t);
	term_keys(t, HOME);
	for (int row = 0; row < 23; row++) {
		const char *seen = term_row(t, row);

		line_of(text, row, line);
		if (*line &&
		    (strspn(seen, " ") < 10 || strcmp(seen + 10, line) != 0))
			term_fail(t, "expected in row %d: [%s]", row, line);
	}
	/* Below the least size there is nothing of it, and it comes back. */
	term_resize(t, 10, 50);
	term_sync(t);
	term_shows(t, "60 x 16");
	term_resize(t, 24, 80);
	term_sync(t);
	expect_lines(t, text, 0);
	term_keys(t, ESCAPE);
	free(text);
	drive_quit_unchanged(t);
}

/* A report that is far from finished is shown all the same. */
static void
test_unfinished(void)
{
	struct term *t = drive_start(NULL, "en", "new.yaml");

	term_keys(t, F5);
	term_shows(t, "一、总体情况");
	term_keys(t, END);
	term_shows(t, "六、其他需要报告的事项");
	term_keys(t, ESCAPE);
	drive_quit_unchanged(t);
}

static const struct trial trials[] = {
	{"is_what_render_writes", test_is_what_render_writes},
	{"begins_at_the_place", test_begins_at_the_place},
	{"sideways", test_sideways},
	{"unfinished", test_unfinished},
};

int
main(int argc, char **argv)
{
	return trial_main(trials, sizeof trials / sizeof *trials, argc, argv);
}
