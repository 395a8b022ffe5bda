/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "render/render.h"

#include <string.h>

#include "base/text.h"
#include "render/html_table.h"

/* --- text --- */

static bool
is_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* The mark of a list, as `1.`, `iv)` or `(a)`: the bytes before its last
 * character, or 0 if the text begins with none. */
static size_t
list_mark(const char *text)
{
	size_t start = text[0] == '(';
	size_t at = start;

	while (is_letter(text[at]) || (text[at] >= '0' && text[at] <= '9'))
		at++;
	if (at == start || (text[at] != '.' && text[at] != ')'))
		return 0;
	return text[at + 1] == '\0' || text[at + 1] == ' ' ? at : 0;
}

/*
 * Would CommonMark, GitHub's or pandoc's Markdown read the character at `at` as
 * anything but itself? Quotes, runs of - and of . are among what pandoc
 * replaces by better ones.
 */
static bool
is_marking(const char *text, size_t at)
{
	char before = at > 0 ? text[at - 1] : '\0';
	char c = text[at];

	switch (c) {
	case '-':
	case '.':
		return (c == '-' && at == 0) || before == c ||
		       text[at + 1] == c;
	case '+':
		return at == 0;
	case ':':
		return at == 0 || is_letter(before);
	default:
		return c != '\0' && strchr("\\`*_{}[]<>#~^$@&|\"'", c) != NULL;
	}
}

static void
add_text(struct buffer *out, const char *text)
{
	struct buffer plain = {NULL, 0, 0};
	size_t mark;

	text_plain(&plain, text, strlen(text));
	mark = list_mark(plain.data);
	for (size_t at = 0; at < plain.length; at++) {
		if ((mark > 0 && at == mark) || is_marking(plain.data, at))
			buffer_putc(out, '\\');
		buffer_putc(out, plain.data[at]);
	}
	buffer_free(&plain);
}

static void
add_line(struct buffer *out, const char *before, const char *text)
{
	buffer_puts(out, before);
	add_text(out, text);
	buffer_putc(out, '\n');
}

/* --- tables --- */

/* Can Markdown's own tables show it: one line of heads, nothing merged? */
static bool
is_simple(const struct grid *grid)
{
	if (grid->head_lines != 1)
		return false;
	for (size_t i = 0; i < grid->lines * grid->columns; i++) {
		const struct grid_cell *cell = &grid->cells[i];

		if (cell->origin != i || cell->across > 1 || cell->down > 1 ||
		    (cell->head && i >= grid->columns))
			return false;
	}
	return true;
}

static void
add_simple_table(struct buffer *out, const struct grid *grid)
{
	for (size_t line = 0; line < grid->lines; line++) {
		for (size_t column = 0; column < grid->columns; column++) {
			buffer_puts(out, "| ");
			add_text(out, grid_at(grid, line, column)->text);
			buffer_putc(out, ' ');
		}
		buffer_puts(out, "|\n");
		if (line > 0)
			continue;
		for (size_t column = 0; column < grid->columns; column++)
			buffer_puts(out, "| --- ");
		buffer_puts(out, "|\n");
	}
}

static void
add_table(struct buffer *out, const struct grid *grid)
{
	struct markup markup = {.out = out};
	/* Some readers look for Markdown in cells, too. */
	const struct html_table how = {.shielded = true};

	if (is_simple(grid))
		add_simple_table(out, grid);
	else
		html_table(&markup, grid, &how);
}

bool
render_markdown(const struct document *document,
                const struct render_options *options, struct buffer *out,
                char **why)
{
	(void)options;
	(void)why;
	for (size_t i = 0; i < document->count; i++) {
		const struct block *block = &document->blocks[i];

		if (i > 0)
			buffer_putc(out, '\n');
		switch (block->kind) {
		case BLOCK_TITLE:
			add_line(out, "# ", block->text);
			break;
		case BLOCK_HEADING:
			add_line(out, block->level == 1 ? "## " : "### ",
			         block->text);
			break;
		case BLOCK_PARAGRAPH:
		case BLOCK_DATE:
			add_line(out, "", block->text);
			break;
		case BLOCK_TABLE:
			add_table(out, block->grid);
			break;
		}
	}
	return true;
}
