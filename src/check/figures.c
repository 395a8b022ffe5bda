/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "check/figures.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"

/* Columns of a quote; of its beginning, where the middle is cut. */
#define QUOTE_COLUMNS 40
#define QUOTE_HEAD 14
/* Findings on one report; bytes of a sentence that may have some. */
#define FINDINGS_MOST 400
#define SENTENCE_MOST 20000
/* Names of rows or columns put in one message. */
#define NAMES_MOST 3

/* --- findings --- */

void
figure_quantity(struct quantity *quantity, amount value, bool money)
{
	*quantity = (struct quantity){
		.present = true, .money = money, .value = value};
}

static int
compare_cells(const void *a, const void *b)
{
	const size_t one = *(const size_t *)a, other = *(const size_t *)b;

	return one < other ? -1 : one > other;
}

static void
forget_cells(struct finding *finding)
{
	for (size_t i = 0; i < finding->cell_count; i++)
		free(finding->cells[i]);
	finding->cell_count = 0;
}

size_t *
figure_cells(const struct figure_scan *scan, const struct figure *figure,
             size_t *count)
{
	const struct figure_topic *topic = figure_topic(scan, figure);
	size_t *cells = NULL, capacity = 0;

	*count = 0;
	if (topic == NULL || topic->section == NONE)
		return NULL;
	for (size_t i = 0; i < figure->class_count; i++) {
		const struct figure_class *class =
			&scan->rules->classes[figure->classes[i]];

		for (size_t k = 0; class->reading_count > 0 &&
		                   k < class->readings[0].term_count;
		     k++) {
			const size_t *its = class->readings[0].terms[k].cells;

			for (size_t n = 0; n < figure_place_count(scan, topic);
			     n++) {
				if (its[n] == NONE ||
				    !figure_in_place(scan, figure, n))
					continue;
				cells = grow(cells, &capacity, *count + 1,
				             sizeof(*cells));
				cells[(*count)++] = its[n];
			}
		}
	}
	if (*count > 0)
		qsort(cells, *count, sizeof(*cells), compare_cells);
	return cells;
}

void
figure_name_cells(const struct figure_scan *scan, const struct figure *figure,
                  struct finding *finding)
{
	size_t count;
	size_t *cells = figure_cells(scan, figure, &count);

	for (size_t i = 0; i < count; i++) {
		const char *path =
			scan->context->report->form->cells[cells[i]].path;
		bool named = false;

		for (size_t k = 0; k < finding->cell_count; k++)
			named = named || strcmp(finding->cells[k], path) == 0;
		if (!named)
			finding_cell(finding, path);
	}
	free(cells);
}

/* Adds a name unless it was the last one added; … for those left out. */
static void
add_name(struct buffer *out, const struct wording *name, size_t *count,
         const struct wording **last)
{
	if (*last == name)
		return;
	*last = name;
	if (*count == NAMES_MOST)
		buffer_puts(out, "+…");
	else if (*count < NAMES_MOST)
		buffer_format(out, "%s%s", *count > 0 ? "+" : "",
		              wording_text(name));
	(*count)++;
}

/* The group that the cell's row belongs to, or NONE. */
static size_t
parent_of(const struct form *form, const struct section *section, size_t cell)
{
	return section->table->rows[form->cells[cell].row].parent;
}

/* 新收总计, 不予公开总计, 予以公开+部分公开总计: rows, then columns. */
static char *
due_name(const struct figure_scan *scan, const struct figure *figure)
{
	const struct form *form = scan->context->report->form;
	struct buffer rows = {0}, columns = {0};
	const struct wording *last = NULL;
	size_t count, row_names = 0, column_names = 0;
	size_t *cells = figure_cells(scan, figure, &count);
	const struct section *section;
	uint64_t seen = 0;
	char *name;

	if (count == 0)
		return xstrdup("");
	section = &form->sections[form->cells[cells[0]].section];
	for (size_t i = 0; i < count; i++) {
		const struct cell *cell = &form->cells[cells[i]];
		const struct row *row = &section->table->rows[cell->row];

		/* Rows of a group together go by its name. */
		if (row->parent != NONE &&
		    ((i + 1 < count &&
		      parent_of(form, section, cells[i + 1]) == row->parent) ||
		     (i > 0 &&
		      parent_of(form, section, cells[i - 1]) == row->parent &&
		      form->cells[cells[i - 1]].row != cell->row)))
			row = &section->table->rows[row->parent];
		add_name(&rows, &row->brief, &row_names, &last);
	}
	last = NULL;
	for (size_t i = 0; i < count; i++) {
		const struct cell *cell = &form->cells[cells[i]];

		if (cell->column >= 64 || (seen >> cell->column & 1) != 0)
			continue;
		seen |= (uint64_t)1 << cell->column;
		add_name(&columns, &section->table->columns[cell->column].brief,
		         &column_names, &last);
	}
	name = xformat(language_is_chinese() ? "%s%s%s" : "%s %s %s",
	               wording_text(&section->brief), rows.data, columns.data);
	buffer_free(&rows);
	buffer_free(&columns);
	free(cells);
	return name;
}

char *
figure_quote(const struct figure_scan *scan, const struct figure *figure)
{
	const struct token *token = &scan->tokens[figure->token];
	const char *text = scan->text->prose.text;
	size_t start = figure->words_start, end = token->end, tail, own;

	if (start >= token->start || figure->nil)
		return check_quote(scan->text, (struct span){token->start, end},
		                   QUOTE_COLUMNS);
	if (text_width(text + start, end - start, AMBIGUOUS_NARROW) <=
	    QUOTE_COLUMNS)
		return xformat("%.*s", (int)(end - start), text + start);
	/* The beginning, and as much before the figure as there is room for. */
	own = text_width(text + token->start, end - token->start,
	                 AMBIGUOUS_NARROW);
	tail = token->start;
	while (tail > start && own + 2 + QUOTE_HEAD < QUOTE_COLUMNS) {
		size_t before = text_previous(text, tail, tail);

		own += text_width(text + before, tail - before,
		                  AMBIGUOUS_NARROW);
		tail = before;
	}
	own = text_fit(text + start, tail - start, QUOTE_HEAD,
	               AMBIGUOUS_NARROW);
	return xformat("%.*s……%.*s", (int)own, text + start, (int)(end - tail),
	               text + tail);
}

bool
figure_may_tell(struct figure_scan *scan, size_t at)
{
	size_t number = check_sentence_at(scan->text, at);
	const struct sentence *sentence;

	if (number == NONE || scan->told >= FINDINGS_MOST)
		return false;
	sentence = &scan->text->sentences[number];
	if (sentence->end - sentence->start > SENTENCE_MOST)
		return false;
	scan->told++;
	return true;
}

static void
tell(struct figure_scan *scan, struct figure *figure)
{
	const struct figure_topic *topic = figure_topic(scan, figure);
	const struct figure_rule *rule = &scan->rules->rules[topic->rule];
	const struct token *token = &scan->tokens[figure->token];
	bool money = topic->yuan > 0;
	amount due = 0, value = figure_value(scan, figure);
	char stated[AMOUNT_TEXT], right[AMOUNT_TEXT], off[AMOUNT_TEXT];
	struct finding *finding;
	char *place, *quote, *name;

	if (!figure_may_tell(scan, token->start))
		return;
	figure_sum(scan, figure, figure->classes, figure->class_count, 0, &due);
	finding = check_add_prose(scan->context, scan->text, rule->id,
	                          rule->level,
	                          (struct span){token->start, token->end});
	forget_cells(finding);
	figure_name_cells(scan, figure, finding);
	figure_quantity(&finding->left, value, money);
	figure_quantity(&finding->right, due, money);
	figure_quantity(&finding->difference, value - due, money);
	place = check_prose_place(scan->context, scan->text, token->start);
	quote = figure_quote(scan, figure);
	name = due_name(scan, figure);
	amount_format(value, stated);
	amount_format(due, right);
	amount_format(llabs(value - due), off);
	if (token->numeral.large && !figure->nil) {
		finding->left.present = finding->difference.present = false;
		finding_say(finding, _("%s “%s”: %s is %s"), place, quote, name,
		            right);
	} else if (value > due) {
		finding_say(finding, _("%s “%s”: %s is %s, %s too many"), place,
		            quote, name, right, off);
	} else {
		finding_say(finding, _("%s “%s”: %s is %s, %s too few"), place,
		            quote, name, right, off);
	}
	free(place);
	free(quote);
	free(name);
	figure->told = true;
}

bool
figure_usable(const struct figure_scan *scan, const struct figure *figure)
{
	return !figure->scoped && !scan->tokens[figure->token].numeral.large;
}

const struct figure_rule *
figure_rule(const struct figure_scan *scan, enum figure_use use)
{
	for (size_t i = 0; i < scan->rules->rule_count; i++) {
		if (scan->rules->rules[i].use == use)
			return &scan->rules->rules[i];
	}
	return NULL;
}

/* Whether the figure is one to compare. */
static bool
comparable(const struct figure_scan *scan, const struct figure *figure)
{
	const struct figure_topic *topic = figure_topic(scan, figure);

	return figure->state == FIGURE_STATED && !figure->scoped &&
	       figure->class_count > 0 && topic != NULL &&
	       topic->section != NONE &&
	       (figure->nil ||
	        (!scan->tokens[figure->token].live &&
	         (topic->yuan > 0 ||
	          scan->tokens[figure->token].numeral.decimals == 0)));
}

static void
check_all_of(struct figure_scan *scan, struct figure_talk *talk, size_t at)
{
	for (size_t use = scan->tokens[at].use; use != NONE;
	     use = scan->rules->uses[use].next) {
		const struct word_use *its = &scan->rules->uses[use];

		if (its->role != WORD_ALL)
			continue;
		for (size_t i = figures_reached(talk->sentence, talk->count);
		     i < talk->count; i++) {
			struct figure *figure = &talk->figures[i];
			struct figure again = *figure;
			uint64_t topics =
				scan->rules->classes[its->index].topics;

			if (figure->told || figure->nil ||
			    (figure->topics & topics) == 0 ||
			    figure->class_count != 1 || figure->party)
				continue;
			again.classes[0] = its->index;
			again.other_count = 0;
			if (comparable(scan, &again) &&
			    figure_compare(scan, &again) == 0) {
				tell(scan, &again);
				figure->told = true;
			}
		}
	}
}

static void
check_paragraph(struct figure_scan *scan, struct figure_talk *talk)
{
	size_t checked = 0;

	for (size_t i = 0; i < scan->count; i++) {
		const struct token *token = &scan->tokens[i];

		figure_talk_token(scan, talk, i);
		/* What a sentence adds to a figure comes behind it. */
		if (token->kind != TOKEN_STOP && i + 1 < scan->count &&
		    token_use(scan, token, WORD_ALL) == NONE)
			continue;
		for (; checked < talk->count; checked++) {
			struct figure *figure = &talk->figures[checked];

			if (comparable(scan, figure) &&
			    figure_compare(scan, figure) == 0)
				tell(scan, figure);
		}
		if (token_use(scan, token, WORD_ALL) != NONE)
			check_all_of(scan, talk, i);
	}
	figure_check_parts(scan, talk);
	figure_check_rates(scan, talk);
	figure_check_last(scan, talk);
}

/* What the section's figures are about where nothing else is said. */
static uint64_t
home_topics(const struct figure_scan *scan, const struct check_text *text)
{
	uint64_t bits = 0;

	for (size_t i = 0; i < scan->rules->topic_count; i++) {
		if (text->section != NONE &&
		    scan->rules->topics[i].at_home[text->section])
			bits |= (uint64_t)1 << i;
	}
	return bits;
}

void
figure_begin_paragraph(struct figure_scan *scan, const struct check_text *text,
                       size_t paragraph, uint64_t *heading,
                       struct figure_talk *talk)
{
	const struct paragraph *its = &text->paragraphs[paragraph];
	struct figure *figures = talk->figures;
	size_t capacity = talk->capacity;

	*talk = (struct figure_talk){
		.figures = figures,
		.capacity = capacity,
	};
	if (its->head > 0) {
		figure_scan_run(scan, its->start, its->start + its->head);
		*heading = figure_topics(scan);
	}
	figure_scan_run(scan, its->start + its->head, its->end);
	talk->topics = talk->heading =
		*heading != 0 ? *heading : home_topics(scan, text);
}

/* Takes what the text states, and adds findings if wanted. */
static void
read_text(struct figure_scan *scan, const struct check_text *text,
          struct figure_fact *facts, bool findings)
{
	struct figure_talk talk = {0};
	uint64_t heading = 0;

	scan->text = text;
	scan->live = 0;
	for (size_t i = 0; i < text->paragraph_count; i++) {
		figure_begin_paragraph(scan, text, i, &heading, &talk);
		if (findings) {
			check_paragraph(scan, &talk);
		} else {
			for (size_t k = 0; k < scan->count; k++)
				figure_talk_token(scan, &talk, k);
		}
		figure_take_facts(scan, &talk, facts);
	}
	free(talk.figures);
}

/* What last year's report states, if it is of this form. */
static void
read_last(const struct check_context *context, struct figure_fact *facts)
{
	const struct figure_rules *rules = context->report->form->figures;
	const struct check_texts *texts = check_last_texts(context);
	struct check_context before = *context;
	struct figure_scan scan;

	if (texts == NULL || strcmp(context->last->report->form->id,
	                            context->report->form->id) != 0)
		return;
	before.report = context->last->report;
	figure_scan_begin(&scan, &before);
	scan.rules = rules;
	for (size_t i = 0; i < texts->count; i++) {
		for (size_t k = 0; k < rules->rule_count; k++) {
			if (rules->rules[k].use == USE_CHARGES &&
			    texts->items[i].section == rules->rules[k].section)
				read_text(&scan, &texts->items[i], facts,
				          false);
		}
	}
	figure_scan_end(&scan);
}

void
check_prose_figures(const struct check_context *context)
{
	const struct figure_rules *rules = context->report->form->figures;
	const struct figure_rule *charges;
	struct figure_fact *facts, *before, *elsewhere;
	struct figure_scan scan;

	if (rules == NULL)
		return;
	facts = xcalloc(rules->class_count * 3 + 1, sizeof(*facts));
	before = facts + rules->class_count;
	elsewhere = before + rules->class_count;
	figure_scan_begin(&scan, context);
	charges = figure_rule(&scan, USE_CHARGES);
	for (size_t i = 0; i < context->prose->now.count; i++) {
		const struct check_text *text = &context->prose->now.items[i];

		if (text->section == NONE || !rules->read[text->section])
			continue;
		read_text(&scan, text,
		          charges != NULL && text->section == charges->section
		                  ? facts
		                  : elsewhere,
		          true);
	}
	if (charges != NULL) {
		if (figure_charges_need_last(&scan))
			read_last(context, before);
		figure_check_charges(&scan, facts, before);
	}
	figure_scan_end(&scan);
	free(facts);
}
