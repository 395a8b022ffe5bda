/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "check/finding.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"

/* What is still last year's is found by rules of such names. */
#define OLD_RULES "stale."

struct finding *
findings_add(struct findings *findings, const char *rule, enum level level)
{
	struct finding *finding;

	findings->items = grow(findings->items, &findings->capacity,
	                       findings->count + 1, sizeof *findings->items);
	finding = &findings->items[findings->count];
	*finding = (struct finding){
		.rule = rule,
		.level = level,
		.suspect = {.cell = NONE},
		.section = NONE,
		.cell = NONE,
		.order = findings->count,
	};
	findings->count++;
	return finding;
}

void
finding_say(struct finding *finding, const char *format, ...)
{
	va_list arguments;

	free(finding->message);
	va_start(arguments, format);
	finding->message = xvformat(format, arguments);
	va_end(arguments);
}

void
finding_cell(struct finding *finding, const char *path)
{
	finding->cells = xreallocarray(finding->cells, finding->cell_count + 1,
	                               sizeof *finding->cells);
	finding->cells[finding->cell_count++] = xstrdup(path);
}

void
findings_free(struct findings *findings)
{
	for (size_t i = 0; i < findings->count; i++) {
		struct finding *finding = &findings->items[i];

		for (size_t k = 0; k < finding->cell_count; k++)
			free(finding->cells[k]);
		free(finding->cells);
		free(finding->place);
		free(finding->message);
		free(finding->sentence);
		if (finding->explained) {
			free(finding->explained->reason);
			free(finding->explained->by);
			free(finding->explained->date);
			free(finding->explained);
		}
	}
	free(findings->items);
	*findings = (struct findings){0};
}

bool
finding_settled(const struct finding *finding)
{
	return finding->explained && !finding->explained->lapsed;
}

bool
finding_is_old(const struct finding *finding)
{
	return finding->level == LEVEL_REVIEW &&
	       strncmp(finding->rule, OLD_RULES, strlen(OLD_RULES)) == 0;
}

void
findings_count(struct findings *findings)
{
	size_t next;

	memset(findings->levels, 0, sizeof findings->levels);
	findings->explained = 0;
	for (size_t i = 0; i < findings->count; i = next) {
		enum level worst = LEVEL_COUNT;

		for (next = i; next < findings->count; next++) {
			const struct finding *its = &findings->items[next];

			if (next > i && !its->follows)
				break;
			if (!finding_settled(its) && its->level < worst)
				worst = its->level;
		}
		if (worst == LEVEL_COUNT)
			findings->explained++;
		else
			findings->levels[worst]++;
	}
}

const char *
level_id(enum level level)
{
	static const char *const ids[LEVEL_COUNT] = {
		[LEVEL_ERROR] = "error",
		[LEVEL_REVIEW] = "review",
		[LEVEL_HINT] = "hint",
		[LEVEL_TODO] = "todo",
	};

	return ids[level];
}

const char *
level_word(enum level level)
{
	static const char *const words[LEVEL_COUNT] = {
		[LEVEL_ERROR] = N_("error"),
		[LEVEL_REVIEW] = N_("review"),
		[LEVEL_HINT] = N_("hint"),
		[LEVEL_TODO] = N_("todo"),
	};

	return _(words[level]);
}
