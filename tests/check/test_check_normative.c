/* SPDX-License-Identifier: MIT */
/* test_check_normative.c: fields, pages and numbers of normative documents. */
#include <string.h>

#include "ledger/small.h"

static void begin(void)
{
	small_begin_official();
	small_write(NOTICE, "通知.docx", "a");
	small_write(OPINION, "意见.docx", "b");
	small_scan();
}

static void check_number(const char *number)
{
	small_set(NOTICE "/1", "number", number);
	small_check(NULL);
}

START_TEST(empty_fields_are_one_finding)
{
	small_check(NULL);
	ck_assert_str_eq(taizhang_finding_field(small_find("field-missing")), "number issuer date");
	small_set(NOTICE "/1", "number", "包教发〔2017〕1号");
	small_set(NOTICE "/1", "issuer", "市教育局");
	small_set(NOTICE "/1", "date", "2017-03-01");
	small_set(NOTICE "/1", "title", "");
	small_check(NULL);
	ck_assert_str_eq(taizhang_finding_field(small_find("field-missing")), "title");
}
END_TEST

START_TEST(one_of_two_pages_will_do)
{
	small_check(NULL);
	ck_assert_str_eq(taizhang_finding_field(small_find("page-missing")), "redhead seal");
	ck_assert_int_eq(taizhang_finding_severity(small_find("page-missing")), TAIZHANG_ERROR);
	small_write(NOTICE, "通知-红头页.jpg", "r");
	small_scan();
	small_check(NULL);
	small_none("page-missing");
}
END_TEST

START_TEST(a_sealed_body_has_its_seal)
{
	small_set(NOTICE "/1", "sealed", "yes");
	small_check(NULL);
	small_none("page-missing");
}
END_TEST

START_TEST(a_page_that_is_gone_does_not_count)
{
	small_write(NOTICE, "通知-红头页.jpg", "r");
	small_scan();
	ck_assert_int_eq(temp_shell("rm '%s'", small_disk(NOTICE, "通知-红头页.jpg")), 0);
	small_scan();
	small_check(NULL);
	ck_assert_uint_eq(small_count("page-missing"), 1);
}
END_TEST

START_TEST(where_both_are_wanted_each_missing_one_is_named)
{
	small_check(NULL);
	ck_assert_str_eq(taizhang_finding_field(small_find("pages-missing")), "redhead seal");
	ck_assert_int_eq(taizhang_finding_severity(small_find("pages-missing")), TAIZHANG_WARNING);
	small_write(OPINION, "意见-盖章页.jpg", "s");
	small_scan();
	small_check(NULL);
	ck_assert_str_eq(taizhang_finding_field(small_find("pages-missing")), "redhead");
	small_write(OPINION, "意见-红头页.jpg", "r");
	small_scan();
	small_check(NULL);
	small_none("pages-missing");
}
END_TEST

START_TEST(a_provincial_opinion_wants_both_whatever_the_item_says)
{
	small_write(NOTICE, "通知-红头页.jpg", "r");
	small_scan();
	small_set(NOTICE "/1", "provincial-opinion", "yes");
	small_check(NULL);
	ck_assert_str_eq(taizhang_finding_item(small_find("pages-missing")), NOTICE);
	ck_assert_str_eq(taizhang_finding_field(small_find("pages-missing")), "seal");
	ck_assert_int_eq(taizhang_finding_severity(small_find("pages-missing")), TAIZHANG_ERROR);
}
END_TEST

START_TEST(a_regular_number_is_right)
{
	check_number("包教发〔2017〕1号");
	small_none("number-malformed");
	small_none("number-irregular");
	small_none("number-year");
}
END_TEST

START_TEST(an_irregular_number_is_shown_as_it_should_be)
{
	check_number("包教发[2017]第01号");
	ck_assert_str_eq(taizhang_finding_expected(small_find("number-irregular")), "包教发〔2017〕1号");
	ck_assert_str_eq(taizhang_finding_found(small_find("number-irregular")), "包教发[2017]第01号");
	ck_assert_uint_eq(taizhang_finding_record(small_find("number-irregular")), 1);
	small_none("number-malformed");
}
END_TEST

START_TEST(a_number_without_its_parts_is_malformed)
{
	check_number("天文明办");
	ck_assert_str_eq(taizhang_finding_found(small_find("number-malformed")), "天文明办");
	small_none("number-irregular");
}
END_TEST

START_TEST(the_year_of_number_and_date_are_compared)
{
	small_set(NOTICE "/1", "date", "2018-01-03");
	check_number("包教发〔2017〕1号");
	ck_assert_str_eq(taizhang_finding_expected(small_find("number-year")), "2018-01-03");
	small_set(NOTICE "/1", "date", "2017");
	small_check(NULL);
	small_none("number-year");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("check_normative");
	TCase *pages = tcase_create("pages"), *numbers = tcase_create("numbers");

	tcase_add_checked_fixture(pages, begin, small_end);
	tcase_add_test(pages, empty_fields_are_one_finding);
	tcase_add_test(pages, one_of_two_pages_will_do);
	tcase_add_test(pages, a_sealed_body_has_its_seal);
	tcase_add_test(pages, a_page_that_is_gone_does_not_count);
	tcase_add_test(pages, where_both_are_wanted_each_missing_one_is_named);
	tcase_add_test(pages, a_provincial_opinion_wants_both_whatever_the_item_says);
	suite_add_tcase(suite, pages);
	tcase_add_checked_fixture(numbers, begin, small_end);
	tcase_add_test(numbers, a_regular_number_is_right);
	tcase_add_test(numbers, an_irregular_number_is_shown_as_it_should_be);
	tcase_add_test(numbers, a_number_without_its_parts_is_malformed);
	tcase_add_test(numbers, the_year_of_number_and_date_are_compared);
	suite_add_tcase(suite, numbers);
	return suite;
}
