/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "command/resume.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/language.h"
#include "base/memory.h"
#include "command/diff.h"
#include "report/last.h"

void
resume_print(const struct form_path *forms, const char *file,
             const struct report *report, const struct report *mended,
             size_t columns, FILE *out)
{
	const char *const files[] = {file, _("with the edits put back")};
	const int years[] = {report_year(report), report_year(mended)};
	struct last_year old, new;
	struct differences differences;

	last_open(&old, report, forms, NULL);
	last_open(&new, mended, forms, NULL);
	differences = report_compare(report, old.report, mended, new.report);
	diff_print_text(&differences, files, years, columns, out);
	differences_free(&differences);
	last_close(&old);
	last_close(&new);
}

/* The text to be shown; the caller frees it. */
static char *
difference_text(const struct form_path *forms, const struct report *report,
                const struct report *mended)
{
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);

	if (!out)
		return xstrdup("");
	resume_print(forms, report->file, report, mended,
	             (size_t)offer_columns(), out);
	fclose(out);
	return text;
}

static char *
title_text(const struct recovery *recovery)
{
	char when[32] = "";
	struct tm day = {0};

	localtime_r(&recovery->time, &day);
	strftime(when, sizeof(when), "%Y-%m-%d %H:%M", &day);
	return xformat(ngettext("Not saved last time: %zu edit, of %s",
	                        "Not saved last time: %zu edits, the last of "
	                        "%s",
	                        recovery->edit_count),
	               recovery->edit_count, when);
}

/* Out of the way of the edits to come, and for somebody who wants them. */
static char *
put_aside(struct recovery *recovery, const char *what)
{
	char *name = recovery_keep_aside(recovery);
	const char *path = name ? name : recovery->path;
	const char *slash = strrchr(path, '/');
	char *said =
		xformat(_("%s; kept as %s"), what, slash ? slash + 1 : path);

	free(name);
	return said;
}

static enum offer_answer
ask(struct recovery *recovery, const struct form_path *forms,
    const struct report *report, const struct report *mended, char **said)
{
	enum offer_answer answer = offer_ask(
		title_text(recovery), difference_text(forms, report, mended),
		_("Enter puts these edits back, Esc leaves them, "
	          "Ctrl+Q quits"));

	if (answer == OFFER_LEFT)
		*said = put_aside(recovery, _("the edits were not put back"));
	else if (answer == OFFER_TAKEN)
		*said = xformat(ngettext("%zu edit was put back; Ctrl+S saves "
		                         "it",
		                         "%zu edits were put back; Ctrl+S "
		                         "saves them",
		                         recovery->edit_count),
		                recovery->edit_count);
	return answer;
}

/* `*report` and `*form` are replaced, or `begun` and its form freed. */
static void
settle(enum offer_answer answer, struct report *begun, struct form *begun_form,
       struct form **form, struct report **report)
{
	if (answer == OFFER_TAKEN && begun) {
		/* In a file there is nothing of it, the edits undone or not. */
		begun->changed = true;
		report_free(*report);
		form_free(*form);
		*report = begun;
		*form = begun_form;
	} else if (begun) {
		report_free(begun);
		form_free(begun_form);
	}
}

static enum offer_answer
apply(struct recovery *recovery, const struct form_path *forms,
      struct form **form, struct report **report, char **said)
{
	enum offer_answer answer = OFFER_LEFT;
	struct form *begun_form = NULL;
	/* What there was to edit from if the report had no file yet. */
	struct report *begun =
		(*report)->document ? NULL
				    : recovery_begin(recovery, (*report)->file,
	                                             forms, &begun_form);
	const struct report *base = begun ? begun : *report;
	struct report *mended;

	switch (recovery_apply(recovery, base, &mended)) {
	case RECOVERY_EDITS:
		answer = ask(recovery, forms, base, mended, said);
		report_free(mended);
		break;
	case RECOVERY_DONE:
		recovery_remove(recovery);
		break;
	case RECOVERY_FOREIGN:
		*said = put_aside(recovery,
		                  _("edits of another content of this file "
		                    "were left, not saved then"));
		break;
	}
	settle(answer, begun, begun_form, form, report);
	return answer;
}

enum offer_answer
resume_offer(struct recovery *recovery, const struct form_path *forms,
             struct form **form, struct report **report, char **said)
{
	char *why;

	*said = NULL;
	switch (recovery_open(recovery, (*report)->file, &why)) {
	case RECOVERY_READ:
		return apply(recovery, forms, form, report, said);
	case RECOVERY_STRANGE:
		*said = put_aside(recovery, why);
		free(why);
		break;
	case RECOVERY_NOTHING:
		break;
	}
	return OFFER_LEFT;
}
