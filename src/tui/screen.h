/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_SCREEN_H
#define TUI_SCREEN_H

/* The screen round the pages, and the loop that runs it. */

#include "tui/session.h"

/*
 * Edits the session's report until the clerk quits. `greeting` (may be NULL)
 * is shown first, and `told` (may be NULL) in a box to be read
 * before. Returns false if the terminal was lost or a signal ended
 * it. The terminal must have been started.
 */
bool screen_run(struct session *session, const char *greeting,
                const char *told);

/* The least size at which there is anything to see. */
#define SCREEN_WIDTH_MIN 60
#define SCREEN_HEIGHT_MIN 16

#endif
