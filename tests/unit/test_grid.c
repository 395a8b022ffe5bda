/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

#include <stdlib.h>
#include <string.h>

#include "document/document.h"
#include "unit.h"

START_TEST(test_new_grid_holds_empty_labels)
{
	struct grid *grid = grid_new(2, 3);
	size_t line, column;

	for (line = 0; line < 2; line++) {
		for (column = 0; column < 3; column++) {
			const struct grid_cell *cell =
				grid_at(grid, line, column);

			ck_assert(grid_is_origin(grid, line, column));
			ck_assert_uint_eq(cell->across, 1);
			ck_assert_uint_eq(cell->down, 1);
			ck_assert_int_eq(cell->kind, GRID_LABEL);
			ck_assert_str_eq(cell->text, "");
			ck_assert_ptr_null(cell->id);
		}
	}
	grid_free(grid);
}
END_TEST

START_TEST(test_merged_cell_covers_its_span)
{
	struct grid *grid = grid_new(3, 3);
	char text[] = "件", id[] = "a.b";
	struct grid_cell *cell;
	size_t line, column;

	cell = grid_put(grid, 1, 1, 2, 2, GRID_COUNT, id, text);
	memset(text, 'x', sizeof(text) - 1);
	memset(id, 'x', sizeof(id) - 1);
	ck_assert_ptr_eq(cell, grid_at(grid, 1, 1));
	ck_assert_str_eq(cell->text, "件");
	ck_assert_str_eq(cell->id, "a.b");
	ck_assert_uint_eq(cell->across, 2);
	ck_assert_uint_eq(cell->down, 2);
	for (line = 0; line < 3; line++) {
		for (column = 0; column < 3; column++) {
			bool inside = line >= 1 && column >= 1;
			size_t slot = line * 3 + column;
			size_t origin = inside ? 4 : slot;

			ck_assert_uint_eq(grid_at(grid, line, column)->origin,
			                  origin);
			ck_assert_int_eq(grid_is_origin(grid, line, column),
			                 origin == slot);
		}
	}
	grid_free(grid);
}
END_TEST

START_TEST(test_document_keeps_copies_in_order)
{
	struct document *document = document_new();
	char text[] = "一、总体情况 and more";
	size_t i;

	document_add(document, BLOCK_TITLE, 0, NULL, text, 3);
	text[0] = 'x';
	for (i = 0; i < 100; i++)
		document_add(document, BLOCK_HEADING, 2, "overview", "（一）",
		             strlen("（一）"));
	document_add_table(document, "requests", grid_new(1, 1));
	ck_assert_uint_eq(document->count, 102);
	ck_assert_int_eq(document->blocks[0].kind, BLOCK_TITLE);
	ck_assert_str_eq(document->blocks[0].text, "一");
	ck_assert_ptr_null(document->blocks[0].id);
	ck_assert_int_eq(document->blocks[100].level, 2);
	ck_assert_str_eq(document->blocks[100].id, "overview");
	ck_assert_ptr_nonnull(document->blocks[101].grid);
	ck_assert_ptr_null(document->blocks[101].text);
	document_free(document);
	document_free(NULL);
	grid_free(NULL);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("grid");
	TCase *test = tcase_create("document/grid");

	tcase_add_test(test, test_new_grid_holds_empty_labels);
	tcase_add_test(test, test_merged_cell_covers_its_span);
	tcase_add_test(test, test_document_keeps_copies_in_order);
	suite_add_tcase(suite, test);
	return unit_run(suite);
}
