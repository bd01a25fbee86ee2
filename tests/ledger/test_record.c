/* SPDX-License-Identifier: MIT */
/* test_record.c: the records of an item stand in the order of their ordinals. */
#include <stdlib.h>
#include <string.h>

#include "catalog/catalog.h"
#include "ledger/ledger.h"

#include "harness/assert.h"
#include "harness/sample_ledger.h"
#include "harness/suite.h"

static struct taizhang_error err;
static struct taizhang_ledger *ledger;

static void setup(void)
{
	taizhang_error_clear(&err);
	ledger = sample_ledger();
}

static void teardown(void)
{
	taizhang_ledger_free(ledger);
}

static struct taizhang_record *add(unsigned int ordinal)
{
	struct taizhang_record *record = tz_ledger_add_record(
		ledger, sample_item(ledger, "M001"), ordinal, TAIZHANG_KIND_NORMATIVE, &err);

	tz_assert_ptr(record, &err);
	return record;
}

START_TEST(a_new_record_comes_after_the_last)
{
	const struct taizhang_node *item = sample_item(ledger, "M001");

	ck_assert_uint_eq(taizhang_record_ordinal(add(0)), 1);
	ck_assert_uint_eq(taizhang_record_ordinal(add(5)), 5);
	ck_assert_uint_eq(taizhang_record_ordinal(add(0)), 6);
	ck_assert_uint_eq(taizhang_record_ordinal(add(3)), 3);
	ck_assert_uint_eq(taizhang_ledger_num_records(ledger, item), 4);
	ck_assert_uint_eq(taizhang_record_ordinal(taizhang_ledger_get_record(ledger, item, 1)), 3);
	ck_assert_ptr_null(taizhang_ledger_get_record(ledger, item, 4));
}
END_TEST

START_TEST(a_record_is_found_by_its_ordinal)
{
	const struct taizhang_node *item = sample_item(ledger, "M001");
	struct taizhang_record *second = add(7);

	ck_assert_ptr_eq(taizhang_ledger_find_record(ledger, item, 7), second);
	ck_assert_ptr_null(taizhang_ledger_find_record(ledger, item, 1));
	ck_assert_ptr_null(taizhang_ledger_find_record(ledger, item, 8));
	ck_assert_ptr_eq(taizhang_record_item(second), item);
	ck_assert_int_eq(taizhang_record_kind(second), TAIZHANG_KIND_NORMATIVE);
}
END_TEST

START_TEST(an_ordinal_is_given_once)
{
	add(2);
	ck_assert_ptr_null(tz_ledger_add_record(ledger, sample_item(ledger, "M001"), 2,
						TAIZHANG_KIND_IMAGE, &err));
	tz_assert_code(&err, TAIZHANG_E_STATE);
	ck_assert_int_eq(err.number, 2);
}
END_TEST

START_TEST(the_last_ordinal_has_no_next)
{
	add(4294967295u);
	ck_assert_ptr_null(tz_ledger_add_record(ledger, sample_item(ledger, "M001"), 0,
						TAIZHANG_KIND_IMAGE, &err));
	tz_assert_code(&err, TAIZHANG_E_STATE);
}
END_TEST

START_TEST(a_removed_record_leaves_the_others)
{
	const struct taizhang_node *item = sample_item(ledger, "M001");
	struct taizhang_record *first = add(0), *second = add(0);

	tz_assert_ok(taizhang_record_set_title(first, "一", &err), &err);
	tz_ledger_remove_record(ledger, first);
	tz_ledger_remove_record(ledger, NULL);
	ck_assert_uint_eq(taizhang_ledger_num_records(ledger, item), 1);
	ck_assert_ptr_eq(taizhang_ledger_get_record(ledger, item, 0), second);
}
END_TEST

START_TEST(a_record_needs_an_item_and_a_kind)
{
	ck_assert_ptr_null(tz_ledger_add_record(ledger, NULL, 0, TAIZHANG_KIND_IMAGE, &err));
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	ck_assert_ptr_null(tz_ledger_add_record(ledger, sample_item(ledger, "M001"), 0,
						TAIZHANG_KIND_NONE, NULL));
	ck_assert_uint_eq(taizhang_ledger_num_records(ledger, sample_item(ledger, "M001")), 0);
	ck_assert_uint_eq(taizhang_ledger_num_records(NULL, NULL), 0);
	ck_assert_ptr_null(taizhang_ledger_get_record(ledger, NULL, 0));
	ck_assert_ptr_null(taizhang_ledger_find_record(ledger, NULL, 1));
}
END_TEST

START_TEST(all_kinds_have_title_unit_evidence_and_note)
{
	struct taizhang_record *record = add(0);

	tz_assert_ok(taizhang_record_set_title(record, "标题", &err), &err);
	tz_assert_ok(taizhang_record_set_unit(record, "单位", &err), &err);
	tz_assert_ok(taizhang_record_set_evidence(record, "第3页", &err), &err);
	tz_assert_ok(taizhang_record_set_note(record, "备注", &err), &err);
	ck_assert_str_eq(taizhang_record_title(record), "标题");
	ck_assert_str_eq(taizhang_record_unit(record), "单位");
	ck_assert_str_eq(taizhang_record_evidence(record), "第3页");
	ck_assert_str_eq(taizhang_record_note(record), "备注");
	tz_assert_ok(taizhang_record_set_title(record, NULL, &err), &err);
	tz_assert_ok(taizhang_record_set_note(record, "", &err), &err);
	ck_assert_str_eq(taizhang_record_title(record), "");
	ck_assert_str_eq(taizhang_record_note(record), "");
}
END_TEST

START_TEST(a_refused_text_leaves_the_old_one)
{
	struct taizhang_record *record = add(0);

	tz_assert_ok(taizhang_record_set_title(record, "标题", &err), &err);
	ck_assert_int_eq(taizhang_record_set_title(record, "\xFF", &err), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	ck_assert_str_eq(taizhang_record_title(record), "标题");
}
END_TEST

START_TEST(no_record_has_nothing)
{
	ck_assert_ptr_null(taizhang_record_item(NULL));
	ck_assert_uint_eq(taizhang_record_ordinal(NULL), 0);
	ck_assert_int_eq(taizhang_record_kind(NULL), TAIZHANG_KIND_NONE);
	ck_assert_str_eq(taizhang_record_title(NULL), "");
	ck_assert_str_eq(taizhang_record_unit(NULL), "");
	ck_assert_str_eq(taizhang_record_evidence(NULL), "");
	ck_assert_str_eq(taizhang_record_note(NULL), "");
	ck_assert_int_eq(taizhang_record_set_title(NULL, "a", &err), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	ck_assert_int_eq(taizhang_record_set_unit(NULL, "a", NULL), -1);
	ck_assert_int_eq(taizhang_record_set_evidence(NULL, "a", NULL), -1);
	ck_assert_int_eq(taizhang_record_set_note(NULL, "a", NULL), -1);
}
END_TEST

START_TEST(an_items_folder_begins_with_its_code)
{
	char *folder = tz_ledger_item_folder(sample_item(ledger, "M001"), &err);

	tz_assert_ptr(folder, &err);
	ck_assert_str_eq(folder, "materials/I-1-1-1-1 党的十九大精神学习宣传工作方案");
	free(folder);
}
END_TEST

START_TEST(every_items_folder_is_found_again_by_its_code)
{
	for (size_t i = 0; i < taizhang_ledger_num_items(ledger); i++) {
		const struct taizhang_node *item = taizhang_ledger_get_item(ledger, i), *found;
		char *folder = tz_ledger_item_folder(item, &err);

		tz_assert_ptr(folder, &err);
		tz_assert_ok(tz_catalog_find_prefix(taizhang_ledger_catalog(ledger),
						    folder + strlen("materials/"), NULL, &found, &err), &err);
		ck_assert_ptr_eq(found, item);
		ck_assert_uint_le(strlen(folder), strlen("materials/") + 255);
		free(folder);
	}
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("record");
	TCase *tcase;

	tcase = tcase_create("ordinals");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, a_new_record_comes_after_the_last);
	tcase_add_test(tcase, a_record_is_found_by_its_ordinal);
	tcase_add_test(tcase, an_ordinal_is_given_once);
	tcase_add_test(tcase, the_last_ordinal_has_no_next);
	tcase_add_test(tcase, a_removed_record_leaves_the_others);
	tcase_add_test(tcase, a_record_needs_an_item_and_a_kind);
	suite_add_tcase(suite, tcase);

	tcase = tcase_create("fields");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, all_kinds_have_title_unit_evidence_and_note);
	tcase_add_test(tcase, a_refused_text_leaves_the_old_one);
	tcase_add_test(tcase, no_record_has_nothing);
	suite_add_tcase(suite, tcase);

	tcase = tcase_create("folder");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, an_items_folder_begins_with_its_code);
	tcase_add_test(tcase, every_items_folder_is_found_again_by_its_code);
	suite_add_tcase(suite, tcase);
	return suite;
}
