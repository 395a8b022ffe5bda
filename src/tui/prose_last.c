/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "tui/prose_last.h"

#include <curses.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "report/prose.h"

/* Terminals at least this wide show both years side by side. */
#define WIDE_FROM 100
/* Else last year's has a third of the lines, and at least so many. */
#define LINES_LEAST 4

/* --- what corresponds --- */

struct last_paragraph *
prose_last_paragraphs(const char *text, size_t length, size_t *count)
{
	struct last_paragraph *paragraphs = NULL;
	size_t capacity = 0, heading = NONE, at = 0;

	*count = 0;
	while (at <= length) {
		const char *found =
			at < length ? memchr(text + at, '\n', length - at)
				    : NULL;
		size_t end = found ? (size_t)(found - text) : length;

		if (prose_is_subheading(text + at, end - at))
			heading = *count;
		paragraphs = grow(paragraphs, &capacity, *count + 1,
		                  sizeof *paragraphs);
		paragraphs[(*count)++] =
			(struct last_paragraph){at, end, heading};
		at = end + 1;
	}
	return paragraphs;
}

/* Pairs of neighbouring characters by their hash. */
#define PAIRS 4096
struct pairs {
	uint16_t counts[PAIRS];
	size_t total;
};

static size_t
pair_of(char32_t first, char32_t second)
{
	return (size_t)((first * 31 + second) * 2654435761U >> 20) % PAIRS;
}

static void
count_pairs(struct pairs *pairs, const char *text, size_t length)
{
	char32_t before = 0, character;

	for (size_t at = 0; at < length; before = character) {
		at += text_decode(text + at, length - at, &character);
		if (pairs->counts[pair_of(before, character)] < UINT16_MAX)
			pairs->counts[pair_of(before, character)]++;
		pairs->total++;
	}
}

/* How many of a thousand pairs two texts have in common (Dice). */
static size_t
similarity(const struct pairs *pairs, const char *text, size_t length)
{
	struct pairs other = {.total = 0};
	size_t common = 0;

	count_pairs(&other, text, length);
	for (size_t i = 0; i < PAIRS; i++)
		common += pairs->counts[i] < other.counts[i] ? pairs->counts[i]
		                                             : other.counts[i];
	return pairs->total + other.total > 0
	               ? 2000 * common / (pairs->total + other.total)
	               : 0;
}

/* The words of a sub-heading, without its numeral in brackets. */
static const char *
heading_words(const char *line, size_t *length)
{
	size_t at = 0;
	char32_t character = 0;

	while (at < *length && character != ')' && character != 0xFF09)
		at += text_decode(line + at, *length - at, &character);
	*length -= at;
	return line + at;
}

static bool
same_heading(const char *now, const struct last_paragraph *mine,
             const char *last, const struct last_paragraph *other)
{
	size_t left = mine->end - mine->start;
	size_t right = other->end - other->start;
	const char *one = heading_words(now + mine->start, &left);
	const char *two = heading_words(last + other->start, &right);

	return left == right && memcmp(one, two, left) == 0;
}

static size_t
paragraph_at(const struct last_paragraph *paragraphs, size_t count, size_t at)
{
	size_t found = 0;

	while (found + 1 < count && paragraphs[found + 1].start <= at)
		found++;
	return found;
}

size_t
prose_last_find(const char *now, size_t length, size_t at, const char *last,
                const struct last_paragraph *paragraphs, size_t count)
{
	size_t own_count, own, best = NONE, most = 0;
	struct last_paragraph *mine =
		prose_last_paragraphs(now, length, &own_count);
	const struct last_paragraph *its;
	struct pairs pairs = {.total = 0};

	own = paragraph_at(mine, own_count, at);
	its = &mine[own];
	count_pairs(&pairs, now + its->start, its->end - its->start);
	for (size_t i = 0; i < count; i++) {
		const struct last_paragraph *other = &paragraphs[i];
		size_t fits = 1;

		if (other->end == other->start)
			continue;
		fits += similarity(&pairs, last + other->start,
		                   other->end - other->start);
		if (its->heading != NONE && other->heading != NONE &&
		    same_heading(now, &mine[its->heading], last,
		                 &paragraphs[other->heading]))
			fits += 500;
		/* A heading corresponds to a heading. */
		if ((its->heading == own) == (other->heading == i))
			fits += 100;
		if (fits > most) {
			most = fits;
			best = i;
		}
	}
	free(mine);
	return best;
}

/* --- drawing --- */

struct area
prose_last_split(struct area *area)
{
	struct area part = *area;

	if (COLS >= WIDE_FROM) {
		area->width = area->width / 2;
		part.x += area->width + 1;
		part.width -= area->width + 1;
		paint_bar(part.y, part.x - 1, part.height);
	} else {
		part.height = area->height / 3;
		if (part.height < LINES_LEAST)
			part.height = LINES_LEAST;
		area->height -= part.height;
		part.y += area->height;
		paint_line(part.y, part.x, part.width);
	}
	return part;
}

/* In lines below each other; returns whether there is room for more. */
static bool
draw_paragraph(struct area *area, enum style style, const char *text,
               const struct last_paragraph *paragraph)
{
	char *words = xstrndup(text + paragraph->start,
	                       paragraph->end - paragraph->start);
	int lines = (int)paint_wrapped(*area, style, words, 0);

	free(words);
	area->y += lines;
	area->height -= lines;
	return area->height > 0;
}

static void
draw_from(const char *text, const struct last_paragraph *paragraphs,
          size_t count, size_t from, struct area area)
{
	size_t heading = paragraphs[from].heading;
	bool room = true;

	if (heading != NONE && heading != from)
		room = draw_paragraph(&area, STYLE_DIM, text,
		                      &paragraphs[heading]);
	for (size_t i = from; room && i < count; i++)
		room = draw_paragraph(&area,
		                      i == from ? STYLE_PLAIN : STYLE_DIM, text,
		                      &paragraphs[i]);
}

/* Last year's text of the section; empty where its form has no such. */
static struct prose
last_text(const struct session *session, size_t section)
{
	const struct report *last = session->last.report;
	const char *id = session->form->sections[section].id;
	size_t number = form_find_section(last->form, id, strlen(id));
	const struct buffer *text =
		number != NONE ? &last->texts[report_section_text(number)]
			       : NULL;

	if (!text || text->length == 0)
		return prose_resolve(last, NULL, "", 0);
	return prose_resolve(last, NULL, text->data, text->length);
}

static void
draw_head(const struct session *session, bool empty, struct area area)
{
	int year = report_year(session->last.report);
	char *title = year > 0 ? xformat(_("Last year (%d)"), year)
	                       : xstrdup(_("last year"));
	char *words = empty ? xformat(_("%s: nothing stands here"), title)
	                    : xstrdup(title);
	int width = (int)text_width(words, strlen(words), AMBIGUOUS_NARROW);

	if (width > area.width - 2)
		width = area.width - 2;
	paint_text(area.y, area.x, 1, STYLE_TITLE, "");
	paint_text(area.y, area.x + 1, width, STYLE_TITLE, words);
	paint_text(area.y, area.x + 1 + width, 1, STYLE_TITLE, "");
	free(words);
	free(title);
}

void
prose_last_draw(const struct session *session, size_t section, size_t at,
                struct area area)
{
	const struct buffer *now =
		&session->report->texts[report_section_text(section)];
	struct prose last = last_text(session, section);
	struct last_paragraph *paragraphs;
	size_t count, found;

	paragraphs = prose_last_paragraphs(last.text, last.length, &count);
	found = prose_last_find(buffer_text(now), now->length, at, last.text,
	                        paragraphs, count);
	draw_head(session, found == NONE, area);
	area = (struct area){area.y + 1, area.x + 1, area.height - 1,
	                     area.width - 2};
	if (found != NONE)
		draw_from(last.text, paragraphs, count, found, area);
	free(paragraphs);
	prose_free(&last);
}
