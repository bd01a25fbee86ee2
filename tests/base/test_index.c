/* SPDX-License-Identifier: MIT */
/* test_index.c: a map from string to number. */
#include "base/index.h"

#include <stdio.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"

static struct tz_index ix;
static struct taizhang_error err;

static void setup(void)
{
	ix = (struct tz_index)TZ_INDEX_INIT;
	taizhang_error_clear(&err);
}

static void teardown(void)
{
	tz_index_free(&ix);
}

START_TEST(an_empty_index_knows_nothing)
{
	ck_assert_uint_eq(tz_index_get(&ix, "a"), TZ_INDEX_NONE);
	ck_assert_uint_eq(tz_index_get(&ix, NULL), TZ_INDEX_NONE);
}
END_TEST

START_TEST(a_key_is_compared_by_its_text)
{
	char key[] = "II-4-2-1-3", same[] = "II-4-2-1-3";

	tz_assert_ok(tz_index_put(&ix, key, 7, &err), &err);
	ck_assert_uint_eq(tz_index_get(&ix, same), 7);
	ck_assert_uint_eq(tz_index_get(&ix, "II-4-2-1-31"), TZ_INDEX_NONE);
	ck_assert_uint_eq(tz_index_get(&ix, "II-4-2-1-"), TZ_INDEX_NONE);
	ck_assert_uint_eq(tz_index_get(&ix, ""), TZ_INDEX_NONE);
}
END_TEST

START_TEST(putting_a_key_again_sets_its_value_anew)
{
	tz_assert_ok(tz_index_put(&ix, "a", 1, &err), &err);
	tz_assert_ok(tz_index_put(&ix, "", 3, &err), &err);
	tz_assert_ok(tz_index_put(&ix, "a", 2, &err), &err);
	ck_assert_uint_eq(tz_index_get(&ix, "a"), 2);
	ck_assert_uint_eq(tz_index_get(&ix, ""), 3);
	ck_assert_uint_eq(ix.count, 2);
}
END_TEST

START_TEST(a_hundred_thousand_keys_are_found_through_every_growth)
{
	static char keys[100000][24];

	for (size_t i = 0; i < 100000; i++) {
		/* of every length up to three words of the hash */
		snprintf(keys[i], sizeof keys[i], "%zu%.*s", i, (int)(i % 17), "文件名abcdefghijk");
		tz_assert_ok(tz_index_put(&ix, keys[i], i, &err), &err);
	}
	ck_assert_uint_eq(ix.count, 100000);
	for (size_t i = 0; i < 100000; i++)
		ck_assert_uint_eq(tz_index_get(&ix, keys[i]), i);
	ck_assert_uint_eq(tz_index_get(&ix, "100000x"), TZ_INDEX_NONE);
}
END_TEST

START_TEST(two_indexes_have_two_seeds)
{
	struct tz_index other = TZ_INDEX_INIT;

	tz_assert_ok(tz_index_put(&ix, "a", 1, &err), &err);
	tz_assert_ok(tz_index_put(&other, "a", 1, &err), &err);
	ck_assert_mem_ne(ix.seed, other.seed, sizeof ix.seed);
	tz_index_free(&other);
}
END_TEST

START_TEST(a_freed_index_can_be_filled_again)
{
	tz_assert_ok(tz_index_put(&ix, "a", 1, &err), &err);
	tz_index_free(&ix);
	ck_assert_uint_eq(tz_index_get(&ix, "a"), TZ_INDEX_NONE);
	tz_assert_ok(tz_index_put(&ix, "b", 2, &err), &err);
	ck_assert_uint_eq(tz_index_get(&ix, "b"), 2);
}
END_TEST

START_TEST(keys_may_be_bytes_of_one_size)
{
	struct tz_index bytes = TZ_INDEX_OF(12);
	static char keys[1000][12];

	for (size_t i = 0; i < 1000; i++) {
		memset(keys[i], 0, sizeof keys[i]);
		memcpy(keys[i] + 8, &(uint32_t){(uint32_t)i}, 4);
		tz_assert_ok(tz_index_put(&bytes, keys[i], i, &err), &err);
	}
	ck_assert_uint_eq(bytes.count, 1000);
	for (size_t i = 0; i < 1000; i++)
		ck_assert_uint_eq(tz_index_get(&bytes, keys[i]), i);
	ck_assert_uint_eq(tz_index_get(&bytes, "abcdefghijkl"), TZ_INDEX_NONE);
	tz_index_free(&bytes);
	ck_assert_uint_eq(bytes.key_size, 12);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("index");
	TCase *finds = tcase_create("finds");

	tcase_add_checked_fixture(finds, setup, teardown);
	tcase_add_test(finds, an_empty_index_knows_nothing);
	tcase_add_test(finds, a_key_is_compared_by_its_text);
	tcase_add_test(finds, putting_a_key_again_sets_its_value_anew);
	tcase_add_test(finds, a_hundred_thousand_keys_are_found_through_every_growth);
	tcase_add_test(finds, two_indexes_have_two_seeds);
	tcase_add_test(finds, keys_may_be_bytes_of_one_size);
	tcase_add_test(finds, a_freed_index_can_be_filled_again);
	suite_add_tcase(suite, finds);
	return suite;
}
