/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "document/document.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

struct document *
document_new(void)
{
	return xcalloc(1, sizeof(struct document));
}

void
document_free(struct document *document)
{
	size_t i;

	if (document == NULL)
		return;
	for (i = 0; i < document->count; i++) {
		free(document->blocks[i].id);
		free(document->blocks[i].text);
		grid_free(document->blocks[i].grid);
	}
	free(document->blocks);
	free(document->form);
	free(document->agency);
	free(document->dated);
	free(document);
}

/* A new block at the end; its address holds until the next one is added. */
static struct block *
add_block(struct document *document, enum block_kind kind, const char *id)
{
	struct block *block;

	document->blocks = grow(document->blocks, &document->capacity,
	                        document->count + 1, sizeof(*block));
	block = &document->blocks[document->count++];
	*block = (struct block){
		.kind = kind,
		.id = id == NULL ? NULL : xstrdup(id),
	};
	return block;
}

struct block *
document_add(struct document *document, enum block_kind kind, int level,
             const char *id, const char *text, size_t length)
{
	struct block *block = add_block(document, kind, id);

	block->level = level;
	block->text = xstrndup(text, length);
	return block;
}

struct block *
document_add_table(struct document *document, const char *id, struct grid *grid)
{
	struct block *block = add_block(document, BLOCK_TABLE, id);

	block->grid = grid;
	return block;
}

const char *
document_title(const struct document *document)
{
	for (size_t i = 0; i < document->count; i++)
		if (document->blocks[i].kind == BLOCK_TITLE)
			return document->blocks[i].text;
	return "";
}

#define YEAR_SIGN "\u5E74"

size_t
document_title_break(const char *title, int year)
{
	char *sign = xformat("%d" YEAR_SIGN, year);
	const char *found = strstr(title, sign);
	size_t at = found ? (size_t)(found - title) + strlen(sign) : 0;

	free(sign);
	return title[at] == '\0' ? 0 : at;
}
