/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "check/rules.h"

#include <string.h>

#include "base/buffer.h"
#include "base/language.h"

rule_check *const rule_checks[] = {
	check_agency,  check_bare,   check_dated,   check_found,
	check_jump,    check_length, check_listed,  check_mentioned,
	check_nothing, check_pairs,  check_period,  check_present,
	check_same,    check_share,  check_similar, check_stale,
	check_stated,  check_year,
};
const size_t rule_check_count = sizeof(rule_checks) / sizeof(*rule_checks);

const char *
rule_says(const struct rule *rule)
{
	return wording_text(&rule->says);
}

const char *
phrase_says(const struct rule *rule, const struct phrase *phrase)
{
	return wording_text(phrase->says.zh != NULL ? &phrase->says
	                                            : &rule->says);
}

const struct check_text *
rule_text(const struct check_context *context, const struct rule *rule,
          size_t at)
{
	const struct check_texts *texts = &context->prose->now;

	if (rule->texts.count == 0)
		return at < texts->count ? &texts->items[at] : NULL;
	return at < rule->texts.count
	               ? check_texts_find(texts, rule->texts.items[at])
	               : NULL;
}

const struct check_text *
last_text(const struct check_context *context, const struct check_text *text)
{
	const struct check_texts *last = check_last_texts(context);
	const struct form *form = context->report->form;
	const struct form *older;
	const char *id;

	if (last == NULL)
		return NULL;
	older = context->last->report->form;
	if (text->section == NONE)
		return check_texts_find(last, NONE);
	/* In another edition sections are the same if their ids are. */
	id = form->sections[text->section].id;
	for (size_t i = 0; i < last->count; i++) {
		const struct check_text *its = &last->items[i];

		if (its->section != NONE &&
		    strcmp(older->sections[its->section].id, id) == 0)
			return its;
	}
	return NULL;
}

struct finding *
rule_add_text(const struct check_context *context, const struct rule *rule,
              const struct check_text *text, enum level level)
{
	return check_add_path(context, rule->id, level,
	                      report_text_path(context->report, text->text),
	                      text->section);
}

static void
tell_too_hard(const struct check_context *context, const struct rule *rule,
              const struct check_text *text)
{
	finding_say(rule_add_text(context, rule, text, LEVEL_HINT),
	            _("%s: not looked at: a pattern of the form is too hard "
	              "for this text"),
	            check_section_name(context, text->section));
}

bool
rule_find(const struct check_context *context, const struct rule *rule,
          const struct check_text *text, struct pattern *pattern, size_t from,
          struct span *spans, size_t count)
{
	enum pattern_status status;

	if (text->sentence_count == 0 ||
	    !pattern_possible(pattern, &text->characters))
		return false;
	status = pattern_find(pattern, text->prose.text, text->prose.length,
	                      from, spans, count);
	if (status == PATTERN_GAVE_UP)
		tell_too_hard(context, rule, text);
	return status == PATTERN_FOUND;
}

bool
rule_within(const struct check_text *text, struct pattern *pattern,
            size_t start, size_t end)
{
	struct span span;

	return pattern_possible(pattern, &text->characters) &&
	       pattern_find(pattern, text->prose.text + start, end - start, 0,
	                    &span, 1) == PATTERN_FOUND;
}

struct quantity
quantity_count(size_t count)
{
	return (struct quantity){
		.present = true,
		.value = (amount)count * AMOUNT_ONE,
	};
}

char *
rule_cell_name(const struct form *form, size_t cell)
{
	const struct cell *its = &form->cells[cell];

	return place_name(form, its->section, its->row, its->column);
}

static bool
names(const struct check_context *context, struct pattern *pattern)
{
	const struct buffer *agency = &context->report->texts[FIELD_AGENCY];
	struct span span;

	return pattern != NULL && agency->length > 0 &&
	       pattern_find(pattern, agency->data, agency->length, 0, &span,
	                    1) == PATTERN_FOUND;
}

static bool
applies(const struct check_context *context, const struct rule *rule)
{
	const struct report *report = context->report;
	bool every = rule->agencies == 0 && rule->named == NULL;

	if (rule->years_from != 0 &&
	    (size_t)report_year(report) < rule->years_from)
		return false;
	if (!every &&
	    (rule->agencies >> (unsigned)report_agency_kind(report) & 1U) ==
	            0 &&
	    !names(context, rule->named))
		return false;
	return !names(context, rule->not_named);
}

void
check_rules(const struct check_context *context)
{
	const struct form *form = context->report->form;

	for (size_t i = 0; i < form->rule_count; i++) {
		const struct rule *rule = &form->rules[i];

		if (applies(context, rule))
			rule_checks[rule->kind](context, rule);
	}
}
