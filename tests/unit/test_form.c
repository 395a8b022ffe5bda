/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/memory.h"
#include "form/form.h"
#include "unit.h"

#define FORMS SOURCE_DIR "/forms"
#define OTHER_FORMS SOURCE_DIR "/tests/forms"

/* The problems as a user sees them, with the file's base name. */
static char *
describe(const char *name, const struct problems *problems)
{
	struct buffer text = {0};

	for (size_t i = 0; i < problems->count; i++) {
		const struct problem *problem = &problems->items[i];

		buffer_puts(&text, name);
		if (problem->mark.line > 0)
			buffer_format(&text, ":%zu:%zu", problem->mark.line,
			              problem->mark.column);
		buffer_format(&text, ": %s\n", problem->text);
	}
	return buffer_take(&text);
}

static struct form *
load(const char *path)
{
	struct problems problems = {0};
	struct form *form = form_load(path, &problems);
	char *seen = describe(path, &problems);

	ck_assert_msg(form != NULL, "expected a form, seen\n%s", seen);
	ck_assert_str_eq(seen, "");
	free(seen);
	problems_free(&problems);
	return form;
}

static const struct table *
table_of(const struct form *form, const char *section)
{
	size_t index = form_find_section(form, section, strlen(section));

	ck_assert_msg(index != NONE, "expected a section %s, seen none",
	              section);
	ck_assert_ptr_nonnull(form->sections[index].table);
	return form->sections[index].table;
}

static size_t
cell_of(const struct form *form, const char *path)
{
	size_t cell = form_find_cell(form, path, strlen(path));

	ck_assert_msg(cell != NONE, "expected a cell %s, seen none", path);
	return cell;
}

static const struct relation *
relation_of(const struct form *form, const char *id)
{
	for (size_t i = 0; i < form->relation_count; i++) {
		if (strcmp(form->relations[i].id, id) == 0)
			return &form->relations[i];
	}
	ck_abort_msg("expected a relation %s, seen none", id);
}

static const struct {
	const char *path;
	const char *beside;
	const char *above;
} names[] = {
	{"disclosure.regulations.made", "规章",
         "第二十条第（一）项 / 本年制发件数"},
	{"disclosure.normative_documents.in_force", "行政规范性文件",
         "第二十条第（一）项 / 现行有效件数"},
	{"disclosure.licensing.decisions", "行政许可",
         "第二十条第（五）项 / 本年处理决定数量"},
	{"disclosure.coercion.decisions", "行政强制",
         "第二十条第（六）项 / 本年处理决定数量"},
	{"disclosure.fees.amount", "行政事业性收费",
         "第二十条第（八）项 / 本年收费金额（单位：万元）"},
	{"requests.new.natural", "一、本年新收政府信息公开申请数量",
         "申请人情况 / 自然人"},
	{"requests.new.total", "一、本年新收政府信息公开申请数量",
         "申请人情况 / 总计"},
	{"requests.denied.third_party.business",
         "三、本年度办理结果 / （三）不予公开 / 4.保护第三方合法权益",
         "申请人情况 / 法人或其他组织 / 商业企业"},
	{"requests.other.other.other",
         "三、本年度办理结果 / （六）其他处理 / 3.其他",
         "申请人情况 / 法人或其他组织 / 其他"},
	{"requests.total.total", "三、本年度办理结果 / （七）总计",
         "申请人情况 / 总计"},
	{"proceedings.reconsideration.pending", "", "行政复议 / 尚未审结"},
	{"proceedings.direct_suit.upheld", "",
         "行政诉讼 / 未经复议直接起诉 / 结果维持"},
	{"proceedings.suit_after_reconsideration.total", "",
         "行政诉讼 / 复议后起诉 / 总计"},
};

START_TEST(names_cells_as_the_form_prints_them)
{
	struct form *form = load(FORMS "/annual-2021.yaml");

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		char *beside, *above;

		form_cell_names(form, cell_of(form, names[i].path), &beside,
		                &above);
		ck_assert_msg(strcmp(beside, names[i].beside) == 0 &&
		                      strcmp(above, names[i].above) == 0,
		              "%s: expected “%s” and “%s”, seen “%s” and “%s”",
		              names[i].path, names[i].beside, names[i].above,
		              beside, above);
		free(beside);
		free(above);
	}
	form_free(form);
}
END_TEST

START_TEST(finds_every_cell_and_no_other)
{
	struct form *form = load(FORMS "/annual-2021.yaml");

	ck_assert_uint_eq(form->cell_count, 200);
	for (size_t i = 0; i < form->cell_count; i++) {
		const struct cell *cell = &form->cells[i];
		const struct section *section = &form->sections[cell->section];
		size_t length = strlen(cell->path), line, column;
		size_t at =
			cell->row * section->table->column_count + cell->column;

		ck_assert_uint_eq(form_find_cell(form, cell->path, length), i);
		ck_assert_uint_eq(form_find_cell(form, cell->path, length - 1),
		                  NONE);
		ck_assert_uint_eq(section->table->cells[at], i);
		ck_assert_uint_ge(i, section->first_cell);
		ck_assert_uint_lt(i, section->first_cell + section->cell_count);
		table_find_slot(section->table, i, &line, &column);
		at = line * section->table->width + column;
		ck_assert_int_eq(section->table->slots[at].kind, SLOT_VALUE);
		ck_assert_uint_eq(section->table->slots[at].index, i);
	}
	ck_assert_uint_eq(form_find_cell(form, "", 0), NONE);
	ck_assert_uint_eq(form_find_cell(form, "requests", 8), NONE);
	ck_assert_uint_eq(form_find_cell(form, "requests.denied.total", 21),
	                  NONE);
	ck_assert_uint_eq(form_find_cell(form, "requests.new.totals", 19),
	                  NONE);
	form_free(form);
}
END_TEST

static const struct {
	const char *section;
	size_t line, column;
	enum slot_kind kind;
	const char *text;
	size_t across, down;
} slots[] = {
	{"disclosure", 0, 0, SLOT_TEXT, "第二十条第（一）项", 4, 1},
	{"disclosure", 5, 1, SLOT_COLUMN, "本年处理决定数量", 3, 1},
	{"disclosure", 6, 1, SLOT_VALUE, NULL, 3, 1},
	{"requests", 0, 0, SLOT_TEXT,
         "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
         3, 3},
	{"requests", 0, 3, SLOT_TEXT, "申请人情况", 7, 1},
	{"requests", 1, 3, SLOT_COLUMN, "自然人", 1, 2},
	{"requests", 1, 4, SLOT_TEXT, "法人或其他组织", 5, 1},
	{"requests", 1, 9, SLOT_COLUMN, "总计", 1, 2},
	{"requests", 3, 0, SLOT_ROW, "一、本年新收政府信息公开申请数量", 3, 1},
	{"requests", 5, 0, SLOT_TEXT, "三、本年度办理结果", 1, 22},
	{"requests", 7, 1, SLOT_ROW, "（三）不予公开", 1, 8},
	{"requests", 15, 1, SLOT_ROW, "（四）无法提供", 1, 3},
	{"requests", 18, 1, SLOT_ROW, "（五）不予处理", 1, 5},
	{"requests", 23, 1, SLOT_ROW, "（六）其他处理", 1, 3},
	{"requests", 27, 9, SLOT_VALUE, NULL, 1, 1},
	{"proceedings", 0, 5, SLOT_TEXT, "行政诉讼", 10, 1},
	{"proceedings", 1, 4, SLOT_COLUMN, "总计", 1, 2},
	{"proceedings", 1, 10, SLOT_ROW, "复议后起诉", 5, 1},
	{"proceedings", 3, 14, SLOT_VALUE, NULL, 1, 1},
};

START_TEST(prints_the_grids_with_their_spans)
{
	struct form *form = load(FORMS "/annual-2021.yaml");

	ck_assert_uint_eq(table_of(form, "disclosure")->lines, 14);
	ck_assert_uint_eq(table_of(form, "disclosure")->width, 4);
	ck_assert_uint_eq(table_of(form, "requests")->lines, 28);
	ck_assert_uint_eq(table_of(form, "requests")->width, 10);
	ck_assert_uint_eq(table_of(form, "proceedings")->lines, 4);
	ck_assert_uint_eq(table_of(form, "proceedings")->width, 15);
	for (size_t i = 0; i < sizeof(slots) / sizeof(*slots); i++) {
		const struct table *table = table_of(form, slots[i].section);
		const struct form_slot *slot =
			&table->slots[slots[i].line * table->width +
		                      slots[i].column];
		const char *text = slot->text != NULL ? slot->text : "";
		const char *expected =
			slots[i].text != NULL ? slots[i].text : "";

		ck_assert_msg(
			slot->kind == slots[i].kind &&
				strcmp(text, expected) == 0 &&
				slot->across == slots[i].across &&
				slot->down == slots[i].down,
			"%s line %zu column %zu: expected kind %d “%s” %zu x %zu, "
			"seen kind %d “%s” %zu x %zu",
			slots[i].section, slots[i].line, slots[i].column,
			slots[i].kind, expected, slots[i].across, slots[i].down,
			slot->kind, text, slot->across, slot->down);
	}
	form_free(form);
}
END_TEST

/* Each covered slot lies within the merged one it names. */
START_TEST(covered_slots_know_their_origin)
{
	struct form *form = load(FORMS "/annual-2021.yaml");

	for (size_t i = 0; i < form->section_count; i++) {
		const struct table *table = form->sections[i].table;
		size_t area = 0;

		for (size_t at = 0;
		     table != NULL && at < table->lines * table->width; at++) {
			const struct form_slot *slot = &table->slots[at], *from;

			if (slot->kind != SLOT_COVERED) {
				area += slot->across * slot->down;
				continue;
			}
			from = &table->slots[slot->index];
			ck_assert_int_ne(from->kind, SLOT_COVERED);
			ck_assert_uint_lt(at / table->width -
			                          slot->index / table->width,
			                  from->down);
			ck_assert_uint_lt(at % table->width -
			                          slot->index % table->width,
			                  from->across);
		}
		if (table != NULL)
			ck_assert_uint_eq(area, table->lines * table->width);
	}
	form_free(form);
}
END_TEST

static const struct {
	const char *form;
	const char *id;
	size_t instances;
	enum level level;
} relations[] = {
	{FORMS "/annual-2021.yaml", "requests.balance", 7, LEVEL_ERROR},
	{FORMS "/annual-2021.yaml", "requests.sum", 7, LEVEL_ERROR},
	{FORMS "/annual-2021.yaml", "requests.across", 25, LEVEL_ERROR},
	{FORMS "/annual-2021.yaml", "proceedings.sum", 3, LEVEL_ERROR},
	{FORMS "/annual-2021.yaml", "carry.requests", 7, LEVEL_REVIEW},
	{FORMS "/annual-2021.yaml", "carry.documents", 2, LEVEL_REVIEW},
	{OTHER_FORMS "/library.yaml", "stock.balance", 3, LEVEL_ERROR},
};

START_TEST(puts_relations_on_rows_and_columns)
{
	struct form *form = load(relations[_i].form);
	const struct relation *relation = relation_of(form, relations[_i].id);

	ck_assert_uint_eq(relation->instance_count, relations[_i].instances);
	ck_assert_int_eq(relation->level, relations[_i].level);
	for (size_t i = 0; i < relation->instance_count; i++)
		ck_assert_ptr_eq(
			&form->relations[relation->instances[i].relation],
			relation);
	form_free(form);
}
END_TEST

/* The terms of an instance as a text: "+requests.new.total". */
static char *
describe_terms(const struct form *form, const struct term *terms, size_t count)
{
	struct buffer text = {0};

	for (size_t i = 0; i < count; i++) {
		buffer_format(&text, "%s%c%s", i > 0 ? " " : "",
		              terms[i].sign == 1 ? '+' : '-',
		              terms[i].last ? "last." : "");
		if (terms[i].cell == NONE)
			buffer_format(
				&text, "%lld",
				(long long)(terms[i].integer / AMOUNT_ONE));
		else
			buffer_puts(&text, form->cells[terms[i].cell].path);
	}
	return buffer_take(&text);
}

START_TEST(resolves_operands_to_cells)
{
	struct form *form = load(FORMS "/annual-2021.yaml");
	const struct relation *sum = relation_of(form, "requests.sum");
	const struct relation *documents = relation_of(form, "carry.documents");
	char *text;

	ck_assert_uint_eq(sum->instances[6].column, 6);
	ck_assert_uint_eq(sum->instances[6].row, NONE);
	/* granted, partial, and 8 + 3 + 5 + 3 rows of the groups. */
	ck_assert_uint_eq(sum->instances[6].right_count, 21);
	text = describe_terms(form, sum->instances[6].left,
	                      sum->instances[6].left_count);
	ck_assert_str_eq(text, "+requests.total.total");
	free(text);
	text = describe_terms(form, sum->instances[6].right + 17, 4);
	ck_assert_str_eq(text, "+requests.not_processed.confirmation.total "
	                       "+requests.other.not_supplemented.total "
	                       "+requests.other.fee_unpaid.total "
	                       "+requests.other.other.total");
	free(text);
	text = describe_terms(form, documents->instances[1].right,
	                      documents->instances[1].right_count);
	ck_assert_str_eq(text, "+last.disclosure.normative_documents.in_force "
	                       "+disclosure.normative_documents.made "
	                       "-disclosure.normative_documents.repealed");
	free(text);
	ck_assert(relation_of(form, "carry.requests")->fill);
	ck_assert(!documents->fill);
	form_free(form);
}
END_TEST

START_TEST(a_form_of_another_kind)
{
	struct form *form = load(OTHER_FORMS "/library.yaml");
	const struct relation *part = relation_of(form, "stock.part");
	size_t spending = cell_of(form, "stock.spending.amount");
	char *beside, *above;

	ck_assert_str_eq(form->id, "library");
	ck_assert_int_eq(form->first_year, 2020);
	ck_assert_int_eq(form->last_year, 2030);
	ck_assert_uint_eq(form->section_count, 2);
	ck_assert_uint_eq(form->cell_count, 16);
	ck_assert_int_eq(form->cells[spending].type, CELL_AMOUNT);
	ck_assert_int_eq(part->comparison, COMPARE_AT_MOST);
	/* The row of one column, the amount, has no part to compare. */
	ck_assert_uint_eq(part->instance_count, 5);
	form_cell_names(form, cell_of(form, "stock.added.given.children"),
	                &beside, &above);
	ck_assert_str_eq(beside, "本年新增 / 受赠");
	ck_assert_str_eq(above, "图书（册） / 其中：少儿");
	free(beside);
	free(above);
	form_free(form);
}
END_TEST

/* --- bad definitions, each with its messages in a file beside it --- */

static struct form_path bad_folder;
static char **bad_ids;
static size_t bad_count;

START_TEST(bad_definitions_are_found)
{
	ck_assert_uint_ge(bad_count, 90);
}
END_TEST

START_TEST(says_what_is_wrong_with_a_definition)
{
	const char *id = bad_ids[_i];
	char *path = form_path_find(&bad_folder, id);
	char *name = xformat("%s.yaml", id);
	char *beside = xformat("%s.expected", id);
	char *expected_path = file_beside(path, beside);
	struct problems problems = {0};
	struct buffer expected = {0};
	char *why = NULL, *seen;
	struct form *form;

	ck_assert_msg(file_read(expected_path, FILE_LIMIT, &expected, &why),
	              "%s: %s", expected_path, why);
	form = form_load(path, &problems);
	seen = describe(name, &problems);
	ck_assert_msg(form == NULL && strcmp(seen, expected.data) == 0,
	              "expected\n%sseen\n%s", expected.data, seen);
	free(seen);
	buffer_free(&expected);
	problems_free(&problems);
	free(expected_path);
	free(beside);
	free(name);
	free(path);
}
END_TEST

START_TEST(a_file_that_is_not_there)
{
	struct problems problems = {0};

	ck_assert_ptr_null(
		form_load(SOURCE_DIR "/no-such-file.yaml", &problems));
	ck_assert_uint_eq(problems.count, 1);
	ck_assert_uint_eq(problems.items[0].mark.line, 0);
	ck_assert_ptr_null(form_load(SOURCE_DIR, &problems));
	ck_assert_uint_eq(problems.count, 2);
	problems_free(&problems);
}
END_TEST

/* --- files from anywhere --- */

static char *
make_folder(void)
{
	const char *parent = getenv("TEST_TMP");
	char *folder =
		xformat("%s/form-XXXXXX", parent != NULL ? parent : "/tmp");

	ck_assert_ptr_nonnull(mkdtemp(folder));
	return folder;
}

static void
write_file(const char *path, const char *bytes, size_t length)
{
	FILE *file = fopen(path, "wb");

	ck_assert_msg(file != NULL, "cannot write %s", path);
	ck_assert_uint_eq(fwrite(bytes, 1, length, file), length);
	ck_assert_int_eq(fclose(file), 0);
}

/* Loads it; whatever comes of it, nothing is left and no file is both a form
 * and wrong. */
static void
try_bytes(const char *path, const char *bytes, size_t length)
{
	struct problems problems = {0};
	struct form *form;

	write_file(path, bytes, length);
	form = form_load(path, &problems);
	ck_assert_msg((form != NULL) == (problems.count == 0),
	              "form %p with %zu problems", (void *)form,
	              problems.count);
	ck_assert_uint_le(problems.count, 20);
	for (size_t i = 0; form != NULL && i < form->cell_count; i++) {
		char *beside, *above;

		form_cell_names(form, i, &beside, &above);
		free(beside);
		free(above);
	}
	form_free(form);
	problems_free(&problems);
}

static void
library_bytes(struct buffer *bytes)
{
	char *why = NULL;

	ck_assert_msg(
		file_read(OTHER_FORMS "/library.yaml", FILE_LIMIT, bytes, &why),
		"%s", why);
}

START_TEST(survives_cut_files)
{
	char *folder = make_folder();
	char *path = xformat("%s/cut.yaml", folder);
	struct buffer bytes = {0};

	library_bytes(&bytes);
	for (size_t length = 0; length <= bytes.length; length += 37)
		try_bytes(path, bytes.data, length);
	unlink(path);
	rmdir(folder);
	buffer_free(&bytes);
	free(path);
	free(folder);
}
END_TEST

START_TEST(survives_changed_files)
{
	static const char bytes_put[] = "{}[]:,-&*|>\"'#.~0a \n\t\x80";
	char *folder = make_folder();
	char *path = xformat("%s/changed.yaml", folder);
	struct buffer bytes = {0};
	unsigned state = 1;

	library_bytes(&bytes);
	for (int i = 0; i < 400; i++) {
		size_t at;
		char old;

		state = state * 1103515245U + 12345U;
		at = (state >> 8) % bytes.length;
		old = bytes.data[at];
		bytes.data[at] =
			bytes_put[(state >> 4) % (sizeof(bytes_put) - 1)];
		try_bytes(path, bytes.data, bytes.length);
		bytes.data[at] = old;
	}
	unlink(path);
	rmdir(folder);
	buffer_free(&bytes);
	free(path);
	free(folder);
}
END_TEST

/* --- where forms are looked for --- */

START_TEST(looks_in_the_given_folders_first)
{
	char *first = make_folder(), *second = make_folder();
	char *mine = xformat("%s/annual-2021.yaml", first);
	char *theirs = xformat("%s/annual-2021.yaml", second);
	char *other = xformat("%s/other.yaml", second);
	char *no_form = xformat("%s/a b.yaml", second);
	struct form_path path;
	char **ids, *found;
	size_t count;

	write_file(mine, "", 0);
	write_file(theirs, "", 0);
	write_file(other, "", 0);
	write_file(no_form, "", 0);
	setenv("NIANBAO_FORMS", second, 1);
	form_path_set(&path, first);
	ck_assert_uint_eq(path.count, 3);
	found = form_path_find(&path, "annual-2021");
	ck_assert_str_eq(found, mine);
	free(found);
	found = form_path_find(&path, "other");
	ck_assert_str_eq(found, other);
	free(found);
	ck_assert_ptr_null(form_path_find(&path, "none"));
	count = form_path_list(&path, &ids);
	ck_assert_uint_ge(count, 3);
	ck_assert_str_eq(ids[0], "annual-2019");
	ck_assert_str_eq(ids[1], "annual-2021");
	ck_assert_str_eq(ids[count - 1], "other");
	for (size_t i = 1; i < count; i++)
		ck_assert_msg(strcmp(ids[i - 1], ids[i]) < 0,
		              "expected each id once and sorted, seen %s, %s",
		              ids[i - 1], ids[i]);
	for (size_t i = 0; i < count; i++)
		free(ids[i]);
	free(ids);
	form_path_free(&path);
	unlink(mine);
	unlink(theirs);
	unlink(other);
	unlink(no_form);
	rmdir(first);
	rmdir(second);
	free(mine);
	free(theirs);
	free(other);
	free(no_form);
	free(first);
	free(second);
}
END_TEST

START_TEST(an_id_names_no_file_elsewhere)
{
	static const char *const ids[] = {
		"",
		"../forms/annual-2021",
		"/etc/passwd",
		"annual-2021.yaml",
		".",
		"..",
		"annual 2021",
		"年报",
		"a\n",
	};
	struct form_path path;
	char *found;

	unsetenv("NIANBAO_FORMS");
	form_path_set(&path, FORMS);
	for (size_t i = 0; i < sizeof(ids) / sizeof(*ids); i++) {
		found = form_path_find(&path, ids[i]);
		ck_assert_msg(found == NULL, "“%s”: expected no file, seen %s",
		              ids[i], found);
	}
	found = form_path_find(&path, "annual-2021");
	ck_assert_str_eq(found, FORMS "/annual-2021.yaml");
	free(found);
	form_path_free(&path);
}
END_TEST

#define COUNT(array) ((int)(sizeof(array) / sizeof(*(array))))

int
main(void)
{
	Suite *suite = suite_create("form");
	TCase *tcase = tcase_create("form");
	int status;

	language_set("en");
	bad_folder.folders[0] = xstrdup(SOURCE_DIR "/tests/bad/forms");
	bad_folder.count = 1;
	bad_count = form_path_list(&bad_folder, &bad_ids);
	tcase_add_test(tcase, names_cells_as_the_form_prints_them);
	tcase_add_test(tcase, finds_every_cell_and_no_other);
	tcase_add_test(tcase, prints_the_grids_with_their_spans);
	tcase_add_test(tcase, covered_slots_know_their_origin);
	tcase_add_loop_test(tcase, puts_relations_on_rows_and_columns, 0,
	                    COUNT(relations));
	tcase_add_test(tcase, resolves_operands_to_cells);
	tcase_add_test(tcase, a_form_of_another_kind);
	tcase_add_test(tcase, bad_definitions_are_found);
	tcase_add_loop_test(tcase, says_what_is_wrong_with_a_definition, 0,
	                    (int)bad_count);
	tcase_add_test(tcase, a_file_that_is_not_there);
	tcase_add_test(tcase, survives_cut_files);
	tcase_add_test(tcase, survives_changed_files);
	tcase_add_test(tcase, looks_in_the_given_folders_first);
	tcase_add_test(tcase, an_id_names_no_file_elsewhere);
	suite_add_tcase(suite, tcase);
	status = unit_run(suite);
	for (size_t i = 0; i < bad_count; i++)
		free(bad_ids[i]);
	free(bad_ids);
	form_path_free(&bad_folder);
	return status;
}
