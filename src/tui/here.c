/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/here.h"

#include <string.h>

#include "base/text.h"
#include "report/prose.h"

/* --- sentences --- */

/* The end of the sentence that begins at `start` of a line. */
static size_t
sentence_end(const char *line, size_t length, size_t start)
{
	bool ended = false;

	while (start < length) {
		char32_t character;
		size_t bytes =
			text_decode(line + start, length - start, &character);

		if (ended && !prose_closes(character) &&
		    !prose_ends_sentence(character))
			break;
		ended = ended || prose_ends_sentence(character);
		start += bytes;
	}
	return start;
}

/*
 * The sentence around byte `at` of a text: to the mark that ends it, with what
 * closes behind it, or the line's end. At the end of a line it is its last.
 */
static struct span
sentence_at(const char *text, size_t length, size_t at)
{
	size_t start, end, line;
	const char *found;

	if (at > length)
		at = length;
	for (start = at; start > 0 && text[start - 1] != '\n'; start--)
		;
	found = length > start ? memchr(text + start, '\n', length - start)
	                       : NULL;
	line = found ? (size_t)(found - text) : length;
	for (;;) {
		end = start + sentence_end(text + start, line - start, 0);
		if (at < end || end >= line)
			return (struct span){start, end};
		start = end;
	}
}

/* --- findings --- */

/* On the header page a finding belongs to the field it names; one that names
 * none of them (a key twice in the file) to the first. */
static bool
is_of_field(const struct session *session, const struct page_focus *focus,
            const struct finding *finding)
{
	const char *first = report_text_path(session->report, FIELD_AGENCY);
	struct report_place place;

	if (!focus->place || strcmp(finding->place, focus->place) == 0)
		return true;
	place = report_find(session->report, finding->place,
	                    strlen(finding->place));
	return place.kind != PLACE_TEXT && strcmp(focus->place, first) == 0;
}

static size_t
next_here(const struct session *session, const struct page_focus *focus,
          size_t from)
{
	size_t i = session_finding(session, focus->section, focus->cell, from);

	while (i != NONE &&
	       !is_of_field(session, focus, &session->findings.items[i]))
		i = session_finding(session, focus->section, focus->cell,
		                    i + 1);
	return i;
}

/* The text that findings with a sentence are of; NULL: there is none here. */
static const struct buffer *
text_here(const struct session *session, const struct page_focus *focus)
{
	const struct report *report = session->report;

	if (focus->section == NONE)
		return &report->texts[FIELD_PREAMBLE];
	if (session->form->sections[focus->section].table)
		return NULL;
	return &report->texts[report_section_text(focus->section)];
}

/* Whether the finding is of no sentence, or of the caret's. */
static bool
is_near(const struct finding *finding, const struct buffer *text,
        const struct span *sentence)
{
	if (!finding->sentence || !text)
		return true;
	return (finding->at >= sentence->start && finding->at < sentence->end);
}

size_t
here_chosen(const struct session *session, const struct page_focus *focus)
{
	const struct place *came = &session->problem_caret;
	size_t problem = session_problem(session);

	if (problem == NONE || came->section != focus->section ||
	    came->cell != focus->cell || came->at != focus->at)
		return NONE;
	if (focus->place && strcmp(focus->place, came->path) != 0)
		return NONE;
	return problem;
}

int
here_compare(const struct finding *a, const struct finding *b)
{
	if (!a->sentence != !b->sentence)
		return a->sentence ? -1 : 1;
	if (a->level != b->level)
		return a->level < b->level ? -1 : 1;
	return finding_is_old(a) - finding_is_old(b);
}

bool
here_goes_first(const struct finding *a, const struct finding *b)
{
	if (!a->sentence == !b->sentence &&
	    finding_settled(a) != finding_settled(b))
		return finding_settled(b);
	return here_compare(a, b) < 0;
}

/* Whether `number` is rather to be spoken of than here.finding. */
static bool
suits_more(const struct session *session, const struct here *here,
           size_t number, bool near)
{
	const struct finding *items = session->findings.items;

	if (here->finding == NONE || near != here->near)
		return here->finding == NONE || near;
	return here_goes_first(&items[number], &items[here->finding]);
}

struct here
here_find(const struct session *session, const struct page_focus *focus)
{
	const struct buffer *text = text_here(session, focus);
	size_t chosen = here_chosen(session, focus);
	struct here here = {.finding = NONE};
	struct span sentence = {0, 0};
	size_t seen[2] = {0, 0}; /* what is to be settled, and what is */

	if (text && text->length > 0)
		sentence = sentence_at(text->data, text->length, focus->at);
	for (size_t i = next_here(session, focus, 0); i != NONE;
	     i = next_here(session, focus, i + 1)) {
		const struct finding *finding = &session->findings.items[i];
		bool near = i == chosen || is_near(finding, text, &sentence);

		seen[finding_settled(finding)]++;
		if (i != chosen &&
		    ((chosen != NONE && here.finding == chosen) ||
		     !suits_more(session, &here, i, near)))
			continue;
		here.finding = i;
		here.number = seen[finding_settled(finding)];
		here.near = near;
	}
	here.count = seen[0] + seen[1];
	if (here.finding != NONE &&
	    finding_settled(&session->findings.items[here.finding]))
		here.number += seen[0];
	return here;
}
