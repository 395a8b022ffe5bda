/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "base/amount.h"

#include <string.h>
#include <uchar.h>

#include "base/text.h"

#define WHOLE_DIGITS 12
#define FRACTION_DIGITS 6
#define GROUP 3
#define MINUS_SIGN 0x2212

/* What has been read of a figure so far. `digits` counts those before the
 * point from the first that is not 0. */
struct figure {
	char text[AMOUNT_TEXT];
	size_t length;
	size_t digits;
	size_t fraction;
	amount whole;
	amount part;
};

struct cursor {
	const char *at;
	const char *end;
	char32_t next; /* folded to ASCII; 0 at the end */
	size_t bytes;
};

static void
look(struct cursor *cursor)
{
	cursor->bytes = text_decode(
		cursor->at, (size_t)(cursor->end - cursor->at), &cursor->next);
	if (cursor->bytes == 0)
		cursor->next = 0;
	/* A NUL byte is no end of the text: let nothing take it for one. */
	else if (cursor->next == 0)
		cursor->next = 0xFFFD;
	cursor->next = text_fold(cursor->next);
}

static void
advance(struct cursor *cursor)
{
	cursor->at += cursor->bytes;
	look(cursor);
}

static bool
is_digit(char32_t character)
{
	return character >= '0' && character <= '9';
}

static void
keep(struct figure *figure, char c)
{
	/* A figure that is too long is counted, but kept nowhere. */
	if (figure->length < sizeof(figure->text) - 1)
		figure->text[figure->length++] = c;
}

static void
add_whole_digit(struct figure *figure, char32_t digit)
{
	if (figure->digits == 0 && digit == '0')
		return;
	figure->digits++;
	if (figure->digits > WHOLE_DIGITS)
		return;
	figure->whole = figure->whole * 10 + (amount)(digit - '0');
	keep(figure, (char)digit);
}

/* Digits up to the point; false if they are no whole number. */
static bool
read_whole(struct cursor *cursor, struct figure *figure)
{
	char32_t first = cursor->next;
	bool grouped = false;
	size_t run = 0;

	for (;; advance(cursor)) {
		if (is_digit(cursor->next)) {
			run++;
			add_whole_digit(figure, cursor->next);
			continue;
		}
		if (run == 0 || (grouped && run != GROUP))
			return false;
		if (cursor->next != ',')
			break;
		/* 0,125 is more likely a decimal comma than a thousand. */
		if (!grouped && (run > GROUP || first == '0'))
			return false;
		grouped = true;
		run = 0;
	}
	if (figure->digits == 0)
		keep(figure, '0');
	return true;
}

static bool
read_fraction(struct cursor *cursor, struct figure *figure)
{
	keep(figure, '.');
	for (; is_digit(cursor->next); advance(cursor)) {
		figure->fraction++;
		if (figure->fraction > FRACTION_DIGITS)
			continue;
		figure->part = figure->part * 10 + (amount)(cursor->next - '0');
		keep(figure, (char)cursor->next);
	}
	return figure->fraction > 0;
}

static enum amount_status
finish(const struct figure *figure, bool negative, amount *value, char *text)
{
	amount part = figure->part;

	if (figure->digits > WHOLE_DIGITS)
		return AMOUNT_TOO_LARGE;
	if (figure->fraction > FRACTION_DIGITS)
		return AMOUNT_TOO_FINE;
	for (size_t i = figure->fraction; i < FRACTION_DIGITS; i++)
		part *= 10;
	*value = figure->whole * AMOUNT_ONE + part;
	negative = negative && *value != 0;
	if (negative)
		*value = -*value;
	if (text != NULL) {
		if (negative)
			*text++ = '-';
		memcpy(text, figure->text, figure->length);
		text[figure->length] = '\0';
	}
	return AMOUNT_OK;
}

enum amount_status
amount_parse(const char *text, size_t length, amount *value,
             char figure_text[AMOUNT_TEXT])
{
	struct figure figure = {0};
	struct cursor cursor;
	size_t blanks = text_leading_blanks(text, length);
	bool negative = false;

	*value = 0;
	if (figure_text != NULL)
		figure_text[0] = '\0';
	if (blanks == length)
		return AMOUNT_EMPTY;
	cursor.at = text + blanks;
	cursor.end = text + length - text_trailing_blanks(text, length);
	look(&cursor);
	if (cursor.next == '-' || cursor.next == MINUS_SIGN ||
	    cursor.next == '+') {
		negative = cursor.next != '+';
		advance(&cursor);
	}
	if (!read_whole(&cursor, &figure))
		return AMOUNT_NO_FIGURE;
	if (cursor.next == '.') {
		advance(&cursor);
		if (!read_fraction(&cursor, &figure))
			return AMOUNT_NO_FIGURE;
	}
	if (cursor.at != cursor.end)
		return AMOUNT_NO_FIGURE;
	return finish(&figure, negative, value, figure_text);
}

size_t
amount_format(amount value, char text[AMOUNT_TEXT])
{
	uint64_t size = value < 0 ? -(uint64_t)value : (uint64_t)value;
	uint64_t whole = size / (uint64_t)AMOUNT_ONE;
	uint64_t part = size % (uint64_t)AMOUNT_ONE;
	char digits[AMOUNT_TEXT];
	size_t at = sizeof(digits);
	size_t length = 0;

	/* Written from the right: fraction without its last zeros, whole part. */
	for (int i = 0; i < FRACTION_DIGITS; i++, part /= 10)
		if (part % 10 != 0 || at < sizeof(digits))
			digits[--at] = (char)('0' + part % 10);
	if (at < sizeof(digits))
		digits[--at] = '.';
	do {
		digits[--at] = (char)('0' + whole % 10);
		whole /= 10;
	} while (whole > 0);
	if (value < 0)
		text[length++] = '-';
	memcpy(text + length, digits + at, sizeof(digits) - at);
	length += sizeof(digits) - at;
	text[length] = '\0';
	return length;
}

bool
amount_is_whole(amount value)
{
	return value % AMOUNT_ONE == 0;
}

bool
amount_add(amount *sum, amount value)
{
	amount result;

	if (__builtin_add_overflow(*sum, value, &result))
		return false;
	*sum = result;
	return true;
}

bool
amount_subtract(amount *sum, amount value)
{
	amount result;

	if (__builtin_sub_overflow(*sum, value, &result))
		return false;
	*sum = result;
	return true;
}
