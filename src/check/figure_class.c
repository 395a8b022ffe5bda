/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "base/memory.h"
#include "check/figure_window.h"

/* Characters that no word of the form covers, between none and what there is
 * none of. */
#define GAP_NIL 2

static bool
unit_counts(const struct figure_scan *scan, const struct figure *figure)
{
	const struct token *token = &scan->tokens[figure->token];
	uint64_t units = 0;

	if (token->unit == NONE)
		return figure->nil;
	if (figure->class_count > 0)
		units = scan->rules->classes[figure->classes[0]].units;
	for (size_t i = 0; units == 0 && i < scan->rules->topic_count; i++) {
		if ((figure->topics >> i & 1) != 0)
			units = scan->rules->topics[i].units;
	}
	return (units >> token->unit & 1) != 0;
}

static struct figure *
add_figure(struct figure_talk *talk, const struct figure *figure)
{
	talk->figures = grow(talk->figures, &talk->capacity, talk->count + 1,
	                     sizeof(*talk->figures));
	talk->figures[talk->count] = *figure;
	return &talk->figures[talk->count++];
}

/* The clause before holds only the classes: 予以公开、部分公开的，共189件. */
static size_t
wider_first(const struct figure_scan *scan, size_t first, size_t at)
{
	size_t wider;

	for (size_t i = first; i < at; i++) {
		const struct token *its = &scan->tokens[i];

		if (!token_sign(its, SIGN_FILLER) && !token_sign(its, SIGN_SUM))
			return first;
	}
	if (first < 2 || scan->tokens[first - 1].kind != TOKEN_CLAUSE)
		return first;
	if (at > first && token_gap(scan, first, at) > 0)
		return first;
	wider = window_first(scan, first - 1);
	return wider > 0 && scan->tokens[wider - 1].kind == TOKEN_NUMBER
	               ? first
	               : wider;
}

/* 废止12件，失效5件: the table counts them together. */
static bool
add_to_former(const struct figure_scan *scan, struct figure_talk *talk,
              const struct figure *figure)
{
	size_t with = NONE;

	if (figure->class_count == 1 && !figure->scoped)
		with = scan->rules->classes[figure->classes[0]].with;
	for (size_t i = talk->count;
	     with != NONE && i-- > talk->sentence && talk->count - i < 8;) {
		struct figure *former = &talk->figures[i];

		if (former->class_count == 1 && former->classes[0] == with &&
		    former->topics == figure->topics && !former->scoped) {
			amount_add(&former->extra,
			           token_value(scan,
			                       &scan->tokens[figure->token]));
			return true;
		}
	}
	return false;
}

static void
take_number(struct figure_scan *scan, struct figure_talk *talk, size_t at)
{
	const struct token *token = &scan->tokens[at];
	struct figure figure = {
		.token = at,
		.family = NONE,
		.words_start = token->start,
	};
	struct window window = {
		.scan = scan,
		.talk = talk,
		.first = window_first(scan, at),
		.at = at,
		.last = window_last(scan, at),
	};

	if (token->unit == NONE) { /* a per cent */
		add_figure(talk, &figure);
		return;
	}
	if (!figure_pair(&window, &figure)) {
		window.first = wider_first(scan, window.first, at);
		figure_decide(&window, &figure);
	}
	figure.past = talk->past || talk->past_clause;
	figure.apart = token->rough || window_differs(&window);
	figure.scoped = figure.past || talk->other_body || figure.apart;
	if (talk->narrow && figure.state == FIGURE_STATED)
		figure.state = FIGURE_VAGUE;
	if (figure.state >= FIGURE_VAGUE && !unit_counts(scan, &figure))
		figure.state = FIGURE_ASIDE;
	if (!add_to_former(scan, talk, &figure))
		add_figure(talk, &figure);
}

/* That none was closed is said in no such way: 无逾期答复 is another thing. */
static bool
may_be_none(const struct figure_scan *scan, size_t class)
{
	const struct figure_rules *rules = scan->rules;

	if (rules->classes[class].rank > 1)
		return true;
	for (size_t i = 0; i < rules->topic_count; i++) {
		if (rules->topics[i].stated == class)
			return true;
	}
	return rules->classes[class].units != 0;
}

/* A word that says none: the figure 0 for each class its clause names. */
static void
take_nil(struct figure_scan *scan, struct figure_talk *talk, size_t at)
{
	size_t last = window_last(scan, at), first = window_first(scan, at);
	uint64_t named = talk->topics;
	bool noun = false;
	size_t count = talk->count;

	if (last < scan->count && scan->tokens[last].kind == TOKEN_NUMBER)
		return;
	if (talk->past || talk->past_clause || talk->other_body ||
	    talk->foreign || last == at + 1)
		return;
	for (size_t i = first; i < last; i++) {
		const struct token *its = &scan->tokens[i];
		size_t class = token_class(scan, its, named);

		if (class != NONE && i > at &&
		    scan->rules->classes[class].units == 0 &&
		    scan->rules->classes[class].reading_count == 0)
			return;
		if (token_sign(its, SIGN_FOREIGN) ||
		    token_sign(its, SIGN_PAST) ||
		    (i != at && token_sign(its, SIGN_NIL)))
			return;
	}
	if (token_gap(scan, at, last < scan->count ? last : last - 1) > GAP_NIL)
		return;
	for (size_t i = at + 1; i < last; i++) {
		const struct token *its = &scan->tokens[i];
		uint64_t topics = token_topics(scan, its, true);
		size_t class =
			token_class(scan, its, topics != 0 ? topics : named);
		struct figure figure = {
			.token = at,
			.state = FIGURE_STATED,
			.family = NONE,
			.nil = true,
			.words_start = scan->tokens[at].start,
		};

		if (topics != 0)
			named = topics;
		figure.topics = named;
		noun = token_topics(scan, its, false) != 0;
		if (class == NONE && noun)
			class = topics_class(scan->rules, topics);
		if (class == NONE || !may_be_none(scan, class))
			continue;
		/* 收到…申请 and 行政复议案件 name one thing twice. */
		if (talk->count > count &&
		    talk->figures[talk->count - 1].topics == figure.topics &&
		    talk->figures[talk->count - 1].classes[0] == class)
			continue;
		figure.classes[figure.class_count++] = class;
		add_figure(talk, &figure);
	}
}

/* None of what the sentence counted is of the class: 均已审结. */
static void
take_none_left(struct figure_scan *scan, struct figure_talk *talk, size_t at)
{
	uint64_t done = 0;

	for (size_t use = scan->tokens[at].use; use != NONE;
	     use = scan->rules->uses[use].next) {
		const struct word_use *its = &scan->rules->uses[use];
		const struct figure_class *class;
		struct figure figure = {
			.token = at,
			.state = FIGURE_STATED,
			.family = NONE,
			.nil = true,
			.words_start = scan->tokens[at].start,
			.class_count = 1,
		};

		if (its->role != WORD_NONE_LEFT)
			continue;
		class = &scan->rules->classes[its->index];
		figure.classes[0] = its->index;
		if (talk->past || talk->past_clause || talk->other_body)
			return;
		for (size_t i = at + 1; i < window_last(scan, at); i++)
			figure.topics |=
				token_topics(scan, &scan->tokens[i], false) &
				class->topics;
		if (figure.topics == 0 && class->units != 0)
			figure.topics = talk->topics & class->topics;
		for (size_t i = figures_reached(talk->sentence, talk->count);
		     i < talk->count; i++) {
			const struct figure *stated = &talk->figures[i];

			if (stated->state == FIGURE_STATED && !stated->nil &&
			    !stated->scoped)
				figure.topics |= stated->topics & class->topics;
		}
		figure.topics &= ~done;
		done |= figure.topics;
		if (figure.topics != 0)
			add_figure(talk, &figure);
	}
}

static void
take_time(const struct figure_scan *scan, struct figure_talk *talk, size_t at)
{
	const struct token *token = &scan->tokens[at];
	const struct token *next = at + 1 < scan->count ? token + 1 : NULL;
	bool compared = false;

	if (token->kind == TOKEN_YEAR && !token->rough && scan->year != 0 &&
	    token->numeral.value == scan->year * AMOUNT_ONE) {
		talk->past = talk->past_clause = false;
		return;
	}
	/* A month with its day is a date. */
	if (token->kind == TOKEN_OTHER &&
	    (!token_sign(token, SIGN_PAST) ||
	     (next != NULL && next->kind == TOKEN_OTHER &&
	      token_sign(next, SIGN_DATE) && next->start == token->end)))
		return;
	for (size_t i = at; i-- > 0 && at - i < 4;) {
		const struct token *its = &scan->tokens[i];

		if (token_is_boundary(its))
			break;
		if (token_sign(its, SIGN_COMPARED))
			compared = true;
	}
	if (compared)
		talk->past_clause = true;
	else
		talk->past = true;
}

/* Whose figures follow. */
static void
take_body(const struct figure_scan *scan, struct figure_talk *talk, size_t at)
{
	const struct token *token = &scan->tokens[at];
	size_t area = token_use(scan, token, WORD_AREA);

	for (size_t i = at; i-- > 0 && at - i < 4;) {
		const struct token *its = &scan->tokens[i];

		if (token_is_boundary(its))
			break;
		if (token_sign(its, SIGN_OBJECT))
			return;
	}
	talk->other_body = !token_sign(token, SIGN_OWN) &&
	                   (area == NONE || area != scan->area);
}

static void
take_word(struct figure_scan *scan, struct figure_talk *talk, size_t at)
{
	const struct token *token = &scan->tokens[at];
	uint64_t topics = token_topics(scan, token, true);

	/* A mere mention does not lead back from another matter. */
	if (talk->foreign_now && token_topics(scan, token, false) == 0)
		topics = 0;
	if (topics != 0) {
		talk->topics =
			at >= 2 && tokens_joined(scan, at - 2, at) &&
					token_topics(scan, token - 2, true) != 0
				? talk->topics | topics
				: topics;
		if (at > 0 && token_sign(token - 1, SIGN_FOREIGN) &&
		    token_gap(scan, at - 1, at) == 0)
			talk->narrow = true;
		talk->foreign = talk->foreign_now = false;
		for (size_t i = 0; i < scan->rules->topic_count; i++) {
			if ((topics >> i & 1) != 0)
				talk->seen[i] = at + 1;
		}
	} else if (token_sign(token, SIGN_FOREIGN)) {
		talk->foreign = talk->foreign_now = true;
	}
	if (token_sign(token, SIGN_OPEN) && !talk->inner) {
		talk->inner = true;
		talk->outer = talk->topics;
	}
	if (token_sign(token, SIGN_SINCE))
		talk->since = true;
	if (token_sign(token, SIGN_CUMULATED) && talk->since)
		talk->past = true;
	if (token_sign(token, SIGN_PRESENT))
		talk->past = talk->past_clause = false;
	if (token_sign(token, SIGN_PAST))
		take_time(scan, talk, at);
	if (token_sign(token, SIGN_OWN) || token_sign(token, SIGN_PART) ||
	    token_sign(token, SIGN_ORGAN) ||
	    token_use(scan, token, WORD_AREA) != NONE)
		take_body(scan, talk, at);
	if (token_sign(token, SIGN_NIL))
		take_nil(scan, talk, at);
	if (token_use(scan, token, WORD_NONE_LEFT) != NONE)
		take_none_left(scan, talk, at);
}

void
figure_talk_token(struct figure_scan *scan, struct figure_talk *talk, size_t at)
{
	const struct token *token = &scan->tokens[at];

	switch (token->kind) {
	case TOKEN_WORD:
		take_word(scan, talk, at);
		break;
	case TOKEN_NUMBER:
		take_number(scan, talk, at);
		break;
	case TOKEN_YEAR:
	case TOKEN_OTHER:
		take_time(scan, talk, at);
		break;
	case TOKEN_STOP:
		if (!token->half)
			talk->past = talk->since = false;
		if (talk->inner)
			talk->topics = talk->outer;
		talk->inner = talk->foreign_now = talk->narrow = false;
		talk->sentence = talk->count;
		talk->stop = at + 1;
		talk->past_clause = false;
		break;
	case TOKEN_CLAUSE:
		talk->past_clause = false;
		break;
	case TOKEN_OPEN:
	case TOKEN_CLOSE:
		break;
	}
}
