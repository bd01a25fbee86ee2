/* SPDX-License-Identifier: MIT */
/* test_merge_field.c: tests of lib/package/merge_field.c and merge_lost.c: two values of a field, and where the other one is kept. */
#include "package/merge_case.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"
#include "ledger/extracted.h"
#include "ledger/target.h"

static const char *a, *b;

/* Two units with the same file, and nothing else. */
static void make_two(void)
{
	static const struct material same[] = {{"M001", "通知.txt", "同"}, {NULL, NULL, NULL}};

	unit_make("a", "甲局", same);
	unit_make("b", "乙局", same);
}

static void pack_two(void)
{
	a = unit_pack("a");
	b = unit_pack("b");
}

/* A field of each kind of target. */
static const struct {
	const char *target, *field, *first, *second;
} fields[] = {
	{"M001", "lead", "甲局", "乙局"},		{"M001", "deadline", "2017-10-31", "2017-11-30"},
	{"M001", "review", "30", "60"},			{"M001/1", "title", "甲题", "乙题"},
	{"M001/1", "date", "2017-03-05", "2017-03-06"},	{"M001/1/通知.txt", "role", "body", "seal"},
	{"T001", "value", "95", "96"},			{"N01", "state", "none", "occurred"},
};
#define NUM_FIELDS ((int)(sizeof fields / sizeof fields[0]))

static void differ(int i)
{
	make_two();
	unit_set("a", fields[i].target, fields[i].field, fields[i].first);
	unit_set("b", fields[i].target, fields[i].field, fields[i].second);
	pack_two();
}

START_TEST(two_values_are_told_and_nothing_is_changed)
{
	const struct taizhang_finding *f;

	differ(_i);
	assert_refused("merge-field", a, b);
	ck_assert_uint_eq(taizhang_findings_num(findings), 1);
	f = taizhang_findings_get(findings, 0);
	ck_assert_str_eq(taizhang_finding_field(f), fields[_i].field);
	ck_assert_str_eq(taizhang_finding_expected(f), fields[_i].first);
	ck_assert_str_eq(taizhang_finding_found(f), fields[_i].second);
	ck_assert_str_eq(taizhang_finding_file(f), b);
	ck_assert_str_eq(taizhang_finding_unit(f), "包头市-2017-甲局");
	/* of a field there are not both */
	take_words("BOTH", NULL, NULL);
	assert_refused("merge-field", a, b);
}
END_TEST

START_TEST(the_first_the_last_or_a_unit_settles_it)
{
	static const char *const words[] = {"FIRST", "LAST", "甲局", "乙局"};

	for (int w = 0; w < 4; w++) {
		const bool first = w % 2 == 0;
		char *table, row[256];

		differ(_i);
		take_words("BOTH", words[w], NULL);
		assert_merges(a, b);
		assert_field(fields[_i].target, fields[_i].field, first ? fields[_i].first : fields[_i].second);
		ck_assert_uint_eq(counts_of(TAIZHANG_MERGED_TOTAL).not_taken, 1);
		table = temp_read(temp_path(first ? "city/未采用/包头市-2017-乙局/未采用.csv" : "city/未采用/包头市-2017-甲局/未采用.csv"), NULL);
		snprintf(row, sizeof row, ",%s,%s,", fields[_i].field, first ? fields[_i].second : fields[_i].first);
		ck_assert_msg(strstr(table, row) != NULL, "%s is not in %s", row, table);
		free(table);
		take_words(NULL, NULL, NULL);
		assert_changes_nothing(a, b);
		assert_changes_nothing(b);
		/* for the next word */
		ck_assert_int_eq(temp_shell("cd '%s' && rm -rf a b a-*.zip b-*.zip city && mkdir city", temp_dir()), 0);
		if (w < 3) {
			struct taizhang_ledger_options o = TAIZHANG_LEDGER_OPTIONS_INIT;

			o.city = "包头市";
			o.year = 2017;
			taizhang_ledger_free(taizhang_ledger_create(temp_path("city"),
					     taizhang_catalog_builtin("ncc-2017-reconstructed", NULL), &o, &err));
		}
	}
}
END_TEST

START_TEST(what_one_leaves_empty_the_other_fills)
{
	make_two();
	unit_set("a", "M001", "lead", "甲局");
	unit_set("b", "M001", "owner", "王某");
	unit_set("a", "M001/1", "number", "包教发〔2017〕9号");
	unit_set("b", "M001/1", "issuer", "乙局");
	pack_two();
	assert_merges(a, b);
	assert_field("M001", "lead", "甲局");
	assert_field("M001", "owner", "王某");
	assert_field("M001/1", "number", "包教发〔2017〕9号");
	assert_field("M001/1", "issuer", "乙局");
	ck_assert_uint_eq(counts_of(1).replaced, 1);
	assert_changes_nothing(a, b);
}
END_TEST

START_TEST(a_value_and_what_proves_it_are_taken_together)
{
	make_two();
	unit_set("a", "T001", "value", "95");
	unit_set("a", "T001", "record", "M001/1");
	unit_set("a", "T001", "cell", "B2");
	unit_set("b", "T001", "value", "96");
	pack_two();
	take_words(_i ? "LAST" : "FIRST", NULL, NULL);
	assert_merges(a, b);
	assert_field("T001", "value", _i ? "96" : "95");
	assert_field("T001", "record", _i ? "" : "I-1-1-1-1/1");
	assert_field("T001", "cell", _i ? "" : "B2");
	assert_changes_nothing(a, b);
}
END_TEST

START_TEST(the_record_of_a_value_follows_its_new_ordinal)
{
	static const struct material first[] = {{"M001", "甲.txt", "甲"}, {NULL, NULL, NULL}}, second[] = {{"M001", "乙.txt", "乙"}, {NULL, NULL, NULL}};

	unit_make("a", "甲局", first);
	unit_make("b", "乙局", second);
	unit_set("b", "T001", "value", "96");
	unit_set("b", "T001", "record", "M001/1");
	pack_two();
	take_words("BOTH", NULL, NULL);
	assert_merges(a, b);
	assert_field("T001", "record", "I-1-1-1-1/2");
	assert_changes_nothing(a, b);
}
END_TEST

START_TEST(a_revision_replaces_its_fields_and_clears_them)
{
	make_two();
	unit_set("a", "M001", "owner", "王某");
	unit_set("a", "T001", "value", "95");
	unit_set("a", "N01", "state", "occurred");
	a = unit_pack("a");
	assert_merges(a);
	unit_set("a", "M001", "owner", "李某");
	unit_set("a", "T001", "value", "");
	unit_set("a", "N01", "state", "none");
	unit_revise("a");
	b = unit_pack("a");
	assert_merges(b);
	assert_field("M001", "owner", "李某");
	assert_field("T001", "value", "");
	assert_field("N01", "state", "none");
	assert_changes_nothing(b);
}
END_TEST

START_TEST(what_the_city_changed_since_stays_or_is_a_conflict)
{
	make_two();
	unit_set("a", "M001", "owner", "王某");
	unit_set("a", "T001", "value", "95");
	a = unit_pack("a");
	assert_merges(a);
	unit_set("city", "M001", "owner", "市里的人");
	assert_changes_nothing(a);
	unit_set("a", "T001", "value", "96");
	unit_set("a", "M001", "lead", "甲局");
	unit_set("a", "M001", "owner", "李某");
	unit_revise("a");
	b = unit_pack("a");
	assert_refused("merge-field", b);
	ck_assert_str_eq(taizhang_finding_expected(taizhang_findings_get(findings, 0)), "市里的人");
	take_words("FIRST", NULL, NULL);
	assert_merges(b);
	assert_field("M001", "owner", "市里的人");
	assert_field("M001", "lead", "甲局");
	assert_field("T001", "value", "96");
	assert_changes_nothing(b);
}
END_TEST

START_TEST(two_kinds_for_the_same_file_are_one_conflict)
{
	make_two();
	unit_set("a", "M001/1", "title", "甲题");
	unit_set("b", "M001/1", "kind", "report");
	unit_set("b", "M001/1", "author", "乙局");
	pack_two();
	assert_refused("merge-field", a, b);
	ck_assert_uint_eq(taizhang_findings_num(findings), 1);
	ck_assert_str_eq(taizhang_finding_field(taizhang_findings_get(findings, 0)), "kind");
	take_words(_i ? "LAST" : "FIRST", NULL, NULL);
	assert_merges(a, b);
	assert_field("M001/1", "kind", _i ? "report" : "normative");
	assert_field("M001/1", "title", _i ? "通知" : "甲题");
	assert_changes_nothing(a, b);
}
END_TEST

START_TEST(what_was_not_taken_can_be_set_from_its_table)
{
	struct taizhang_ledger *city;
	size_t num;

	make_two();
	unit_set("a", "M001/1", "title", "=甲\"题,");
	unit_set("b", "M001/1", "title", "乙题");
	unit_set("a", "T001", "value", "95");
	unit_set("b", "T001", "value", "96");
	pack_two();
	take_words("LAST", NULL, NULL);
	assert_merges(a, b);
	city = taizhang_ledger_open(temp_path("city"), TAIZHANG_OPEN_WRITE, NULL, &err);
	tz_assert_ok(taizhang_ledger_set_from_table(city, temp_path("city/未采用/包头市-2017-甲局/未采用.csv"), NULL, &num, &err), &err);
	ck_assert_uint_eq(num, 2);
	tz_assert_ok(taizhang_ledger_save(city, &err), &err);
	taizhang_ledger_free(city);
	assert_field("M001/1", "title", "=甲\"题,");
	assert_field("T001", "value", "95");
}
END_TEST

START_TEST(a_later_merge_keeps_what_it_does_not_take_in_tables_of_its_own)
{
	make_two();
	unit_set("a", "T001", "value", "95");
	unit_set("b", "T001", "value", "96");
	pack_two();
	take_words("LAST", NULL, NULL);
	assert_merges(a, b);
	unit_set("b", "T001", "value", "97");
	unit_revise("b");
	assert_merges(unit_pack("b"));
	unit_set("b", "T001", "value", "98");
	unit_revise("b");
	assert_merges(unit_pack("b"));
	temp_assert_holds("city/未采用", "包头市-2017-乙局/ 包头市-2017-乙局/未采用 (2).csv 包头市-2017-乙局/未采用.csv "
					 "包头市-2017-甲局/ 包头市-2017-甲局/未采用.csv ");
}
END_TEST

/* As if the title of M001/1 and the value of T001 had been read from files. */
static void mark(const char *name)
{
	static const unsigned char elsewhere[TZ_SHA256_BYTES] = {1};
	struct taizhang_ledger *ledger = taizhang_ledger_open(temp_path(name), TAIZHANG_OPEN_WRITE, NULL, &err);
	struct tz_target target;

	tz_assert_ptr(ledger, &err);
	tz_assert_ok(tz_target_find(ledger, "M001/1", &target, &err), &err);
	tz_assert_ok(tz_target_mark(&target, "title", tz_file_digest(&target.record->files[0]), "第 1 行", &err), &err);
	tz_assert_ok(tz_target_find(ledger, "T001", &target, &err), &err);
	tz_assert_ok(tz_target_mark(&target, "value", elsewhere, "C5", &err), &err);
	tz_assert_ok(taizhang_ledger_save(ledger, &err), &err);
	taizhang_ledger_free(ledger);
}

START_TEST(what_awaits_confirmation_still_does_where_it_comes_to)
{
	static const struct material one[] = {{"M001", "通知.txt", "甲"}, {NULL, NULL, NULL}}, other[] = {{"M001", "决定.txt", "乙"}, {NULL, NULL, NULL}};
	struct taizhang_extracted e;
	struct taizhang_ledger *city;
	struct tz_target target;

	unit_make("a", "甲局", one);
	unit_make("b", "乙局", other);
	unit_set("a", "T001", "value", "95");
	mark("a");
	a = unit_pack("a");
	b = unit_pack("b");
	take_words("both", NULL, NULL);
	assert_merges(b, a);
	city = city_open();
	tz_assert_ok(tz_target_find(city, "M001/2", &target, &err), &err);
	ck_assert_uint_eq(taizhang_record_num_extracted(target.record), 1);
	ck_assert_int_eq(taizhang_record_get_extracted(target.record, 0, &e), 0);
	ck_assert_str_eq(e.field, "title");
	ck_assert_str_eq(e.file, taizhang_file_path(&target.record->files[0]));
	ck_assert_str_eq(e.place, "第 1 行");
	ck_assert_uint_eq(taizhang_ledger_value_num_extracted(city, "T001"), 1);
	taizhang_ledger_free(city);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("merge_field");
	TCase *conflicts = merge_behaviour(suite, "conflicts"), *merges = merge_behaviour(suite, "merges"), *keeps = merge_behaviour(suite, "keeps");

	tcase_add_loop_test(conflicts, two_values_are_told_and_nothing_is_changed, 0, NUM_FIELDS);
	tcase_add_loop_test(conflicts, the_first_the_last_or_a_unit_settles_it, 0, NUM_FIELDS);
	tcase_add_loop_test(conflicts, two_kinds_for_the_same_file_are_one_conflict, 0, 2);
	tcase_add_test(merges, what_one_leaves_empty_the_other_fills);
	tcase_add_loop_test(merges, a_value_and_what_proves_it_are_taken_together, 0, 2);
	tcase_add_test(merges, the_record_of_a_value_follows_its_new_ordinal);
	tcase_add_test(merges, a_revision_replaces_its_fields_and_clears_them);
	tcase_add_test(merges, what_the_city_changed_since_stays_or_is_a_conflict);
	tcase_add_test(keeps, what_was_not_taken_can_be_set_from_its_table);
	tcase_add_test(keeps, a_later_merge_keeps_what_it_does_not_take_in_tables_of_its_own);
	tcase_add_test(keeps, what_awaits_confirmation_still_does_where_it_comes_to);
	return suite;
}
