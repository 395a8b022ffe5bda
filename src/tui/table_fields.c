/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/table_fields.h"

#include <form.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "tui/canvas.h"

/* Longest entry, in characters. */
#define ENTRY_MAX 40

struct table_fields {
	WINDOW *pad;
	FORM *form;
	FIELD **fields; /* one per place, then NULL */
	int *widths;
	char **shown; /* what each was last made to show; NULL: unknown */
	size_t count;
};

static FIELD *
make_field(const struct view_place *place)
{
	FIELD *field =
		new_field(1, place->width, (int)place->line, place->x, 0, 0);

	if (!field)
		return NULL;
	/* Fixed fields cut a figure that is longer than they are wide. */
	field_opts_off(field, O_STATIC | O_AUTOSKIP | O_BLANK);
	set_max_field(field, ENTRY_MAX);
	return field;
}

struct table_fields *
table_fields_new(const struct table_view *view)
{
	struct table_fields *made = xcalloc(1, sizeof *made);

	made->fields = xcalloc(view->place_count + 1, sizeof(FIELD *));
	made->widths = xcalloc(view->place_count + 1, sizeof *made->widths);
	made->shown = xcalloc(view->place_count + 1, sizeof(char *));
	for (size_t i = 0; i < view->place_count; i++) {
		made->fields[i] = make_field(&view->places[i]);
		if (!made->fields[i])
			break;
		made->widths[i] = view->places[i].width;
		made->count++;
	}
	made->pad =
		newpad((int)view->line_count + 1, view_columns_width(view) + 1);
	made->form = new_form(made->fields);
	if (made->form && made->pad) {
		set_form_win(made->form, made->pad);
		set_form_sub(made->form, made->pad);
		form_opts_off(made->form, O_NL_OVERLOAD | O_BS_OVERLOAD);
		post_form(made->form);
	}
	return made;
}

void
table_fields_free(struct table_fields *fields)
{
	if (!fields)
		return;
	if (fields->form) {
		unpost_form(fields->form);
		free_form(fields->form);
	}
	for (size_t i = 0; i < fields->count; i++) {
		free_field(fields->fields[i]);
		free(fields->shown[i]);
	}
	if (fields->pad)
		delwin(fields->pad);
	free(fields->fields);
	free(fields->widths);
	free(fields->shown);
	free(fields);
}

/* Fields that grow cannot be justified by the library: blanks do it. */
void
table_fields_show(struct table_fields *fields, size_t place, const char *figure)
{
	char *text;

	if (place >= fields->count ||
	    (fields->shown[place] && strcmp(fields->shown[place], figure) == 0))
		return;
	free(fields->shown[place]);
	fields->shown[place] = xstrdup(figure);
	text = xformat("%*s", fields->widths[place], figure);
	set_field_buffer(fields->fields[place], 0, text);
	free(text);
}

void
table_fields_begin(struct table_fields *fields, size_t place, const char *text)
{
	if (place >= fields->count)
		return;
	free(fields->shown[place]);
	fields->shown[place] = NULL;
	set_current_field(fields->form, fields->fields[place]);
	set_field_back(fields->fields[place], A_UNDERLINE);
	form_driver(fields->form, REQ_CLR_FIELD);
	/* Typed, so that the field grows and the caret ends up behind it. */
	for (; *text; text++)
		table_fields_character(fields, *text);
	form_driver(fields->form, REQ_VALIDATION);
}

/* The entry's text and its length without blanks at the end, as of the last
 * REQ_VALIDATION. Valid until the next call: field_buffer() frees what it
 * returned before. */
static const char *
entry_text(const struct table_fields *fields, size_t *length)
{
	const char *text = field_buffer(current_field(fields->form), 0);

	if (!text)
		text = "";
	*length = strlen(text);
	while (*length > 0 && text[*length - 1] == ' ')
		(*length)--;
	return text;
}

static size_t
entry_length(const struct table_fields *fields)
{
	size_t length;

	entry_text(fields, &length);
	return length;
}

bool
table_fields_character(struct table_fields *fields, char character)
{
	bool done = entry_length(fields) < ENTRY_MAX - 1 &&
	            form_driver(fields->form, character) == E_OK;

	form_driver(fields->form, REQ_VALIDATION);
	return done;
}

bool
table_fields_request(struct table_fields *fields, enum entry_request request)
{
	static const int requests[] = {
		[ENTRY_LEFT] = REQ_PREV_CHAR,  [ENTRY_RIGHT] = REQ_NEXT_CHAR,
		[ENTRY_START] = REQ_BEG_FIELD, [ENTRY_END] = REQ_END_FIELD,
		[ENTRY_DELETE] = REQ_DEL_CHAR, [ENTRY_BACKSPACE] = REQ_DEL_PREV,
	};
	bool done;

	if (!fields->form)
		return false;
	/* Behind the last character the library would let a field grow. */
	if (request == ENTRY_RIGHT &&
	    (size_t)fields->form->curcol >= entry_length(fields))
		return false;
	done = form_driver(fields->form, requests[request]) == E_OK;
	form_driver(fields->form, REQ_VALIDATION);
	return done;
}

char *
table_fields_text(const struct table_fields *fields)
{
	size_t length, start = 0;
	const char *text = entry_text(fields, &length);

	while (start < length && text[start] == ' ')
		start++;
	return xstrndup(text + start, length - start);
}

int
table_fields_caret(const struct table_fields *fields)
{
	pos_form_cursor(fields->form);
	return getcurx(fields->pad);
}

void
table_fields_end(struct table_fields *fields)
{
	set_field_back(current_field(fields->form), A_NORMAL);
}

void
table_fields_copy(const struct table_fields *fields, size_t line, int from,
                  int y, int x, int width)
{
	if (width > 0 && fields->pad)
		canvas_pad(y, x, width, fields->pad, (int)line, from);
}
