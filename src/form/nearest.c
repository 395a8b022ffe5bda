/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <string.h>

#include "base/buffer.h"
#include "base/nearest.h"
#include "base/text.h"
#include "form/load.h"

#define LISTED_WORDS 12
#define SHOWN_COLUMNS 50

const char *
enumerate(struct loader *loader, const char *const *words, size_t count)
{
	struct buffer list = {0};
	const char *kept;

	for (size_t i = 0; i < count && i < LISTED_WORDS; i++) {
		if (i > 0)
			buffer_puts(&list, ", ");
		buffer_puts(&list, shown(loader, words[i], strlen(words[i])));
	}
	if (count > LISTED_WORDS)
		buffer_puts(&list, ", …");
	kept = arena_strndup(loader->scratch, buffer_text(&list), list.length);
	buffer_free(&list);
	return kept;
}

const char *
advice(struct loader *loader, const char *word, size_t length,
       const char *const *candidates, size_t count)
{
	const char *meant = nearest_word(word, length, candidates, count);

	if (meant != NULL)
		return arena_format(loader->scratch, _("did you mean “%s”?"),
		                    shown(loader, meant, strlen(meant)));
	if (count == 0)
		return _("there are none");
	return arena_format(loader->scratch, _("there are %s"),
	                    enumerate(loader, candidates, count));
}

const char *
shown(struct loader *loader, const char *text, size_t length)
{
	size_t fits = text_fit(text, length, SHOWN_COLUMNS, AMBIGUOUS_NARROW);

	if (fits == length)
		return arena_strndup(loader->scratch, text, length);
	return arena_format(loader->scratch, "%.*s…", (int)fits, text);
}
