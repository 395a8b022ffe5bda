/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_EXPORT_H
#define TUI_EXPORT_H

/* Ctrl+O: the report under another name, or in another format. */

#include "tui/screen.h"

void export_open(struct screen *screen);

#endif
