/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "report/splice.h"
#include "reports.h"
#include "unit.h"

/*
 * Saving into a hand-written file, byte for byte. tests/splice/ holds for each
 * NAME the file NAME.before, the edits NAME.edit (lines PATH = TEXT, \n for a
 * new paragraph, or explain RULE: REASON) and the file NAME.after.
 */

#define COUNT(array) (sizeof(array) / sizeof *(array))

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

static void
explain(struct report *report, char *rule, char *reason)
{
	struct explanation explanation = {.rule = rule, .reason = reason};
	struct edit edit = edit_explain(report, &explanation);

	ck_assert(report_apply(report, &edit));
	edit_free(&edit);
}

/* Reads \n, in place. */
static void
unescape(char *text)
{
	char *out = text;

	for (; *text != '\0'; text++) {
		if (text[0] == '\\' && text[1] == 'n') {
			*out++ = '\n';
			text++;
		} else {
			*out++ = *text;
		}
	}
	*out = '\0';
}

static void
make_edits(struct report *report, char *edits)
{
	for (char *line = strtok(edits, "\n"); line != NULL;
	     line = strtok(NULL, "\n")) {
		char *text = strstr(line, " =");

		if (strncmp(line, "explain ", 8) == 0) {
			text = strstr(line, ": ");
			ck_assert_ptr_nonnull(text);
			*text = '\0';
			explain(report, line + 8, text + 2);
			continue;
		}
		ck_assert_ptr_nonnull(text);
		*text = '\0';
		text += text[2] == ' ' ? 3 : 2;
		unescape(text);
		reports_set(report, line, text);
	}
}

/* The file as splicing leaves it, which must read back as the report is. */
static char *
spliced(const struct report *report)
{
	struct buffer out = {0};
	struct report *fresh;
	char *expected, *seen;
	bool replaced;

	if (!report_splice(report, &out, &replaced))
		ck_abort_msg("expected this to be spliced:\n%s",
		             report->source.data);
	fresh = reports_read(form, out.data);
	expected = reports_written(report);
	seen = reports_written(fresh);
	reports_same(seen, expected);
	free(expected);
	free(seen);
	report_free(fresh);
	return buffer_take(&out);
}

/* --- the folder --- */

static char *names[100];
static size_t name_count;

static void
find_names(void)
{
	char *path = xformat("%s/tests/splice", SOURCE_DIR);
	DIR *folder = opendir(path);
	const struct dirent *entry;

	while (folder != NULL && (entry = readdir(folder)) != NULL) {
		const char *end = strstr(entry->d_name, ".before");

		if (end != NULL && name_count < COUNT(names))
			names[name_count++] = xstrndup(
				entry->d_name, (size_t)(end - entry->d_name));
	}
	if (folder != NULL)
		closedir(folder);
	free(path);
}

static char *
read_part(const char *name, const char *part)
{
	char *path = xformat("%s/tests/splice/%s.%s", SOURCE_DIR, name, part);
	struct buffer bytes = {0};
	char *why = NULL;

	if (!file_read(path, FILE_LIMIT, &bytes, &why))
		ck_abort_msg("%s: %s", path, why);
	free(path);
	return buffer_take(&bytes);
}

/* The same text with other line ends, and perhaps a byte order mark. */
static char *
varied(const char *text, const char *line_end, const char *first)
{
	struct buffer out = {0};

	buffer_puts(&out, first);
	for (; *text != '\0'; text++) {
		if (*text == '\n')
			buffer_puts(&out, line_end);
		else
			buffer_putc(&out, *text);
	}
	return buffer_take(&out);
}

static const struct {
	const char *line_end, *first;
} variants[] = {
	{"\n", ""},
	{"\r\n", ""},
	{"\r", ""},
	{"\n", "\xEF\xBB\xBF"},
	{"\r\n", "\xEF\xBB\xBF"},
};

START_TEST(only_what_was_edited_changes)
{
	const char *name = names[(size_t)_i / COUNT(variants)];
	size_t variant = (size_t)_i % COUNT(variants);
	const char *line_end = variants[variant].line_end;
	const char *first = variants[variant].first;
	char *before = read_part(name, "before");
	char *after = read_part(name, "after");
	char *edits = read_part(name, "edit");
	char *source = varied(before, line_end, first);
	char *expected = varied(after, line_end, first);
	struct report *report = reports_read(form, source);
	char *seen = spliced(report);

	/* Without an edit every byte stays. */
	ck_assert_str_eq(seen, source);
	free(seen);
	make_edits(report, edits);
	seen = spliced(report);
	if (strcmp(seen, expected) != 0)
		ck_abort_msg("%s, variant %zu: expected:\n%s\nseen:\n%s", name,
		             variant, expected, seen);
	free(seen);
	free(expected);
	free(source);
	free(edits);
	free(after);
	free(before);
	report_free(report);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("splice");
	TCase *test = tcase_create("splice");

	find_names();
	tcase_add_checked_fixture(test, setup, teardown);
	tcase_add_loop_test(test, only_what_was_edited_changes, 0,
	                    (int)(name_count * COUNT(variants)));
	suite_add_tcase(suite, test);
	return unit_run(suite);
}
