/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "check/figure_scan.h"

/* Before a numeral: it says which one, not how many. */
#define ORDINAL 0x7B2C

/* A hyphen, dash or tilde, or the word to, between two numerals. */
static bool
is_range(char32_t character)
{
	return character == '-' || character == '~' || character == 0x2013 ||
	       character == 0x2014 || character == 0xFF5E ||
	       character == 0xFF0D || character == 0x301C ||
	       character == 0x81F3 || character == 0x5230;
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

/* Whether the numeral at the cursor, up to `end`, stands alone in brackets. */
static bool
bracketed(const struct scan_cursor *cursor, size_t end)
{
	size_t bytes;
	char32_t behind =
		scan_character(cursor, scan_skip_blanks(cursor, end), &bytes);

	return (cursor->before == '(' || cursor->before == 0xFF08) &&
	       (behind == ')' || behind == 0xFF09);
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

/* The unit (or year, or date) behind the numeral of `token`. */
static void
take_unit(struct scan_cursor *cursor, struct token *token)
{
	const struct figure_rules *rules = cursor->scan->rules;
	size_t at = scan_skip_blanks(cursor, token->end), bytes = 0;
	char32_t next = scan_character(cursor, at, &bytes);

	if (next == '%' || next == 0xFF05) {
		token->kind = TOKEN_NUMBER;
		token->end = at + bytes;
		return;
	}
	for (int i = 0; i < 2; i++) {
		size_t use = scan_word(cursor, at, &bytes), unit;

		if (use == LEXICON_NONE)
			return;
		unit = use_with(rules, use, WORD_UNIT);
		if (unit != NONE) {
			token->kind = TOKEN_NUMBER;
			token->unit = unit;
			token->end = at + bytes;
			use = scan_word(cursor, token->end, &bytes);
			if (use != LEXICON_NONE &&
			    (scan_signs(rules, use) >> SIGN_ROUGH & 1) != 0)
				token->rough = true;
			return;
		}
		if ((scan_signs(rules, use) >> SIGN_ROUGH & 1) == 0) {
			if ((scan_signs(rules, use) >> SIGN_DATE & 1) != 0) {
				token->end = at + bytes;
				token->signs = scan_signs(rules, use);
				if (token->numeral.digits == 4 &&
				    token->numeral.decimals == 0 &&
				    token->numeral.value >= 1900 * AMOUNT_ONE &&
				    token->numeral.value < 2100 * AMOUNT_ONE)
					token->kind = TOKEN_YEAR;
			}
			return;
		}
		token->rough = true;
		at = scan_skip_blanks(cursor, at + bytes);
	}
}

/* Before the numeral: nearly, and the like. */
static bool
about_before(const struct scan_cursor *cursor, size_t start)
{
	const struct figure_scan *scan = cursor->scan;
	const struct token *last;

	if (scan->count == 0)
		return false;
	last = &scan->tokens[scan->count - 1];
	return token_sign(last, SIGN_ABOUT) &&
	       scan_skip_blanks(cursor, last->end) >= start;
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

bool
scan_numeral(struct scan_cursor *cursor)
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
	token = scan_add(cursor, TOKEN_OTHER, start, cursor->at);
	token->numeral = numeral;
	token->numeral_end = cursor->at;
	token->live = is_live(scan, start, cursor->at);
	next = scan_character(cursor, cursor->at, &bytes);
	if (is_range(next)) {
		size_t behind;
		char32_t character = scan_character(
			cursor, scan_skip_blanks(cursor, cursor->at + bytes),
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

void
scan_share_units(struct figure_scan *scan)
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
