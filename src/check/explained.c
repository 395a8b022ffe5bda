/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "check/explained.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"
#include "check/checks.h"

#define LAST "last."
/* A value is quoted in a message up to so many columns. */
#define QUOTE_COLUMNS 20

/* What an explanation of a finding is tied to; owns its strings. */
struct tie {
	char **cells;
	char **values; /* one per cell; "" where there is none */
	size_t count;
	bool valueless; /* something is missing: there is nothing to value */
};

/* --- what a finding is tied to now --- */

/* The figure found of a section as a whole: its length, its number of parts. */
static char *
left_text(const struct finding *finding)
{
	char text[AMOUNT_TEXT] = "";

	if (finding->left.present)
		amount_format(finding->left.value, text);
	return xstrdup(text);
}

static char *
value_now(const struct finding *finding, const struct report *report,
          const struct report *last, const char *path)
{
	struct report_place place;
	const struct buffer *text;
	const char *value;

	if (strncmp(path, LAST, strlen(LAST)) == 0) {
		if (!last)
			return xstrdup("");
		report = last;
		path += strlen(LAST);
	}
	place = report_find(report, path, strlen(path));
	if (place.kind == PLACE_VALUE) {
		value = report->values[place.index].text;
		return xstrdup(value ? value : "");
	}
	if (place.kind != PLACE_TEXT || place.index >= FIELD_PREAMBLE)
		return left_text(finding);
	text = &report->texts[place.index];
	return text->length > 0 ? xstrndup(text->data, text->length)
	                        : xstrdup("");
}

static void
tie_add(struct tie *tie, const char *cell, char *value)
{
	tie->cells[tie->count] = xstrdup(cell);
	tie->values[tie->count++] = value;
}

/* Of a sentence: its section, then what it was compared with; of anything
 * else the cells of the finding. */
static struct tie
tie_of(const struct finding *finding, const struct report *report,
       const struct report *last)
{
	struct tie tie = {.count = 0};

	tie.cells = xcalloc(finding->cell_count + 1, sizeof *tie.cells);
	tie.values = xcalloc(finding->cell_count + 1, sizeof *tie.values);
	if (finding->sentence)
		tie_add(&tie, finding->place, xstrdup(finding->sentence));
	for (size_t i = 0; i < finding->cell_count; i++) {
		const char *cell = finding->cells[i];

		if (finding->sentence && strcmp(cell, finding->place) == 0)
			continue;
		tie_add(&tie, cell, value_now(finding, report, last, cell));
	}
	tie.valueless =
		tie.count == 1 && tie.values[0][0] == '\0' &&
		report_find(report, tie.cells[0], strlen(tie.cells[0])).kind !=
			PLACE_VALUE;
	return tie;
}

static void
tie_free(struct tie *tie)
{
	for (size_t i = 0; i < tie->count; i++) {
		free(tie->cells[i]);
		free(tie->values[i]);
	}
	free(tie->cells);
	free(tie->values);
}

struct explanation
explanation_for(const struct finding *finding, const struct report *report,
                const struct report *last, const char *reason, const char *by,
                const char *date)
{
	struct tie tie = tie_of(finding, report, last);
	struct explanation explanation = {
		.rule = xstrdup(finding->rule),
		.cells = tie.cells,
		.cell_count = tie.count,
		.values = tie.values,
		.value_count = tie.valueless ? 0 : tie.count,
		.reason = xstrdup(reason),
		.by = by ? xstrdup(by) : NULL,
		.date = date ? xstrdup(date) : NULL,
	};

	if (tie.valueless)
		free(tie.values[0]);
	return explanation;
}

/* --- comparing --- */

/* The text without the blanks around it. */
static const char *
trimmed(const char *text, size_t *length)
{
	size_t size = strlen(text);
	size_t leading = text_leading_blanks(text, size);

	*length = size - leading;
	*length -= text_trailing_blanks(text + leading, *length);
	return text + leading;
}

/* Figures are compared as figures: 1,234 is 1234. */
static bool
same_value(const char *one, const char *other)
{
	size_t left, right;
	amount a, b;

	one = trimmed(one, &left);
	other = trimmed(other, &right);
	if (left == right && memcmp(one, other, left) == 0)
		return true;
	return amount_parse(one, left, &a, NULL) == AMOUNT_OK &&
	       amount_parse(other, right, &b, NULL) == AMOUNT_OK && a == b;
}

static size_t
tie_find(const struct tie *tie, const char *cell)
{
	for (size_t i = 0; i < tie->count; i++)
		if (strcmp(tie->cells[i], cell) == 0)
			return i;
	return NONE;
}

/* The same cells in any order. */
static bool
same_cells(const struct explanation *explanation, const struct tie *tie)
{
	if (explanation->cell_count != tie->count)
		return false;
	for (size_t i = 0; i < explanation->cell_count; i++)
		if (tie_find(tie, explanation->cells[i]) == NONE)
			return false;
	return true;
}

static const char *
value_then(const struct explanation *explanation, size_t number)
{
	return number < explanation->value_count ? explanation->values[number]
	                                         : "";
}

/* The first of the explanation's values that has changed since, or NONE. */
static size_t
changed_value(const struct explanation *explanation, const struct tie *tie)
{
	for (size_t i = 0; i < explanation->cell_count; i++) {
		size_t cell = tie_find(tie, explanation->cells[i]);

		if (!same_value(value_then(explanation, i), tie->values[cell]))
			return i;
	}
	return NONE;
}

/* Whether one sentence was made of the other: half of it is still there, at
 * its start and its end. */
static bool
resembles(const char *one, const char *other)
{
	size_t left = strlen(one), right = strlen(other);
	size_t shorter = left < right ? left : right;
	size_t longer = left < right ? right : left;
	size_t start = 0, end = 0;

	while (start < shorter && one[start] == other[start])
		start++;
	while (end < shorter - start &&
	       one[left - 1 - end] == other[right - 1 - end])
		end++;
	return 2 * (start + end) >= longer;
}

/* --- settling --- */

static bool
same_rule(const struct explanation *explanation, const struct finding *finding)
{
	return explanation->rule &&
	       strcmp(explanation->rule, finding->rule) == 0;
}

bool
reason_suffices(const char *reason)
{
	size_t length;
	const char *text = trimmed(reason, &length);

	return text_characters(text, length) >= REASON_LEAST;
}

static void
settle(struct finding *finding, const struct explanation *explanation,
       bool lapsed)
{
	finding->explained = xcalloc(1, sizeof *finding->explained);
	finding->explained->lapsed = lapsed;
	finding->explained->reason =
		xstrdup(explanation->reason ? explanation->reason : "");
	if (explanation->by)
		finding->explained->by = xstrdup(explanation->by);
	if (explanation->date)
		finding->explained->date = xstrdup(explanation->date);
}

static void
say_more(struct finding *finding, const char *more)
{
	char *message = xformat("%s; %s", finding->message, more);

	free(finding->message);
	finding->message = message;
}

static void
say_short(struct finding *finding)
{
	char *more = xformat(_("its explanation is too short: at least %d "
	                       "characters are wanted"),
	                     REASON_LEAST);

	say_more(finding, more);
	free(more);
}

static void
say_lapsed(struct finding *finding, const struct explanation *explanation,
           const struct tie *tie, size_t changed)
{
	size_t cell = tie_find(tie, explanation->cells[changed]);
	const char *then = value_then(explanation, changed);
	const char *now = tie->values[cell];
	char *more;

	if ((finding->sentence && cell == 0) ||
	    text_width(then, strlen(then), AMBIGUOUS_NARROW) > QUOTE_COLUMNS ||
	    text_width(now, strlen(now), AMBIGUOUS_NARROW) > QUOTE_COLUMNS)
		more = xstrdup(_("its explanation has lapsed: the text has "
		                 "changed since"));
	else
		more = xformat(_("its explanation has lapsed: it was given "
		                 "for %s, which is %s now"),
		               *then ? then : _("(blank)"),
		               *now ? now : _("(blank)"));
	say_more(finding, more);
	free(more);
}

/* Whether the entry's values, changed as they are, were those of this
 * finding: a section has many sentences, and each is its own matter. */
static bool
lapsed_here(const struct finding *finding,
            const struct explanation *explanation, const struct tie *tie)
{
	for (size_t i = 0; finding->sentence && i < explanation->cell_count;
	     i++) {
		const char *then = value_then(explanation, i);

		if (tie_find(tie, explanation->cells[i]) == 0)
			return resembles(then, finding->sentence);
	}
	return true;
}

/* Looks through the report's entries; `standing` (one per entry) gets those
 * that stand. With `late`, what is left may have lapsed. */
static void
explain(const struct check_context *context, struct finding *finding,
        bool *standing, bool late)
{
	const struct report *report = context->report;
	struct tie tie = tie_of(finding, report, context->last->report);

	/* The entry written last speaks for what came of it. */
	for (size_t i = report->explained_count; i-- > 0;) {
		const struct explanation *its = &report->explained[i];
		size_t changed;

		if (!same_rule(its, finding) || !same_cells(its, &tie))
			continue;
		changed = changed_value(its, &tie);
		if (!late && changed == NONE) {
			standing[i] = true;
			if (reason_suffices(its->reason ? its->reason : ""))
				settle(finding, its, false);
			else
				say_short(finding);
			break;
		}
		if (late && changed != NONE && !standing[i] &&
		    lapsed_here(finding, its, &tie)) {
			settle(finding, its, true);
			say_lapsed(finding, its, &tie, changed);
			break;
		}
	}
	tie_free(&tie);
}

void
check_explained(const struct check_context *context)
{
	size_t count = context->report->explained_count;
	struct findings *findings = context->findings;
	bool *standing;

	if (count == 0)
		return;
	standing = xcalloc(count, sizeof *standing);
	for (int late = 0; late < 2; late++)
		for (size_t i = 0; i < findings->count; i++) {
			struct finding *its = &findings->items[i];

			if (its->level == LEVEL_REVIEW && !its->explained)
				explain(context, its, standing, late != 0);
		}
	free(standing);
}
