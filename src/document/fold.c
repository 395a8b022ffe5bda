/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "document/fold.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* A cut word is as bad as this many lines more. */
#define CUT_LINES 4
/* Texts looked at before the search ends with what it has. */
#define WORK_LIMIT ((size_t)2 * 1000 * 1000)

size_t
fold_total(const struct fold *fold, const size_t *widths)
{
	size_t total = fold->measure->rule;
	size_t i;

	for (i = 0; i < fold->grid->columns; i++)
		total += widths[fold->class_of[i]] + fold->measure->rule;
	return total;
}

void
fold_widen(const struct fold *fold, size_t *widths, size_t column,
           size_t across, size_t need)
{
	for (;;) {
		size_t room = (across - 1) * fold->measure->rule;
		size_t narrowest = fold->class_of[column];
		size_t i;

		for (i = column; i < column + across; i++) {
			size_t class = fold->class_of[i];

			room += widths[class];
			if (widths[class] < widths[narrowest])
				narrowest = class;
		}
		if (room >= need)
			return;
		widths[narrowest] += fold->measure->step;
	}
}

void
fold_raise(size_t *heights, size_t down, size_t rule_height, size_t need)
{
	size_t have = (down - 1) * rule_height;
	size_t missing, i;

	if (down == 1) {
		if (heights[0] < need)
			heights[0] = need;
		return;
	}
	for (i = 0; i < down; i++)
		have += heights[i];
	if (have >= need)
		return;
	missing = need - have;
	for (i = 0; i < down; i++)
		heights[i] += missing / down + (i < missing % down);
}

/* Height of a text folded to `width`, less than it needs on one line. Most are
 * asked for many widths. */
static size_t
text_height(const struct fold *fold, struct fold_text *text, size_t width)
{
	if (width > text->widest)
		width = text->widest;
	if (text->heights[0] == 0)
		fold->measure->heights(
			fold->measure->device, text->text, text->least,
			text->widest - text->least + 1, text->heights);
	return text->heights[width - text->least];
}

/* Below FOLD_LINE, however many texts there are. */
static size_t
less_than_a_line(size_t folded)
{
	return folded < FOLD_LINE ? folded : FOLD_LINE - 1;
}

size_t
fold_cost(struct fold *fold)
{
	const size_t rule = fold->measure->rule;
	size_t folded = 0; /* height of texts beyond one line each */
	size_t total = 0;
	size_t i;

	fold->work += fold->loose_count;
	fold->edges[0] = 0;
	for (i = 0; i < fold->grid->columns; i++)
		fold->edges[i + 1] =
			fold->edges[i] + rule + fold->widths[fold->class_of[i]];
	for (i = 0; i < fold->grid->lines; i++)
		fold->heights[i] = fold->line_height;
	for (i = 0; i < fold->loose_count; i++) {
		struct fold_text *text = &fold->texts[i];
		size_t width = fold->edges[text->column + text->across] -
		               fold->edges[text->column] - rule;
		size_t height;

		/* On one line, which every line of the table has room for. */
		if (width >= text->natural)
			continue;
		if (width < text->least)
			return SIZE_MAX;
		if (width < text->part)
			total += CUT_LINES * fold->line_height;
		height = text_height(fold, text, width);
		folded += height - fold->line_height;
		fold_raise(&fold->heights[text->line], text->down,
		           fold->measure->rule_height, height);
	}
	for (i = 0; i < fold->grid->lines; i++)
		total += fold->heights[i];
	return total * FOLD_LINE + less_than_a_line(folded);
}

/* A class set to another width, and what that does. */
struct move {
	size_t class;
	size_t width;
	size_t cost; /* difference of costs, for better or worse */
	size_t gain; /* width saved or spent, as far as it matters */
};

/* Sets one class to `width` for a look; what it would cost. */
static size_t
try_width(struct fold *fold, size_t class, size_t width)
{
	size_t old = fold->widths[class];
	size_t cost;

	fold->widths[class] = width;
	cost = fold_cost(fold);
	fold->widths[class] = old;
	return cost;
}

/* The best way to narrow one class: the least cost per width saved, the most
 * width where that is equal. */
static void
try_narrower(struct fold *fold, size_t class, size_t base, size_t excess,
             struct move *best)
{
	const size_t step = fold->measure->step;
	size_t width = fold->widths[class];
	size_t saved = 0;

	while (saved < excess && width >= fold->least[class] + step &&
	       fold->work < WORK_LIMIT) {
		size_t cost, gain;

		width -= step;
		saved += step * fold->sizes[class];
		cost = try_width(fold, class, width);
		if (cost == SIZE_MAX)
			return;
		cost = cost > base ? cost - base : 0;
		/* No more than the excess counts, and narrower is never
		 * cheaper: it can only get worse from here. */
		if (best->gain > 0 && cost * best->gain > best->cost * excess)
			return;
		gain = saved < excess ? saved : excess;
		if (best->gain == 0 || cost * best->gain < best->cost * gain ||
		    (cost * best->gain == best->cost * gain &&
		     gain > best->gain))
			*best = (struct move){class, width, cost, gain};
	}
}

/* Gives every class its least, and the rest to the narrowest ones: for tables
 * too large for a search. */
static void
level(struct fold *fold)
{
	const size_t step = fold->measure->step;
	size_t slack = fold->available - fold_total(fold, fold->least);

	memcpy(fold->widths, fold->least,
	       fold->classes * sizeof(*fold->widths));
	for (;;) {
		size_t narrowest = fold->classes;
		size_t i;

		for (i = 0; i < fold->classes; i++)
			if (step * fold->sizes[i] <= slack &&
			    (narrowest == fold->classes ||
			     fold->widths[i] < fold->widths[narrowest]))
				narrowest = i;
		if (narrowest == fold->classes)
			return;
		fold->widths[narrowest] += step;
		slack -= step * fold->sizes[narrowest];
	}
}

static void
narrow(struct fold *fold)
{
	size_t total;

	while ((total = fold_total(fold, fold->widths)) > fold->available) {
		struct move best = {0};
		size_t base = fold_cost(fold);
		size_t i;

		for (i = 0; i < fold->classes && fold->work < WORK_LIMIT; i++)
			try_narrower(fold, i, base, total - fold->available,
			             &best);
		if (best.gain > 0)
			fold->widths[best.class] = best.width;
		else
			level(fold);
	}
}

/* Spends what is left of the width where it saves most for its room. Returns
 * the cost. */
static size_t
widen(struct fold *fold)
{
	const size_t step = fold->measure->step;
	size_t base = fold_cost(fold);

	for (;;) {
		size_t slack = fold->available - fold_total(fold, fold->widths);
		struct move best = {0};
		size_t i;

		for (i = 0; i < fold->classes && fold->work < WORK_LIMIT; i++) {
			size_t spent = step * fold->sizes[i];
			size_t width = fold->widths[i] + step;

			for (; spent <= slack;
			     spent += step * fold->sizes[i], width += step) {
				size_t cost = try_width(fold, i, width);

				cost = cost < base ? base - cost : 0;
				if (cost * best.gain > best.cost * spent ||
				    (best.gain == 0 && cost > 0))
					best = (struct move){i, width, cost,
					                     spent};
			}
		}
		if (best.gain == 0)
			return base;
		fold->widths[best.class] = best.width;
		base -= best.cost;
	}
}

/* The best way to give width from one class to another, as all of what the
 * giver can spare. */
struct gift {
	size_t giver, giver_width;
	size_t taker, taker_width;
	size_t cost;
};

static void
try_gifts(struct fold *fold, size_t giver, struct gift *best)
{
	const size_t step = fold->measure->step;
	const size_t old = fold->widths[giver];
	size_t slack = fold->available - fold_total(fold, fold->widths);
	size_t taker;

	while (fold->widths[giver] >= fold->least[giver] + step) {
		fold->widths[giver] -= step;
		slack += step * fold->sizes[giver];
		if (fold->work >= WORK_LIMIT || fold_cost(fold) == SIZE_MAX)
			break;
		for (taker = 0; taker < fold->classes; taker++) {
			size_t most = slack / (step * fold->sizes[taker]);
			size_t width = fold->widths[taker] + most * step;
			size_t cost;

			if (taker == giver || most == 0)
				continue;
			cost = try_width(fold, taker, width);
			if (cost < best->cost)
				*best = (struct gift){giver,
				                      fold->widths[giver],
				                      taker, width, cost};
		}
	}
	fold->widths[giver] = old;
}

/* Takes back what a class has beyond use. */
static void
tighten(struct fold *fold, size_t cost)
{
	const size_t step = fold->measure->step;
	size_t i;

	for (i = 0; i < fold->classes; i++)
		while (fold->widths[i] >= fold->least[i] + step &&
		       fold->work < WORK_LIMIT &&
		       try_width(fold, i, fold->widths[i] - step) <= cost)
			fold->widths[i] -= step;
}

/* Spends and takes back until neither changes anything. Returns the cost. */
static size_t
settle(struct fold *fold)
{
	size_t cost = widen(fold);

	for (;;) {
		size_t before = cost;

		tighten(fold, cost);
		cost = widen(fold);
		if (cost >= before)
			return cost;
	}
}

size_t
fold_search(struct fold *fold)
{
	size_t cost;

	fold->work = 0;
	narrow(fold);
	for (;;) {
		struct gift best = {.cost = settle(fold)};
		size_t i;

		cost = best.cost;
		for (i = 0; i < fold->classes; i++)
			try_gifts(fold, i, &best);
		if (best.cost >= cost)
			return cost;
		fold->widths[best.giver] = best.giver_width;
		fold->widths[best.taker] = best.taker_width;
	}
}
