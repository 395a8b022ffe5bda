/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/* How the tables of the form stand on the screen, and where the keys lead. */

#include <stdlib.h>
#include <string.h>

#include "reports.h"
#include "tui/table_view.h"
#include "tui/table_words.h"
#include "unit.h"

enum { TABLE_TWO = 1, TABLE_THREE, TABLE_FOUR };

/* The page in a terminal of 60 x 16, 80 x 24, 100 x 30 and 120 x 40. */
static const struct view_size low = {.width = 53, .height = 10};
static const struct view_size usual = {.width = 63, .height = 16};
static const struct view_size middle = {.width = 83,
                                        .height = 23,
                                        .wide = true};
static const struct view_size large = {.width = 103,
                                       .height = 33,
                                       .wide = true};

static struct form *form;
static struct report *report;
static struct table_view view;

static void
setup(void)
{
	ck_assert_ptr_null(language_set("zh_CN"));
	form = reports_form("forms/annual-2021.yaml");
	report = report_new(form);
}

static void
teardown(void)
{
	table_view_free(&view);
	report_free(report);
	form_free(form);
}

static void
lay(size_t section, struct view_size size)
{
	table_view_free(&view);
	table_view_lay(&view, form, section, report, size);
}

/* The number of the place that holds the value. */
static size_t
at(const char *path)
{
	size_t cell = form_find_cell(form, path, strlen(path));
	size_t place = cell == NONE ? NONE : view_find(&view, cell);

	if (place == NONE)
		ck_abort_msg("expected a place for %s", path);
	return place;
}

static void
expect_at(size_t place, const char *path)
{
	const char *seen = place == NONE
	                           ? "nowhere"
	                           : form->cells[view.places[place].cell].path;

	ck_assert_str_eq(seen, path);
}

static const struct view_head *
head(const char *text)
{
	for (size_t i = 0; i < view.head_count; i++)
		if (strcmp(view.heads[i].text, text) == 0)
			return &view.heads[i];
	ck_abort_msg("expected a head %s", text);
}

/* --- layout --- */

START_TEST(bands_of_table_two)
{
	const struct view_place *merged;

	lay(TABLE_TWO, usual);
	ck_assert_uint_eq(view.band_count, 4);
	ck_assert_uint_eq(view.line_count, 6);
	ck_assert_uint_eq(view.column_count, 3);
	ck_assert_int_eq(view.bands[0].height, 2);
	ck_assert_int_eq(head("第二十条第（一）项")->part, VIEW_WHOLE);
	ck_assert_int_eq(head("信息内容")->part, VIEW_LABELS);
	ck_assert_str_eq(view.lines[1].label, "行政规范性文件");
	ck_assert_int_eq(view.label_width, 14);
	merged = &view.places[at("disclosure.licensing.decisions")];
	ck_assert_uint_eq(merged->first, 0);
	ck_assert_uint_eq(merged->span, 3);
	/* The field ends where the columns end, and is no wider than one. */
	ck_assert_int_eq(merged->x + merged->width,
	                 view_columns_width(&view) - 1);
	ck_assert_int_eq(merged->width, view.columns[2].width - 1);
}
END_TEST

START_TEST(bands_stand_apart_where_there_is_room)
{
	lay(TABLE_TWO, usual);
	ck_assert_int_eq(view_line_y(&view, 0, 5), 13);
	lay(TABLE_TWO, large);
	ck_assert_int_eq(view_line_y(&view, 0, 5), 16);
}
END_TEST

START_TEST(table_three_fits_at_80)
{
	lay(TABLE_THREE, usual);
	ck_assert_uint_eq(view.band_count, 1);
	ck_assert_uint_eq(view.line_count, 25);
	ck_assert_uint_eq(view.column_count, 7);
	ck_assert_int_eq(view.label_width, 18);
	ck_assert_uint_eq(view_columns_shown(&view, 0, usual.width), 7);
	ck_assert_int_ge(view.mark_width, 2);
	/* 申请人情况 names all columns, so it goes first. */
	ck_assert_int_eq(head("申请人情况")->height, 0);
	ck_assert_int_eq(head("法人或其他组织")->height, 1);
	ck_assert_int_eq(head("商业企业")->height, 2);
	ck_assert_int_eq(head("自然人")->height, 3);
	ck_assert_int_eq(view.bands[0].height, 3);
}
END_TEST

START_TEST(table_three_scrolls_at_60)
{
	lay(TABLE_THREE, low);
	ck_assert_uint_lt(view_columns_shown(&view, 0, low.width), 7);
	ck_assert_int_eq(head("法人或其他组织")->height, 0);
	ck_assert_int_eq(view.bands[0].height, 2);
	ck_assert_int_eq(view.mark_width, 0);
}
END_TEST

START_TEST(table_three_is_roomy_at_120)
{
	lay(TABLE_THREE, large);
	ck_assert_int_eq(head("申请人情况")->height, 1);
	ck_assert_int_eq(head("商业企业")->height, 1);
	ck_assert_int_eq(view.columns[1].width, 9);
	ck_assert_int_eq(view.columns[6].width, 7);
	ck_assert_int_eq(view.bands[0].height, 3);
}
END_TEST

START_TEST(table_four_in_rows_of_five)
{
	const struct view_size sizes[] = {low, usual, middle};

	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		lay(TABLE_FOUR, sizes[i]);
		ck_assert(!view.side_by_side);
		ck_assert_uint_eq(view.line_count, 3);
		ck_assert_uint_eq(view.column_count, 5);
		ck_assert_str_eq(view.lines[2].label, "复议后起诉");
		ck_assert_int_ge(view.mark_width, 2);
	}
}
END_TEST

START_TEST(table_four_as_printed)
{
	lay(TABLE_FOUR, large);
	ck_assert(view.side_by_side);
	ck_assert_uint_eq(view.line_count, 1);
	ck_assert_uint_eq(view.column_count, 15);
	ck_assert_int_eq(view.label_width, 0);
	ck_assert_uint_eq(head("行政诉讼")->first, 5);
	ck_assert_uint_eq(head("行政诉讼")->span, 10);
	ck_assert_uint_eq(view_columns_shown(&view, 0, large.width), 15);
}
END_TEST

START_TEST(figures_are_never_cut)
{
	const struct view_place *place;

	reports_set(report, "requests.new.legal", "123456789012");
	reports_set(report, "requests.new.other", "三百二十一件");
	lay(TABLE_THREE, usual);
	place = &view.places[at("requests.new.legal")];
	ck_assert_int_ge(place->width, 12);
	/* What is no figure takes no room from the others. */
	ck_assert_int_eq(view.columns[5].width, view.columns[6].width);
}
END_TEST

START_TEST(same_places)
{
	struct table_view before;

	lay(TABLE_THREE, usual);
	before = view;
	view = (struct table_view){0};
	reports_set(report, "requests.new.legal", "12");
	lay(TABLE_THREE, usual);
	ck_assert(table_view_same(&before, &view));
	reports_set(report, "requests.new.legal", "1234567");
	lay(TABLE_THREE, usual);
	ck_assert(!table_view_same(&before, &view));
	table_view_free(&before);
}
END_TEST

/* --- moving --- */

START_TEST(tab_goes_in_form_order)
{
	for (size_t section = TABLE_TWO; section <= TABLE_FOUR; section++) {
		size_t first = form->sections[section].first_cell;

		lay(section, usual);
		ck_assert_uint_eq(view.place_count,
		                  form->sections[section].cell_count);
		for (size_t i = 0; i < view.place_count; i++) {
			ck_assert_uint_eq(view.places[i].cell, first + i);
			ck_assert_uint_eq(view_next(&view, i),
			                  i + 1 < view.place_count ? i + 1
			                                           : NONE);
			ck_assert_uint_eq(view_previous(&view, i),
			                  i > 0 ? i - 1 : NONE);
		}
	}
}
END_TEST

START_TEST(enter_comes_to_every_cell_once)
{
	const struct view_size sizes[] = {low, usual, middle, large};

	for (size_t section = TABLE_TWO; section <= TABLE_FOUR; section++)
		for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
			size_t place = 0, steps = 0;

			lay(section, sizes[i]);
			for (; place != NONE; steps++)
				place = view_enter(&view, place);
			ck_assert_uint_eq(steps, view.place_count);
		}
}
END_TEST

START_TEST(enter_goes_down)
{
	lay(TABLE_THREE, usual);
	expect_at(view_enter(&view, at("requests.new.natural")),
	          "requests.carried_in.natural");
	expect_at(view_enter(&view, at("requests.carried_out.natural")),
	          "requests.new.business");
	expect_at(view_enter(&view, at("requests.carried_out.total")),
	          "nowhere");
	/* Band by band: what has been passed is not come to again. */
	lay(TABLE_TWO, usual);
	expect_at(view_enter(&view, at("disclosure.normative_documents.made")),
	          "disclosure.regulations.repealed");
	expect_at(view_enter(&view,
	                     at("disclosure.normative_documents.in_force")),
	          "disclosure.licensing.decisions");
	expect_at(view_enter(&view, at("disclosure.coercion.decisions")),
	          "disclosure.fees.amount");
}
END_TEST

START_TEST(arrows)
{
	lay(TABLE_TWO, usual);
	/* Through a merged cell and out at the column come from. */
	expect_at(view_down(&view,
	                    at("disclosure.normative_documents.in_force"), 2,
	                    1),
	          "disclosure.licensing.decisions");
	expect_at(view_up(&view, at("disclosure.licensing.decisions"), 2, 1),
	          "disclosure.normative_documents.in_force");
	expect_at(view_up(&view, at("disclosure.regulations.made"), 0, 1),
	          "nowhere");
	expect_at(view_down(&view, at("disclosure.fees.amount"), 0, 1),
	          "nowhere");
	expect_at(view_right(&view, at("disclosure.licensing.decisions")),
	          "nowhere");
	lay(TABLE_THREE, usual);
	expect_at(view_left(&view, at("requests.new.business")),
	          "requests.new.natural");
	expect_at(view_left(&view, at("requests.carried_in.natural")),
	          "nowhere");
	expect_at(view_line_end(&view, at("requests.total.legal")),
	          "requests.total.total");
	expect_at(view_line_start(&view, at("requests.total.legal")),
	          "requests.total.natural");
	/* A screen down ends on the last line there is. */
	expect_at(view_down(&view, at("requests.other.other.legal"), 4, 12),
	          "requests.carried_out.legal");
}
END_TEST

START_TEST(side_by_side_is_one_line)
{
	lay(TABLE_FOUR, large);
	expect_at(view_right(&view, at("proceedings.reconsideration.total")),
	          "proceedings.direct_suit.upheld");
	expect_at(view_down(&view, at("proceedings.direct_suit.upheld"), 5, 1),
	          "nowhere");
	expect_at(view_enter(&view, at("proceedings.reconsideration.total")),
	          "proceedings.direct_suit.upheld");
}
END_TEST

/* --- scrolling --- */

static void
expect_revealed(size_t place, struct view_size size, size_t top, size_t left)
{
	const struct view_place *seen = &view.places[place];
	size_t shown = left + view_columns_shown(&view, left, size.width);
	int y = view_line_y(&view, top, seen->line);

	if (y < 0 || y >= size.height || seen->line < top ||
	    seen->first < left || seen->first + seen->span > shown)
		ck_abort_msg("expected %s within lines 0 to %d and columns "
		             "%zu to %zu; seen in line %d, columns %zu to %zu",
		             form->cells[seen->cell].path, size.height - 1,
		             left, shown, y, seen->first,
		             seen->first + seen->span);
}

START_TEST(the_place_is_always_shown)
{
	const struct view_size sizes[] = {low, usual, large};

	for (size_t section = TABLE_TWO; section <= TABLE_FOUR; section++)
		for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
			size_t top = 0, left = 0, count;

			lay(section, sizes[i]);
			count = view.place_count;
			ck_assert_uint_gt(count, 0);
			/* Back and forth, by a step that meets them all. */
			for (size_t j = 0; j < 2 * count; j++) {
				size_t place = j * 3 % count;

				if (j >= count)
					place = count - 1 - place;
				view_reveal(&view, place, sizes[i].width,
				            sizes[i].height, &top, &left);
				expect_revealed(place, sizes[i], top, left);
			}
		}
}
END_TEST

START_TEST(no_empty_lines_at_the_end)
{
	size_t top = 20, left = 0;

	lay(TABLE_THREE, large);
	view_reveal(&view, at("requests.carried_out.natural"), large.width,
	            large.height, &top, &left);
	ck_assert_uint_eq(top, 0);
}
END_TEST

/* --- names --- */

START_TEST(names_shrink_from_outside)
{
	static const struct {
		size_t columns;
		const char *name;
	} cases[] = {
		{160, "三、本年度办理结果 / （三）不予公开 / 1.属于国家秘密 · "
	              "申请人情况 / 法人或其他组织 / 商业企业"},
		{79, "三、本年度办理结果 / （三）不予公开 / 1.属于国家秘密 · "
	             "商业企业"},
		{50, "（三）不予公开 / 1.属于国家秘密 · 商业企业"},
		{30, "1.属于国家秘密 · 商业企业"},
		{20, "1.属于国… · 商业企业"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char *name = cell_name(
			form,
			form_find_cell(form,
		                       "requests.denied.state_secret.business",
		                       37),
			cases[i].columns);

		ck_assert_str_eq(name, cases[i].name);
		free(name);
	}
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("table_view");
	TCase *tests = tcase_create("all");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, bands_of_table_two);
	tcase_add_test(tests, bands_stand_apart_where_there_is_room);
	tcase_add_test(tests, table_three_fits_at_80);
	tcase_add_test(tests, table_three_scrolls_at_60);
	tcase_add_test(tests, table_three_is_roomy_at_120);
	tcase_add_test(tests, table_four_in_rows_of_five);
	tcase_add_test(tests, table_four_as_printed);
	tcase_add_test(tests, figures_are_never_cut);
	tcase_add_test(tests, same_places);
	tcase_add_test(tests, tab_goes_in_form_order);
	tcase_add_test(tests, enter_comes_to_every_cell_once);
	tcase_add_test(tests, enter_goes_down);
	tcase_add_test(tests, arrows);
	tcase_add_test(tests, side_by_side_is_one_line);
	tcase_add_test(tests, the_place_is_always_shown);
	tcase_add_test(tests, no_empty_lines_at_the_end);
	tcase_add_test(tests, names_shrink_from_outside);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
