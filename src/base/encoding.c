/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "base/encoding.h"

#include <errno.h>
#include <iconv.h>

#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"

/* Characters quoted before the one that cannot be held. */
#define QUOTED 12

/* What to say of the character at byte `at`. */
static char *
describe(const struct buffer *text, size_t at, const char *encoding)
{
	struct buffer quote = {0};
	char32_t character;
	size_t line = 1, start = at;
	char *why;

	for (size_t i = 0; i < at; i++)
		line += text->data[i] == '\n';
	for (int i = 0;
	     i < QUOTED && start > 0 && text->data[start - 1] != '\n'; i++)
		start = text_previous(text->data, text->length, start);
	text_decode(text->data + at, text->length - at, &character);
	text_show(&quote, text->data + start,
	          text_next(text->data, text->length, at) - start);
	why = xformat(_("line %zu of the output: %s has no character U+%04X, "
	                "the last one of “%s”; UTF-8 has them all"),
	              line, encoding, (unsigned)character, quote.data);
	buffer_free(&quote);
	return why;
}

bool
encoding_convert(struct buffer *text, const char *encoding, char **why)
{
	struct buffer converted = {0};
	char block[4096];
	char *in = text->data;
	size_t left = text->length;
	iconv_t state = iconv_open(encoding, "UTF-8");
	bool held = true;

	if (state == (iconv_t)-1) {
		*why = xformat(_("this system cannot write %s"), encoding);
		return false;
	}
	while (held && left > 0) {
		char *out = block;
		size_t room = sizeof(block);

		errno = 0;
		/* A positive result counts characters replaced by others. */
		held = iconv(state, &in, &left, &out, &room) == 0 ||
		       errno == E2BIG;
		buffer_add(&converted, block, sizeof(block) - room);
	}
	iconv_close(state);
	if (held) {
		buffer_free(text);
		*text = converted;
		return true;
	}
	*why = describe(text, text->length - left, encoding);
	buffer_free(&converted);
	return false;
}
