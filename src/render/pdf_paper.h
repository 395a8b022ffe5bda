/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef RENDER_PDF_PAPER_H
#define RENDER_PDF_PAPER_H

/*
 * Pages to draw on, and type to set: the device of the PDF renderer. Lengths are
 * in units of 1/1024 point; the origin is the upper left corner of the page.
 * Texts are valid UTF-8 without line breaks and control characters.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "render/pdf_fonts.h"

#define PAPER_POINT ((size_t)1024)
/* 25.4 mm are 72 points. */
#define PAPER_MM(mm) ((mm)*PAPER_POINT * 360 / 127)

struct paper_about {
	const char *title;
	const char *author; /* or NULL */
	const char *made;   /* as of stamp_of(), or NULL */
};

struct paper;

/* The pages are added to `out`, which has to live as long. */
struct paper *paper_new(const struct pdf_font fonts[FACE_COUNT], size_t width,
                        size_t height, const struct paper_about *about,
                        struct buffer *out) __attribute__((returns_nonnull));
/* Ends the last page and the file, and frees the paper. False with `*why` if
 * that did not work. */
bool paper_close(struct paper *paper, char **why);

/* Puts the advance of each cluster at the byte it begins at. `widths` has
 * `length` elements, all 0. */
void paper_widths(struct paper *paper, enum pdf_face face, size_t size,
                  const char *text, size_t length, unsigned *widths);
/*
 * Draws one line with its characters' middle at `y`. A `width` other than 0
 * stretches the line to it, between Chinese characters and at blanks, unless
 * that would tear it apart.
 */
void paper_text(struct paper *paper, enum pdf_face face, size_t size,
                const char *text, size_t length, size_t x, size_t y,
                size_t width);
void paper_box(struct paper *paper, size_t x, size_t y, size_t width,
               size_t height);
/* An entry of the outline: this page at `y`. Level 1, or 2 below the last of
 * those. */
void paper_bookmark(struct paper *paper, int level, const char *text, size_t y);
/* Ends the page, and begins another. */
void paper_turn(struct paper *paper);
size_t paper_page(const struct paper *paper); /* from 1 */
/* Characters that no typeface here has, each once, in the order they came;
 * "" if there are none. */
const char *paper_missing(const struct paper *paper);

#endif
