/* SPDX-License-Identifier: MIT */
/* test_unzstd.c: zstd streams as the zstd program writes them: whole, cut, damaged, with frames to be skipped, followed by others. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/unpacker.h"
#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"

#define SKIPPED "\x50\x2A\x4D\x18\4\0\0\0test"

static struct taizhang_error err;

struct packed {
	const char *data;
	size_t size, at;
	bool fails;			/* instead of ending */
};

static int64_t next_block(void *context, const void **block)
{
	struct packed *p = context;
	size_t left = p->size - p->at, size = left < 100 ? left : 100;

	if (left == 0 && p->fails)
		return -1;
	*block = p->data + p->at;
	p->at += size;
	return (int64_t)size;
}

/* Unpacks all and counts it; -1 with err. */
static int64_t unpack(const char *data, size_t size, bool fails)
{
	struct packed packed = {data, size, 0, fails};
	struct tz_unpacker *u;
	const void *block;
	int64_t got, sum = 0;

	taizhang_error_clear(&err);
	u = tz_unzstd_new(next_block, &packed, &err);
	tz_assert_ptr(u, &err);
	while ((got = u->next(u, &block, &err)) > 0)
		sum += got;
	u->free(u);
	ck_assert_int_eq(got < 0, err.code == (fails ? TAIZHANG_OK : TAIZHANG_E_FORMAT));
	return got < 0 ? -1 : sum;
}

/* 5000 numbers, 23893 bytes, as the zstd program packs them, which writes a check sum. */
static struct tz_buffer make(const char *options)
{
	struct tz_buffer zstd = TZ_BUFFER_INIT;

	ck_assert_int_eq(temp_shell("seq 5000 | zstd -q %s -c >'%s'", options, temp_path("x.zst")), 0);
	zstd.data = temp_read(temp_path("x.zst"), &zstd.size);
	zstd.capacity = zstd.size + 1;
	return zstd;
}

START_TEST(what_was_packed_comes_back)
{
	struct tz_buffer zstd = make("");

	ck_assert_int_eq(unpack(zstd.data, zstd.size, false), 23893);
	tz_buffer_free(&zstd);
	zstd = make("--no-check");
	ck_assert_int_eq(unpack(zstd.data, zstd.size, false), 23893);
	tz_buffer_free(&zstd);
}
END_TEST

START_TEST(frames_may_follow_and_frames_may_be_skipped)
{
	struct tz_buffer zstd = make(""), all = TZ_BUFFER_INIT;

	tz_buffer_add(&all, SKIPPED, 12);
	tz_buffer_add(&all, zstd.data, zstd.size);
	tz_buffer_add(&all, SKIPPED, 12);
	tz_buffer_add(&all, zstd.data, zstd.size);
	ck_assert_int_eq(unpack(all.data, all.size, false), 2 * 23893);
	tz_buffer_add(&all, SKIPPED, 12);
	ck_assert_int_eq(unpack(all.data, all.size, false), 2 * 23893);
	ck_assert_int_eq(unpack(all.data, all.size - 1, false), -1);
	tz_buffer_free(&zstd);
	tz_buffer_free(&all);
}
END_TEST

START_TEST(a_cut_is_never_whole)
{
	struct tz_buffer zstd = make("");

	for (size_t size = 0; size < zstd.size; size++)
		ck_assert_msg(unpack(zstd.data, size, false) == -1, "%zu bytes of %zu", size, zstd.size);
	ck_assert_int_eq(unpack(zstd.data, 50, true), -1);
	ck_assert_int_eq(unpack(zstd.data, zstd.size, true), -1);
	tz_buffer_free(&zstd);
}
END_TEST

START_TEST(a_wrong_check_sum_is_refused)
{
	struct tz_buffer zstd = make("");

	for (size_t i = 1; i <= 4; i++) {
		zstd.data[zstd.size - i] ^= 1;
		ck_assert_int_eq(unpack(zstd.data, zstd.size, false), -1);
		zstd.data[zstd.size - i] ^= 1;
	}
	tz_buffer_free(&zstd);
}
END_TEST

START_TEST(what_follows_is_another_frame_or_refused)
{
	static const char *const trails[] = {"x", "\n", "trailing", "\x28", "\x28\xB5\x2F", "\x28\xB5\x2F\xFD", "PK\3\4"};
	struct tz_buffer zstd = make("");
	size_t size = zstd.size;

	for (size_t i = 0; i < sizeof trails / sizeof trails[0]; i++) {
		zstd.size = size;
		tz_buffer_text_add(&zstd, trails[i]);
		ck_assert_msg(unpack(zstd.data, zstd.size, false) == -1, "followed by %s", trails[i]);
	}
	for (size_t zeros = 1; zeros < 10; zeros++) {
		zstd.size = size;
		tz_buffer_add(&zstd, "\0\0\0\0\0\0\0\0\0", zeros);
		ck_assert_msg(unpack(zstd.data, zstd.size, false) == -1, "followed by %zu zeros", zeros);
	}
	tz_buffer_free(&zstd);
}
END_TEST

START_TEST(packed_twice_is_refused)
{
	struct tz_buffer zstd = make("| zstd -q");

	ck_assert_int_eq(unpack(zstd.data, zstd.size, false), -1);
	ck_assert_str_eq(err.detail, "compressed more than once");
	tz_buffer_free(&zstd);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("unzstd");

	suite_add_behaviour(suite, "unpacks", TESTS(what_was_packed_comes_back, frames_may_follow_and_frames_may_be_skipped));
	suite_add_behaviour(suite, "refuses", TESTS(a_cut_is_never_whole, a_wrong_check_sum_is_refused,
						    what_follows_is_another_frame_or_refused, packed_twice_is_refused));
	return suite;
}
