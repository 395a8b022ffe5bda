/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef BASE_CHECKSUM_H
#define BASE_CHECKSUM_H

/*
 * A sum that tells whether bytes are still those that were written (FNV-1a,
 * 64 bits). It finds what a torn or mixed-up write leaves; whoever means to
 * deceive can compute it too.
 */

#include <stddef.h>
#include <stdint.h>

#define CHECKSUM_START UINT64_C(0xcbf29ce484222325)
/* Digits of a sum as text, in hexadecimal. */
#define CHECKSUM_DIGITS ((size_t)16)

/* The sum of what `sum` is of, and these bytes behind it. */
uint64_t checksum(uint64_t sum, const void *bytes, size_t length);

#endif
