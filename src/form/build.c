/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/*
 * A program of the build: reads and verifies the form definitions named as
 * arguments and writes them as C to standard output (form/built.h).
 */

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/message.h"
#include "form/built.h"

#define COLUMNS 6

static struct form *
form_from(const char *path, const struct buffer *source)
{
	struct problems problems = {0};
	struct form *form = form_read("", source, &problems);

	if (form == NULL) {
		message_problems(path, &problems);
		exit(EXIT_FAILURE);
	}
	problems_free(&problems);
	return form;
}

static void
print_words(const char *name, int number, const uintptr_t *words, size_t count)
{
	printf("static const uintptr_t %s_%d[] = {", name, number);
	for (size_t i = 0; i < count; i++)
		printf("%s0x%" PRIxPTR ",", i % COLUMNS == 0 ? "\n\t" : " ",
		       words[i]);
	puts("\n};\n");
}

static void
print_source(const struct buffer *source, int number)
{
	size_t count = source->length / sizeof(uintptr_t) + 1;
	uintptr_t *words = xcalloc(count, sizeof(*words));

	memcpy(words, source->data, source->length);
	print_words("source", number, words, count);
	free(words);
}

static void
print_addresses(const struct frozen *frozen, int number)
{
	printf("static const uint32_t addresses_%d[] = {", number);
	for (size_t i = 0; i < frozen->address_count; i++)
		printf("%s%" PRIu32 ",", i % COLUMNS == 0 ? "\n\t" : " ",
		       frozen->addresses[i]);
	puts("\n};\n");
}

/* The form's arrays; its struct built_form is added to `list`. One that cannot
 * be kept is read anew each time: slower, and no reason not to build. */
static bool
build(const char *path, int number, struct buffer *list)
{
	struct buffer source = {0};
	struct frozen frozen;
	size_t word;
	char *why;

	if (!file_read(path, FILE_LIMIT, &source, &why)) {
		message_error("%s: %s", path, why);
		exit(EXIT_FAILURE);
	}
	if (!built_form_freeze(form_from(path, &source),
	                       form_from(path, &source), &frozen, &word)) {
		message_error("%s: not built in, for word %zu of it is neither "
		              "the same each time nor an address",
		              path, word);
		buffer_free(&source);
		return false;
	}
	print_source(&source, number);
	print_words("words", number, frozen.words, frozen.count);
	print_addresses(&frozen, number);
	buffer_format(list,
	              "\t{source_%d, %zu, {words_%d, %zu, addresses_%d, %zu, "
	              "%zu}},\n",
	              number, source.length, number, frozen.count, number,
	              frozen.address_count, frozen.root);
	free((void *)frozen.words);
	free((void *)frozen.addresses);
	buffer_free(&source);
	return true;
}

int
main(int argc, char **argv)
{
	struct buffer list = {0};
	int built = 0;

	puts("#include \"form/built.h\"\n");
	for (int i = 1; i < argc; i++)
		built += build(argv[i], i, &list);
	printf("static const struct built_form forms[] = {\n%s\t{0}};\n\n",
	       buffer_text(&list));
	printf("const struct built_forms built_forms = {forms, %d};\n", built);
	buffer_free(&list);
	return fflush(stdout) != 0 || ferror(stdout) ? EXIT_FAILURE
	                                             : EXIT_SUCCESS;
}
