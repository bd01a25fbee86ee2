/* SPDX-License-Identifier: MIT */
/* test_differs.c: whether what a person entered is what the file says. */
#include "check/differs.h"

#include "harness/assert.h"
#include "harness/suite.h"

static struct taizhang_error err;

static bool number(const char *a, const char *b)
{
	bool differs = false;

	tz_assert_ok(tz_differs_number(a, b, &differs, &err), &err);
	return differs;
}

static bool name(const char *a, const char *b)
{
	bool differs = false, other = false;

	tz_assert_ok(tz_differs_name(a, b, &differs, &err), &err);
	tz_assert_ok(tz_differs_name(b, a, &other, &err), &err);
	ck_assert_int_eq(differs, other);
	return differs;
}

START_TEST(days_are_compared_by_what_both_tell)
{
	const struct taizhang_date day = {2017, 5, 12}, other = {2017, 5, 13}, month = {2017, 5, 0}, year = {2017, 0, 0},
				   june = {2017, 6, 0}, before = {2016, 5, 12};

	ck_assert(!tz_differs_day(&day, &day));
	ck_assert(!tz_differs_day(&day, &month));
	ck_assert(!tz_differs_day(&year, &june));
	ck_assert(tz_differs_day(&day, &other));
	ck_assert(tz_differs_day(&day, &june));
	ck_assert(tz_differs_day(&year, &before));
}
END_TEST

START_TEST(numbers_of_documents_are_compared_as_the_standard_writes_them)
{
	ck_assert(!number("示政发〔2017〕9号", "示政发[2017] 第009号"));
	ck_assert(number("示政发〔2017〕9号", "示政发〔2017〕19号"));
	ck_assert(number("示政发〔2017〕9号", "示政发〔2016〕9号"));
	ck_assert(number("示政发〔2017〕9号", "示府发〔2017〕9号"));
	ck_assert(!number("第 3 期", "第3期"));
	ck_assert(number("第3期", "第4期"));
}
END_TEST

START_TEST(an_abbreviation_is_no_other_name)
{
	ck_assert(!name("市委宣传部", "中共示例市委员会宣传部"));
	ck_assert(!name("示例市教育局", "示例市 教育局"));
	ck_assert(!name("市教育局", "示例市教育局、示例市财政局"));
	ck_assert(name("市教育局", "示例市财政局"));
	ck_assert(name("市教育局", "局育教市"));
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("differs");

	suite_add_behaviour(suite, "differs", TESTS(days_are_compared_by_what_both_tell,
						    numbers_of_documents_are_compared_as_the_standard_writes_them,
						    an_abbreviation_is_no_other_name));
	return suite;
}
