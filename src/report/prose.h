/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#ifndef REPORT_PROSE_H
#define REPORT_PROSE_H

/*
 * Prose: paragraphs, sub-headings, 字数, and live figures resolved. Above
 * this file nobody sees a `{`.
 */

#include "report/report.h"

enum live_status {
	LIVE_OK,
	LIVE_BLANK,     /* an operand is blank */
	LIVE_UNRESOLVED /* unknown path, no last year, division by 0, grammar */
};

/* One `{…}` of the source. */
struct live_figure {
	size_t source_start, source_end;     /* bytes in the source */
	size_t resolved_start, resolved_end; /* bytes in the resolved text */
	enum live_status status;
	char *why; /* for the user, unless LIVE_OK */
};

/* From byte `resolved` of the resolved text on, what stands there was copied
 * from byte `source` of the source on, or (`fixed`) stands for the figure that
 * begins there. */
struct prose_anchor {
	size_t resolved;
	size_t source;
	bool fixed;
};

struct prose {
	char *text;    /* resolved; 〔?〕 stands for what cannot be printed */
	size_t length; /* bytes */
	struct live_figure *figures;
	size_t figure_count;
	struct prose_anchor
		*anchors; /* ascending; only where the copy shifts */
	size_t anchor_count;
};

/* Resolves `source`; the caller frees the result with prose_free(). `last` is
 * last year's report or NULL. */
struct prose prose_resolve(const struct report *report,
                           const struct report *last, const char *source,
                           size_t length);
void prose_free(struct prose *prose);
/* The byte of the source behind byte `at` of the resolved text: within a
 * printed figure the brace that begins it. */
size_t prose_source_at(const struct prose *prose, size_t at);

/* A line that begins with （一） or (一), has at most 20 characters and none of
 * 。；：， */
bool prose_is_subheading(const char *line, size_t length);

/* The marks a sentence ends with; those that close behind such a mark and stay
 * with the sentence. */
bool prose_ends_sentence(char32_t character);
bool prose_closes(char32_t character);

#endif
