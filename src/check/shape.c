/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/text.h"
#include "check/checks.h"

/* Counts: 0 to 999999999. Amounts may be longer, as a sum of money in yuan
 * is; amount_parse() stops at 12 digits. */
#define COUNT_MOST (999999999 * AMOUNT_ONE)
#define AMOUNT_MOST (1000000000000 * AMOUNT_ONE - 1)

bool
figure_allowed(const struct cell *cell, amount value)
{
	amount most = cell->type == CELL_COUNT ? COUNT_MOST : AMOUNT_MOST;

	return (value >= 0 || cell->negative) && value <= most &&
	       value >= -most &&
	       (cell->type != CELL_COUNT || amount_is_whole(value));
}

static char *
cell_name(const struct check_context *context, size_t cell)
{
	const struct form *form = context->report->form;
	const struct cell *its = &form->cells[cell];

	return place_name(form, its->section, its->row, its->column);
}

static const char *
text_fault(const struct cell *cell, const char *text)
{
	amount ignored;

	switch (amount_parse(text, strlen(text), &ignored, NULL)) {
	case AMOUNT_TOO_FINE:
		return N_("%s: %s has too many digits behind the point; 6 "
		          "are the most");
	case AMOUNT_TOO_LARGE:
		return N_("%s: %s is too large; 12 digits before the point "
		          "are the most");
	default:
		return cell->type == CELL_COUNT
		               ? N_("%s: “%s” is no figure; a whole number "
		                    "in plain digits is wanted, as 12")
		               : N_("%s: “%s” is no figure; an amount in "
		                    "plain digits is wanted, as 12.5");
	}
}

/* What is wrong with the figure of a cell: a msgid for the place and the
 * figure as written; NULL if it is as the form wants it. */
static const char *
figure_fault(const struct cell *cell, const struct value *value)
{
	if (value->state == VALUE_BLANK)
		return NULL;
	if (value->state == VALUE_TEXT)
		return text_fault(cell, value->text);
	if (value->amount < 0 && !cell->negative)
		return N_("%s: %s is below 0, which the form does not allow");
	if (cell->type == CELL_COUNT && !amount_is_whole(value->amount))
		return N_("%s: %s is not a whole number; items are counted, "
		          "not measured");
	if (cell->type == CELL_COUNT &&
	    (value->amount > COUNT_MOST || value->amount < -COUNT_MOST))
		return N_("%s: %s is out of range; 999999999 is the most");
	return NULL;
}

void
check_figures(const struct check_context *context)
{
	const struct report *report = context->report;

	for (size_t i = 0; i < report->form->cell_count; i++) {
		const struct cell *cell = &report->form->cells[i];
		const struct value *value = &report->values[i];
		const char *fault = figure_fault(cell, value);
		struct finding *finding;
		char *name;

		if (!fault)
			continue;
		finding =
			check_add_cell(context, "cell.figure", LEVEL_ERROR, i);
		if (value->state == VALUE_FIGURE)
			finding->left = (struct quantity){
				true, cell->type == CELL_AMOUNT, value->amount};
		name = cell_name(context, i);
		finding_say(finding, _(fault), name, value->text);
		free(name);
	}
}

void
check_blanks(const struct check_context *context)
{
	const struct report *report = context->report;

	for (size_t i = 0; i < report->form->cell_count; i++) {
		struct finding *finding;
		char *name;

		if (report->values[i].state != VALUE_BLANK)
			continue;
		finding = check_add_cell(context, "cell.blank", LEVEL_TODO, i);
		name = cell_name(context, i);
		finding_say(finding,
		            _("%s: not filled in; if there is none, 0 is "
		              "entered"),
		            name);
		free(name);
	}
}

void
check_empty_sections(const struct check_context *context)
{
	const struct report *report = context->report;

	for (size_t i = 0; i < report->form->section_count; i++) {
		const struct section *section = &report->form->sections[i];
		const struct buffer *text =
			&report->texts[report_section_text(i)];

		if (section->table ||
		    text_leading_blanks(text->data, text->length) <
		            text->length)
			continue;
		finding_say(check_add_path(context, "section.empty", LEVEL_TODO,
		                           section->id, i),
		            _("%s: nothing is written yet"),
		            wording_text(&section->brief));
	}
}

void
check_long_texts(const struct check_context *context)
{
	const struct check_texts *texts = &context->prose->now;

	for (size_t i = 0; i < texts->count; i++) {
		const struct check_text *its = &texts->items[i];
		const struct buffer *text = &context->report->texts[its->text];

		if (text->length <= CHECK_PROSE_MOST)
			continue;
		finding_say(
			check_add_path(
				context, "section.long", LEVEL_ERROR,
				report_text_path(context->report, its->text),
				its->section),
			_("%s: %zu characters; no more than the first %zu or "
		          "so are checked"),
			check_section_name(context, its->section),
			text_count(text->data, text->length),
			CHECK_PROSE_MOST / 3);
	}
}
