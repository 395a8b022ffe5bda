/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

#include <stdio.h>
#include <stdlib.h>

#include "base/json.h"
#include "unit.h"

/* The value as text, which the caller frees; frees the value. */
static char *
written(struct json_value *value)
{
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);

	ck_assert_ptr_nonnull(out);
	ck_assert(json_write(value, out));
	fclose(out);
	json_value_free(value);
	return text;
}

static void
expect(struct json_value *value, const char *expected)
{
	char *text = written(value);

	ck_assert_str_eq(text, expected);
	free(text);
}

START_TEST(single_values)
{
	expect(json_new_object(), "{}");
	expect(json_new_list(), "[]");
	expect(json_new_null(), "null");
	expect(json_new_integer(-5), "-5");
	expect(json_new_integer(INT64_MIN), "-9223372036854775808");
	expect(json_new_string("政府"), "\"政府\"");
}
END_TEST

START_TEST(keys_keep_their_order)
{
	struct json_value *object = json_new_object();
	struct json_value *list = json_new_list();

	json_append(list, json_new_integer(1));
	json_append(list, json_new_null());
	json_set(object, "z", json_new_string("\"\\"));
	json_set(object, "a", list);
	json_set(object, "m", json_new_object());
	expect(object, "{\"z\": \"\\\"\\\\\", \"a\": [1, null], \"m\": {}}");
}
END_TEST

START_TEST(nothing_raw_is_written)
{
	expect(json_new_string("a\nb\x1b[0m\x7f"),
	       "\"a\\nb\\u001B[0m\\u007F\"");
	expect(json_new_string("\xC2\x9B\u202e\u2066\u2028"),
	       "\"\\u009B\\u202E\\u2066\\u2028\"");
}
END_TEST

START_TEST(invalid_bytes_are_replaced)
{
	expect(json_new_string("\xff"), "\"\uFFFD\"");
	expect(json_new_string("a\xc3 b\xff\xfe"), "\"a\uFFFD b\uFFFD\uFFFD\"");
}
END_TEST

START_TEST(a_full_disk_is_noticed)
{
	FILE *full = fopen("/dev/full", "w");
	struct json_value *value = json_new_string("x");

	if (full != NULL) {
		setvbuf(full, NULL, _IONBF, 0);
		ck_assert(!json_write(value, full));
		fclose(full);
	}
	json_value_free(value);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("json");
	TCase *tests = tcase_create("json");

	tcase_add_test(tests, single_values);
	tcase_add_test(tests, keys_keep_their_order);
	tcase_add_test(tests, nothing_raw_is_written);
	tcase_add_test(tests, invalid_bytes_are_replaced);
	tcase_add_test(tests, a_full_disk_is_noticed);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
