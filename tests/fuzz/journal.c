/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/*
 * A journal. Input that begins with { is the lines of one, without their sums,
 * which are put in: what a hostile journal may hold. Other input is edits, one
 * a line: PATH AT REMOVED TEXT, where | stands for a line break. They are made
 * and noted, and the journal, cut off anywhere, gives back the report as it
 * was after some of them; whole, after all of them.
 */

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/checksum.h"
#include "base/memory.h"
#include "base/text.h"
#include "fuzz.h"
#include "report/journal.h"
#include "report/recovery.h"

#define FORM "tests/forms/library.yaml"
#define REPORT "tests/data/library-2024.yaml"
#define STEPS 64
/* A place and what goes there are below this. */
#define EDIT_BYTES 1000

static char *
written(const struct report *report)
{
	struct buffer text = {0};

	report_write(report, &text);
	return buffer_take(&text);
}

static struct report *
fresh(const struct form *form, bool saved)
{
	struct report *report =
		saved ? fuzz_report(form, REPORT) : report_new(form);

	fuzz_expect(report != NULL, REPORT);
	report->file = xstrdup("report.yaml");
	return report;
}

/* --- reading one --- */

static void
add_sums(const char *lines, size_t length, struct buffer *out)
{
	uint64_t sum = CHECKSUM_START;

	while (length > 0) {
		const char *end = memchr(lines, '\n', length);
		size_t bytes = end ? (size_t)(end - lines) : length;

		sum = checksum(sum, lines, bytes);
		buffer_format(out, "%016" PRIx64 " ", sum);
		buffer_add(out, lines, bytes);
		if (!end)
			return;
		buffer_putc(out, '\n');
		length -= bytes + 1;
		lines = end + 1;
	}
}

/* As if the journal were of this very report. */
static void
make_fit(struct recovery *recovery, const struct report *report)
{
	char *text = written(report);

	recovery->state = checksum(CHECKSUM_START, text, strlen(text));
	recovery->size = report->source.length;
	recovery->sum = checksum(CHECKSUM_START, report->source.data,
	                         report->source.length);
	free(text);
}

/* What comes of it can be written and read, whatever the edits were. */
static void
expect_sound(const struct report *mended)
{
	char *text = written(mended);
	struct report *again = fuzz_report_of(mended->form, text, strlen(text));

	fuzz_expect(again != NULL, "a report that can be read");
	report_free(again);
	free(text);
}

static void
read_lines(const struct form *form, const char *lines, size_t length)
{
	struct buffer text = {0};
	struct recovery recovery = {.file = -1};
	struct report *report = fresh(form, true), *mended = NULL;

	add_sums(lines, length, &text);
	if (recovery_read(&recovery, text.data, text.length)) {
		recovery_apply(&recovery, report, &mended);
		fuzz_expect(mended == NULL || recovery.begun == NULL,
		            "no report that begins elsewhere");
		make_fit(&recovery, report);
		free(recovery.begun);
		recovery.begun = NULL;
		report_free(mended);
		recovery_apply(&recovery, report, &mended);
		if (mended != NULL)
			expect_sound(mended);
		report_free(mended);
	}
	recovery_free(&recovery);
	report_free(report);
	buffer_free(&text);
}

/* --- writing one --- */

struct session {
	struct report *report;
	struct journal journal;
	char *states[STEPS + 1]; /* after so many steps */
	size_t steps;
};

static size_t
character_at(const struct buffer *text, size_t at)
{
	at = at < text->length ? at : text->length;
	while (at < text->length && (text->data[at] & 0xC0) == 0x80)
		at++;
	return at;
}

/* The edit a line means, PATH AT REMOVED TEXT; false if it is none. */
static bool
read_edit(const struct report *report, char *line, struct edit *edit)
{
	char *rest = strchr(line, ' ');
	size_t at, removed;
	struct report_place place;

	if (rest == NULL)
		return false;
	place = report_find(report, line, (size_t)(rest - line));
	at = strtoul(rest, &rest, 10) % EDIT_BYTES;
	removed = strtoul(rest, &rest, 10) % EDIT_BYTES;
	if (*rest != ' ')
		return false;
	line = rest + 1;
	for (char *bar = line; (bar = strchr(bar, '|')) != NULL;)
		*bar = '\n';
	if (place.kind == PLACE_NONE)
		return false;
	if (place.kind == PLACE_VALUE) {
		*edit = edit_value(report, place.index, line);
	} else {
		const struct buffer *text = &report->texts[place.index];
		size_t start = character_at(text, at);
		size_t end = character_at(text, start + removed);

		*edit = edit_text(report, place.index, start, end - start, line,
		                  strlen(line));
	}
	return true;
}

static void
do_line(struct session *session, const char *line, size_t length)
{
	struct edit edit;
	char *copy;

	if (session->steps == STEPS || text_check(line, length) < length)
		return;
	copy = xstrndup(line, length);
	if (read_edit(session->report, copy, &edit)) {
		fuzz_expect(report_apply(session->report, &edit),
		            "the edit applies");
		journal_note(&session->journal, session->report, &edit);
		journal_end_step(&session->journal);
		session->states[++session->steps] = written(session->report);
		edit_free(&edit);
	}
	free(copy);
}

/* Recovers from the first `length` bytes of the journal. */
static void
recover(const struct session *session, const struct report *before,
        size_t length)
{
	struct recovery recovery = {.file = -1};
	struct report *mended = NULL;
	const struct buffer *text = &session->journal.text;
	bool whole = length == text->length;

	if (!recovery_read(&recovery, text->data, length)) {
		fuzz_expect(!whole || length == 0,
		            "a whole journal can be read");
	} else if (recovery.step_count > 0) {
		char *state;

		fuzz_expect(recovery.step_count <= session->steps &&
		                    (!whole ||
		                     recovery.step_count == session->steps),
		            "as many steps as there were");
		fuzz_expect(recovery_apply(&recovery, before, &mended) ==
		                    RECOVERY_EDITS,
		            "a journal of this report");
		state = written(mended);
		fuzz_expect(strcmp(state,
		                   session->states[recovery.step_count]) == 0,
		            "the report as it was then");
		free(state);
		report_free(mended);
	}
	recovery_free(&recovery);
}

static void
do_edits(const struct form *form, bool saved, const char *lines, size_t length)
{
	struct session session = {.report = fresh(form, saved)};
	struct report *before = fresh(form, saved);
	size_t cut = length * 2654435761U;

	journal_open(&session.journal, session.report);
	while (length > 0) {
		const char *end = memchr(lines, '\n', length);
		size_t bytes = end ? (size_t)(end - lines) : length;

		do_line(&session, lines, bytes);
		bytes += end != NULL;
		lines += bytes;
		length -= bytes;
	}
	recover(&session, before, session.journal.text.length);
	if (session.journal.text.length > 0)
		recover(&session, before, cut % session.journal.text.length);
	journal_close(&session.journal);
	for (size_t i = 1; i <= session.steps; i++)
		free(session.states[i]);
	report_free(session.report);
	report_free(before);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static struct form *form;
	const char *lines = (const char *)bytes;

	fuzz_start();
	if (form == NULL)
		form = fuzz_form(FORM);
	if (size > 0 && lines[0] == '{')
		read_lines(form, lines, size);
	else
		do_edits(form, size & 1, lines, size);
	return 0;
}
