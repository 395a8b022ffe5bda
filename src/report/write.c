/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "report/write.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "report/emit.h"
#include "report/explained.h"
#include "report/value.h"

/* --- what the form does not know --- */

static const struct extra *
find_odd(const struct report *report, const char *path)
{
	for (size_t i = 0; i < report->extra_count; i++) {
		if (report->extras[i].odd &&
		    strcmp(report->extras[i].path, path) == 0)
			return &report->extras[i];
	}
	return NULL;
}

/* Writes what was kept for `path` instead of it; false if nothing was. */
static bool
write_odd(const struct report *report, const char *path, size_t indent,
          struct buffer *out)
{
	const struct extra *extra = find_odd(report, path);

	if (extra == NULL)
		return false;
	emit_entry(out, extra->entry, indent);
	return true;
}

static void
write_extras(const struct report *report, const char *path, size_t indent,
             struct buffer *out)
{
	for (size_t i = 0; i < report->extra_count; i++) {
		const struct extra *extra = &report->extras[i];

		if (!extra->odd && extra->entry->key != NULL &&
		    strcmp(extra->path, path) == 0)
			emit_entry(out, extra->entry, indent);
	}
}

/* --- tables --- */

/* The path of the row; the caller frees it. */
static char *
row_path(const struct section *section, size_t row)
{
	if (row == NONE)
		return xstrdup(section->id);
	return xformat("%s.%s", section->id, section->table->rows[row].path);
}

static bool
row_is_blank(const struct report *report, const struct table *table, size_t row)
{
	for (size_t i = 0; i < table->column_count; i++) {
		size_t cell = table->cells[row * table->column_count + i];

		if (cell != NONE && report->values[cell].state != VALUE_BLANK)
			return false;
	}
	return true;
}

static bool
level_is_blank(const struct report *report, const struct table *table,
               size_t parent)
{
	for (size_t i = 0; i < table->row_count; i++) {
		if (table->rows[i].parent == parent &&
		    !(table->rows[i].group ? level_is_blank(report, table, i)
		                           : row_is_blank(report, table, i)))
			return false;
	}
	return true;
}

void
write_value(const struct value *value, struct buffer *out)
{
	if (value->state == VALUE_BLANK)
		buffer_putc(out, '~');
	else
		emit_word(out, value->text, strlen(value->text), EMIT_FLOW);
}

/* `{made: 0, repealed: 0, in_force: ~}` */
static void
write_cells(const struct report *report, const struct table *table, size_t row,
            const char *path, struct buffer *out)
{
	const char *separator = "{";

	for (size_t i = 0; i < table->column_count; i++) {
		size_t cell = table->cells[row * table->column_count + i];

		if (cell == NONE)
			continue;
		buffer_format(out, "%s%s: ", separator, table->columns[i].id);
		write_value(&report->values[cell], out);
		separator = ", ";
	}
	for (size_t i = 0; i < report->extra_count; i++) {
		const struct extra *extra = &report->extras[i];

		if (extra->odd || strcmp(extra->path, path) != 0)
			continue;
		buffer_puts(out, separator);
		emit_flow_entry(out, extra->entry);
		separator = ", ";
	}
	buffer_putc(out, '}');
}

bool
write_is_blank(const struct report *report, const struct section *section,
               size_t row)
{
	const struct table *table = section->table;

	if (row == NONE || table->rows[row].group)
		return level_is_blank(report, table, row);
	return row_is_blank(report, table, row);
}

/* The rows directly below `parent`, then what else stands there. */
static void
write_rows(const struct report *report, const struct section *section,
           size_t parent, const struct layout *layout, struct buffer *out)
{
	const struct table *table = section->table;
	char *path = row_path(section, parent);

	for (size_t i = 0; i < table->row_count; i++) {
		char *its = row_path(section, i);

		if (table->rows[i].parent == parent &&
		    (!write_is_blank(report, section, i) ||
		     !write_odd(report, its, layout->indent, out)))
			write_row(report, section, i, layout, out);
		free(its);
	}
	write_extras(report, path, layout->indent, out);
	free(path);
}

void
write_row(const struct report *report, const struct section *section,
          size_t row, const struct layout *layout, struct buffer *out)
{
	const struct row *its = &section->table->rows[row];

	buffer_fill(out, ' ', layout->indent);
	buffer_format(out, "%s:", row_id(its));
	if (!its->group) {
		buffer_putc(out, ' ');
		write_inside(report, section, row, out);
	}
	buffer_putc(out, '\n');
	if (its->group)
		write_below(report, section, row, layout, out);
}

void
write_below(const struct report *report, const struct section *section,
            size_t row, const struct layout *layout, struct buffer *out)
{
	struct layout below = {layout->indent + layout->step, layout->step};

	write_rows(report, section, row, &below, out);
}

void
write_inside(const struct report *report, const struct section *section,
             size_t row, struct buffer *out)
{
	const struct table *table = section->table;
	const char *separator = "{";
	char *path;

	if (row != NONE && !table->rows[row].group) {
		path = row_path(section, row);
		write_cells(report, table, row, path, out);
		free(path);
		return;
	}
	for (size_t i = 0; i < table->row_count; i++) {
		if (table->rows[i].parent != row)
			continue;
		buffer_format(out, "%s%s: ", separator,
		              row_id(&table->rows[i]));
		write_inside(report, section, i, out);
		separator = ", ";
	}
	buffer_putc(out, '}');
}

/* --- texts --- */

void
write_settled(const struct report *report, size_t text, struct buffer *out)
{
	const struct buffer *its = &report->texts[text];
	const char *field;
	size_t length;

	if (text >= FIELD_PREAMBLE) {
		paragraphs_settle(out, its->data, its->length);
		return;
	}
	field = field_text(report, (enum field)text, &length);
	buffer_add(out, field, length);
}

void
write_field_value(size_t text, const struct buffer *settled,
                  enum emit_style style, struct buffer *out)
{
	if (text == FIELD_YEAR || text == FIELD_DATED)
		emit_word(out, settled->data, settled->length, style);
	else
		emit_text(out, settled->data, settled->length, style);
}

void
write_text(const struct report *report, size_t text, size_t indent,
           struct buffer *out)
{
	const char *key = report_text_path(report, text);
	struct buffer settled = {0};

	write_settled(report, text, &settled);
	if (settled.length == 0 && write_odd(report, key, 0, out)) {
		buffer_free(&settled);
		return;
	}
	if (settled.length > 0 || text >= FIELD_COUNT)
		buffer_format(out, "%s:", key);
	if (text >= FIELD_COUNT ||
	    (text == FIELD_PREAMBLE && settled.length > 0)) {
		emit_paragraphs(out, settled.data, settled.length, indent);
	} else if (settled.length > 0) {
		buffer_putc(out, ' ');
		write_field_value(text, &settled, EMIT_BLOCK, out);
		buffer_putc(out, '\n');
	}
	buffer_free(&settled);
}

/* --- the whole --- */

static void
write_section(const struct report *report, size_t number, struct buffer *out)
{
	static const struct layout layout = {0, WRITE_STEP};
	const struct section *section = &report->form->sections[number];

	if (section->table == NULL) {
		write_text(report, report_section_text(number), WRITE_STEP,
		           out);
		return;
	}
	if (write_is_blank(report, section, NONE) &&
	    write_odd(report, section->id, 0, out))
		return;
	buffer_format(out, "%s:\n", section->id);
	write_below(report, section, NONE, &layout, out);
}

void
report_write(const struct report *report, struct buffer *out)
{
	buffer_format(out, "form: %s\n", report->form->id);
	for (size_t i = 0; i < FIELD_COUNT; i++)
		write_text(report, i, WRITE_STEP, out);
	for (size_t i = 0; i < report->form->section_count; i++)
		write_section(report, i, out);
	if (report->explained_count > 0 ||
	    !write_odd(report, "explained", 0, out))
		explained_write(report, out);
	write_extras(report, "", 0, out);
}
