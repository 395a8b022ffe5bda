/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef TUI_SCREEN_H
#define TUI_SCREEN_H

/*
 * The screen round the pages, and the loop that runs it; and what actions and
 * layers may ask of it.
 */

#include "tui/layer.h"
#include "tui/page.h"
#include "tui/session.h"

/*
 * Edits the session's report until the clerk quits. `greeting` (may be NULL)
 * is shown first, and `told` (may be NULL) in a box to be read
 * before. Returns false if the terminal was lost or a signal ended
 * it. The terminal must have been started.
 */
bool screen_run(struct session *session, const char *greeting,
                const char *told);

/* The least size at which there is anything to see. */
#define SCREEN_WIDTH_MIN 60
#define SCREEN_HEIGHT_MIN 16

/* --- for actions and layers --- */

struct session *screen_session(const struct screen *screen);
struct page *screen_page(const struct screen *screen);
/* Where the caret is on the page. */
struct page_focus screen_focus(const struct screen *screen);
/* Shown until the next event. Takes the message over; NULL takes it away. */
void screen_say(struct screen *screen, char *message);
/* Shown beside whatever stands below, until the next event: a translated word
 * or two; NULL: nothing. */
void screen_note(struct screen *screen, const char *note);
/* Puts a layer on top; takes it over. */
void screen_open(struct screen *screen, struct layer *layer);
/* An entry under way becomes an edit: before anything that looks at the
 * report or leaves the place. */
void screen_commit(struct screen *screen);
/* Turns to the page of the place and puts the caret there. */
void screen_go(struct screen *screen, const struct place *place);
/* The same for finding number `number`, which F7 and F8 then go on from. */
void screen_go_to_finding(struct screen *screen, size_t number);
/* It is the one spoken of until the caret moves or something is edited. */
void screen_choose(struct screen *screen, size_t number);
/* As if the action's key had been pressed on the page. */
void screen_act(struct screen *screen, enum action action);
/* The event goes to the page, as if no layer lay over it. */
void screen_pass(struct screen *screen, const struct event *event);
/* Why the action can do nothing now, for the user; the caller frees it. NULL:
 * it can. */
char *screen_why_not(const struct screen *screen, enum action action);
/* Saves the report and says so; false if it could not be saved. */
bool screen_save(struct screen *screen);
/* The session is over. */
void screen_finish(struct screen *screen);

#endif
