/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "unit.h"

static int restored;

static void
restore(void)
{
	restored++;
}

START_TEST(nothing_is_never_null)
{
	void *empty = xmalloc(0);

	ck_assert_ptr_nonnull(empty);
	free(empty);
	empty = xcalloc(0, 8);
	ck_assert_ptr_nonnull(empty);
	free(empty);
	empty = xreallocarray(NULL, 0, 8);
	ck_assert_ptr_nonnull(empty);
	free(empty);
}
END_TEST

/* What the program says at its end need not stand between the results. */
static void
be_silent(void)
{
	if (freopen("/dev/null", "w", stderr) == NULL)
		ck_abort_msg("no /dev/null");
}

START_TEST(too_much_ends_the_program)
{
	be_silent();
	memory_on_exhausted(restore);
	/* libcheck expects the exit status. */
	free(xreallocarray(NULL, SIZE_MAX / 2, 4));
}
END_TEST

static void
say_restored(void)
{
	if (restored == 1)
		_Exit(7);
}

START_TEST(the_terminal_is_put_right_first)
{
	be_silent();
	atexit(say_restored);
	memory_on_exhausted(restore);
	free(xreallocarray(NULL, SIZE_MAX / 2, 4));
}
END_TEST

START_TEST(copies)
{
	char *copy = xstrndup("a\0b", 3);

	ck_assert_mem_eq(copy, "a\0b", 4);
	free(copy);
	copy = xstrdup("政府");
	ck_assert_str_eq(copy, "政府");
	free(copy);
	copy = xformat("%d-%s", 12, "x");
	ck_assert_str_eq(copy, "12-x");
	free(copy);
}
END_TEST

START_TEST(growing_doubles)
{
	size_t capacity = 0;
	int *items = grow(NULL, &capacity, 1, sizeof(*items));
	size_t first = capacity;
	int *same;

	ck_assert_uint_ge(first, 1);
	same = grow(items, &capacity, first, sizeof(*items));
	ck_assert_ptr_eq(same, items);
	ck_assert_uint_eq(capacity, first);
	items = grow(same, &capacity, first + 1, sizeof(*items));
	ck_assert_uint_eq(capacity, 2 * first);
	items = grow(items, &capacity, 1000, sizeof(*items));
	ck_assert_uint_ge(capacity, 1000);
	items[999] = 5;
	free(items);
}
END_TEST

START_TEST(an_arena_gives_zeroed_aligned_pieces)
{
	static const size_t sizes[] = {0, 1, 15, 16, 17, 1000, 5000, 70000, 3};
	struct arena *arena = arena_new();
	unsigned char *pieces[900];
	size_t size_of[900];

	for (size_t i = 0; i < 900; i++) {
		size_of[i] = sizes[i % 9];
		pieces[i] = arena_alloc(arena, size_of[i]);
		ck_assert_uint_eq((uintptr_t)pieces[i] % _Alignof(max_align_t),
		                  0);
		for (size_t k = 0; k < size_of[i]; k++)
			if (pieces[i][k] != 0)
				ck_abort_msg("piece %zu: byte %zu is %u", i, k,
				             pieces[i][k]);
		if (size_of[i] > 0)
			memset(pieces[i], (int)(i % 251 + 1), size_of[i]);
	}
	for (size_t i = 0; i < 900; i++)
		for (size_t k = 0; k < size_of[i]; k++)
			if (pieces[i][k] != i % 251 + 1)
				ck_abort_msg("piece %zu was overwritten", i);
	arena_free(arena);
	arena_free(NULL);
}
END_TEST

START_TEST(an_arena_holds_texts)
{
	struct arena *arena = arena_new();
	int *numbers = arena_array(arena, 3, sizeof(*numbers));

	ck_assert_str_eq(arena_strndup(arena, "abc", 2), "ab");
	ck_assert_str_eq(arena_strndup(arena, NULL, 0), "");
	ck_assert_str_eq(arena_format(arena, "%s=%d", "k", 1), "k=1");
	ck_assert_int_eq(numbers[0] + numbers[1] + numbers[2], 0);
	arena_free(arena);
}
END_TEST

START_TEST(a_buffer_grows)
{
	struct buffer buffer = {0};
	char *text;

	buffer_puts(&buffer, "ab");
	buffer_putc(&buffer, 'c');
	buffer_fill(&buffer, '.', 3);
	buffer_format(&buffer, "%05d", 42);
	buffer_add(&buffer, "\0z", 2);
	ck_assert_uint_eq(buffer.length, 13);
	ck_assert_mem_eq(buffer.data, "abc...00042\0z", 14);
	buffer_clear(&buffer);
	ck_assert_uint_eq(buffer.length, 0);
	ck_assert_str_eq(buffer.data, "");
	for (int i = 0; i < 1000; i++)
		buffer_format(&buffer, "%d,", i);
	ck_assert_uint_eq(buffer.length, 3890);
	text = buffer_take(&buffer);
	ck_assert_uint_eq(strlen(text), 3890);
	ck_assert_ptr_null(buffer.data);
	free(text);
	buffer_free(&buffer);
}
END_TEST

START_TEST(a_long_format_fits)
{
	struct buffer buffer = {0};
	char *wide = xformat("%5000d", 1);

	buffer_format(&buffer, "<%s>", wide);
	ck_assert_uint_eq(buffer.length, 5002);
	ck_assert_int_eq(buffer.data[5001], '>');
	free(wide);
	buffer_free(&buffer);
}
END_TEST

START_TEST(an_empty_buffer_is_valid)
{
	struct buffer buffer = {0};
	char *text;

	buffer_clear(&buffer);
	buffer_add(&buffer, NULL, 0);
	ck_assert_str_eq(buffer.data, "");
	buffer_free(&buffer);
	text = buffer_take(&buffer);
	ck_assert_str_eq(text, "");
	free(text);
	buffer_fill(&buffer, 'x', 0);
	ck_assert_str_eq(buffer.data, "");
	buffer_free(&buffer);
}
END_TEST

START_TEST(splices)
{
	struct buffer buffer = {0};

	buffer_splice(&buffer, 0, 0, "bcd", 3);
	buffer_splice(&buffer, 0, 0, "a", 1);
	ck_assert_str_eq(buffer.data, "abcd");
	buffer_splice(&buffer, 1, 2, "XYZ", 3);
	ck_assert_str_eq(buffer.data, "aXYZd");
	buffer_splice(&buffer, 1, 3, NULL, 0);
	ck_assert_str_eq(buffer.data, "ad");
	buffer_splice(&buffer, 2, 9, "e", 1);
	ck_assert_str_eq(buffer.data, "ade");
	buffer_splice(&buffer, 99, 9, "f", 1);
	ck_assert_str_eq(buffer.data, "adef");
	ck_assert_uint_eq(buffer.length, 4);
	buffer_free(&buffer);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("memory");
	TCase *tests = tcase_create("memory");

	tcase_add_test(tests, nothing_is_never_null);
	tcase_add_exit_test(tests, too_much_ends_the_program, 2);
	tcase_add_exit_test(tests, the_terminal_is_put_right_first, 7);
	tcase_add_test(tests, copies);
	tcase_add_test(tests, growing_doubles);
	tcase_add_test(tests, an_arena_gives_zeroed_aligned_pieces);
	tcase_add_test(tests, an_arena_holds_texts);
	tcase_add_test(tests, a_buffer_grows);
	tcase_add_test(tests, a_long_format_fits);
	tcase_add_test(tests, an_empty_buffer_is_valid);
	tcase_add_test(tests, splices);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
