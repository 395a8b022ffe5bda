/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/message.h"
#include "base/text.h"
#include "check/finding.h"
#include "command/new.h"
#include "report/prose.h"

/* Columns of a quote. */
#define QUOTE_COLUMNS 40

/* --- what last year's report has and the new one cannot --- */

/* The values of a row that have no place in the new form, as one text. */
static void
tell_row(const struct making *making, size_t number, size_t row,
         struct problems *problems)
{
	const struct report *last = making->last;
	const struct section *section = &last->form->sections[number];
	const struct table *table = section->table;
	struct buffer values = {0};
	size_t first = NONE;
	char *name;

	for (size_t i = 0; i < table->column_count; i++) {
		size_t cell = table->cells[row * table->column_count + i];

		if (cell == NONE || last->values[cell].state == VALUE_BLANK ||
		    carry_has_cell(making->form, last->form, cell))
			continue;
		buffer_format(&values, "%s%s %s", first == NONE ? "" : ", ",
		              wording_text(&table->columns[i].brief),
		              last->values[cell].text);
		if (first == NONE)
			first = cell;
	}
	if (first == NONE)
		return;
	name = place_name(last->form, number, row, NONE);
	problem_add(problems, report_mark(last, last->form->cells[first].path),
	            _("%s: %s: left behind, the form %s has no such cells"),
	            name, values.data, making->form->id);
	free(name);
	buffer_free(&values);
}

static void
tell_section(const struct making *making, size_t number,
             struct problems *problems)
{
	const struct report *last = making->last;
	const struct section *section = &last->form->sections[number];
	struct report_place place;

	if (section->table != NULL) {
		for (size_t i = 0; i < section->table->row_count; i++)
			if (!section->table->rows[i].group)
				tell_row(making, number, i, problems);
		return;
	}
	place = report_find(making->report, section->id, strlen(section->id));
	if (place.kind != PLACE_TEXT &&
	    last->texts[report_section_text(number)].length > 0)
		problem_add(problems, report_mark(last, section->id),
		            _("%s: left behind, the form %s has no such text"),
		            section->label, making->form->id);
}

static void
tell_left(const struct making *making, struct problems *problems)
{
	const struct report *last = making->last;

	if (strcmp(last->form->id, making->form->id) != 0)
		for (size_t i = 0; i < last->form->section_count; i++)
			tell_section(making, i, problems);
	for (size_t i = 0; i < last->note_count; i++)
		if (last->notes[i].kind == NOTE_UNKNOWN)
			problem_add(problems, last->notes[i].mark,
			            _("“%s”: left behind, the form does not "
			              "know it"),
			            last->notes[i].key);
}

/* --- figures carried over --- */

static void
tell_cells(const struct making *making, struct problems *problems)
{
	const struct form *form = making->form;

	for (size_t i = 0; i < making->carry.count; i++) {
		const struct carried *its = &making->carry.cells[i];
		const struct cell *cell = &form->cells[its->cell];
		char *name;

		if (its->filled)
			continue;
		name = place_name(form, cell->section, cell->row, cell->column);
		problem_add(problems, report_mark(making->report, cell->path),
		            _("%s: left blank, last year's report does not "
		              "say it"),
		            name);
		free(name);
	}
	if (!making->carry.relations)
		problem_add(problems, (struct mark){0, 0},
		            _("no figure is carried over: the form %s has no "
		              "carry with fill"),
		            form->id);
}

/* --- prose --- */

static void
tell_rewrites(const struct making *making, struct problems *problems)
{
	for (size_t i = 0; i < making->rewrites.count; i++) {
		const struct rewrite *its = &making->rewrites.items[i];
		const char *written =
			making->view->texts[its->text].data + its->start;
		struct mark mark =
			report_text_mark(making->report, its->text, its->at);
		int bytes = (int)(its->end - its->start);

		if (its->by != NULL)
			problem_add(problems, mark, _("%.*s is now %s"), bytes,
			            written, its->by);
		else if (its->why != NULL)
			problem_add(problems, mark,
			            _("%.*s is left as it is: %s"), bytes,
			            written, its->why);
	}
}

static void
tell_figure(const struct making *making, size_t text,
            const struct live_figure *figure, struct problems *problems)
{
	const char *typed =
		making->report->texts[text].data + figure->source_start;
	size_t length = figure->source_end - figure->source_start;
	size_t fits = text_fit(typed, length, QUOTE_COLUMNS, AMBIGUOUS_NARROW);

	problem_add(
		problems,
		report_text_mark(making->report, text, figure->source_start),
		"“%.*s%s”: %s", (int)fits, typed, fits < length ? "…" : "",
		figure->why);
}

/* Live figures that no figure typed in will mend. */
static void
tell_figures(const struct making *making, struct problems *problems)
{
	for (size_t i = FIELD_PREAMBLE; i < making->report->text_count; i++) {
		const struct buffer *source = &making->report->texts[i];
		struct prose prose;

		if (source->length == 0)
			continue;
		prose = prose_resolve(making->report, making->last,
		                      source->data, source->length);
		for (size_t k = 0; k < prose.figure_count; k++)
			if (prose.figures[k].status == LIVE_UNRESOLVED)
				tell_figure(making, i, &prose.figures[k],
				            problems);
		prose_free(&prose);
	}
}

void
new_tell(const struct making *making)
{
	const struct options *options = &making->call->options;
	struct problems left = {0}, made = {0};

	tell_left(making, &left);
	message_problems(options->previous, &left);
	tell_cells(making, &made);
	tell_rewrites(making, &made);
	tell_figures(making, &made);
	if (options->link && making->form->figures == NULL)
		problem_add(&made, (struct mark){0, 0},
		            _("no figure is linked: the form %s does not say "
		              "what figures in its prose state"),
		            making->form->id);
	message_problems(options->output, &made);
	problems_free(&left);
	problems_free(&made);
}
