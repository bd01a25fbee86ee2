/* SPDX-License-Identifier: MIT */
/* test_bag_info.c: bag-info.txt: labels and values, and Payload-Oxum as a hint that is never the only message. */
#include <stdlib.h>
#include <string.h>

#include "harness/suite.h"
#include "harness/temp.h"
#include "package/bag.h"
#include "package/bag_case.h"

#define INFO(text) {{BAG_WRITE, "bag-info.txt", text, NULL}}

static const struct bag_case cases[] = {
	{.name = "no bag-info.txt", .edits = {{BAG_REMOVE, "bag-info.txt", NULL, NULL}}, .relist_tags = true,
	 .expected = ""},
	{.name = "a value over several lines", .edits = INFO("External-Description: one\n  two\n\tthree\n"),
	 .relist_tags = true, .expected = ""},
	{.name = "labels with blanks, values with colons", .edits = INFO("My Label: a: b\n"),
	 .relist_tags = true, .expected = ""},
	{.name = "labels twice", .edits = INFO("Contact-Name: 甲\nContact-Name: 乙\n"), .relist_tags = true,
	 .expected = ""},
	{.name = "a tab after the colon", .edits = INFO("Contact-Name:\t甲\n"), .relist_tags = true,
	 .expected = ""},
	{.name = "no blank after the colon", .edits = INFO("Contact-Name:甲\n"), .relist_tags = true,
	 .expected = "bag-info-line"},
	{.name = "a blank before the colon", .edits = INFO("Contact-Name : 甲\n"), .relist_tags = true,
	 .expected = "bag-info-line"},
	{.name = "uncommon blanks in 0.97", .version = "0.97",
	 .edits = INFO("Contact-Name : 甲\nContact-Name:乙\nContact-Name  :  丙\n"), .relist_tags = true,
	 .expected = ""},
	{.name = "no colon", .edits = INFO("Contact-Name\n"), .relist_tags = true, .expected = "bag-info-line"},
	{.name = "no label", .edits = INFO(": 甲\n"), .relist_tags = true, .expected = "bag-info-line"},
	{.name = "an indented first line", .edits = INFO("  Contact-Name: 甲\n"), .relist_tags = true,
	 .expected = "bag-info-line"},
	{.name = "a blank line", .edits = INFO("Contact-Name: 甲\n\nContact-Name: 乙\n"), .relist_tags = true,
	 .expected = "bag-info-line"},
	{.name = "a byte order mark", .edits = INFO("\xEF\xBB\xBF" "Contact-Name: 甲\n"), .relist_tags = true,
	 .expected = "bag-bom"},
	{.name = "GBK", .edits = INFO("Contact-Name: \xBC\xD7\n"), .relist_tags = true,
	 .expected = "bag-encoding"},
	{.name = "other bytes", .edits = {{BAG_REPLACE, "bag-info.txt", "Payload-Oxum: ", "Payload-Oxum: 1"}},
	 .relist_tags = true, .expected = "bag-oxum"},
	{.name = "other files", .edits = INFO("Payload-Oxum: 51.4\n"), .relist_tags = true,
	 .expected = "bag-oxum"},
	{.name = "Oxum in another case", .edits = INFO("PAYLOAD-OXUM: 1.1\n"), .relist_tags = true,
	 .expected = "bag-oxum"},
	{.name = "Oxum without files", .edits = INFO("Payload-Oxum: 51\n"), .relist_tags = true,
	 .expected = "bag-oxum-form"},
	{.name = "Oxum with a sign", .edits = INFO("Payload-Oxum: +51.3\n"), .relist_tags = true,
	 .expected = "bag-oxum-form"},
	{.name = "Oxum with more behind it", .edits = INFO("Payload-Oxum: 51.3x\n"), .relist_tags = true,
	 .expected = "bag-oxum-form"},
	{.name = "Oxum past 64 bits", .edits = INFO("Payload-Oxum: 99999999999999999999.3\n"),
	 .relist_tags = true, .expected = "bag-oxum-form"},
	{.name = "Oxum twice", .edits = {{BAG_APPEND, "bag-info.txt", "Payload-Oxum: 51.3\n", NULL}},
	 .relist_tags = true, .expected = "bag-oxum-form"},
	{.name = "changed payload is never told by Oxum alone",
	 .edits = {{BAG_APPEND, "data/说明.txt", "!", NULL}}, .expected = "bag-digest bag-oxum"},
	{.name = "package-info.txt, as it was called before 0.96", .version = "0.95",
	 .edits = {{BAG_RENAME, "bag-info.txt", "package-info.txt", NULL},
		   {BAG_APPEND, "package-info.txt", "no label\n", NULL}},
	 .relist_tags = true, .expected = "bag-info-line bag-version-old"},
};

START_TEST(each_form_is_judged_for_the_right_reason)
{
	bag_case_run(&cases[_i]);
}
END_TEST

START_TEST(finds_a_value_by_its_label_in_any_case)
{
	const char text[] = "A: 1\nTaizhang-Digests: sha256 sm3\n";
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	char *value = tz_bag_info_value(text, strlen(text), "taizhang-digests", &err);

	ck_assert_str_eq(value, "sha256 sm3");
	free(value);
	ck_assert_ptr_null(tz_bag_info_value(text, strlen(text), "B", &err));
	ck_assert_int_eq(err.code, TAIZHANG_OK);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("bag_info");
	TCase *judges = tcase_create("judges"), *finds = tcase_create("finds");

	tcase_add_checked_fixture(judges, NULL, temp_remove);
	tcase_add_checked_fixture(finds, NULL, temp_remove);
	tcase_add_loop_test(judges, each_form_is_judged_for_the_right_reason, 0,
			    sizeof cases / sizeof cases[0]);
	tcase_add_test(finds, finds_a_value_by_its_label_in_any_case);
	suite_add_tcase(suite, judges);
	suite_add_tcase(suite, finds);
	return suite;
}
