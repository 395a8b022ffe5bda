/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/*
 * Every page of the sample as it stands on the screen, in Chinese, compared with tests/tui/golden/.
 * After a wanted change, `NIANBAO_TEST_ACCEPT=1 tests/tui/test_golden` in the build folder writes them
 * anew: read the diff.
 */

#include "drive.h"
#include "trial.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CTRL_G "\007"

static void
accept(const char *path, const char *screen)
{
	FILE *file = fopen(path, "we");

	if (file == NULL || fputs(screen, file) < 0 || fclose(file) != 0)
		trial_fail("%s: %s", path, strerror(errno));
}

static void
compare(struct term *t, const char *name)
{
	char path[4096];
	char *expected;

	snprintf(path, sizeof path, "%s/%s.%dx%d.txt",
	         SOURCE_DIR "/tests/tui/golden", name, term_columns(t),
	         term_rows(t));
	if (getenv("NIANBAO_TEST_ACCEPT") != NULL) {
		accept(path, term_screen_text(t));
		return;
	}
	expected = trial_read(path, NULL);
	drive_expect_screen(t, path, expected);
	free(expected);
}

static void
check_pages(int rows, int columns)
{
	static const char *const names[] = {
		"0-report",      "1-overview", "2-disclosure", "3-requests",
		"4-proceedings", "5-problems", "6-other"};
	const struct term_options options = {.rows = rows, .columns = columns};
	struct term *t;

	trial_copy(SAMPLE, "report.yaml");
	t = drive_start(&options, NULL, "report.yaml");
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		char number[2] = {(char)('0' + i), '\0'};

		term_keys(t, CTRL_G);
		term_keys(t, number);
		term_keys(t, ENTER);
		term_keys(t, CTRL_HOME);
		compare(t, names[i]);
	}
	term_keys(t, F6);
	compare(t, "problems");
	term_keys(t, ESCAPE);
	term_keys(t, F5);
	compare(t, "preview");
	term_keys(t, ESCAPE);
	drive_quit_unchanged(t);
}

static void
test_small(void)
{
	check_pages(24, 80);
}

static void
test_large(void)
{
	check_pages(40, 120);
}

static const struct trial trials[] = {
	{"golden_80x24", test_small},
	{"golden_120x40", test_large},
};

int
main(int argc, char **argv)
{
	return trial_main(trials, sizeof trials / sizeof *trials, argc, argv);
}
