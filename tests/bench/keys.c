/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/*
 * What a key costs in a program: the time from its bytes to the last byte of the answer, the bytes
 * of the answer, and the time from the start to the first full screen.
 *
 *	keys [-H] [-l LABEL] [-q MS] [-g ROWSxCOLUMNS] [-T TERM] [-s STARTS] [-n KEYS] [-w WARM]
 *	     [-p KEYS] [-k KEYS] PROGRAM [ARGUMENT...]
 *
 * Without -q the program is taken to write the marks of tui/term.h; with it an answer is over when
 * no output came for MS milliseconds. -p are keys sent first, one by one, -k those measured, again
 * and again. In both \e is ESC, \r \n \t \\ as in C, \xHH a byte; a key is one character or one
 * escape sequence, and @FILE stands for the characters of a file, newlines left out.
 *
 * Prints one line, its fields parted by tabs; -H prints their names before it.
 */

#include "../tui/term.h"
#include "../tui/trial.h"
#include "measure.h"

#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define START_QUIET \
 30 /* ms; a program that starts may pause longer than one that answers */

struct settings {
	struct term_options terminal;
	const char *label;
	const char *const *program;
	char *first, *keys; /* decoded */
	int quiet;          /* ms, 0 with marks */
	int starts, measured, warm;
	bool head;
};

static _Noreturn void
usage(void)
{
	fputs("usage: keys [-H] [-l LABEL] [-q MS] [-g ROWSxCOLUMNS] [-T TERM] [-s STARTS]\n"
	      "            [-n KEYS] [-w WARM] [-p KEYS] [-k KEYS] PROGRAM [ARGUMENT...]\n",
	      stderr);
	exit(2);
}

static int
number(const char *text, int least, int most)
{
	char *end;
	long value = strtol(text, &end, 10);

	if (end == text || *end != '\0' || value < least || value > most)
		trial_fail("expected a number from %d to %d, seen: %s", least,
		           most, text);
	return (int)value;
}

static void
size_from(struct term_options *o, const char *text)
{
	char *cross;

	o->rows = (int)strtol(text, &cross, 10);
	if (*cross != 'x' || o->rows < 1 || o->rows > 500)
		trial_fail("expected a size such as 30x100, seen: %s", text);
	o->columns = number(cross + 1, 1, 500);
}

/* The characters of a file, newlines left out. */
static char *
keys_of_file(const char *path)
{
	char *text = trial_read(path, NULL);
	char *to = text;

	for (const char *at = text; *at != '\0'; at++)
		if (*at != '\n' && *at != '\r')
			*to++ = *at;
	*to = '\0';
	return text;
}

static char *
decoded(const char *text)
{
	static const char names[] = "e\033r\rn\nt\t\\\\";
	char *keys, *to;

	if (*text == '@')
		return keys_of_file(text + 1);
	keys = to = calloc(strlen(text) + 1, 1);
	if (keys == NULL)
		abort();
	while (*text != '\0') {
		const char *name;

		if (*text != '\\' || text[1] == '\0') {
			*to++ = *text++;
			continue;
		}
		name = strchr(names, text[1]);
		if (text[1] == 'x' && strlen(text) >= 4) {
			const char digits[] = {text[2], text[3], '\0'};

			*to++ = (char)strtol(digits, NULL, 16);
			text += 4;
		} else if (name != NULL && (name - names) % 2 == 0) {
			*to++ = name[1];
			text += 2;
		} else {
			trial_fail(
				"expected \\e \\r \\n \\t \\\\ or \\xHH, seen: %s",
				text);
		}
	}
	*to = '\0';
	return keys;
}

/* Bytes of the key that KEYS begins with: a character, or a sequence to its final byte. */
static size_t
key_size(const char *keys)
{
	size_t size = 1;

	if (*keys == '\033' && keys[1] == 'O' && keys[2] != '\0')
		return 3;
	if (*keys == '\033' && keys[1] == '[') {
		size = 2;
		while (keys[size] != '\0' &&
		       (keys[size] < 0x40 || keys[size] > 0x7e))
			size++;
		return keys[size] != '\0' ? size + 1 : size;
	}
	while (((unsigned char)keys[size] & 0xc0) == 0x80)
		size++;
	return size;
}

static bool
has_written(struct term *t, void *user)
{
	(void)user;
	return term_output(t) > 0;
}

static struct term *
start(const struct settings *s)
{
	struct term *t = term_start(&s->terminal, s->program);

	/* Silence counts from the first output on: a busy machine may be slow to
	 * get there. */
	if (s->quiet > 0) {
		term_expect_that(t, "the first output", has_written, NULL);
		term_quiet(t, START_QUIET);
	} else {
		term_sync(t);
	}
	if (!term_running(t))
		term_fail(t, "expected %s to run, it has ended", s->program[0]);
	return t;
}

/* Of sorted values, the smallest that PER CENT of them do not exceed. */
static double
percentile(const double *sorted, int count, int per_cent)
{
	int index = (count * per_cent + 99) / 100 - 1;

	return sorted[index > 0 ? index : 0];
}

static double *
new_values(int count)
{
	double *values = calloc((size_t)count, sizeof *values);

	if (values == NULL)
		abort();
	return values;
}

/* The median, in milliseconds. */
static double
start_time(const struct settings *s)
{
	double *values = new_values(s->starts);
	double median;

	for (int i = 0; i < s->starts; i++) {
		struct term *t = start(s);

		values[i] = term_age(t) / 1e3;
		term_free(t);
	}
	qsort(values, (size_t)s->starts, sizeof *values, measure_compare);
	median = percentile(values, s->starts, 50);
	free(values);
	return median;
}

static void
send_first(struct term *t, const struct settings *s)
{
	for (const char *at = s->first; at != NULL && *at != '\0';
	     at += key_size(at))
		term_measure(t, at, key_size(at), s->quiet);
}

/* Prints the fields of the keys: microseconds p50, p99, most; bytes a key. */
static void
measure_keys(const struct settings *s)
{
	struct term *t = start(s);
	double *values = new_values(s->measured);
	const char *at = s->keys;
	size_t bytes = 0;

	send_first(t, s);
	for (int i = -s->warm; i < s->measured; i++) {
		struct term_cost cost =
			term_measure(t, at, key_size(at), s->quiet);

		if (i >= 0) {
			values[i] = cost.microseconds;
			bytes += cost.bytes;
		}
		at += key_size(at);
		if (*at == '\0')
			at = s->keys;
	}
	if (!term_running(t))
		term_fail(t, "expected %s to run on, it has ended",
		          s->program[0]);
	qsort(values, (size_t)s->measured, sizeof *values, measure_compare);
	printf("\t%d\t%.0f\t%.0f\t%.0f\t%.1f", s->measured,
	       percentile(values, s->measured, 50),
	       percentile(values, s->measured, 99), values[s->measured - 1],
	       (double)bytes / s->measured);
	free(values);
	term_free(t);
}

static void
read_arguments(struct settings *s, int argc, char **argv)
{
	int option;

	while ((option = getopt(argc, argv, "+Hl:q:g:T:s:n:w:p:k:")) != -1) {
		switch (option) {
		case 'H':
			s->head = true;
			break;
		case 'l':
			s->label = optarg;
			break;
		case 'q':
			s->quiet = number(optarg, 1, 1000);
			break;
		case 'g':
			size_from(&s->terminal, optarg);
			break;
		case 'T':
			s->terminal.type = optarg;
			break;
		case 's':
			s->starts = number(optarg, 0, 1000);
			break;
		case 'n':
			s->measured = number(optarg, 1, 100000);
			break;
		case 'w':
			s->warm = number(optarg, 0, 10000);
			break;
		case 'p':
			free(s->first);
			s->first = decoded(optarg);
			break;
		case 'k':
			free(s->keys);
			s->keys = decoded(optarg);
			break;
		default:
			usage();
		}
	}
	if (optind == argc)
		usage();
	s->program = (const char *const *)argv + optind;
	s->terminal.foreign = s->quiet > 0;
	if (s->label == NULL)
		s->label = s->program[0];
}

int
main(int argc, char **argv)
{
	struct settings s = {.measured = 500, .warm = 20, .starts = 15};

	read_arguments(&s, argc, argv);
	if (s.head)
		puts("what\tstart ms\tkeys\tp50 us\tp99 us\tmax us\tbytes/key");
	if (s.starts > 0)
		printf("%s\t%.1f", s.label, start_time(&s));
	else
		printf("%s\t-", s.label);
	if (s.keys != NULL && *s.keys != '\0')
		measure_keys(&s);
	putchar('\n');
	free(s.first);
	free(s.keys);
	return fflush(stdout) != 0 || ferror(stdout) ? 2 : EXIT_SUCCESS;
}
