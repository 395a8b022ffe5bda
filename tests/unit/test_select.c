/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/* The selection of an editor, what is done with it, and what is found in a
 * text: no screen is needed for it. */

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "reports.h"
#include "tui/editor.h"
#include "tui/find.h"
#include "tui/point.h"
#include "tui/typing.h"
#include "unit.h"

#define WIDTH 20
#define INDENT 4

static struct session session;
static struct editor editor;
static const struct form_path no_forms;

static void
setup(void)
{
	struct form *form = reports_form("forms/annual-2021.yaml");

	session_open(&session, form, report_new(form), &no_forms);
	editor_init(&editor, &session,
	            report_section_text(form_find_section(form, "overview",
	                                                  strlen("overview"))),
	            false);
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
act(enum action action)
{
	ck_assert(typing_act(&editor, typing_select(&editor, action)));
}

static void
expect_text(const char *expected)
{
	size_t length;

	ck_assert_str_eq(editor_text(&editor, &length), expected);
}

static void
expect_selected(const char *expected)
{
	struct span span = {0, 0};
	size_t length;
	const char *text = editor_text(&editor, &length);
	char *seen;

	editor_selection(&editor, &span);
	seen = xstrndup(text + span.start, span.end - span.start);
	ck_assert_str_eq(seen, expected);
	free(seen);
}

static void
expect_clipboard(const char *expected)
{
	ck_assert_str_eq(session.clipboard.data, expected);
}

static void
clip(enum action action)
{
	char *told = NULL;

	ck_assert(typing_clip(&editor, action, &told));
	ck_assert_ptr_nonnull(told);
	free(told);
}

static void
undo(void)
{
	struct place place;
	char *name = session_undo(&session, &place);

	ck_assert_ptr_nonnull(name);
	free(name);
}

START_TEST(shift_extends_and_moving_drops)
{
	type("政府信息公开");
	expect_selected("");
	act(ACTION_SELECT_LEFT);
	act(ACTION_SELECT_LEFT);
	expect_selected("公开");
	act(ACTION_SELECT_RIGHT);
	expect_selected("开");
	act(ACTION_SELECT_HOME);
	expect_selected("政府信息公开");
	/* Left and right go to the ends of what was selected. */
	act(ACTION_RIGHT);
	expect_selected("");
	ck_assert_uint_eq(editor.caret, 18);
	act(ACTION_SELECT_LEFT);
	act(ACTION_SELECT_LEFT);
	act(ACTION_LEFT);
	expect_selected("");
	ck_assert_uint_eq(editor.caret, 12);
	act(ACTION_SELECT_END);
	act(ACTION_ESCAPE);
	expect_selected("");
	ck_assert_uint_eq(editor.caret, 18);
}
END_TEST

START_TEST(lines_are_selected_to_the_ends)
{
	type("第一段\n第二段");
	act(ACTION_SELECT_UP);
	expect_selected("\n第二段");
	act(ACTION_SELECT_UP);
	expect_selected("第一段\n第二段");
	act(ACTION_SELECT_UP);
	expect_selected("第一段\n第二段");
	act(ACTION_LEFT);
	act(ACTION_SELECT_DOWN);
	act(ACTION_SELECT_DOWN);
	expect_selected("第一段\n第二段");
}
END_TEST

START_TEST(a_mark_makes_moving_extend)
{
	type("政府信息公开");
	clip(ACTION_MARK);
	act(ACTION_LEFT);
	act(ACTION_LEFT);
	expect_selected("公开");
	clip(ACTION_MARK);
	expect_selected("公开");
	act(ACTION_LEFT);
	expect_selected("");
	clip(ACTION_MARK);
	act(ACTION_HOME);
	act(ACTION_ESCAPE);
	act(ACTION_END);
	expect_selected("");
}
END_TEST

START_TEST(typing_replaces_in_one_step)
{
	type("政府信息公开");
	session_seal(&session);
	editor_select(&editor, 6, 6);
	type("工");
	type("作");
	expect_text("政府工作公开");
	undo();
	expect_text("政府信息公开");
	editor_select(&editor, 6, 6);
	editor_backspace(&editor);
	expect_text("政府公开");
	ck_assert_uint_eq(editor.caret, 6);
	undo();
	editor_select(&editor, 0, 6);
	editor_delete(&editor);
	expect_text("信息公开");
	undo();
	editor_select(&editor, 6, 6);
	type("\n");
	expect_text("政府\n公开");
	undo();
	/* The same text again is no edit, and selects no more. */
	editor_select(&editor, 6, 6);
	type("信息");
	expect_text("政府信息公开");
	expect_selected("");
}
END_TEST

START_TEST(cut_copied_and_pasted)
{
	char *told = NULL;

	clip(ACTION_PASTE);
	expect_text("");
	type("政府信息公开");
	ck_assert(!typing_clip(&editor, ACTION_INTERRUPT, &told));
	clip(ACTION_CUT);
	expect_text("政府信息公开");
	editor_select(&editor, 0, 6);
	clip(ACTION_INTERRUPT);
	expect_clipboard("政府");
	expect_selected("政府");
	editor_select(&editor, 6, 6);
	clip(ACTION_CUT);
	expect_clipboard("信息");
	expect_text("政府公开");
	editor_select(&editor, 12, 0);
	ck_assert(typing_clip(&editor, ACTION_PASTE, &told));
	ck_assert_ptr_null(told);
	expect_text("政府公开信息");
	type("的");
	undo();
	expect_text("政府公开信息");
	undo();
	expect_text("政府公开");
	undo();
	expect_text("政府信息公开");
}
END_TEST

START_TEST(blanks_stay_within_a_line)
{
	struct buffer words = {0}, paragraphs = {0};

	buffer_puts(&words, " b");
	buffer_puts(&paragraphs, "  c\n\td");
	type("a");
	typing_paste(&editor, &words);
	expect_text("a b");
	typing_paste(&editor, &paragraphs);
	expect_text("a bc\nd");
	buffer_free(&words);
	buffer_free(&paragraphs);
}
END_TEST

START_TEST(any_edit_drops_it)
{
	type("政府信息公开");
	editor_select(&editor, 0, 6);
	session_apply(&session, edit_text(session.report, editor.text, 18, 0,
	                                  "年", strlen("年")));
	editor_layout(&editor, WIDTH, INDENT);
	expect_selected("");
	/* Another width is none. */
	editor_select(&editor, 0, 6);
	editor_layout(&editor, WIDTH + 2, INDENT);
	expect_selected("政府");
}
END_TEST

START_TEST(figures_go_as_a_whole)
{
	type("收到{requests.new.total}件");
	editor_select(&editor, 8, strlen("equests.new.total}件") + 7);
	expect_selected("{requests.new.total}件");
	editor_delete(&editor);
	expect_text("收到");
}
END_TEST

START_TEST(spans_of_lines)
{
	struct editor_line line;
	struct span shown;

	/* Ten columns behind the indent of the first line, ten characters. */
	type("一二三四五六七八九十\n甲");
	ck_assert(editor_line(&editor, 0, &line));
	ck_assert(
		editor_line_span(&editor, &line, (struct span){3, 34}, &shown));
	ck_assert_uint_eq(shown.start, 3);
	ck_assert_uint_eq(shown.end, 24);
	ck_assert(editor_line(&editor, 1, &line));
	ck_assert(
		editor_line_span(&editor, &line, (struct span){3, 34}, &shown));
	ck_assert_uint_eq(shown.start, 0);
	/* The line break counts behind the line. */
	ck_assert_uint_eq(shown.end, 7);
	ck_assert(editor_line(&editor, 2, &line));
	ck_assert(
		editor_line_span(&editor, &line, (struct span){3, 34}, &shown));
	ck_assert_uint_eq(shown.end, 3);
}
END_TEST

START_TEST(matches)
{
	static const char text[] = "公开WPS年报wps";

	ck_assert_uint_eq(find_match(text, strlen(text), 0, "wPs"), 6);
	ck_assert_uint_eq(find_match(text, strlen(text), 7, "wPs"), 15);
	ck_assert_uint_eq(find_match(text, strlen(text), 16, "wps"), NONE);
	ck_assert_uint_eq(find_match(text, strlen(text), 0, "年报"), 9);
	ck_assert_uint_eq(find_match(text, strlen(text), 0, ""), NONE);
	ck_assert_uint_eq(find_match(text, strlen(text), 0, "年报wpss"), NONE);
}
END_TEST

START_TEST(all_texts_are_searched)
{
	size_t text = find_next_text(session.form, NONE);
	size_t count = 0;

	ck_assert_uint_eq(text, FIELD_PREAMBLE);
	for (; text != NONE; text = find_next_text(session.form, text)) {
		count++;
		ck_assert(text == FIELD_PREAMBLE ||
		          !session.form->sections[text - FIELD_COUNT].table);
	}
	/* The preamble, and sections one, five and six. */
	ck_assert_uint_eq(count, 4);
}
END_TEST

static const struct {
	const char *text; /* with | where the caret is */
	const char *put;
} pointings[] = {
	{"收到|件", "{a.b}"}, {"收到{|", "a.b}"},    {"收到{a+|}件", "a.b"},
	{"{{|", "{a.b}"},     {"{a}和|", "{a.b}"},   {"{a+|\n}", "a.b}"},
	{"{\n|", "{a.b}"},    {"{a+|和{b}", "a.b}"}, {"|", "{a.b}"},
};

START_TEST(braces_of_a_figure_pointed_at)
{
	const char *text = pointings[_i].text;
	size_t at = strcspn(text, "|");
	struct buffer plain = {0};
	char *seen;

	buffer_puts(&plain, text);
	buffer_splice(&plain, at, 1, "", 0);
	seen = point_text(plain.data, plain.length, at, "a.b");
	ck_assert_msg(strcmp(seen, pointings[_i].put) == 0,
	              "%s: expected %s, seen %s", text, pointings[_i].put,
	              seen);
	free(seen);
	buffer_free(&plain);
}
END_TEST

/* Where things were found moves with the text before it is checked anew. */
START_TEST(what_was_found_moves)
{
	const struct finding *found = NULL;
	size_t at;

	type("全年收到×××件。");
	session_check(&session);
	for (size_t i = 0; i < session.findings.count; i++)
		if (finding_text(&session.findings.items[i]) == editor.text)
			found = &session.findings.items[i];
	ck_assert_ptr_nonnull(found);
	at = found->at;
	editor_go(&editor, 0);
	session_type(&session, edit_text(session.report, editor.text, 0, 0,
	                                 "今", strlen("今")));
	ck_assert_uint_eq(found->at, at + 3);
	session_type(&session,
	             edit_text(session.report, editor.text, 0, 6, "", 0));
	ck_assert_uint_eq(found->at, at - 3);
	session_check(&session);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("select");
	TCase *test = tcase_create("select");

	tcase_add_checked_fixture(test, setup, teardown);
	tcase_add_test(test, shift_extends_and_moving_drops);
	tcase_add_test(test, lines_are_selected_to_the_ends);
	tcase_add_test(test, a_mark_makes_moving_extend);
	tcase_add_test(test, typing_replaces_in_one_step);
	tcase_add_test(test, cut_copied_and_pasted);
	tcase_add_test(test, blanks_stay_within_a_line);
	tcase_add_test(test, any_edit_drops_it);
	tcase_add_test(test, figures_go_as_a_whole);
	tcase_add_test(test, spans_of_lines);
	tcase_add_test(test, matches);
	tcase_add_test(test, all_texts_are_searched);
	tcase_add_loop_test(test, braces_of_a_figure_pointed_at, 0,
	                    (int)(sizeof pointings / sizeof *pointings));
	tcase_add_test(test, what_was_found_moves);
	suite_add_tcase(suite, test);
	return unit_run(suite);
}
