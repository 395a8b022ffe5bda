/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "check/figure_scan.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

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

size_t
token_gap(const struct figure_scan *scan, size_t first, size_t second)
{
	return scan->tokens[second].before - scan->tokens[first].before;
}

struct token *
scan_add(struct scan_cursor *cursor, enum token_kind kind, size_t start,
         size_t end)
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

uint32_t
scan_signs(const struct figure_rules *rules, size_t use)
{
	uint32_t signs = 0;

	for (; use != NONE; use = rules->uses[use].next) {
		if (rules->uses[use].role == WORD_SIGN)
			signs |= (uint32_t)1 << rules->uses[use].index;
	}
	return signs;
}

static bool
take_word(struct scan_cursor *cursor)
{
	struct figure_scan *scan = cursor->scan;
	size_t bytes = 0, use, own = scan_own_name(cursor);
	struct token *token;

	use = scan_word(cursor, cursor->at, &bytes);
	if (own > 0 && (use == LEXICON_NONE || own >= bytes)) {
		token = scan_add(cursor, TOKEN_WORD, cursor->at,
		                 cursor->at + own);
		token->signs = (uint32_t)1 << SIGN_OWN;
		cursor->at += own;
		return true;
	}
	if (use == LEXICON_NONE)
		return false;
	token = scan_add(cursor, TOKEN_WORD, cursor->at, cursor->at + bytes);
	token->use = use;
	token->signs = scan_signs(scan->rules, use);
	cursor->at += bytes;
	if ((token_sign(token, SIGN_ORGAN) || token_sign(token, SIGN_PART)) &&
	    scan_names_body(cursor, token->end))
		token->signs |= (uint32_t)1 << SIGN_OWN;
	return true;
}

static bool
take_mark(struct scan_cursor *cursor, char32_t character, size_t bytes)
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
	token = scan_add(cursor, kind, cursor->at, cursor->at + bytes);
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

/* Takes the numeral, the word or the mark at the cursor; false if there is
 * none. */
static bool
take_token(struct scan_cursor *cursor, char32_t character, size_t bytes)
{
	size_t at = cursor->at, word = 0;
	struct numeral numeral;
	bool taken;

	if (!numeral_begins(character)) {
		taken = take_mark(cursor, character, bytes) ||
		        take_word(cursor);
		cursor->range = false;
		return taken;
	}
	/* Some words begin with a numeral. */
	numeral_read(cursor->text + at, cursor->end - at, &numeral);
	if (scan_word(cursor, at, &word) != LEXICON_NONE &&
	    word > numeral.length)
		return take_word(cursor);
	return scan_numeral(cursor);
}

static void
pass_over(struct scan_cursor *cursor, char32_t character, size_t bytes)
{
	cursor->at += bytes;
	cursor->unknown++;
	cursor->before = character;
}

/* What was taken from byte `from` on stands before the next character. */
static void
note_before(struct scan_cursor *cursor, size_t from)
{
	size_t last = cursor->at;

	if (last == from)
		return;
	last--;
	while (last > from &&
	       ((unsigned char)cursor->text[last] & 0xC0) == 0x80)
		last--;
	text_decode(cursor->text + last, cursor->at - last, &cursor->before);
}

void
figure_scan_run(struct figure_scan *scan, size_t start, size_t end)
{
	struct scan_cursor cursor = {
		.scan = scan,
		.text = scan->text->prose.text,
		.start = start,
		.end = end,
		.at = start,
		.open = NONE,
	};

	scan->count = 0;
	while (cursor.at < end) {
		size_t from = cursor.at, bytes;
		char32_t character = scan_character(&cursor, from, &bytes);

		if (character <= ' ' || character == 0x3000 ||
		    character == 0xA0) {
			cursor.at += bytes;
		} else if ((scan->begins[(character & 0xFFFF) / 8] >>
		                    (character & 7) &
		            1) == 0) {
			pass_over(&cursor, character, bytes);
			cursor.range = false;
		} else if (take_token(&cursor, character, bytes)) {
			note_before(&cursor, from);
		} else {
			pass_over(&cursor, character, bytes);
		}
	}
	scan_share_units(scan);
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
		scan_take_names(scan, agency->data);
	take_beginnings(scan);
}

void
figure_scan_end(struct figure_scan *scan)
{
	for (size_t i = 0; i < scan->name_count; i++)
		free(scan->names[i]);
	free(scan->tokens);
}
