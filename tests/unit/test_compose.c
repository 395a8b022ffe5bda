/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

#include <string.h>

#include "convert/compose.h"
#include "reports.h"
#include "unit.h"

static struct form *form;

static void
open_form(void)
{
	form = reports_form("forms/annual-2021.yaml");
}

static void
close_form(void)
{
	form_free(form);
}

/* The document of a report in the 2021 form with these lines in it. */
static struct document *
composed(const char *lines)
{
	struct buffer source = {NULL, 0, 0};
	struct document *document;
	struct report *report;

	buffer_puts(&source, "form: annual-2021\nagency: 某局\nyear: 2022\n");
	buffer_puts(&source, lines);
	report = reports_read(form, source.data);
	document = compose_report(report, NULL);
	report_free(report);
	buffer_free(&source);
	return document;
}

/* The number of a kind's blocks, and the last of them. */
static size_t
count_blocks(const struct document *document, enum block_kind kind, int level,
             const struct block **last)
{
	size_t count = 0;
	size_t i;

	for (i = 0; i < document->count; i++) {
		if (document->blocks[i].kind != kind ||
		    document->blocks[i].level != level)
			continue;
		*last = &document->blocks[i];
		count++;
	}
	return count;
}

START_TEST(test_blank_report_has_all_headings_and_tables)
{
	struct document *document = composed("");
	const struct block *block = NULL;
	size_t i;

	ck_assert_int_eq(document->blocks[0].kind, BLOCK_TITLE);
	ck_assert_str_eq(document->blocks[0].text,
	                 "某局2022年政府信息公开工作年度报告");
	ck_assert_uint_eq(count_blocks(document, BLOCK_HEADING, 1, &block), 6);
	ck_assert_str_eq(block->text, "六、其他需要报告的事项");
	ck_assert_uint_eq(count_blocks(document, BLOCK_TABLE, 0, &block), 3);
	ck_assert_str_eq(block->id, "proceedings");
	for (i = 0; i < block->grid->columns; i++) {
		const struct grid_cell *cell = grid_at(block->grid, 3, i);

		ck_assert_int_eq(cell->kind, GRID_BLANK);
		ck_assert_str_eq(cell->text, "");
	}
	ck_assert_uint_eq(document->count, 1 + 6 + 3);
	document_free(document);
}
END_TEST

START_TEST(test_prose_becomes_paragraphs)
{
	struct document *document =
		composed("preamble: |\n"
	                 "  根据条例编制本报告。\n"
	                 "overview: |\n"
	                 "  （一）主动公开\n"
	                 "\n"
	                 "  　　新收{requests.new.total}件。\n"
	                 "requests:\n"
	                 "  new: {total: 576}\n");
	const struct block *block = document->blocks;

	ck_assert_int_eq(block[1].kind, BLOCK_PARAGRAPH);
	ck_assert_str_eq(block[1].text, "根据条例编制本报告。");
	ck_assert_str_eq(block[1].id, "preamble");
	ck_assert_str_eq(block[2].text, "一、总体情况");
	ck_assert_str_eq(block[2].id, "overview");
	ck_assert_int_eq(block[3].kind, BLOCK_HEADING);
	ck_assert_int_eq(block[3].level, 2);
	ck_assert_str_eq(block[3].text, "（一）主动公开");
	ck_assert_int_eq(block[4].kind, BLOCK_PARAGRAPH);
	ck_assert_str_eq(block[4].text, "新收576件。");
	ck_assert_str_eq(block[5].text, "二、主动公开政府信息情况");
	document_free(document);
}
END_TEST

START_TEST(test_table_carries_values)
{
	struct document *document =
		composed("disclosure:\n"
	                 "  licensing: {decisions: \"1,234\"}\n"
	                 "  fees: {amount: 5949.088667}\n"
	                 "  coercion: {decisions: 待核实}\n");
	const struct block *block = NULL;
	const struct grid_cell *cell;
	size_t i;

	for (i = 0; document->blocks[i].kind != BLOCK_TABLE; i++)
		;
	block = &document->blocks[i];
	ck_assert_str_eq(block->id, "disclosure");
	ck_assert_uint_eq(block->grid->lines, 14);
	ck_assert_uint_eq(block->grid->columns, 4);
	ck_assert_uint_eq(block->grid->head_lines, 2);
	cell = grid_at(block->grid, 0, 0);
	ck_assert_uint_eq(cell->across, 4);
	ck_assert(cell->head);
	ck_assert_str_eq(cell->text, "第二十条第（一）项");
	cell = grid_at(block->grid, 6, 1);
	ck_assert_uint_eq(cell->across, 3);
	ck_assert_int_eq(cell->kind, GRID_COUNT);
	ck_assert_str_eq(cell->id, "disclosure.licensing.decisions");
	ck_assert_str_eq(cell->text, "1234");
	ck_assert_int_eq(cell->value, 1234 * AMOUNT_ONE);
	ck_assert(!cell->head);
	cell = grid_at(block->grid, 10, 1);
	ck_assert_int_eq(cell->kind, GRID_TEXT);
	ck_assert_str_eq(cell->text, "待核实");
	cell = grid_at(block->grid, 13, 1);
	ck_assert_int_eq(cell->kind, GRID_AMOUNT);
	ck_assert_str_eq(cell->text, "5949.088667");
	ck_assert_int_eq(cell->value, 5949088667);
	document_free(document);
}
END_TEST

START_TEST(test_date)
{
	static const struct {
		const char *written, *printed;
	} dates[] = {
		{"2023-01-18", "2023年1月18日"},
		{"2023-12-05", "2023年12月5日"},
		{"2023年1月18日", "2023年1月18日"},
		{"2023-13-18", "2023-13-18"},
		{"2023-01-00", "2023-01-00"},
		{"2023-1-18", "2023-1-18"},
		{"二〇二三年一月", "二〇二三年一月"},
	};
	size_t i;

	for (i = 0; i < sizeof(dates) / sizeof(*dates); i++) {
		struct buffer line = {NULL, 0, 0};
		struct document *document;
		const struct block *block;

		buffer_format(&line, "dated: \"%s\"\n", dates[i].written);
		document = composed(line.data);
		block = &document->blocks[document->count - 1];
		ck_assert_int_eq(block->kind, BLOCK_DATE);
		ck_assert_str_eq(block->text, dates[i].printed);
		ck_assert_str_eq(block->id, "dated");
		document_free(document);
		buffer_free(&line);
	}
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("compose");
	TCase *test = tcase_create("convert/compose");

	tcase_add_unchecked_fixture(test, open_form, close_form);
	tcase_add_test(test, test_blank_report_has_all_headings_and_tables);
	tcase_add_test(test, test_prose_becomes_paragraphs);
	tcase_add_test(test, test_table_carries_values);
	tcase_add_test(test, test_date);
	suite_add_tcase(suite, test);
	return unit_run(suite);
}
