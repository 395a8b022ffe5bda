/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/* A real report on the screen: broken, mended, saved; sizes, ends, pastes, languages. */

#include "base/buffer.h"
#include "base/text.h"
#include "bytes.h"
#include "drive.h"
#include "trial.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static char *
screen_now(struct term *t)
{
	char *text = strdup(term_screen_text(t));

	if (text == NULL)
		abort();
	return text;
}

/* --- break, see, mend, save --- */

static void
test_breaks_and_mends_a_cell(void)
{
	struct term *t = drive_open(SAMPLE);

	drive_to_requests(t);
	term_lacks(t, "[error]");
	/* （一）予以公开 of the second kind of applicant: 2, typed 20. */
	term_keys(t, DOWN DOWN RIGHT "20" ENTER);
	term_shows(t, "* changed");
	term_lacks(t, "error0");
	drive_expect_row(t, 5, "!");
	/* On the cell itself both sums are told, and which cell is the wrong one. */
	term_keys(t, UP);
	term_shows(t, "[error]");
	term_shows(t, "20");
	/* The total of the row: what it is due by the relation. */
	term_keys(t, END);
	term_shows(t, "336");
	term_shows(t, "354");
	term_keys(t, HOME RIGHT "2" ENTER);
	term_shows(t, "error0");
	term_lacks(t, "[error]");
	drive_save_and_quit(t);
	/* Broken and mended: the file is what it was. */
	drive_expect_same("report.yaml", SAMPLE);
}

static void
test_takes_the_computed_value(void)
{
	struct term *t = drive_open(SAMPLE);

	drive_to_requests(t);
	/* (七)总计 of 自然人: 548. */
	term_keys(t, CTRL_END UP HOME);
	term_shows(t, "（七）总计");
	term_keys(t, "549" ENTER UP);
	term_shows(t, "[error]");
	term_shows(t, "548");
	term_shows(t, "549");
	drive_expect_row(t, 5, "3 Requests  !");
	term_keys(t, "=");
	term_shows(t, "error0");
	/* The full-width sign of an input method does the same. */
	term_keys(t, "7" ENTER UP);
	term_lacks(t, "error0");
	term_keys(t, "＝");
	term_shows(t, "error0");
	term_keys(t, CTRL_HOME "=");
	term_shows(t, "error0");
	drive_save_and_quit(t);
	drive_expect_same("report.yaml", SAMPLE);
}

static void
test_saves_one_line(void)
{
	struct term *t = drive_open(SAMPLE);

	drive_to_requests(t);
	term_keys(t, DOWN "３" ENTER);
	drive_save_and_quit(t);
	drive_expect_one_line("report.yaml", SAMPLE,
	                      "carried_in: {natural: 1, business",
	                      "carried_in: {natural: 3, business");
}

static void
test_saves_nothing_new(void)
{
	struct term *t = drive_open(SAMPLE);

	/* Looked at everywhere, F2 and Esc and all. */
	drive_to_requests(t);
	term_keys(t, F2 ESCAPE);
	term_keys(t, "12" ESCAPE);
	term_keys(t, F2 ENTER);
	term_lacks(t, "* changed");
	term_keys(t, CTRL_S);
	drive_quit_unchanged(t);
	drive_expect_same("report.yaml", SAMPLE);
}

static void
test_keeps_a_hand_written_file(void)
{
	static const char text[] =
		"# by hand\nyear: 2022\nform: annual-2021\n"
		"agency: 某镇人民政府 # the town\nfuture_key: kept\n";
	struct term *t;

	trial_write("hand.yaml", text);
	t = drive_start(NULL, "en", "hand.yaml");
	term_keys(t, CTRL_END "甲" CTRL_S);
	term_shows(t, "saved: hand.yaml");
	term_keys(t, "乙" CTRL_S);
	term_shows(t, "saved: hand.yaml");
	drive_quit_unchanged(t);
	drive_expect_in_file("hand.yaml",
	                     "# by hand\nyear: 2022\npreamble: |\n  甲乙\n"
	                     "form: annual-2021\nagency: 某镇人民政府 # the "
	                     "town\nfuture_key: kept\n");
}

/* Somebody else writes the file while it is open here. */
static void
test_saving_over_a_change(void)
{
	static const char text[] = "form: annual-2021\nagency: 甲镇\n"
				   "year: 2022 # by hand\n";
	static const char other[] = "form: annual-2021\nagency: 乙镇\n"
				    "year: 2021\n";
	struct term *t;

	trial_write("two.yaml", text);
	t = drive_start(NULL, "en", "two.yaml");
	term_keys(t, CTRL_END "丙");
	trial_write("two.yaml", other);
	term_keys(t, CTRL_S);
	term_shows(t, "changed elsewhere: 3 differences from yours");
	term_keys(t, ESCAPE);
	term_lacks(t, "changed elsewhere");
	drive_expect_in_file("two.yaml", other);
	term_keys(t, CTRL_S F1);
	term_shows(t, "there: 乙镇");
	term_shows(t, "here: 甲镇");
	term_keys(t, ESCAPE);
	term_lacks(t, "there: ");
	term_keys(t, CTRL_S CTRL_S);
	term_shows(t, "kept as two.yaml.orig");
	drive_expect_in_file("two.yaml.orig", other);
	drive_expect_in_file("two.yaml", "year: 2022 # by hand\n");
	term_keys(t, "丁" CTRL_S);
	term_shows(t, "saved: two.yaml");
	drive_quit_unchanged(t);
}

/* --- sizes --- */

static void
resize(struct term *t, int rows, int columns)
{
	term_resize(t, rows, columns);
	term_sync(t);
}

static void
test_resizes_with_an_entry_under_way(void)
{
	struct term *t = drive_open(SAMPLE);
	char *before;

	drive_to_requests(t);
	term_keys(t, DOWN DOWN DOWN END "77");
	before = screen_now(t);
	resize(t, 16, 60);
	term_shows(t, "[77");
	resize(t, 24, 80);
	drive_expect_screen(t, "60x16 and back", before);
	resize(t, 15, 59);
	term_shows(t, "60 x 16 at least");
	if (strchr(strchr(term_screen_text(t), '\n') + 1, 'e') != NULL)
		term_fail(t, "expected one line and nothing more");
	/* Keys do nothing until there is room. */
	term_keys(t, "5" ENTER PAGE_DOWN CTRL_Q F1 CTRL_S);
	resize(t, 100, 300);
	term_shows(t, "[77");
	term_shows(t, "(3)1 State secret");
	resize(t, 15, 80);
	resize(t, 24, 59);
	resize(t, 24, 80);
	drive_expect_screen(t, "59x15, 300x100 and back", before);
	term_keys(t, ESCAPE);
	free(before);
	drive_quit_unchanged(t);
	drive_expect_same("report.yaml", SAMPLE);
}

/* Only lines that change are painted: after each key all of them must be as if the
 * whole screen were, which another width and back makes it. */
static void
test_paints_what_changed(void)
{
	static const char *const keys[] = {
		DOWN,           "5",    BACKSPACE, "12",
		ENTER,          RIGHT,  END,       F1,
		PAGE_DOWN,      ESCAPE, PAGE_DOWN, UP,
		"\xE7\x94\xB2", ENTER,  LEFT,      BACKSPACE,
		PAGE_UP,        CTRL_S, HOME,      F8,
		CTRL_Z,         ESCAPE,
	};
	struct term *t = drive_open(SAMPLE);

	drive_to_requests(t);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		char *before;

		term_keys(t, keys[i]);
		before = screen_now(t);
		resize(t, 24, 81);
		resize(t, 24, 80);
		drive_expect_screen(t, "a key, another width and back", before);
		free(before);
	}
	term_free(t);
}

static void
test_resizes_everywhere(void)
{
	static const int sizes[][2] = {{16, 60},   {17, 61},  {20, 75},
	                               {19, 76},   {30, 100}, {50, 132},
	                               {100, 300}, {1, 1},    {2, 300}};
	struct term *t = drive_open(SAMPLE);

	drive_to_requests(t);
	term_keys(t, F1);
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
		resize(t, sizes[i][0], sizes[i][1]);
	resize(t, 24, 80);
	term_keys(t, ESCAPE);
	for (int page = 0; page < 12; page++) {
		char *before = screen_now(t);

		for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
			resize(t, sizes[i][0], sizes[i][1]);
		resize(t, 24, 80);
		drive_expect_screen(t, "many sizes", before);
		free(before);
		term_keys(t, PAGE_DOWN);
	}
	drive_quit_unchanged(t);
}

/* --- ends --- */

static void
expect_restored(struct term *t)
{
	if (term_alternate(t) || term_brackets_pastes(t) ||
	    !term_cursor(t).visible)
		term_fail(t, "expected the usual screen and a cursor, and no "
		             "bracketed paste");
}

static void
test_quitting_asks(void)
{
	struct term *t = drive_open(SAMPLE);

	drive_to_requests(t);
	term_keys(t, "5" CTRL_Q);
	term_shows(t, "unsaved changes");
	/* Only the answers answer. */
	term_keys(t, "q" ENTER);
	term_shows(t, "unsaved changes");
	term_keys(t, ESCAPE);
	term_lacks(t, "unsaved changes");
	term_shows(t, "* changed");
	term_keys(t, F10);
	term_shows(t, "unsaved changes");
	term_type(t, CTRL_Q);
	term_expect_exit(t, 0);
	expect_restored(t);
	term_free(t);
	drive_expect_same("report.yaml", SAMPLE);
}

static void
test_quitting_saves(void)
{
	struct term *t = drive_open(SAMPLE);

	drive_to_requests(t);
	term_keys(t, DOWN "5" CTRL_Q);
	term_type(t, CTRL_S);
	term_expect_exit(t, 0);
	expect_restored(t);
	term_free(t);
	drive_expect_one_line("report.yaml", SAMPLE, "{natural: 1, business",
	                      "{natural: 5, business");
}

static void
test_quitting_cannot_save(void)
{
	struct term *t;

	trial_write("a", "");
	t = drive_start(NULL, "en", "b.yaml");
	term_keys(t, "甲");
	{
		/* What a folder bears the name of cannot be saved to. */
		char *path = trial_path("b.yaml");

		if (mkdir(path, 0700) != 0)
			abort();
		free(path);
	}
	term_keys(t, CTRL_Q CTRL_S);
	term_shows(t, "not saved: ");
	term_shows(t, "* changed");
	term_type(t, CTRL_Q CTRL_Q);
	term_expect_exit(t, 0);
	term_free(t);
}

static void
test_keys_that_end_nothing(void)
{
	struct term *t = drive_open(SAMPLE);

	term_keys(t, CTRL_C);
	term_shows(t, "Ctrl+Q quits");
	/* No stop, no freeze, no core. */
	term_keys(t, CTRL_Z CTRL_BACKSLASH);
	term_lacks(t, "* changed");
	term_keys(t, CTRL_S);
	term_shows(t, "saved");
	term_keys(t, PAGE_DOWN);
	term_shows(t, "习近平");
	term_type(t, F10);
	term_expect_exit(t, 0);
	expect_restored(t);
	term_free(t);
}

static void
test_signals_end_it(void)
{
	static const int signals[] = {SIGTERM, SIGHUP, SIGINT};

	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
		struct term *t = drive_open(SAMPLE);

		drive_to_requests(t);
		term_keys(t, "5" ENTER);
		term_kill(t, signals[i]);
		term_expect_exit(t, 2);
		expect_restored(t);
		term_shows(t, "ended before it was saved; the edits are kept");
		term_free(t);
		drive_expect_same("report.yaml", SAMPLE);
		drive_remove(".report.yaml.journal");
	}
}

static void
test_hang_up(void)
{
	struct term *t = drive_open(SAMPLE);

	drive_to_requests(t);
	term_keys(t, "5" ENTER);
	term_hang_up(t);
	term_expect_exit(t, 2);
	term_free(t);
	drive_expect_same("report.yaml", SAMPLE);
}

/* --- pastes --- */

static void
test_pastes_into_cells(void)
{
	struct term *t = drive_open(SAMPLE);

	drive_to_requests(t);
	term_keys(t, DOWN PASTE_BEGIN " １,００4\r\n" PASTE_END);
	term_shows(t, "[«!1004]");
	/* Both findings on the cell are counted, and neither is cut. */
	term_shows(t, " 1/2 ");
	term_shows(t, "possibly carried in 1004 should be 1");
	term_keys(t, PASTE_BEGIN "1" PASTE_END);
	term_shows(t, "error0");
	/* Text, keys and all: shown, and nothing happens. */
	term_keys(t,
	          PASTE_BEGIN "12\t34\r" CTRL_S CTRL_Q F1 DELETE "=" PASTE_END);
	term_shows(t, "2 figures go in, 1 stay out");
	term_keys(t, ESCAPE);
	term_keys(t, PASTE_BEGIN CTRL_S DELETE F8 PASTE_END);
	term_keys(t, PASTE_BEGIN "政府信息\n公开" PASTE_END);
	term_shows(t, "nothing was changed");
	term_shows(t, "error0");
	term_lacks(t, "saved");
	drive_save_and_quit(t);
	drive_expect_same("report.yaml", SAMPLE);
}

static void
test_pastes_run_nothing(void)
{
	struct buffer many = {0};
	struct term *t = drive_open(SAMPLE);

	drive_to_requests(t);
	/* All keys and unknown sequences there are, pasted into a cell and into prose. */
	buffer_puts(&many, PASTE_BEGIN);
	for (size_t i = 0; i < KEY_BYTES_COUNT; i++)
		if (strncmp(key_bytes[i].key, "paste", 5) != 0)
			buffer_puts(&many, key_bytes[i].bytes);
	for (size_t i = 0; i < UNKNOWN_BYTES_COUNT; i++)
		buffer_puts(&many, unknown_bytes[i].bytes);
	buffer_puts(&many, "x" PASTE_END);
	term_keys(t, many.data);
	term_shows(t, "一、本年新收");
	term_lacks(t, "* changed");
	term_keys(t, CTRL_HOME SHIFT_TAB SHIFT_TAB CTRL_HOME SHIFT_TAB);
	term_shows(t, "一、总体情况");
	term_keys(t, many.data);
	buffer_free(&many);
	term_shows(t, "一、总体情况");
	term_lacks(t, "saved");
	term_free(t);
	drive_expect_same("report.yaml", SAMPLE);
}

/* --- languages --- */

static void
expect_language(const char *const *environment, const char *language,
                const char *shown, const char *not_shown)
{
	struct term *t =
		drive_start(&(struct term_options){.environment = environment},
	                    language, "new.yaml");

	term_shows(t, shown);
	term_lacks(t, not_shown);
	term_type(t, CTRL_Q);
	term_expect_exit(t, 0);
	term_free(t);
}

static void
test_languages(void)
{
	/* By its name, be it installed or not. */
	static const char *const posix[] = {"LC_ALL=C", NULL};
	static const char *const english[] = {"LC_ALL=en_US.UTF-8", NULL};
	static const char *const chinese[] = {"LC_ALL=zh_CN.UTF-8", NULL};

	expect_language(NULL, NULL, "机关名称", "Agency");
	expect_language(posix, NULL, "机关名称", "Agency");
	expect_language(chinese, NULL, "机关名称", "Agency");
	expect_language(english, NULL, "Agency", "机关名称");
	expect_language(english, "zh_CN", "机关名称", "Agency");
	expect_language(NULL, "en", "Agency", "机关名称");
	expect_language(NULL, "zh_CN", "机关名称", "Agency");
}

/* --- the folder --- */

static void
test_lists_the_folder(void)
{
	struct term *t;

	trial_copy(SAMPLE, "b.yaml");
	trial_copy(SOUND, "a.yaml");
	t = drive_start(NULL, NULL, NULL);
	term_shows(t, "云溪市水务局");
	term_shows(t, "广州市从化区人民政府");
	resize(t, 15, 59);
	term_keys(t, ENTER DOWN);
	resize(t, 16, 60);
	term_shows(t, "云溪市水务局");
	term_keys(t, ENTER);
	term_shows(t, "机关名称  云溪市水务局");
	term_keys(t, CTRL_Q DOWN ENTER);
	term_shows(t, "机关名称  广州市从化区人民政府");
	term_keys(t, CTRL_Q);
	term_type(t, CTRL_Q);
	term_expect_exit(t, 0);
	expect_restored(t);
	term_free(t);
}

/* --- terminals that draw some signs two columns wide --- */

static void
expect_one_width(struct term *t)
{
	for (int row = 0; row < term_rows(t); row++)
		for (int column = 0; column < term_columns(t); column++) {
			struct term_cell cell = term_cell(t, row, column);
			char32_t character;

			if (cell.text[0] == '\0')
				continue;
			text_decode(cell.text, strlen(cell.text), &character);
			if (text_char_width(character, AMBIGUOUS_NARROW) !=
			    text_char_width(character, AMBIGUOUS_WIDE))
				term_fail(t,
				          "expected no character of two "
				          "widths; at %d:%d %s",
				          row, column, cell.text);
		}
}

static void
test_no_ambiguous_signs(void)
{
	static const char *const options[] = {"--ascii", "--ambiguous=2"};
	static const char *const keys[] = {PAGE_DOWN, PAGE_DOWN, PAGE_DOWN,
	                                   PAGE_DOWN, PAGE_DOWN, PAGE_DOWN,
	                                   F1,        ESCAPE,    "\033[17~",
	                                   ESCAPE,    "\013",    ESCAPE};
	char *program = drive_program();

	for (size_t i = 0; i < 2; i++) {
		const char *argv[] = {program,    "--lang",      "zh_CN",
		                      options[i], "report.yaml", NULL};
		struct term *t;

		trial_copy(SAMPLE, "report.yaml");
		t = term_start(NULL, argv);
		term_sync(t);
		expect_one_width(t);
		term_shows(t, "----------------+---");
		for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
			term_keys(t, keys[k]);
			expect_one_width(t);
		}
		/* The text itself is as it was. */
		term_keys(t, "\0071" ENTER);
		term_keys(t, CTRL_HOME "“");
		term_shows(t, "\"");
		term_keys(t, BACKSPACE);
		term_keys(t, CTRL_S);
		drive_quit_unchanged(t);
		drive_expect_same("report.yaml", SAMPLE);
	}
	free(program);
}

static const struct trial trials[] = {
	{"screen_ascii", test_no_ambiguous_signs},
	{"screen_breaks_and_mends_a_cell", test_breaks_and_mends_a_cell},
	{"screen_takes_the_computed_value", test_takes_the_computed_value},
	{"screen_saves_one_line", test_saves_one_line},
	{"screen_saves_nothing_new", test_saves_nothing_new},
	{"screen_keeps_a_hand_written_file", test_keeps_a_hand_written_file},
	{"screen_saving_over_a_change", test_saving_over_a_change},
	{"screen_resizes_with_an_entry", test_resizes_with_an_entry_under_way},
	{"screen_paints_what_changed", test_paints_what_changed},
	{"screen_resizes_everywhere", test_resizes_everywhere},
	{"screen_quitting_asks", test_quitting_asks},
	{"screen_quitting_saves", test_quitting_saves},
	{"screen_quitting_cannot_save", test_quitting_cannot_save},
	{"screen_keys_that_end_nothing", test_keys_that_end_nothing},
	{"screen_signals_end_it", test_signals_end_it},
	{"screen_hang_up", test_hang_up},
	{"screen_pastes_into_cells", test_pastes_into_cells},
	{"screen_pastes_run_nothing", test_pastes_run_nothing},
	{"screen_languages", test_languages},
	{"screen_lists_the_folder", test_lists_the_folder},
};

int
main(int argc, char **argv)
{
	return trial_main(trials, sizeof trials / sizeof *trials, argc, argv);
}
