/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "fuzz.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"
#include "convert/compose.h"
#include "render/render.h"

void
fuzz_start(void)
{
	static bool started;

	if (started)
		return;
	started = true;
	setenv("LC_ALL", "C.UTF-8", 1);
	setenv("SOURCE_DATE_EPOCH", "1700000000", 1);
	fuzz_expect(language_set("en") == NULL, "there is a locale C.UTF-8");
}

void
fuzz_fail(const char *what)
{
	fprintf(stderr, "expected: %s\n", what);
	abort();
}

static bool
is_hidden(char32_t character)
{
	return (character < 0x20 && character != '\n') ||
	       (character >= 0x7F && character < 0xA0) ||
	       (character >= 0x202A && character <= 0x202E) ||
	       (character >= 0x2066 && character <= 0x2069) ||
	       character == 0x2028 || character == 0x2029;
}

void
fuzz_shown(const char *text, size_t length)
{
	char32_t character;

	fuzz_expect(text_check(text, length) == length, "valid UTF-8");
	for (size_t at = 0; at < length;) {
		size_t bytes = text_peek(text + at, &character);
		bool ends_line = character == '\r' && text[at + 1] == '\n';

		fuzz_expect(ends_line || !is_hidden(character),
		            "no character that acts on a terminal");
		at += bytes;
	}
}

/* --- reading --- */

struct form *
fuzz_form(const char *name)
{
	struct problems problems = {0};
	char *path = xformat("%s/%s", SOURCE_DIR, name);
	struct form *form = form_load(path, &problems);

	fuzz_expect(form != NULL, path);
	free(path);
	return form;
}

void
fuzz_problems(struct problems *problems, bool refused)
{
	fuzz_expect(refused == (problems->count > 0), "a result, or a problem");
	for (size_t i = 0; i < problems->count; i++) {
		const char *text = problems->items[i].text;
		struct buffer shown = {0};

		text_show(&shown, text, strlen(text));
		fuzz_shown(shown.data, shown.length);
		buffer_free(&shown);
	}
	problems_free(problems);
}

struct report *
fuzz_report_of(const struct form *form, const char *text, size_t length)
{
	struct problems problems = {0};
	struct buffer source = {0};
	struct report *report;

	buffer_add(&source, text, length);
	report = report_read(NULL, &source, form, &problems);
	fuzz_problems(&problems, report == NULL);
	return report;
}

struct report *
fuzz_report(const struct form *form, const char *name)
{
	char *path = xformat("%s/%s", SOURCE_DIR, name), *why = NULL;
	struct buffer source = {0};
	struct report *report;

	fuzz_expect(file_read(path, FILE_LIMIT, &source, &why), path);
	report = fuzz_report_of(form, source.data, source.length);
	buffer_free(&source);
	free(path);
	return report;
}

/* --- checking --- */

static void
expect_json_lines(const char *text, size_t length)
{
	while (length > 0) {
		const char *end = memchr(text, '\n', length);
		json_t *line;

		fuzz_expect(end != NULL, "whole lines");
		line = json_loadb(text, (size_t)(end - text), 0, NULL);
		fuzz_expect(json_is_object(line), "an object of JSON a line");
		json_decref(line);
		length -= (size_t)(end - text) + 1;
		text = end + 1;
	}
}

static void
print(const struct findings *findings, const struct form *form, bool json)
{
	char *text = NULL;
	size_t length = 0;
	FILE *out = open_memstream(&text, &length);

	fuzz_expect(out != NULL, "room in memory");
	if (json)
		findings_print_json(findings, form, "a\033[31m.yaml", out);
	else
		findings_print_text(findings, form, "a\033[31m.yaml", out);
	fclose(out);
	fuzz_shown(text, length);
	if (json)
		expect_json_lines(text, length);
	free(text);
}

static void
check(const struct report *report, struct last_year *last)
{
	struct findings findings = {0};

	check_report(report, last, &findings);
	print(&findings, report->form, false);
	print(&findings, report->form, true);
	findings_free(&findings);
}

/* --- rendering --- */

static void
render(const struct document *document, const struct renderer *renderer,
       unsigned variant)
{
	const struct render_options options = {
		.width = variant & 1 ? RENDER_WIDTH : RENDER_WIDTH_MIN,
		.ascii = variant & 2,
		.ambiguous = variant & 4 ? AMBIGUOUS_WIDE : AMBIGUOUS_NARROW,
		.fragment = variant & 2,
		.tidy = variant & 4,
		.table = variant & 1 ? "requests" : NULL,
	};
	struct buffer out = {0};
	char *why = NULL;

	if (renderer->render(document, &options, &out, &why)) {
		fuzz_expect(why == NULL, "no reason where all is well");
		fuzz_shown(out.data, out.length);
	} else {
		fuzz_expect(why != NULL, "a reason");
		fuzz_shown(why, strlen(why));
	}
	free(why);
	buffer_free(&out);
}

void
fuzz_all(const struct report *report, struct report *last, unsigned variant)
{
	struct last_year before = {.report = last};
	struct document *document;

	if (report == NULL)
		return;
	check(report, &before);
	document = compose_report(report, last);
	for (const struct renderer *renderer = renderers; renderer->name;
	     renderer++) {
		/* Those of the office program have no function here. */
		if (renderer->render)
			render(document, renderer, variant);
	}
	document_free(document);
}
