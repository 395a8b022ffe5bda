/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

#include <inttypes.h>
#include <string.h>

#include "base/amount.h"
#include "unit.h"

/* What a person may write, and how it is kept. */
static const struct {
	const char *text;
	amount value;
	const char *figure;
} figures[] = {
	{"0", 0, "0"},
	{"576", 576000000, "576"},
	{"010", 10000000, "10"},
	{"000", 0, "0"},
	{"5949.088667", 5949088667, "5949.088667"},
	{"1286.50", 1286500000, "1286.50"},
	{"00.10", 100000, "0.10"},
	{"1,234", 1234000000, "1234"},
	{"12,345,678.9", 12345678900000, "12345678.9"},
	{"１２３", 123000000, "123"},
	{"１，２３４．５０", 1234500000, "1234.50"},
	{"-8", -8000000, "-8"},
	{"－８", -8000000, "-8"},
	{"−8", -8000000, "-8"},
	{"+8", 8000000, "8"},
	{"＋8", 8000000, "8"},
	{"-0", 0, "0"},
	{"-0.00", 0, "0.00"},
	{"-0.5", -500000, "-0.5"},
	{" 7\t", 7000000, "7"},
	{"　7　", 7000000, "7"},
	{"999999999999", 999999999999000000, "999999999999"},
	{"0000999999999999.999999", 999999999999999999, "999999999999.999999"},
	{"-999,999,999,999.999999", -999999999999999999,
         "-999999999999.999999"},
};

static const struct {
	const char *text;
	enum amount_status status;
} refused[] = {
	{"", AMOUNT_EMPTY},
	{" \t　", AMOUNT_EMPTY},
	{"abc", AMOUNT_NO_FIGURE},
	{"0x10", AMOUNT_NO_FIGURE},
	{"1_000", AMOUNT_NO_FIGURE},
	{"1e3", AMOUNT_NO_FIGURE},
	{"1,23,4", AMOUNT_NO_FIGURE},
	{"1,2345", AMOUNT_NO_FIGURE},
	{"1234,567", AMOUNT_NO_FIGURE},
	{",123", AMOUNT_NO_FIGURE},
	{"1,234,", AMOUNT_NO_FIGURE},
	{"1,234,.5", AMOUNT_NO_FIGURE},
	{"1,,234", AMOUNT_NO_FIGURE},
	{"0,125", AMOUNT_NO_FIGURE},
	{"1.234,567", AMOUNT_NO_FIGURE},
	{".", AMOUNT_NO_FIGURE},
	{"5.", AMOUNT_NO_FIGURE},
	{".5", AMOUNT_NO_FIGURE},
	{"1.2.3", AMOUNT_NO_FIGURE},
	{"-", AMOUNT_NO_FIGURE},
	{"--8", AMOUNT_NO_FIGURE},
	{"- 8", AMOUNT_NO_FIGURE},
	{"8-", AMOUNT_NO_FIGURE},
	{"1 234", AMOUNT_NO_FIGURE},
	{"12件", AMOUNT_NO_FIGURE},
	{"①", AMOUNT_NO_FIGURE},
	{"三", AMOUNT_NO_FIGURE},
	{"٣", AMOUNT_NO_FIGURE},
	{"12%", AMOUNT_NO_FIGURE},
	{"1\xff", AMOUNT_NO_FIGURE},
	{"1\xef\xbc", AMOUNT_NO_FIGURE},
	{"nan", AMOUNT_NO_FIGURE},
	{"1000000000000", AMOUNT_TOO_LARGE},
	{"99999999999999999999999999999999999999999999", AMOUNT_TOO_LARGE},
	{"1,000,000,000,000.1234567", AMOUNT_TOO_LARGE},
	{"0.1234567", AMOUNT_TOO_FINE},
	{"0.0000000000000000000000000000000000000000000", AMOUNT_TOO_FINE},
	{"1000000000000x", AMOUNT_NO_FIGURE},
};

START_TEST(reads_what_people_write)
{
	const char *text = figures[_i].text;
	char figure[AMOUNT_TEXT];
	enum amount_status status;
	amount value;

	status = amount_parse(text, strlen(text), &value, figure);
	ck_assert_msg(status == AMOUNT_OK, "\"%s\": status %d", text, status);
	ck_assert_msg(value == figures[_i].value,
	              "\"%s\": expected %" PRId64 ", seen %" PRId64, text,
	              figures[_i].value, value);
	ck_assert_str_eq(figure, figures[_i].figure);
	status = amount_parse(text, strlen(text), &value, NULL);
	ck_assert_int_eq(status, AMOUNT_OK);
}
END_TEST

START_TEST(refuses_what_is_no_figure)
{
	const char *text = refused[_i].text;
	char figure[AMOUNT_TEXT];
	enum amount_status status;
	amount value;

	status = amount_parse(text, strlen(text), &value, figure);
	ck_assert_msg(status == refused[_i].status,
	              "\"%s\": expected %d, seen %d", text, refused[_i].status,
	              status);
	ck_assert_str_eq(figure, "");
}
END_TEST

START_TEST(a_nul_byte_is_no_end)
{
	amount value;

	ck_assert_int_eq(amount_parse("1\0", 2, &value, NULL),
	                 AMOUNT_NO_FIGURE);
	ck_assert_int_eq(amount_parse("1\0x", 3, &value, NULL),
	                 AMOUNT_NO_FIGURE);
	ck_assert_int_eq(amount_parse("12", 1, &value, NULL), AMOUNT_OK);
	ck_assert_int_eq(value, AMOUNT_ONE);
}
END_TEST

START_TEST(writes_the_shortest_exact_form)
{
	static const struct {
		amount value;
		const char *text;
	} forms[] = {
		{0, "0"},
		{576000000, "576"},
		{5949088667, "5949.088667"},
		{-8000000, "-8"},
		{1, "0.000001"},
		{-500000, "-0.5"},
		{100000000, "100"},
		{1286500000, "1286.5"},
		{10000010, "10.00001"},
		{INT64_MAX, "9223372036854.775807"},
		{INT64_MIN, "-9223372036854.775808"},
	};
	char text[AMOUNT_TEXT];

	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++) {
		size_t length = amount_format(forms[i].value, text);

		ck_assert_str_eq(text, forms[i].text);
		ck_assert_uint_eq(length, strlen(text));
	}
}
END_TEST

START_TEST(what_is_written_reads_back)
{
	amount value = 1;
	char text[AMOUNT_TEXT];

	for (int i = 0; i < 2000; i++) {
		amount back;
		size_t length;

		/* A walk over all sizes within the 12 digits, both signs. */
		value = (value * 31 + i) % 999999999999999999;
		length = amount_format(i % 2 ? value : -value, text);
		ck_assert_int_eq(amount_parse(text, length, &back, NULL),
		                 AMOUNT_OK);
		ck_assert_int_eq(back, i % 2 ? value : -value);
		value %= 29000000000000000;
	}
}
END_TEST

START_TEST(sums_never_wrap)
{
	amount sum = 5;

	ck_assert(amount_add(&sum, 7));
	ck_assert_int_eq(sum, 12);
	ck_assert(amount_subtract(&sum, 20));
	ck_assert_int_eq(sum, -8);
	sum = INT64_MAX;
	ck_assert(!amount_add(&sum, 1));
	ck_assert_int_eq(sum, INT64_MAX);
	sum = INT64_MIN;
	ck_assert(!amount_subtract(&sum, 1));
	ck_assert_int_eq(sum, INT64_MIN);
	sum = 0;
	ck_assert(!amount_subtract(&sum, INT64_MIN));
	ck_assert_int_eq(sum, 0);
}
END_TEST

START_TEST(whole_figures)
{
	ck_assert(amount_is_whole(0));
	ck_assert(amount_is_whole(-3 * AMOUNT_ONE));
	ck_assert(!amount_is_whole(1));
	ck_assert(!amount_is_whole(-AMOUNT_ONE / 2));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("amount");
	TCase *tests = tcase_create("amount");

	tcase_add_loop_test(tests, reads_what_people_write, 0,
	                    sizeof(figures) / sizeof(*figures));
	tcase_add_loop_test(tests, refuses_what_is_no_figure, 0,
	                    sizeof(refused) / sizeof(*refused));
	tcase_add_test(tests, a_nul_byte_is_no_end);
	tcase_add_test(tests, writes_the_shortest_exact_form);
	tcase_add_test(tests, what_is_written_reads_back);
	tcase_add_test(tests, sums_never_wrap);
	tcase_add_test(tests, whole_figures);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
