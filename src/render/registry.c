/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "render/render.h"

#include <string.h>

#include "base/file.h"

/*
 * Renderers of programs of their own: their files are linked into those only,
 * and in all others these functions are NULL.
 */
#pragma weak render_docx
#pragma weak render_pdf

const struct renderer renderers[] = {
	{.name = "text",
         .endings = {".txt"},
         .takes = RENDER_TAKES_WIDTH | RENDER_TAKES_ASCII |
                  RENDER_TAKES_AMBIGUOUS | RENDER_TAKES_ENCODING,
         .render = render_text},
	{.name = "markdown", .endings = {".md"}, .render = render_markdown},
	{.name = "html",
         .endings = {".html", ".htm"},
         .takes = RENDER_TAKES_FRAGMENT,
         .render = render_html},
	{.name = "csv",
         .endings = {".csv"},
         .takes = RENDER_TAKES_TABLE | RENDER_TAKES_TIDY | RENDER_TAKES_BOM |
                  RENDER_TAKES_ENCODING,
         .render = render_csv},
	{.name = "json", .endings = {".json"}, .render = render_json},
	{.name = "docx",
         .endings = {".docx"},
         .program = "nianbao-office",
         .render = render_docx},
	{.name = "pdf",
         .endings = {".pdf"},
         .program = "nianbao-pdf",
         .render = render_pdf},
	{.name = NULL},
};

const struct renderer *
renderer_named(const char *name)
{
	const struct renderer *renderer;

	for (renderer = renderers; renderer->name != NULL; renderer++)
		if (strcmp(renderer->name, name) == 0)
			return renderer;
	return NULL;
}

const struct renderer *
renderer_for(const char *file)
{
	const struct renderer *renderer;

	for (renderer = renderers; renderer->name != NULL; renderer++)
		if (file_ends_with(file, renderer->endings[0]) ||
		    file_ends_with(file, renderer->endings[1]))
			return renderer;
	return NULL;
}
