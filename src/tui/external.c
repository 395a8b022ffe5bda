/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/external.h"

#include <errno.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/text.h"
#include "tui/screen.h"
#include "tui/terminal.h"

/* More than this is no section of a report (bytes). */
#define SIZE_MOST ((size_t)4 * 1024 * 1024)
#define SUFFIX ".txt"

extern char **environ;

/* --- the program --- */

/* The words of a command line, and the file behind them. The words are the
 * line's, cut up. */
struct command {
	char *line;
	char **words; /* NULL at the end */
};

static struct command
command_make(const char *line, char *file)
{
	struct command command = {.line = xstrdup(line)};
	size_t count = 0;
	char *rest = NULL;

	command.words = xcalloc(strlen(line) + 3, sizeof *command.words);
	for (char *word = strtok_r(command.line, " \t", &rest); word;
	     word = strtok_r(NULL, " \t", &rest))
		command.words[count++] = word;
	command.words[count] = file;
	return command;
}

static void
command_free(struct command *command)
{
	free(command->words);
	free(command->line);
}

/* Whether a variable says something. */
static const char *
variable(const char *name)
{
	const char *value = getenv(name);

	return value && value[strspn(value, " \t")] ? value : NULL;
}

/* Starts the first program there is; 0, or what errno says of the last. */
static int
start(char *file, const sigset_t *mask, const sigset_t *defaults, pid_t *child)
{
	const char *chosen =
		variable("VISUAL") ? variable("VISUAL") : variable("EDITOR");
	const char *lines[] = {chosen ? chosen : "nano", "vi"};
	size_t count = chosen ? 1 : 2;
	posix_spawnattr_t attributes;
	int status = ENOENT;

	posix_spawnattr_init(&attributes);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK |
	                                              POSIX_SPAWN_SETSIGDEF);
	posix_spawnattr_setsigmask(&attributes, mask);
	posix_spawnattr_setsigdefault(&attributes, defaults);
	for (size_t i = 0; i < count && status != 0; i++) {
		struct command command = command_make(lines[i], file);

		status = posix_spawnp(child, command.words[0], NULL,
		                      &attributes, command.words, environ);
		command_free(&command);
	}
	posix_spawnattr_destroy(&attributes);
	return status;
}

/* What went wrong, for the user; NULL: it ended well. */
static char *
run(char *file)
{
	sigset_t mask, defaults;
	int error, status = 0;
	pid_t child;

	terminal_lend(&mask, &defaults);
	error = start(file, &mask, &defaults, &child);
	while (error == 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	terminal_take_back();
	if (error != 0)
		return xformat(_("the editor cannot be started: %s; $VISUAL "
		                 "or $EDITOR names it"),
		               strerror(error));
	if (WIFSIGNALED(status))
		return xformat(_("the editor was ended by signal %d"),
		               WTERMSIG(status));
	if (WEXITSTATUS(status) != 0)
		return xformat(_("the editor ended with status %d"),
		               WEXITSTATUS(status));
	return NULL;
}

/* --- the file --- */

static bool
write_all(int file, const char *text, size_t length)
{
	while (length > 0) {
		ssize_t written = write(file, text, length);

		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return false;
		text += written;
		length -= (size_t)written;
	}
	return true;
}

/* The name of a new file with the text and a line break; NULL, and `*error` is
 * errno, if it could not be written. */
static char *
put_out(const char *text, size_t length, int *error)
{
	const char *folder = getenv("TMPDIR");
	char *name =
		xformat("%s/nianbao-XXXXXX%s",
	                folder && *folder == '/' ? folder : "/tmp", SUFFIX);
	int file = mkstemps(name, (int)strlen(SUFFIX));
	bool well = file >= 0 && write_all(file, text, length) &&
	            (length == 0 || write_all(file, "\n", 1));

	if (file >= 0 && close(file) != 0)
		well = false;
	if (well)
		return name;
	*error = errno;
	if (file >= 0)
		unlink(name);
	free(name);
	return NULL;
}

/* As it may stand in a report. */
static void
clean(const char *text, size_t length, struct buffer *out)
{
	for (size_t at = 0; at < length;) {
		char32_t character;
		size_t bytes = text_decode(text + at, length - at, &character);

		if (character == '\t')
			buffer_putc(out, ' ');
		else if (character == '\n' ||
		         (character >= ' ' && character < 0x7f) ||
		         (character >= 0xa0 && character != 0xfeff))
			buffer_add(out, text + at, bytes);
		at += bytes;
	}
	if (out->length > 0 && out->data[out->length - 1] == '\n')
		buffer_splice(out, out->length - 1, 1, "", 0);
}

/* What the file has now; else `*why`. */
static bool
take_in(const char *name, struct buffer *edited, char **why)
{
	struct buffer text = {0};
	char *problem = NULL;

	if (!file_read(name, SIZE_MOST, &text, &problem))
		*why = xformat(_("what the editor wrote cannot be read: %s"),
		               problem);
	else if (text_check(buffer_text(&text), text.length) < text.length)
		*why = xstrdup(_("what the editor wrote is no UTF-8 text"));
	else
		clean(text.data, text.length, edited);
	free(problem);
	buffer_free(&text);
	return *why == NULL;
}

static bool
is_same(const struct buffer *edited, const char *text, size_t length)
{
	return edited->length == length &&
	       (length == 0 || memcmp(edited->data, text, length) == 0);
}

/* What was written before it went wrong is not thrown away. */
static char *
stays(char *file, const char *text, size_t length, char *wrong)
{
	struct buffer edited = {0};
	char *why = NULL, *told;
	bool same =
		take_in(file, &edited, &why) && is_same(&edited, text, length);

	if (same)
		unlink(file);
	told = same ? xformat(_("%s: the text stays as it was"), wrong)
	            : xformat(_("%s: the text stays as it was; what was "
	                        "written is kept as %s"),
	                      wrong, file);
	buffer_free(&edited);
	free(why);
	free(wrong);
	return told;
}

/*
 * Edits a text in a file that only the user can read. True with what the file
 * has then: UTF-8, line breaks as \n and none behind the last line, without
 * control characters. Else `*why` (for the user; the caller frees it) says why
 * the text stays as it was.
 */
static bool
edit_outside(const char *text, size_t length, struct buffer *edited, char **why)
{
	int error = 0;
	char *file = put_out(text, length, &error);
	char *wrong = NULL;

	*why = NULL;
	if (!file) {
		*why = xformat(_("no file for the editor can be written: %s"),
		               strerror(error));
		return false;
	}
	wrong = run(file);
	if (!wrong && take_in(file, edited, &wrong))
		unlink(file);
	if (wrong)
		*why = stays(file, text, length, wrong);
	free(file);
	return *why == NULL;
}

/* --- the action --- */

void
external_open(struct screen *screen)
{
	struct session *session = screen_session(screen);
	struct page_focus focus = screen_focus(screen);
	const struct buffer *text;
	struct buffer edited = {0};
	char *why = screen_why_not(screen, ACTION_EDITOR);

	if (why) {
		screen_say(screen, why);
		return;
	}
	screen_commit(screen);
	/* Nobody knows how long the editor will be open. */
	journal_sync(&session->journal);
	text = &session->report->texts[focus.text];
	if (!edit_outside(buffer_text(text), text->length, &edited, &why)) {
		screen_say(screen, why);
	} else if (is_same(&edited, text->data, text->length)) {
		screen_say(screen, xstrdup(_("nothing was changed in the "
		                             "editor")));
	} else {
		struct place place = {.section = focus.section,
		                      .cell = NONE,
		                      .at = focus.at,
		                      .path = focus.place};

		session_begin(session);
		session_apply(session,
		              edit_text(session->report, focus.text, 0,
		                        text->length, buffer_text(&edited),
		                        edited.length));
		session_end(session, xstrdup(_("what the editor changed")));
		screen_go(screen, &place);
		screen_say(screen, xstrdup(_("taken over from the editor; "
		                             "Ctrl+Z takes it back")));
	}
	buffer_free(&edited);
}
