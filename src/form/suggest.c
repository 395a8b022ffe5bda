/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <stdlib.h>

#include "form/load.h"

const char *
form_nearest_cell(const struct form *form, const char *path, size_t length)
{
	const char **paths =
		xreallocarray(NULL, form->cell_count + 1, sizeof(*paths));
	const char *found;

	for (size_t i = 0; i < form->cell_count; i++)
		paths[i] = form->cells[i].path;
	found = nearest(path, length, paths, form->cell_count);
	free(paths);
	return found;
}
