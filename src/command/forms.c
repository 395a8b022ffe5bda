/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/language.h"
#include "base/message.h"
#include "base/text.h"
#include "check/finding.h"
#include "command/command.h"
#include "form/figures.h"
#include "form/rule.h"

/* Of the levels' words, which are short in both languages. */
#define LEVEL_COLUMNS 6

static struct form *
load(const struct call *call, const char *id)
{
	struct problems problems = {0};
	struct form *form;
	char *file = form_path_find(&call->forms, id);

	if (!file) {
		message_error(_("no form “%s” is installed; `nianbao forms` "
		                "lists those that are"),
		              id);
		return NULL;
	}
	form = form_load(file, &problems);
	if (!form)
		message_problems(file, &problems);
	problems_free(&problems);
	free(file);
	return form;
}

/* The text made safe for a terminal, as forms may come from anywhere. */
static void
show(const char *text)
{
	struct buffer shown = {0};

	text_show(&shown, text, strlen(text));
	fputs(buffer_text(&shown), stdout);
	buffer_free(&shown);
}

static void
print_years(const struct form *form)
{
	if (form->last_year != 0)
		printf(_("%d to %d"), form->first_year, form->last_year);
	else
		printf(_("from %d on"), form->first_year);
}

static void
print_section(const struct section *section)
{
	printf("  %-16s ", section->id);
	show(section->label);
	if (section->table)
		printf(ngettext(" (%zu cell)", " (%zu cells)",
		                section->cell_count),
		       section->cell_count);
	else if (section->limit > 0)
		printf(_(" (up to %zu characters)"), section->limit);
	putchar('\n');
}

/* A rule: its id and level; what it looks at, with its purpose; its source,
 * where the form names one. */
static void
print_rule(const char *id, enum level level, const char *use, const char *says,
           const char *source)
{
	const char *word = level_word(level);
	size_t columns = text_width(word, strlen(word), AMBIGUOUS_NARROW);

	printf("  %-20s %s%*s ", id, word,
	       columns < LEVEL_COLUMNS ? (int)(LEVEL_COLUMNS - columns) : 0,
	       "");
	show(says);
	if (use != NULL)
		printf(" (%s)", use);
	putchar('\n');
	if (source == NULL || source[0] == '\0')
		return;
	printf("  %-20s %*s %s", "", LEVEL_COLUMNS, "", _("Source:"));
	putchar(' ');
	show(source);
	putchar('\n');
}

static void
print_rules(const struct form *form)
{
	for (size_t i = 0; i < form->relation_count; i++) {
		const struct relation *relation = &form->relations[i];

		print_rule(relation->id, relation->level, NULL,
		           wording_text(&relation->says), NULL);
	}
	for (size_t i = 0; i < form->rule_count; i++) {
		const struct rule *rule = &form->rules[i];

		print_rule(rule->id, rule->level, rule_kinds[rule->kind].use,
		           wording_text(&rule->says),
		           wording_text(&rule->source));
	}
	for (size_t i = 0;
	     form->figures != NULL && i < form->figures->rule_count; i++) {
		const struct figure_rule *rule = &form->figures->rules[i];

		print_rule(rule->id, rule->level, NULL,
		           wording_text(&rule->says), rule->source);
	}
}

/* The older forms its rows correspond to; what is wrong with that can be seen
 * only where they are installed. */
static bool
print_older(const struct call *call, const struct form *form)
{
	bool well = true;

	if (form->older_count > 0)
		printf("\n%s\n",
		       _("Compared with last year's report in the form"));
	for (size_t i = 0; i < form->older_count; i++) {
		struct problems problems = {0};
		char *file = form_path_find(&call->forms, form->older[i].id);
		struct form *older =
			file != NULL ? form_load(file, &problems) : NULL;

		printf("  %s\n", form->older[i].id);
		if (older != NULL) {
			form_older_verify(form, older, &problems);
			if (problems.count > 0)
				message_problems(form->file, &problems);
		} else if (file != NULL) {
			message_problems(file, &problems);
		}
		well = well && problems.count == 0;
		problems_free(&problems);
		form_free(older);
		free(file);
	}
	return well;
}

static bool
describe(const struct call *call, const char *id)
{
	struct form *form = load(call, id);
	bool well;

	if (!form)
		return false;
	printf("%s  ", form->id);
	show(form->title);
	printf("\n%s  ", _("Basis:"));
	show(wording_text(&form->basis));
	printf("\n%s  ", _("Years:"));
	print_years(form);
	printf("\n\n%s\n", _("Sections"));
	for (size_t i = 0; i < form->section_count; i++)
		print_section(&form->sections[i]);
	printf("\n%s\n", _("Rules"));
	print_rules(form);
	well = print_older(call, form);
	form_free(form);
	return well;
}

static bool
list(const struct call *call)
{
	char **ids;
	size_t count = form_path_list(&call->forms, &ids);
	bool well = true;

	for (size_t i = 0; i < count; i++) {
		struct form *form = load(call, ids[i]);

		if (form) {
			printf("%-16s ", form->id);
			print_years(form);
			printf("  ");
			show(wording_text(&form->basis));
			putchar('\n');
		}
		well = well && form;
		form_free(form);
		free(ids[i]);
	}
	free(ids);
	return well;
}

int
command_forms(const struct call *call)
{
	bool well = true;

	if (call->count == 0)
		return list(call) ? EXIT_WELL : EXIT_FAILED;
	for (size_t i = 0; i < call->count; i++)
		well = describe(call, call->operands[i]) && well;
	return well ? EXIT_WELL : EXIT_FAILED;
}
