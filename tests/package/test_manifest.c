/* SPDX-License-Identifier: MIT */
/* test_manifest.c: tests of lib/package/manifest.c. */
#include "package/package.h"

#include "finding/finding.h"
#include "harness/assert.h"
#include "harness/suite.h"

static struct taizhang_error err;
static struct taizhang_findings *findings;
static struct tz_manifest manifest;

static void set_up(void)
{
	taizhang_error_clear(&err);
	findings = taizhang_findings_new(&err);
	tz_assert_ptr(findings, &err);
}

static void tear_down(void)
{
	taizhang_findings_free(findings);
	tz_manifest_free(&manifest);
}

static void assert_declared(size_t index, const char *item, const char *id,
			    enum taizhang_severity severity, size_t count)
{
	ck_assert_uint_lt(index, manifest.num_declared);
	ck_assert_str_eq(manifest.declared[index].item, item);
	ck_assert_str_eq(manifest.declared[index].id, id);
	ck_assert_int_eq(manifest.declared[index].severity, severity);
	ck_assert_uint_eq(manifest.declared[index].count, count);
}

START_TEST(equal_findings_are_counted_and_stand_by_the_first_of_them)
{
	tz_find(findings, XML_SCHEMA, &err, .item = "II-1");
	tz_find(findings, XML_SCHEMA, &err, .item = "I-1");
	tz_find(findings, XML_UNKNOWN, &err, .item = "I-1");
	tz_find(findings, XML_SCHEMA, &err, .item = "II-1", .line = 7);
	tz_find(findings, XML_SCHEMA, &err);
	tz_assert_ok(tz_manifest_declare_findings(&manifest, findings, 0, &err), &err);
	ck_assert_uint_eq(manifest.num_declared, 4);
	assert_declared(0, "II-1", "xml-schema", TAIZHANG_ERROR, 2);
	assert_declared(1, "I-1", "xml-schema", TAIZHANG_ERROR, 1);
	assert_declared(2, "I-1", "xml-unknown", TAIZHANG_WARNING, 1);
	assert_declared(3, "", "xml-schema", TAIZHANG_ERROR, 1);
}
END_TEST

START_TEST(one_id_at_two_severities_is_declared_twice)
{
	tz_find(findings, XML_SCHEMA, &err, .item = "I-1", .at_most = TAIZHANG_WARNING);
	tz_find(findings, XML_SCHEMA, &err, .item = "I-1");
	tz_assert_ok(tz_manifest_declare_findings(&manifest, findings, 0, &err), &err);
	ck_assert_uint_eq(manifest.num_declared, 2);
	assert_declared(0, "I-1", "xml-schema", TAIZHANG_WARNING, 1);
	assert_declared(1, "I-1", "xml-schema", TAIZHANG_ERROR, 1);
}
END_TEST

START_TEST(notes_and_findings_of_earlier_work_are_not_declared)
{
	tz_find(findings, XML_SCHEMA, &err, .item = "I-1");
	tz_find(findings, XML_NEWER, &err, .item = "I-1");
	tz_find(findings, XML_UNKNOWN, &err, .item = "I-1");
	tz_assert_ok(tz_manifest_declare_findings(&manifest, findings, 1, &err), &err);
	ck_assert_uint_eq(manifest.num_declared, 1);
	assert_declared(0, "I-1", "xml-unknown", TAIZHANG_WARNING, 1);
}
END_TEST

START_TEST(no_findings_declare_nothing)
{
	tz_assert_ok(tz_manifest_declare_findings(&manifest, findings, 0, &err), &err);
	ck_assert_uint_eq(manifest.num_declared, 0);
}
END_TEST

START_TEST(what_was_declared_is_freed_and_the_struct_emptied)
{
	tz_assert_ok(tz_manifest_declare(&manifest, "I-1", "item-empty", TAIZHANG_ERROR, 3, &err), &err);
	assert_declared(0, "I-1", "item-empty", TAIZHANG_ERROR, 3);
	tz_manifest_free(&manifest);
	ck_assert_uint_eq(manifest.num_declared, 0);
	ck_assert_ptr_null(manifest.declared);
	tz_manifest_free(&manifest);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("manifest");
	TCase *declared = tcase_create("declared");

	tcase_add_checked_fixture(declared, set_up, tear_down);
	tcase_add_test(declared, equal_findings_are_counted_and_stand_by_the_first_of_them);
	tcase_add_test(declared, one_id_at_two_severities_is_declared_twice);
	tcase_add_test(declared, notes_and_findings_of_earlier_work_are_not_declared);
	tcase_add_test(declared, no_findings_declare_nothing);
	tcase_add_test(declared, what_was_declared_is_freed_and_the_struct_emptied);
	suite_add_tcase(suite, declared);
	return suite;
}
