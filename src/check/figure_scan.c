/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "check/figures.h"

/* Before a numeral: it says which one, not how many. */
#define ORDINAL 0x7B2C
/* Blanks between a numeral and its unit. */
#define BLANKS_MOST 4

struct cursor {
	struct figure_scan *scan;
	const char *text;
	size_t start;
	size_t end;
	size_t at;
	char32_t before; /* the character before `at`, blanks apart */
	size_t unknown;  /* characters passed that no token covers */
	size_t open;     /* the last bracket not closed yet, or NONE */
	bool range;      /* from … to was just read */
};

/* --- words --- */

size_t
token_use(const struct figure_scan *scan, const struct token *token,
          enum word_role role)
{
	if (token->kind != TOKEN_WORD)
		return NONE;
	for (size_t use = token->use; use != NONE;
	     use = scan->rules->uses[use].next) {
		if (scan->rules->uses[use].role == role)
			return scan->rules->uses[use].index;
	}
	return NONE;
}

static struct token *
add_token(struct cursor *cursor, enum token_kind kind, size_t start, size_t end)
{
	struct figure_scan *scan = cursor->scan;
	struct token *token;

	scan->tokens = grow(scan->tokens, &scan->capacity, scan->count + 1,
	                    sizeof(*scan->tokens));
	token = &scan->tokens[scan->count++];
	*token = (struct token){
		.kind = kind,
		.start = start,
		.end = end,
		.use = NONE,
		.match = NONE,
		.unit = NONE,
		.before = cursor->unknown,
	};
	return token;
}

static uint32_t
signs_of(const struct figure_rules *rules, size_t use)
{
	uint32_t signs = 0;

	for (; use != NONE; use = rules->uses[use].next) {
		if (rules->uses[use].role == WORD_SIGN)
			signs |= (uint32_t)1 << rules->uses[use].index;
	}
	return signs;
}

static size_t
use_with(const struct figure_rules *rules, size_t use, enum word_role role)
{
	for (; use != NONE; use = rules->uses[use].next) {
		if (rules->uses[use].role == role)
			return rules->uses[use].index;
	}
	return NONE;
}

/* The word at byte `at`, or LEXICON_NONE. */
static size_t
word_at(const struct cursor *cursor, size_t at, size_t *bytes)
{
	return lexicon_find(cursor->scan->rules->lexicon, cursor->text + at,
	                    cursor->end - at, bytes);
}

static size_t
skip_blanks(const struct cursor *cursor, size_t at)
{
	for (int i = 0; i < BLANKS_MOST && at < cursor->end; i++) {
		char32_t character;
		size_t bytes = text_decode(cursor->text + at, cursor->end - at,
		                           &character);

		if (!text_is_blank(character))
			break;
		at += bytes;
	}
	return at;
}

/* --- numerals --- */

/* A hyphen, dash or tilde, or the word to, between two numerals. */
static bool
is_range(char32_t character)
{
	return character == '-' || character == '~' || character == 0x2013 ||
	       character == 0x2014 || character == 0xFF5E ||
	       character == 0xFF0D || character == 0x301C ||
	       character == 0x81F3 || character == 0x5230;
}

static char32_t
character_at(const struct cursor *cursor, size_t at, size_t *bytes)
{
	char32_t character;

	*bytes = 0;
	if (at >= cursor->end)
		return 0;
	*bytes = text_peek(cursor->text + at, &character);
	return character;
}

/* Letters and signs of codes, addresses and numbers of documents. */
static bool
in_code(char32_t character)
{
	return (character >= 'A' && character <= 'Z') ||
	       (character >= 'a' && character <= 'z') || character == '@' ||
	       character == '_' || character == '/' || character == '.' ||
	       character == 0x3014;
}

/* Whether the numeral, read at `start`, stands alone in brackets. */
static bool
bracketed(const struct cursor *cursor, size_t end)
{
	size_t bytes;
	char32_t behind =
		character_at(cursor, skip_blanks(cursor, end), &bytes);

	return (cursor->before == '(' || cursor->before == 0xFF08) &&
	       (behind == ')' || behind == 0xFF09);
}

/* The unit (or year, or date) behind the numeral of `token`. */
static void
take_unit(struct cursor *cursor, struct token *token)
{
	const struct figure_rules *rules = cursor->scan->rules;
	size_t at = skip_blanks(cursor, token->end), bytes = 0;
	char32_t next = character_at(cursor, at, &bytes);

	if (next == '%' || next == 0xFF05) {
		token->kind = TOKEN_NUMBER;
		token->end = at + bytes;
		return;
	}
	for (int i = 0; i < 2; i++) {
		size_t use = word_at(cursor, at, &bytes), unit;

		if (use == LEXICON_NONE)
			return;
		unit = use_with(rules, use, WORD_UNIT);
		if (unit != NONE) {
			token->kind = TOKEN_NUMBER;
			token->unit = unit;
			token->end = at + bytes;
			use = word_at(cursor, token->end, &bytes);
			if (use != LEXICON_NONE &&
			    (signs_of(rules, use) >> SIGN_ROUGH & 1) != 0)
				token->rough = true;
			return;
		}
		if ((signs_of(rules, use) >> SIGN_ROUGH & 1) == 0) {
			if ((signs_of(rules, use) >> SIGN_DATE & 1) != 0) {
				token->end = at + bytes;
				token->signs = signs_of(rules, use);
				if (token->numeral.digits == 4 &&
				    token->numeral.decimals == 0 &&
				    token->numeral.value >= 1900 * AMOUNT_ONE &&
				    token->numeral.value < 2100 * AMOUNT_ONE)
					token->kind = TOKEN_YEAR;
			}
			return;
		}
		token->rough = true;
		at = skip_blanks(cursor, at + bytes);
	}
}

/* Before the numeral: nearly, and the like. */
static bool
about_before(const struct cursor *cursor, size_t start)
{
	const struct figure_scan *scan = cursor->scan;
	const struct token *last;

	if (scan->count == 0)
		return false;
	last = &scan->tokens[scan->count - 1];
	return token_sign(last, SIGN_ABOUT) &&
	       skip_blanks(cursor, last->end) >= start;
}

static bool
is_live(struct figure_scan *scan, size_t start, size_t end)
{
	const struct prose *prose = &scan->text->prose;

	while (scan->live < prose->figure_count &&
	       prose->figures[scan->live].resolved_end <= start)
		scan->live++;
	return scan->live < prose->figure_count &&
	       prose->figures[scan->live].resolved_start < end;
}

/* Takes the numeral at the cursor; false if there is none. */
static bool
take_numeral(struct cursor *cursor)
{
	struct figure_scan *scan = cursor->scan;
	size_t start = cursor->at, bytes;
	bool range = cursor->range, rough;
	struct numeral numeral;
	struct token *token;
	char32_t next;

	if (!numeral_read(cursor->text + start, cursor->end - start, &numeral))
		return false;
	cursor->at += numeral.length;
	cursor->range = false;
	rough = range || about_before(cursor, start);
	token = add_token(cursor, TOKEN_OTHER, start, cursor->at);
	token->numeral = numeral;
	token->numeral_end = cursor->at;
	token->live = is_live(scan, start, cursor->at);
	next = character_at(cursor, cursor->at, &bytes);
	if (is_range(next)) {
		size_t behind;
		char32_t character = character_at(
			cursor, skip_blanks(cursor, cursor->at + bytes),
			&behind);

		if (numeral_begins(character)) {
			cursor->range = true;
			cursor->at += bytes;
			token->rough = true;
			return true;
		}
	}
	if (numeral.digits == 0 || cursor->before == ORDINAL ||
	    in_code(cursor->before) ||
	    (in_code(next) && next != '/' && next != '.') ||
	    bracketed(cursor, cursor->at))
		return true;
	token->rough = rough;
	if (scan->count > 1 && token_sign(token - 1, SIGN_PERCENT) &&
	    token[-1].end == start) {
		token->kind = TOKEN_NUMBER;
		return true;
	}
	take_unit(cursor, token);
	if (token->kind == TOKEN_OTHER && token->signs == 0)
		token->end = token->numeral_end;
	else if (token->kind == TOKEN_YEAR && range)
		token->rough = true;
	cursor->at = token->end;
	return true;
}

/* Whether tokens `first` to `last` only name and join, one after the other. */
static bool
only_names(const struct figure_scan *scan, size_t first, size_t last)
{
	for (size_t i = first; i < last; i++) {
		const struct token *token = &scan->tokens[i];

		if (token->kind != TOKEN_CLAUSE &&
		    !token_sign(token, SIGN_JOIN) &&
		    token_use(scan, token, WORD_CLASS) == NONE &&
		    token_use(scan, token, WORD_PARTY) == NONE)
			return false;
	}
	return token_gap(scan, first, last) == 0;
}

/* Whether a numeral at token `at` may be a figure whose unit comes later: it
 * stands behind a name or another such figure, and before and or a comma. */
static bool
awaits_unit(const struct figure_scan *scan, size_t at)
{
	const struct token *token = &scan->tokens[at];

	if (at == 0 || at + 1 >= scan->count ||
	    token_gap(scan, at - 1, at) > 0 || token_gap(scan, at, at + 1) > 0)
		return false;
	if (token[1].kind != TOKEN_CLAUSE && !token_sign(token + 1, SIGN_JOIN))
		return false;
	return token_use(scan, token - 1, WORD_CLASS) != NONE ||
	       token_use(scan, token - 1, WORD_PARTY) != NONE ||
	       token_sign(token - 1, SIGN_PAIRS) ||
	       token_sign(token - 1, SIGN_JOIN);
}

/* 151、38 and 12 items: they share the unit, with names between or not. */
static void
share_units(struct figure_scan *scan)
{
	size_t behind = NONE;

	for (size_t i = scan->count; i-- > 0;) {
		struct token *token = &scan->tokens[i];

		if (token->kind == TOKEN_OTHER && token->signs == 0 &&
		    token->numeral.digits > 0 && !token->numeral.han &&
		    !token->rough && behind != NONE && behind - i <= 4 &&
		    behind > i + 1 && scan->tokens[behind].unit != NONE &&
		    awaits_unit(scan, i) && only_names(scan, i + 1, behind)) {
			token->kind = TOKEN_NUMBER;
			token->unit = scan->tokens[behind].unit;
		}
		if (token->kind == TOKEN_NUMBER)
			behind = i;
		else if (token->kind == TOKEN_STOP)
			behind = NONE;
	}
}

/* --- the body --- */

/* Whether nothing stands between byte `at` and the last mark, or the start. */
static bool
begins_clause(const struct cursor *cursor, size_t at)
{
	const struct figure_scan *scan = cursor->scan;
	const struct token *last =
		scan->count > 1 ? &scan->tokens[scan->count - 2] : NULL;

	if (last == NULL)
		return at == cursor->start;
	return last->end == at && last->kind != TOKEN_NUMBER &&
	       (last->kind != TOKEN_WORD || token_sign(last, SIGN_PRESENT));
}

/* Whether the text up to `end` ends with as much of a name of the body as
 * makes it this body: to where a word may begin. */
static bool
names_body(const struct cursor *cursor, size_t end)
{
	const struct figure_scan *scan = cursor->scan;

	for (size_t i = 0; i < scan->name_count; i++) {
		const char *name = scan->names[i];
		size_t length = strlen(name), common = 0, characters;

		while (common < length && common < end &&
		       name[length - common - 1] ==
		               cursor->text[end - common - 1])
			common++;
		/* Only whole characters. */
		while (common > 0 &&
		       ((unsigned char)name[length - common] & 0xC0) == 0x80)
			common--;
		characters = text_characters(name + length - common, common);
		if (common == length)
			return true;
		if (characters >= 2) {
			size_t before = end - common;
			bool area = characters < 3 &&
			            !begins_clause(cursor, before);

			for (size_t k = 0; k < scan->rules->area_count; k++) {
				const struct figure_area *its =
					&scan->rules->areas[k];

				area = area ||
				       (its->length <= before &&
				        memcmp(cursor->text + before -
				                       its->length,
				               its->ending, its->length) == 0);
			}
			if (!area)
				return true;
		}
	}
	return false;
}

/* The body's own name at the cursor: its bytes, or 0. */
static size_t
own_name(const struct cursor *cursor)
{
	const struct figure_scan *scan = cursor->scan;
	size_t best = 0;

	for (size_t i = 0; i < scan->name_count; i++) {
		const char *name = scan->names[i], *here;
		size_t length;

		here = cursor->text + cursor->at;
		/* The last byte of the first character tells most apart. */
		if (here[0] != name[0] || here[1] != name[1] ||
		    here[1] == '\0' || here[2] != name[2])
			continue;
		length = strlen(name);
		if (length > best && length <= cursor->end - cursor->at &&
		    memcmp(cursor->text + cursor->at, scan->names[i], length) ==
		            0)
			best = length;
	}
	return best;
}

/* --- the run --- */

static bool
take_word(struct cursor *cursor)
{
	struct figure_scan *scan = cursor->scan;
	size_t bytes = 0, use, own = own_name(cursor);
	struct token *token;

	use = word_at(cursor, cursor->at, &bytes);
	if (own > 0 && (use == LEXICON_NONE || own >= bytes)) {
		token = add_token(cursor, TOKEN_WORD, cursor->at,
		                  cursor->at + own);
		token->signs = (uint32_t)1 << SIGN_OWN;
		cursor->at += own;
		return true;
	}
	if (use == LEXICON_NONE)
		return false;
	token = add_token(cursor, TOKEN_WORD, cursor->at, cursor->at + bytes);
	token->use = use;
	token->signs = signs_of(scan->rules, use);
	cursor->at += bytes;
	if ((token_sign(token, SIGN_ORGAN) || token_sign(token, SIGN_PART)) &&
	    names_body(cursor, token->end))
		token->signs |= (uint32_t)1 << SIGN_OWN;
	return true;
}

static bool
take_mark(struct cursor *cursor, char32_t character, size_t bytes)
{
	struct figure_scan *scan = cursor->scan;
	enum token_kind kind = TOKEN_CLAUSE;
	struct token *token;

	switch (character) {
	case ',':
	case ':':
	case 0xFF0C:
	case 0xFF1A:
		break;
	case 0x3002:
	case '!':
	case '?':
	case ';':
	case 0xFF01:
	case 0xFF1B:
	case 0xFF1F:
		kind = TOKEN_STOP;
		break;
	case '(':
	case 0xFF08:
		kind = TOKEN_OPEN;
		break;
	case ')':
	case 0xFF09:
		kind = TOKEN_CLOSE;
		break;
	default:
		return false;
	}
	token = add_token(cursor, kind, cursor->at, cursor->at + bytes);
	token->colon = character == ':' || character == 0xFF1A;
	token->half = character == ';' || character == 0xFF1B;
	/* Brackets are not nested in such texts: one pair after the other. */
	if (kind == TOKEN_OPEN) {
		cursor->open = scan->count - 1;
	} else if (kind == TOKEN_CLOSE && cursor->open != NONE) {
		token->match = cursor->open;
		scan->tokens[cursor->open].match = scan->count - 1;
		cursor->open = NONE;
	}
	if (kind == TOKEN_STOP)
		cursor->open = NONE;
	cursor->at += bytes;
	return true;
}

void
figure_scan_run(struct figure_scan *scan, size_t start, size_t end)
{
	struct cursor cursor = {
		.scan = scan,
		.text = scan->text->prose.text,
		.start = start,
		.end = end,
		.at = start,
		.open = NONE,
	};

	scan->count = 0;
	while (cursor.at < end) {
		size_t from = cursor.at, bytes, word = 0;
		char32_t character = character_at(&cursor, from, &bytes);
		bool taken = false;

		if (character <= ' ' || character == 0x3000 ||
		    character == 0xA0) {
			cursor.at += bytes;
			continue;
		}
		if ((scan->begins[(character & 0xFFFF) / 8] >> (character & 7) &
		     1) == 0) {
			cursor.at += bytes;
			cursor.unknown++;
			cursor.before = character;
			cursor.range = false;
			continue;
		}
		if (numeral_begins(character)) {
			struct numeral numeral;

			/* Some words begin with a numeral. */
			numeral_read(cursor.text + from, end - from, &numeral);
			if (word_at(&cursor, from, &word) != LEXICON_NONE &&
			    word > numeral.length)
				taken = take_word(&cursor);
			else
				taken = take_numeral(&cursor);
		} else {
			taken = take_mark(&cursor, character, bytes) ||
			        take_word(&cursor);
			cursor.range = false;
		}
		if (!taken) {
			cursor.at += bytes;
			cursor.unknown++;
			cursor.before = character;
			continue;
		}
		/* What stands before the next character. */
		if (cursor.at > from) {
			size_t last = cursor.at - 1;

			while (last > from &&
			       ((unsigned char)cursor.text[last] & 0xC0) ==
			               0x80)
				last--;
			text_decode(cursor.text + last, cursor.at - last,
			            &cursor.before);
		}
	}
	share_units(scan);
}

size_t
token_gap(const struct figure_scan *scan, size_t first, size_t second)
{
	return scan->tokens[second].before - scan->tokens[first].before;
}

amount
token_value(const struct figure_scan *scan, const struct token *token)
{
	amount value = token->numeral.value, product;
	size_t yuan =
		token->unit == NONE ? 0 : scan->rules->units[token->unit].yuan;

	if (yuan > 1 && !__builtin_mul_overflow(value, (amount)yuan, &product))
		value = product;
	return value;
}

/* --- the body's names --- */

static char *
replaced(const char *name, size_t at, size_t removed, const char *by)
{
	return xformat("%.*s%s%s", (int)at, name, by, name + at + removed);
}

/* A name with a shorter word for government, and the area alone. */
static void
take_names(struct figure_scan *scan, const char *agency)
{
	const struct figure_rules *rules = scan->rules;
	size_t length = strlen(agency), area = length;

	scan->names[scan->name_count++] = xstrdup(agency);
	for (size_t i = 0; i < rules->ending_count; i++) {
		const char *ending = rules->endings[i];
		const char *found = strstr(agency, ending);
		size_t size = strlen(ending);

		for (size_t k = 0; found != NULL && scan->name_count < 2 &&
		                   k < rules->ending_count;
		     k++) {
			size_t shorter = strlen(rules->endings[k]);

			if (shorter < size && strcmp(ending + size - shorter,
			                             rules->endings[k]) == 0)
				scan->names[scan->name_count++] = replaced(
					agency, (size_t)(found - agency), size,
					rules->endings[k]);
		}
		if (size < length &&
		    strcmp(agency + length - size, ending) == 0 &&
		    length - size < area)
			area = length - size;
	}
	for (size_t i = 0; i < rules->area_count; i++) {
		const struct figure_area *its = &rules->areas[i];

		if (its->length < area &&
		    memcmp(agency + area - its->length, its->ending,
		           its->length) == 0 &&
		    (scan->area == NONE ||
		     its->length > rules->areas[scan->area].length))
			scan->area = i;
	}
	if (area == length || scan->area == NONE)
		return;
	/* From behind the larger area's name: 从化区 of 广州市从化区. */
	size_t from = 0;

	for (size_t i = 0; i < rules->area_count; i++) {
		const struct figure_area *its = &rules->areas[i];

		for (size_t at = 3; at + its->length + 3 < area; at += 3) {
			if (memcmp(agency + at, its->ending, its->length) ==
			            0 &&
			    at + its->length > from &&
			    at + its->length + 6 <= area)
				from = at + its->length;
		}
	}
	scan->names[scan->name_count++] = xstrndup(agency + from, area - from);
}

static void
take_beginnings(struct figure_scan *scan)
{
	/* The marks take_mark() knows. */
	static const char32_t marks[] = U",:;!?()\uFF0C\uFF1A\u3002\uFF01"
					U"\uFF1B\uFF1F\uFF08\uFF09";

	memcpy(scan->begins, lexicon_first(scan->rules->lexicon),
	       sizeof(scan->begins));
	for (size_t i = 0; marks[i] != 0; i++)
		scan->begins[marks[i] / 8] |=
			(unsigned char)(1U << (marks[i] & 7));
	for (size_t i = 0; i < NUMERALS; i++)
		scan->begins[numeral_first[i] / 8] |=
			(unsigned char)(1U << (numeral_first[i] & 7));
	for (size_t i = 0; i < scan->name_count; i++) {
		char32_t character;

		if (text_decode(scan->names[i], strlen(scan->names[i]),
		                &character) > 0)
			scan->begins[(character & 0xFFFF) / 8] |=
				(unsigned char)(1U << (character & 7));
	}
}

void
figure_scan_begin(struct figure_scan *scan, const struct check_context *context)
{
	const struct report *report = context->report;
	const struct buffer *agency = &report->texts[FIELD_AGENCY];

	*scan = (struct figure_scan){
		.context = context,
		.rules = report->form->figures,
		.year = report_year(report),
		.area = NONE,
	};
	if (agency->length > 0)
		take_names(scan, agency->data);
	take_beginnings(scan);
}

void
figure_scan_end(struct figure_scan *scan)
{
	for (size_t i = 0; i < scan->name_count; i++)
		free(scan->names[i]);
	free(scan->tokens);
}
