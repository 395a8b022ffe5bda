/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef RENDER_OFFICE_H
#define RENDER_OFFICE_H

/* The programs that write the types of output nianbao itself cannot: their
 * large libraries would slow every start. For a renderer that names one. */

#include "render/render.h"

/* Its path; the caller frees it. */
char *office_program(const struct renderer *renderer);
/* Why it cannot be run, for the user; the caller frees it. NULL: it can. */
char *office_why_not(const struct renderer *renderer);
/*
 * Has it render the report that is saved as `file` to `output`. `forms` as
 * --forms takes it, or NULL. False with `*why` (caller frees), in its own
 * words, if it could not.
 */
bool office_render(const struct renderer *renderer, const char *forms,
                   const char *file, const char *output, char **why);

#endif
