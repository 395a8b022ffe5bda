/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/install.h"
#include "base/memory.h"
#include "form/form.h"

#define ENDING ".yaml"
#define ENDING_BYTES (sizeof(ENDING) - 1)
#define ID_BYTES 64

struct form_shelf {
	struct form **forms;
	size_t count;
	size_t capacity;
};

void
form_path_set(struct form_path *path, const char *option)
{
	const char *folders[] = {
		option,
		getenv("NIANBAO_FORMS"),
		install_folder(SOURCE_DIR "/forms", PKGDATADIR "/forms"),
	};

	*path = (struct form_path){.count = 0};
	path->shelf = xcalloc(1, sizeof(*path->shelf));
	for (size_t i = 0; i < sizeof(folders) / sizeof(*folders); i++) {
		if (folders[i] != NULL && *folders[i] != '\0')
			path->folders[path->count++] = xstrdup(folders[i]);
	}
}

void
form_path_free(struct form_path *path)
{
	for (size_t i = 0; i < path->count; i++)
		free(path->folders[i]);
	if (path->shelf != NULL) {
		for (size_t i = 0; i < path->shelf->count; i++)
			form_free(path->shelf->forms[i]);
		free(path->shelf->forms);
		free(path->shelf);
	}
	*path = (struct form_path){.count = 0};
}

struct form *
form_open(const struct form_path *path, const char *file,
          struct problems *problems)
{
	struct form_shelf *shelf = path->shelf;
	struct form *form;

	for (size_t i = 0; shelf != NULL && i < shelf->count; i++) {
		if (strcmp(shelf->forms[i]->file, file) == 0) {
			shelf->forms[i]->holders++;
			return shelf->forms[i];
		}
	}
	form = form_load(file, problems);
	if (form != NULL && shelf != NULL) {
		shelf->forms = grow(shelf->forms, &shelf->capacity,
		                    shelf->count + 1, sizeof(struct form *));
		shelf->forms[shelf->count++] = form;
		form->holders++;
	}
	return form;
}

static bool
is_id(const char *id, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		char c = id[i];

		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		      (c >= '0' && c <= '9') || c == '-' || c == '_'))
			return false;
	}
	return length > 0 && length <= ID_BYTES;
}

char *
form_path_find(const struct form_path *path, const char *id)
{
	if (!is_id(id, strlen(id)))
		return NULL;
	for (size_t i = 0; i < path->count; i++) {
		char *file = xformat("%s/%s" ENDING, path->folders[i], id);

		if (file_exists(file))
			return file;
		free(file);
	}
	return NULL;
}

struct ids {
	char **items;
	size_t count;
	size_t capacity;
};

static void
add_folder(struct ids *ids, const char *folder)
{
	DIR *stream = opendir(folder);
	const struct dirent *entry;

	while (stream != NULL && (entry = readdir(stream)) != NULL) {
		size_t length = strlen(entry->d_name);

		if (length <= ENDING_BYTES ||
		    strcmp(entry->d_name + length - ENDING_BYTES, ENDING) !=
		            0 ||
		    !is_id(entry->d_name, length - ENDING_BYTES))
			continue;
		ids->items = grow(ids->items, &ids->capacity, ids->count + 1,
		                  sizeof(*ids->items));
		ids->items[ids->count++] =
			xstrndup(entry->d_name, length - ENDING_BYTES);
	}
	if (stream != NULL)
		closedir(stream);
}

static int
compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

size_t
form_path_list(const struct form_path *path, char ***ids)
{
	struct ids found = {.count = 0};
	size_t kept = 0;

	for (size_t i = 0; i < path->count; i++)
		add_folder(&found, path->folders[i]);
	if (found.count > 0)
		qsort(found.items, found.count, sizeof(*found.items), compare);
	for (size_t i = 0; i < found.count; i++) {
		if (kept > 0 &&
		    strcmp(found.items[kept - 1], found.items[i]) == 0)
			free(found.items[i]);
		else
			found.items[kept++] = found.items[i];
	}
	*ids = found.items;
	return kept;
}
