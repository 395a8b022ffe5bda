/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef COMMAND_COMMAND_H
#define COMMAND_COMMAND_H

/* The commands of the program: one file each. */

#include <stdbool.h>
#include <stddef.h>

#include "form/form.h"

enum exit_status {
	EXIT_WELL = 0,
	EXIT_FOUND = 1, /* findings, or differences */
	EXIT_FAILED = 2 /* could not be done; outranks the others */
};

/* What the options say; strings are argv's. */
struct options {
	const char *language;
	const char *forms;
	bool json; /* --format=json */
	bool final;
	const char *previous; /* -p */
	const char *type;     /* -t */
	const char *width;    /* -w, as typed */
	const char *output;   /* -o */
	const char *form;     /* -f */
	const char *agency;   /* -a */
	const char *year;     /* -y, as typed */
	bool link;
	bool force;
	bool dry_run; /* -n */
	bool ascii;
	bool wide; /* --ambiguous=2 */
	bool fragment;
	bool tidy;
	bool bom;
	const char *table;    /* id, as typed */
	const char *encoding; /* NULL: UTF-8 */
};

struct call {
	char **arguments; /* all of them, as main() was given them */
	struct options options;
	struct form_path forms;
	char **operands; /* files and the like, without the command's name */
	size_t count;
};

int command_check(const struct call *call);
int command_render(const struct call *call);
int command_forms(const struct call *call);
int command_edit(const struct call *call);
int command_new(const struct call *call);
int command_diff(const struct call *call);
int command_recover(const struct call *call);

struct renderer;
/*
 * Goes on as the program that links the libraries for this type of output
 * (only it does: they would slow every start), with the same arguments.
 * Returns, having said why, only if it cannot be started.
 */
int command_office(const struct call *call, const struct renderer *renderer);

/* Opens a report for a command; says on standard error why not. */
struct report;
struct report *command_open(const struct call *call, const char *file,
                            struct form **form);

#endif
