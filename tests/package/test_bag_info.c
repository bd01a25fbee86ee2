/* SPDX-License-Identifier: MIT */
/* test_bag_info.c: bag-info.txt: labels and values, and Payload-Oxum as a hint that is never the only message. */
#include <stdlib.h>
#include <string.h>

#include "harness/suite.h"
#include "harness/temp.h"
#include "package/bag.h"
#include "package/bag_case.h"
#include "package/bag_tally.h"

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
	 .relist_tags = true, .expected = "bag-oxum bag-oxum-alone"},
	{.name = "other files", .edits = INFO("Payload-Oxum: 51.4\n"), .relist_tags = true,
	 .expected = "bag-oxum bag-oxum-alone"},
	{.name = "Oxum in another case", .edits = INFO("PAYLOAD-OXUM: 1.1\n"), .relist_tags = true,
	 .expected = "bag-oxum bag-oxum-alone"},
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
	 .relist_tags = true, .expected = "bag-info-line bag-version-old", .softer = true},
	{.name = "package-info.txt after 0.96 is any tag file",
	 .before = {{BAG_WRITE, "package-info.txt", "no label\n", NULL}}, .expected = ""},
	{.name = "no colon in 0.97", .version = "0.97", .edits = INFO("Contact-Name\n"), .relist_tags = true,
	 .expected = "bag-info-line", .softer = true},
	{.name = "a blank line in 0.97", .version = "0.97", .edits = INFO("A: 1\n\nB: 2\n"), .relist_tags = true,
	 .expected = "bag-info-line", .softer = true},
	{.name = "an empty file", .edits = INFO(""), .relist_tags = true, .expected = ""},
	{.name = "an empty value", .edits = INFO("Contact-Name: \n"), .relist_tags = true, .expected = ""},
	{.name = "an empty value without its blank", .edits = INFO("Contact-Name:\n"), .relist_tags = true,
	 .expected = "bag-info-line"},
	{.name = "a blank within a label", .edits = INFO("Contact Name: 甲\n"), .relist_tags = true, .expected = ""},
	{.name = "a full-width colon", .edits = INFO("Contact-Name：甲\n"), .relist_tags = true,
	 .expected = "bag-info-line"},
	{.name = "CRLF", .edits = INFO("A: 1\r\nB: 2\r\n"), .relist_tags = true, .expected = ""},
	{.name = "CR", .edits = INFO("A: 1\rB: 2\r"), .relist_tags = true, .expected = ""},
	{.name = "no line end at the end", .edits = INFO("A: 1"), .relist_tags = true, .expected = ""},
	{.name = "a continuation that is blank", .edits = INFO("A: 1\n \nB: 2\n"), .relist_tags = true, .expected = ""},
	{.name = "a continuation with a colon", .edits = INFO("A: 1\n  B: 2\n"), .relist_tags = true, .expected = ""},
	{.name = "a continuation after a bad line", .edits = INFO("no label\n  more\n"), .relist_tags = true,
	 .expected = "bag-info-line"},
	{.name = "a long line", .edits = INFO("External-Description: "
	 "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789\n"),
	 .relist_tags = true, .expected = ""},
	{.name = "labels that may repeat", .edits = INFO("External-Identifier: 1\nExternal-Identifier: 2\n"),
	 .relist_tags = true, .expected = ""},
	{.name = "two dates", .edits = INFO("Bagging-Date: 2017-11-07\nBagging-Date: 2017-11-08\n"),
	 .relist_tags = true, .expected = "bag-info-repeated"},
	{.name = "two sizes", .edits = INFO("Bag-Size: 1 GB\nbag-size: 2 GB\n"), .relist_tags = true,
	 .expected = "bag-info-repeated"},
	{.name = "two groups", .edits = INFO("Bag-Group-Identifier: a\nBag-Group-Identifier: b\n"),
	 .relist_tags = true, .expected = "bag-info-repeated"},
	{.name = "two counts", .edits = INFO("Bag-Count: 1 of 2\nBag-Count: 2 of 2\n"), .relist_tags = true,
	 .expected = "bag-info-repeated"},
	{.name = "two dates in 0.97", .version = "0.97",
	 .edits = INFO("Bagging-Date: 2017-11-07\nBagging-Date: 2017-11-08\n"), .relist_tags = true, .expected = ""},
	{.name = "Oxum twice in 0.97", .version = "0.97",
	 .edits = {{BAG_APPEND, "bag-info.txt", "Payload-Oxum: 51.3\n", NULL}}, .relist_tags = true,
	 .expected = "bag-oxum-form", .softer = true},
	{.name = "Oxum twice, the second wrong",
	 .edits = {{BAG_APPEND, "bag-info.txt", "Payload-Oxum: 50.3\n", NULL}}, .relist_tags = true,
	 .expected = "bag-oxum bag-oxum-form"},
	{.name = "Oxum behind two blanks", .edits = INFO("Payload-Oxum:  51.3\n"), .relist_tags = true,
	 .expected = "bag-oxum-form"},
	{.name = "Oxum before a blank", .edits = INFO("Payload-Oxum: 51.3 \n"), .relist_tags = true,
	 .expected = "bag-oxum-form"},
	{.name = "Oxum among blanks in 0.97", .version = "0.97", .edits = INFO("Payload-Oxum :\t 51.3 \n"),
	 .relist_tags = true, .expected = ""},
	{.name = "Oxum behind a tab", .edits = INFO("Payload-Oxum:\t51.3\n"), .relist_tags = true, .expected = ""},
	{.name = "Oxum that goes on", .edits = INFO("Payload-Oxum: 51.3\n 4\n"), .relist_tags = true,
	 .expected = "bag-oxum-form"},
	{.name = "Oxum of nothing", .edits = INFO("Payload-Oxum: \n"), .relist_tags = true,
	 .expected = "bag-oxum-form"},
	{.name = "wrong Oxum beside another error",
	 .edits = INFO("Payload-Oxum: 1.1\nno label\n"), .relist_tags = true, .expected = "bag-info-line bag-oxum"},
	{.name = "wrong Oxum beside a file too many", .edits = {{BAG_WRITE, "data/x", "x", NULL}},
	 .expected = "bag-file-unlisted bag-oxum"},
	{.name = "a right Oxum proves nothing",
	 .edits = {{BAG_REPLACE, "data/图片/一号.jpg", "really", "realy!"}}, .expected = "bag-digest"},
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

	bag_tally_begin("bag_info");
	tcase_add_checked_fixture(judges, NULL, temp_remove);
	tcase_add_checked_fixture(finds, NULL, temp_remove);
	tcase_add_loop_test(judges, each_form_is_judged_for_the_right_reason, 0,
			    sizeof cases / sizeof cases[0]);
	tcase_add_test(finds, finds_a_value_by_its_label_in_any_case);
	suite_add_tcase(suite, judges);
	suite_add_tcase(suite, finds);
	return suite;
}
