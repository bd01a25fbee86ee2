/* SPDX-License-Identifier: MIT */
/* test_xml_version.c: which versions can be read. */
#include "base/xml_version.h"

#include "harness/suite.h"

START_TEST(what_we_know_and_what_is_older_is_known)
{
	ck_assert_int_eq((int)tz_xml_version_judge("1.0", 1, 0), (int)TZ_XML_VERSION_KNOWN);
	ck_assert_int_eq((int)tz_xml_version_judge("1.2", 1, 3), (int)TZ_XML_VERSION_KNOWN);
	ck_assert_int_eq((int)tz_xml_version_judge(NULL, 1, 0), (int)TZ_XML_VERSION_KNOWN);
}
END_TEST

START_TEST(numbers_are_compared_as_numbers)
{
	ck_assert_int_eq((int)tz_xml_version_judge("1.10", 1, 9), (int)TZ_XML_VERSION_NEWER_MINOR);
	ck_assert_int_eq((int)tz_xml_version_judge("1.9", 1, 10), (int)TZ_XML_VERSION_KNOWN);
	ck_assert_int_eq((int)tz_xml_version_judge("10.0", 9, 5), (int)TZ_XML_VERSION_NEWER_MAJOR);
	ck_assert_int_eq((int)tz_xml_version_judge("999999.0", 1, 0), (int)TZ_XML_VERSION_NEWER_MAJOR);
}
END_TEST

START_TEST(what_is_no_version_is_bad)
{
	static const char *const texts[] = {"", "1", "1.", ".0", "1.0.0", "1.0 ", " 1.0", "v1.0", "1,0", "-1.0", "1.-1", "01.0",
		"1.00", "0.9", "1000000.0", "99999999999999999999.0", "1.99999999999999999999", "１.０"};

	for (unsigned int i = 0; i < sizeof texts / sizeof *texts; i++)
		ck_assert_msg(tz_xml_version_judge(texts[i], 1, 0) == TZ_XML_VERSION_BAD, "\"%s\"", texts[i]);
}
END_TEST

START_TEST(a_newer_namespace_differs_in_its_last_number_only)
{
	ck_assert(tz_xml_namespace_is_newer("urn:a:b:2", "urn:a:b:1"));
	ck_assert(tz_xml_namespace_is_newer("urn:a:b:10", "urn:a:b:9"));
	ck_assert(!tz_xml_namespace_is_newer("urn:a:b:1", "urn:a:b:1"));
	ck_assert(!tz_xml_namespace_is_newer("urn:a:b:1", "urn:a:b:2"));
	ck_assert(!tz_xml_namespace_is_newer("urn:a:c:2", "urn:a:b:1"));
	ck_assert(!tz_xml_namespace_is_newer("urn:a:b:2x", "urn:a:b:1"));
	ck_assert(!tz_xml_namespace_is_newer("urn:a:b:", "urn:a:b:1"));
	ck_assert(!tz_xml_namespace_is_newer("", "urn:a:b:1"));
	ck_assert(!tz_xml_namespace_is_newer("2", "1"));
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("xml_version");

	suite_add_behaviour(suite, "judges", TESTS(what_we_know_and_what_is_older_is_known, numbers_are_compared_as_numbers,
		what_is_no_version_is_bad, a_newer_namespace_differs_in_its_last_number_only));
	return suite;
}
