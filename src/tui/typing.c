/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/typing.h"

#include <string.h>

#include "base/memory.h"

/* --- selecting --- */

/* ACTION_NONE: it selects nothing. */
static enum action
movement_of(enum action action)
{
	switch (action) {
	case ACTION_SELECT_LEFT:
		return ACTION_LEFT;
	case ACTION_SELECT_RIGHT:
		return ACTION_RIGHT;
	case ACTION_SELECT_UP:
		return ACTION_UP;
	case ACTION_SELECT_DOWN:
		return ACTION_DOWN;
	case ACTION_SELECT_HOME:
		return ACTION_HOME;
	case ACTION_SELECT_END:
		return ACTION_END;
	default:
		return ACTION_NONE;
	}
}

enum action
typing_select(struct editor *editor, enum action action)
{
	enum action movement = movement_of(action);

	editor->extending = movement != ACTION_NONE || editor->marking;
	if (editor->extending && editor->anchor == NONE)
		editor->anchor = editor->caret;
	return movement == ACTION_NONE ? action : movement;
}

/* On the first line up selects to its start, on the last down to its end. */
static void
act_by_line(struct editor *editor, enum action action)
{
	if (action == ACTION_UP && !editor_up(editor, 1) && editor->extending)
		editor_home(editor);
	if (action == ACTION_DOWN && !editor_down(editor, 1) &&
	    editor->extending)
		editor_end(editor);
}

bool
typing_act(struct editor *editor, enum action action)
{
	switch (action) {
	case ACTION_LEFT:
		editor_left(editor);
		return true;
	case ACTION_RIGHT:
		editor_right(editor);
		return true;
	case ACTION_WORD_LEFT:
		editor_word_left(editor);
		return true;
	case ACTION_WORD_RIGHT:
		editor_word_right(editor);
		return true;
	case ACTION_UP:
	case ACTION_DOWN:
		act_by_line(editor, action);
		return true;
	case ACTION_HOME:
		editor_home(editor);
		return true;
	case ACTION_END:
		editor_end(editor);
		return true;
	case ACTION_DELETE:
		editor_delete(editor);
		return true;
	case ACTION_BACKSPACE:
		editor_backspace(editor);
		return true;
	case ACTION_ESCAPE:
		editor_select(editor, editor->caret, 0);
		return true;
	default:
		return false;
	}
}

void
typing_character(struct editor *editor, char32_t character)
{
	char bytes[4];

	if (editor->figures)
		character = text_fold(character);
	editor_insert(editor, bytes, text_encode(character, bytes));
}

static bool
begins_paragraph(const struct editor *editor, const struct buffer *paste)
{
	size_t length;
	const char *text = editor_text(editor, &length);

	return editor->caret == 0 || text[editor->caret - 1] == '\n' ||
	       (paste->length > 0 &&
	        memchr(paste->data, '\n', paste->length) != NULL);
}

void
typing_paste(struct editor *editor, const struct buffer *paste)
{
	struct buffer text = {0};
	/* Of a pasted paragraph; words that go into a line keep their blanks. */
	bool start = begins_paragraph(editor, paste);

	for (size_t at = 0; at < paste->length;) {
		char bytes[4];
		char32_t character;
		bool drop;

		at += text_decode(paste->data + at, paste->length - at,
		                  &character);
		drop = start && text_is_blank(character) && character != '\n';
		if (editor->figures)
			character = text_fold(character);
		if (character == '\t')
			character = ' ';
		if (!drop)
			buffer_add(&text, bytes, text_encode(character, bytes));
		start = drop || character == '\n';
	}
	session_begin(editor->session);
	editor_insert(editor, buffer_text(&text), text.length);
	session_end(editor->session, xstrdup(_("pasted text")));
	buffer_free(&text);
}

/* --- cutting and copying --- */

static char *
mark(struct editor *editor)
{
	editor->marking = !editor->marking;
	if (!editor->marking)
		return xstrdup(_("selected; Ctrl+C copies it, Ctrl+X cuts it"));
	editor->anchor = editor->caret;
	return xstrdup(_("a selection begins: move, then Ctrl+C copies it, "
	                 "Ctrl+X cuts it; Esc gives up"));
}

/* What is selected goes to the clipboard; returns its characters. */
static size_t
copy(struct editor *editor, struct span span)
{
	struct buffer *clipboard = &editor->session->clipboard;
	size_t length;
	const char *text = editor_text(editor, &length);

	buffer_clear(clipboard);
	buffer_add(clipboard, text + span.start, span.end - span.start);
	editor->marking = false;
	return text_characters(clipboard->data, clipboard->length);
}

static char *
cut(struct editor *editor, struct span span)
{
	size_t count = copy(editor, span);

	session_begin(editor->session);
	editor_delete(editor);
	session_end(editor->session, xstrdup(_("cut text")));
	return xformat(
		ngettext("%zu character cut", "%zu characters cut", count),
		count);
}

static char *
paste_clipboard(struct editor *editor)
{
	const struct buffer *clipboard = &editor->session->clipboard;

	if (clipboard->length == 0)
		return xstrdup(_("nothing was cut or copied here yet; text of "
		                 "another program is pasted with the "
		                 "terminal's own paste, often Ctrl+Shift+V or "
		                 "the mouse"));
	typing_paste(editor, clipboard);
	return NULL;
}

bool
typing_clip(struct editor *editor, enum action action, char **message)
{
	struct span span;
	bool any = editor_selection(editor, &span);
	size_t count;

	switch (action) {
	case ACTION_MARK:
		*message = mark(editor);
		return true;
	case ACTION_PASTE:
		*message = paste_clipboard(editor);
		return true;
	case ACTION_CUT:
		*message = any ? cut(editor, span)
		               : xstrdup(_("nothing is selected: Shift+arrows "
		                           "or Ctrl+^ select"));
		return true;
	case ACTION_INTERRUPT:
		if (!any)
			return false;
		count = copy(editor, span);
		*message = xformat(
			ngettext("%zu character copied; Ctrl+V pastes it, "
		                 "Ctrl+Q quits",
		                 "%zu characters copied; Ctrl+V pastes them, "
		                 "Ctrl+Q quits",
		                 count),
			count);
		return true;
	default:
		return false;
	}
}

/* --- findings --- */

void
typing_add_findings(struct buffer *text, const struct session *session,
                    size_t section)
{
	size_t i = session_finding(session, section, NONE, 0);

	if (i != NONE)
		buffer_format(text, "\n%s\n", _("What was found here"));
	for (; i != NONE; i = session_finding(session, section, NONE, i + 1)) {
		const struct finding *finding = &session->findings.items[i];

		buffer_format(text, "[%s] %s\n", level_word(finding->level),
		              finding->message);
	}
}
