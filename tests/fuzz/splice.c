/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/*
 * Saving into a report's file: a line of %%% separates it from the edits, two
 * bytes each. Without an edit every byte stays. With edits, what reads back as
 * the report has every other value and every comment as they were written, and
 * a file in canonical form stays in it.
 */

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/yaml_source.h"
#include "fuzz.h"
#include "report/splice.h"

#define SEPARATOR "\n%%%\n"
#define EDIT_LIMIT 40

static const char *const TEXTS[] = {
	"",       "0",          "7",
	"1234",   "99,514",     "abc",
	"x, y",   "~",          "null",
	"{a: 1}", "[",          "it's",
	"\"",     "#c",         "a: b",
	"- x",    "甲",         "a\\n",
	"a #b",   "𠀀",         "\xE2\x80\xA8",
	"甲\n乙", "\n",         "\t",
	"　　甲", "丙\n\n丁\n", "5\n",
	"yes",
};
#define TEXT_COUNT (sizeof(TEXTS) / sizeof(*TEXTS))

/* --- edits --- */

static void
edit_and_free(struct report *report, struct edit edit)
{
	fuzz_expect(report_apply(report, &edit), "an edit of what is there");
	edit_free(&edit);
}

/* A text is replaced, or gets one put in at a byte that begins a character. */
static void
change_text(struct report *report, size_t text, unsigned what)
{
	const struct buffer *its = &report->texts[text];
	const char *new = TEXTS[what % TEXT_COUNT];
	size_t removed = what % 2 == 0 ? its->length : 0;
	size_t at =
		its->length == 0 || removed > 0 ? 0 : what * 7 % its->length;

	while (at > 0 && ((unsigned char)its->data[at] & 0xC0) == 0x80)
		at--;
	edit_and_free(report,
	              edit_text(report, text, at, removed, new, strlen(new)));
}

static void
explain(struct report *report, unsigned what)
{
	struct explanation explanation = {
		.rule = (char *)"requests.balance",
		.reason = (char *)TEXTS[what % TEXT_COUNT],
	};

	edit_and_free(report, edit_explain(report, &explanation));
}

static bool
is_prose(const struct report *report, size_t text)
{
	return text < FIELD_COUNT ||
	       report->form->sections[text - FIELD_COUNT].table == NULL;
}

static void
make_edits(struct report *report, const uint8_t *edits, size_t count)
{
	size_t places = report->form->cell_count + report->text_count + 1;

	for (size_t i = 0; i + 1 < count && i < EDIT_LIMIT; i += 2) {
		size_t place = (size_t)edits[i] * 97 % places;
		unsigned what = edits[i + 1];

		if (place < report->form->cell_count)
			edit_and_free(report,
			              edit_value(report, place,
			                         TEXTS[what % TEXT_COUNT]));
		else if (place == places - 1)
			explain(report, what);
		else if (is_prose(report, place - report->form->cell_count))
			change_text(report, place - report->form->cell_count,
			            what);
	}
}

/* --- what must hold --- */

/* Adds the comments between the scalars of a node; `*at` is where to look
 * on. */
static void
add_comments(const char *source, size_t end, size_t *at, struct buffer *out)
{
	while (*at < end) {
		const char *found = memchr(source + *at, '#', end - *at);
		size_t start, line_end;

		if (found == NULL)
			break;
		start = (size_t)(found - source);
		line_end = yaml_line_end(source, end, start);
		buffer_add(out, found, line_end - start);
		buffer_putc(out, '\n');
		*at = line_end;
	}
	*at = end;
}

static void
walk_comments(const struct yaml_node *node, const char *source, size_t *at,
              struct buffer *out)
{
	if (node->kind == YAML_NODE_SCALAR) {
		add_comments(source, node->start, at, out);
		/* Behind the | of a block there may be one. */
		if (node->style == YAML_STYLE_LITERAL ||
		    node->style == YAML_STYLE_FOLDED)
			add_comments(
				source,
				yaml_line_end(source, node->end, node->start),
				at, out);
		*at = node->end > *at ? node->end : *at;
		return;
	}
	for (size_t i = 0; i < node->count; i++) {
		if (node->entries[i].key != NULL)
			walk_comments(node->entries[i].key, source, at, out);
		walk_comments(node->entries[i].value, source, at, out);
	}
}

static void
comments(const struct report *report, struct buffer *out)
{
	size_t at = 0;

	walk_comments(report->document->root, report->source.data, &at, out);
	add_comments(report->source.data, report->source.length, &at, out);
}

static bool
same(const struct buffer *one, const struct buffer *other)
{
	return one->length == other->length &&
	       (one->length == 0 ||
	        memcmp(one->data, other->data, one->length) == 0);
}

/* How many scalars of a map or list are written otherwise, or not at all, in
 * another: entries were only put in. */
static size_t
count_changed(const struct report *old, const struct yaml_node *one,
              const struct report *new, const struct yaml_node *other)
{
	size_t changed = 0, next = 0;

	if (one->kind != other->kind || one->kind == YAML_NODE_SCALAR)
		return one->end - one->start != other->end - other->start ||
		       memcmp(old->source.data + one->start,
		              new->source.data + other->start,
		              one->end - one->start) != 0;
	for (size_t i = 0; i < one->count; i++) {
		const struct yaml_node *key = one->entries[i].key;
		size_t found = next;

		while (key != NULL && found < other->count &&
		       (other->entries[found].key->length != key->length ||
		        memcmp(other->entries[found].key->text, key->text,
		               key->length) != 0))
			found++;
		if (found == other->count) {
			changed++;
			continue;
		}
		changed += count_changed(old, one->entries[i].value, new,
		                         other->entries[found].value);
		next = found + 1;
	}
	return changed;
}

static void
expect_kept(const struct report *report, const struct report *fresh,
            size_t edits)
{
	struct buffer old = {0}, new = {0};
	size_t changed = count_changed(report, report->document->root, fresh,
	                               fresh->document->root);

	/* 1,234,567,890 that a flow map split loses four entries at most. */
	fuzz_expect(changed <= edits * 4, "values written as they were");
	comments(report, &old);
	comments(fresh, &new);
	fuzz_expect(same(&old, &new), "comments as they were");
	buffer_free(&old);
	buffer_free(&new);
}

static struct report *
read_buffer(const struct form *form, const struct buffer *bytes)
{
	return fuzz_report_of(form, bytes->data ? bytes->data : "",
	                      bytes->length);
}

/* The file with the edits made, and what it says; NULL where it says something
 * else, or there is no place for an edit. */
static struct report *
splice(struct report *report, const struct buffer *canonical, bool *replaced)
{
	struct buffer out = {0}, again = {0};
	struct report *fresh = NULL;

	if (report_splice(report, &out, replaced))
		fresh = read_buffer(report->form, &out);
	if (fresh != NULL)
		report_write(fresh, &again);
	if (fresh != NULL && !same(&again, canonical)) {
		report_free(fresh);
		fresh = NULL;
	}
	buffer_free(&again);
	buffer_free(&out);
	return fresh;
}

static void
try(struct report *report, const uint8_t *edits, size_t count, bool ours)
{
	struct buffer canonical = {0};
	struct report *fresh;
	bool replaced = false;

	report_write(report, &canonical);
	fresh = splice(report, &canonical, &replaced);
	if (fresh != NULL)
		fuzz_expect(same(&fresh->source, &report->source),
		            "the same bytes without an edit");
	report_free(fresh);
	make_edits(report, edits, count);
	buffer_clear(&canonical);
	report_write(report, &canonical);
	fresh = splice(report, &canonical, &replaced);
	if (fresh != NULL && !replaced)
		expect_kept(report, fresh, count / 2);
	/* Where the file has what is nothing of the form's, it may be written
	 * anew instead, and the old one be kept. */
	if (ours && !replaced && (fresh != NULL || report->note_count == 0)) {
		fuzz_expect(fresh != NULL, "the canonical form is spliced");
		fuzz_expect(same(&fresh->source, &canonical),
		            "the canonical form stays");
	}
	report_free(fresh);
	buffer_free(&canonical);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const uint8_t some[] = {1, 3, 2, 0, 40, 5, 255, 2, 77, 7};
	static struct form *form;
	const char *text = (const char *)bytes;
	const char *cut = memmem(text, size, SEPARATOR, strlen(SEPARATOR));
	const uint8_t *edits = some;
	size_t count = sizeof(some);
	struct buffer canonical = {0};
	struct report *report;

	fuzz_start();
	if (form == NULL)
		form = fuzz_form("forms/annual-2021.yaml");
	if (cut != NULL) {
		edits = (const uint8_t *)cut + strlen(SEPARATOR);
		count = size - (size_t)(edits - bytes);
		size = (size_t)(cut - text) + 1;
	}
	report = fuzz_report_of(form, text, size);
	if (report == NULL)
		return 0;
	report_write(report, &canonical);
	try(report, edits, count, false);
	report_free(report);
	report = read_buffer(form, &canonical);
	fuzz_expect(report != NULL, "what is written can be read");
	try(report, edits, count, true);
	report_free(report);
	buffer_free(&canonical);
	return 0;
}
