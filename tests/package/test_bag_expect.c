/* SPDX-License-Identifier: MIT */
/* test_bag_expect.c: what manifests expect against what is computed, in either order. */
#include <stdlib.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "package/bag.h"

#define TWO (TAIZHANG_DIGEST_MD5 | TAIZHANG_DIGEST_SHA256)

static struct taizhang_error err;
static struct tz_bag bag;
static char a[65], b[65], c[65];

/* Two manifests of SHA-256 and one of MD5 in a bag of three files. */
static void setup(void)
{
	bag = (struct tz_bag){.digests = TWO, .num_files = 3, .num_manifests = 3};
	bag.files = calloc(3, sizeof *bag.files);
	bag.manifests = calloc(3, sizeof *bag.manifests);
	for (int i = 0; i < 3; i++)
		bag.manifests[i].digest = i < 2 ? TAIZHANG_DIGEST_SHA256 : TAIZHANG_DIGEST_MD5;
	memset(a, 'a', 64);
	memset(b, 'b', 64);
	memset(c, 'c', 64);
	taizhang_error_clear(&err);
}

static void teardown(void)
{
	tz_bag_free(&bag);
}

/* The bytes of an MD5 of one digit and a SHA-256 of another. */
static const unsigned char *computed(int md5, int sha256)
{
	static unsigned char bytes[16 + 32];

	memset(bytes, md5 * 17, 16);
	memset(bytes + 16, sha256 * 17, 32);
	return bytes;
}

static void expects(size_t manifest, size_t file, const char *hex)
{
	tz_assert_ok(tz_bag_expect(&bag, manifest, file, hex, &err), &err);
}

static void has_come(size_t file, int md5, int sha256)
{
	if (!tz_bag_compare(&bag.files[file], TWO, computed(md5, sha256)))
		tz_assert_ok(tz_bag_dispute(&bag, &bag.files[file], TWO, computed(md5, sha256), &err), &err);
}

static void is_expected(size_t manifest, size_t file, const char *hex)
{
	char buf[TAIZHANG_DIGEST_HEX_SIZE];

	ck_assert_str_eq(tz_bag_expected(&bag, manifest, file, buf), hex);
}

static void is_found(size_t file, const char *hex)
{
	char buf[TAIZHANG_DIGEST_HEX_SIZE];

	ck_assert_str_eq(tz_bag_digest(&bag.files[file], TAIZHANG_DIGEST_SHA256, buf), hex);
}

START_TEST(what_is_as_expected_takes_no_claim)
{
	tz_assert_ok(tz_bag_make_slots(&bag, &err), &err);
	expects(0, 1, a);
	is_expected(0, 1, a);
	is_expected(0, 0, "");
	is_found(1, "");
	has_come(1, 3, 10);
	is_found(1, a);
	is_expected(0, 1, a);
	ck_assert_uint_eq(bag.num_claims, 0);
	expects(1, 1, a);
	ck_assert_uint_eq(bag.num_claims, 0);
}
END_TEST

START_TEST(what_differs_is_kept_beside_what_came)
{
	tz_assert_ok(tz_bag_make_slots(&bag, &err), &err);
	expects(0, 2, a);
	has_come(2, 3, 11);
	ck_assert_uint_eq(bag.files[2].set, TWO);
	is_found(2, b);
	is_expected(0, 2, a);
	/* another that comes later, and is right */
	expects(1, 2, b);
	ck_assert_uint_eq(bag.num_claims, 1);
}
END_TEST

START_TEST(two_lists_of_one_algorithm_may_disagree)
{
	tz_assert_ok(tz_bag_make_slots(&bag, &err), &err);
	expects(0, 0, a);
	expects(1, 0, b);
	is_expected(0, 0, a);
	is_expected(1, 0, b);
	has_come(0, 3, 12);
	is_expected(0, 0, a);
	is_expected(1, 0, b);
	is_found(0, c);
}
END_TEST

START_TEST(each_algorithm_has_its_place)
{
	char md5[33] = "";

	memset(md5, '3', 32);
	tz_assert_ok(tz_bag_make_slots(&bag, &err), &err);
	expects(2, 0, md5);
	expects(0, 0, a);
	is_expected(2, 0, md5);
	has_come(0, 4, 10);
	is_expected(2, 0, md5);
	is_expected(0, 0, a);
	ck_assert_uint_eq(bag.num_claims, 1);
}
END_TEST

START_TEST(without_room_all_is_kept_as_claims)
{
	expects(0, 0, a);
	expects(1, 0, b);
	is_expected(0, 0, a);
	is_expected(1, 0, b);
	ck_assert_uint_eq(bag.num_claims, 2);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("bag_expect");
	TCase *compares = tcase_create("compares");

	tcase_add_checked_fixture(compares, setup, teardown);
	tcase_add_test(compares, what_is_as_expected_takes_no_claim);
	tcase_add_test(compares, what_differs_is_kept_beside_what_came);
	tcase_add_test(compares, two_lists_of_one_algorithm_may_disagree);
	tcase_add_test(compares, each_algorithm_has_its_place);
	tcase_add_test(compares, without_room_all_is_kept_as_claims);
	suite_add_tcase(suite, compares);
	return suite;
}
