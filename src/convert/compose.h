/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef CONVERT_COMPOSE_H
#define CONVERT_COMPOSE_H

/* Form + report -> document: what the printed report shows, in order. */

#include "document/document.h"
#include "report/report.h"

/* The whole report. `last` is last year's report or NULL (live figures may
 * name it). The caller frees the document. */
struct document *compose_report(const struct report *report,
                                const struct report *last);

#endif
