/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/memory.h"
#include "base/text.h"
#include "command/diff.h"

static struct json_value *
text_json(const char *text)
{
	return text != NULL ? json_new_string(text) : json_new_null();
}

static struct json_value *
part_json(const char *text, size_t start, size_t end)
{
	char *part = xstrndup(text + start, end - start);
	struct json_value *value = json_new_string(part);

	free(part);
	return value;
}

/* A count is a number, an amount a string; so is what is no figure. */
static struct json_value *
value_json(const struct difference *difference, const char *text)
{
	amount value;

	if (text == NULL)
		return json_new_null();
	if (!difference->money &&
	    amount_parse(text, strlen(text), &value, NULL) == AMOUNT_OK &&
	    amount_is_whole(value))
		return json_new_integer(value / AMOUNT_ONE);
	return json_new_string(text);
}

static struct json_value *
by_json(const struct difference *difference)
{
	char text[AMOUNT_TEXT];

	if (!difference->figures)
		return json_new_null();
	if (!difference->money && amount_is_whole(difference->by))
		return json_new_integer(difference->by / AMOUNT_ONE);
	amount_format(difference->by, text);
	return json_new_string(text);
}

static struct json_value *
rate_json(const struct difference *difference)
{
	char text[AMOUNT_TEXT];

	if (!difference->rate)
		return json_new_null();
	amount_format(difference->tenths * (AMOUNT_ONE / 10), text);
	return json_new_string(text);
}

/* 1-based number of a paragraph, null where it is absent. */
static struct json_value *
paragraph_json(size_t number)
{
	return number > 0 ? json_new_integer((int64_t)number) : json_new_null();
}

static struct json_value *
changes_json(const struct difference *difference)
{
	struct json_value *list = json_new_list();
	size_t characters = 0, at = 0;

	for (size_t i = 0; i < difference->change_count; i++) {
		const struct text_change *its = &difference->changes[i];
		struct json_value *object = json_new_object();

		characters += text_characters(difference->old + at,
		                              its->old_start - at);
		at = its->old_start;
		json_set(object, "at", json_new_integer((int64_t)characters));
		json_set(object, "old",
		         part_json(difference->old, its->old_start,
		                   its->old_end));
		json_set(object, "new",
		         part_json(difference->new, its->new_start,
		                   its->new_end));
		json_append(list, object);
	}
	return list;
}

static struct json_value *
difference_json(const struct difference *difference, const char *const files[2])
{
	static const char *const kinds[] = {
		[DIFFERENCE_FIELD] = "field",
		[DIFFERENCE_CELL] = "cell",
		[DIFFERENCE_TEXT] = "text",
	};
	struct json_value *object = json_new_object();
	struct json_value *pair = json_new_list();

	json_append(pair, json_new_string(files[0]));
	json_append(pair, json_new_string(files[1]));
	json_set(object, "files", pair);
	json_set(object, "kind", json_new_string(kinds[difference->kind]));
	json_set(object, "path", json_new_string(difference->path));
	if (difference->kind == DIFFERENCE_CELL) {
		json_set(object, "old",
		         value_json(difference, difference->old));
		json_set(object, "new",
		         value_json(difference, difference->new));
		json_set(object, "difference", by_json(difference));
		json_set(object, "percent", rate_json(difference));
	} else {
		json_set(object, "old", text_json(difference->old));
		json_set(object, "new", text_json(difference->new));
	}
	if (difference->kind == DIFFERENCE_TEXT) {
		json_set(object, "old_paragraph",
		         paragraph_json(difference->old_paragraph));
		json_set(object, "new_paragraph",
		         paragraph_json(difference->new_paragraph));
		json_set(object, "changes", changes_json(difference));
	}
	return object;
}

void
diff_print_json(const struct differences *differences,
                const char *const files[2], FILE *out)
{
	for (size_t i = 0; i < differences->count; i++) {
		struct json_value *object =
			difference_json(&differences->items[i], files);

		json_write(object, out);
		fputc('\n', out);
		json_value_free(object);
	}
}
