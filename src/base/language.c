/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "base/language.h"

#include <langinfo.h>
#include <locale.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/install.h"
#include "base/memory.h"

#define DOMAIN "nianbao"

enum language { LANGUAGE_NONE, LANGUAGE_ENGLISH, LANGUAGE_CHINESE };

/* The language is the process's, as gettext's is; so is the last refusal. */
static bool chinese;
static char *refusal;

static const char *
refuse(char *text)
{
	free(refusal);
	refusal = text;
	return refusal;
}

/* The locale name the environment gives a category, or "". */
static const char *
environment_locale(const char *category)
{
	const char *const names[] = {"LC_ALL", category, "LANG"};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const char *value = getenv(names[i]);

		if (value != NULL && *value != '\0')
			return value;
	}
	return "";
}

static bool
is_utf8(const char *codeset, size_t length)
{
	return (length == 5 && strncasecmp(codeset, "UTF-8", 5) == 0) ||
	       (length == 4 && strncasecmp(codeset, "UTF8", 4) == 0);
}

/* Does the name say UTF-8 (as en_US.utf8 does, or macOS's bare UTF-8)? */
static bool
names_utf8(const char *locale)
{
	const char *point = strchr(locale, '.');
	const char *codeset = point != NULL ? point + 1 : locale;

	return is_utf8(codeset, strcspn(codeset, "@"));
}

/* Does the name stand for the C locale, in ASCII or UTF-8? */
static bool
is_plain(const char *locale)
{
	return *locale == '\0' || strcmp(locale, "C") == 0 ||
	       strcmp(locale, "POSIX") == 0 ||
	       (strncmp(locale, "C.", 2) == 0 && names_utf8(locale));
}

/* The language of the name's first `length` bytes, NONE if not one of ours. */
static enum language
language_of(const char *name, size_t length)
{
	size_t letters = strcspn(name, "_.@:-");

	if (letters > length)
		letters = length;
	if (letters == 2 && strncasecmp(name, "zh", 2) == 0)
		return LANGUAGE_CHINESE;
	if (letters == 2 && strncasecmp(name, "en", 2) == 0)
		return LANGUAGE_ENGLISH;
	return LANGUAGE_NONE;
}

static enum language
environment_language(void)
{
	const char *locale = environment_locale("LC_MESSAGES");
	const char *list = getenv("LANGUAGE");
	enum language language;

	if (is_plain(locale) || is_utf8(locale, strlen(locale)))
		return LANGUAGE_CHINESE;
	while (list != NULL && *list != '\0') {
		size_t length = strcspn(list, ":");

		language = language_of(list, length);
		if (language != LANGUAGE_NONE)
			return language;
		list += length + (list[length] == ':');
	}
	language = language_of(locale, strlen(locale));
	return language == LANGUAGE_NONE ? LANGUAGE_ENGLISH : language;
}

/*
 * Sets the character type to UTF-8; false if the environment asks for
 * another codeset. A locale that is not installed is no obstacle: what counts
 * is that the terminal speaks UTF-8.
 */
static bool
set_characters(const char *locale)
{
	const char *codeset;

	if (!is_plain(locale) && setlocale(LC_CTYPE, locale) != NULL) {
		codeset = nl_langinfo(CODESET);
		if (is_utf8(codeset, strlen(codeset)))
			return true;
		setlocale(LC_CTYPE, "C");
		return false;
	}
	if (strchr(locale, '.') != NULL && !names_utf8(locale))
		return false;
	/* Without any of these, ncurses still draws ASCII and the files still
	 * are UTF-8: nothing to refuse. */
	if (setlocale(LC_CTYPE, "C.UTF-8") == NULL)
		setlocale(LC_CTYPE, "en_US.UTF-8");
	return true;
}

/*
 * gettext looks into LANGUAGE only if the locale of messages is not C, and
 * newer C libraries take C.UTF-8 for C there; so any real locale comes first.
 */
static void
set_messages(enum language language)
{
	const char *const locales[] = {environment_locale("LC_MESSAGES"),
	                               "zh_CN.UTF-8", "en_US.UTF-8", "C.UTF-8"};

	chinese = language == LANGUAGE_CHINESE;
	setenv("LANGUAGE", chinese ? "zh_CN" : "en", 1);
	for (size_t i = 0; i < sizeof(locales) / sizeof(*locales); i++) {
		if (i == 0 && is_plain(locales[i]))
			continue;
		if (setlocale(LC_MESSAGES, locales[i]) != NULL)
			return;
	}
}

static void
bind_translations(void)
{
	bindtextdomain(DOMAIN, install_folder(BUILD_DIR "/locale", LOCALEDIR));
	bind_textdomain_codeset(DOMAIN, "UTF-8");
	textdomain(DOMAIN);
}

const char *
language_set(const char *wanted)
{
	const char *locale = environment_locale("LC_CTYPE");
	enum language language = environment_language();
	bool known = true;

	if (!set_characters(locale))
		return refuse(xformat(
			_("the locale %s does not use UTF-8; type this first: "
		          "export LC_ALL=C.UTF-8"),
			locale));
	if (wanted != NULL) {
		known = strcmp(wanted, "en") == 0 ||
		        strcmp(wanted, "zh") == 0 ||
		        strcmp(wanted, "zh_CN") == 0;
		if (known)
			language = language_of(wanted, strlen(wanted));
	}
	set_messages(language);
	bind_translations();
	if (!known)
		return refuse(xformat(_("%s is no language of this program; "
		                        "there are en and zh_CN"),
		                      wanted));
	return NULL;
}

bool
language_is_chinese(void)
{
	return chinese;
}

const char *
wording_text(const struct wording *wording)
{
	const char *first = chinese ? wording->zh : wording->en;
	const char *second = chinese ? wording->en : wording->zh;

	if (first != NULL)
		return first;
	return second != NULL ? second : "";
}
