/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/typing.h"

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
		editor_up(editor, 1);
		return true;
	case ACTION_DOWN:
		editor_down(editor, 1);
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
		return true;
	default:
		return false;
	}
}

void
typing_character(struct editor *editor, char32_t character)
{
	char bytes[4];

	editor_insert(editor, bytes, text_encode(character, bytes));
}

void
typing_paste(struct editor *editor, const struct buffer *paste)
{
	struct buffer text = {0};
	bool start = true; /* of a pasted paragraph */

	for (size_t at = 0; at < paste->length;) {
		const char *rest = paste->data + at;
		char32_t character;
		size_t bytes =
			text_decode(rest, paste->length - at, &character);
		bool drop =
			start && text_is_blank(character) && character != '\n';

		if (!drop && character == '\t')
			buffer_putc(&text, ' ');
		else if (!drop)
			buffer_add(&text, rest, bytes);
		start = drop || character == '\n';
		at += bytes;
	}
	editor_insert(editor, text.length > 0 ? text.data : "", text.length);
	buffer_free(&text);
}

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
