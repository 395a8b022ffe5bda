/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef COMMAND_RESUME_H
#define COMMAND_RESUME_H

/* Taking up again what an earlier session left of a report (resume.c). */

#include <stdio.h>

#include "report/recovery.h"
#include "tui/offer.h"

/* Prints what putting the edits back changes, as `diff` does. */
void resume_print(const struct form_path *forms, const char *file,
                  const struct report *report, const struct report *mended,
                  size_t columns, FILE *out);

/*
 * Offers on the screen what was left of the report in `recovery`, if anything
 * was: OFFER_TAKEN means that its edits are to be put back. A report without
 * a file is replaced, and its form, by the one that was begun then. `*said` is
 * what the clerk should know of it, or NULL; the caller frees it, and
 * `recovery`.
 */
enum offer_answer resume_offer(struct recovery *recovery,
                               const struct form_path *forms,
                               struct form **form, struct report **report,
                               char **said);

#endif
