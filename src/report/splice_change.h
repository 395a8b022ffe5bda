/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef REPORT_SPLICE_CHANGE_H
#define REPORT_SPLICE_CHANGE_H

/*
 * Inside splicing only: the changes to a file's bytes, collected in any order
 * and made in one pass. Texts are given with \n and get the file's own line
 * ends.
 */

#include "base/buffer.h"
#include "base/yaml.h"
#include "report/report.h"

/* Bytes [start, end) of the source become `length` bytes at `text`. */
struct change {
	size_t start, end;
	size_t text, length; /* in the splice's `texts` */
	size_t number;       /* changes at one place keep their order */
};

struct splice {
	const struct report *report; /* to be saved */
	const struct report *was;    /* as its file says it */
	const char *source;
	size_t size;
	const char *line_end;
	size_t step; /* blanks the file's levels stand deeper */
	struct change *changes;
	size_t change_count;
	size_t change_capacity;
	struct buffer texts;
	bool stuck;    /* a change has no place of its own */
	bool replaced; /* a value of a kind the form does not want went */
};

/* A map into which entries are put: behind the last one that was passed, or
 * before all others. */
struct gap {
	const struct yaml_node *map;
	size_t behind; /* byte; 0: before all others */
	bool filled;   /* something was put into an empty map */
};

void splice_change(struct splice *splice, size_t start, size_t end,
                   const struct buffer *text);
/* Makes the changes. False if some are in each other's way. */
bool splice_make(struct splice *splice, struct buffer *out);

/* The end of the line that `at` is in, before its line break. */
size_t splice_line_end(const struct splice *splice, size_t at);
/* The blanks before `at` if nothing else is before it on its line; else the
 * splice is stuck. */
size_t splice_indent(struct splice *splice, size_t at);

/* Puts `text` in the place of a scalar or of what stands in { } or [ ]. */
void splice_value(struct splice *splice, const struct yaml_node *node,
                  const struct buffer *text);
/* The same with `first` on the line of the key and `lines` below it. */
void splice_lines(struct splice *splice, const struct yaml_node *node,
                  const char *first, const struct buffer *lines);
/* Takes whole lines of a block map or list away, from the one `start` is in
 * to the one `end` is in; false if a comment would go with them. */
bool splice_drop(struct splice *splice, size_t start, size_t end);
/* Puts an entry into the gap: a block map gets it as lines, each ended, a
 * flow map as `KEY: VALUE`. */
void splice_put(struct splice *splice, struct gap *gap,
                const struct buffer *text);
/* Entry `at` of the map, and `more` that belong to it, are before the gap. */
void splice_pass(struct gap *gap, size_t at, size_t more);

/* Brings a text of the report, a field or a narrative, into the entry of its
 * key, or puts it into the gap of the file's map (splice_text.c). */
void splice_text(struct splice *splice, struct gap *gap, size_t text);

static inline bool
splice_in_flow(const struct gap *gap)
{
	return gap->map->style == YAML_STYLE_FLOW;
}

#endif
