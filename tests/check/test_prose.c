/* SPDX-License-Identifier: MIT */
/* test_prose.c: what the text of a report says. */
#include "check/prose.h"

#include <string.h>

#include "harness/suite.h"

static bool figures(const char *text)
{
	return tz_prose_has_figures(text, strlen(text));
}

START_TEST(numbers_with_a_measure_are_figures)
{
	static const char *const texts[] = {
		"覆盖率达到95%", "覆盖率95.5％", "投入1,200万元", "共１２个站点", "服务 120 余人次", "30多场", "建成3.5公里", "百分之九十八的群众",
		"开展二十余场活动", "培训三百人", "面积12平方米", "共 8　项",
	};

	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		ck_assert_msg(figures(texts[i]), "%s", texts[i]);
}
END_TEST

START_TEST(dates_list_numbers_and_document_numbers_are_none)
{
	static const char *const texts[] = {
		"", "2017年5月12日", "2017年度", "1、加强领导\n2．落实责任\n（3）", "示政发〔2017〕9号", "第3条、第12次会议", "拨打12345热线", "一个目标，一次会议",
		"党的十九大", "第二十次全国代表大会", "万众一心", "二〇一七年", "5月", "1.1 总体情况",
	};

	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		ck_assert_msg(!figures(texts[i]), "%s", texts[i]);
}
END_TEST

START_TEST(sources_are_named_by_certain_words)
{
	const char *with = "……共120个。（数据来源：市统计局）", *without = "全市共120个站点，群众普遍满意。";

	ck_assert(tz_prose_names_source(with, strlen(with)));
	ck_assert(!tz_prose_names_source(without, strlen(without)));
	ck_assert(!tz_prose_names_source("来源", 5));
	ck_assert(tz_prose_names_source("来源", 6));
	ck_assert(!tz_prose_names_source("", 0));
}
END_TEST

static bool is_about(const char *title, const char *text)
{
	struct tz_prose_topic topic = {.num = 0};

	tz_prose_add_topic(&topic, title);
	return tz_prose_is_about(&topic, text, strlen(text));
}

START_TEST(a_text_is_about_a_topic_with_which_it_shares_a_term)
{
	ck_assert(is_about("志愿服务站点建设情况报告", "全市建成社区志愿服务站"));
	ck_assert(is_about("志愿服务站点建设情况报告", "各社区都有志\n愿者"));
	ck_assert(!is_about("志愿服务站点建设情况报告", "今年以来，食品抽检合格率保持稳定。"));
}
END_TEST

START_TEST(set_words_make_no_topic)
{
	ck_assert(!is_about("志愿服务工作情况报告", "食品安全工作情况报告"));
	ck_assert(!is_about("学雷锋的情况", "食品的情况"));
	/* What is made of set words alone says nothing, and is in every text. */
	ck_assert(is_about("工作总结", "食品安全"));
	ck_assert(is_about("", "食品安全"));
}
END_TEST

START_TEST(a_title_of_any_length_fits)
{
	char title[4096] = "";

	for (size_t i = 0; i < 300; i++)
		strcat(title, "志愿");
	ck_assert(is_about(title, "愿志"));
	ck_assert(!is_about(title, "食品"));
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("prose");

	suite_add_behaviour(suite, "figures", TESTS(numbers_with_a_measure_are_figures, dates_list_numbers_and_document_numbers_are_none,
						    sources_are_named_by_certain_words));
	suite_add_behaviour(suite, "topic", TESTS(a_text_is_about_a_topic_with_which_it_shares_a_term, set_words_make_no_topic,
						  a_title_of_any_length_fits));
	return suite;
}
