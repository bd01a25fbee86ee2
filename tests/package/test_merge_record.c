/* SPDX-License-Identifier: MIT */
/* test_merge_record.c: tests of lib/package/merge_record.c and merge_copy.c: which record is which, and what becomes of each. */
#include "package/merge_case.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"

static const char *a, *b;

/* Two units with another document as the first of M001; 乙局 has a second one too. */
static void two_differ(void)
{
	static const struct material second[] = {{"M001", "乙一.txt", "二"}, {"M001", "乙二.txt", "三"}, {NULL, NULL, NULL}};

	a = unit_of_one("a", "甲局", "甲一.txt", "一");
	unit_make("b", "乙局", second);
	b = unit_pack("b");
}

/* One conflict */

START_TEST(two_records_for_one_ordinal_are_told_and_nothing_is_changed)
{
	const struct taizhang_finding *f;

	two_differ();
	assert_refused("merge-record", a, b);
	ck_assert_uint_eq(counts_of(1).conflicts, 1);
	ck_assert_uint_eq(taizhang_findings_num(findings), 1);
	f = taizhang_findings_get(findings, 0);
	ck_assert_str_eq(taizhang_finding_item(f), "I-1-1-1-1");
	ck_assert_uint_eq(taizhang_finding_record(f), 1);
	ck_assert_str_eq(taizhang_finding_expected(f), "包头市-2017-甲局《甲一》");
	ck_assert_str_eq(taizhang_finding_found(f), "包头市-2017-乙局《乙一》");
	ck_assert_str_eq(taizhang_finding_file(f), b);
	ck_assert_str_eq(taizhang_finding_unit(f), "包头市-2017-甲局");
}
END_TEST

START_TEST(all_conflicts_are_told_in_one_run)
{
	static const struct material first[] = {{"M001", "甲.txt", "1"}, {"M002", "甲.docx", "2"}, {"M003", "甲.txt", "3"}, {NULL, NULL, NULL}};
	static const struct material second[] = {{"M001", "乙.txt", "4"}, {"M002", "乙.docx", "5"}, {"M003", "乙.txt", "6"}, {NULL, NULL, NULL}};

	unit_make("a", "甲局", first);
	unit_make("b", "乙局", second);
	a = unit_pack("a");
	b = unit_pack("b");
	assert_refused("merge-record", a, b);
	ck_assert_uint_eq(taizhang_findings_count(findings, TAIZHANG_ERROR), 3);
	ck_assert_uint_eq(counts_of(TAIZHANG_MERGED_TOTAL).conflicts, 3);
}
END_TEST

START_TEST(the_first_is_kept_where_that_is_asked)
{
	two_differ();
	take_words(_i ? "先" : "FIRST", NULL, NULL);
	assert_merges(a, b);
	assert_records("M001", "1 甲一, 2 乙二");
	assert_bytes("M001", 1, "一");
	ck_assert_uint_eq(counts_of(1).not_taken, 1);
	ck_assert_int_eq(access(temp_path("city/未采用/包头市-2017-乙局/I-1-1-1-1-1/乙一.txt"), F_OK), 0);
	assert_scan_is_quiet();
	assert_changes_nothing(a, b);
	assert_found("merge-decided");
}
END_TEST

START_TEST(the_last_is_taken_where_that_is_asked)
{
	two_differ();
	take_words(_i ? "后" : "last", NULL, NULL);
	assert_merges(a, b);
	assert_records("M001", "1 乙一, 2 乙二");
	assert_bytes("M001", 1, "二");
	ck_assert_int_eq(access(temp_path("city/未采用/包头市-2017-甲局/I-1-1-1-1-1/甲一.txt"), F_OK), 0);
	assert_scan_is_quiet();
	/* nor do the two change places again */
	assert_changes_nothing(a, b);
	assert_changes_nothing(a);
}
END_TEST

START_TEST(both_are_kept_where_that_is_asked)
{
	two_differ();
	take_words(_i ? "都" : "Both", NULL, NULL);
	assert_merges(a, b);
	/* the second of 乙局 has its own ordinal; the one that must give way comes after it */
	assert_records("M001", "1 甲一, 2 乙二, 3 乙一");
	ck_assert_uint_eq(counts_of(TAIZHANG_MERGED_TOTAL).not_taken, 0);
	ck_assert_int_eq(access(temp_path("city/未采用"), F_OK), -1);
	take_words(NULL, NULL, NULL);
	assert_changes_nothing(a, b);
	assert_changes_nothing(b, a);
}
END_TEST

START_TEST(a_unit_is_taken_where_it_is_part_of_the_conflict)
{
	static const char *const expected[] = {"1 甲一, 2 乙二", "1 乙一, 2 乙二"};

	two_differ();
	take_words(_i ? "乙局" : "甲局", NULL, NULL);
	assert_merges(a, b);
	assert_records("M001", expected[_i]);
	assert_changes_nothing(a, b);
}
END_TEST

START_TEST(conflicts_of_others_stay_open)
{
	const char *c;

	two_differ();
	c = unit_of_one("c", "丙局", "丙.txt", "丙");
	take_words("丙局", NULL, NULL);
	assert_refused("merge-record", a, b, c);
	take_words("丙局", "先", NULL);
	assert_merges(a, b, c);
	assert_records("M001", "1 丙, 2 乙二");
}
END_TEST

START_TEST(a_unit_can_be_named_against_an_earlier_decision)
{
	two_differ();
	take_words("先", NULL, NULL);
	assert_merges(a, b);
	take_words("后", NULL, NULL);
	assert_changes_nothing(b);
	take_words("乙局", NULL, NULL);
	assert_merges(b);
	assert_records("M001", "1 乙一, 2 乙二");
	assert_changes_nothing(b);
	assert_scan_is_quiet();
}
END_TEST

START_TEST(the_citys_own_record_is_part_of_a_conflict_too)
{
	a = unit_of_one("a", "甲局", "甲一.txt", "一");
	unit_put("city", "M001", "市.txt", "市");
	assert_refused("merge-record", a);
	ck_assert_str_eq(taizhang_finding_unit(taizhang_findings_get(findings, 0)), "本台账");
	take_words("LAST", NULL, NULL);
	assert_merges(a);
	assert_records("M001", "1 甲一");
	ck_assert_int_eq(access(temp_path("city/未采用/本台账/I-1-1-1-1-1/市.txt"), F_OK), 0);
	ck_assert_int_eq(temp_shell("test -z \"$(find '%s'/materials -name '市.txt')\"", temp_path("city")), 0);
	assert_scan_is_quiet();
}
END_TEST

/* The same material */

START_TEST(equal_records_of_two_units_are_one)
{
	a = unit_of_one("a", "甲局", "通知.txt", "同");
	b = unit_of_one("b", "乙局", "通知.txt", "同");
	assert_merges(a, b);
	assert_records("M001", "1 通知");
	ck_assert_uint_eq(counts_of(1).same, 1);
	ck_assert_uint_eq(counts_of(1).files, 0);
}
END_TEST

START_TEST(an_equal_record_is_found_under_another_ordinal)
{
	static const struct material second[] = {{"M001", "甲.txt", "别的"}, {"M001", "通知.txt", "同"}, {NULL, NULL, NULL}};

	a = unit_of_one("a", "甲局", "通知.txt", "同");
	unit_make("b", "乙局", second);
	b = unit_pack("b");
	assert_merges(a, b);
	assert_records("M001", "1 通知, 2 甲");
	assert_changes_nothing(a, b);
}
END_TEST

START_TEST(a_package_that_has_a_record_twice_keeps_both)
{
	static const struct material twice[] = {{"M001", "一/通知.txt", "同"}, {"M001", "二/通知.txt", "同"}, {NULL, NULL, NULL}};

	unit_make("a", "甲局", twice);
	unit_set("a", "M001/1", "title", "通知");
	unit_set("a", "M001/2", "title", "通知");
	a = unit_pack("a");
	assert_merges(a);
	assert_records("M001", "1 通知, 2 通知");
	assert_changes_nothing(a);
}
END_TEST

/* Revisions */

static const struct material three[] = {
	{"M001", "1一.txt", "一"}, {"M001", "2二.txt", "二"}, {"M001", "3三.txt", "三"}, {"M002", "报告.docx", "报"}, {NULL, NULL, NULL},
};

START_TEST(a_corrected_package_replaces_what_came_before)
{
	unit_make("a", "甲局", three);
	a = unit_pack("a");
	assert_merges(a);
	unit_put("a", "M001", "2二.txt", "二改");
	unit_set("a", "M002/1", "author", "甲局办公室");
	unit_revise("a");
	b = unit_pack("a");
	assert_merges(b);
	ck_assert_uint_eq(counts_of(0).replaced, 2);
	ck_assert_uint_eq(counts_of(0).same, 2);
	assert_bytes("M001", 2, "二改");
	assert_field("M002/1", "author", "甲局办公室");
	ck_assert_int_eq(access(temp_path("city/未采用/包头市-2017-甲局/I-1-1-1-1-2/2二.txt"), F_OK), 0);
	assert_scan_is_quiet();
	assert_changes_nothing(b);
	/* the old one comes too late */
	assert_changes_nothing(a);
	assert_found("merge-replaced");
	ck_assert(taizhang_merged_is_left_out(merged, 0));
}
END_TEST

START_TEST(both_revisions_may_be_given_in_any_order)
{
	unit_make("a", "甲局", three);
	a = unit_pack("a");
	unit_put("a", "M001", "2二.txt", "二改");
	unit_revise("a");
	b = unit_pack("a");
	if (_i)
		assert_merges(a, b);
	else
		assert_merges(b, a);
	assert_found("merge-replaced");
	assert_bytes("M001", 2, "二改");
	ck_assert_int_eq(access(temp_path("city/未采用"), F_OK), -1);
}
END_TEST

START_TEST(a_revision_of_fields_alone_has_the_same_id_and_replaces_all_the_same)
{
	unit_make("a", "甲局", three);
	a = unit_pack("a");
	assert_merges(a);
	unit_set("a", "M001/1", "title", "新题");
	unit_revise("a");
	b = unit_pack("a");
	assert_merges(b);
	assert_field("M001/1", "title", "新题");
	assert_changes_nothing(b);
	assert_changes_nothing(a);
	assert_found("merge-replaced");
}
END_TEST

START_TEST(a_withdrawn_record_goes_and_is_kept_aside)
{
	unit_make("a", "甲局", three);
	a = unit_pack("a");
	assert_merges(a);
	unit_put("a", "M002", "报告.docx", NULL);
	unit_put("a", "M001", "3三.txt", NULL);
	unit_revise("a");
	b = unit_pack("a");
	assert_merges(b);
	ck_assert_uint_eq(counts_of(0).withdrawn, 2);
	assert_records("M001", "1 1一, 2 2二");
	assert_records("M002", "");
	ck_assert_int_eq(access(temp_path("city/未采用/包头市-2017-甲局/I-1-1-1-2-1/报告.docx"), F_OK), 0);
	assert_scan_is_quiet();
	assert_changes_nothing(b);
}
END_TEST

START_TEST(records_follow_the_numbers_of_the_new_revision)
{
	static const struct material counted_anew[] = {{"M001", "2二.txt", "二"}, {"M001", "3三.txt", "三改"}, {NULL, NULL, NULL}};
	char id[80];

	unit_make("a", "甲局", three);
	a = unit_pack("a");
	assert_merges(a);
	snprintf(id, sizeof id, "%s", taizhang_merged_id(merged, 0));
	unit_make("c", "甲局", counted_anew);
	unit_set("c", ".", "revision", "2");
	unit_set("c", ".", "supersedes", id);
	b = unit_pack("c");
	assert_merges(b);
	assert_records("M001", "1 2二, 2 3三");
	assert_bytes("M001", 2, "三改");
	assert_scan_is_quiet();
	assert_changes_nothing(b);
}
END_TEST

START_TEST(what_was_changed_here_since_is_no_revisions_to_replace)
{
	unit_make("a", "甲局", three);
	a = unit_pack("a");
	assert_merges(a);
	unit_set("city", "M001/1", "title", "市里改的");
	assert_changes_nothing(a);
	unit_put("a", "M001", "1一.txt", "一改");
	unit_revise("a");
	b = unit_pack("a");
	assert_refused("merge-record", b);
	take_words(_i ? "LAST" : "FIRST", NULL, NULL);
	assert_merges(b);
	assert_field("M001/1", "title", _i ? "1一" : "市里改的");
	assert_changes_nothing(b);
}
END_TEST

START_TEST(what_was_changed_only_here_stays_when_a_revision_comes)
{
	unit_make("a", "甲局", three);
	assert_merges(unit_pack("a"));
	unit_set("city", "M001/1", "title", "市里改的");
	unit_put("a", "M001", "2二.txt", "二改");
	unit_revise("a");
	assert_merges(unit_pack("a"));
	assert_field("M001/1", "title", "市里改的");
	assert_bytes("M001", 2, "二改");
}
END_TEST

START_TEST(a_withdrawn_record_that_was_changed_here_is_a_conflict)
{
	unit_make("a", "甲局", three);
	assert_merges(unit_pack("a"));
	unit_set("city", "M001/3", "title", "市里改的");
	unit_put("a", "M001", "3三.txt", NULL);
	unit_revise("a");
	a = unit_pack("a");
	assert_refused("merge-withdrawn", a);
	take_words(_i ? "甲局" : "先", NULL, NULL);
	assert_merges(a);
	assert_records("M001", _i ? "1 1一, 2 2二" : "1 1一, 2 2二, 3 市里改的");
	take_words(NULL, NULL, NULL);
	assert_changes_nothing(a);
}
END_TEST

/* Files */

START_TEST(a_record_of_several_files_keeps_those_that_did_not_change)
{
	static const struct material pages[] = {{"M001", "通知.txt", "正文"}, {"M001", "通知-红头页.jpg", "红头"}, {NULL, NULL, NULL}};

	unit_make("a", "甲局", pages);
	assert_merges(unit_pack("a"));
	unit_put("a", "M001", "通知-红头页.jpg", "红头清晰");
	unit_revise("a");
	assert_merges(unit_pack("a"));
	ck_assert_uint_eq(counts_of(0).files, 1);
	temp_assert_holds("city/未采用/包头市-2017-甲局", "I-1-1-1-1-1/ I-1-1-1-1-1/通知-红头页.jpg 未采用.csv ");
	assert_field("M001/1/通知.txt", "role", "body");
	assert_scan_is_quiet();
}
END_TEST

START_TEST(a_file_that_a_package_lacks_is_missing_here_too_until_it_comes)
{
	static const struct material two[] = {{"M001", "通知.txt", "正文"}, {"M002", "报告.docx", "报"}, {NULL, NULL, NULL}};

	unit_make("a", "甲局", two);
	b = unit_pack("a");
	ck_assert_int_eq(temp_shell("rm '%s'/materials/I-1-1-1-1*/通知.txt", temp_path("a")), 0);
	a = unit_pack("a");
	assert_merges(a);
	assert_records("M001", "1 通知");
	ck_assert_uint_eq(counts_of(0).files, 1);
	ck_assert_int_eq(temp_shell("test -z \"$(find '%s' -name '通知.txt')\"", temp_path("city")), 0);
	assert_merges(b);
	assert_bytes("M001", 1, "正文");
	assert_scan_is_quiet();
	assert_changes_nothing(b);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("merge_record");
	TCase *conflicts = merge_behaviour(suite, "conflicts"), *same = merge_behaviour(suite, "same"),
	      *revisions = merge_behaviour(suite, "revisions"), *files = merge_behaviour(suite, "files");

	tcase_add_test(conflicts, two_records_for_one_ordinal_are_told_and_nothing_is_changed);
	tcase_add_test(conflicts, all_conflicts_are_told_in_one_run);
	tcase_add_loop_test(conflicts, the_first_is_kept_where_that_is_asked, 0, 2);
	tcase_add_loop_test(conflicts, the_last_is_taken_where_that_is_asked, 0, 2);
	tcase_add_loop_test(conflicts, both_are_kept_where_that_is_asked, 0, 2);
	tcase_add_loop_test(conflicts, a_unit_is_taken_where_it_is_part_of_the_conflict, 0, 2);
	tcase_add_test(conflicts, conflicts_of_others_stay_open);
	tcase_add_test(conflicts, a_unit_can_be_named_against_an_earlier_decision);
	tcase_add_test(conflicts, the_citys_own_record_is_part_of_a_conflict_too);
	tcase_add_test(same, equal_records_of_two_units_are_one);
	tcase_add_test(same, an_equal_record_is_found_under_another_ordinal);
	tcase_add_test(same, a_package_that_has_a_record_twice_keeps_both);
	tcase_add_test(revisions, a_corrected_package_replaces_what_came_before);
	tcase_add_loop_test(revisions, both_revisions_may_be_given_in_any_order, 0, 2);
	tcase_add_test(revisions, a_revision_of_fields_alone_has_the_same_id_and_replaces_all_the_same);
	tcase_add_test(revisions, a_withdrawn_record_goes_and_is_kept_aside);
	tcase_add_test(revisions, records_follow_the_numbers_of_the_new_revision);
	tcase_add_loop_test(revisions, what_was_changed_here_since_is_no_revisions_to_replace, 0, 2);
	tcase_add_test(revisions, what_was_changed_only_here_stays_when_a_revision_comes);
	tcase_add_loop_test(revisions, a_withdrawn_record_that_was_changed_here_is_a_conflict, 0, 2);
	tcase_add_test(files, a_record_of_several_files_keeps_those_that_did_not_change);
	tcase_add_test(files, a_file_that_a_package_lacks_is_missing_here_too_until_it_comes);
	return suite;
}
