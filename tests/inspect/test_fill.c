/* SPDX-License-Identifier: MIT */
/* test_fill.c: empty fields take what files say, what people entered stays: lib/inspect/fill.c, fill_record.c, fill_value.c. */
#include "inspect/fill.h"

#include <stdlib.h>
#include <string.h>

#include "ledger/small.h"

static struct taizhang_fill_summary summary;

#define HEAD "示例市人民政府文件\n示政发〔2017〕12号\n示例市人民政府关于创建工作的通知\n各区人民政府：\n　　现将有关事项通知如下。\n"
#define LETTER HEAD "示例市人民政府\n2017年3月5日\n"

static void setup(void)
{
	small_begin_official();
	memset(&summary, 0, sizeof summary);
}

static void fill(void)
{
	taizhang_findings_free(small.findings);
	small.findings = taizhang_findings_new(&small.err);
	tz_assert_ok(taizhang_ledger_fill(small.ledger, NULL, &summary, small.findings, &small.err), &small.err);
}

static void expect_mark(const struct taizhang_record *record, const char *field, const char *file, const char *place)
{
	struct taizhang_extracted e;

	for (size_t i = 0; taizhang_record_get_extracted(record, i, &e) == 0; i++)
		if (!strcmp(e.field, field)) {
			ck_assert_str_eq(e.file, file);
			ck_assert_str_eq(e.place, place);
			return;
		}
	ck_abort_msg("%s has no mark", field);
}

START_TEST(empty_fields_take_what_the_document_says)
{
	struct taizhang_record *record;

	small_write(NOTICE, "通知.txt", LETTER);
	small_scan();
	record = small_record(NOTICE, 1);
	ck_assert_str_eq(taizhang_record_title(record), "通知");
	fill();
	ck_assert_str_eq(taizhang_normative_number(record), "示政发〔2017〕12号");
	ck_assert_str_eq(taizhang_normative_issuer(record), "示例市人民政府");
	ck_assert_str_eq(taizhang_record_title(record), "示例市人民政府关于创建工作的通知");
	ck_assert_int_eq(taizhang_normative_date(record).day, 5);
	ck_assert_uint_eq(taizhang_record_num_extracted(record), 4);
	expect_mark(record, "number", small_path(NOTICE, "通知.txt"), "第 2 行");
	expect_mark(record, "date", small_path(NOTICE, "通知.txt"), "第 7 行");
	ck_assert_uint_eq(summary.filled, 4);
	ck_assert_uint_eq(summary.files, 1);
	ck_assert_uint_eq(summary.differing, 0);
	ck_assert_uint_eq(small_count("fill-read"), 1);
	fill();
	ck_assert_uint_eq(summary.filled + summary.updated + summary.differing, 0);
	ck_assert_uint_eq(taizhang_findings_num(small.findings), 0);
}
END_TEST

START_TEST(what_a_person_entered_stays_and_a_difference_is_told)
{
	struct taizhang_record *record;

	small_write(NOTICE, "通知.txt", LETTER);
	small_scan();
	record = small_record(NOTICE, 1);
	small_set(NOTICE "/1", "number", "示政发〔2017〕13号");
	small_set(NOTICE "/1", "title", "工作的通知");
	small_set(NOTICE "/1", "issuer", "市人民政府");
	small_set(NOTICE "/1", "date", "2017-03");
	fill();
	ck_assert_str_eq(taizhang_normative_number(record), "示政发〔2017〕13号");
	ck_assert_str_eq(taizhang_record_title(record), "工作的通知");
	ck_assert_uint_eq(taizhang_record_num_extracted(record), 0);
	ck_assert_uint_eq(summary.differing, 1);
	ck_assert_uint_eq(small_count("fill-differs"), 1);
	ck_assert_str_eq(taizhang_finding_field(small_find("fill-differs")), "number");
	ck_assert_str_eq(taizhang_finding_found(small_find("fill-differs")), "示政发〔2017〕12号");
	small_set(NOTICE "/1", "number", "示政发[2017]12号");
	fill();
	ck_assert_uint_eq(summary.differing, 0);
}
END_TEST

START_TEST(an_unconfirmed_value_follows_its_file_and_a_confirmed_one_does_not)
{
	struct taizhang_record *record;

	small_write(NOTICE, "通知.txt", LETTER);
	small_scan();
	fill();
	small_write(NOTICE, "通知.txt", HEAD "示例市人民政府\n2017年4月6日\n");
	small_scan();
	record = small_record(NOTICE, 1);
	expect_mark(record, "date", "", "第 7 行");
	fill();
	ck_assert_int_eq(taizhang_normative_date(record).month, 4);
	expect_mark(record, "date", small_path(NOTICE, "通知.txt"), "第 7 行");
	expect_mark(record, "number", small_path(NOTICE, "通知.txt"), "第 2 行");
	ck_assert_uint_eq(summary.updated, 1);
	ck_assert_uint_eq(small_count("fill-updated"), 1);
	ck_assert_str_eq(taizhang_finding_expected(small_find("fill-updated")), "2017-03-05");
	tz_assert_ok(taizhang_ledger_confirm(small.ledger, NOTICE, NULL, NULL, &small.err), &small.err);
	small_write(NOTICE, "通知.txt", HEAD "示例市人民政府\n2017年5月6日\n");
	small_scan();
	fill();
	ck_assert_int_eq(taizhang_normative_date(record).month, 4);
	ck_assert_uint_eq(summary.updated, 0);
	ck_assert_uint_eq(summary.differing, 1);
}
END_TEST

START_TEST(files_that_disagree_say_nothing)
{
	struct taizhang_record *record;

	small_write(NOTICE, "通知/1.txt", LETTER);
	small_write(NOTICE, "通知/2.txt", HEAD "示例市人民政府\n2017年4月6日\n");
	small_scan();
	record = small_record(NOTICE, 1);
	ck_assert_uint_eq(taizhang_record_num_files(record), 2);
	fill();
	ck_assert_str_eq(taizhang_normative_number(record), "示政发〔2017〕12号");
	ck_assert_int_eq(taizhang_normative_date(record).year, 0);
}
END_TEST

START_TEST(an_attachment_does_not_speak_for_its_record)
{
	small_write(NOTICE, "通知.txt", LETTER);
	small_scan();
	small_set(NOTICE "/1/通知.txt", "role", "attachment");
	fill();
	ck_assert_uint_eq(summary.filled, 0);
}
END_TEST

START_TEST(a_report_says_who_wrote_it)
{
	struct taizhang_record *record;

	small_write(REPORT, "说明.txt", "示例市志愿服务工作情况说明\n示例市文明办\n2017年，全市开展志愿服务1200次。\n示例市文明办\n2017.6.30\n");
	small_scan();
	fill();
	record = small_record(REPORT, 1);
	ck_assert_str_eq(taizhang_report_author(record), "示例市文明办");
	ck_assert_int_eq(taizhang_report_date(record).month, 6);
	ck_assert_str_eq(taizhang_record_title(record), "示例市志愿服务工作情况说明");
}
END_TEST

START_TEST(a_metric_is_filled_with_unit_record_and_cell)
{
	struct taizhang_extracted e;

	small_write(TABLE, "统计表.csv", "2017年统计表\n指标,单位,数值\n覆盖率,%,96.5\n失业率,%,3.1\n数据来源：市统计局,,\n");
	small_scan();
	fill();
	ck_assert_str_eq(taizhang_ledger_value(small.ledger, "T1"), "96.5");
	ck_assert_str_eq(taizhang_ledger_value_unit(small.ledger, "T1"), "%");
	ck_assert_str_eq(taizhang_ledger_value_record(small.ledger, "T1"), TABLE "/1");
	ck_assert_str_eq(taizhang_ledger_value_cell(small.ledger, "T1"), "C3");
	ck_assert_str_eq(taizhang_ledger_value(small.ledger, "T2"), "3.1");
	ck_assert_uint_eq(taizhang_ledger_value_num_extracted(small.ledger, "T1"), 4);
	tz_assert_ok(taizhang_ledger_value_get_extracted(small.ledger, "T1", 0, &e), &small.err);
	ck_assert_str_eq(e.file, small_path(TABLE, "统计表.csv"));
	ck_assert_str_eq(taizhang_table_period(small_record(TABLE, 1)), "2017年");
	ck_assert_str_eq(taizhang_table_data_source(small_record(TABLE, 1)), "市统计局");
	small_write(TABLE, "统计表.csv", "2017年统计表\n指标,单位,数值\n失业率,%,3.1\n覆盖率,%,97\n");
	small_scan();
	fill();
	ck_assert_str_eq(taizhang_ledger_value(small.ledger, "T1"), "97");
	ck_assert_str_eq(taizhang_ledger_value_cell(small.ledger, "T1"), "C4");
	small_set("T1", "value", "98");
	fill();
	ck_assert_str_eq(taizhang_ledger_value(small.ledger, "T1"), "98");
	ck_assert_uint_eq(summary.differing, 1);
	ck_assert_str_eq(taizhang_finding_field(small_find("fill-differs")), "T1");
}
END_TEST

START_TEST(a_value_of_another_record_or_unit_is_left_alone)
{
	small_write(TABLE, "统计表.csv", "覆盖率,96.5%\n失业率,3.1%\n");
	small_scan();
	small_set("T1", "record", REPORT "/1");
	small_set("T2", "unit", "‰");
	fill();
	ck_assert_str_eq(taizhang_ledger_value(small.ledger, "T1"), "");
	ck_assert_str_eq(taizhang_ledger_value(small.ledger, "T2"), "");
}
END_TEST

START_TEST(many_are_counted_and_not_named)
{
	char name[32], text[256];

	for (int i = 0; i < 25; i++) {
		snprintf(name, sizeof name, "通知%02d.txt", i);
		small_write(NOTICE, name, LETTER);
	}
	small_scan();
	fill();
	ck_assert_uint_eq(small_count("fill-read"), TZ_FILL_NAMED);
	ck_assert_uint_eq(small_count("scan-more"), 1);
	taizhang_finding_text(small_find("scan-more"), TAIZHANG_LANG_EN, text, sizeof text);
	ck_assert_ptr_nonnull(strstr(text, "5 more of fill-read"));
	ck_assert_int_eq(taizhang_finding_severity(small_find("scan-more")), TAIZHANG_NOTE);
	ck_assert_uint_eq(summary.filled, 100);
}
END_TEST

START_TEST(a_machine_s_reading_does_not_keep_a_page_from_joining_its_document)
{
	small_write(NOTICE, "扫描1.txt", LETTER);
	small_write(NOTICE, "决定.txt", "决定");
	small_scan();
	fill();
	ck_assert_uint_eq(small_records(NOTICE), 2);
	ck_assert_int_eq(rename(small_disk(NOTICE, "扫描1.txt"), small_disk(NOTICE, "决定-盖章页.txt")), 0);
	small_scan();
	ck_assert_uint_eq(small_records(NOTICE), 1);
}
END_TEST

START_TEST(bad_arguments_are_refused)
{
	struct taizhang_fill_options options = TAIZHANG_FILL_OPTIONS_INIT;

	ck_assert_int_eq(taizhang_ledger_fill(NULL, NULL, NULL, NULL, &small.err), -1);
	tz_assert_code(&small.err, TAIZHANG_E_INVAL);
	taizhang_error_clear(&small.err);
	options.size = 0;
	ck_assert_int_eq(taizhang_ledger_fill(small.ledger, &options, NULL, NULL, &small.err), -1);
	tz_assert_code(&small.err, TAIZHANG_E_INVAL);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("fill");
	TCase *tcase = tcase_create("fill");

	tcase_add_checked_fixture(tcase, setup, small_end);
	tcase_add_test(tcase, empty_fields_take_what_the_document_says);
	tcase_add_test(tcase, what_a_person_entered_stays_and_a_difference_is_told);
	tcase_add_test(tcase, an_unconfirmed_value_follows_its_file_and_a_confirmed_one_does_not);
	tcase_add_test(tcase, files_that_disagree_say_nothing);
	tcase_add_test(tcase, an_attachment_does_not_speak_for_its_record);
	tcase_add_test(tcase, a_report_says_who_wrote_it);
	tcase_add_test(tcase, a_metric_is_filled_with_unit_record_and_cell);
	tcase_add_test(tcase, a_value_of_another_record_or_unit_is_left_alone);
	tcase_add_test(tcase, many_are_counted_and_not_named);
	tcase_add_test(tcase, a_machine_s_reading_does_not_keep_a_page_from_joining_its_document);
	tcase_add_test(tcase, bad_arguments_are_refused);
	suite_add_tcase(suite, tcase);
	return suite;
}
