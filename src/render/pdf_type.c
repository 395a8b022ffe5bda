/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "render/pdf_type.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

struct pdf_type
pdf_type_set(struct paper *paper, enum pdf_face face, size_t size,
             const char *text)
{
	struct pdf_type type = {.face = face, .size = size};
	struct buffer plain = {0};

	text_plain(&plain, text, strlen(text));
	type.length = plain.length;
	type.text = buffer_take(&plain);
	type.widths = xcalloc(type.length + 1, sizeof(*type.widths));
	paper_widths(paper, face, size, type.text, type.length, type.widths);
	return type;
}

void
pdf_type_free(struct pdf_type *type)
{
	free(type->text);
	free(type->widths);
	*type = (struct pdf_type){0};
}

size_t
pdf_type_width(const struct pdf_type *type, size_t start, size_t end)
{
	size_t width = 0;

	for (; start < end; start++)
		width += type->widths[start];
	return width;
}

static struct wrap
wrap_of(const struct pdf_type *type, size_t start, size_t end)
{
	return wrap_open_set(type->text + start, end - start,
	                     type->widths + start);
}

size_t
pdf_type_part(const struct pdf_type *type)
{
	struct wrap wrap = wrap_of(type, 0, type->length);
	size_t width = wrap_part(&wrap);

	wrap_close(&wrap);
	return width;
}

void
pdf_type_heights(const struct pdf_type *type, size_t unit, size_t least,
                 size_t count, size_t *heights)
{
	struct wrap wrap = wrap_of(type, 0, type->length);

	wrap_heights(&wrap, unit, least, count, heights);
	wrap_close(&wrap);
}

size_t
pdf_type_fold(const struct pdf_type *type, size_t room, size_t indent,
              struct text_line **lines)
{
	struct wrap wrap = wrap_of(type, 0, type->length);
	size_t count = wrap_lines(&wrap, room, indent, lines);

	wrap_close(&wrap);
	return count;
}

size_t
pdf_type_fold_evenly(const struct pdf_type *type, size_t start, size_t end,
                     size_t room, struct text_line **lines)
{
	struct wrap wrap = wrap_of(type, start, end);
	size_t count = wrap_evenly(&wrap, room, lines);

	wrap_close(&wrap);
	for (size_t i = 0; i < count; i++) {
		(*lines)[i].start += start;
		(*lines)[i].end += start;
	}
	return count;
}
