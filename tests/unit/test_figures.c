/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/*
 * Figures in prose: every sentence of tests/prose/sentences.yaml, put into its
 * report, against what the file expects of it. What differs is printed, and
 * how many findings were right (precision) and found (recall).
 */

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"
#include "findings.h"
#include "reports.h"
#include "unit.h"

#define FORM "forms/annual-2021.yaml"
#define PROSE "tests/prose/"
#define EXPECTED_MOST 16
/* Per cent, below which something was broken. */
#define PRECISION_LEAST 99
#define RECALL_LEAST 97

/* The rules this test is about; those of other checks have their own. */
static const char *const RULES[] = {"N-NUM",   "N-DOC",  "N-PART",  "N-RATE",
                                    "P6-FEE3", "T3-FEE", "T3-FEE2", "T2-FEE"};
#define RULE_COUNT (sizeof(RULES) / sizeof(*RULES))

struct score {
	size_t expected;
	size_t seen;
	size_t right;
};

struct corpus {
	struct form *form;
	struct report *last;
	struct buffer base;
	struct score scores[RULE_COUNT];
	size_t sentences;
	size_t whole; /* sentences of which all is right */
};

static struct buffer
read_file(const char *name)
{
	struct buffer bytes = {0};
	char *path = xformat("%s/%s", SOURCE_DIR, name), *why = NULL;

	if (!file_read(path, FILE_LIMIT, &bytes, &why))
		ck_abort_msg("expected to read %s, seen: %s", path, why);
	free(path);
	return bytes;
}

static size_t
rule_index(const char *rule)
{
	for (size_t i = 0; i < RULE_COUNT; i++) {
		if (strcmp(RULES[i], rule) == 0)
			return i;
	}
	return RULE_COUNT;
}

static const char *
text_of(const struct yaml_node *map, const char *key, const char *otherwise)
{
	const struct yaml_node *node = yaml_get(map, key);

	return node != NULL ? node->text : otherwise;
}

/* --- putting a sentence into the report --- */

/* The byte behind the line `under`; the end if there is none. */
static size_t
behind_line(const struct buffer *text, const char *under)
{
	const char *found =
		text->data == NULL ? NULL : strstr(text->data, under);
	const char *end;

	if (found == NULL)
		return text->length;
	end = strchr(found, '\n');
	return end == NULL ? text->length : (size_t)(end - text->data) + 1;
}

static void
put_text(struct report *report, const struct yaml_node *entry)
{
	const char *section = text_of(entry, "section", "overview");
	const struct yaml_node *text = yaml_get(entry, "text");
	const char *replace = text_of(entry, "replace", "false");
	struct report_place place =
		report_find(report, section, strlen(section));
	struct buffer *target, lines = {0};
	size_t at;

	ck_assert_msg(place.kind == PLACE_TEXT,
	              "expected a section of text, seen %s", section);
	target = &report->texts[place.index];
	if (strcmp(replace, "true") == 0)
		target->length = 0;
	at = strcmp(section, "overview") == 0 && target->length > 0
	             ? behind_line(target,
	                           text_of(entry, "under", "（二）依申请公开"))
	             : target->length;
	if (at > 0 && target->data[at - 1] != '\n')
		buffer_putc(&lines, '\n');
	buffer_add(&lines, text->text, text->length);
	if (text->length > 0 && text->text[text->length - 1] != '\n' &&
	    at < target->length)
		buffer_putc(&lines, '\n');
	buffer_splice(target, at, 0, lines.data, lines.length);
	buffer_free(&lines);
}

/* --- what was expected --- */

static bool
same_figure(const struct quantity *seen, const struct yaml_node *wanted)
{
	char text[AMOUNT_TEXT];
	amount value;

	if (wanted == NULL)
		return true;
	if (!seen->present || amount_parse(wanted->text, wanted->length, &value,
	                                   NULL) != AMOUNT_OK)
		return false;
	amount_format(seen->value, text);
	return value == seen->value;
}

static bool
same_cells(const struct finding *seen, const struct yaml_node *wanted)
{
	if (wanted == NULL)
		return true;
	if (wanted->count != seen->cell_count)
		return false;
	for (size_t i = 0; i < wanted->count; i++) {
		if (strcmp(wanted->entries[i].value->text, seen->cells[i]) != 0)
			return false;
	}
	return true;
}

static bool
same(const struct finding *seen, const struct yaml_node *wanted)
{
	const char *says = text_of(wanted, "says", NULL);

	return strcmp(seen->rule, text_of(wanted, "rule", "")) == 0 &&
	       strcmp(level_id(seen->level),
	              text_of(wanted, "level", "review")) == 0 &&
	       same_figure(&seen->left, yaml_get(wanted, "left")) &&
	       same_figure(&seen->right, yaml_get(wanted, "right")) &&
	       same_cells(seen, yaml_get(wanted, "cells")) &&
	       (says == NULL || strstr(seen->message, says) != NULL);
}

static void
tell_wanted(const struct yaml_node *wanted)
{
	const struct yaml_node *cells = yaml_get(wanted, "cells");

	printf("#   missing %s left %s right %s", text_of(wanted, "rule", ""),
	       text_of(wanted, "left", "-"), text_of(wanted, "right", "-"));
	for (size_t i = 0; cells != NULL && i < cells->count; i++)
		printf(" %s", cells->entries[i].value->text);
	printf("\n");
}

static void
tell_seen(const struct finding *seen)
{
	printf("#   not expected %s:", seen->message);
	for (size_t i = 0; i < seen->cell_count; i++)
		printf(" %s", seen->cells[i]);
	printf("\n");
}

/* Compares what one sentence raised with what it should. */
static void
compare(struct corpus *corpus, const struct yaml_node *entry,
        const struct findings *findings)
{
	const struct yaml_node *wanted = yaml_get(entry, "finds");
	bool met[EXPECTED_MOST] = {false}, told = false;

	corpus->sentences++;
	for (size_t k = 0; k < wanted->count; k++) {
		size_t rule = rule_index(
			text_of(wanted->entries[k].value, "rule", ""));

		if (rule < RULE_COUNT)
			corpus->scores[rule].expected++;
	}
	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *seen = &findings->items[i];
		size_t rule = rule_index(seen->rule), k = 0;

		if (rule == RULE_COUNT || seen->level == LEVEL_HINT)
			continue;
		corpus->scores[rule].seen++;
		while (k < wanted->count && k < EXPECTED_MOST &&
		       (met[k] || !same(seen, wanted->entries[k].value)))
			k++;
		if (k < wanted->count && k < EXPECTED_MOST) {
			met[k] = true;
			corpus->scores[rule].right++;
			continue;
		}
		if (!told)
			printf("# %s: %s\n", text_of(entry, "id", ""),
			       text_of(entry, "text", ""));
		told = true;
		tell_seen(seen);
	}
	for (size_t k = 0; k < wanted->count && k < EXPECTED_MOST; k++) {
		const struct yaml_node *its = wanted->entries[k].value;

		if (met[k] ||
		    rule_index(text_of(its, "rule", "")) == RULE_COUNT)
			continue;
		if (!told)
			printf("# %s: %s\n", text_of(entry, "id", ""),
			       text_of(entry, "text", ""));
		told = true;
		tell_wanted(its);
	}
	corpus->whole += told ? 0 : 1;
}

static void
try_sentence(struct corpus *corpus, const struct yaml_node *entry)
{
	struct report *report = reports_read(corpus->form, corpus->base.data);
	const char *agency = text_of(entry, "agency", NULL);
	struct last_year last = {.report = corpus->last};
	struct findings findings = {0};

	put_text(report, entry);
	if (agency != NULL) {
		buffer_clear(&report->texts[FIELD_AGENCY]);
		buffer_puts(&report->texts[FIELD_AGENCY], agency);
		report->texts[FIELD_AGENCY_KIND].length = 0;
		report->texts[FIELD_PREVIOUS].length = 0;
		last.report = NULL;
	}
	check_report(report, &last, &findings);
	compare(corpus, entry, &findings);
	findings_free(&findings);
	report_free(report);
}

static double
share(size_t part, size_t whole)
{
	return whole == 0 ? 100 : 100.0 * (double)part / (double)whole;
}

START_TEST(sentences)
{
	struct buffer text = read_file(PROSE "sentences.yaml");
	struct buffer last = read_file(PROSE "last.yaml");
	struct problems problems = {0};
	struct yaml_document *document =
		yaml_parse(text.data, text.length, &problems);
	struct corpus corpus = {
		.form = reports_form(FORM),
		.base = read_file(PROSE "base.yaml"),
	};
	const struct yaml_node *list;
	struct score all = {0};

	if (document == NULL)
		ck_abort_msg("expected sentences, seen line %zu: %s",
		             problems.items[0].mark.line,
		             problems.items[0].text);
	corpus.last = reports_read(corpus.form, last.data);
	list = yaml_get(document->root, "sentences");
	for (size_t i = 0; i < list->count; i++)
		try_sentence(&corpus, list->entries[i].value);
	for (size_t i = 0; i < RULE_COUNT; i++) {
		const struct score *score = &corpus.scores[i];

		printf("# %-8s expected %3zu, seen %3zu, right %3zu: precision %.1f%%, recall %.1f%%\n",
		       RULES[i], score->expected, score->seen, score->right,
		       share(score->right, score->seen),
		       share(score->right, score->expected));
		all.expected += score->expected;
		all.seen += score->seen;
		all.right += score->right;
	}
	printf("# all      expected %3zu, seen %3zu, right %3zu: precision %.1f%%, recall %.1f%%; %zu of %zu sentences right\n",
	       all.expected, all.seen, all.right, share(all.right, all.seen),
	       share(all.right, all.expected), corpus.whole, corpus.sentences);
	ck_assert_double_ge(share(all.right, all.seen), PRECISION_LEAST);
	ck_assert_double_ge(share(all.right, all.expected), RECALL_LEAST);
	report_free(corpus.last);
	form_free(corpus.form);
	yaml_document_free(document);
	buffer_free(&text);
	buffer_free(&last);
	buffer_free(&corpus.base);
}
END_TEST

/* --- exact messages --- */

struct message_case {
	const char *text; /* in `other_matters` if it speaks of fees */
	const char *cell; /* changed before, or NULL */
	const char *value;
	const char *rule;
	const char *message; /* NULL: none of that rule */
};

static const struct message_case MESSAGES[] = {
	{"全县新受理政府信息公开申请 411 件。", NULL, NULL, "N-NUM",
         "Section 1（二） “新受理政府信息公开申请 411 件”: Table 3 new total is 412, 1 too few"},
	{"予以公开及部分公开190件。", NULL, NULL, "N-NUM",
         "Section 1（二） “予以公开及部分公开190件”: Table 3 (1) granted+(2) partial total is 189, 1 too many"},
	{"不予公开50件。", NULL, NULL, "N-NUM",
         "Section 1（二） “不予公开50件”: Table 3 (3) denied total is 49, 1 too many"},
	{"不予公开49件。", NULL, NULL, "N-NUM", NULL},
	{"政府信息公开行政复议37件，其中结果纠正8件。", NULL, NULL, "N-NUM",
         "Section 1（二） “结果纠正8件”: Table 4 review corrected is 7, 1 too many"},
	{"新制发行政规范性文件28件。", NULL, NULL, "N-DOC",
         "Section 1（二） “新制发行政规范性文件28件”: Table 2 normative documents issued is 27, 1 too many"},
	{"收到政府信息公开申请412件，其中网络申请301件、信函申请88件、当面申请12件、传真申请10件。",
         NULL, NULL, "N-PART",
         "Section 1（二） “收到政府信息公开申请412件”: its parts add up to 411, 1 less"},
	{"予以公开151件，占办结总数的38.0%。", NULL, NULL, "N-RATE",
         "Section 1（二） “予以公开151件，占办结总数的38.0%”: 151 of 408 is 37.0%"},
	{"全县受理政府信息公开申请１,０００件。", "requests.new.total", "1000",
         "N-NUM", NULL},
	{"本年度发出信息处理费收费通知2件，应收300元，实收400元。", NULL, NULL,
         "P6-FEE3",
         "Section 6 “…知2件，应收300元，实收400元”: 400 yuan collected, 300 yuan billed, 100 too many"},
	{"全年收取信息处理费400元。", NULL, NULL, "P6-FEE3",
         "Section 6 “全年收取信息处理费400元”: the number of notices and the amount billed are not stated"},
	{"本年度未发出信息处理费收费通知，未收取信息处理费。",
         "requests.other.fee_unpaid.total", "1", "T3-FEE",
         "Section 6 “本年度未发出信息处理费收费通知，未收取信…”: no notice to pay is stated, but Table 3/(6)2 fee unpaid/total is 1"},
	{"本年度发出信息处理费收费通知2件，应收300元，实收300元。",
         "requests.other.fee_unpaid.total", "3", "T3-FEE2",
         "Section 6 “本年度发出信息处理费收费通知2件，应收300…”: 2 notices to pay this year and last, but Table 3/(6)2 fee unpaid/total is 3"},
	{"本年度发出信息处理费收费通知2件，应收300元，实收300元。",
         "disclosure.fees.amount", "0.01", "T2-FEE",
         "Section 6 “…知2件，应收300元，实收300元”: 300 yuan are more than Table 2/administrative fees/amount, 0.01 (10,000 yuan)"},
	{"本年度发出信息处理费收费通知2件，应收300元，实收300元。",
         "disclosure.fees.amount", "0.03", "T2-FEE", NULL},
};

START_TEST(messages)
{
	const struct message_case *its = &MESSAGES[_i];
	struct bench bench;
	bool fees = strstr(its->text, "处理费") != NULL;
	struct buffer *text;

	bench_open(&bench, FORM, PROSE "base.yaml");
	text = &bench.report->texts[report_section_text(form_find_section(
		bench.form, fees ? "other_matters" : "overview",
		fees ? 13 : 8))];
	buffer_clear(text);
	if (!fees)
		buffer_puts(text, "（二）依申请公开\n");
	buffer_puts(text, its->text);
	if (its->cell != NULL)
		bench_set(&bench, its->cell, its->value);
	bench_check(&bench);
	if (its->message == NULL) {
		if (bench_count(&bench, its->rule) > 0)
			ck_abort_msg("expected no %s, seen: %s", its->rule,
			             bench_finding(&bench, its->rule, NULL)
			                     ->message);
	} else {
		bench_expect(&bench, its->rule, NULL, its->message);
	}
	bench_close(&bench);
}
END_TEST

static Suite *
figures_suite(void)
{
	Suite *suite = suite_create("figures");
	TCase *all = tcase_create("sentences");

	tcase_add_test(all, sentences);
	tcase_add_loop_test(all, messages, 0,
	                    (int)(sizeof(MESSAGES) / sizeof(*MESSAGES)));
	tcase_set_timeout(all, 120);
	suite_add_tcase(suite, all);
	return suite;
}

int
main(void)
{
	return unit_run(figures_suite());
}
