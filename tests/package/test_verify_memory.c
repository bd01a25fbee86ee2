/* SPDX-License-Identifier: MIT */
/* test_verify_memory.c: whatever allocation fails, verifying says so and leaves nothing behind. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/memory.h"
#include "harness/suite.h"
#include "harness/temp.h"
#include "package/bag_case.h"

/* A package takes some ten thousand allocations, mostly alike: each of this many is let fail. A prime, so that none hides. */
#define STRIDE 131

/* Verifies with the n-th allocation failing; false once there are fewer. expected may be NULL: looking up a code in the catalogue has no
 * way to tell that memory ran out, so that a package may be told to name an unknown one. */
static bool survives(const char *path, bool bag_only, size_t n, const char *expected)
{
	struct taizhang_verify_options options = TAIZHANG_VERIFY_OPTIONS_INIT;
	struct taizhang_findings *findings = taizhang_findings_new(NULL);
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_package *package;
	bool failed;
	int result;
	char *ids;

	options.bag_only = bag_only;
	memory_fail_at(n);
	result = taizhang_verify(path, &options, findings, &package, &err);
	failed = memory_has_failed();
	memory_fail_at(SIZE_MAX);
	if (result < 0) {
		ck_assert_msg(failed, "allocation %zu", n);
		ck_assert_msg(err.code == TAIZHANG_E_NOMEM, "allocation %zu gave %s", n,
			      taizhang_error_code_name(err.code));
		ck_assert_ptr_null(package);
	} else {
		ids = bag_ids(findings);
		ck_assert_msg(!expected || strcmp(ids, expected) == 0, "allocation %zu failed, and nobody noticed but: %s", n, ids);
		free(ids);
	}
	taizhang_package_free(package);
	taizhang_findings_free(findings);
	return failed;
}

START_TEST(any_bag)
{
	const struct bag_case c = {
		.name = "of everything", .algorithms = "sha256 sm3",
		.before = {{BAG_WRITE, "data/95%25.txt", "", NULL}, {BAG_WRITE, "data/A.txt", "", NULL}},
		.edits = {{BAG_REPLACE, "manifest-sm3.txt", "A.txt", "a.txt"}, {BAG_REMOVE, "data/说明.txt", NULL, NULL},
			  {BAG_WRITE, "fetch.txt", "http://a.example/x - data/../x\n", NULL}},
	};
	size_t n = 0;

	bag_edit(bag_make("case", "包", &c), c.edits);
	while (survives(bag_archive("case", "包", (enum taizhang_format)_i), true, n,
			"bag-fetch bag-fetch-path bag-file-missing bag-manifest-bare bag-manifest-name bag-oxum bag-tag-digest"))
		n++;
	ck_assert_uint_gt(n, 50);
}
END_TEST

START_TEST(a_package)
{
	size_t n = 0;

	package_make("case", true);
	while (survives(temp_path("package.tar"), false, n, NULL))
		n += STRIDE;
	ck_assert_uint_gt(n, 1000);
}
END_TEST

START_TEST(the_text_of_a_package)
{
	struct taizhang_package *package;
	struct taizhang_findings *findings = taizhang_findings_new(NULL);
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_render_options options = TAIZHANG_RENDER_OPTIONS_INIT;
	bool failed = true;

	package_make("case", true);
	tz_assert_ok(taizhang_verify(temp_path("package.tar"), NULL, findings, &package, &err), &err);
	options.json = _i == 1;
	for (size_t n = 0; failed; n++) {
		char *text;

		taizhang_error_clear(&err);
		memory_fail_at(n);
		text = taizhang_package_text(package, NULL, &options, &err);
		failed = memory_has_failed();
		memory_fail_at(SIZE_MAX);
		ck_assert_msg((text == NULL) == failed, "allocation %zu", n);
		ck_assert_int_eq(err.code, failed ? TAIZHANG_E_NOMEM : TAIZHANG_OK);
		taizhang_text_free(text);
	}
	taizhang_package_free(package);
	taizhang_findings_free(findings);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("verify_memory");
	TCase *survive = tcase_create("survives");

	tcase_add_checked_fixture(survive, NULL, temp_remove);
	tcase_set_timeout(survive, 300);
	tcase_add_loop_test(survive, any_bag, TAIZHANG_FORMAT_ZIP, TAIZHANG_FORMAT_DIRECTORY + 1);
	tcase_add_test(survive, a_package);
	tcase_add_loop_test(survive, the_text_of_a_package, 0, 2);
	suite_add_tcase(suite, survive);
	return suite;
}
