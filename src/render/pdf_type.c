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

size_t
pdf_type_fold(const struct pdf_type *type, size_t room, size_t indent,
              struct text_line **lines)
{
	return text_wrap_set(type->text, type->length, type->widths, room,
	                     indent, lines);
}

size_t
pdf_type_fold_evenly(const struct pdf_type *type, size_t start, size_t end,
                     size_t room, struct text_line **lines)
{
	const char *text = type->text + start;
	const unsigned *widths = type->widths + start;
	size_t length = end - start;
	size_t count = text_wrap_set(text, length, widths, room, 0, lines);
	size_t narrow = count > 1 ? text_part_set(text, length, widths) : room;

	/* Between `narrow`, which may be too narrow, and `room`, which is not. */
	while (narrow < room) {
		size_t middle = narrow + (room - narrow) / 2;
		struct text_line *folded;

		if (text_wrap_set(text, length, widths, middle, 0, &folded) >
		    count) {
			narrow = middle + 1;
			free(folded);
			continue;
		}
		free(*lines);
		*lines = folded;
		room = middle;
	}
	for (size_t i = 0; i < count; i++) {
		(*lines)[i].start += start;
		(*lines)[i].end += start;
	}
	return count;
}
