/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "grids.h"
#include "render/text_table.h"
#include "unit.h"

/* --- tables --- */

/* Draws the grid and reads it back; false if it does not fit. */
static bool
draw_and_check(const char *name, const struct grid *grid,
               const struct render_options *options)
{
	size_t unit = options->ascii ? 1 : (size_t)options->ambiguous;
	struct buffer out = {NULL, 0, 0};
	size_t least = 0;
	char *what =
		xformat("%s, %zu columns%s%s", name, options->width,
	                options->ascii ? ", ASCII" : "",
	                options->ambiguous == AMBIGUOUS_WIDE ? ", wide" : "");
	bool fits = text_table(grid, options, &out, &least);

	if (fits) {
		ck_assert_msg(least <= options->width,
		              "%s: fits, yet the least is %zu", what, least);
		drawn_check(what, grid, out.data, options);
		ck_assert_uint_eq(text_width(out.data, strcspn(out.data, "\n"),
		                             options->ambiguous),
		                  options->width / unit * unit);
	} else {
		ck_assert_msg(least > options->width,
		              "%s: does not fit, yet the least is %zu", what,
		              least);
		ck_assert_uint_eq(out.length, 0);
	}
	buffer_free(&out);
	free(what);
	return fits;
}

static const struct render_options narrow = {
	.width = 80,
	.ambiguous = AMBIGUOUS_NARROW,
};

/* The last rule shows the widths of the columns that are not merged there. */
static size_t
drawn_widths(const struct grid *grid, size_t width, size_t *widths)
{
	struct render_options options = narrow;
	struct buffer out = {NULL, 0, 0};
	size_t count = 0, run = 0, least;
	const char *at;

	options.width = width;
	options.ascii = true;
	ck_assert(text_table(grid, &options, &out, &least));
	out.data[out.length - 1] = '\0';
	for (at = strrchr(out.data, '\n') + 2; *at != '\0'; at++) {
		if (*at == '-') {
			run++;
			continue;
		}
		widths[count++] = run;
		run = 0;
	}
	buffer_free(&out);
	return count;
}

START_TEST(test_tables_of_the_form_at_every_width)
{
	static const char *const names[] = {"two", "three", "four"};
	struct grid *grids[] = {grid_two(), grid_three(), grid_four()};
	struct render_options options = narrow;
	size_t i;

	for (i = 0; i < 3; i++) {
		for (options.width = RENDER_WIDTH_MIN;
		     options.width <= RENDER_WIDTH_MAX; options.width++)
			ck_assert_msg(
				draw_and_check(names[i], grids[i], &options),
				"table %s does not fit %zu columns", names[i],
				options.width);
		grid_free(grids[i]);
	}
}
END_TEST

START_TEST(test_tables_with_other_rules)
{
	struct grid *grids[] = {grid_two(), grid_three(), grid_four()};
	size_t i, width;

	for (i = 0; i < 3; i++) {
		for (width = 78; width <= RENDER_WIDTH_MAX; width += 13) {
			struct render_options options = {
				.width = width,
				.ascii = true,
				.ambiguous = AMBIGUOUS_NARROW,
			};

			ck_assert(draw_and_check("plain", grids[i], &options));
			options.ambiguous = AMBIGUOUS_WIDE;
			ck_assert(draw_and_check("plain", grids[i], &options));
			options.ascii = false;
			ck_assert(draw_and_check("wide", grids[i], &options));
		}
		grid_free(grids[i]);
	}
}
END_TEST

START_TEST(test_columns_of_figures_are_equal)
{
	struct grid *three = grid_three();
	struct grid *four = grid_four();
	size_t widths[20];
	size_t width, i;

	for (width = 68; width <= RENDER_WIDTH_MAX; width++) {
		ck_assert_uint_eq(drawn_widths(three, width, widths), 8);
		for (i = 2; i < 8; i++)
			ck_assert_msg(widths[i] == widths[1],
			              "table three at %zu: expected columns "
			              "of %zu, seen one of %zu",
			              width, widths[1], widths[i]);
		/* 总计 takes what cannot be shared. */
		ck_assert_uint_eq(drawn_widths(four, width, widths), 15);
		for (i = 0; i < 15; i++)
			ck_assert_msg(i % 5 == 4 || widths[i] == widths[0],
			              "table four at %zu: expected columns of "
			              "%zu, seen one of %zu",
			              width, widths[0], widths[i]);
	}
	grid_free(three);
	grid_free(four);
}
END_TEST

START_TEST(test_random_tables)
{
	unsigned seed;

	for (seed = 0; seed < 400; seed++) {
		struct grid *grid = grid_random(seed);
		struct render_options options = {
			.ambiguous = seed % 2 == 0 ? AMBIGUOUS_NARROW
		                                   : AMBIGUOUS_WIDE};
		char name[40];

		snprintf(name, sizeof(name), "seed %u", seed);
		for (options.width = 4; options.width < 140; options.width += 9)
			draw_and_check(name, grid, &options);
		grid_free(grid);
	}
}
END_TEST

static void
check_lines(const char *name, size_t columns, const char *const *lines)
{
	struct grid *grid = grid_from(columns, lines);
	struct render_options options = narrow;

	for (options.width = RENDER_WIDTH_MIN; options.width <= 120;
	     options.width += 20)
		ck_assert_msg(draw_and_check(name, grid, &options),
		              "%s does not fit", name);
	grid_free(grid);
}

START_TEST(test_odd_tables)
{
	static const char *const one[] = {"#1", NULL};
	static const char *const empty[] = {"", NULL};
	static const char *const column[] = {"^申请人情况", "自然人", "#558",
	                                     "#", NULL};
	static const char *const blank[] = {"#|#|#", "#|#|#", NULL};
	static const char *const merged[] = {"3:政府信息公开", "3:#7012", NULL};
	static const char *const texts[] = {
		"规章|?1,2,3 件|#2", "e\u0301e\u0301|?😀😀|#12",
		"其他|?待核实，数字由各部门汇总后再填|#", NULL};
	static const char *const unbroken[] = {
		"internationalization_of_everything_without_any_break_at_all_"
		"and_longer_than_any_line_of_this_table_could_ever_be|#1",
		"，，，，，，，，，，，，，，，，，，，，，，，，，，，，，，"
		"，，，，，，，，，，，，，，，，，，，，，，，，，，，，，，|#2",
		NULL};

	check_lines("a single figure", 1, one);
	check_lines("a single empty label", 1, empty);
	check_lines("one column", 1, column);
	check_lines("nothing filled in", 3, blank);
	check_lines("columns merged everywhere", 3, merged);
	check_lines("texts for figures", 3, texts);
	check_lines("labels without a break", 2, unbroken);
}
END_TEST

START_TEST(test_many_columns)
{
	struct grid *grid = grid_new(30, 64);
	struct render_options options = narrow;
	size_t line, column;

	for (line = 0; line < 30; line++)
		for (column = 0; column < 64; column++)
			grid_put(grid, line, column, 1, 1,
			         line == 0 ? GRID_LABEL : GRID_COUNT, NULL,
			         line == 0 ? "公开" : "7");
	ck_assert(!draw_and_check("64 columns", grid, &options));
	options.width = 64 * 3 + 1;
	ck_assert(draw_and_check("64 columns", grid, &options));
	options.width = RENDER_WIDTH_MAX;
	ck_assert(draw_and_check("64 columns", grid, &options));
	grid_free(grid);
}
END_TEST

START_TEST(test_control_characters_in_a_cell)
{
	static const char *const lines[] = {"a\033[31mb|?\a1\u202E2|#1", NULL};
	struct grid *grid = grid_from(3, lines);
	struct buffer out = {NULL, 0, 0};
	size_t least;
	const char *at;

	ck_assert(text_table(grid, &narrow, &out, &least));
	for (at = out.data; *at != '\0'; at++)
		ck_assert_msg((unsigned char)*at >= 0x20 || *at == '\n',
		              "byte %02x in: %s", (unsigned)*at, out.data);
	ck_assert_ptr_null(strstr(out.data, "\u202E"));
	ck_assert_ptr_nonnull(strstr(out.data, "a^[[31mb"));
	buffer_free(&out);
	grid_free(grid);
}
END_TEST

/* --- whole documents --- */

static void
add(struct document *document, enum block_kind kind, int level,
    const char *text)
{
	document_add(document, kind, level, NULL, text, strlen(text));
}

/* Takes the document; the text is the caller's. Every line keeps to the width
 * and ends where its text does. */
static char *
rendered(struct document *document, size_t width)
{
	struct render_options options = narrow;
	struct buffer out = {NULL, 0, 0};
	char *why = NULL;
	const char *line;

	options.width = width;
	ck_assert(render_text(document, &options, &out, &why));
	ck_assert_ptr_null(why);
	document_free(document);
	for (line = out.data; *line != '\0';) {
		size_t length = strcspn(line, "\n");
		size_t columns = text_width(line, length, AMBIGUOUS_NARROW);

		ck_assert_msg(columns <= width, "%zu columns wide: %.*s",
		              columns, (int)length, line);
		ck_assert_msg(text_trailing_blanks(line, length) == 0,
		              "blanks at the end of: %.*s", (int)length, line);
		ck_assert_int_eq(line[length], '\n');
		line += length + 1;
	}
	return buffer_take(&out);
}

START_TEST(test_document_in_order)
{
	static const char *const lines[] = {"规章|#12", NULL};
	struct document *document = document_new();
	char *text;

	add(document, BLOCK_TITLE, 0, "某局2023年年报");
	add(document, BLOCK_PARAGRAPH, 0, "前言。");
	add(document, BLOCK_HEADING, 1, "一、总体情况");
	add(document, BLOCK_HEADING, 2, "（一）主动公开");
	add(document, BLOCK_PARAGRAPH, 0, "第一段。");
	add(document, BLOCK_PARAGRAPH, 0, "第二段。");
	add(document, BLOCK_HEADING, 1, "二、情况");
	document_add_table(document, NULL, grid_from(2, lines));
	add(document, BLOCK_PARAGRAPH, 0, "表后。");
	document_add_table(document, NULL, grid_from(2, lines));
	add(document, BLOCK_DATE, 0, "2023年1月18日");
	text = rendered(document, 60);
	ck_assert_str_eq(
		text,
		"                       某局2023年年报\n"
		"\n"
		"　　前言。\n"
		"\n"
		"一、总体情况\n"
		"　　（一）主动公开\n"
		"　　第一段。\n"
		"　　第二段。\n"
		"\n"
		"二、情况\n"
		"┌──────────────────────────────┬───────────────────────────┐\n"
		"│ 规章                         │                        12 │\n"
		"└──────────────────────────────┴───────────────────────────┘\n"
		"\n"
		"　　表后。\n"
		"\n"
		"┌──────────────────────────────┬───────────────────────────┐\n"
		"│ 规章                         │                        12 │\n"
		"└──────────────────────────────┴───────────────────────────┘\n"
		"\n"
		"                                               2023年1月18"
		"日\n");
	free(text);
}
END_TEST

START_TEST(test_long_title_folds_evenly)
{
	struct document *document = document_new();
	char *text;

	add(document, BLOCK_TITLE, 0,
	    "某某省某某市某某区人民政府办公室（区政务公开领导小组办公室）2023"
	    "年政府信息公开工作年度报告");
	text = rendered(document, 60);
	ck_assert_str_eq(
		text, "       某某省某某市某某区人民政府办公室（区政务公开领\n"
		      "        导小组办公室）2023年政府信息公开工作年度报告\n");
	free(text);
}
END_TEST

START_TEST(test_long_paragraph)
{
	struct document *document = document_new();
	struct buffer prose = {NULL, 0, 0};
	struct buffer back = {NULL, 0, 0};
	size_t lines = 0;
	const char *at;
	char *text;
	size_t i;

	for (i = 0; i < 1000; i++)
		buffer_puts(&prose, "政府信息公开工作，着力推进");
	add(document, BLOCK_PARAGRAPH, 0, prose.data);
	text = rendered(document, 80);
	for (at = text; *at != '\0'; at += strcspn(at, "\n") + 1) {
		size_t length = strcspn(at, "\n");
		size_t indent = text_leading_blanks(at, length);

		ck_assert_uint_eq(indent, lines == 0 ? strlen("　　") : 0);
		ck_assert_int_ne(strncmp(at, "，", strlen("，")), 0);
		buffer_add(&back, at + indent, length - indent);
		lines++;
	}
	ck_assert_uint_ge(lines, 13000 / 40);
	ck_assert_uint_eq(back.length, prose.length);
	ck_assert_int_eq(memcmp(back.data, prose.data, prose.length), 0);
	free(text);
	buffer_free(&back);
	buffer_free(&prose);
}
END_TEST

START_TEST(test_unsafe_text_is_shown)
{
	struct document *document = document_new();
	char *text;

	add(document, BLOCK_TITLE, 0, "\033]2;title\a");
	add(document, BLOCK_HEADING, 1, "一、\u202E情况");
	add(document, BLOCK_PARAGRAPH, 0, "\033[2J段落\x7f");
	add(document, BLOCK_DATE, 0, "\033[H");
	text = rendered(document, 60);
	ck_assert_ptr_null(strchr(text, '\033'));
	ck_assert_ptr_null(strchr(text, '\a'));
	ck_assert_ptr_null(strchr(text, '\x7f'));
	ck_assert_ptr_null(strstr(text, "\u202E"));
	ck_assert_ptr_nonnull(strstr(text, "^[[2J段落^?"));
	free(text);
}
END_TEST

static char *
refusal(struct document *document, size_t width)
{
	struct render_options options = narrow;
	struct buffer out = {NULL, 0, 0};
	char *why = NULL;

	options.width = width;
	ck_assert(!render_text(document, &options, &out, &why));
	ck_assert_ptr_nonnull(why);
	buffer_free(&out);
	document_free(document);
	return why;
}

START_TEST(test_too_narrow_names_the_least_of_all_tables)
{
	static const char *const small[] = {"#1234567890|#1234567890|"
	                                    "#1234567890|#1234567890|"
	                                    "#1234567890|#1234567890",
	                                    NULL};
	static const char *const large[] = {"#1234567890|#1234567890|"
	                                    "#1234567890|#1234567890|"
	                                    "#1234567890|#1234567890|"
	                                    "#1234567890",
	                                    NULL};
	struct document *document = document_new();
	char *why;

	document_add_table(document, NULL, grid_from(7, large));
	document_add_table(document, NULL, grid_from(6, small));
	why = refusal(document, 60);
	ck_assert_str_eq(why, "the tables do not fit into 60 columns; the "
	                      "least width is 78");
	free(why);
}
END_TEST

START_TEST(test_too_wide_for_any_width)
{
	struct grid *grid = grid_new(1, 1);
	struct document *document = document_new();
	char figure[400];
	char *why;

	memset(figure, '7', sizeof(figure) - 1);
	figure[sizeof(figure) - 1] = '\0';
	grid_put(grid, 0, 0, 1, 1, GRID_TEXT, NULL, figure);
	document_add_table(document, NULL, grid);
	why = refusal(document, 80);
	ck_assert_str_eq(why,
	                 "the widest table needs 401 columns, and no more "
	                 "than 300 are possible: is one of its figures too "
	                 "long?");
	free(why);
}
END_TEST

START_TEST(test_registry)
{
	ck_assert_ptr_eq(renderer_named("text"), &renderers[0]);
	ck_assert_ptr_null(renderer_named("nroff"));
	ck_assert_ptr_eq(renderer_for("a/b.txt"), &renderers[0]);
	ck_assert_ptr_null(renderer_for(".txt"));
	ck_assert_ptr_null(renderer_for("a.md.odt"));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("render");
	TCase *tables = tcase_create("render/text_table");
	TCase *documents = tcase_create("render/text");

	tcase_add_test(tables, test_tables_of_the_form_at_every_width);
	tcase_add_test(tables, test_tables_with_other_rules);
	tcase_add_test(tables, test_columns_of_figures_are_equal);
	tcase_add_test(tables, test_random_tables);
	tcase_add_test(tables, test_odd_tables);
	tcase_add_test(tables, test_many_columns);
	tcase_add_test(tables, test_control_characters_in_a_cell);
	suite_add_tcase(suite, tables);
	tcase_add_test(documents, test_document_in_order);
	tcase_add_test(documents, test_long_title_folds_evenly);
	tcase_add_test(documents, test_long_paragraph);
	tcase_add_test(documents, test_unsafe_text_is_shown);
	tcase_add_test(documents,
	               test_too_narrow_names_the_least_of_all_tables);
	tcase_add_test(documents, test_too_wide_for_any_width);
	tcase_add_test(documents, test_registry);
	suite_add_tcase(suite, documents);
	return unit_run(suite);
}
