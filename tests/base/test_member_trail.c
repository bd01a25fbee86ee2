/* SPDX-License-Identifier: MIT */
/* test_member_trail.c: what is kept of a zip in a stream: headers and the directory as they were, and zeros for the rest. */
#include "base/member_trail.h"

#include <stdlib.h>
#include <string.h>

#include "base/member_source.h"
#include "harness/assert.h"
#include "harness/suite.h"

#define LOCAL 30
#define LEAD 32
#define WINDOW (4 * TZ_MEMBER_BLOCK)

static struct tz_trail trail;
static struct taizhang_error err;
static char block[TZ_MEMBER_BLOCK];

static void setup(void)
{
	taizhang_error_clear(&err);
	tz_assert_ok(tz_trail_open(&trail, &err), &err);
}

static void teardown(void)
{
	tz_trail_close(&trail);
}

static void pass(const void *data, size_t size)
{
	const char *next = data;

	for (size_t room; size > 0; size -= room, next += room) {
		room = size < TZ_MEMBER_BLOCK ? size : TZ_MEMBER_BLOCK;
		tz_assert_ok(tz_trail_pass(&trail, next, room, &err), &err);
	}
}

static void pass_filler(size_t size)
{
	memset(block, 'd', sizeof block);
	for (size_t room; size > 0; size -= room) {
		room = size < sizeof block ? size : sizeof block;
		pass(block, room);
	}
}

/* A local header of a name and extra bytes of these sizes; static. */
static const char *header(size_t name, size_t extra)
{
	static char bytes[LOCAL + 2 * 65535];

	memset(bytes, 'h', sizeof bytes);
	memcpy(bytes, "PK\3\4", 4);
	bytes[26] = (char)(name & 255);
	bytes[27] = (char)(name >> 8);
	bytes[28] = (char)(extra & 255);
	bytes[29] = (char)(extra >> 8);
	return bytes;
}

/* The header that ends where the stream now is, from low on, is these bytes; NULL for none. */
static void keeps(uint64_t low, const char *expected, size_t expected_size)
{
	const unsigned char *kept = NULL;
	size_t size = 1;

	tz_assert_ok(tz_trail_keep_header(&trail, low, trail.passed, &kept, &size, &err), &err);
	ck_assert_uint_eq(size, expected_size);
	if (size > 0)
		ck_assert_mem_eq(kept, expected, size);
}

static void reads(uint64_t at, const char *expected, size_t size)
{
	char *got = malloc(size);

	ck_assert_ptr_nonnull(got);
	ck_assert_int_eq(tz_trail_read_at(&trail, at, got, size), (int64_t)size);
	ck_assert_mem_eq(got, expected, size);
	free(got);
}

START_TEST(it_is_open_until_it_is_closed)
{
	ck_assert(tz_trail_is_open(&trail));
	tz_trail_close(&trail);
	ck_assert(!tz_trail_is_open(&trail));
}
END_TEST

START_TEST(a_header_is_kept_as_it_was_with_what_stands_before_it)
{
	char expected[100 + LOCAL + 8] = "";

	pass_filler(100);
	pass(header(5, 3), LOCAL + 8);
	keeps(90, header(5, 3), LOCAL + 8);
	pass_filler(50);
	memset(expected + 100 - LEAD, 'd', LEAD);
	memcpy(expected + 100, header(5, 3), LOCAL + 8);
	reads(0, expected, sizeof expected);
	/* the data behind it was not kept */
	reads(100 + LOCAL + 8, (char [50]){0}, 50);
}
END_TEST

START_TEST(reading_ends_where_the_stream_does)
{
	char got[10];

	pass_filler(20);
	ck_assert_int_eq(tz_trail_read_at(&trail, 15, got, sizeof got), 5);
	ck_assert_int_eq(tz_trail_read_at(&trail, 20, got, sizeof got), 0);
	ck_assert_int_eq(tz_trail_read_at(&trail, UINT64_MAX, got, sizeof got), 0);
}
END_TEST

START_TEST(headers_one_upon_the_other_are_each_kept_once)
{
	char expected[3 * (LOCAL + 1)];

	for (size_t i = 0; i < 3; i++) {
		pass(header(1, 0), LOCAL + 1);
		keeps(i * (LOCAL + 1), header(1, 0), LOCAL + 1);
		memcpy(expected + i * (LOCAL + 1), header(1, 0), LOCAL + 1);
	}
	reads(0, expected, sizeof expected);
	ck_assert_uint_eq(trail.kept.size, sizeof expected);
}
END_TEST

START_TEST(what_only_looks_like_a_header_is_none)
{
	/* its sizes lead past where it ends, then to before it */
	pass(header(9, 0), LOCAL + 8);
	keeps(0, NULL, 0);
	pass(header(7, 0), LOCAL + 8);
	keeps(LOCAL + 8, NULL, 0);
	/* nor is one that begins before low */
	pass(header(7, 1), LOCAL + 8);
	keeps(2 * (LOCAL + 8) + 1, NULL, 0);
	/* the mark inside what stands before the true one */
	pass("PK\3\4PK\3\4", 8);
	pass(header(2, 2), LOCAL + 4);
	keeps(3 * (LOCAL + 8), header(2, 2), LOCAL + 4);
}
END_TEST

START_TEST(the_longest_header_is_kept_wherever_the_circle_is)
{
	size_t size = LOCAL + 2 * 65535, before = (size_t)_i * 30011;

	pass_filler(before);
	pass(header(65535, 65535), size);
	/* a block may have come with the end of the header at its start */
	pass_filler(TZ_MEMBER_BLOCK - 1);
	{
		const unsigned char *kept = NULL;
		size_t got;

		tz_assert_ok(tz_trail_keep_header(&trail, before, before + size, &kept, &got, &err), &err);
		ck_assert_uint_eq(got, size);
		ck_assert_mem_eq(kept, header(65535, 65535), size);
	}
	reads(before, header(65535, 65535), size);
}
END_TEST

START_TEST(a_header_that_is_long_gone_is_none)
{
	const unsigned char *kept;
	size_t size = 1;

	pass(header(1, 1), LOCAL + 2);
	pass_filler(WINDOW);
	tz_assert_ok(tz_trail_keep_header(&trail, 0, LOCAL + 2, &kept, &size, &err), &err);
	ck_assert_uint_eq(size, 0);
}
END_TEST

START_TEST(the_directory_is_kept_to_the_end)
{
	char expected[LEAD + 40 + 1000];

	pass_filler(500);
	pass("PK\1\2 a directory that has come in part...", 40);
	tz_assert_ok(tz_trail_keep_rest(&trail, 500, &err), &err);
	pass_filler(1000);
	memset(expected, 'd', sizeof expected);
	memcpy(expected + LEAD, "PK\1\2 a directory that has come in part...", 40);
	reads(500 - LEAD, expected, sizeof expected);
	reads(400, (char [500 - LEAD - 400]){0}, 500 - LEAD - 400);
}
END_TEST

START_TEST(no_more_is_kept_than_the_limit)
{
	int result = 0;

	pass_filler(100);
	tz_assert_ok(tz_trail_keep_rest(&trail, 100, &err), &err);
	for (size_t i = 0; result == 0 && i < 2000; i++)
		result = tz_trail_pass(&trail, block, sizeof block, &err);
	ck_assert_int_eq(result, -1);
	tz_assert_code(&err, TAIZHANG_E_LIMIT);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("member_trail");
	TCase *keeping = tcase_create("keeps");

	tcase_add_checked_fixture(keeping, setup, teardown);
	tcase_add_test(keeping, it_is_open_until_it_is_closed);
	tcase_add_test(keeping, a_header_is_kept_as_it_was_with_what_stands_before_it);
	tcase_add_test(keeping, reading_ends_where_the_stream_does);
	tcase_add_test(keeping, headers_one_upon_the_other_are_each_kept_once);
	tcase_add_test(keeping, what_only_looks_like_a_header_is_none);
	tcase_add_loop_test(keeping, the_longest_header_is_kept_wherever_the_circle_is, 0, 10);
	tcase_add_test(keeping, a_header_that_is_long_gone_is_none);
	tcase_add_test(keeping, the_directory_is_kept_to_the_end);
	tcase_add_test(keeping, no_more_is_kept_than_the_limit);
	suite_add_tcase(suite, keeping);
	return suite;
}
