/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "render/render.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"
#include "base/wrap.h"
#include "render/text_table.h"

/* Two ideographic spaces, as Chinese paragraphs begin. */
#define INDENT "\u3000\u3000"
#define INDENT_COLUMNS 4

/* Adds the bytes of one line, which ends where its text does. */
static void
add_line(struct buffer *out, const char *text, const struct text_line *line)
{
	text_show(out, text + line->start, line->end - line->start);
	buffer_putc(out, '\n');
}

/* Adds lines set apart from the left: in the middle, or at the right. */
static void
add_apart(struct buffer *out, const char *text, bool centred,
          const struct render_options *options)
{
	struct text_line *lines;
	size_t count = text_wrap_evenly(text, strlen(text), options->width,
	                                options->ambiguous, &lines);
	size_t i;

	for (i = 0; i < count; i++) {
		size_t width = text_width(text + lines[i].start,
		                          lines[i].end - lines[i].start,
		                          options->ambiguous);
		size_t room =
			width < options->width ? options->width - width : 0;

		if (width > 0)
			buffer_fill(out, ' ', centred ? room / 2 : room);
		add_line(out, text, &lines[i]);
	}
	free(lines);
}

static void
add_paragraph(struct buffer *out, const char *text, bool indented,
              const struct render_options *options)
{
	struct text_line *lines;
	size_t count = text_wrap(text, strlen(text), options->width,
	                         indented ? INDENT_COLUMNS : 0,
	                         options->ambiguous, &lines);
	size_t i;

	if (indented)
		buffer_puts(out, INDENT);
	for (i = 0; i < count; i++)
		add_line(out, text, &lines[i]);
	free(lines);
}

/* Is there a blank line between two blocks? Paragraphs follow each other, and
 * a heading, without one. */
static bool
is_apart(const struct block *before, const struct block *block)
{
	switch (block->kind) {
	case BLOCK_TITLE:
	case BLOCK_DATE:
		return true;
	case BLOCK_HEADING:
		if (block->level == 1)
			return true;
		break;
	case BLOCK_TABLE:
		if (before->kind != BLOCK_HEADING)
			return true;
		break;
	case BLOCK_PARAGRAPH:
		break;
	}
	return before->kind == BLOCK_TITLE || before->kind == BLOCK_TABLE;
}

/* The block that is to come is the one marked, or the best one so far; `*seen`
 * counts those of its id. */
static void
mark_block(struct render_mark *mark, const struct block *block,
           const struct buffer *out, size_t *seen)
{
	if (!mark || !block->id || strcmp(block->id, mark->id) != 0)
		return;
	if ((*seen)++ <= mark->number)
		mark->line = text_lines(out);
}

static char *
too_narrow(size_t width, size_t least)
{
	if (least > RENDER_WIDTH_MAX)
		return xformat(_("the widest table needs %zu columns, and no "
		                 "more than %d are possible: is one of its "
		                 "figures too long?"),
		               least, RENDER_WIDTH_MAX);
	return xformat(_("the tables do not fit into %zu columns; the least "
	                 "width is %zu"),
	               width, least);
}

bool
render_text(const struct document *document,
            const struct render_options *options, struct buffer *out,
            char **why)
{
	size_t needed = 0;
	size_t seen = 0;
	size_t i;

	for (i = 0; i < document->count; i++) {
		const struct block *block = &document->blocks[i];
		size_t least;

		if (i > 0 && is_apart(block - 1, block))
			buffer_putc(out, '\n');
		mark_block(options->mark, block, out, &seen);
		switch (block->kind) {
		case BLOCK_TITLE:
			add_apart(out, block->text, true, options);
			break;
		case BLOCK_HEADING:
			add_paragraph(out, block->text, block->level > 1,
			              options);
			break;
		case BLOCK_PARAGRAPH:
			add_paragraph(out, block->text, true, options);
			break;
		case BLOCK_TABLE:
			/* Goes on, to name the least width of all tables. */
			if (!text_table(block->grid, options, out, &least) &&
			    least > needed)
				needed = least;
			break;
		case BLOCK_DATE:
			add_apart(out, block->text, false, options);
			break;
		}
	}
	if (needed > 0)
		*why = too_narrow(options->width, needed);
	return needed == 0;
}
