/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef FUZZ_FUZZ_H
#define FUZZ_FUZZ_H

/*
 * A target is one function that takes any bytes and ends the program if what
 * must hold of them does not. libFuzzer calls it with bytes it makes up
 * (tests/fuzz/run), replay.c with the inputs that are kept (make check).
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "check/check.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* Sets locale and language; later calls do nothing. */
void fuzz_start(void);
/* Ends the program unless `holds`; `what` says what should. */
_Noreturn void fuzz_fail(const char *what);
static inline void
fuzz_expect(bool holds, const char *what)
{
	if (!holds)
		fuzz_fail(what);
}
/* The text, NUL-terminated, may go to a terminal and into a document: valid
 * UTF-8 without control or bidi characters but line breaks (LF, CR LF). */
void fuzz_shown(const char *text, size_t length);

/* Problems are there if something was refused, and can be shown; frees them. */
void fuzz_problems(struct problems *problems, bool refused);

/* A form of the source tree, as forms/annual-2021.yaml. */
struct form *fuzz_form(const char *name);
/* A report of the source tree; NULL where its text is refused. */
struct report *fuzz_report(const struct form *form, const char *name);
/* Of memory; NULL where refused. */
struct report *fuzz_report_of(const struct form *form, const char *text,
                              size_t length);

/* Does with a report what the commands do: checks it, prints what was found,
 * renders it in every format. `variant` chooses among the options. Reports
 * that are NULL are fine. */
void fuzz_all(const struct report *report, struct report *last,
              unsigned variant);

#endif
