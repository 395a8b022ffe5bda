/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "form/schema.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"
#include "base/text.h"

#define TEXT_BYTES 65536
#define ID_BYTES 64
#define NUMBER_DIGITS 9

struct raw_wording {
	const struct yaml_node *zh;
	const struct yaml_node *en;
};

static const struct field WORDING_FIELDS[][2] = {
	{
		{"zh", FIELD_LINE, .required = true,
                 .offset = offsetof(struct raw_wording, zh)},
		{"en", FIELD_LINE, .required = true,
                 .offset = offsetof(struct raw_wording, en)},
	},
	{
		{"zh", FIELD_TEXT, .required = true,
                 .offset = offsetof(struct raw_wording, zh)},
		{"en", FIELD_TEXT, .required = true,
                 .offset = offsetof(struct raw_wording, en)},
	},
};

static const char *
kind_name(const struct yaml_node *node)
{
	switch (node->kind) {
	case YAML_NODE_MAP:
		return _("a map");
	case YAML_NODE_LIST:
		return _("a list");
	case YAML_NODE_SCALAR:
		break;
	}
	return yaml_is_null(node) ? _("nothing") : _("a text");
}

bool
expect_kind(struct loader *loader, const struct yaml_node *node,
            enum yaml_kind kind, const char *what)
{
	const char *wanted;

	if (node->kind == kind && !yaml_is_null(node))
		return true;
	wanted = kind == YAML_NODE_MAP    ? _("a map")
	         : kind == YAML_NODE_LIST ? _("a list")
	                                  : _("a text");
	complain(loader, node->mark, _("“%s” is %s here; %s is wanted"), what,
	         kind_name(node), wanted);
	return false;
}

/* The byte of the first character that has no place in a text, or `length`.
 * U+0080 to U+009F are the byte C2 and one below A0; C2 only begins characters. */
static size_t
first_control(const char *text, size_t length)
{
	const unsigned char *bytes = (const unsigned char *)text;

	for (size_t at = 0; at < length; at++) {
		if ((bytes[at] < 0x20 && bytes[at] != '\n') ||
		    bytes[at] == 0x7f ||
		    (bytes[at] == 0xc2 && at + 1 < length &&
		     bytes[at + 1] < 0xa0))
			return at;
	}
	return length;
}

bool
text_verify(struct loader *loader, const struct yaml_node *node,
            const char *what, bool lines)
{
	size_t length, bad;

	if (!expect_kind(loader, node, YAML_NODE_SCALAR, what))
		return false;
	length = node->length;
	if (text_leading_blanks(node->text, length) == length) {
		complain(loader, node->mark, _("“%s” is empty; write its text"),
		         what);
		return false;
	}
	if (length > TEXT_BYTES) {
		complain(loader, node->mark,
		         _("“%s” is too long; up to %d bytes are accepted"),
		         what, TEXT_BYTES);
		return false;
	}
	bad = first_control(node->text, length);
	if (bad < length) {
		complain(loader, text_place(loader, node, bad),
		         _("“%s” holds a control character; leave it out"),
		         what);
		return false;
	}
	while (length > 0 && node->text[length - 1] == '\n')
		length--;
	if (!lines && memchr(node->text, '\n', length) != NULL) {
		complain(loader, node->mark,
		         _("“%s” has several lines; one is accepted"), what);
		return false;
	}
	return true;
}

const char *
scalar_keep(struct loader *loader, const struct yaml_node *node)
{
	size_t length;

	if (node == NULL)
		return "";
	length = node->length;
	while (length > 0 && node->text[length - 1] == '\n')
		length--;
	return arena_strndup(loader->arena, node->text, length);
}

bool
id_verify(struct loader *loader, const struct yaml_node *id,
          const char *const *reserved)
{
	const char *text = id->text;
	size_t length = id->length;
	bool good = length <= ID_BYTES && text[0] >= 'a' && text[0] <= 'z';

	for (size_t i = 0; i < length && good; i++)
		good = (text[i] >= 'a' && text[i] <= 'z') ||
		       (text[i] >= '0' && text[i] <= '9') || text[i] == '_';
	if (!good) {
		complain(
			loader, id->mark,
			_("“%s” is no id; lower case letters, digits and _, a letter first, up to %d are "
		          "accepted"),
			shown(loader, text, length), ID_BYTES);
		return false;
	}
	for (size_t i = 0; reserved != NULL && reserved[i] != NULL; i++)
		good = good && strcmp(text, reserved[i]) != 0;
	if (!good || strcmp(text, "last") == 0) {
		complain(
			loader, id->mark,
			_("“%s” means something else in reports; take another id"),
			text);
		return false;
	}
	return true;
}

bool
number_read(struct loader *loader, const struct field *field,
            const struct yaml_node *node, size_t *number)
{
	bool good = node->kind == YAML_NODE_SCALAR && node->length > 0 &&
	            node->length <= NUMBER_DIGITS;
	size_t value = 0;

	for (size_t i = 0; good && i < node->length; i++) {
		good = node->text[i] >= '0' && node->text[i] <= '9';
		value = value * 10 + (size_t)(node->text[i] - '0');
	}
	if (!good || value < field->least || value > field->most) {
		complain(loader, node->mark,
		         _("“%s” takes a whole number from %zu to %zu"),
		         field->name, field->least, field->most);
		return false;
	}
	*number = value;
	return true;
}

bool
flag_read(struct loader *loader, const struct field *field,
          const struct yaml_node *node, bool *flag)
{
	bool scalar = node->kind == YAML_NODE_SCALAR;

	if (!scalar || (strcmp(node->text, "true") != 0 &&
	                strcmp(node->text, "false") != 0)) {
		complain(loader, node->mark, _("“%s” takes true or false"),
		         field->name);
		return false;
	}
	*flag = strcmp(node->text, "true") == 0;
	return true;
}

bool
word_read(struct loader *loader, const struct field *field,
          const struct yaml_node *node, size_t *word)
{
	if (!expect_kind(loader, node, YAML_NODE_SCALAR, field->name))
		return false;
	for (size_t i = 0; i < field->word_count; i++) {
		if (strcmp(node->text, field->words[i]) == 0) {
			*word = i;
			return true;
		}
	}
	complain(loader, node->mark,
	         _("“%s” does not fit “%s”; accepted here: %s"),
	         shown(loader, node->text, node->length), field->name,
	         enumerate(loader, field->words, field->word_count));
	return false;
}

static bool
read_wording(struct loader *loader, const struct field *field,
             const struct yaml_node *node, struct wording *wording)
{
	const struct schema schema = {
		.fields = WORDING_FIELDS[field->kind == FIELD_WORDING_TEXT ? 1
	                                                                   : 0],
		.count = 2,
	};
	struct raw_wording raw = {0};

	if (node->kind != YAML_NODE_MAP) {
		complain(loader, node->mark,
		         _("“%s” is %s here; {zh: …, en: …} is wanted"),
		         field->name, kind_name(node));
		return false;
	}
	if (!schema_read(loader, node, &schema, &raw))
		return false;
	wording->zh = scalar_keep(loader, raw.zh);
	wording->en = scalar_keep(loader, raw.en);
	return true;
}

static bool
read_node(struct loader *loader, const struct field *field,
          const struct yaml_node *node, enum yaml_kind kind,
          const struct yaml_node **target)
{
	if (!expect_kind(loader, node, kind, field->name))
		return false;
	if (kind == YAML_NODE_LIST && node->count == 0) {
		complain(
			loader, node->mark,
			_("the list “%s” is empty; one entry at least is wanted"),
			field->name);
		return false;
	}
	*target = node;
	return true;
}

static bool
read_field(struct loader *loader, const struct field *field,
           const struct yaml_node *node, void *target)
{
	void *member = (char *)target + field->offset;

	switch (field->kind) {
	case FIELD_LABEL:
		if (node->kind == YAML_NODE_SCALAR && node->length == 0 &&
		    !yaml_is_null(node)) {
			*(const struct yaml_node **)member = node;
			return true;
		}
		/* fall through */
	case FIELD_LINE:
	case FIELD_TEXT:
		if (!text_verify(loader, node, field->name,
		                 field->kind == FIELD_TEXT))
			return false;
		*(const struct yaml_node **)member = node;
		return true;
	case FIELD_WORDING:
	case FIELD_WORDING_TEXT:
		return read_wording(loader, field, node, member);
	case FIELD_NUMBER:
		return number_read(loader, field, node, member);
	case FIELD_FLAG:
		return flag_read(loader, field, node, member);
	case FIELD_WORD:
		return word_read(loader, field, node, member);
	case FIELD_MAP:
		return read_node(loader, field, node, YAML_NODE_MAP, member);
	case FIELD_LIST:
		return read_node(loader, field, node, YAML_NODE_LIST, member);
	case FIELD_ANY:
		*(const struct yaml_node **)member = node;
		return true;
	}
	return false;
}

/* Names of all fields, or of the required ones, into `names`. */
static size_t
field_names(const struct schema *schema, bool required,
            const char *names[SCHEMA_FIELDS_MAX])
{
	size_t count = 0;

	for (size_t i = 0; i < schema->count; i++) {
		if (!required || schema->fields[i].required)
			names[count++] = schema->fields[i].name;
	}
	return count;
}

/* Returns the field that was probably meant, or NONE. */
static size_t
unknown_key(struct loader *loader, const struct schema *schema,
            const struct yaml_node *key)
{
	const char *names[SCHEMA_FIELDS_MAX];
	size_t count = field_names(schema, false, names);
	const char *meant = nearest_word(key->text, key->length, names, count);
	const char *accepted = enumerate(loader, names, count);
	const char *name = shown(loader, key->text, key->length);
	size_t field = 0;

	if (meant == NULL) {
		complain(loader, key->mark,
		         _("unknown key “%s”; accepted here: %s"), name,
		         accepted);
		return NONE;
	}
	complain(loader, key->mark,
	         _("unknown key “%s”: did you mean “%s”? Accepted here: %s"),
	         name, meant, accepted);
	while (names[field] != meant)
		field++;
	return field;
}

static void
missing_key(struct loader *loader, const struct yaml_node *node,
            const struct schema *schema, size_t field)
{
	const char *names[SCHEMA_FIELDS_MAX];
	size_t count = field_names(schema, true, names);

	complain(loader, node->mark,
	         _("the key “%s” is missing; required here: %s"),
	         schema->fields[field].name, enumerate(loader, names, count));
}

static size_t
find_field(const struct schema *schema, const struct yaml_node *key)
{
	for (size_t i = 0; i < schema->count; i++) {
		if (strlen(schema->fields[i].name) == key->length &&
		    memcmp(schema->fields[i].name, key->text, key->length) == 0)
			return i;
	}
	return NONE;
}

bool
schema_read(struct loader *loader, const struct yaml_node *node,
            const struct schema *schema, void *target)
{
	const struct yaml_node *seen[SCHEMA_FIELDS_MAX] = {NULL};
	/* A mistyped key is not told again as a missing one. */
	bool excused[SCHEMA_FIELDS_MAX] = {false};
	bool good = true;

	for (size_t i = 0; i < node->count && !loader_full(loader); i++) {
		const struct yaml_node *key = node->entries[i].key;
		size_t field = find_field(schema, key);

		if (field == NONE) {
			size_t meant = unknown_key(loader, schema, key);

			if (meant != NONE)
				excused[meant] = true;
			good = false;
		} else if (seen[field] != NULL) {
			complain(
				loader, key->mark,
				_("the key “%s” stands here again (first in line %zu); keep one"),
				key->text, seen[field]->mark.line);
			good = false;
		} else {
			seen[field] = key;
			if (!read_field(loader, &schema->fields[field],
			                node->entries[i].value, target))
				good = false;
		}
	}
	for (size_t i = 0; i < schema->count; i++) {
		if (!schema->fields[i].required || seen[i] != NULL)
			continue;
		good = false;
		if (!excused[i])
			missing_key(loader, node, schema, i);
	}
	return good;
}
