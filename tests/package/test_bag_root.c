/* SPDX-License-Identifier: MIT */
/* test_bag_root.c: an archive holds one folder, the bag, and nothing beside it. */
#include <stdlib.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"
#include "package/bag_case.h"

#define STREAMS (1u << TAIZHANG_FORMAT_TAR_GZ | 1u << TAIZHANG_FORMAT_TAR_ZST)

/* Packs what stands in temp_dir()/case by a command line of tar, in each archive form; expects the findings. */
static void found_in_archives(const char *members, const char *expected, const char *expected_in_streams)
{
	static const char *const options[] = {
		[TAIZHANG_FORMAT_ZIP] = "--format zip", [TAIZHANG_FORMAT_TAR] = "--format pax",
		[TAIZHANG_FORMAT_TAR_GZ] = "--format pax -z", [TAIZHANG_FORMAT_TAR_ZST] = "--format pax --zstd",
	};

	for (enum taizhang_format format = TAIZHANG_FORMAT_ZIP; format <= TAIZHANG_FORMAT_TAR_ZST; format++) {
		struct taizhang_verify_options verify = TAIZHANG_VERIFY_OPTIONS_INIT;
		struct taizhang_findings *findings = taizhang_findings_new(NULL);
		struct taizhang_error err = TAIZHANG_ERROR_INIT;
		const char *wanted = (1u << format) & STREAMS ? expected_in_streams : expected;
		char *ids;

		verify.bag_only = true;
		ck_assert_int_eq(temp_shell("cd '%s' && LC_ALL=C.UTF-8 bsdtar %s -cf ../x %s", temp_path("case"),
					    options[format], members), 0);
		tz_assert_ok(taizhang_verify(temp_path("x"), &verify, findings, NULL, &err), &err);
		ids = bag_ids(findings);
		ck_assert_msg(strcmp(ids, wanted) == 0, "%s, %s: expected \"%s\", found \"%s\"", members,
			      taizhang_format_name(format), wanted, ids);
		free(ids);
		taizhang_findings_free(findings);
	}
}

START_TEST(an_archive_has_one_root)
{
	bag_make("case", "包", &(struct bag_case){.name = "sound"});
	bag_make("case", "另", &(struct bag_case){.name = "sound"});
	temp_write_text("case/说明.txt", "x");
	found_in_archives("包", "", "");
	found_in_archives("./包", "", "");
	found_in_archives("包/bagit.txt 包/data 包/bag-info.txt 包/manifest-sha256.txt", "", "");
	found_in_archives("包 另", "bag-outside-root", "bag-outside-root");
	found_in_archives("包 说明.txt", "bag-outside-root", "bag-outside-root");
	found_in_archives("说明.txt 包", "bag-outside-root", "bag-outside-root");
	found_in_archives("包/data 包/tagmanifest-sha256.txt", "bag-declaration-none bag-manifest-none bag-tag-missing",
			  "bag-declaration-none bag-manifest-none bag-tag-missing");
}
END_TEST

START_TEST(a_bag_packed_from_inside_has_none)
{
	bag_make(".", "case", &(struct bag_case){.name = "sound"});
	found_in_archives("bagit.txt bag-info.txt data manifest-sha256.txt tagmanifest-sha256.txt", "bag-no-root",
			  "bag-no-root");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("bag_root");
	TCase *root = tcase_create("root");

	tcase_add_checked_fixture(root, NULL, temp_remove);
	tcase_add_test(root, an_archive_has_one_root);
	tcase_add_test(root, a_bag_packed_from_inside_has_none);
	suite_add_tcase(suite, root);
	return suite;
}
