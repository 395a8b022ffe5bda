/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef FORM_BUILT_H
#define FORM_BUILT_H

/*
 * Forms that were read and verified when the program was built. The program
 * carries the bytes of their files and what reading them came to, frozen; a
 * file of just these bytes, wherever it stands, need not be read again. Any
 * other file is: a changed form and a new one take longer, and that is all.
 *
 * form/build.c writes them as C, from the forms that are installed.
 */

#include "base/buffer.h"
#include "base/freeze.h"
#include "form/form.h"

struct built_form {
	const uintptr_t *source; /* the file's bytes, in words */
	size_t source_size;      /* bytes */
	struct frozen frozen;    /* the root is its struct form */
};

struct built_forms {
	const struct built_form *items;
	size_t count;
};

/* Of this program: written by form/build.c, or none (form/built_none.c). */
extern const struct built_forms built_forms;

/* The form that a file of these bytes defines, as form_read() gives it; NULL if
 * it was not there when the program was built. */
struct form *built_form_find(const char *path, const struct buffer *source);

/* Freezes a form that was read twice from the same bytes, and frees both. False
 * if that cannot be: `*why` is then as freeze() gives it. */
bool built_form_freeze(struct form *form, struct form *again,
                       struct frozen *frozen, size_t *why);

#endif
