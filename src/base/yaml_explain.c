/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "base/yaml_explain.h"

#include <stdint.h>
#include <string.h>

#include "base/language.h"
#include "base/text.h"
#include "base/yaml_source.h"

#define FULL_WIDTH_COLON U'\uFF1A'
#define FULL_WIDTH_COMMA U'\uFF0C'

/* A line of the file, without its break. */
struct line {
	const char *text;
	size_t length;
	size_t number; /* 1-based */
};

/* A character in the file. */
struct found {
	struct mark mark;
	char32_t character;
};

/* Line `number`; an empty one behind the last. */
static struct line
line_of(const char *bytes, size_t size, size_t number)
{
	size_t at = 0;
	for (size_t i = 1; i < number; i++)
		at = yaml_next_line(bytes, size,
		                    yaml_line_end(bytes, size, at));
	size_t end = yaml_line_end(bytes, size, at);
	return (struct line){
		.text = bytes + at, .length = end - at, .number = number};
}

/* The line that byte `place` is in. */
static struct line
line_at(const char *bytes, size_t size, size_t place)
{
	size_t at = 0, number = 1, end;

	while ((end = yaml_line_end(bytes, size, at)) < place) {
		at = yaml_next_line(bytes, size, end);
		number++;
	}
	return (struct line){
		.text = bytes + at, .length = end - at, .number = number};
}

static struct mark
mark_in(const struct line *line, size_t at)
{
	return (struct mark){.line = line->number,
	                     .column = text_characters(line->text, at) + 1};
}

/* The byte in the line of a mark on it. */
static size_t
offset_in(const struct line *line, struct mark mark)
{
	size_t at = 0;
	char32_t character;
	for (size_t column = 1; column < mark.column && at < line->length;
	     column++)
		at += text_decode(line->text + at, line->length - at,
		                  &character);
	return at;
}

static size_t
skip_spaces(const struct line *line, size_t at)
{
	while (at < line->length && line->text[at] == ' ')
		at++;
	return at;
}

static bool
is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '"' ||
	       c == '\'';
}

/* The byte behind `word` and the blanks around it, or `at` if none stands there. */
static size_t
skip_word(const struct line *line, size_t at)
{
	size_t start = skip_spaces(line, at);
	size_t end = start;
	while (end < line->length && is_word(line->text[end]))
		end++;
	return end == start ? at : skip_spaces(line, end);
}

static char32_t
character_at(const struct line *line, size_t at)
{
	char32_t character = 0;
	if (at < line->length)
		text_decode(line->text + at, line->length - at, &character);
	return character;
}

static bool
is_comment_or_blank(const struct line *line)
{
	size_t at = text_leading_blanks(line->text, line->length);
	return at == line->length || line->text[at] == '#';
}

/* A blank other than the ASCII one in the indentation. */
static bool
find_wide_indent(const struct line *line, struct found *found)
{
	size_t at = skip_spaces(line, 0);
	char32_t character = character_at(line, at);
	if (is_comment_or_blank(line) || !text_is_blank(character))
		return false;
	*found = (struct found){mark_in(line, at), character};
	return true;
}

/*
 * A full-width colon behind a key, comma before a key, or bracket behind a
 * colon. Prose is full of these marks; only such a place makes one suspicious.
 */
static bool
find_full_width(const struct line *line, struct found *found)
{
	bool item = true; /* a key may stand here */
	bool colon = false;
	size_t at = 0;
	while (at < line->length) {
		bool word = item && is_word(line->text[at]);
		size_t behind = word ? skip_word(line, at) : at;
		if (behind > at &&
		    character_at(line, behind) == FULL_WIDTH_COLON) {
			*found = (struct found){mark_in(line, behind),
			                        FULL_WIDTH_COLON};
			return true;
		}
		char32_t character = 0;
		size_t length = text_decode(line->text + at, line->length - at,
		                            &character);
		if (character == FULL_WIDTH_COMMA) {
			behind = skip_word(line, at + length);
			char32_t next = character_at(line, behind);
			if (behind > at + length &&
			    (next == U':' || next == FULL_WIDTH_COLON)) {
				*found = (struct found){mark_in(line, at),
				                        character};
				return true;
			}
		}
		bool bracket = character == U'\uFF5B' ||
		               character == U'\uFF5D' ||
		               character == U'\uFF3B' || character == U'\uFF3D';
		if (bracket && colon) {
			*found = (struct found){mark_in(line, at), character};
			return true;
		}
		colon = colon || character == U':';
		/* A dash that is no word of its own would make long rows of them
		 * slow. */
		bool dash =
			character == U'-' && character_at(line, at + 1) == U' ';
		item = character == U',' || character == U'{' ||
		       character == U'[' ||
		       (item && (character == U' ' || dash));
		at += length;
	}
	return false;
}

static void
tell_full_width(const struct found *found, struct problems *problems)
{
	char bytes[5] = {0};
	text_encode(found->character, bytes);
	if (found->character == FULL_WIDTH_COLON)
		problem_add(
			problems, found->mark,
			_("a full-width colon %s stands where the ASCII colon "
		          ": belongs"),
			bytes);
	else if (found->character == FULL_WIDTH_COMMA)
		problem_add(
			problems, found->mark,
			_("a full-width comma %s stands where the ASCII comma "
		          ", belongs"),
			bytes);
	else
		problem_add(problems, found->mark,
		            _("a full-width bracket %s stands where the ASCII "
		              "bracket %c belongs"),
		            bytes, (char)text_fold(found->character));
}

static void
tell_wide_indent(const struct found *found, struct problems *problems)
{
	if (found->character == U'\t')
		problem_add(
			problems, found->mark, "%s",
			_("a tab stands here where spaces belong; indent with "
		          "spaces"));
	else
		problem_add(
			problems, found->mark,
			_("a full-width or special blank (U+%04X) indents this "
		          "line; indent with ASCII spaces"),
			(unsigned)found->character);
}

/* Looks through the lines [first, last] for a look-alike and tells of it. */
static bool
tell_look_alike(const char *bytes, size_t size, size_t first, size_t last,
                struct problems *problems)
{
	struct line line = line_of(bytes, size, first);
	const char *end = bytes + size;
	for (;;) {
		struct found found;
		if (find_wide_indent(&line, &found)) {
			tell_wide_indent(&found, problems);
			return true;
		}
		if (!is_comment_or_blank(&line) &&
		    find_full_width(&line, &found)) {
			tell_full_width(&found, problems);
			return true;
		}
		if (line.number >= last || line.text + line.length == end)
			return false;
		size_t at = (size_t)(line.text - bytes) + line.length;
		line.text = bytes + yaml_next_line(bytes, size, at);
		at = (size_t)(line.text - bytes);
		line.length = yaml_line_end(bytes, size, at) - at;
		line.number++;
	}
}

/* The line before `number` that is neither blank nor a comment, or `number`. */
static size_t
line_before(const char *bytes, size_t size, size_t number)
{
	size_t before = number;
	struct line line = {.text = bytes};
	size_t at = 0;
	for (line.number = 1; line.number < number && at < size;
	     line.number++) {
		size_t end = yaml_line_end(bytes, size, at);
		line.text = bytes + at;
		line.length = end - at;
		if (!is_comment_or_blank(&line))
			before = line.number;
		at = yaml_next_line(bytes, size, end);
	}
	return before;
}

struct explainer {
	const char *bytes;
	size_t size;
	const struct yaml_complaint *complaint;
	struct problems *problems;
};

static void
tell(const struct explainer *e, struct mark mark, const char *text)
{
	problem_add(e->problems, mark, "%s", text);
}

static void
explain_quote(const struct explainer *e)
{
	struct mark opened = e->complaint->opened;
	struct line line = line_of(e->bytes, e->size, opened.line);
	size_t at = offset_in(&line, opened);
	char quote = at < line.length ? line.text[at] : '"';
	while (at < line.length) {
		char32_t character = 0;
		size_t length = text_decode(line.text + at, line.length - at,
		                            &character);
		if (character == U'\u201D' || character == U'\u2019' ||
		    character == U'\uFF02') {
			char bytes[5] = {0};
			text_encode(character, bytes);
			problem_add(e->problems, mark_in(&line, at),
			            _("the text begins with %c and ends with a "
			              "full-width %s; close it with %c"),
			            quote, bytes, quote);
			return;
		}
		at += length;
	}
	problem_add(e->problems, opened,
	            _("the quotation mark %c that opens here is never closed"),
	            quote);
}

static void
explain_bracket(const struct explainer *e, char open, char close)
{
	const struct yaml_complaint *complaint = e->complaint;
	struct line last = line_of(e->bytes, e->size, complaint->mark.line);
	bool at_end = last.text + offset_in(&last, complaint->mark) ==
	              e->bytes + e->size;
	if (at_end)
		problem_add(e->problems, complaint->opened,
		            _("the bracket %c that opens here is never closed "
		              "with %c"),
		            open, close);
	else if (complaint->mark.line > complaint->opened.line)
		problem_add(
			e->problems, complaint->opened,
			_("the bracket %c that opens here is not closed with "
		          "%c, or a comma is missing before line %zu, column "
		          "%zu"),
			open, close, complaint->mark.line,
			complaint->mark.column);
	else
		problem_add(
			e->problems, complaint->mark,
			_("a comma or the closing bracket %c is missing here"),
			close);
}

static void
explain_map_bracket(const struct explainer *e)
{
	explain_bracket(e, '{', '}');
}

static void
explain_list_bracket(const struct explainer *e)
{
	explain_bracket(e, '[', ']');
}

static void
explain_no_colon(const struct explainer *e)
{
	struct mark mark = e->complaint->opened;
	struct line line = line_of(e->bytes, e->size, mark.line);
	size_t at = offset_in(&line, mark);
	size_t colon = skip_word(&line, at);
	if (colon > at && character_at(&line, colon) == U':')
		tell(e, mark_in(&line, colon + 1),
		     _("a space is missing behind the colon"));
	else
		tell(e, mark,
		     _("this line has no key: write `key: value`, or indent it "
		       "as far as the text above if it belongs there"));
}

/* A colon with a space that does not belong there: either in a line that was
 * taken as more of the value above, or in a text without quotes. */
static void
explain_stray_colon(const struct explainer *e)
{
	struct line line = line_of(e->bytes, e->size, e->complaint->mark.line);
	size_t at = offset_in(&line, e->complaint->mark);
	size_t start = skip_spaces(&line, 0);
	for (size_t i = start; i + 1 < at; i++)
		if (line.text[i] == ':' && line.text[i + 1] == ' ') {
			tell(e, e->complaint->mark,
			     _("a second colon with a space stands in this "
			       "line; put the whole value in quotes"));
			return;
		}
	tell(e, mark_in(&line, start),
	     _("this line is indented deeper than the one above; put it "
	       "in line with its neighbours"));
}

static bool
begins_with(const char *text, const char *prefix)
{
	return prefix == NULL ||
	       (text != NULL && strncmp(text, prefix, strlen(prefix)) == 0);
}

/* The character at the place begins something in YAML that it was not meant to. */
static void
explain_first_character(const struct explainer *e, struct mark mark)
{
	struct line line = line_of(e->bytes, e->size, mark.line);
	char32_t character = character_at(&line, offset_in(&line, mark));
	char bytes[5] = {0};
	if (character == 0) {
		tell(e, mark, _("a value is missing before this place"));
		return;
	}
	text_encode(character, bytes);
	problem_add(e->problems, mark,
	            _("a text that begins with %s must be put in quotes"),
	            bytes);
}

static void
explain_indentation(const struct explainer *e)
{
	struct mark mark = e->complaint->mark;
	struct line line = line_of(e->bytes, e->size, mark.line);
	bool first = skip_spaces(&line, 0) == offset_in(&line, mark);
	if (!first && begins_with(e->complaint->problem, "block sequence"))
		explain_first_character(e, mark);
	else if (e->complaint->quote.line != 0)
		tell(e, e->complaint->quote,
		     _("the quotation mark that opens here is not closed on "
		       "its line"));
	else if (first)
		tell(e, mark,
		     _("the indentation of this line fits none of the lines "
		       "above; put it in line with its neighbours"));
	else
		tell(e, mark,
		     _("nothing may follow here behind the closing quotation "
		       "mark or bracket; put the whole text in one pair of "
		       "quotes"));
}

static void
explain_opened_character(const struct explainer *e)
{
	explain_first_character(e, e->complaint->opened);
}

static void
explain_character(const struct explainer *e)
{
	explain_first_character(e, e->complaint->mark);
}

static void
explain_tight_colon(const struct explainer *e)
{
	struct mark mark = e->complaint->mark;
	mark.column++;
	tell(e, mark, _("a space is missing behind the colon"));
}

/* The bracket that was opened last before the end and not closed: its byte,
 * or `size`. */
static size_t
open_bracket(const char *bytes, size_t size)
{
	size_t closed = 0;

	for (size_t at = size; at-- > 0;) {
		if (bytes[at] == ']' || bytes[at] == '}')
			closed++;
		else if ((bytes[at] == '[' || bytes[at] == '{') &&
		         closed-- == 0)
			return at;
	}
	return size;
}

static void
explain_missing_value(const struct explainer *e)
{
	struct line last = line_of(e->bytes, e->size, e->complaint->mark.line);
	const char *place = last.text + offset_in(&last, e->complaint->mark);
	size_t open = place == e->bytes + e->size
	                      ? open_bracket(e->bytes, e->size)
	                      : e->size;

	if (open < e->size) {
		struct line line = line_at(e->bytes, e->size, open);

		problem_add(
			e->problems,
			mark_in(&line, (size_t)(e->bytes + open - line.text)),
			_("the bracket %c that opens here is never closed "
		          "with %c"),
			e->bytes[open], e->bytes[open] == '[' ? ']' : '}');
		return;
	}
	tell(e, e->complaint->mark, _("a value is missing before this place"));
}

static void
explain_block_header(const struct explainer *e)
{
	tell(e, e->complaint->mark,
	     _("nothing may follow | or > on its line; begin the text "
	       "on the next line, indented"));
}

static void
explain_escape(const struct explainer *e)
{
	tell(e, e->complaint->mark,
	     _("this is no escape YAML knows; between double quotes "
	       "write \\\\ for a backslash, or use single quotes"));
}

/* How what the parser says is told. Matched in this order, by the beginning
 * of its context and problem; NULL matches any. */
static const struct explanation {
	const char *context;
	const char *problem;
	void (*explain)(const struct explainer *e);
	bool look_alikes; /* may come of one, on the lines around */
} explanations[] = {
	{"while scanning a quoted scalar", "found unexpected", explain_quote,
         false},
	{"while parsing a quoted scalar", NULL, explain_escape, false},
	{"while scanning a simple key", NULL, explain_no_colon, true},
	{"while parsing a flow mapping", NULL, explain_map_bracket, true},
	{"while parsing a flow sequence", NULL, explain_list_bracket, true},
	{"while scanning a block scalar", NULL, explain_block_header, false},
	{"while scanning for the next token", NULL, explain_character, true},
	{"while scanning a", "did not find expected alphabetic",
         explain_opened_character, false},
	{"while scanning a tag", NULL, explain_opened_character, false},
	{"while parsing a tag", NULL, explain_opened_character, false},
	{"while parsing a %TAG", NULL, explain_opened_character, false},
	{"while scanning a directive", NULL, explain_opened_character, false},
	{NULL, "found undefined tag handle", explain_character, false},
	{NULL, "found unexpected ':'", explain_tight_colon, false},
	{NULL, "mapping values are not allowed", explain_stray_colon, true},
	{"while parsing a block node", NULL, explain_character, true},
	{NULL, "did not find expected node content", explain_missing_value,
         true},
	{NULL, "did not find expected key", explain_indentation, true},
	{NULL, "did not find expected '-' indicator", explain_indentation,
         true},
	{NULL, "did not find expected <document start>", explain_indentation,
         true},
	{NULL, "block sequence entries are not allowed", explain_indentation,
         true},
	{NULL, "mapping keys are not allowed", explain_indentation, true},
};

/* The lines on which a look-alike may have led to the complaint. */
static bool
explain_look_alike(const struct explainer *e)
{
	const struct yaml_complaint *complaint = e->complaint;
	size_t first = line_before(e->bytes, e->size, complaint->mark.line);
	bool whole = begins_with(complaint->context,
	                         "while scanning a simple key") ||
	             begins_with(complaint->context, "while parsing a flow");
	if (whole && complaint->opened.line != 0 &&
	    complaint->opened.line < first)
		first = complaint->opened.line;
	return tell_look_alike(e->bytes, e->size, first, complaint->mark.line,
	                       e->problems);
}

/* Tabs are the parser's business only where it says so. */
static bool
explain_tab(const struct explainer *e)
{
	const struct yaml_complaint *complaint = e->complaint;
	struct line line = line_of(e->bytes, e->size, complaint->mark.line);
	size_t at = offset_in(&line, complaint->mark);
	if (character_at(&line, at) != U'\t')
		return false;
	if (strstr(complaint->problem, "tab character") == NULL &&
	    strstr(complaint->problem, "cannot start any token") == NULL)
		return false;
	tell(e, complaint->mark,
	     _("a tab stands here where spaces belong; indent with spaces"));
	return true;
}

void
yaml_explain(const char *bytes, size_t size,
             const struct yaml_complaint *complaint, struct problems *problems)
{
	const struct explainer e = {bytes, size, complaint, problems};
	if (explain_tab(&e))
		return;
	for (size_t i = 0; i < sizeof explanations / sizeof *explanations;
	     i++) {
		const struct explanation *explanation = &explanations[i];
		if (!begins_with(complaint->context, explanation->context) ||
		    !begins_with(complaint->problem, explanation->problem))
			continue;
		if (!explanation->look_alikes || !explain_look_alike(&e))
			explanation->explain(&e);
		return;
	}
	problem_add(problems, complaint->mark, _("this is not YAML (%s)"),
	            complaint->problem);
}
