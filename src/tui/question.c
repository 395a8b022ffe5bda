/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/question.h"

#include <curses.h>
#include <stdlib.h>

#include "base/memory.h"
#include "tui/frame.h"

struct question {
	struct layer layer;
	char *text;
	const struct answer *answers;
	size_t count;
};

static void
draw(struct layer *layer)
{
	const struct area area = frame_measure(LINES, COLS).findings;

	paint_blank(area);
	paint_wrapped(area, STYLE_TITLE, ((struct question *)layer)->text, 0);
}

static bool
event(struct layer *layer, struct screen *screen, const struct event *event)
{
	const struct question *question = (struct question *)layer;

	if (event->kind != EVENT_ACTION)
		return true;
	for (size_t i = 0; i < question->count; i++)
		if (question->answers[i].action == event->action) {
			question->answers[i].run(screen);
			return false;
		}
	return event->action != ACTION_ESCAPE;
}

static void
discard(struct layer *layer)
{
	free(((struct question *)layer)->text);
	free(layer);
}

struct layer *
question_new(char *text, const struct answer *answers, size_t count)
{
	static const struct layer_kind kind = {
		.draw = draw, .event = event, .free = discard};
	struct question *question = xcalloc(1, sizeof *question);

	question->layer.kind = &kind;
	question->text = text;
	question->answers = answers;
	question->count = count;
	return &question->layer;
}
