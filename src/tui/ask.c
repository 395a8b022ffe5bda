/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/ask.h"

#include <curses.h>
#include <stdlib.h>

#include "base/memory.h"
#include "tui/frame.h"
#include "tui/prompt.h"
#include "tui/screen.h"

struct ask {
	struct layer layer;
	struct prompt prompt;
	ask_answer *answer;
	void *context;
	void (*drop)(void *context);
};

static void
draw(struct layer *layer)
{
	const struct area area = frame_measure(LINES, COLS).name;

	paint_blank(area);
	prompt_draw(&((struct ask *)layer)->prompt, area);
}

static bool
event(struct layer *layer, struct screen *screen, const struct event *event)
{
	struct ask *ask = (struct ask *)layer;
	char *why;

	screen_say(screen, NULL);
	switch (prompt_event(&ask->prompt, event)) {
	case PROMPT_DONE:
		why = ask->answer(screen, prompt_text(&ask->prompt),
		                  ask->context);
		if (why)
			screen_say(screen, why);
		return why != NULL;
	case PROMPT_GIVEN_UP:
		return false;
	default:
		return true;
	}
}

static void
cursor(const struct layer *layer, int *y, int *x)
{
	const struct ask *ask = (const struct ask *)layer;

	*y = ask->prompt.y;
	*x = ask->prompt.x;
}

static void
discard(struct layer *layer)
{
	struct ask *ask = (struct ask *)layer;

	prompt_close(&ask->prompt);
	if (ask->drop)
		ask->drop(ask->context);
	free(ask);
}

struct layer *
ask_new(char *label, const char *text, ask_answer *answer, void *context,
        void (*drop)(void *context))
{
	static const struct layer_kind kind = {.draw = draw,
	                                       .event = event,
	                                       .cursor = cursor,
	                                       .free = discard};
	struct ask *ask = xcalloc(1, sizeof *ask);

	ask->layer.kind = &kind;
	ask->answer = answer;
	ask->context = context;
	ask->drop = drop;
	prompt_open(&ask->prompt, label, text);
	return &ask->layer;
}
