/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "report/diff.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "form/rule.h"
#include "report/prose.h"
#include "report/value.h"

/* Per cents beyond this many say nothing. */
#define RATE_MOST 99999

__extension__ typedef __int128 wide;

/* Two reports, and whose cells are gone through: those of `named`. */
struct pair {
	const struct report *old, *new;
	const struct report *named, *other;
	bool *met; /* by cell of the other: it has a counterpart */
	struct differences *differences;
};

struct difference *
differences_add(struct differences *differences,
                const struct difference *sample)
{
	struct difference *added;

	differences->items =
		grow(differences->items, &differences->capacity,
	             differences->count + 1, sizeof(*differences->items));
	added = &differences->items[differences->count++];
	*added = *sample;
	added->path = xstrdup(sample->path);
	return added;
}

void
differences_free(struct differences *differences)
{
	for (size_t i = 0; i < differences->count; i++) {
		struct difference *item = &differences->items[i];

		free(item->path);
		free(item->old);
		free(item->new);
		free(item->changes);
	}
	free(differences->items);
	*differences = (struct differences){0};
}

/* --- cells --- */

static void
measure(struct difference *difference, amount old, amount new)
{
	wide tenths = (wide) new - old;
	wide base = old < 0 ? -(wide)old : old;

	difference->figures = true;
	difference->by = new - old;
	if (old == 0)
		return;
	/* Rounded half away from zero. */
	tenths = tenths * 2000 + (tenths < 0 ? -base : base);
	tenths /= 2 * base;
	if (tenths > RATE_MOST * 10 || tenths < -RATE_MOST * 10)
		return;
	difference->rate = true;
	difference->tenths = (int64_t)tenths;
}

static bool
same_value(const struct value *old, const struct value *new)
{
	if (old->state == VALUE_FIGURE && new->state == VALUE_FIGURE)
		return old->amount == new->amount;
	if (old->state == VALUE_BLANK && new->state == VALUE_BLANK)
		return true;
	return old->state ==
	       new->state &&strcmp(value_text(old), value_text(new)) == 0;
}

static char *
shown_value(const struct value *value)
{
	return value->state == VALUE_BLANK ? NULL : xstrdup(value->text);
}

/* `named` and `other`: the values of that cell in the two reports. */
static void
compare_values(const struct pair *pair, const struct difference *sample,
               const struct value *named, const struct value *other)
{
	bool newer = pair->named == pair->new;
	const struct value *old = newer ? other : named;
	const struct value *new = newer ? named : other;
	struct difference *added;

	if (same_value(old, new))
		return;
	added = differences_add(pair->differences, sample);
	added->old = shown_value(old);
	added->new = shown_value(new);
	if (old->state == VALUE_FIGURE && new->state == VALUE_FIGURE)
		measure(added, old->amount, new->amount);
}

static void
count_alone(const struct pair *pair, const struct report *report, size_t cell)
{
	if (report->values[cell].state == VALUE_BLANK)
		return;
	if (report == pair->new)
		pair->differences->new_alone++;
	else
		pair->differences->old_alone++;
}

/* Whether a row's cells are added up in one row of the older form. */
static bool
is_summed(const struct older_form *from, const struct cell *cell,
          const struct table *table)
{
	for (size_t i = 0; from != NULL && i < from->sum_count; i++) {
		if (from->sums[i].section == cell->section &&
		    table->rows[cell->row].parent == from->sums[i].group)
			return true;
	}
	return false;
}

static void
compare_cell(const struct pair *pair, const struct older_form *from, size_t at)
{
	const struct form *form = pair->named->form;
	const struct cell *cell = &form->cells[at];
	size_t other = form_older_cell(form, pair->other->form, at);
	struct difference sample = {
		.kind = DIFFERENCE_CELL,
		.path = (char *)cell->path,
		.section = cell->section,
		.row = cell->row,
		.column = cell->column,
		.money = cell->type == CELL_AMOUNT,
	};

	if (other != NONE) {
		pair->met[other] = true;
		compare_values(pair, &sample, &pair->named->values[at],
		               &pair->other->values[other]);
	} else if (!is_summed(from, cell,
	                      form->sections[cell->section].table)) {
		count_alone(pair, pair->named, at);
	}
}

/* The sum of a group's rows in one column: blank if all are. */
static struct value
group_value(const struct report *report, size_t section, size_t group,
            size_t column, char text[AMOUNT_TEXT])
{
	const struct table *table = report->form->sections[section].table;
	struct value sum = {.state = VALUE_BLANK, .text = text};

	for (size_t row = 0; row < table->row_count; row++) {
		size_t cell = table->cells[row * table->column_count + column];
		const struct value *value;

		if (table->rows[row].parent != group || cell == NONE)
			continue;
		value = &report->values[cell];
		if (value->state == VALUE_FIGURE &&
		    amount_add(&sum.amount, value->amount))
			sum.state = VALUE_FIGURE;
	}
	amount_format(sum.amount, text);
	return sum;
}

/* A group of rows here against the one row it was in the older form. */
static void
compare_sum(const struct pair *pair, const struct older_sum *sum)
{
	const struct form *form = pair->named->form;
	const struct section *section = &form->sections[sum->section];

	for (size_t i = 0; i < section->table->column_count; i++) {
		char *path = xformat("%s.%s", sum->older,
		                     section->table->columns[i].id);
		size_t other =
			form_find_cell(pair->other->form, path, strlen(path));
		struct difference sample = {
			.kind = DIFFERENCE_CELL,
			.path = path,
			.section = sum->section,
			.row = sum->group,
			.column = i,
		};
		char text[AMOUNT_TEXT];
		struct value value = group_value(pair->named, sum->section,
		                                 sum->group, i, text);

		if (other != NONE) {
			pair->met[other] = true;
			compare_values(pair, &sample, &value,
			               &pair->other->values[other]);
		}
		free(path);
	}
}

static void
compare_table(const struct pair *pair, size_t number)
{
	const struct form *form = pair->named->form;
	const struct section *section = &form->sections[number];
	const struct older_form *from = form_older(form, pair->other->form);

	for (size_t i = 0; i < section->cell_count; i++) {
		size_t cell = section->first_cell + i;
		size_t row = form->cells[cell].row;

		/* A group's sum stands where its rows begin. */
		for (size_t k = 0; from != NULL && k < from->sum_count; k++) {
			const struct older_sum *sum = &from->sums[k];

			if (sum->section == number &&
			    section->table->rows[row].parent == sum->group &&
			    (i == 0 ||
			     section->table->rows[form->cells[cell - 1].row]
			                     .parent != sum->group))
				compare_sum(pair, sum);
		}
		compare_cell(pair, from, cell);
	}
}

/* --- fields and texts --- */

static const struct difference OF_HEADER = {.section = NONE,
                                            .row = NONE,
                                            .column = NONE};

static void
compare_words(struct differences *differences, const char *path,
              const char *old, size_t old_length, const char *new,
              size_t new_length)
{
	struct difference sample = OF_HEADER;
	struct difference *added;

	if (old_length == new_length && memcmp(old, new, old_length) == 0)
		return;
	sample.kind = DIFFERENCE_FIELD;
	sample.path = (char *)path;
	added = differences_add(differences, &sample);
	added->old = old_length > 0 ? xstrndup(old, old_length) : NULL;
	added->new = new_length > 0 ? xstrndup(new, new_length) : NULL;
}

static void
compare_field(const struct pair *pair, enum field field)
{
	size_t old_length, new_length;
	const char *old = field_text(pair->old, field, &old_length);
	const char *new = field_text(pair->new, field, &new_length);

	compare_words(pair->differences, field_key(field), old, old_length, new,
	              new_length);
}

static struct prose
resolve(const struct report *report, const struct report *last,
        const char *path)
{
	struct report_place place = report_find(report, path, strlen(path));
	const struct buffer *text;

	if (place.kind != PLACE_TEXT)
		return prose_resolve(report, last, "", 0);
	text = &report->texts[place.index];
	return prose_resolve(report, last, buffer_text(text), text->length);
}

static void
compare_text(const struct pair *pair, const struct report *old_last,
             const struct report *new_last, size_t section)
{
	const char *path = section == NONE
	                           ? field_key(FIELD_PREAMBLE)
	                           : pair->named->form->sections[section].id;
	struct difference sample = OF_HEADER;
	struct prose old = resolve(pair->old, old_last, path);
	struct prose new = resolve(pair->new, new_last, path);

	sample.kind = DIFFERENCE_TEXT;
	sample.path = (char *)path;
	sample.section = section;
	text_compare(pair->differences, old.text, old.length, new.text,
	             new.length, &sample);
	prose_free(&old);
	prose_free(&new);
}

struct differences
report_compare(const struct report *old, const struct report *old_last,
               const struct report *new, const struct report *new_last)
{
	/* The newer edition says what corresponds, whichever side it is on. */
	bool mirrored = form_older(old->form, new->form) != NULL;
	struct differences differences = {
		.form = mirrored ? old->form : new->form,
	};
	struct pair pair = {
		.old = old,
		.new = new,
		.named = mirrored ? old : new,
		.other = mirrored ? new : old,
		.differences = &differences,
	};
	const struct form *form = pair.named->form;

	pair.met = xcalloc(pair.other->form->cell_count + 1, sizeof(bool));
	compare_words(&differences, "form", old->form->id,
	              strlen(old->form->id), new->form->id,
	              strlen(new->form->id));
	for (size_t i = 0; i < FIELD_PREAMBLE; i++)
		compare_field(&pair, (enum field)i);
	compare_text(&pair, old_last, new_last, NONE);
	for (size_t i = 0; i < form->section_count; i++) {
		if (form->sections[i].table != NULL)
			compare_table(&pair, i);
		else
			compare_text(&pair, old_last, new_last, i);
	}
	for (size_t i = 0; i < pair.other->form->cell_count; i++) {
		if (!pair.met[i])
			count_alone(&pair, pair.other, i);
	}
	free(pair.met);
	return differences;
}
