/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/* What the screen shows of live figures, and the way there and back. */

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "reports.h"
#include "tui/editor.h"
#include "tui/live_map.h"
#include "tui/prose_last.h"
#include "unit.h"

static struct form *form;
static struct report *report;
static struct live_map map;

static void
setup(void)
{
	form = reports_form("forms/annual-2021.yaml");
	report = reports_read(
		form, "form: annual-2021\nyear: 2022\n"
		      "requests:\n  new: {natural: 558, total: 12345}\n");
}

static void
teardown(void)
{
	live_map_free(&map);
	report_free(report);
	form_free(form);
}

static void
show(const char *source, size_t caret)
{
	live_map_free(&map);
	map = live_map_make(report, NULL, source, strlen(source), caret);
}

static void
expect(const char *source, size_t caret, const char *shown)
{
	show(source, caret);
	ck_assert_str_eq(map.text, shown);
	ck_assert_uint_eq(map.length, strlen(shown));
}

START_TEST(figures_are_numbers)
{
	expect("{year}:{requests.new.total}", NONE, "2022:12345");
	expect("a{nothing}b", NONE, "a〔?〕b");
	expect("a{requests.total.total}b", NONE, "a〔?〕b");
	ck_assert_int_eq(map.spans[0].status, LIVE_BLANK);
	expect("{{year}", NONE, "{{year}");
	expect("", NONE, "");
}
END_TEST

START_TEST(the_figure_of_the_caret_is_its_source)
{
	const char *source = "a{year}b{year}c";

	expect(source, 0, "a2022b2022c");
	expect(source, 1, "a2022b2022c");
	expect(source, 2, "a{year}b2022c");
	expect(source, 7, "a{year}b2022c");
	expect(source, 8, "a2022b2022c");
	expect(source, 9, "a2022b{year}c");
	expect(source, 15, "a2022b2022c");
}
END_TEST

START_TEST(an_open_brace_hides_nothing)
{
	expect("a{year and more", NONE, "a{year and more");
	ck_assert(!live_map_follows(&map, NONE));
	ck_assert(!live_map_follows(&map, 4));
	expect("a{year件，{year}。", NONE, "a{year件，2022。");
	ck_assert_uint_eq(map.spans[0].shown_end, 6);
	for (size_t at = 0; at <= 12; at++)
		ck_assert_uint_eq(live_map_shown(&map, at), at);
}
END_TEST

START_TEST(it_tells_when_it_would_change)
{
	show("a{year}b", 0);
	ck_assert(!live_map_follows(&map, 1));
	ck_assert(live_map_follows(&map, 2));
	ck_assert(live_map_follows(&map, 7));
	ck_assert(!live_map_follows(&map, 8));
	ck_assert(!live_map_follows(&map, NONE));
	show("a{year}b", 3);
	ck_assert(!live_map_follows(&map, 2));
	ck_assert(live_map_follows(&map, NONE));
}
END_TEST

START_TEST(there_and_back)
{
	const char *source = "a{year}b{requests.new.total}c";

	/* a 2022 b 12345 c */
	show(source, NONE);
	ck_assert_uint_eq(live_map_shown(&map, 0), 0);
	ck_assert_uint_eq(live_map_shown(&map, 1), 1);
	ck_assert_uint_eq(live_map_shown(&map, 4), 1);
	ck_assert_uint_eq(live_map_shown(&map, 7), 5);
	ck_assert_uint_eq(live_map_shown(&map, 8), 6);
	ck_assert_uint_eq(live_map_shown(&map, strlen(source)), map.length);
	ck_assert_uint_eq(live_map_source(&map, 1), 1);
	ck_assert_uint_eq(live_map_source(&map, 2), 1);
	ck_assert_uint_eq(live_map_source(&map, 4), 7);
	ck_assert_uint_eq(live_map_source(&map, 5), 7);
	ck_assert_uint_eq(live_map_source(&map, map.length), strlen(source));
	/* Open, byte by byte. */
	show(source, 10);
	for (size_t at = 8; at <= strlen(source); at++)
		ck_assert_uint_eq(
			live_map_source(&map, live_map_shown(&map, at)), at);
}
END_TEST

/* The editor on top of it: what is shown is what is wrapped, and every step
 * goes on. */
START_TEST(carets_get_through)
{
	static const char text[] =
		"一{requests.new.total}二三四五{year}六七八九十一{requests.new."
		"natural}\n{year}{year}\n三四五六七八{nothing}";
	static const struct form_path no_forms;
	struct session session;
	struct editor editor;
	size_t number = report_section_text(0), steps = 0, line, column;

	session_open(&session, reports_form("forms/annual-2021.yaml"),
	             report_new(form), &no_forms);
	editor_init(&editor, &session, number, false);
	editor_layout(&editor, 20, 4);
	editor_insert(&editor, text, strlen(text));
	editor_go(&editor, 0);
	while (editor_down(&editor, 1))
		ck_assert_uint_lt(steps++, 40);
	while (editor_up(&editor, 1))
		ck_assert_uint_lt(steps++, 80);
	editor_go(&editor, 0);
	for (steps = 0; editor_right(&editor); steps++) {
		editor_caret(&editor, &line, &column);
		ck_assert_uint_lt(line, editor.lines);
		ck_assert_uint_le(column, 20);
	}
	ck_assert_uint_eq(steps, text_characters(text, strlen(text)));
	editor_go(&editor, 3);
	editor_delete(&editor);
	editor_text(&editor, &line);
	ck_assert_uint_eq(line, strlen(text) - strlen("{requests.new.total}"));
	editor_free(&editor);
	session_close(&session);
}
END_TEST

/* Whatever is typed, the caret stands on a line that there is, and all that is
 * shown is the lines. */
START_TEST(random_steps)
{
	static const char *const pieces[] = {
		"{",  "}",  "{year}", "{requests.new.total", "\n",
		"、", "字", "x ",     "{nothing}",           "{{",
	};
	static const struct form_path no_forms;
	unsigned seed = (unsigned)_i + 1;
	struct session session;
	struct editor editor;
	struct editor_line line;
	size_t number, column;

	session_open(&session, reports_form("forms/annual-2021.yaml"),
	             report_new(form), &no_forms);
	editor_init(&editor, &session, report_section_text(0), false);
	for (int step = 0; step < 600; step++) {
		seed = seed * 1103515245u + 12345u;
		switch (seed >> 16 & 15) {
		case 0:
			editor_left(&editor);
			break;
		case 1:
			editor_up(&editor, 1);
			break;
		case 2:
			editor_down(&editor, 1);
			break;
		case 3:
			editor_home(&editor);
			break;
		case 4:
			editor_end(&editor);
			break;
		case 5:
			editor_delete(&editor);
			break;
		case 6:
			editor_backspace(&editor);
			break;
		case 7:
			editor_layout(&editor, 8 + (seed >> 20 & 31), 4);
			break;
		case 8:
			editor_word_left(&editor);
			break;
		case 9:
			editor_right(&editor);
			break;
		default:
			editor_insert(&editor, pieces[(seed >> 20) % 10],
			              strlen(pieces[(seed >> 20) % 10]));
			break;
		}
		editor_caret(&editor, &number, &column);
		ck_assert_uint_lt(number, editor.lines);
		ck_assert_uint_le(column, editor.columns);
		for (size_t i = 0; i < editor.lines; i++) {
			ck_assert(editor_line(&editor, i, &line));
			ck_assert_uint_le(line.start, line.end);
		}
	}
	editor_free(&editor);
	session_close(&session);
}
END_TEST

START_TEST(last_year_corresponds)
{
	static const char now[] = "（一）主动公开\n公开信息二百条。\n"
				  "（二）依申请公开\n收到申请多少件。";
	static const char last[] = "（一）依申请公开\n全年收到申请九件。\n"
				   "（二）主动公开\n一年公开信息百条。";
	size_t count, found;
	struct last_paragraph *paragraphs =
		prose_last_paragraphs(last, strlen(last), &count);

	ck_assert_uint_eq(count, 4);
	found = prose_last_find(now, strlen(now), 0, last, paragraphs, count);
	ck_assert_uint_eq(found, 2);
	found = prose_last_find(now, strlen(now), 25, last, paragraphs, count);
	ck_assert_uint_eq(found, 3);
	found = prose_last_find(now, strlen(now), strlen(now), last, paragraphs,
	                        count);
	ck_assert_uint_eq(found, 1);
	free(paragraphs);
	paragraphs = prose_last_paragraphs("", 0, &count);
	found = prose_last_find(now, strlen(now), 0, "", paragraphs, count);
	ck_assert_uint_eq(found, NONE);
	free(paragraphs);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("live_map");
	TCase *test = tcase_create("live_map");

	tcase_add_checked_fixture(test, setup, teardown);
	tcase_add_test(test, figures_are_numbers);
	tcase_add_test(test, the_figure_of_the_caret_is_its_source);
	tcase_add_test(test, an_open_brace_hides_nothing);
	tcase_add_test(test, it_tells_when_it_would_change);
	tcase_add_test(test, there_and_back);
	tcase_add_test(test, carets_get_through);
	tcase_add_loop_test(test, random_steps, 0, 6);
	tcase_add_test(test, last_year_corresponds);
	tcase_set_timeout(test, 60);
	suite_add_tcase(suite, test);
	return unit_run(suite);
}
