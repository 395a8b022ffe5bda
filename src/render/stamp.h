/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef RENDER_STAMP_H
#define RENDER_STAMP_H

#include "document/document.h"

/*
 * When the document was made, as files say it of themselves:
 * YYYY-MM-DDThh:mm:ssZ. From SOURCE_DATE_EPOCH, or else the date it bears, so
 * that the same document always gives the same bytes; NULL if it bears none.
 * The caller frees it.
 */
char *stamp_of(const struct document *document);

#endif
