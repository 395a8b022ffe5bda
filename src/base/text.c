/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "base/text.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <unigbrk.h>
#include <unistr.h>
#include <uniwidth.h>

#include "base/memory.h"

#define REPLACEMENT ((char32_t)0xFFFD)
#define RETURN_SYMBOL ((char32_t)0x23CE)
#define ELLIPSIS ((char32_t)0x2026)
/* The longest substitute is <U+10FFFF>. */
#define SUBSTITUTE_BYTES 16

/* libunistring knows the wide reading of ambiguous characters by the name of
 * a Chinese encoding; GB18030 would be none to it. */
#define NARROW_ENCODING "UTF-8"
#define WIDE_ENCODING "GBK"

struct range {
	char32_t first, last;
};

static const uint8_t *
units(const char *text)
{
	return (const uint8_t *)text;
}

static bool
in_ranges(char32_t character, const struct range *ranges, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (character >= ranges[i].first && character <= ranges[i].last)
			return true;
	return false;
}

#define IN_RANGES(character, ranges) \
 in_ranges(character, ranges, sizeof(ranges) / sizeof(*(ranges)))

size_t
text_check(const char *text, size_t length)
{
	const uint8_t *bad = u8_check(units(text), length);

	return bad == NULL ? length : (size_t)(bad - units(text));
}

size_t
text_decode(const char *text, size_t length, char32_t *character)
{
	const uint8_t *its = units(text);
	ucs4_t decoded = 0;
	int bytes;

	if (length == 0) {
		*character = 0;
		return 0;
	}
	/* Chinese characters are not worth a call. */
	if (length >= 3 && its[0] > 0xE0 && its[0] < 0xED &&
	    (its[1] & 0xC0) == 0x80 && (its[2] & 0xC0) == 0x80)
		return text_peek(text, character);
	bytes = u8_mbtouc(&decoded, units(text), length);
	*character = decoded;
	return bytes > 0 ? (size_t)bytes : 1;
}

size_t
text_encode(char32_t character, char bytes[4])
{
	int count = u8_uctomb((uint8_t *)bytes, character, 4);

	return count > 0 ? (size_t)count : text_encode(REPLACEMENT, bytes);
}

/* The character that ends at `at`, 0 at the start of the text. */
static char32_t
character_before(const char *text, size_t at)
{
	ucs4_t character = 0;

	if (u8_prev(&character, units(text) + at, units(text)) == NULL)
		return 0;
	return character;
}

size_t
text_next(const char *text, size_t length, size_t at)
{
	const uint8_t *next;

	if (at >= length)
		return length;
	next = u8_grapheme_next(units(text) + at, units(text) + length);
	return next == NULL ? length : (size_t)(next - units(text));
}

size_t
text_previous(const char *text, size_t length, size_t at)
{
	const uint8_t *previous;

	if (at > length)
		at = length;
	if (at == 0)
		return 0;
	previous = u8_grapheme_prev(units(text) + at, units(text));
	return previous == NULL ? 0 : (size_t)(previous - units(text));
}

bool
text_is_blank(char32_t character)
{
	/* The zero-width space and the BOM are blanks of width 0. */
	static const struct range blanks[] = {
		{0x09, 0x0D},     {0x85, 0x85},     {0xA0, 0xA0},
		{0x1680, 0x1680}, {0x2000, 0x200B}, {0x2028, 0x2029},
		{0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000},
		{0xFEFF, 0xFEFF}};

	/* What nearly every text consists of. */
	if ((character > ' ' && character < 0x7F) ||
	    (character > 0x3000 && character < 0xFEFF))
		return false;
	return character == ' ' || IN_RANGES(character, blanks);
}

bool
text_is_line_break(char32_t character)
{
	return (character >= 0x0A && character <= 0x0D) || character == 0x85 ||
	       character == 0x2028 || character == 0x2029;
}

size_t
text_characters(const char *text, size_t length)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	size_t count = length, i = 0;

	/* Eight bytes at a time; those that go on a character begin with the
	 * bits 10. */
	for (; length - i >= sizeof(uint64_t); i += sizeof(uint64_t)) {
		uint64_t bytes;

		memcpy(&bytes, text + i, sizeof(bytes));
		bytes = bytes >> 7 & ~bytes >> 6 & ones;
		count -= (size_t)(bytes * ones >> 56);
	}
	for (; i < length; i++)
		count -= ((unsigned char)text[i] & 0xC0) == 0x80;
	return count;
}

size_t
text_count(const char *text, size_t length)
{
	char32_t character;
	size_t count = 0;

	for (size_t at = 0; at < length;) {
		at += text_decode(text + at, length - at, &character);
		count += !text_is_blank(character);
	}
	return count;
}

size_t
text_leading_blanks(const char *text, size_t length)
{
	char32_t character;
	size_t at = 0;

	while (at < length) {
		size_t bytes = text_decode(text + at, length - at, &character);

		if (!text_is_blank(character))
			break;
		at += bytes;
	}
	return at;
}

size_t
text_trailing_blanks(const char *text, size_t length)
{
	size_t end = length;

	while (end > 0 && text_is_blank(character_before(text, end))) {
		do
			end--;
		while (end > 0 && ((unsigned char)text[end] & 0xC0) == 0x80);
	}
	return length - end;
}

char32_t
text_fold(char32_t character)
{
	if (character >= 0xFF01 && character <= 0xFF5E)
		return character - 0xFF01 + '!';
	return character == 0x3000 ? ' ' : character;
}

/* Moves by words: runs of ideographs, of letters and digits, of marks. */

enum word_kind { WORD_BLANK, WORD_IDEOGRAPHS, WORD_LETTERS, WORD_MARKS };

static bool
is_digit(char32_t character)
{
	return character >= '0' && character <= '9';
}

static bool
is_figure_part(char32_t character)
{
	return is_digit(character) || character == '.' || character == ',';
}

bool
text_in_figure(char32_t before, char32_t after)
{
	return is_figure_part(text_fold(before)) &&
	       is_figure_part(text_fold(after)) &&
	       (is_digit(text_fold(before)) || is_digit(text_fold(after)));
}

/* Of the character at `at` < length. 1,286.50 is one word. */
static enum word_kind
word_kind(const char *text, size_t length, size_t at)
{
	const uint32_t letters = UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M |
	                         UC_CATEGORY_MASK_N | UC_CATEGORY_MASK_Pc;
	char32_t character, next;
	size_t bytes = text_decode(text + at, length - at, &character);

	if (text_is_blank(character))
		return WORD_BLANK;
	if (uc_is_property_ideographic(character))
		return WORD_IDEOGRAPHS;
	if (uc_is_general_category_withtable(character, letters))
		return WORD_LETTERS;
	text_decode(text + at + bytes, length - at - bytes, &next);
	if (is_figure_part(character) && is_digit(next) &&
	    is_digit(character_before(text, at)))
		return WORD_LETTERS;
	return WORD_MARKS;
}

size_t
text_next_word(const char *text, size_t length, size_t at)
{
	enum word_kind kind;

	if (at >= length)
		return length;
	kind = word_kind(text, length, at);
	while (at < length && word_kind(text, length, at) == kind)
		at = text_next(text, length, at);
	while (at < length && word_kind(text, length, at) == WORD_BLANK)
		at = text_next(text, length, at);
	return at;
}

size_t
text_previous_word(const char *text, size_t length, size_t at)
{
	enum word_kind kind = WORD_BLANK;
	size_t before;

	if (at > length)
		at = length;
	while (at > 0 && kind == WORD_BLANK) {
		at = text_previous(text, length, at);
		kind = word_kind(text, length, at);
	}
	while (at > 0) {
		before = text_previous(text, length, at);
		if (word_kind(text, length, before) != kind)
			break;
		at = before;
	}
	return at;
}

/* Columns and what is shown instead */

static bool
is_ideograph(char32_t character)
{
	return character >= 0x4E00 && character <= 0x9FA5;
}

bool
text_is_punctuation(char32_t character)
{
	return uc_is_general_category_withtable(character, UC_CATEGORY_MASK_P);
}

bool
text_opens(char32_t character)
{
	return !is_ideograph(character) &&
	       uc_is_general_category_withtable(
		       character, UC_CATEGORY_MASK_Ps | UC_CATEGORY_MASK_Pi);
}

bool
text_closes(char32_t character)
{
	return !is_ideograph(character) &&
	       uc_is_general_category_withtable(
		       character, UC_CATEGORY_MASK_Pe | UC_CATEGORY_MASK_Pf);
}

/* What would reverse, hide or mark text without a trace. */
static bool
is_hidden_control(char32_t character)
{
	static const struct range controls[] = {
		{0x061C, 0x061C}, {0x200E, 0x200F}, {0x202A, 0x202E},
		{0x2066, 0x206F}, {0xFFF9, 0xFFFB}, {0xE0001, 0xE007F}};

	return IN_RANGES(character, controls);
}

static bool
is_unknown(char32_t character)
{
	return uc_is_general_category_withtable(
		character, UC_CATEGORY_MASK_Cn | UC_CATEGORY_MASK_Cs);
}

/* ASCII and the common ideographs, most of every report, need no table. */
static bool
is_common(char32_t character)
{
	return (character >= 0x20 && character < 0x7F) ||
	       is_ideograph(character);
}

/* Writes what stands for a character that must not be shown; returns its
 * bytes, 0 if the character shows itself. */
static size_t
substitute(char32_t character, char bytes[SUBSTITUTE_BYTES])
{
	if (is_common(character))
		return 0;
	if (character == '\n' || character == 0x85 || character == 0x2028 ||
	    character == 0x2029)
		return text_encode(RETURN_SYMBOL, bytes);
	if (character < 0x20 || character == 0x7F) {
		bytes[0] = '^';
		bytes[1] = (char)(character ^ 0x40);
		return 2;
	}
	if (character >= 0x80 && character < 0xA0) {
		snprintf(bytes, SUBSTITUTE_BYTES, "<U+%04X>",
		         (unsigned)character);
		return strlen(bytes);
	}
	if (character == 0xAD) {
		bytes[0] = '-';
		return 1;
	}
	if (is_hidden_control(character) || is_unknown(character))
		return text_encode(REPLACEMENT, bytes);
	return 0;
}

/* Columns of a character that shows itself. */
static int
own_width(char32_t character, enum ambiguous ambiguous)
{
	/* Where the C library, and so ncurses, thinks otherwise. */
	static const struct range none[] = {{0x0CBF, 0x0CBF},
	                                    {0x0CC6, 0x0CC6},
	                                    {0x11A07, 0x11A08},
	                                    {0x11C3F, 0x11C3F}};
	static const struct range one[] = {
		{0x0600, 0x0605},  {0x06DD, 0x06DD}, {0x070F, 0x070F},
		{0x0890, 0x0891},  {0x08E2, 0x08E2}, {0x110BD, 0x110BD},
		{0x110CD, 0x110CD}};
	static const struct range two[] = {{0x3248, 0x324F}, {0x4DC0, 0x4DFF}};

	if (is_common(character))
		return character < 0x7F ? 1 : 2;
	if (IN_RANGES(character, none))
		return 0;
	if (IN_RANGES(character, one))
		return 1;
	if (IN_RANGES(character, two))
		return 2;
	return uc_width(character, ambiguous == AMBIGUOUS_WIDE
	                                   ? WIDE_ENCODING
	                                   : NARROW_ENCODING);
}

bool
text_is_wide(char32_t character)
{
	return own_width(character, AMBIGUOUS_NARROW) == 2;
}

int
text_char_width(char32_t character, enum ambiguous ambiguous)
{
	char bytes[SUBSTITUTE_BYTES];
	size_t length = substitute(character, bytes);

	if (length == 0)
		return own_width(character, ambiguous);
	if ((unsigned char)bytes[0] < 0x80)
		return (int)length;
	/* Not itself substituted: one character, ⏎ or the replacement. */
	text_decode(bytes, length, &character);
	return own_width(character, ambiguous);
}

size_t
text_width(const char *text, size_t length, enum ambiguous ambiguous)
{
	char32_t character;
	size_t width = 0;

	for (size_t at = 0; at < length;) {
		at += text_decode(text + at, length - at, &character);
		width += (size_t)text_char_width(character, ambiguous);
	}
	return width;
}

void
text_show(struct buffer *out, const char *text, size_t length)
{
	char bytes[SUBSTITUTE_BYTES];
	char32_t character;

	/* Also for an empty text the buffer is to hold one. */
	buffer_add(out, "", 0);
	for (size_t at = 0; at < length;) {
		at += text_decode(text + at, length - at, &character);
		size_t shown = substitute(character, bytes);

		/* Encoded anew: an invalid byte has become U+FFFD. */
		if (shown == 0)
			shown = text_encode(character, bytes);
		buffer_add(out, bytes, shown);
	}
}

/* What stands for a character in a published text: mostly itself. */
static char32_t
published(char32_t character)
{
	if (is_common(character))
		return character;
	if (character == '\t' || character == '\n' || character == '\r' ||
	    character == 0x85 || character == 0x2028 || character == 0x2029)
		return ' ';
	if (character < 0x20 || (character >= 0x7F && character < 0xA0) ||
	    (character >= 0xFDD0 && character <= 0xFDEF) ||
	    (character & 0xFFFE) == 0xFFFE || is_hidden_control(character))
		return REPLACEMENT;
	return character;
}

void
text_plain(struct buffer *out, const char *text, size_t length)
{
	char bytes[4];
	char32_t character;

	buffer_add(out, "", 0);
	for (size_t at = 0; at < length;) {
		at += text_decode(text + at, length - at, &character);
		buffer_add(out, bytes,
		           text_encode(published(character), bytes));
	}
}

size_t
text_fit(const char *text, size_t length, size_t columns,
         enum ambiguous ambiguous)
{
	size_t at = 0;

	while (at < length) {
		size_t next = text_next(text, length, at);
		size_t width = text_width(text + at, next - at, ambiguous);

		if (width > columns)
			break;
		columns -= width;
		at = next;
	}
	return at;
}

void
text_pad(struct buffer *out, const char *text, size_t length, size_t columns,
         enum ambiguous ambiguous)
{
	size_t mark = (size_t)text_char_width(ELLIPSIS, ambiguous);
	size_t fit = text_fit(text, length, columns, ambiguous);
	size_t used;

	if (fit < length)
		fit = columns < mark ? 0
		                     : text_fit(text, length, columns - mark,
		                                ambiguous);
	used = text_width(text, fit, ambiguous);
	text_show(out, text, fit);
	if (fit < length && columns >= mark) {
		char bytes[4];

		buffer_add(out, bytes, text_encode(ELLIPSIS, bytes));
		used += mark;
	}
	buffer_fill(out, ' ', columns - used);
}
