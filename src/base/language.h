/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef BASE_LANGUAGE_H
#define BASE_LANGUAGE_H

/*
 * The language of the screen and of messages: Chinese or English. It is the
 * process's, as gettext's is.
 */

#include <libintl.h>
#include <stdbool.h>

#define _(text) gettext(text)
#define N_(text) text

/* A text for people in both languages; either may be NULL if the form leaves
 * it out. */
struct wording {
	const char *zh;
	const char *en;
};

/*
 * Sets locale and language from the environment, or from `wanted` ("en",
 * "zh_CN") if not NULL. C and POSIX are taken as C.UTF-8; a locale that names
 * no language gives Chinese. Returns NULL, or a text for the user (static or
 * leaked once at exit) if the locale's codeset is not UTF-8 or `wanted` is
 * unknown.
 */
const char *language_set(const char *wanted);
bool language_is_chinese(void);
/* The wording in the current language, else in the other one, else "". */
const char *wording_text(const struct wording *wording);

#endif
