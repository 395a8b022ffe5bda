/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef REPORT_SPLICE_H
#define REPORT_SPLICE_H

/* Inside report/ only: saving into the text of a file as it stands. */

#include "report/report.h"

/*
 * Writes the file the report was read from with the changes made since, and
 * with every other byte as it was. False if some change has no place of its
 * own there. What was written may still say something else: reading it tells.
 * `*replaced`: a value of another kind than the form wants went.
 */
bool report_splice(const struct report *report, struct buffer *out,
                   bool *replaced);

#endif
