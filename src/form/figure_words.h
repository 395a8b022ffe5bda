/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef FORM_FIGURE_WORDS_H
#define FORM_FIGURE_WORDS_H

/* Inside form/ only: the words of `prose`, gathered and then made a lexicon. */

#include "form/figures.h"
#include "form/load.h"

struct figure_words {
	struct loader *loader;
	struct figure_rules *rules;
	struct lexicon_word *words; /* value: its first use */
	size_t count;
	size_t capacity;
	size_t use_capacity;
	bool full;
};

/*
 * Adds the list's words for one use. (a|b) within a word stands for either,
 * (a|) for a or nothing. `list` may be NULL.
 */
void figure_words_add(struct figure_words *words, const struct yaml_node *list,
                      const char *what, enum word_role role, size_t index);
/* Makes the lexicon and frees what was gathered. */
void figure_words_finish(struct figure_words *words);

#endif
