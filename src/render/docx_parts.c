/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "render/docx.h"

#include <stdlib.h>
#include <string.h>

#include "render/stamp.h"

/* --- what is the same in every file --- */

#define TYPE(part, type) \
 "<Override PartName=\"/" part \
 "\" ContentType=\"application/vnd.openxmlformats-" type "+xml\"/>\n"
#define WORD_TYPE(part, type) \
 TYPE("word/" part ".xml", "officedocument.wordprocessingml." type)

const char docx_content_types[] = DOCX_DECLARATION
	"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/"
	"content-types\">\n"
	"<Default Extension=\"rels\" ContentType=\"application/"
	"vnd.openxmlformats-package.relationships+xml\"/>\n"
	"<Default Extension=\"xml\" ContentType=\"application/xml\"/>\n"
	/* One a line. */
	WORD_TYPE("document", "document.main") WORD_TYPE("styles", "styles")
		WORD_TYPE("settings", "settings") WORD_TYPE(
			"fontTable", "fontTable") WORD_TYPE("footer1", "footer")
			WORD_TYPE("footer2", "footer")
				TYPE("docProps/core.xml",
                                     "package.core-properties") "</Types>\n";

#define RELATIONS \
 DOCX_DECLARATION \
 "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/" \
 "2006/relationships\">\n"
#define RELATION(id, type, target) \
 "<Relationship Id=\"" id "\" Type=\"http://schemas.openxmlformats.org/" type \
 "\" Target=\"" target "\"/>\n"
#define WORD_RELATION(id, type, target) \
 RELATION(id, "officeDocument/2006/relationships/" type, target)

const char docx_relations[] = RELATIONS WORD_RELATION(
	"document", "officeDocument", "word/document.xml")
	RELATION("core", "package/2006/relationships/metadata/core-properties",
                 "docProps/core.xml") "</Relationships>\n";

const char docx_document_relations[] = RELATIONS WORD_RELATION(
	"styles", "styles", "styles.xml") WORD_RELATION("settings", "settings",
                                                        "settings.xml")
	WORD_RELATION("fonts", "fontTable", "fontTable.xml")
		WORD_RELATION(DOCX_FOOTER_ODD, "footer", "footer1.xml")
			WORD_RELATION(DOCX_FOOTER_EVEN, "footer",
                                      "footer2.xml") "</Relationships>\n";

/* Punctuation keeps its width, so that lines keep their characters; 15 is the
 * way Word lays out since 2013. */
const char docx_settings[] = DOCX_DECLARATION
	"<w:settings xmlns:w=\"" DOCX_NAMESPACE "\">\n"
	"<w:evenAndOddHeaders/>\n"
	"<w:characterSpacingControl w:val=\"doNotCompress\"/>\n"
	"<w:compat>"
	"<w:compatSetting w:name=\"compatibilityMode\" "
	"w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/>"
	"</w:compat>\n"
	"<w:themeFontLang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/>\n"
	"</w:settings>\n";

/* --- the rest --- */

void
docx_add_footer(struct buffer *out, bool odd)
{
	static const char dash[] = "\u2014";
	struct markup markup = {.out = out};

	markup_raw(&markup, DOCX_DECLARATION);
	markup_start(&markup, "w:ftr");
	markup_attribute(&markup, "xmlns:w", DOCX_NAMESPACE);
	markup_start(&markup, "w:p");
	markup_start(&markup, "w:pPr");
	docx_value(&markup, "w:pStyle", DOCX_STYLE_FOOTER);
	markup_start(&markup, "w:ind");
	markup_number(&markup, odd ? "w:rightChars" : "w:leftChars", 100);
	markup_number(&markup, odd ? "w:right" : "w:left",
	              SIZE_PAGE_NUMBER * 20);
	markup_end_empty(&markup);
	docx_value(&markup, "w:jc", odd ? "right" : "left");
	markup_end(&markup);
	docx_run(&markup, dash, strlen(dash), 0);
	docx_run(&markup, " ", 1, 0);
	markup_start(&markup, "w:fldSimple");
	markup_attribute(&markup, "w:instr", " PAGE ");
	docx_run(&markup, odd ? "1" : "2", 1, 0);
	markup_end(&markup);
	docx_run(&markup, " ", 1, 0);
	docx_run(&markup, dash, strlen(dash), 0);
	markup_end(&markup);
	markup_end(&markup);
}

static void
add_property(struct markup *markup, const char *element, const char *text)
{
	markup_start(markup, element);
	/* The only type that a time may have here. */
	if (strncmp(element, "dcterms:", strlen("dcterms:")) == 0)
		markup_attribute(markup, "xsi:type", "dcterms:W3CDTF");
	markup_text(markup, text);
	markup_end(markup);
	markup_raw(markup, "\n");
}

void
docx_add_core(struct buffer *out, const struct document *document)
{
	struct markup markup = {.out = out};
	char *stamp = stamp_of(document);

	markup_raw(&markup, DOCX_DECLARATION);
	markup_start(&markup, "cp:coreProperties");
	markup_attribute(&markup, "xmlns:cp",
	                 "http://schemas.openxmlformats.org/package/2006/"
	                 "metadata/core-properties");
	markup_attribute(&markup, "xmlns:dc",
	                 "http://purl.org/dc/elements/1.1/");
	markup_attribute(&markup, "xmlns:dcterms", "http://purl.org/dc/terms/");
	markup_attribute(&markup, "xmlns:xsi",
	                 "http://www.w3.org/2001/XMLSchema-instance");
	markup_raw(&markup, "\n");
	add_property(&markup, "dc:title", document_title(document));
	if (document->agency)
		add_property(&markup, "dc:creator", document->agency);
	add_property(&markup, "dc:language", "zh-CN");
	if (stamp) {
		add_property(&markup, "dcterms:created", stamp);
		add_property(&markup, "dcterms:modified", stamp);
	}
	markup_end(&markup);
	free(stamp);
}
