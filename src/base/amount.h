/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef BASE_AMOUNT_H
#define BASE_AMOUNT_H

/*
 * Exact figures: counts and amounts of money with up to 6 fraction digits,
 * never floating point.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* In millionths: 1,000,000 is one item, or one unit of money. */
typedef int64_t amount;

#define AMOUNT_ONE ((amount)1000000)
/* Fits any amount as text, with sign, point and NUL. */
#define AMOUNT_TEXT 32

enum amount_status {
	AMOUNT_OK,
	AMOUNT_EMPTY, /* blanks only */
	AMOUNT_NO_FIGURE,
	AMOUNT_TOO_LARGE, /* more than 12 digits before the point */
	AMOUNT_TOO_FINE   /* more than 6 digits after the point */
};

/*
 * Reads a figure as a person writes it: decimal digits, ASCII or full-width,
 * thousands separators in groups of three, a point, a sign, blanks around.
 * 010 is 10; 0x10, 1_000 and 1e3 are no figures. `figure` (may be NULL) gets
 * the figure in plain ASCII as written: separators, leading zeros and + gone,
 * zeros behind the point kept.
 */
enum amount_status amount_parse(const char *text, size_t length, amount *value,
                                char figure[AMOUNT_TEXT]);

/* Shortest exact form: 576, 5949.088667, -8. Returns its length. */
size_t amount_format(amount value, char text[AMOUNT_TEXT]);

bool amount_is_whole(amount value);
/* False on overflow, and then *sum is unchanged. */
bool amount_add(amount *sum, amount value);
bool amount_subtract(amount *sum, amount value);

#endif
