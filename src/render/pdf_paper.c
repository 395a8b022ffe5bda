/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "render/pdf_paper.h"

#include <assert.h>
#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"

static_assert(PAPER_POINT == PANGO_SCALE, "one unit for both");

/* No gap grows by more than this part of the type's size. */
#define STRETCH_MOST 3

struct paper {
	struct buffer *out;
	cairo_surface_t *surface;
	cairo_t *cairo;
	PangoFontMap *typefaces; /* its own, so that it can be freed */
	PangoLayout *layout;
	PangoFontDescription *fonts[FACE_COUNT];
	size_t page;
	int chapter; /* outline's id of the last entry of level 1 */
	struct buffer missing;
};

static double
points(size_t length)
{
	return (double)length / (double)PAPER_POINT;
}

static cairo_status_t
write_out(void *closure, const unsigned char *data, unsigned length)
{
	buffer_add(closure, data, length);
	return CAIRO_STATUS_SUCCESS;
}

static void
describe(struct paper *paper, const struct paper_about *about)
{
	const struct {
		cairo_pdf_metadata_t what;
		const char *text;
	} data[] = {
		{CAIRO_PDF_METADATA_TITLE, about->title},
		{CAIRO_PDF_METADATA_AUTHOR, about->author},
		{CAIRO_PDF_METADATA_CREATOR, PACKAGE_STRING},
		/* Else the moment it is run. */
		{CAIRO_PDF_METADATA_CREATE_DATE,
	         about->made ? about->made : ""},
		{CAIRO_PDF_METADATA_MOD_DATE, about->made},
	};

	for (size_t i = 0; i < sizeof data / sizeof data[0]; i++)
		if (data[i].text)
			cairo_pdf_surface_set_metadata(
				paper->surface, data[i].what, data[i].text);
}

/* The face's own font first, then those of the other faces, so that a character
 * it lacks comes from one with Chinese. */
static PangoFontDescription *
describe_font(const struct pdf_font fonts[FACE_COUNT], size_t face)
{
	PangoFontDescription *description = pango_font_description_new();
	struct buffer families = {0};

	buffer_puts(&families, fonts[face].family);
	for (size_t i = 0; i < FACE_COUNT; i++)
		if (strcmp(fonts[i].family, fonts[face].family) != 0)
			buffer_format(&families, ",%s", fonts[i].family);
	pango_font_description_set_family(description, families.data);
	buffer_free(&families);
	if (fonts[face].bold)
		pango_font_description_set_weight(description,
		                                  PANGO_WEIGHT_BOLD);
	return description;
}

struct paper *
paper_new(const struct pdf_font fonts[FACE_COUNT], size_t width, size_t height,
          const struct paper_about *about, struct buffer *out)
{
	struct paper *paper = xcalloc(1, sizeof(*paper));
	cairo_font_options_t *options = cairo_font_options_create();
	PangoContext *context;

	paper->out = out;
	paper->page = 1;
	paper->surface = cairo_pdf_surface_create_for_stream(
		write_out, out, points(width), points(height));
	cairo_pdf_surface_restrict_to_version(paper->surface,
	                                      CAIRO_PDF_VERSION_1_4);
	describe(paper, about);
	paper->cairo = cairo_create(paper->surface);
	cairo_set_line_width(paper->cairo, 0.5);
	paper->typefaces = pango_cairo_font_map_new();
	context = pango_font_map_create_context(paper->typefaces);
	pango_cairo_update_context(paper->cairo, context);
	paper->layout = pango_layout_new(context);
	g_object_unref(context); /* which the layout holds */
	/* Widths as they are, for paper knows no pixels. */
	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	pango_cairo_context_set_font_options(context, options);
	cairo_font_options_destroy(options);
	pango_context_set_round_glyph_positions(context, FALSE);
	pango_context_set_language(context,
	                           pango_language_from_string("zh-cn"));
	pango_layout_set_single_paragraph_mode(paper->layout, TRUE);
	for (size_t i = 0; i < FACE_COUNT; i++)
		paper->fonts[i] = describe_font(fonts, i);
	return paper;
}

/* --- type --- */

static void
set(struct paper *paper, enum pdf_face face, size_t size, const char *text,
    size_t length)
{
	PangoFontDescription *font = paper->fonts[face];

	pango_font_description_set_absolute_size(font, (double)size);
	pango_layout_set_font_description(paper->layout, font);
	pango_layout_set_text(paper->layout, text, (int)length);
}

static void
note_missing(struct paper *paper, const PangoGlyphItem *run)
{
	for (int i = 0; i < run->glyphs->num_glyphs; i++) {
		PangoGlyph glyph = run->glyphs->glyphs[i].glyph;
		char bytes[5] = {0};

		if (!(glyph & PANGO_GLYPH_UNKNOWN_FLAG))
			continue;
		text_encode(glyph & ~PANGO_GLYPH_UNKNOWN_FLAG, bytes);
		if (paper->missing.length == 0 ||
		    !strstr(paper->missing.data, bytes))
			buffer_puts(&paper->missing, bytes);
	}
}

void
paper_widths(struct paper *paper, enum pdf_face face, size_t size,
             const char *text, size_t length, unsigned *widths)
{
	PangoLayoutIter *at;

	if (length == 0)
		return;
	set(paper, face, size, text, length);
	at = pango_layout_get_iter(paper->layout);
	do {
		const PangoGlyphItem *run =
			pango_layout_iter_get_run_readonly(at);
		PangoRectangle logical;

		if (!run)
			continue;
		pango_layout_iter_get_cluster_extents(at, NULL, &logical);
		widths[pango_layout_iter_get_index(at)] +=
			(unsigned)logical.width;
	} while (pango_layout_iter_next_cluster(at));
	pango_layout_iter_free(at);
	for (GSList *run =
	             pango_layout_get_line_readonly(paper->layout, 0)->runs;
	     run; run = run->next)
		note_missing(paper, run->data);
}

/* May a line be stretched between these two? Not within a number or a word, nor
 * within a dash or dots of two characters. */
static bool
is_gap(const char *text, size_t length, size_t at)
{
	size_t before = at;
	char32_t left, right;

	if (at == 0 || at >= length)
		return false;
	do
		before--;
	while (((unsigned char)text[before] & 0xC0) == 0x80);
	text_peek(text + before, &left);
	text_peek(text + at, &right);
	if (left == right && (left == 0x2014 || left == 0x2026))
		return false;
	return text_is_blank(left) ||
	       text_char_width(left, AMBIGUOUS_WIDE) == 2 ||
	       text_char_width(right, AMBIGUOUS_WIDE) == 2;
}

/* Counts the gaps of a run; adds `each` to them all and one unit more to the
 * first `*rest`. */
static size_t
stretch_run(PangoGlyphItem *run, const char *text, size_t length, int each,
            size_t *rest)
{
	PangoGlyphItemIter at;
	size_t gaps = 0;
	gboolean more;

	for (more = pango_glyph_item_iter_init_start(&at, run, text); more;
	     more = pango_glyph_item_iter_next_cluster(&at)) {
		bool forward = at.start_glyph < at.end_glyph;
		int last = forward ? at.end_glyph - 1 : at.start_glyph;

		if (!is_gap(text, length, (size_t)at.end_index))
			continue;
		gaps++;
		run->glyphs->glyphs[last].geometry.width += each;
		if (*rest > 0) {
			run->glyphs->glyphs[last].geometry.width++;
			--*rest;
		}
	}
	return gaps;
}

static size_t
stretch_all(PangoLayoutLine *line, const char *text, size_t length, int each,
            size_t rest)
{
	size_t gaps = 0;

	for (GSList *run = line->runs; run; run = run->next)
		gaps += stretch_run(run->data, text, length, each, &rest);
	return gaps;
}

static void
stretch(PangoLayoutLine *line, const char *text, size_t length, size_t size,
        size_t width)
{
	PangoRectangle logical;
	size_t gaps, rest;

	pango_layout_line_get_extents(line, NULL, &logical);
	if ((size_t)logical.width >= width)
		return;
	rest = width - (size_t)logical.width;
	gaps = stretch_all(line, text, length, 0, 0);
	if (gaps > 0 && rest <= gaps * (size / STRETCH_MOST))
		stretch_all(line, text, length, (int)(rest / gaps),
		            rest % gaps);
}

void
paper_text(struct paper *paper, enum pdf_face face, size_t size,
           const char *text, size_t length, size_t x, size_t y, size_t width)
{
	PangoLayoutLine *line;

	if (length == 0)
		return;
	set(paper, face, size, text, length);
	line = pango_layout_get_line(paper->layout, 0);
	if (width > 0)
		stretch(line, pango_layout_get_text(paper->layout), length,
		        size, width);
	/* A Chinese character reaches from 0.12 of its size below the base line
	 * to 0.88 above it. */
	cairo_move_to(paper->cairo, points(x), points(y + size * 38 / 100));
	pango_cairo_show_layout_line(paper->cairo, line);
}

/* --- pages --- */

void
paper_box(struct paper *paper, size_t x, size_t y, size_t width, size_t height)
{
	cairo_rectangle(paper->cairo, points(x), points(y), points(width),
	                points(height));
	cairo_stroke(paper->cairo);
}

void
paper_bookmark(struct paper *paper, int level, const char *text, size_t y)
{
	char *place =
		xformat("page=%zu pos=[0 %zu]", paper->page, y / PAPER_POINT);
	int parent = level > 1 ? paper->chapter : CAIRO_PDF_OUTLINE_ROOT;
	int id = cairo_pdf_surface_add_outline(paper->surface, parent, text,
	                                       place, 0);

	if (level == 1)
		paper->chapter = id;
	free(place);
}

void
paper_turn(struct paper *paper)
{
	cairo_show_page(paper->cairo);
	paper->page++;
}

size_t
paper_page(const struct paper *paper)
{
	return paper->page;
}

const char *
paper_missing(const struct paper *paper)
{
	return buffer_text(&paper->missing);
}

/*
 * Names the language in the file's catalog, for which cairo has no call: its last
 * object, so that only the place of the table behind it changes.
 */
static void
add_language(struct buffer *out)
{
	static const char catalog[] = "<< /Type /Catalog\n";
	static const char language[] = "   /Lang (zh-CN)\n";
	static const char start[] = "\nstartxref\n";
	const size_t tail = out->length < 40 ? out->length : 40;
	char *found = memmem(out->data, out->length, catalog, strlen(catalog));
	char *table = memmem(out->data + out->length - tail, tail, start,
	                     strlen(start));
	size_t at, place;
	char *end;

	if (!found || !table)
		return;
	table += strlen(start);
	place = strtoul(table, &end, 10);
	/* An object behind it would change its place. */
	at = (size_t)(found - out->data) + strlen(catalog);
	if (place <= at || place > out->length ||
	    memmem(out->data + at, place - at, "endobj\n", 7) !=
	            out->data + place - 7)
		return;
	end = xformat("%zu", place + strlen(language));
	place = (size_t)(table - out->data);
	buffer_splice(out, place, strspn(out->data + place, "0123456789"), end,
	              strlen(end));
	free(end);
	buffer_splice(out, at, 0, language, strlen(language));
}

bool
paper_close(struct paper *paper, char **why)
{
	cairo_status_t status;

	cairo_show_page(paper->cairo);
	g_object_unref(paper->layout);
	g_object_unref(paper->typefaces);
	for (size_t i = 0; i < FACE_COUNT; i++)
		pango_font_description_free(paper->fonts[i]);
	cairo_destroy(paper->cairo);
	cairo_surface_finish(paper->surface);
	status = cairo_surface_status(paper->surface);
	cairo_surface_destroy(paper->surface);
	if (status == CAIRO_STATUS_SUCCESS)
		add_language(paper->out);
	buffer_free(&paper->missing);
	free(paper);
	if (status != CAIRO_STATUS_SUCCESS && !*why)
		*why = xstrdup(cairo_status_to_string(status));
	return status == CAIRO_STATUS_SUCCESS;
}
