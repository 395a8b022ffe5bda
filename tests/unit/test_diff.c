/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/sequence.h"
#include "report/diff.h"
#include "reports.h"
#include "unit.h"

/* --- sequences --- */

#define SYMBOLS_MOST 40

/* The same numbers in every run. */
static unsigned
next_number(unsigned *state)
{
	*state = *state * 1103515245u + 12345u;
	return *state >> 16 & 0x7fff;
}

static size_t
fill(uint32_t *symbols, size_t most, unsigned kinds, unsigned *state)
{
	size_t count = next_number(state) % (most + 1);

	for (size_t i = 0; i < count; i++)
		symbols[i] = next_number(state) % kinds;
	return count;
}

/* Length of the longest common subsequence, the slow way. */
static size_t
common_length(const uint32_t *a, size_t a_count, const uint32_t *b,
              size_t b_count)
{
	size_t best[SYMBOLS_MOST + 1][SYMBOLS_MOST + 1] = {{0}};

	for (size_t i = 1; i <= a_count; i++)
		for (size_t k = 1; k <= b_count; k++)
			best[i][k] = a[i - 1] == b[k - 1]
			                     ? best[i - 1][k - 1] + 1
			             : best[i - 1][k] > best[i][k - 1]
			                     ? best[i - 1][k]
			                     : best[i][k - 1];
	return best[a_count][b_count];
}

/* Puts the hunks on the old sequence; fails unless the new one comes out.
 * Returns how many symbols are in hunks. */
static size_t
replay(const uint32_t *old, size_t old_count, const uint32_t *new,
       size_t new_count)
{
	struct hunk *hunks;
	size_t count = sequence_compare(old, old_count, new, new_count, &hunks);
	size_t x = 0, y = 0, changed = 0;

	for (size_t i = 0; i <= count; i++) {
		size_t to = i < count ? hunks[i].old_start : old_count;

		for (; x < to; x++, y++) {
			if (y >= new_count || old[x] != new[y])
				ck_abort_msg("expected symbol %zu of the new "
				             "sequence to be %u of the old",
				             y, old[x]);
		}
		if (i == count)
			break;
		if (y != hunks[i].new_start)
			ck_abort_msg("expected hunk %zu at %zu, seen at %zu", i,
			             y, hunks[i].new_start);
		x = hunks[i].old_end;
		y = hunks[i].new_end;
		changed += hunks[i].old_end - hunks[i].old_start +
		           hunks[i].new_end - hunks[i].new_start;
	}
	ck_assert_uint_eq(y, new_count);
	free(hunks);
	return changed;
}

START_TEST(fewest_changes)
{
	uint32_t old[SYMBOLS_MOST], new[SYMBOLS_MOST];
	unsigned state = 1;

	for (unsigned i = 0; i < 3000; i++) {
		size_t a = fill(old, SYMBOLS_MOST, 1 + i % 6, &state);
		size_t b = fill(new, SYMBOLS_MOST, 1 + i % 6, &state);

		ck_assert_uint_eq(replay(old, a, new, b),
		                  a + b - 2 * common_length(old, a, new, b));
	}
}
END_TEST

/* Beyond the bound the hunks are still a way from one to the other. */
START_TEST(wild_sequences)
{
	enum { MOST = 20000 };
	uint32_t *old = calloc(MOST, sizeof(*old));
	uint32_t *new = calloc(MOST, sizeof(*new));
	unsigned state = 7;

	ck_assert_ptr_nonnull(old);
	ck_assert_ptr_nonnull(new);
	for (unsigned kinds = 2; kinds < 3000; kinds *= 12) {
		size_t a = fill(old, MOST, kinds, &state);
		size_t b = fill(new, MOST, kinds, &state);

		replay(old, a, new, b);
		replay(old, a, new, 0);
		replay(old, 0, new, b);
	}
	free(old);
	free(new);
}
END_TEST

/* --- texts --- */

static const char *const pieces[] = {
	"公开", "2021", "件",           "，", "。\n",  "12.5%", "申请",
	"Abc",  "答复", "（一）方面\n", "{{", "1,023", "\n",    "年",
};

static char *
random_text(unsigned *state, size_t pieces_most)
{
	struct buffer text = {0};
	size_t count = next_number(state) % (pieces_most + 1);

	for (size_t i = 0; i < count; i++)
		buffer_puts(&text, pieces[next_number(state) %
		                          (sizeof(pieces) / sizeof(*pieces))]);
	return buffer_take(&text);
}

/* A copy with some characters of it exchanged for other pieces. */
static char *
edited_text(const char *text, unsigned *state)
{
	struct buffer edited = {0};

	for (const char *at = text; *at != '\0'; at++) {
		bool starts = ((unsigned char)*at & 0xC0) != 0x80;

		if (starts && next_number(state) % 12 == 0)
			buffer_puts(&edited,
			            pieces[next_number(state) %
			                   (sizeof(pieces) / sizeof(*pieces))]);
		buffer_putc(&edited, *at);
	}
	return buffer_take(&edited);
}

/* Puts the changes on the old paragraph; the new one has to come out. */
static void
replay_paragraph(const struct difference *its)
{
	struct buffer made = {0};
	size_t at = 0;

	for (size_t i = 0; i < its->change_count; i++) {
		const struct text_change *change = &its->changes[i];

		buffer_add(&made, its->old + at, change->old_start - at);
		buffer_add(&made, its->new + change->new_start,
		           change->new_end - change->new_start);
		at = change->old_end;
	}
	buffer_puts(&made, its->old + at);
	ck_assert_str_eq(made.data, its->new);
	buffer_free(&made);
}

/* The paragraphs of a text, each ended, without blank ones. */
static char *
paragraphs_of(const char *text)
{
	struct buffer out = {0};

	while (*text != '\0') {
		size_t length = strcspn(text, "\n");

		if (length > 0) {
			buffer_add(&out, text, length);
			buffer_putc(&out, '\n');
		}
		text += length + (text[length] != '\0');
	}
	return buffer_take(&out);
}

/* Old paragraph number `*at` on, up to `to`, as they are. */
static void
keep_paragraphs(struct buffer *made, const char **old, size_t *at, size_t to)
{
	for (; *at < to && **old != '\0'; (*at)++) {
		size_t length = strcspn(*old, "\n") + 1;

		buffer_add(made, *old, length);
		*old += length;
	}
}

/* Puts all differences on the old text; the new one has to come out. */
static void
replay_text(const struct differences *differences, const char *old,
            const char *new)
{
	char *before = paragraphs_of(old), *after = paragraphs_of(new);
	const char *rest = before;
	struct buffer made = {0};
	size_t at = 1, written = 1;

	for (size_t i = 0; i < differences->count; i++) {
		const struct difference *its = &differences->items[i];

		if (its->old_paragraph > 0) {
			written += its->old_paragraph - at;
			keep_paragraphs(&made, &rest, &at, its->old_paragraph);
			rest += strcspn(rest, "\n") + 1;
			at++;
		} else {
			size_t kept = its->new_paragraph - written;

			keep_paragraphs(&made, &rest, &at, at + kept);
			written += kept;
		}
		if (its->new != NULL) {
			ck_assert_uint_eq(its->new_paragraph, written);
			buffer_puts(&made, its->new);
			buffer_putc(&made, '\n');
			written++;
		}
		if (its->new != NULL && its->old != NULL)
			replay_paragraph(its);
	}
	buffer_puts(&made, rest);
	ck_assert_str_eq(made.data != NULL ? made.data : "", after);
	buffer_free(&made);
	free(before);
	free(after);
}

START_TEST(texts)
{
	const struct difference sample = {.kind = DIFFERENCE_TEXT,
	                                  .path = (char *)"overview"};
	unsigned state = 3;

	for (unsigned i = 0; i < 1500; i++) {
		char *old = random_text(&state, i % 120);
		char *new = i % 2 == 0 ? edited_text(old, &state)
		                       : random_text(&state, i % 120);
		struct differences differences = {0};

		text_compare(&differences, old, strlen(old), new, strlen(new),
		             &sample);
		replay_text(&differences, old, new);
		differences_free(&differences);
		free(old);
		free(new);
	}
}
END_TEST

/* --- reports --- */

START_TEST(cells)
{
	struct form *form = reports_form("forms/annual-2021.yaml");
	struct report *old = report_new(form), *new = report_new(form);
	struct differences differences;

	reports_set(old, "requests.new.total", "40");
	reports_set(new, "requests.new.total", "50");
	reports_set(old, "disclosure.fees.amount", "7012.0");
	reports_set(new, "disclosure.fees.amount", "7012");
	reports_set(new, "requests.total.total", "0");
	differences = report_compare(old, NULL, new, NULL);
	ck_assert_uint_eq(differences.count, 2);
	ck_assert_str_eq(differences.items[0].path, "requests.new.total");
	ck_assert_int_eq(differences.items[0].by, 10 * AMOUNT_ONE);
	ck_assert_int_eq(differences.items[0].tenths, 250);
	ck_assert_str_eq(differences.items[1].path, "requests.total.total");
	ck_assert_ptr_null(differences.items[1].old);
	ck_assert(!differences.items[1].figures);
	differences_free(&differences);
	report_free(old);
	report_free(new);
	form_free(form);
}
END_TEST

/* One row of the older form is three rows here, whichever side it is on. */
START_TEST(two_forms)
{
	struct form *now = reports_form("forms/annual-2021.yaml");
	struct form *then = reports_form("forms/annual-2019.yaml");
	struct report *new = report_new(now), *old = report_new(then);
	struct differences differences;

	reports_set(old, "requests.other.natural", "5");
	reports_set(old, "disclosure.regulations.produced", "1");
	reports_set(new, "requests.other.fee_unpaid.natural", "2");
	reports_set(new, "requests.other.other.natural", "4");
	differences = report_compare(old, NULL, new, NULL);
	ck_assert_uint_eq(differences.count, 2);
	ck_assert_str_eq(differences.items[0].path, "form");
	ck_assert_str_eq(differences.items[1].path, "requests.other.natural");
	ck_assert_int_eq(differences.items[1].by, AMOUNT_ONE);
	ck_assert_uint_eq(differences.old_alone, 1);
	ck_assert_uint_eq(differences.new_alone, 0);
	differences_free(&differences);
	differences = report_compare(new, NULL, old, NULL);
	ck_assert_uint_eq(differences.count, 2);
	ck_assert_int_eq(differences.items[1].by, -AMOUNT_ONE);
	ck_assert_uint_eq(differences.new_alone, 1);
	differences_free(&differences);
	report_free(old);
	report_free(new);
	form_free(now);
	form_free(then);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("diff");
	TCase *cases = tcase_create("diff");

	tcase_add_test(cases, fewest_changes);
	tcase_add_test(cases, wild_sequences);
	tcase_add_test(cases, texts);
	tcase_add_test(cases, cells);
	tcase_add_test(cases, two_forms);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
