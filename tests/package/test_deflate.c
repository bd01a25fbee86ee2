/* SPDX-License-Identifier: MIT */
/* test_deflate.c: tests of lib/package/deflate.c. */
#include "package/deflate.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/buffer.h"
#include "base/error.h"
#include "harness/assert.h"
#include "harness/suite.h"
#include "package/entries.h"

static struct taizhang_error err;
static struct tz_deflate *d;
static struct tz_buffer packed;

static void set_up(void)
{
	taizhang_error_clear(&err);
	d = tz_deflate_new(&err);
	tz_assert_ptr(d, &err);
	packed = (struct tz_buffer)TZ_BUFFER_INIT;
}

static void tear_down(void)
{
	tz_deflate_free(d);
	tz_buffer_free(&packed);
}

/* Packs one block behind what was packed before. */
static void pack(const void *data, size_t size, size_t before, bool last)
{
	size_t capacity = tz_deflate_block_bound(size), packed_size;
	char *out = tz_buffer_reserve(&packed, capacity);

	ck_assert_int_eq(tz_deflate_block(d, (const char *)data - before, before, data, size, last, out, capacity, &packed_size), 0);
	packed.size += packed_size;
}

/* What was packed is a raw deflate stream of exactly these bytes. */
static void assert_inflates_to(const void *data, size_t size)
{
	unsigned char *out = malloc(size + 1);
	z_stream stream = {0};

	ck_assert_int_eq(inflateInit2(&stream, -15), Z_OK);
	stream.next_in = (Bytef *)packed.data;
	stream.avail_in = (uInt)packed.size;
	stream.next_out = out;
	stream.avail_out = (uInt)size + 1;
	ck_assert_int_eq(inflate(&stream, Z_FINISH), Z_STREAM_END);
	ck_assert_uint_eq(stream.total_out, size);
	ck_assert_uint_eq(stream.avail_in, 0);
	ck_assert_mem_eq(out, data, size);
	inflateEnd(&stream);
	free(out);
}

START_TEST(blocks_make_one_stream)
{
	static char data[300000];

	for (size_t i = 0; i < sizeof data; i++)
		data[i] = (char)('a' + i / 7 % 20);
	for (size_t at = 0; at < sizeof data; at += 100000)
		pack(data + at, 100000, at > 0 ? TZ_DEFLATE_DICTIONARY : 0, false);
	pack(data + sizeof data, 0, TZ_DEFLATE_DICTIONARY, true);
	ck_assert_uint_lt(packed.size, sizeof data / 10);
	assert_inflates_to(data, sizeof data);
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

Suite *module_suite(void)
{
	Suite *suite = suite_create("deflate");
	TCase *stream = tcase_create("stream"), *trial = tcase_create("trial"), *crc = tcase_create("crc");

	tcase_add_checked_fixture(stream, set_up, tear_down);
	tcase_add_test(stream, blocks_make_one_stream);
	suite_add_tcase(suite, stream);
	tcase_add_checked_fixture(trial, set_up, tear_down);
	tcase_add_test(trial, text_pays);
	tcase_add_test(trial, packed_data_does_not_pay_at_any_size);
	tcase_add_test(trial, bytes_half_of_which_shrink_pay);
	tcase_add_test(trial, a_few_bytes_do_not_pay);
	tcase_add_test(trial, only_the_first_bytes_are_looked_at);
	suite_add_tcase(suite, trial);
	tcase_add_test(crc, the_crc_is_that_of_zip_and_goes_on_over_blocks);
	suite_add_tcase(suite, crc);
	return suite;
}
