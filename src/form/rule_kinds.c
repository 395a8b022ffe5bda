/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "form/rule.h"

#define AT(member) offsetof(struct rule, member)

#define REQUIRED true
#define OPTIONAL false

/* For rules that are not for every agency. */
#define AGENCIES \
 {"kinds", PARAMETER_AGENCIES, OPTIONAL, AT(agencies)}, \
	 {"named", PARAMETER_PATTERN, OPTIONAL, AT(named)}, \
 { \
  "not_named", PARAMETER_PATTERN, OPTIONAL, AT(not_named) \
 }
#define TEXTS \
 { \
  "in", PARAMETER_TEXTS, OPTIONAL, AT(texts) \
 }

static const struct parameter SHARE[] = {
	{"of", PARAMETER_SUM, REQUIRED, AT(of)},
	{"to", PARAMETER_SUM, REQUIRED, AT(to)},
	{"above", PARAMETER_NUMBER, REQUIRED, AT(above)},
	{"at_least", PARAMETER_NUMBER, OPTIONAL, AT(at_least)},
};

static const struct parameter NOTHING[] = {
	{"of", PARAMETER_SUM, REQUIRED, AT(of)},
	TEXTS,
	{"unless", PARAMETER_PATTERN, OPTIONAL, AT(unless)},
};

static const struct parameter PRESENT[] = {
	{"of", PARAMETER_SUM, REQUIRED, AT(of)},
	{"at_least", PARAMETER_NUMBER, OPTIONAL, AT(at_least)},
	{"from_year", PARAMETER_NUMBER, OPTIONAL, AT(years_from)},
	AGENCIES,
};

static const struct parameter MENTIONED[] = {
	{"of", PARAMETER_SUM, REQUIRED, AT(of)},
	TEXTS,
	{"find", PARAMETER_PATTERN, REQUIRED, AT(find)},
	{"where", PARAMETER_PATTERN, OPTIONAL, AT(where)},
};

static const struct parameter JUMP[] = {
	{"cells", PARAMETER_CELLS, REQUIRED, AT(cells)},
	{"times", PARAMETER_NUMBER, REQUIRED, AT(times)},
	{"at_least", PARAMETER_NUMBER, OPTIONAL, AT(at_least)},
	{"not_zero", PARAMETER_FLAG, OPTIONAL, AT(not_zero)},
};

static const struct parameter SAME[] = {
	{"tables", PARAMETER_TABLES, REQUIRED, AT(tables)},
	{"at_least", PARAMETER_NUMBER, OPTIONAL, AT(at_least)},
};

static const struct parameter LENGTH[] = {
	{"in", PARAMETER_TEXTS, REQUIRED, AT(texts)},
};

static const struct parameter BARE[] = {
	{"in", PARAMETER_TEXTS, REQUIRED, AT(texts)},
	{"at_least", PARAMETER_NUMBER, OPTIONAL, AT(at_least)},
	{"find", PARAMETER_PATTERN, OPTIONAL, AT(find)},
};

static const struct parameter STATED[] = {
	TEXTS,
	{"each", PARAMETER_PHRASES, REQUIRED, AT(phrases)},
	{"heads", PARAMETER_NUMBER, OPTIONAL, AT(at_least)},
	{"at", PARAMETER_TEXTS, OPTIONAL, AT(place)},
	{"from_year", PARAMETER_NUMBER, OPTIONAL, AT(years_from)},
	AGENCIES,
};

static const struct parameter PAIRS[] = {
	{"in", PARAMETER_TEXTS, REQUIRED, AT(texts)},
	{"until", PARAMETER_PATTERN, REQUIRED, AT(until)},
	{"each", PARAMETER_PHRASES, REQUIRED, AT(phrases)},
};

static const struct parameter FOUND[] = {
	TEXTS,
	{"any", PARAMETER_PHRASES, REQUIRED, AT(phrases)},
	{"once", PARAMETER_FLAG, OPTIONAL, AT(once)},
	AGENCIES,
};

static const struct parameter YEAR[] = {
	TEXTS,
	{"any", PARAMETER_PHRASES, REQUIRED, AT(phrases)},
	{"numerals", PARAMETER_LINE, OPTIONAL, AT(numerals)},
};

static const struct parameter PERIOD[] = {
	TEXTS,
	{"find", PARAMETER_PATTERN, REQUIRED, AT(find)},
	{"where", PARAMETER_PATTERN, REQUIRED, AT(where)},
	{"from", PARAMETER_DAY, REQUIRED, AT(from)},
	{"to", PARAMETER_DAY, REQUIRED, AT(to_day)},
};

static const struct parameter LISTED[] = {
	TEXTS,
	{"find", PARAMETER_PATTERN, REQUIRED, AT(find)},
	{"numerals", PARAMETER_LINE, REQUIRED, AT(numerals)},
	{"each", PARAMETER_PHRASES, REQUIRED, AT(phrases)},
	{"at_least", PARAMETER_NUMBER, OPTIONAL, AT(at_least)},
};

static const struct parameter AGENCY[] = {
	TEXTS,
	{"find", PARAMETER_PATTERN, REQUIRED, AT(find)},
	{"unless", PARAMETER_PATTERN, OPTIONAL, AT(unless)},
};

static const struct parameter SIMILAR[] = {
	{"in", PARAMETER_TEXTS, REQUIRED, AT(texts)},
	{"above", PARAMETER_NUMBER, REQUIRED, AT(above)},
	{"at_least", PARAMETER_NUMBER, OPTIONAL, AT(at_least)},
	{"until", PARAMETER_PATTERN, OPTIONAL, AT(until)},
};

static const struct parameter STALE[] = {
	TEXTS,
	{"at_least", PARAMETER_NUMBER, REQUIRED, AT(at_least)},
	{"above", PARAMETER_NUMBER, REQUIRED, AT(above)},
};

static const struct parameter DATED[] = {
	{"government", PARAMETER_DAY, OPTIONAL, AT(due[0])},
	{"department", PARAMETER_DAY, OPTIONAL, AT(due[1])},
	{"township", PARAMETER_DAY, OPTIONAL, AT(due[2])},
	{"not_before", PARAMETER_DAY, OPTIONAL, AT(from)},
};

#define KIND(use, parameters) \
 { \
  use, parameters, sizeof(parameters) / sizeof(*(parameters)) \
 }

const struct rule_kind rule_kinds[] = {
	KIND("agency", AGENCY),   KIND("bare", BARE),
	KIND("dated", DATED),     KIND("found", FOUND),
	KIND("jump", JUMP),       KIND("length", LENGTH),
	KIND("listed", LISTED),   KIND("mentioned", MENTIONED),
	KIND("nothing", NOTHING), KIND("pairs", PAIRS),
	KIND("period", PERIOD),   KIND("present", PRESENT),
	KIND("same", SAME),       KIND("share", SHARE),
	KIND("similar", SIMILAR), KIND("stale", STALE),
	KIND("stated", STATED),   KIND("year", YEAR),
};
const size_t rule_kind_count = sizeof(rule_kinds) / sizeof(*rule_kinds);
