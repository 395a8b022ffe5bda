/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/table_build.h"

#include <stdlib.h>

#include "base/memory.h"

static const struct form_slot *
slot_at(const struct table *table, size_t line, size_t column)
{
	return &table->slots[line * table->width + column];
}

/* The row whose values the printed line holds; NONE: none or several, as
 * `several` says. */
static size_t
row_of_line(const struct form *form, const struct table *table, size_t line,
            bool *several)
{
	size_t row = NONE;

	*several = false;
	for (size_t i = 0; i < table->width; i++) {
		const struct form_slot *slot = slot_at(table, line, i);

		if (slot->kind != SLOT_VALUE)
			continue;
		if (row != NONE && row != form->cells[slot->index].row)
			*several = true;
		row = form->cells[slot->index].row;
	}
	return *several ? NONE : row;
}

bool
view_is_mixed(const struct form *form, const struct table *table)
{
	bool several;

	for (size_t i = 0; i < table->lines; i++) {
		row_of_line(form, table, i, &several);
		if (several)
			return true;
	}
	return false;
}

/* The printed columns that hold values: from `*base` on, so many. */
static size_t
value_columns(const struct table *table, size_t *base)
{
	size_t end = 0;

	*base = table->width;
	for (size_t i = 0; i < table->lines * table->width; i++) {
		size_t column = i % table->width;

		if (table->slots[i].kind != SLOT_VALUE)
			continue;
		if (column < *base)
			*base = column;
		if (column + table->slots[i].across > end)
			end = column + table->slots[i].across;
	}
	return end > *base ? end - *base : 0;
}

static const char *
row_label(const struct table *table, size_t row)
{
	return wording_text(&table->rows[row].screen);
}

static const char *
head_text(const struct table *table, const struct form_slot *slot)
{
	if (slot->kind == SLOT_ROW)
		return row_label(table, slot->index);
	if (slot->kind == SLOT_COLUMN)
		return wording_text(&table->columns[slot->index].screen);
	return slot->text ? slot->text : "";
}

static void
start(struct table_view *view, size_t columns, size_t lines, size_t slots)
{
	view->column_count = columns;
	view->columns = xcalloc(columns + 1, sizeof *view->columns);
	view->lines = xcalloc(lines + 1, sizeof *view->lines);
	view->bands = xcalloc(lines + 1, sizeof *view->bands);
	view->heads = xcalloc(slots + 1, sizeof *view->heads);
	view->places = xcalloc(slots + 1, sizeof *view->places);
}

/* The printed head line, counted `number` within its band. */
static void
add_heads(struct table_view *view, struct view_band *band, size_t line,
          size_t base)
{
	const struct table *table = view->table;

	for (size_t i = 0; i < table->width; i++) {
		const struct form_slot *slot = slot_at(table, line, i);
		struct view_head head = {.kind = slot->kind,
		                         .line = band->head_lines,
		                         .down = slot->down};

		if (slot->kind == SLOT_COVERED)
			continue;
		head.text = head_text(table, slot);
		if (i >= base) {
			head.part = VIEW_COLUMNS;
			head.first = i - base;
			head.span = slot->across;
			if (head.first + head.span > view->column_count)
				head.span = view->column_count - head.first;
		} else {
			head.part = i + slot->across > base ? VIEW_WHOLE
			                                    : VIEW_LABELS;
		}
		if (head.part == VIEW_COLUMNS &&
		    (head.first >= view->column_count || head.span == 0))
			continue;
		view->heads[view->head_count++] = head;
		band->head_count++;
	}
	band->head_lines++;
}

/* A head that would reach down into the figures ends where the heads do. */
static void
close_band(struct table_view *view, struct view_band *band)
{
	for (size_t i = 0; i < band->head_count; i++) {
		struct view_head *head = &view->heads[band->first_head + i];

		if (head->line + head->down > band->head_lines)
			head->down = band->head_lines - head->line;
	}
}

static void
add_line(struct table_view *view, size_t line, size_t base)
{
	const struct table *table = view->table;
	struct view_line *added = &view->lines[view->line_count];
	bool several;

	added->band = view->band_count - 1;
	added->row = row_of_line(view->form, table, line, &several);
	added->label = added->row == NONE ? "" : row_label(table, added->row);
	for (size_t i = base; i < table->width; i++) {
		const struct form_slot *slot = slot_at(table, line, i);

		if (slot->kind == SLOT_VALUE)
			view->places[view->place_count++] =
				(struct view_place){.cell = slot->index,
			                            .line = view->line_count,
			                            .first = i - base,
			                            .span = slot->across};
	}
	view->line_count++;
}

void
view_build_printed(struct table_view *view)
{
	const struct table *table = view->table;
	struct view_band *band = NULL;
	size_t base, columns = value_columns(table, &base);

	start(view, columns, table->lines, table->lines * table->width);
	for (size_t i = 0; i < table->lines; i++) {
		if (!band || (table->head[i] && i > 0 && !table->head[i - 1])) {
			if (band)
				close_band(view, band);
			band = &view->bands[view->band_count++];
			band->first_head = view->head_count;
		}
		if (table->head[i])
			add_heads(view, band, i, base);
		else
			add_line(view, i, base);
	}
	if (band)
		close_band(view, band);
}

void
view_build_listed(struct table_view *view)
{
	const struct table *table = view->table;

	start(view, table->column_count, table->row_count,
	      (table->row_count + 1) * table->column_count);
	view->side_by_side = false;
	view->band_count = 1;
	view->bands[0].head_lines = 1;
	view->bands[0].head_count = table->column_count;
	for (size_t i = 0; i < table->column_count; i++)
		view->heads[view->head_count++] = (struct view_head){
			.part = VIEW_COLUMNS,
			.kind = SLOT_COLUMN,
			.text = wording_text(&table->columns[i].screen),
			.down = 1,
			.first = i,
			.span = 1};
	for (size_t i = 0; i < table->row_count; i++) {
		size_t places = view->place_count;

		for (size_t j = 0; j < table->column_count; j++) {
			size_t cell = table->cells[i * table->column_count + j];

			if (cell != NONE)
				view->places[view->place_count++] =
					(struct view_place){
						.cell = cell,
						.line = view->line_count,
						.first = j,
						.span = 1};
		}
		if (view->place_count > places)
			view->lines[view->line_count++] = (struct view_line){
				.row = i, .label = row_label(table, i)};
	}
}

void
view_clear(struct table_view *view)
{
	free(view->columns);
	free(view->lines);
	free(view->bands);
	free(view->heads);
	free(view->places);
	*view = (struct table_view){.form = view->form,
	                            .table = view->table,
	                            .section = view->section};
}
