/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "report/note.h"

#include <string.h>

#include "base/memory.h"
#include "base/text.h"

#define WIDE_COLON ((char32_t)0xFF1A)
#define WIDE_COMMA ((char32_t)0xFF0C)
#define WIDE_BLANK ((char32_t)0x3000)

static struct note *
add_note(struct report *report, enum note_kind kind, const char *path,
         struct mark mark, const char *key, size_t length)
{
	struct note *note;

	report->notes = grow(report->notes, &report->note_capacity,
	                     report->note_count + 1, sizeof(*report->notes));
	note = &report->notes[report->note_count++];
	*note = (struct note){
		.kind = kind,
		.mark = mark,
		.path = xstrdup(path),
		.key = xstrndup(key, length),
	};
	return note;
}

static void
add_extra(struct report *report, const char *path, bool odd,
          const struct yaml_entry *entry)
{
	report->extras = grow(report->extras, &report->extra_capacity,
	                      report->extra_count + 1, sizeof(*report->extras));
	report->extras[report->extra_count++] = (struct extra){
		.path = xstrdup(path),
		.odd = odd,
		.entry = entry,
	};
}

void
note_duplicate(struct report *report, const char *path,
               const struct yaml_node *key)
{
	add_note(report, NOTE_DUPLICATE, path, key->mark, key->text,
	         key->length);
}

/* The first character of the key that looks like YAML's punctuation and is
 * none; 0 if there is none. */
static char32_t
misleading(const char *text, size_t length)
{
	for (size_t at = 0; at < length;) {
		char32_t character;

		at += text_decode(text + at, length - at, &character);
		if (character == WIDE_COLON || character == WIDE_COMMA ||
		    character == WIDE_BLANK)
			return character;
	}
	return 0;
}

/*
 * The character that makes an unknown key unreadable. In a block map a key
 * may well have such characters and be meant so, unless nothing follows it.
 */
static char32_t
look_alike(const struct yaml_node *map, const struct yaml_entry *entry)
{
	const char *key = entry->key->text;
	size_t length = entry->key->length;
	bool flow = map->style == YAML_STYLE_FLOW;
	bool empty = yaml_is_null(entry->value);
	char32_t character = misleading(key, length);

	if (entry->key->style != YAML_STYLE_PLAIN)
		return 0;
	if (character != 0 && (flow || empty))
		return character;
	if (character != 0 && (text_leading_blanks(key, length) > 0 ||
	                       text_trailing_blanks(key, length) > 0))
		return WIDE_BLANK;
	if (flow && empty && memchr(key, ':', length) != NULL)
		return ':';
	return 0;
}

void
note_unknown(struct report *report, const char *path,
             const struct yaml_node *map, const struct yaml_entry *entry)
{
	const struct yaml_node *key = entry->key;
	char32_t character;
	struct note *note;

	add_extra(report, path, false, entry);
	if (key == NULL) {
		/* An item of a list: it has no key to name. */
		add_note(report, NOTE_UNKNOWN, path, entry->value->mark, "-",
		         1);
		return;
	}
	character = look_alike(map, entry);
	note = add_note(report, character != 0 ? NOTE_LOOKALIKE : NOTE_UNKNOWN,
	                path, key->mark, key->text, key->length);
	note->character = character;
}

void
note_odd(struct report *report, const char *path,
         const struct yaml_entry *entry)
{
	add_extra(report, path, true, entry);
	add_note(report, NOTE_UNKNOWN, path, entry->key->mark, entry->key->text,
	         entry->key->length);
}

void
note_split(struct report *report, const char *path, struct mark mark,
           const char *figure)
{
	add_note(report, NOTE_SPLIT, path, mark, figure, strlen(figure));
}

/* The bytes of the id that begins a text. */
static size_t
id_length(const char *text, size_t length)
{
	size_t end = 0;

	while (end < length &&
	       ((text[end] >= 'a' && text[end] <= 'z') ||
	        (text[end] >= '0' && text[end] <= '9') || text[end] == '_'))
		end++;
	return end;
}

void
note_swallowed(struct report *report, const struct table *table,
               const char *path, const struct yaml_node *value)
{
	const char *text = value->text;

	if (value->style != YAML_STYLE_PLAIN)
		return;
	for (size_t at = 0; at < value->length;) {
		char32_t character;
		size_t key;

		at += text_decode(text + at, value->length - at, &character);
		if (character != WIDE_COMMA)
			continue;
		key = at + text_leading_blanks(text + at, value->length - at);
		if (table_find_column(
			    table, text + key,
			    id_length(text + key, value->length - key)) == NONE)
			continue;
		add_note(report, NOTE_LOOKALIKE, path, value->mark, text,
		         value->length)
			->character = character;
		return;
	}
}
