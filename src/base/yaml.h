/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef BASE_YAML_H
#define BASE_YAML_H

/*
 * A YAML file as a tree in which every node knows its place. Read with limits
 * (depth, no aliases or anchors, UTF-8 only), so that no file can hang or
 * exhaust the program. Duplicate keys are kept; what they mean is the
 * caller's business. The document owns all its nodes.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/message.h"

#define YAML_DEPTH_LIMIT 64

enum yaml_kind { YAML_NODE_SCALAR, YAML_NODE_MAP, YAML_NODE_LIST };

enum yaml_style {
	YAML_STYLE_PLAIN,
	YAML_STYLE_QUOTED,  /* single or double */
	YAML_STYLE_LITERAL, /* | */
	YAML_STYLE_FOLDED,  /* > */
	YAML_STYLE_BLOCK,   /* a map or list in block form */
	YAML_STYLE_FLOW     /* a map or list in { } or [ ] */
};

struct yaml_node {
	enum yaml_kind kind;
	enum yaml_style style;
	struct mark mark;  /* of its first character */
	size_t start, end; /* bytes in the source; trailing line breaks of a
	                       literal block not included */
	const char *text;  /* scalar: its value, NUL-terminated; else NULL */
	size_t length;     /* scalar: bytes (the value may hold NUL bytes) */
	struct yaml_entry *entries;
	size_t count;
};

/* A pair of a map, or an item of a list (whose key is NULL). Keys are always
 * scalars: a file with another key is refused. */
struct yaml_entry {
	const struct yaml_node *key;
	const struct yaml_node *value;
};

struct yaml_document {
	const struct yaml_node *root; /* NULL: an empty file */
	bool bom;
	struct arena *arena;
};

/*
 * Parses `size` bytes. NULL on refusal, with the one problem added: not YAML
 * (with a hint where a full-width ： ， or U+3000 is the likely cause), alias
 * or anchor, tag, too deep, invalid UTF-8, UTF-16, control characters or
 * U+0085, U+2028, U+2029 (line breaks to YAML, not to editors), a key that is
 * no scalar, more than one document.
 */
struct yaml_document *yaml_parse(const char *bytes, size_t size,
                                 struct problems *problems);
/* NULL is fine. (Not yaml_free: libyaml exports a function of that name.) */
void yaml_document_free(struct yaml_document *document);

/* The number of the first entry with such a key; `map->count` if there is
 * none, or `map` is no map. */
size_t yaml_find(const struct yaml_node *map, const char *key, size_t length);
/* The value of the first such key, or NULL; `map` may be NULL or no map. */
const struct yaml_node *yaml_get(const struct yaml_node *map, const char *key);
/* True for ~, null, Null, NULL or nothing written as a plain scalar, and for
 * no node (NULL): the key is absent. */
bool yaml_is_null(const struct yaml_node *node);

/* A line of a scalar's text, and where it begins in the file; for a scalar that
 * is no literal block every line has the place of the whole. */
struct yaml_line {
	size_t start; /* in the text */
	size_t at;    /* in the source */
	struct mark mark;
	bool literal;
};
struct yaml_line yaml_first_line(const struct yaml_node *node,
                                 const char *source, size_t source_size);
/* False, with nothing changed, behind the last line. */
bool yaml_following_line(struct yaml_line *line, const struct yaml_node *node,
                         const char *source, size_t source_size);

/*
 * The place of byte `at` of a literal block's text in the file: line and
 * column there. For other styles the node's own place.
 */
struct mark yaml_text_mark(const struct yaml_node *node, const char *source,
                           size_t source_size, size_t at);

#endif
