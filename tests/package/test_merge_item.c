/* SPDX-License-Identifier: MIT */
/* test_merge_item.c: tests of lib/package/merge_item.c, merge_file.c, merge_same.c and merge_origin.c: events, names, extensions. */
#include "package/merge_case.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"
#include "ledger/ledger.h"

static const struct taizhang_event *event_at(const struct taizhang_ledger *city, const char *item, size_t index)
{
	return taizhang_ledger_get_event(city, taizhang_catalog_find(city->catalog, item), index);
}

static void add_event(const char *name, const char *item, int64_t time)
{
	struct taizhang_ledger *ledger = taizhang_ledger_open(temp_path(name), TAIZHANG_OPEN_WRITE, NULL, &err);

	tz_assert_ok(taizhang_ledger_add_event(ledger, taizhang_catalog_find(ledger->catalog, item), time, "王某", "reviewed", "通过", "初审", &err), &err);
	tz_assert_ok(taizhang_ledger_save(ledger, &err), &err);
	taizhang_ledger_free(ledger);
}

START_TEST(events_come_along_and_one_says_which_package_it_was)
{
	const char *a;
	char note[512];
	struct taizhang_ledger *city;

	unit_make("a", "甲局", (const struct material[]){{"M001", "一.txt", "1"}, {"M001", "二.txt", "2"}, {NULL, NULL, NULL}});
	add_event("a", "M001", 1500000000);
	a = unit_pack("a");
	options.time = 1510000000;
	assert_merges(a);
	city = city_open();
	ck_assert_uint_eq(taizhang_ledger_num_events(city, taizhang_catalog_find(city->catalog, "M001")), 2);
	ck_assert_str_eq(taizhang_event_who(event_at(city, "M001", 0)), "王某");
	ck_assert_str_eq(taizhang_event_action(event_at(city, "M001", 1)), "merged");
	ck_assert_str_eq(taizhang_event_who(event_at(city, "M001", 1)), "甲局");
	ck_assert_int_eq(taizhang_event_time(event_at(city, "M001", 1)), 1510000000);
	snprintf(note, sizeof note, "报送包 包头市-2017-甲局（%s）；新增材料 1、2", taizhang_merged_id(merged, 0));
	ck_assert_str_eq(taizhang_event_note(event_at(city, "M001", 1)), note);
	ck_assert_uint_eq(taizhang_ledger_num_events(city, taizhang_catalog_find(city->catalog, "M002")), 0);
	taizhang_ledger_free(city);
	assert_changes_nothing(a);
}
END_TEST

START_TEST(the_event_of_a_revision_says_what_it_did)
{
	struct taizhang_ledger *city;
	const char *note;

	unit_make("a", "甲局", (const struct material[]){{"M001", "1.txt", "1"}, {"M001", "2.txt", "2"}, {"M001", "3.txt", "3"}, {NULL, NULL, NULL}});
	options.time = 1510000000;
	assert_merges(unit_pack("a"));
	unit_put("a", "M001", "3.txt", NULL);
	unit_put("a", "M001", "2.txt", "改");
	unit_revise("a");
	options.time++;
	assert_merges(unit_pack("a"));
	city = city_open();
	note = taizhang_event_note(event_at(city, "M001", 1));
	ck_assert_ptr_nonnull(strstr(note, "；更新材料 2；撤回材料 3；未采用的保存在“未采用”"));
	taizhang_ledger_free(city);
}
END_TEST

/* Names */

START_TEST(equal_names_get_a_number)
{
	const char *a = unit_of_one("a", "甲局", "附件/通知.txt", "1"), *b = unit_of_one("b", "乙局", "附件/通知.txt", "2"),
		   *c = unit_of_one("c", "丙局", "附件/通知.TXT", "3");

	take_words("BOTH", NULL, NULL);
	assert_merges(a, b, c);
	ck_assert_int_eq(temp_shell("cd '%s'/materials/I-1-1-1-1*/附件 && test -f 通知.txt && test -f '通知 (2).txt' && test -f '通知 (2).TXT' -o -f '通知 (3).TXT'",
				    temp_path("city")), 0);
	assert_scan_is_quiet();
}
END_TEST

START_TEST(a_file_that_nobody_recorded_is_not_overwritten)
{
	const char *a = unit_of_one("a", "甲局", "通知.txt", "新");
	char *bytes;

	ck_assert_int_eq(temp_shell("cd '%s'/materials/I-1-1-1-1* && printf 旧 > 通知.txt", temp_path("city")), 0);
	assert_merges(a);
	assert_bytes("M001", 1, "新");
	ck_assert_int_eq(temp_shell("cat '%s'/materials/I-1-1-1-1*/通知.txt > '%s'", temp_path("city"), temp_path("bytes")), 0);
	bytes = temp_read(temp_path("bytes"), NULL);
	ck_assert_str_eq(bytes, "旧");
	free(bytes);
}
END_TEST

START_TEST(the_citys_folder_may_have_another_title)
{
	const char *a = unit_of_one("a", "甲局", "通知.txt", "新");

	ck_assert_int_eq(temp_shell("cd '%s'/materials && mv I-1-1-1-1* 'I-1-1-1-1 改过的名字'", temp_path("city")), 0);
	assert_merges(a);
	ck_assert_int_eq(access(temp_path("city/materials/I-1-1-1-1 改过的名字/通知.txt"), F_OK), 0);
	assert_scan_is_quiet();
}
END_TEST

START_TEST(a_folder_that_is_not_there_is_made)
{
	const char *a = unit_of_one("a", "甲局", "通知.txt", "新");

	ck_assert_int_eq(temp_shell("rm -r '%s'/materials", temp_path("city")), 0);
	assert_merges(a);
	assert_bytes("M001", 1, "新");
}
END_TEST

START_TEST(names_in_gbk_come_as_utf8)
{
	struct taizhang_ledger *city;

	unit_make("a", "甲局", (const struct material[]){{"M001", "\xCD\xA8\xD6\xAA.txt", "通"}, {NULL, NULL, NULL}});
	assert_merges(unit_pack("a"));
	city = city_open();
	ck_assert_int_eq(temp_shell("test -f '%s'/materials/I-1-1-1-1*/通知.txt", temp_path("city")), 0);
	taizhang_ledger_free(city);
	assert_bytes("M001", 1, "通");
	assert_scan_is_quiet();
}
END_TEST

START_TEST(a_long_name_is_cut_for_its_number)
{
	char name[256];
	const char *a, *b;

	memset(name, 0, sizeof name);
	for (size_t i = 0; i < 83; i++)
		strcat(name, "长");
	strcat(name, ".txt");
	a = unit_of_one("a", "甲局", name, "1");
	b = unit_of_one("b", "乙局", name, "2");
	take_words("BOTH", NULL, NULL);
	assert_merges(a, b);
	assert_bytes("M001", 2, "2");
	assert_scan_is_quiet();
}
END_TEST

START_TEST(files_keep_their_times)
{
	struct taizhang_ledger *city;

	unit_make("a", "甲局", (const struct material[]){{"M001", "通知.txt", "通"}, {NULL, NULL, NULL}});
	ck_assert_int_eq(temp_shell("touch -d '2016-02-29 12:00:00.123456789Z' '%s'/materials/I-1-1-1-1*/*", temp_path("a")), 0);
	unit_put("a", "M002", "x.docx", "x");
	assert_merges(unit_pack("a"));
	ck_assert_int_eq(temp_shell("test \"$(stat -c %%Y '%s'/materials/I-1-1-1-1*/通知.txt)\" = 1456747200", temp_path("city")), 0);
	city = city_open();
	taizhang_ledger_free(city);
}
END_TEST

START_TEST(equal_bytes_in_another_record_are_told)
{
	const char *a = unit_of_one("a", "甲局", "通知.txt", "同"), *b;
	const struct taizhang_finding *f;

	unit_make("b", "乙局", (const struct material[]){{"M003", "制度.txt", "同"}, {NULL, NULL, NULL}});
	b = unit_pack("b");
	assert_merges(a, b);
	assert_found("merge-same-bytes");
	f = taizhang_findings_get(findings, 0);
	ck_assert_str_eq(taizhang_finding_found(f), "I-1-1-1-1/1");
	ck_assert_str_eq(taizhang_finding_item(f), "I-1-1-2-1");
	ck_assert_int_eq(taizhang_finding_severity(f), TAIZHANG_NOTE);
}
END_TEST

/* What others added */

static void add_attribute(const char *name, const char *value)
{
	ck_assert_int_eq(temp_shell("sed -i 's|<record |<record xmlns:q=\"urn:q\" q:state=\"%s\" |; s|<assignment |<assignment xmlns:q=\"urn:q\" q:state=\"%s\" |; "
				    "s|</record>|<q:box xmlns:q=\"urn:q\">%s</q:box></record>|; s|<file |<file xmlns:q=\"urn:q\" q:of=\"%s\" |' '%s'/ledger.xml",
				    value, value, value, value, temp_path(name)), 0);
}

static size_t count_in_ledger(const char *text)
{
	char *xml = temp_read(temp_path("city/ledger.xml"), NULL);
	size_t num = 0;

	for (const char *p = strstr(xml, text); p; p = strstr(p + 1, text))
		num++;
	free(xml);
	return num;
}

START_TEST(extensions_come_along_and_two_values_are_told)
{
	const char *a, *b;

	for (int i = 0; i < 2; i++) {
		const char *name = i ? "b" : "a";

		unit_make(name, i ? "乙局" : "甲局", (const struct material[]){{"M001", "通知.txt", "同"}, {NULL, NULL, NULL}});
		unit_set(name, "M001", "owner", "王某");
		add_attribute(name, i ? "two" : "one");
	}
	a = unit_pack("a");
	b = unit_pack("b");
	assert_merges(a);
	ck_assert_uint_eq(count_in_ledger("one"), 4);
	assert_changes_nothing(a);
	assert_merges(b);
	assert_found("merge-extension");
	ck_assert_uint_eq(count_in_ledger("one"), 4);
	ck_assert_uint_eq(count_in_ledger(">two</"), 1);
	assert_changes_nothing(a, b);
}
END_TEST

START_TEST(where_a_record_came_from_is_said_anew_by_each_ledger)
{
	const char *id;

	/* a district merges its streets' packages and sends its own */
	assert_merges(unit_of_one("a", "某街道", "通知.txt", "一"));
	id = unit_pack("city");
	ck_assert_int_eq(temp_shell("mv '%s' '%s'", temp_path("city"), temp_path("district")), 0);
	unit_make("x", "x", (const struct material[]){{NULL, NULL, NULL}});
	{
		struct taizhang_ledger_options o = TAIZHANG_LEDGER_OPTIONS_INIT;

		o.city = "包头市";
		o.year = 2017;
		taizhang_ledger_free(taizhang_ledger_create(temp_path("city"), taizhang_catalog_builtin("ncc-2017-reconstructed", NULL), &o, &err));
	}
	assert_merges(id);
	ck_assert_uint_eq(count_in_ledger(":ordinal="), 1);
	/* the record, and the notes of two events: the street sent the same files, so its package had the same id */
	ck_assert_uint_eq(count_in_ledger(taizhang_merged_id(merged, 0)), 4);
	assert_changes_nothing(id);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("merge_item");
	TCase *events = merge_behaviour(suite, "events"), *names = merge_behaviour(suite, "names"), *extensions = merge_behaviour(suite, "extensions");

	tcase_add_test(events, events_come_along_and_one_says_which_package_it_was);
	tcase_add_test(events, the_event_of_a_revision_says_what_it_did);
	tcase_add_test(names, equal_names_get_a_number);
	tcase_add_test(names, a_file_that_nobody_recorded_is_not_overwritten);
	tcase_add_test(names, the_citys_folder_may_have_another_title);
	tcase_add_test(names, a_folder_that_is_not_there_is_made);
	tcase_add_test(names, names_in_gbk_come_as_utf8);
	tcase_add_test(names, a_long_name_is_cut_for_its_number);
	tcase_add_test(names, files_keep_their_times);
	tcase_add_test(names, equal_bytes_in_another_record_are_told);
	tcase_add_test(extensions, extensions_come_along_and_two_values_are_told);
	tcase_add_test(extensions, where_a_record_came_from_is_said_anew_by_each_ledger);
	return suite;
}
