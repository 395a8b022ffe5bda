/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/* The relations beside and below a table, and what is said about a cell. */

#include <stdlib.h>
#include <string.h>

#include "reports.h"
#include "tui/table_sums.h"
#include "tui/table_words.h"
#include "unit.h"

#define TABLE_THREE 2
#define TABLE_FOUR 3

static struct session session;

static void
setup(void)
{
	ck_assert_ptr_null(language_set("en"));
	session = (struct session){0};
	session.form = reports_form("forms/annual-2021.yaml");
	session.report = report_new(session.form);
}

static void
teardown(void)
{
	report_free(session.report);
	report_free(session.last.report);
	form_free(session.form);
}

static size_t
cell(const char *path)
{
	return form_find_cell(session.form, path, strlen(path));
}

static void
set(const char *path, const char *text)
{
	reports_set(session.report, path, text);
}

/* The mark of the first instance, the natural persons'. */
static void
expect_mark(const char *relation, enum sum_state state, const char *text)
{
	for (size_t i = 0; i < session.form->relation_count; i++) {
		const struct relation *found = &session.form->relations[i];
		struct sum_mark mark;

		if (strcmp(found->id, relation) != 0)
			continue;
		mark = sum_mark_of(&session, found, &found->instances[0]);
		ck_assert_str_eq(mark.text, text);
		ck_assert_int_eq(mark.state, state);
		return;
	}
	ck_abort_msg("expected a relation %s", relation);
}

START_TEST(marks)
{
	expect_mark("requests.balance", SUM_UNFINISHED, "…");
	set("requests.new.natural", "10");
	expect_mark("requests.balance", SUM_UNFINISHED, "+10…");
	set("requests.carried_in.natural", "0");
	set("requests.total.natural", "7");
	set("requests.carried_out.natural", "3");
	expect_mark("requests.balance", SUM_HOLDS, "✓");
	set("requests.carried_out.natural", "5");
	expect_mark("requests.balance", SUM_DIFFERS, "-2");
	set("requests.carried_out.natural", "5-");
	expect_mark("requests.balance", SUM_UNKNOWN, "?");
}
END_TEST

START_TEST(blank_total_is_unfinished)
{
	set("requests.granted.natural", "4");
	expect_mark("requests.sum", SUM_UNFINISHED, "…");
	set("requests.total.natural", "9");
	expect_mark("requests.sum", SUM_UNFINISHED, "+5…");
}
END_TEST

START_TEST(rows)
{
	struct sum_mark mark;
	size_t row = session.form->cells[cell("requests.new.natural")].row;

	set("requests.new.natural", "1");
	ck_assert(sum_mark_of_row(&session, TABLE_THREE, row, &mark));
	ck_assert_int_eq(mark.state, SUM_UNFINISHED);
	ck_assert(!sum_mark_of_row(&session, 1, 0, &mark));
}
END_TEST

START_TEST(footers_below_the_table)
{
	struct table_view view;
	struct sum_footers footers;
	char *label;

	table_view_lay(&view, session.form, TABLE_THREE, session.report,
	               (struct view_size){.width = 63, .height = 16});
	footers = sum_footers_of(&session, &view);
	ck_assert_uint_eq(footers.count, 2);
	ck_assert_str_eq(footers.relations[0]->id, "requests.balance");
	ck_assert_str_eq(footers.relations[1]->id, "requests.sum");
	session.last.report = report_new(session.form);
	footers = sum_footers_of(&session, &view);
	ck_assert_uint_eq(footers.count, 3);
	ck_assert_str_eq(footers.relations[2]->id, "carry.requests");
	label = sum_footer_label(session.form, footers.relations[1]);
	ck_assert_str_eq(label, "(7) Total: off by");
	free(label);
	table_view_free(&view);
	/* English heads need more room side by side than Chinese ones. */
	table_view_lay(
		&view, session.form, TABLE_FOUR, session.report,
		(struct view_size){.width = 163, .height = 33, .wide = true});
	footers = sum_footers_of(&session, &view);
	ck_assert_uint_eq(footers.count, 2);
	ck_assert_str_eq(footers.relations[0]->id, "proceedings.sum");
	ck_assert_str_eq(footers.relations[1]->id, "T4-PEND");
	table_view_free(&view);
}
END_TEST

static void
expect_take(const char *path, const char *value, const char *message)
{
	char *said, *taken = cell_take(&session, cell(path), &said);

	ck_assert_str_eq(taken ? taken : "nothing", value);
	ck_assert_str_eq(said, message);
	free(taken);
	free(said);
}

START_TEST(taking_what_is_due)
{
	expect_take("requests.new.natural", "nothing",
	            "nothing is computed in this cell: type its figure");
	expect_take("requests.granted.total", "nothing",
	            "the cells that this one is computed from hold no "
	            "figures yet");
	set("requests.granted.natural", "3");
	set("requests.granted.legal", "2");
	expect_take("requests.granted.total", "5",
	            "5 was put in; 4 blank cells were left out");
	set("requests.total.natural", "9");
	set("requests.granted.total", "8");
	expect_take("requests.total.total", "nothing",
	            "one relation gives 8, another 9: neither was put in");
	set("proceedings.direct_suit.upheld", "1");
	set("proceedings.direct_suit.corrected", "0");
	set("proceedings.direct_suit.other", "0");
	set("proceedings.direct_suit.pending", "2");
	expect_take("proceedings.direct_suit.total", "3", "3 was put in");
}
END_TEST

static void
expect_aside(const char *path, const char *text)
{
	char *aside = cell_aside(&session, cell(path));

	ck_assert_str_eq(aside, text);
	free(aside);
}

START_TEST(asides)
{
	expect_aside("requests.new.natural", "");
	session.last.report = report_new(session.form);
	reports_set(session.last.report, "requests.new.natural", "41");
	expect_aside("requests.new.natural", "last year 41");
	reports_set(session.last.report, "requests.carried_out.natural", "7");
	expect_aside("requests.carried_in.natural", "due 7");
	set("requests.carried_in.natural", "7");
	expect_aside("requests.carried_in.natural", "");
	reports_set(session.last.report, "requests.carried_in.natural", "0");
	set("requests.carried_in.natural", "x");
	expect_aside("requests.carried_in.natural", "last year 0  due 7");
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("table_sums");
	TCase *tests = tcase_create("all");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, marks);
	tcase_add_test(tests, blank_total_is_unfinished);
	tcase_add_test(tests, rows);
	tcase_add_test(tests, footers_below_the_table);
	tcase_add_test(tests, taking_what_is_due);
	tcase_add_test(tests, asides);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
