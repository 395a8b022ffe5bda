/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "convert/compose.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "report/prose.h"

/* --- tables --- */

/* The labels of a row, those of the groups it is in first. */
static void
name_row(const struct table *table, size_t row, struct buffer *name)
{
	const struct row *named = &table->rows[row];

	if (named->parent != NONE) {
		name_row(table, named->parent, name);
		buffer_puts(name, " / ");
	}
	buffer_puts(name, named->label);
}

/* Puts the cell with its value, or what stands in place of one. */
static struct grid_cell *
put_value(struct grid *grid, const struct report *report,
          const struct form_slot *slot, size_t line, size_t column)
{
	const struct cell *cell = &report->form->cells[slot->index];
	const struct table *table = report->form->sections[cell->section].table;
	const struct value *value = &report->values[slot->index];
	struct buffer row = {NULL, 0, 0};
	const char *text = value->text == NULL ? "" : value->text;
	enum grid_kind kind = GRID_BLANK;
	struct grid_cell *put;

	if (value->state == VALUE_TEXT)
		kind = GRID_TEXT;
	else if (value->state == VALUE_FIGURE)
		kind = cell->type == CELL_AMOUNT ? GRID_AMOUNT : GRID_COUNT;
	put = grid_put(grid, line, column, slot->across, slot->down, kind,
	               cell->path, text);
	if (value->state == VALUE_FIGURE)
		put->value = value->amount;
	name_row(table, cell->row, &row);
	put->row = buffer_take(&row);
	put->column = xstrdup(table->columns[cell->column].label);
	return put;
}

/* One table, as a grid with the report's values; cell ids are paths. */
static struct grid *
table_grid(const struct report *report, size_t section)
{
	const struct table *table = report->form->sections[section].table;
	struct grid *grid = grid_new(table->lines, table->width);
	size_t line, column;

	while (grid->head_lines < table->lines && table->head[grid->head_lines])
		grid->head_lines++;
	for (line = 0; line < table->lines; line++) {
		for (column = 0; column < table->width; column++) {
			const struct form_slot *slot =
				&table->slots[line * table->width + column];
			struct grid_cell *put;

			if (slot->kind == SLOT_COVERED)
				continue;
			if (slot->kind == SLOT_VALUE)
				put = put_value(grid, report, slot, line,
				                column);
			else
				put = grid_put(grid, line, column, slot->across,
				               slot->down, GRID_LABEL, NULL,
				               slot->text);
			put->head = table->head[line];
		}
	}
	return grid;
}

/* --- prose --- */

static void
add_paragraph(struct document *document, const char *id, const char *text,
              size_t length)
{
	size_t leading = text_leading_blanks(text, length);

	text += leading;
	length -= leading;
	length -= text_trailing_blanks(text, length);
	if (length == 0)
		return;
	if (prose_is_subheading(text, length))
		document_add(document, BLOCK_HEADING, 2, id, text, length);
	else
		document_add(document, BLOCK_PARAGRAPH, 0, id, text, length);
}

/* Adds the paragraphs of a text of the report, its live figures resolved. */
static void
add_prose(struct document *document, const struct report *report,
          const struct report *last, size_t text)
{
	const struct buffer *source = &report->texts[text];
	const char *id = report_text_path(report, text);
	struct prose prose;
	size_t at = 0;

	if (source->length == 0)
		return;
	prose = prose_resolve(report, last, source->data, source->length);
	while (at < prose.length) {
		const char *line = prose.text + at;
		const char *end = memchr(line, '\n', prose.length - at);
		size_t length =
			end == NULL ? prose.length - at : (size_t)(end - line);

		add_paragraph(document, id, line, length);
		at += length + 1;
	}
	prose_free(&prose);
}

/* --- date --- */

/* The signs for year, month and day. */
#define YEAR_SIGN "\u5E74"
#define MONTH_SIGN "\u6708"
#define DAY_SIGN "\u65E5"

/* The date as Chinese papers print it; any other text as it is. */
static void
add_date(struct document *document, const struct report *report)
{
	const struct buffer *dated = &report->texts[FIELD_DATED];
	const char *id = report_text_path(report, FIELD_DATED);
	struct date date;
	char *printed;

	if (dated->length == 0)
		return;
	if (report_date(report, &date))
		printed = xformat("%d" YEAR_SIGN "%d" MONTH_SIGN "%d" DAY_SIGN,
		                  date.year, date.month, date.day);
	else
		printed = xstrndup(dated->data, dated->length);
	document_add(document, BLOCK_DATE, 0, id, printed, strlen(printed));
	free(printed);
}

/* What the document is a report of. */
static void
add_origin(struct document *document, const struct report *report)
{
	const struct buffer *agency = &report->texts[FIELD_AGENCY];
	struct date date;
	size_t leading;
	size_t length;

	if (report_date(report, &date))
		document->dated = xformat("%04d-%02d-%02d", date.year,
		                          date.month, date.day);
	document->form = xstrdup(report->form->id);
	document->year = report_year(report);
	if (agency->length == 0)
		return;
	leading = text_leading_blanks(agency->data, agency->length);
	length = agency->length - leading;
	length -= text_trailing_blanks(agency->data + leading, length);
	if (length > 0)
		document->agency = xstrndup(agency->data + leading, length);
}

struct document *
compose_report(const struct report *report, const struct report *last)
{
	struct document *document = document_new();
	char *title = report_title(report);
	size_t i;

	add_origin(document, report);
	document_add(document, BLOCK_TITLE, 0, NULL, title, strlen(title));
	free(title);
	add_prose(document, report, last, FIELD_PREAMBLE);
	for (i = 0; i < report->form->section_count; i++) {
		const struct section *section = &report->form->sections[i];

		document_add(document, BLOCK_HEADING, 1, section->id,
		             section->label, strlen(section->label));
		if (section->table != NULL)
			document_add_table(document, section->id,
			                   table_grid(report, i));
		else
			add_prose(document, report, last,
			          report_section_text(i));
	}
	add_date(document, report);
	return document;
}
