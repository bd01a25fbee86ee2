/* SPDX-License-Identifier: MIT */
/* test_check_alike.c: pictures and reports that come again. */
#include <string.h>

#include "check/facts_maker.h"
#include "check/imprint.h"
#include "ledger/small.h"

#define LONG "全市二〇一七年建成社区志愿服务站点一百二十个，覆盖率为百分之九十八；注册志愿者占常住人口的百分之十五，" \
	"全年开展活动三千余次，群众满意度稳步提升，各项任务全部按期完成，长效机制初步建立。"

static void begin(void)
{
	small_begin_official();
	small_write(REPORT, "甲报告.docx", "a");
	small_write(REPORT, "乙报告.docx", "b");
	small_write(PICTURES, "甲.jpg", "c");
	small_write(PICTURES, "乙.jpg", "d");
	small_scan();
}

static void end(void)
{
	made_end();
	small_end();
}

static void picture(const char *name, const char *hash)
{
	made_fact(made_for(PICTURES, name, TZ_FORMAT_JPEG), TZ_FACT_PERCEPTUAL_HASH, hash);
}

START_TEST(a_picture_that_was_changed_a_little_is_told_at_the_later_record)
{
	picture("甲.jpg", "ff00ff00ff00ff00");
	picture("乙.jpg", "ff00ff00ff00ff3f");
	made_check(NULL);
	ck_assert_uint_eq(small_count("image-alike"), 1);
	ck_assert_uint_eq(taizhang_finding_record(small_find("image-alike")), 2);
	ck_assert_str_eq(taizhang_finding_found(small_find("image-alike")), PICTURES "/1");
}
END_TEST

START_TEST(pictures_that_differ_by_more_are_two)
{
	picture("甲.jpg", "ff00ff00ff00ff00");
	picture("乙.jpg", "ff00ff00ff00ff7f");
	made_check(NULL);
	small_none("image-alike");
}
END_TEST

START_TEST(equal_bytes_are_told_once)
{
	small_write(PICTURES, "乙.jpg", "c");
	small_scan();
	picture("甲.jpg", "ff00ff00ff00ff00");
	picture("乙.jpg", "ff00ff00ff00ff00");
	made_check(NULL);
	ck_assert_uint_eq(small_count("file-twice"), 1);
	small_none("image-alike");
}
END_TEST

START_TEST(reports_of_one_text_are_told_with_the_other)
{
	made_text(made_for(REPORT, "甲报告.docx", TZ_FORMAT_DOCX), LONG);
	made_text(made_for(REPORT, "乙报告.docx", TZ_FORMAT_DOC), "  " LONG "\n\n");
	made_check(NULL);
	ck_assert_str_eq(taizhang_finding_found(small_find("report-text-same")), REPORT "/1");
	small_none("report-text-alike");
}
END_TEST

START_TEST(reports_of_nearly_one_text_are_told_with_the_share)
{
	made_text(made_for(REPORT, "甲报告.docx", TZ_FORMAT_DOCX), LONG);
	made_text(made_for(REPORT, "乙报告.docx", TZ_FORMAT_DOCX), LONG "特此报告。");
	made_check(NULL);
	ck_assert_ptr_nonnull(strstr(taizhang_finding_found(small_find("report-text-alike")), REPORT "/1 9"));
	small_none("report-text-same");
}
END_TEST

START_TEST(reports_that_share_half_are_two)
{
	made_text(made_for(REPORT, "甲报告.docx", TZ_FORMAT_DOCX), LONG);
	made_text(made_for(REPORT, "乙报告.docx", TZ_FORMAT_DOCX),
		  LONG "今年以来，全市共整治背街小巷八十六条，改造老旧小区四十二个，新建口袋公园十九处，满意度比上年提高两个百分点以上。");
	made_check(NULL);
	small_none("report-text-alike");
	small_none("report-text-same");
}
END_TEST

START_TEST(what_came_in_another_year_is_told)
{
	struct taizhang_imprints *imprints = taizhang_imprints_new(&small.err);
	struct tz_imprint imprint = {.is_picture = true, .hash = 0xff00ff00ff00ff01};

	tz_assert_ok(tz_imprints_add(imprints, &imprint, NULL, "2016 " PICTURES "/7", &small.err), &small.err);
	picture("甲.jpg", "ff00ff00ff00ff00");
	picture("乙.jpg", "00ff00ff00ff00ff");
	made_check(imprints);
	ck_assert_uint_eq(small_count("content-other-year"), 1);
	ck_assert_uint_eq(taizhang_finding_record(small_find("content-other-year")), 2);
	ck_assert_str_eq(taizhang_finding_found(small_find("content-other-year")), "2016 " PICTURES "/7");
	made_check(NULL);
	small_none("content-other-year");
	taizhang_imprints_free(imprints);
}
END_TEST

Suite *module_suite(void)
{
	const TTest *const tests[] = {
		a_picture_that_was_changed_a_little_is_told_at_the_later_record, pictures_that_differ_by_more_are_two,
		equal_bytes_are_told_once, reports_of_one_text_are_told_with_the_other,
		reports_of_nearly_one_text_are_told_with_the_share, reports_that_share_half_are_two, what_came_in_another_year_is_told,
	};
	Suite *suite = suite_create("check_alike");
	TCase *alike = tcase_create("alike");

	tcase_add_checked_fixture(alike, begin, end);
	for (size_t i = 0; i < sizeof tests / sizeof tests[0]; i++)
		tcase_add_test(alike, tests[i]);
	suite_add_tcase(suite, alike);
	return suite;
}
