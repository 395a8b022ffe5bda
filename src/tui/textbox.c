/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/textbox.h"

#include <stdlib.h>

#include "base/memory.h"
#include "tui/popup.h"

struct textbox {
	struct layer layer;
	struct popup popup;
};

static void
draw(struct layer *layer)
{
	popup_draw(&((struct textbox *)layer)->popup);
}

static bool
event(struct layer *layer, struct screen *screen, const struct event *event)
{
	struct textbox *box = (struct textbox *)layer;

	(void)screen;
	popup_event(&box->popup, event);
	return box->popup.text != NULL;
}

static void
discard(struct layer *layer)
{
	popup_close(&((struct textbox *)layer)->popup);
	free(layer);
}

struct layer *
textbox_new(char *title, char *text)
{
	static const struct layer_kind kind = {
		.draw = draw, .event = event, .free = discard};
	struct textbox *box = xcalloc(1, sizeof *box);

	box->layer.kind = &kind;
	popup_open(&box->popup, title, text);
	return &box->layer;
}
