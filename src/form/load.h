/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef FORM_LOAD_H
#define FORM_LOAD_H

/*
 * Inside form/ only: what the parts that read a definition share. Nodes belong
 * to the parsed file and live until loading ends; everything the form keeps is
 * copied into its arena.
 */

#include "base/yaml.h"
#include "form/form.h"

/* Problems told of one definition. */
#define FORM_PROBLEMS 20
#define FORM_SECTIONS 64
#define FORM_COLUMNS 64
#define FORM_ROWS 200
#define FORM_CELLS 10000
#define FORM_GRID_LINES 400
#define FORM_GRID_WIDTH 100
#define FORM_RELATIONS 500
/* Operands of all instances of all relations. */
#define FORM_TERMS 200000

struct loader {
	struct form *form;
	struct arena *arena;   /* the form's */
	struct arena *scratch; /* freed when loading ends */
	const char *source;
	size_t source_size;
	struct problems *problems;
	size_t problems_before; /* the caller's, already there */
	size_t cell_capacity;
	size_t terms; /* made so far */
	size_t pattern_capacity;
	bool cells_broken; /* a row has not the columns it should have */
	bool ids_broken; /* some id is unusable, so that not finding one says nothing */
};

/* Adds a problem, unless FORM_PROBLEMS were told already. */
void complain(struct loader *loader, struct mark mark, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* Whether reading on is of no use. */
bool loader_full(const struct loader *loader);

/* The text for a message, cut if long; lives in the scratch arena. */
const char *shown(struct loader *loader, const char *text, size_t length);
/* The place of byte `at` of a scalar's text, as near as the file allows. */
struct mark text_place(const struct loader *loader,
                       const struct yaml_node *node, size_t at);

/* "a, b, c", cut after a dozen; lives in the scratch arena. */
const char *enumerate(struct loader *loader, const char *const *words,
                      size_t count);
/* The end of a message about an unknown name: what it may have been meant to
 * be, or what there is. */
const char *advice(struct loader *loader, const char *word, size_t length,
                   const char *const *candidates, size_t count);

/* Reads `table:` of a section: its columns, rows and cells (no grid). NULL if
 * it has no usable axes. */
struct table *table_load(struct loader *loader, size_t section,
                         const struct yaml_node *node);
/* Complaints about a name that is no row or column of the table. */
void unknown_row(struct loader *loader, struct mark mark,
                 const struct table *table, const char *path, size_t length);
void unknown_column(struct loader *loader, struct mark mark,
                    const struct table *table, const char *id, size_t length);
/* A value is wanted where a group is named. */
void group_has_no_values(struct loader *loader, struct mark mark,
                         const char *path);
/* Ids as words for advice(); they live in the scratch arena. */
const char *const *column_names(struct loader *loader,
                                const struct table *table);
/* The cell where row and column meet, or NONE. */
size_t table_cell(const struct table *table, size_t row, size_t column);

/* Builds the index form_find_cell() searches; cells are complete by then. */
void form_index_cells(struct form *form);

/* Reads a table's printed grid and verifies it: every value once. */
void grid_load(struct loader *loader, size_t section,
               const struct yaml_node *node);

/* Reads `relations` and `carry` (either may be NULL) into the form. */
void relations_load(struct loader *loader, const struct yaml_node *relations,
                    const struct yaml_node *carry);

/* Reads `prose` into the form: the words around figures (figures.c). */
void figures_load(struct loader *loader, const struct yaml_node *node);

/* Letters, digits, . - and _; a problem if the id is another. */
bool rule_id_verify(struct loader *loader, const struct yaml_node *id);
/* Reads `checks` and `from` (either may be NULL) into the form; relations are
 * there by then. */
void rules_load(struct loader *loader, const struct yaml_node *checks);
void older_forms_load(struct loader *loader, const struct yaml_node *from);

/* Compiles the pattern a scalar holds; the form owns it. NULL with a problem,
 * at the place where it goes wrong, if it is none. `what` names it: a key. */
struct pattern *pattern_keep(struct loader *loader,
                             const struct yaml_node *node, const char *what);

/* Verifies the live figures of a starter. */
void starter_verify(struct loader *loader, const struct yaml_node *node);

#endif
