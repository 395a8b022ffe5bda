/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <string.h>

#include "base/markup.h"
#include "base/zip.h"
#include "render/render.h"

#define DECLARATION \
 "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

static const char content_types[] = DECLARATION
	"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/"
	"content-types\">"
	"<Default Extension=\"rels\" ContentType=\"application/"
	"vnd.openxmlformats-package.relationships+xml\"/>"
	"<Override PartName=\"/word/document.xml\" ContentType=\"application/"
	"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
	"\"/></Types>\n";

static const char relations[] = DECLARATION
	"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/"
	"relationships\">"
	"<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/"
	"officeDocument/2006/relationships/officeDocument\" "
	"Target=\"word/document.xml\"/></Relationships>\n";

static void
add_paragraph(struct markup *markup, const char *text)
{
	markup_start(markup, "w:p");
	markup_start(markup, "w:r");
	markup_start(markup, "w:t");
	markup_attribute(markup, "xml:space", "preserve");
	markup_text(markup, text);
	markup_end(markup);
	markup_end(markup);
	markup_end(markup);
}

bool
render_docx(const struct document *document,
            const struct render_options *options, struct buffer *out,
            char **why)
{
	struct buffer body = {0};
	struct markup markup = {.out = &body};
	bool written;

	(void)options;
	markup_raw(&markup, DECLARATION);
	markup_start(&markup, "w:document");
	markup_attribute(&markup, "xmlns:w",
	                 "http://schemas.openxmlformats.org/"
	                 "wordprocessingml/2006/main");
	markup_start(&markup, "w:body");
	for (size_t i = 0; i < document->count; i++)
		if (document->blocks[i].text)
			add_paragraph(&markup, document->blocks[i].text);
	markup_end(&markup);
	markup_end(&markup);
	written =
		zip_write(out,
	                  (const struct zip_member[]){
				  {"[Content_Types].xml", content_types,
	                           strlen(content_types)},
				  {"_rels/.rels", relations, strlen(relations)},
				  {"word/document.xml", body.data, body.length},
			  },
	                  3, why);
	buffer_free(&body);
	return written;
}
