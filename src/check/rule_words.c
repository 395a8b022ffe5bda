/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/language.h"
#include "base/text.h"
#include "check/rules.h"

/* Findings of one rule in one text; what repeats oftener is told by them. */
#define FOUND_MOST 50
/* Digits of the longest number that is looked at. */
#define DIGITS_MOST 32

/* Texts longer than their sections' limits. */
void
check_length(const struct check_context *context, const struct rule *rule)
{
	const struct report *report = context->report;
	const struct check_text *text;

	for (size_t i = 0; (text = rule_text(context, rule, i)) != NULL; i++) {
		size_t limit =
			text->section == NONE
				? 0
				: report->form->sections[text->section].limit;
		size_t count = text_count(text->prose.text, text->prose.length);
		struct finding *finding;

		if (limit == 0 || count <= limit)
			continue;
		finding = rule_add_text(context, rule, text, rule->level);
		finding->left = quantity_count(count);
		finding->right = quantity_count(limit);
		finding->difference = quantity_count(count - limit);
		finding_say(finding,
		            _("%s: %zu characters, %zu are the limit, %zu too "
		              "many; %s"),
		            check_section_name(context, text->section), count,
		            limit, count - limit, rule_says(rule));
	}
}

/* Where it begins. */
static struct span
beginning(const struct check_text *text)
{
	struct span span = {text->sentences[0].start, text->sentences[0].start};

	return span;
}

/* Texts that are there but of fewer than `at_least` characters, or that match
 * `find`. */
void
check_bare(const struct check_context *context, const struct rule *rule)
{
	const struct check_text *text;

	for (size_t i = 0; (text = rule_text(context, rule, i)) != NULL; i++) {
		struct span span;
		char *quote;

		if (text->sentence_count == 0 ||
		    (text_count(text->prose.text, text->prose.length) >=
		             rule->at_least &&
		     (rule->find == NULL ||
		      !rule_find(context, rule, text, rule->find, 0, &span,
		                 1))))
			continue;
		quote = check_quote(text, beginning(text), RULE_QUOTE);
		finding_say(check_add_prose(context, text, rule->id,
		                            rule->level, beginning(text)),
		            "%s“%s”: %s",
		            check_section_name(context, text->section), quote,
		            rule_says(rule));
		free(quote);
	}
}

/* --- what has to be said --- */

/* Whether a phrase is in one of the text's sub-headings, of which it has at
 * least `heads`; in a text of fewer, whether it is anywhere. */
static bool
states(const struct check_context *context, const struct rule *rule,
       const struct check_text *text, const struct phrase *phrase)
{
	size_t heads = 0;
	struct span span;

	for (size_t i = 0; rule->at_least != 0 && i < text->paragraph_count;
	     i++) {
		const struct paragraph *paragraph = &text->paragraphs[i];

		if (paragraph->head == 0)
			continue;
		heads++;
		if (rule_within(text, phrase->find, paragraph->start,
		                paragraph->start + paragraph->head))
			return true;
	}
	if (rule->at_least != 0 && heads >= rule->at_least)
		return false;
	return rule_find(context, rule, text, phrase->find, 0, &span, 1);
}

/* Every phrase of `each` is in one of the texts (with `heads`: in their
 * sub-headings, once they have that many). A finding for each that is not,
 * at the text `at`, or the first that is written. */
void
check_stated(const struct check_context *context, const struct rule *rule)
{
	const struct check_text *text;
	const struct check_text *place = NULL;

	for (size_t i = 0;
	     place == NULL && (text = rule_text(context, rule, i)) != NULL; i++)
		if (text->sentence_count > 0)
			place = text;
	if (place != NULL && rule->place.count > 0)
		place = check_texts_find(&context->prose->now,
		                         rule->place.items[0]);
	if (place == NULL)
		return;
	for (size_t k = 0; k < rule->phrases.count; k++) {
		const struct phrase *phrase = &rule->phrases.items[k];
		bool found = false;

		for (size_t i = 0;
		     !found && (text = rule_text(context, rule, i)) != NULL;
		     i++)
			found = states(context, rule, text, phrase);
		if (!found)
			finding_say(rule_add_text(context, rule, place,
			                          phrase->level),
			            "%s: %s",
			            check_section_name(context, place->section),
			            phrase_says(rule, phrase));
	}
}

/* --- pairs --- */

static size_t
count_matches(const struct check_context *context, const struct rule *rule,
              const struct check_text *text, struct pattern *pattern,
              struct span where)
{
	size_t count = 0, at = where.start;
	struct span span;

	while (at < where.end &&
	       rule_find(context, rule, text, pattern, at, &span, 1) &&
	       span.start < where.end) {
		count++;
		at = span.end > span.start
		             ? span.end
		             : text_next(text->prose.text, text->prose.length,
		                         span.end);
	}
	return count;
}

/* The most items that one way of numbering counts. */
static size_t
count_items(const struct check_context *context, const struct rule *rule,
            const struct check_text *text, struct span where)
{
	size_t most = 0;

	for (size_t i = 0; i < rule->phrases.count; i++) {
		size_t count =
			count_matches(context, rule, text,
		                      rule->phrases.items[i].find, where);

		most = count > most ? count : most;
	}
	return most;
}

/* More numbered items stand before `until` than behind it, where both sides
 * number theirs. `each` are the ways of numbering. */
void
check_pairs(const struct check_context *context, const struct rule *rule)
{
	const struct check_text *text;

	for (size_t i = 0; (text = rule_text(context, rule, i)) != NULL; i++) {
		struct span split;
		struct finding *finding;
		size_t before, behind;

		if (!rule_find(context, rule, text, rule->until, 0, &split, 1))
			continue;
		before = count_items(context, rule, text,
		                     (struct span){0, split.start});
		behind = count_items(
			context, rule, text,
			(struct span){split.end, text->prose.length});
		if (behind < 2 || before <= behind)
			continue;
		finding = rule_add_text(context, rule, text, rule->level);
		finding->left = quantity_count(behind);
		finding->right = quantity_count(before);
		finding->difference = (struct quantity){
			.present = true,
			.value = finding->left.value - finding->right.value};
		finding_say(finding, _("%s: %zu against %zu; %s"),
		            check_section_name(context, text->section), before,
		            behind, rule_says(rule));
	}
}

/* --- what must not be there --- */

/* The digits of a match in ASCII, and X; how many. */
static size_t
read_digits(const struct check_text *text, struct span span,
            char digits[DIGITS_MOST])
{
	size_t count = 0, at = span.start;

	while (at < span.end && count < DIGITS_MOST) {
		char32_t character;

		at += text_decode(text->prose.text + at, span.end - at,
		                  &character);
		character = text_fold(character);
		if (character >= '0' && character <= '9')
			digits[count++] = (char)character;
		else if (character == 'X' || character == 'x')
			digits[count++] = 'X';
	}
	return count;
}

/* ISO 7064 MOD 11-2 over 18 digits, of which the 7th to 14th are a date. */
static bool
is_identity(const char digits[DIGITS_MOST], size_t count)
{
	static const unsigned char days[] = {31, 29, 31, 30, 31, 30,
	                                     31, 31, 30, 31, 30, 31};
	unsigned sum = 0, weight = 1, year = 0, month, day;

	if (count != 18 || memchr(digits, 'X', 17) != NULL)
		return false;
	for (size_t i = 18; i-- > 0; weight = weight * 2 % 11)
		sum += weight *
		       (digits[i] == 'X' ? 10U : (unsigned)(digits[i] - '0'));
	for (size_t i = 6; i < 10; i++)
		year = year * 10 + (unsigned)(digits[i] - '0');
	month = (unsigned)(digits[10] - '0') * 10 +
	        (unsigned)(digits[11] - '0');
	day = (unsigned)(digits[12] - '0') * 10 + (unsigned)(digits[13] - '0');
	return sum % 11 == 1 && year >= 1850 && year <= 2100 && month >= 1 &&
	       month <= 12 && day >= 1 && day <= days[month - 1];
}

static bool
is_luhn(const char digits[DIGITS_MOST], size_t count)
{
	unsigned sum = 0;

	for (size_t i = 0; i < count; i++) {
		unsigned digit;

		if (digits[count - 1 - i] == 'X')
			return false;
		digit = (unsigned)(digits[count - 1 - i] - '0');
		if (i % 2 == 1)
			digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
		sum += digit;
	}
	return count > 1 && sum % 10 == 0;
}

bool
phrase_counts(const struct check_text *text, const struct phrase *phrase,
              struct span span)
{
	size_t number = check_sentence_at(text, span.start);
	const struct sentence *sentence = &text->sentences[number];
	char digits[DIGITS_MOST];
	size_t count;

	if (phrase->digits != DIGITS_ANY) {
		count = read_digits(text, span, digits);
		if (phrase->digits == DIGITS_IDENTITY
		            ? !is_identity(digits, count)
		            : !is_luhn(digits, count))
			return false;
	}
	if (phrase->with != NULL &&
	    !rule_within(text, phrase->with, sentence->start, sentence->end))
		return false;
	return phrase->unless == NULL ||
	       !rule_within(text, phrase->unless, sentence->start,
	                    sentence->end);
}

static void
tell_found(const struct check_context *context, const struct rule *rule,
           const struct check_text *text, const struct phrase *phrase,
           struct span span, size_t count)
{
	struct finding *finding =
		check_add_prose(context, text, rule->id, phrase->level, span);
	char *place = check_prose_place(context, text, span.start);
	char *quote = check_quote(text, span, RULE_QUOTE);

	if (count > 1)
		finding_say(finding, _("%s“%s”: %s (%zu places)"), place, quote,
		            phrase_says(rule, phrase), count);
	else
		finding_say(finding, "%s“%s”: %s", place, quote,
		            phrase_says(rule, phrase));
	free(quote);
	free(place);
}

static void
find_phrase(const struct check_context *context, const struct rule *rule,
            const struct check_text *text, const struct phrase *phrase)
{
	size_t at = 0, count = 0;
	struct span span, first = {0, 0};

	while (count < FOUND_MOST &&
	       rule_find(context, rule, text, phrase->find, at, &span, 1)) {
		at = span.end > span.start
		             ? span.end
		             : text_next(text->prose.text, text->prose.length,
		                         span.end);
		if (span.end == span.start && span.end == text->prose.length)
			break;
		if (!phrase_counts(text, phrase, span))
			continue;
		if (count++ == 0)
			first = span;
		if (!rule->once)
			tell_found(context, rule, text, phrase, span, 1);
	}
	if (rule->once && count > 0)
		tell_found(context, rule, text, phrase, first, count);
}

/* Every match of a phrase of `any` is a finding; with `once`, the first of
 * each phrase in each text, with their number. */
void
check_found(const struct check_context *context, const struct rule *rule)
{
	const struct check_text *text;

	for (size_t i = 0; (text = rule_text(context, rule, i)) != NULL; i++) {
		for (size_t k = 0; k < rule->phrases.count; k++)
			find_phrase(context, rule, text,
			            &rule->phrases.items[k]);
	}
}
