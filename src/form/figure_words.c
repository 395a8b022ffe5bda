/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "form/figure_words.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "form/schema.h"

/* Bytes of one word, words in all, forms that one entry stands for. */
#define WORD_BYTES 200
#define WORDS_MOST 20000
#define FORMS_MOST 512

struct expansion {
	struct figure_words *words;
	const struct yaml_node *node;
	enum word_role role;
	size_t index;
	size_t forms;
};

static void
add_word(const struct expansion *expansion, const char *text, size_t length)
{
	struct figure_words *words = expansion->words;
	struct figure_rules *rules = words->rules;

	words->words = grow(words->words, &words->capacity, words->count + 1,
	                    sizeof(*words->words));
	rules->uses = grow(rules->uses, &words->use_capacity,
	                   rules->use_count + 1, sizeof(*rules->uses));
	rules->uses[rules->use_count] = (struct word_use){
		.role = expansion->role,
		.index = (uint32_t)expansion->index,
		.next = NONE,
	};
	words->words[words->count++] = (struct lexicon_word){
		.text = arena_strndup(words->loader->scratch, text, length),
		.length = length,
		.value = rules->use_count++,
	};
}

/* A bracket without its partner, a word too long or with too many forms. */
static bool
refuse(const struct expansion *expansion)
{
	const struct yaml_node *node = expansion->node;

	complain(
		expansion->words->loader, node->mark,
		_("“%s” is no word of prose; accepted: text, with (a|b) where either may stand, "
	          "up to %d bytes and %d forms"),
		shown(expansion->words->loader, node->text, node->length),
		WORD_BYTES, FORMS_MOST);
	return false;
}

static size_t
plain_length(const char *text)
{
	size_t length = 0;

	while (text[length] != '\0' && text[length] != '(' &&
	       text[length] != '|' && text[length] != ')')
		length++;
	return length;
}

/* Puts the forms of `rest` behind the `length` bytes of `text`. */
static bool
expand(struct expansion *expansion, char *text, size_t length, const char *rest)
{
	size_t plain = plain_length(rest);
	const char *end, *choice;

	if (length + plain > WORD_BYTES)
		return refuse(expansion);
	memcpy(text + length, rest, plain);
	length += plain;
	rest += plain;
	if (*rest == '\0') {
		if (length == 0 || ++expansion->forms > FORMS_MOST)
			return refuse(expansion);
		add_word(expansion, text, length);
		return true;
	}
	end = strchr(rest, ')');
	if (*rest != '(' || end == NULL || end - rest > WORD_BYTES)
		return refuse(expansion);
	for (choice = rest + 1; choice <= end;) {
		size_t size = plain_length(choice);

		if (choice[size] == '(' || length + size > WORD_BYTES)
			return refuse(expansion);
		memcpy(text + length, choice, size);
		if (!expand(expansion, text, length + size, end + 1))
			return false;
		choice += size + 1;
	}
	return true;
}

void
figure_words_add(struct figure_words *words, const struct yaml_node *list,
                 const char *what, enum word_role role, size_t index)
{
	char text[WORD_BYTES + 1];

	for (size_t i = 0; list != NULL && i < list->count; i++) {
		struct expansion expansion = {
			.words = words,
			.node = list->entries[i].value,
			.role = role,
			.index = index,
		};

		if (!text_verify(words->loader, expansion.node, what, false))
			continue;
		if (words->count >= WORDS_MOST) {
			if (!words->full)
				complain(
					words->loader, expansion.node->mark,
					_("too many words; up to %d are accepted in a form"),
					WORDS_MOST);
			words->full = true;
			return;
		}
		expand(&expansion, text, 0, expansion.node->text);
	}
}

void
figure_words_finish(struct figure_words *words)
{
	struct figure_rules *rules = words->rules;
	struct arena *arena = words->loader->arena;
	struct word_use *uses = rules->uses;
	size_t *last = xcalloc(rules->use_count + 1, sizeof(*last));

	rules->lexicon = lexicon_new(arena, words->words, words->count);
	/* Word and use have one number each time; the uses of one word are
	 * chained in the order of the file. */
	for (size_t i = 0; i < words->count; i++) {
		size_t first = words->words[i].value;

		if (first != i)
			uses[last[first]].next = i;
		last[first] = i;
	}
	free(last);
	rules->uses = arena_array(arena, rules->use_count + 1, sizeof(*uses));
	if (rules->use_count > 0)
		memcpy(rules->uses, uses, rules->use_count * sizeof(*uses));
	free(uses);
	free(words->words);
}
