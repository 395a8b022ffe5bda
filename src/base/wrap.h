/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef BASE_WRAP_H
#define BASE_WRAP_H

/*
 * Line breaks, by UAX #14 and with 避头尾: no closing mark begins a line, no
 * opening mark ends one. What cannot be broken is cut between characters. A
 * text is looked at once and can then be broken into lines of any width, in
 * time for each that grows with its bytes only.
 */

#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

/* A line of wrapped text: bytes [start, end); the blanks the break ate lie
 * between one line's end and the next one's start. */
struct text_line {
	size_t start;
	size_t end;
};

/* One paragraph, as wrap_open() and wrap_open_set() make it. */
struct wrap {
	const char *text;
	size_t length;
	enum ambiguous ambiguous;
	const unsigned *widths; /* as of wrap_open_set(), or NULL */
	uint16_t *marks;        /* one a byte: see wrap.c */
};

/* The text outlives it; the caller frees it with wrap_close(). */
struct wrap wrap_open(const char *text, size_t length,
                      enum ambiguous ambiguous);
/*
 * For text set in type, in units of the caller's: `widths` has that of each
 * character at the byte it begins at (of a cluster, all at its first), and 0 at
 * every other byte. It outlives the wrap. No blanks stay at the end of a line.
 */
struct wrap wrap_open_set(const char *text, size_t length,
                          const unsigned *widths);
void wrap_close(struct wrap *wrap);

/*
 * Breaks it into lines of at most `columns`, the first one shorter by `indent`.
 * Always at least one line, and one cluster a line even where none fits. Blanks
 * at the very end stay as far as they fit; a line break within, U+2028 for one,
 * ends its line. `*lines` is owned by the caller; returns their number.
 */
size_t wrap_lines(const struct wrap *wrap, size_t columns, size_t indent,
                  struct text_line **lines);
/* Their number alone, without an indent. Any width from `*least` to `columns`
 * breaks at the same places; `*least` is the greater where no cluster fits. */
size_t wrap_count(const struct wrap *wrap, size_t columns, size_t *least);
/* Their numbers for `count` widths: `least` times `unit`, and so on in steps of
 * `unit`. */
void wrap_heights(const struct wrap *wrap, size_t unit, size_t least,
                  size_t count, size_t *heights);
/* As wrap_lines(), but into lines of about the same length: as few as fit
 * `columns`, the text then set as narrow as they allow. */
size_t wrap_evenly(const struct wrap *wrap, size_t columns,
                   struct text_line **lines);
/* Columns of the widest part that is only cut for want of room. */
size_t wrap_part(const struct wrap *wrap);

/* The same for a text that is wrapped once. */
size_t text_wrap(const char *text, size_t length, size_t columns, size_t indent,
                 enum ambiguous ambiguous, struct text_line **lines);
size_t text_wrap_evenly(const char *text, size_t length, size_t columns,
                        enum ambiguous ambiguous, struct text_line **lines);
void text_heights(const char *text, size_t length, size_t least, size_t count,
                  enum ambiguous ambiguous, size_t *heights);

#endif
