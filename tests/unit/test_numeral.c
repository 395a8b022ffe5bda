/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/* Numerals in running text, and the set of words around them. */

#include <stdlib.h>
#include <string.h>

#include "base/lexicon.h"
#include "base/memory.h"
#include "base/numeral.h"
#include "unit.h"

struct numeral_case {
	const char *text;
	const char *figure; /* NULL: no number */
	const char *rest;   /* what is left behind it */
};

static const struct numeral_case CASES[] = {
	{"412件", "412", "件"},
	{"４１２件", "412", "件"},
	{"1,023件", "1023", "件"},
	{"1，023件", "1023", "件"},
	{"1, 023 件", "1023", " 件"},
	{"1 023件", "1023", "件"},
	{"1　023件", "1023", "件"},
	{"1,234,567件", "1234567", "件"},
	{"12,34件", "12", ",34件"},
	{"12，3456件", "12", "，3456件"},
	{"1234,567件", "1234", ",567件"},
	{"010件", "10", "件"},
	{"5949.088667万元", "5949.088667", "万元"},
	{"９.８％", "9.8", "％"},
	{"1.予以公开", "1", ".予以公开"},
	{"12万元", "12", "万元"},
	{"十二件", "12", "件"},
	{"十件", "10", "件"},
	{"二十件", "20", "件"},
	{"两件", "2", "件"},
	{"两百件", "200", "件"},
	{"一百零三件", "103", "件"},
	{"一百一十二件", "112", "件"},
	{"四百〇八件", "408", "件"},
	{"一千零二十三件", "1023", "件"},
	{"一千零五件", "1005", "件"},
	{"一万二千件", "12000", "件"},
	{"一万零三件", "10003", "件"},
	{"三亿五千万元", "350000000", "元"},
	{"四一二件", "412", "件"},
	{"二〇二二年", "2022", "年"},
	{"十二点五", "12.5", ""},
	{"零件", "0", "件"},
	{"一百二件", NULL, "件"},
	{"百件", NULL, "件"},
	{"十百件", NULL, "件"},
	{"一百零件", NULL, "件"},
	{"一二十件", NULL, "件"},
	{"万件", NULL, "件"},
};

START_TEST(numerals)
{
	const struct numeral_case *its = &CASES[_i];
	struct numeral numeral;
	char text[AMOUNT_TEXT];

	ck_assert_msg(numeral_read(its->text, strlen(its->text), &numeral),
	              "expected a numeral in %s", its->text);
	ck_assert_msg(strcmp(its->text + numeral.length, its->rest) == 0,
	              "%s: expected \"%s\" behind it, seen \"%s\"", its->text,
	              its->rest, its->text + numeral.length);
	ck_assert_msg((numeral.digits > 0) == (its->figure != NULL),
	              "%s: expected %s, seen %u digits", its->text,
	              its->figure != NULL ? its->figure : "no number",
	              numeral.digits);
	if (its->figure == NULL)
		return;
	amount_format(numeral.value, text);
	ck_assert_str_eq(text, its->figure);
}
END_TEST

START_TEST(no_numeral)
{
	struct numeral numeral;

	ck_assert(!numeral_read("件", 3, &numeral));
	ck_assert(!numeral_read("", 0, &numeral));
	ck_assert(!numeral_read("①件", 6, &numeral));
}
END_TEST

START_TEST(too_large)
{
	struct numeral numeral;
	char *digits = xmalloc(1000000);

	memset(digits, '9', 1000000);
	ck_assert(numeral_read(digits, 1000000, &numeral));
	ck_assert_uint_eq(numeral.length, 1000000);
	ck_assert(numeral.large);
	free(digits);
	ck_assert(numeral_read("1.1234567", 9, &numeral));
	ck_assert(numeral.large);
}
END_TEST

START_TEST(words)
{
	struct lexicon_word list[] = {
		{"公开", 6, 1},      {"不予公开", 12, 2}, {"不予", 6, 3},
		{"公开申请", 12, 4}, {"公开", 6, 5},
	};
	struct arena *arena = arena_new();
	struct lexicon *lexicon = lexicon_new(arena, list, 5);
	size_t bytes = 0;

	ck_assert_uint_eq(lexicon_find(lexicon, "公开件", 9, &bytes), 1);
	ck_assert_uint_eq(bytes, 6);
	ck_assert_uint_eq(lexicon_find(lexicon, "不予公 开申", 16, &bytes), 2);
	ck_assert_uint_eq(bytes, 13);
	ck_assert_uint_eq(lexicon_find(lexicon, "不予公布", 12, &bytes), 3);
	ck_assert_uint_eq(bytes, 6);
	ck_assert_uint_eq(lexicon_find(lexicon, "申请", 6, &bytes),
	                  LEXICON_NONE);
	ck_assert_uint_eq(lexicon_find(lexicon, "公", 3, &bytes), LEXICON_NONE);
	arena_free(arena);
}
END_TEST

static Suite *
numeral_suite(void)
{
	Suite *suite = suite_create("numeral");
	TCase *all = tcase_create("numerals");

	tcase_add_loop_test(all, numerals, 0,
	                    (int)(sizeof(CASES) / sizeof(*CASES)));
	tcase_add_test(all, no_numeral);
	tcase_add_test(all, too_large);
	tcase_add_test(all, words);
	suite_add_tcase(suite, all);
	return suite;
}

int
main(void)
{
	return unit_run(numeral_suite());
}
