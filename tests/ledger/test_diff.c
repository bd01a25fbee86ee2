/* SPDX-License-Identifier: MIT */
/* test_diff.c: what differs between two ledgers: lib/ledger/diff.c, diff_match.c, diff_file.c, diff_event.c, change.c. */
#include <taizhang/diff.h>

#include <stdlib.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/memory.h"
#include "harness/sample_ledger.h"
#include "harness/suite.h"
#include "ledger/ledger.h"

#define M001 "I-1-1-1-1"
#define M014 "I-1-3-1-4"

static struct taizhang_error err;
static struct taizhang_ledger *before, *after;
static struct taizhang_diff *diff;
static struct tz_buffer found;

static void setup(void)
{
	taizhang_error_clear(&err);
	before = sample_ledger();
	after = sample_ledger();
	diff = NULL;
}

static void teardown(void)
{
	tz_buffer_free(&found);
	taizhang_diff_free(diff);
	taizhang_ledger_free(before);
	taizhang_ledger_free(after);
}

static struct taizhang_record *record(struct taizhang_ledger *ledger, const char *serial, unsigned int ordinal,
				      const char *title)
{
	struct taizhang_record *made = tz_ledger_add_record(ledger, sample_item(ledger, serial), ordinal,
							    TAIZHANG_KIND_NORMATIVE, &err);

	tz_assert_ptr(made, &err);
	tz_assert_ok(taizhang_record_set_title(made, title, &err), &err);
	return made;
}

static void set_digest(struct taizhang_file *of, unsigned int number)
{
	char hex[TAIZHANG_DIGEST_HEX_SIZE];

	snprintf(hex, sizeof hex, "%064u", number);
	ck_assert(tz_file_set_digest(of, hex));
}

/* Its digest is the letter 64 times. */
static struct taizhang_file *file(struct taizhang_record *of, const char *name, char letter)
{
	char *folder = tz_ledger_item_folder(taizhang_record_item(of), &err), path[512];
	struct taizhang_file *made;

	snprintf(path, sizeof path, "%s/%s", folder, name);
	free(folder);
	made = tz_record_add_file(of, path, &err);
	tz_assert_ptr(made, &err);
	made->role = TAIZHANG_ROLE_BODY;
	if (letter)
		sample_digest(made, letter);
	return made;
}

/* The changes, a line each: "type subject target>new_target field before>after", digests by their first letter. */
static const char *changes(void)
{
	tz_buffer_free(&found);
	taizhang_diff_free(diff);
	diff = taizhang_diff_new(before, after, &err);
	tz_assert_ptr(diff, &err);
	for (size_t i = 0; i < taizhang_diff_num(diff); i++) {
		const struct taizhang_change *c = taizhang_diff_get(diff, i);
		bool digests = strcmp(taizhang_change_field(c), "sha256") == 0;

		tz_buffer_printf(&found, "%s %s %s>%s %s %.*s>%.*s\n", taizhang_change_type_name(taizhang_change_type(c)),
				 taizhang_change_subject_name(taizhang_change_subject(c)), taizhang_change_target(c),
				 taizhang_change_new_target(c), taizhang_change_field(c), digests ? 1 : 200,
				 taizhang_change_before(c), digests ? 1 : 200, taizhang_change_after(c));
	}
	return tz_buffer_text(&found);
}

START_TEST(equal_ledgers_have_no_changes)
{
	ck_assert_str_eq(changes(), "");
	sample_fill(before);
	sample_fill(after);
	ck_assert_str_eq(changes(), "");
	ck_assert_uint_eq(taizhang_diff_num(diff), 0);
	ck_assert_ptr_null(taizhang_diff_get(diff, 0));
}
END_TEST

START_TEST(a_record_is_added_or_removed_with_its_files)
{
	file(record(after, "M001", 0, "通知"), "通知.doc", 'a');
	ck_assert_str_eq(changes(), "added record >" M001 "/1  >通知\n"
				    "added file >" M001 "/1/通知.doc  >\n");
	file(record(before, "M014", 0, "报告"), "报告.doc", 'b');
	ck_assert_str_eq(changes(), "added record >" M001 "/1  >通知\n"
				    "added file >" M001 "/1/通知.doc  >\n"
				    "removed record " M014 "/1>  报告>\n"
				    "removed file " M014 "/1/报告.doc>  >\n");
	ck_assert_uint_eq(taizhang_diff_count(diff, TAIZHANG_CHANGE_ADDED, (enum taizhang_change_subject)0), 2);
	ck_assert_uint_eq(taizhang_diff_count(diff, TAIZHANG_CHANGE_REMOVED, TAIZHANG_SUBJECT_FILE), 1);
	ck_assert_uint_eq(taizhang_diff_count(diff, (enum taizhang_change_type)0, TAIZHANG_SUBJECT_RECORD), 2);
	ck_assert_uint_eq(taizhang_diff_count(diff, (enum taizhang_change_type)0, (enum taizhang_change_subject)0), 4);
	ck_assert_uint_eq(taizhang_diff_count(diff, (enum taizhang_change_type)9, (enum taizhang_change_subject)0), 0);
}
END_TEST

START_TEST(a_record_that_gives_way_to_a_new_one_has_moved)
{
	file(record(before, "M001", 0, "通知"), "通知.doc", 'a');
	file(record(after, "M001", 0, "方案"), "方案.doc", 'b');
	file(record(after, "M001", 0, "通知"), "通知.doc", 'a');
	ck_assert_str_eq(changes(), "added record >" M001 "/1  >方案\n"
				    "added file >" M001 "/1/方案.doc  >\n"
				    "moved record " M001 "/1>" M001 "/2  通知>通知\n");
}
END_TEST

START_TEST(a_record_is_known_by_its_bytes_in_another_item)
{
	file(record(before, "M001", 0, "通知"), "通知.doc", 'a');
	file(record(after, "M014", 0, "关于讲堂的通知"), "通知.doc", 'a');
	ck_assert_str_eq(changes(), "moved record " M001 "/1>" M014 "/1  通知>关于讲堂的通知\n"
				    "changed record " M001 "/1>" M014 "/1 title 通知>关于讲堂的通知\n");
	ck_assert_str_eq(taizhang_change_item(taizhang_diff_get(diff, 0)), M014);
	ck_assert_str_ne(taizhang_change_item_title(taizhang_diff_get(diff, 0), TAIZHANG_LANG_ZH), "");
}
END_TEST

START_TEST(records_without_files_are_known_by_their_place)
{
	record(before, "M001", 0, "甲");
	record(after, "M001", 0, "乙");
	record(before, "M014", 0, "丙");
	ck_assert_str_eq(changes(), "changed record " M001 "/1>" M001 "/1 title 甲>乙\n"
				    "removed record " M014 "/1>  丙>\n");
}
END_TEST

START_TEST(equal_records_are_told_apart_by_their_order)
{
	for (int i = 0; i < 3; i++)
		file(record(before, "M001", 0, "同"), "同.doc", 'a');
	for (int i = 0; i < 2; i++)
		file(record(after, "M001", 0, "同"), "同.doc", 'a');
	ck_assert_str_eq(changes(), "removed record " M001 "/3>  同>\nremoved file " M001 "/3/同.doc>  >\n");
}
END_TEST

START_TEST(files_are_changed_added_removed_and_moved)
{
	struct taizhang_record *was = record(before, "M001", 0, "通知"), *is = record(after, "M001", 0, "通知");

	file(was, "一.jpg", 'a');
	file(was, "二.jpg", 'b');
	file(was, "三.jpg", 'c');
	file(was, "四.jpg", 'd');
	file(is, "一.jpg", 'a');
	file(is, "二.jpg", 'f');
	file(is, "叁.jpg", 'c');
	file(is, "五.jpg", 'e')->role = TAIZHANG_ROLE_SEAL;
	ck_assert_str_eq(changes(), "changed file " M001 "/1/二.jpg>" M001 "/1/二.jpg sha256 b>f\n"
				    "moved file " M001 "/1/三.jpg>" M001 "/1/叁.jpg  >\n"
				    "removed file " M001 "/1/四.jpg>  >\n"
				    "added file >" M001 "/1/五.jpg  >\n");
}
END_TEST

START_TEST(a_file_that_moves_to_another_record_has_moved_with_its_role)
{
	struct taizhang_record *was = record(before, "M001", 0, "甲"), *is = record(after, "M001", 0, "甲");

	file(was, "一.jpg", 'a');
	file(was, "二.jpg", 'b');
	file(is, "一.jpg", 'a');
	file(record(after, "M014", 0, "乙"), "二.jpg", 'b')->role = TAIZHANG_ROLE_SEAL;
	ck_assert_str_eq(changes(), "added record >" M014 "/1  >乙\n"
				    "moved file " M001 "/1/二.jpg>" M014 "/1/二.jpg  >\n"
				    "changed file " M001 "/1/二.jpg>" M014 "/1/二.jpg role body>seal\n");
}
END_TEST

START_TEST(a_file_that_vanished_is_told)
{
	file(record(before, "M001", 0, "甲"), "一.jpg", 'a');
	file(record(after, "M001", 0, "甲"), "一.jpg", 'a')->missing = true;
	ck_assert_str_eq(changes(), "changed file " M001 "/1/一.jpg>" M001 "/1/一.jpg missing no>yes\n");
}
END_TEST

START_TEST(fields_of_another_kind_go_and_come)
{
	struct taizhang_record *was = record(before, "M001", 0, "甲"), *is = record(after, "M001", 0, "甲");

	file(was, "一.jpg", 'a');
	file(is, "一.jpg", 'a');
	tz_assert_ok(taizhang_normative_set_number(was, "包教发〔2017〕9号", &err), &err);
	tz_assert_ok(taizhang_record_set_kind(is, TAIZHANG_KIND_REPORT, &err), &err);
	tz_assert_ok(taizhang_report_set_author(is, "市教育局", &err), &err);
	ck_assert_str_eq(changes(), "changed record " M001 "/1>" M001 "/1 kind normative>report\n"
				    "changed record " M001 "/1>" M001 "/1 number 包教发〔2017〕9号>\n"
				    "changed record " M001 "/1>" M001 "/1 author >市教育局\n");
	ck_assert_str_eq(taizhang_change_field_label(taizhang_diff_get(diff, 1), TAIZHANG_LANG_ZH), "发文字号");
	ck_assert_str_eq(taizhang_change_field_label(taizhang_diff_get(diff, 1), TAIZHANG_LANG_EN), "number");
}
END_TEST

START_TEST(the_ledger_comes_first_then_items_values_and_negative_entries)
{
	const struct taizhang_node *item = sample_item(after, "M001");

	tz_assert_ok(taizhang_ledger_set(after, "N01", "state", "none", &err), &err);
	tz_assert_ok(taizhang_ledger_set(after, "T001", "value", "12", &err), &err);
	tz_assert_ok(taizhang_assignment_set_lead(after, item, "市教育局", &err), &err);
	tz_assert_ok(taizhang_ledger_set(after, ".", "contact", "0472-1234567", &err), &err);
	ck_assert_str_eq(changes(), "changed ledger .>. contact >0472-1234567\n"
				    "changed item " M001 ">" M001 " lead >市教育局\n"
				    "changed threshold T001>T001 value >12\n"
				    "changed negative N01>N01 state >none\n");
	ck_assert_str_eq(taizhang_change_item(taizhang_diff_get(diff, 0)), "");
}
END_TEST

START_TEST(events_are_compared_as_often_as_they_stand)
{
	for (int i = 0; i < 2; i++)
		tz_assert_ok(taizhang_ledger_add_event(before, sample_item(before, "M001"), 100, "市创城办", "reviewed",
						       NULL, NULL, &err), &err);
	tz_assert_ok(taizhang_ledger_add_event(after, sample_item(after, "M001"), 100, "市创城办", "reviewed", NULL, NULL,
					       &err), &err);
	tz_assert_ok(taizhang_ledger_add_event(after, sample_item(after, "M001"), 200, "市创城办", "returned", "补充", NULL,
					       &err), &err);
	ck_assert_str_eq(changes(), "removed event " M001 ">  1970-01-01T00:01:40Z · 市创城办 · reviewed>\n"
				    "added event >" M001 "  >1970-01-01T00:03:20Z · 市创城办 · returned · 补充\n");
}
END_TEST

static struct taizhang_ledger *ledger_of_items(const char *const *items, size_t num)
{
	struct taizhang_ledger_options options = TAIZHANG_LEDGER_OPTIONS_INIT;
	struct taizhang_catalog *catalog = taizhang_catalog_builtin("ncc-2017-reconstructed", &err);
	struct taizhang_ledger *ledger;

	tz_assert_ptr(catalog, &err);
	options.city = "包头市";
	options.year = 2017;
	options.items = items;
	options.num_items = num;
	ledger = tz_ledger_new(catalog, &options, &err);
	tz_assert_ptr(ledger, &err);
	return ledger;
}

START_TEST(items_come_into_scope_and_go)
{
	static const char *const of_before[] = {"M001", "M014"}, *const of_after[] = {"M014", "M018"};

	taizhang_ledger_free(before);
	taizhang_ledger_free(after);
	before = ledger_of_items(of_before, 2);
	after = ledger_of_items(of_after, 2);
	changes();
	ck_assert_uint_eq(taizhang_diff_num(diff), 2);
	ck_assert_uint_eq(taizhang_diff_count(diff, TAIZHANG_CHANGE_REMOVED, TAIZHANG_SUBJECT_ITEM), 1);
	ck_assert_str_eq(taizhang_change_target(taizhang_diff_get(diff, 0)), M001);
	ck_assert_uint_eq(taizhang_diff_count(diff, TAIZHANG_CHANGE_ADDED, TAIZHANG_SUBJECT_ITEM), 1);
}
END_TEST

START_TEST(extensions_count_as_a_field)
{
	struct taizhang_record *is = record(after, "M001", 0, "甲");

	record(before, "M001", 0, "甲");
	tz_assert_ok(tz_extensions_add(&is->extensions, true, "{urn:example}grade", "A", &err), &err);
	ck_assert_str_eq(changes(), "changed record " M001 "/1>" M001 "/1 extensions >\n");
}
END_TEST

START_TEST(many_records_are_compared)
{
	char title[32];

	for (unsigned int i = 0; i < 3000; i++) {
		snprintf(title, sizeof title, "%u", i);
		set_digest(file(record(before, "M001", 0, title), title, 0), i);
		if (i != 1500)
			set_digest(file(record(after, "M001", 0, title), title, 0), i);
	}
	changes();
	ck_assert_uint_eq(taizhang_diff_count(diff, TAIZHANG_CHANGE_REMOVED, TAIZHANG_SUBJECT_RECORD), 1);
	ck_assert_uint_eq(taizhang_diff_count(diff, TAIZHANG_CHANGE_MOVED, TAIZHANG_SUBJECT_RECORD), 1499);
	ck_assert_uint_eq(taizhang_diff_num(diff), 1501);
}
END_TEST

START_TEST(bad_arguments_are_refused_and_getters_take_null)
{
	ck_assert_ptr_null(taizhang_diff_new(NULL, after, &err));
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	ck_assert_ptr_null(taizhang_diff_new(before, NULL, NULL));
	taizhang_diff_free(NULL);
	ck_assert_uint_eq(taizhang_diff_num(NULL), 0);
	ck_assert_uint_eq(taizhang_diff_count(NULL, TAIZHANG_CHANGE_ADDED, TAIZHANG_SUBJECT_FILE), 0);
	ck_assert_int_eq((int)taizhang_change_type(NULL), 0);
	ck_assert_int_eq((int)taizhang_change_subject(NULL), 0);
	ck_assert_str_eq(taizhang_change_item(NULL), "");
	ck_assert_str_eq(taizhang_change_item_title(NULL, TAIZHANG_LANG_EN), "");
	ck_assert_str_eq(taizhang_change_target(NULL), "");
	ck_assert_str_eq(taizhang_change_new_target(NULL), "");
	ck_assert_str_eq(taizhang_change_field(NULL), "");
	ck_assert_str_eq(taizhang_change_field_label(NULL, TAIZHANG_LANG_ZH), "");
	ck_assert_str_eq(taizhang_change_before(NULL), "");
	ck_assert_str_eq(taizhang_change_after(NULL), "");
	ck_assert_ptr_null(taizhang_change_type_name((enum taizhang_change_type)0));
	ck_assert_ptr_null(taizhang_change_subject_name((enum taizhang_change_subject)99));
}
END_TEST

START_TEST(memory_that_runs_out_is_told)
{
	struct taizhang_diff *made = NULL;
	size_t n = 0;

	sample_fill(before);
	file(record(after, "M001", 0, "甲"), "一.jpg", 'a');
	tz_assert_ok(taizhang_ledger_add_event(after, sample_item(after, "M001"), 100, "市创城办", "reviewed", NULL, NULL,
					       &err), &err);
	do {
		taizhang_error_clear(&err);
		memory_fail_at(n);
		made = taizhang_diff_new(before, after, &err);
		if (memory_has_failed()) {
			memory_fail_at(SIZE_MAX);
			ck_assert_ptr_null(made);
			tz_assert_code(&err, TAIZHANG_E_NOMEM);
		}
		n++;
	} while (!made);
	memory_fail_at(SIZE_MAX);
	ck_assert_uint_gt(n, 100);
	taizhang_diff_free(made);
}
END_TEST

Suite *module_suite(void)
{
	Suite *s = suite_create("ledger/diff");
	TCase *t;

	t = tcase_create("compares");
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, equal_ledgers_have_no_changes);
	tcase_add_test(t, a_record_is_added_or_removed_with_its_files);
	tcase_add_test(t, a_record_that_gives_way_to_a_new_one_has_moved);
	tcase_add_test(t, a_record_is_known_by_its_bytes_in_another_item);
	tcase_add_test(t, records_without_files_are_known_by_their_place);
	tcase_add_test(t, equal_records_are_told_apart_by_their_order);
	tcase_add_test(t, files_are_changed_added_removed_and_moved);
	tcase_add_test(t, a_file_that_moves_to_another_record_has_moved_with_its_role);
	tcase_add_test(t, a_file_that_vanished_is_told);
	tcase_add_test(t, fields_of_another_kind_go_and_come);
	tcase_add_test(t, the_ledger_comes_first_then_items_values_and_negative_entries);
	tcase_add_test(t, events_are_compared_as_often_as_they_stand);
	tcase_add_test(t, items_come_into_scope_and_go);
	tcase_add_test(t, extensions_count_as_a_field);
	tcase_add_test(t, memory_that_runs_out_is_told);
	tcase_add_test(t, many_records_are_compared);
	tcase_add_test(t, bad_arguments_are_refused_and_getters_take_null);
	suite_add_tcase(s, t);
	return s;
}
