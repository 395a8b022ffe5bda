/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/* A form definition: read, and where it is well, a report of it filled in,
 * checked and rendered. */

#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

/* A few figures, others blank, one that is none. */
static void
fill(struct report *report)
{
	static const char *const FIGURES[] = {"0", "1", "", "999999999", "x"};

	for (size_t i = 0; i < report->form->cell_count; i++) {
		struct edit edit = edit_value(
			report, i,
			FIGURES[i * i % (sizeof(FIGURES) / sizeof(*FIGURES))]);

		report_apply(report, &edit);
		edit_free(&edit);
	}
	for (size_t i = 0; i < report->form->section_count; i++) {
		const struct section *section = &report->form->sections[i];
		struct edit edit;

		if (section->table != NULL || section->starter == NULL)
			continue;
		edit = edit_text(report, report_section_text(i), 0, 0,
		                 section->starter, strlen(section->starter));
		report_apply(report, &edit);
		edit_free(&edit);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct problems problems = {0};
	struct buffer source = {0};
	struct form *form;

	fuzz_start();
	buffer_add(&source, bytes, size);
	form = form_read("form.yaml", &source, &problems);
	buffer_free(&source);
	fuzz_problems(&problems, form == NULL);
	if (form != NULL) {
		struct report *report = report_new(form);

		fill(report);
		fuzz_all(report, report, (unsigned)size);
		report_free(report);
		form_free(form);
	}
	return 0;
}
