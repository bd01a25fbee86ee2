/* SPDX-License-Identifier: MIT */
/* test_decimal.c: exact decimals. */
#include "base/decimal.h"

#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"

static int compare(const char *a, const char *b)
{
	struct tz_decimal x, y;

	ck_assert_msg(tz_decimal_parse(a, &x), "'%s' is refused", a);
	ck_assert_msg(tz_decimal_parse(b, &y), "'%s' is refused", b);
	ck_assert_int_eq(tz_decimal_compare(&y, &x), -tz_decimal_compare(&x, &y));
	return tz_decimal_compare(&x, &y);
}

START_TEST(one_number_in_many_forms_is_equal)
{
	static const char *const forms[] = {"1234.5", "1,234.5", " 1234.50 ", "+1234.5", "001234.5",
					    "１２３４．５", "１，２３４．５００", "　1234.5\t"};
	static const char *const zeros[] = {"0", "0.0", "-0", "+0", ".0", "0.", "000", "-0.000"};
	static const char *const small[] = {"-0.05", "-.05", "-00.0500", "−0.05", "－0.05",
					    "- 0.05"};

	for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++)
		ck_assert_int_eq(compare(forms[i], forms[0]), 0);
	for (size_t i = 0; i < sizeof zeros / sizeof zeros[0]; i++)
		ck_assert_int_eq(compare(zeros[i], zeros[0]), 0);
	for (size_t i = 0; i < sizeof small / sizeof small[0]; i++)
		ck_assert_int_eq(compare(small[i], small[0]), 0);
	ck_assert_int_eq(compare("1,234,567", "1234567"), 0);
	ck_assert_int_eq(compare("100", "100.0"), 0);
}
END_TEST

START_TEST(order_is_that_of_the_numbers)
{
	static const char *const rising[] = {
		"-1000", "-999.9", "-10", "-9", "-1.5", "-1.05", "-1", "-0.1", "-0.09", "-0.0001", "0",
		"0.0001", "0.00011", "0.01", "0.09", "0.1", "0.9", "0.95", "0.951", "1", "1.0001", "1.01",
		"1.1", "9", "9.5", "10", "11", "99", "100", "100.5", "101", "1000", "1,001",
	};

	for (size_t i = 0; i < sizeof rising / sizeof rising[0]; i++)
		for (size_t j = i + 1; j < sizeof rising / sizeof rising[0]; j++)
			ck_assert_msg(compare(rising[i], rising[j]) == -1, "%s < %s", rising[i], rising[j]);
}
END_TEST

START_TEST(nothing_is_rounded)
{
	ck_assert_int_eq(compare("0.1000000000000000000000000000000000000001",
				 "0.1"), 1);
	ck_assert_int_eq(compare("9007199254740993", "9007199254740992"), 1);
	ck_assert_int_eq(compare("89.999999999999999999", "90"), -1);
}
END_TEST

START_TEST(what_is_no_number_is_refused)
{
	static const char *const texts[] = {
		"", " ", ".", "-", "+", "1e5", "0x1", "95%", "12 34", "1.2.3", "--1", "+-1", "1-", "abc",
		"12,34", "1,2345", ",123", "1,,234", "1,234,", "1234,567", "1,234.5,6", "1.234,5", "约90",
		"九十", "1\xFF", "NaN", "inf", "\xC2\xBD",
	};
	struct tz_decimal d;

	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		ck_assert_msg(!tz_decimal_parse(texts[i], &d), "'%s' is taken", texts[i]);
	ck_assert(!tz_decimal_parse(NULL, &d));
}
END_TEST

START_TEST(the_digits_have_a_limit_but_zeros_at_the_ends_do_not_count)
{
	char text[200] = "";
	struct tz_decimal d;

	memset(text, '0', 150);
	memset(text + 20, '7', TZ_DECIMAL_DIGITS);
	ck_assert(tz_decimal_parse(text, &d));
	ck_assert_int_eq(d.num_digits, TZ_DECIMAL_DIGITS);
	ck_assert_int_eq(d.exponent, 130);
	text[20 + TZ_DECIMAL_DIGITS] = '7';
	ck_assert(!tz_decimal_parse(text, &d));
	text[20 + TZ_DECIMAL_DIGITS] = '0';
	text[140] = '1';
	ck_assert(!tz_decimal_parse(text, &d));
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("decimal");
	TCase *reads = tcase_create("reads"), *compares = tcase_create("compares");

	tcase_add_test(reads, what_is_no_number_is_refused);
	tcase_add_test(reads, the_digits_have_a_limit_but_zeros_at_the_ends_do_not_count);
	suite_add_tcase(suite, reads);
	tcase_add_test(compares, one_number_in_many_forms_is_equal);
	tcase_add_test(compares, order_is_that_of_the_numbers);
	tcase_add_test(compares, nothing_is_rounded);
	suite_add_tcase(suite, compares);
	return suite;
}
