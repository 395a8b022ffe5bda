/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "report/report.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"
#include "report/value.h"

#define FIRST_YEAR 1900
#define LAST_YEAR 2999
#define YEAR_DIGITS 4

static const char *const field_keys[] = {
	[FIELD_AGENCY] = "agency", [FIELD_AGENCY_KIND] = "agency_kind",
	[FIELD_YEAR] = "year",     [FIELD_PREVIOUS] = "previous",
	[FIELD_DATED] = "dated",   [FIELD_PREAMBLE] = "preamble",
};
static_assert(sizeof(field_keys) / sizeof(*field_keys) == FIELD_COUNT,
              "a key for every field");

static const char *const kind_words[] = {
	[AGENCY_GOVERNMENT] = "government",
	[AGENCY_DEPARTMENT] = "department",
	[AGENCY_TOWNSHIP] = "township",
};

/* How the names of agencies end: "people's government", "government",
 * "town", "township", "sub-district", "sub-district office". */
#define PEOPLES_GOVERNMENT "\u4eba\u6c11\u653f\u5e9c"
#define GOVERNMENT "\u653f\u5e9c"
#define TOWN "\u9547"
#define TOWNSHIP "\u4e61"
#define SUBDISTRICT "\u8857\u9053"
#define SUBDISTRICT_OFFICE "\u8857\u9053\u529e\u4e8b\u5904"

const char *
field_key(enum field field)
{
	return field_keys[field];
}

const char *
row_id(const struct row *row)
{
	const char *point = strrchr(row->path, '.');

	return point == NULL ? row->path : point + 1;
}

/* --- making and freeing --- */

struct report *
report_new(const struct form *form)
{
	struct report *report = xcalloc(1, sizeof(*report));

	report->form = form;
	report->text_count = FIELD_COUNT + form->section_count;
	report->texts = xcalloc(report->text_count, sizeof(*report->texts));
	report->values = xcalloc(form->cell_count, sizeof(*report->values));
	return report;
}

void
explanation_free(struct explanation *explanation)
{
	for (size_t i = 0; i < explanation->cell_count; i++)
		free(explanation->cells[i]);
	for (size_t i = 0; i < explanation->value_count; i++)
		free(explanation->values[i]);
	free(explanation->cells);
	free(explanation->values);
	free(explanation->rule);
	free(explanation->reason);
	free(explanation->by);
	free(explanation->date);
	*explanation = (struct explanation){0};
}

void
report_forget_source(struct report *report)
{
	for (size_t i = 0; i < report->explained_count; i++)
		explanation_free(&report->explained[i]);
	for (size_t i = 0; i < report->note_count; i++) {
		free(report->notes[i].path);
		free(report->notes[i].key);
	}
	for (size_t i = 0; i < report->extra_count; i++)
		free(report->extras[i].path);
	free(report->explained);
	free(report->notes);
	free(report->extras);
	report->explained = NULL;
	report->explained_count = 0;
	report->notes = NULL;
	report->note_count = report->note_capacity = 0;
	report->extras = NULL;
	report->extra_count = report->extra_capacity = 0;
	yaml_document_free(report->document);
	report->document = NULL;
	buffer_free(&report->source);
}

void
report_free(struct report *report)
{
	if (report == NULL)
		return;
	report_forget_source(report);
	for (size_t i = 0; i < report->text_count; i++)
		buffer_free(&report->texts[i]);
	for (size_t i = 0; i < report->form->cell_count; i++)
		free(report->values[i].text);
	free(report->texts);
	free(report->values);
	free(report->file);
	free(report);
}

/* --- values --- */

void
value_set(struct value *value, const char *text, size_t length)
{
	char figure[AMOUNT_TEXT];
	amount parsed;

	free(value->text);
	*value = (struct value){.state = VALUE_BLANK};
	switch (amount_parse(text, length, &parsed, figure)) {
	case AMOUNT_EMPTY:
		break;
	case AMOUNT_OK:
		value->state = VALUE_FIGURE;
		value->amount = parsed;
		value->text = xstrdup(figure);
		break;
	default:
		value->state = VALUE_TEXT;
		value->text = xstrndup(text, length);
		break;
	}
}

const char *
value_text(const struct value *value)
{
	return value->text == NULL ? "" : value->text;
}

struct report_place
report_find(const struct report *report, const char *path, size_t length)
{
	struct report_place place = {.kind = PLACE_TEXT};
	size_t found;

	for (size_t i = 0; i < FIELD_COUNT; i++) {
		if (strlen(field_keys[i]) == length &&
		    memcmp(field_keys[i], path, length) == 0) {
			place.index = i;
			return place;
		}
	}
	found = form_find_section(report->form, path, length);
	if (found != NONE && report->form->sections[found].table == NULL) {
		place.index = report_section_text(found);
		return place;
	}
	found = form_find_cell(report->form, path, length);
	place.kind = found == NONE ? PLACE_NONE : PLACE_VALUE;
	place.index = found == NONE ? 0 : found;
	return place;
}

const char *
report_field_name(enum field field)
{
	static const char *const names[FIELD_COUNT] = {
		[FIELD_AGENCY] = N_("Agency"),
		[FIELD_AGENCY_KIND] = N_("Kind of agency"),
		[FIELD_YEAR] = N_("Year"),
		[FIELD_PREVIOUS] = N_("Last year's file"),
		[FIELD_DATED] = N_("Date"),
		[FIELD_PREAMBLE] = N_("Preamble"),
	};

	return _(names[field]);
}

const char *
report_key_name(const char *key)
{
	for (int i = 0; i < FIELD_COUNT; i++)
		if (strcmp(field_keys[i], key) == 0)
			return report_field_name((enum field)i);
	return strcmp(key, "form") == 0 ? _("Form") : NULL;
}

const char *
report_text_path(const struct report *report, size_t text)
{
	if (text < FIELD_COUNT)
		return field_keys[text];
	return report->form->sections[text - FIELD_COUNT].id;
}

void
paragraphs_settle(struct buffer *out, const char *text, size_t length)
{
	for (size_t at = 0; at < length;) {
		const char *end = memchr(text + at, '\n', length - at);
		size_t line =
			(end == NULL ? length : (size_t)(end - text)) - at;
		size_t blanks = text_leading_blanks(text + at, line);

		buffer_add(out, text + at + blanks, line - blanks);
		buffer_putc(out, '\n');
		at += line + 1;
	}
	while (out->length > 0 && out->data[out->length - 1] == '\n')
		out->data[--out->length] = '\0';
}

/* --- year, agency, title --- */

const char *
field_text(const struct report *report, enum field field, size_t *length)
{
	const struct buffer *text = &report->texts[field];
	size_t blanks;

	*length = 0;
	if (text->length == 0)
		return "";
	blanks = text_leading_blanks(text->data, text->length);
	if (blanks == text->length)
		return "";
	*length = text->length - blanks -
	          text_trailing_blanks(text->data, text->length);
	return text->data + blanks;
}

int
report_year(const struct report *report)
{
	size_t length;
	const char *text = field_text(report, FIELD_YEAR, &length);
	int year = 0;

	for (int i = 0; i < YEAR_DIGITS; i++) {
		char32_t character;
		size_t bytes = text_decode(text, length, &character);

		character = text_fold(character);
		if (bytes == 0 || character < '0' || character > '9')
			return 0;
		year = year * 10 + (int)(character - '0');
		text += bytes;
		length -= bytes;
	}
	if (length > 0 || year < FIRST_YEAR || year > LAST_YEAR)
		return 0;
	return year;
}

static bool
ends_in(const char *text, size_t length, const char *ending)
{
	size_t bytes = strlen(ending);

	return length >= bytes &&
	       memcmp(text + length - bytes, ending, bytes) == 0;
}

static bool
contains(const char *text, size_t length, const char *part)
{
	size_t bytes = strlen(part);

	for (size_t at = 0; at + bytes <= length; at++) {
		if (memcmp(text + at, part, bytes) == 0)
			return true;
	}
	return false;
}

/*
 * The characters for town and township alone say nothing: departments have
 * them in their names too (urban and rural construction). They count at the
 * end of the name, or before its "government".
 */
static bool
is_township(const char *name, size_t length)
{
	static const char *const parts[] = {
		TOWN PEOPLES_GOVERNMENT,
		TOWNSHIP PEOPLES_GOVERNMENT,
		SUBDISTRICT_OFFICE,
	};
	static const char *const endings[] = {
		TOWN,
		TOWNSHIP,
		SUBDISTRICT,
		TOWN GOVERNMENT,
		TOWNSHIP GOVERNMENT,
	};

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		if (contains(name, length, parts[i]))
			return true;
	}
	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++) {
		if (ends_in(name, length, endings[i]))
			return true;
	}
	return false;
}

/* `digits` digits at `text`; -1 if there are fewer. */
static int
read_digits(const char *text, size_t digits)
{
	int number = 0;

	for (size_t i = 0; i < digits; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		number = number * 10 + (text[i] - '0');
	}
	return number;
}

static bool
day_exists(const struct date *date)
{
	static const int days[] = {31, 29, 31, 30, 31, 30,
	                           31, 31, 30, 31, 30, 31};
	bool leap = (date->year % 4 == 0 && date->year % 100 != 0) ||
	            date->year % 400 == 0;

	return date->year >= 0 && date->month >= 1 && date->month <= 12 &&
	       date->day >= 1 && date->day <= days[date->month - 1] &&
	       (date->month != 2 || date->day < 29 || leap);
}

bool
report_date(const struct report *report, struct date *date)
{
	const struct buffer *dated = &report->texts[FIELD_DATED];

	/* YYYY-MM-DD, and nothing else. */
	if (dated->length != 10 || dated->data[4] != '-' ||
	    dated->data[7] != '-')
		return false;
	date->year = read_digits(dated->data, 4);
	date->month = read_digits(dated->data + 5, 2);
	date->day = read_digits(dated->data + 8, 2);
	return day_exists(date);
}

enum agency_kind
report_agency_kind(const struct report *report)
{
	size_t length;
	const char *text = field_text(report, FIELD_AGENCY_KIND, &length);

	for (int i = AGENCY_GOVERNMENT; i <= AGENCY_TOWNSHIP; i++) {
		if (strlen(kind_words[i]) == length &&
		    memcmp(kind_words[i], text, length) == 0)
			return (enum agency_kind)i;
	}
	text = field_text(report, FIELD_AGENCY, &length);
	if (is_township(text, length))
		return AGENCY_TOWNSHIP;
	if (ends_in(text, length, PEOPLES_GOVERNMENT))
		return AGENCY_GOVERNMENT;
	return AGENCY_DEPARTMENT;
}

static void
add_year(const struct report *report, struct buffer *out)
{
	int year = report_year(report);
	size_t length;
	const char *text = field_text(report, FIELD_YEAR, &length);

	if (year > 0)
		buffer_format(out, "%d", year);
	else
		buffer_add(out, text, length);
}

char *
report_title(const struct report *report)
{
	static const char agency[] = "{agency}", year[] = "{year}";
	struct buffer title = {0};
	size_t length;
	const char *name = field_text(report, FIELD_AGENCY, &length);

	for (const char *at = report->form->title; *at != '\0';) {
		if (strncmp(at, agency, sizeof(agency) - 1) == 0) {
			buffer_add(&title, name, length);
			at += sizeof(agency) - 1;
		} else if (strncmp(at, year, sizeof(year) - 1) == 0) {
			add_year(report, &title);
			at += sizeof(year) - 1;
		} else {
			buffer_putc(&title, *at++);
		}
	}
	return buffer_take(&title);
}

/* --- places in the file --- */

static const struct yaml_entry *
find_entry(const struct yaml_node *map, const char *key, size_t length)
{
	size_t found;

	if (map == NULL)
		return NULL;
	found = yaml_find(map, key, length);
	return found < map->count ? &map->entries[found] : NULL;
}

struct mark
report_mark(const struct report *report, const char *path)
{
	struct mark mark = {1, 1};
	const struct yaml_node *node;

	if (report->document == NULL)
		return (struct mark){0, 0};
	node = report->document->root;
	while (*path != '\0') {
		size_t length = strcspn(path, ".");
		const struct yaml_entry *entry = find_entry(node, path, length);

		if (entry == NULL)
			return mark;
		node = entry->value;
		path += length;
		if (*path == '\0')
			return node->mark;
		path++;
		mark = entry->key->mark;
	}
	return mark;
}

/* Where a line of a text begins; leading blanks were dropped when it was
 * read. */
static struct text_line_place
place_line(const struct yaml_node *node, const struct yaml_line *line,
           size_t start)
{
	struct text_line_place place = {start, line->mark, line->literal};
	const char *text = node->text + line->start;
	size_t rest = node->length - line->start;
	const char *end = memchr(text, '\n', rest);
	size_t length = end == NULL ? rest : (size_t)(end - text);

	if (line->literal)
		place.mark.column += text_characters(
			text, text_leading_blanks(text, length));
	return place;
}

size_t
report_text_lines(const struct report *report, size_t text,
                  struct text_line_place **places)
{
	const char *path = report_text_path(report, text);
	const struct buffer *its = &report->texts[text];
	const struct yaml_entry *entry;
	const struct yaml_node *node;
	struct yaml_line line;
	size_t count = 0, capacity = 0, start = 0;
	bool more;

	entry = report->document != NULL
	                ? find_entry(report->document->root, path, strlen(path))
	                : NULL;
	if (entry == NULL || entry->value->kind != YAML_NODE_SCALAR) {
		*places = xcalloc(1, sizeof(**places));
		(*places)->mark = report_mark(report, path);
		return 1;
	}
	node = entry->value;
	line = yaml_first_line(node, report->source.data,
	                       report->source.length);
	*places = NULL;
	do {
		const char *end;

		*places = grow(*places, &capacity, count + 1, sizeof(**places));
		(*places)[count++] = place_line(node, &line, start);
		end = start < its->length ? memchr(its->data + start, '\n',
		                                   its->length - start)
		                          : NULL;
		start = end != NULL ? (size_t)(end - its->data) + 1 : start;
		more = end != NULL &&
		       yaml_following_line(&line, node, report->source.data,
		                           report->source.length);
	} while (more);
	return count;
}

struct mark
text_line_mark(const struct text_line_place *places, size_t count,
               const struct buffer *text, size_t at)
{
	size_t low = 0, high = count;
	struct mark mark;
	const char *end;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (places[middle].start <= at)
			low = middle;
		else
			high = middle;
	}
	mark = places[low].mark;
	at = at < text->length ? at : text->length;
	if (!places[low].literal || at <= places[low].start)
		return mark;
	end = memchr(text->data + places[low].start, '\n',
	             at - places[low].start);
	if (end != NULL)
		at = (size_t)(end - text->data);
	mark.column += text_characters(text->data + places[low].start,
	                               at - places[low].start);
	return mark;
}

struct mark
report_text_mark(const struct report *report, size_t text, size_t at)
{
	struct text_line_place *places;
	size_t count = report_text_lines(report, text, &places);
	struct mark mark =
		text_line_mark(places, count, &report->texts[text], at);

	free(places);
	return mark;
}
