/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef BASE_NUMERAL_H
#define BASE_NUMERAL_H

/* Numerals as they stand in running text. */

#include <stdbool.h>
#include <stddef.h>

#include "base/amount.h"

struct numeral {
	size_t length;     /* bytes */
	amount value;      /* capped if `large` */
	unsigned decimals; /* digits behind the point */
	unsigned digits;   /* all digits as written, capped at 255 */
	bool han;          /* written with Chinese numerals */
	bool large;        /* too large, or too fine, for an amount */
};

/*
 * Reads the numeral that `text` (valid UTF-8) begins with: 412, full-width
 * digits, 1,023 and 1, 023 and 1 023 with commas and blanks of either width
 * before groups of three, 12.5; or Chinese ones: 四百一十二, 四一二, 两, 一万二千,
 * 十二点五. False if there is none. A run of Chinese numerals that is no number
 * gives length alone, with `digits` 0. Looks at each character once.
 */
bool numeral_read(const char *text, size_t length, struct numeral *numeral);

/* The characters that a numeral may begin with. */
#define NUMERALS 36
extern const unsigned short numeral_first[NUMERALS];

/* Whether a numeral may begin with this character. */
bool numeral_begins(unsigned character);

#endif
