/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

/* What is rendered to DOCX is unpacked and read back by readers that are not
 * ours. */

#include <archive.h>
#include <archive_entry.h>
#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "document/document.h"
#include "grids.h"
#include "nodes.h"
#include "render/render.h"
#include "unit.h"

#define ODD_TEXT "<b>&amp;\"x\"</w:t> ]]> 'q' 😀 𠀀\x01\uFFFE\u202E“一”"
/* What of it can be read back: what XML forbids is replaced. */
#define ODD_READ "<b>&amp;\"x\"</w:t> ]]> 'q' 😀 𠀀\uFFFD\uFFFD\uFFFD“一”"

/* The parts, in the order in which they must be. */
static const char *const names[] = {
	"[Content_Types].xml", "_rels/.rels",
	"word/document.xml",   "word/_rels/document.xml.rels",
	"word/styles.xml",     "word/settings.xml",
	"word/fontTable.xml",  "word/footer1.xml",
	"word/footer2.xml",    "docProps/core.xml",
};
#define PARTS (sizeof names / sizeof names[0])

struct package {
	xmlDocPtr parts[PARTS];
};

static xmlDocPtr
read_part(struct archive *archive, const char *name)
{
	struct buffer text = {0};
	char block[4096];
	xmlDocPtr part;
	la_ssize_t got;

	while ((got = archive_read_data(archive, block, sizeof block)) > 0)
		buffer_add(&text, block, (size_t)got);
	ck_assert_int_eq(got, 0);
	part = xmlReadMemory(text.data, (int)text.length, name, NULL,
	                     XML_PARSE_NONET | XML_PARSE_HUGE);
	if (part == NULL)
		ck_abort_msg("%s: expected XML, seen “%.200s…”", name,
		             text.data);
	buffer_free(&text);
	return part;
}

static struct package
read_package(const struct buffer *file)
{
	struct archive *archive = archive_read_new();
	struct archive_entry *entry;
	struct package package;

	archive_read_support_format_zip(archive);
	ck_assert_int_eq(
		archive_read_open_memory(archive, file->data, file->length),
		ARCHIVE_OK);
	for (size_t i = 0; i < PARTS; i++) {
		ck_assert_int_eq(archive_read_next_header(archive, &entry),
		                 ARCHIVE_OK);
		ck_assert_str_eq(archive_entry_pathname(entry), names[i]);
		package.parts[i] = read_part(archive, names[i]);
	}
	ck_assert_int_eq(archive_read_next_header(archive, &entry),
	                 ARCHIVE_EOF);
	archive_read_free(archive);
	return package;
}

static struct package
rendered(const struct document *document)
{
	const struct render_options options = {0};
	struct buffer out = {0}, again = {0};
	struct package package;
	char *why = NULL;

	ck_assert(render_docx(document, &options, &out, &why));
	ck_assert(render_docx(document, &options, &again, &why));
	ck_assert_uint_eq(out.length, again.length);
	ck_assert_mem_eq(out.data, again.data, out.length);
	package = read_package(&out);
	buffer_free(&out);
	buffer_free(&again);
	return package;
}

static void
package_free(struct package *package)
{
	for (size_t i = 0; i < PARTS; i++)
		xmlFreeDoc(package->parts[i]);
}

static xmlNodePtr
part_of(const struct package *package, const char *name)
{
	for (size_t i = 0; i < PARTS; i++)
		if (strcmp(names[i], name) == 0)
			return xmlDocGetRootElement(package->parts[i]);
	ck_abort_msg("no part %s", name);
}

static xmlNodePtr
body_of(const struct package *package)
{
	return node_find(part_of(package, "word/document.xml"), "body");
}

/* The next element at or after `node`, or NULL. */
static xmlNodePtr
next_element(xmlNodePtr node)
{
	while (node && node->type != XML_ELEMENT_NODE)
		node = node->next;
	return node;
}

static bool
is_named(xmlNodePtr node, const char *name)
{
	return node && strcmp((const char *)node->name, name) == 0;
}

/* The w:val of the element NAME below `node`, which the caller frees; NULL if
 * there is no such element. */
static char *
value_of(xmlNodePtr node, const char *name)
{
	xmlNodePtr found = node_find(node->children, name);

	return found ? (char *)xmlGetProp(found, (const xmlChar *)"val") : NULL;
}

/* --- tables --- */

/* A table as it is being read: where the next cell goes. */
struct reading {
	const char *what;
	const struct grid *grid;
	size_t *widths; /* of the columns */
	size_t line, column;
};

static size_t
number_of(xmlNodePtr node, const char *property)
{
	xmlChar *value = xmlGetProp(node, (const xmlChar *)property);
	size_t number = value ? strtoul((char *)value, NULL, 10) : 0;

	xmlFree(value);
	return number;
}

static void
read_cell(struct reading *reading, xmlNodePtr node)
{
	const struct grid *grid = reading->grid;
	char *span = value_of(node, "gridSpan");
	char *merge = value_of(node, "vMerge");
	char *style = value_of(node, "pStyle");
	const struct grid_cell *slot, *cell;
	bool covered;
	size_t width = 0;

	ck_assert_uint_lt(reading->line, grid->lines);
	ck_assert_uint_lt(reading->column, grid->columns);
	slot = grid_at(grid, reading->line, reading->column);
	cell = &grid->cells[slot->origin];
	covered = slot->origin / grid->columns < reading->line;
	/* A covered slot to the right of its origin has no cell. */
	ck_assert_uint_eq(slot->origin % grid->columns, reading->column);
	ck_assert_uint_eq(span ? strtoul(span, NULL, 10) : 1, cell->across);
	ck_assert_pstr_eq(merge, cell->down == 1 ? NULL
	                         : covered       ? "continue"
	                                         : "restart");
	ck_assert_pstr_eq(style, cell->kind != GRID_LABEL ? "TableFigure"
	                         : cell->head             ? "TableHead"
	                                                  : "TableLabel");
	node_check_text(reading->what, node, covered ? "" : cell->text);
	for (size_t i = 0; i < cell->across; i++)
		width += reading->widths[reading->column + i];
	ck_assert_uint_eq(number_of(node_find(node, "tcW"), "w"), width);
	reading->column += cell->across;
	xmlFree(span);
	xmlFree(merge);
	xmlFree(style);
}

static void
read_line(struct reading *reading, xmlNodePtr line)
{
	const struct grid *grid = reading->grid;
	bool heads = reading->line < grid_heads(grid);

	ck_assert_uint_eq(node_count(line->children, "cantSplit"), 1);
	ck_assert_uint_eq(node_count(line->children, "tblHeader"), heads);
	reading->column = 0;
	for (xmlNodePtr node = line->children; node; node = node->next)
		if (is_named(node, "tc"))
			read_cell(reading, node);
	ck_assert_uint_eq(reading->column, grid->columns);
	reading->line++;
}

static void
check_table(const char *what, xmlNodePtr table, const struct grid *grid)
{
	struct reading reading = {
		.what = what,
		.grid = grid,
		.widths = xcalloc(grid->columns, sizeof(size_t)),
	};
	xmlNodePtr node = node_find(table, "gridCol");
	size_t total = 0;

	for (size_t i = 0; i < grid->columns; i++) {
		if (!is_named(node, "gridCol"))
			ck_abort_msg("%s: column %zu has no width", what, i);
		reading.widths[i] = number_of(node, "w");
		ck_assert_uint_gt(reading.widths[i], 0);
		total += reading.widths[i];
		node = next_element(node->next);
	}
	/* 156 mm in twentieths of a point. */
	ck_assert_uint_eq(total, 8844);
	ck_assert_uint_eq(number_of(node_find(table, "tblW"), "w"), total);
	for (node = table->children; node; node = node->next)
		if (is_named(node, "tr"))
			read_line(&reading, node);
	ck_assert_uint_eq(reading.line, grid->lines);
	free(reading.widths);
}

/* Takes the grid over. */
static void
check_grid(const char *what, struct grid *grid)
{
	struct document *document = document_new();
	struct package package;
	xmlNodePtr table;

	document_add_table(document, "part", grid);
	package = rendered(document);
	table = next_element(body_of(&package)->children);
	ck_assert(is_named(table, "tbl"));
	check_table(what, table, grid);
	/* Word wants a paragraph between a table and the end. */
	ck_assert(is_named(next_element(table->next), "p"));
	package_free(&package);
	document_free(document);
}

START_TEST(test_tables_of_the_form)
{
	check_grid("two", grid_two());
	check_grid("three", grid_three());
	check_grid("four", grid_four());
}
END_TEST

START_TEST(test_random_tables)
{
	for (unsigned seed = 0; seed < 100; seed++) {
		char *what = xformat("random %u", seed);

		check_grid(what, grid_random(seed));
		free(what);
	}
}
END_TEST

/* Figures too wide for the page in any size of type. */
START_TEST(test_a_table_wider_than_the_page)
{
	const size_t columns = 150;
	struct grid *grid = grid_new(2, columns);

	for (size_t i = 0; i < columns; i++)
		grid_put(grid, 1, i, 1, 1, GRID_COUNT, "a", "999999999");
	check_grid("wide", grid);
}
END_TEST

START_TEST(test_two_tables_stay_two)
{
	struct document *document = document_new();
	struct package package;
	xmlNodePtr node;

	document_add_table(document, "a", grid_four());
	document_add_table(document, "b", grid_four());
	package = rendered(document);
	node = next_element(body_of(&package)->children);
	ck_assert(is_named(node, "tbl"));
	node = next_element(node->next);
	ck_assert(is_named(node, "p"));
	ck_assert(is_named(next_element(node->next), "tbl"));
	package_free(&package);
	document_free(document);
}
END_TEST

/* --- text --- */

static void
add(struct document *document, enum block_kind kind, int level,
    const char *text)
{
	document_add(document, kind, level, NULL, text, strlen(text));
}

START_TEST(test_odd_texts_stay_texts)
{
	static const char *const styles[] = {"Title", "Heading1", "Heading2",
	                                     "BodyText", "Date"};
	struct document *document = document_new();
	struct grid *grid = grid_new(1, 1);
	struct package package;
	xmlNodePtr node;

	add(document, BLOCK_TITLE, 0, ODD_TEXT);
	add(document, BLOCK_HEADING, 1, ODD_TEXT);
	add(document, BLOCK_HEADING, 2, ODD_TEXT);
	add(document, BLOCK_PARAGRAPH, 0, ODD_TEXT);
	add(document, BLOCK_DATE, 0, ODD_TEXT);
	grid_put(grid, 0, 0, 1, 1, GRID_TEXT, "\"><b>", ODD_TEXT);
	document_add_table(document, "part", grid);
	document->agency = xstrdup(ODD_TEXT);
	package = rendered(document);
	node = next_element(body_of(&package)->children);
	for (size_t i = 0; i < sizeof styles / sizeof styles[0]; i++) {
		char *style = value_of(node, "pStyle");

		ck_assert_pstr_eq(style, styles[i]);
		node_check_text(styles[i], node, ODD_READ);
		xmlFree(style);
		node = next_element(node->next);
	}
	node_check_text("tbl", node_find(node, "t"), ODD_READ);
	node = part_of(&package, "docProps/core.xml");
	node_check_text("title", node_find(node, "title"), ODD_READ);
	node_check_text("creator", node_find(node, "creator"), ODD_READ);
	node_check_text("language", node_find(node, "language"), "zh-CN");
	package_free(&package);
	document_free(document);
}
END_TEST

START_TEST(test_a_long_paragraph_stays_whole)
{
	struct document *document = document_new();
	struct buffer text = {0};
	struct package package;

	for (int i = 0; i < 10000; i++)
		buffer_puts(&text, "长");
	add(document, BLOCK_PARAGRAPH, 0, text.data);
	package = rendered(document);
	node_check_text("p", node_find(body_of(&package), "p"), text.data);
	package_free(&package);
	document_free(document);
	buffer_free(&text);
}
END_TEST

/* A title that is too long for a line ends its first one after the year. */
START_TEST(test_lines_of_titles)
{
	static const struct {
		const char *title;
		const char *lines; /* apart by | */
	} samples[] = {
		{"某县人民政府2022年度报告", "某县人民政府2022年度报告"},
		{"广州市从化区人民政府2022年政府信息公开工作年度报告",
	         "广州市从化区人民政府2022年|政府信息公开工作年度报告"},
		{"广州市从化区人民政府政府信息公开工作年度报告",
	         "广州市从化区人民政府政|府信息公开工作年度报告"},
		{"广州市从化区人民政府政府信息公开工作年度报告2022年",
	         "广州市从化区人民政府政府信|息公开工作年度报告2022年"},
	};

	for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
		struct document *document = document_new();
		struct buffer seen = {0};
		struct package package;
		xmlNodePtr run;

		add(document, BLOCK_TITLE, 0, samples[i].title);
		document->year = 2022;
		package = rendered(document);
		run = node_find(body_of(&package), "r");
		for (; run; run = next_element(run->next)) {
			xmlChar *text = xmlNodeGetContent(run);

			buffer_puts(&seen, node_find(run->children, "br")
			                           ? "|"
			                           : (char *)text);
			xmlFree(text);
		}
		ck_assert_str_eq(seen.data, samples[i].lines);
		buffer_free(&seen);
		package_free(&package);
		document_free(document);
	}
}
END_TEST

/* --- the page --- */

static void
check_numbers(xmlNodePtr node, const char *const *expected)
{
	for (; *expected; expected += 2)
		node_check_property((const char *)node->name, node, expected[0],
		                    expected[1]);
}

/* FORMAT 7, in twentieths of a point. */
START_TEST(test_page)
{
	static const char *const size[] = {"w", "11905", "h", "16837", NULL};
	static const char *const margins[] = {"top",  "2097",   "right",
	                                      "1474", "bottom", "1984",
	                                      "left", "1587",   NULL};
	static const char *const lines[] = {
		"type",      "linesAndChars", "linePitch", "579",
		"charSpace", "-850",          NULL};
	struct document *document = document_new();
	struct package package = rendered(document);
	xmlNodePtr body = body_of(&package);
	xmlNodePtr odd = part_of(&package, "word/footer1.xml");
	xmlNodePtr even = part_of(&package, "word/footer2.xml");

	check_numbers(node_find(body, "pgSz"), size);
	check_numbers(node_find(body, "pgMar"), margins);
	check_numbers(node_find(body, "docGrid"), lines);
	ck_assert_uint_eq(node_count(body, "footerReference"), 2);
	ck_assert_uint_eq(node_count(part_of(&package, "word/settings.xml"),
	                             "evenAndOddHeaders"),
	                  1);
	node_check_text("odd", odd, "— 1 —");
	node_check_property("odd", node_find(odd, "jc"), "val", "right");
	node_check_text("even", even, "— 2 —");
	node_check_property("even", node_find(even, "jc"), "val", "left");
	package_free(&package);
	document_free(document);
}
END_TEST

static xmlNodePtr
style_named(const struct package *package, const char *name)
{
	xmlNodePtr style =
		node_find(part_of(package, "word/styles.xml"), "style");

	for (; style; style = next_element(style->next)) {
		char *seen = value_of(style, "name");
		bool found = seen && strcmp(seen, name) == 0;

		xmlFree(seen);
		if (found)
			return style;
	}
	ck_abort_msg("no style is named %s", name);
}

/* By these names word processors know headings, for a table of contents. */
START_TEST(test_styles)
{
	static const struct {
		const char *name, *face, *size, *level, *first;
	} expected[] = {
		{"Title", "方正小标宋简体", "44", NULL, "0"},
		{"heading 1", "黑体", "32", "0", "200"},
		{"heading 2", "楷体_GB2312", "32", "1", "200"},
		{"Body Text", "仿宋_GB2312", "32", NULL, "200"},
		{"footer", "宋体", "28", NULL, "0"},
	};
	struct document *document = document_new();
	struct package package = rendered(document);

	for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
		xmlNodePtr style = style_named(&package, expected[i].name);
		xmlNodePtr fonts = node_find(style->children, "rFonts");
		char *size = value_of(style, "sz");
		char *level = value_of(style, "outlineLvl");

		node_check_property(expected[i].name, fonts, "eastAsia",
		                    expected[i].face);
		node_check_property(expected[i].name,
		                    node_find(style->children, "ind"),
		                    "firstLineChars", expected[i].first);
		ck_assert_pstr_eq(size, expected[i].size);
		ck_assert_pstr_eq(level, expected[i].level);
		xmlFree(size);
		xmlFree(level);
	}
	package_free(&package);
	document_free(document);
}
END_TEST

/* --- dates --- */

static void
check_created(const struct document *document, const char *expected)
{
	struct package package = rendered(document);
	xmlNodePtr core = part_of(&package, "docProps/core.xml");

	if (expected) {
		node_check_text("created", node_find(core, "created"),
		                expected);
		node_check_text("modified", node_find(core, "modified"),
		                expected);
	} else {
		ck_assert_ptr_null(node_find(core, "created"));
	}
	package_free(&package);
}

START_TEST(test_dates)
{
	struct document *document = document_new();

	unsetenv("SOURCE_DATE_EPOCH");
	check_created(document, NULL);
	document->dated = xstrdup("2023-01-18");
	check_created(document, "2023-01-18T00:00:00Z");
	setenv("SOURCE_DATE_EPOCH", "1700000000", 1);
	check_created(document, "2023-11-14T22:13:20Z");
	/* No time that can be written so. */
	setenv("SOURCE_DATE_EPOCH", "999999999999999", 1);
	check_created(document, "2023-01-18T00:00:00Z");
	setenv("SOURCE_DATE_EPOCH", "today", 1);
	check_created(document, "2023-01-18T00:00:00Z");
	unsetenv("SOURCE_DATE_EPOCH");
	document_free(document);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("docx");
	TCase *tables = tcase_create("tables");
	TCase *texts = tcase_create("texts");
	TCase *pages = tcase_create("pages");
	int status;

	tcase_add_test(tables, test_tables_of_the_form);
	tcase_add_test(tables, test_random_tables);
	tcase_add_test(tables, test_a_table_wider_than_the_page);
	tcase_add_test(tables, test_two_tables_stay_two);
	suite_add_tcase(suite, tables);
	tcase_add_test(texts, test_odd_texts_stay_texts);
	tcase_add_test(texts, test_a_long_paragraph_stays_whole);
	tcase_add_test(texts, test_lines_of_titles);
	suite_add_tcase(suite, texts);
	tcase_add_test(pages, test_page);
	tcase_add_test(pages, test_styles);
	tcase_add_test(pages, test_dates);
	suite_add_tcase(suite, pages);
	status = unit_run(suite);
	xmlCleanupParser();
	return status;
}
