/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "base/numeral.h"

#include "base/text.h"

/* Digits before the point that an amount holds; behind it. */
#define WHOLE_DIGITS 12
#define FINE_DIGITS 6
/* Characters of a Chinese numeral that are looked at. */
#define HAN_MOST 32
#define HAN_POINT 0x70B9

const unsigned short numeral_first[NUMERALS] = {
	'0',    '1',    '2',    '3',    '4',    '5',    '6',    '7',    '8',
	'9',    0xFF10, 0xFF11, 0xFF12, 0xFF13, 0xFF14, 0xFF15, 0xFF16, 0xFF17,
	0xFF18, 0xFF19, 0x96F6, 0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94,
	0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341, 0x767E, 0x5343, 0x4E07, 0x4E24,
};

/* --- Arabic --- */

static bool
digit_at(const char *text, size_t length, unsigned *digit, size_t *bytes)
{
	char32_t character;

	if (length == 0)
		return false;
	if ((unsigned char)*text < 0x80) {
		*digit = (unsigned)(*text - '0');
		*bytes = 1;
		return *digit <= 9;
	}
	*bytes = text_decode(text, length, &character);
	*digit = (unsigned)(character - 0xFF10);
	return *digit <= 9;
}

static void
add_digit(struct numeral *numeral, unsigned digit)
{
	if (numeral->digits < 255)
		numeral->digits++;
	if (numeral->value >= 100000000000 && !numeral->large)
		numeral->large = true;
	if (!numeral->large)
		numeral->value = numeral->value * 10 + (amount)digit;
}

/* Takes digits; at most `most`. Returns how many. */
static size_t
take_digits(const char *text, size_t length, size_t most,
            struct numeral *numeral)
{
	size_t count = 0, bytes;
	unsigned digit;

	while (count < most &&
	       digit_at(text + numeral->length, length - numeral->length,
	                &digit, &bytes)) {
		add_digit(numeral, digit);
		numeral->length += bytes;
		count++;
	}
	return count;
}

/* Bytes of a separator that stands before a group of three digits and no
 * more: a comma, blanks, or both; else 0. */
static size_t
separator(const char *text, size_t length)
{
	size_t at, bytes, count = 0;
	unsigned digit;
	char32_t character;

	at = text_decode(text, length, &character);
	if (at == 0 ||
	    (character != ',' && character != 0xFF0C && character != ' ' &&
	     character != 0xA0 && character != 0x3000 && character != 0x2009))
		return 0;
	if (at < length && text[at] == ' ')
		at++;
	for (bytes = at; count < 4; count++) {
		size_t size;

		if (!digit_at(text + bytes, length - bytes, &digit, &size))
			break;
		bytes += size;
	}
	return count == 3 ? at : 0;
}

static void
take_fraction(const char *text, size_t length, struct numeral *numeral)
{
	size_t at, bytes;
	unsigned digit;
	char32_t character;

	at = text_decode(text + numeral->length, length - numeral->length,
	                 &character);
	if ((character != '.' && character != 0xFF0E) || at == 0 ||
	    !digit_at(text + numeral->length + at,
	              length - numeral->length - at, &digit, &bytes))
		return;
	numeral->length += at;
	while (digit_at(text + numeral->length, length - numeral->length,
	                &digit, &bytes)) {
		numeral->length += bytes;
		if (numeral->decimals < FINE_DIGITS) {
			numeral->decimals++;
			numeral->value = numeral->value * 10 + (amount)digit;
		} else if (digit != 0) {
			numeral->large = true;
		}
	}
}

static void
scale(struct numeral *numeral)
{
	for (unsigned i = numeral->decimals; i < FINE_DIGITS; i++)
		numeral->value *= 10;
}

static void
read_arabic(const char *text, size_t length, struct numeral *numeral)
{
	size_t count = take_digits(text, length, length, numeral);

	while (count > 0 && count <= 3 && numeral->value > 0) {
		size_t bytes = separator(text + numeral->length,
		                         length - numeral->length);

		if (bytes == 0)
			break;
		numeral->length += bytes;
		count = take_digits(text, length, 3, numeral);
	}
	take_fraction(text, length, numeral);
	scale(numeral);
}

/* --- Chinese --- */

enum { TEN = 10, HUNDRED = 11, THOUSAND = 12, MYRIAD = 13, MYRIADS = 14 };
#define TWO_OF 15 /* a two that counts, and never a digit among others */

/* 0 to 9, or one of the above; -1: no numeral. */
static int
han_value(unsigned character)
{
	switch (character) {
	case 0x96F6:
	case 0x3007:
	case 0x25CB:
		return 0;
	case 0x4E00:
		return 1;
	case 0x4E8C:
		return 2;
	case 0x4E09:
		return 3;
	case 0x56DB:
		return 4;
	case 0x4E94:
		return 5;
	case 0x516D:
		return 6;
	case 0x4E03:
		return 7;
	case 0x516B:
		return 8;
	case 0x4E5D:
		return 9;
	case 0x5341:
		return TEN;
	case 0x767E:
		return HUNDRED;
	case 0x5343:
		return THOUSAND;
	case 0x4E07:
		return MYRIAD;
	case 0x4EBF:
		return MYRIADS;
	case 0x4E24:
		return TWO_OF;
	default:
		return -1;
	}
}

/* Digit after digit, as a year is written. */
static bool
han_digits(const int *values, size_t count, struct numeral *numeral)
{
	for (size_t i = 0; i < count; i++) {
		int value = values[i] == TWO_OF && count == 1 ? 2 : values[i];

		if (value > 9)
			return false;
		add_digit(numeral, (unsigned)value);
	}
	return count > 0;
}

/* With the words for ten, hundred … in falling order. */
static bool
han_words(const int *values, size_t count, struct numeral *numeral)
{
	static const int64_t units[] = {10, 100, 1000};
	int64_t total = 0, section = 0, least = 10000, myriads = INT64_MAX;
	int digit = -1;
	bool zero = false, skipped = true;

	for (size_t i = 0; i < count; i++) {
		int value = values[i] == TWO_OF ? 2 : values[i];

		if (value == 0) {
			if (digit >= 0 || zero)
				return false;
			zero = true;
		} else if (value < TEN) {
			if (digit >= 0)
				return false;
			digit = value;
		} else if (value <= THOUSAND) {
			int64_t unit = units[value - TEN];

			if (unit >= least || (digit < 0 && unit != 10))
				return false;
			section += (digit < 0 ? 1 : digit) * unit;
			least = unit;
			digit = -1;
			zero = false;
		} else {
			int64_t unit = value == MYRIAD ? 10000 : 100000000;

			section += digit < 0 ? 0 : digit;
			if (section == 0 || unit >= myriads)
				return false;
			total += section * unit;
			myriads = unit;
			section = 0;
			least = 10000;
			digit = -1;
			zero = false;
		}
		/* A digit at the end counts ones only where it follows ten or
		 * a zero: else it is short for tens or hundreds. */
		skipped = digit < 0 || least == 10 || zero || i == 0;
	}
	numeral->value = total + section + (digit < 0 ? 0 : digit);
	numeral->digits = (unsigned)count;
	return skipped && !(zero && digit < 0);
}

static void
read_han(const char *text, size_t length, struct numeral *numeral)
{
	int values[HAN_MOST];
	size_t count = 0, all = 0, bytes;
	bool words = false, good;
	char32_t character;

	while ((bytes = text_decode(text + numeral->length,
	                            length - numeral->length, &character)) >
	       0) {
		int value = han_value(character);

		if (value < 0)
			break;
		if (count < HAN_MOST)
			values[count++] = value;
		all++;
		words = words || (value >= TEN && value <= MYRIADS);
		numeral->length += bytes;
	}
	numeral->han = true;
	good = all == count && (words ? han_words(values, count, numeral)
	                              : han_digits(values, count, numeral));
	if (good && character == HAN_POINT && bytes > 0) {
		size_t at = numeral->length + bytes;
		int value;

		while ((bytes = text_decode(text + at, length - at,
		                            &character)) > 0 &&
		       (value = han_value(character)) >= 0 && value <= 9 &&
		       numeral->decimals < FINE_DIGITS) {
			at += bytes;
			numeral->value = numeral->value * 10 + value;
			numeral->decimals++;
			numeral->length = at;
		}
	}
	if (good && !numeral->large && numeral->value < 1000000000000)
		scale(numeral);
	else if (good)
		numeral->large = true;
	if (!good)
		numeral->digits = 0;
}

bool
numeral_begins(unsigned character)
{
	return (character >= '0' && character <= '9') ||
	       (character >= 0xFF10 && character <= 0xFF19) ||
	       (character >= 0x3007 && han_value(character) >= 0);
}

bool
numeral_read(const char *text, size_t length, struct numeral *numeral)
{
	char32_t character;

	*numeral = (struct numeral){0};
	if (text_decode(text, length, &character) == 0)
		return false;
	if (!numeral_begins(character))
		return false;
	if (character < 0x80 || character >= 0xFF10)
		read_arabic(text, length, numeral);
	else
		read_han(text, length, numeral);
	return numeral->length > 0;
}
