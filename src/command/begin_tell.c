/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"
#include "base/message.h"
#include "base/text.h"
#include "check/finding.h"
#include "command/begin.h"
#include "form/rule.h"
#include "report/prose.h"

/* Columns of a quote. */
#define QUOTE_COLUMNS 40
/* Of what a rewrite stands in: columns before it, character behind it. */
#define QUOTE_BEFORE 20
#define QUOTE_BEHIND 1
#define IDEOGRAPHIC_FULL_STOP ((char32_t)0x3002)

/* --- what last year's report has and the new one cannot --- */

/* The values of a row that have no place in the new form, as one text. */
static void
tell_row(const struct beginning *beginning, size_t number, size_t row,
         struct problems *problems)
{
	const struct report *last = beginning->last;
	const struct section *section = &last->form->sections[number];
	const struct table *table = section->table;
	struct buffer values = {0};
	size_t first = NONE;
	char *name;

	for (size_t i = 0; i < table->column_count; i++) {
		size_t cell = table->cells[row * table->column_count + i];

		if (cell == NONE || last->values[cell].state == VALUE_BLANK ||
		    carry_has_cell(beginning->form, last->form, cell))
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
	            name, values.data, beginning->form->id);
	free(name);
	buffer_free(&values);
}

static void
tell_section(const struct beginning *beginning, size_t number,
             struct problems *problems)
{
	const struct report *last = beginning->last;
	const struct section *section = &last->form->sections[number];
	struct report_place place;

	if (section->table != NULL) {
		for (size_t i = 0; i < section->table->row_count; i++)
			if (!section->table->rows[i].group)
				tell_row(beginning, number, i, problems);
		return;
	}
	place = report_find(beginning->reread, section->id,
	                    strlen(section->id));
	if (place.kind != PLACE_TEXT &&
	    last->texts[report_section_text(number)].length > 0)
		problem_add(problems, report_mark(last, section->id),
		            _("%s: left behind, the form %s has no such text"),
		            section->label, beginning->form->id);
}

static void
tell_left(const struct beginning *beginning, struct problems *problems)
{
	const struct report *last = beginning->last;

	if (strcmp(last->form->id, beginning->form->id) != 0 &&
	    form_older(beginning->form, last->form) == NULL)
		problem_add(
			problems, report_mark(last, "form"),
			_("the form %s does not say what corresponds to %s: "
		          "no figure is carried over, texts of the same "
		          "sections are"),
			beginning->form->id, last->form->id);
	else if (strcmp(last->form->id, beginning->form->id) != 0)
		for (size_t i = 0; i < last->form->section_count; i++)
			tell_section(beginning, i, problems);
	for (size_t i = 0; i < last->note_count; i++)
		if (last->notes[i].kind == NOTE_UNKNOWN)
			problem_add(problems, last->notes[i].mark,
			            _("“%s”: left behind, the form does not "
			              "know it"),
			            last->notes[i].key);
}

/* --- figures carried over --- */

/* How many cells from `first` on are left blank in one row. */
static size_t
blank_run(const struct beginning *beginning, size_t first)
{
	const struct carry *carry = &beginning->carry;
	const struct cell *cells = beginning->form->cells;
	const struct cell *head = &cells[carry->cells[first].cell];
	size_t next = first;

	for (; next < carry->count; next++) {
		const struct cell *cell = &cells[carry->cells[next].cell];

		if (carry->cells[next].filled ||
		    cell->section != head->section || cell->row != head->row)
			break;
	}
	return next - first;
}

static void
tell_cells(const struct beginning *beginning, struct problems *problems)
{
	const struct form *form = beginning->form;

	for (size_t i = 0; i < beginning->carry.count; i++) {
		const struct cell *cell =
			&form->cells[beginning->carry.cells[i].cell];
		size_t blanks = blank_run(beginning, i);
		char *name;

		if (blanks == 0)
			continue;
		name = place_name(form, cell->section, cell->row,
		                  blanks > 1 ? NONE : cell->column);
		problem_add(
			problems, report_mark(beginning->reread, cell->path),
			ngettext("%s: %zu cell left blank, last year's report "
		                 "does not say it",
		                 "%s: %zu cells left blank, last year's report "
		                 "does not say them",
		                 blanks),
			name, blanks);
		free(name);
		i += blanks - 1;
	}
	if (!beginning->carry.relations)
		problem_add(problems, (struct mark){0, 0},
		            _("no figure is carried over: the form %s has no "
		              "carry with fill"),
		            form->id);
}

/* --- prose --- */

/* Whether punctuation or the line's end stands there. */
static bool
ends_clause(const struct buffer *text, size_t at)
{
	char32_t character;

	text_decode(text->data + at, text->length - at, &character);
	character = text_fold(character);
	return character == IDEOGRAPHIC_FULL_STOP || character == '\n' ||
	       (character < 0x7F && strchr(",;:!?()", (int)character) != NULL);
}

/* Where a rewrite stands, as one reads it: the section and the words before
 * and behind, within the clause. */
static char *
place_of(const struct beginning *beginning, const struct rewrite *its)
{
	const struct form *form = beginning->form;
	const struct buffer *text = &beginning->view->texts[its->text];
	size_t start = its->start, end = its->end, columns = 0;

	while (start > 0 && columns < QUOTE_BEFORE) {
		size_t before = text_previous(text->data, text->length, start);

		if (ends_clause(text, before))
			break;
		columns += text_width(text->data + before, start - before,
		                      AMBIGUOUS_NARROW);
		start = before;
	}
	for (int i = 0;
	     i < QUOTE_BEHIND && end < text->length && !ends_clause(text, end);
	     i++)
		end = text_next(text->data, text->length, end);
	return xformat(
		"%s “%.*s”",
		its->text < FIELD_COUNT
			? _("Preamble")
			: wording_text(&form->sections[its->text - FIELD_COUNT]
	                                        .brief),
		(int)(end - start), text->data + start);
}

static void
tell_rewrites(const struct beginning *beginning, struct problems *problems)
{
	for (size_t i = 0; i < beginning->rewrites.count; i++) {
		const struct rewrite *its = &beginning->rewrites.items[i];
		const char *written =
			beginning->view->texts[its->text].data + its->start;
		struct mark mark =
			report_text_mark(beginning->reread, its->text, its->at);
		int bytes = (int)(its->end - its->start);
		char *place;

		if (its->by == NULL && its->why == NULL)
			continue;
		place = place_of(beginning, its);
		if (its->by != NULL)
			problem_add(problems, mark, _("%s: %.*s is now %s"),
			            place, bytes, written, its->by);
		else
			problem_add(problems, mark,
			            _("%s: %.*s is left as it is: %s"), place,
			            bytes, written, its->why);
		free(place);
	}
}

static void
tell_figure(const struct beginning *beginning, size_t text,
            const struct live_figure *figure, struct problems *problems)
{
	const char *typed =
		beginning->reread->texts[text].data + figure->source_start;
	size_t length = figure->source_end - figure->source_start;
	size_t fits = text_fit(typed, length, QUOTE_COLUMNS, AMBIGUOUS_NARROW);

	problem_add(
		problems,
		report_text_mark(beginning->reread, text, figure->source_start),
		"“%.*s%s”: %s", (int)fits, typed, fits < length ? "…" : "",
		figure->why);
}

/* Live figures that no figure typed in will mend. */
static void
tell_figures(const struct beginning *beginning, struct problems *problems)
{
	for (size_t i = FIELD_PREAMBLE; i < beginning->reread->text_count;
	     i++) {
		const struct buffer *source = &beginning->reread->texts[i];
		struct prose prose;

		if (source->length == 0)
			continue;
		prose = prose_resolve(beginning->reread, beginning->last,
		                      source->data, source->length);
		for (size_t k = 0; k < prose.figure_count; k++)
			if (prose.figures[k].status == LIVE_UNRESOLVED)
				tell_figure(beginning, i, &prose.figures[k],
				            problems);
		prose_free(&prose);
	}
}

void
begin_tell(struct beginning *beginning)
{
	struct problems *of_new = &beginning->of_new;

	tell_left(beginning, &beginning->of_last);
	tell_cells(beginning, of_new);
	tell_rewrites(beginning, of_new);
	tell_figures(beginning, of_new);
	if (beginning->link && beginning->form->figures == NULL)
		problem_add(of_new, (struct mark){0, 0},
		            _("no figure is linked: the form %s does not say "
		              "what figures in its prose state"),
		            beginning->form->id);
}
