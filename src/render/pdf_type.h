/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef RENDER_PDF_TYPE_H
#define RENDER_PDF_TYPE_H

/* A text as it is to be printed, with the widths of its characters in one face
 * and size, and how it falls into lines. Lengths are in the paper's units. */

#include "base/wrap.h"
#include "render/pdf_paper.h"

struct pdf_type {
	enum pdf_face face;
	size_t size;
	char *text;
	size_t length;
	unsigned *widths; /* per byte, as wrap_open_set() takes them */
};

/* The caller frees it with pdf_type_free(). */
struct pdf_type pdf_type_set(struct paper *paper, enum pdf_face face,
                             size_t size, const char *text);
void pdf_type_free(struct pdf_type *type);

size_t pdf_type_width(const struct pdf_type *type, size_t start, size_t end);
/* Width of the widest part that a line should not end within. */
size_t pdf_type_part(const struct pdf_type *type);
/* As wrap_heights(). */
void pdf_type_heights(const struct pdf_type *type, size_t unit, size_t least,
                      size_t count, size_t *heights);
/* Into lines no wider than `room`, the first shorter by `indent`. Returns how
 * many; the caller frees `*lines`. */
size_t pdf_type_fold(const struct pdf_type *type, size_t room, size_t indent,
                     struct text_line **lines);
/* Into as few lines, all about as long: of the bytes [start, end). */
size_t pdf_type_fold_evenly(const struct pdf_type *type, size_t start,
                            size_t end, size_t room, struct text_line **lines);

#endif
