/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef RENDER_DOCX_H
#define RENDER_DOCX_H

/*
 * The parts of a DOCX file (WordprocessingML, ISO/IEC 29500-1). Its lengths are
 * twips, twentieths of a point. The order of elements is the schema's; Word
 * refuses any other. For docx*.c only.
 */

#include "base/markup.h"
#include "document/document.h"

#define DOCX_DECLARATION \
 "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define DOCX_NAMESPACE \
 "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

/* Paper by GB/T 9704, millimetres. */
#define PAGE_WIDTH 210
#define PAGE_HEIGHT 297
#define PAGE_TOP 37
#define PAGE_LEFT 28
#define PAGE_BOTTOM 35
#define PAGE_RIGHT 26
/* From the text to the page number below it. */
#define PAGE_NUMBER_GAP 7
/* What the text's 156 by 225 millimetres hold. */
#define PAGE_LINES 22
#define PAGE_CHARACTERS 28

/* Points. */
#define SIZE_TITLE 22
#define SIZE_BODY 16
#define SIZE_PAGE_NUMBER 14
/* Columns of a line of the title. */
#define TITLE_COLUMNS 40

#define TWIPS(millimetres) ((millimetres)*7200 / 127)
#define DOCX_TEXT_WIDTH TWIPS(PAGE_WIDTH - PAGE_LEFT - PAGE_RIGHT)
#define DOCX_TEXT_HEIGHT TWIPS(PAGE_HEIGHT - PAGE_TOP - PAGE_BOTTOM)
/* From one line to the next, rounded down so that all of them fit. */
#define DOCX_LINE (DOCX_TEXT_HEIGHT / PAGE_LINES)
/* From one character of the body to the next. */
#define DOCX_CHARACTER (DOCX_TEXT_WIDTH / PAGE_CHARACTERS)

/* What characters stand closer than their size, so that a line holds its 28.
 * 5 would do, but not for LibreOffice. */
#define DOCX_CLOSER "-6"
/* A little more than the page number is high. */
#define DOCX_FOOTER_LINE 320

/* Half-points. */
#define DOCX_TABLE_SIZE 21
/* From line to line in a table: a fifth more than the size, half-points. Exact,
 * so that a table that fits a page does so in any typeface. */
#define DOCX_TABLE_LINE(size) ((size)*12)

/* Ids of styles. */
#define DOCX_STYLE_TITLE "Title"
#define DOCX_STYLE_HEADING_1 "Heading1"
#define DOCX_STYLE_HEADING_2 "Heading2"
#define DOCX_STYLE_BODY "BodyText"
#define DOCX_STYLE_DATE "Date"
#define DOCX_STYLE_FOOTER "Footer"
#define DOCX_STYLE_TABLE_HEAD "TableHead"
#define DOCX_STYLE_TABLE_LABEL "TableLabel"
#define DOCX_STYLE_TABLE_FIGURE "TableFigure"

/* An element whose only attributes are these: <NAME w:val="VALUE"/>. */
void docx_value(struct markup *markup, const char *name, const char *value);
void docx_number(struct markup *markup, const char *name, size_t value);
/* An element without attributes. */
void docx_flag(struct markup *markup, const char *name);

/* A paragraph's start, in that style; markup_end() ends it. `line`: from line to
 * line; 0: as the style has it. */
void docx_paragraph(struct markup *markup, const char *style, bool keep_next,
                    size_t line);
/* A run of text. `size` in half-points; 0: that of the style. */
void docx_run(struct markup *markup, const char *text, size_t length,
              size_t size);
/* A table over the whole width of the text. */
void docx_table(struct markup *markup, const struct grid *grid);

/* Ids of the footers of right and left pages. */
#define DOCX_FOOTER_ODD "odd"
#define DOCX_FOOTER_EVEN "even"

/* Whole parts. */
extern const char docx_content_types[];
extern const char docx_relations[];
extern const char docx_document_relations[];
extern const char docx_settings[];
void docx_add_styles(struct buffer *out);
void docx_add_fonts(struct buffer *out);
/* The page number: away from the binding. */
void docx_add_footer(struct buffer *out, bool odd);
void docx_add_core(struct buffer *out, const struct document *document);

#endif
