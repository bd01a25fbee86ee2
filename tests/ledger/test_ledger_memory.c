/* SPDX-License-Identifier: MIT */
/* test_ledger_memory.c: lets each allocation of setting, reading and saving fail in turn: the ledger stays as it
 * was. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/memory.h"
#include "harness/sample_ledger.h"
#include "harness/suite.h"
#include "harness/temp.h"
#include "ledger/ledger.h"

static struct taizhang_error err;
static struct taizhang_ledger *ledger;

static void setup(void)
{
	taizhang_error_clear(&err);
	ledger = sample_ledger();
	sample_fill(ledger);
}

static void teardown(void)
{
	memory_fail_at(SIZE_MAX);
	taizhang_ledger_free(ledger);
	temp_remove();
}

/* Does the work (in which Check must not be called: it needs memory too) with every allocation failing in turn,
 * until none is left to fail: then it must succeed. */
static void try_all(int (*work)(void))
{
	char *before = sample_xml(ledger), *after;
	bool reached;
	int result;

	for (long failing = 0; ; failing++) {
		taizhang_error_clear(&err);
		memory_fail_at((size_t)failing);
		result = work();
		reached = memory_has_failed();
		memory_fail_at(SIZE_MAX);
		if (!reached)
			break;
		after = sample_xml(ledger);
		if (result < 0) {
			ck_assert_msg(err.code != TAIZHANG_OK, "allocation %ld: no error", failing);
			ck_assert_msg(!strcmp(before, after), "allocation %ld changed the ledger",
				      failing);
		}
		free(before);	/* what could be done without that memory was done */
		before = after;
	}
	free(before);
	tz_assert_ok(result, &err);
}

static const char *set_target, *set_field, *set_value;

static int set_one(void)
{
	return taizhang_ledger_set(ledger, set_target, set_field, set_value, &err);
}

START_TEST(every_type_of_field_stays_as_it_was)
{
	static const char *const sets[][3] = {
		{".", "city", "甲市"}, {".", "window", "2015..2016"}, {".", "supersedes", "ff"}, {"M001", "co", "甲、乙、丙"},
		{"M001", "deadline", "2017-10"}, {"M001", "review", "7天"}, {"M001/1", "title", "新的标题"},
		{"M001/①", "发文字号", "邹创城办〔2017〕1号"}, {"M001/1", "sealed", "否"},
		{"M001/1/通知-盖章页.jpg", "role", "红头页"}, {"T001", "reference", "95.5"}, {"T001", "record", "M002/3"},
		{"T002", "value", "95%"}, {"N01", "state", "已发生"}, {"N01", "note", "新"}};

	for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
		set_target = sets[i][0];
		set_field = sets[i][1];
		set_value = sets[i][2];
		try_all(set_one);
	}
}
END_TEST

static struct taizhang_record *record;

/* Refused: a report's fields are filled. Want of memory must not let it pass. */
static int correct_kind(void)
{
	return taizhang_record_set_kind(record, TAIZHANG_KIND_IMAGE, &err) < 0 &&
			       err.code == TAIZHANG_E_STATE
		       ? 0
		       : -1;
}

START_TEST(a_kind_is_not_corrected_because_the_names_of_what_it_loses_had_no_room)
{
	record =
		taizhang_ledger_get_record(ledger, sample_item_of(ledger, TAIZHANG_KIND_REPORT), 0);
	try_all(correct_kind);
	ck_assert_int_eq(taizhang_record_kind(record), TAIZHANG_KIND_REPORT);
}
END_TEST

static const char *table;

static int set_table(void)
{
	struct taizhang_findings *findings = taizhang_findings_new(&err);
	int result =
		findings ? taizhang_ledger_set_from_table(ledger, table, findings, NULL, &err) : -1;

	taizhang_findings_free(findings);
	return result;
}

START_TEST(a_table_is_given_back_whole)
{
	table = temp_write_text("t.csv",
				"target,field,value\n.,contact,甲\nM001,lead,乙\nM001/1,title,丙\n"
				"M001/1/通知-盖章页.jpg,role,body\nT001,value,7\nN01,note,丁\n");
	try_all(set_table);
	ck_assert_str_eq(taizhang_ledger_contact(ledger), "甲");
}
END_TEST

static int refused_table(void)
{
	return set_table() < 0 && err.code == TAIZHANG_E_REFUSED ? 0 : -1;
}

START_TEST(a_refused_table_is_given_back_whole)
{
	table = temp_write_text(
		"t.csv",
		"target,field,value\n.,contact,甲\nM001/1,title,丙\nM999,lead,乙\nM001/1,sealed,x\n"
		"M001/1/x.jpg,role,body\nM001,leader,x\n");
	try_all(refused_table);
	ck_assert_str_ne(taizhang_ledger_contact(ledger), "甲");
}
END_TEST

static const struct taizhang_node *item;

static int add_event(void)
{
	return taizhang_ledger_add_event(ledger, item, 1, "甲", "reviewed", "乙", "丙", &err);
}

START_TEST(an_event_is_added_whole)
{
	item = sample_item(ledger, "M002");
	try_all(add_event);
	ck_assert_uint_eq(taizhang_ledger_num_events(ledger, item), 1);
}
END_TEST

static int write_out(void)
{
	struct tz_buffer xml = TZ_BUFFER_INIT;
	int result = tz_ledger_write(ledger, &xml, &err);
	char *out = result == 0 ? taizhang_ledger_table(ledger, &err) : NULL;

	tz_buffer_free(&xml);
	taizhang_text_free(out);
	return out ? 0 : -1;
}

START_TEST(writing_ends_with_no_memory)
{
	try_all(write_out);
}
END_TEST

static struct taizhang_catalog *catalog;
static const char *document;

static int read_in(void)
{
	struct taizhang_findings *findings = taizhang_findings_new(&err);
	const struct tz_xml_input input = {.name = "x", .data = document, .size = strlen(document)};
	struct taizhang_ledger *read = findings
					       ? tz_ledger_read(&tz_ledger_document, &input,
								catalog, NULL, NULL, findings, &err)
					       : NULL;

	taizhang_findings_free(findings);
	if (!read)
		return -1;
	read->catalog = NULL;
	taizhang_ledger_free(read);
	return 0;
}

START_TEST(reading_ends_with_no_memory_and_leaves_the_catalogue)
{
	char *xml = sample_xml(ledger);

	document = xml;
	catalog = taizhang_catalog_builtin("ncc-2017-reconstructed", &err);
	tz_assert_ptr(catalog, &err);
	try_all(read_in);
	taizhang_catalog_free(catalog);
	free(xml);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("ledger_memory");
	TCase *tcase;

	tcase = tcase_create("each_allocation_fails");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, every_type_of_field_stays_as_it_was);
	tcase_add_test(tcase,
		       a_kind_is_not_corrected_because_the_names_of_what_it_loses_had_no_room);
	tcase_add_test(tcase, a_table_is_given_back_whole);
	tcase_add_test(tcase, a_refused_table_is_given_back_whole);
	tcase_add_test(tcase, an_event_is_added_whole);
	tcase_add_test(tcase, writing_ends_with_no_memory);
	tcase_add_test(tcase, reading_ends_with_no_memory_and_leaves_the_catalogue);
	suite_add_tcase(suite, tcase);
	return suite;
}
