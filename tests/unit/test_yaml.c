/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "base/yaml.h"
#include "unit.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct yaml_document *
parse(const char *source)
{
	struct problems problems = {0};
	struct yaml_document *document =
		yaml_parse(source, strlen(source), &problems);

	if (document == NULL)
		ck_abort_msg("expected to be read: %s\nseen: %zu:%zu: %s",
		             source, problems.items[0].mark.line,
		             problems.items[0].mark.column,
		             problems.items[0].text);
	ck_assert_uint_eq(problems.count, 0);
	return document;
}

static const struct yaml_node *
item(const struct yaml_node *list, size_t number)
{
	ck_assert_uint_lt(number, list->count);
	return list->entries[number].value;
}

static void
expect_mark(struct mark mark, size_t line, size_t column)
{
	if (mark.line != line || mark.column != column)
		ck_abort_msg("expected %zu:%zu, seen %zu:%zu", line, column,
		             mark.line, mark.column);
}

static void
expect_span(const struct yaml_node *node, const char *source,
            const char *expected)
{
	char *seen = xstrndup(source + node->start, node->end - node->start);

	ck_assert_str_eq(seen, expected);
	free(seen);
}

START_TEST(a_tree_of_all_kinds)
{
	struct yaml_document *document =
		parse("a: 1\nb: [x, 'y']\nc:\n  - |\n    文\n  - {d: ~}\n");
	const struct yaml_node *root = document->root;

	ck_assert_int_eq(root->kind, YAML_NODE_MAP);
	ck_assert_int_eq(root->style, YAML_STYLE_BLOCK);
	ck_assert_uint_eq(root->count, 3);
	ck_assert_str_eq(root->entries[2].key->text, "c");
	ck_assert_str_eq(yaml_get(root, "a")->text, "1");
	ck_assert_ptr_null(yaml_get(root, "A"));
	ck_assert_ptr_null(yaml_get(NULL, "a"));
	ck_assert_ptr_null(yaml_get(yaml_get(root, "a"), "a"));

	const struct yaml_node *list = yaml_get(root, "b");
	ck_assert_int_eq(list->kind, YAML_NODE_LIST);
	ck_assert_int_eq(list->style, YAML_STYLE_FLOW);
	ck_assert_ptr_null(list->entries[0].key);
	ck_assert_int_eq(item(list, 0)->style, YAML_STYLE_PLAIN);
	ck_assert_int_eq(item(list, 1)->style, YAML_STYLE_QUOTED);

	list = yaml_get(root, "c");
	ck_assert_int_eq(item(list, 0)->style, YAML_STYLE_LITERAL);
	ck_assert_str_eq(item(list, 0)->text, "文\n");
	ck_assert(yaml_is_null(yaml_get(item(list, 1), "d")));
	ck_assert(!document->bom);
	yaml_document_free(document);
}
END_TEST

START_TEST(empty_files)
{
	static const char *const cases[] = {
		"",
		"\n \n",
		"# c\n",
		"\xEF\xBB\xBF",
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct yaml_document *document = parse(cases[i]);
		ck_assert_ptr_null(document->root);
		yaml_document_free(document);
	}
	struct problems problems = {0};
	struct yaml_document *document = yaml_parse(NULL, 0, &problems);
	ck_assert_ptr_null(document->root);
	yaml_document_free(document);
	document = parse("---\n");
	ck_assert(yaml_is_null(document->root));
	yaml_document_free(document);
	yaml_document_free(NULL);
}
END_TEST

/* The same text with each kind of line break, with a BOM and without. */
START_TEST(marks_in_characters)
{
	static const char *const breaks[] = {"\n", "\r\n", "\r"};

	for (size_t bom = 0; bom < 2; bom++)
		for (size_t i = 0; i < COUNT(breaks); i++) {
			struct buffer source = {0};
			buffer_puts(&source, bom ? "\xEF\xBB\xBF" : "");
			buffer_format(&source,
			              "机关: 广州%s年: {甲: 😀, b: 二}%s"
			              "文: |%s  第一段%s%s  第二段%sz: 终%s",
			              breaks[i], breaks[i], breaks[i],
			              breaks[i], breaks[i], breaks[i],
			              breaks[i]);
			struct yaml_document *document = parse(source.data);
			const struct yaml_node *root = document->root;
			ck_assert_int_eq(document->bom, bom == 1);
			expect_mark(root->mark, 1, 1);
			const struct yaml_node *node = yaml_get(root, "机关");
			expect_mark(node->mark, 1, 5);
			expect_span(node, source.data, "广州");
			node = yaml_get(yaml_get(root, "年"), "b");
			expect_mark(node->mark, 2, 14);
			expect_span(node, source.data, "二");
			node = yaml_get(root, "文");
			expect_mark(node->mark, 3, 4);
			ck_assert_str_eq(node->text, "第一段\n\n第二段\n");
			ck_assert_uint_eq(
				(unsigned char)source.data[node->end - 1],
				(unsigned char)"段"[2]);
			expect_mark(yaml_text_mark(node, source.data,
			                           source.length, 3),
			            4, 4);
			expect_mark(yaml_text_mark(node, source.data,
			                           source.length, 11),
			            6, 3);
			node = yaml_get(root, "z");
			expect_mark(node->mark, 7, 4);
			expect_span(node, source.data, "终");
			yaml_document_free(document);
			buffer_free(&source);
		}
}
END_TEST

START_TEST(spans_are_exact)
{
	static const struct {
		const char *source, *span;
		size_t line, column;
	} cases[] = {
		{"k: 文 字  # c\n", "文 字", 1, 4},
		{"k: a\n  b\n\nz: 1\n", "a\n  b", 1, 4},
		{"k:   \"a \\\" 字\" \n", "\"a \\\" 字\"", 1, 6},
		{"k: 'a''b'\n", "'a''b'", 1, 4},
		{"k: |\n  a\n  b\n", "|\n  a\n  b", 1, 4},
		{"k: |\n  a\n\n\n# c\nz: 1\n", "|\n  a", 1, 4},
		{"k: |\n  a\n \n  \nz: 1\n", "|\n  a", 1, 4},
		{"k: |\n  a\n   \n \nz: 1\n", "|\n  a\n   ", 1, 4},
		{"k: |\n  a  \n\nz: 1\n", "|\n  a  ", 1, 4},
		{"k: |+\n  a\n\n\nz: 1\n", "|+\n  a", 1, 4},
		{"k: |2-\n    a\n\n", "|2-\n    a", 1, 4},
		{"k: |\n  a", "|\n  a", 1, 4},
		{"k: |\nz: 1\n", "|", 1, 4},
		{"k: |  # c\n \nz: 1\n", "|  # c", 1, 4},
		{"k: |\r\n  a\r\n\r\nz: 1\r\n", "|\r\n  a", 1, 4},
		{"k: >\n  a\n  b\n \n\nz: 1\n", ">\n  a\n  b", 1, 4},
		{"k:\nz: 1\n", "", 1, 3},
		{"k:   # c\nz: 1\n", "", 1, 3},
		{"k: {a: 1, b:   }\n", "{a: 1, b:   }", 1, 4},
		{"k: [1,\n  2]\nz: 1", "[1,\n  2]", 1, 4},
		{"k:\n  a: 1\n  b: 2\n\n# c\nz: 1", "a: 1\n  b: 2", 2, 3},
		{"k:\n- 1\n- 2\nz: 1", "- 1\n- 2", 2, 1},
		{"k:\n  a: |\n    x\n\nz: 1", "a: |\n    x", 2, 3},
		{"k:\n  a:\nz: 1", "a:", 2, 3},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct yaml_document *document = parse(cases[i].source);
		const struct yaml_node *node = yaml_get(document->root, "k");
		expect_span(node, cases[i].source, cases[i].span);
		expect_mark(node->mark, cases[i].line, cases[i].column);
		yaml_document_free(document);
	}
}
END_TEST

START_TEST(a_missing_value_is_behind_its_colon)
{
	static const struct {
		const char *source;
		size_t at, line, column;
	} cases[] = {
		{"{k:   , b: 1}", 3, 1, 4}, {"{k: }", 3, 1, 4},
		{"{k :\n }", 4, 1, 5},      {"? k # :\n: \r\n", 9, 2, 2},
		{"{k}", 2, 1, 3},           {"{k   }", 2, 1, 3},
		{"{k, b: 1}", 2, 1, 3},     {"? k\n", 3, 1, 4},
		{"? k\n: \n", 5, 2, 2},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct yaml_document *document = parse(cases[i].source);
		const struct yaml_node *node = yaml_get(document->root, "k");
		ck_assert(yaml_is_null(node));
		ck_assert_uint_eq(node->start, cases[i].at);
		ck_assert_uint_eq(node->end, cases[i].at);
		expect_mark(node->mark, cases[i].line, cases[i].column);
		yaml_document_free(document);
	}
}
END_TEST

START_TEST(what_looks_like_something_else)
{
	static const char source[] =
		"a: {合计:12, b: 1,286, c：3}\nb: 1\nb: 2\n<<: 3\n";
	struct yaml_document *document = parse(source);
	const struct yaml_node *root = document->root;
	const struct yaml_node *map = yaml_get(root, "a");

	ck_assert_uint_eq(map->count, 4);
	ck_assert_str_eq(map->entries[0].key->text, "合计:12");
	ck_assert(yaml_is_null(map->entries[0].value));
	ck_assert_str_eq(map->entries[1].value->text, "1");
	ck_assert_str_eq(map->entries[2].key->text, "286");
	ck_assert_str_eq(map->entries[3].key->text, "c：3");
	/* Both of the same key are kept; the first is found. */
	ck_assert_uint_eq(root->count, 4);
	ck_assert_str_eq(yaml_get(root, "b")->text, "1");
	ck_assert_str_eq(root->entries[2].value->text, "2");
	ck_assert_str_eq(yaml_get(root, "<<")->text, "3");
	yaml_document_free(document);
}
END_TEST

START_TEST(values_may_hold_nul)
{
	struct yaml_document *document = parse("a: \"x\\0y\"\n\"b\\0c\": 1\n");
	const struct yaml_node *node = yaml_get(document->root, "a");

	ck_assert_uint_eq(node->length, 3);
	ck_assert_mem_eq(node->text, "x\0y", 4);
	ck_assert_ptr_null(yaml_get(document->root, "b"));
	yaml_document_free(document);
}
END_TEST

START_TEST(nulls)
{
	static const struct {
		const char *source;
		bool null;
	} cases[] = {
		{"k:", true},         {"k: ~", true},     {"k: null", true},
		{"k: Null", true},    {"k: NULL", true},  {"k: nULL", false},
		{"k: ''", false},     {"k: '~'", false},  {"k: 0", false},
		{"k: |\n  ~", false}, {"k: |\n", false},  {"k: {}", false},
		{"k: []", false},     {"other: 1", true},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct yaml_document *document = parse(cases[i].source);
		bool seen = yaml_is_null(yaml_get(document->root, "k"));
		if (seen != cases[i].null)
			ck_abort_msg("%s: expected null %d, seen %d",
			             cases[i].source, cases[i].null, seen);
		yaml_document_free(document);
	}
}
END_TEST

/* Every character of a literal block lies in the file where its mark says. */
START_TEST(places_in_literal_blocks)
{
	static const char *const sources[] = {
		"k: |\n  第一段\n\n  第二段\n",
		"k: |\r\n  第一段\r\n\r\n  第二段\r\n",
		"k: |\n\n\n  a\n",
		"k: |4\n      深\n    浅\n\n",
		"k:\n  - |\n   a\n     b\n \n   c  \n",
		"k: |+\n  a\n   \n\n",
		"k: |-\n  a\n  \n  b",
		"\xEF\xBB\xBFk: | # c\n  a\n",
	};

	for (size_t i = 0; i < COUNT(sources); i++) {
		const char *source = sources[i];
		size_t size = strlen(source);
		struct yaml_document *document = parse(source);
		const struct yaml_node *node = yaml_get(document->root, "k");
		if (node->kind == YAML_NODE_LIST)
			node = item(node, 0);
		size_t from = document->bom ? 3 : 0;
		for (size_t at = 0; at < node->length; at++) {
			unsigned char c = (unsigned char)node->text[at];
			if (c == '\n' || (c & 0xC0) == 0x80)
				continue;
			struct mark mark =
				yaml_text_mark(node, source, size, at);
			/* Walk there as an editor does. */
			const char *p = source + from;
			for (size_t line = 1; line < mark.line; line++)
				p = strchr(p, '\n') + 1;
			for (size_t column = 1; column < mark.column; column++)
				do
					p++;
				while (((unsigned char)*p & 0xC0) == 0x80);
			if (*p != node->text[at])
				ck_abort_msg(
					"%s: byte %zu: expected %s, seen at "
					"%zu:%zu %s",
					source, at, node->text + at, mark.line,
					mark.column, p);
		}
		yaml_document_free(document);
	}
}
END_TEST

START_TEST(places_at_line_breaks_and_elsewhere)
{
	static const char source[] =
		"a: |\n  文字\n\n  末\n\nb: >\n  x\nc: |\n";
	struct yaml_document *document = parse(source);
	const struct yaml_node *node = yaml_get(document->root, "a");

	ck_assert_str_eq(node->text, "文字\n\n末\n");
	expect_mark(yaml_text_mark(node, source, sizeof source - 1, 6), 2, 5);
	expect_mark(yaml_text_mark(node, source, sizeof source - 1, 7), 3, 1);
	expect_mark(yaml_text_mark(node, source, sizeof source - 1, 11), 4, 4);
	/* Behind the last line break, and behind that. */
	expect_mark(yaml_text_mark(node, source, sizeof source - 1, 12), 4, 4);
	expect_mark(yaml_text_mark(node, source, sizeof source - 1, 99), 4, 4);
	node = yaml_get(document->root, "b");
	expect_mark(yaml_text_mark(node, source, sizeof source - 1, 1), 6, 4);
	node = yaml_get(document->root, "c");
	expect_mark(yaml_text_mark(node, source, sizeof source - 1, 0), 8, 4);
	yaml_document_free(document);
}
END_TEST

#define INDENT \
 "the indentation of this line fits none of the lines above; put it in line with its neighbours"
#define DEEPER \
 "this line is indented deeper than the one above; put it in line with its neighbours"
#define COLON "a full-width colon ： stands where the ASCII colon : belongs"
#define COMMA "a full-width comma ， stands where the ASCII comma , belongs"
#define TAB "a tab stands here where spaces belong; indent with spaces"
#define QUOTE(c) "a text that begins with " c " must be put in quotes"
#define ALIAS \
 "the YAML anchors & and aliases * are not read; write the value out, or put the text in quotes if it begins with & or *"
#define TAG \
 "YAML tags are not read; remove the word with !, or put the text in quotes if it begins with !"
#define SECOND \
 "a second YAML document begins here; remove this line, or put what follows into a file of its own"
#define KEY "a key must be a word, not a list or a map"
#define NO_KEY \
 "this line has no key: write `key: value`, or indent it as far as the text above if it belongs there"
#define SPACE "a space is missing behind the colon"
#define HEADER \
 "nothing may follow | or > on its line; begin the text on the next line, indented"
#define TWO_COLONS \
 "a second colon with a space stands in this line; put the whole value in quotes"
#define FOLLOWS \
 "nothing may follow here behind the closing quotation mark or bracket; put the whole text in one pair of quotes"
#define INVISIBLE(c) "the invisible character " c " stands here; delete it"
#define SEPARATOR(c) \
 "the invisible line separator " c \
 " stands here; replace it by a line break or delete it"
#define GBK(c) \
 "this is not UTF-8 (byte " c \
 "); if the file was saved as GBK or ANSI, save it as UTF-8"
#define UTF16 "this file is UTF-16; save it as UTF-8"
#define DIRECTIVE \
 "YAML directives are not read; remove this line, or put the text in quotes if it begins with %"
#define NESTED \
 "lists and maps are nested too deeply here; at most 64 levels are read"

struct refusal {
	const char *source;
	size_t line, column;
	const char *text;
};

static void
expect_refusal(const char *source, size_t size, const struct refusal *refusal)
{
	struct problems problems = {0};
	struct yaml_document *document = yaml_parse(source, size, &problems);

	if (document != NULL)
		ck_abort_msg("%s\nexpected: %s\nseen: it was read", source,
		             refusal->text);
	ck_assert_uint_eq(problems.count, 1);
	const struct problem *seen = &problems.items[0];
	if (seen->mark.line != refusal->line ||
	    seen->mark.column != refusal->column ||
	    strcmp(seen->text, refusal->text) != 0)
		ck_abort_msg("%s\nexpected: %zu:%zu: %s\nseen: %zu:%zu: %s",
		             source, refusal->line, refusal->column,
		             refusal->text, seen->mark.line, seen->mark.column,
		             seen->text);
	problems_free(&problems);
}

static const struct refusal structure[] = {
	{"agency：广州\nyear: 2022\n", 1, 7, COLON},
	{"form: a\nagency：广州\nyear: 2022\n", 2, 7, COLON},
	{"form: a\n# ：\nagency ：广州\n", 3, 8, COLON},
	{"form: a\nrequests：\n  new: {a: 1}\n", 2, 9, COLON},
	{"a:\n  new: {x: 1，y: 2}\n", 2, 13, COMMA},
	{"a: ｛b: 1, c: 2｝\n", 1, 4,
         "a full-width bracket ｛ stands where the ASCII bracket { belongs"},
	{"a: {b: 1, c: 2｝\n", 1, 15,
         "a full-width bracket ｝ stands where the ASCII bracket } belongs"},
	{"　　a: 1\nb: c: d\n", 1, 1,
         "a full-width or special blank (U+3000) indents this line; indent "
         "with ASCII spaces"},
	{"a:\n\tb: 1\n", 2, 1, TAB},
	{"a:\r\n  b: 1\r\n\tc: 2\r\n", 3, 1, TAB},
	{"a: |\n\tb\n", 2, 1, TAB},
	{"a: 1\n  b: 2\n", 2, 3, DEEPER},
	{"a:\n    b: 1\n  c: 2\n", 3, 3, INDENT},
	{"  a: 1\nb: 2\n", 2, 1, INDENT},
	{"a:\n  - b\n - c\n", 3, 2, INDENT},
	{"form: x\nyear:2022\n", 2, 6, SPACE},
	{"{a:}\n", 1, 4, SPACE},
	{"a: |\n  文\n对策：加强\nb: 1\n", 3, 1, NO_KEY},
	{"a: 情况: 好\n", 1, 6, TWO_COLONS},
	{"a: \"广州\nyear: 2022\n", 1, 4,
         "the quotation mark \" that opens here is never closed"},
	{"a: '广州\n", 1, 4,
         "the quotation mark ' that opens here is never closed"},
	{"a: \"广州”\nyear: 2022\n", 1, 7,
         "the text begins with \" and ends with a full-width ”; close it with "
         "\""},
	{"a: \"广州\nb: 1\nc: \"x\"\n", 1, 4,
         "the quotation mark that opens here is not closed on its line"},
	{"a: \"x\" 市\n", 1, 8, FOLLOWS},
	{"a: \"\\q\"\n", 1, 5,
         "this is no escape YAML knows; between double quotes write \\\\ for "
         "a backslash, or use single quotes"},
	{"a: {b: 1, c: 2\nd: 1\n", 1, 4,
         "the bracket { that opens here is not closed with }, or a comma is "
         "missing before line 2, column 2"},
	{"a: [1, 2\n", 1, 4,
         "the bracket [ that opens here is never closed with ]"},
	{"a: {b: 1 c: 2}\n", 1, 11,
         "a comma or the closing bracket } is missing here"},
	{"a: [1, , 2]\n", 1, 8, "a value is missing before this place"},
	{"a: 1\nb: [\n", 2, 4,
         "the bracket [ that opens here is never closed with ]"},
	{"a: [1, [2], {b: 3},\n", 1, 4,
         "the bracket [ that opens here is never closed with ]"},
	{"a: |2022年\n", 1, 6, HEADER},
	{"a: | 2022年\n", 1, 6, HEADER},
};

static const struct refusal not_read[] = {
	{"a: &x 1\n", 1, 4, ALIAS},
	{"a: 1\nb: *x\n", 2, 4, ALIAS},
	{"&x a: 1\n", 1, 1, ALIAS},
	{"a: &x [*x]\n", 1, 4, ALIAS},
	{"a: *重要*\n", 1, 4, QUOTE("*")},
	{"a: &重要\n", 1, 4, QUOTE("&")},
	{"a: !!str b\n", 1, 4, TAG},
	{"a: ! b\n", 1, 4, TAG},
	{"a: !x\n", 1, 4, TAG},
	{"a: !!map {b: 1}\n", 1, 4, TAG},
	{"a: !重要\n", 1, 4, QUOTE("!")},
	{"a: !e!x b\n", 1, 4, QUOTE("!")},
	{"a: @b\n", 1, 4, QUOTE("@")},
	{"a: %b\n", 1, 4, QUOTE("%")},
	{"a: - b\n", 1, 4, QUOTE("-")},
	{"a: ]\n", 1, 4, QUOTE("]")},
	{"[a]: 1\n", 1, 1, KEY},
	{"a: {{b}}\n", 1, 5, KEY},
	{"? - b\n: 1\n", 1, 3, KEY},
	{"a: 1\n---\nb: 2\n", 2, 1, SECOND},
	{"a: 1\n---\n", 2, 1, SECOND},
	{"a: 1\n...\n# c\nb: 2\n", 4, 1, SECOND},
	{"a: '1'\n%TAG ! b\n", 2, 1, SECOND},
	{"# c\n%YAML 1.1\n---\na: 1\n", 2, 1, DIRECTIVE},
};

static const struct refusal characters[] = {
	{"a: \xD6\xD0\n", 1, 4, GBK("0xD6")},
	{"文: 1\r\n文b\xE4\xB8", 2, 3, GBK("0xE4")},
	{"a: \xC0\xAF\n", 1, 4, GBK("0xC0")},
	{"a: \xED\xA0\x80\n", 1, 4, GBK("0xED")},
	{"# \xFF", 1, 3, GBK("0xFF")},
	{"a: 1\rb: 文\x07\n", 2, 5, INVISIBLE("U+0007")},
	{"a: \x7F\n", 1, 4, INVISIBLE("U+007F")},
	{"a: \xC2\x9B\n", 1, 4, INVISIBLE("U+009B")},
	{"a: \xEF\xBF\xBE\n", 1, 4, INVISIBLE("U+FFFE")},
	{"\xEF\xBB\xBF文\xEF\xBB\xBF: 1\n", 1, 2,
         "a byte order mark (U+FEFF) stands in the middle of the file; delete "
         "this invisible character"},
	{"a: 1\nb: 一\xE2\x80\xA8二\n", 2, 5, SEPARATOR("U+2028")},
	{"a: '一\xE2\x80\xA9二'\n", 1, 6, SEPARATOR("U+2029")},
	{"a: |\n  一\xC2\x85", 2, 4, SEPARATOR("U+0085")},
};

START_TEST(refusals_of_structure)
{
	const struct refusal *refusal = &structure[_i];
	expect_refusal(refusal->source, strlen(refusal->source), refusal);
}
END_TEST

START_TEST(refusals_of_what_is_not_read)
{
	const struct refusal *refusal = &not_read[_i];
	expect_refusal(refusal->source, strlen(refusal->source), refusal);
}
END_TEST

START_TEST(refusals_of_characters)
{
	const struct refusal *refusal = &characters[_i];
	expect_refusal(refusal->source, strlen(refusal->source), refusal);
}
END_TEST

START_TEST(refusals_with_nul)
{
	const struct refusal utf16 = {"", 1, 1, UTF16};
	const struct refusal nul = {"", 2, 4, INVISIBLE("U+0000")};

	expect_refusal("\xFF\xFE"
	               "a\0",
	               4, &utf16);
	expect_refusal("\xFE\xFF\0a", 4, &utf16);
	expect_refusal("a\0:\0", 4, &utf16);
	expect_refusal("\0a\0:", 4, &utf16);
	expect_refusal("a: 1\nb: \0\n", 10, &nul);
}
END_TEST

/* `count` times `text`, as a file. */
static void
expect_flood(const char *text, size_t count, size_t line, size_t column,
             const char *why)
{
	struct buffer source = {0};
	struct refusal refusal = {text, line, column, why};
	struct problems problems = {0};

	for (size_t i = 0; i < count; i++)
		buffer_puts(&source, text);
	ck_assert_ptr_null(yaml_parse(source.data, source.length, &problems));
	ck_assert_str_eq(problems.items[0].text, why);
	expect_mark(problems.items[0].mark, refusal.line, refusal.column);
	problems_free(&problems);
	buffer_free(&source);
}

/* Without their limits these take from minutes to hours, or gigabytes. */
START_TEST(floods_end)
{
	expect_flood("[", 1000000, 1, 65, NESTED);
	expect_flood("{a: ", 250000, 1, 257, NESTED);
	expect_flood("- ", 100000, 1, 129, NESTED);
	expect_flood("%TAG !a! b\n", 300000, 1, 1, DIRECTIVE);
	expect_flood("a:\n", 1000000, 249999, 3,
	             "this file holds far more values than any report or form; "
	             "reading stops here");
}
END_TEST

START_TEST(sixty_four_levels_are_read)
{
	struct buffer source = {0};

	buffer_fill(&source, '[', YAML_DEPTH_LIMIT);
	buffer_fill(&source, ']', YAML_DEPTH_LIMIT);
	yaml_document_free(parse(source.data));
	buffer_free(&source);
}
END_TEST

START_TEST(an_alias_bomb_is_refused_at_once)
{
	static const struct refusal refusal = {"", 1, 4, ALIAS};
	static const char bomb[] = "a: &a [x, x, x]\n"
				   "b: &b [*a, *a, *a]\n"
				   "c: &c [*b, *b, *b]\n";

	expect_refusal(bomb, sizeof bomb - 1, &refusal);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("yaml");
	TCase *tests = tcase_create("yaml");

	tcase_add_test(tests, a_tree_of_all_kinds);
	tcase_add_test(tests, empty_files);
	tcase_add_test(tests, marks_in_characters);
	tcase_add_test(tests, spans_are_exact);
	tcase_add_test(tests, a_missing_value_is_behind_its_colon);
	tcase_add_test(tests, what_looks_like_something_else);
	tcase_add_test(tests, values_may_hold_nul);
	tcase_add_test(tests, nulls);
	tcase_add_test(tests, places_in_literal_blocks);
	tcase_add_test(tests, places_at_line_breaks_and_elsewhere);
	tcase_add_loop_test(tests, refusals_of_structure, 0,
	                    (int)COUNT(structure));
	tcase_add_loop_test(tests, refusals_of_what_is_not_read, 0,
	                    (int)COUNT(not_read));
	tcase_add_loop_test(tests, refusals_of_characters, 0,
	                    (int)COUNT(characters));
	tcase_add_test(tests, refusals_with_nul);
	tcase_add_test(tests, floods_end);
	tcase_add_test(tests, sixty_four_levels_are_read);
	tcase_add_test(tests, an_alias_bomb_is_refused_at_once);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
