/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/export.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/text.h"
#include "convert/compose.h"
#include "render/office.h"
#include "tui/ask.h"
#include "tui/picker.h"
#include "tui/terminal.h"

/* U+FEFF, by which spreadsheets know UTF-8. */
static const char bom[] = "\xEF\xBB\xBF";

/* The formats in a clerk's words; one that is not here goes by its name. */
static const struct {
	const char *name;
	const char *words; /* msgid */
} formats[] = {
	{"text", N_("plain text, as it is printed")},
	{"markdown", N_("Markdown")},
	{"html", N_("web page (HTML), to be published or printed")},
	{"csv", N_("the tables for other programs (CSV)")},
	{"json", N_("JSON, for other programs")},
	{"docx", N_("Word and WPS document (DOCX)")},
	{"pdf", N_("PDF, to be printed")},
};

/* What is to be written where. */
struct target {
	const struct renderer *renderer; /* NULL: the report itself */
	bool marked;                     /* begins with U+FEFF */
	char *replaced; /* the name of a file that is there and may go at the
	                   next Enter */
};

static const char *
ending_of(const struct target *target)
{
	return target->renderer ? target->renderer->endings[0] : ".yaml";
}

/* --- names --- */

/* Of the last part of a path: behind its last dot, or at its end. */
static size_t
stem_length(const char *file)
{
	const char *slash = strrchr(file, '/');
	const char *name = slash ? slash + 1 : file;
	const char *dot = strrchr(name, '.');

	return dot && dot > name ? (size_t)(dot - file) : strlen(file);
}

static char *
with_ending(const char *file, const struct target *target)
{
	return xformat("%.*s%s", (int)stem_length(file), file,
	               ending_of(target));
}

/* As typed, with the format's ending if it has none. */
static char *
complete(const char *typed, const struct target *target)
{
	size_t leading = text_leading_blanks(typed, strlen(typed));
	size_t length = strlen(typed) - leading;
	char *file;

	length -= text_trailing_blanks(typed + leading, length);
	file = xstrndup(typed + leading, length);
	if (length > 0 && stem_length(file) == length) {
		char *whole = with_ending(file, target);

		free(file);
		return whole;
	}
	return file;
}

/* --- writing --- */

static char *
save_there(struct screen *screen, const char *file)
{
	struct session *session = screen_session(screen);
	struct saved saved;
	char *why;

	if (!session_save_as(session, file, &saved, &why))
		return why;
	if (saved.kept)
		screen_say(screen,
		           xformat(_("saved as %s, which is edited from here "
		                     "on; the file that was there is kept as "
		                     "%s"),
		                   file, saved.kept));
	else
		screen_say(screen, xformat(_("saved as %s, which is edited "
		                             "from here on"),
		                           file));
	saved_free(&saved);
	terminal_last_words(session->report->file);
	return NULL;
}

/* By nianbao itself, from what is on the screen. */
static bool
write_own(const struct session *session, const struct target *target,
          const char *file, char **why)
{
	const struct render_options options = {.width = RENDER_WIDTH,
	                                       .ambiguous = AMBIGUOUS_NARROW};
	struct document *document =
		compose_report(session->report, session->last.report);
	struct buffer out = {0};
	bool done = target->renderer->render(document, &options, &out, why);

	if (done && target->marked)
		buffer_splice(&out, 0, 0, bom, strlen(bom));
	done = done && file_replace(file, out.data, out.length, why);
	buffer_free(&out);
	document_free(document);
	return done;
}

/* By a program of its own, from the saved file. */
static bool
write_office(struct screen *screen, const struct target *target,
             const char *file, bool *saved, char **why)
{
	const struct session *session = screen_session(screen);
	const struct form_path *forms = session->forms;
	struct report *theirs;

	if (report_changed_elsewhere(session->report, &theirs)) {
		report_free(theirs);
		*why = xstrdup(_("the file was changed elsewhere; save yours "
		                 "first (Ctrl+S)"));
		return false;
	}
	*saved =
		session->report->changed || !file_exists(session->report->file);
	if (*saved && !screen_save(screen))
		return false;
	return office_render(target->renderer,
	                     forms->count > 0 ? forms->folders[0] : NULL,
	                     session->report->file, file, why);
}

static char *
words_of(const struct session *session, const char *file, bool saved)
{
	size_t left = session_left(session);

	if (saved && left > 0)
		return xformat(_("the report was saved, and then written: %s; "
		                 "it is not finished yet, %zu left to final"),
		               file, left);
	if (saved)
		return xformat(_("the report was saved, and then written: %s"),
		               file);
	if (left > 0)
		return xformat(_("written: %s; the report is not finished yet, "
		                 "%zu left to final"),
		               file, left);
	return xformat(_("written: %s"), file);
}

static void
write_format(struct screen *screen, const struct target *target,
             const char *file)
{
	const struct session *session = screen_session(screen);
	bool saved = false, done;
	char *why = NULL;

	if (target->renderer->render)
		done = write_own(session, target, file, &why);
	else
		done = write_office(screen, target, file, &saved, &why);
	if (done)
		screen_say(screen, words_of(session, file, saved));
	else if (why)
		screen_say(screen, xformat(_("not written: %s"), why));
	free(why);
}

/* --- the name asked for --- */

static bool
may_replace(struct target *target, const char *file)
{
	if (!file_exists(file) ||
	    (target->replaced && strcmp(target->replaced, file) == 0))
		return true;
	free(target->replaced);
	target->replaced = xstrdup(file);
	return false;
}

/* Why not, for the asker. */
static char *
write_to(struct screen *screen, struct target *target, const char *file)
{
	const struct session *session = screen_session(screen);
	const struct report *last = session->last.report;
	const char *own = session->report->file;
	bool is_own = strcmp(file, own) == 0 || file_is_same(file, own);

	if (last && last->file && file_is_same(file, last->file))
		return xformat(_("%s is last year's report; type another name"),
		               file);
	if (is_own && target->renderer)
		return xformat(_("%s is the report itself; type another name"),
		               file);
	if (target->renderer && file_exists(file) && file_is_yaml(file))
		return xformat(_("%s is there already and ends as reports do; "
		                 "type another name"),
		               file);
	if (is_own) {
		screen_act(screen, ACTION_SAVE);
		return NULL;
	}
	if (!may_replace(target, file))
		return xformat(_("%s is there already: Enter again replaces "
		                 "it, or type another name"),
		               file);
	if (!target->renderer)
		return save_there(screen, file);
	write_format(screen, target, file);
	return NULL;
}

static char *
answered(struct screen *screen, const char *text, void *context)
{
	char *file = complete(text, context);
	char *why = *file ? write_to(screen, context, file)
	                  : xstrdup(_("a file name is wanted, or Esc"));

	free(file);
	return why;
}

static void
drop(void *context)
{
	free(((struct target *)context)->replaced);
	free(context);
}

/* --- the list --- */

/* Row 0 is the report itself; behind it the renderers by their number from 1;
 * with U+FEFF, as many on. */
#define MARKED 100

static void
chosen(struct screen *screen, size_t id, void *context)
{
	struct target *target = xcalloc(1, sizeof *target);
	char *offered;

	(void)context;
	target->marked = id >= MARKED;
	if (id > 0)
		target->renderer = &renderers[id % MARKED - 1];
	offered = with_ending(screen_session(screen)->report->file, target);
	screen_open(screen, ask_new(xstrdup(_("File name:")), offered, answered,
	                            target, drop));
	free(offered);
}

static void
add_row(struct picker_rows *rows, size_t id, const char *words,
        const char *name, const char *ending)
{
	struct picker_row *row = picker_add(rows);

	row->id = id;
	row->text = xstrdup(words);
	row->aside = xstrdup(ending);
	row->match = xstrdup(name);
}

static const char *
format_words(const char *name)
{
	for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++)
		if (strcmp(formats[i].name, name) == 0)
			return _(formats[i].words);
	return name;
}

static void
add_formats(struct picker_rows *rows)
{
	for (size_t i = 0; renderers[i].name; i++) {
		const struct renderer *its = &renderers[i];

		if (its->takes & RENDER_TAKES_BOM)
			add_row(rows, MARKED + i + 1,
			        _("the tables for WPS and Excel (CSV)"),
			        its->name, its->endings[0]);
		add_row(rows, i + 1, format_words(its->name), its->name,
		        its->endings[0]);
		if (!its->render)
			rows->items[rows->count - 1].refusal =
				office_why_not(its);
	}
}

void
export_open(struct screen *screen)
{
	struct picker_rows rows = {0};

	screen_commit(screen);
	add_row(&rows, 0,
	        _("save the report under another name and go on with that"),
	        "save as", ".yaml");
	add_formats(&rows);
	screen_open(screen, picker_new((struct picker_look){
				    .title = xstrdup(_("Save as, export")),
				    .rows = rows,
				    .id = NONE,
				    .empty = _("no format is called that"),
				    .chosen = chosen,
			    }));
}
