/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef BASE_YAML_EXPLAIN_H
#define BASE_YAML_EXPLAIN_H

/*
 * What is wrong with a file that is not YAML, in the words of the person who
 * wrote it. Inside of base/yaml.
 */

#include <stddef.h>

#include "base/message.h"

/* What the parser complained of. A mark's line 0 means: not known. */
struct yaml_complaint {
	const char *context; /* "while ...", or NULL */
	const char *problem; /* the parser's English */
	struct mark opened;  /* where the thing that is being read began */
	struct mark mark;    /* where the parser gave up */
	struct mark quote;   /* of quoted text of several lines just before */
};

/* Adds one problem that says what the complaint is about. `bytes` come
 * without the BOM. */
void yaml_explain(const char *bytes, size_t size,
                  const struct yaml_complaint *complaint,
                  struct problems *problems);

#endif
