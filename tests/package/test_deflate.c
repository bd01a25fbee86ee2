/* SPDX-License-Identifier: MIT */
/* test_deflate.c: tests of lib/package/deflate.c. */
#include "package/deflate.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/buffer.h"
#include "harness/assert.h"
#include "harness/suite.h"
#include "package/entries.h"

#define MEDIUM 300000

static struct taizhang_error err;
static struct tz_deflate *d;
static struct tz_buffer packed;
static char text[MEDIUM];
static unsigned char noise[MEDIUM];

static void set_up(void)
{
	taizhang_error_clear(&err);
	d = tz_deflate_new(&err);
	tz_assert_ptr(d, &err);
	packed = (struct tz_buffer)TZ_BUFFER_INIT;
	for (size_t i = 0; i < sizeof text; i++)
		text[i] = "材料审核项目 0123456789"[(i + i / 1000) % 29];
	fill_random(noise, sizeof noise, 1);
}

static void tear_down(void)
{
	tz_deflate_free(d);
	tz_buffer_free(&packed);
}

/* Packs one block behind what was packed before; there are so many bytes before it. */
static void pack(struct tz_deflate *object, const void *data, size_t size, size_t before, bool last)
{
	size_t capacity = tz_deflate_block_bound(size), packed_size;
	char *out = tz_buffer_reserve(&packed, capacity);

	if (before > TZ_DEFLATE_DICTIONARY)
		before = TZ_DEFLATE_DICTIONARY;
	ck_assert_int_eq(tz_deflate_block(object, (const char *)data - before, before, data, size, last, out, capacity,
					  &packed_size), 0);
	ck_assert_uint_le(packed_size, capacity);
	packed.size += packed_size;
}

/* All of data in blocks of that size; the last one is empty where is_open. */
static void pack_blocks(const void *data, size_t size, size_t block, bool is_open)
{
	size_t at = 0;

	for (; size - at > block; at += block)
		pack(d, (const char *)data + at, block, at, false);
	pack(d, (const char *)data + at, size - at, at, !is_open);
	if (is_open)
		pack(d, (const char *)data + size, 0, size, true);
}

/* Bytes are a raw deflate stream of exactly this data. */
static void assert_stream(const void *bytes, size_t bytes_size, const void *data, size_t size)
{
	unsigned char *out = malloc(size + 1);
	z_stream stream = {0};

	ck_assert_int_eq(inflateInit2(&stream, -15), Z_OK);
	stream.next_in = (Bytef *)bytes;
	stream.avail_in = (uInt)bytes_size;
	stream.next_out = out;
	stream.avail_out = (uInt)size + 1;
	ck_assert_int_eq(inflate(&stream, Z_FINISH), Z_STREAM_END);
	ck_assert_uint_eq(stream.total_out, size);
	ck_assert_uint_eq(stream.avail_in, 0);
	if (size > 0)
		ck_assert_mem_eq(out, data, size);
	inflateEnd(&stream);
	free(out);
}

static const size_t blocks[] = {40000, 65536, 100000, MEDIUM, 2 * MEDIUM};
#define NUM_BLOCKS 5

START_TEST(blocks_make_one_stream)
{
	pack_blocks(text, sizeof text, blocks[_i], false);
	ck_assert_uint_lt(packed.size, sizeof text / 20);
	assert_stream(packed.data, packed.size, text, sizeof text);
}
END_TEST

START_TEST(an_empty_block_may_end_it)
{
	pack_blocks(text, sizeof text, blocks[_i], true);
	assert_stream(packed.data, packed.size, text, sizeof text);
}
END_TEST

START_TEST(bytes_that_do_not_shrink_come_through_and_stay_within_the_bound)
{
	pack_blocks(noise, sizeof noise, blocks[_i], _i % 2);
	assert_stream(packed.data, packed.size, noise, sizeof noise);
	if (blocks[_i] >= TZ_DEFLATE_SAMPLE)
		ck_assert_uint_le(packed.size, tz_deflate_bound(sizeof noise));
}
END_TEST

START_TEST(nothing_is_a_stream_too)
{
	pack(d, "", 0, 0, true);
	assert_stream(packed.data, packed.size, "", 0);
	ck_assert_uint_le(packed.size, tz_deflate_bound(0));
}
END_TEST

START_TEST(what_is_before_a_block_is_referred_to)
{
	size_t alone;

	pack(d, noise + 10000, 10000, 0, true);
	alone = packed.size;
	packed.size = 0;
	/* The same bytes twice: the second time they cost next to nothing. */
	memcpy(noise + 10000, noise, 10000);
	pack(d, noise + 10000, 10000, 10000, true);
	ck_assert_uint_gt(alone, 10000);
	ck_assert_uint_lt(packed.size, 200);
}
END_TEST

START_TEST(any_object_makes_the_same_of_a_block)
{
	struct tz_deflate *other = tz_deflate_new(&err);
	char trash[1000];
	size_t size, first;

	pack(d, text, 100000, 0, false);
	pack(d, text + 100000, 100000, 100000, true);
	first = packed.size;
	/* Another object, with a past, in another order. */
	ck_assert(tz_deflate_whole(other, text + 5, sizeof trash, trash, &size));
	ck_assert(!tz_deflate_pays(other, noise, sizeof noise));
	pack(other, text + 100000, 100000, 100000, true);
	size = packed.size - first;
	pack(other, text, 100000, 0, false);
	ck_assert_uint_eq(packed.size, 2 * first);
	ck_assert_mem_eq(packed.data, packed.data + first + size, first - size);
	ck_assert_mem_eq(packed.data + first - size, packed.data + first, size);
	tz_deflate_free(other);
}
END_TEST

START_TEST(a_place_that_may_be_too_small_is_refused)
{
	char out[1000];
	size_t size;

	ck_assert_int_eq(tz_deflate_block(d, NULL, 0, text, 1000, true, out, sizeof out, &size), -1);
	ck_assert_int_eq(tz_deflate_block(d, NULL, 0, text, SIZE_MAX, true, out, sizeof out, &size), -1);
	ck_assert_int_eq(tz_deflate_block(d, NULL, 0, text, 100, true, out, sizeof out, &size), 0);
}
END_TEST

START_TEST(a_whole_file_is_packed_into_its_own_room_where_it_pays)
{
	static const size_t sizes[] = {64, 100, 1000, 30000, TZ_DEFLATE_SAMPLE, TZ_DEFLATE_SAMPLE + 1, MEDIUM};
	/* Of exactly that size, so that a byte too many shows under sanitizers. */
	char *out = malloc(sizes[_i]);
	size_t size;

	ck_assert(!tz_deflate_whole(d, noise, sizes[_i], out, &size));
	memset(noise + 16, ' ', sizes[_i] - 16);
	ck_assert(tz_deflate_whole(d, noise, sizes[_i], out, &size));
	assert_stream(out, size, noise, sizes[_i]);
	free(out);
}
END_TEST

START_TEST(a_whole_file_is_judged_by_what_came_of_it)
{
	char out[4096];
	size_t size;

	/* A sixteenth is the least that packing must save: less is stored, more is not. */
	memset(noise, 0, 150);
	ck_assert(!tz_deflate_whole(d, noise, 4096, out, &size));
	memset(noise, 0, 600);
	ck_assert(tz_deflate_whole(d, noise, 4096, out, &size));
	ck_assert_uint_lt(size, 4096 - 4096 / 16);
	ck_assert(!tz_deflate_whole(d, "", 0, out, &size));
}
END_TEST

START_TEST(text_pays)
{
	char data[2000];

	for (size_t i = 0; i < sizeof data; i++)
		data[i] = "材料审核 "[i % 13];
	ck_assert(tz_deflate_pays(d, data, sizeof data));
}
END_TEST

START_TEST(packed_data_does_not_pay_at_any_size)
{
	static unsigned char data[200000];

	fill_random(data, sizeof data, 7);
	for (size_t size = 1; size <= sizeof data; size = size * 3 + 1)
		ck_assert_msg(!tz_deflate_pays(d, data, size), "%zu bytes", size);
}
END_TEST

START_TEST(structure_around_packed_data_does_not_hide_it)
{
	static const char marks[] = "PK\3\4\x14\0\0\0\x08\0\0\0\0\0word/document.xml<</Type /XObject /Length 3400>>stream";

	/* As much of it as in a document of a few KiB. */
	for (size_t at = 0; at < 360; at += 120)
		memcpy(noise + at * 10, marks, sizeof marks);
	ck_assert(!tz_deflate_pays(d, noise, 4000));
}
END_TEST

START_TEST(bytes_that_are_spread_evenly_and_come_again_pay)
{
	static unsigned char data[3000];

	for (size_t i = 0; i < sizeof data; i++)
		data[i] = (unsigned char)i;
	ck_assert(tz_deflate_pays(d, data, sizeof data));
	memcpy(noise + 2000, noise, 2000);
	ck_assert(tz_deflate_pays(d, noise, 4000));
}
END_TEST

START_TEST(bytes_half_of_which_shrink_pay)
{
	static unsigned char data[65536];

	fill_random(data, sizeof data, 3);
	memset(data, 'a', sizeof data / 2);
	ck_assert(tz_deflate_pays(d, data, sizeof data));
}
END_TEST

START_TEST(a_few_bytes_do_not_pay)
{
	ck_assert(!tz_deflate_pays(d, "", 0));
	ck_assert(!tz_deflate_pays(d, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 39));
}
END_TEST

START_TEST(only_the_first_bytes_are_looked_at)
{
	static unsigned char data[TZ_DEFLATE_SAMPLE * 4];

	fill_random(data, TZ_DEFLATE_SAMPLE, 9);
	ck_assert(!tz_deflate_pays(d, data, sizeof data));
}
END_TEST

START_TEST(the_crc_is_that_of_zip_and_goes_on_over_blocks)
{
	ck_assert_uint_eq(tz_crc32(0, "123456789", 9), 0xCBF43926u);
	ck_assert_uint_eq(tz_crc32(tz_crc32(0, "1234", 4), "56789", 5), 0xCBF43926u);
	ck_assert_uint_eq(tz_crc32(0, "", 0), 0);
}
END_TEST

START_TEST(crcs_of_two_pieces_make_that_of_both)
{
	ck_assert_uint_eq(tz_crc32_combine(tz_crc32(0, "1234", 4), tz_crc32(0, "56789", 5), 5), 0xCBF43926u);
	ck_assert_uint_eq(tz_crc32_combine(tz_crc32(0, "123456789", 9), 0, 0), 0xCBF43926u);
	ck_assert_uint_eq(tz_crc32_combine(0, tz_crc32(0, "123456789", 9), 9), 0xCBF43926u);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("deflate");
	TCase *stream = tcase_create("stream"), *whole = tcase_create("whole"), *trial = tcase_create("trial"), *crc = tcase_create("crc");

	tcase_add_checked_fixture(stream, set_up, tear_down);
	tcase_add_loop_test(stream, blocks_make_one_stream, 0, NUM_BLOCKS);
	tcase_add_loop_test(stream, an_empty_block_may_end_it, 0, NUM_BLOCKS);
	tcase_add_loop_test(stream, bytes_that_do_not_shrink_come_through_and_stay_within_the_bound, 0, NUM_BLOCKS);
	tcase_add_test(stream, nothing_is_a_stream_too);
	tcase_add_test(stream, what_is_before_a_block_is_referred_to);
	tcase_add_test(stream, any_object_makes_the_same_of_a_block);
	tcase_add_test(stream, a_place_that_may_be_too_small_is_refused);
	suite_add_tcase(suite, stream);
	tcase_add_checked_fixture(whole, set_up, tear_down);
	tcase_add_loop_test(whole, a_whole_file_is_packed_into_its_own_room_where_it_pays, 0, 7);
	tcase_add_test(whole, a_whole_file_is_judged_by_what_came_of_it);
	suite_add_tcase(suite, whole);
	tcase_add_checked_fixture(trial, set_up, tear_down);
	tcase_add_test(trial, text_pays);
	tcase_add_test(trial, packed_data_does_not_pay_at_any_size);
	tcase_add_test(trial, structure_around_packed_data_does_not_hide_it);
	tcase_add_test(trial, bytes_that_are_spread_evenly_and_come_again_pay);
	tcase_add_test(trial, bytes_half_of_which_shrink_pay);
	tcase_add_test(trial, a_few_bytes_do_not_pay);
	tcase_add_test(trial, only_the_first_bytes_are_looked_at);
	suite_add_tcase(suite, trial);
	tcase_add_test(crc, the_crc_is_that_of_zip_and_goes_on_over_blocks);
	tcase_add_test(crc, crcs_of_two_pieces_make_that_of_both);
	suite_add_tcase(suite, crc);
	return suite;
}
