/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "report/block_read.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "base/text.h"

#define FIGURE_CHARACTERS "0123456789,.+-"

static void
put_cell(struct block_line *line, const char *text, size_t length)
{
	size_t start = text_leading_blanks(text, length);

	length -= start;
	if (length > 0)
		length -= text_trailing_blanks(text + start, length);
	line->cells = grow(line->cells, &line->capacity, line->count + 1,
	                   sizeof *line->cells);
	line->cells[line->count++] = xstrndup(text + start, length);
}

static void
free_line(struct block_line *line)
{
	for (size_t i = 0; i < line->count; i++)
		free(line->cells[i]);
	free(line->cells);
}

static bool
is_empty(const struct block_line *line)
{
	for (size_t i = 0; i < line->count; i++)
		if (*line->cells[i])
			return false;
	return true;
}

static void
put_line(struct block_lines *lines, struct block_line *line)
{
	if (is_empty(line)) {
		free_line(line);
	} else {
		lines->items = grow(lines->items, &lines->capacity,
		                    lines->count + 1, sizeof *lines->items);
		lines->items[lines->count++] = *line;
	}
	*line = (struct block_line){0};
}

/* A quoted cell; returns the bytes it takes, 0 if it never ends. */
static size_t
read_quoted(struct buffer *cell, const char *text, size_t length)
{
	for (size_t at = 1; at < length; at++) {
		if (text[at] != '"')
			buffer_putc(cell, text[at] == '\n' ? ' ' : text[at]);
		else if (at + 1 < length && text[at + 1] == '"')
			buffer_putc(cell, text[at++]);
		else
			return at + 1;
	}
	return 0;
}

/* A cell to the next tab or line break; returns the bytes it takes. */
static size_t
read_cell(struct block_line *line, const char *text, size_t length)
{
	struct buffer quoted = {0};
	size_t taken = 0, end;

	if (length > 0 && text[0] == '"')
		taken = read_quoted(&quoted, text, length);
	for (end = taken;
	     end < length && text[end] != '\t' && text[end] != '\n'; end++)
		;
	if (taken > 0)
		put_cell(line, buffer_text(&quoted), quoted.length);
	else
		put_cell(line, text, end);
	buffer_free(&quoted);
	return end;
}

static void
read_tabbed(struct block_lines *lines, const char *text, size_t length)
{
	struct block_line line = {0};
	size_t at = 0;

	while (at <= length) {
		at += read_cell(&line, text + at, length - at);
		if (at >= length || text[at] == '\n')
			put_line(lines, &line);
		at++;
	}
}

/* A unit behind a figure has at most so many characters. */
#define UNIT_CHARACTERS 2

bool
block_looks_numeric(const char *cell)
{
	size_t length = strlen(cell), at = 0;
	char32_t last = 0;

	while (at < length) {
		char32_t character;
		size_t bytes = text_decode(cell + at, length - at, &character);

		character = text_fold(character);
		if (character >= 0x80 || character == 0 ||
		    !strchr(FIGURE_CHARACTERS " ", (int)character))
			break;
		last = character == ' ' ? last : character;
		at += bytes;
	}
	if (last == 0 || (last == '.' && at < length))
		return false;
	return text_characters(cell + at, length - at) <= UNIT_CHARACTERS;
}

static bool
only_figures(const char *text, size_t length)
{
	for (size_t at = 0; at < length;) {
		char32_t character;

		at += text_decode(text + at, length - at, &character);
		character = text_fold(character);
		if (!text_is_blank(character) && character != '\n' &&
		    !(character < 0x80 && character > 0 &&
		      strchr(FIGURE_CHARACTERS, (int)character)))
			return false;
	}
	return true;
}

/* Blanks become tabs: figures copied from a page that knows no cells. */
static void
read_blanks(struct block_lines *lines, const char *text, size_t length)
{
	struct buffer tabbed = {0};
	bool gap = true;

	for (size_t at = 0; at < length;) {
		char32_t character;
		size_t bytes = text_decode(text + at, length - at, &character);
		bool blank = text_is_blank(character) && character != '\n';

		if (!blank)
			buffer_add(&tabbed, text + at, bytes);
		else if (!gap)
			buffer_putc(&tabbed, '\t');
		gap = blank || character == '\n';
		at += bytes;
	}
	if (tabbed.length > 0)
		read_tabbed(lines, tabbed.data, tabbed.length);
	buffer_free(&tabbed);
}

void
block_lines_read(struct block_lines *lines, const char *text, size_t length)
{
	if (length == 0)
		return;
	if (!memchr(text, '\t', length) && only_figures(text, length))
		read_blanks(lines, text, length);
	else
		read_tabbed(lines, text, length);
}

void
block_lines_free(struct block_lines *lines)
{
	for (size_t i = 0; i < lines->count; i++)
		free_line(&lines->items[i]);
	free(lines->items);
	*lines = (struct block_lines){0};
}
