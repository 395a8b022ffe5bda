/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

#include <stdlib.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/freeze.h"
#include "base/memory.h"
#include "form/built.h"
#include "unit.h"

struct link {
	const char *text;
	struct link *next;
	size_t number;
};

/* Two links of each other; the first one's text as given. */
static struct link *
make_links(struct arena *arena, const char *text)
{
	struct link *first = arena_alloc(arena, sizeof(*first));
	struct link *second = arena_alloc(arena, sizeof(*second));

	*first = (struct link){text, second, 1};
	*second = (struct link){arena_format(arena, "second"), first, 2};
	return first;
}

START_TEST(thaws_what_was_frozen)
{
	struct arena *arena = arena_new(), *other = arena_new();
	struct link *first = make_links(arena, arena_format(arena, "first"));
	struct frozen frozen;
	size_t why;

	make_links(other, arena_format(other, "first"));
	ck_assert(freeze(arena, first, other, &frozen, &why));
	arena_free(arena);
	arena_free(other);
	arena = arena_new();
	first = thaw(&frozen, arena);
	ck_assert_str_eq(first->text, "first");
	ck_assert_uint_eq(first->number, 1);
	ck_assert_str_eq(first->next->text, "second");
	ck_assert_ptr_eq(first->next->next, first);
	free((void *)frozen.words);
	free((void *)frozen.addresses);
	arena_free(arena);
}
END_TEST

/* Whether such links, with these texts of the first, can be frozen. */
static bool
can_freeze(const char *text, const char *others)
{
	struct arena *arena = arena_new(), *other = arena_new();
	struct link *first = make_links(arena, text);
	struct frozen frozen;
	size_t why;
	bool well;

	make_links(other, others);
	well = freeze(arena, first, other, &frozen, &why);
	if (well) {
		free((void *)frozen.words);
		free((void *)frozen.addresses);
	}
	arena_free(arena);
	arena_free(other);
	return well;
}

START_TEST(freezes_nothing_that_lies_elsewhere)
{
	char *one = xstrdup("of the heap"), *another = xstrdup("of the heap");

	ck_assert(can_freeze(NULL, NULL));
	ck_assert(!can_freeze("of the program", "of the program"));
	ck_assert(!can_freeze(one, another));
	free(one);
	free(another);
}
END_TEST

static struct form *
built_form(const struct buffer *source)
{
	struct form *form = built_form_find("", source);

	ck_assert_msg(form != NULL, "expected the form built in, seen none");
	return form;
}

/* Word by word what reading the file comes to, here and now. */
START_TEST(installed_forms_are_built_in)
{
	static const char *const files[] = {
		SOURCE_DIR "/forms/annual-2019.yaml",
		SOURCE_DIR "/forms/annual-2021.yaml",
	};
	const size_t count = sizeof(files) / sizeof(*files);

	ck_assert_uint_eq(built_forms.count, count);
	for (size_t i = 0; i < count; i++) {
		struct buffer source = {0};
		struct problems problems = {0};
		struct frozen frozen = {0};
		size_t word;
		char *why;

		ck_assert(file_read(files[i], FILE_LIMIT, &source, &why));
		ck_assert_msg(
			built_form_freeze(built_form(&source),
		                          form_read("", &source, &problems),
		                          &frozen, &word),
			"%s: expected the same words, seen another "
			"number %zu",
			files[i], word);
		free((void *)frozen.words);
		free((void *)frozen.addresses);
		buffer_free(&source);
	}
}
END_TEST

START_TEST(one_byte_more_is_another_form)
{
	struct buffer source = {0};
	struct form *form;
	char *why;

	ck_assert(file_read(SOURCE_DIR "/forms/annual-2021.yaml", FILE_LIMIT,
	                    &source, &why));
	form = built_form(&source);
	form_free(form);
	buffer_puts(&source, "\n");
	ck_assert_ptr_null(built_form_find("", &source));
	source.length--;
	source.data[0] = ' ';
	ck_assert_ptr_null(built_form_find("", &source));
	buffer_free(&source);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("built");
	TCase *cases = tcase_create("built");

	tcase_add_test(cases, thaws_what_was_frozen);
	tcase_add_test(cases, freezes_nothing_that_lies_elsewhere);
	tcase_add_test(cases, installed_forms_are_built_in);
	tcase_add_test(cases, one_byte_more_is_another_form);
	suite_add_tcase(suite, cases);
	return unit_run(suite);
}
