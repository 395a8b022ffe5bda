/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/table_page.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "report/block.h"
#include "tui/table_words.h"

/* The ideographic full stop, which a Chinese input method gives for a point. */
#define IDEOGRAPHIC_STOP 0x3002

static void
say(struct table_page *page, const char *message)
{
	free(page->page.message);
	page->page.message = xstrdup(message);
}

static void
set_value(struct table_page *page, const char *text)
{
	struct session *session = page->page.session;

	session_apply(session, edit_value(session->report, page->cell, text));
	table_page_update(page, page->size);
}

static void
begin_entry(struct table_page *page, const char *text)
{
	table_page_update(page, page->size);
	table_fields_begin(page->fields, table_page_place(page), text);
	page->entry = true;
	page->touched = false;
	page->in_place = false;
}

void
table_entry_cancel(struct table_page *page)
{
	page->dropped = false;
	if (!page->entry)
		return;
	table_fields_end(page->fields);
	page->entry = false;
	table_page_show(page, table_page_place(page));
}

void
table_entry_commit(struct table_page *page)
{
	bool dropped = page->dropped;
	char *text;

	page->dropped = false;
	if (!page->entry)
		return;
	text = table_fields_text(page->fields);
	table_entry_cancel(page);
	if (page->touched)
		set_value(page, text);
	/* Who types without looking sees it in the next cell at the latest. */
	if (page->touched && dropped) {
		free(page->page.message);
		page->page.message =
			xformat(_("what is no digit was left out: %s was put "
		                  "in; Ctrl+Z takes it back"),
		                *text ? text : _("blank"));
	}
	free(text);
}

void
table_entry_edit(struct table_page *page)
{
	const struct value *value =
		&page->page.session->report->values[page->cell];
	const char *text = value->state == VALUE_BLANK ? "" : value->text;

	if (!page->entry) {
		for (const char *c = text; *c; c++)
			if (*c < ' ' || *c > '~') {
				say(page, _("this is no figure: type the "
				            "right one in its place"));
				return;
			}
		begin_entry(page, text);
	}
	page->in_place = true;
}

static void
type_digit(struct table_page *page, char character)
{
	if (!page->entry)
		begin_entry(page, "");
	page->touched = true;
	if (!table_fields_character(page->fields, character))
		say(page, _("no figure is that long"));
	else if (page->dropped)
		say(page, _("a figure is wanted here: digits only"));
}

/* Said again with each digit of the entry, which may come at once. */
static void
refuse_character(struct table_page *page)
{
	page->dropped = true;
	say(page, _("a figure is wanted here: digits only"));
}

/* How a value and what is to be said of it are found. */
typedef char *cell_source(const struct session *session, size_t cell,
                          char **message);

static void
take(struct table_page *page, cell_source *source)
{
	char *message, *text;

	table_entry_cancel(page);
	text = source(page->page.session, page->cell, &message);
	if (text)
		set_value(page, text);
	say(page, message);
	free(text);
	free(message);
}

void
table_entry_take(struct table_page *page)
{
	take(page, cell_take);
}

void
table_entry_take_last(struct table_page *page)
{
	take(page, cell_take_last);
}

void
table_entry_fill_zeros(struct table_page *page)
{
	struct session *session = page->page.session;
	const struct section *section =
		&session->form->sections[page->page.section];
	size_t filled = 0;

	table_entry_commit(page);
	session_begin(session);
	for (size_t i = 0; i < section->cell_count; i++) {
		size_t cell = section->first_cell + i;

		if (session->report->values[cell].state != VALUE_BLANK ||
		    cell_is_computed(session, cell))
			continue;
		session_apply(session, edit_value(session->report, cell, "0"));
		filled++;
	}
	session_end(session,
	            xformat(ngettext("%zu blank cell filled with 0",
	                             "%zu blank cells filled with 0", filled),
	                    filled));
	free(page->page.message);
	page->page.message =
		filled == 0
			? xstrdup(_("no cell of this table is blank but "
	                            "those that are computed: = takes "
	                            "their values"))
			: xformat(ngettext("%zu blank cell was filled with 0; "
	                                   "totals stay as they are",
	                                   "%zu blank cells were filled with "
	                                   "0; totals stay as they are",
	                                   filled),
	                          filled);
}

void
table_entry_turn(struct table_page *page)
{
	struct session *session = page->page.session;

	session->across = !session->across;
	say(page, session->across ? _("Enter now goes along the row")
	                          : _("Enter now goes down the column"));
}

void
table_entry_type(struct table_page *page, char32_t character)
{
	char32_t plain = text_fold(character);

	if (plain == IDEOGRAPHIC_STOP)
		plain = '.';
	if (plain < 0x80 && key_action((int)plain) == ACTION_TAKE)
		table_entry_take(page);
	else if ((plain >= '0' && plain <= '9') || plain == '-' ||
	         plain == '.' || plain == ',')
		type_digit(page, (char)plain);
	else
		refuse_character(page);
}

void
table_entry_paste(struct table_page *page, const struct buffer *pasted)
{
	const struct cell *cell = &page->page.session->form->cells[page->cell];
	size_t blanks = text_leading_blanks(pasted->data, pasted->length);
	char *text = pasted->length > 0
	                     ? block_figure(cell, pasted->data, pasted->length)
	                     : NULL;

	if (!text) {
		say(page,
		    pasted->length == blanks
		            ? _("nothing was pasted")
		            : _("what was pasted is no figure; nothing was "
		                "changed"));
		return;
	}
	table_entry_cancel(page);
	set_value(page, text);
	free(text);
}

void
table_entry_backspace(struct table_page *page)
{
	if (page->entry) {
		page->touched = true;
		table_fields_request(page->fields, ENTRY_BACKSPACE);
	} else {
		set_value(page, "");
	}
}

void
table_entry_delete(struct table_page *page)
{
	if (page->entry && page->in_place) {
		page->touched = true;
		table_fields_request(page->fields, ENTRY_DELETE);
	} else {
		table_entry_cancel(page);
		set_value(page, "");
	}
}

bool
table_entry_move(struct table_page *page, enum action action)
{
	static const struct {
		enum action action;
		enum entry_request request;
	} moves[] = {{ACTION_LEFT, ENTRY_LEFT},
	             {ACTION_RIGHT, ENTRY_RIGHT},
	             {ACTION_HOME, ENTRY_START},
	             {ACTION_END, ENTRY_END},
	             {ACTION_WORD_LEFT, ENTRY_START},
	             {ACTION_WORD_RIGHT, ENTRY_END}};

	if (!page->entry || !page->in_place)
		return false;
	for (size_t i = 0; i < sizeof moves / sizeof moves[0]; i++)
		if (moves[i].action == action) {
			table_fields_request(page->fields, moves[i].request);
			return true;
		}
	return false;
}
