/* SPDX-License-Identifier: MIT */
/* test_unpack_set.c: several packages unpacked into the whole that they are: the very bytes of an ordinary package, or nothing. */
#include "package/unpack_set.h"

#include <string.h>
#include <unistd.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"
#include "package/set_case.h"

static const enum taizhang_format forms[] = {
	TAIZHANG_FORMAT_ZIP, TAIZHANG_FORMAT_TAR, TAIZHANG_FORMAT_TAR_GZ, TAIZHANG_FORMAT_TAR_ZST,
};
#define NUM_FORMS 4

/* out is what unpacking the ordinary package of the ledger gives. */
static void assert_whole(void)
{
	struct taizhang_unpack_options options = TAIZHANG_UNPACK_OPTIONS_INIT;

	set_pack("ordinary.zip", 0, NULL);
	tz_assert_ok(taizhang_unpack(temp_path("ordinary.zip"), temp_path("expected"), &options, NULL, NULL, &err), &err);
	ck_assert_int_eq(temp_shell("diff -r '%s' '%s'", temp_path("expected"), temp_path("out")), 0);
	ck_assert_int_eq(temp_shell("cd '%s' && find . -type f -path '*/data/*' -printf '%%P %%T@\\n' | sort >../expected.times", temp_path("expected")), 0);
	ck_assert_int_eq(temp_shell("cd '%s' && find . -type f -path '*/data/*' -printf '%%P %%T@\\n' | sort | cmp - ../expected.times", temp_path("out")), 0);
}

START_TEST(a_set_gives_the_bytes_of_an_ordinary_package)
{
	static const char *const names[] = {"set.zip", "set.tar", "set.tar.gz", "set.tar.zst"};
	struct taizhang_unpack_result result;

	set_digests = TAIZHANG_DIGEST_SM3;
	set_split(names[_i]);
	ck_assert_int_eq(set_unpack(packed[1].path, SET_PATHS(packed[0].path, packed[2].path), NULL, NULL, &result), 0);
	ck_assert_uint_eq(taizhang_findings_count(findings, TAIZHANG_ERROR), 0);
	ck_assert_str_eq(result.root, SET_ROOT);
	ck_assert_uint_eq(result.files, 8);
	ck_assert_uint_eq(result.bytes, 345 * 1024);
	assert_whole();
}
END_TEST

START_TEST(parts_may_come_in_any_form_and_order)
{
	set_split("set.zip");
	set_change(0, NULL, forms[_i]);
	set_change(1, NULL, forms[(_i + 1) % NUM_FORMS]);
	set_change(2, NULL, TAIZHANG_FORMAT_DIRECTORY);
	ck_assert_int_eq(set_unpack(packed[2].path, SET_PATHS(packed[_i % 2].path, packed[1 - _i % 2].path), NULL, NULL, NULL), 0);
	assert_whole();
}
END_TEST

START_TEST(a_set_gives_the_ledger_back_that_packs_to_the_same_bytes)
{
	struct taizhang_unpack_options options = TAIZHANG_UNPACK_OPTIONS_INIT;

	options.as_ledger = true;
	set_split("set.zip");
	set_pack("before.zip", 0, NULL);
	ck_assert_int_eq(set_unpack(packed[0].path, SET_PATHS(packed[1].path, packed[2].path), NULL, &options, NULL), 0);
	ck_assert_int_eq(temp_shell("diff -r '%s' '%s'", temp_path("ledger"), temp_path("out")), 0);
	taizhang_ledger_free(ledger);
	ledger = taizhang_ledger_open(temp_path("out"), TAIZHANG_OPEN_READ, NULL, &err);
	tz_assert_ptr(ledger, &err);
	set_pack("after.zip", 0, NULL);
	ck_assert_int_eq(temp_shell("cmp '%s' '%s'", temp_path("before.zip"), temp_path("after.zip")), 0);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("unpack_set");
	TCase *whole = add_behaviour(suite, "gives the whole");

	tcase_add_loop_test(whole, a_set_gives_the_bytes_of_an_ordinary_package, 0, NUM_FORMS);
	tcase_add_loop_test(whole, parts_may_come_in_any_form_and_order, 0, NUM_FORMS);
	tcase_add_test(whole, a_set_gives_the_ledger_back_that_packs_to_the_same_bytes);
	return suite;
}
