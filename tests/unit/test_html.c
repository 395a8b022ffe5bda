/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/* What is rendered to HTML is read back by a reader that is not ours. */

#include <libxml/HTMLparser.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "document/document.h"
#include "grids.h"
#include "nodes.h"
#include "render/render.h"
#include "unit.h"

#define ODD_TEXT "<b>&amp;\"x\"</td> ]]> 'q' *_`|\\ 😀 𠀀\u202E<script>"
/* What of it can be read back: the bidi control is replaced. */
#define ODD_READ "<b>&amp;\"x\"</td> ]]> 'q' *_`|\\ 😀 𠀀\uFFFD<script>"

/* The document of a grid below a heading. Takes the grid over. */
static struct document *
document_of(struct grid *grid, const char *text)
{
	struct document *document = document_new();

	document_add(document, BLOCK_TITLE, 0, NULL, text, strlen(text));
	document_add(document, BLOCK_HEADING, 1, "part", text, strlen(text));
	document_add(document, BLOCK_PARAGRAPH, 0, "part", text, strlen(text));
	document_add_table(document, "part", grid);
	return document;
}

static char *
rendered(const char *type, const struct document *document, bool fragment)
{
	const struct render_options options = {.fragment = fragment};
	struct buffer out = {0};
	char *why = NULL;

	ck_assert(renderer_named(type)->render(document, &options, &out, &why));
	return buffer_take(&out);
}

static htmlDocPtr
parsed(const char *text)
{
	htmlDocPtr page = htmlReadMemory(
		text, (int)strlen(text), NULL, "UTF-8",
		HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);

	ck_assert_ptr_nonnull(page);
	return page;
}

static size_t
span(xmlNodePtr cell, const char *name)
{
	xmlChar *value = xmlGetProp(cell, (const xmlChar *)name);
	size_t number = value ? strtoul((char *)value, NULL, 10) : 1;

	xmlFree(value);
	return number;
}

/* --- tables --- */

/* A table as it is being read: where the next cell goes. */
struct reading {
	const char *what;
	const struct grid *grid;
	bool *taken;
	size_t line;
	bool ids;
};

static void
read_cell(struct reading *reading, xmlNodePtr node)
{
	const struct grid *grid = reading->grid;
	const struct grid_cell *cell;
	bool *taken = reading->taken + reading->line * grid->columns;
	size_t column = 0;
	bool heads;

	while (column < grid->columns && taken[column])
		column++;
	if (column == grid->columns ||
	    !grid_is_origin(grid, reading->line, column))
		ck_abort_msg("%s: line %zu has a cell too many", reading->what,
		             reading->line);
	cell = grid_at(grid, reading->line, column);
	heads = cell->kind == GRID_LABEL && cell->text[0] != '\0';
	node_check_text(reading->what, node, cell->text);
	ck_assert_str_eq((const char *)node->name, heads ? "th" : "td");
	ck_assert_uint_eq(span(node, "colspan"), cell->across);
	ck_assert_uint_eq(span(node, "rowspan"), cell->down);
	node_check_property(reading->what, node, "data-id",
	                    reading->ids ? cell->id : NULL);
	node_check_property(reading->what, node, "scope",
	                    !heads       ? NULL
	                    : cell->head ? "col"
	                                 : "row");
	for (size_t down = 0; down < cell->down; down++)
		for (size_t across = 0; across < cell->across; across++)
			taken[down * grid->columns + column + across] = true;
}

/* The cells of a group's lines; a merged cell must end in its group, where
 * browsers cut it. */
static void
read_group(struct reading *reading, xmlNodePtr group)
{
	const struct grid *grid = reading->grid;

	for (xmlNodePtr line = group->children; line; line = line->next) {
		if (line->type != XML_ELEMENT_NODE)
			continue;
		ck_assert_uint_lt(reading->line, grid->lines);
		for (xmlNodePtr node = line->children; node; node = node->next)
			if (node->type == XML_ELEMENT_NODE)
				read_cell(reading, node);
		reading->line++;
	}
	for (size_t i = 0; i < grid->lines * grid->columns; i++)
		if (reading->taken[i] != (i / grid->columns < reading->line))
			ck_abort_msg("%s: after line %zu, slot %zu is %s",
			             reading->what, reading->line, i,
			             reading->taken[i] ? "taken" : "free");
}

static void
check_table(const char *what, xmlNodePtr table, const struct grid *grid,
            bool ids)
{
	struct reading reading = {
		.what = what,
		.grid = grid,
		.taken = xcalloc(grid->lines * grid->columns, sizeof(bool)),
		.ids = ids,
	};

	if (table == NULL)
		ck_abort_msg("%s: expected a table, seen none", what);
	for (xmlNodePtr group = table->children; group; group = group->next)
		if (group->type == XML_ELEMENT_NODE &&
		    strcmp((const char *)group->name, "caption") != 0)
			read_group(&reading, group);
	ck_assert_uint_eq(reading.line, grid->lines);
	free(reading.taken);
}

static void
check_document(const char *what, const struct document *document,
               const struct grid *grid)
{
	char *page = rendered("html", document, false);
	char *fragment = rendered("html", document, true);
	char *markdown = rendered("markdown", document, false);
	htmlDocPtr read = parsed(page);

	check_table(what, node_find(read->children, "table"), grid, true);
	xmlFreeDoc(read);
	read = parsed(fragment);
	check_table(what, node_find(read->children, "table"), grid, true);
	xmlFreeDoc(read);
	if (strstr(markdown, "<table>")) {
		read = parsed(strstr(markdown, "<table>"));
		check_table(what, node_find(read->children, "table"), grid,
		            false);
		xmlFreeDoc(read);
	}
	free(page);
	free(fragment);
	free(markdown);
}

START_TEST(test_tables_of_the_form)
{
	static const char *const names[] = {"two", "three", "four"};
	struct grid *grids[] = {grid_two(), grid_three(), grid_four()};
	/* Heads stand over all of three and four, each over a part of two. */
	static const size_t heads[] = {0, 1, 1};
	static const size_t bodies[] = {4, 1, 1};

	for (size_t i = 0; i < 3; i++) {
		struct document *document = document_of(grids[i], names[i]);
		char *page = rendered("html", document, false);
		htmlDocPtr read = parsed(page);

		check_document(names[i], document, grids[i]);
		ck_assert_uint_eq(node_count(read->children, "thead"),
		                  heads[i]);
		ck_assert_uint_eq(node_count(read->children, "tbody"),
		                  bodies[i]);
		node_check_text("caption", node_find(read->children, "caption"),
		                names[i]);
		xmlFreeDoc(read);
		free(page);
		document_free(document);
	}
}
END_TEST

START_TEST(test_random_tables)
{
	for (unsigned seed = 0; seed < 200; seed++) {
		struct grid *grid = grid_random(seed);
		struct document *document = document_of(grid, "random");
		char *what = xformat("random %u", seed);

		check_document(what, document, grid);
		free(what);
		document_free(document);
	}
}
END_TEST

/* --- text --- */

START_TEST(test_odd_texts_stay_texts)
{
	struct grid *grid = grid_new(2, 1);
	struct document *document = document_of(grid, ODD_TEXT);
	char *page, *fragment;
	htmlDocPtr read;

	grid->head_lines = 1;
	grid_put(grid, 0, 0, 1, 1, GRID_LABEL, NULL, ODD_TEXT)->head = true;
	grid_put(grid, 1, 0, 1, 1, GRID_TEXT, "\"><b>", ODD_TEXT);
	page = rendered("html", document, false);
	fragment = rendered("html", document, true);
	read = parsed(page);
	node_check_text("title", node_find(read->children, "title"), ODD_READ);
	node_check_text("h1", node_find(read->children, "h1"), ODD_READ);
	node_check_text("h2", node_find(read->children, "h2"), ODD_READ);
	node_check_text("p", node_find(read->children, "p"), ODD_READ);
	node_check_text("caption", node_find(read->children, "caption"),
	                ODD_READ);
	node_check_text("th", node_find(read->children, "th"), ODD_READ);
	node_check_text("td", node_find(read->children, "td"), ODD_READ);
	node_check_property("td", node_find(read->children, "td"), "data-id",
	                    "\"><b>");
	node_check_property("html", node_find(read->children, "html"), "lang",
	                    "zh-CN");
	ck_assert_ptr_null(node_find(read->children, "script"));
	ck_assert_ptr_null(node_find(read->children, "b"));
	xmlFreeDoc(read);
	ck_assert_ptr_null(strstr(fragment, "<style"));
	ck_assert_ptr_null(strstr(fragment, "class="));
	ck_assert_ptr_null(strstr(fragment, "id=\"part\""));
	ck_assert_int_eq(strncmp(fragment, "<div style=", 11), 0);
	free(page);
	free(fragment);
	document_free(document);
}
END_TEST

START_TEST(test_a_long_paragraph_stays_whole)
{
	struct buffer text = {0};
	struct document *document;
	char *page;
	htmlDocPtr read;

	for (int i = 0; i < 10000; i++)
		buffer_puts(&text, "长");
	document = document_of(grid_new(1, 1), text.data);
	page = rendered("html", document, false);
	read = parsed(page);
	node_check_text("p", node_find(read->children, "p"), text.data);
	xmlFreeDoc(read);
	free(page);
	document_free(document);
	buffer_free(&text);
}
END_TEST

START_TEST(test_markdown_escapes_what_it_would_read)
{
	static const struct {
		const char *text;
		const char *expected;
	} samples[] = {
		{"1. 一", "1\\. 一"},
		{"1.属于", "1.属于"},
		{"(a) 一", "(a\\) 一"},
		{"iv) 一", "iv\\) 一"},
		{"（一）公开", "（一）公开"},
		{"2022年3.5%", "2022年3.5%"},
		{"- 一", "\\- 一"},
		{"一---二...", "一\\-\\-\\-二\\.\\.\\."},
		{"2022-2023", "2022-2023"},
		{"+ 一", "\\+ 一"},
		{": 一", "\\: 一"},
		{"# 一 #", "\\# 一 \\#"},
		{"http://a.b/c_d", "http\\://a.b/c\\_d"},
		{"*a* <b> [c](d) `e` $f$", "\\*a\\* \\<b\\> \\[c\\](d) "
	                                   "\\`e\\` \\$f\\$"},
		{"a\\b\u2028c", "a\\\\b c"},
		{"10:30 “一”", "10:30 “一”"},
	};

	for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
		struct document *document = document_new();
		char *seen, *expected;

		document_add(document, BLOCK_PARAGRAPH, 0, NULL,
		             samples[i].text, strlen(samples[i].text));
		seen = rendered("markdown", document, false);
		expected = xformat("%s\n", samples[i].expected);
		ck_assert_str_eq(seen, expected);
		free(seen);
		free(expected);
		document_free(document);
	}
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("html");
	TCase *tables = tcase_create("tables");
	TCase *texts = tcase_create("texts");
	int status;

	tcase_add_test(tables, test_tables_of_the_form);
	tcase_add_test(tables, test_random_tables);
	suite_add_tcase(suite, tables);
	tcase_add_test(texts, test_odd_texts_stay_texts);
	tcase_add_test(texts, test_a_long_paragraph_stays_whole);
	tcase_add_test(texts, test_markdown_escapes_what_it_would_read);
	suite_add_tcase(suite, texts);
	status = unit_run(suite);
	xmlCleanupParser();
	return status;
}
