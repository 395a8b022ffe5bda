/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/prompt.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"

/* Longest text, in bytes. */
#define TEXT_MOST 2000

void
prompt_open(struct prompt *prompt, char *label, const char *text)
{
	prompt_close(prompt);
	prompt->label = label;
	buffer_puts(&prompt->text, text);
	prompt->caret = prompt->text.length;
	prompt->offered = prompt->text.length > 0;
}

void
prompt_close(struct prompt *prompt)
{
	free(prompt->label);
	buffer_free(&prompt->text);
	*prompt = (struct prompt){0};
}

const char *
prompt_text(const struct prompt *prompt)
{
	return buffer_text(&prompt->text);
}

/* --- drawing --- */

static size_t
before_caret(const struct prompt *prompt)
{
	return text_width(prompt_text(prompt) + prompt->from,
	                  prompt->caret - prompt->from, AMBIGUOUS_NARROW);
}

/* Keeps the caret, a column wide, in sight. */
static void
slide(struct prompt *prompt, size_t width)
{
	const char *text = prompt_text(prompt);

	if (prompt->from > prompt->caret)
		prompt->from = prompt->caret;
	while (prompt->from > 0 && before_caret(prompt) < width / 4)
		prompt->from =
			text_previous(text, prompt->text.length, prompt->from);
	while (prompt->from < prompt->caret && before_caret(prompt) >= width)
		prompt->from =
			text_next(text, prompt->text.length, prompt->from);
}

void
prompt_draw(struct prompt *prompt, struct area area)
{
	int label = (int)text_width(prompt->label, strlen(prompt->label),
	                            AMBIGUOUS_NARROW);
	int y = area.y + area.height - 1, x = area.x + 1, width;

	if (area.height == 1 && label > area.width / 2)
		label = area.width / 2;
	if (area.height == 1)
		x += label + 1;
	width = area.width - x - 1;
	paint_text(area.y, area.x, area.height == 1 ? label : area.width,
	           STYLE_TITLE, prompt->label);
	slide(prompt, (size_t)width);
	paint_text(y, x - 1, 1, STYLE_KEY, prompt->from > 0 ? "<" : ">");
	paint_text(y, x, width, STYLE_MARKED,
	           prompt_text(prompt) + prompt->from);
	prompt->y = y;
	prompt->x = x + (int)before_caret(prompt);
}

/* --- events --- */

/* In one line a line break is a blank. */
static void
insert(struct prompt *prompt, const char *text, size_t length)
{
	struct buffer line = {0};

	if (prompt->offered) {
		buffer_clear(&prompt->text);
		prompt->caret = 0;
		prompt->offered = false;
	}
	if (prompt->text.length + length > TEXT_MOST)
		return;
	for (size_t i = 0; i < length; i++)
		buffer_putc(&line,
		            text[i] == '\n' || text[i] == '\t' ? ' ' : text[i]);
	if (length > 0)
		buffer_splice(&prompt->text, prompt->caret, 0, line.data,
		              length);
	prompt->caret += length;
	buffer_free(&line);
}

static void
act(struct prompt *prompt, enum action action)
{
	const char *text = prompt_text(prompt);
	size_t length = prompt->text.length, caret = prompt->caret;
	size_t previous = caret > 0 ? text_previous(text, length, caret) : 0;
	size_t next = caret < length ? text_next(text, length, caret) : length;

	switch (action) {
	case ACTION_LEFT:
		prompt->caret = previous;
		break;
	case ACTION_RIGHT:
		prompt->caret = next;
		break;
	case ACTION_HOME:
	case ACTION_TOP:
		prompt->caret = 0;
		break;
	case ACTION_END:
	case ACTION_BOTTOM:
		prompt->caret = length;
		break;
	case ACTION_BACKSPACE:
		prompt->caret = previous;
		buffer_splice(&prompt->text, previous, caret - previous, "", 0);
		break;
	case ACTION_DELETE:
		buffer_splice(&prompt->text, caret, next - caret, "", 0);
		break;
	default:
		break;
	}
}

enum prompt_reply
prompt_event(struct prompt *prompt, const struct event *event)
{
	char bytes[4];

	if (event->kind == EVENT_CHARACTER) {
		insert(prompt, bytes, text_encode(event->character, bytes));
	} else if (event->kind == EVENT_PASTE) {
		insert(prompt, event->paste.data, event->paste.length);
	} else if (event->kind == EVENT_ACTION) {
		if (event->action == ACTION_ENTER)
			return PROMPT_DONE;
		if (event->action == ACTION_ESCAPE)
			return PROMPT_GIVEN_UP;
		prompt->offered = false;
		act(prompt, event->action);
	}
	return PROMPT_GOING;
}
