/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/nearest.h"
#include "form/load.h"

/* Open addressing over the cells' paths. */
struct cell_index {
	size_t mask;    /* one less than the number of places, a power of two */
	size_t *places; /* cell number + 1, or 0 */
};

/* FNV-1a */
static size_t
hash(const char *text, size_t length)
{
	uint64_t value = 14695981039346656037U;

	for (size_t i = 0; i < length; i++) {
		value ^= (unsigned char)text[i];
		value *= 1099511628211U;
	}
	return (size_t)(value ^ (value >> 32));
}

static bool
same(const char *text, const char *other, size_t length)
{
	return strncmp(text, other, length) == 0 && text[length] == '\0';
}

void
form_index_cells(struct form *form)
{
	struct cell_index *index = arena_alloc(form->arena, sizeof(*index));
	size_t places = 16;

	while (places < form->cell_count * 2)
		places *= 2;
	index->mask = places - 1;
	index->places =
		arena_array(form->arena, places, sizeof(*index->places));
	for (size_t i = 0; i < form->cell_count; i++) {
		size_t at =
			hash(form->cells[i].path, strlen(form->cells[i].path)) &
			index->mask;

		while (index->places[at] != 0)
			at = (at + 1) & index->mask;
		index->places[at] = i + 1;
	}
	form->index = index;
}

size_t
form_find_cell(const struct form *form, const char *path, size_t length)
{
	const struct cell_index *index = form->index;
	size_t at;

	if (index == NULL)
		return NONE;
	for (at = hash(path, length) & index->mask; index->places[at] != 0;
	     at = (at + 1) & index->mask) {
		size_t cell = index->places[at] - 1;

		if (same(form->cells[cell].path, path, length))
			return cell;
	}
	return NONE;
}

const char *
form_nearest_cell(const struct form *form, const char *path, size_t length)
{
	const char **paths =
		xreallocarray(NULL, form->cell_count + 1, sizeof(*paths));
	const char *found;

	for (size_t i = 0; i < form->cell_count; i++)
		paths[i] = form->cells[i].path;
	found = nearest_word(path, length, paths, form->cell_count);
	free(paths);
	return found;
}

size_t
form_find_section(const struct form *form, const char *id, size_t length)
{
	for (size_t i = 0; i < form->section_count; i++) {
		if (same(form->sections[i].id, id, length))
			return i;
	}
	return NONE;
}

size_t
table_find_row(const struct table *table, const char *path, size_t length)
{
	for (size_t i = 0; i < table->row_count; i++) {
		if (same(table->rows[i].path, path, length))
			return i;
	}
	return NONE;
}

size_t
table_find_column(const struct table *table, const char *id, size_t length)
{
	for (size_t i = 0; i < table->column_count; i++) {
		if (same(table->columns[i].id, id, length))
			return i;
	}
	return NONE;
}

void
table_find_slot(const struct table *table, size_t cell, size_t *line,
                size_t *column)
{
	*line = *column = 0;
	for (size_t i = 0; i < table->lines * table->width; i++) {
		if (table->slots[i].kind == SLOT_VALUE &&
		    table->slots[i].index == cell) {
			*line = i / table->width;
			*column = i % table->width;
			return;
		}
	}
}

/* Where the merged slot that covers this place begins. */
static size_t
origin(const struct table *table, size_t line, size_t column)
{
	size_t at = line * table->width + column;

	return table->slots[at].kind == SLOT_COVERED ? table->slots[at].index
	                                             : at;
}

static void
add_label(struct buffer *names, const char *label)
{
	if (label == NULL || *label == '\0')
		return;
	if (names->length > 0)
		buffer_puts(names, " / ");
	buffer_puts(names, label);
}

/* The labels in the same line, left of the value. */
static void
names_beside(const struct table *table, size_t line, size_t column,
             struct buffer *names)
{
	size_t last = NONE;

	for (size_t i = 0; i < column; i++) {
		size_t at = origin(table, line, i);
		const struct form_slot *slot = &table->slots[at];

		if (at != last &&
		    (slot->kind == SLOT_TEXT || slot->kind == SLOT_ROW))
			add_label(names, slot->text);
		last = at;
	}
}

/* The labels of the nearest heads above that cover the value's column. */
static void
names_above(const struct table *table, size_t line, size_t column,
            struct buffer *names)
{
	size_t end = line, start, last = NONE;

	while (end > 0 && !table->head[end - 1])
		end--;
	start = end;
	while (start > 0 && table->head[start - 1])
		start--;
	for (size_t i = start; i < end; i++) {
		size_t at = origin(table, i, column);

		if (at != last)
			add_label(names, table->slots[at].text);
		last = at;
	}
}

void
form_cell_names(const struct form *form, size_t cell, char **beside,
                char **above)
{
	const struct table *table =
		form->sections[form->cells[cell].section].table;
	struct buffer left = {0}, top = {0};
	size_t line, column;

	table_find_slot(table, cell, &line, &column);
	names_beside(table, line, column, &left);
	names_above(table, line, column, &top);
	*beside = buffer_take(&left);
	*above = buffer_take(&top);
}

char *
place_name(const struct form *form, size_t section, size_t row, size_t column)
{
	const struct section *its = &form->sections[section];
	struct buffer name = {0};

	buffer_puts(&name, wording_text(&its->brief));
	if (row != NONE)
		buffer_format(&name, "/%s",
		              wording_text(&its->table->rows[row].brief));
	if (column != NONE)
		buffer_format(&name, "/%s",
		              wording_text(&its->table->columns[column].brief));
	return buffer_take(&name);
}
