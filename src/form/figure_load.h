/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef FORM_FIGURE_LOAD_H
#define FORM_FIGURE_LOAD_H

/*
 * Inside form/ only: reading the key `prose`. figures.c goes through it and
 * reads what is simple; the files below read one kind of entry each, and take
 * its index in the list. What is wrong becomes a problem of the loader.
 */

#include "form/figure_words.h"
#include "form/figures.h"
#include "form/load.h"
#include "form/schema.h"

/* Entries of a short list; families are counted in the bits of a word. */
#define LIST_MOST 60
#define ENTRIES(fields) (sizeof(fields) / sizeof(*(fields)))
#define MEMBER(type, name, member_kind, ...) \
 { \
#  name, member_kind, .offset = offsetof(struct type, name), __VA_ARGS__ \
 }
#define SCHEMA(fields) \
 { \
  fields, ENTRIES(fields) \
 }

/* What reading the key needs besides the rules. */
struct figure_reader {
	struct loader *loader;
	struct figure_rules *rules;
	struct figure_words words;
	const char *families[LIST_MOST];
};

/* Entries that can be named: their ids, read one after the other. */
struct figure_names {
	const void *entries;
	size_t size; /* of an entry, which begins with its id */
	size_t count;
	const char *kind;
};

/* --- figure_names.c --- */
struct figure_names figure_unit_names(const struct figure_rules *rules);
struct figure_names figure_topic_names(const struct figure_rules *rules);
struct figure_names figure_class_names(const struct figure_rules *rules);
struct figure_names figure_rule_names(const struct figure_rules *rules);
/* The entry of that id; a problem and NONE if there is none. */
size_t figure_want_name(struct loader *loader, const struct figure_names *names,
                        const struct yaml_node *id);
/* A new id, kept; "" and a problem if it is taken or none. */
const char *figure_new_name(struct loader *loader,
                            const struct figure_names *names,
                            const struct yaml_node *id);
/* The entries that the list, which may be NULL, names: as bits. */
uint64_t figure_name_bits(struct loader *loader,
                          const struct figure_names *names,
                          const struct yaml_node *list);
/* The family of that name, a new one if it was not met before; NONE for
 * NULL. */
size_t figure_family(struct figure_reader *reader,
                     const struct yaml_node *family);

/* --- figure_topics.c --- */
/* By section: whether the list, which may be NULL, names it. */
bool *figure_sections(struct loader *loader, const struct yaml_node *list,
                      const char *what);
/* The first topic of the bits; a problem and NULL unless all lie alike in one
 * table. */
const struct figure_topic *figure_common_topic(struct figure_reader *reader,
                                               uint64_t topics,
                                               const struct yaml_node *node);
void figure_read_topic(struct figure_reader *reader,
                       const struct yaml_node *node, size_t index);
/* The class that a topic's figures state where no other is named: after the
 * classes are read. */
void figure_read_stated(struct figure_reader *reader,
                        const struct yaml_node *node, size_t index);
void figure_read_party(struct figure_reader *reader,
                       const struct yaml_node *node, size_t index);

/* --- figure_classes.c --- */
void figure_read_class(struct figure_reader *reader,
                       const struct yaml_node *node, size_t index);
void figure_read_statement(struct figure_reader *reader,
                           const struct yaml_node *node, size_t index);

/* --- figure_rules.c --- */
/* Rules come first, as topics name them; what they name comes later. */
void figure_read_rule_id(struct figure_reader *reader,
                         const struct yaml_node *node, size_t index);
/* The cell, section, classes and families that a rule names. */
void figure_read_rule(struct figure_reader *reader,
                      const struct yaml_node *node, size_t index);

#endif
