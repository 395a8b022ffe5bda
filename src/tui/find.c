/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/find.h"

#include <assert.h>
#include <curses.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "tui/ask.h"
#include "tui/frame.h"

/* --- searching --- */

size_t
find_next_text(const struct form *form, size_t text)
{
	size_t section;

	if (text == NONE)
		return FIELD_PREAMBLE;
	for (section = text < FIELD_COUNT ? 0 : text - FIELD_COUNT + 1;
	     section < form->section_count; section++)
		if (!form->sections[section].table)
			return report_section_text(section);
	return NONE;
}

static char
lower(char byte)
{
	return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

size_t
find_match(const char *text, size_t length, size_t from, const char *sought)
{
	size_t wanted = strlen(sought), same;

	if (wanted == 0)
		return NONE;
	for (size_t at = from; at + wanted <= length; at++) {
		for (same = 0; same < wanted; same++)
			if (lower(text[at + same]) != lower(sought[same]))
				break;
		if (same == wanted)
			return at;
	}
	return NONE;
}

/* Where a match is; or where there may be one from on. */
struct match {
	size_t text; /* NONE: there is none */
	size_t at;
};

static size_t
match_in(const struct session *session, size_t text, size_t from)
{
	const struct buffer *its = &session->report->texts[text];

	return its->length > 0 ? find_match(its->data, its->length, from,
	                                    session->sought)
	                       : NONE;
}

/* The first one there or behind, in this text and those that follow. */
static struct match
first_from(const struct session *session, struct match from)
{
	struct match match = from;

	for (; match.text != NONE;
	     match.text = find_next_text(session->form, match.text)) {
		match.at = match_in(session, match.text,
		                    match.text == from.text ? from.at : 0);
		if (match.at != NONE)
			return match;
	}
	return match;
}

static bool
is_before(struct match a, struct match b)
{
	return a.text < b.text || (a.text == b.text && a.at < b.at);
}

/* The match behind one. */
static struct match
after(const struct session *session, struct match match)
{
	match.at += strlen(session->sought);
	return first_from(session, match);
}

static struct match
very_first(const struct session *session)
{
	return first_from(
		session,
		(struct match){find_next_text(session->form, NONE), 0});
}

/* The last one before it, or before the end of all if it is NONE. */
static struct match
last_before(const struct session *session, struct match limit)
{
	struct match found = {NONE, 0};

	for (struct match match = very_first(session);
	     match.text != NONE &&
	     (limit.text == NONE || is_before(match, limit));
	     match = after(session, match))
		found = match;
	return found;
}

/* How many there are, and the number of this one. */
static size_t
count(const struct session *session, struct match here, size_t *number)
{
	size_t total = 0;

	*number = 0;
	for (struct match match = very_first(session); match.text != NONE;
	     match = after(session, match)) {
		total++;
		if (!is_before(here, match))
			*number = total;
	}
	return total;
}

/* --- the row of choices --- */

struct finder {
	struct layer layer;
	struct session *session;
	struct match match;
	bool round;     /* the end was passed on the way to it */
	bool replacing; /* what by has been asked */
	size_t choice;
};

struct choice_work {
	const char *name; /* msgid */
	/* False: the layer is done with. */
	bool (*run)(struct finder *finder, struct screen *screen);
};

static bool go_on(struct finder *finder, struct screen *screen);
static bool go_back(struct finder *finder, struct screen *screen);
static bool ask_replacement(struct finder *finder, struct screen *screen);
static bool replace(struct finder *finder, struct screen *screen);
static bool replace_all(struct finder *finder, struct screen *screen);

static bool
leave(struct finder *finder, struct screen *screen)
{
	(void)finder;
	(void)screen;
	return false;
}

static const struct choice_work looking[] = {
	{N_("Next"), go_on},
	{N_("Previous"), go_back},
	{N_("Replace…"), ask_replacement},
	{N_("Close"), leave},
};
static const struct choice_work replacing[] = {
	{N_("Replace this one"), replace},
	{N_("Skip it"), go_on},
	{N_("All of them"), replace_all},
	{N_("Close"), leave},
};
#define CHOICE_COUNT (sizeof looking / sizeof looking[0])
static_assert(sizeof replacing == sizeof looking, "as many of either");

static const struct choice_work *
choices(const struct finder *finder)
{
	return finder->replacing ? replacing : looking;
}

/* Turns to the match and selects its text there; false if there is none. */
static bool
show(struct finder *finder, struct screen *screen, struct match match,
     const char *its)
{
	struct place place = {.cell = NONE, .at = match.at, .path = ""};

	if (match.text == NONE)
		return false;
	finder->match = match;
	place.section =
		match.text < FIELD_COUNT ? NONE : match.text - FIELD_COUNT;
	place.path = report_text_path(finder->session->report, match.text);
	place.length = strlen(its);
	screen_go(screen, &place);
	return true;
}

/* To the first match from there on, or from the start of all on. */
static bool
show_from(struct finder *finder, struct screen *screen, struct match from)
{
	struct match match = first_from(finder->session, from);

	finder->round = match.text == NONE;
	if (finder->round)
		match = very_first(finder->session);
	return show(finder, screen, match, finder->session->sought);
}

static bool
go_on(struct finder *finder, struct screen *screen)
{
	struct match from = finder->match;

	from.at += strlen(finder->session->sought);
	return show_from(finder, screen, from);
}

static bool
go_back(struct finder *finder, struct screen *screen)
{
	struct match match = last_before(finder->session, finder->match);

	finder->round = match.text == NONE;
	if (finder->round)
		match = last_before(finder->session, match);
	return show(finder, screen, match, finder->session->sought);
}

/* --- replacing --- */

static bool
put(struct session *session, struct match match)
{
	return session_apply(session,
	                     edit_text(session->report, match.text, match.at,
	                               strlen(session->sought),
	                               session->replacement,
	                               strlen(session->replacement)));
}

static char *
step_name(const struct session *session)
{
	return xformat(_("replacing “%s” by “%s”"), session->sought,
	               session->replacement);
}

static bool
replace(struct finder *finder, struct screen *screen)
{
	struct session *session = finder->session;
	struct match from = finder->match;

	session_begin(session);
	put(session, from);
	session_end(session, step_name(session));
	from.at += strlen(session->replacement);
	if (show_from(finder, screen, from))
		return true;
	screen_say(screen, xformat(_("replaced; “%s” is found no more"),
	                           session->sought));
	return false;
}

static bool
replace_all(struct finder *finder, struct screen *screen)
{
	struct session *session = finder->session;
	struct match match = very_first(session), last = match;
	size_t replaced = 0;

	session_begin(session);
	while (match.text != NONE && put(session, match)) {
		replaced++;
		match.at += strlen(session->replacement);
		last = match;
		match = first_from(session, match);
	}
	session_end(session, step_name(session));
	/* What stands in its place may be the same text again. */
	last.at -= strlen(session->replacement);
	show(finder, screen, last, session->replacement);
	screen_say(screen, xformat(ngettext("replaced at %zu place; Ctrl+Z "
	                                    "takes it back",
	                                    "replaced at %zu places; Ctrl+Z "
	                                    "takes all of it back",
	                                    replaced),
	                           replaced));
	return false;
}

static char *
take_replacement(struct screen *screen, const char *text, void *context)
{
	struct finder *finder = context;

	(void)screen;
	free(finder->session->replacement);
	finder->session->replacement = xstrdup(text);
	finder->replacing = true;
	finder->choice = 0;
	return NULL;
}

static bool
ask_replacement(struct finder *finder, struct screen *screen)
{
	const char *before = finder->session->replacement;

	screen_open(screen,
	            ask_new(xformat(_("Replace “%s” by (Enter goes on, Esc "
	                              "gives up):"),
	                            finder->session->sought),
	                    before ? before : "", take_replacement, finder,
	                    NULL));
	return true;
}

/* --- the layer --- */

static void
draw_choices(const struct finder *finder, struct area area)
{
	int y = area.y + area.height - 1, x = area.x + 1;

	for (size_t i = 0; i < CHOICE_COUNT; i++) {
		const char *name = _(choices(finder)[i].name);
		char *text = xformat(" %s ", name);

		x += paint_run(
			y, x, i == finder->choice ? STYLE_CURRENT : STYLE_PLAIN,
			text, strlen(text));
		x++;
		free(text);
	}
	paint_text(y, x + 1, area.width - x - 1, STYLE_DIM,
	           _("← → Enter; Esc closes"));
}

static void
draw(struct layer *layer)
{
	const struct finder *finder = (struct finder *)layer;
	struct area area = frame_measure(LINES, COLS).findings;
	size_t number, total = count(finder->session, finder->match, &number);
	char *text;

	paint_blank(area);
	if (finder->replacing)
		text = xformat(
			_("“%s” → “%s”, %zu of %zu%s"), finder->session->sought,
			finder->session->replacement, number, total,
			finder->round ? _("; begun anew at the start") : "");
	else
		text = xformat(_("“%s”, %zu of %zu%s"), finder->session->sought,
		               number, total,
		               finder->round ? _("; begun anew at the start")
		                             : "");
	paint_text(area.y, area.x, area.width, STYLE_TITLE, text);
	free(text);
	draw_choices(finder, area);
}

static bool
event(struct layer *layer, struct screen *screen, const struct event *event)
{
	struct finder *finder = (struct finder *)layer;

	switch (event->kind == EVENT_ACTION ? event->action : ACTION_NONE) {
	case ACTION_LEFT:
	case ACTION_PREVIOUS:
		finder->choice =
			(finder->choice + CHOICE_COUNT - 1) % CHOICE_COUNT;
		return true;
	case ACTION_RIGHT:
	case ACTION_NEXT:
		finder->choice = (finder->choice + 1) % CHOICE_COUNT;
		return true;
	case ACTION_ENTER:
		return choices(finder)[finder->choice].run(finder, screen);
	case ACTION_DOWN:
	case ACTION_FIND:
		return go_on(finder, screen);
	case ACTION_UP:
		return go_back(finder, screen);
	case ACTION_ESCAPE:
		return false;
	default:
		return true;
	}
}

static void
discard(struct layer *layer)
{
	free(layer);
}

static struct finder *
finder_new(struct session *session)
{
	static const struct layer_kind kind = {
		.draw = draw, .event = event, .free = discard};
	struct finder *finder = xcalloc(1, sizeof *finder);

	finder->layer.kind = &kind;
	finder->session = session;
	return finder;
}

/* --- what for --- */

/* Where the caret is: in a table or a field of one line, the text behind it. */
static struct match
caret(const struct screen *screen)
{
	const struct session *session = screen_session(screen);
	struct page_focus focus = screen_focus(screen);
	struct match from = {focus.text, focus.at};

	if (from.text != NONE)
		return from;
	from.text = FIELD_PREAMBLE;
	from.at = 0;
	while (focus.section != NONE && from.text != NONE &&
	       from.text < report_section_text(focus.section))
		from.text = find_next_text(session->form, from.text);
	return from;
}

static char *
take_sought(struct screen *screen, const char *text, void *context)
{
	struct session *session = screen_session(screen);
	struct finder *finder;

	(void)context;
	if (*text == '\0')
		return xstrdup(_("type what is to be found; Esc gives up"));
	free(session->sought);
	session->sought = xstrdup(text);
	finder = finder_new(session);
	if (show_from(finder, screen, caret(screen))) {
		screen_open(screen, &finder->layer);
		return NULL;
	}
	free(finder);
	return xformat(_("“%s” is in no section's text and not in the "
	                 "preamble"),
	               text);
}

void
find_open(struct screen *screen)
{
	const char *before = screen_session(screen)->sought;

	screen_commit(screen);
	screen_open(screen,
	            ask_new(xstrdup(_("Find in the texts of all "
	                              "sections (Enter finds it, Esc "
	                              "gives up):")),
	                    before ? before : "", take_sought, NULL, NULL));
}
