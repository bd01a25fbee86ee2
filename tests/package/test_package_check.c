/* SPDX-License-Identifier: MIT */
/* test_package_check.c: manifest.xml against what is in the package. */
#include <stdlib.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"
#include "package/bag_case.h"
#include "package/bag_tally.h"

#define ALL_BUT_FOLDER (1u << TAIZHANG_FORMAT_ZIP | 1u << TAIZHANG_FORMAT_TAR | 1u << TAIZHANG_FORMAT_TAR_GZ | \
			1u << TAIZHANG_FORMAT_TAR_ZST)
#define NOTICE "data/I-1-1-1-1/01-通知.pdf"
#define REPORT "data/I-1-1-1-2/01-情况报告.docx"
#define IN_MANIFEST(text, by) {{BAG_REPLACE, "manifest.xml", text, by}}

static const struct bag_case cases[] = {
	{.name = "sound", .expected = ""},
	{.name = "a changed byte", .edits = {{BAG_REPLACE, NOTICE, "really", "realy!"}},
	 .expected = "bag-digest package-file-digest"},
	{.name = "one byte more", .edits = {{BAG_APPEND, NOTICE, "!", NULL}},
	 .expected = "bag-digest bag-oxum package-count package-file-size"},
	{.name = "a missing file", .edits = {{BAG_REMOVE, NOTICE, NULL, NULL}},
	 .expected = "bag-file-missing bag-oxum package-count package-file-missing"},
	{.name = "a file more", .edits = {{BAG_WRITE, "data/x", "", NULL}},
	 .expected = "bag-file-unlisted bag-oxum package-count package-file-undescribed"},
	{.name = "another size in manifest.xml", .edits = IN_MANIFEST(" size=\"20\"", " size=\"21\""),
	 .relist_tags = true, .expected = "package-file-size"},
	{.name = "another digest in manifest.xml", .edits = IN_MANIFEST(" sha256=\"", " sha256=\""),
	 .relist_tags = true, .expected = ""},
	{.name = "a described file that is not there", .edits = IN_MANIFEST("01-通知", "02-通知"),
	 .relist_tags = true, .expected = "package-file-missing package-file-undescribed"},
	{.name = "a described file outside data", .edits = IN_MANIFEST(NOTICE, "bag-info.txt"),
	 .relist_tags = true, .expected = "package-file-missing package-file-undescribed xml-schema"},
	{.name = "a file described twice", .edits = IN_MANIFEST(REPORT, NOTICE), .relist_tags = true,
	 .expected = "package-file-twice package-file-undescribed"},
	{.name = "another manifest than the one that gave the id",
	 .edits = {{BAG_REPLACE, "manifest-sha256.txt", "  data", " data"}}, .relist_tags = true,
	 .expected = "package-id"},
	{.name = "another root", .edits = IN_MANIFEST(" root=\"包头市", " root=\"包头"), .relist_tags = true,
	 .expected = "package-root", .not_in = 1u << TAIZHANG_FORMAT_DIRECTORY},
	{.name = "a folder with another name", .edits = IN_MANIFEST(" root=\"包头市", " root=\"包头"),
	 .relist_tags = true, .expected = "package-root", .softer = true, .not_in = ~(1u << TAIZHANG_FORMAT_DIRECTORY)},
	{.name = "another count", .edits = IN_MANIFEST(" files=\"2\"", " files=\"3\""), .relist_tags = true,
	 .expected = "package-count"},
	{.name = "another algorithm", .edits = IN_MANIFEST(" digests=\"sha256\"", " digests=\"sha256 sm3\""),
	 .relist_tags = true, .expected = "package-digests"},
	{.name = "no page", .edits = {{BAG_REMOVE, "index.html", NULL, NULL}}, .relist_tags = true,
	 .expected = "package-tag-none"},
	{.name = "no schema", .edits = {{BAG_REMOVE, "schema", NULL, NULL}}, .relist_tags = true,
	 .expected = "package-tag-none"},
	{.name = "no bag-info.txt", .edits = {{BAG_REMOVE, "bag-info.txt", NULL, NULL}}, .relist_tags = true,
	 .expected = "package-tag-none"},
	{.name = "no tag manifest", .edits = {{BAG_REMOVE, "tagmanifest-sha256.txt", NULL, NULL}},
	 .expected = "package-tag-none"},
	{.name = "no payload manifest", .edits = {{BAG_REMOVE, "manifest-sha256.txt", NULL, NULL}},
	 .relist_tags = true, .expected = "bag-manifest-none package-digests package-tag-none"},
	{.name = "a tag file that no tag manifest lists", .edits = {{BAG_WRITE, "extra.txt", "x", NULL}},
	 .expected = "package-tag-unlisted"},
	{.name = "another schema", .edits = {{BAG_APPEND, "schema/manifest.xsd", "\n", NULL}}, .relist_tags = true,
	 .expected = "package-schema-other"},
	{.name = "a schema that is not ours is nobody's business",
	 .edits = {{BAG_WRITE, "schema/other.xsd", "x", NULL}}, .relist_tags = true, .expected = ""},
	{.name = "an older BagIt", .edits = {{BAG_REPLACE, "bagit.txt", "1.0", "0.97"}}, .relist_tags = true,
	 .expected = "bag-version"},
	{.name = "a BagIt that is older still", .edits = {{BAG_REPLACE, "bagit.txt", "1.0", "0.93"}},
	 .relist_tags = true, .expected = "bag-version"},
	{.name = "a tag manifest without the payload manifest",
	 .edits = {{BAG_REPLACE, "tagmanifest-sha256.txt", "  manifest-sha256.txt", "  manifest-sha257.txt"}},
	 .expected = "bag-tag-missing bag-tag-unlisted package-tag-unlisted"},
	{.name = "an encoding that only other bags may have", .edits = {{BAG_REPLACE, "bagit.txt", "UTF-8", "GBK"}},
	 .relist_tags = true, .expected = "bag-charset"},
	{.name = "an encoding that is a part of UTF-8", .edits = {{BAG_REPLACE, "bagit.txt", "UTF-8", "US-ASCII"}},
	 .relist_tags = true, .expected = "bag-charset"},
	{.name = "a name of another case in the manifest",
	 .edits = {{BAG_REPLACE, "manifest-sha256.txt", ".pdf", ".PDF"}}, .relist_tags = true,
	 .expected = "bag-manifest-name package-id"},
};

START_TEST(each_package_is_judged_for_the_right_reason)
{
	package_case_run(&cases[_i]);
}
END_TEST

START_TEST(a_folder_may_be_called_otherwise_with_a_warning_but_an_archive_may_not)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_findings *findings = taizhang_findings_new(NULL);

	package_make("case", false);
	ck_assert_int_eq(temp_shell("mv '%s' '%s'", temp_path("case/包头市-2017"), temp_path("case/甲")), 0);
	tz_assert_ok(taizhang_verify(bag_archive("case", "甲", TAIZHANG_FORMAT_DIRECTORY), NULL, findings, NULL,
				     &err), &err);
	ck_assert_uint_eq(taizhang_findings_num(findings), 1);
	ck_assert_uint_eq(taizhang_findings_count(findings, TAIZHANG_WARNING), 1);
	tz_assert_ok(taizhang_verify(bag_archive("case", "甲", TAIZHANG_FORMAT_ZIP), NULL, findings, NULL, &err),
		     &err);
	ck_assert_uint_eq(taizhang_findings_count(findings, TAIZHANG_ERROR), 1);
	taizhang_findings_free(findings);
}
END_TEST

START_TEST(what_the_sender_declared_is_a_warning)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_findings *findings = taizhang_findings_new(NULL);
	struct taizhang_package *package;
	const char *item, *id;
	enum taizhang_severity severity;
	size_t count, errors = 0;
	char *ids;

	package_make("case", true);
	tz_assert_ok(taizhang_verify(temp_path("package.tar"), NULL, findings, &package, &err), &err);
	ids = bag_ids(findings);
	ck_assert_str_eq(ids, "package-incomplete");
	ck_assert_uint_eq(taizhang_findings_count(findings, TAIZHANG_ERROR), 0);
	ck_assert_str_eq(taizhang_finding_item(taizhang_findings_get(findings, 0)), "I-1-1-1-2");
	for (size_t i = 0; i < taizhang_package_num_declared(package); i++) {
		ck_assert_int_eq(taizhang_package_get_declared(package, i, &item, &id, &severity, &count), 0);
		errors += severity == TAIZHANG_ERROR;
		ck_assert_uint_ge(count, 1);
	}
	ck_assert_uint_eq(errors, 1);
	free(ids);
	taizhang_package_free(package);
	taizhang_findings_free(findings);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("package_check");
	TCase *judges = tcase_create("judges");

	bag_tally_begin("package_check");
	tcase_add_checked_fixture(judges, NULL, temp_remove);
	tcase_add_loop_test(judges, each_package_is_judged_for_the_right_reason, 0,
			    sizeof cases / sizeof cases[0]);
	tcase_add_test(judges, a_folder_may_be_called_otherwise_with_a_warning_but_an_archive_may_not);
	tcase_add_test(judges, what_the_sender_declared_is_a_warning);
	suite_add_tcase(suite, judges);
	return suite;
}
