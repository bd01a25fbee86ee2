/* SPDX-License-Identifier: MIT */
/* test_array.c: growing arrays and owned strings. */
#include "base/array.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"

struct thing {
	char *name;
	int number;
};

START_TEST(elements_stay_and_new_room_is_zeroed)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct thing *things = NULL;
	size_t num = 0, capacity = 0;

	for (int i = 0; i < 1000; i++) {
		tz_assert_ok(tz_array_grow(&things, num, &capacity, sizeof *things, &err), &err);
		ck_assert_uint_gt(capacity, num);
		ck_assert_ptr_null(things[num].name);
		ck_assert_int_eq(things[num].number, 0);
		things[num++].number = i;
	}
	for (int i = 0; i < 1000; i++)
		ck_assert_int_eq(things[i].number, i);
	ck_assert_uint_lt(capacity, 2 * 1000 + 16);
	free(things);
}
END_TEST

START_TEST(room_that_is_there_is_not_grown)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	int one = 1, *items = &one;
	size_t capacity = 1;

	tz_assert_ok(tz_array_grow(&items, 0, &capacity, sizeof *items, &err), &err);
	ck_assert_ptr_eq(items, &one);
}
END_TEST

START_TEST(a_size_that_would_overflow_is_no_memory)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	int *items = NULL;
	size_t capacity = SIZE_MAX / 4;

	ck_assert_int_eq(tz_array_grow(&items, capacity, &capacity, sizeof *items, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_NOMEM);
	ck_assert_uint_eq(capacity, SIZE_MAX / 4);
	ck_assert_ptr_null(items);
}
END_TEST

START_TEST(copies_are_whole_or_cut_as_asked)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	char *a = tz_strdup("台账", &err), *b = tz_strndup("abcdef", 3, &err);
	char *c = tz_strndup("ab", 100, &err);

	ck_assert_str_eq(a, "台账");
	ck_assert_str_eq(b, "abc");
	ck_assert_str_eq(c, "ab");
	free(a);
	free(b);
	free(c);
}
END_TEST

START_TEST(a_copy_of_nothing_is_nothing_and_no_error)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;

	ck_assert_ptr_null(tz_strdup(NULL, &err));
	ck_assert_ptr_null(tz_strndup(NULL, 3, &err));
	tz_assert_code(&err, TAIZHANG_OK);
}
END_TEST

START_TEST(a_slot_takes_a_copy_and_lets_the_old_value_go)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	char *slot = NULL, text[] = "one";

	tz_assert_ok(tz_set_string(&slot, text, &err), &err);
	text[0] = 'X';
	ck_assert_str_eq(slot, "one");
	tz_assert_ok(tz_set_string(&slot, slot + 1, &err), &err);
	ck_assert_str_eq(slot, "ne");
	tz_assert_ok(tz_set_string(&slot, "", &err), &err);
	ck_assert_ptr_null(slot);
	tz_assert_ok(tz_set_string(&slot, "two", &err), &err);
	tz_assert_ok(tz_set_string(&slot, NULL, &err), &err);
	ck_assert_ptr_null(slot);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("array");
	TCase *grows = tcase_create("grows"), *strings = tcase_create("strings");

	tcase_add_test(grows, elements_stay_and_new_room_is_zeroed);
	tcase_add_test(grows, room_that_is_there_is_not_grown);
	tcase_add_test(grows, a_size_that_would_overflow_is_no_memory);
	suite_add_tcase(suite, grows);
	tcase_add_test(strings, copies_are_whole_or_cut_as_asked);
	tcase_add_test(strings, a_copy_of_nothing_is_nothing_and_no_error);
	tcase_add_test(strings, a_slot_takes_a_copy_and_lets_the_old_value_go);
	suite_add_tcase(suite, strings);
	return suite;
}
