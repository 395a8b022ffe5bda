/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/elsewhere.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "report/diff.h"
#include "tui/question.h"
#include "tui/textbox.h"

/* --- the differences --- */

static char *
difference_name(const struct report *report, const struct difference *its)
{
	const struct form *form = report->form;
	struct report_place place;

	if (its->kind == DIFFERENCE_CELL)
		return place_name(form, its->section, its->row, its->column);
	if (its->section != NONE)
		return xstrdup(form->sections[its->section].label);
	place = report_find(report, its->path, strlen(its->path));
	return xstrdup(report_field_name((enum field)place.index));
}

static void
add_side(struct buffer *out, const char *whose, const char *text)
{
	buffer_format(out, "  %s", whose);
	if (text == NULL)
		buffer_puts(out, _("blank"));
	else
		text_show(out, text, strlen(text));
	buffer_putc(out, '\n');
}

static void
show(struct screen *screen)
{
	const struct report *ours = screen_session(screen)->report;
	struct report *theirs;
	struct differences differences;
	struct buffer text = {0};

	if (!report_changed_elsewhere(ours, &theirs) || theirs == NULL) {
		report_free(theirs);
		return;
	}
	differences = report_compare(theirs, NULL, ours, NULL);
	for (size_t i = 0; i < differences.count; i++) {
		const struct difference *its = &differences.items[i];
		char *name = difference_name(ours, its);

		buffer_format(&text, "%s\n", name);
		add_side(&text, _("there: "), its->old);
		add_side(&text, _("here: "), its->new);
		free(name);
	}
	screen_open(screen, textbox_new(xstrdup(_("Changed elsewhere")),
	                                buffer_take(&text)));
	differences_free(&differences);
	report_free(theirs);
}

/* --- the question --- */

static void
save(struct screen *screen)
{
	screen_save(screen);
}

static void
save_and_end(struct screen *screen)
{
	if (screen_save(screen))
		screen_finish(screen);
}

static char *
question_text(const struct report *ours, const struct report *theirs)
{
	struct differences differences;
	size_t count;

	if (theirs == NULL)
		return xstrdup(_("The file was changed elsewhere and is no "
		                 "report now. Ctrl+S writes yours and keeps "
		                 "the other as NAME.orig, Esc goes back"));
	differences = report_compare(theirs, NULL, ours, NULL);
	count = differences.count;
	differences_free(&differences);
	return xformat(ngettext("The file was changed elsewhere: %zu "
	                        "difference from yours. Ctrl+S writes yours "
	                        "and keeps the other as NAME.orig, F1 shows "
	                        "it, Esc goes back",
	                        "The file was changed elsewhere: %zu "
	                        "differences from yours. Ctrl+S writes yours "
	                        "and keeps the other as NAME.orig, F1 shows "
	                        "them, Esc goes back",
	                        count),
	               count);
}

bool
elsewhere_ask(struct screen *screen, bool ends)
{
	static const struct answer stays[] = {{ACTION_SAVE, save},
	                                      {ACTION_HELP, show}};
	static const struct answer leaves[] = {{ACTION_SAVE, save_and_end},
	                                       {ACTION_HELP, show}};
	const struct report *ours = screen_session(screen)->report;
	struct report *theirs;

	if (!report_changed_elsewhere(ours, &theirs))
		return false;
	screen_open(screen, question_new(question_text(ours, theirs),
	                                 ends ? leaves : stays,
	                                 sizeof stays / sizeof stays[0]));
	report_free(theirs);
	return true;
}
