/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "document/layout.h"
#include "grids.h"
#include "unit.h"

/* A device on which an ASCII character is 6 points wide, any other 12, and a
 * line 16 points high. Lines break anywhere. */

static size_t
points_line(const void *device, const char *text)
{
	size_t width = 0;

	(void)device;
	for (; *text != '\0'; text++) {
		if ((unsigned char)*text < 0x80)
			width += 6;
		else if ((unsigned char)*text >= 0xC0)
			width += 12;
	}
	return width;
}

static size_t
points_character(const void *device, const char *text)
{
	size_t width = points_line(device, text);

	return width < 12 ? width : 12;
}

static void
points_heights(const void *device, const char *text, size_t least, size_t count,
               size_t *heights)
{
	size_t line = points_line(device, text);

	for (size_t i = 0; i < count; i++) {
		size_t width = least + i;
		size_t lines = width == 0 ? 1 : (line + width - 1) / width;

		heights[i] = 16 * (lines == 0 ? 1 : lines);
	}
}

static const struct layout_measure points = {
	.line = points_line,
	.part = points_character,
	.character = points_character,
	.heights = points_heights,
	.rule = 1,
	.padding = 4,
	.blank = 24,
	.step = 1,
};

static size_t
sum_widths(const struct layout *layout, size_t rule)
{
	size_t total = rule;
	size_t i;

	for (i = 0; i < layout->columns; i++)
		total += layout->widths[i] + rule;
	return total;
}

static size_t
height_of(const struct grid *grid, const struct layout_measure *measure,
          const struct layout *layout)
{
	size_t *heights = xcalloc(grid->lines, sizeof(*heights));
	size_t total = 0;
	size_t i;

	layout_heights(grid, measure, layout, heights);
	for (i = 0; i < grid->lines; i++)
		total += heights[i];
	free(heights);
	return total;
}

START_TEST(test_points_are_filled_exactly)
{
	struct grid *grids[] = {grid_two(), grid_three(), grid_four()};
	size_t i, width;

	for (i = 0; i < 3; i++) {
		for (width = 400; width < 1500; width += 37) {
			struct layout layout;

			ck_assert_msg(layout_columns(grids[i], &points, width,
			                             true, &layout),
			              "grid %zu does not fit %zu points, "
			              "least %zu",
			              i, width, layout.least);
			ck_assert_uint_eq(layout.total, width);
			ck_assert_uint_eq(sum_widths(&layout, 1), width);
			layout_free(&layout);
		}
		grid_free(grids[i]);
	}
}
END_TEST

START_TEST(test_unfilled_is_as_wide_as_it_needs)
{
	static const char *const lines[] = {"^项目|数量", "规章|#12", NULL};
	struct grid *grid = grid_from(2, lines);
	struct layout layout;

	/* Two columns of two characters: 24 points and the padding. */
	ck_assert(layout_columns(grid, &points, 1000, false, &layout));
	ck_assert_uint_eq(layout.widths[0], 32);
	ck_assert_uint_eq(layout.widths[1], 32);
	ck_assert_uint_eq(layout.padding[0], 4);
	ck_assert_uint_eq(layout.total, 67);
	layout_free(&layout);
	grid_free(grid);
}
END_TEST

START_TEST(test_padding_goes_before_labels_fold)
{
	static const char *const lines[] = {"^项目|数量", "规章|#12", NULL};
	struct grid *grid = grid_from(2, lines);
	struct layout layout;

	ck_assert(layout_columns(grid, &points, 52, true, &layout));
	ck_assert_uint_eq(layout.widths[0], 25);
	ck_assert_uint_eq(layout.padding[0], 0);
	ck_assert_uint_eq(height_of(grid, &points, &layout), 32);
	layout_free(&layout);
	/* A figure's 12 points and a character's: nothing less. */
	ck_assert(layout_columns(grid, &points, 27, true, &layout));
	ck_assert_uint_eq(height_of(grid, &points, &layout), 64);
	layout_free(&layout);
	ck_assert(!layout_columns(grid, &points, 26, true, &layout));
	ck_assert_uint_eq(layout.least, 27);
	layout_free(&layout);
	grid_free(grid);
}
END_TEST

START_TEST(test_merged_figure_widens_its_columns)
{
	static const char *const lines[] = {"甲|#1|#2", "乙|2:#1234567890",
	                                    NULL};
	struct grid *grid = grid_from(3, lines);
	struct layout layout;

	ck_assert(!layout_columns(grid, &points, 60, true, &layout));
	/* A label of 12, a figure of 60 over two columns and a rule. */
	ck_assert_uint_ge(layout.least, 1 + 12 + 1 + 60 + 1);
	ck_assert_uint_le(layout.least, 1 + 12 + 1 + 60 + 1 + 1);
	layout_free(&layout);
	ck_assert(layout_columns(grid, &points, 76, true, &layout));
	ck_assert_uint_ge(layout.widths[1] + 1 + layout.widths[2], 60);
	layout_free(&layout);
	grid_free(grid);
}
END_TEST

/* Tries all widths of three columns. */
static size_t
lowest_of_all(const struct grid *grid, size_t available)
{
	size_t widths[3], padding[3] = {0, 0, 0};
	struct layout layout = {3, widths, padding, available, 0};
	size_t room = available - 4;
	size_t best = SIZE_MAX;

	for (widths[0] = 12; widths[0] + 24 <= room; widths[0] += 6) {
		for (widths[1] = 12; widths[0] + widths[1] + 12 <= room;
		     widths[1] += 6) {
			size_t height;

			widths[2] = room - widths[0] - widths[1];
			height = height_of(grid, &points, &layout);
			if (height < best)
				best = height;
		}
	}
	return best;
}

START_TEST(test_labels_fold_into_the_fewest_lines)
{
	static const char *const lines[] = {
		"^2:申请人情况和其他情况|说明文字",
		"一、本年新收政府信息公开申请数量|新收|属于国家秘密",
		"1x3:三、本年度办理结果|（一）予以公开|1.其他",
		"（二）部分公开（区分处理的，只计这一情形）|2.重复申请",
		"（七）总计|要求行政机关确认或重新出具已获取信息",
		"四、结转下年度继续办理|继续|无",
		NULL,
	};
	struct grid *grid = grid_from(3, lines);
	size_t width;

	for (width = 64; width < 700; width += 6) {
		struct layout layout;
		size_t best = lowest_of_all(grid, width);
		size_t seen;

		ck_assert(layout_columns(grid, &points, width, true, &layout));
		seen = height_of(grid, &points, &layout);
		ck_assert_msg(
			seen <= best,
			"at %zu points: expected a height of %zu, seen %zu",
			width, best, seen);
		layout_free(&layout);
	}
	grid_free(grid);
}
END_TEST

START_TEST(test_least_is_exact)
{
	unsigned seed;

	for (seed = 0; seed < 300; seed++) {
		struct grid *grid = grid_random(seed);
		struct layout layout;
		size_t least;

		(void)layout_columns(grid, &points, 1, true, &layout);
		least = layout.least;
		layout_free(&layout);
		ck_assert_msg(
			layout_columns(grid, &points, least, true, &layout),
			"seed %u: %zu points were said to do", seed, least);
		ck_assert_uint_eq(layout.total, least);
		layout_free(&layout);
		ck_assert_msg(!layout_columns(grid, &points, least - 1, true,
		                              &layout),
		              "seed %u: fits less than %zu points", seed,
		              least);
		layout_free(&layout);
		grid_free(grid);
	}
}
END_TEST

/* The largest grid a form may have, full of labels. */
START_TEST(test_large_grid_ends)
{
	struct grid *grid = grid_new(400, 100);
	struct layout layout;
	size_t line, column;

	for (line = 0; line < 400; line++)
		for (column = 0; column < 100; column++)
			grid_put(grid, line, column, 1, 1, GRID_LABEL, NULL,
			         (line + column) % 3 == 0 ? "政府信息公开"
			                                  : "其他");
	ck_assert(layout_columns(grid, &points, 2000, true, &layout));
	ck_assert_uint_eq(layout.total, 2000);
	layout_free(&layout);
	grid_free(grid);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("layout");
	TCase *test = tcase_create("document/layout");

	tcase_add_test(test, test_points_are_filled_exactly);
	tcase_add_test(test, test_unfilled_is_as_wide_as_it_needs);
	tcase_add_test(test, test_padding_goes_before_labels_fold);
	tcase_add_test(test, test_merged_figure_widens_its_columns);
	tcase_add_test(test, test_labels_fold_into_the_fewest_lines);
	tcase_add_test(test, test_least_is_exact);
	tcase_add_test(test, test_large_grid_ends);
	suite_add_tcase(suite, test);
	return unit_run(suite);
}
