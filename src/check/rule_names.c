/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"
#include "check/rules.h"

/* Groups of a pattern that are looked at. */
#define GROUPS_MOST 12

/* Matches looked at in one text. */
#define MATCHES_MOST 50

/* --- numbers in words --- */

/* The value of a character among numerals (the one at place n is n), or -1. */
static int
numeral(const char *numerals, char32_t wanted)
{
	size_t length = numerals != NULL ? strlen(numerals) : 0, at = 0;

	for (int value = 0; at < length; value++) {
		char32_t character;

		at += text_decode(numerals + at, length - at, &character);
		if (character == wanted)
			return value;
	}
	return -1;
}

/* A number of digits, of any width or among the numerals; 0 if anything else is
 * in it. A single numeral may be worth 10 or more. */
static unsigned
read_number(const char *text, struct span span, const char *numerals)
{
	unsigned number = 0;
	size_t at = span.start;

	if (span.start == SPAN_NONE)
		return 0;
	while (at < span.end && number < 100000) {
		char32_t character;
		int value;

		at += text_decode(text + at, span.end - at, &character);
		character = text_fold(character);
		value = character >= '0' && character <= '9'
		                ? (int)(character - '0')
		                : numeral(numerals, character);
		if (value < 0)
			return 0;
		number = number * 10 + (unsigned)value;
	}
	return number;
}

static struct span
group_span(struct pattern *pattern, const char *name,
           const struct span spans[GROUPS_MOST])
{
	size_t group = pattern_group(pattern, name);

	return group > 0 && group < GROUPS_MOST
	               ? spans[group]
	               : (struct span){SPAN_NONE, SPAN_NONE};
}

/* --- years --- */

static void
tell_year(const struct check_context *context, const struct rule *rule,
          const struct check_text *text, const struct phrase *phrase,
          struct span span, unsigned year)
{
	int due = report_year(context->report);
	struct finding *finding =
		check_add_prose(context, text, rule->id, phrase->level, span);
	char *place = check_prose_place(context, text, span.start);
	char *quote = check_quote(text, span, RULE_QUOTE);

	finding->left = quantity_count(year);
	finding->right = quantity_count((size_t)due);
	finding->difference = (struct quantity){
		.present = true,
		.value = ((amount)year - due) * AMOUNT_ONE,
	};
	finding_say(finding, _("%s“%s”: %u, the report is of %d; %s"), place,
	            quote, year, due, phrase_says(rule, phrase));
	free(quote);
	free(place);
}

/* A phrase of `any` has a group `year` that is another than the report's. */
void
check_year(const struct check_context *context, const struct rule *rule)
{
	int due = report_year(context->report);
	const struct check_text *text;
	struct span spans[GROUPS_MOST];

	for (size_t i = 0;
	     due != 0 && (text = rule_text(context, rule, i)) != NULL; i++) {
		for (size_t k = 0; k < rule->phrases.count; k++) {
			const struct phrase *phrase = &rule->phrases.items[k];
			size_t at = 0, count = 0;

			while (count++ < MATCHES_MOST &&
			       rule_find(context, rule, text, phrase->find, at,
			                 spans, GROUPS_MOST)) {
				struct span span =
					group_span(phrase->find, "year", spans);
				unsigned year = read_number(
					text->prose.text, span, rule->numerals);

				at = spans[0].end +
				     (spans[0].end == spans[0].start);
				if (year != 0 && year != (unsigned)due &&
				    phrase_counts(text, phrase, spans[0]))
					tell_year(context, rule, text, phrase,
					          span, year);
				if (at >= text->prose.length)
					break;
			}
		}
	}
}

/* --- the period --- */

struct day {
	unsigned year, month, day;
};

static bool
same_day(struct day a, struct day b)
{
	return a.year == b.year && a.month == b.month && a.day == b.day;
}

static struct day
read_day(const struct check_text *text, struct pattern *pattern,
         const struct span spans[GROUPS_MOST], const char *const names[3],
         unsigned year)
{
	const char *bytes = text->prose.text;
	struct day day = {
		read_number(bytes, group_span(pattern, names[0], spans), NULL),
		read_number(bytes, group_span(pattern, names[1], spans), NULL),
		read_number(bytes, group_span(pattern, names[2], spans), NULL),
	};

	if (day.year == 0)
		day.year = year;
	return day;
}

static void
tell_period(const struct check_context *context, const struct rule *rule,
            const struct check_text *text, struct span span, struct day from,
            struct day to)
{
	struct finding *finding =
		check_add_prose(context, text, rule->id, rule->level, span);
	char *place = check_prose_place(context, text, span.start);
	char *quote = check_quote(text, span, RULE_QUOTE);

	finding_say(finding,
	            _("%s“%s”: it should be %u-%02u-%02u to %u-%02u-%02u; %s"),
	            place, quote, from.year, from.month, from.day, to.year,
	            to.month, to.day, rule_says(rule));
	free(quote);
	free(place);
}

/*
 * A match of `find`, in a sentence that matches `where`, is another period than
 * `from` to `to` of the report's year. Groups: year month day, and to_year
 * to_month to_day; a year left out is the one before it.
 */
void
check_period(const struct check_context *context, const struct rule *rule)
{
	static const char *const first[] = {"year", "month", "day"};
	static const char *const second[] = {"to_year", "to_month", "to_day"};
	unsigned due = (unsigned)report_year(context->report);
	const struct day from = {due, rule->from.month, rule->from.day};
	const struct day to = {due, rule->to_day.month, rule->to_day.day};
	const struct check_text *text;
	struct span spans[GROUPS_MOST];

	for (size_t i = 0;
	     due != 0 && (text = rule_text(context, rule, i)) != NULL; i++) {
		size_t at = 0, count = 0;

		while (count++ < MATCHES_MOST &&
		       rule_find(context, rule, text, rule->find, at, spans,
		                 GROUPS_MOST)) {
			const struct sentence *its =
				&text->sentences[check_sentence_at(
					text, spans[0].start)];
			struct day begins =
				read_day(text, rule->find, spans, first, due);
			struct day ends = read_day(text, rule->find, spans,
			                           second, begins.year);

			if ((!same_day(begins, from) || !same_day(ends, to)) &&
			    rule_within(text, rule->where, its->start,
			                its->end))
				tell_period(context, rule, text, spans[0], from,
				            to);
			at = spans[0].end;
			if (spans[0].end == spans[0].start)
				break;
		}
	}
}

/* --- the parts of the report --- */

/* A match of `find` has a group `count` that is not the number of the form's
 * sections; or its sentence lists some (`at_least`) of the phrases in `each`,
 * but not all of them. */
void
check_listed(const struct check_context *context, const struct rule *rule)
{
	size_t due = context->report->form->section_count;
	const struct check_text *text;
	struct span spans[GROUPS_MOST];

	for (size_t i = 0; (text = rule_text(context, rule, i)) != NULL; i++) {
		const struct sentence *sentence;
		size_t listed = 0, said;
		struct finding *finding;
		char *place, *quote;

		if (!rule_find(context, rule, text, rule->find, 0, spans,
		               GROUPS_MOST))
			continue;
		sentence = &text->sentences[check_sentence_at(text,
		                                              spans[0].start)];
		said = read_number(text->prose.text,
		                   group_span(rule->find, "count", spans),
		                   rule->numerals);
		for (size_t k = 0; k < rule->phrases.count; k++)
			listed += rule_within(text, rule->phrases.items[k].find,
			                      sentence->start, sentence->end);
		if (listed < rule->at_least || listed == rule->phrases.count)
			listed = due;
		if ((said == 0 || said == due) && listed == due)
			continue;
		finding = check_add_prose(context, text, rule->id, rule->level,
		                          spans[0]);
		finding->left = quantity_count(
			said != 0 && said != due ? said : listed);
		finding->right = quantity_count(due);
		finding->difference = (struct quantity){
			.present = true,
			.value = finding->left.value - finding->right.value};
		place = check_prose_place(context, text, spans[0].start);
		quote = check_quote(text, spans[0], RULE_QUOTE);
		if (said != 0 && said != due)
			finding_say(
				finding,
				_("%s“%s”: %zu parts, the form has %zu; %s"),
				place, quote, said, due, rule_says(rule));
		else
			finding_say(finding,
			            _("%s“%s”: %zu of %zu parts are listed; "
			              "%s"),
			            place, quote, listed, due, rule_says(rule));
		free(quote);
		free(place);
	}
}

/* --- names --- */

/* The name without what `unless` matches, as 人民政府 in 某县人民政府. */
static char *
bare_name(const char *text, size_t length, struct pattern *unless)
{
	struct buffer name = {0};
	size_t at = 0;
	struct span span;

	while (unless != NULL && at < length &&
	       pattern_find(unless, text, length, at, &span, 1) ==
	               PATTERN_FOUND &&
	       span.end > span.start) {
		buffer_add(&name, text + at, span.start - at);
		at = span.end;
	}
	buffer_add(&name, text + at, length - at);
	return buffer_take(&name);
}

/* A match of `find` has a group `name` that is another name than the
 * agency's: without what `unless` matches neither holds the other. */
void
check_agency(const struct check_context *context, const struct rule *rule)
{
	const struct buffer *agency = &context->report->texts[FIELD_AGENCY];
	const struct check_text *text;
	struct span spans[GROUPS_MOST];
	char *own;

	if (agency->length == 0)
		return;
	own = bare_name(agency->data, agency->length, rule->unless);
	for (size_t i = 0; (text = rule_text(context, rule, i)) != NULL; i++) {
		size_t at = 0, count = 0;

		while (count++ < MATCHES_MOST &&
		       rule_find(context, rule, text, rule->find, at, spans,
		                 GROUPS_MOST) &&
		       spans[0].end > spans[0].start) {
			struct span span =
				group_span(rule->find, "name", spans);
			char *name, *place, *quote;

			at = spans[0].end;
			if (span.start == SPAN_NONE)
				continue;
			name = bare_name(text->prose.text + span.start,
			                 span.end - span.start, rule->unless);
			if (strstr(own, name) == NULL &&
			    strstr(name, own) == NULL) {
				place = check_prose_place(context, text,
				                          span.start);
				quote = check_quote(text, span, RULE_QUOTE);
				finding_say(
					check_add_prose(context, text, rule->id,
				                        rule->level, span),
					_("%s“%s”: the report is of “%s”; %s"),
					place, quote, agency->data,
					rule_says(rule));
				free(quote);
				free(place);
			}
			free(name);
		}
	}
	free(own);
}

/* --- dates --- */

static void
tell_date(const struct check_context *context, const struct rule *rule,
          bool early, struct month_day limit, int year)
{
	const struct buffer *dated = &context->report->texts[FIELD_DATED];

	finding_say(
		check_add_path(context, rule->id, rule->level, "dated", NONE),
		early ? _("date: %.10s is before %d-%02u-%02u; %s")
		      : _("date: %.10s is after %d-%02u-%02u; %s"),
		dated->data, year, limit.month, limit.day, rule_says(rule));
}

/* The date of the report is later in the next year than the day given for the
 * agency's kind, or before `not_before` of the next year. Compared with
 * `dated` alone, never with a clock. */
void
check_dated(const struct check_context *context, const struct rule *rule)
{
	struct month_day due = rule->due[report_agency_kind(context->report)];
	int next = report_year(context->report) + 1;
	struct date date;
	long stated;

	if (next == 1 || !report_date(context->report, &date))
		return;
	stated = date.year * 10000L + date.month * 100 + date.day;
	if (due.month != 0 &&
	    stated > next * 10000L + due.month * 100 + due.day)
		tell_date(context, rule, false, due, next);
	if (rule->from.month != 0 &&
	    stated < next * 10000L + rule->from.month * 100 + rule->from.day)
		tell_date(context, rule, true, rule->from, next);
}
