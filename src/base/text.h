/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

/*
 * UTF-8 text: validity, characters, columns. Texts here are byte runs with
 * a length; every function but text_check(), text_decode() and text_show()
 * takes valid UTF-8 (those read an invalid byte as U+FFFD).
 * "Characters" are code points; "columns" are terminal cells as ncurses
 * counts them (wcwidth), with ambiguous-width characters one column wide
 * unless said otherwise.
 */

#include <stdbool.h>
#include <stddef.h>
#include <uchar.h>

#include "base/buffer.h"

/* Columns of an East Asian ambiguous character, as `“ ” — …` and box lines. */
enum ambiguous { AMBIGUOUS_NARROW = 1, AMBIGUOUS_WIDE = 2 };

/* The byte offset of the first invalid sequence, or `length` if all is well.
 * NUL bytes count as valid here. */
size_t text_check(const char *text, size_t length);

/* Decodes one character; returns its bytes (0 at length 0). */
size_t text_decode(const char *text, size_t length, char32_t *character);
/* As text_decode(), for valid UTF-8 and a length above 0: quicker. */
static inline size_t
text_peek(const char *text, char32_t *character)
{
	const unsigned char *bytes = (const unsigned char *)text;

	if (bytes[0] < 0x80) {
		*character = bytes[0];
		return 1;
	}
	if (bytes[0] < 0xE0) {
		*character =
			(char32_t)((bytes[0] & 0x1F) << 6 | (bytes[1] & 0x3F));
		return 2;
	}
	if (bytes[0] < 0xF0) {
		*character =
			(char32_t)((bytes[0] & 0x0F) << 12 |
		                   (bytes[1] & 0x3F) << 6 | (bytes[2] & 0x3F));
		return 3;
	}
	*character =
		(char32_t)((bytes[0] & 0x07) << 18 | (bytes[1] & 0x3F) << 12 |
	                   (bytes[2] & 0x3F) << 6 | (bytes[3] & 0x3F));
	return 4;
}
/* Encodes into `bytes`; returns how many. */
size_t text_encode(char32_t character, char bytes[4]);

/* Offsets of the grapheme cluster boundaries around `at` (bytes). */
size_t text_next(const char *text, size_t length, size_t at);
size_t text_previous(const char *text, size_t length, size_t at);
/* Offset of the next / previous start of a word, as Ctrl+arrow moves. A run of
 * ideographs is a word, and so are one of letters and digits and one of marks. */
size_t text_next_word(const char *text, size_t length, size_t at);
size_t text_previous_word(const char *text, size_t length, size_t at);

/* Code points. */
size_t text_characters(const char *text, size_t length);
/* 字数: characters that are not blank (DESIGN: sub-headings included). */
size_t text_count(const char *text, size_t length);
/* White space of any width, U+3000 included; line breaks too. */
bool text_is_blank(char32_t character);
bool text_is_line_break(char32_t character);
/* A mark of punctuation, of any script; one that opens or closes what is
 * between them: brackets and quotation marks. */
bool text_is_punctuation(char32_t character);
bool text_opens(char32_t character);
bool text_closes(char32_t character);
/* Whether both belong to one figure, in ASCII or full-width digits. */
bool text_in_figure(char32_t before, char32_t after);
/* Bytes of blanks at the start; at the end. Line breaks count as blanks. */
size_t text_leading_blanks(const char *text, size_t length);
size_t text_trailing_blanks(const char *text, size_t length);

/* A full-width ASCII look-alike (U+FF01..U+FF5E, U+3000) as its ASCII
 * character; any other character as it is. For figures and keys only, never
 * for prose. */
char32_t text_fold(char32_t character);

/* Columns: 0 (combining), 1 or 2. What a terminal cannot show (controls, bidi
 * overrides, characters wcwidth does not know) is shown by its substitute
 * (text_show) and counts that one's columns. */
int text_char_width(char32_t character, enum ambiguous ambiguous);
/* Whether it shows itself in two columns. */
bool text_is_wide(char32_t character);
size_t text_width(const char *text, size_t length, enum ambiguous ambiguous);

/*
 * Adds the text as it may go to a terminal or a message: control characters
 * as ^X or <U+XXXX>, bidi controls and unknown characters as U+FFFD, line
 * breaks as ⏎ ... nothing that moves the cursor or changes colours.
 */
void text_show(struct buffer *out, const char *text, size_t length);

/*
 * Adds the text as it may be published: a line break or a tab as one blank,
 * control and bidi characters, invalid bytes and noncharacters as U+FFFD, all
 * others as they are, also those a terminal does not know.
 */
void text_plain(struct buffer *out, const char *text, size_t length);

/* The longest prefix (bytes, whole grapheme clusters) that fits `columns`. */
size_t text_fit(const char *text, size_t length, size_t columns,
                enum ambiguous ambiguous);
/* Adds the text cut to `columns`, with … where something was cut, and padded
 * with blanks to exactly `columns`. Shown as text_show() shows it. */
void text_pad(struct buffer *out, const char *text, size_t length,
              size_t columns, enum ambiguous ambiguous);

#endif
