/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/paste_box.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "report/block.h"
#include "tui/picker.h"
#include "tui/screen.h"

/* No table is so large; placing much more would keep the clerk waiting. */
#define PASTE_MOST ((size_t)128 * 1024)

static void
drop(void *context)
{
	block_free(context);
	free(context);
}

static void
put_in(struct screen *screen, size_t id, void *context)
{
	struct session *session = screen_session(screen);
	const struct block *block = context;
	char *name = xformat(ngettext("%zu pasted figure", "%zu pasted figures",
	                              block->placed),
	                     block->placed);

	(void)id;
	session_begin(session);
	for (size_t i = 0; i < block->count; i++) {
		const struct block_item *item = &block->items[i];

		if (item->fate == BLOCK_PLACED)
			session_apply(session,
			              edit_value(session->report, item->cell,
			                         item->figure));
	}
	session_end(session, name);
	screen_say(screen, xformat(ngettext("%zu figure was pasted; Ctrl+Z "
	                                    "takes it back",
	                                    "%zu figures were pasted; Ctrl+Z "
	                                    "takes them back",
	                                    block->placed),
	                           block->placed));
}

static char *
shown(const char *text)
{
	struct buffer out = {0};

	text_show(&out, text, strlen(text));
	return buffer_take(&out);
}

static void
add_heading(struct picker_rows *rows, char *text)
{
	struct picker_row *row = picker_add(rows);

	row->heading = true;
	row->text = text;
}

static void
add_placed(struct picker_rows *rows, const struct session *session,
           const struct block_item *item)
{
	const struct cell *cell = &session->form->cells[item->cell];
	const struct value *value = &session->report->values[item->cell];
	char *name = place_name(session->form, cell->section, cell->row,
	                        cell->column);
	struct picker_row *row = picker_add(rows);

	if (value->state == VALUE_BLANK)
		row->text = xformat("%s  %s", name, item->figure);
	else if (strcmp(value->text, item->figure) == 0)
		row->text = xformat(_("%s  %s, as it is"), name, item->figure);
	else
		row->text =
			xformat("%s  %s → %s", name, value->text, item->figure);
	row->style = value->state == VALUE_BLANK ||
	                             strcmp(value->text, item->figure) != 0
	                     ? STYLE_PLAIN
	                     : STYLE_DIM;
	free(name);
}

static void
add_left(struct picker_rows *rows, const struct block_item *item)
{
	static const char *const reasons[] = {
		[BLOCK_NO_FIGURE] = N_("is no figure"),
		[BLOCK_NO_CELL] = N_("there is no cell for it"),
		[BLOCK_NO_ROW] = N_("no row of this table is called so"),
	};
	char *text = shown(item->text);
	struct picker_row *row = picker_add(rows);

	row->text = xformat(_("line %zu: “%s”"), item->line + 1, text);
	row->aside = xstrdup(_(reasons[item->fate]));
	row->refusal =
		xstrdup(_("this stays out; Enter on a figure puts in all "
	                  "that has a place"));
	free(text);
}

static struct picker_rows
rows_of(const struct session *session, const struct block *block)
{
	struct picker_rows rows = {0};

	for (size_t i = 0; i < block->count; i++)
		if (block->items[i].fate == BLOCK_PLACED)
			add_placed(&rows, session, &block->items[i]);
	if (block->placed < block->count)
		add_heading(&rows, xstrdup(_("What stays out")));
	for (size_t i = 0; i < block->count; i++)
		if (block->items[i].fate != BLOCK_PLACED)
			add_left(&rows, &block->items[i]);
	return rows;
}

void
paste_box_open(struct screen *screen, const struct buffer *text)
{
	struct session *session = screen_session(screen);
	struct block *block;
	struct page_focus focus;

	screen_commit(screen);
	if (text->length > PASTE_MOST) {
		screen_say(screen,
		           xformat(_("what was pasted is too long for a "
		                     "table (%zu KiB, at most %zu); "
		                     "nothing was changed"),
		                   text->length / 1024, PASTE_MOST / 1024));
		return;
	}
	block = xcalloc(1, sizeof *block);
	focus = screen_focus(screen);
	block_place(block, session->form, focus.section,
	            focus.cell != NONE
	                    ? focus.cell
	                    : session->form->sections[focus.section].first_cell,
	            text->data, text->length);
	if (block->placed == 0) {
		screen_say(screen, xstrdup(_("nothing of what was pasted has a "
		                             "place in this table; nothing was "
		                             "changed")));
		drop(block);
		return;
	}
	screen_open(screen,
	            picker_new((struct picker_look){
			    .title = xformat(
				    _("Paste: %zu figures go in, %zu stay "
	                              "out; %s. Enter puts them in"),
				    block->placed, block->count - block->placed,
				    block->by_labels ? _("by the labels")
						     : _("from this cell on")),
			    .rows = rows_of(session, block),
			    .id = NONE,
			    .empty = _("no pasted figure is like that"),
			    .chosen = put_in,
			    .context = block,
			    .drop = drop,
		    }));
}
