/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "base/markup.h"

#include <assert.h>
#include <string.h>

#include "base/text.h"

static void
end_tag(struct markup *markup)
{
	if (markup->in_tag)
		buffer_putc(markup->out, '>');
	markup->in_tag = false;
}

void
markup_start(struct markup *markup, const char *element)
{
	assert(markup->depth < MARKUP_DEPTH);
	end_tag(markup);
	buffer_putc(markup->out, '<');
	buffer_puts(markup->out, element);
	markup->open[markup->depth++] = element;
	markup->in_tag = true;
}

/* Could this begin, or be, a mark of Markdown? A point within a word is none. */
static bool
is_mark(const char *at)
{
	char c = at[0];

	if (c == '.')
		return at[1] == ' ' || at[1] == '.' || at[1] == '\0';
	return c > 0x20 && c < 0x7F && !(c >= '0' && c <= '9') &&
	       !(c >= 'A' && c <= 'Z') && !(c >= 'a' && c <= 'z');
}

static void
add_escaped(struct markup *markup, const char *text, bool shielded)
{
	struct buffer plain = {0};

	text_plain(&plain, text, strlen(text));
	for (size_t at = 0; at < plain.length;) {
		size_t run = strcspn(plain.data + at, "&<>\"'");
		char c;

		if (shielded) {
			run = 0;
			while (at + run < plain.length &&
			       !is_mark(plain.data + at + run))
				run++;
		}
		buffer_add(markup->out, plain.data + at, run);
		at += run;
		if (at >= plain.length)
			break;
		c = plain.data[at++];
		switch (c) {
		case '&':
			buffer_puts(markup->out, "&amp;");
			break;
		case '<':
			buffer_puts(markup->out, "&lt;");
			break;
		case '>':
			buffer_puts(markup->out, "&gt;");
			break;
		default:
			buffer_format(markup->out, "&#%d;", c);
		}
	}
	buffer_free(&plain);
}

void
markup_attribute(struct markup *markup, const char *name, const char *value)
{
	assert(markup->in_tag);
	buffer_putc(markup->out, ' ');
	buffer_puts(markup->out, name);
	buffer_puts(markup->out, "=\"");
	add_escaped(markup, value, false);
	buffer_putc(markup->out, '"');
}

void
markup_number(struct markup *markup, const char *name, size_t value)
{
	assert(markup->in_tag);
	buffer_format(markup->out, " %s=\"%zu\"", name, value);
}

void
markup_text(struct markup *markup, const char *text)
{
	end_tag(markup);
	add_escaped(markup, text, false);
}

void
markup_shielded(struct markup *markup, const char *text)
{
	end_tag(markup);
	add_escaped(markup, text, true);
}

void
markup_end(struct markup *markup)
{
	assert(markup->depth > 0);
	end_tag(markup);
	buffer_puts(markup->out, "</");
	buffer_puts(markup->out, markup->open[--markup->depth]);
	buffer_putc(markup->out, '>');
}

void
markup_end_void(struct markup *markup)
{
	assert(markup->depth > 0 && markup->in_tag);
	end_tag(markup);
	markup->depth--;
}

void
markup_end_empty(struct markup *markup)
{
	assert(markup->depth > 0 && markup->in_tag);
	buffer_puts(markup->out, "/>");
	markup->in_tag = false;
	markup->depth--;
}

void
markup_raw(struct markup *markup, const char *raw)
{
	end_tag(markup);
	buffer_puts(markup->out, raw);
}
