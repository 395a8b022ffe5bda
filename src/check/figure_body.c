/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "check/figure_scan.h"

#include <string.h>

#include "base/memory.h"

/* --- the names --- */

static char *
replaced(const char *name, size_t at, size_t removed, const char *by)
{
	return xformat("%.*s%s%s", (int)at, name, by, name + at + removed);
}

void
scan_take_names(struct figure_scan *scan, const char *agency)
{
	const struct figure_rules *rules = scan->rules;
	size_t length = strlen(agency), area = length;

	scan->names[scan->name_count++] = xstrdup(agency);
	for (size_t i = 0; i < rules->ending_count; i++) {
		const char *ending = rules->endings[i];
		const char *found = strstr(agency, ending);
		size_t size = strlen(ending);

		for (size_t k = 0; found != NULL && scan->name_count < 2 &&
		                   k < rules->ending_count;
		     k++) {
			size_t shorter = strlen(rules->endings[k]);

			if (shorter < size && strcmp(ending + size - shorter,
			                             rules->endings[k]) == 0)
				scan->names[scan->name_count++] = replaced(
					agency, (size_t)(found - agency), size,
					rules->endings[k]);
		}
		if (size < length &&
		    strcmp(agency + length - size, ending) == 0 &&
		    length - size < area)
			area = length - size;
	}
	for (size_t i = 0; i < rules->area_count; i++) {
		const struct figure_area *its = &rules->areas[i];

		if (its->length < area &&
		    memcmp(agency + area - its->length, its->ending,
		           its->length) == 0 &&
		    (scan->area == NONE ||
		     its->length > rules->areas[scan->area].length))
			scan->area = i;
	}
	if (area == length || scan->area == NONE)
		return;
	/* From behind the larger area's name: 从化区 of 广州市从化区. */
	size_t from = 0;

	for (size_t i = 0; i < rules->area_count; i++) {
		const struct figure_area *its = &rules->areas[i];

		for (size_t at = 3; at + its->length + 3 < area; at += 3) {
			if (memcmp(agency + at, its->ending, its->length) ==
			            0 &&
			    at + its->length > from &&
			    at + its->length + 6 <= area)
				from = at + its->length;
		}
	}
	scan->names[scan->name_count++] = xstrndup(agency + from, area - from);
}

/* --- in the text --- */

/* Whether nothing stands between byte `at` and the last mark, or the start. */
static bool
begins_clause(const struct scan_cursor *cursor, size_t at)
{
	const struct figure_scan *scan = cursor->scan;
	const struct token *last =
		scan->count > 1 ? &scan->tokens[scan->count - 2] : NULL;

	if (last == NULL)
		return at == cursor->start;
	return last->end == at && last->kind != TOKEN_NUMBER &&
	       (last->kind != TOKEN_WORD || token_sign(last, SIGN_PRESENT));
}

bool
scan_names_body(const struct scan_cursor *cursor, size_t end)
{
	const struct figure_scan *scan = cursor->scan;

	for (size_t i = 0; i < scan->name_count; i++) {
		const char *name = scan->names[i];
		size_t length = strlen(name), common = 0, characters;

		while (common < length && common < end &&
		       name[length - common - 1] ==
		               cursor->text[end - common - 1])
			common++;
		/* Only whole characters. */
		while (common > 0 &&
		       ((unsigned char)name[length - common] & 0xC0) == 0x80)
			common--;
		characters = text_characters(name + length - common, common);
		if (common == length)
			return true;
		if (characters >= 2) {
			size_t before = end - common;
			bool area = characters < 3 &&
			            !begins_clause(cursor, before);

			for (size_t k = 0; k < scan->rules->area_count; k++) {
				const struct figure_area *its =
					&scan->rules->areas[k];

				area = area ||
				       (its->length <= before &&
				        memcmp(cursor->text + before -
				                       its->length,
				               its->ending, its->length) == 0);
			}
			if (!area)
				return true;
		}
	}
	return false;
}

size_t
scan_own_name(const struct scan_cursor *cursor)
{
	const struct figure_scan *scan = cursor->scan;
	size_t best = 0;

	for (size_t i = 0; i < scan->name_count; i++) {
		const char *name = scan->names[i], *here;
		size_t length;

		here = cursor->text + cursor->at;
		/* The last byte of the first character tells most apart. */
		if (here[0] != name[0] || here[1] != name[1] ||
		    here[1] == '\0' || here[2] != name[2])
			continue;
		length = strlen(name);
		if (length > best && length <= cursor->end - cursor->at &&
		    memcmp(cursor->text + cursor->at, scan->names[i], length) ==
		            0)
			best = length;
	}
	return best;
}
