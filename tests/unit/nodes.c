/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "nodes.h"

#include <string.h>

#include "unit.h"

xmlNodePtr
node_find(xmlNodePtr node, const char *name)
{
	for (; node != NULL; node = node->next) {
		xmlNodePtr found;

		if (node->type == XML_ELEMENT_NODE &&
		    strcmp((const char *)node->name, name) == 0)
			return node;
		found = node_find(node->children, name);
		if (found != NULL)
			return found;
	}
	return NULL;
}

size_t
node_count(xmlNodePtr node, const char *name)
{
	size_t count = 0;

	for (; node != NULL; node = node->next) {
		if (node->type == XML_ELEMENT_NODE &&
		    strcmp((const char *)node->name, name) == 0)
			count++;
		count += node_count(node->children, name);
	}
	return count;
}

void
node_check_text(const char *what, xmlNodePtr node, const char *expected)
{
	xmlChar *seen;

	if (node == NULL)
		ck_abort_msg("%s: expected “%s”, seen none", what, expected);
	seen = xmlNodeGetContent(node);
	if (strcmp((char *)seen, expected) != 0)
		ck_abort_msg("%s: expected “%s”, seen “%s”", what, expected,
		             (char *)seen);
	xmlFree(seen);
}

void
node_check_property(const char *what, xmlNodePtr node, const char *name,
                    const char *expected)
{
	xmlChar *value = xmlGetProp(node, (const xmlChar *)name);
	const char *seen = (const char *)value;

	if (expected == NULL ? seen != NULL
	                     : seen == NULL || strcmp(seen, expected) != 0)
		ck_abort_msg("%s: %s: expected %s, seen %s", what, name,
		             expected ? expected : "none",
		             seen ? seen : "none");
	xmlFree(value);
}
