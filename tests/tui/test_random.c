/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/*
 * Keys, pastes, garbage and sizes at random: no crash, no hang, no edit lost. What comes of a seed is
 * always the same. In the environment NIANBAO_TEST_SEED is the seed and NIANBAO_TEST_KEYS how many keys
 * are sent.
 */

#include "bytes.h"
#include "drive.h"
#include "trial.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CTRL_Y "\031"
#define KEYS 2000
/* At most as many keys before the screen is waited for. */
#define RUN 6

/* --- chance --- */

static uint64_t state;

static size_t
chance(size_t below)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (size_t)(state >> 33) % below;
}

static unsigned long
number_of(const char *variable, unsigned long otherwise)
{
	const char *text = getenv(variable);

	return text != NULL ? strtoul(text, NULL, 10) : otherwise;
}

/* --- what is sent --- */

static const char *const typed[] = {
	"0",  "1", "7",  "12",      "548", "1,234", "３",     "0.5",
	"-",  "=", "＝", "政",      "府",  "公开",  "信息",   "，",
	"。", "“", "”",  "（一）",  "年",  " ",     "\u3000", "a",
	"{",  "}", "é",  "e\u0301", "𠀀",  "😀",     "2022年",
};

static const char *const pasted[] = {
	"1\t2\t3\n4\t5\t6\n",
	"12",
	"一、本年新收\t1\t2\t3\t4\t5\t6\t21\n",
	"第一段。\n第二段，收到 12 件。\n",
	"（三）小标题\n内容",
	"\t\t\n\n",
	"\x01\x02\xff\xfe",
	"\033[31m红\033[0m",
	"１２３\t４５\r\n６\t\r\n",
	"{requests.new.total}",
	"",
};

/* What no key sends, or only half of it. */
static const char *const garbage[] = {
	"\xff\xfe",   "\xe4\xb8",       "\x80",         "\xf0\x9f",
	"\xc0\xaf",   "\xed\xa0\x80",   "\033[999;99~", "\033[<0;1;1M",
	"\033]0;x\a", "\033P1$r\033\\", "\033[",        "\033O",
	"\033[1;",    "\033x",          "\033[M !!",    "\001",
	"\002",       "\034",           "\035",
};

#define COUNT(list) (sizeof(list) / sizeof *(list))

/* Whether a key of the table is to be sent: none that ends the program or saves. */
static bool
is_sent(const char *name)
{
	static const char *const others[] = {"ctrl_q", "f10", "ctrl_s"};

	for (size_t i = 0; i < COUNT(others); i++)
		if (strcmp(name, others[i]) == 0)
			return false;
	return true;
}

/* Sends one; true if it may open or choose something, which is to be looked at. */
static bool
send_one(struct term *t)
{
	size_t kind = chance(100);
	const char *bytes;

	if (kind < 50) {
		const struct key_bytes *key =
			&key_bytes[chance(COUNT(key_bytes))];

		if (!is_sent(key->key))
			return false;
		term_type(t, key->bytes);
		return strcmp(key->key, "enter") == 0 ||
		       strncmp(key->key, "ctrl_", 5) == 0;
	}
	if (kind < 90) {
		term_type(t, typed[chance(COUNT(typed))]);
		return false;
	}
	if (kind < 95) {
		bytes = pasted[chance(COUNT(pasted))];
		term_type(t, PASTE_BEGIN);
		term_type(t, bytes);
		term_type(t, PASTE_END);
		return true;
	}
	if (kind < 98) {
		/* Half a character waits for the rest: something follows. */
		term_type(t, garbage[chance(COUNT(garbage))]);
		term_type(t, "7");
		return false;
	}
	term_resize(t, 5 + (int)chance(96), 20 + (int)chance(281));
	return true;
}

/* What would end the session, or go on with another file, is given up. */
static void
stay(struct term *t)
{
	static const char *const leaving[] = {
		"File name:", "> quit", "> save as, export", "unsaved changes"};

	for (size_t i = 0; i < COUNT(leaving); i++)
		if (term_find(t, leaving[i], NULL, NULL))
			term_keys(t, ESCAPE);
}

/* What was painted bit by bit is what is painted as a whole: no half characters, nothing left over. Not
 * asked of the linux console, which has no Chinese. */
static void
expect_painted(struct term *t)
{
	char *before = strdup(term_screen_text(t));

	if (before == NULL)
		abort();
	term_keys(t, CTRL_L);
	if (strcmp(before, term_screen_text(t)) != 0)
		term_fail(t, "expected of a repaint:\n%s", before);
	free(before);
}

static void
send_many(struct term *t, unsigned long count, bool painted)
{
	while (count > 0) {
		for (size_t i = 0; i < RUN && count > 0; i++, count--)
			if (send_one(t))
				break;
		term_sync(t);
		if (chance(10) == 0 && painted)
			expect_painted(t);
		stay(t);
	}
	term_resize(t, 24, 80);
	term_sync(t);
	for (int i = 0; i < 5; i++)
		term_keys(t, ESCAPE);
}

/* --- what must come of it --- */

static void
press_until(struct term *t, const char *key, const char *text)
{
	for (long i = 0; !term_find(t, text, NULL, NULL); i++) {
		if (i > 1000000)
			term_fail(t, "expected at last: %s", text);
		term_keys(t, key);
	}
}

static struct term *
start(const char *type, const char *colour)
{
	const struct term_options options = {
		.type = type,
		/* An editor of one's own that changes nothing. */
		.environment =
			(const char *const[]){"VISUAL=true", colour, NULL}};

	trial_copy(SAMPLE, "report.yaml");
	state = number_of("NIANBAO_TEST_SEED", 1);
	return drive_start(&options, "en", "report.yaml");
}

static void
save(struct term *t)
{
	term_keys(t, CTRL_S);
	term_lacks(t, "* changed");
}

static void
copy_report(const char *name)
{
	char *path = trial_path("report.yaml");

	trial_copy(path, name);
	free(path);
}

static void
expect_no_difference(const char *name)
{
	int status = drive_run(
		(const char *const[]){"diff", name, "report.yaml", NULL});

	if (status != 0)
		trial_fail("expected no difference from %s, seen status %d",
		           name, status);
}

/* Undone to the start, the file was never changed; done again and saved, it can be read, and undoing
 * all of that leads back, across the save. */
static void
check_nothing_is_lost(const char *type, const char *colour)
{
	struct term *t = start(type, colour);

	send_many(t, number_of("NIANBAO_TEST_KEYS", KEYS) / 5,
	          strcmp(type, "linux") != 0);
	/* To the end of the history, of which some may have been undone. */
	press_until(t, CTRL_Y, "there is nothing to do again");
	save(t);
	copy_report("saved.yaml");
	if (drive_run((const char *const[]){"check", "report.yaml", NULL}) == 2)
		trial_fail("expected the saved report to load");
	press_until(t, CTRL_Z, "there is nothing to undo");
	save(t);
	drive_expect_same("report.yaml", SAMPLE);
	press_until(t, CTRL_Y, "there is nothing to do again");
	save(t);
	expect_no_difference("saved.yaml");
	press_until(t, CTRL_Z, "there is nothing to undo");
	save(t);
	drive_expect_same("report.yaml", SAMPLE);
	drive_quit_unchanged(t);
}

static void
test_xterm(void)
{
	check_nothing_is_lost("xterm-256color", NULL);
}

static void
test_screen(void)
{
	check_nothing_is_lost("screen", NULL);
}

static void
test_tmux(void)
{
	check_nothing_is_lost("tmux", "NO_COLOR=1");
}

static void
test_linux(void)
{
	check_nothing_is_lost("linux", NULL);
}

static void
test_vt100(void)
{
	check_nothing_is_lost("vt100", NULL);
}

static const struct trial trials[] = {
	{"nothing_is_lost_xterm", test_xterm},
	{"nothing_is_lost_screen", test_screen},
	{"nothing_is_lost_tmux", test_tmux},
	{"nothing_is_lost_linux", test_linux},
	{"nothing_is_lost_vt100", test_vt100},
};

int
main(int argc, char **argv)
{
	return trial_main(trials, sizeof trials / sizeof *trials, argc, argv);
}
