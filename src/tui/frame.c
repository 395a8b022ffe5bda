/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/frame.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "tui/here.h"
#include "tui/sides.h"

/* Widths of the outline, its bar included: with names, and with ordinals and
 * marks only where the screen is narrow. */
#define OUTLINE_WIDE 17
#define OUTLINE_NARROW 7
#define WIDE_FROM 76

struct frame
frame_measure(int height, int width)
{
	struct frame frame = {.height = height, .width = width};
	int outline = width >= WIDE_FROM ? OUTLINE_WIDE : OUTLINE_NARROW;
	int names = height >= 20 ? 2 : 1;
	int findings = 2; /* on one line a figure might be cut off */
	int body = height - 4 - names - findings;

	frame.rules[0] = 1;
	frame.outline = (struct area){2, 0, body, outline};
	frame.page = (struct area){2, outline, body, width - outline};
	frame.rules[1] = 2 + body;
	frame.name = (struct area){3 + body, 0, names, width};
	frame.findings = (struct area){3 + body + names, 0, findings, width};
	frame.keys = height - 1;
	return frame;
}

enum style
level_style(enum level level)
{
	static const enum style styles[LEVEL_COUNT] = {
		[LEVEL_ERROR] = STYLE_ERROR,
		[LEVEL_REVIEW] = STYLE_REVIEW,
		[LEVEL_HINT] = STYLE_HINT,
		[LEVEL_TODO] = STYLE_TODO,
	};

	return level < LEVEL_COUNT ? styles[level] : STYLE_PLAIN;
}

/* They stand before figures, so none may look like a part of one. */
const char *
level_mark(enum level level)
{
	static const char *const marks[LEVEL_COUNT] = {
		[LEVEL_ERROR] = "!",
		[LEVEL_REVIEW] = "?",
		[LEVEL_HINT] = "*",
		[LEVEL_TODO] = "○",
	};

	return level < LEVEL_COUNT ? marks[level] : " ";
}

/* Whose report and of which year: the printed title takes more room. */
static char *
short_title(const struct report *report)
{
	const struct buffer *agency = &report->texts[FIELD_AGENCY];
	const struct buffer *year = &report->texts[FIELD_YEAR];

	if (agency->length == 0 && year->length == 0)
		return xstrdup(_("New report"));
	return xformat("%s %s", buffer_text(agency), buffer_text(year));
}

void
frame_draw_title(const struct frame *frame, const struct session *session)
{
	struct buffer right = {0};
	char *title = short_title(session->report);
	int width;

	if (session->holder)
		buffer_format(&right, "%s  ", _("read-only"));
	if (session->journal.why)
		buffer_format(&right, "%s  ", _("edits not backed up"));
	if (session->report->changed)
		buffer_format(&right, "* %s  ", _("changed"));
	for (int i = 0; i < LEVEL_COUNT; i++)
		buffer_format(&right, " %s%zu", level_word((enum level)i),
		              session->findings.levels[i]);
	width = (int)text_width(right.data, right.length, AMBIGUOUS_NARROW);
	paint_text(0, 1, frame->width - width - 3, STYLE_TITLE, title);
	paint_right(0, frame->width - width - 1, width, STYLE_TITLE,
	            right.data);
	buffer_free(&right);
	free(title);
}

/* What a section's state is told by, the first of which says most. */
static const enum level state_order[] = {LEVEL_ERROR, LEVEL_REVIEW, LEVEL_TODO};
#define STATE_LEVELS (sizeof state_order / sizeof state_order[0])

static size_t
first_level(const struct section_state *state)
{
	size_t i = 0;

	while (i < STATE_LEVELS && state->levels[state_order[i]] == 0)
		i++;
	return i;
}

/* The state of a section in at most four columns: !12 ?3 ○175 ✓ */
static enum style
describe_state(const struct section_state *state, struct buffer *out)
{
	size_t first = first_level(state);

	if (first == STATE_LEVELS) {
		buffer_puts(out, state->done ? "✓" : " ");
		return STYLE_GOOD;
	}
	buffer_format(out, "%s%zu", level_mark(state_order[first]),
	              state->levels[state_order[first]]);
	return level_style(state_order[first]);
}

/* What the first line of a section does not say; empty if that is all. */
static void
describe_rest(const struct section_state *state, struct buffer *out)
{
	for (size_t i = first_level(state) + 1; i < STATE_LEVELS; i++)
		if (state->levels[state_order[i]] > 0)
			buffer_format(out, "%s%zu ", level_mark(state_order[i]),
			              state->levels[state_order[i]]);
	if (state->old > 0) {
		buffer_format(out, _("old %zu"), state->old);
		buffer_putc(out, ' ');
	}
}

/* The rest stands on a line of its own below each section, if all of that
 * fits above the closing line. */
static bool
has_room_for_rest(const struct session *session, int height)
{
	size_t lines = 1;

	for (size_t i = 0; i <= session->form->section_count; i++) {
		struct buffer rest = {0};

		describe_rest(&session->states[i], &rest);
		lines += rest.length > 0 ? 2 : 1;
		buffer_free(&rest);
	}
	return lines <= (size_t)height;
}

static int
draw_rest(const struct section_state *state, int y, int width)
{
	struct buffer rest = {0};
	int lines = 0;

	describe_rest(state, &rest);
	if (rest.length > 0) {
		paint_right(y, 0, width, STYLE_DIM, rest.data);
		lines = 1;
	}
	buffer_free(&rest);
	return lines;
}

/* Name and state; `section` NONE: the header page. */
static void
draw_entry(const struct session *session, size_t section, int y, bool wide,
           enum style style)
{
	struct buffer state = {0};
	int names = wide ? OUTLINE_WIDE - 6 : 2;
	const char *name =
		section == NONE
			? _("0 Report")
			: wording_text(
				  &session->form->sections[section].screen);
	enum style mark = describe_state(&session->states[section + 1], &state);

	if (!wide) {
		char *ordinal = xstrndup(name, strcspn(name, " "));

		paint_text(y, 0, names, style, ordinal);
		free(ordinal);
	} else {
		paint_text(y, 0, names + 1, style, name);
	}
	if (state.length > 0)
		paint_text(y, wide ? names + 1 : names, 4, mark, state.data);
	buffer_free(&state);
}

/* How much still stands between the report and its final form. */
static void
draw_closing(const struct session *session, int y, int width)
{
	size_t left = session_left(session);
	char *text = left == 0 ? xstrdup(_("✓ can be final"))
	                       : xformat(_("%zu left to final"), left);

	paint_text(y, 0, width, left == 0 ? STYLE_GOOD : STYLE_TITLE, text);
	free(text);
}

void
frame_draw_outline(const struct frame *frame, const struct session *session,
                   size_t current)
{
	const struct area *area = &frame->outline;
	bool wide = area->width == OUTLINE_WIDE;
	bool roomy = wide && has_room_for_rest(session, area->height);
	int y = area->y, bottom = area->y + area->height;

	for (size_t i = 0; i <= session->form->section_count && y < bottom;
	     i++) {
		draw_entry(session, i == 0 ? NONE : i - 1, y++, wide,
		           i == current ? STYLE_CURRENT : STYLE_PLAIN);
		if (roomy)
			y += draw_rest(&session->states[i], y, area->width - 1);
	}
	if (wide && y < bottom)
		draw_closing(session, bottom - 1, area->width - 1);
}

void
frame_draw_rules(const struct frame *frame)
{
	paint_line(frame->rules[0], 0, frame->width);
	paint_line(frame->rules[1], 0, frame->width);
	paint_bar(frame->outline.y, frame->outline.width - 1,
	          frame->outline.height);
	paint_run(frame->rules[0], frame->outline.width - 1, STYLE_DIM, "┬",
	          strlen("┬"));
	paint_run(frame->rules[1], frame->outline.width - 1, STYLE_DIM, "┴",
	          strlen("┴"));
}

void
frame_draw_name(const struct frame *frame, const char *name, const char *aside)
{
	int width = (int)text_width(aside, strlen(aside), AMBIGUOUS_NARROW);
	struct area area = frame->name;
	int last = area.y + area.height - 1;

	if (width > area.width / 2)
		width = area.width / 2;
	if (area.height == 1)
		area.width -= width + 1;
	if (area.height == 1 &&
	    text_width(name, strlen(name), AMBIGUOUS_NARROW) >
	            (size_t)area.width)
		paint_text(area.y, area.x, area.width, STYLE_TITLE, name);
	else
		paint_wrapped(area, STYLE_TITLE, name, 0);
	if (width > 0)
		paint_right(last, frame->width - width - 1, width + 1,
		            STYLE_PLAIN, aside);
}

void
frame_draw_findings(const struct frame *frame, const struct session *session,
                    const struct page_focus *focus, const char *message)
{
	struct area area = frame->findings;
	const struct finding *finding;
	struct here here;
	char *words;

	if (message) {
		paint_wrapped(area, STYLE_TITLE, message, 0);
		return;
	}
	here = here_find(session, focus);
	if (here.finding == NONE)
		return;
	finding = &session->findings.items[here.finding];
	/* On the rule above: the finding's own lines are for its figures. */
	if (here.count > 1) {
		char *more = xformat(" %zu/%zu ", here.number, here.count);
		int width = (int)strlen(more);

		paint_text(frame->rules[1], area.width - width - 2, width,
		           STYLE_DIM, more);
		free(more);
	}
	words = finding_words(finding);
	paint_wrapped(area,
	              finding_settled(finding) ? STYLE_DIM
	                                       : level_style(finding->level),
	              words, 0);
	free(words);
}

/* The first of a binding's keys, Ctrl+X as ^X; with a blank where it would run
 * into the word behind it: before Latin letters, and behind a mere sign. */
static void
add_key(struct buffer *out, const struct key_binding *binding)
{
	size_t length = strcspn(binding->keys, " ");

	if (length > 5 && strncmp(binding->keys, "Ctrl+", 5) == 0)
		buffer_format(out, "^%.*s", (int)length - 5, binding->keys + 5);
	else
		buffer_add(out, binding->keys, length);
	if (length == 1 || (_(binding->brief)[0] & 0x80) == 0)
		buffer_putc(out, ' ');
}

/* The columns a binding takes in the key bar. */
static int
key_width(const struct key_binding *binding)
{
	struct buffer key = {0};
	const char *brief = _(binding->brief);
	size_t width;

	add_key(&key, binding);
	width = text_width(key.data, key.length, AMBIGUOUS_NARROW) +
	        text_width(brief, strlen(brief), AMBIGUOUS_NARROW);
	buffer_free(&key);
	return (int)width + 2;
}

/* Whether the bar has it at all on this page. */
static bool
is_shown(const struct key_binding *binding, const struct page *page)
{
	char *why_not;
	bool shown;

	if (!binding->brief)
		return false;
	why_not = page->kind->why_not(page, binding->action);
	shown = why_not == NULL;
	free(why_not);
	return shown;
}

/* The last rank that fits the width, the most important first. */
static int
rank_that_fits(int width, const struct page *page)
{
	int taken = 1;

	for (int rank = 1;; rank++) {
		const struct key_binding *binding = key_binding_ranked(rank);

		if (!binding)
			return rank - 1;
		if (!is_shown(binding, page))
			continue;
		taken += key_width(binding);
		if (taken > width + 1)
			return rank - 1;
	}
}

/* In the order of the array; what is dropped where room lacks goes by rank,
 * so that help (rank 1) never does. */
void
frame_draw_keys(const struct frame *frame, const struct page *page)
{
	int fit = rank_that_fits(frame->width, page);
	int x = 1;

	for (size_t i = 0; i < key_binding_count; i++) {
		const struct key_binding *binding = &key_bindings[i];
		struct buffer key = {0};

		if (binding->rank > fit || !is_shown(binding, page))
			continue;
		add_key(&key, binding);
		x += paint_run(frame->keys, x, STYLE_KEY, key.data, key.length);
		x += paint_run(frame->keys, x, STYLE_DIM, _(binding->brief),
		               strlen(_(binding->brief)));
		x += 2;
		buffer_free(&key);
	}
}
