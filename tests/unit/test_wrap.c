/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/* The line breaks of base/wrap.h. */

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "base/wrap.h"
#include "unit.h"

static const char report[] =
	"2022年，从化区坚持以习近平新时代中国特色社会主义思想为指导，认真贯彻落实"
	"《中华人民共和国政府信息公开条例》（以下简称《条例》），紧紧围绕“放管服”改革、"
	"‘数字政府’建设——以及“六稳”“六保”工作……全面推进决策、执行、管理、服务和"
	"结果公开；全年新收政府信息公开申请576件，同比增长12.5%，其中自然人558件、"
	"商业企业10件；行政事业性收费7,012.50万元（含结转1,286.50万元）。"
	"是否还有问题？有！请见 https://www.conghua.gov.cn/zwgk/zfxxgkndbg/2022/"
	"content/post_8750123.html?from=timeline&isappinstalled=0。“见附件”："
	"阿卜杜·热合曼，e-mail: gongkai@conghua.gov.cn；第①项、第②项达30％，"
	"共计１２３４件（详见附表一）。";

static const char closing[] = "，。、；：？！》）”’·％…";
static const char opening[] = "《“‘（";

static bool
is_one_of(char32_t character, const char *list)
{
	size_t length = strlen(list);
	char32_t listed;

	for (size_t at = 0; at < length;) {
		at += text_decode(list + at, length - at, &listed);
		if (listed == character)
			return true;
	}
	return false;
}

static char32_t
last_of(const char *text, size_t length)
{
	char32_t character = 0;

	for (size_t at = 0; at < length;)
		at += text_decode(text + at, length - at, &character);
	return character;
}

/* Nothing lost, nothing overlong, and from `kinsoku` columns on 避头尾. */
static void
check_lines(const char *text, size_t length, size_t columns, size_t indent,
            enum ambiguous ambiguous, size_t kinsoku)
{
	struct text_line *lines;
	size_t count =
		text_wrap(text, length, columns, indent, ambiguous, &lines);
	size_t at = 0;

	ck_assert_uint_ge(count, 1);
	for (size_t i = 0; i < count; i++) {
		const char *line = text + lines[i].start;
		size_t size = lines[i].end - lines[i].start;
		size_t room = columns - (i == 0 ? indent : 0);
		size_t width = text_width(line, size, ambiguous);
		char32_t first;

		ck_assert_uint_le(lines[i].start, lines[i].end);
		if (text_count(text + at, lines[i].start - at) != 0)
			ck_abort_msg(
				"%zu columns: line %zu lost text before it",
				columns, i);
		at = lines[i].end;
		if (width > room && text_next(line, size, 0) < size)
			ck_abort_msg("%zu columns: line %zu has %zu: %.*s",
			             columns, i, width, (int)size, line);
		text_decode(line, size, &first);
		if (columns < kinsoku || size == 0)
			continue;
		if (i > 0 && is_one_of(first, closing))
			ck_abort_msg("%zu columns: line %zu begins so: %.*s",
			             columns, i, (int)size, line);
		if (i + 1 < count && is_one_of(last_of(line, size), opening))
			ck_abort_msg("%zu columns: line %zu ends so: %.*s",
			             columns, i, (int)size, line);
	}
	ck_assert_uint_eq(text_count(text + at, length - at), 0);
	free(lines);
}

/* 例》）， asks for 8 columns: below, 避头 cannot be kept everywhere. */
START_TEST(a_report_at_every_width)
{
	size_t length = strlen(report);

	for (size_t columns = 2; columns <= 80; columns++) {
		check_lines(report, length, columns, 0, AMBIGUOUS_NARROW, 8);
		check_lines(report, length, columns, 0, AMBIGUOUS_WIDE, 8);
		if (columns > 4) {
			check_lines(report, length, columns, 4,
			            AMBIGUOUS_NARROW, 12);
			check_lines(report, length, columns, 4, AMBIGUOUS_WIDE,
			            12);
		}
	}
}
END_TEST

/* The lines, parted by |. */
static void
expect_lines(const char *text, size_t columns, size_t indent,
             const char *expected)
{
	struct text_line *lines;
	struct buffer seen = {0};
	size_t count = text_wrap(text, strlen(text), columns, indent,
	                         AMBIGUOUS_NARROW, &lines);

	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			buffer_putc(&seen, '|');
		buffer_add(&seen, text + lines[i].start,
		           lines[i].end - lines[i].start);
	}
	ck_assert_str_eq(seen.data, expected);
	buffer_free(&seen);
	free(lines);
}

START_TEST(plain_cases)
{
	expect_lines("", 10, 0, "");
	expect_lines("政府", 4, 0, "政府");
	expect_lines("政府信息", 4, 0, "政府|信息");
	expect_lines("政府信息", 5, 0, "政府|信息");
	expect_lines("政府信息", 6, 2, "政府|信息");
	expect_lines("the report of", 6, 0, "the|report|of");
}
END_TEST

START_TEST(marks_stay_with_their_text)
{
	expect_lines("政府，信息", 4, 0, "政|府，|信息");
	expect_lines("政（府）信", 4, 0, "政|（府|）信");
	expect_lines("政（府）信", 6, 0, "政|（府）|信");
	expect_lines("中文“政府”信", 6, 0, "中文|“政府”|信");
	expect_lines("中文“政府”信", 7, 0, "中文“政|府”信");
	expect_lines("六稳”“六保”工", 6, 0, "六稳”|“六保”|工");
	expect_lines("见“表（一）”）。", 11, 0, "见“表|（一）”）。");
	expect_lines("热合曼·阿", 6, 0, "热合|曼·阿");
}
END_TEST

START_TEST(dashes_and_dots_are_not_split)
{
	expect_lines("甲乙丙——丁", 7, 0, "甲乙丙|——丁");
	expect_lines("甲乙丙……丁", 7, 0, "甲乙|丙……丁");
	expect_lines("——", 1, 0, "—|—");
}
END_TEST

START_TEST(figures_are_not_split)
{
	expect_lines("收费1,286.50元", 10, 0, "收费|1,286.50元");
	expect_lines("收费1,286.50元", 8, 0, "收费|1,286.50|元");
	expect_lines("达12.5%，高", 8, 0, "达|12.5%，|高");
	expect_lines("共１２３４件", 8, 0, "共|１２３４|件");
	expect_lines("“1,286.50”", 8, 0, "“1,286.5|0”");
	expect_lines("1286.50", 3, 0, "128|6.5|0");
}
END_TEST

START_TEST(what_cannot_be_broken_is_cut)
{
	expect_lines("aaaaaaaaaa", 4, 0, "aaaa|aaaa|aa");
	expect_lines("见aaaaaaaa。完", 5, 0, "见|aaaaa|aaa。|完");
	expect_lines("aaaaaaaa。完", 4, 0, "aaaa|aaa|a。|完");
	expect_lines("政府", 1, 0, "政|府");
	expect_lines("政府", 0, 0, "政|府");
	expect_lines("政府", 4, 9, "政|府");
	expect_lines("e\u0301e\u0301e\u0301", 2, 0, "e\u0301e\u0301|e\u0301");
}
END_TEST

START_TEST(blanks_at_a_break_are_eaten)
{
	expect_lines("ab   cd", 2, 0, "ab|cd");
	expect_lines("政府　　信息", 4, 0, "政府|信息");
	expect_lines("政府　　信息", 6, 0, "政府|信息");
	expect_lines("ab   ", 4, 0, "ab  ");
	expect_lines("   ", 2, 0, "  ");
	expect_lines("  ab", 9, 0, "  ab");
}
END_TEST

START_TEST(line_breaks_within)
{
	expect_lines("甲\u2028乙", 8, 0, "甲|乙");
	expect_lines("甲\xC2\x85乙", 8, 0, "甲|乙");
	expect_lines("甲\r\n乙\n\n丙", 8, 0, "甲|乙||丙");
	expect_lines("甲\n", 8, 0, "甲");
	expect_lines("\n", 8, 0, "");
}
END_TEST

/* Every short text over the marks that pull at each other. */
START_TEST(no_text_breaks_the_rules)
{
	static const char *const parts[] = {"中", "a",      "1",  ".",  " ",
	                                    "“",  "”",      "，", "（", "—",
	                                    "　", "\u0301", "\n"};
	const size_t kinds = sizeof(parts) / sizeof(*parts);
	struct buffer text = {0};

	for (size_t code = 0; code < kinds * kinds * kinds * kinds; code++) {
		size_t rest = code;

		buffer_clear(&text);
		for (int i = 0; i < 4; i++, rest /= kinds)
			buffer_puts(&text, parts[rest % kinds]);
		for (size_t columns = 1; columns < 6; columns++)
			check_lines(text.data, text.length, columns, 0,
			            AMBIGUOUS_NARROW, 99);
	}
	buffer_free(&text);
}
END_TEST

/* With the columns of a terminal as widths of type, the lines are the same. */
START_TEST(type_breaks_as_columns_do)
{
	size_t length = strlen(report);
	unsigned *widths = xcalloc(length, sizeof(*widths));
	size_t bytes;

	for (size_t at = 0; at < length; at += bytes) {
		char32_t character;

		bytes = text_decode(report + at, length - at, &character);
		widths[at] = 1000U * (unsigned)text_char_width(character,
		                                               AMBIGUOUS_WIDE);
	}
	struct wrap typed = wrap_open_set(report, length, widths);
	struct wrap shown = wrap_open(report, length, AMBIGUOUS_WIDE);
	ck_assert_uint_eq(wrap_part(&typed), 1000 * wrap_part(&shown));
	for (size_t columns = 2; columns <= 80; columns++) {
		struct text_line *lines, *set;
		size_t count = wrap_lines(&shown, columns, 4, &lines);

		ck_assert_uint_eq(
			wrap_lines(&typed, 1000 * columns + 999, 4000, &set),
			count);
		for (size_t i = 0; i < count; i++) {
			ck_assert_uint_eq(set[i].start, lines[i].start);
			ck_assert_uint_eq(set[i].end, lines[i].end);
		}
		free(lines);
		free(set);
	}
	wrap_close(&typed);
	wrap_close(&shown);
	free(widths);
}
END_TEST

/* The numbers of lines for many widths at once are those for each by itself,
 * and a text wrapped once has the same lines, also where words, figures and
 * clusters are cut and lines break within. */
START_TEST(heights_are_numbers_of_lines)
{
	static const char *const texts[] = {
		"",
		"  ",
		report,
		"\u0915\u094D\u0937e\u0301\u0308 1,286.50 abc",
		"\u3000\u3000a  b\u2028\u2028  internationalization\r\n （）",
		"\U0001F468\u200D\U0001F469\u200D\U0001F467 家庭。。。。……——（（（"};
	enum { WIDTHS = 90 };

	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		size_t length = strlen(texts[i]);
		struct wrap wrap = wrap_open(texts[i], length, AMBIGUOUS_WIDE);
		size_t heights[WIDTHS];

		wrap_heights(&wrap, 1, 0, WIDTHS, heights);
		for (size_t columns = 0; columns < WIDTHS; columns++) {
			struct text_line *lines, *once;
			size_t count = wrap_lines(&wrap, columns, 0, &lines);
			size_t height;

			text_heights(texts[i], length, columns, 1,
			             AMBIGUOUS_WIDE, &height);
			ck_assert_msg(
				heights[columns] == count && height == count,
				"text %zu in %zu columns: expected %zu "
				"lines, seen %zu and %zu",
				i, columns, count, heights[columns], height);
			ck_assert_uint_eq(text_wrap(texts[i], length, columns,
			                            0, AMBIGUOUS_WIDE, &once),
			                  count);
			for (size_t k = 0; k < count; k++) {
				ck_assert_uint_eq(once[k].start,
				                  lines[k].start);
				ck_assert_uint_eq(once[k].end, lines[k].end);
			}
			free(once);
			free(lines);
		}
		wrap_close(&wrap);
	}
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("wrap");
	TCase *tests = tcase_create("wrap");

	tcase_set_timeout(tests, 60);
	tcase_add_test(tests, a_report_at_every_width);
	tcase_add_test(tests, plain_cases);
	tcase_add_test(tests, marks_stay_with_their_text);
	tcase_add_test(tests, dashes_and_dots_are_not_split);
	tcase_add_test(tests, figures_are_not_split);
	tcase_add_test(tests, what_cannot_be_broken_is_cut);
	tcase_add_test(tests, blanks_at_a_break_are_eaten);
	tcase_add_test(tests, line_breaks_within);
	tcase_add_test(tests, no_text_breaks_the_rules);
	tcase_add_test(tests, type_breaks_as_columns_do);
	tcase_add_test(tests, heights_are_numbers_of_lines);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
