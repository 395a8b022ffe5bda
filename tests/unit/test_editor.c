/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/* The paragraph editor's model: no screen is needed for it. */

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "reports.h"
#include "tui/editor.h"
#include "unit.h"

#define WIDTH 20
#define INDENT 4

static struct session session;
static struct editor editor;
static const struct form_path no_forms;
static size_t text_number;

static void
setup(void)
{
	struct form *form = reports_form("forms/annual-2021.yaml");

	session_open(&session, form, report_new(form), &no_forms);
	text_number = report_section_text(
		form_find_section(form, "overview", strlen("overview")));
	editor_init(&editor, &session, text_number, false);
	editor_layout(&editor, WIDTH, INDENT);
}

static void
teardown(void)
{
	editor_free(&editor);
	session_close(&session);
}

static void
type(const char *text)
{
	editor_insert(&editor, text, strlen(text));
}

static void
expect_text(const char *expected)
{
	size_t length;

	ck_assert_str_eq(editor_text(&editor, &length), expected);
	ck_assert_uint_eq(length, strlen(expected));
}

static void
expect_caret(size_t at, size_t line, size_t column)
{
	size_t seen_line, seen_column;

	editor_caret(&editor, &seen_line, &seen_column);
	if (editor.caret != at || seen_line != line || seen_column != column)
		ck_abort_msg("expected caret at byte %zu, line %zu, column "
		             "%zu; seen %zu, %zu, %zu",
		             at, line, column, editor.caret, seen_line,
		             seen_column);
}

/* A line as the screen shows it. */
static void
expect_line(size_t number, const char *expected)
{
	struct editor_line line;
	size_t length;
	const char *text = editor_text(&editor, &length);
	char *seen;

	if (!editor_line(&editor, number, &line))
		ck_abort_msg("expected a line %zu: %s; seen none", number,
		             expected);
	seen = xstrndup(text + line.start, line.end - line.start);
	ck_assert_str_eq(seen, expected);
	free(seen);
}

/* --- typing and deleting --- */

START_TEST(an_empty_text_has_one_line)
{
	struct editor_line line;

	expect_caret(0, 0, INDENT);
	ck_assert_uint_eq(editor.lines, 1);
	ck_assert(editor_line(&editor, 0, &line));
	ck_assert(!editor_line(&editor, 1, &line));
	ck_assert(!editor_left(&editor));
	ck_assert(!editor_right(&editor));
	ck_assert(!editor_up(&editor, 1));
	ck_assert(!editor_down(&editor, 1));
	editor_delete(&editor);
	editor_backspace(&editor);
	editor_home(&editor);
	editor_end(&editor);
	ck_assert_uint_eq(session.edits, 0);
	expect_caret(0, 0, INDENT);
}
END_TEST

START_TEST(every_change_is_one_edit)
{
	type("政务公开");
	ck_assert_uint_eq(session.edits, 1);
	type("\n");
	ck_assert_uint_eq(session.edits, 2);
	editor_backspace(&editor);
	ck_assert_uint_eq(session.edits, 3);
	editor_left(&editor);
	editor_delete(&editor);
	ck_assert_uint_eq(session.edits, 4);
	expect_text("政务公");
	ck_assert(session.report->changed);
}
END_TEST

START_TEST(deletes_across_paragraphs)
{
	type("一\n二\n\n三");
	editor_go(&editor, 3);
	editor_delete(&editor);
	expect_text("一二\n\n三");
	expect_caret(3, 0, INDENT + 2);
	editor_go(&editor, 8);
	editor_backspace(&editor);
	expect_text("一二\n三");
	expect_caret(7, 1, INDENT);
	editor_backspace(&editor);
	expect_text("一二三");
	expect_caret(6, 0, INDENT + 4);
}
END_TEST

START_TEST(clusters_stay_whole)
{
	/* e and a combining acute; a keycap of three code points. */
	type("ae\xcc\x81"
	     "b1\xef\xb8\x8f\xe2\x83\xa3");
	expect_caret(12, 0, INDENT + 4);
	editor_left(&editor);
	ck_assert_uint_eq(editor.caret, 5);
	editor_left(&editor);
	editor_left(&editor);
	ck_assert_uint_eq(editor.caret, 1);
	editor_delete(&editor);
	expect_text("ab1\xef\xb8\x8f\xe2\x83\xa3");
	editor_go(&editor, 99);
	editor_backspace(&editor);
	expect_text("ab");
}
END_TEST

START_TEST(a_caret_is_never_inside_a_cluster)
{
	type("\xcc\x81x");
	editor_go(&editor, 0);
	type("e");
	ck_assert_uint_eq(editor.caret, 3);
	editor_go(&editor, 1);
	ck_assert_uint_eq(editor.caret, 3);
	editor_go(&editor, 2);
	ck_assert_uint_eq(editor.caret, 3);
}
END_TEST

START_TEST(a_single_line_takes_no_breaks)
{
	struct editor single;
	size_t length, line, column;

	editor_init(&single, &session, FIELD_AGENCY, true);
	editor_layout(&single, 6, 0);
	editor_insert(&single, "广州市\n从化区\n\n",
	              strlen("广州市\n从化区\n\n"));
	ck_assert_str_eq(editor_text(&single, &length), "广州市 从化区");
	editor_insert(&single, "\n", 1);
	ck_assert_uint_eq(session.edits, 1);
	ck_assert_uint_eq(single.lines, 1);
	editor_caret(&single, &line, &column);
	ck_assert_uint_eq(line, 0);
	ck_assert_uint_eq(column, 13);
	editor_home(&single);
	ck_assert_uint_eq(single.caret, 0);
	editor_end(&single);
	ck_assert_uint_eq(single.caret, length);
	editor_free(&single);
}
END_TEST

/* --- lines and movement --- */

START_TEST(wraps_without_a_mark_in_front)
{
	/* Sixteen columns in the first line, twenty in the next. */
	type("一二三四五六七八，九十");
	expect_line(0, "一二三四五六七");
	expect_line(1, "八，九十");
	type("甲乙丙丁戊己庚");
	expect_line(1, "八，九十甲乙丙丁戊己");
	expect_line(2, "庚");
	expect_caret(54, 2, 2);
}
END_TEST

START_TEST(up_and_down_keep_the_column)
{
	type("一二三四五六\nab\n一a二三四五六");
	editor_go(&editor, 12);
	expect_caret(12, 0, INDENT + 8);
	ck_assert(editor_down(&editor, 1));
	expect_caret(21, 1, INDENT + 2);
	ck_assert(editor_down(&editor, 1));
	/* Column 12 is the middle of a wide character: in front of it. */
	expect_caret(32, 2, INDENT + 7);
	ck_assert(!editor_down(&editor, 1));
	expect_caret(32, 2, INDENT + 7);
	ck_assert(editor_up(&editor, 2));
	expect_caret(12, 0, INDENT + 8);
	ck_assert(!editor_up(&editor, 1));
	expect_caret(12, 0, INDENT + 8);
	editor_right(&editor);
	editor_down(&editor, 2);
	expect_caret(35, 2, INDENT + 9);
}
END_TEST

START_TEST(home_and_end_are_of_the_screen_line)
{
	type("一二三四五六七八九十甲乙丙丁戊己庚辛壬癸");
	expect_line(0, "一二三四五六七八");
	expect_line(1, "九十甲乙丙丁戊己庚辛");
	editor_go(&editor, 0);
	editor_end(&editor);
	/* The same byte begins the next line; the caret stays on this one. */
	expect_caret(24, 0, 20);
	editor_home(&editor);
	expect_caret(0, 0, INDENT);
	editor_go(&editor, 24);
	expect_caret(24, 1, 0);
	editor_end(&editor);
	expect_caret(54, 1, 20);
	type("X");
	expect_line(1, "九十甲乙丙丁戊己庚辛");
	expect_line(2, "X壬癸");
	expect_caret(55, 2, 1);
	editor_end(&editor);
	expect_caret(61, 2, 5);
}
END_TEST

START_TEST(down_from_a_line_end_stays_at_ends)
{
	type("一二三四五六七八九十甲乙丙丁戊己庚辛壬癸");
	editor_go(&editor, 0);
	editor_end(&editor);
	editor_down(&editor, 1);
	expect_caret(54, 1, 20);
	editor_down(&editor, 1);
	expect_caret(60, 2, 4);
	editor_up(&editor, 1);
	expect_caret(54, 1, 20);
}
END_TEST

START_TEST(blanks_a_break_ate_are_shown_at_the_edge)
{
	type("abcdefghijklmnop    qr");
	expect_line(0, "abcdefghijklmnop");
	expect_line(1, "qr");
	editor_go(&editor, 18);
	expect_caret(18, 0, 20);
	editor_right(&editor);
	editor_right(&editor);
	expect_caret(20, 1, 0);
}
END_TEST

START_TEST(words)
{
	type("政务公开，2022年 ok\n新");
	editor_go(&editor, 0);
	ck_assert(editor_word_right(&editor));
	ck_assert_uint_eq(editor.caret, strlen("政务公开"));
	editor_go(&editor, 999);
	ck_assert(editor_word_left(&editor));
	ck_assert_uint_eq(editor.caret, strlen("政务公开，2022年 ok\n"));
	ck_assert(editor_word_left(&editor));
	ck_assert_uint_eq(editor.caret, strlen("政务公开，2022年 "));
}
END_TEST

START_TEST(follows_edits_made_elsewhere)
{
	type("一二\n三四");
	session_apply(&session,
	              edit_text(session.report, text_number, 0, 7, "", 0));
	editor_layout(&editor, WIDTH, INDENT);
	expect_line(0, "三四");
	expect_caret(6, 0, INDENT + 4);
}
END_TEST

/* --- against a plain model: all lines laid out anew at every step --- */

struct plain_line {
	size_t start, end;
	bool first, last; /* of its paragraph */
};

struct plain {
	char *text;
	size_t caret;
	struct plain_line lines[4096];
	size_t count;
};

static struct plain plain;
static unsigned long seed;

static unsigned long
chance(unsigned long below)
{
	seed = seed * 6364136223846793005UL + 1442695040888963407UL;
	return (seed >> 33) % below;
}

static void
plain_layout(size_t columns)
{
	size_t start = 0;

	plain.count = 0;
	for (;;) {
		size_t length = strcspn(plain.text + start, "\n");
		struct text_line *lines;
		size_t count = text_wrap(plain.text + start, length, columns,
		                         INDENT, AMBIGUOUS_NARROW, &lines);

		for (size_t i = 0; i < count; i++)
			plain.lines[plain.count++] = (struct plain_line){
				start + lines[i].start, start + lines[i].end,
				i == 0, i + 1 == count};
		free(lines);
		start += length;
		if (plain.text[start++] == '\0')
			return;
	}
}

static void
plain_replace(size_t at, size_t removed, const char *inserted)
{
	char *text = xformat("%.*s%s%s", (int)at, plain.text, inserted,
	                     plain.text + at + removed);

	free(plain.text);
	plain.text = text;
	plain.caret = at + strlen(inserted);
}

static size_t
plain_next(size_t at)
{
	return text_next(plain.text, strlen(plain.text), at);
}

static size_t
plain_previous(size_t at)
{
	return text_previous(plain.text, strlen(plain.text), at);
}

static void
compare(size_t columns, unsigned step)
{
	struct editor_line line;
	size_t length;

	editor_layout(&editor, columns, INDENT);
	plain_layout(columns);
	if (strcmp(editor_text(&editor, &length), plain.text) != 0)
		ck_abort_msg("step %u: expected the text\n%s\nseen\n%s", step,
		             plain.text, editor_text(&editor, &length));
	if (editor.caret != plain.caret)
		ck_abort_msg("step %u: expected the caret at %zu, seen %zu",
		             step, plain.caret, editor.caret);
	if (editor.lines != plain.count)
		ck_abort_msg("step %u: expected %zu lines, seen %zu", step,
		             plain.count, editor.lines);
	for (size_t i = 0; i < plain.count; i++) {
		const struct plain_line *its = &plain.lines[i];

		ck_assert(editor_line(&editor, i, &line));
		if (line.start != its->start || line.end != its->end ||
		    line.first != its->first)
			ck_abort_msg("step %u: expected line %zu to be bytes "
			             "%zu to %zu, seen %zu to %zu",
			             step, i, its->start, its->end, line.start,
			             line.end);
	}
}

/* Up or down by one line, from scratch: the editor has no goal yet. */
static void
plain_vertical(bool down)
{
	size_t line, column, base, target;

	editor_caret(&editor, &line, &column);
	if (down ? line + 1 >= plain.count : line == 0)
		return;
	target = down ? line + 1 : line - 1;
	base = plain.lines[target].first ? INDENT : 0;
	plain.caret = plain.lines[target].start;
	while (plain.caret < plain.lines[target].end) {
		size_t next = plain_next(plain.caret);
		size_t width =
			base +
			text_width(plain.text + plain.lines[target].start,
		                   next - plain.lines[target].start,
		                   AMBIGUOUS_NARROW);

		if (width > column)
			break;
		plain.caret = next;
	}
}

static void
random_step(void)
{
	static const char *const pieces[] = {
		"政",    "务公开", "，", "。",  "（一）", "a",
		"word ", " ",      "\n", "《",  "》",     "“",
		"”",     "😀",      "1",  "2,3", "　",     "\n\n",
	};
	size_t length = strlen(plain.text);
	size_t was = plain.caret;

	switch (chance(10)) {
	case 0:
	case 1:
	case 2:
	case 3: {
		const char *piece =
			pieces[chance(sizeof pieces / sizeof pieces[0])];

		plain_replace(plain.caret, 0, piece);
		type(piece);
		break;
	}
	case 4:
		plain_replace(was, plain_next(was) - was, "");
		editor_delete(&editor);
		break;
	case 5:
		was = plain_previous(plain.caret);
		plain_replace(was, plain.caret - was, "");
		editor_backspace(&editor);
		break;
	case 6:
		plain.caret = plain_previous(was);
		editor_left(&editor);
		break;
	case 7:
		plain.caret = plain_next(was);
		editor_right(&editor);
		break;
	case 8: {
		bool down = chance(2) == 0;

		editor.has_goal = false;
		plain_vertical(down);
		if (down)
			editor_down(&editor, 1);
		else
			editor_up(&editor, 1);
		break;
	}
	default:
		was = chance(length + 1);
		while (((unsigned char)plain.text[was] & 0xc0) == 0x80)
			was++;
		plain.caret = was;
		editor_go(&editor, was);
		break;
	}
}

START_TEST(equals_a_plain_model)
{
	size_t columns = WIDTH;

	seed = (unsigned long)_i + 1;
	plain.text = xstrdup("");
	plain.caret = 0;
	for (unsigned step = 0; step < 1500; step++) {
		if (chance(50) == 0)
			columns = 12 + chance(60);
		if (chance(200) == 0 && strlen(plain.text) > 0) {
			size_t length = strlen(plain.text);

			plain_replace(0, length, "");
			session_apply(&session,
			              edit_text(session.report, text_number, 0,
			                        length, "", 0));
		}
		compare(columns, step);
		random_step();
	}
	compare(columns, 1500);
	free(plain.text);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("editor");
	TCase *test = tcase_create("editor");

	tcase_add_checked_fixture(test, setup, teardown);
	tcase_add_test(test, an_empty_text_has_one_line);
	tcase_add_test(test, every_change_is_one_edit);
	tcase_add_test(test, deletes_across_paragraphs);
	tcase_add_test(test, clusters_stay_whole);
	tcase_add_test(test, a_caret_is_never_inside_a_cluster);
	tcase_add_test(test, a_single_line_takes_no_breaks);
	tcase_add_test(test, wraps_without_a_mark_in_front);
	tcase_add_test(test, up_and_down_keep_the_column);
	tcase_add_test(test, home_and_end_are_of_the_screen_line);
	tcase_add_test(test, down_from_a_line_end_stays_at_ends);
	tcase_add_test(test, blanks_a_break_ate_are_shown_at_the_edge);
	tcase_add_test(test, words);
	tcase_add_test(test, follows_edits_made_elsewhere);
	tcase_add_loop_test(test, equals_a_plain_model, 0, 8);
	tcase_set_timeout(test, 120);
	suite_add_tcase(suite, test);
	return unit_run(suite);
}
