/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/* The language of the process, and messages. Each test runs in a process of
 * its own, which libcheck forks. */

#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/language.h"
#include "base/message.h"
#include "unit.h"

enum outcome { ENGLISH, CHINESE, REFUSED };

static const struct {
	const char *all, *ctype, *messages, *lang, *language;
	const char *wanted;
	enum outcome outcome;
} environments[] = {
	{"", "", "", "", "", NULL, CHINESE},
	{"", "", "", "C", "", NULL, CHINESE},
	{"", "", "", "POSIX", "en", NULL, CHINESE},
	{"", "", "", "C.UTF-8", "", NULL, CHINESE},
	{"C.utf8", "", "", "en_US.UTF-8", "en", NULL, CHINESE},
	{"C", "", "", "", "", "en", ENGLISH},
	{"", "UTF-8", "", "", "", NULL, CHINESE},
	{"", "", "", "zh_CN.UTF-8", "", NULL, CHINESE},
	{"", "", "", "zh_HK.utf8", "", NULL, CHINESE},
	{"", "", "", "zh_CN.UTF-8", "", "en", ENGLISH},
	{"", "", "", "en_US.UTF-8", "", NULL, ENGLISH},
	{"", "", "", "en_US.UTF-8", "", "zh_CN", CHINESE},
	{"", "", "", "en_US.UTF-8", "", "zh", CHINESE},
	{"", "", "", "de_DE.UTF-8@euro", "", NULL, ENGLISH},
	{"", "", "", "de_DE.UTF-8", "de:zh_CN:en", NULL, CHINESE},
	{"", "", "", "de_DE.UTF-8", "de:fr", NULL, ENGLISH},
	{"", "", "", "zh_CN.UTF-8", "en_GB:zh", NULL, ENGLISH},
	{"", "", "", "en_US.UTF-8", ":zh", NULL, CHINESE},
	{"", "C.UTF-8", "en_US.UTF-8", "zh_CN.UTF-8", "", NULL, ENGLISH},
	{"", "en_US.UTF-8", "", "", "", NULL, CHINESE},
	{"zh_CN.GBK", "", "", "", "", NULL, REFUSED},
	{"", "", "", "en_US.ISO-8859-1", "", NULL, REFUSED},
	{"", "zh_CN.GB18030", "", "C.UTF-8", "", "en", REFUSED},
	{"C.UTF-8", "", "", "zh_CN.GBK", "", NULL, CHINESE},
	{"", "", "", "", "", "fr", REFUSED},
	{"", "", "", "", "", "", REFUSED},
	{"", "", "", "", "", "english", REFUSED},
};

START_TEST(the_environment_names_the_language)
{
	const struct wording wording = {"中", "en"};
	const char *refused;

	setenv("LC_ALL", environments[_i].all, 1);
	setenv("LC_CTYPE", environments[_i].ctype, 1);
	setenv("LC_MESSAGES", environments[_i].messages, 1);
	setenv("LANG", environments[_i].lang, 1);
	setenv("LANGUAGE", environments[_i].language, 1);
	refused = language_set(environments[_i].wanted);
	if (environments[_i].outcome == REFUSED) {
		ck_assert_ptr_nonnull(refused);
		return;
	}
	ck_assert_ptr_null(refused);
	ck_assert_int_eq(language_is_chinese(),
	                 environments[_i].outcome == CHINESE);
	ck_assert_str_eq(wording_text(&wording),
	                 environments[_i].outcome == CHINESE ? "中" : "en");
	ck_assert_str_eq(getenv("LANGUAGE"),
	                 environments[_i].outcome == CHINESE ? "zh_CN" : "en");
	ck_assert_str_eq(nl_langinfo(CODESET), "UTF-8");
	/* Figures are written with a point whatever the country. */
	ck_assert_str_eq(setlocale(LC_NUMERIC, NULL), "C");
}
END_TEST

START_TEST(a_refusal_says_what_to_type)
{
	setenv("LC_ALL", "zh_CN.GBK", 1);
	ck_assert_str_eq(language_set(NULL),
	                 "the locale zh_CN.GBK does not use UTF-8; "
	                 "type this first: export LC_ALL=C.UTF-8");
}
END_TEST

START_TEST(a_wording_falls_back)
{
	const struct wording chinese = {"中", NULL};
	const struct wording english = {NULL, "en"};
	const struct wording none = {NULL, NULL};

	ck_assert_str_eq(wording_text(&chinese), "中");
	ck_assert_str_eq(wording_text(&english), "en");
	ck_assert_str_eq(wording_text(&none), "");
}
END_TEST

/* Standard error goes to a file until it is read here. */
static FILE *
catch_errors(void)
{
	FILE *file = tmpfile();

	ck_assert_ptr_nonnull(file);
	ck_assert_int_ge(dup2(fileno(file), STDERR_FILENO), 0);
	return file;
}

static void
expect_errors(FILE *file, const char *expected)
{
	char seen[1000] = "";
	size_t size;

	fflush(stderr);
	rewind(file);
	size = fread(seen, 1, sizeof(seen) - 1, file);
	seen[size] = '\0';
	ck_assert_str_eq(seen, expected);
	fclose(file);
}

START_TEST(a_message_is_safe)
{
	FILE *file = catch_errors();

	message_error("%s: %d", "a\x1b[2J\xff政", 5);
	expect_errors(file, "nianbao: a^[[2J\uFFFD政: 5\n");
}
END_TEST

START_TEST(problems_tell_their_place)
{
	struct problems problems = {0};
	FILE *file = catch_errors();

	problem_add(&problems, (struct mark){3, 14}, "%s is missing", "年");
	problem_add(&problems, (struct mark){0, 0}, "empty");
	ck_assert_uint_eq(problems.count, 2);
	message_problems("a\nb.yaml", &problems);
	expect_errors(file, "a\u23CEb.yaml:3:14: 年 is missing\n"
	                    "a\u23CEb.yaml: empty\n");
	problems_free(&problems);
	ck_assert_uint_eq(problems.count, 0);
	problems_free(&problems);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("language");
	TCase *tests = tcase_create("language");

	tcase_add_loop_test(tests, the_environment_names_the_language, 0,
	                    sizeof(environments) / sizeof(*environments));
	tcase_add_test(tests, a_refusal_says_what_to_type);
	tcase_add_test(tests, a_wording_falls_back);
	tcase_add_test(tests, a_message_is_safe);
	tcase_add_test(tests, problems_tell_their_place);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
