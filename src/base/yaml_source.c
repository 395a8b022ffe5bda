/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include "base/yaml_source.h"

#include <string.h>

#include "base/language.h"
#include "base/text.h"
#include "base/yaml.h"

size_t
yaml_line_end(const char *bytes, size_t size, size_t at)
{
	while (at < size && bytes[at] != '\n' && bytes[at] != '\r')
		at++;
	return at;
}

size_t
yaml_next_line(const char *bytes, size_t size, size_t at)
{
	if (at < size && bytes[at] == '\r')
		return at + 1 < size && bytes[at + 1] == '\n' ? at + 2 : at + 1;
	return at < size ? at + 1 : size;
}

struct mark
yaml_mark_at(const char *bytes, size_t size, size_t at)
{
	size_t number = 1;
	size_t start = 0;
	for (;;) {
		size_t end = yaml_line_end(bytes, size, start);
		if (end >= at || end == size)
			break;
		start = yaml_next_line(bytes, size, end);
		number++;
	}
	/* What stands before the place is valid, though the place need not be. */
	size_t column =
		at > start ? text_characters(bytes + start, at - start) : 0;
	return (struct mark){.line = number, .column = column + 1};
}

/*
 * Control characters, the byte order mark, non-characters and the separators
 * NEL, U+2028 and U+2029. The separators break lines in YAML but in no editor,
 * so a file that holds one is not what it looks like.
 */
static size_t
find_forbidden(const char *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		unsigned char c = (unsigned char)bytes[i];
		if (c >= 0x20 && c < 0x7F)
			continue;
		if (c < 0x20) {
			if (c != '\t' && c != '\n' && c != '\r')
				return i;
		} else if (c == 0x7F) {
			return i;
		} else if (c == 0xC2) {
			if ((unsigned char)bytes[i + 1] < 0xA0)
				return i;
		} else if (c == 0xE2) {
			if (memcmp(bytes + i, "\xE2\x80\xA8", 3) == 0 ||
			    memcmp(bytes + i, "\xE2\x80\xA9", 3) == 0)
				return i;
		} else if (c > 0xE2 && c < 0xEF) {
			i += 2; /* nearly all characters of Chinese text */
		} else if (c == 0xEF) {
			if (memcmp(bytes + i, "\xEF\xBB\xBF", 3) == 0 ||
			    memcmp(bytes + i, "\xEF\xBF\xBE", 3) == 0 ||
			    memcmp(bytes + i, "\xEF\xBF\xBF", 3) == 0)
				return i;
		}
	}
	return size;
}

static void
refuse_character(const char *bytes, size_t size, size_t at,
                 struct problems *problems)
{
	struct mark mark = yaml_mark_at(bytes, size, at);
	char32_t character = 0;
	text_decode(bytes + at, size - at, &character);
	const char *text =
		_("the invisible character U+%04X stands here; delete it");
	if (character == 0x85 || character == 0x2028 || character == 0x2029)
		text = _("the invisible line separator U+%04X stands here; "
		         "replace it by a line break or delete it");
	else if (character == 0xFEFF)
		text = _("a byte order mark (U+%04X) stands in the middle of "
		         "the file; delete this invisible character");
	problem_add(problems, mark, text, (unsigned)character);
}

static bool
is_utf16(const char *bytes, size_t size)
{
	if (size < 2)
		return false;
	if (memcmp(bytes, "\xFF\xFE", 2) == 0 ||
	    memcmp(bytes, "\xFE\xFF", 2) == 0)
		return true;
	/* Without a mark: every file of ours begins with an ASCII character. */
	return (bytes[0] == '\0') != (bytes[1] == '\0');
}

/* The first line from `at` on that is neither blank nor a comment. */
static size_t
skip_idle_lines(const char *bytes, size_t size, size_t at)
{
	while (at < size) {
		size_t end = yaml_line_end(bytes, size, at);
		size_t first = at;
		while (first < end &&
		       (bytes[first] == ' ' || bytes[first] == '\t'))
			first++;
		if (first < end && bytes[first] != '#')
			break;
		at = yaml_next_line(bytes, size, end);
	}
	return at;
}

size_t
yaml_next_document(const char *bytes, size_t size, size_t at)
{
	bool ended = false;
	for (;;) {
		at = skip_idle_lines(bytes, size, at);
		if (size - at < 3 || memcmp(bytes + at, "...", 3) != 0)
			break;
		ended = true;
		at = yaml_next_line(bytes, size,
		                    yaml_line_end(bytes, size, at));
	}
	return at < size && (ended || bytes[at] == '%') ? at : size;
}

bool
yaml_check_source(const char *bytes, size_t size, struct problems *problems)
{
	if (is_utf16(bytes, size)) {
		problem_add(problems, (struct mark){1, 1}, "%s",
		            _("this file is UTF-16; save it as UTF-8"));
		return false;
	}
	size_t at = text_check(bytes, size);
	if (at < size) {
		problem_add(
			problems, yaml_mark_at(bytes, size, at),
			_("this is not UTF-8 (byte 0x%02X); if the file was "
		          "saved as GBK or ANSI, save it as UTF-8"),
			(unsigned)(unsigned char)bytes[at]);
		return false;
	}
	at = find_forbidden(bytes, size);
	if (at < size) {
		refuse_character(bytes, size, at, problems);
		return false;
	}
	/* libyaml compares each directive with all before it; a large file of
	 * them would take hours. */
	at = skip_idle_lines(bytes, size, 0);
	if (at < size && bytes[at] == '%') {
		problem_add(problems, yaml_mark_at(bytes, size, at), "%s",
		            _("YAML directives are not read; remove this line, "
		              "or put the text in quotes if it begins with %"));
		return false;
	}
	return true;
}

/*
 * A literal block's lines are the file's lines less their indentation, so the
 * two can be walked together and need no knowledge of how deep the block is.
 */
static size_t
count_blanks(const char *bytes, size_t start, size_t end)
{
	size_t at = start;

	while (at < end && bytes[at] == ' ')
		at++;
	return at - start;
}

static void
place_line(struct yaml_line *line, const struct yaml_node *node,
           const char *source, size_t end)
{
	size_t written = count_blanks(source, line->at, end);
	size_t read = count_blanks(node->text, line->start, node->length);

	line->mark.line++;
	line->mark.column = 1 + (written > read ? written - read : 0);
}

struct yaml_line
yaml_first_line(const struct yaml_node *node, const char *source,
                size_t source_size)
{
	size_t end = node->end < source_size ? node->end : source_size;
	struct yaml_line line = {.mark = node->mark};

	line.literal = node->style == YAML_STYLE_LITERAL && node->length > 0;
	if (!line.literal)
		return line;
	line.at = yaml_next_line(source, end,
	                         yaml_line_end(source, end, node->start));
	place_line(&line, node, source, end);
	return line;
}

bool
yaml_following_line(struct yaml_line *line, const struct yaml_node *node,
                    const char *source, size_t source_size)
{
	size_t end = node->end < source_size ? node->end : source_size;
	const char *newline = memchr(node->text + line->start, '\n',
	                             node->length - line->start);
	size_t line_end;

	if (newline == NULL)
		return false;
	if (line->literal) {
		line_end = yaml_line_end(source, end, line->at);
		if (line_end == end) /* only line breaks follow */
			return false;
		line->at = yaml_next_line(source, end, line_end);
	}
	line->start = (size_t)(newline - node->text) + 1;
	if (line->literal)
		place_line(line, node, source, end);
	return true;
}

struct mark
yaml_text_mark(const struct yaml_node *node, const char *source,
               size_t source_size, size_t at)
{
	struct yaml_line line = yaml_first_line(node, source, source_size);
	struct yaml_line next = line;
	const char *text, *newline;

	if (!line.literal)
		return line.mark;
	while (next.start <= at) {
		line = next;
		if (!yaml_following_line(&next, node, source, source_size))
			break;
	}
	at = at < node->length ? at : node->length;
	text = node->text + line.start;
	newline = memchr(text, '\n', at - line.start);
	if (newline != NULL)
		at = (size_t)(newline - node->text);
	line.mark.column += text_characters(text, at - line.start);
	return line.mark;
}
