/* SPDX-License-Identifier: MIT */
/* test_gunzip.c: gzip streams, whole, cut, damaged, followed by others, and with every field that a header can have. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/buffer.h"
#include "base/unpacker.h"
#include "harness/assert.h"
#include "harness/suite.h"

static struct taizhang_error err;

struct packed {
	const char *data;
	size_t size, at, step;
	int fail_at;			/* the call that fails, from 1 */
};

static int64_t next_block(void *context, const void **block)
{
	struct packed *p = context;
	size_t left = p->size - p->at, size = left < p->step ? left : p->step;

	if (p->fail_at && --p->fail_at == 0)
		return -1;
	*block = p->data + p->at;
	p->at += size;
	return (int64_t)size;
}

/* Appends a gzip member. */
static void add_member(struct tz_buffer *b, const void *data, size_t size, gz_header *header)
{
	z_stream stream = {0};
	size_t most;

	ck_assert_int_eq(deflateInit2(&stream, 9, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY), Z_OK);
	if (header)
		ck_assert_int_eq(deflateSetHeader(&stream, header), Z_OK);
	most = deflateBound(&stream, size) + 200;
	stream.next_in = (Bytef *)(uintptr_t)data;
	stream.avail_in = (uInt)size;
	stream.next_out = (Bytef *)tz_buffer_reserve(b, most);
	stream.avail_out = (uInt)most;
	ck_assert_int_eq(deflate(&stream, Z_FINISH), Z_STREAM_END);
	b->size += stream.total_out;
	deflateEnd(&stream);
}

/* Unpacks all; the bytes in out, which may be NULL. 0, or -1 with err. */
static int unpack(const char *data, size_t size, size_t step, struct tz_buffer *out)
{
	struct packed packed = {data, size, 0, step, 0};
	struct tz_unpacker *g;
	const void *block;
	int64_t got;

	taizhang_error_clear(&err);
	g = tz_gunzip_new(next_block, &packed, &err);
	tz_assert_ptr(g, &err);
	while ((got = g->next(g, &block, &err)) > 0)
		if (out)
			tz_buffer_add(out, block, (size_t)got);
	ck_assert_int_eq(got < 0, err.code == TAIZHANG_E_FORMAT);
	if (got < 0)
		ck_assert_str_ne(err.detail, "");
	g->free(g);
	return (int)got;
}

static void assert_gives(const struct tz_buffer *gzip, const void *data, size_t size)
{
	static const size_t steps[] = {1, 7, 4096, SIZE_MAX};

	for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
		struct tz_buffer out = TZ_BUFFER_INIT;

		if (unpack(gzip->data, gzip->size, steps[i], &out) != 0)
			tz_assert_ok(-1, &err);
		ck_assert_uint_eq(out.size, size);
		ck_assert_mem_eq(tz_buffer_text(&out), data, size);
		tz_buffer_free(&out);
	}
}

START_TEST(what_was_packed_comes_back)
{
	struct tz_buffer gzip = TZ_BUFFER_INIT;
	char *large = malloc(300001);
	unsigned int state = 1;

	add_member(&gzip, "hello", 5, NULL);
	assert_gives(&gzip, "hello", 5);
	gzip.size = 0;
	add_member(&gzip, "", 0, NULL);
	assert_gives(&gzip, "", 0);
	for (size_t i = 0; i <= 300000; i++)
		large[i] = i < 200000 ? ' ' : (char)((state = state * 1103515245 + 12345) >> 16 & 255);
	gzip.size = 0;
	add_member(&gzip, large, 300001, NULL);
	assert_gives(&gzip, large, 300001);
	free(large);
	tz_buffer_free(&gzip);
}
END_TEST

START_TEST(members_one_after_another_are_one_stream)
{
	struct tz_buffer gzip = TZ_BUFFER_INIT;

	add_member(&gzip, "first ", 6, NULL);
	add_member(&gzip, "", 0, NULL);
	add_member(&gzip, "last", 4, NULL);
	add_member(&gzip, "", 0, NULL);
	assert_gives(&gzip, "first last", 10);
	tz_buffer_free(&gzip);
}
END_TEST

START_TEST(every_field_of_a_header_is_taken)
{
	gz_header header = {.text = 1, .time = 99, .os = 3, .extra = (Bytef *)"ab\1\0x", .extra_len = 5,
			    .name = (Bytef *)"a.tar", .comment = (Bytef *)"comment", .hcrc = 1};
	struct tz_buffer gzip = TZ_BUFFER_INIT;

	add_member(&gzip, "hello", 5, &header);
	assert_gives(&gzip, "hello", 5);
	/* The header's own CRC covers each byte of it but the first two, which are the mark. */
	for (size_t at = 3; at < 10 + 7 + 6 + 8 + 2; at++) {
		gzip.data[at] ^= 1;
		ck_assert_msg(unpack(gzip.data, gzip.size, SIZE_MAX, NULL) < 0, "byte %zu of the header", at);
		gzip.data[at] ^= 1;
	}
	tz_buffer_free(&gzip);
}
END_TEST

START_TEST(no_bit_of_the_data_or_the_sums_can_change_unseen)
{
	struct tz_buffer gzip = TZ_BUFFER_INIT;

	add_member(&gzip, "hello, hello, hello", 19, NULL);
	for (size_t at = 10; at < gzip.size; at++) {
		for (int bit = 0; bit < 8; bit++) {
			gzip.data[at] = (char)(gzip.data[at] ^ 1 << bit);
			/* Padding after the last bits of deflated data is nobody's. */
			ck_assert_msg(unpack(gzip.data, gzip.size, SIZE_MAX, NULL) < 0 || at == gzip.size - 9, "byte %zu", at);
			gzip.data[at] = (char)(gzip.data[at] ^ 1 << bit);
		}
	}
	tz_buffer_free(&gzip);
}
END_TEST

START_TEST(a_cut_is_never_whole)
{
	struct tz_buffer gzip = TZ_BUFFER_INIT;
	size_t first;

	add_member(&gzip, "hello, hello, hello", 19, NULL);
	first = gzip.size;
	add_member(&gzip, "more", 4, NULL);
	for (size_t size = 0; size < gzip.size; size++)
		for (size_t step = 1; step <= gzip.size; step += gzip.size - 1)
			ck_assert_msg((unpack(gzip.data, size, step, NULL) < 0) == (size != first), "%zu bytes", size);
	ck_assert_int_lt(unpack(gzip.data, 10, 1, NULL), 0);
	ck_assert_str_eq(err.detail, "truncated gzip input");
	tz_buffer_free(&gzip);
}
END_TEST

static const struct {
	const char *bytes;
	size_t size;
} trails[] = {
	{"\0", 1}, {"\0\0\0\0\0\0\0\0", 8}, {"x", 1}, {"\n", 1}, {"PK\3\4", 4}, {"\x1F", 1}, {"\x1F\x8B", 2},
	{"\x1F\x8C\x08\0\0\0\0\0\0\3", 10}, {"\x1F\x8B\x08\0\0\0\0\0\0\3", 10}, {"\x1F\x8B\x07\0\0\0\0\0\0\3", 10},
};

START_TEST(what_follows_a_gzip_is_another_member_or_refused)
{
	struct tz_buffer gzip = TZ_BUFFER_INIT;

	add_member(&gzip, "hello", 5, NULL);
	tz_buffer_add(&gzip, trails[_i].bytes, trails[_i].size);
	for (size_t step = 1; step <= gzip.size; step++)
		ck_assert_int_lt(unpack(gzip.data, gzip.size, step, NULL), 0);
	if (trails[_i].bytes[0] != 0x1F)
		ck_assert_str_eq(err.detail, "bytes after the end of the gzip");
	tz_buffer_free(&gzip);
}
END_TEST

START_TEST(other_wrappers_are_refused)
{
	/* zlib's, raw deflate, an unknown method, a reserved flag */
	ck_assert_int_lt(unpack("\x78\x9C\x03\0\0\0\0\1", 8, SIZE_MAX, NULL), 0);
	ck_assert_int_lt(unpack("\3\0", 2, SIZE_MAX, NULL), 0);
	ck_assert_int_lt(unpack("\x1F\x8B\x07\0\0\0\0\0\0\3\3\0\0\0\0\0\0\0\0\0", 20, SIZE_MAX, NULL), 0);
	ck_assert_int_lt(unpack("\x1F\x8B\x08\x20\0\0\0\0\0\3\3\0\0\0\0\0\0\0\0\0", 20, SIZE_MAX, NULL), 0);
	ck_assert_int_eq(unpack("\x1F\x8B\x08\0\0\0\0\0\0\3\3\0\0\0\0\0\0\0\0\0", 20, SIZE_MAX, NULL), 0);
}
END_TEST

START_TEST(a_source_that_fails_is_left_to_the_caller)
{
	struct tz_buffer gzip = TZ_BUFFER_INIT;

	add_member(&gzip, "hello", 5, NULL);
	for (int at = 1; at < 4; at++) {
		struct packed packed = {gzip.data, gzip.size, 0, gzip.size / 2, at};
		struct tz_unpacker *g = tz_gunzip_new(next_block, &packed, &err);
		const void *block;
		int64_t got = 1;

		taizhang_error_clear(&err);
		while (got > 0)
			got = g->next(g, &block, &err);
		ck_assert_int_eq(got, -1);
		tz_assert_code(&err, TAIZHANG_OK);
		g->free(g);
	}
	tz_buffer_free(&gzip);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("gunzip");
	TCase *refuses = tcase_create("refuses trails");

	suite_add_behaviour(suite, "unpacks", TESTS(what_was_packed_comes_back, members_one_after_another_are_one_stream,
						    every_field_of_a_header_is_taken));
	suite_add_behaviour(suite, "refuses", TESTS(no_bit_of_the_data_or_the_sums_can_change_unseen, a_cut_is_never_whole,
						    other_wrappers_are_refused, a_source_that_fails_is_left_to_the_caller));
	tcase_add_loop_test(refuses, what_follows_a_gzip_is_another_member_or_refused, 0, sizeof trails / sizeof trails[0]);
	suite_add_tcase(suite, refuses);
	return suite;
}
