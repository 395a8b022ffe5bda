/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "form/choose.h"

#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "form/rule.h"

static bool
serves(const struct form *form, int year)
{
	return year == 0 || (form->first_year <= year &&
	                     (form->last_year == 0 || form->last_year >= year));
}

static bool
follows(const struct form *form, const char *older)
{
	if (older == NULL || strcmp(form->id, older) == 0)
		return true;
	for (size_t i = 0; i < form->older_count; i++) {
		if (strcmp(form->older[i].id, older) == 0)
			return true;
	}
	return false;
}

static void
tell_none(int year, const char *older, struct problems *problems)
{
	const struct mark nowhere = {0, 0};

	if (older != NULL)
		problem_add(problems, nowhere,
		            _("no installed form for %d follows the form %s; "
		              "-f names one in spite of that"),
		            year, older);
	else if (year != 0)
		problem_add(problems, nowhere,
		            _("no installed form serves the year %d; --forms "
		              "names a folder to look in"),
		            year);
	else
		problem_add(problems, nowhere,
		            _("no form of a report is installed; --forms names "
		              "a folder to look in"));
}

struct form *
form_choose(const struct form_path *forms, int year, const char *older,
            struct problems *problems)
{
	struct form *chosen = NULL;
	char **ids;
	size_t count = form_path_list(forms, &ids);

	for (size_t i = 0; i < count; i++) {
		char *file = form_path_find(forms, ids[i]);
		struct form *form =
			file != NULL ? form_load(file, problems) : NULL;

		if (form != NULL && serves(form, year) &&
		    follows(form, older) &&
		    (chosen == NULL || form->first_year > chosen->first_year)) {
			form_free(chosen);
			chosen = form;
		} else {
			form_free(form);
		}
		free(file);
		free(ids[i]);
	}
	free(ids);
	if (chosen == NULL)
		tell_none(year, older, problems);
	return chosen;
}
