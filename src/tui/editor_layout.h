/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_EDITOR_LAYOUT_H
#define TUI_EDITOR_LAYOUT_H

/* The wrapped lines of an editor's text, for tui/editor.c only. */

#include "tui/editor.h"

/* Brings the layout up to the session; the caret is made to fit. */
void layout_refresh(struct editor *editor);
/* After the caret moved: shows as typed the figure it is in, and the others as
 * numbers; `all` of them anew, as they may have changed. */
void layout_follow(struct editor *editor, bool all);

/* The paragraph that byte `at` lies in: the last that begins before it. */
size_t layout_paragraph_of(const struct editor *editor, size_t at);
/* The cluster boundary at `at` or behind it. */
size_t layout_boundary(const struct editor *editor, size_t at);
/* The byte of the text behind byte `at` of what is shown of a paragraph. */
size_t layout_to_source(const struct editor_paragraph *paragraph, size_t at);

/* There must be such a line. */
struct editor_line layout_line_at(const struct editor *editor, size_t number);
/* Whether a line is the last of its paragraph. */
bool layout_is_last(const struct editor *editor, size_t number,
                    const struct editor_line *line);
size_t layout_line_of_caret(const struct editor *editor);

#endif
