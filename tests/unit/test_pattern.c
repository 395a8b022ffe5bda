/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "base/pattern.h"
#include "base/text.h"
#include "unit.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct arena *arena;

static void
open_arena(void)
{
	arena = arena_new();
}

static void
close_arena(void)
{
	arena_free(arena);
}

static struct pattern *
compile(const char *source)
{
	size_t at;
	char *why;
	struct pattern *pattern =
		pattern_new(arena, source, strlen(source), &at, &why);

	if (pattern == NULL)
		ck_abort_msg("expected %s to compile, seen %s at %zu", source,
		             why, at);
	return pattern;
}

/* "START-END" of the first match from `from`, "none" or "gave up". */
static char *
find(const char *source, const char *text, size_t length, size_t from)
{
	struct pattern *pattern = compile(source);
	struct span span;
	enum pattern_status status =
		pattern_find(pattern, text, length, from, &span, 1);
	char *found = status == PATTERN_FOUND
	                      ? xformat("%zu-%zu", span.start, span.end)
	              : status == PATTERN_NONE ? xstrdup("none")
	                                       : xstrdup("gave up");

	pattern_release(pattern);
	return found;
}

static void
expect(const char *source, const char *text, size_t from, const char *expected)
{
	char *found = find(source, text, strlen(text), from);

	if (strcmp(found, expected) != 0)
		ck_abort_msg("%s in “%s” from %zu: expected %s, seen %s",
		             source, text, from, expected, found);
	free(found);
}

START_TEST(finds_in_bytes)
{
	expect("受理\\s*\\d+件", "共受理　１２件", 0, "3-21");
	expect("受理", "受理，受理", 1 + 2, "9-15");
	expect("(?<=共)受理", "共受理", 3, "3-9");
	expect("^理", "受理", 3, "none");
	expect("件$", "件、件", 0, "6-9");
	expect("x*", "", 0, "0-0");
}
END_TEST

START_TEST(groups_by_name_and_number)
{
	struct pattern *pattern = compile("(?<year>\\d{4})年(?:(\\d+)月)?");
	const char *text = "在2022年";
	struct span spans[4];

	ck_assert_uint_eq(pattern_group(pattern, "year"), 1);
	ck_assert_uint_eq(pattern_group(pattern, "month"), 0);
	ck_assert_int_eq(pattern_find(pattern, text, strlen(text), 0, spans, 4),
	                 PATTERN_FOUND);
	ck_assert_uint_eq(spans[1].start, 3);
	ck_assert_uint_eq(spans[1].end, 7);
	ck_assert_uint_eq(spans[2].start, SPAN_NONE);
	ck_assert_uint_eq(spans[3].start, SPAN_NONE);
	pattern_release(pattern);
}
END_TEST

START_TEST(released_patterns_serve_again)
{
	struct pattern *pattern = compile("受理");
	struct span span;

	pattern_release(pattern);
	ck_assert_int_eq(
		pattern_find(pattern, "共受理", strlen("共受理"), 0, &span, 1),
		PATTERN_FOUND);
	ck_assert_uint_eq(span.start, 3);
	pattern_release(pattern);
}
END_TEST

START_TEST(says_where_a_pattern_goes_wrong)
{
	size_t at;
	char *why;

	ck_assert_ptr_null(
		pattern_new(arena, "件(年", strlen("件(年"), &at, &why));
	ck_assert_uint_eq(at, strlen("件(年"));
	ck_assert_str_eq(why, "missing closing parenthesis");
	free(why);
}
END_TEST

/* Any of these would run for hours; the test's time limit is the assertion. */
START_TEST(hard_patterns_end)
{
	static const char *const patterns[] = {
		"(([^。]+)+)*[xy]",          "[^。]*+[xy]",    "[^。]*[xy]",
		"(?:[^。]{0,50}){0,50}[xy]", "(一|一一)*[xy]",
	};
	size_t length = 1000002;
	char *text = xmalloc(length + 1);

	for (size_t i = 0; i < length; i += 3)
		memcpy(text + i, "一", 3);
	text[length] = '\0';
	for (size_t i = 0; i < sizeof(patterns) / sizeof(*patterns); i++) {
		char *found = find(patterns[i], text, length, 0);

		ck_assert_msg(strcmp(found, "none") == 0 ||
		                      strcmp(found, "gave up") == 0,
		              "%s: expected an end without a match, seen %s",
		              patterns[i], found);
		free(found);
	}
	free(text);
}
END_TEST

START_TEST(matches_across_windows_are_found)
{
	struct buffer text = {0};
	char *found;

	for (int i = 0; i < 4000; i++)
		buffer_puts(&text, "公");
	buffer_puts(&text, "开");
	for (int i = 0; i < 300; i++)
		buffer_puts(&text, "公");
	buffer_puts(&text, "条");
	found = find("开公{300}条", text.data, text.length, 0);
	ck_assert_str_eq(found, "12000-12906");
	free(found);
	buffer_free(&text);
}
END_TEST

/* What a text must have for a pattern to be looked for at all. */
START_TEST(needs_are_certain)
{
	static const struct {
		const char *pattern;
		const char *text;
		bool possible;
	} cases[] = {
		{"公开条", "公开信息", false},
		{"公开条", "条开公", false},
		{"公开条?", "公开", true},
		{"公开条{0,2}", "公开", true},
		{"公开条{1,2}", "公开", false},
		{"公|开", "开", true},
		{"公|开", "条", false},
		{"(?:公|开)条", "条", false},
		{"(公|开)*条", "公开", false},
		{"[公开]条", "条", false},
		{"[公开]条", "条开", false},
		{"[^公]条", "条公", true},
		{"[一-龥]", "x", true},
		{"\\d条", "条", true},
		{"(?i)a", "A", true},
		{"\\Q公\\E", "条", true},
		{"(?!公)", "条", true},
		{"x{2,}", "y", false},
		{"a+b", "aab", true},
		{"a+?b", "ab", true},
		{"a?b", "b", true},
		{"a{b}c", "a{b}c", true},
		{"(?:ab|cd)", "dc", false},
		{"(?:ab|cd)", "cd", true},
		{"(?:ab|cd)?x", "x", true},
		{"(?:ab|.d)", "dx", true},
		{"(?:ab|(c|d)e)", "ac", false},
		{"(?:ab|(c|d)e)", "de", true},
		{"(?<n>ab)c", "abc", true},
		{"(?<n>ab)c", "bac", false},
		{"(?m)^ab", "ab", true},
		{"(?m:^)ab", "ba", false},
		{"(?mi)ab", "AB", true},
		{"a(?=b)c?", "a", true},
		{"a(?<!b)c", "ac", true},
		{"\\pL公", "a公", true},
		{"(a)\\12", "a\n", true},
		{"\\cab",
	         "\x01"
	         "b",
	         true},
		{"(?<n>a)\\k<n>", "aa", true},
		{"(?>ab)+", "abab", true},
		{"[)(]a", "(a", true},
		{"a\\)b|c", "a)b", true},
		{"[ab][cd]", "bd", true},
		{"[ab][cd]", "db", false},
		{"[ab]+c", "abac", true},
		{"[ab]?c", "c", true},
		{"a[bc]?d", "ad", true},
		{"a|", "", true},
		{"(a|)b", "b", true},
		{"𠀀公", "𠀀公", true},
		{"é公", "公é", false},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct pattern *pattern = compile(cases[i].pattern);
		struct charset set = {0};

		charset_add_text(&set, cases[i].text, strlen(cases[i].text));
		ck_assert_msg(
			pattern_possible(pattern, &set) == cases[i].possible,
			"%s in “%s”: expected %d, seen %d", cases[i].pattern,
			cases[i].text, cases[i].possible, !cases[i].possible);
		pattern_release(pattern);
	}
}
END_TEST

/* --- where a match may begin --- */

/* The first matches of a pattern, one behind the other. */
static char *
matches(struct pattern *pattern, const char *text)
{
	struct buffer all = {0};
	size_t at = 0, length = strlen(text);
	struct span span;
	enum pattern_status status = PATTERN_FOUND;

	while (at <= length && status == PATTERN_FOUND) {
		status = pattern_find(pattern, text, length, at, &span, 1);
		if (status != PATTERN_FOUND)
			break;
		buffer_format(&all, "%zu-%zu ", span.start, span.end);
		at = span.end > at ? span.end : text_next(text, length, at);
		if (at >= length)
			break;
	}
	buffer_puts(&all, status == PATTERN_GAVE_UP ? "gave up" : "");
	return buffer_take(&all);
}

/* The same as of a pattern of which nothing is known, for its comment: that one
 * is tried at every character. */
static void
expect_as_everywhere(const char *source, const char *text)
{
	size_t at;
	char *why, *seen, *expected;
	char *commented = xformat("(?#)%s", source);
	struct pattern *pattern =
		pattern_new(arena, source, strlen(source), &at, &why);
	struct pattern *plain = NULL;

	if (pattern != NULL)
		plain = compile(commented);
	free(commented);
	free(why);
	if (pattern == NULL)
		return;
	seen = matches(pattern, text);
	expected = matches(plain, text);
	ck_assert_msg(strcmp(seen, expected) == 0,
	              "%s in “%s”: expected %s, seen %s", source, text,
	              expected, seen);
	free(expected);
	free(seen);
	pattern_release(plain);
	pattern_release(pattern);
}

START_TEST(matches_are_found_where_they_begin)
{
	static const char *const patterns[] = {
		"(?<!被)(?:申请人|原告)王?",
		"(?:现将|本报告(?:由|系)|(?m:^))(?<name>\\p{Han}{2,4}?局)",
		"(?m)^\\s*\\d{1,2}、",
		"\\A\\s*无",
		"\\d{3}年|[〇一二]{2}年",
		"[[:digit:]]年",
		"[\\.-年]",
		"[.-\\d]年",
		"[一-龥]局",
		"[]年]",
		"[-年]局",
		"[年-]局",
		"[^年]局",
		"\\[|\\）",
		"{}年",
		"a{b}",
		"{2}|年",
		"x?年",
		"(?:x|)年",
		"(?:x|(?=年))年局",
		"(?:(?:x|y)?z)*年",
		"(?<=局)年",
		"\\b1",
		"\\K年",
		"局\\K",
		"年??局",
		"年+?局",
		"(?>年|局)+",
		"(?-i:年)局",
		"(?^:年)局",
		"$",
		"\\Z",
		"^",
		"(?m)^$",
		"(?s).年",
		"(年)\\1|\\d\\d",
		"[１２]\\d",
		"😀|é",
		"\\é1",
	};
	static const char *const texts[] = {
		"",
		"被申请人王、申请人王，原告",
		"某某局\n现将某某局，本报告由某某局\n",
		"1、年\n\n　12、局\n无",
		"　无",
		"２０２１年、二〇年、٣٤٥年、2024年局\r\n年",
		"{}年{2}a{b}。[）/年年-局局 xyz年 zz年",
		"😀é年1 1é1１2",
		"\n",
	};

	for (size_t i = 0; i < sizeof(patterns) / sizeof(*patterns); i++) {
		for (size_t k = 0; k < sizeof(texts) / sizeof(*texts); k++)
			expect_as_everywhere(patterns[i], texts[k]);
	}
}
END_TEST

static unsigned
pick(unsigned *state, size_t count)
{
	*state = *state * 1103515245U + 12345U;
	return (*state >> 16) % (unsigned)count;
}

/* Patterns of any pieces, as far as they compile. */
START_TEST(pieces_make_the_same_matches)
{
	static const char *const pieces[] = {
		"公",     "开",     "1",      "a",   "[公开]", "[^a]",
		"[1-9]",  "\\d",    "\\s",    ".",   "^",      "$",
		"(?:",    "(",      ")",      ")",   "|",      "?",
		"*",      "+",      "{0,1}",  "{2}", "(?=公)", "(?!开)",
		"(?<=1)", "(?<!a)", "(?m)",   "\\b", "\\A",    "{",
		"}",      "(?>",    "(?m:^)", "\\n", "\\。",   "(?i)",
	};
	static const char *const letters[] = {
		"公", "开", "1", "a", "\n", "　", "。", "{", "A", "２",
	};
	struct buffer source = {0}, text = {0};
	unsigned state = 7;

	for (int round = 0; round < 20000; round++) {
		for (unsigned n = 1 + pick(&state, 7); n > 0; n--)
			buffer_puts(&source,
			            pieces[pick(&state, COUNT(pieces))]);
		for (unsigned n = pick(&state, 12); n > 0; n--)
			buffer_puts(&text,
			            letters[pick(&state, COUNT(letters))]);
		expect_as_everywhere(buffer_text(&source), buffer_text(&text));
		buffer_clear(&source);
		buffer_clear(&text);
	}
	buffer_free(&source);
	buffer_free(&text);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("pattern");
	TCase *cases = tcase_create("pattern");

	tcase_set_timeout(cases, 120);
	tcase_add_checked_fixture(cases, open_arena, close_arena);
	tcase_add_test(cases, finds_in_bytes);
	tcase_add_test(cases, groups_by_name_and_number);
	tcase_add_test(cases, released_patterns_serve_again);
	tcase_add_test(cases, says_where_a_pattern_goes_wrong);
	tcase_add_test(cases, hard_patterns_end);
	tcase_add_test(cases, matches_across_windows_are_found);
	tcase_add_test(cases, needs_are_certain);
	tcase_add_test(cases, matches_are_found_where_they_begin);
	tcase_add_test(cases, pieces_make_the_same_matches);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
