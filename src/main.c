/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/language.h"

enum { EXIT_TROUBLE = 2 };

/* Results count only if they arrived: a full disk shows when flushing. */
static int
finish_output(void)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return EXIT_SUCCESS;
	perror("nianbao");
	return EXIT_TROUBLE;
}

static int
print_help(void)
{
	puts(_("usage: nianbao [--help] [--version]"));
	return finish_output();
}

static int
print_version(void)
{
	puts(PACKAGE_STRING);
	return finish_output();
}

int
main(int argc, char **argv)
{
	static const struct option options[] = {
		{"help", no_argument, NULL, 'h'},
		{"version", no_argument, NULL, 'V'},
		{NULL, 0, NULL, 0},
	};

	switch (getopt_long(argc, argv, "+hV", options, NULL)) {
	case 'h':
		return print_help();
	case 'V':
		return print_version();
	default:
		fputs(_("Try 'nianbao --help'.\n"), stderr);
		return EXIT_TROUBLE;
	}
}
