/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef FORM_SCHEMA_H
#define FORM_SCHEMA_H

/*
 * Inside form/ only. A schema describes the keys of one kind of map: it drives
 * reading the map into a struct, and every message about its keys.
 */

#include "form/load.h"

enum field_kind {
	FIELD_LINE,  /* const struct yaml_node *: one line of text, not blank */
	FIELD_LABEL, /* the same, but may be empty */
	FIELD_TEXT,  /* const struct yaml_node *: text, may have lines */
	FIELD_WORDING,      /* struct wording, one line each */
	FIELD_WORDING_TEXT, /* struct wording, may have lines */
	FIELD_NUMBER,       /* size_t, least..most */
	FIELD_FLAG,         /* bool */
	FIELD_WORD,         /* size_t: its place in `words` */
	FIELD_MAP,          /* const struct yaml_node * */
	FIELD_LIST,         /* const struct yaml_node *: has an item at least */
	FIELD_ANY           /* const struct yaml_node *: verified elsewhere */
};

struct field {
	const char *name;
	enum field_kind kind;
	bool required;
	size_t offset; /* of the member in the target */
	size_t least;
	size_t most;
	const char *const *words;
	size_t word_count;
};

struct schema {
	const struct field *fields;
	size_t count;
};

#define SCHEMA_FIELDS_MAX 32

/*
 * Reads the map `node` into `target`; members of absent or wrong keys stay as
 * they are. Unknown, missing, repeated keys and wrong values are problems.
 * False if anything was wrong.
 */
bool schema_read(struct loader *loader, const struct yaml_node *node,
                 const struct schema *schema, void *target);
/* The node is of that kind; a problem if not. `what` names it: a key. */
bool expect_kind(struct loader *loader, const struct yaml_node *node,
                 enum yaml_kind kind, const char *what);
/* A text without control characters, one line unless `lines`, not blank; a
 * problem and false if it is none. */
bool text_verify(struct loader *loader, const struct yaml_node *node,
                 const char *what, bool lines);
/* Lower case letters, digits and _, a letter first; not `last` and none of
 * `reserved` (NULL-terminated, or NULL). */
bool id_verify(struct loader *loader, const struct yaml_node *id,
               const char *const *reserved);
/* Verify and read a value as fields of that kind do; `field` names it. */
bool number_read(struct loader *loader, const struct field *field,
                 const struct yaml_node *node, size_t *number);
bool flag_read(struct loader *loader, const struct field *field,
               const struct yaml_node *node, bool *flag);
bool word_read(struct loader *loader, const struct field *field,
               const struct yaml_node *node, size_t *word);
/* The text of a scalar, copied to the form's arena without line breaks at its
 * end; "" for NULL. */
const char *scalar_keep(struct loader *loader, const struct yaml_node *node);

#endif
