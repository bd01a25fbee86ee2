/* SPDX-License-Identifier: MIT */
/* test_check_image.c: captions of pictures. */
#include <string.h>

#include "ledger/small.h"

static void begin(void)
{
	small_begin_official();
	small_write(REPORT, "报告.docx", "a");
	small_write(REPORT, "现场.jpg", "b");
	small_write(TABLE, "表.xlsx", "c");
	small_scan();
}

static const struct taizhang_finding *missing_of(const char *item, unsigned int record)
{
	for (size_t i = 0; i < taizhang_findings_num(small.findings); i++) {
		const struct taizhang_finding *finding = taizhang_findings_get(small.findings, i);

		if (strcmp(taizhang_finding_id(finding), "field-missing") == 0 &&
		    strcmp(taizhang_finding_item(finding), item) == 0 && taizhang_finding_record(finding) == record)
			return finding;
	}
	return NULL;
}

START_TEST(a_caption_has_the_elements_that_the_item_asks_for)
{
	small_check(NULL);
	ck_assert_str_eq(taizhang_finding_field(small_find("caption-missing")), "time place theme");
	ck_assert_int_eq(taizhang_finding_severity(small_find("caption-missing")), TAIZHANG_ERROR);
	small_set(REPORT "/2", "place", "钢铁大街");
	small_set(REPORT "/2", "taken", "2017-05-04");
	small_check(NULL);
	ck_assert_str_eq(taizhang_finding_field(small_find("caption-missing")), "theme");
	small_set(REPORT "/2", "theme", "志愿服务");
	small_check(NULL);
	small_none("caption-missing");
}
END_TEST

START_TEST(a_default_caption_is_at_most_a_warning)
{
	small_write(PICTURES, "1.jpg", "1");
	small_scan();
	small_set(REPORT "/2", "time", "2017年5月");
	small_set(REPORT "/2", "place", "x");
	small_set(REPORT "/2", "theme", "x");
	small_check(NULL);
	ck_assert_str_eq(taizhang_finding_item(small_find("caption-missing")), PICTURES);
	ck_assert_int_eq(taizhang_finding_severity(small_find("caption-missing")), TAIZHANG_WARNING);
}
END_TEST

START_TEST(a_press_page_says_where_it_stood)
{
	small_check(NULL);
	ck_assert_ptr_null(missing_of(REPORT, 2));
	small_set(REPORT "/2", "origin", "press");
	small_check(NULL);
	ck_assert_str_eq(taizhang_finding_field(missing_of(REPORT, 2)), "medium column");
	small_set(REPORT "/2", "medium", "包头日报");
	small_set(REPORT "/2", "column", "要闻");
	small_check(NULL);
	ck_assert_ptr_null(missing_of(REPORT, 2));
	small_set(REPORT "/2", "medium", "");
	small_set(REPORT "/2", "origin", "screenshot");
	small_check(NULL);
	ck_assert_str_eq(taizhang_finding_field(missing_of(REPORT, 2)), "medium");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("check_image");
	TCase *pictures = tcase_create("pictures");

	tcase_add_checked_fixture(pictures, begin, small_end);
	tcase_add_test(pictures, a_caption_has_the_elements_that_the_item_asks_for);
	tcase_add_test(pictures, a_default_caption_is_at_most_a_warning);
	tcase_add_test(pictures, a_press_page_says_where_it_stood);
	suite_add_tcase(suite, pictures);
	return suite;
}
