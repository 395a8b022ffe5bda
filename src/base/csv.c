/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "base/csv.h"

#include <string.h>

#include "base/text.h"

/* Spreadsheets of East Asia read the full-width marks like the others. A tab
 * or a line break before them is read over, and comes here as a blank. */
static bool
is_formula(const char *text, size_t length)
{
	size_t blanks = text_leading_blanks(text, length);
	char32_t first;

	if (blanks == length)
		return false;
	text_decode(text + blanks, length - blanks, &first);
	first = text_fold(first);
	return first == '=' || first == '+' || first == '-' || first == '@';
}

static void
add_field(struct csv *csv, const char *text, size_t length)
{
	bool quoted = length > 0 && (text[0] == ' ' || text[length - 1] == ' ');

	if (csv->in_line)
		buffer_putc(csv->out, ',');
	csv->in_line = true;
	if (!quoted && memchr(text, ',', length) == NULL &&
	    memchr(text, '"', length) == NULL) {
		buffer_add(csv->out, text, length);
		return;
	}
	buffer_putc(csv->out, '"');
	for (size_t i = 0; i < length; i++) {
		if (text[i] == '"')
			buffer_putc(csv->out, '"');
		buffer_putc(csv->out, text[i]);
	}
	buffer_putc(csv->out, '"');
}

void
csv_text(struct csv *csv, const char *text)
{
	struct buffer plain = {0};

	text_plain(&plain, text, strlen(text));
	if (is_formula(plain.data, plain.length))
		buffer_splice(&plain, 0, 0, "'", 1);
	add_field(csv, plain.data, plain.length);
	buffer_free(&plain);
}

void
csv_figure(struct csv *csv, const char *figure)
{
	add_field(csv, figure, strlen(figure));
}

void
csv_end(struct csv *csv)
{
	buffer_puts(csv->out, "\r\n");
	csv->in_line = false;
}
