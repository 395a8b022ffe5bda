/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"
#include "check/rules.h"

/* Characters of one text that are compared; what follows is not looked at. */
#define COMPARED_MOST 65536
/* Characters of the runs that two texts have in common. */
#define RUN 8
/* Pairs of sentences looked at, and steps of comparing them one by one. */
#define PAIRS_MOST 2000000
#define STEPS_MOST 20000000
/* Old sentences told of one text: each place in it is found by counting from
 * its beginning. No report of a usable length has as many. */
#define TOLD_MOST 500

/* --- what counts of a text --- */

/* Characters that count: no blanks, punctuation or year numbers. */
struct plain {
	uint32_t *items;
	size_t count;
};

/* Punctuation of both widths, and what stands between CJK letters. */
static bool
is_punctuation(char32_t character)
{
	char32_t folded = text_fold(character);

	return (folded > 0x20 && folded < 0x7F &&
	        !(folded >= '0' && folded <= '9') &&
	        !(folded >= 'A' && folded <= 'Z') &&
	        !(folded >= 'a' && folded <= 'z')) ||
	       (character >= 0x2010 && character <= 0x2027) ||
	       (character >= 0x2030 && character <= 0x205E) ||
	       (character >= 0x3001 && character <= 0x301F) ||
	       character == 0x00B7;
}

static bool
is_digit(uint32_t character)
{
	return character >= '0' && character <= '9';
}

/* Takes the last four items away if they are a year's digits. */
static size_t
drop_year(const uint32_t *items, size_t count, size_t digits)
{
	if (digits == 4 &&
	    (items[count - 4] == '1' || items[count - 4] == '2') &&
	    (items[count - 3] == '9' || items[count - 3] == '0'))
		return count - 4;
	return count;
}

/* Adds the characters of [start, end) that count; returns their number. */
static size_t
add_plain(uint32_t *items, const char *text, size_t start, size_t end,
          size_t room)
{
	size_t count = 0, digits = 0;

	while (start < end && count < room) {
		char32_t character;

		start += text_decode(text + start, end - start, &character);
		character = text_fold(character);
		if (is_digit(character)) {
			items[count++] = character;
			digits++;
			continue;
		}
		count = drop_year(items, count, digits);
		digits = 0;
		if (!text_is_blank(character) && !is_punctuation(character))
			items[count++] = character;
	}
	return drop_year(items, count, digits);
}

static uint64_t
hash_of(const uint32_t *items, size_t count)
{
	uint64_t hash = 14695981039346656037U;

	for (size_t i = 0; i < count; i++) {
		hash ^= items[i];
		hash *= 1099511628211U;
	}
	return hash ^ hash >> 29;
}

/* A set of hashes, open addressing; 0 is no member. */
struct hashes {
	uint64_t *places;
	size_t mask;
};

static struct hashes
hashes_new(size_t count)
{
	size_t places = 64;

	while (places < count * 2)
		places *= 2;
	return (struct hashes){xcalloc(places, sizeof(uint64_t)), places - 1};
}

/* The place of that hash, or the free one it would take. */
static size_t
hashes_place(const struct hashes *hashes, uint64_t hash)
{
	size_t at = (size_t)hash & hashes->mask;

	while (hashes->places[at] != 0 && hashes->places[at] != hash)
		at = (at + 1) & hashes->mask;
	return at;
}

/* --- how much of a text is last year's --- */

/* The text up to `until`, or whole. */
static struct plain
plain_text(const struct check_context *context, const struct rule *rule,
           const struct check_text *text)
{
	size_t end = text->prose.length;
	struct plain plain;
	struct span span;

	if (rule->until != NULL &&
	    rule_find(context, rule, text, rule->until, 0, &span, 1))
		end = span.start;
	plain.items = xcalloc((end < COMPARED_MOST ? end : COMPARED_MOST) + 1,
	                      sizeof(uint32_t));
	plain.count =
		add_plain(plain.items, text->prose.text, 0, end, COMPARED_MOST);
	return plain;
}

/*
 * Per cent of the characters that stand in a run of RUN which the other text
 * has, too: containment of k-grams, found by their hashes in time linear in
 * both texts.
 */
static size_t
percent_common(const struct plain *now, const struct plain *last)
{
	struct hashes hashes;
	size_t common = 0, covered = 0;

	if (now->count < RUN || last->count < RUN)
		return 0;
	hashes = hashes_new(last->count);
	for (size_t i = 0; i + RUN <= last->count; i++) {
		uint64_t hash = hash_of(last->items + i, RUN) | 1;

		hashes.places[hashes_place(&hashes, hash)] = hash;
	}
	for (size_t i = 0; i + RUN <= now->count; i++) {
		uint64_t hash = hash_of(now->items + i, RUN) | 1;

		if (hashes.places[hashes_place(&hashes, hash)] == 0)
			continue;
		common += i + RUN - (covered > i ? covered : i);
		covered = i + RUN;
	}
	free(hashes.places);
	return common * 100 / now->count;
}

/* At least `above` per cent of a text, up to `until`, is last year's; texts of
 * fewer than `at_least` characters may be. */
void
check_similar(const struct check_context *context, const struct rule *rule)
{
	const struct check_text *text;

	for (size_t i = 0; (text = rule_text(context, rule, i)) != NULL; i++) {
		const struct check_text *last = last_text(context, text);
		struct plain now, old;
		struct finding *finding;
		size_t percent = 0;

		if (last == NULL || last->sentence_count == 0 ||
		    text->sentence_count == 0)
			continue;
		now = plain_text(context, rule, text);
		old = plain_text(context, rule, last);
		if (now.count >= rule->at_least)
			percent = percent_common(&now, &old);
		free(now.items);
		free(old.items);
		if (percent == 0 || percent < rule->above)
			continue;
		finding = rule_add_text(context, rule, text, rule->level);
		finding->left = quantity_count(percent);
		finding_say(finding, _("%s: %zu%% of it is last year's; %s"),
		            check_section_name(context, text->section), percent,
		            rule_says(rule));
	}
}

/* --- stale sentences --- */

#define MASK_WORDS 4

/* A sentence of last year's report, or one looked up among them. */
struct old_sentence {
	const uint32_t *items;
	size_t count;
	uint64_t mask[MASK_WORDS]; /* which characters it has, hashed */
};

struct old_sentences {
	uint32_t *characters; /* of all of them */
	struct old_sentence *items;
	size_t count;
	struct hashes hashes;
	size_t pairs; /* looked at so far */
	size_t steps;
};

static struct old_sentence
make_sentence(const uint32_t *items, size_t count)
{
	struct old_sentence sentence = {.items = items, .count = count};

	for (size_t i = 0; i < count; i++) {
		uint32_t bit = items[i] * 2654435761U >> 24;

		sentence.mask[bit / 64] |= (uint64_t)1 << (bit % 64);
	}
	return sentence;
}

/* Headings are to be the same every year. */
static bool
is_heading(const struct check_text *text, const struct sentence *sentence)
{
	return prose_is_subheading(text->prose.text + sentence->start,
	                           sentence->end - sentence->start);
}

static void
add_sentences(struct old_sentences *old, const struct check_text *text,
              size_t *used)
{
	for (size_t i = 0; i < text->sentence_count; i++) {
		const struct sentence *sentence = &text->sentences[i];
		uint32_t *items = old->characters + *used;
		size_t count;
		uint64_t hash;

		if (is_heading(text, sentence))
			continue;
		count = add_plain(items, text->prose.text, sentence->start,
		                  sentence->end,
		                  sentence->end - sentence->start);
		if (count == 0)
			continue;
		*used += count;
		old->items[old->count++] = make_sentence(items, count);
		hash = hash_of(items, count) | 1;
		old->hashes.places[hashes_place(&old->hashes, hash)] = hash;
	}
}

static struct old_sentences
old_sentences_make(const struct check_texts *last)
{
	struct old_sentences old = {0};
	size_t bytes = 1, sentences = 1, used = 0;

	for (size_t i = 0; i < last->count; i++) {
		bytes += last->items[i].prose.length;
		sentences += last->items[i].sentence_count;
	}
	old.characters = xcalloc(bytes, sizeof(*old.characters));
	old.items = xcalloc(sentences, sizeof(*old.items));
	old.hashes = hashes_new(sentences);
	for (size_t i = 0; i < last->count; i++)
		add_sentences(&old, &last->items[i], &used);
	return old;
}

static void
old_sentences_free(struct old_sentences *old)
{
	free(old->characters);
	free(old->items);
	free(old->hashes.places);
}

/* Each character changed, added or left out sets or clears two bits at most:
 * sentences that differ in more are far apart. */
static bool
masks_near(const struct old_sentence *a, const struct old_sentence *b,
           size_t most)
{
	size_t bits = 0;

	for (size_t i = 0; i < MASK_WORDS; i++)
		bits += (size_t)__builtin_popcountll(a->mask[i] ^ b->mask[i]);
	return bits <= 2 * most;
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/*
 * Whether two sentences are at most `most` changes, additions and omissions of
 * characters apart: Ukkonen's banded edit distance, which looks only at the
 * 2 * most + 1 diagonals that matter.
 */
static bool
edits_within(struct old_sentences *old, const struct old_sentence *a,
             const struct old_sentence *b, size_t most)
{
	size_t width = 2 * most + 1;
	size_t *row = xcalloc(width + 2, sizeof(*row));
	size_t best = 0;

	/* row[d] is the distance of the first i of a and i + d - most of b. */
	for (size_t d = 0; d < width; d++)
		row[d] = d >= most ? d - most : most + 1;
	row[width] = most + 1;
	for (size_t i = 1; i <= a->count && best <= most; i++) {
		size_t left = most + 1;

		best = most + 1;
		for (size_t d = 0; d < width; d++) {
			size_t k = i + d; /* place in b, plus most */
			size_t cost;

			if (k < most || k - most > b->count) {
				row[d] = left = most + 1;
				continue;
			}
			cost = least(row[d + 1], left) + 1;
			if (k == most)
				cost = i;
			else
				cost = least(cost,
				             row[d] + (a->items[i - 1] !=
				                       b->items[k - most - 1]));
			row[d] = left = least(cost, most + 1);
			best = least(best, cost);
		}
		old->steps += width;
	}
	best = b->count + most >= a->count && b->count + most - a->count < width
	               ? row[b->count + most - a->count]
	               : most + 1;
	free(row);
	return best <= most;
}

/* Equal to one of last year's, found by its hash, or near to one. Once a text
 * has cost too much, equal ones alone are found. */
static bool
is_old(struct old_sentences *old, const struct old_sentence *sentence,
       size_t percent)
{
	size_t most = sentence->count * percent / 100;
	uint64_t hash = hash_of(sentence->items, sentence->count) | 1;

	if (old->hashes.places[hashes_place(&old->hashes, hash)] != 0)
		return true;
	for (size_t i = 0; most > 0 && i < old->count; i++) {
		const struct old_sentence *other = &old->items[i];

		if (++old->pairs > PAIRS_MOST || old->steps > STEPS_MOST)
			return false;
		if (other->count + most >= sentence->count &&
		    sentence->count + most >= other->count &&
		    masks_near(sentence, other, most) &&
		    edits_within(old, sentence, other, most))
			return true;
	}
	return false;
}

static void
tell_old(const struct check_context *context, const struct rule *rule,
         const struct check_text *text, const struct sentence *sentence)
{
	struct span span = {sentence->start, sentence->end};
	struct finding *finding =
		check_add_prose(context, text, rule->id, rule->level, span);
	char *place = check_prose_place(context, text, span.start);
	char *quote = check_quote(text, (struct span){span.start, span.start},
	                          RULE_QUOTE);

	finding_say(finding, "%s“%s”: %s", place, quote, rule_says(rule));
	free(quote);
	free(place);
}

static void
check_sentences(const struct check_context *context, const struct rule *rule,
                const struct check_text *text, struct old_sentences *old)
{
	uint32_t *items = xcalloc(text->prose.length + 1, sizeof(*items));
	size_t told = 0;

	for (size_t i = 0; i < text->sentence_count && told < TOLD_MOST; i++) {
		const struct sentence *sentence = &text->sentences[i];
		size_t length = sentence->end - sentence->start, count;
		struct old_sentence its;

		if (text_count(text->prose.text + sentence->start, length) <
		            rule->at_least ||
		    is_heading(text, sentence))
			continue;
		count = add_plain(items, text->prose.text, sentence->start,
		                  sentence->end, length);
		its = make_sentence(items, count);
		if (count > 0 && is_old(old, &its, rule->above)) {
			tell_old(context, rule, text, sentence);
			told++;
		}
	}
	free(items);
}

/* A sentence of at least `at_least` characters is one of last year's, blanks,
 * punctuation, year numbers and `above` per cent of its characters apart. */
void
check_stale(const struct check_context *context, const struct rule *rule)
{
	const struct check_texts *last = check_last_texts(context);
	const struct check_text *text;
	struct old_sentences old;

	if (last == NULL)
		return;
	old = old_sentences_make(last);
	for (size_t i = 0; (text = rule_text(context, rule, i)) != NULL; i++)
		check_sentences(context, rule, text, &old);
	old_sentences_free(&old);
}
