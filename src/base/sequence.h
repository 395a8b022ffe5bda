/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef BASE_SEQUENCE_H
#define BASE_SEQUENCE_H

/* Where two sequences of symbols differ. A symbol stands for whatever the
 * caller compares: a paragraph, a character. */

#include <stddef.h>
#include <stdint.h>

/* Symbols [old_start, old_end) of the old sequence became [new_start, new_end)
 * of the new one; either may be empty. */
struct hunk {
	size_t old_start, old_end;
	size_t new_start, new_end;
};

/*
 * The hunks in ascending order, with at least one equal symbol between two.
 * The fewest symbols are in hunks as long as not too many are; sequences that
 * differ wildly take time in proportion to their length, and perhaps a few
 * symbols more. Returns how many; the caller frees `*hunks`.
 */
size_t sequence_compare(const uint32_t *old, size_t old_count,
                        const uint32_t *new, size_t new_count,
                        struct hunk **hunks);

#endif
