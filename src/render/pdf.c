/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "render/render.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"
#include "base/message.h"
#include "render/pdf_table.h"
#include "render/pdf_type.h"
#include "render/stamp.h"

/* The page of GB/T 9704: a type area of 22 lines of 28 characters. */
#define PAGE_WIDTH PAPER_MM(210)
#define PAGE_HEIGHT PAPER_MM(297)
#define AREA_LEFT PAPER_MM(28)
#define AREA_TOP PAPER_MM(37)
#define AREA_WIDTH PAPER_MM(156)
#define AREA_HEIGHT PAPER_MM(225)
#define PITCH (AREA_HEIGHT / 22)
/* Type 3 as wide as its place in the line: 15.8 points. */
#define BODY_SIZE (AREA_WIDTH / 28)
#define INDENT (2 * BODY_SIZE)
/* Type 2. */
#define TITLE_SIZE (22 * PAPER_POINT)
#define TITLE_PITCH (PITCH * 5 / 4)
/* From the right edge to a date. */
#define DATE_MARGIN (4 * BODY_SIZE)
/* Page numbers: type 4, their upper edge this far below the type area, a
 * character away from its side. */
#define FOLIO_SIZE (14 * PAPER_POINT)
#define FOLIO_BELOW PAPER_MM(7)
/* Around a table. */
#define TABLE_MARGIN (6 * PAPER_POINT)

/* A block ready for the page. */
struct piece {
	const struct block *block;
	struct pdf_type type;
	struct text_line *lines;
	size_t count;
	struct pdf_table *table;
};

struct flow {
	struct paper *paper;
	const struct document *document;
	struct piece *pieces; /* as many as the document has blocks */
	size_t y;             /* from the top of the type area */
};

/* --- getting ready --- */

/* A title of several lines is broken after the year, and only then elsewhere. */
static void
fold_title(struct piece *piece, int year)
{
	const struct pdf_type *type = &piece->type;
	size_t middle = document_title_break(type->text, year);
	struct text_line *rest;
	size_t count;

	if (middle == 0 ||
	    pdf_type_width(type, 0, type->length) <= AREA_WIDTH) {
		piece->count = pdf_type_fold_evenly(type, 0, type->length,
		                                    AREA_WIDTH, &piece->lines);
		return;
	}
	piece->count = pdf_type_fold_evenly(type, 0, middle, AREA_WIDTH,
	                                    &piece->lines);
	count = pdf_type_fold_evenly(type, middle, type->length, AREA_WIDTH,
	                             &rest);
	piece->lines = xreallocarray(piece->lines, piece->count + count,
	                             sizeof(*rest));
	memcpy(piece->lines + piece->count, rest, count * sizeof(*rest));
	piece->count += count;
	free(rest);
}

static enum pdf_face
face_of(const struct block *block)
{
	switch (block->kind) {
	case BLOCK_TITLE:
		return FACE_TITLE;
	case BLOCK_HEADING:
		return block->level == 1 ? FACE_HEADING : FACE_SUBHEADING;
	case BLOCK_PARAGRAPH:
	case BLOCK_TABLE:
	case BLOCK_DATE:
		break;
	}
	return FACE_BODY;
}

/* False if it is a table that does not fit. */
static bool
prepare(struct flow *flow, size_t i)
{
	struct piece *piece = &flow->pieces[i];
	const struct block *block = &flow->document->blocks[i];

	piece->block = block;
	if (block->kind == BLOCK_TABLE) {
		/* Below its heading. */
		piece->table =
			pdf_table_new(flow->paper, block->grid, AREA_WIDTH,
		                      AREA_HEIGHT - PITCH - TABLE_MARGIN);
		return piece->table != NULL;
	}
	piece->type = pdf_type_set(flow->paper, face_of(block),
	                           block->kind == BLOCK_TITLE ? TITLE_SIZE
	                                                      : BODY_SIZE,
	                           block->text);
	if (block->kind == BLOCK_TITLE)
		fold_title(piece, flow->document->year);
	else if (block->kind == BLOCK_DATE)
		piece->count =
			pdf_type_fold(&piece->type, AREA_WIDTH - DATE_MARGIN, 0,
		                      &piece->lines);
	else
		piece->count = pdf_type_fold(&piece->type, AREA_WIDTH, INDENT,
		                             &piece->lines);
	return true;
}

/* --- pages --- */

static void
number_page(struct flow *flow)
{
	size_t page = paper_page(flow->paper);
	char *number = xformat("\u2014 %zu \u2014", page);
	struct pdf_type type =
		pdf_type_set(flow->paper, FACE_FOLIO, FOLIO_SIZE, number);
	size_t width = pdf_type_width(&type, 0, type.length);
	size_t x = AREA_LEFT + FOLIO_SIZE;

	if (page % 2 == 1)
		x = AREA_LEFT + AREA_WIDTH - FOLIO_SIZE - width;
	paper_text(flow->paper, type.face, type.size, type.text, type.length, x,
	           AREA_TOP + AREA_HEIGHT + FOLIO_BELOW + FOLIO_SIZE / 2, 0);
	pdf_type_free(&type);
	free(number);
}

static void
turn_page(struct flow *flow)
{
	number_page(flow);
	paper_turn(flow->paper);
	flow->y = 0;
}

static size_t
room(const struct flow *flow)
{
	return AREA_HEIGHT - flow->y;
}

/* To the next of the page's 22 lines. */
static void
align(struct flow *flow)
{
	flow->y = (flow->y + PITCH - 1) / PITCH * PITCH;
	if (flow->y > AREA_HEIGHT)
		flow->y = AREA_HEIGHT;
}

/* --- blocks --- */

/* What has to stay together at the beginning of a block: a heading is followed
 * by something on its page. */
static size_t
start_height(const struct flow *flow, size_t i)
{
	const struct piece *piece;
	size_t height = 0;

	for (; i < flow->document->count; i++) {
		piece = &flow->pieces[i];
		if (piece->table) {
			size_t whole = pdf_table_height(piece->table);

			height += TABLE_MARGIN;
			if (height + whole <= AREA_HEIGHT)
				return height + whole;
			return height + pdf_table_start(piece->table);
		}
		if (piece->block->kind != BLOCK_HEADING)
			return height + PITCH;
		height += piece->count * PITCH;
	}
	return height;
}

static void
flow_lines(struct flow *flow, const struct piece *piece, bool justified)
{
	for (size_t i = 0; i < piece->count; i++) {
		const struct text_line *line = &piece->lines[i];
		size_t indent = i == 0 ? INDENT : 0;

		if (room(flow) < PITCH)
			turn_page(flow);
		paper_text(
			flow->paper, piece->type.face, piece->type.size,
			piece->type.text + line->start, line->end - line->start,
			AREA_LEFT + indent, AREA_TOP + flow->y + PITCH / 2,
			justified && i + 1 < piece->count ? AREA_WIDTH - indent
							  : 0);
		flow->y += PITCH;
	}
}

/* Lines set apart: in the middle, or `margin` from the right. */
static void
flow_apart(struct flow *flow, const struct piece *piece, bool centred,
           size_t pitch)
{
	for (size_t i = 0; i < piece->count; i++) {
		const struct text_line *line = &piece->lines[i];
		size_t width =
			pdf_type_width(&piece->type, line->start, line->end);
		size_t rest = width < AREA_WIDTH ? AREA_WIDTH - width : 0;
		size_t x = centred              ? rest / 2
		           : rest > DATE_MARGIN ? rest - DATE_MARGIN
		                                : 0;

		if (room(flow) < pitch)
			turn_page(flow);
		paper_text(flow->paper, piece->type.face, piece->type.size,
		           piece->type.text + line->start,
		           line->end - line->start, AREA_LEFT + x,
		           AREA_TOP + flow->y + pitch / 2, 0);
		flow->y += pitch;
	}
}

static void
flow_table(struct flow *flow, const struct piece *piece)
{
	bool done = false;

	flow->y += TABLE_MARGIN;
	while (!done) {
		bool fresh = flow->y <= TABLE_MARGIN + PITCH;

		flow->y += pdf_table_draw(piece->table, flow->paper, AREA_LEFT,
		                          AREA_TOP + flow->y, room(flow), fresh,
		                          &done);
		if (!done)
			turn_page(flow);
	}
	flow->y += TABLE_MARGIN;
	align(flow);
}

static void
flow_piece(struct flow *flow, size_t i)
{
	const struct piece *piece = &flow->pieces[i];

	/* The heading before a table has seen to its room. */
	if (flow->y > 0 && room(flow) < start_height(flow, i) &&
	    (i == 0 || piece->block->kind != BLOCK_TABLE ||
	     piece[-1].block->kind != BLOCK_HEADING))
		turn_page(flow);
	switch (piece->block->kind) {
	case BLOCK_TITLE:
		flow_apart(flow, piece, true, TITLE_PITCH);
		align(flow);
		flow->y += PITCH;
		break;
	case BLOCK_HEADING:
		paper_bookmark(flow->paper, piece->block->level,
		               piece->type.text, AREA_TOP + flow->y);
		flow_lines(flow, piece, false);
		break;
	case BLOCK_PARAGRAPH:
		flow_lines(flow, piece, true);
		break;
	case BLOCK_TABLE:
		flow_table(flow, piece);
		break;
	case BLOCK_DATE:
		if (flow->y > 0 && room(flow) >= 2 * PITCH)
			flow->y += PITCH;
		flow_apart(flow, piece, false, PITCH);
		break;
	}
}

static bool
flow_document(struct flow *flow, char **why)
{
	bool fits = true;

	flow->pieces =
		xcalloc(flow->document->count + 1, sizeof(*flow->pieces));
	for (size_t i = 0; fits && i < flow->document->count; i++)
		fits = prepare(flow, i);
	for (size_t i = 0; fits && i < flow->document->count; i++)
		flow_piece(flow, i);
	for (size_t i = 0; i < flow->document->count; i++) {
		pdf_type_free(&flow->pieces[i].type);
		free(flow->pieces[i].lines);
		if (flow->pieces[i].table)
			pdf_table_free(flow->pieces[i].table);
	}
	free(flow->pieces);
	number_page(flow);
	if (!fits)
		*why = xstrdup(_("a table does not fit the width of the page: "
		                 "is one of its figures too long?"));
	return fits;
}

/* --- the file --- */

/* What the reader of the file sees and its author may not expect. */
static void
tell(const struct pdf_font fonts[FACE_COUNT], const struct paper *paper)
{
	struct buffer told = {0};

	pdf_fonts_tell(fonts, &told);
	if (told.length > 0)
		message_error(_("pdf: typefaces that are not installed here, "
		                "and what stands in for them: %s"),
		              told.data);
	buffer_free(&told);
	if (paper_missing(paper)[0] != '\0')
		message_error(_("pdf: no typeface here has these characters, "
		                "boxes stand for them: %s"),
		              paper_missing(paper));
}

bool
render_pdf(const struct document *document,
           const struct render_options *options, struct buffer *out, char **why)
{
	struct pdf_font fonts[FACE_COUNT];
	bool done = pdf_fonts_choose(fonts, why);

	(void)options;
	if (done) {
		char *made = stamp_of(document);
		const struct paper_about about = {
			.title = document_title(document),
			.author = document->agency,
			.made = made,
		};
		struct flow flow = {
			.paper = paper_new(fonts, PAGE_WIDTH, PAGE_HEIGHT,
		                           &about, out),
			.document = document,
		};

		done = flow_document(&flow, why);
		if (done)
			tell(fonts, flow.paper);
		done = paper_close(flow.paper, why) && done;
		free(made);
	}
	pdf_fonts_free(fonts);
	return done;
}
