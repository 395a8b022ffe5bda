/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "reports.h"
#include "unit.h"

/* Any report at all: what is written reads back as it was. */

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define SEEDS 10
#define ROUNDS 30

static struct form *form;

static void
setup(void)
{
	form = reports_form("forms/annual-2021.yaml");
}

static void
teardown(void)
{
	form_free(form);
}

static uint64_t seed;

static uint64_t
next_random(void)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return seed;
}

static size_t
below(size_t limit)
{
	return (size_t)(next_random() % limit);
}

static const char *const bits[] = {"a",
                                   "Z",
                                   "0",
                                   "9",
                                   "年",
                                   "政府",
                                   "，",
                                   "。",
                                   "：",
                                   "“",
                                   "”",
                                   "（",
                                   "）",
                                   " ",
                                   "  ",
                                   "　",
                                   "\t",
                                   "\n",
                                   "\n",
                                   "\"",
                                   "'",
                                   "\\",
                                   ":",
                                   ": ",
                                   "#",
                                   " #",
                                   "-",
                                   "- ",
                                   "?",
                                   "|",
                                   ">",
                                   "{",
                                   "}",
                                   "[",
                                   "]",
                                   ",",
                                   "&",
                                   "*",
                                   "!",
                                   "%",
                                   "@",
                                   "`",
                                   "~",
                                   "null",
                                   "yes",
                                   "---",
                                   "...",
                                   "𠀀",
                                   "😀",
                                   "é",
                                   "\r",
                                   "\x7F",
                                   "\x1B",
                                   "\xC2\x85",
                                   "\xE2\x80\xA8",
                                   "\xE2\x80\xA9",
                                   "\xEF\xBB\xBF",
                                   "\xC2\xA0",
                                   "\x01",
                                   "=",
                                   "<<",
                                   ".",
                                   "\xEF\xBF\xBD"};

static char *
random_text(size_t most)
{
	struct buffer text = {0};
	size_t count = below(most);

	for (size_t i = 0; i < count; i++)
		buffer_puts(&text, bits[below(COUNT(bits))]);
	return buffer_take(&text);
}

static void
random_values(struct report *report)
{
	for (size_t i = 0; i < form->cell_count; i++) {
		char *text = NULL;

		switch (below(4)) {
		case 0:
			text = xformat("%zu", below(1000000));
			break;
		case 1:
			text = xformat("-%zu.%06zu", below(1000),
			               below(1000000));
			break;
		case 2:
			text = random_text(4);
			break;
		default:
			continue;
		}
		reports_set(report, form->cells[i].path, text);
		free(text);
	}
}

/* A text as loading would leave it. */
static char *
settled(size_t number, const struct buffer *text)
{
	struct buffer out = {0};
	size_t at = 0;

	if (number < FIELD_PREAMBLE) {
		at = text->length == 0
		             ? 0
		             : text_leading_blanks(text->data, text->length);
		if (at < text->length)
			buffer_add(&out, text->data + at,
			           text->length - at -
			                   text_trailing_blanks(text->data,
			                                        text->length));
		return buffer_take(&out);
	}
	while (at < text->length) {
		const char *line = text->data + at;
		size_t length = strcspn(line, "\n");
		size_t blanks = text_leading_blanks(line, length);

		buffer_add(&out, line + blanks, length - blanks);
		buffer_putc(&out, '\n');
		at += length + 1;
	}
	while (out.length > 0 && out.data[out.length - 1] == '\n')
		out.data[--out.length] = '\0';
	return buffer_take(&out);
}

static void
compare(const struct report *report, const struct report *again)
{
	for (size_t i = 0; i < form->cell_count; i++) {
		const char *path = form->cells[i].path;

		if (report->values[i].state != again->values[i].state ||
		    report->values[i].amount != again->values[i].amount ||
		    strcmp(reports_get(report, path),
		           reports_get(again, path)) != 0)
			ck_abort_msg("%s: expected “%s”, seen “%s”", path,
			             reports_get(report, path),
			             reports_get(again, path));
	}
	for (size_t i = 0; i < report->text_count; i++) {
		const char *path = report_text_path(report, i);
		char *expected;

		if (report_find(report, path, strlen(path)).kind != PLACE_TEXT)
			continue;
		expected = settled(i, &report->texts[i]);
		if (strcmp(expected, reports_get(again, path)) != 0)
			ck_abort_msg("%s: expected “%s”, seen “%s”", path,
			             expected, reports_get(again, path));
		free(expected);
	}
}

START_TEST(any_report_reads_back)
{
	seed = 0x9E3779B97F4A7C15u + (uint64_t)_i * 7919;
	for (int round = 0; round < ROUNDS; round++) {
		struct report *report = report_new(form);
		struct report *again;
		char *written, *second;

		random_values(report);
		for (size_t i = 0; i < report->text_count; i++) {
			const char *path = report_text_path(report, i);
			char *text = random_text(i < FIELD_PREAMBLE ? 6 : 40);

			if (report_find(report, path, strlen(path)).kind ==
			    PLACE_TEXT)
				reports_set(report, path, text);
			free(text);
		}
		written = reports_written(report);
		again = reports_read(form, written);
		compare(report, again);
		ck_assert_uint_eq(again->note_count, 0);
		second = reports_written(again);
		reports_same(second, written);
		free(written);
		free(second);
		report_free(report);
		report_free(again);
	}
}
END_TEST

/* Random unknown maps and lists in flow form, quoted texts in them. */
static void
random_node(struct buffer *out, int depth)
{
	size_t kind = depth == 0 ? 0 : below(3);
	size_t count = below(4);

	if (kind == 0) {
		char *text = random_text(5);

		buffer_putc(out, '\'');
		for (const char *at = text; *at != '\0'; at++) {
			if (*at == '\'')
				buffer_putc(out, '\'');
			if ((unsigned char)*at >= 0x20 && *at != 0x7F)
				buffer_putc(out, *at);
		}
		buffer_putc(out, '\'');
		free(text);
		return;
	}
	buffer_putc(out, kind == 1 ? '{' : '[');
	for (size_t i = 0; i < count; i++) {
		if (kind == 1)
			buffer_format(out, "k%zu: ", i);
		random_node(out, depth - 1);
		buffer_puts(out, i + 1 < count ? ", " : "");
	}
	buffer_putc(out, kind == 1 ? '}' : ']');
}

START_TEST(any_unknown_key_survives)
{
	seed = 0xD1B54A32D192ED03u + (uint64_t)_i * 104729;
	for (int round = 0; round < ROUNDS; round++) {
		struct problems problems = {0};
		struct buffer bytes = {0};
		struct report *report, *again;
		char *first, *second;

		buffer_puts(&bytes, "memo: ");
		random_node(&bytes, 4);
		buffer_puts(&bytes, "\n");
		report = report_read(NULL, &bytes, form, &problems);
		problems_free(&problems);
		/* Some line separators are refused even in quotes. */
		if (report == NULL)
			continue;
		first = reports_written(report);
		again = reports_read(form, first);
		second = reports_written(again);
		report_free(again);
		reports_same(second, first);
		free(first);
		free(second);
		report_free(report);
	}
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("roundtrip");
	TCase *test = tcase_create("roundtrip");

	tcase_add_checked_fixture(test, setup, teardown);
	tcase_add_loop_test(test, any_report_reads_back, 0, SEEDS);
	tcase_add_loop_test(test, any_unknown_key_survives, 0, SEEDS);
	suite_add_tcase(suite, test);
	return unit_run(suite);
}
