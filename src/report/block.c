/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "report/block.h"

#include <stdlib.h>
#include <string.h>

#include "base/amount.h"
#include "base/memory.h"
#include "base/text.h"
#include "report/block_read.h"

/* What is being placed. */
struct placing {
	struct block *block;
	const struct form *form;
	const struct table *table;
	size_t line;   /* of the block */
	size_t labels; /* columns that hold labels in some line that goes by
	                  them */
};

/* --- figures --- */

/* Cuts a unit off the end; false if there is none. */
static bool
drop_unit(struct buffer *text, const char *unit)
{
	size_t length = unit ? strlen(unit) : 0;

	if (length == 0 || text->length <= length ||
	    memcmp(text->data + text->length - length, unit, length) != 0)
		return false;
	buffer_splice(text, text->length - length, length, "", 0);
	return true;
}

char *
block_figure(const struct cell *cell, const char *text, size_t length)
{
	struct buffer plain = {0};
	char figure[AMOUNT_TEXT];
	enum amount_status status;

	for (size_t at = 0; at < length;) {
		char32_t character;
		size_t bytes = text_decode(text + at, length - at, &character);

		if (!text_is_blank(character) || character == '\t' ||
		    character == '\n')
			buffer_add(&plain, text + at, bytes);
		at += bytes;
	}
	if (!drop_unit(&plain, cell->unit.zh))
		drop_unit(&plain, cell->unit.en);
	status = plain.length > 0 ? amount_parse(plain.data, plain.length,
	                                         &(amount){0}, figure)
	                          : AMOUNT_EMPTY;
	buffer_free(&plain);
	return status == AMOUNT_OK ? xstrdup(figure) : NULL;
}

/* --- items --- */

static void
put_item(const struct placing *placing, enum block_fate fate, size_t cell,
         const char *text)
{
	struct block *block = placing->block;
	struct block_item item = {.fate = fate,
	                          .text = xstrdup(text),
	                          .cell = cell,
	                          .line = placing->line};

	if (fate == BLOCK_PLACED)
		item.figure = block_figure(&placing->form->cells[cell], text,
		                           strlen(text));
	if (fate == BLOCK_PLACED && !item.figure)
		item.fate = BLOCK_NO_FIGURE;
	block->placed += item.fate == BLOCK_PLACED;
	block->items = grow(block->items, &block->capacity, block->count + 1,
	                    sizeof *block->items);
	block->items[block->count++] = item;
}

/* Copied cells one by one into those of the list; blank ones change nothing. */
static void
put_cells(const struct placing *placing, char *const *cells, size_t count,
          const size_t *into, size_t into_count)
{
	for (size_t i = 0; i < count; i++) {
		if (*cells[i] == '\0')
			continue;
		if (i < into_count)
			put_item(placing, BLOCK_PLACED, into[i], cells[i]);
		else
			put_item(placing, BLOCK_NO_CELL, NONE, cells[i]);
	}
}

/* --- lines that name their rows --- */

/* A label without what people write differently: blanks, marks, digits. */
static void
settle_label(struct buffer *out, const char *label)
{
	size_t length = strlen(label);

	for (size_t at = 0; at < length;) {
		char32_t character, plain;
		size_t bytes = text_decode(label + at, length - at, &character);

		plain = text_fold(character);
		if (!text_is_blank(character) &&
		    !text_is_punctuation(character) &&
		    !(plain >= '0' && plain <= '9'))
			buffer_add(out, label + at, bytes);
		at += bytes;
	}
	buffer_putc(out, '\0');
}

/* So many bytes of a label (four ideographs) tell it from all others. */
#define TELLING 12

/* The same words; the ordinal before them may be missing in one. */
static bool
same_label(const char *typed, const char *label)
{
	struct buffer one = {0}, other = {0};
	const char *longer, *shorter;
	size_t most, least;
	bool same;

	settle_label(&one, typed);
	settle_label(&other, label);
	longer = one.length > other.length ? one.data : other.data;
	shorter = one.length > other.length ? other.data : one.data;
	most = strlen(longer);
	least = strlen(shorter);
	same = least > 0 && (least == most || least >= TELLING) &&
	       strcmp(longer + most - least, shorter) == 0;
	buffer_free(&one);
	buffer_free(&other);
	return same;
}

static bool
names_row(const struct row *row, const char *typed)
{
	return same_label(typed, row->label) ||
	       same_label(typed, row->brief.zh ? row->brief.zh : "") ||
	       same_label(typed, row->screen.zh ? row->screen.zh : "");
}

/* The row of that label: the first behind `after`, else the first of all. */
static size_t
find_row(const struct table *table, const char *typed, size_t after)
{
	size_t first = NONE;

	if (*typed == '\0')
		return NONE;
	for (size_t i = 0; i < table->row_count; i++) {
		if (!names_row(&table->rows[i], typed))
			continue;
		if (after == NONE || i > after)
			return i;
		if (first == NONE)
			first = i;
	}
	return first;
}

/* Where the labels at the start of a line end. */
static size_t
labels_end(const struct block_line *line)
{
	size_t end = 0;

	for (size_t i = 0; i < line->count; i++) {
		if (*line->cells[i] == '\0')
			continue;
		if (block_looks_numeric(line->cells[i]))
			break;
		end = i + 1;
	}
	return end;
}

/* The row that a line's labels name, the innermost first; groups lead on to
 * the rows below them. `*labels` becomes what the one found ends at. */
static size_t
row_of_line(const struct table *table, const struct block_line *line,
            size_t after, size_t *labels)
{
	size_t end = labels_end(line);

	for (size_t i = 0; i < end; i++) {
		size_t row = find_row(table, line->cells[i], after);

		if (row != NONE && table->rows[row].group)
			after = row;
	}
	for (size_t i = end; i-- > 0;) {
		size_t row = find_row(table, line->cells[i], after);

		*labels = i + 1;
		if (row != NONE && i + 1 < line->count)
			return row;
	}
	return NONE;
}

/* The cells of a row, in order; returns how many. */
static size_t
cells_of_row(const struct table *table, size_t row, size_t *cells)
{
	size_t count = 0;

	for (size_t i = 0; i < table->column_count; i++)
		if (table->cells[row * table->column_count + i] != NONE)
			cells[count++] =
				table->cells[row * table->column_count + i];
	return count;
}

static void
place_line(const struct placing *placing, const struct block_line *line,
           size_t *after)
{
	const struct table *table = placing->table;
	size_t labels, count, into;
	size_t row = row_of_line(table, line, *after, &labels);
	size_t *cells;

	if (row == NONE) {
		for (size_t i = 0; i < line->count; i++)
			if (*line->cells[i])
				put_item(placing, BLOCK_NO_ROW, NONE,
				         line->cells[i]);
		return;
	}
	*after = row;
	count = line->count - labels;
	cells = xcalloc(table->column_count, sizeof *cells);
	into = cells_of_row(table, row, cells);
	/* A label over several columns leaves blanks behind it. */
	while (count > 0 && *line->cells[labels] == '\0' &&
	       (labels < placing->labels || count > into)) {
		labels++;
		count--;
	}
	put_cells(placing, line->cells + labels, count, cells, into);
	free(cells);
}

/* Columns of labels in the lines that name a row; 0: none does. */
static size_t
columns_of_labels(const struct table *table, const struct block_lines *lines)
{
	size_t most = 0;

	for (size_t i = 0; i < lines->count; i++) {
		size_t labels;

		if (row_of_line(table, &lines->items[i], NONE, &labels) !=
		            NONE &&
		    labels > most)
			most = labels;
	}
	return most;
}

/* --- a block that goes by position --- */

/* Columns at the left of all lines that hold figures nowhere. */
static size_t
leading_text(const struct block_lines *lines)
{
	size_t least = NONE;
	bool text = false;

	for (size_t i = 0; i < lines->count; i++) {
		size_t labels = labels_end(&lines->items[i]);

		if (labels == lines->items[i].count)
			continue;
		text = text || labels > 0;
		if (labels < least)
			least = labels;
	}
	return text && least != NONE ? least : 0;
}

/* The cells of a printed line from column `from` on. */
static size_t
cells_of_line(const struct table *table, size_t line, size_t from,
              size_t *cells)
{
	size_t count = 0;

	for (size_t i = from; i < table->width; i++) {
		const struct form_slot *slot =
			&table->slots[line * table->width + i];

		if (slot->kind == SLOT_VALUE)
			cells[count++] = slot->index;
	}
	return count;
}

/* One way to go right and down from a cell. */
struct walkway {
	bool printed;   /* by the lines as printed; else by the rows */
	size_t current; /* line or row */
	size_t column;  /* printed column; or how manieth cell of the row */
};

/* The cells of this step, and on to the next one that has any. */
static size_t
take_step(const struct table *table, struct walkway *way, size_t *cells)
{
	size_t end = way->printed ? table->lines : table->row_count;

	while (way->current < end) {
		size_t count =
			way->printed ? cells_of_line(table, way->current,
		                                     way->column, cells)
				     : cells_of_row(table, way->current, cells);

		way->current++;
		if (!way->printed && count > 0) {
			size_t skip = way->column < count ? way->column : count;

			memmove(cells, cells + skip,
			        (count - skip) * sizeof *cells);
			return count - skip;
		}
		if (count > 0)
			return count;
	}
	return 0;
}

static void
place_by_position(const struct placing *placing,
                  const struct block_lines *lines, struct walkway way)
{
	struct placing step = *placing;
	size_t lead = leading_text(lines);
	size_t *cells = xcalloc(placing->table->width +
	                                placing->table->column_count + 1,
	                        sizeof *cells);

	for (size_t i = 0; i < lines->count; i++) {
		const struct block_line *line = &lines->items[i];
		size_t labels = labels_end(line), into;

		step.line = i;
		/* A line of heads takes no row. */
		if (labels == line->count) {
			for (size_t k = 0; k < line->count; k++)
				if (*line->cells[k])
					put_item(&step, BLOCK_NO_FIGURE, NONE,
					         line->cells[k]);
			continue;
		}
		into = take_step(placing->table, &way, cells);
		put_cells(&step, line->cells + lead, line->count - lead, cells,
		          into);
	}
	free(cells);
}

static struct walkway
start_of(const struct placing *placing, size_t cell, bool printed)
{
	const struct table *table = placing->table;
	const struct cell *its = &placing->form->cells[cell];
	struct walkway way = {.printed = printed, .current = its->row};

	if (printed) {
		table_find_slot(table, cell, &way.current, &way.column);
		return way;
	}
	for (size_t i = 0; i < its->column; i++)
		way.column +=
			table->cells[its->row * table->column_count + i] !=
			NONE;
	return way;
}

/* --- all --- */

bool
block_is_one(const char *text, size_t length)
{
	struct block_lines lines = {0};
	bool one;

	block_lines_read(&lines, text, length);
	one = lines.count == 0 ||
	      (lines.count == 1 && lines.items[0].count == 1);
	block_lines_free(&lines);
	return one;
}

static void
place_by_labels(struct placing *placing, const struct block_lines *lines)
{
	size_t after = NONE;

	placing->block->by_labels = true;
	for (placing->line = 0; placing->line < lines->count; placing->line++)
		place_line(placing, &lines->items[placing->line], &after);
}

void
block_place(struct block *block, const struct form *form, size_t section,
            size_t cell, const char *text, size_t length)
{
	struct placing placing = {.block = block,
	                          .form = form,
	                          .table = form->sections[section].table};
	struct block_lines lines = {0};
	struct block other = {0};

	block_lines_read(&lines, text, length);
	placing.labels = columns_of_labels(placing.table, &lines);
	if (placing.labels > 0) {
		place_by_labels(&placing, &lines);
	} else {
		place_by_position(&placing, &lines,
		                  start_of(&placing, cell, true));
		placing.block = &other;
		place_by_position(&placing, &lines,
		                  start_of(&placing, cell, false));
		if (other.placed > block->placed) {
			struct block swapped = *block;

			*block = other;
			other = swapped;
		}
	}
	block_free(&other);
	block_lines_free(&lines);
}

void
block_free(struct block *block)
{
	for (size_t i = 0; i < block->count; i++) {
		free(block->items[i].text);
		free(block->items[i].figure);
	}
	free(block->items);
	*block = (struct block){0};
}
