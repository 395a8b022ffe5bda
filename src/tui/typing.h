/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_TYPING_H
#define TUI_TYPING_H

/* What all pages with an editor do with what is typed, and say of findings. */

#include "tui/editor.h"
#include "tui/input.h"

/* Before a page acts: selecting becomes the movement it is, and the editor
 * knows whether movements extend the selection. */
enum action typing_select(struct editor *editor, enum action action);

/* Moves or deletes, if that is what the action means in any text: arrows,
 * words, Home and End of the line, Delete, Backspace; Esc drops the selection.
 * False for other actions. */
bool typing_act(struct editor *editor, enum action action);
void typing_character(struct editor *editor, char32_t character);
/* One step of undo; tabs become blanks, blanks at the start of a pasted
 * paragraph go. */
void typing_paste(struct editor *editor, const struct buffer *paste);

/* Marks, cuts, copies, pastes what was cut or copied; `*message` (the caller
 * frees it) says for the user what was done. False for other actions, and for a
 * copy of nothing. */
bool typing_clip(struct editor *editor, enum action action, char **message);

/* Adds the findings on the section as a whole (NONE: on the header fields),
 * one a line, under a head of their own; nothing if there are none. */
void typing_add_findings(struct buffer *text, const struct session *session,
                         size_t section);

#endif
