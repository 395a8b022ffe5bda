/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/folder.h"

#include <curses.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/text.h"
#include "tui/canvas.h"
#include "tui/frame.h"
#include "tui/popup.h"
#include "tui/screen.h"

/* So many files are opened and no more. */
#define ENTRY_LIMIT 200
/* Lines of the screen that are not the list's: title, rule; message, keys. */
#define ABOVE 2
#define BELOW 2
#define YEAR_WIDTH 6

struct entry {
	char *file;
	char *agency; /* NULL: no report that can be read */
	char *why;    /* then this says why */
	int year;     /* 0: none */
	size_t levels[LEVEL_COUNT];
};

struct folder {
	struct entry *entries;
	size_t count;
	size_t capacity;
	size_t next;    /* the entry to begin the next year's report from, or
	                   NONE */
	size_t current; /* row: what can be begun, then the entries */
	size_t top;     /* first row shown */
	int states;     /* columns of the widest state */
	char *message;
	struct popup help;
};

/* --- reading --- */

static int
compare_names(const void *a, const void *b)
{
	return strcmp(((const struct entry *)a)->file,
	              ((const struct entry *)b)->file);
}

/* Reports by year, newest first; what is none comes last. */
static int
compare_years(const void *a, const void *b)
{
	const struct entry *one = a, *other = b;

	if (!one->agency != !other->agency)
		return one->agency ? -1 : 1;
	if (one->year != other->year)
		return one->year > other->year ? -1 : 1;
	return strcmp(one->file, other->file);
}

static void
list_names(struct folder *folder)
{
	DIR *stream = opendir(".");
	const struct dirent *found;

	while (stream && (found = readdir(stream)) != NULL) {
		const char *name = found->d_name;

		if (name[0] == '.' || !file_is_yaml(name))
			continue;
		folder->entries =
			grow(folder->entries, &folder->capacity,
		             folder->count + 1, sizeof *folder->entries);
		folder->entries[folder->count++] =
			(struct entry){.file = xstrdup(name)};
	}
	if (stream)
		closedir(stream);
	if (folder->count > 1)
		qsort(folder->entries, folder->count, sizeof *folder->entries,
		      compare_names);
}

static void
read_entry(struct entry *entry, const struct form_path *forms)
{
	struct problems problems = {0};
	struct session session;
	struct form *form;
	char *culprit = NULL;
	struct report *report =
		report_open(entry->file, forms, &form, &problems, &culprit);

	if (report) {
		const struct buffer *agency = &report->texts[FIELD_AGENCY];

		entry->agency = xstrdup(buffer_text(agency));
		entry->year = report_year(report);
		session_open(&session, form, report, forms);
		memcpy(entry->levels, session.findings.levels,
		       sizeof entry->levels);
		session_close(&session);
	} else {
		entry->why = xstrdup(problems.count > 0 ? problems.items[0].text
		                                        : "");
	}
	free(culprit);
	problems_free(&problems);
}

/* The findings that keep a report from being done, by level. Nothing for what
 * is no report. */
static enum style
describe_state(const struct entry *entry, struct buffer *out)
{
	enum style style = STYLE_GOOD;

	if (!entry->agency)
		return STYLE_DIM;
	for (int i = LEVEL_COUNT - 1; i >= 0; i--)
		if (i != LEVEL_HINT && entry->levels[i] > 0)
			style = level_style((enum level)i);
	for (int i = 0; i < LEVEL_COUNT; i++)
		if (i != LEVEL_HINT && entry->levels[i] > 0)
			buffer_format(out, "%s%zu ", level_word((enum level)i),
			              entry->levels[i]);
	if (out->length == 0)
		buffer_format(out, "✓ %s ", _("checked"));
	return style;
}

/* So that the columns before the states stand in line. */
static int
widest_state(const struct folder *folder)
{
	size_t widest = 0;

	for (size_t i = 0; i < folder->count; i++) {
		struct buffer state = {0};
		size_t width;

		describe_state(&folder->entries[i], &state);
		width = text_width(state.data, state.length, AMBIGUOUS_NARROW);
		if (width > widest)
			widest = width;
		buffer_free(&state);
	}
	return (int)widest;
}

/* The rows above the entries: a new report, and one from last year's. */
static size_t
beginnings(const struct folder *folder)
{
	return folder->next == NONE ? 1 : 2;
}

static size_t
last_row(const struct folder *folder)
{
	return folder->count + beginnings(folder) - 1;
}

static void
read_folder(struct folder *folder, const struct form_path *forms)
{
	size_t found;

	list_names(folder);
	found = folder->count;
	while (folder->count > ENTRY_LIMIT)
		free(folder->entries[--folder->count].file);
	if (found > ENTRY_LIMIT && !folder->message)
		folder->message =
			xformat(_("only the first %d of %zu files are listed"),
		                ENTRY_LIMIT, found);
	for (size_t i = 0; i < folder->count; i++)
		read_entry(&folder->entries[i], forms);
	if (folder->count > 1)
		qsort(folder->entries, folder->count, sizeof *folder->entries,
		      compare_years);
	folder->states = widest_state(folder);
	folder->next =
		folder->count > 0 && folder->entries[0].year > 0 ? 0 : NONE;
	folder->current = folder->count > 0 ? beginnings(folder) : 0;
}

static void
folder_free(struct folder *folder)
{
	for (size_t i = 0; i < folder->count; i++) {
		free(folder->entries[i].file);
		free(folder->entries[i].agency);
		free(folder->entries[i].why);
	}
	free(folder->entries);
	free(folder->message);
	popup_close(&folder->help);
}

static char *
free_name(void)
{
	char *name = xstrdup("new-report.yaml");

	for (int number = 2; file_exists(name); number++) {
		free(name);
		name = xformat("new-report-%d.yaml", number);
	}
	return name;
}

/* Last year's name with the year after it; else that year's own. */
static char *
next_name(const struct entry *last)
{
	char *before = xformat("%d", last->year);
	char *after = xformat("%d", last->year + 1);
	const char *found = strstr(last->file, before);
	char *name = found ? xformat("%.*s%s%s", (int)(found - last->file),
	                             last->file, after, found + strlen(before))
	                   : xformat("%s.yaml", after);

	free(before);
	free(after);
	if (!file_exists(name))
		return name;
	free(name);
	return free_name();
}

/* --- drawing --- */

static void
draw_entry(const struct folder *folder, const struct entry *entry, int y,
           enum style style)
{
	struct buffer state = {0};
	int file = COLS / 4, left = 1 + YEAR_WIDTH;
	int right = COLS - 1 - folder->states;
	enum style state_style = describe_state(entry, &state);
	char *year = entry->year > 0 ? xformat("%d", entry->year) : xstrdup("");

	paint_text(y, 1, YEAR_WIDTH, style, year);
	paint_text(y, left, right - file - 1 - left,
	           entry->agency ? style : STYLE_DIM,
	           entry->agency ? entry->agency : entry->why);
	paint_text(y, right - file, file, style, entry->file);
	if (state.length > 0)
		paint_right(y, right, folder->states, state_style, state.data);
	buffer_free(&state);
	free(year);
}

static void
draw_next(const struct folder *folder, int y, enum style style)
{
	const struct entry *last = &folder->entries[folder->next];
	char *text = xformat(_("+ the report of %d, from last year's: %s"),
	                     last->year + 1, last->file);

	paint_text(y, 1, COLS - 2, style, text);
	free(text);
}

static void
draw_list(struct folder *folder)
{
	size_t rows = (size_t)(LINES - ABOVE - BELOW);

	if (folder->current < folder->top)
		folder->top = folder->current;
	if (folder->current >= folder->top + rows)
		folder->top = folder->current + 1 - rows;
	for (size_t i = 0; i < rows && folder->top + i <= last_row(folder);
	     i++) {
		size_t row = folder->top + i;
		int y = ABOVE + (int)i;
		enum style style =
			row == folder->current ? STYLE_CURRENT : STYLE_PLAIN;

		if (row == 0)
			paint_text(y, 1, COLS - 2, style, _("+ a new report"));
		else if (row < beginnings(folder))
			draw_next(folder, y, style);
		else
			draw_entry(folder,
			           &folder->entries[row - beginnings(folder)],
			           y, style);
	}
}

static void
draw(struct folder *folder)
{
	char *here = getcwd(NULL, 0);
	char *title = xformat(_("Annual reports in %s"), here ? here : ".");

	canvas_begin();
	curs_set(0);
	if (LINES < SCREEN_HEIGHT_MIN || COLS < SCREEN_WIDTH_MIN) {
		paint_text(0, 0, COLS, STYLE_PLAIN,
		           _("The window is too small: 60 x 16 at least"));
	} else {
		paint_text(0, 0, 1, STYLE_TITLE, "");
		paint_text(0, 1, COLS - 1, STYLE_TITLE, title);
		paint_line(1, 0, COLS);
		draw_list(folder);
		if (folder->message)
			paint_text(LINES - 2, 1, COLS - 2, STYLE_TITLE,
			           folder->message);
		paint_text(LINES - 1, 1, COLS - 2, STYLE_DIM,
		           _("F1 Help  ↑↓ choose  Enter opens  ^Q Quit"));
		if (folder->help.text)
			popup_draw(&folder->help);
	}
	canvas_end();
	wnoutrefresh(stdscr);
	terminal_flush();
	free(title);
	free(here);
}

/* --- events --- */

static void
move_by(struct folder *folder, size_t rows, bool down)
{
	if (down)
		folder->current = last_row(folder) - folder->current > rows
		                          ? folder->current + rows
		                          : last_row(folder);
	else
		folder->current =
			folder->current > rows ? folder->current - rows : 0;
}

static void
help(struct folder *folder)
{
	popup_open(&folder->help, xstrdup(_("Help")),
	           xstrdup(_("The files of this folder whose names end in "
	                     ".yaml or .yml, the newest year first. A file "
	                     "that is no report says why.\n\n"
	                     "↑ ↓ PgUp PgDn Home End choose, Enter opens, "
	                     "Ctrl+Q or Esc quits.\n\n"
	                     "A new report asks for agency and year; Ctrl+S "
	                     "saves it. One from last year's begins with what "
	                     "is carried over, and with its texts.")));
}

/* False while nothing was chosen. */
static bool
act(struct folder *folder, enum action action, enum folder_answer *answer)
{
	size_t screenful = (size_t)(LINES - ABOVE - BELOW);

	switch (action) {
	case ACTION_UP:
	case ACTION_PREVIOUS:
		move_by(folder, 1, false);
		return false;
	case ACTION_DOWN:
	case ACTION_NEXT:
		move_by(folder, 1, true);
		return false;
	case ACTION_PAGE_UP:
		move_by(folder, screenful, false);
		return false;
	case ACTION_PAGE_DOWN:
		move_by(folder, screenful, true);
		return false;
	case ACTION_HOME:
	case ACTION_TOP:
		move_by(folder, last_row(folder), false);
		return false;
	case ACTION_END:
	case ACTION_BOTTOM:
		move_by(folder, last_row(folder), true);
		return false;
	case ACTION_HELP:
		help(folder);
		return false;
	case ACTION_REDRAW:
		terminal_repaint();
		return false;
	case ACTION_INTERRUPT:
		folder->message = xstrdup(_("Ctrl+Q quits"));
		return false;
	case ACTION_ENTER:
		*answer = folder->current == 0                   ? FOLDER_NEW
		          : folder->current < beginnings(folder) ? FOLDER_NEXT
		                                                 : FOLDER_OPEN;
		return true;
	case ACTION_QUIT:
	case ACTION_ESCAPE:
		*answer = FOLDER_QUIT;
		return true;
	default:
		return false;
	}
}

static bool
handle(struct folder *folder, const struct event *event,
       enum folder_answer *answer)
{
	if (event->kind == EVENT_END) {
		*answer = FOLDER_LOST;
		return true;
	}
	if (event->kind == EVENT_NONE || event->kind == EVENT_RESIZE ||
	    LINES < SCREEN_HEIGHT_MIN || COLS < SCREEN_WIDTH_MIN)
		return false;
	if (folder->help.text) {
		popup_event(&folder->help, event);
		return false;
	}
	free(folder->message);
	folder->message = NULL;
	return event->kind == EVENT_ACTION &&
	       act(folder, event->action, answer);
}

enum folder_answer
folder_choose(const struct form_path *forms, const char *message, char **file,
              char **last)
{
	struct folder folder = {.message = message ? xstrdup(message) : NULL};
	enum folder_answer answer = FOLDER_QUIT;
	struct event event;
	bool chosen = false;

	read_folder(&folder, forms);
	while (!chosen) {
		draw(&folder);
		do {
			input_next(&event);
			chosen = handle(&folder, &event, &answer);
			buffer_free(&event.paste);
		} while (!chosen && input_waiting());
	}
	*file = *last = NULL;
	if (answer == FOLDER_NEXT) {
		*file = next_name(&folder.entries[folder.next]);
		*last = xstrdup(folder.entries[folder.next].file);
	}
	if (answer == FOLDER_NEW)
		*file = free_name();
	if (answer == FOLDER_OPEN)
		*file = xstrdup(
			folder.entries[folder.current - beginnings(&folder)]
				.file);
	folder_free(&folder);
	return answer;
}
