/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/* A whole report typed in by keys alone, from a file that does not exist to a sound one. */

#include "drive.h"
#include "trial.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* More than table three has. */
#define FIGURES_MOST 200

/* What is to be typed is read from the file that is to come out. */
struct source {
	char *text;
};

/* The value of a line `KEY: VALUE` as a new string. */
static char *
value_of(const struct source *source, const char *key)
{
	const char *at = strstr(source->text, key);
	char *value;

	if (at == NULL)
		trial_fail("expected %s in the source", key);
	at += strlen(key);
	value = strndup(at, strcspn(at, "\n"));
	if (value == NULL)
		abort();
	return value;
}

/* The lines of `KEY: |`, their indent taken off, parted by what Enter sends. */
static char *
prose_of(const struct source *source, const char *key)
{
	const char *at = strstr(source->text, key);
	char *prose = calloc(strlen(source->text) + 1, 1), *to = prose;

	if (at == NULL || prose == NULL)
		trial_fail("expected %s in the source", key);
	at += strlen(key);
	while (strncmp(at, "\n  ", 3) == 0) {
		size_t length = strcspn(at + 3, "\n");

		if (to != prose)
			*to++ = '\r';
		memcpy(to, at + 3, length);
		to += length;
		at += 3 + length;
	}
	return prose;
}

/* The figures of a section in the order of the form, row by row, as strings in `figures`. */
static size_t
figures_of(const struct source *source, const char *key, char (*figures)[16])
{
	const char *at = strstr(source->text, key);
	size_t count = 0;

	if (at == NULL)
		trial_fail("expected %s in the source", key);
	for (at += strlen(key); strncmp(at, "\n  ", 3) == 0;
	     at += 1 + strcspn(at + 1, "\n")) {
		const char *end = at + 1 + strcspn(at + 1, "\n");

		for (const char *c = at; c < end; c++)
			if (strncmp(c, ": ", 2) == 0 &&
			    isdigit((unsigned char)c[2]) &&
			    count < FIGURES_MOST)
				snprintf(figures[count++], sizeof *figures,
				         "%.*s",
				         (int)strspn(c + 2, "0123456789."),
				         c + 2);
	}
	return count;
}

/* Row by row with Tab, which after the last one goes on to the next page. */
static void
type_by_tab(struct term *t, const struct source *source, const char *key,
            size_t expected)
{
	char figures[FIGURES_MOST][16];
	size_t count = figures_of(source, key, figures);

	if (count != expected)
		trial_fail("expected %zu figures below %s seen %zu", expected,
		           key, count);
	for (size_t i = 0; i < count; i++) {
		term_type(t, figures[i]);
		term_keys(t, TAB);
	}
}

/* Column by column with Enter. */
static void
type_by_enter(struct term *t, const struct source *source, const char *key,
              size_t rows, size_t columns)
{
	char figures[FIGURES_MOST][16];
	size_t count = figures_of(source, key, figures);

	if (count != rows * columns)
		trial_fail("expected %zu figures below %s seen %zu",
		           rows * columns, key, count);
	for (size_t i = 0; i < count; i++) {
		term_type(t, figures[i % rows * columns + i / rows]);
		term_keys(t, ENTER);
	}
}

/* A clerk's pace is not the point: a line at a time. */
static void
type_prose(struct term *t, const struct source *source, const char *key)
{
	char *prose = prose_of(source, key);
	char *rest = prose, *line;

	while ((line = strsep(&rest, "\r")) != NULL) {
		term_type(t, line);
		term_keys(t, rest != NULL ? ENTER : "");
	}
	free(prose);
}

static void
type_field(struct term *t, const struct source *source, const char *key,
           const char *keys)
{
	char *value = value_of(source, key);

	term_type(t, value);
	term_keys(t, keys);
	free(value);
}

static void
test_typed_whole(void)
{
	struct source source = {.text = trial_read(SOUND, NULL)};
	struct term *t = drive_start(NULL, NULL, "new.yaml");

	type_field(t, &source, "agency: ", ENTER ENTER);
	type_field(t, &source, "year: ", ENTER ENTER);
	type_field(t, &source, "dated: ", TAB TAB);
	term_shows(t, "一、总体情况");
	type_prose(t, &source, "overview: |");
	/* What is still blank is to be done, and no error. */
	term_shows(t, "错误0");
	term_keys(t, TAB);
	term_shows(t, "表二/规章/制发: 没有的填 0");
	type_by_tab(t, &source, "disclosure:", 10);
	term_shows(t, "一、本年新收政府信息公开申请数量 · 申请人情况 / 自然人");
	type_by_enter(t, &source, "requests:", 25, 7);
	term_shows(t, "行政复议");
	type_by_tab(t, &source, "proceedings:", 15);
	term_shows(t, "五、存在的主要问题及改进情况");
	type_prose(t, &source, "problems: |");
	term_keys(t, TAB);
	term_shows(t, "六、其他需要报告的事项");
	type_prose(t, &source, "other_matters: |");
	drive_expect_row(t, 0, "错误0 核实0");
	drive_expect_row(t, 0, "未填0");
	term_keys(t, F8);
	term_lacks(t, "[错误]");
	term_lacks(t, "[核实]");
	term_lacks(t, "[未填]");
	/* Looked at as it is printed, checked for the last time, and handed out. */
	term_keys(t, F5 END);
	term_shows(t, "六、其他需要报告的事项");
	term_keys(t, ESCAPE);
	term_keys(t, "\013"
	             "final" ENTER);
	term_shows(t, "什么都不缺，可以定稿；Ctrl+O 导出");
	term_keys(t, "\017"
	             "html" ENTER ENTER);
	term_shows(t, "已写出：new.html");
	term_keys(t, CTRL_S);
	term_lacks(t, "* 已改");
	term_type(t, CTRL_Q);
	term_expect_exit(t, 0);
	term_free(t);
	drive_expect_same("new.yaml", SOUND);
	if (drive_check("new.yaml") != 0)
		trial_fail("expected nianbao check --final to find nothing");
	free(source.text);
}

static const struct trial trials[] = {
	{"whole_report_typed", test_typed_whole},
};

int
main(int argc, char **argv)
{
	return trial_main(trials, sizeof trials / sizeof *trials, argc, argv);
}
