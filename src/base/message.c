/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "base/message.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "base/text.h"

/* A formatted text, owned by the caller. */
static char *
format_text(const char *format, va_list arguments)
{
	va_list again;
	size_t room;
	char *text;
	int length;

	va_copy(again, arguments);
	length = vsnprintf(NULL, 0, format, again);
	va_end(again);
	room = length < 0 ? 1 : (size_t)length + 1;
	text = xcalloc(room, 1);
	vsnprintf(text, room, format, arguments);
	return text;
}

void
problem_add(struct problems *problems, struct mark mark, const char *format,
            ...)
{
	struct problem *problem;
	va_list arguments;

	problems->items = grow(problems->items, &problems->capacity,
	                       problems->count + 1, sizeof(*problems->items));
	problem = &problems->items[problems->count++];
	problem->mark = mark;
	va_start(arguments, format);
	problem->text = format_text(format, arguments);
	va_end(arguments);
}

void
problems_free(struct problems *problems)
{
	for (size_t i = 0; i < problems->count; i++)
		free(problems->items[i].text);
	free(problems->items);
	*problems = (struct problems){0};
}

/* One write for a whole line, so that lines of two programs never mix. */
static void
write_line(struct buffer *line)
{
	buffer_putc(line, '\n');
	fwrite(line->data, 1, line->length, stderr);
}

void
message_error(const char *format, ...)
{
	struct buffer line = {0};
	va_list arguments;
	char *text;

	va_start(arguments, format);
	text = format_text(format, arguments);
	va_end(arguments);
	buffer_puts(&line, "nianbao: ");
	text_show(&line, text, strlen(text));
	write_line(&line);
	buffer_free(&line);
	free(text);
}

void
message_problems(const char *file, const struct problems *problems)
{
	struct buffer line = {0};

	for (size_t i = 0; i < problems->count; i++) {
		const struct problem *problem = &problems->items[i];

		buffer_clear(&line);
		text_show(&line, file, strlen(file));
		if (problem->mark.line > 0)
			buffer_format(&line, ":%zu:%zu", problem->mark.line,
			              problem->mark.column);
		buffer_puts(&line, ": ");
		text_show(&line, problem->text, strlen(problem->text));
		write_line(&line);
	}
	buffer_free(&line);
}
