/* SPDX-License-Identifier: MIT */
/* test_reading_line.c: what one line of a document is: a date, a unit, a number, a title; and which lines say nothing. */
#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "inspect/reading_head.h"
#include "inspect/reading_title.h"

static struct taizhang_error err;
static struct tz_lines lines;

static const struct tz_line *line_of(const char *text)
{
	tz_lines_free(&lines);
	tz_assert_ok(tz_lines_read(&lines, text, &err), &err);
	return lines.num ? lines.list : NULL;
}

static void teardown(void)
{
	tz_lines_free(&lines);
	memset(&lines, 0, sizeof lines);
}

START_TEST(blank_lines_rules_and_page_numbers_say_nothing)
{
	tz_assert_ok(tz_lines_read(&lines, "\n　　\n— 3 —\n-1-\n第3页共12页\n──────★──────\n000012\n３\n 通　知 \n", &err), &err);
	ck_assert_uint_eq(lines.num, 1);
	ck_assert_str_eq(lines.list[0].text, "通　知");
	ck_assert_str_eq(lines.list[0].tight, "通知");
	ck_assert_uint_eq(lines.list[0].number, 9);
}
END_TEST

START_TEST(a_date_in_any_form_of_its_own)
{
	static const char *const good[] = {"2017年3月5日", "２０１７年３月５日", "二〇一七年三月五日", "二○一七年三月五日", "二零一七年三月五日", "(2017年3月5日)",
					   "2 0 1 7 年 3 月 5 日", "二O一七年三月五日"};
	static const char *const bad[] = {"2017年", "2017年2月30日", "二〇一七年十三月五日", "17年3月5日", "2017年3月5日印发", "三月五日", "2017年3月5号",
					  "1899年3月5日", "二〇一七年三月五日前", ""};
	struct taizhang_date date;

	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		ck_assert_msg(tz_line_date(line_of(good[i])->plain, false, &date), "%s", good[i]);
		ck_assert_int_eq(date.year * 10000 + date.month * 100 + date.day, 20170305);
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		ck_assert_msg(!tz_line_date(bad[i], false, &date), "%s", bad[i]);
	ck_assert(tz_line_date("二〇一六年十一月二十三日", false, &date));
	ck_assert_int_eq(date.month * 100 + date.day, 1123);
	ck_assert(tz_line_date("二〇一六年十二月", false, &date));
	ck_assert_int_eq(date.month * 100 + date.day, 1200);
	ck_assert(!tz_line_date("2017.3.5", false, &date));
	ck_assert(tz_line_date("2017.3.5", true, &date));
	ck_assert(!tz_line_date("20170305", true, &date));
}
END_TEST

START_TEST(a_unit_by_the_form_of_its_name)
{
	static const char *const good[] = {"示例市教育局", "中共示例市委办公室", "示例市创建全国文明城市工作领导小组办公室", "共青团示例市委员会",
					   "示例市经济和信息化委员会", "示例市对外贸易局"};
	static const char *const bad[] = {"各区教育局", "抄送：市教育局", "根据市教育局", "市教育局、市财政局", "局", "示例市教育局2017", "通知", "一、市教育局",
					  "由市教育局"};

	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		ck_assert_msg(tz_line_is_agency(good[i]), "%s", good[i]);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		ck_assert_msg(!tz_line_is_agency(bad[i]), "%s", bad[i]);
}
END_TEST

static const char *number_of(const char *text)
{
	static char kept[128];
	struct tz_buffer out = TZ_BUFFER_INIT;

	kept[0] = '\0';
	if (tz_number_of_line(line_of(text), &out))
		snprintf(kept, sizeof kept, "%s", tz_buffer_text(&out));
	tz_buffer_free(&out);
	return kept;
}

START_TEST(a_number_that_is_the_whole_line)
{
	ck_assert_str_eq(number_of("示政发〔2017〕12号"), "示政发〔2017〕12号");
	ck_assert_str_eq(number_of("示 政 发 〔 2017 〕 12 号"), "示政发〔2017〕12号");
	ck_assert_str_eq(number_of("示公〔2017〕66号　　　　签发人：某某某"), "示公〔2017〕66号");
	ck_assert_str_eq(number_of("示例市教育局　　　示教函〔2017〕5号"), "示教函〔2017〕5号");
	ck_assert_str_eq(number_of("（示政办字〔2017〕41号）"), "示政办字〔2017〕41号");
	ck_assert_str_eq(number_of("示经信发[2017]3号"), "示经信发[2017]3号");
	ck_assert_str_eq(number_of("根据示政发〔2017〕12号"), "");
	ck_assert_str_eq(number_of("示政发〔2017〕12号文件精神"), "");
	ck_assert_str_eq(number_of("《办法》（示政发〔2017〕12号）"), "");
	ck_assert_str_eq(number_of("〔2017〕12号"), "");
	ck_assert_str_eq(number_of("示例市人民政府令第12号"), "");
	ck_assert_str_eq(number_of("示创〔2017〕8号、示创〔2017〕11号"), "");
}
END_TEST

START_TEST(units_of_one_line)
{
	struct tz_agencies out = {.num = 0};

	ck_assert_uint_eq(tz_agencies_of_line(line_of("示例市教育局　　示例市财政局（盖章）"), &out), 2);
	ck_assert_str_eq(tz_buffer_text(&out.names), "示例市教育局、示例市财政局");
	tz_buffer_free(&out.names);
	out = (struct tz_agencies){.num = 0};
	ck_assert_uint_eq(tz_agencies_of_line(line_of("示 例 市 教 育 局"), &out), 1);
	ck_assert_str_eq(tz_buffer_text(&out.names), "示例市教育局");
	ck_assert_uint_eq(tz_agencies_of_line(line_of("示例市教育局　关于"), &out), 0);
	tz_buffer_free(&out.names);
}
END_TEST

START_TEST(a_signature_is_units_with_a_date_below)
{
	struct tz_sign sign;

	line_of("正文。\n2017年3月1日\n继续。\n示例市教育局\n示例市财政局\n（章）\n2017年3月5日\n附件\n示例市公安局\n2017年4月1日");
	tz_assert_ok(tz_sign_read(&lines, 0, false, &sign, &err), &err);
	ck_assert_str_eq(tz_buffer_text(&sign.agencies.names), "示例市教育局、示例市财政局");
	ck_assert_int_eq(sign.date.day, 5);
	tz_sign_free(&sign);
	line_of("正文。\n附件\n示例市公安局\n2017年4月1日");
	tz_assert_ok(tz_sign_read(&lines, 0, false, &sign, &err), &err);
	ck_assert_ptr_null(sign.date_line);
	tz_sign_free(&sign);
	line_of("正文。\n示例市政府办公室　2017年3月6日印发");
	tz_assert_ok(tz_sign_read(&lines, 0, false, &sign, &err), &err);
	ck_assert_ptr_null(sign.date_line);
	tz_sign_free(&sign);
}
END_TEST

START_TEST(the_head_ends_where_the_text_begins)
{
	struct tz_head head;

	line_of("示例市教育局文件\n示教发〔2017〕5号\n关于印发方案的通知（试行）\n各区教育局：\n正文。");
	tz_assert_ok(tz_head_read(&lines, false, &head, &err), &err);
	ck_assert_uint_eq(head.body, 3);
	ck_assert_str_eq(tz_buffer_text(&head.title), "关于印发方案的通知（试行）");
	ck_assert_str_eq(tz_buffer_text(&head.agencies.names), "示例市教育局");
	tz_head_free(&head);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("reading_line");
	TCase *tcase = tcase_create("lines");

	tcase_add_checked_fixture(tcase, NULL, teardown);
	tcase_add_test(tcase, blank_lines_rules_and_page_numbers_say_nothing);
	tcase_add_test(tcase, a_date_in_any_form_of_its_own);
	tcase_add_test(tcase, a_unit_by_the_form_of_its_name);
	tcase_add_test(tcase, a_number_that_is_the_whole_line);
	tcase_add_test(tcase, units_of_one_line);
	tcase_add_test(tcase, a_signature_is_units_with_a_date_below);
	tcase_add_test(tcase, the_head_ends_where_the_text_begins);
	suite_add_tcase(suite, tcase);
	return suite;
}
