/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/*
 * A report's file: read, checked, rendered, compared with last year's, and
 * written again, which must read back the same. A line of %%% separates it
 * from last year's report, if there is one.
 */

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "fuzz.h"
#include "report/diff.h"
#include "report/value.h"

#define SEPARATOR "\n%%%\n"

static const char *const FORMS[] = {
	"forms/annual-2021.yaml", "forms/annual-2019.yaml",
	"tests/forms/library.yaml", "tests/forms/long-names.yaml"};
#define FORM_COUNT (sizeof(FORMS) / sizeof(*FORMS))

/* The form that is named in the text, or the first one. */
static const struct form *
form_of(const char *text, size_t length)
{
	static struct form *forms[FORM_COUNT];

	for (size_t i = 0; i < FORM_COUNT; i++) {
		if (forms[i] == NULL)
			forms[i] = fuzz_form(FORMS[i]);
		if (memmem(text, length, forms[i]->id, strlen(forms[i]->id)))
			return forms[i];
	}
	return forms[0];
}

static struct report *
read_report(const char *text, size_t length)
{
	return fuzz_report_of(form_of(text, length), text, length);
}

/* The canonical form holds the same values, and is a fixed point. */
static void
write_and_read(const struct report *report)
{
	struct buffer written = {0}, again = {0};
	struct report *copy;

	report_write(report, &written);
	copy = fuzz_report_of(report->form, written.data, written.length);
	fuzz_expect(copy != NULL, "what is written can be read");
	for (size_t i = 0; i < report->form->cell_count; i++)
		fuzz_expect(strcmp(value_text(&report->values[i]),
		                   value_text(&copy->values[i])) == 0,
		            "the same values");
	for (size_t i = 0; i < report->text_count; i++) {
		const struct buffer *text = &report->texts[i];

		fuzz_expect(text->length == copy->texts[i].length &&
		                    (text->length == 0 ||
		                     memcmp(text->data, copy->texts[i].data,
		                            text->length) == 0),
		            "the same texts");
	}
	report_write(copy, &again);
	fuzz_expect(written.length == again.length &&
	                    memcmp(written.data, again.data, again.length) == 0,
	            "the same bytes when written again");
	buffer_free(&written);
	buffer_free(&again);
	report_free(copy);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	const char *text = (const char *)bytes;
	const char *cut = memmem(text, size, SEPARATOR, strlen(SEPARATOR));
	struct report *report, *last = NULL;

	fuzz_start();
	if (cut != NULL) {
		const char *behind = cut + strlen(SEPARATOR);

		last = read_report(behind, size - (size_t)(behind - text));
		size = (size_t)(cut - text) + 1;
	}
	report = read_report(text, size);
	if (report != NULL) {
		fuzz_all(report, last, (unsigned)size);
		write_and_read(report);
	}
	if (report != NULL && last != NULL) {
		struct differences differences =
			report_compare(last, NULL, report, last);

		differences_free(&differences);
	}
	report_free(report);
	report_free(last);
	return 0;
}
