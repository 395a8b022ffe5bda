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
	fputs(shown.data ? shown.data : "", stdout);
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

static void
print_rule(const struct relation *relation)
{
	printf("  %-20s %s  ", relation->id, level_word(relation->level));
	show(wording_text(&relation->says));
	putchar('\n');
}

static bool
describe(const struct call *call, const char *id)
{
	struct form *form = load(call, id);

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
	for (size_t i = 0; i < form->relation_count; i++)
		print_rule(&form->relations[i]);
	form_free(form);
	return true;
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
