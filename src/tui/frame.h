/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_FRAME_H
#define TUI_FRAME_H

/*
 * What stands round a page: the title line, the outline of the sections, the
 * lines that name the current place and what was found there, the key bar.
 */

#include "tui/page.h"

/* Where the parts of the screen are, at its present size. */
struct frame {
	int height, width;
	struct area outline;
	struct area page;
	struct area name;     /* the place in full: one or two lines */
	struct area findings; /* one or two lines */
	int rules[2];         /* lines of ─ */
	int keys;             /* line of the key bar */
};

struct frame frame_measure(int height, int width);
void frame_draw_title(const struct frame *frame, const struct session *session);
/* `current` counts the header page as 0, the sections from 1. */
void frame_draw_outline(const struct frame *frame,
                        const struct session *session, size_t current);
void frame_draw_rules(const struct frame *frame);
/* The name of the place, and at the right edge what belongs beside it. */
void frame_draw_name(const struct frame *frame, const char *name,
                     const char *aside);
/* The message if not NULL, else the finding that is spoken of at the focus, and
 * how many there are. */
void frame_draw_findings(const struct frame *frame,
                         const struct session *session,
                         const struct page_focus *focus, const char *message);
/* Without those that mean nothing on the page. */
void frame_draw_keys(const struct frame *frame, const struct page *page);

/* How a level looks: its style, and the mark that tells it without colour. */
enum style level_style(enum level level);
const char *level_mark(enum level level);

#endif
