/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/language.h"
#include "base/memory.h"
#include "report/emit.h"
#include "report/explained.h"
#include "report/value.h"

#define INDENT 2
/* Names tried for the file that is kept. */
#define KEPT_NAMES 1000

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

static void
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
	buffer_puts(out, "}\n");
}

static void
write_rows(const struct report *report, const struct section *section,
           size_t parent, size_t indent, struct buffer *out)
{
	const struct table *table = section->table;

	for (size_t i = 0; i < table->row_count; i++) {
		const struct row *row = &table->rows[i];
		bool blank;
		char *path;

		if (row->parent != parent)
			continue;
		path = xformat("%s.%s", section->id, row->path);
		blank = row->group ? level_is_blank(report, table, i)
		                   : row_is_blank(report, table, i);
		if (!blank || !write_odd(report, path, indent, out)) {
			buffer_fill(out, ' ', indent);
			buffer_format(out, "%s:", row_id(row));
			if (row->group) {
				buffer_putc(out, '\n');
				write_rows(report, section, i, indent + INDENT,
				           out);
				write_extras(report, path, indent + INDENT,
				             out);
			} else {
				buffer_putc(out, ' ');
				write_cells(report, table, i, path, out);
			}
		}
		free(path);
	}
}

/* --- the whole --- */

static void
write_field(const struct report *report, enum field field, struct buffer *out)
{
	const struct buffer *paragraphs = &report->texts[field];
	const char *key = field_key(field);
	size_t length;
	const char *text = field_text(report, field, &length);

	if (length == 0) {
		write_odd(report, key, 0, out);
		return;
	}
	buffer_format(out, "%s:", key);
	if (field == FIELD_PREAMBLE) {
		emit_paragraphs(out, paragraphs->data, paragraphs->length,
		                INDENT);
		return;
	}
	buffer_putc(out, ' ');
	if (field == FIELD_YEAR || field == FIELD_DATED)
		emit_word(out, text, length, EMIT_BLOCK);
	else
		emit_text(out, text, length, EMIT_BLOCK);
	buffer_putc(out, '\n');
}

static void
write_section(const struct report *report, size_t number, struct buffer *out)
{
	const struct section *section = &report->form->sections[number];
	const struct buffer *text = &report->texts[report_section_text(number)];
	bool blank = section->table == NULL
	                     ? text->length == 0
	                     : level_is_blank(report, section->table, NONE);

	if (blank && write_odd(report, section->id, 0, out))
		return;
	buffer_format(out, "%s:", section->id);
	if (section->table == NULL) {
		emit_paragraphs(out, text->data, text->length, INDENT);
		return;
	}
	buffer_putc(out, '\n');
	write_rows(report, section, NONE, INDENT, out);
	write_extras(report, section->id, INDENT, out);
}

void
report_write(const struct report *report, struct buffer *out)
{
	buffer_format(out, "form: %s\n", report->form->id);
	for (size_t i = 0; i < FIELD_COUNT; i++)
		write_field(report, (enum field)i, out);
	for (size_t i = 0; i < report->form->section_count; i++)
		write_section(report, i, out);
	if (report->explained_count > 0 ||
	    !write_odd(report, "explained", 0, out))
		explained_write(report, out);
	write_extras(report, "", 0, out);
}

/* --- keeping the old file --- */

static bool
write_all(int descriptor, const char *bytes, size_t size)
{
	while (size > 0) {
		ssize_t written = write(descriptor, bytes, size);

		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return false;
		bytes += written;
		size -= (size_t)written;
	}
	return true;
}

/* A new file of that name, never an old one: -1 with errno. */
static int
write_new(const char *name, const struct buffer *bytes, mode_t mode)
{
	int descriptor =
		open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	bool done;
	int saved;

	if (descriptor < 0)
		return -1;
	done = write_all(descriptor, bytes->data, bytes->length) &&
	       fchmod(descriptor, mode) == 0 &&
	       (fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP);
	saved = errno;
	if (close(descriptor) != 0 && done) {
		done = false;
		saved = errno;
	}
	if (done)
		return 0;
	unlink(name);
	errno = saved;
	return -1;
}

char *
report_keep_old(const char *file, char **why)
{
	struct buffer bytes = {0};
	char *name = NULL;
	struct stat status;
	int result = -1;

	if (stat(file, &status) != 0)
		status.st_mode = 0600;
	if (!file_read(file, FILE_LIMIT, &bytes, why))
		return NULL;
	for (unsigned i = 1; i < KEPT_NAMES; i++) {
		free(name);
		name = i == 1 ? xformat("%s.orig", file)
		              : xformat("%s.orig.%u", file, i);
		result = write_new(name, &bytes, status.st_mode & 0777);
		if (result == 0 || errno != EEXIST)
			break;
	}
	buffer_free(&bytes);
	if (result == 0)
		return name;
	*why = xformat(_("the old file cannot be kept as %s: %s"), name,
	               strerror(errno));
	free(name);
	return NULL;
}

/* --- saving --- */

/* What was written, read again: NULL if it does not hold the same values. */
static struct report *
read_back(const struct report *report, const struct buffer *written)
{
	struct problems problems = {0};
	struct buffer copy = {0};
	struct report *fresh;

	buffer_add(&copy, written->data, written->length);
	fresh = report_read(report->file, &copy, report->form, &problems);
	problems_free(&problems);
	for (size_t i = 0; fresh != NULL && i < report->form->cell_count; i++) {
		if (strcmp(value_text(&report->values[i]),
		           value_text(&fresh->values[i])) != 0) {
			report_free(fresh);
			fresh = NULL;
		}
	}
	return fresh;
}

/* From now on places are those of the file just written. */
static void
adopt_source(struct report *report, struct report *fresh)
{
	report_forget_source(report);
	report->explained = fresh->explained;
	report->explained_count = fresh->explained_count;
	report->notes = fresh->notes;
	report->note_count = fresh->note_count;
	report->note_capacity = fresh->note_capacity;
	report->extras = fresh->extras;
	report->extra_count = fresh->extra_count;
	report->extra_capacity = fresh->extra_capacity;
	report->source = fresh->source;
	report->document = fresh->document;
	fresh->explained = NULL;
	fresh->explained_count = 0;
	fresh->notes = NULL;
	fresh->note_count = fresh->note_capacity = 0;
	fresh->extras = NULL;
	fresh->extra_count = fresh->extra_capacity = 0;
	fresh->source = (struct buffer){0};
	fresh->document = NULL;
	report->changed = false;
	report->lossy = false;
}

/* Whether the file is not as it was read: another editor, or another copy of
 * this program, has written it meanwhile. */
static bool
changed_outside(const struct report *report)
{
	struct buffer bytes = {0};
	char *why = NULL;
	bool changed;

	if (!file_read(report->file, FILE_LIMIT, &bytes, &why)) {
		free(why);
		return false;
	}
	changed = bytes.length != report->source.length ||
	          (bytes.length > 0 &&
	           memcmp(bytes.data, report->source.data, bytes.length) != 0);
	buffer_free(&bytes);
	return changed;
}

/* Keeps the old file where that is called for, and puts the new one in its
 * place. */
static bool
replace_file(const struct report *report, const struct buffer *written,
             char **kept, char **why)
{
	if (file_exists(report->file) &&
	    (report->lossy || changed_outside(report))) {
		*kept = report_keep_old(report->file, why);
		if (*kept == NULL)
			return false;
	}
	if (file_replace(report->file, written->data, written->length, why))
		return true;
	if (*kept != NULL) {
		unlink(*kept);
		free(*kept);
		*kept = NULL;
	}
	return false;
}

bool
report_save(struct report *report, char **kept, char **why)
{
	struct buffer written = {0};
	struct report *fresh;
	bool saved = false;

	*kept = NULL;
	*why = NULL;
	if (report->file == NULL || strcmp(report->file, "-") == 0) {
		*why = xstrdup(_("the report has no file name yet"));
		return false;
	}
	report_write(report, &written);
	fresh = read_back(report, &written);
	if (fresh == NULL) {
		*why = xstrdup(_("the report cannot be written so that it "
		                 "reads back as it is; nothing was saved"));
	} else {
		saved = replace_file(report, &written, kept, why);
		if (saved)
			adopt_source(report, fresh);
		report_free(fresh);
	}
	buffer_free(&written);
	return saved;
}
