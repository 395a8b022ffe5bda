/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef UNIT_NODES_H
#define UNIT_NODES_H

/* Elements as libxml2 read them. */

#include <libxml/tree.h>

/* The first element of that name (without its prefix) at `node`, after or
 * below it, in order, or NULL. */
xmlNodePtr node_find(xmlNodePtr node, const char *name);
/* How many there are. */
size_t node_count(xmlNodePtr node, const char *name);
/* Fails the test, naming `what`, if all text below is not as expected. */
void node_check_text(const char *what, xmlNodePtr node, const char *expected);
/* The same of an attribute; NULL: that there is none. */
void node_check_property(const char *what, xmlNodePtr node, const char *name,
                         const char *expected);

#endif
