/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "render/render.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "render/html_table.h"

/*
 * A page has a style sheet, made of these; a fragment, which a site's editor
 * strips of such, has them on each element. Both need nothing from outside.
 */
enum look {
	LOOK_ALL,
	LOOK_TITLE,
	LOOK_TITLE_PART, /* stays on a line if it can */
	LOOK_HEADING,
	LOOK_SUBHEADING,
	LOOK_PARAGRAPH,
	LOOK_DATE,
	LOOK_BOX, /* around a table: scrolls where that is too wide */
	LOOK_TABLE,
	LOOK_CAPTION,
	LOOK_HEAD,
	LOOK_LABEL,
	LOOK_FIGURE
};
#define LOOK_COUNT 13

#define CELL_STYLE "border:1px solid #555;padding:.3em .4em;font-weight:normal;"

static const struct look_style {
	const char *selector;
	const char *style;
} looks[] = {
	[LOOK_ALL] = {"body", "color:#111;background:#fff;line-height:1.8;"
                              "overflow-wrap:break-word"},
	[LOOK_TITLE] = {"h1", "margin:1em 0;font-size:1.5em;line-height:1.5;"
                              "text-align:center;text-wrap:balance"},
	[LOOK_TITLE_PART] = {"h1 span", "display:inline-block;"
                                        "text-wrap:balance"},
	[LOOK_HEADING] = {"h2", "margin:1.5em 0 .5em;font-size:1.15em"},
	[LOOK_SUBHEADING] = {"h3", "margin:.8em 0 .3em;font-size:1em;"
                                   "text-indent:2em"},
	[LOOK_PARAGRAPH] = {"p", "margin:.3em 0;text-align:justify;"
                                 "text-indent:2em"},
	[LOOK_DATE] = {".date", "margin:2em 4em 1em 0;text-align:right"},
	[LOOK_BOX] = {".table", "margin:.8em 0;overflow-x:auto"},
	[LOOK_TABLE] = {"table", "width:100%;border-collapse:collapse;"
                                 "font-size:.875em;line-height:1.4"},
	/* The heading above says the same to whoever sees it. */
	[LOOK_CAPTION] = {"caption", "height:1px;overflow:hidden;"
                                     "font-size:1px;line-height:1px;"
                                     "color:transparent"},
	[LOOK_HEAD] = {"th[scope=col]",
                       CELL_STYLE "min-width:2.2em;background:#f3f3f3;"
                                  "text-align:center;text-wrap:balance"},
	[LOOK_LABEL] = {"th[scope=row]",
                        CELL_STYLE "min-width:2.2em;text-align:left"},
	/* A figure has no place where a line could end. */
	[LOOK_FIGURE] = {"td", CELL_STYLE "text-align:center;"
                                          "font-variant-numeric:tabular-nums"},
};

static_assert(sizeof looks / sizeof looks[0] == LOOK_COUNT,
              "every look has its style");

/*
 * What an element cannot say of itself. On paper the numbers of GB/T 9704:
 * margins, the sizes of title (22 pt) and text, and its pitch, which make 22 lines
 * of 28 characters, in its typefaces where they are installed.
 */
static const char sheet[] =
	"body{max-width:56em;margin:0 auto;padding:0 1em 2em;"
	"font-family:system-ui,\"PingFang SC\",\"Microsoft YaHei\","
	"\"Noto Sans CJK SC\",sans-serif}\n"
	".table:focus-visible{outline:2px solid #06c}\n"
	"@page{size:A4;margin:37mm 26mm 35mm 28mm}\n"
	"@page :right{@bottom-right{content:\"\\2014  \" counter(page) "
	"\" \\2014\"}}\n"
	"@page :left{@bottom-left{content:\"\\2014  \" counter(page) "
	"\" \\2014\"}}\n"
	"@media print{\n"
	"body{max-width:none;padding:0;font:15.79pt/28.95pt FangSong,"
	"FangSong_GB2312,STFangsong,\"Noto Serif CJK SC\",serif}\n"
	"h1{margin:0 0 29pt;font:bold 22pt/1.5 FZXiaoBiaoSong-B05S,"
	"STZhongsong,SimSun,\"Noto Serif CJK SC\",serif}\n"
	"h2{margin:0;font:15.79pt/28.95pt SimHei,STHeiti,"
	"\"Noto Sans CJK SC\",sans-serif;text-indent:2em}\n"
	"h3{margin:0;font:15.79pt/28.95pt KaiTi,KaiTi_GB2312,STKaiti,"
	"\"Noto Serif CJK SC\",serif}\n"
	"h2,h3,caption{break-after:avoid}\n"
	"p{margin:0;orphans:2;widows:2}\n"
	/* Whole on the next page if it fits there, heads with lines if not. */
	".table{overflow:visible;margin:6pt 0;break-inside:avoid}\n"
	"table{min-width:0!important;font-size:min(9pt,calc((156mm - "
	"5pt*var(--columns))/var(--least)));line-height:1.2}\n"
	"th[scope],td{padding:1.5pt;border-color:#000;background:none}\n"
	"thead{display:table-header-group}\n"
	"caption+tbody,caption+tbody~tbody{break-inside:avoid}\n"
	/* A merged cell would hold all its lines together. */
	"tr:not(:has([rowspan])){break-inside:avoid}\n"
	"}\n";

struct page {
	struct markup markup;
	bool fragment;
	int year;            /* of the report; 0 if not known */
	const char *heading; /* the last one, NULL before the first */
};

/* Starts an element that looks so: by a style of its own, or else by a class
 * if its look has one. */
static void
start(struct page *page, const char *element, enum look look)
{
	const char *selector = looks[look].selector;

	markup_start(&page->markup, element);
	if (page->fragment)
		markup_attribute(&page->markup, "style", looks[look].style);
	else if (selector[0] == '.')
		markup_attribute(&page->markup, "class", selector + 1);
}

static void
end(struct page *page)
{
	markup_end(&page->markup);
	markup_raw(&page->markup, "\n");
}

static void
add_text(struct page *page, const char *element, enum look look,
         const struct block *block)
{
	start(page, element, look);
	/* In a site's page the ids could be taken. */
	if (block->kind == BLOCK_HEADING && block->level == 1 &&
	    block->id != NULL && !page->fragment)
		markup_attribute(&page->markup, "id", block->id);
	markup_text(&page->markup, block->text);
	end(page);
}

static void
add_title_part(struct page *page, const char *text, size_t length)
{
	char *part = xstrndup(text, length);

	start(page, "span", LOOK_TITLE_PART);
	markup_text(&page->markup, part);
	markup_end(&page->markup);
	free(part);
}

/* Broken, where it has to be, behind the year first. */
static void
add_title(struct page *page, const char *title)
{
	size_t middle = document_title_break(title, page->year);

	start(page, "h1", LOOK_TITLE);
	if (middle > 0)
		add_title_part(page, title, middle);
	add_title_part(page, title + middle, strlen(title + middle));
	end(page);
}

/* A text in place of a figure may be one long word. */
#define TEXT_STYLE "overflow-wrap:anywhere"

/* The least width of a table on paper, in tenths of the type's size: figures
 * stay whole; labels get 2 characters or more. */
static size_t
least_width(const struct grid *grid)
{
	size_t least = 0;

	for (size_t column = 0; column < grid->columns; column++) {
		size_t widest = 20;

		for (size_t line = 0; line < grid->lines; line++) {
			const struct grid_cell *cell =
				grid_at(grid, line, column);

			if (!grid_is_origin(grid, line, column) ||
			    cell->across > 1 ||
			    (cell->kind != GRID_COUNT &&
			     cell->kind != GRID_AMOUNT))
				continue;
			if (6 * strlen(cell->text) > widest)
				widest = 6 * strlen(cell->text);
		}
		least += widest;
	}
	return least;
}

/* A width below which the table scrolls rather than fold its labels to a
 * character a line; and, for paper, what decides the size of its type. */
static char *
table_style(const struct page *page, const struct grid *grid)
{
	size_t least = least_width(grid);

	if (page->fragment)
		return xformat("%s;min-width:%zuem", looks[LOOK_TABLE].style,
		               4 * grid->columns);
	return xformat("min-width:%zuem;--columns:%zu;--least:%zu.%zu",
	               4 * grid->columns, grid->columns, least / 10,
	               least % 10);
}

static void
add_table(struct page *page, const struct block *block)
{
	char *style = table_style(page, block->grid);
	char *text = xformat("%s;" TEXT_STYLE, looks[LOOK_FIGURE].style);
	const char *const own[PART_COUNT] = {
		[PART_TABLE] = style,
		[PART_CAPTION] = looks[LOOK_CAPTION].style,
		[PART_HEAD] = looks[LOOK_HEAD].style,
		[PART_LABEL] = looks[LOOK_LABEL].style,
		[PART_FIGURE] = looks[LOOK_FIGURE].style,
		[PART_TEXT] = text,
	};
	const char *const shared[PART_COUNT] = {
		[PART_TABLE] = style,
		[PART_TEXT] = TEXT_STYLE,
	};
	const struct html_table how = {
		.caption = page->heading,
		.styles = page->fragment ? own : shared,
		.ids = true,
	};

	start(page, "div", LOOK_BOX);
	/* What scrolls has to be reached by keyboard too. */
	markup_attribute(&page->markup, "role", "region");
	markup_attribute(&page->markup, "tabindex", "0");
	if (page->heading != NULL)
		markup_attribute(&page->markup, "aria-label", page->heading);
	markup_raw(&page->markup, "\n");
	html_table(&page->markup, block->grid, &how);
	end(page);
	free(text);
	free(style);
}

static void
add_block(struct page *page, const struct block *block)
{
	switch (block->kind) {
	case BLOCK_TITLE:
		add_title(page, block->text);
		break;
	case BLOCK_HEADING:
		page->heading = block->text;
		if (block->level == 1)
			add_text(page, "h2", LOOK_HEADING, block);
		else
			add_text(page, "h3", LOOK_SUBHEADING, block);
		break;
	case BLOCK_PARAGRAPH:
		add_text(page, "p", LOOK_PARAGRAPH, block);
		break;
	case BLOCK_TABLE:
		add_table(page, block);
		break;
	case BLOCK_DATE:
		add_text(page, "p", LOOK_DATE, block);
		break;
	}
}

static void
add_meta(struct markup *markup, const char *name, const char *content)
{
	markup_start(markup, "meta");
	markup_attribute(markup, "name", name);
	markup_attribute(markup, "content", content);
	markup_end_void(markup);
	markup_raw(markup, "\n");
}

static void
add_head(struct page *page, const struct document *document)
{
	struct markup *markup = &page->markup;

	markup_start(markup, "head");
	markup_raw(markup, "\n<meta charset=\"utf-8\">\n");
	add_meta(markup, "viewport", "width=device-width, initial-scale=1");
	markup_start(markup, "title");
	markup_text(markup, document_title(document));
	end(page);
	markup_start(markup, "style");
	markup_raw(markup, "\n");
	for (size_t i = 0; i < LOOK_COUNT; i++) {
		markup_raw(markup, looks[i].selector);
		markup_raw(markup, "{");
		markup_raw(markup, looks[i].style);
		markup_raw(markup, "}\n");
	}
	markup_raw(markup, sheet);
	end(page);
	end(page);
}

bool
render_html(const struct document *document,
            const struct render_options *options, struct buffer *out,
            char **why)
{
	struct page page = {
		.markup = {.out = out},
		.fragment = options->fragment,
		.year = document->year,
	};

	(void)why;
	if (page.fragment) {
		start(&page, "div", LOOK_ALL);
		markup_attribute(&page.markup, "lang", "zh-CN");
	} else {
		markup_raw(&page.markup, "<!DOCTYPE html>\n");
		markup_start(&page.markup, "html");
		markup_attribute(&page.markup, "lang", "zh-CN");
		markup_raw(&page.markup, "\n");
		add_head(&page, document);
		markup_start(&page.markup, "body");
		markup_raw(&page.markup, "\n");
		markup_start(&page.markup, "main");
	}
	markup_raw(&page.markup, "\n");
	for (size_t i = 0; i < document->count; i++)
		add_block(&page, &document->blocks[i]);
	while (page.markup.depth > 0)
		end(&page);
	return true;
}
