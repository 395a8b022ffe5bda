/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "render/docx.h"

#include <assert.h>

/* --- typefaces --- */

enum face {
	FACE_LATIN, /* letters and digits */
	FACE_TITLE,
	FACE_BODY,
	FACE_HEADING,
	FACE_SUBHEADING,
	FACE_TABLE
};
#define FACE_COUNT 6

/*
 * Those of GB/T 9704 as offices have them installed, and what stands in for
 * one that is missing.
 */
static const struct typeface {
	const char *name;
	const char *other; /* or NULL */
	const char *family;
} typefaces[] = {
	[FACE_LATIN] = {"Times New Roman", NULL, "roman"},
	/* 方正小标宋简体, 华文中宋 */
	[FACE_TITLE] = {"\u65B9\u6B63\u5C0F\u6807\u5B8B\u7B80\u4F53",
                        "\u534E\u6587\u4E2D\u5B8B", "script"},
	/* 仿宋_GB2312, 仿宋 */
	[FACE_BODY] = {"\u4EFF\u5B8B_GB2312", "\u4EFF\u5B8B", "modern"},
	/* 黑体, SimHei */
	[FACE_HEADING] = {"\u9ED1\u4F53", "SimHei", "modern"},
	/* 楷体_GB2312, 楷体 */
	[FACE_SUBHEADING] = {"\u6977\u4F53_GB2312", "\u6977\u4F53", "modern"},
	/* 宋体, SimSun */
	[FACE_TABLE] = {"\u5B8B\u4F53", "SimSun", "auto"},
};

static_assert(sizeof typefaces / sizeof typefaces[0] == FACE_COUNT,
              "every face has its typeface");

void
docx_add_fonts(struct buffer *out)
{
	struct markup markup = {.out = out};

	markup_raw(&markup, DOCX_DECLARATION);
	markup_start(&markup, "w:fonts");
	markup_attribute(&markup, "xmlns:w", DOCX_NAMESPACE);
	for (size_t i = 0; i < FACE_COUNT; i++) {
		const struct typeface *face = &typefaces[i];

		markup_raw(&markup, "\n");
		markup_start(&markup, "w:font");
		markup_attribute(&markup, "w:name", face->name);
		if (face->other)
			docx_value(&markup, "w:altName", face->other);
		/* GB 2312, or the first of all. */
		docx_value(&markup, "w:charset", i == FACE_LATIN ? "00" : "86");
		docx_value(&markup, "w:family", face->family);
		docx_value(&markup, "w:pitch", "variable");
		markup_end(&markup);
	}
	markup_end(&markup);
}

/* --- styles --- */

/* What the style Normal has, the others have unless they say otherwise. */
static const struct style {
	const char *id;
	const char *name; /* as word processors know it */
	enum face face;   /* of Chinese characters */
	enum face latin;  /* of letters and digits */
	size_t size;      /* half-points */
	size_t line;      /* twips from line to line */
	size_t before;    /* lines of the body left blank above, and below */
	size_t after;
	size_t level;      /* of a heading, from 1; 0: none */
	size_t first;      /* indents in characters: of the first line, */
	size_t right;      /* and on the right */
	const char *align; /* NULL: on both sides */
} styles[] = {
	{.id = "Normal",
         .name = "Normal",
         .face = FACE_BODY,
         .size = 2 * SIZE_BODY,
         .line = DOCX_LINE},
	{.id = DOCX_STYLE_TITLE,
         .name = "Title",
         .face = FACE_TITLE,
         .size = 2 * SIZE_TITLE,
         .line = DOCX_LINE,
         .after = 1,
         .align = "center"},
	{.id = DOCX_STYLE_HEADING_1,
         .name = "heading 1",
         .face = FACE_HEADING,
         .size = 2 * SIZE_BODY,
         .line = DOCX_LINE,
         .level = 1,
         .first = 2},
	{.id = DOCX_STYLE_HEADING_2,
         .name = "heading 2",
         .face = FACE_SUBHEADING,
         .size = 2 * SIZE_BODY,
         .line = DOCX_LINE,
         .level = 2,
         .first = 2},
	{.id = DOCX_STYLE_BODY,
         .name = "Body Text",
         .face = FACE_BODY,
         .size = 2 * SIZE_BODY,
         .line = DOCX_LINE,
         .first = 2},
	{.id = DOCX_STYLE_DATE,
         .name = "Date",
         .face = FACE_BODY,
         .size = 2 * SIZE_BODY,
         .line = DOCX_LINE,
         .before = 1,
         .right = 4,
         .align = "right"},
	{.id = DOCX_STYLE_FOOTER,
         .name = "footer",
         .face = FACE_TABLE,
         .latin = FACE_TABLE,
         .size = 2 * SIZE_PAGE_NUMBER,
         .line = DOCX_FOOTER_LINE,
         .align = "left"},
	{.id = DOCX_STYLE_TABLE_HEAD,
         .name = "Table Head",
         .face = FACE_TABLE,
         .size = DOCX_TABLE_SIZE,
         .line = DOCX_TABLE_LINE(DOCX_TABLE_SIZE),
         .align = "center"},
	{.id = DOCX_STYLE_TABLE_LABEL,
         .name = "Table Label",
         .face = FACE_TABLE,
         .size = DOCX_TABLE_SIZE,
         .line = DOCX_TABLE_LINE(DOCX_TABLE_SIZE),
         .align = "left"},
	{.id = DOCX_STYLE_TABLE_FIGURE,
         .name = "Table Figure",
         .face = FACE_TABLE,
         .size = DOCX_TABLE_SIZE,
         .line = DOCX_TABLE_LINE(DOCX_TABLE_SIZE),
         .align = "center"},
};

/* Is its text of the page's measure, line by line and character by
 * character? */
static bool
is_measured(const struct style *style)
{
	return style->line == DOCX_LINE;
}

static void
add_spacing(struct markup *markup, const struct style *style)
{
	markup_start(markup, "w:spacing");
	markup_number(markup, "w:before", style->before * DOCX_LINE);
	markup_number(markup, "w:after", style->after * DOCX_LINE);
	markup_number(markup, "w:line", style->line);
	markup_attribute(markup, "w:lineRule", "exact");
	markup_end_empty(markup);
}

/* In hundredths of a character and, for programs that know no characters, in
 * twips. */
static void
add_indents(struct markup *markup, const struct style *style)
{
	markup_start(markup, "w:ind");
	markup_number(markup, "w:rightChars", style->right * 100);
	markup_number(markup, "w:right", style->right * DOCX_CHARACTER);
	markup_number(markup, "w:firstLineChars", style->first * 100);
	markup_number(markup, "w:firstLine", style->first * DOCX_CHARACTER);
	markup_end_empty(markup);
}

static void
add_paragraph_properties(struct markup *markup, const struct style *style)
{
	markup_start(markup, "w:pPr");
	if (style->level > 0)
		docx_flag(markup, "w:keepNext");
	/* Every page has all its lines. */
	docx_number(markup, "w:widowControl", 0);
	/* No gap between a figure and the character beside it. */
	docx_number(markup, "w:autoSpaceDE", 0);
	docx_number(markup, "w:autoSpaceDN", 0);
	docx_number(markup, "w:snapToGrid", 0);
	add_spacing(markup, style);
	add_indents(markup, style);
	docx_value(markup, "w:jc", style->align ? style->align : "both");
	if (style->level > 0)
		docx_number(markup, "w:outlineLvl", style->level - 1);
	markup_end(markup);
}

static void
add_run_properties(struct markup *markup, const struct style *style)
{
	const char *latin = typefaces[style->latin].name;

	markup_start(markup, "w:rPr");
	markup_start(markup, "w:rFonts");
	markup_attribute(markup, "w:ascii", latin);
	markup_attribute(markup, "w:eastAsia", typefaces[style->face].name);
	markup_attribute(markup, "w:hAnsi", latin);
	markup_attribute(markup, "w:cs", latin);
	markup_end_empty(markup);
	docx_number(markup, "w:snapToGrid", 0);
	if (is_measured(style)) {
		markup_start(markup, "w:spacing");
		markup_attribute(markup, "w:val", DOCX_CLOSER);
		markup_end_empty(markup);
	}
	docx_number(markup, "w:sz", style->size);
	docx_number(markup, "w:szCs", style->size);
	markup_end(markup);
}

static void
add_style(struct markup *markup, const struct style *style)
{
	bool is_first = style == &styles[0];
	bool is_flowing = is_measured(style) && !is_first;

	markup_raw(markup, "\n");
	markup_start(markup, "w:style");
	markup_attribute(markup, "w:type", "paragraph");
	if (is_first)
		markup_number(markup, "w:default", 1);
	markup_attribute(markup, "w:styleId", style->id);
	docx_value(markup, "w:name", style->name);
	if (!is_first)
		docx_value(markup, "w:basedOn", styles[0].id);
	if (is_flowing)
		docx_value(markup, "w:next", DOCX_STYLE_BODY);
	docx_flag(markup, "w:qFormat");
	add_paragraph_properties(markup, style);
	add_run_properties(markup, style);
	markup_end(markup);
}

/* What has no style. The page's grid is reckoned from its size. */
static void
add_defaults(struct markup *markup)
{
	markup_raw(markup, "\n");
	markup_start(markup, "w:docDefaults");
	markup_start(markup, "w:rPrDefault");
	markup_start(markup, "w:rPr");
	docx_number(markup, "w:sz", styles[0].size);
	docx_number(markup, "w:szCs", styles[0].size);
	markup_start(markup, "w:lang");
	markup_attribute(markup, "w:val", "en-US");
	markup_attribute(markup, "w:eastAsia", "zh-CN");
	markup_end_empty(markup);
	markup_end(markup);
	markup_end(markup);
	docx_flag(markup, "w:pPrDefault");
	markup_end(markup);
}

void
docx_add_styles(struct buffer *out)
{
	struct markup markup = {.out = out};

	markup_raw(&markup, DOCX_DECLARATION);
	markup_start(&markup, "w:styles");
	markup_attribute(&markup, "xmlns:w", DOCX_NAMESPACE);
	add_defaults(&markup);
	for (size_t i = 0; i < sizeof styles / sizeof styles[0]; i++)
		add_style(&markup, &styles[i]);
	markup_end(&markup);
}
