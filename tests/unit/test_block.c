/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 the nianbao authors */
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "report/block.h"
#include "reports.h"
#include "unit.h"

static struct form *form;
static struct block block;

static void
setup(void)
{
	form = reports_form("forms/annual-2021.yaml");
}

static void
teardown(void)
{
	block_free(&block);
	form_free(form);
}

/* Pastes at the cell of that path; the answer tells what went where. */
static char *
pasted(const char *path, const char *text)
{
	struct buffer told = {0};
	size_t cell = form_find_cell(form, path, strlen(path));

	ck_assert_msg(cell != NONE, "no cell %s", path);
	block_free(&block);
	block_place(&block, form, form->cells[cell].section, cell, text,
	            strlen(text));
	for (size_t i = 0; i < block.count; i++) {
		static const char *const fates[] = {"", "no figure", "no cell",
		                                    "no row"};
		const struct block_item *item = &block.items[i];

		if (item->fate == BLOCK_PLACED)
			buffer_format(&told, "%s=%s\n",
			              form->cells[item->cell].path,
			              item->figure);
		else
			buffer_format(&told, "%zu:%s: %s\n", item->line,
			              item->text, fates[item->fate]);
	}
	return buffer_take(&told);
}

static void
expect(const char *path, const char *text, const char *expected)
{
	char *seen = pasted(path, text);

	ck_assert_str_eq(seen, expected);
	free(seen);
}

START_TEST(right_and_down)
{
	expect("requests.new.business", "1\t2\n3\t4\n",
	       "requests.new.business=1\nrequests.new.research=2\n"
	       "requests.carried_in.business=3\n"
	       "requests.carried_in.research=4\n");
	/* Groups have no cells: over them. */
	expect("requests.partial.total", "1\n2",
	       "requests.partial.total=1\n"
	       "requests.denied.state_secret.total=2\n");
}
END_TEST

START_TEST(beyond_the_table)
{
	expect("requests.new.other", "1\t2\t3",
	       "requests.new.other=1\nrequests.new.total=2\n0:3: no cell\n");
	expect("requests.carried_out.total", "1\n2",
	       "requests.carried_out.total=1\n1:2: no cell\n");
}
END_TEST

START_TEST(figures_as_people_write_them)
{
	expect("requests.new.natural",
	       "１，２３４\t 1 286 件\t12件\t\t0\t约3\t-",
	       "requests.new.natural=1234\nrequests.new.business=1286\n"
	       "requests.new.research=12\nrequests.new.legal=0\n"
	       "0:约3: no figure\n0:-: no figure\n");
	expect("disclosure.fees.amount", "5,949.0886万元",
	       "disclosure.fees.amount=5949.0886\n");
}
END_TEST

START_TEST(figures_parted_by_blanks)
{
	expect("requests.new.natural", "558 10 0 0 6 2 576\n1 0 0 0 0 0 1\n",
	       "requests.new.natural=558\nrequests.new.business=10\n"
	       "requests.new.research=0\nrequests.new.charity=0\n"
	       "requests.new.legal=6\nrequests.new.other=2\n"
	       "requests.new.total=576\nrequests.carried_in.natural=1\n"
	       "requests.carried_in.business=0\n"
	       "requests.carried_in.research=0\n"
	       "requests.carried_in.charity=0\nrequests.carried_in.legal=0\n"
	       "requests.carried_in.other=0\nrequests.carried_in.total=1\n");
}
END_TEST

START_TEST(table_four_as_printed)
{
	expect("proceedings.reconsideration.upheld",
	       "1\t2\t3\t4\t10\t5\t6\t7\t8\t26\t0\t0\t0\t9\t9",
	       "proceedings.reconsideration.upheld=1\n"
	       "proceedings.reconsideration.corrected=2\n"
	       "proceedings.reconsideration.other=3\n"
	       "proceedings.reconsideration.pending=4\n"
	       "proceedings.reconsideration.total=10\n"
	       "proceedings.direct_suit.upheld=5\n"
	       "proceedings.direct_suit.corrected=6\n"
	       "proceedings.direct_suit.other=7\n"
	       "proceedings.direct_suit.pending=8\n"
	       "proceedings.direct_suit.total=26\n"
	       "proceedings.suit_after_reconsideration.upheld=0\n"
	       "proceedings.suit_after_reconsideration.corrected=0\n"
	       "proceedings.suit_after_reconsideration.other=0\n"
	       "proceedings.suit_after_reconsideration.pending=9\n"
	       "proceedings.suit_after_reconsideration.total=9\n");
	/* And as its rows stand on a narrow screen. */
	expect("proceedings.reconsideration.total", "1\n2\n3",
	       "proceedings.reconsideration.total=1\n"
	       "proceedings.direct_suit.total=2\n"
	       "proceedings.suit_after_reconsideration.total=3\n");
}
END_TEST

/* As a browser copies the published table: a merged label once, blanks. */
START_TEST(by_labels)
{
	expect("requests.carried_out.total",
	       "\t\t自然人\t商业企业\n"
	       "三、本年度办理结果\t（一）予以公开\t\t332\t2\t0\t0\t2\t0\t336\n"
	       "\t（三）不予公开\t1．属于国家秘密\t1\t0\t0\t0\t0\t0\t1\n"
	       "\t\t4.保护第三方合法权益\t2\t0\t0\t0\t0\t0\t2\n"
	       "一、本年新收政府信息公开申请数量\t\t\t558\n"
	       "没有这一行\t7\n",
	       "0:自然人: no row\n0:商业企业: no row\n"
	       "requests.granted.natural=332\nrequests.granted.business=2\n"
	       "requests.granted.research=0\nrequests.granted.charity=0\n"
	       "requests.granted.legal=2\nrequests.granted.other=0\n"
	       "requests.granted.total=336\n"
	       "requests.denied.state_secret.natural=1\n"
	       "requests.denied.state_secret.business=0\n"
	       "requests.denied.state_secret.research=0\n"
	       "requests.denied.state_secret.charity=0\n"
	       "requests.denied.state_secret.legal=0\n"
	       "requests.denied.state_secret.other=0\n"
	       "requests.denied.state_secret.total=1\n"
	       "requests.denied.third_party.natural=2\n"
	       "requests.denied.third_party.business=0\n"
	       "requests.denied.third_party.research=0\n"
	       "requests.denied.third_party.charity=0\n"
	       "requests.denied.third_party.legal=0\n"
	       "requests.denied.third_party.other=0\n"
	       "requests.denied.third_party.total=2\n"
	       "requests.new.natural=558\n"
	       "5:没有这一行: no row\n5:7: no row\n");
	ck_assert(block.by_labels);
}
END_TEST

START_TEST(odd_text)
{
	expect("requests.new.natural", "\"1\t2\"\t\"3\n\"\t\"4\"\"",
	       "0:1\t2: no figure\nrequests.new.business=3\n"
	       "0:\"4\"\": no figure\n");
	expect("requests.new.natural", "\n\n\t\t\n", "");
	ck_assert(block_is_one("12\n", 3));
	ck_assert(block_is_one("", 0));
	ck_assert(!block_is_one("1\t2", 3));
	ck_assert(!block_is_one("1\n2", 3));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("block");
	TCase *tests = tcase_create("block");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, right_and_down);
	tcase_add_test(tests, beyond_the_table);
	tcase_add_test(tests, figures_as_people_write_them);
	tcase_add_test(tests, figures_parted_by_blanks);
	tcase_add_test(tests, table_four_as_printed);
	tcase_add_test(tests, by_labels);
	tcase_add_test(tests, odd_text);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
