/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "report/explained.h"
#include "report/history.h"
#include "reports.h"
#include "unit.h"

static struct form *form;
static struct report *report;
static struct history history;

static void
setup(void)
{
	form = reports_form("forms/annual-2021.yaml");
	report = reports_read(form,
	                      "form: annual-2021\nagency: 某局\nyear: 2022\n"
	                      "overview: |\n  收到申请3件。\n  （一）主动公开\n"
	                      "requests:\n  new: {natural: 3, total: \"1,234\","
	                      " other: 约5}\n");
}

static void
teardown(void)
{
	history_free(&history);
	report_free(report);
	form_free(form);
}

static size_t
text_number(const char *path)
{
	return report_find(report, path, strlen(path)).index;
}

static void
apply(struct edit edit)
{
	ck_assert_msg(report_apply(report, &edit), "edit of %s does not fit",
	              edit.path);
	if (history_continues(&history, &edit))
		history_join(&history, edit);
	else
		history_add(&history, edit);
}

static void
type(const char *path, const char *text)
{
	size_t number = text_number(path);

	for (size_t at = 0; at < strlen(text);) {
		size_t next = text_next(text, strlen(text), at);

		apply(edit_text(report, number, report->texts[number].length, 0,
		                text + at, next - at));
		at = next;
	}
}

START_TEST(typing_goes_by_words)
{
	type("problems", "甲乙，丙 丁");
	ck_assert_uint_eq(history.count, 3);
	ck_assert_ptr_nonnull(history_undo(&history, report));
	ck_assert_str_eq(reports_get(report, "problems"), "甲乙，丙 ");
	ck_assert_ptr_nonnull(history_undo(&history, report));
	ck_assert_str_eq(reports_get(report, "problems"), "甲乙，");
	ck_assert_ptr_nonnull(history_redo(&history, report));
	ck_assert_str_eq(reports_get(report, "problems"), "甲乙，丙 ");
	/* After that, typing is something new. */
	type("problems", "戊");
	ck_assert_ptr_nonnull(history_undo(&history, report));
	ck_assert_str_eq(reports_get(report, "problems"), "甲乙，丙 ");
	ck_assert_ptr_nonnull(history_redo(&history, report));
	ck_assert_ptr_null(history_redo(&history, report));
}
END_TEST

START_TEST(a_pause_ends_a_run)
{
	type("problems", "甲");
	history_seal(&history);
	type("problems", "乙");
	ck_assert_uint_eq(history.count, 2);
}
END_TEST

START_TEST(deleting_is_no_typing)
{
	size_t number = text_number("problems");

	type("problems", "甲乙");
	apply(edit_text(report, number, 3, 3, "", 0));
	apply(edit_text(report, number, 0, 3, "", 0));
	ck_assert_uint_eq(history.count, 2);
	ck_assert_ptr_nonnull(history_undo(&history, report));
	ck_assert_str_eq(reports_get(report, "problems"), "甲乙");
}
END_TEST

START_TEST(knows_what_is_saved)
{
	ck_assert(history_is_saved(&history));
	type("problems", "甲");
	ck_assert(!history_is_saved(&history));
	history_saved(&history);
	type("problems", "乙");
	ck_assert_uint_eq(history.count, 2);
	history_undo(&history, report);
	ck_assert(history_is_saved(&history));
	ck_assert(!report->changed);
	/* What was saved is undone and then forgotten. */
	history_undo(&history, report);
	ck_assert(report->changed);
	type("problems", "丙");
	ck_assert(!history_is_saved(&history));
	history_undo(&history, report);
	ck_assert(!history_is_saved(&history));
}
END_TEST

/* A generator of its own, so that every run is the same. */
static size_t
draw(unsigned *state, size_t below)
{
	*state = *state * 1103515245u + 12345u;
	return (*state >> 16) % below;
}

static struct edit
draw_value(unsigned *state)
{
	static const char *const words[] = {"",   "0",    "7",     "1234567",
	                                    "约", "１２", "12.50", "x"};

	return edit_value(report, draw(state, form->cell_count),
	                  words[draw(state, sizeof words / sizeof *words)]);
}

static struct edit
draw_text(unsigned *state)
{
	static const char *const words[] = {"",   "新", "\n",     "a{b}",
	                                    "。", "𠀀", "（一）", "\n\n 乙"};
	const char *word = words[draw(state, sizeof words / sizeof *words)];
	size_t number = draw(state, report->text_count);
	const struct buffer *text = &report->texts[number];
	size_t at = 0, end;

	/* The text of a table is none. */
	if (number >= FIELD_COUNT && form->sections[number - FIELD_COUNT].table)
		return draw_value(state);
	while (at < text->length && draw(state, 8) > 0)
		at = text_next(text->data, text->length, at);
	end = at;
	while (end < text->length && draw(state, 2) > 0)
		end = text_next(text->data, text->length, end);
	return edit_text(report, number, at, end - at, word, strlen(word));
}

static struct edit
draw_explanation(unsigned *state)
{
	char *cells[] = {
		xstrdup(form->cells[draw(state, form->cell_count)].path)};
	char *values[] = {xstrdup("3")};
	struct explanation entry = {.rule = "carry.requests",
	                            .cells = cells,
	                            .cell_count = 1,
	                            .values = values,
	                            .value_count = 1,
	                            .reason = "区划调整并入某局2件",
	                            .date = "2023-01-08"};
	struct edit edit = edit_explain(report, &entry);

	free(cells[0]);
	free(values[0]);
	return edit;
}

static void
random_step(unsigned *state)
{
	size_t kind = draw(state, 20);

	if (kind == 0)
		history_undo(&history, report);
	else if (kind == 1)
		history_redo(&history, report);
	else if (kind == 2)
		apply(draw_explanation(state));
	else if (kind < 10)
		apply(draw_value(state));
	else
		apply(draw_text(state));
}

START_TEST(ten_thousand_are_undone_and_redone)
{
	char *first = reports_written(report), *last, *seen;
	unsigned state = 2022;
	size_t done;

	for (int i = 0; i < 10000; i++)
		random_step(&state);
	last = reports_written(report);
	done = history.done;
	ck_assert_str_ne(first, last);
	while (history_undo(&history, report))
		;
	seen = reports_written(report);
	reports_same(seen, first);
	ck_assert(!report->changed);
	free(seen);
	while (history.done < done)
		history_redo(&history, report);
	seen = reports_written(report);
	reports_same(seen, last);
	free(seen);
	free(first);
	free(last);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("history");
	TCase *tests = tcase_create("history");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, typing_goes_by_words);
	tcase_add_test(tests, a_pause_ends_a_run);
	tcase_add_test(tests, deleting_is_no_typing);
	tcase_add_test(tests, knows_what_is_saved);
	tcase_add_test(tests, ten_thousand_are_undone_and_redone);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
