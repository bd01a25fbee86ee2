/* SPDX-License-Identifier: MIT */
/* test_member_source.c: packed bytes from a file, a pipe, memory and callbacks. */
#include "base/member_source.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"

#define SIZE (3 * TZ_MEMBER_BLOCK + 5)

static struct taizhang_error err;
static char data[SIZE];
static size_t at;

static int64_t read_bytes(void *context, void *buf, size_t size)
{
	size_t most = *(size_t *)context;

	if (!most)
		return -1;
	size = size < most ? size : most;
	size = size < SIZE - at ? size : SIZE - at;
	memcpy(buf, data + at, size);
	at += size;
	return (int64_t)size;
}

static int64_t read_anywhere(void *context, uint64_t offset, void *buf, size_t size)
{
	at = offset < SIZE ? (size_t)offset : SIZE;
	return read_bytes(context, buf, size);
}

enum way { MEMORY, A_FILE, OFFSETS, NUM_SEEKING, PIPE = NUM_SEEKING, CALLBACK, NUM_WAYS };

static const char *pipe_of_data(void)
{
	const char *from = temp_write("x", data, SIZE), *to = temp_path("pipe");

	ck_assert_int_eq(temp_shell("mkfifo '%s'", to), 0);
	ck_assert_int_eq(temp_shell("cat '%s' > '%s' &", from, to), 0);
	return to;
}

static struct taizhang_input input_of(enum way way, size_t *most)
{
	struct taizhang_input input = TAIZHANG_INPUT_INIT;

	taizhang_error_clear(&err);
	for (size_t i = 0; i < SIZE; i++)
		data[i] = (char)(i * 7 % 253);
	at = 0;
	input.name = "x";
	input.context = most;
	if (way == MEMORY) {
		input.data = data;
		input.data_size = SIZE;
	} else if (way == A_FILE) {
		input.path = temp_write("x", data, SIZE);
	} else if (way == OFFSETS) {
		input.read_at = read_anywhere;
		input.bytes = SIZE;
	} else if (way == PIPE) {
		input.path = pipe_of_data();
	} else {
		input.read = read_bytes;
	}
	return input;
}

START_TEST(every_way_gives_the_same_bytes)
{
	size_t most = _i / NUM_WAYS ? 1 : 1000, sum = 0;
	enum way way = (enum way)(_i % NUM_WAYS);
	struct taizhang_input input = input_of(way, &most);
	struct tz_packed packed;
	unsigned char first[4];
	const void *block;
	int64_t got;

	tz_assert_ok(tz_packed_open(&packed, &input, &err), &err);
	ck_assert_int_eq(tz_packed_peek(&packed, first, &err), 4);
	ck_assert_int_eq(memcmp(first, data, 4), 0);
	ck_assert_uint_eq(packed.taken, 0);
	while ((got = tz_packed_next(&packed, &block)) > 0) {
		ck_assert_int_eq(memcmp(block, data + sum, (size_t)got), 0);
		sum += (size_t)got;
	}
	ck_assert_int_eq(got, 0);
	ck_assert_uint_eq(sum, SIZE);
	ck_assert_uint_eq(packed.taken, SIZE);
	ck_assert(packed.seeks == (way < NUM_SEEKING));
	ck_assert_uint_eq(packed.size, packed.seeks ? SIZE : 0);
	tz_packed_close(&packed);
}
END_TEST

START_TEST(what_is_no_stream_can_be_sought)
{
	size_t most = 2 * SIZE;
	struct taizhang_input input = input_of((enum way)_i, &most);
	struct tz_packed packed;
	unsigned char first[4];
	const void *block;

	tz_assert_ok(tz_packed_open(&packed, &input, &err), &err);
	ck_assert_int_eq(tz_packed_peek(&packed, first, &err), 4);
	ck_assert_int_eq(tz_packed_seek(&packed, -5, SEEK_END), SIZE - 5);
	ck_assert_int_eq(tz_packed_next(&packed, &block), 5);
	ck_assert_int_eq(memcmp(block, data + SIZE - 5, 5), 0);
	ck_assert_int_eq(tz_packed_seek(&packed, -10, SEEK_CUR), SIZE - 10);
	ck_assert_int_eq(tz_packed_next(&packed, &block), 10);
	ck_assert_int_eq(tz_packed_seek(&packed, 1, SEEK_SET), 1);
	ck_assert_int_eq(tz_packed_next(&packed, &block), TZ_MEMBER_BLOCK);
	ck_assert_int_eq(memcmp(block, data + 1, TZ_MEMBER_BLOCK), 0);
	ck_assert_int_eq(tz_packed_seek(&packed, -1, SEEK_SET), -1);
	ck_assert_int_eq(tz_packed_seek(&packed, 1, SEEK_END), -1);
	tz_packed_close(&packed);
}
END_TEST

START_TEST(bytes_at_an_offset_leave_the_next_block_where_it_was)
{
	size_t most = 100;
	struct taizhang_input input = input_of((enum way)_i, &most);
	struct tz_packed packed;
	char some[1000];
	const void *block;

	tz_assert_ok(tz_packed_open(&packed, &input, &err), &err);
	ck_assert_int_eq(tz_packed_read_at(&packed, 777, some, sizeof some, &err), sizeof some);
	ck_assert_int_eq(memcmp(some, data + 777, sizeof some), 0);
	ck_assert_int_eq(tz_packed_read_at(&packed, SIZE - 3, some, sizeof some, &err), 3);
	ck_assert_int_eq(memcmp(some, data + SIZE - 3, 3), 0);
	ck_assert_int_eq(tz_packed_read_at(&packed, SIZE, some, sizeof some, &err), 0);
	ck_assert_int_gt(tz_packed_next(&packed, &block), 0);
	ck_assert_int_eq(memcmp(block, data, 100), 0);
	most = 0;
	if (input.read_at) {
		ck_assert_int_eq(tz_packed_read_at(&packed, 1, some, sizeof some, &err), -1);
		tz_assert_code(&err, TAIZHANG_E_IO);
	}
	tz_packed_close(&packed);
}
END_TEST

START_TEST(few_bytes_are_fewer_than_four)
{
	struct taizhang_input input = TAIZHANG_INPUT_INIT;
	struct tz_packed packed;
	unsigned char first[4];

	input.name = "x";
	input.data = "ab";
	input.data_size = 2;
	tz_assert_ok(tz_packed_open(&packed, &input, &err), &err);
	ck_assert_int_eq(tz_packed_peek(&packed, first, &err), 2);
	tz_packed_close(&packed);
	input.data = NULL;
	input.path = temp_write("e", "", 0);
	tz_assert_ok(tz_packed_open(&packed, &input, &err), &err);
	ck_assert_int_eq(tz_packed_peek(&packed, first, &err), 0);
	tz_packed_close(&packed);
}
END_TEST

START_TEST(a_failure_sticks_and_names_the_input)
{
	size_t most = 0;
	struct taizhang_input input = input_of((enum way)_i, &most);
	struct tz_packed packed;
	unsigned char first[4];
	const void *block;

	tz_assert_ok(tz_packed_open(&packed, &input, &err), &err);
	ck_assert_int_eq(tz_packed_peek(&packed, first, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_IO);
	ck_assert_str_eq(taizhang_error_id(&err), "input-read");
	ck_assert_str_eq(err.where, "x");
	most = 10;
	ck_assert_int_eq(tz_packed_next(&packed, &block), -1);
	tz_packed_close(&packed);
}
END_TEST

static int64_t read_too_much(void *context, void *buf, size_t size)
{
	(void)context;
	(void)buf;
	return (int64_t)size + 1;
}

START_TEST(a_callback_that_tells_more_than_was_asked_is_not_believed)
{
	struct taizhang_input input = TAIZHANG_INPUT_INIT;
	struct tz_packed packed;
	const void *block;

	input.name = "x";
	input.read = read_too_much;
	tz_assert_ok(tz_packed_open(&packed, &input, &err), &err);
	ck_assert_int_eq(tz_packed_next(&packed, &block), -1);
	ck_assert_int_eq(packed.error.code, TAIZHANG_E_IO);
	tz_packed_close(&packed);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("member_source");
	TCase *gives = tcase_create("gives"), *seeks = tcase_create("seeks"), *fails = tcase_create("fails");

	tcase_add_checked_fixture(gives, NULL, temp_remove);
	tcase_add_checked_fixture(seeks, NULL, temp_remove);
	tcase_add_loop_test(gives, every_way_gives_the_same_bytes, 0, 2 * NUM_WAYS);
	tcase_add_test(gives, few_bytes_are_fewer_than_four);
	tcase_add_loop_test(seeks, what_is_no_stream_can_be_sought, 0, NUM_SEEKING);
	tcase_add_loop_test(seeks, bytes_at_an_offset_leave_the_next_block_where_it_was, 0, NUM_SEEKING);
	tcase_add_loop_test(fails, a_failure_sticks_and_names_the_input, CALLBACK, NUM_WAYS);
	tcase_add_loop_test(fails, a_failure_sticks_and_names_the_input, OFFSETS, OFFSETS + 1);
	tcase_add_test(fails, a_callback_that_tells_more_than_was_asked_is_not_believed);
	suite_add_tcase(suite, gives);
	suite_add_tcase(suite, seeks);
	suite_add_tcase(suite, fails);
	return suite;
}
