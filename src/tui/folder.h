/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_FOLDER_H
#define TUI_FOLDER_H

/* The reports of the working folder, to choose one from. */

#include "form/form.h"

enum folder_answer {
	FOLDER_OPEN, /* this file */
	FOLDER_NEW,  /* a new report; the file's name is free so far */
	FOLDER_NEXT, /* the same, from last year's, which is `*last` */
	FOLDER_QUIT,
	FOLDER_LOST /* the terminal is gone, or a signal asks to end */
};

/*
 * Lists what is in *.yaml and *.yml here, newest year first, and lets the
 * clerk choose. `message` (may be NULL) is shown first. With the first three
 * answers `*file` is a name that the caller frees, else NULL; `*last` is one
 * with FOLDER_NEXT alone. The terminal must have been started.
 */
enum folder_answer folder_choose(const struct form_path *forms,
                                 const char *message, char **file, char **last);

#endif
