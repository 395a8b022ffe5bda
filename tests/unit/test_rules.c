/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/*
 * The rules of annual-2021, each with a file tests/rules/ID.yaml of cases: what
 * is set in the report of tests/prose/base.yaml and in that of the year before,
 * and what the rule then says, word for word. A new file is a new test.
 */

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/language.h"
#include "base/memory.h"
#include "base/yaml.h"
#include "check/rules.h"
#include "findings.h"
#include "reports.h"
#include "unit.h"

#define RULES SOURCE_DIR "/tests/rules"
#define FORM "forms/annual-2021.yaml"
#define ENDING ".yaml"

static char *
read_file(const char *name)
{
	char *path = xformat("%s/%s", SOURCE_DIR, name), *why = NULL;
	struct buffer bytes = {0};

	if (!file_read(path, FILE_LIMIT, &bytes, &why))
		ck_abort_msg("expected to read %s, seen: %s", path, why);
	free(path);
	return buffer_take(&bytes);
}

static void
apply(struct report *report, const struct yaml_node *changes)
{
	for (size_t i = 0; changes != NULL && i < changes->count; i++) {
		const struct yaml_node *value = changes->entries[i].value;

		reports_set(report, changes->entries[i].key->text,
		            yaml_is_null(value) ? "" : value->text);
	}
}

/* What the rule says, a line each. */
static char *
seen(const struct bench *bench, const char *rule)
{
	struct buffer text = {0};

	for (size_t i = 0; i < bench->findings.count; i++) {
		const struct finding *finding = &bench->findings.items[i];

		if (strcmp(finding->rule, rule) == 0)
			buffer_format(&text, "%s: %s\n",
			              level_id(finding->level),
			              finding->message);
	}
	return buffer_take(&text);
}

/* Last year's report; in the edition a case names under `older`, empty but for
 * what the case sets. */
static void
open_last(struct bench *bench, const struct yaml_node *node)
{
	const struct yaml_node *older = yaml_get(node, "older");
	char *text;

	if (older != NULL) {
		text = xformat("forms/%s.yaml", older->text);
		bench->last.form = reports_form(text);
		bench->last.report = report_new(bench->last.form);
		reports_set(bench->last.report, "year", "2021");
		reports_set(bench->last.report, "agency",
		            bench_get(bench, "agency"));
	} else {
		text = read_file("tests/prose/last.yaml");
		bench_last(bench, text);
	}
	free(text);
	apply(bench->last.report, yaml_get(node, "last"));
}

static size_t
try_case(const char *rule, const char *base, const struct yaml_node *node)
{
	const struct yaml_node *finds = yaml_get(node, "finds");
	struct form *older;
	struct bench bench;
	struct buffer expected = {0};
	char *said, *wanted;

	for (size_t i = 0; finds != NULL && i < finds->count; i++)
		buffer_format(&expected, "%s\n", finds->entries[i].value->text);
	bench_open_text(&bench, FORM, base);
	open_last(&bench, node);
	apply(bench.report, yaml_get(node, "set"));
	bench_check(&bench);
	said = seen(&bench, rule);
	wanted = buffer_take(&expected);
	if (strcmp(said, wanted) != 0)
		ck_abort_msg("%s, %s: expected\n%sseen\n%s", rule,
		             yaml_get(node, "name")->text, wanted, said);
	free(wanted);
	free(said);
	older = bench.last.form;
	bench_close(&bench);
	form_free(older);
	return finds != NULL ? finds->count : 0;
}

static void
try_rule(const char *rule, const char *base)
{
	char *name = xformat("tests/rules/%s" ENDING, rule);
	char *text = read_file(name);
	struct problems problems = {0};
	struct yaml_document *document =
		yaml_parse(text, strlen(text), &problems);
	const struct yaml_node *cases;
	size_t silent = 0, found = 0;

	if (document == NULL)
		ck_abort_msg("expected %s to be YAML, seen: %s", name,
		             problems.items[0].text);
	cases = yaml_get(document->root, "cases");
	for (size_t i = 0; cases != NULL && i < cases->count; i++) {
		if (try_case(rule, base, cases->entries[i].value) > 0)
			found++;
		else
			silent++;
	}
	ck_assert_msg(silent > 0 && found > 0,
	              "expected in %s a case that finds and one that does "
	              "not, seen %zu and %zu",
	              name, found, silent);
	yaml_document_free(document);
	problems_free(&problems);
	free(text);
	free(name);
}

START_TEST(each_rule_says_what_its_file_expects)
{
	char *base = read_file("tests/prose/base.yaml");
	DIR *folder = opendir(RULES);
	const struct dirent *entry;

	ck_assert_ptr_nonnull(folder);
	while ((entry = readdir(folder)) != NULL) {
		size_t length = strlen(entry->d_name);
		char *rule;

		if (length <= strlen(ENDING) ||
		    strcmp(entry->d_name + length - strlen(ENDING), ENDING) !=
		            0)
			continue;
		rule = xstrndup(entry->d_name, length - strlen(ENDING));
		try_rule(rule, base);
		free(rule);
	}
	closedir(folder);
	free(base);
}
END_TEST

START_TEST(each_check_has_a_file)
{
	struct form *form = reports_form(FORM);

	for (size_t i = 0; i < form->rule_count; i++) {
		char *path = xformat(RULES "/%s" ENDING, form->rules[i].id);

		ck_assert_msg(file_exists(path), "expected %s, seen none",
		              path);
		free(path);
	}
	form_free(form);
}
END_TEST

/* Kinds are called by their place: a function in the wrong one would show in
 * the files above, one too many or too few here. */
START_TEST(kinds_and_functions_go_together)
{
	ck_assert_uint_eq(rule_check_count, rule_kind_count);
	for (size_t i = 0; i < rule_kind_count; i++) {
		ck_assert(rule_checks[i] != NULL);
		ck_assert_msg(i == 0 || strcmp(rule_kinds[i - 1].use,
		                               rule_kinds[i].use) < 0,
		              "expected the kinds in order, seen %s behind %s",
		              rule_kinds[i].use, rule_kinds[i - 1].use);
	}
}
END_TEST

START_TEST(the_older_form_has_what_from_names)
{
	struct form *form = reports_form(FORM);
	struct form *older = reports_form("forms/annual-2019.yaml");
	struct problems problems = {0};

	form_older_verify(form, older, &problems);
	if (problems.count > 0)
		ck_abort_msg("expected no problem, seen %s",
		             problems.items[0].text);
	ck_assert_uint_eq(
		form_older_cell(
			form, older,
			form_find_cell(form, "disclosure.fees.amount", 22)),
		NONE);
	form_free(older);
	form_free(form);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("rules");
	TCase *cases = tcase_create("rules");

	language_set("en");
	tcase_set_timeout(cases, 120);
	tcase_add_test(cases, each_rule_says_what_its_file_expects);
	tcase_add_test(cases, each_check_has_a_file);
	tcase_add_test(cases, kinds_and_functions_go_together);
	tcase_add_test(cases, the_older_form_has_what_from_names);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
