/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_LAYER_H
#define TUI_LAYER_H

/*
 * What lies over the page until it is answered or closed: a text, a list, a
 * question, a line asked for. Layers are stacked; the top one has the keys.
 */

#include <stdbool.h>

#include "tui/input.h"

struct screen;
struct layer;

struct layer_kind {
	/* Called from the lowest layer up, before every flush. */
	void (*draw)(struct layer *layer);
	/* False once the layer is done with: the screen frees it then. It may
	 * open other layers and call all of tui/screen.h. */
	bool (*event)(struct layer *layer, struct screen *screen,
	              const struct event *event);
	/* The caret's place; NULL: it is hidden. */
	void (*cursor)(const struct layer *layer, int *y, int *x);
	void (*free)(struct layer *layer);
};

/* The first member of every layer. */
struct layer {
	const struct layer_kind *kind;
	struct layer *below;
};

#endif
