/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/*
 * Two texts of 10,000 characters compared, without a process around it, in
 * microseconds: paragraphs of 500 characters, in which every twentieth
 * character or so was changed. Prints the middle of many rounds.
 */

#include <stdio.h>
#include <stdlib.h>

#include "base/text.h"
#include "measure.h"
#include "report/diff.h"

#define CHARACTERS 10000
#define PARAGRAPH 500
#define ROUNDS 101

static unsigned
next_number(unsigned *state)
{
	*state = *state * 1103515245u + 12345u;
	return *state >> 16 & 0x7fff;
}

static void
add_character(struct buffer *text, unsigned *state)
{
	char bytes[4];

	buffer_add(text, bytes,
	           text_encode(0x4E00 + next_number(state) % 2000, bytes));
}

int
main(void)
{
	const struct difference sample = {.kind = DIFFERENCE_TEXT,
	                                  .path = (char *)"text"};
	struct buffer old = {0}, new = {0};
	double times[ROUNDS];
	unsigned state = 1;

	for (size_t i = 0; i < CHARACTERS; i++) {
		size_t before = old.length;

		add_character(&old, &state);
		if (next_number(&state) % 20 == 0)
			add_character(&new, &state);
		else
			buffer_add(&new, old.data + before,
			           old.length - before);
		if (i % PARAGRAPH == PARAGRAPH - 1) {
			buffer_putc(&old, '\n');
			buffer_putc(&new, '\n');
		}
	}
	for (size_t i = 0; i < ROUNDS; i++) {
		struct differences differences = {0};
		double start = measure_now();

		text_compare(&differences, old.data, old.length, new.data,
		             new.length, &sample);
		times[i] = measure_now() - start;
		differences_free(&differences);
	}
	qsort(times, ROUNDS, sizeof(*times), measure_compare);
	printf("%.1f\n", times[ROUNDS / 2]);
	buffer_free(&old);
	buffer_free(&new);
	return 0;
}
