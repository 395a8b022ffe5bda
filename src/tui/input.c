/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/input.h"

#include <curses.h>
#include <errno.h>

#include "base/text.h"
#include "tui/canvas.h"
#include "tui/terminal.h"

/* How long the rest of an escape sequence may take, and how long a paste may
 * pause before it counts as ended (milliseconds). */
#define SEQUENCE_WAIT 25
#define PASTE_WAIT 1000
#define PASTE_LIMIT ((size_t)4 * 1024 * 1024)

/* An empty answer of curses while the terminal says "readable" this often in
 * a row means that it was hung up. */
#define EMPTY_READS 20

/* How long the rest of a character may take: it is on its way. */
#define CHARACTER_WAIT 1000

#define ESCAPE 0x1b
/* Bytes that are no character; typing U+FFFD itself is no loss. */
#define NO_CHARACTER ((wint_t)0xfffd)

void
input_start(void)
{
	for (size_t i = 0; i < key_bytes_count; i++) {
		/* A vt100 knows some of the pad's codes as function keys:
		 * there the terminal's own meaning holds. */
		if (key_bytes[i].code >= KEY_PAD_FIRST &&
		    key_defined(key_bytes[i].bytes) > 0)
			continue;
		define_key(key_bytes[i].bytes, key_bytes[i].code);
	}
	/* It would end a mouse report early, and the rest be typed. */
	define_key(NULL, KEY_MOUSE);
	/* Terminfo may give single control bytes names of its own. */
	define_key("\032", 0);
	define_key("\010", KEY_BACKSPACE);
	define_key("\177", KEY_BACKSPACE);
}

/* A byte or a key's code, waiting at most so long; ERR if nothing came. */
static int
read_code(int milliseconds)
{
	int code = getch();

	if (code != ERR || !terminal_wait(milliseconds))
		return code;
	return getch();
}

/*
 * The rest of the character that begins with `first`. Asked for whole
 * characters, curses forgets the bytes of one that comes in pieces, as over
 * a slow line; so they are put together here. U+FFFD if it is none.
 */
static wint_t
read_character(int first)
{
	char bytes[4] = {(char)first};
	size_t wanted = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
	size_t length = 1;
	char32_t character;

	while (length < wanted) {
		int code = read_code(CHARACTER_WAIT);

		if (code < 0x80 || code > 0xbf) {
			if (code != ERR)
				ungetch(code);
			break;
		}
		bytes[length++] = (char)code;
	}
	if (length < wanted || text_check(bytes, length) < length)
		return NO_CHARACTER;
	text_decode(bytes, length, &character);
	return (wint_t)character;
}

/* OK with a character, KEY_CODE_YES with a key's code, or ERR, waiting at
 * most so long. */
static int
read_key(wint_t *key, int milliseconds)
{
	int code = read_code(milliseconds);

	if (code == ERR)
		return ERR;
	*key = (wint_t)code;
	if (code >= KEY_MIN)
		return KEY_CODE_YES;
	if (code >= 0x80)
		*key = read_character(code);
	return OK;
}

bool
input_waiting(void)
{
	int code = getch();

	if (code == ERR)
		return terminal_wait(0);
	ungetch(code);
	return true;
}

/* Reads an OSC, DCS or similar string up to BEL or ESC \. */
static void
drop_string(void)
{
	wint_t key;

	while (read_key(&key, SEQUENCE_WAIT) == OK) {
		if (key == '\a' || key == 0x9c)
			return;
		if (key == ESCAPE) {
			read_key(&key, SEQUENCE_WAIT);
			return;
		}
	}
}

/* Reads the rest of CSI … up to its final byte. */
static void
drop_control_sequence(void)
{
	wint_t key;
	bool first = true;

	while (read_key(&key, SEQUENCE_WAIT) == OK) {
		if (key == '[' && first) {
			/* The linux console's own function keys. */
			read_key(&key, SEQUENCE_WAIT);
			return;
		}
		if (key == 'M' && first) {
			/* An old mouse report: three bytes follow. */
			for (int i = 0; i < 3; i++)
				read_key(&key, SEQUENCE_WAIT);
			return;
		}
		first = false;
		if ((key >= 0x40 && key <= 0x7e) || key < 0x20)
			return;
	}
}

/* Reads the rest of SS3: parameters, then one final byte. */
static void
drop_shifted(void)
{
	wint_t key;

	while (read_key(&key, SEQUENCE_WAIT) == OK)
		if (!(key >= '0' && key <= '9') && key != ';')
			return;
}

/* After ESC: true if it was the key itself, else a sequence that nobody
 * knows (Alt+letter among them) has been dropped. */
static bool
lone_escape(void)
{
	wint_t key;
	int status = read_key(&key, 0);

	if (status == ERR)
		return true;
	if (status == KEY_CODE_YES)
		return false;
	switch (key) {
	case '[':
		drop_control_sequence();
		return false;
	case 'O':
		drop_shifted();
		return false;
	case ']':
	case 'P':
	case 'X':
	case '^':
	case '_':
		drop_string();
		return false;
	case ESCAPE:
		return true;
	default:
		return false;
	}
}

static void
read_paste(struct event *event)
{
	char bytes[4];
	wint_t key;
	int status;
	bool after_return = false;

	event->kind = EVENT_PASTE;
	while ((status = read_key(&key, PASTE_WAIT)) != ERR) {
		if (status == KEY_CODE_YES) {
			if (key == KEY_PASTE_END)
				return;
			continue;
		}
		if (event->paste.length > PASTE_LIMIT)
			continue;
		if (key == ESCAPE) {
			lone_escape();
			continue;
		}
		if (key == '\r' || key == '\n') {
			if (!(key == '\n' && after_return))
				buffer_putc(&event->paste, '\n');
			after_return = key == '\r';
			continue;
		}
		after_return = false;
		if ((key < 0x20 && key != '\t') ||
		    (key >= 0x7f && key < 0xa0) || key == NO_CHARACTER)
			continue;
		buffer_add(&event->paste, bytes,
		           text_encode((char32_t)key, bytes));
	}
}

static void
from_code(struct event *event, int code)
{
	if (code == KEY_RESIZE) {
		/* Back to the same size, all the same. */
		canvas_forget();
		event->kind = EVENT_RESIZE;
	} else if (code == KEY_PASTE_BEGIN) {
		read_paste(event);
	} else if (code > KEY_PAD_FIRST) {
		event->kind = EVENT_CHARACTER;
		event->character = (char32_t)(code - KEY_PAD_FIRST);
	} else {
		event->action = key_action(code);
		if (event->action != ACTION_NONE)
			event->kind = EVENT_ACTION;
	}
}

static void
from_character(struct event *event, wint_t key)
{
	if (key == ESCAPE && !lone_escape())
		return;
	if (key < 0x20 || key == 0x7f) {
		event->action = key_action((int)key);
		if (event->action != ACTION_NONE)
			event->kind = EVENT_ACTION;
	} else if ((key >= 0xa0 || key < 0x7f) && key != NO_CHARACTER) {
		event->kind = EVENT_CHARACTER;
		event->character = (char32_t)key;
	}
}

void
input_next(struct event *event)
{
	wint_t key;
	int empty = 0;

	*event = (struct event){.kind = EVENT_NONE};
	terminal_await();
	for (;;) {
		int status = read_key(&key, 0);

		if (status == KEY_CODE_YES) {
			from_code(event, (int)key);
			return;
		}
		if (status == OK) {
			from_character(event, key);
			return;
		}
		if (terminal_signal() || empty > EMPTY_READS) {
			event->kind = EVENT_END;
			return;
		}
		if (terminal_resumed()) {
			event->kind = EVENT_RESIZE;
			return;
		}
		empty = terminal_wait(-1) ? empty + 1 : 0;
	}
}
