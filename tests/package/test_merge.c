/* SPDX-License-Identifier: MIT */
/* test_merge.c: tests of lib/package/merge.c: packages of many units become one ledger, all of them or none. */
#include "package/merge_case.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"

static const struct material education[] = {
	{"M001", "关于学习的通知.txt", "甲"}, {"M002", "宣讲报告.docx", "乙"}, {"M002", "附件/名单.xlsx", "丙"}, {NULL, NULL, NULL},
};
static const struct material health[] = {
	{"M003", "制度.txt", "丁"}, {"M004", "总结.txt", "戊"}, {NULL, NULL, NULL},
};

START_TEST(two_units_become_one_ledger)
{
	const char *a, *b;

	unit_make("a", "市教育局", education);
	unit_make("b", "市卫生局", health);
	unit_set("a", "M001", "lead", "市教育局");
	unit_set("a", "M001/1", "number", "包教发〔2017〕9号");
	unit_set("a", "T001", "value", "95");
	unit_set("b", "N01", "state", "none");
	a = unit_pack("a");
	b = unit_pack("b");
	assert_merges(a, b);
	ck_assert(taizhang_merged_is_saved(merged));
	assert_records("M001", "1 关于学习的通知");
	assert_records("M002", "1 宣讲报告, 2 附件");
	assert_records("M003", "1 制度");
	assert_field("M001", "lead", "市教育局");
	assert_field("M001/1", "number", "包教发〔2017〕9号");
	assert_field("T001", "value", "95");
	assert_field("N01", "state", "none");
	assert_bytes("M001", 1, "甲");
	assert_bytes("M003", 1, "丁");
	assert_scan_is_quiet();
	assert_found("");
	ck_assert_uint_eq(counts_of(0).added, 3);
	ck_assert_uint_eq(counts_of(0).items, 2);
	ck_assert_uint_eq(counts_of(0).files, 3);
	ck_assert_uint_eq(counts_of(TAIZHANG_MERGED_TOTAL).added, 5);
	ck_assert_uint_eq(counts_of(TAIZHANG_MERGED_TOTAL).bytes, 15);
	assert_changes_nothing(a, b);
	ck_assert_uint_eq(counts_of(TAIZHANG_MERGED_TOTAL).same, 5);
	assert_changes_nothing(b);
}
END_TEST

START_TEST(the_merged_ledger_packs_and_gives_the_whole)
{
	struct taizhang_verify_options verify = TAIZHANG_VERIFY_OPTIONS_INIT;
	const char *city;

	unit_make("a", "市教育局", education);
	unit_make("b", "市卫生局", health);
	assert_merges(unit_pack("a"), unit_pack("b"));
	city = unit_pack("city");
	tz_assert_ok(taizhang_verify(city, &verify, findings, NULL, &err), &err);
	ck_assert_uint_eq(taizhang_findings_count(findings, TAIZHANG_ERROR), 0);
}
END_TEST

START_TEST(every_container_is_taken)
{
	unit_make("a", "市教育局", education);
	assert_merges(unit_pack_as("a", (enum taizhang_format)_i));
	assert_records("M001", "1 关于学习的通知");
	assert_bytes("M001", 1, "甲");
	assert_scan_is_quiet();
}
END_TEST

START_TEST(an_unpacked_folder_is_taken_too)
{
	const char *a;

	unit_make("a", "市教育局", education);
	a = unit_pack("a");
	tz_assert_ok(taizhang_unpack(a, temp_path("out"), NULL, NULL, NULL, &err), &err);
	assert_merges(temp_path("out/包头市-2017-市教育局"));
	assert_bytes("M001", 1, "甲");
	assert_changes_nothing(a);
}
END_TEST

START_TEST(sixty_units_in_one_run)
{
	const char *list[60];
	char name[32], unit[64], text[64];

	for (int i = 0; i < 60; i++) {
		snprintf(name, sizeof name, "u%d", i);
		snprintf(unit, sizeof unit, "第%d局", i);
		snprintf(text, sizeof text, "第 %d 号", i);
		list[i] = unit_of_one(name, unit, "同名.txt", text);
	}
	take_words("BOTH", NULL, NULL);
	tz_assert_ok(merge_paths(list, 60), &err);
	ck_assert_uint_eq(counts_of(TAIZHANG_MERGED_TOTAL).added, 60);
	ck_assert_uint_eq(taizhang_merged_num_packages(merged), 60);
	assert_bytes("M001", 60, "第 59 号");
	assert_scan_is_quiet();
	take_words(NULL, NULL, NULL);
	snapshot("before");
	tz_assert_ok(merge_paths(list, 60), &err);
	ck_assert(!taizhang_merged_is_saved(merged));
	assert_snapshot("before");
}
END_TEST

START_TEST(one_run_or_several_give_the_same_records)
{
	const char *a, *b, *c;

	a = unit_of_one("a", "甲局", "一.txt", "1");
	b = unit_of_one("b", "乙局", "二.txt", "2");
	c = unit_of_one("c", "丙局", "三.txt", "3");
	take_words("both", NULL, NULL);
	assert_merges(a);
	assert_merges(b);
	assert_merges(c);
	assert_records("M001", "1 一, 2 二, 3 三");
	assert_changes_nothing(a, b, c);
	assert_changes_nothing(c, b, a);
}
END_TEST

START_TEST(the_same_package_twice_in_one_run_is_one)
{
	const char *a = unit_of_one("a", "甲局", "一.txt", "1");

	assert_merges(a, a);
	assert_records("M001", "1 一");
	ck_assert_uint_eq(counts_of(0).added, 1);
	ck_assert_uint_eq(counts_of(1).same, 1);
}
END_TEST

START_TEST(a_dry_run_says_the_same_and_changes_nothing)
{
	const char *a = unit_of_one("a", "甲局", "一.txt", "1"), *b = unit_of_one("b", "乙局", "二.txt", "2");

	options.dry_run = true;
	snapshot("before");
	assert_merges(a);
	ck_assert(!taizhang_merged_is_saved(merged));
	ck_assert_uint_eq(counts_of(0).added, 1);
	assert_snapshot("before");
	assert_refused("merge-record", a, b);
	take_words("LAST", NULL, NULL);
	assert_merges(a, b);
	assert_snapshot("before");
}
END_TEST

START_TEST(the_ledger_is_locked_meanwhile)
{
	const char *a = unit_of_one("a", "甲局", "一.txt", "1");
	struct taizhang_ledger *other = taizhang_ledger_open(temp_path("city"), TAIZHANG_OPEN_WRITE, NULL, &err);

	ck_assert_int_eq(MERGE(a), -1);
	tz_assert_code(&err, TAIZHANG_E_STATE);
	ck_assert_ptr_null(merged);
	taizhang_ledger_free(other);
	assert_merges(a);
}
END_TEST

START_TEST(what_the_city_had_stays)
{
	const char *a = unit_of_one("a", "甲局", "一.txt", "1");

	unit_put("city", "M001", "旧.txt", "0");
	unit_put("city", "M003", "市级.txt", "00");
	take_words("BOTH", NULL, NULL);
	assert_merges(a);
	assert_records("M001", "1 旧, 2 一");
	assert_records("M003", "1 市级");
}
END_TEST

START_TEST(arguments_that_cannot_be_are_refused)
{
	const char *none[] = {NULL};

	ck_assert_int_eq(taizhang_merge(NULL, none, 1, NULL, NULL, NULL, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	taizhang_error_clear(&err);
	ck_assert_int_eq(taizhang_merge(temp_path("city"), none, 1, NULL, NULL, NULL, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	taizhang_error_clear(&err);
	ck_assert_int_eq(taizhang_merge(temp_path("city"), none, 0, NULL, &merged, NULL, NULL), -1);
	ck_assert_ptr_null(merged);
	ck_assert_int_eq(MERGE(temp_path("nowhere.zip")), -1);
	tz_assert_code(&err, TAIZHANG_E_IO);
	options.num_take = 1;
	options.take = NULL;
	ck_assert_int_eq(MERGE(temp_path("nowhere.zip")), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
}
END_TEST

START_TEST(options_result_and_findings_may_be_absent)
{
	const char *list[] = {unit_of_one("a", "甲局", "一.txt", "1"), unit_of_one("b", "乙局", "二.txt", "2")};

	tz_assert_ok(taizhang_merge(temp_path("city"), list, 1, NULL, NULL, NULL, &err), &err);
	assert_records("M001", "1 一");
	ck_assert_int_eq(taizhang_merge(temp_path("city"), list, 2, NULL, NULL, NULL, NULL), -1);
}
END_TEST

START_TEST(options_of_an_older_caller_are_shorter)
{
	const char *a = unit_of_one("a", "甲局", "一.txt", "1");

	options.size = offsetof(struct taizhang_merge_options, dry_run);
	options.dry_run = true;
	assert_merges(a);
	ck_assert(taizhang_merged_is_saved(merged));
}
END_TEST

START_TEST(getters_take_nothing_for_an_answer)
{
	struct taizhang_merge_counts counts;

	ck_assert_str_eq(taizhang_merged_path(NULL, 0), "");
	ck_assert_str_eq(taizhang_merged_root(NULL, 0), "");
	ck_assert_str_eq(taizhang_merged_id(NULL, 0), "");
	ck_assert(!taizhang_merged_is_left_out(NULL, 0));
	ck_assert(!taizhang_merged_is_saved(NULL));
	ck_assert_uint_eq(taizhang_merged_num_packages(NULL), 0);
	ck_assert_int_eq(taizhang_merged_counts(NULL, 0, &counts), -1);
	taizhang_merged_free(NULL);
}
END_TEST

START_TEST(a_result_names_its_packages)
{
	const char *a = unit_of_one("a", "甲局", "一.txt", "1");
	struct taizhang_merge_counts counts;

	assert_merges(a);
	ck_assert_str_eq(taizhang_merged_path(merged, 0), a);
	ck_assert_str_eq(taizhang_merged_root(merged, 0), "包头市-2017-甲局");
	ck_assert_uint_eq(strlen(taizhang_merged_id(merged, 0)), 64);
	ck_assert(!taizhang_merged_is_left_out(merged, 0));
	ck_assert_str_eq(taizhang_merged_path(merged, 1), "");
	ck_assert_int_eq(taizhang_merged_counts(merged, 1, &counts), -1);
	ck_assert_int_eq(taizhang_merged_counts(merged, 0, NULL), -1);
}
END_TEST

static uint64_t last_done, last_total;
static size_t steps;

static void progress(void *data, uint64_t done, uint64_t total, const char *current)
{
	(void)data;
	(void)current;
	ck_assert_uint_le(done, total);
	ck_assert_uint_ge(done, last_done);
	last_done = done;
	last_total = total;
}

static int cancel(void *data)
{
	return ++steps > *(size_t *)data;
}

START_TEST(progress_goes_from_nothing_to_all)
{
	const char *a = unit_of_one("a", "甲局", "一.txt", "12345"), *b = unit_of_one("b", "乙局", "二.txt", "123");

	last_done = last_total = 0;
	options.progress.progress = progress;
	take_words("BOTH", NULL, NULL);
	assert_merges(a, b);
	ck_assert_uint_eq(last_done, 8);
	ck_assert_uint_eq(last_total, 8);
}
END_TEST

START_TEST(cancelling_leaves_the_ledger_as_it_was)
{
	const char *a = unit_of_one("a", "甲局", "一.txt", "1"), *b = unit_of_one("b", "乙局", "二.txt", "2");
	size_t after = 0;
	int result = -1;

	options.progress.cancel = cancel;
	options.progress.data = &after;
	take_words("BOTH", NULL, NULL);
	snapshot("before");
	for (; result < 0; after++) {
		steps = 0;
		result = MERGE(a, b);
		if (result < 0) {
			tz_assert_code(&err, TAIZHANG_E_CANCELLED);
			ck_assert_ptr_null(merged);
			assert_snapshot("before");
		}
	}
	ck_assert_uint_gt(after, 4);
	assert_records("M001", "1 一, 2 二");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("merge");
	TCase *merges = merge_behaviour(suite, "merges"), *asks = merge_behaviour(suite, "asks"), *tells = merge_behaviour(suite, "tells");

	tcase_add_test(merges, two_units_become_one_ledger);
	tcase_add_test(merges, the_merged_ledger_packs_and_gives_the_whole);
	tcase_add_loop_test(merges, every_container_is_taken, TAIZHANG_FORMAT_ZIP, TAIZHANG_FORMAT_DIRECTORY);
	tcase_add_test(merges, an_unpacked_folder_is_taken_too);
	tcase_add_test(merges, sixty_units_in_one_run);
	tcase_add_test(merges, one_run_or_several_give_the_same_records);
	tcase_add_test(merges, the_same_package_twice_in_one_run_is_one);
	tcase_add_test(merges, what_the_city_had_stays);
	tcase_add_test(asks, a_dry_run_says_the_same_and_changes_nothing);
	tcase_add_test(asks, the_ledger_is_locked_meanwhile);
	tcase_add_test(asks, arguments_that_cannot_be_are_refused);
	tcase_add_test(asks, options_result_and_findings_may_be_absent);
	tcase_add_test(asks, options_of_an_older_caller_are_shorter);
	tcase_add_test(tells, getters_take_nothing_for_an_answer);
	tcase_add_test(tells, a_result_names_its_packages);
	tcase_add_test(tells, progress_goes_from_nothing_to_all);
	tcase_add_test(tells, cancelling_leaves_the_ledger_as_it_was);
	return suite;
}
