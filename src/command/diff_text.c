/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/wrap.h"
#include "command/diff.h"

/* Columns a name needs beside its figures; else it has a line to itself. */
#define NAME_LEAST 24
/* Of an unchanged stretch longer than twice this and a bit, only so many
 * characters next to a change are shown. */
#define AROUND 12
#define AROUND_MORE 6
/* Marks around what went and what came, as in other programs' word diffs. */
#define GONE_OPEN "[-"
#define GONE_CLOSE "-]"
#define NEW_OPEN "{+"
#define NEW_CLOSE "+}"

struct printer {
	const struct differences *differences;
	FILE *out;
	size_t columns;   /* of a line, at most */
	size_t widths[4]; /* of old, new, by and rate in the table at hand */
	char heads[2][AMOUNT_TEXT];
	size_t section; /* at hand; NONE: header and preamble */
	bool begun;
};

static size_t
width_of(const char *text)
{
	return text_width(text, strlen(text), AMBIGUOUS_NARROW);
}

/* --- lines --- */

static void
put_left(const struct printer *printer, const char *text, size_t columns)
{
	struct buffer line = {0};

	text_pad(&line, text, strlen(text), columns, AMBIGUOUS_NARROW);
	fwrite(line.data, 1, line.length, printer->out);
	buffer_free(&line);
}

static void
put_right(const struct printer *printer, const char *text, size_t columns)
{
	size_t width = width_of(text);

	fprintf(printer->out, "%*s%s",
	        (int)(width < columns ? columns - width : 0), "", text);
}

/* A text wrapped behind a mark of two columns; other lines are indented as
 * far. The text is made safe for the terminal. */
static void
put_wrapped(const struct printer *printer, const char *mark, const char *text)
{
	struct buffer safe = {0};
	struct text_line *lines;
	size_t count;

	text_show(&safe, text, strlen(text));
	count = text_wrap(buffer_text(&safe), safe.length, printer->columns - 2,
	                  0, AMBIGUOUS_NARROW, &lines);
	for (size_t i = 0; i < count; i++)
		fprintf(printer->out, "%s%.*s\n", i == 0 ? mark : "  ",
		        (int)(lines[i].end - lines[i].start),
		        safe.data != NULL ? safe.data + lines[i].start : "");
	free(lines);
	buffer_free(&safe);
}

/* --- names --- */

static const struct section *
section_of(const struct printer *printer, size_t section)
{
	return &printer->differences->form->sections[section];
}

static char *
cell_name(const struct printer *printer, const struct difference *difference)
{
	const struct table *table =
		section_of(printer, difference->section)->table;

	return xformat("%s/%s",
	               wording_text(&table->rows[difference->row].brief),
	               wording_text(&table->columns[difference->column].brief));
}

/* --- cells --- */

enum { SHOWN_OLD, SHOWN_NEW, SHOWN_BY, SHOWN_RATE, SHOWN_COUNT };

static void
shown_amount(struct buffer *out, amount value)
{
	char text[AMOUNT_TEXT];

	amount_format(value, text);
	buffer_format(out, "%s%s", value > 0 ? "+" : "", text);
}

/* The four texts of a line; each is to be freed. */
static void
cell_texts(const struct difference *difference, char *texts[SHOWN_COUNT])
{
	const char *values[] = {difference->old, difference->new};
	struct buffer shown = {0};

	for (size_t i = SHOWN_OLD; i <= SHOWN_NEW; i++) {
		/* What is no figure may be long, and anything. */
		if (values[i] == NULL)
			buffer_puts(&shown, "~");
		else if (width_of(values[i]) > AMOUNT_TEXT)
			text_pad(&shown, values[i], strlen(values[i]),
			         AMOUNT_TEXT - 12, AMBIGUOUS_NARROW);
		else
			text_show(&shown, values[i], strlen(values[i]));
		texts[i] = buffer_take(&shown);
	}
	if (difference->figures)
		shown_amount(&shown, difference->by);
	texts[SHOWN_BY] = buffer_take(&shown);
	if (difference->rate) {
		int64_t size = llabs(difference->tenths);

		buffer_format(&shown, "%s%lld.%lld%%",
		              difference->tenths < 0   ? "-"
		              : difference->tenths > 0 ? "+"
		                                       : "",
		              (long long)(size / 10), (long long)(size % 10));
	}
	texts[SHOWN_RATE] = buffer_take(&shown);
}

static void
free_texts(char *texts[SHOWN_COUNT])
{
	for (size_t i = 0; i < SHOWN_COUNT; i++)
		free(texts[i]);
}

/* Columns left for names, beside figures two apart and a margin. */
static size_t
name_columns(const struct printer *printer)
{
	size_t used = 2;

	for (size_t i = 0; i < SHOWN_COUNT; i++)
		used += 2 + printer->widths[i];
	return used + NAME_LEAST <= printer->columns ? printer->columns - used
	                                             : 0;
}

static void
put_figures(const struct printer *printer, const char *const texts[SHOWN_COUNT])
{
	size_t last = SHOWN_COUNT;

	while (last > 0 && texts[last - 1][0] == '\0')
		last--;
	for (size_t i = 0; i < last; i++) {
		fputs("  ", printer->out);
		put_right(printer, texts[i], printer->widths[i]);
	}
	fputc('\n', printer->out);
}

static void
print_cell(const struct printer *printer, const struct difference *difference)
{
	char *name = cell_name(printer, difference);
	char *texts[SHOWN_COUNT];
	size_t columns = name_columns(printer);

	cell_texts(difference, texts);
	fputs("  ", printer->out);
	if (columns > 0) {
		put_left(printer, name, columns);
	} else {
		put_wrapped(printer, "", name);
		fputs("  ", printer->out);
	}
	put_figures(printer, (const char *const *)texts);
	free_texts(texts);
	free(name);
}

/* The widths of a table's figures, from its first difference at `at`. */
static void
measure_table(struct printer *printer, size_t at)
{
	const struct differences *all = printer->differences;
	const char *const heads[] = {printer->heads[0], printer->heads[1],
	                             _("change"), "%"};

	for (size_t i = 0; i < SHOWN_COUNT; i++)
		printer->widths[i] = width_of(heads[i]);
	for (size_t i = at;
	     i < all->count && all->items[i].kind == DIFFERENCE_CELL &&
	     all->items[i].section == all->items[at].section;
	     i++) {
		char *texts[SHOWN_COUNT];

		cell_texts(&all->items[i], texts);
		for (size_t k = 0; k < SHOWN_COUNT; k++) {
			size_t width = width_of(texts[k]);

			if (width > printer->widths[k])
				printer->widths[k] = width;
		}
		free_texts(texts);
	}
}

static void
print_table_head(struct printer *printer, size_t at, const char *label)
{
	const char *heads[SHOWN_COUNT] = {printer->heads[0], printer->heads[1],
	                                  _("change"), "%"};
	size_t columns;

	measure_table(printer, at);
	columns = name_columns(printer);
	put_wrapped(printer, "", label);
	fprintf(printer->out, "%*s", (int)columns + 2, "");
	put_figures(printer, heads);
}

/* --- fields and texts --- */

static void
print_field(const struct printer *printer, const struct difference *difference)
{
	const char *name = report_key_name(difference->path);
	char *line = xformat("%s: %s → %s", name ? name : difference->path,
	                     difference->old != NULL ? difference->old : "~",
	                     difference->new != NULL ? difference->new : "~");

	put_wrapped(printer, "  ", line);
	free(line);
}

/* Byte behind the first `count` characters of the run. */
static size_t
forward(const char *text, size_t start, size_t end, size_t count)
{
	while (count-- > 0 && start < end)
		start += text_next(text + start, end - start, 0);
	return start;
}

static size_t
backward(const char *text, size_t start, size_t end, size_t count)
{
	while (count-- > 0 && end > start)
		end = start +
		      text_previous(text + start, end - start, end - start);
	return end;
}

/* An unchanged run, its middle left out if it is long. `first`, `last`: no
 * change stands before, behind it. */
static void
add_kept(struct buffer *line, const char *text, size_t start, size_t end,
         bool first, bool last)
{
	size_t room = AROUND * (first || last ? 1 : 2) + AROUND_MORE;
	size_t head, tail;

	if (text_characters(text + start, end - start) <= room) {
		buffer_add(line, text + start, end - start);
		return;
	}
	head = first ? start : forward(text, start, end, AROUND);
	tail = last ? end : backward(text, start, end, AROUND);
	buffer_add(line, text + start, head - start);
	buffer_puts(line, "……");
	buffer_add(line, text + tail, end - tail);
}

static void
add_marked(struct buffer *line, const char *open, const char *text,
           size_t start, size_t end, const char *close)
{
	if (start == end)
		return;
	buffer_puts(line, open);
	buffer_add(line, text + start, end - start);
	buffer_puts(line, close);
}

static char *
marked_up(const struct difference *difference)
{
	const char *old = difference->old, *new = difference->new;
	struct buffer line = {0};
	size_t at = 0;

	for (size_t i = 0; i < difference->change_count; i++) {
		const struct text_change *its = &difference->changes[i];

		add_kept(&line, old, at, its->old_start, i == 0, false);
		add_marked(&line, GONE_OPEN, old, its->old_start, its->old_end,
		           GONE_CLOSE);
		add_marked(&line, NEW_OPEN, new, its->new_start, its->new_end,
		           NEW_CLOSE);
		at = its->old_end;
	}
	add_kept(&line, old, at, strlen(old), false, true);
	return buffer_take(&line);
}

static void
print_text(const struct printer *printer, const struct difference *difference)
{
	if (difference->old != NULL && difference->new != NULL) {
		char *line = marked_up(difference);

		put_wrapped(printer, "~ ", line);
		free(line);
	} else if (difference->old != NULL) {
		put_wrapped(printer, "- ", difference->old);
	} else {
		put_wrapped(printer, "+ ", difference->new);
	}
}

/* --- the whole --- */

/* The heading of a section, once, before its first difference. */
static void
begin_section(struct printer *printer, size_t at)
{
	const struct difference *its = &printer->differences->items[at];
	bool preamble = its->kind == DIFFERENCE_TEXT && its->section == NONE &&
	                (at == 0 || printer->differences->items[at - 1].kind !=
	                                    DIFFERENCE_TEXT);

	if (printer->begun && its->section == printer->section && !preamble)
		return;
	if (printer->begun)
		fputc('\n', printer->out);
	printer->begun = true;
	printer->section = its->section;
	if (its->kind == DIFFERENCE_CELL)
		print_table_head(printer, at,
		                 section_of(printer, its->section)->label);
	else if (its->section != NONE)
		put_wrapped(printer, "",
		            section_of(printer, its->section)->label);
	else
		put_wrapped(printer, "",
		            preamble ? _("Preamble") : _("Basics"));
}

static void
print_totals(const struct printer *printer)
{
	size_t counts[3] = {0};

	for (size_t i = 0; i < printer->differences->count; i++)
		counts[printer->differences->items[i].kind]++;
	fprintf(printer->out,
	        _("\nDifferent: fields %zu, cells %zu, "
	          "paragraphs %zu\n"),
	        counts[DIFFERENCE_FIELD], counts[DIFFERENCE_CELL],
	        counts[DIFFERENCE_TEXT]);
}

/* What stands over the figures of either report: its year, if that tells
 * them apart. */
static void
set_heads(struct printer *printer, const int years[2])
{
	for (size_t i = 0; i < 2; i++) {
		if (years[0] != years[1] && years[0] != 0 && years[1] != 0)
			snprintf(printer->heads[i], AMOUNT_TEXT, "%d",
			         years[i]);
		else
			snprintf(printer->heads[i], AMOUNT_TEXT, "%s",
			         i == 0 ? _("before") : _("after"));
	}
}

void
diff_print_text(const struct differences *differences,
                const char *const files[2], const int years[2], size_t columns,
                FILE *out)
{
	struct printer printer = {
		.differences = differences, .out = out, .columns = columns};

	if (differences->count == 0) {
		fputs(_("No differences\n"), out);
		return;
	}
	set_heads(&printer, years);
	put_wrapped(&printer, "- ", files[0]);
	put_wrapped(&printer, "+ ", files[1]);
	fputc('\n', out);
	for (size_t i = 0; i < differences->count; i++) {
		const struct difference *its = &differences->items[i];

		begin_section(&printer, i);
		if (its->kind == DIFFERENCE_CELL)
			print_cell(&printer, its);
		else if (its->kind == DIFFERENCE_FIELD)
			print_field(&printer, its);
		else
			print_text(&printer, its);
	}
	print_totals(&printer);
}
