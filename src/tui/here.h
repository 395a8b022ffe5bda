/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_HERE_H
#define TUI_HERE_H

/* Which finding is spoken of where the caret stands. Knows no curses. */

#include "base/pattern.h"
#include "tui/page.h"

struct here {
	size_t finding; /* NONE: nothing was found here */
	size_t number;  /* it is so manieth of those of the place, from 1: those
	                   that are settled come last */
	size_t count;
	bool near; /* chosen, or of the caret's cell, field or sentence, or of
	              the section as a whole; else of a sentence elsewhere */
};

/*
 * Of several the one that was chosen, else what is near before what is not,
 * and then by here_goes_first(), else the first. What is shown, and what F4 acts
 * on if it is near.
 */
struct here here_find(const struct session *session,
                      const struct page_focus *focus);

/* The finding that was gone to last, as long as the caret is where it came to
 * then and nothing was edited; else NONE. */
size_t here_chosen(const struct session *session,
                   const struct page_focus *focus);

/* The order of findings at one spot, < 0 for `a` first: those of a sentence
 * before those of its section, then by level, then those that are not merely as
 * they were last year. */
int here_compare(const struct finding *a, const struct finding *b);
/* Whether `a` is spoken of rather than `b` if neither was chosen: of two of a
 * sentence, or not, what is not settled. */
bool here_goes_first(const struct finding *a, const struct finding *b);

#endif
