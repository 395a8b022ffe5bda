/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef RENDER_PDF_FONTS_H
#define RENDER_PDF_FONTS_H

/* The typefaces of official documents, or what stands in for them here. */

#include <stdbool.h>

#include "base/buffer.h"

enum pdf_face {
	FACE_TITLE,      /* xiaobiaosong */
	FACE_HEADING,    /* hei */
	FACE_SUBHEADING, /* kai */
	FACE_BODY,       /* fangsong */
	FACE_FOLIO       /* song: page numbers */
};
#define FACE_COUNT 5

struct pdf_font {
	char *family; /* as fontconfig names it */
	bool bold;
	bool substitute; /* not the typeface asked for */
};

/*
 * Chooses one that holds Chinese for each face. False, with `*why` for the user,
 * if there is none at all; the caller frees the fonts in either case.
 */
bool pdf_fonts_choose(struct pdf_font fonts[FACE_COUNT], char **why);
void pdf_fonts_free(struct pdf_font fonts[FACE_COUNT]);
/* Adds what stands in for what, for the user; nothing if nothing does. */
void pdf_fonts_tell(const struct pdf_font fonts[FACE_COUNT],
                    struct buffer *out);

#endif
