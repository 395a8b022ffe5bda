/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/walk.h"

#include <string.h>

#include "tui/here.h"

/* F8 stops at everything that is still to be mended; of blank cells in a row
 * only at the first, for a form half filled in has hundreds. */
static bool
worth_a_visit(const struct session *session, size_t number, enum walk_kind kind)
{
	const struct finding *finding = &session->findings.items[number];

	if (kind == WALK_UNFILLED)
		return finding->level == LEVEL_TODO;
	if (finding->level != LEVEL_TODO)
		return !finding_settled(finding);
	return finding->cell == NONE || number == 0 ||
	       finding[-1].level != LEVEL_TODO ||
	       finding[-1].section != finding->section ||
	       finding[-1].cell + 1 != finding->cell;
}

/* Order on the screen: the header fields, then section by section its cells,
 * or the bytes of its text. */
struct spot {
	size_t keys[3];
};

static struct spot
spot_of(const struct session *session, size_t section, size_t cell, size_t at,
        const char *place)
{
	struct spot spot = {{section + 1, cell + 1, at}};

	/* A header field goes by its number; what concerns the whole file is
	 * shown at the first. */
	if (section == NONE) {
		struct report_place found =
			report_find(session->report, place, strlen(place));

		spot.keys[1] =
			found.kind == PLACE_TEXT ? found.index : FIELD_AGENCY;
	}
	return spot;
}

static struct spot
finding_spot(const struct session *session, size_t number)
{
	const struct finding *finding = &session->findings.items[number];

	return spot_of(session, finding->section, finding->cell, finding->at,
	               finding->place);
}

static int
compare_spots(struct spot a, struct spot b)
{
	for (int i = 0; i < 3; i++)
		if (a.keys[i] != b.keys[i])
			return a.keys[i] < b.keys[i] ? -1 : 1;
	return 0;
}

/* Findings as they are walked through: several at one spot as they are spoken
 * of there. */
static int
compare_numbers(const struct session *session, size_t a, size_t b)
{
	int order = compare_spots(finding_spot(session, a),
	                          finding_spot(session, b));

	if (order == 0)
		order = here_compare(&session->findings.items[a],
		                     &session->findings.items[b]);
	if (order == 0 && a != b)
		order = a < b ? -1 : 1;
	return order;
}

/* The finding that counts as gone to: if none was chosen, the first that is at
 * the caret; NONE if there is none. */
static size_t
problem_at(const struct session *session, struct spot caret, size_t chosen)
{
	size_t first = NONE;

	if (chosen != NONE)
		return chosen;
	for (size_t i = 0; i < session->findings.count; i++)
		if (compare_spots(caret, finding_spot(session, i)) == 0 &&
		    (first == NONE ||
		     here_goes_first(&session->findings.items[i],
		                     &session->findings.items[first])))
			first = i;
	return first;
}

/* Where the caret, at finding `problem` if at any, is in relation to finding
 * `number`. */
static int
compare_caret(const struct session *session, struct spot caret, size_t problem,
              size_t number)
{
	if (problem != NONE)
		return compare_numbers(session, problem, number);
	return compare_spots(caret, finding_spot(session, number));
}

/* Whether `number` comes before `other` on the way, or there is no other. */
static bool
is_nearer(const struct session *session, size_t number, size_t other,
          bool forward)
{
	int order;

	if (other == NONE)
		return true;
	order = compare_numbers(session, number, other);
	return forward ? order < 0 : order > 0;
}

size_t
walk(const struct session *session, const struct page_focus *focus,
     enum walk_kind kind, bool forward)
{
	struct spot caret =
		spot_of(session, focus->section, focus->cell, focus->at,
	                focus->place ? focus->place : "");
	size_t problem =
		problem_at(session, caret, here_chosen(session, focus));
	size_t found = NONE, round = NONE;

	for (size_t i = 0; i < session->findings.count; i++) {
		int order = compare_caret(session, caret, problem, i);

		if (!worth_a_visit(session, i, kind))
			continue;
		if ((forward ? order < 0 : order > 0) &&
		    is_nearer(session, i, found, forward))
			found = i;
		if (is_nearer(session, i, round, forward))
			round = i;
	}
	return found == NONE ? round : found;
}
