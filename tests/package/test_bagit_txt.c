/* SPDX-License-Identifier: MIT */
/* test_bagit_txt.c: the declaration of a bag: one form only in 1.0, softer before. */
#include "harness/suite.h"
#include "harness/temp.h"
#include "package/bag_case.h"

#define DECLARATION(text) {{BAG_WRITE, "bagit.txt", text, NULL}}

static const struct bag_case cases[] = {
	{.name = "1.0", .expected = ""},
	{.name = "0.97", .version = "0.97", .expected = ""},
	{.name = "0.96 is judged with a warning", .version = "0.96", .expected = "bag-version-old"},
	{.name = "0.95 is judged with a warning", .version = "0.95", .expected = "bag-version-old"},
	{.name = "0.94 is judged with a warning", .version = "0.94", .expected = "bag-version-old"},
	{.name = "0.93 is judged with a warning", .version = "0.93", .expected = "bag-version-old"},
	{.name = "0.92 was never a version", .version = "0.92", .expected = "bag-version"},
	{.name = "a newer version", .version = "1.1", .expected = "bag-version"},
	{.name = "a version without its zero", .version = ".97", .expected = "bag-version"},
	{.name = "no declaration", .edits = {{BAG_REMOVE, "bagit.txt", NULL, NULL}},
	 .expected = "bag-declaration-none bag-tag-missing"},
	{.name = "CRLF", .edits = DECLARATION("BagIt-Version: 1.0\r\nTag-File-Character-Encoding: UTF-8\r\n"),
	 .relist_tags = true, .expected = ""},
	{.name = "CR", .edits = DECLARATION("BagIt-Version: 1.0\rTag-File-Character-Encoding: UTF-8\r"),
	 .relist_tags = true, .expected = ""},
	{.name = "no line end at the end",
	 .edits = DECLARATION("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8"), .relist_tags = true,
	 .expected = ""},
	{.name = "a byte order mark",
	 .edits = DECLARATION("\xEF\xBB\xBF" "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"),
	 .relist_tags = true, .expected = "bag-bom"},
	{.name = "a byte order mark before 0.97",
	 .edits = DECLARATION("\xEF\xBB\xBF" "BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n"),
	 .relist_tags = true, .expected = "bag-bom"},
	{.name = "UTF-16",
	 .edits = DECLARATION("\xFF\xFE" "B"), .relist_tags = true, .expected = "bag-encoding"},
	{.name = "blank before the colon",
	 .edits = DECLARATION("BagIt-Version : 1.0\nTag-File-Character-Encoding : UTF-8\n"),
	 .relist_tags = true, .expected = "bag-declaration"},
	{.name = "blank before the colon in 0.97",
	 .edits = DECLARATION("BagIt-Version : 0.97\nTag-File-Character-Encoding : UTF-8\n"),
	 .relist_tags = true, .expected = ""},
	{.name = "two blanks after the colon",
	 .edits = DECLARATION("BagIt-Version:  1.0\nTag-File-Character-Encoding: UTF-8\n"),
	 .relist_tags = true, .expected = "bag-declaration"},
	{.name = "no blank after the colon",
	 .edits = DECLARATION("BagIt-Version:1.0\nTag-File-Character-Encoding: UTF-8\n"),
	 .relist_tags = true, .expected = "bag-declaration"},
	{.name = "blank at the end",
	 .edits = DECLARATION("BagIt-Version: 1.0 \nTag-File-Character-Encoding: UTF-8\n"),
	 .relist_tags = true, .expected = "bag-declaration"},
	{.name = "label in lower case",
	 .edits = DECLARATION("bagit-version: 1.0\nTag-File-Character-Encoding: UTF-8\n"),
	 .relist_tags = true, .expected = "bag-declaration"},
	{.name = "one line only", .edits = DECLARATION("BagIt-Version: 1.0\n"), .relist_tags = true,
	 .expected = "bag-declaration"},
	{.name = "lines in the other order",
	 .edits = DECLARATION("Tag-File-Character-Encoding: UTF-8\nBagIt-Version: 1.0\n"), .relist_tags = true,
	 .expected = "bag-declaration"},
	{.name = "a third line", .edits = {{BAG_APPEND, "bagit.txt", "More: 1\n", NULL}}, .relist_tags = true,
	 .expected = "bag-declaration"},
	{.name = "an empty file", .edits = DECLARATION(""), .relist_tags = true,
	 .expected = "bag-declaration"},
	{.name = "encoding in lower case",
	 .edits = DECLARATION("BagIt-Version: 1.0\nTag-File-Character-Encoding: utf-8\n"), .relist_tags = true,
	 .expected = ""},
	{.name = "ISO-8859-1",
	 .edits = DECLARATION("BagIt-Version: 0.97\nTag-File-Character-Encoding: ISO-8859-1\n"),
	 .before = {{BAG_REMOVE, "data/说明.txt", NULL, NULL}, {BAG_REMOVE, "data/图片", NULL, NULL},
		    {BAG_WRITE, "data/plain.txt", "plain", NULL}},
	 .relist_tags = true, .expected = ""},
	{.name = "an encoding that nobody has",
	 .edits = DECLARATION("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-7\n"), .relist_tags = true,
	 .expected = "bag-charset"},
};

START_TEST(each_declaration_is_judged_for_the_right_reason)
{
	bag_case_run(&cases[_i]);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("bagit_txt");
	TCase *judges = tcase_create("judges");

	tcase_add_checked_fixture(judges, NULL, temp_remove);
	tcase_add_loop_test(judges, each_declaration_is_judged_for_the_right_reason, 0,
			    sizeof cases / sizeof cases[0]);
	suite_add_tcase(suite, judges);
	return suite;
}
