/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "form/built.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/pattern.h"

struct form *
built_form_find(const char *path, const struct buffer *source)
{
	for (size_t i = 0; i < built_forms.count; i++) {
		const struct built_form *built = &built_forms.items[i];
		struct arena *arena;
		struct form *form;

		if (built->source_size != source->length ||
		    memcmp(built->source, source->data, source->length) != 0)
			continue;
		arena = arena_new();
		form = thaw(&built->frozen, arena);
		form->arena = arena;
		form->file = xstrdup(path);
		return form;
	}
	return NULL;
}

/* The form's arena, with nothing in it that lies elsewhere. */
static struct arena *
detached(struct form *form)
{
	struct arena *arena = form->arena;

	for (size_t i = 0; i < form->pattern_count; i++)
		pattern_release(form->patterns[i]);
	free(form->file);
	form->file = NULL;
	form->arena = NULL;
	return arena;
}

bool
built_form_freeze(struct form *form, struct form *again, struct frozen *frozen,
                  size_t *why)
{
	struct arena *arena = detached(form);
	struct arena *other = detached(again);
	bool frozen_well = freeze(arena, form, other, frozen, why);

	arena_free(arena);
	arena_free(other);
	return frozen_well;
}
