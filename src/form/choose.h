/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef FORM_CHOOSE_H
#define FORM_CHOOSE_H

/* Which of the installed forms a new report gets. */

#include "form/form.h"

/*
 * The form that came into force last of those that serve `year` (0: any year).
 * With `older`, the id of last year's form, only that form and those that say
 * under `from` what corresponds to it come into question. NULL with every
 * reason in `problems` if there is none; else the caller frees the form.
 */
struct form *form_choose(const struct form_path *forms, int year,
                         const char *older, struct problems *problems);

#endif
