/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "report/history.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"

static void
free_step(struct history_step *step)
{
	for (size_t i = 0; i < step->count; i++)
		edit_free(&step->edits[i]);
	free(step->edits);
	free(step->name);
}

static void
forget_undone(struct history *history)
{
	while (history->count > history->done)
		free_step(&history->steps[--history->count]);
	if (history->saved != NONE && history->saved > history->done)
		history->saved = NONE;
}

void
history_free(struct history *history)
{
	history->done = 0;
	forget_undone(history);
	free(history->steps);
	*history = (struct history){0};
}

static void
put_in(struct history_step *step, struct edit edit)
{
	step->edits = grow(step->edits, &step->capacity, step->count + 1,
	                   sizeof *step->edits);
	step->edits[step->count++] = edit;
}

void
history_add(struct history *history, struct edit edit)
{
	struct history_step step = {0};

	forget_undone(history);
	put_in(&step, edit);
	history->steps = grow(history->steps, &history->capacity,
	                      history->count + 1, sizeof *history->steps);
	history->steps[history->count++] = step;
	history->done = history->count;
	history->open = true;
}

void
history_join(struct history *history, struct edit edit)
{
	assert(history->done > 0 && history->done == history->count);
	put_in(&history->steps[history->done - 1], edit);
	/* A step that grows is no longer the one that was saved. */
	if (history->saved == history->done)
		history->saved = NONE;
}

void
history_name(struct history *history, char *name)
{
	struct history_step *step = &history->steps[history->count - 1];

	free(step->name);
	step->name = name;
}

/* A word has ended: behind a blank, a line break, a mark of punctuation. */
static bool
ends_word(const char *text)
{
	size_t length = strlen(text);
	size_t last = length > 0 ? text_previous(text, length, length) : 0;
	char32_t character;

	if (length == 0)
		return false;
	text_decode(text + last, length - last, &character);
	return character == '\n' || text_is_blank(character) ||
	       text_is_punctuation(character);
}

bool
history_continues(const struct history *history, const struct edit *edit)
{
	const struct history_step *step;
	const struct edit *last;

	if (!history->open || history->done == 0 ||
	    history->done < history->count || history->saved == history->done)
		return false;
	step = &history->steps[history->done - 1];
	last = &step->edits[step->count - 1];
	if (step->name || strcmp(last->path, edit->path) != 0)
		return false;
	/* What was selected may have gone with the first character. */
	if (*edit->old == '\0' && *last->new != '\0')
		return edit->at == last->at + strlen(last->new) &&
		       !ends_word(last->new);
	if (*edit->new == '\0' && *last->new == '\0')
		return edit->at == last->at ||
		       edit->at + strlen(edit->old) == last->at;
	return false;
}

void
history_seal(struct history *history)
{
	history->open = false;
}

/* Edits that were made fit when they are taken back in the other order. */
static void
apply(struct report *report, const struct edit *edit, bool back)
{
	struct edit reverse = *edit;
	bool fits;

	if (back) {
		reverse.old = edit->new;
		reverse.new = edit->old;
	}
	fits = report_apply(report, &reverse);
	assert(fits);
	(void)fits;
}

const struct history_step *
history_undo(struct history *history, struct report *report)
{
	const struct history_step *step;

	if (history->done == 0)
		return NULL;
	step = &history->steps[--history->done];
	for (size_t i = step->count; i-- > 0;)
		apply(report, &step->edits[i], true);
	history->open = false;
	report->changed = !history_is_saved(history);
	return step;
}

const struct history_step *
history_redo(struct history *history, struct report *report)
{
	const struct history_step *step;

	if (history->done == history->count)
		return NULL;
	step = &history->steps[history->done++];
	for (size_t i = 0; i < step->count; i++)
		apply(report, &step->edits[i], false);
	history->open = false;
	report->changed = !history_is_saved(history);
	return step;
}

void
history_saved(struct history *history)
{
	history->saved = history->done;
	history->open = false;
}

bool
history_is_saved(const struct history *history)
{
	return history->saved == history->done;
}
