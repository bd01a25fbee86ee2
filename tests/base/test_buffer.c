/* SPDX-License-Identifier: MIT */
/* test_buffer.c: bytes that grow. */
#include "base/buffer.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "harness/assert.h"
#include "harness/suite.h"

static struct tz_buffer b;
static struct taizhang_error err;

static void setup(void)
{
	b = (struct tz_buffer)TZ_BUFFER_INIT;
	taizhang_error_clear(&err);
}

static void teardown(void)
{
	tz_buffer_free(&b);
}

START_TEST(an_empty_buffer_is_an_empty_string)
{
	char *text;

	ck_assert_str_eq(tz_buffer_text(&b), "");
	text = tz_buffer_take(&b, &err);
	tz_assert_ptr(text, &err);
	ck_assert_str_eq(text, "");
	free(text);
}
END_TEST

START_TEST(what_is_added_stands_in_order)
{
	tz_buffer_add(&b, "ab\0c", 4);
	tz_buffer_text_add(&b, "文");
	tz_buffer_text_add(&b, NULL);
	tz_buffer_text_add(&b, "");
	tz_buffer_add(&b, NULL, 0);
	tz_buffer_printf(&b, "%d/%s", 42, "x");
	ck_assert_uint_eq(b.size, 4 + 3 + 4);
	ck_assert_mem_eq(b.data, "ab\0c文42/x", 12);
}
END_TEST

START_TEST(a_printed_text_of_any_length_fits)
{
	tz_buffer_printf(&b, "%5000s|", "x");
	tz_buffer_printf(&b, "%s", "");
	ck_assert_uint_eq(b.size, 5001);
	ck_assert_str_eq(tz_buffer_text(&b) + 4999, "x|");
}
END_TEST

START_TEST(a_million_bytes_grow_one_by_one)
{
	for (int i = 0; i < 1000000; i++)
		tz_buffer_add(&b, "x", 1);
	ck_assert_uint_eq(strlen(tz_buffer_text(&b)), 1000000);
	ck_assert_uint_lt(b.capacity, 3000000);
}
END_TEST

START_TEST(reserved_room_may_be_used_in_part)
{
	char *room = tz_buffer_reserve(&b, 100);

	ck_assert_ptr_nonnull(room);
	memcpy(room, "abcdef", 6);
	b.size += 3;
	ck_assert_str_eq(tz_buffer_text(&b), "abc");
	tz_buffer_text_add(&b, "X");
	ck_assert_str_eq(tz_buffer_text(&b), "abcX");
}
END_TEST

START_TEST(taking_moves_the_bytes_out)
{
	char *text;

	tz_buffer_text_add(&b, "first");
	text = tz_buffer_take(&b, &err);
	ck_assert_str_eq(text, "first");
	free(text);
	ck_assert_uint_eq(b.size, 0);
	tz_buffer_text_add(&b, "second");
	ck_assert_str_eq(tz_buffer_text(&b), "second");
}
END_TEST

START_TEST(the_limit_itself_is_taken_and_one_more_is_not)
{
	b.limit = 5;
	tz_buffer_text_add(&b, "12345");
	ck_assert_int_eq(tz_buffer_check(&b, &err), 0);
	tz_buffer_text_add(&b, "6");
	ck_assert_int_eq(tz_buffer_check(&b, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_LIMIT);
	ck_assert_int_eq(err.number, 5);
}
END_TEST

START_TEST(the_first_failure_sticks)
{
	b.limit = 5;
	tz_buffer_text_add(&b, "1234");
	tz_buffer_text_add(&b, "567");
	tz_buffer_text_add(&b, "8");
	tz_buffer_printf(&b, "%d", 9);
	ck_assert_ptr_null(tz_buffer_reserve(&b, 0));
	ck_assert_str_eq(tz_buffer_text(&b), "1234");
	ck_assert_ptr_null(tz_buffer_take(&b, &err));
	tz_assert_code(&err, TAIZHANG_E_LIMIT);
	/* and is over once it was told */
	tz_buffer_text_add(&b, "ok");
	ck_assert_str_eq(tz_buffer_text(&b), "ok");
}
END_TEST

START_TEST(an_impossible_size_is_no_memory_and_no_overflow)
{
	tz_buffer_text_add(&b, "x");
	ck_assert_ptr_null(tz_buffer_reserve(&b, SIZE_MAX));
	ck_assert_int_eq(tz_buffer_check(&b, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_NOMEM);
}
END_TEST

/* What a drain took: how many bytes, their sum, how often; it fails at the call of number failing. */
struct taken {
	size_t bytes, calls, failing;
	unsigned int sum;
};

static int take(void *context, const void *data, size_t size, struct taizhang_error *why)
{
	struct taken *taken = context;
	const unsigned char *bytes = data;

	if (++taken->calls == taken->failing)
		return tz_error_set(why, TAIZHANG_E_IO, TZ_MSG_FILE_WRITE, "sink");
	taken->bytes += size;
	for (size_t i = 0; i < size; i++)
		taken->sum = taken->sum * 31 + bytes[i];
	return 0;
}

START_TEST(a_drain_takes_all_bytes_in_order_and_little_stays)
{
	struct taken taken = {0};
	struct tz_drain drain = {take, &taken, TAIZHANG_ERROR_INIT};
	unsigned int sum = 0;
	size_t all = 0;

	b.drain = &drain;
	for (unsigned int i = 0; i < 200000; i++) {
		char text[16];
		size_t size = (size_t)snprintf(text, sizeof text, "%u,", i);

		tz_buffer_printf(&b, "%u,", i);
		for (size_t j = 0; j < size; j++)
			sum = sum * 31 + (unsigned char)text[j];
		all += size;
		ck_assert_uint_lt(b.size, 70000);
	}
	ck_assert_uint_lt(b.capacity, 200000);
	tz_buffer_drain(&b);
	tz_assert_ok(tz_buffer_check(&b, &err), &err);
	ck_assert_uint_eq(taken.bytes, all);
	ck_assert_uint_eq(taken.sum, sum);
	ck_assert_uint_eq(b.size, 0);
	tz_buffer_drain(&b);
	ck_assert_uint_eq(taken.bytes, all);
}
END_TEST

START_TEST(what_a_drain_fails_with_sticks)
{
	struct taken taken = {.failing = 2};
	struct tz_drain drain = {take, &taken, TAIZHANG_ERROR_INIT};

	b.drain = &drain;
	for (unsigned int i = 0; i < 100000; i++)
		tz_buffer_text_add(&b, "0123456789");
	tz_buffer_drain(&b);
	ck_assert_uint_eq(taken.calls, 2);
	ck_assert_int_eq(tz_buffer_check(&b, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_IO);
	ck_assert_str_eq(err.where, "sink");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("buffer");
	TCase *grows = tcase_create("grows"), *fails = tcase_create("fails"), *drains = tcase_create("drains");

	tcase_add_checked_fixture(grows, setup, teardown);
	tcase_add_test(grows, an_empty_buffer_is_an_empty_string);
	tcase_add_test(grows, what_is_added_stands_in_order);
	tcase_add_test(grows, a_printed_text_of_any_length_fits);
	tcase_add_test(grows, a_million_bytes_grow_one_by_one);
	tcase_add_test(grows, reserved_room_may_be_used_in_part);
	tcase_add_test(grows, taking_moves_the_bytes_out);
	suite_add_tcase(suite, grows);
	tcase_add_checked_fixture(fails, setup, teardown);
	tcase_add_test(fails, the_limit_itself_is_taken_and_one_more_is_not);
	tcase_add_test(fails, the_first_failure_sticks);
	tcase_add_test(fails, an_impossible_size_is_no_memory_and_no_overflow);
	suite_add_tcase(suite, fails);
	tcase_add_checked_fixture(drains, setup, teardown);
	tcase_add_test(drains, a_drain_takes_all_bytes_in_order_and_little_stays);
	tcase_add_test(drains, what_a_drain_fails_with_sticks);
	suite_add_tcase(suite, drains);
	return suite;
}
