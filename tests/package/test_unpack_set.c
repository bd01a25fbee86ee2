/* SPDX-License-Identifier: MIT */
/* test_unpack_set.c: several packages unpacked into the whole that they are: the very bytes of an ordinary package, or nothing. */
#include "package/unpack_set.h"

#include <stdlib.h>
#include <string.h>
#include <taizhang/scan.h>
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

START_TEST(a_chain_gives_the_bytes_of_an_ordinary_package)
{
	set_digests = _i ? TAIZHANG_DIGEST_SM3 : 0;
	set_chain();
	ck_assert_int_eq(set_unpack(packed[2].path, NULL, SET_PATHS(packed[0].path, packed[1].path), NULL, NULL), 0);
	assert_whole();
}
END_TEST

START_TEST(a_split_supplement_on_split_bases_gives_the_whole)
{
	set_digests = TAIZHANG_DIGEST_SM3;
	set_split("one.zip");
	set_revise(1);
	set_put(0, "大.pdf", 100 * 1024, 300);
	set_put(1, "大.pdf", 100 * 1024, 301);
	set_revise(2);
	set_pack("two.zip", 230 * 1024, SET_PATHS(packed[0].path, packed[1].path, packed[2].path));
	ck_assert_uint_eq(num_packed, 5);
	set_change(1, NULL, TAIZHANG_FORMAT_DIRECTORY);
	ck_assert_int_eq(set_unpack(packed[4].path, SET_PATHS(packed[3].path), SET_PATHS(packed[2].path, packed[1].path, packed[0].path),
				    NULL, NULL), 0);
	assert_whole();
}
END_TEST

START_TEST(what_is_declared_and_what_is_missing_come_through)
{
	set_chain();
	ck_assert_int_eq(temp_shell("rm '%s'/ledger/materials/*/考核办法.pdf", temp_dir()), 0);
	tz_assert_ok(taizhang_ledger_scan(ledger, NULL, NULL, NULL, &err), &err);
	tz_assert_ok(taizhang_ledger_save(ledger, &err), &err);
	set_pack("four.tar", 0, SET_PATHS(packed[2].path));
	ck_assert_int_eq(set_unpack(packed[3].path, NULL, SET_PATHS(packed[0].path, packed[1].path, packed[2].path), NULL, NULL), 0);
	ck_assert_uint_gt(taizhang_findings_count(findings, TAIZHANG_WARNING), 0);
	assert_whole();
}
END_TEST

/* Nothing is left, whether the folder was there before or not. */
static void assert_refused(int code, const char *first, const char *const *parts, const char *const *bases,
			   const struct taizhang_unpack_options *options)
{
	ck_assert_int_eq(set_unpack(first, parts, bases, options, NULL), code);
	ck_assert_int_eq(access(temp_path("out"), F_OK), -1);
}

START_TEST(what_is_not_whole_leaves_nothing)
{
	set_split("set.zip");
	assert_refused(TAIZHANG_E_REFUSED, packed[0].path, SET_PATHS(packed[1].path), NULL, NULL);
	assert_refused(TAIZHANG_E_REFUSED, packed[0].path, SET_PATHS(packed[1].path, packed[2].path, packed[1].path), NULL, NULL);
	assert_refused(TAIZHANG_E_REFUSED, packed[0].path, SET_PATHS(packed[1].path, packed[2].path), SET_PATHS(packed[0].path), NULL);
}
END_TEST

START_TEST(a_damaged_part_leaves_nothing)
{
	const struct bag_edit edits[BAG_MAX_EDITS] = {{BAG_APPEND, "data/I-1-1-1-2/01-宣讲情况报告.pdf", "!", NULL}};

	set_split("set.zip");
	set_change(1, edits, TAIZHANG_FORMAT_TAR_GZ);
	assert_refused(TAIZHANG_E_REFUSED, packed[0].path, SET_PATHS(packed[1].path, packed[2].path), NULL, NULL);
}
END_TEST

START_TEST(a_part_that_lies_leaves_nothing)
{
	/* two files of one path; a path that is a folder of another; a manifest that none of ours reads */
	static const struct bag_edit lies[][BAG_MAX_EDITS] = {
		{{BAG_REPLACE, "manifest.xml", "02-考核制度.pdf\" carried", "03-考核办法.pdf\" carried"}},
		{{BAG_REPLACE, "manifest.xml", "I-1-1-2-1/02-考核制度.pdf\" carried", "I-1-1-1-1\" carried"}},
		{{BAG_REPLACE, "manifest.xml", "<manifest ", "<other "}},
		{{BAG_REMOVE, "manifest.xml", NULL, NULL}},
	};

	set_split("set.zip");
	set_change(0, lies[_i], TAIZHANG_FORMAT_ZIP);
	assert_refused(TAIZHANG_E_REFUSED, packed[0].path, SET_PATHS(packed[1].path, packed[2].path), NULL, NULL);
}
END_TEST

START_TEST(a_base_that_is_wrong_or_changed_leaves_nothing)
{
	const struct bag_edit edits[BAG_MAX_EDITS] = {{BAG_APPEND, "data/I-1-1-1-2/01-宣讲情况报告.pdf", "!", NULL}};

	set_chain();
	assert_refused(TAIZHANG_E_REFUSED, packed[2].path, NULL, SET_PATHS(packed[0].path), NULL);
	assert_refused(TAIZHANG_E_REFUSED, packed[2].path, NULL, SET_PATHS(packed[1].path), NULL);
	set_change(0, edits, TAIZHANG_FORMAT_ZIP);
	assert_refused(TAIZHANG_E_REFUSED, packed[1].path, NULL, SET_PATHS(packed[0].path), NULL);
}
END_TEST

START_TEST(the_limit_holds_for_the_whole)
{
	struct taizhang_unpack_options options = TAIZHANG_UNPACK_OPTIONS_INIT;
	struct taizhang_limits limits = TAIZHANG_LIMITS_INIT;
	char *ids;

	set_chain();
	/* neither package passes it alone */
	limits.total_bytes = 800 * 1024;
	options.limits = &limits;
	set_change(0, NULL, TAIZHANG_FORMAT_TAR);
	ck_assert_int_eq(set_unpack(packed[1].path, NULL, SET_PATHS(packed[0].path), &options, NULL), 0);
	ck_assert_int_eq(temp_shell("rm -r '%s'", temp_path("out")), 0);
	limits.total_bytes = 340 * 1024;
	assert_refused(TAIZHANG_E_REFUSED, packed[1].path, NULL, SET_PATHS(packed[0].path), &options);
	ids = bag_ids(findings);
	ck_assert_ptr_nonnull(strstr(ids, "container-bytes"));
	free(ids);
}
END_TEST

START_TEST(an_item_or_a_kind_comes_out_of_all_packages)
{
	struct taizhang_unpack_options options = TAIZHANG_UNPACK_OPTIONS_INIT;
	struct taizhang_unpack_result result;

	set_chain();
	options.item = "I-1-1-1-2";
	ck_assert_int_eq(set_unpack(packed[2].path, NULL, SET_PATHS(packed[1].path, packed[0].path), &options, &result), 0);
	ck_assert_uint_eq(result.files, 3);
	ck_assert_str_eq(result.root, SET_ROOT);
	ck_assert_int_eq(temp_shell("cd '%s' && test \"$(find . -type f | wc -l)\" = 3 && test -s data/I-1-1-1-2/02-01-名单.xlsx", temp_path("out/" SET_ROOT)), 0);
	ck_assert_int_eq(temp_shell("rm -r '%s'", temp_path("out")), 0);
	/* of two files of the same bytes only the one that is asked for */
	options.item = "I-1-1-2-1";
	ck_assert_int_eq(set_unpack(packed[2].path, NULL, SET_PATHS(packed[1].path, packed[0].path), &options, &result), 0);
	ck_assert_int_eq(temp_shell("cd '%s' && test -s data/I-1-1-2-1/01-名单.xlsx && test ! -e data/I-1-1-1-2", temp_path("out/" SET_ROOT)), 0);
	ck_assert_int_eq(temp_shell("rm -r '%s'", temp_path("out")), 0);
	options.item = "X-9";
	assert_refused(TAIZHANG_E_NOT_FOUND, packed[2].path, NULL, SET_PATHS(packed[1].path, packed[0].path), &options);
	options.as_ledger = true;
	assert_refused(TAIZHANG_E_INVAL, packed[2].path, NULL, SET_PATHS(packed[1].path, packed[0].path), &options);
}
END_TEST

START_TEST(alone_comes_what_is_carried_and_no_ledger)
{
	struct taizhang_unpack_options options = TAIZHANG_UNPACK_OPTIONS_INIT;
	struct taizhang_unpack_result result;
	char *ids;

	set_split("set.zip");
	ck_assert_int_eq(set_unpack(packed[0].path, NULL, NULL, NULL, &result), 0);
	ids = bag_ids(findings);
	ck_assert_str_eq(ids, "set-part-alone");
	free(ids);
	ck_assert_str_eq(result.root, SET_ROOT "-1of3");
	ck_assert_uint_eq(result.files, 2);
	ck_assert_int_eq(temp_shell("cd '%s' && sha256sum --quiet -c manifest-sha256.txt tagmanifest-sha256.txt", temp_path("out/" SET_ROOT "-1of3")), 0);
	ck_assert_int_eq(temp_shell("rm -r '%s'", temp_path("out")), 0);
	options.as_ledger = true;
	assert_refused(TAIZHANG_E_STATE, packed[0].path, NULL, NULL, &options);
	ck_assert_str_eq(taizhang_error_id(&err), "unpack-not-whole");
	options.as_ledger = false;
	options.item = "I-1-1-2-1";
	ck_assert_int_eq(set_unpack(packed[0].path, NULL, NULL, &options, &result), 0);
	ck_assert_uint_eq(result.files, 0);
}
END_TEST

START_TEST(a_set_gives_the_ledger_back_that_packs_to_the_same_bytes)
{
	struct taizhang_unpack_options options = TAIZHANG_UNPACK_OPTIONS_INIT;

	options.as_ledger = true;
	set_split("set.zip");
	set_pack("before.zip", 0, NULL);
	ck_assert_int_eq(set_unpack(packed[0].path, SET_PATHS(packed[1].path, packed[2].path), NULL, &options, NULL), 0);
	ck_assert_int_eq(temp_shell("diff -r -x .taizhang-digests '%s' '%s'", temp_path("ledger"), temp_path("out")), 0);
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
	TCase *whole = add_behaviour(suite, "gives the whole"), *part = add_behaviour(suite, "gives a part");
	TCase *refuses = add_behaviour(suite, "refuses");

	tcase_add_loop_test(whole, a_set_gives_the_bytes_of_an_ordinary_package, 0, NUM_FORMS);
	tcase_add_loop_test(whole, parts_may_come_in_any_form_and_order, 0, NUM_FORMS);
	tcase_add_test(whole, a_set_gives_the_ledger_back_that_packs_to_the_same_bytes);
	tcase_add_loop_test(whole, a_chain_gives_the_bytes_of_an_ordinary_package, 0, 2);
	tcase_add_test(whole, a_split_supplement_on_split_bases_gives_the_whole);
	tcase_add_test(whole, what_is_declared_and_what_is_missing_come_through);
	tcase_add_test(part, an_item_or_a_kind_comes_out_of_all_packages);
	tcase_add_test(part, alone_comes_what_is_carried_and_no_ledger);
	tcase_add_test(refuses, what_is_not_whole_leaves_nothing);
	tcase_add_test(refuses, a_damaged_part_leaves_nothing);
	tcase_add_loop_test(refuses, a_part_that_lies_leaves_nothing, 0, 4);
	tcase_add_test(refuses, a_base_that_is_wrong_or_changed_leaves_nothing);
	tcase_add_test(refuses, the_limit_holds_for_the_whole);
	return suite;
}
