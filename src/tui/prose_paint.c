/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/prose_paint.h"

/* A line as it is painted, run by run. Offsets are bytes of what is shown. */
struct run {
	const struct editor *editor;
	const struct editor_line *line;
	size_t at, end; /* at least to there all looks the same */
};

/* Whether the run lies in the span; if not, it ends before it. */
static bool
lies_in(struct run *run, struct span span)
{
	size_t edge = run->at < span.start ? span.start : span.end;

	if (run->at >= span.end)
		return false;
	if (edge < run->end)
		run->end = edge;
	return run->at >= span.start;
}

/* The worst of what was found there, or LEVEL_COUNT. What is blank tells of
 * itself. */
static enum level
level_of(struct run *run)
{
	const struct findings *findings = &run->editor->session->findings;
	enum level worst = LEVEL_COUNT;

	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = &findings->items[i];
		struct span span = {finding->at, finding->at + finding->length};

		if (finding_text(finding) == run->editor->text &&
		    finding->level != LEVEL_TODO && !finding_settled(finding) &&
		    editor_line_span(run->editor, run->line, span, &span) &&
		    lies_in(run, span) && finding->level < worst)
			worst = finding->level;
	}
	return worst;
}

static const struct live_span *
figure_at(struct run *run)
{
	const struct live_map *map = run->line->map;
	size_t from = run->line->from;

	for (size_t i = 0; map && i < map->count; i++) {
		const struct live_span *figure = &map->spans[i];
		struct span span = {
			figure->shown_start > from ? figure->shown_start - from
						   : 0,
			figure->shown_end > from ? figure->shown_end - from
						 : 0};

		if (lies_in(run, span))
			return figure;
	}
	return NULL;
}

/* Of the run from `at` on; `*end` is where it ends. */
static enum style
style_of(struct run *run, enum style style)
{
	static const enum style found[] = {
		[LEVEL_ERROR] = STYLE_FOUND_ERROR,
		[LEVEL_REVIEW] = STYLE_FOUND_REVIEW,
		[LEVEL_HINT] = STYLE_FOUND_HINT,
	};
	const struct live_span *figure = figure_at(run);
	enum level level = level_of(run);
	struct span selected;

	if (editor_selection(run->editor, &selected) &&
	    editor_line_span(run->editor, run->line, selected, &selected) &&
	    lies_in(run, selected))
		return STYLE_SELECTED;
	if (figure && figure->status != LIVE_OK)
		return figure->status == LIVE_BLANK ? STYLE_TODO : STYLE_ERROR;
	if (level < LEVEL_TODO)
		return found[level];
	return figure ? STYLE_LIVE : style;
}

void
prose_paint_line(const struct editor *editor, const struct editor_line *line,
                 enum style style, int y, int x)
{
	struct run run = {editor, line, 0, line->length};

	while (run.at < line->length) {
		enum style its;

		run.end = line->length;
		its = style_of(&run, style);
		x += paint_run(y, x, its, line->shown + run.at,
		               run.end - run.at);
		run.at = run.end;
	}
	/* A line break that is selected. */
	run.end = line->length + 1;
	if (style_of(&run, STYLE_PLAIN) == STYLE_SELECTED)
		paint_run(y, x, STYLE_SELECTED, " ", 1);
}
