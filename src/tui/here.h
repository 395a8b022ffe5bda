/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_HERE_H
#define TUI_HERE_H

/* Which finding is spoken of where the caret stands. Knows no curses. */

#include "base/pattern.h"
#include "tui/page.h"

struct here {
	size_t finding; /* NONE: nothing was found here */
	size_t number;  /* it is so manieth of those of the place, from 1 */
	size_t count;
	bool near; /* of the caret's cell, field or sentence, or of the section
	              as a whole; else of a sentence elsewhere */
};

/* Of several the one `chosen` (NONE: none is), else the first; in prose those
 * of the caret's sentence come before all others of the section. */
struct here here_find(const struct session *session,
                      const struct page_focus *focus, size_t chosen);

/* The finding that F4 means: as above, but a review that is not explained yet
 * comes before all others; NONE if none is near. */
size_t here_explain(const struct session *session,
                    const struct page_focus *focus, size_t chosen);

#endif
