/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_ELSEWHERE_H
#define TUI_ELSEWHERE_H

/* A file that somebody else wrote while it was open here. */

#include "tui/screen.h"

/*
 * Before saving: if the file is not as it was read, asks what to do, and gives
 * true. Ctrl+S then saves, and ends the session if `ends`.
 */
bool elsewhere_ask(struct screen *screen, bool ends);

#endif
