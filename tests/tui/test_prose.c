/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/* Prose, the header fields and the list of reports, driven by keys. */

#include "bytes.h"
#include "drive.h"
#include "term.h"
#include "trial.h"

#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* At 80 x 24 the page's text begins here. */
#define TOP 2
#define LEFT_EDGE 18
#define INDENT 4

static struct term *
start(int rows, int columns, const char *file)
{
	char *program = trial_beside("../../nianbao");
	const char *const argv[] = {program, "--lang", "en", file, NULL};
	struct term *t = term_start(
		&(struct term_options){.rows = rows, .columns = columns}, argv);

	free(program);
	term_sync(t);
	return t;
}

/* A new report, at its first narrative section. */
static struct term *
start_prose(int rows, int columns)
{
	struct term *t = start(rows, columns, "new.yaml");

	term_keys(t, PAGE_DOWN);
	term_shows(t, "一、总体情况");
	return t;
}

static struct term *
start_sample(void)
{
	struct term *t;

	trial_copy(SOURCE_DIR "/tests/data/conghua-2022.yaml", "report.yaml");
	t = start(24, 80, "report.yaml");
	term_keys(t, PAGE_DOWN);
	term_shows(t, "习近平");
	return t;
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
quit_unchanged(struct term *t)
{
	term_lacks(t, "* changed");
	term_type(t, CTRL_Q);
	term_expect_exit(t, 0);
	term_free(t);
}

static void
expect_in_file(const char *name, const char *text)
{
	char *path = trial_path(name);
	char *bytes = trial_read(path, NULL);

	if (strstr(bytes, text) == NULL)
		trial_fail("expected in %s:\n%s\nseen:\n%s", name, text, bytes);
	free(bytes);
	free(path);
}

static void
expect_cursor(struct term *t, int row, int column)
{
	struct term_cursor cursor = term_cursor(t);

	if (!cursor.visible || cursor.row != row || cursor.column != column)
		term_fail(t, "expected the cursor at %d:%d, seen %d:%d%s", row,
		          column, cursor.row, cursor.column,
		          cursor.visible ? "" : " (hidden)");
}

/* What stands in a row of the page. */
static void
expect_row(struct term *t, int row, const char *expected)
{
	const char *seen = strstr(term_row(t, TOP + row), "│ ");

	seen = seen != NULL ? seen + strlen("│ ") : "";
	if (strcmp(seen, expected) != 0)
		term_fail(t, "expected in row %d: %s", row, expected);
}

/* `count` ideographs, all kinds of them, into `text`; returns its end. */
static char *
write_ideographs(char *text, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		unsigned character = 0x4e00 + (unsigned)(i * 7919 % 20000);

		*text++ = (char)(0xe0 | character >> 12);
		*text++ = (char)(0x80 | (character >> 6 & 0x3f));
		*text++ = (char)(0x80 | (character & 0x3f));
	}
	*text = '\0';
	return text;
}

static void
test_types_2000_characters(void)
{
	static char text[2000 * 3 + 1];
	struct term *t = start_prose(24, 80);

	write_ideographs(text, 2000);
	for (size_t at = 0; at < sizeof text - 1; at += 150) {
		term_send(t, text + at, 150);
		term_sync(t);
	}
	term_shows(t, "2000/1000 characters ?");
	save_and_quit(t);
	expect_in_file("new.yaml", text);
}

static void
test_typed_in_the_middle_of_a_sequence(void)
{
	static char text[300 * 3 + 1];
	struct term *t = start_prose(16, 60);

	/* Byte by byte: a character may arrive in parts. */
	write_ideographs(text, 300);
	for (size_t at = 0; at < sizeof text - 1; at++)
		term_send(t, text + at, 1);
	term_sync(t);
	term_shows(t, "300/1000 characters");
	save_and_quit(t);
	expect_in_file("new.yaml", text);
}

static void
test_wraps_and_edits_at_the_wrap(void)
{
	struct term *t = start_prose(24, 80);

	term_keys(t, "一二三四五六七八九十一二三四五六七八九十一二三四五六七八"
	             "，末");
	expect_row(
		t, 0,
		"    一二三四五六七八九十一二三四五六七八九十一二三四五六七");
	expect_row(t, 1, "八，末");
	expect_cursor(t, TOP + 1, LEFT_EDGE + 6);
	term_keys(t, UP END);
	expect_cursor(t, TOP, LEFT_EDGE + INDENT + 54);
	term_keys(t, "x");
	expect_row(t, 0,
	           "    一二三四五六七八九十一二三四五六七八九十一二三四五六七"
	           "x");
	term_keys(t, BACKSPACE BACKSPACE);
	expect_row(t, 0,
	           "    一二三四五六七八九十一二三四五六七八九十一二三四五六八"
	           "，");
	expect_row(t, 1, "末");
	/* A full line: the caret behind it is on the screen. */
	term_keys(t, HOME END);
	expect_cursor(t, TOP, LEFT_EDGE + INDENT + 56);
	term_keys(t, DELETE);
	expect_row(t, 1, "");
	term_keys(t, ENTER "新段");
	expect_row(t, 1, "    新段");
	term_keys(t, HOME BACKSPACE);
	expect_cursor(t, TOP + 1, LEFT_EDGE);
	expect_row(t, 1, "新段");
	save_and_quit(t);
	expect_in_file("new.yaml", "六八，新段\n");
}

static void
test_ends_of_the_section(void)
{
	struct term *t = start_sample();

	expect_cursor(t, TOP, LEFT_EDGE + INDENT);
	term_keys(t, END END);
	term_shows(t, "接受群众监督。");
	term_keys(t, HOME HOME);
	expect_cursor(t, TOP, LEFT_EDGE + INDENT);
	term_keys(t, CTRL_END "尾");
	term_shows(t, "接受群众监督。尾");
	term_keys(t, CTRL_HOME UP LEFT);
	expect_cursor(t, TOP, LEFT_EDGE + INDENT);
	term_keys(t, DELETE);
	term_shows(t, "1101/1000 characters ?");
	save_and_quit(t);
	expect_in_file("report.yaml", "  022年，从化区坚持");
	expect_in_file("report.yaml", "接受群众监督。尾\n");
}

static void
test_resizes(void)
{
	struct term *t = start_sample();
	char *before;

	term_keys(t, CTRL_END);
	before = strdup(term_screen_text(t));
	term_resize(t, 16, 60);
	term_sync(t);
	term_shows(t, "接受群众监督。");
	term_resize(t, 10, 30);
	term_sync(t);
	term_keys(t, "无" ENTER);
	term_resize(t, 40, 120);
	term_sync(t);
	term_shows(t, "接受群众监督。");
	term_resize(t, 24, 80);
	term_sync(t);
	if (strcmp(term_screen_text(t), before) != 0)
		term_fail(t, "expected the screen as it was:\n%s", before);
	free(before);
	quit_unchanged(t);
}

static void
test_unknown_sequences_change_nothing(void)
{
	struct term *t = start_sample();
	char *before = strdup(term_screen_text(t));

	for (size_t i = 0; i < UNKNOWN_BYTES_COUNT; i++) {
		term_keys(t, unknown_bytes[i].bytes);
		if (strcmp(term_screen_text(t), before) != 0)
			term_fail(t, "expected nothing from %s, before:\n%s",
			          unknown_bytes[i].what, before);
	}
	free(before);
	quit_unchanged(t);
}

static void
test_pastes_paragraphs(void)
{
	struct term *t = start_prose(24, 80);

	/* Keys within a paste are text or nothing, never commands. */
	term_keys(t, PASTE_BEGIN "　　第一段" CTRL_S CTRL_Q CTRL_L
	                         "\r\n \t第二\t段" PASTE_END);
	expect_row(t, 0, "    第一段");
	expect_row(t, 1, "    第二 段");
	term_shows(t, "* changed");
	term_lacks(t, "saved");
	save_and_quit(t);
	expect_in_file("new.yaml", "  第一段\n  第二 段\n");
}

static void
test_offers_the_starter(void)
{
	struct term *t = start_prose(24, 80);

	term_shows(t, "F2 takes this outline");
	term_shows(t, "（一）主动公开");
	term_shows(t, "0/1000 characters");
	term_keys(t, "甲");
	term_lacks(t, "（一）主动公开");
	term_keys(t, F2 BACKSPACE);
	term_shows(t, "（一）主动公开");
	term_keys(t, F2);
	term_lacks(t, "F2 takes");
	expect_row(t, 0, "    （一）主动公开");
	if (!term_cell(t, TOP, LEFT_EDGE + INDENT).bold)
		term_fail(t, "expected the sub-heading in bold");
	term_shows(t, "一、总体情况 / （一）主动公开");
	save_and_quit(t);
	expect_in_file("new.yaml", "overview: |\n  （一）主动公开\n");
}

static void
test_header_fields(void)
{
	struct term *t = start(24, 80, "new.yaml");

	term_shows(t, "type agency and year");
	term_keys(t, "某县人民政府" ENTER ENTER "２０２２年");
	term_shows(t, "“2022年” is no year");
	term_keys(t, BACKSPACE ENTER ENTER "２０２３－０１－１８" ENTER);
	term_keys(t, "根据条例。" ENTER "公布如下。" UP UP END BACKSPACE);
	term_shows(t, "“2023-01-1” is no");
	term_free(t);
}

static void
test_header_is_saved(void)
{
	struct term *t = start(16, 60, "new.yaml");

	term_keys(t,
	          "某县人民政府" TAB TAB "２０２２" DOWN DOWN
	          "２０２３－０１－１８" ENTER "根据条例。" ENTER "公布如下。");
	save_and_quit(t);
	expect_in_file("new.yaml", "agency: 某县人民政府\nyear: 2022\n"
	                           "dated: 2023-01-18\npreamble: |\n"
	                           "  根据条例。\n  公布如下。\n");
}

static void
test_long_agency_scrolls(void)
{
	struct term *t = start(16, 60, "new.yaml");
	int row, column;

	for (int i = 0; i < 5; i++)
		term_keys(t, "一二三四五六七八九十");
	if (!term_find(t, "九十", &row, &column) || row != TOP)
		term_fail(t, "expected the name's end in its field");
	if (term_cursor(t).column != 58 || term_cursor(t).row != TOP)
		term_fail(t, "expected the cursor at the field's end");
	term_keys(t, HOME);
	if (strstr(term_row(t, TOP), "Agency            一二三") == NULL)
		term_fail(t, "expected the name's start in its field");
	term_keys(t, "首");
	save_and_quit(t);
	expect_in_file("new.yaml", "agency: 首一二三");
}

static void
test_lists_the_folder(void)
{
	struct term *t;

	trial_copy(SOURCE_DIR "/tests/data/conghua-2022.yaml", "b.yaml");
	trial_write("a.yaml", "form: annual-2021\nagency: 某镇\nyear: 2023\n");
	trial_write("c.yml", "just: a file\n");
	trial_write("d.txt", "form: annual-2021\n");
	t = start(24, 80, NULL);
	term_lacks(t, "d.txt");
	if (strstr(term_row(t, 4), "2023") == NULL ||
	    strstr(term_row(t, 5), "广州市从化区人民政府") == NULL ||
	    strstr(term_row(t, 6), "c.yml") == NULL)
		term_fail(t, "expected 2023, then 2022, then c.yml");
	term_keys(t, DOWN ENTER);
	term_shows(t, "0 Report");
	term_keys(t, CTRL_Q);
	term_shows(t, "Annual reports in");
	term_keys(t, END ENTER);
	term_shows(t, "c.yml: ");
	term_keys(t, HOME ENTER);
	term_shows(t, "A new report");
	term_keys(t, "甲" CTRL_S CTRL_Q);
	term_shows(t, "new-report.yaml");
	term_type(t, ESCAPE);
	term_expect_exit(t, 0);
	term_free(t);
	expect_in_file("new-report.yaml", "agency: 甲\n");
}

static void
test_a_signal_ends_it(void)
{
	struct term *t = start_prose(24, 80);

	term_keys(t, "甲");
	term_kill(t, SIGTERM);
	term_expect_exit(t, 2);
	term_shows(t, "the edits are kept");
	if (term_alternate(t))
		term_fail(t, "expected the terminal as it was before");
	term_free(t);
}

/* Over a slow line the bytes of a character come one by one, each read before
 * the next is there: none may be lost, and so many empty-handed readings are
 * no hang-up. */
static void
test_characters_in_pieces(void)
{
	static const char typed[] = "政府信息公开😀年报";
	struct term *t = start_prose(24, 80);

	for (size_t i = 0; i + 1 < sizeof typed; i++) {
		term_send(t, &typed[i], 1);
		term_quiet(t, 4);
	}
	term_sync(t);
	term_shows(t, typed);
	save_and_quit(t);
	expect_in_file("new.yaml", typed);
}

static const struct trial trials[] = {
	{"prose_types_2000_characters", test_types_2000_characters},
	{"prose_typed_byte_by_byte", test_typed_in_the_middle_of_a_sequence},
	{"prose_characters_in_pieces", test_characters_in_pieces},
	{"prose_wraps", test_wraps_and_edits_at_the_wrap},
	{"prose_ends", test_ends_of_the_section},
	{"prose_resizes", test_resizes},
	{"prose_unknown_sequences", test_unknown_sequences_change_nothing},
	{"prose_pastes", test_pastes_paragraphs},
	{"prose_starter", test_offers_the_starter},
	{"header_fields", test_header_fields},
	{"header_is_saved", test_header_is_saved},
	{"header_long_agency", test_long_agency_scrolls},
	{"folder_lists", test_lists_the_folder},
	{"edit_signal", test_a_signal_ends_it},
};

int
main(int argc, char **argv)
{
	return trial_main(trials, sizeof trials / sizeof *trials, argc, argv);
}
