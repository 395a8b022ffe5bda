/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "base/memory.h"
#include "base/text.h"
#include "unit.h"

static void
expect_shown(const char *text, size_t length, const char *expected)
{
	struct buffer out = {0};

	text_show(&out, text, length);
	ck_assert_str_eq(out.data, expected);
	ck_assert_uint_eq(text_width(text, length, AMBIGUOUS_NARROW),
	                  text_width(out.data, out.length, AMBIGUOUS_NARROW));
	buffer_free(&out);
}

START_TEST(validity)
{
	ck_assert_uint_eq(text_check("", 0), 0);
	ck_assert_uint_eq(text_check("a\0政", 5), 5);
	ck_assert_uint_eq(text_check("政\xff", 4), 3);
	ck_assert_uint_eq(text_check("政\xe6\x94", 5), 3);
	ck_assert_uint_eq(text_check("\xc0\x80", 2), 0);
	ck_assert_uint_eq(text_check("\xed\xa0\x80", 3), 0);
	ck_assert_uint_eq(text_check("\xf4\x90\x80\x80", 4), 0);
}
END_TEST

START_TEST(decoding_and_encoding)
{
	static const char32_t all[] = {0,      'a',     0x7F,    0x80,
	                               0x7FF,  0x800,   0x653F,  0xFFFD,
	                               0xFFFF, 0x10000, 0x2000B, 0x10FFFF};
	char32_t character;
	char bytes[4];

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
		size_t length = text_encode(all[i], bytes);

		ck_assert_uint_eq(text_decode(bytes, length, &character),
		                  length);
		ck_assert_uint_eq(character, all[i]);
	}
	ck_assert_uint_eq(text_decode("", 0, &character), 0);
	ck_assert_uint_eq(character, 0);
	ck_assert_uint_eq(text_encode(0xD800, bytes), 3);
	ck_assert_mem_eq(bytes, "\xEF\xBF\xBD", 3);
}
END_TEST

START_TEST(clusters)
{
	/* e with an acute accent; 葛 with a variation; a heart as emoji. */
	static const char text[] = "e\u0301葛\U000E0100❤\uFE0Fz";
	static const size_t ends[] = {3, 10, 16, 17};
	const size_t length = sizeof(text) - 1;
	size_t at = 0;

	for (size_t i = 0; i < 4; i++) {
		ck_assert_uint_eq(text_previous(text, length, ends[i]), at);
		at = text_next(text, length, at);
		ck_assert_uint_eq(at, ends[i]);
	}
	ck_assert_uint_eq(text_next(text, length, length), length);
	ck_assert_uint_eq(text_previous(text, length, 0), 0);
	ck_assert_uint_eq(text_next("", 0, 0), 0);
	ck_assert_uint_eq(text_previous(text, length, 99), 16);
}
END_TEST

START_TEST(words)
{
	/* The words are parted by | here. */
	static const char *const texts[] = {"新收|，|办结|1,286.50|件|（|其中|",
	                                    "the |report|，|of |2022|年|",
	                                    "甲　|乙|。|", "a_b|-|c \n|d|"};

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		char *text = xstrdup(texts[i]);
		size_t stops[16];
		size_t count = 0, length = 0, at = 0;

		for (const char *c = texts[i]; *c != '\0'; c++)
			if (*c == '|')
				stops[count++] = length;
			else
				text[length++] = *c;
		text[length] = '\0';
		for (size_t k = 0; k < count; k++) {
			at = text_next_word(text, length, at);
			ck_assert_msg(at == stops[k],
			              "%s: word %zu ends at %zu, not %zu", text,
			              k, at, stops[k]);
		}
		for (size_t k = count - 1; k-- > 0;) {
			at = text_previous_word(text, length, at);
			ck_assert_msg(at == stops[k],
			              "%s: word %zu starts at %zu, not %zu",
			              text, k + 1, at, stops[k]);
		}
		ck_assert_uint_eq(text_previous_word(text, length, at), 0);
		ck_assert_uint_eq(text_next_word(text, length, length), length);
		free(text);
	}
}
END_TEST

START_TEST(counting)
{
	const char *text = "（一）主动\u3000公开 a\tb\n";

	ck_assert_uint_eq(text_characters(text, strlen(text)), 13);
	ck_assert_uint_eq(text_count(text, strlen(text)), 9);
	ck_assert_uint_eq(text_count("", 0), 0);
	ck_assert_uint_eq(text_count("\u3000\u200B\u00A0\uFEFF", 11), 0);
}
END_TEST

START_TEST(blanks_at_the_ends)
{
	const char *text = "\u3000 \t甲 乙\u2003\r\n";
	size_t length = strlen(text);

	ck_assert_uint_eq(text_leading_blanks(text, length), 5);
	ck_assert_uint_eq(text_trailing_blanks(text, length), 5);
	ck_assert_uint_eq(text_leading_blanks("\u3000", 3), 3);
	ck_assert_uint_eq(text_trailing_blanks("\u3000", 3), 3);
	ck_assert_uint_eq(text_trailing_blanks("", 0), 0);
	ck_assert_uint_eq(text_trailing_blanks("甲", 3), 0);
}
END_TEST

START_TEST(folding)
{
	ck_assert_uint_eq(text_fold(0xFF11), '1');
	ck_assert_uint_eq(text_fold(0xFF0C), ',');
	ck_assert_uint_eq(text_fold(0xFF5E), '~');
	ck_assert_uint_eq(text_fold(0x3000), ' ');
	ck_assert_uint_eq(text_fold('x'), 'x');
	ck_assert_uint_eq(text_fold(0x3002), 0x3002);
}
END_TEST

/* ncurses counts columns by wcwidth. */
START_TEST(widths_are_those_of_the_c_library)
{
	struct buffer shown = {0};

	if (setlocale(LC_CTYPE, "C.UTF-8") == NULL)
		return;
	for (char32_t c = 0; c <= 0x10FFFF; c++) {
		int expected = wcwidth((wchar_t)c);
		int seen = text_char_width(c, AMBIGUOUS_NARROW);
		char bytes[4];
		size_t length = text_encode(c, bytes);

		/* A surrogate is no character and has no UTF-8. */
		if (c >= 0xD800 && c <= 0xDFFF)
			continue;
		buffer_clear(&shown);
		text_show(&shown, bytes, length);
		if (shown.length == length &&
		    memcmp(shown.data, bytes, length) == 0) {
			if (seen != expected)
				ck_abort_msg("U+%04X: %d columns, not %d",
				             (unsigned)c, seen, expected);
			continue;
		}
		/* A substitute: of known characters, and as wide as said. */
		expected = 0;
		for (size_t at = 0; at < shown.length;) {
			char32_t part;

			at += text_decode(shown.data + at, shown.length - at,
			                  &part);
			expected += wcwidth((wchar_t)part);
		}
		if (seen != expected)
			ck_abort_msg("U+%04X shown as %s: %d columns, not %d",
			             (unsigned)c, shown.data, seen, expected);
	}
	buffer_free(&shown);
}
END_TEST

START_TEST(ambiguous_characters)
{
	const char *text = "“”‘’—…×±·①─│┌";
	const char *plain = "政府，a1";

	ck_assert_uint_eq(text_width(text, strlen(text), AMBIGUOUS_NARROW), 13);
	ck_assert_uint_eq(text_width(text, strlen(text), AMBIGUOUS_WIDE), 26);
	ck_assert_uint_eq(text_width(plain, strlen(plain), AMBIGUOUS_NARROW),
	                  8);
	ck_assert_uint_eq(text_width(plain, strlen(plain), AMBIGUOUS_WIDE), 8);
	ck_assert_uint_eq(text_width("e\u0301", 3, AMBIGUOUS_WIDE), 1);
}
END_TEST

START_TEST(nothing_raw_is_shown)
{
	expect_shown("", 0, "");
	expect_shown("政府 a", 8, "政府 a");
	expect_shown("\x1b[31m\t\x7f\0", 8, "^[[31m^I^?^@");
	expect_shown("a\r\nb", 4, "a^M\u23CEb");
	expect_shown("\xC2\x9B\xC2\x85", 4, "<U+009B>\u23CE");
	expect_shown("\u2028\u2029", 6, "\u23CE\u23CE");
	expect_shown("\u202E\u2066\u200F\u061C", 11,
	             "\uFFFD\uFFFD\uFFFD\uFFFD");
	expect_shown("\U00031350\uFFFF\U000E0041", 11, "\uFFFD\uFFFD\uFFFD");
	expect_shown("a\u00ADb", 4, "a-b");
	/* Not valid, as a file's name may be: shown, not passed on. */
	expect_shown("a\xff\xfe", 3, "a\uFFFD\uFFFD");
}
END_TEST

START_TEST(fitting)
{
	const char *text = "政e\u0301府";

	ck_assert_uint_eq(text_fit(text, 9, 0, AMBIGUOUS_NARROW), 0);
	ck_assert_uint_eq(text_fit(text, 9, 1, AMBIGUOUS_NARROW), 0);
	ck_assert_uint_eq(text_fit(text, 9, 2, AMBIGUOUS_NARROW), 3);
	ck_assert_uint_eq(text_fit(text, 9, 3, AMBIGUOUS_NARROW), 6);
	ck_assert_uint_eq(text_fit(text, 9, 4, AMBIGUOUS_NARROW), 6);
	ck_assert_uint_eq(text_fit(text, 9, 5, AMBIGUOUS_NARROW), 9);
	ck_assert_uint_eq(text_fit(text, 9, 99, AMBIGUOUS_NARROW), 9);
}
END_TEST

START_TEST(padding)
{
	static const struct {
		const char *text;
		size_t columns;
		enum ambiguous ambiguous;
		const char *expected;
	} cases[] = {
		{"", 3, AMBIGUOUS_NARROW, "   "},
		{"", 0, AMBIGUOUS_NARROW, ""},
		{"政府", 4, AMBIGUOUS_NARROW, "政府"},
		{"政府", 6, AMBIGUOUS_NARROW, "政府  "},
		{"政府公开", 7, AMBIGUOUS_NARROW, "政府公…"},
		{"政府公开", 6, AMBIGUOUS_NARROW, "政府… "},
		{"政府公开", 6, AMBIGUOUS_WIDE, "政府…"},
		{"政府公开", 7, AMBIGUOUS_WIDE, "政府… "},
		{"政府", 1, AMBIGUOUS_NARROW, "…"},
		{"政府", 1, AMBIGUOUS_WIDE, " "},
		{"政府", 0, AMBIGUOUS_NARROW, ""},
		{"a\tb", 4, AMBIGUOUS_NARROW, "a^Ib"},
		{"a\tbc", 4, AMBIGUOUS_NARROW, "a^I…"},
		{"“甲”", 6, AMBIGUOUS_WIDE, "“甲”"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct buffer out = {0};

		text_pad(&out, cases[i].text, strlen(cases[i].text),
		         cases[i].columns, cases[i].ambiguous);
		ck_assert_str_eq(out.data, cases[i].expected);
		ck_assert_uint_eq(
			text_width(out.data, out.length, cases[i].ambiguous),
			cases[i].columns);
		buffer_free(&out);
	}
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("text");
	TCase *tests = tcase_create("text");

	tcase_set_timeout(tests, 60);
	tcase_add_test(tests, validity);
	tcase_add_test(tests, decoding_and_encoding);
	tcase_add_test(tests, clusters);
	tcase_add_test(tests, words);
	tcase_add_test(tests, counting);
	tcase_add_test(tests, blanks_at_the_ends);
	tcase_add_test(tests, folding);
	tcase_add_test(tests, widths_are_those_of_the_c_library);
	tcase_add_test(tests, ambiguous_characters);
	tcase_add_test(tests, nothing_raw_is_shown);
	tcase_add_test(tests, fitting);
	tcase_add_test(tests, padding);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
