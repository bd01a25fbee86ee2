/* SPDX-License-Identifier: MIT */
/* test_package.c: opening a package, what it says of itself, and documents in it that cannot be read. */
#include <stdlib.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"
#include "package/bag_case.h"
#include "package/bag_tally.h"

#define FIRST_LINE "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
#define OPENED "<a><a><a><a><a><a><a><a><a><a><a><a><a>"
#define CLOSED "</a></a></a></a></a></a></a></a></a></a></a></a></a>"
#define NESTED OPENED OPENED OPENED OPENED OPENED CLOSED CLOSED CLOSED CLOSED CLOSED
#define DOCTYPE "<!DOCTYPE x [<!ENTITY y \"z\">]>\n"

static const struct bag_case cases[] = {
	{.name = "no manifest.xml", .edits = {{BAG_REMOVE, "manifest.xml", NULL, NULL}}, .relist_tags = true,
	 .expected = "package-manifest-none"},
	{.name = "a DOCTYPE", .edits = {{BAG_REPLACE, "manifest.xml", FIRST_LINE, FIRST_LINE DOCTYPE}},
	 .relist_tags = true, .expected = "package-xml-doctype"},
	{.name = "not well-formed", .edits = {{BAG_REPLACE, "manifest.xml", "</manifest>", ""}}, .relist_tags = true,
	 .expected = "package-xml"},
	{.name = "too deep", .edits = {{BAG_REPLACE, "manifest.xml", "</manifest>", NESTED "</manifest>"}},
	 .relist_tags = true, .expected = "package-xml-limit xml-schema xml-unknown"},
	{.name = "an empty manifest.xml", .edits = {{BAG_WRITE, "manifest.xml", "", NULL}}, .relist_tags = true,
	 .expected = "package-xml"},
	{.name = "another root element", .edits = {{BAG_WRITE, "manifest.xml", "<html/>", NULL}}, .relist_tags = true,
	 .expected = "package-xml-root"},
	{.name = "a newer major version",
	 .edits = {{BAG_REPLACE, "manifest.xml", "manifest:1\" version=\"1.0\"", "manifest:2\" version=\"2.0\""}},
	 .relist_tags = true, .expected = "package-xml-newer"},
	{.name = "a newer minor version",
	 .edits = {{BAG_REPLACE, "manifest.xml", "version=\"1.0\" city", "version=\"1.7\" city"}},
	 .relist_tags = true, .expected = "xml-newer"},
	{.name = "an item that the catalogue lacks",
	 .edits = {{BAG_REPLACE, "manifest.xml", "code=\"I-1-1-1-1\"", "code=\"I-9-9-9-9\""}}, .relist_tags = true,
	 .expected = "package-xml"},
	{.name = "no <package>", .edits = {{BAG_REPLACE, "manifest.xml", "<package ", "<!-- "},
					   {BAG_REPLACE, "manifest.xml", "digests=\"sha256\"/>", "-->"}},
	 .relist_tags = true, .expected = "package-xml xml-schema"},
	{.name = "a count that is no number",
	 .edits = {{BAG_REPLACE, "manifest.xml", " files=\"2\"", " files=\"-2\""}}, .relist_tags = true,
	 .expected = "package-xml xml-schema"},
	{.name = "a count past 64 bits",
	 .edits = {{BAG_REPLACE, "manifest.xml", " files=\"2\"", " files=\"99999999999999999999\""}},
	 .relist_tags = true, .expected = "package-xml"},
	{.name = "a time that is none", .edits = {{BAG_REPLACE, "manifest.xml", " time=\"20", " time=\"xx"}},
	 .relist_tags = true, .expected = "package-xml xml-schema"},
	{.name = "an algorithm that is none",
	 .edits = {{BAG_REPLACE, "manifest.xml", " digests=\"sha256\"", " digests=\"sha257\""}}, .relist_tags = true,
	 .expected = "package-xml xml-schema"},
	{.name = "an id that is too short", .edits = {{BAG_REPLACE, "manifest.xml", "<package id=\"", "<package id=\"0\" x=\""}},
	 .relist_tags = true, .expected = "package-xml xml-schema"},
	{.name = "no catalog.xml", .edits = {{BAG_REMOVE, "catalog.xml", NULL, NULL}}, .relist_tags = true,
	 .expected = "package-catalog-none"},
	{.name = "a DOCTYPE in catalog.xml",
	 .edits = {{BAG_REPLACE, "catalog.xml", FIRST_LINE, FIRST_LINE DOCTYPE}}, .relist_tags = true,
	 .expected = "package-xml-doctype"},
	{.name = "catalog.xml of another id",
	 .edits = {{BAG_REPLACE, "catalog.xml", "ncc-2017-reconstructed", "ncc-2017-other"}}, .relist_tags = true,
	 .expected = "package-catalog-other"},
	{.name = "catalog.xml with another text",
	 .edits = {{BAG_REPLACE, "catalog.xml", "宣讲团", "宣讲队"}}, .relist_tags = true,
	 .expected = "package-catalog-changed"},
};

START_TEST(each_document_is_judged_for_the_right_reason)
{
	package_case_run(&cases[_i]);
}
END_TEST

static void opens(const char *path, enum taizhang_format format)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_package *package = taizhang_package_open(path, NULL, NULL, &err);
	const struct taizhang_ledger *ledger;
	const struct taizhang_record *record;

	tz_assert_ptr(package, &err);
	ck_assert_int_eq(taizhang_package_format(package), format);
	ck_assert_str_eq(taizhang_package_root(package), "包头市-2017");
	ck_assert_uint_eq(strlen(taizhang_package_id(package)), 64);
	ck_assert_str_eq(taizhang_package_version(package), "1.0");
	ck_assert_str_eq(taizhang_package_bagit_version(package), "1.0");
	ck_assert_ptr_nonnull(strstr(taizhang_package_producer(package), "taizhang"));
	ck_assert_int_gt(taizhang_package_time(package), 0);
	ck_assert_uint_eq(taizhang_package_digests(package), TAIZHANG_DIGEST_SHA256);
	ck_assert_uint_eq(taizhang_package_files(package), 2);
	ck_assert_uint_eq(taizhang_package_bytes(package), 40);
	ck_assert_uint_eq(taizhang_package_num_declared(package), 0);
	ledger = taizhang_package_ledger(package);
	ck_assert_str_eq(taizhang_ledger_city(ledger), "包头市");
	ck_assert_ptr_null(taizhang_ledger_directory(ledger));
	record = taizhang_ledger_get_record(ledger, taizhang_ledger_get_item(ledger, 0), 0);
	ck_assert_str_eq(taizhang_file_package_path(taizhang_record_get_file(record, 0)),
			 "data/I-1-1-1-1/01-通知.pdf");
	ck_assert_str_eq(taizhang_file_sm3(taizhang_record_get_file(record, 0), (char[TAIZHANG_DIGEST_HEX_SIZE]){""}), "");
	taizhang_package_free(package);
}

START_TEST(each_form_tells_the_same)
{
	package_make("case", false);
	for (enum taizhang_format format = TAIZHANG_FORMAT_ZIP; format <= TAIZHANG_FORMAT_DIRECTORY; format++)
		opens(bag_archive("case", "包头市-2017", format), format);
}
END_TEST

START_TEST(a_broken_payload_is_not_looked_at)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_findings *findings = taizhang_findings_new(NULL);
	struct taizhang_package *package;
	const char *folder = package_make("case", false);

	bag_edit(folder, (const struct bag_edit[BAG_MAX_EDITS]){{BAG_WRITE, "data/x", "", NULL}});
	package = taizhang_package_open(folder, NULL, findings, &err);
	tz_assert_ptr(package, &err);
	ck_assert_uint_eq(taizhang_findings_num(findings), 0);
	taizhang_package_free(package);
	taizhang_findings_free(findings);
}
END_TEST

START_TEST(what_is_no_package_is_an_error)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_findings *findings = taizhang_findings_new(NULL);

	ck_assert_ptr_null(taizhang_package_open(NULL, NULL, NULL, &err));
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	taizhang_error_clear(&err);
	ck_assert_ptr_null(taizhang_package_open(temp_path("none"), NULL, NULL, &err));
	tz_assert_code(&err, TAIZHANG_E_IO);
	taizhang_error_clear(&err);
	ck_assert_ptr_null(taizhang_package_open(bag_make("case", "包", &(struct bag_case){.name = ""}), NULL, findings,
						 &err));
	tz_assert_code(&err, TAIZHANG_E_FORMAT);
	ck_assert_str_eq(taizhang_error_id(&err), "not-a-package");
	ck_assert_uint_eq(taizhang_findings_num(findings), 1);
	taizhang_findings_free(findings);
}
END_TEST

START_TEST(getters_take_null)
{
	ck_assert_int_eq(taizhang_package_format(NULL), TAIZHANG_FORMAT_NONE);
	ck_assert_str_eq(taizhang_package_root(NULL), "");
	ck_assert_str_eq(taizhang_package_id(NULL), "");
	ck_assert_str_eq(taizhang_package_producer(NULL), "");
	ck_assert_str_eq(taizhang_package_version(NULL), "");
	ck_assert_str_eq(taizhang_package_bagit_version(NULL), "");
	ck_assert_int_eq(taizhang_package_time(NULL), -1);
	ck_assert_uint_eq(taizhang_package_digests(NULL), 0);
	ck_assert_uint_eq(taizhang_package_files(NULL), 0);
	ck_assert_uint_eq(taizhang_package_bytes(NULL), 0);
	ck_assert_ptr_null(taizhang_package_ledger(NULL));
	ck_assert_uint_eq(taizhang_package_num_declared(NULL), 0);
	ck_assert_int_eq(taizhang_package_get_declared(NULL, 0, NULL, NULL, NULL, NULL), -1);
	ck_assert_str_eq(taizhang_file_package_path(NULL), "");
	ck_assert_str_eq(taizhang_file_sm3(NULL, (char[TAIZHANG_DIGEST_HEX_SIZE]){""}), "");
	taizhang_package_free(NULL);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("package");
	TCase *judges = tcase_create("judges"), *open = tcase_create("open");

	bag_tally_begin("package");
	tcase_add_checked_fixture(judges, NULL, temp_remove);
	tcase_add_checked_fixture(open, NULL, temp_remove);
	tcase_add_loop_test(judges, each_document_is_judged_for_the_right_reason, 0,
			    sizeof cases / sizeof cases[0]);
	tcase_add_test(open, each_form_tells_the_same);
	tcase_add_test(open, a_broken_payload_is_not_looked_at);
	tcase_add_test(open, what_is_no_package_is_an_error);
	tcase_add_test(open, getters_take_null);
	suite_add_tcase(suite, judges);
	suite_add_tcase(suite, open);
	return suite;
}
