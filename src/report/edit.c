/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "report/explained.h"
#include "report/value.h"

struct edit
edit_value(const struct report *report, size_t cell, const char *text)
{
	struct value value = {.state = VALUE_BLANK};
	struct edit edit = {.at = 0};

	value_set(&value, text, strlen(text));
	edit.path = xstrdup(report->form->cells[cell].path);
	edit.old = xstrdup(value_text(&report->values[cell]));
	edit.new = xstrdup(value_text(&value));
	free(value.text);
	return edit;
}

struct edit
edit_text(const struct report *report, size_t text, size_t at, size_t removed,
          const char *inserted, size_t length)
{
	const struct buffer *buffer = &report->texts[text];
	struct edit edit;

	if (at > buffer->length)
		at = buffer->length;
	if (removed > buffer->length - at)
		removed = buffer->length - at;
	edit.path = xstrdup(report_text_path(report, text));
	edit.at = at;
	edit.old = removed > 0 ? xstrndup(buffer->data + at, removed)
	                       : xstrdup("");
	edit.new = xstrndup(inserted, length);
	return edit;
}

static bool
apply_text(struct buffer *buffer, const struct edit *edit)
{
	size_t removed = strlen(edit->old);

	if (edit->at > buffer->length || removed > buffer->length - edit->at)
		return false;
	if (removed > 0 &&
	    memcmp(buffer->data + edit->at, edit->old, removed) != 0)
		return false;
	buffer_splice(buffer, edit->at, removed, edit->new, strlen(edit->new));
	return true;
}

bool
report_apply(struct report *report, const struct edit *edit)
{
	struct report_place place =
		report_find(report, edit->path, strlen(edit->path));

	switch (place.kind) {
	case PLACE_TEXT:
		if (!apply_text(&report->texts[place.index], edit))
			return false;
		break;
	case PLACE_VALUE:
		if (edit->at != 0 ||
		    strcmp(value_text(&report->values[place.index]),
		           edit->old) != 0)
			return false;
		value_set(&report->values[place.index], edit->new,
		          strlen(edit->new));
		break;
	default:
		if (strcmp(edit->path, "explained") != 0 ||
		    !explained_apply(report, edit))
			return false;
	}
	if (strcmp(edit->old, edit->new) != 0)
		report->changed = true;
	return true;
}

void
edit_free(struct edit *edit)
{
	free(edit->path);
	free(edit->old);
	free(edit->new);
	*edit = (struct edit){0};
}
