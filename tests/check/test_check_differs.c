/* SPDX-License-Identifier: MIT */
/* test_check_differs.c: what people entered of a record against what its files say. */
#include <string.h>

#include "check/facts_maker.h"
#include "ledger/small.h"

#define LETTER "示例市人民政府文件\n\n示政发〔2017〕9号\n\n示例市人民政府关于印发工作方案的通知\n\n各县区人民政府：\n" \
	"现将工作方案印发给你们，请认真贯彻执行。\n\n示例市人民政府\n2017年5月12日\n"

static void begin(void)
{
	small_begin_official();
	small_write(NOTICE, "通知.docx", "a");
	small_write(TABLE, "表.xlsx", "b");
	small_scan();
	small_set(NOTICE "/1", "number", "示政发[2017]09号");
	small_set(NOTICE "/1", "issuer", "市政府");
	small_set(NOTICE "/1", "date", "2017-05");
	made_text(made_for(NOTICE, "通知.docx", TZ_FORMAT_DOCX), LETTER);
}

static void end(void)
{
	made_end();
	small_end();
}

START_TEST(what_agrees_as_far_as_both_tell_is_fine)
{
	made_check(NULL);
	small_none("content-differs");
}
END_TEST

START_TEST(another_number_is_told_with_both)
{
	char text[1024];

	small_set(NOTICE "/1", "number", "示政发〔2017〕19号");
	made_check(NULL);
	ck_assert_uint_eq(small_count("content-differs"), 1);
	ck_assert_str_eq(taizhang_finding_field(small_find("content-differs")), "number");
	ck_assert_str_eq(taizhang_finding_found(small_find("content-differs")), "示政发〔2017〕19号");
	ck_assert_ptr_nonnull(strstr(taizhang_finding_expected(small_find("content-differs")), "示政发〔2017〕9号"));
	taizhang_finding_text(small_find("content-differs"), TAIZHANG_LANG_ZH, text, sizeof text);
	ck_assert_ptr_nonnull(strstr(text, "的发文字号填的是“示政发〔2017〕19号”，文件中是“示政发〔2017〕9号"));
}
END_TEST

START_TEST(another_year_day_or_issuer_is_told)
{
	small_set(NOTICE "/1", "date", "2017-05-13");
	small_set(NOTICE "/1", "issuer", "市教育局");
	made_check(NULL);
	ck_assert_uint_eq(small_count("content-differs"), 2);
}
END_TEST

START_TEST(what_was_not_entered_differs_from_nothing)
{
	small_set(NOTICE "/1", "number", "");
	small_set(NOTICE "/1", "issuer", "");
	small_set(NOTICE "/1", "date", "");
	made_check(NULL);
	small_none("content-differs");
}
END_TEST

START_TEST(an_annex_is_not_heard)
{
	small_write(NOTICE, "通知-附件.docx", "c");
	small_scan();
	ck_assert_uint_eq(small_records(NOTICE), 1);
	made_text(made_for(NOTICE, "通知-附件.docx", TZ_FORMAT_DOCX), "示例市人民政府文件\n\n示政发〔2015〕1号\n");
	made_check(NULL);
	small_none("content-differs");
}
END_TEST

START_TEST(the_period_of_a_table_is_held_against_that_entered)
{
	struct taizhang_facts *facts = made_for(TABLE, "表.xlsx", TZ_FORMAT_XLSX);

	made_cell(facts, 1, 1, "2016年统计表");
	made_cell(facts, 2, 1, "指标");
	made_cell(facts, 2, 2, "数值");
	small_set(TABLE "/1", "period", "2017年");
	made_check(NULL);
	ck_assert_str_eq(taizhang_finding_field(small_find("content-differs")), "period");
	small_set(TABLE "/1", "period", "2016年下半年");
	made_check(NULL);
	small_none("content-differs");
}
END_TEST

Suite *module_suite(void)
{
	const TTest *const tests[] = {
		what_agrees_as_far_as_both_tell_is_fine, another_number_is_told_with_both, another_year_day_or_issuer_is_told,
		what_was_not_entered_differs_from_nothing, an_annex_is_not_heard, the_period_of_a_table_is_held_against_that_entered,
	};
	Suite *suite = suite_create("check_differs");
	TCase *differs = tcase_create("differs");

	tcase_add_checked_fixture(differs, begin, end);
	for (size_t i = 0; i < sizeof tests / sizeof tests[0]; i++)
		tcase_add_test(differs, tests[i]);
	suite_add_tcase(suite, differs);
	return suite;
}
