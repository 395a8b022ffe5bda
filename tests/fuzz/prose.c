/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/* A narrative with its live figures, put into a report that is well: the
 * patterns of the form, the figures' readers, the wrapping. */

#include <string.h>

#include "base/text.h"
#include "fuzz.h"
#include "report/prose.h"

static struct form *form;
static struct report *report, *last;

static void
read_once(void)
{
	if (form != NULL)
		return;
	form = fuzz_form("forms/annual-2021.yaml");
	last = fuzz_report(form, "tests/data/conghua-2021.yaml");
	report = fuzz_report(form, "tests/data/conghua-2022.yaml");
	fuzz_expect(report != NULL && last != NULL, "the reports are well");
}

static void
replace_text(size_t text, const char *with, size_t length)
{
	struct edit edit = edit_text(report, text, 0,
	                             report->texts[text].length, with, length);

	fuzz_expect(report_apply(report, &edit), "the edit applies");
	edit_free(&edit);
}

/* Every byte of the resolved text has its place in the source. */
static void
resolve(const char *text, size_t length)
{
	struct prose prose = prose_resolve(report, last, text, length);
	size_t before = 0;

	for (size_t at = 0; at <= prose.length; at++) {
		size_t source = prose_source_at(&prose, at);

		fuzz_expect(source <= length && source >= before,
		            "places in the source, in order");
		before = source;
	}
	prose_free(&prose);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	const char *text = (const char *)bytes;

	fuzz_start();
	read_once();
	if (size == 0 || text_check(text, size) != size ||
	    memchr(text, '\0', size) != NULL)
		return 0;
	resolve(text, size);
	for (size_t i = 0; i < form->section_count; i++)
		if (form->sections[i].table == NULL)
			replace_text(report_section_text(i), text, size);
	replace_text(FIELD_PREAMBLE, text, size);
	fuzz_all(report, last, (unsigned)size);
	return 0;
}
