/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef BASE_ZIP_H
#define BASE_ZIP_H

/*
 * Zip archives made in memory (libarchive behind; the program for DOCX only). The
 * same members give the same bytes, at any time and in any time zone.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

struct zip_member {
	const char *name; /* ASCII: libarchive marks no other as UTF-8 */
	const char *text;
};

/* Adds an archive of the members, in this order. False with `*why`, for the
 * user and owned by the caller, if that cannot be. */
bool zip_write(struct buffer *out, const struct zip_member *members,
               size_t count, char **why);

#endif
