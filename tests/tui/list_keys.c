/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <stdio.h>

#include "base/language.h"
#include "tui/keys.h"

/*
 * Prints what the keys do, for tests/manual: a binding a line, its id, its
 * keys, its name in English and in Chinese, with tabs between.
 */

static void
take_names(const char *language, const char *names[])
{
	language_set(language);
	for (size_t i = 0; i < key_binding_count; i++)
		names[i] = _(key_bindings[i].name);
}

int
main(void)
{
	const char *english[ACTION_COUNT];
	const char *chinese[ACTION_COUNT];

	take_names("en", english);
	take_names("zh_CN", chinese);
	for (size_t i = 0; i < key_binding_count; i++)
		printf("%s\t%s\t%s\t%s\n", key_bindings[i].id,
		       key_bindings[i].keys, english[i], chinese[i]);
	return 0;
}
