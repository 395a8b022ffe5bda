/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "render/render.h"

#include <string.h>

#include "base/json.h"

/* Null where there is nothing. */
static struct json_value *
text_or_null(const char *text)
{
	return text == NULL ? json_new_null() : json_new_string(text);
}

/* A count as a number; an amount as its digits, which a reader that knows only
 * floating point leaves alone; what is no figure as it was written. */
static struct json_value *
value_of(const struct grid_cell *cell)
{
	if (cell->kind == GRID_BLANK)
		return json_new_null();
	if (cell->kind == GRID_COUNT && amount_is_whole(cell->value))
		return json_new_integer(cell->value / AMOUNT_ONE);
	return json_new_string(cell->text);
}

static void
add_values(struct json_value *values, const struct grid *grid)
{
	for (size_t i = 0; i < grid->lines * grid->columns; i++) {
		const struct grid_cell *cell = &grid->cells[i];

		if (cell->origin == i && cell->id != NULL)
			json_set(values, cell->id, value_of(cell));
	}
}

/*
 * The paragraphs of each text by its path, sub-headings among them: they are
 * known by what they say. A section without any has an empty list, one that is
 * a table none.
 */
static void
add_prose(struct json_value *prose, const struct document *document)
{
	struct json_value *list = NULL;
	const char *of = NULL;

	for (size_t i = 0; i < document->count; i++) {
		const struct block *block = &document->blocks[i];
		bool text = block->kind == BLOCK_PARAGRAPH ||
		            (block->kind == BLOCK_HEADING && block->level > 1);
		bool empty = block->kind == BLOCK_HEADING && !text &&
		             (i + 1 == document->count ||
		              block[1].kind != BLOCK_TABLE);

		if (block->id == NULL || (!text && !empty))
			continue;
		if (list == NULL || strcmp(of, block->id) != 0) {
			list = json_new_list();
			of = block->id;
			json_set(prose, of, list);
		}
		if (text)
			json_append(list, json_new_string(block->text));
	}
}

/* The text of the first block of a kind, or NULL. */
static const char *
text_of(const struct document *document, enum block_kind kind)
{
	for (size_t i = 0; i < document->count; i++)
		if (document->blocks[i].kind == kind)
			return document->blocks[i].text;
	return NULL;
}

bool
render_json(const struct document *document,
            const struct render_options *options, struct buffer *out,
            char **why)
{
	struct json_value *object = json_new_object();
	struct json_value *values = json_new_object();
	struct json_value *prose = json_new_object();

	(void)options;
	(void)why;
	json_set(object, "form", text_or_null(document->form));
	json_set(object, "agency", text_or_null(document->agency));
	json_set(object, "year",
	         document->year == 0 ? json_new_null()
	                             : json_new_integer(document->year));
	json_set(object, "title", text_or_null(text_of(document, BLOCK_TITLE)));
	json_set(object, "dated", text_or_null(text_of(document, BLOCK_DATE)));
	json_set(object, "values", values);
	json_set(object, "prose", prose);
	for (size_t i = 0; i < document->count; i++)
		if (document->blocks[i].kind == BLOCK_TABLE)
			add_values(values, document->blocks[i].grid);
	add_prose(prose, document);
	json_add(object, out);
	buffer_putc(out, '\n');
	json_value_free(object);
	return true;
}
