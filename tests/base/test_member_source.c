/* SPDX-License-Identifier: MIT */
/* test_member_source.c: packed bytes from a file, from memory and from a callback. */
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

static int64_t read_bytes(void *context, void *buf, size_t size, struct taizhang_error *e)
{
	size_t most = *(size_t *)context;

	if (!most)
		return tz_error_set(e, TAIZHANG_E_CANCELLED, TZ_MSG_CANCELLED, NULL);
	size = size < most ? size : most;
	size = size < SIZE - at ? size : SIZE - at;
	memcpy(buf, data + at, size);
	at += size;
	return (int64_t)size;
}

static struct tz_member_source source_of(int way, size_t *most)
{
	taizhang_error_clear(&err);
	for (size_t i = 0; i < SIZE; i++)
		data[i] = (char)(i * 7 % 253);
	at = 0;
	if (way == 0)
		return (struct tz_member_source){.name = "x", .data = data, .size = SIZE};
	if (way == 1)
		return (struct tz_member_source){.name = "x", .path = temp_write("x", data, SIZE)};
	return (struct tz_member_source){.name = "x", .read = read_bytes, .context = most};
}

START_TEST(every_way_gives_the_same_bytes)
{
	for (int way = 0; way < 4; way++) {
		size_t most = way == 3 ? 1 : 1000, sum = 0;
		struct tz_member_source source = source_of(way, &most);
		struct tz_packed packed;
		unsigned char first[4];
		const void *block;
		int64_t got;

		tz_assert_ok(tz_packed_open(&packed, &source, &err), &err);
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
		ck_assert(tz_packed_can_seek(&packed) == (way < 2));
		tz_packed_close(&packed);
	}
}
END_TEST

START_TEST(file_and_memory_can_be_sought)
{
	for (int way = 0; way < 2; way++) {
		struct tz_member_source source = source_of(way, NULL);
		struct tz_packed packed;
		unsigned char first[4];
		const void *block;

		tz_assert_ok(tz_packed_open(&packed, &source, &err), &err);
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
		tz_packed_close(&packed);
	}
}
END_TEST

START_TEST(few_bytes_are_fewer_than_four)
{
	struct tz_member_source source = {.name = "x", .data = "ab", .size = 2};
	struct tz_packed packed;
	unsigned char first[4];

	tz_assert_ok(tz_packed_open(&packed, &source, &err), &err);
	ck_assert_int_eq(tz_packed_peek(&packed, first, &err), 2);
	tz_packed_close(&packed);
	source = (struct tz_member_source){.name = "x", .path = temp_write("e", "", 0)};
	tz_assert_ok(tz_packed_open(&packed, &source, &err), &err);
	ck_assert_int_eq(tz_packed_peek(&packed, first, &err), 0);
	tz_packed_close(&packed);
}
END_TEST

START_TEST(a_failure_sticks)
{
	size_t most = 0;
	struct tz_member_source source = source_of(2, &most);
	struct tz_packed packed;
	unsigned char first[4];
	const void *block;

	tz_assert_ok(tz_packed_open(&packed, &source, &err), &err);
	ck_assert_int_eq(tz_packed_peek(&packed, first, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_CANCELLED);
	most = 10;
	ck_assert_int_eq(tz_packed_next(&packed, &block), -1);
	tz_packed_close(&packed);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("member_source");

	suite_add_behaviour(suite, "gives", TESTS(every_way_gives_the_same_bytes, file_and_memory_can_be_sought,
		few_bytes_are_fewer_than_four, a_failure_sticks));
	return suite;
}
