/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/language.h"
#include "base/message.h"
#include "base/nearest.h"
#include "base/text.h"
#include "base/wrap.h"
#include "command/command.h"

/* Which commands take an option, as bits. */
enum takers {
	CHECK = 1 << 0,
	RENDER = 1 << 1,
	FORMS = 1 << 2,
	EDIT = 1 << 3,
	NEW = 1 << 4,
	DIFF = 1 << 5,
	RECOVER = 1 << 6,
	ALL = ~0
};

static const struct command {
	const char *name;
	int bit;
	const char *usage;   /* what follows the name */
	const char *summary; /* msgid */
	int (*run)(const struct call *call);
} commands[] = {
	{"edit", EDIT, "[FILE]",
         N_("draft a report on the screen; without FILE, the reports of "
            "this folder"),
         command_edit},
	{"new", NEW, "-o FILE",
         N_("begin a report, from last year's if -p names it"), command_new},
	{"check", CHECK, "FILE…", N_("say what is wrong in a report"),
         command_check},
	{"render", RENDER, "FILE",
         N_("print the standard text and tables, or a file to publish"),
         command_render},
	{"diff", DIFF, "A B",
         N_("what differs between two years' reports, or two drafts"),
         command_diff},
	{"recover", RECOVER, "FILE",
         N_("put back the edits of a session that ended before they were "
            "saved"),
         command_recover},
	{"forms", FORMS, "[ID…]",
         N_("list the installed forms, or one form's sections and rules"),
         command_forms},
};

enum option_code {
	OPTION_LANG = 0x100,
	OPTION_FORMS,
	OPTION_LINK,
	OPTION_FORCE,
	OPTION_FORMAT,
	OPTION_FINAL,
	OPTION_ASCII,
	OPTION_AMBIGUOUS,
	OPTION_FRAGMENT,
	OPTION_TABLE,
	OPTION_TIDY,
	OPTION_BOM,
	OPTION_ENCODING
};

/* One table for parsing and for --help. */
static const struct known_option {
	const char *name;
	int code; /* its letter, or an option_code */
	int takers;
	const char *argument; /* NULL: none */
	const char *summary;  /* msgid */
} known_options[] = {
	{"form", 'f', NEW, "FORM",
         N_("its form; if not given, the one for that year")},
	{"agency", 'a', NEW, "AGENCY", N_("the body whose report it is")},
	{"year", 'y', NEW, "YEAR",
         N_("the reported year; with -p, the year after that of LAST")},
	{"previous", 'p', NEW, "LAST",
         N_("last year's report: its prose and what it carries over")},
	{"link", OPTION_LINK, NEW, NULL,
         N_("with -p: figures in its prose that state a value of the tables "
            "follow this year's")},
	{"force", OPTION_FORCE, NEW, NULL,
         N_("replace FILE if it is there already")},
	{"output", 'o', NEW, "FILE", N_("the new file; - is standard output")},
	{"format", OPTION_FORMAT, CHECK, "text|json",
         N_("findings as text, or one JSON object a line")},
	{"format", OPTION_FORMAT, DIFF, "text|json",
         N_("differences as text, or one JSON object a line")},
	{"final", OPTION_FINAL, CHECK | RENDER, NULL,
         N_("before handing in: blank cells and unexplained reviews count too; "
            "check gives exit status 1, render does nothing")},
	{"previous", 'p', CHECK | RENDER, "LAST",
         N_("last year's report, instead of the one the report names")},
	{"type", 't', RENDER, "text|markdown|html|csv|json|docx|pdf",
         N_("what to render to")},
	{"width", 'w', RENDER, "COLUMNS",
         N_("width of the text, 60 to 300; 80 if not given")},
	{"output", 'o', RENDER, "OUT",
         N_("write to a file, whose ending picks the type; - is standard "
            "output")},
	{"ascii", OPTION_ASCII, RENDER, NULL, N_("draw borders with + - |")},
	{"ascii", OPTION_ASCII, EDIT, NULL,
         N_("draw borders with + - |, and “ ” — … and other signs as ASCII, "
            "too")},
	{"ambiguous", OPTION_AMBIGUOUS, EDIT, "1|2",
         N_("columns of “ ” — … in your terminal; 2 is the same as --ascii")},
	{"ambiguous", OPTION_AMBIGUOUS, RENDER, "1|2",
         N_("columns of “ ” — … and of lines in your terminal; 1 if not "
            "given")},
	{"fragment", OPTION_FRAGMENT, RENDER, NULL,
         N_("HTML to be pasted into a site's editor: no head, styles on each "
            "element")},
	{"table", OPTION_TABLE, RENDER, "ID",
         N_("CSV of one table, as requests")},
	{"tidy", OPTION_TIDY, RENDER, NULL,
         N_("CSV with a line for each value: agency, year, path, row, column, "
            "value")},
	{"bom", OPTION_BOM, RENDER, NULL,
         N_("CSV that WPS and Excel open as UTF-8")},
	{"encoding", OPTION_ENCODING, RENDER, "NAME",
         N_("text or CSV in GB18030 or GBK instead of UTF-8")},
	{"dry-run", 'n', RECOVER, NULL, N_("only print what would change")},
	{"forms", OPTION_FORMS, ALL, "DIR",
         N_("a folder of forms to look in first")},
	{"lang", OPTION_LANG, ALL, "en|zh_CN",
         N_("language of messages and screen")},
	{"help", 'h', ALL, NULL, N_("this help")},
	{"version", 'V', ALL, NULL, N_("the version")},
};

#define COMMAND_COUNT (sizeof commands / sizeof commands[0])
#define OPTION_COUNT (sizeof known_options / sizeof known_options[0])

static const struct command *
find_command(const char *name)
{
	for (size_t i = 0; i < COMMAND_COUNT; i++)
		if (strcmp(commands[i].name, name) == 0)
			return &commands[i];
	return NULL;
}

/* --- help --- */

#define HELP_COLUMNS 79
#define HELP_LEFT 28 /* columns before the summaries */

/* Prints a text wrapped, every line but the first behind `indent` columns,
 * where the first one already stands. */
static void
print_wrapped(const char *text, int indent)
{
	struct text_line *lines;
	size_t count =
		text_wrap(text, strlen(text), (size_t)(HELP_COLUMNS - indent),
	                  0, AMBIGUOUS_NARROW, &lines);

	for (size_t i = 0; i < count; i++)
		printf("%*s%.*s\n", i > 0 ? indent : 0, "",
		       (int)(lines[i].end - lines[i].start),
		       text + lines[i].start);
	free(lines);
}

/* What is wider than its column has a line to itself. */
static void
print_line(const char *left, const char *right)
{
	size_t width = text_width(left, strlen(left), AMBIGUOUS_NARROW);

	printf("%s", left);
	if (width + 1 > HELP_LEFT) {
		puts("");
		width = 0;
	}
	printf("%*s", HELP_LEFT - (int)width, "");
	print_wrapped(right, HELP_LEFT);
}

static void
print_option(const struct known_option *option)
{
	struct buffer left = {0};

	buffer_puts(&left, option->takers == ALL ? "  " : "    ");
	if (option->code < 0x100)
		buffer_format(&left, "-%c, ", option->code);
	buffer_format(&left, "--%s", option->name);
	if (option->argument)
		buffer_format(&left, "=%s", option->argument);
	print_line(left.data, _(option->summary));
	buffer_free(&left);
}

static void
print_options(int takers)
{
	for (size_t i = 0; i < OPTION_COUNT; i++)
		if (known_options[i].takers == ALL
		            ? takers == ALL
		            : takers != ALL &&
		                      (known_options[i].takers & takers))
			print_option(&known_options[i]);
}

static void
print_command(const struct command *command)
{
	char left[64];

	snprintf(left, sizeof left, "  %s %s", command->name, command->usage);
	print_line(left, _(command->summary));
	print_options(command->bit);
}

static int
print_help(const struct command *only)
{
	if (only) {
		printf("%s nianbao %s [OPTION…] %s\n\n", _("usage:"),
		       only->name, only->usage);
		print_command(only);
	} else {
		printf("%s nianbao [FILE]\n", _("usage:"));
		printf("       nianbao COMMAND [OPTION…] …\n\n");
		print_wrapped(_("Drafts, checks and renders the annual report "
		                "on the disclosure of government "
		                "information."),
		              0);
		puts("");
		for (size_t i = 0; i < COMMAND_COUNT; i++)
			print_command(&commands[i]);
	}
	puts("");
	print_options(ALL);
	puts("");
	print_wrapped(_("For check, render and diff a file may be -, standard "
	                "input."),
	              0);
	print_wrapped(_("Exit status: 0 all well, 1 findings or differences, 2 "
	                "could not be done."),
	              0);
	return EXIT_WELL;
}

/* --- options --- */

static const struct known_option *
find_option(int code)
{
	for (size_t i = 0; i < OPTION_COUNT; i++)
		if (known_options[i].code == code)
			return &known_options[i];
	return NULL;
}

/* All commands that take the option: it has an entry for each summary. */
static int
takers_of(int code)
{
	int takers = 0;

	for (size_t i = 0; i < OPTION_COUNT; i++)
		if (known_options[i].code == code)
			takers |= known_options[i].takers;
	return takers;
}

static bool
one_of(const struct known_option *option, const char *value, const char *first,
       const char *second)
{
	if (strcmp(value, first) == 0 || strcmp(value, second) == 0)
		return true;
	message_error(_("--%s is %s, not “%s”"), option->name, option->argument,
	              value);
	return false;
}

/* Where an option without an argument is kept; NULL for any other. */
static bool *
flag_of(struct options *options, int code)
{
	switch (code) {
	case OPTION_FINAL:
		return &options->final;
	case OPTION_ASCII:
		return &options->ascii;
	case OPTION_FRAGMENT:
		return &options->fragment;
	case OPTION_TIDY:
		return &options->tidy;
	case OPTION_BOM:
		return &options->bom;
	case OPTION_LINK:
		return &options->link;
	case OPTION_FORCE:
		return &options->force;
	case 'n':
		return &options->dry_run;
	default:
		return NULL;
	}
}

/* Where an option's argument is kept as it is; NULL for any other. */
static const char **
text_of(struct options *options, int code)
{
	switch (code) {
	case OPTION_LANG:
		return &options->language;
	case OPTION_FORMS:
		return &options->forms;
	case OPTION_TABLE:
		return &options->table;
	case OPTION_ENCODING:
		return &options->encoding;
	case 'f':
		return &options->form;
	case 'a':
		return &options->agency;
	case 'y':
		return &options->year;
	case 'p':
		return &options->previous;
	case 't':
		return &options->type;
	case 'w':
		return &options->width;
	case 'o':
		return &options->output;
	default:
		return NULL;
	}
}

static bool
set_option(struct options *options, const struct known_option *option,
           const char *value)
{
	bool *flag = flag_of(options, option->code);
	const char **text = text_of(options, option->code);

	if (flag != NULL)
		*flag = true;
	if (text != NULL)
		*text = value;
	if (option->code == OPTION_FORMAT) {
		options->json = strcmp(value, "json") == 0;
		return one_of(option, value, "text", "json");
	}
	if (option->code == OPTION_AMBIGUOUS) {
		options->wide = strcmp(value, "2") == 0;
		return one_of(option, value, "1", "2");
	}
	return true;
}

/* What the command line says, before the language is known. */
struct command_line {
	struct call call;
	const struct command *command;
	/* How each option of the table was given, the first entry standing for
	 * all of its code. */
	enum { NOT_GIVEN, AS_WORD, AS_LETTER } given[OPTION_COUNT];
	bool help;
	bool version;
};

static void
option_tables(struct option longs[OPTION_COUNT + 1],
              char shorts[2 * OPTION_COUNT + 2])
{
	size_t at = 0;

	/* Says nothing itself, and tells a missing value from the rest. */
	shorts[at++] = ':';
	for (size_t i = 0; i < OPTION_COUNT; i++) {
		const struct known_option *known = &known_options[i];

		longs[i] = (struct option){known->name,
		                           known->argument ? required_argument
		                                           : no_argument,
		                           NULL, known->code};
		if (known->code >= 0x100)
			continue;
		shorts[at++] = (char)known->code;
		if (known->argument)
			shorts[at++] = ':';
	}
	longs[OPTION_COUNT] = (struct option){NULL, 0, NULL, 0};
	shorts[at] = '\0';
}

/*
 * Options may stand anywhere; a first word that is no command is a file to
 * edit. --lang has to be known before anything is said, so options are only
 * collected here, and the values that need judging are judged afterwards.
 */
static bool
read_language(int argc, char **argv)
{
	struct option longs[OPTION_COUNT + 1];
	char shorts[2 * OPTION_COUNT + 2];
	const char *language = NULL;
	const char *problem;
	int code;

	option_tables(longs, shorts);
	opterr = 0;
	while ((code = getopt_long(argc, argv, shorts, longs, NULL)) != -1)
		if (code == OPTION_LANG)
			language = optarg;
	optind = 0;
	problem = language_set(language);
	if (problem)
		message_error("%s", problem);
	return problem == NULL;
}

/* In our own words: getopt's show what was typed, perhaps the name of a file,
 * as it is. */
static void
tell_option(int code, char **argv)
{
	const char letter[] = {'-', (char)optopt, '\0'};
	const char *typed =
		optopt > 0 && optopt <= CHAR_MAX ? letter : argv[optind - 1];

	if (code == ':')
		message_error(_("%s: this option wants a value behind it"),
		              typed);
	else
		message_error(_("%s: there is no such option, or not with a "
		                "value"),
		              typed);
}

static bool
read_options(int argc, char **argv, struct command_line *line)
{
	struct option longs[OPTION_COUNT + 1];
	char shorts[2 * OPTION_COUNT + 2];
	int code, index = -1;

	option_tables(longs, shorts);
	while ((code = getopt_long(argc, argv, shorts, longs, &index)) != -1) {
		const struct known_option *option = find_option(code);

		if (!option) {
			tell_option(code, argv);
			return false;
		}
		if (!set_option(&line->call.options, option, optarg))
			return false;
		line->given[option - known_options] =
			index >= 0 ? AS_WORD : AS_LETTER;
		index = -1; /* only a long option sets it */
		line->help = line->help || code == 'h';
		line->version = line->version || code == 'V';
	}
	line->call.arguments = argv;
	line->call.operands = argv + optind;
	line->call.count = (size_t)(argc - optind);
	return true;
}

/* The command a first word was meant to be that is none: no file has its name,
 * and it does not look like one that is to be made. NULL: it is a file. */
static const char *
command_meant(const char *word)
{
	const char *names[COMMAND_COUNT];

	for (size_t i = 0; i < COMMAND_COUNT; i++)
		names[i] = commands[i].name;
	if (strpbrk(word, "./") != NULL || file_exists(word))
		return NULL;
	return nearest_word(word, strlen(word), names, COMMAND_COUNT);
}

/* Whether the command takes every option given; says so if not. */
static bool
all_taken(const struct command_line *line)
{
	for (size_t i = 0; i < OPTION_COUNT; i++) {
		const struct known_option *option = &known_options[i];

		if (line->given[i] == NOT_GIVEN ||
		    (takers_of(option->code) & line->command->bit) != 0)
			continue;
		if (line->given[i] == AS_LETTER)
			message_error(_("-%c is not an option of %s"),
			              option->code, line->command->name);
		else
			message_error(_("--%s is not an option of %s"),
			              option->name, line->command->name);
		return false;
	}
	return true;
}

static bool
choose_command(struct command_line *line)
{
	struct call *call = &line->call;
	const char *meant = NULL;

	line->command = find_command("edit");
	if (call->count > 0 && find_command(call->operands[0])) {
		line->command = find_command(call->operands[0]);
		call->operands++;
		call->count--;
	} else if (call->count > 0) {
		meant = command_meant(call->operands[0]);
	}
	if (meant != NULL) {
		message_error(_("there is no command “%s”; did you mean “%s”?"),
		              call->operands[0], meant);
		return false;
	}
	return line->help || line->version || all_taken(line);
}

static int
run(struct command_line *line)
{
	int status;

	if (line->help)
		return print_help(
			line->call.count == 0 &&
					strcmp(line->command->name, "edit") == 0
				? NULL
				: line->command);
	if (line->version) {
		puts(PACKAGE_STRING);
		return EXIT_WELL;
	}
	form_path_set(&line->call.forms, line->call.options.forms);
	status = line->command->run(&line->call);
	form_path_free(&line->call.forms);
	return status;
}

int
main(int argc, char **argv)
{
	struct command_line line = {0};
	int status;

	if (!read_language(argc, argv))
		return EXIT_FAILED;
	if (!read_options(argc, argv, &line) || !choose_command(&line)) {
		fputs(_("Try 'nianbao --help'.\n"), stderr);
		return EXIT_FAILED;
	}
	status = run(&line);
	/* Results count only if they arrived: a full disk shows here. */
	if (fflush(stdout) != 0 || ferror(stdout)) {
		message_error(_("the output could not be written: is the disk "
		                "full?"));
		return EXIT_FAILED;
	}
	return status;
}
