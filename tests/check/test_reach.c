/* SPDX-License-Identifier: MIT */
/* test_reach.c: whether a value reaches what a threshold asks for. */
#include "check/reach.h"

#include "ledger/small.h"

static const struct taizhang_threshold *threshold(const char *id)
{
	return taizhang_catalog_find_threshold(taizhang_ledger_catalog(small.ledger), id);
}

static bool same(const char *a, const char *b)
{
	bool result = false;

	tz_assert_ok(tz_reach_same_unit(a, b, &result, &small.err), &small.err);
	return result;
}

START_TEST(units_are_the_same_whatever_their_width_and_case)
{
	ck_assert(same("％", " % "));
	ck_assert(same("KM", "km"));
	ck_assert(!same("%", "‰"));
	ck_assert(!same("%", ""));
}
END_TEST

START_TEST(values_are_compared_exactly)
{
	ck_assert(tz_reach_holds(threshold("T1"), "95", ""));
	ck_assert(tz_reach_holds(threshold("T1"), "95.00", ""));
	ck_assert(!tz_reach_holds(threshold("T1"), "94.9999", ""));
	ck_assert(tz_reach_holds(threshold("T5"), "4", ""));
	ck_assert(!tz_reach_holds(threshold("T5"), "4.1", ""));
	ck_assert(tz_reach_holds(threshold("T2"), "3.1", "3.2"));
	ck_assert(!tz_reach_holds(threshold("T2"), "3.2", "3.2"));
}
END_TEST

START_TEST(what_is_no_number_is_not_judged)
{
	ck_assert(tz_reach_holds(threshold("T1"), "很高", ""));
	ck_assert(tz_reach_holds(threshold("T2"), "3.2", ""));
}
END_TEST

START_TEST(what_is_asked_is_described)
{
	char text[200];

	tz_reach_describe(threshold("T1"), "", text, sizeof text);
	ck_assert_str_eq(text, ">= 95 %");
	tz_reach_describe(threshold("T2"), "3.2", text, sizeof text);
	ck_assert_str_eq(text, "< 全省平均水平 = 3.2");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("reach");
	TCase *reach = tcase_create("reach");

	tcase_add_checked_fixture(reach, small_begin_official, small_end);
	tcase_add_test(reach, units_are_the_same_whatever_their_width_and_case);
	tcase_add_test(reach, values_are_compared_exactly);
	tcase_add_test(reach, what_is_no_number_is_not_judged);
	tcase_add_test(reach, what_is_asked_is_described);
	suite_add_tcase(suite, reach);
	return suite;
}
