/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/*
 * What keyboards send: the byte forms of every key the program knows, and sequences it does not
 * know. Written from terminfo (xterm-256color, screen-256color, tmux-256color, linux, vt100, rxvt)
 * and from what xterm, PuTTY and rxvt document; on purpose not from the program's own table.
 */

#ifndef TESTS_TUI_BYTES_H
#define TESTS_TUI_BYTES_H

#include <stddef.h>

struct key_bytes {
	const char *key;
	const char *from; /* who sends it so */
	const char *
		type; /* the only TERM under which it means this key; NULL is any */
	const char *bytes;
};

/* clang-format off */
static const struct key_bytes key_bytes[] = {
	{ "f1", "xterm screen vt100", NULL, "\033OP" },
	{ "f1", "PuTTY rxvt", NULL, "\033[11~" },
	{ "f1", "linux", NULL, "\033[[A" },
	{ "f2", "xterm screen vt100", NULL, "\033OQ" },
	{ "f2", "PuTTY rxvt", NULL, "\033[12~" },
	{ "f2", "linux", NULL, "\033[[B" },
	{ "f3", "xterm screen vt100", NULL, "\033OR" },
	{ "f3", "PuTTY rxvt", NULL, "\033[13~" },
	{ "f3", "linux", NULL, "\033[[C" },
	{ "f4", "xterm screen vt100", NULL, "\033OS" },
	{ "f4", "PuTTY rxvt", NULL, "\033[14~" },
	{ "f4", "linux", NULL, "\033[[D" },
	{ "f5", "xterm screen PuTTY rxvt", NULL, "\033[15~" },
	{ "f5", "linux", NULL, "\033[[E" },
	{ "f5", "vt100", "vt100", "\033Ot" },
	{ "f6", "xterm screen PuTTY rxvt linux", NULL, "\033[17~" },
	{ "f6", "vt100", "vt100", "\033Ou" },
	{ "f7", "xterm screen PuTTY rxvt linux", NULL, "\033[18~" },
	{ "f7", "vt100", "vt100", "\033Ov" },
	{ "f8", "xterm screen PuTTY rxvt linux", NULL, "\033[19~" },
	{ "f8", "vt100", "vt100", "\033Ol" },
	{ "f9", "xterm screen PuTTY rxvt linux", NULL, "\033[20~" },
	{ "f9", "vt100", "vt100", "\033Ow" },
	{ "f10", "xterm screen PuTTY rxvt linux", NULL, "\033[21~" },
	{ "f10", "vt100", "vt100", "\033Ox" },

	{ "up", "normal cursor mode", NULL, "\033[A" },
	{ "up", "application cursor mode", NULL, "\033OA" },
	{ "down", "normal cursor mode", NULL, "\033[B" },
	{ "down", "application cursor mode", NULL, "\033OB" },
	{ "right", "normal cursor mode", NULL, "\033[C" },
	{ "right", "application cursor mode", NULL, "\033OC" },
	{ "left", "normal cursor mode", NULL, "\033[D" },
	{ "left", "application cursor mode", NULL, "\033OD" },
	{ "home", "xterm, normal cursor mode", NULL, "\033[H" },
	{ "home", "xterm, application cursor mode", NULL, "\033OH" },
	{ "home", "linux screen tmux PuTTY", NULL, "\033[1~" },
	{ "home", "rxvt", NULL, "\033[7~" },
	{ "end", "xterm, normal cursor mode", NULL, "\033[F" },
	{ "end", "xterm, application cursor mode", NULL, "\033OF" },
	{ "end", "linux screen tmux PuTTY", NULL, "\033[4~" },
	{ "end", "rxvt", NULL, "\033[8~" },
	{ "insert", "all", NULL, "\033[2~" },
	{ "delete", "all", NULL, "\033[3~" },
	{ "page_up", "all", NULL, "\033[5~" },
	{ "page_down", "all", NULL, "\033[6~" },
	{ "shift_tab", "all but the linux console", NULL, "\033[Z" },
	{ "shift_tab", "linux", "linux", "\033\t" },

	{ "shift_up", "xterm tmux", NULL, "\033[1;2A" },
	{ "shift_up", "rxvt", NULL, "\033[a" },
	{ "shift_down", "xterm tmux", NULL, "\033[1;2B" },
	{ "shift_down", "rxvt", NULL, "\033[b" },
	{ "shift_right", "xterm tmux", NULL, "\033[1;2C" },
	{ "shift_right", "rxvt", NULL, "\033[c" },
	{ "shift_left", "xterm tmux", NULL, "\033[1;2D" },
	{ "shift_left", "rxvt", NULL, "\033[d" },
	{ "ctrl_right", "xterm tmux", NULL, "\033[1;5C" },
	{ "ctrl_right", "rxvt", NULL, "\033Oc" },
	{ "ctrl_right", "old xterm, screen", NULL, "\033[5C" },
	{ "ctrl_left", "xterm tmux", NULL, "\033[1;5D" },
	{ "ctrl_left", "rxvt", NULL, "\033Od" },
	{ "ctrl_left", "old xterm, screen", NULL, "\033[5D" },
	{ "ctrl_home", "xterm tmux", NULL, "\033[1;5H" },
	{ "ctrl_home", "rxvt", NULL, "\033[7^" },
	{ "ctrl_end", "xterm tmux", NULL, "\033[1;5F" },
	{ "ctrl_end", "rxvt", NULL, "\033[8^" },

	{ "tab", "all", NULL, "\t" },
	{ "enter", "all", NULL, "\r" },
	{ "enter", "Ctrl+J, pasted newlines", NULL, "\n" },
	{ "escape", "all", NULL, "\033" },
	{ "backspace", "most", NULL, "\177" },
	{ "backspace", "vt100, PuTTY as one chooses", NULL, "\b" },
	{ "ctrl_c", "all", NULL, "\003" },
	{ "ctrl_d", "all", NULL, "\004" },
	{ "ctrl_e", "all", NULL, "\005" },
	{ "ctrl_f", "all", NULL, "\006" },
	{ "ctrl_g", "all", NULL, "\007" },
	{ "ctrl_k", "all", NULL, "\013" },
	{ "ctrl_l", "all", NULL, "\014" },
	{ "ctrl_n", "all", NULL, "\016" },
	{ "ctrl_o", "all", NULL, "\017" },
	{ "ctrl_p", "all", NULL, "\020" },
	{ "ctrl_q", "all", NULL, "\021" },
	{ "ctrl_r", "all", NULL, "\022" },
	{ "ctrl_s", "all", NULL, "\023" },
	{ "ctrl_t", "all", NULL, "\024" },
	{ "ctrl_u", "all", NULL, "\025" },
	{ "ctrl_v", "all", NULL, "\026" },
	{ "ctrl_x", "all", NULL, "\030" },
	{ "ctrl_y", "all", NULL, "\031" },
	{ "ctrl_z", "all", NULL, "\032" },
	{ "ctrl_caret", "all", NULL, "\036" },
	{ "ctrl_underscore", "all; Ctrl+/ in xterm", NULL, "\037" },

	{ "paste_begin", "bracketed paste", NULL, "\033[200~" },
	{ "paste_end", "bracketed paste", NULL, "\033[201~" },
};

/* What no key of the program is. Each is complete: it ends with its final byte or terminator. */
static const struct {
	const char *what;
	const char *bytes;
} unknown_bytes[] = {
	{ "Alt+Up", "\033[1;3A" },
	{ "Ctrl+Shift+Right", "\033[1;6C" },
	{ "Ctrl+Alt+Left", "\033[1;7D" },
	{ "Ctrl+Alt+Shift+Home", "\033[1;8H" },
	{ "Shift+F1", "\033[1;2P" },
	{ "Ctrl+F5", "\033[15;5~" },
	{ "Ctrl+Alt+Delete", "\033[3;7~" },
	{ "F11", "\033[23~" },
	{ "F12", "\033[24~" },
	{ "F20", "\033[34~" },
	{ "keypad 5", "\033[E" },
	{ "keypad 5, application cursor mode", "\033OE" },
	{ "keypad comma as SS3 of no key", "\033Oz" },
	{ "Ctrl+Shift+PgDn in rxvt", "\033[6@" },
	{ "focus in", "\033[I" },
	{ "focus out", "\033[O" },
	{ "mouse press", "\033[<0;10;5M" },
	{ "mouse release", "\033[<0;10;5m" },
	{ "mouse press, rxvt's report", "\033[32;10;5M" },
	{ "Ctrl+Enter, modifyOtherKeys", "\033[27;5;13~" },
	{ "Ctrl+a as CSI u", "\033[97;5u" },
	{ "key release with sub-parameters", "\033[1;2:3B" },
	{ "device attributes", "\033[?62;1;2;22c" },
	{ "secondary device attributes", "\033[>41;370;0c" },
	{ "cursor position", "\033[12;40R" },
	{ "status", "\033[0n" },
	{ "mode report, with an intermediate byte", "\033[?2004;1$y" },
	{ "window size", "\033[8;24;80t" },
	{ "colour, ended by BEL", "\033]11;rgb:1e1e/1e1e/1e1e\007" },
	{ "colour, ended by ST", "\033]10;rgb:ffff/ffff/ffff\033\\" },
	{ "version, a device control string", "\033P>|XTerm(370)\033\\" },
	{ "Alt+x", "\033x" },
	{ "Alt+5", "\0335" },
};
/* clang-format on */

#define KEY_BYTES_COUNT (sizeof key_bytes / sizeof *key_bytes)
#define UNKNOWN_BYTES_COUNT (sizeof unknown_bytes / sizeof *unknown_bytes)

#endif
