/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "render/docx.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "base/wrap.h"
#include "base/zip.h"
#include "render/render.h"
#include "render/text_table.h"

/* --- elements --- */

void
docx_value(struct markup *markup, const char *name, const char *value)
{
	markup_start(markup, name);
	markup_attribute(markup, "w:val", value);
	markup_end_empty(markup);
}

void
docx_number(struct markup *markup, const char *name, size_t value)
{
	markup_start(markup, name);
	markup_number(markup, "w:val", value);
	markup_end_empty(markup);
}

void
docx_flag(struct markup *markup, const char *name)
{
	markup_start(markup, name);
	markup_end_empty(markup);
}

void
docx_paragraph(struct markup *markup, const char *style, bool keep_next,
               size_t line)
{
	markup_start(markup, "w:p");
	markup_start(markup, "w:pPr");
	docx_value(markup, "w:pStyle", style);
	if (keep_next)
		docx_flag(markup, "w:keepNext");
	if (line > 0) {
		markup_start(markup, "w:spacing");
		markup_number(markup, "w:line", line);
		markup_attribute(markup, "w:lineRule", "exact");
		markup_end_empty(markup);
	}
	markup_end(markup);
}

static bool
is_ascii(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text >= 0x80)
			return false;
	return true;
}

void
docx_run(struct markup *markup, const char *text, size_t length, size_t size)
{
	char *own = xstrndup(text, length);
	bool hinted = !is_ascii(own);

	markup_start(markup, "w:r");
	if (hinted || size > 0)
		markup_start(markup, "w:rPr");
	if (hinted) {
		/* Quotation marks and dashes are Chinese ones. */
		markup_start(markup, "w:rFonts");
		markup_attribute(markup, "w:hint", "eastAsia");
		markup_end_empty(markup);
	}
	if (size > 0) {
		docx_number(markup, "w:sz", size);
		docx_number(markup, "w:szCs", size);
	}
	if (hinted || size > 0)
		markup_end(markup);
	markup_start(markup, "w:t");
	markup_attribute(markup, "xml:space", "preserve");
	markup_text(markup, own);
	markup_end(markup);
	markup_end(markup);
	free(own);
}

/* --- the text --- */

static void
add_paragraph(struct markup *markup, const char *style, const char *text)
{
	docx_paragraph(markup, style, false, 0);
	docx_run(markup, text, strlen(text), 0);
	markup_end(markup);
}

/* Adds lines of about the same length, each but the first after a break. */
static void
add_title_lines(struct markup *markup, const char *text, size_t length,
                bool first)
{
	struct text_line *lines;
	size_t count = text_wrap_evenly(text, length, TITLE_COLUMNS,
	                                AMBIGUOUS_WIDE, &lines);

	for (size_t i = 0; i < count; i++) {
		/* With the blank that the break ate: it is the title's. */
		size_t end = i + 1 < count ? lines[i + 1].start : length;

		if (i > 0 || !first) {
			markup_start(markup, "w:r");
			docx_flag(markup, "w:br");
			markup_end(markup);
		}
		docx_run(markup, text + lines[i].start, end - lines[i].start,
		         0);
	}
	free(lines);
}

static void
add_title(struct markup *markup, const char *title, int year)
{
	size_t length = strlen(title);
	size_t parted = document_title_break(title, year);

	if (text_width(title, length, AMBIGUOUS_WIDE) <= TITLE_COLUMNS)
		parted = 0;
	docx_paragraph(markup, DOCX_STYLE_TITLE, false, 0);
	if (parted > 0)
		add_title_lines(markup, title, parted, true);
	add_title_lines(markup, title + parted, length - parted, parted == 0);
	markup_end(markup);
}

/* Two tables with nothing between would be one, and the last paragraph is the
 * page's. */
static void
add_gap(struct markup *markup, const struct document *document, size_t at)
{
	if (at + 1 < document->count &&
	    document->blocks[at + 1].kind != BLOCK_TABLE)
		return;
	markup_raw(markup, "\n");
	docx_paragraph(markup, DOCX_STYLE_TABLE_LABEL, false, 0);
	markup_end(markup);
}

static void
add_block(struct markup *markup, const struct document *document, size_t at)
{
	const struct block *block = &document->blocks[at];

	markup_raw(markup, "\n");
	switch (block->kind) {
	case BLOCK_TITLE:
		add_title(markup, block->text, document->year);
		break;
	case BLOCK_HEADING:
		add_paragraph(markup,
		              block->level == 1 ? DOCX_STYLE_HEADING_1
		                                : DOCX_STYLE_HEADING_2,
		              block->text);
		break;
	case BLOCK_PARAGRAPH:
		add_paragraph(markup, DOCX_STYLE_BODY, block->text);
		break;
	case BLOCK_TABLE:
		docx_table(markup, block->grid);
		add_gap(markup, document, at);
		break;
	case BLOCK_DATE:
		add_paragraph(markup, DOCX_STYLE_DATE, block->text);
		break;
	}
}

static void
add_footer_reference(struct markup *markup, const char *pages, const char *id)
{
	markup_start(markup, "w:footerReference");
	markup_attribute(markup, "w:type", pages);
	markup_attribute(markup, "r:id", id);
	markup_end_empty(markup);
}

/* The page: paper, margins, and the grid of lines and characters. */
static void
add_section(struct markup *markup)
{
	/* From a character of the body's size to its place in the line, in
	 * 1/4096 of a point: not more, or the last one would not fit. */
	const int space = (DOCX_TEXT_WIDTH * 4096 / 20) / PAGE_CHARACTERS -
	                  SIZE_BODY * 4096 - 1;
	char *number = xformat("%d", space);

	markup_raw(markup, "\n");
	markup_start(markup, "w:sectPr");
	add_footer_reference(markup, "default", DOCX_FOOTER_ODD);
	add_footer_reference(markup, "even", DOCX_FOOTER_EVEN);
	markup_start(markup, "w:pgSz");
	markup_number(markup, "w:w", TWIPS(PAGE_WIDTH));
	markup_number(markup, "w:h", TWIPS(PAGE_HEIGHT));
	markup_end_empty(markup);
	markup_start(markup, "w:pgMar");
	markup_number(markup, "w:top", TWIPS(PAGE_TOP));
	markup_number(markup, "w:right", TWIPS(PAGE_RIGHT));
	markup_number(markup, "w:bottom", TWIPS(PAGE_BOTTOM));
	markup_number(markup, "w:left", TWIPS(PAGE_LEFT));
	markup_number(markup, "w:header", TWIPS(PAGE_TOP / 2));
	markup_number(markup, "w:footer",
	              TWIPS(PAGE_BOTTOM - PAGE_NUMBER_GAP) - DOCX_FOOTER_LINE);
	markup_number(markup, "w:gutter", 0);
	markup_end_empty(markup);
	markup_start(markup, "w:docGrid");
	markup_attribute(markup, "w:type", "linesAndChars");
	markup_number(markup, "w:linePitch", DOCX_LINE);
	markup_attribute(markup, "w:charSpace", number);
	markup_end_empty(markup);
	markup_end(markup);
	free(number);
}

static void
add_document(struct buffer *out, const struct document *document)
{
	struct markup markup = {.out = out};

	markup_raw(&markup, DOCX_DECLARATION);
	markup_start(&markup, "w:document");
	markup_attribute(&markup, "xmlns:w", DOCX_NAMESPACE);
	markup_attribute(&markup, "xmlns:r",
	                 "http://schemas.openxmlformats.org/officeDocument/"
	                 "2006/relationships");
	markup_start(&markup, "w:body");
	for (size_t i = 0; i < document->count; i++)
		add_block(&markup, document, i);
	add_section(&markup);
	markup_end(&markup);
	markup_end(&markup);
}

/* --- the package --- */

bool
render_docx(const struct document *document,
            const struct render_options *options, struct buffer *out,
            char **why)
{
	struct buffer core = {0}, text = {0}, styles = {0}, fonts = {0};
	struct buffer odd = {0}, even = {0};
	bool written;

	(void)options;
	docx_add_core(&core, document);
	add_document(&text, document);
	docx_add_styles(&styles);
	docx_add_fonts(&fonts);
	docx_add_footer(&odd, true);
	docx_add_footer(&even, false);
	/* Programs that know a type by its first bytes expect these first. */
	const struct zip_member members[] = {
		{"[Content_Types].xml", docx_content_types},
		{"_rels/.rels", docx_relations},
		{"word/document.xml", text.data},
		{"word/_rels/document.xml.rels", docx_document_relations},
		{"word/styles.xml", styles.data},
		{"word/settings.xml", docx_settings},
		{"word/fontTable.xml", fonts.data},
		{"word/footer1.xml", odd.data},
		{"word/footer2.xml", even.data},
		{"docProps/core.xml", core.data},
	};
	written = zip_write(out, members, sizeof members / sizeof members[0],
	                    why);
	buffer_free(&core);
	buffer_free(&text);
	buffer_free(&styles);
	buffer_free(&fonts);
	buffer_free(&odd);
	buffer_free(&even);
	return written;
}
