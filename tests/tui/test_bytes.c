/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/* The table of key bytes, held against terminfo and against itself. */

#include "bytes.h"
#include "trial.h"

#include <curses.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <term.h>
#include <unistd.h>

/* terminfo's name of a key of bytes.h; NULL where terminfo has none. */
static const char *
capability(const char *key)
{
	static const char *const names[][2] = {
		{"f1", "kf1"},           {"f2", "kf2"},
		{"f3", "kf3"},           {"f4", "kf4"},
		{"f5", "kf5"},           {"f6", "kf6"},
		{"f7", "kf7"},           {"f8", "kf8"},
		{"f9", "kf9"},           {"f10", "kf10"},
		{"up", "kcuu1"},         {"down", "kcud1"},
		{"left", "kcub1"},       {"right", "kcuf1"},
		{"home", "khome"},       {"end", "kend"},
		{"insert", "kich1"},     {"delete", "kdch1"},
		{"page_up", "kpp"},      {"page_down", "knp"},
		{"shift_tab", "kcbt"},   {"shift_left", "kLFT"},
		{"shift_right", "kRIT"}, {"shift_up", "kri"},
		{"shift_down", "kind"},  {"ctrl_left", "kLFT5"},
		{"ctrl_right", "kRIT5"}, {"ctrl_home", "kHOM5"},
		{"ctrl_end", "kEND5"},   {"backspace", "kbs"},
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(names[i][0], key) == 0)
			return names[i][1];
	return NULL;
}

/* Every form terminfo knows of a key is in the table of bytes. */
static void
test_cover_terminfo(void)
{
	static const char *const types[] = {
		"xterm-256color", "screen-256color", "tmux-256color",
		"linux",          "vt100",
	};

	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		int error;

		if (setupterm(types[i], STDOUT_FILENO, &error) != OK)
			trial_fail("no terminfo entry for %s", types[i]);
		for (size_t k = 0; k < KEY_BYTES_COUNT; k++) {
			const char *name = capability(key_bytes[k].key);
			const char *bytes =
				name != NULL ? tigetstr(name) : NULL;
			bool found = false;

			if (bytes == NULL || (intptr_t)bytes == -1)
				continue;
			for (size_t n = 0; n < KEY_BYTES_COUNT && !found; n++)
				found = strcmp(key_bytes[n].key,
				               key_bytes[k].key) == 0 &&
				        strcmp(key_bytes[n].bytes, bytes) == 0;
			if (!found)
				trial_fail(
					"expected the form of %s under %s, ESC%s, in bytes.h",
					key_bytes[k].key, types[i], bytes + 1);
		}
		del_curterm(cur_term);
	}
}

static void
test_are_distinct(void)
{
	for (size_t i = 0; i < UNKNOWN_BYTES_COUNT; i++)
		for (size_t k = 0; k < KEY_BYTES_COUNT; k++)
			if (strcmp(unknown_bytes[i].bytes,
			           key_bytes[k].bytes) == 0)
				trial_fail(
					"expected no key with the bytes of %s, seen %s",
					unknown_bytes[i].what,
					key_bytes[k].key);
	for (size_t i = 0; i < KEY_BYTES_COUNT; i++)
		for (size_t k = 0; k < i; k++)
			if (strcmp(key_bytes[i].bytes, key_bytes[k].bytes) == 0)
				trial_fail(
					"expected the bytes of %s and %s to differ",
					key_bytes[i].key, key_bytes[k].key);
}

static const struct trial trials[] = {
	{"bytes_cover_terminfo", test_cover_terminfo},
	{"bytes_are_distinct", test_are_distinct},
};

int
main(int argc, char **argv)
{
	return trial_main(trials, sizeof trials / sizeof *trials, argc, argv);
}
