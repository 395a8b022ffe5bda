/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/*
 * Every byte form of every key under five kinds of terminal, in a cell and in prose: a key does
 * its action in whatever bytes it comes, what is no key does nothing.
 */

#include "bytes.h"
#include "drive.h"
#include "trial.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What a key leads to, from the place where each begins. */
struct effect {
	const char *key;
	int row, column; /* of the caret; SAME: where it was; ANY: untold */
	const char *shows, *lacks; /* on the screen afterwards */
	const char *then;          /* keys that set it right again */
	const char *before;        /* keys sent first */
};
#define SAME (-1)
#define ANY (-2)

/* From the first cell of table three, over table two, to the overview. */
#define BACK_TO_PROSE PAGE_UP PAGE_UP

struct place {
	void (*open)(struct term *t); /* from the header page to the page */
	void (*go)(struct term *t);   /* on it, to where each key begins */
	const struct effect *effects;
	size_t count;
};

/* --- in a cell: （一）予以公开 of the second applicants, its figure 2 --- */

static const char broken[] =
	"carried_in: {natural: 3, business: 0, research: 1, charity: 2, "
	"legal: 1, other: 1, total: 8}";
static const char broken_too[] =
	"partial: {natural: 8, business: 0, research: 1, charity: 2, "
	"legal: 0, other: 2, total: 13}";

/* The sound report with two totals of rows wrong: one before the place, one behind it. */
static void
write_broken(void)
{
	char *text = trial_read(SOUND, NULL);
	char *one = strstr(text, broken), *other = strstr(text, broken_too);

	if (one == NULL || other == NULL)
		trial_fail("expected in %s:\n%s\n%s", SOUND, broken,
		           broken_too);
	one[sizeof broken - 3] = '9';
	other[sizeof broken_too - 3] = '4';
	trial_write("report.yaml", text);
	free(text);
}

static void
go_to_cell(struct term *t)
{
	/* The first step is drawn, so that the table is scrolled to its top. */
	term_keys(t, CTRL_HOME);
	term_keys(t, DOWN DOWN RIGHT);
	term_shows(t, "（一）予以公开 · 申请人情况 / 法人或其他组织 / "
	              "商业企业");
	term_shows(t, "[2]");
}

static const struct effect cell_effects[] = {
	{"f1", ANY, ANY, "Esc closes", NULL, ESCAPE, NULL},
	{"ctrl_underscore", ANY, ANY, "Esc closes", NULL, ESCAPE, NULL},
	{"f2", ANY, ANY, "[2 ", NULL, ESCAPE, NULL},
	{"f3", SAME, SAME, "report is not named", NULL, NULL, NULL},
	{"ctrl_d", SAME, SAME, "report is not named", NULL, NULL, NULL},
	{"f4", SAME, SAME, "nothing was found at the caret", NULL, NULL, NULL},
	{"ctrl_r", SAME, SAME, "nothing was found at the caret", NULL, NULL,
         NULL},
	{"f9", SAME, SAME, "report is not named", NULL, NULL, NULL},
	{"f7", 6, 78, "Table 3/carried in", NULL, NULL, NULL},
	{"ctrl_p", 6, 78, "Table 3/carried in", NULL, NULL, NULL},
	{"f8", 8, 78, "Table 3/(2) partial", NULL, NULL, NULL},
	{"ctrl_n", 8, 78, "Table 3/(2) partial", NULL, NULL, NULL},
	{"up", 6, 47, "二、上年结转", NULL, NULL, NULL},
	{"down", 8, 47, "（二）部分公开", NULL, NULL, NULL},
	{"right", 7, 53, "/ 科研机构", NULL, NULL, NULL},
	{"left", 7, 41, "/ 自然人", NULL, NULL, NULL},
	{"home", 7, 41, "/ 自然人", NULL, NULL, NULL},
	{"end", 7, 78, "/ 总计", NULL, NULL, NULL},
	{"tab", 7, 53, "/ 科研机构", NULL, NULL, NULL},
	{"shift_tab", 7, 41, "/ 自然人", NULL, NULL, NULL},
	{"enter", 8, 47, "（二）部分公开", NULL, NULL, NULL},
	{"ctrl_home", 5, 41, "一、本年新收", NULL, NULL, NULL},
	{"ctrl_end", 16, 78, "四、结转下年度", NULL, NULL, NULL},
	{"page_up", 5, 47, "一、本年新收", NULL, NULL, NULL},
	{"page_down", 16, 47, "2.没有现成信息", NULL, NULL, NULL},
	{"escape", SAME, SAME, "[2]", "77", NULL, "77"},
	{"backspace", SAME, SAME, "[·]", NULL, "2" ENTER, NULL},
	{"delete", SAME, SAME, "[·]", NULL, "2" ENTER, NULL},
	{"ctrl_c", SAME, SAME, "Ctrl+Q quits", NULL, NULL, NULL},
	{"shift_up", SAME, SAME, "only in a text", NULL, NULL, NULL},
	{"shift_down", SAME, SAME, "only in a text", NULL, NULL, NULL},
	{"shift_left", SAME, SAME, "only in a text", NULL, NULL, NULL},
	{"shift_right", SAME, SAME, "only in a text", NULL, NULL, NULL},
	{"ctrl_e", SAME, SAME, "only in a text", NULL, NULL, NULL},
	{"ctrl_f", ANY, ANY, "Find in the texts", NULL, ESCAPE, NULL},
	{"ctrl_v", SAME, SAME, "only in a text", NULL, NULL, NULL},
	{"ctrl_x", SAME, SAME, "only in a text", NULL, NULL, NULL},
	{"ctrl_caret", SAME, SAME, "only in a text", NULL, NULL, NULL},
	{"ctrl_z", SAME, SAME, "undone: ", NULL, NULL, "7" ENTER},
	{"ctrl_y", ANY, ANY, "done again: ", NULL, "\x1a", "7" ENTER "\x1a"},
	{"ctrl_k", ANY, ANY, "Search:", NULL, ESCAPE, NULL},
	{"ctrl_o", ANY, ANY, "Save as, export", NULL, ESCAPE, NULL},
	{"f5", ANY, ANY, "Preview:", NULL, ESCAPE, NULL},
	{"f6", ANY, ANY, "Search:", NULL, ESCAPE, NULL},
	{"ctrl_t", ANY, ANY, "Search:", NULL, ESCAPE, NULL},
	{"ctrl_g", ANY, ANY, "Search:", NULL, ESCAPE, NULL},
	{"ctrl_u", SAME, SAME, "everything is filled in", NULL, NULL, NULL},
	{"ctrl_s", SAME, SAME, "saved", "* changed", "2" ENTER, "3" UP DOWN},
	{"ctrl_q", ANY, ANY, "unsaved changes", NULL, ESCAPE "2" ENTER,
         "3" UP DOWN},
	{"f10", ANY, ANY, "unsaved changes", NULL, ESCAPE "2" ENTER,
         "3" UP DOWN},
};

/* --- in prose: the fifth line, which is the second of the third paragraph --- */

static void
open_prose(struct term *t)
{
	term_keys(t, PAGE_DOWN);
	term_shows(t, "一、总体情况");
}

static void
go_to_prose(struct term *t)
{
	term_keys(t, CTRL_HOME);
	term_keys(t, DOWN DOWN DOWN DOWN);
	term_shows(t, "paragraph 3, line 5 of 14");
	drive_expect_cursor(t, 6, 22);
}

static const struct effect prose_effects[] = {
	{"f1", ANY, ANY, "Esc closes", NULL, ESCAPE, NULL},
	{"ctrl_underscore", ANY, ANY, "Esc closes", NULL, ESCAPE, NULL},
	{"f3", SAME, SAME, "goes into a cell", NULL, NULL, NULL},
	{"ctrl_d", SAME, SAME, "goes into a cell", NULL, NULL, NULL},
	{"f4", SAME, SAME, "nothing was found at the caret", NULL, NULL, NULL},
	{"ctrl_r", SAME, SAME, "nothing was found at the caret", NULL, NULL,
         NULL},
	{"f9", SAME, SAME, "report is not named", NULL, NULL, NULL},
	{"f7", ANY, ANY, "Table 3/total", NULL, CTRL_HOME BACK_TO_PROSE, NULL},
	{"ctrl_p", ANY, ANY, "Table 3/", NULL, CTRL_HOME BACK_TO_PROSE, NULL},
	{"f8", ANY, ANY, "Table 3/total", NULL, CTRL_HOME BACK_TO_PROSE, NULL},
	{"ctrl_n", ANY, ANY, "Table 3/", NULL, CTRL_HOME BACK_TO_PROSE, NULL},
	{"up", 5, 22, "line 4 of 14", NULL, NULL, NULL},
	{"down", 7, 22, "line 6 of 14", NULL, NULL, NULL},
	{"right", 6, 24, "line 5 of 14", NULL, NULL, NULL},
	{"left", 6, 20, "line 5 of 14", NULL, NULL, NULL},
	{"ctrl_right", 6, ANY, "line 5 of 14", NULL, NULL, NULL},
	{"ctrl_left", 5, 72, "line 4 of 14", NULL, NULL, NULL},
	{"home", 6, 18, "line 5 of 14", NULL, NULL, NULL},
	{"end", 6, 32, "line 5 of 14", NULL, NULL, NULL},
	{"shift_up", 5, 22, "line 4 of 14", NULL, NULL, NULL},
	{"shift_down", 7, 22, "line 6 of 14", NULL, NULL, NULL},
	{"shift_right", 6, 24, "line 5 of 14", NULL, NULL, NULL},
	{"shift_left", 6, 20, "line 5 of 14", NULL, NULL, NULL},
	{"ctrl_caret", SAME, SAME, "a selection begins", NULL, ESCAPE, NULL},
	{"ctrl_x", SAME, SAME, "nothing is selected", NULL, NULL, NULL},
	{"ctrl_v", SAME, SAME, "nothing was cut or copied", NULL, NULL, NULL},
	{"ctrl_f", ANY, ANY, "Find in the texts", NULL, ESCAPE, NULL},
	{"ctrl_e", SAME, SAME, "nothing was changed in the editor", NULL, NULL,
         NULL},
	{"tab", ANY, ANY, "第二十条第（一）项", NULL, SHIFT_TAB, NULL},
	{"shift_tab", ANY, ANY, "Preamble", NULL, TAB, NULL},
	{"enter", 7, 22, "paragraph 4, line 6 of 15", NULL, BACKSPACE, NULL},
	{"ctrl_home", 2, 22, "line 1 of 14", NULL, NULL, NULL},
	{"ctrl_end", 15, ANY, "line 14 of 14", NULL, NULL, NULL},
	{"page_up", 2, 22, "line 1 of 14", NULL, NULL, NULL},
	{"page_down", 15, 22, "line 14 of 14", NULL, NULL, NULL},
	{"backspace", 6, 20, "│ 南政策解读", NULL, "和", NULL},
	{"delete", SAME, SAME, "│ 南和策解读", NULL, "政", NULL},
	{"ctrl_c", SAME, SAME, "Ctrl+Q quits", NULL, NULL, NULL},
	{"ctrl_z", SAME, SAME, "undone: ", NULL, NULL, "7"},
	{"ctrl_y", ANY, ANY, "done again: ", NULL, "\x1a",
         "7"
         "\x1a"},
	{"ctrl_k", ANY, ANY, "Search:", NULL, ESCAPE, NULL},
	{"ctrl_o", ANY, ANY, "Save as, export", NULL, ESCAPE, NULL},
	{"f5", ANY, ANY, "Preview:", NULL, ESCAPE, NULL},
	{"f6", ANY, ANY, "Search:", NULL, ESCAPE, NULL},
	{"ctrl_t", ANY, ANY, "Search:", NULL, ESCAPE, NULL},
	{"ctrl_g", ANY, ANY, "Search:", NULL, ESCAPE, NULL},
	{"ctrl_u", SAME, SAME, "everything is filled in", NULL, NULL, NULL},
	{"ctrl_s", 6, 24, "saved", "* changed", NULL, DELETE "政"},
	{"ctrl_q", ANY, ANY, "unsaved changes", NULL, ESCAPE, DELETE "政"},
	{"f10", ANY, ANY, "unsaved changes", NULL, ESCAPE, DELETE "政"},
};

/* --- trying --- */

static const struct place cell = {drive_to_requests, go_to_cell, cell_effects,
                                  sizeof cell_effects / sizeof *cell_effects};
static const struct place prose = {open_prose, go_to_prose, prose_effects,
                                   sizeof prose_effects /
                                           sizeof *prose_effects};

/* NULL for a key that means nothing there. */
static const struct effect *
effect_of(const struct place *place, const char *key)
{
	for (size_t i = 0; i < place->count; i++)
		if (strcmp(place->effects[i].key, key) == 0)
			return &place->effects[i];
	return NULL;
}

static void
expect_effect(struct term *t, const struct effect *effect,
              struct term_cursor start, const struct key_bytes *key)
{
	struct term_cursor end = term_cursor(t);
	int row = effect->row == SAME ? start.row : effect->row;
	int column = effect->column == SAME ? start.column : effect->column;

	if ((row != ANY && row != end.row) ||
	    (column != ANY && column != end.column))
		term_fail(t, "%s as ESC%s (%s): expected the caret at %d:%d",
		          key->key, key->bytes + 1, key->from, row, column);
	if (!term_find(t, effect->shows, NULL, NULL))
		term_fail(t, "%s as ESC%s (%s): expected on the screen: %s",
		          key->key, key->bytes + 1, key->from, effect->shows);
	if (effect->lacks != NULL && term_find(t, effect->lacks, NULL, NULL))
		term_fail(t, "%s as ESC%s (%s): expected gone: %s", key->key,
		          key->bytes + 1, key->from, effect->lacks);
}

/* What does nothing: the same screen, the caret where it was. */
static void
expect_nothing(struct term *t, const char *what, const char *bytes)
{
	char *before = strdup(term_screen_text(t));
	struct term_cursor start = term_cursor(t);

	if (before == NULL)
		abort();
	term_keys(t, bytes);
	drive_expect_screen(t, what, before);
	drive_expect_cursor(t, start.row, start.column);
	free(before);
}

/* Esc and a character at once would be Alt with it. */
static void
set_right(struct term *t, const char *keys)
{
	if (keys == NULL)
		return;
	if (strncmp(keys, ESCAPE, 1) == 0 && keys[1] != '[') {
		term_keys(t, ESCAPE);
		keys++;
	}
	if (*keys != '\0')
		term_keys(t, keys);
}

static void
try_key(struct term *t, const struct place *place, const struct key_bytes *key)
{
	const struct effect *effect = effect_of(place, key->key);
	struct term_cursor start;

	place->go(t);
	if (effect == NULL) {
		expect_nothing(t, key->key, key->bytes);
		return;
	}
	start = term_cursor(t);
	if (effect->before != NULL)
		term_keys(t, effect->before);
	term_keys(t, key->bytes);
	expect_effect(t, effect, start, key);
	set_right(t, effect->then);
}

static void
try_all(const struct place *place, const char *type)
{
	static const char *const environment[] = {"EDITOR=true", NULL};
	struct term *t;

	write_broken();
	t = drive_start(&(struct term_options){.type = type,
	                                       .environment = environment},
	                "en", "report.yaml");
	place->open(t);
	for (size_t i = 0; i < KEY_BYTES_COUNT; i++) {
		const struct key_bytes *key = &key_bytes[i];

		if (key->type != NULL && strcmp(key->type, type) != 0)
			continue;
		/* A paste that begins takes what follows. */
		if (strcmp(key->key, "paste_begin") != 0)
			try_key(t, place, key);
	}
	for (size_t i = 0; i < UNKNOWN_BYTES_COUNT; i++) {
		place->go(t);
		expect_nothing(t, unknown_bytes[i].what,
		               unknown_bytes[i].bytes);
	}
	term_keys(t, CTRL_S);
	drive_quit_unchanged(t);
}

/* Also while a figure is being typed. */
static void
test_unknown_in_an_entry(void)
{
	struct term *t;

	write_broken();
	t = drive_start(NULL, "en", "report.yaml");
	drive_to_requests(t);
	go_to_cell(t);
	term_keys(t, "12");
	for (size_t i = 0; i < UNKNOWN_BYTES_COUNT; i++)
		expect_nothing(t, unknown_bytes[i].what,
		               unknown_bytes[i].bytes);
	term_keys(t, ESCAPE);
	term_keys(t, F2);
	for (size_t i = 0; i < UNKNOWN_BYTES_COUNT; i++)
		expect_nothing(t, unknown_bytes[i].what,
		               unknown_bytes[i].bytes);
	term_keys(t, ESCAPE);
	drive_quit_unchanged(t);
}

#define TYPE(name, type) \
 static void test_cell_##name(void) \
 { \
  try_all(&cell, type); \
 } \
 static void test_prose_##name(void) \
 { \
  try_all(&prose, type); \
 }

/* clang-format off */
TYPE(xterm, "xterm-256color")
TYPE(screen, "screen-256color")
TYPE(tmux, "tmux-256color")
TYPE(linux_console, "linux")
TYPE(vt100, "vt100")
/* clang-format on */

static const struct trial trials[] = {
	{"keys_in_a_cell_xterm", test_cell_xterm},
	{"keys_in_a_cell_screen", test_cell_screen},
	{"keys_in_a_cell_tmux", test_cell_tmux},
	{"keys_in_a_cell_linux", test_cell_linux_console},
	{"keys_in_a_cell_vt100", test_cell_vt100},
	{"keys_in_prose_xterm", test_prose_xterm},
	{"keys_in_prose_screen", test_prose_screen},
	{"keys_in_prose_tmux", test_prose_tmux},
	{"keys_in_prose_linux", test_prose_linux_console},
	{"keys_in_prose_vt100", test_prose_vt100},
	{"unknown_sequences_in_an_entry", test_unknown_in_an_entry},
};

int
main(int argc, char **argv)
{
	return trial_main(trials, sizeof trials / sizeof *trials, argc, argv);
}
