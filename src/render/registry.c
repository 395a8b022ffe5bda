/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "render/render.h"

#include <string.h>

const struct renderer renderers[] = {
	{.name = "text", .ending = ".txt", .render = render_text},
	{.name = NULL},
};

const struct renderer *
renderer_named(const char *name)
{
	const struct renderer *renderer;

	for (renderer = renderers; renderer->name != NULL; renderer++)
		if (strcmp(renderer->name, name) == 0)
			return renderer;
	return NULL;
}

const struct renderer *
renderer_for(const char *file)
{
	const struct renderer *renderer;
	size_t length = strlen(file);

	for (renderer = renderers; renderer->name != NULL; renderer++) {
		size_t ending = strlen(renderer->ending);

		if (length > ending &&
		    strcmp(file + length - ending, renderer->ending) == 0)
			return renderer;
	}
	return NULL;
}
