/* SPDX-License-Identifier: MIT */
/* test_bagit_txt.c: the declaration of a bag: one form only in 1.0, softer before. */
#include "harness/suite.h"
#include "harness/temp.h"
#include "package/bag_case.h"
#include "package/bag_tally.h"

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
	{.name = "no encoding", .edits = DECLARATION("BagIt-Version: 1.0\nTag-File-Character-Encoding: \n"),
	 .relist_tags = true, .expected = "bag-declaration"},
	{.name = "an encoding that nobody has", .charset = "UTF-8859", .expected = "bag-charset"},
	{.name = "an encoding that is registered and not supported", .charset = "UTF-7", .expected = "bag-charset"},
	{.name = "a blank third line", .edits = {{BAG_APPEND, "bagit.txt", "\n", NULL}}, .relist_tags = true,
	 .expected = "bag-declaration"},
	{.name = "a third line in 0.97", .version = "0.97", .edits = {{BAG_APPEND, "bagit.txt", "More: 1\n", NULL}},
	 .relist_tags = true, .expected = "bag-declaration"},
	{.name = "a blank first line",
	 .edits = DECLARATION("\nBagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"), .relist_tags = true,
	 .expected = "bag-declaration"},
	{.name = "a line twice", .edits = DECLARATION("BagIt-Version: 1.0\nBagIt-Version: 1.0\n"), .relist_tags = true,
	 .expected = "bag-declaration"},
	{.name = "an indented line",
	 .edits = DECLARATION(" BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"), .relist_tags = true,
	 .expected = "bag-declaration"},
	{.name = "a tab after the colon",
	 .edits = DECLARATION("BagIt-Version:\t1.0\nTag-File-Character-Encoding: UTF-8\n"), .relist_tags = true,
	 .expected = "bag-declaration"},
	{.name = "a full-width colon",
	 .edits = DECLARATION("BagIt-Version： 1.0\nTag-File-Character-Encoding: UTF-8\n"), .relist_tags = true,
	 .expected = "bag-declaration"},
	{.name = "uncommon blanks in 0.96",
	 .edits = DECLARATION("BagIt-Version  :\t0.96 \nTag-File-Character-Encoding:UTF-8\n"), .relist_tags = true,
	 .expected = "bag-version-old"},
	{.name = "two blanks in 1.0 behind an encoding of old",
	 .edits = DECLARATION("BagIt-Version: 1.0\nTag-File-Character-Encoding:  UTF-8\n"), .relist_tags = true,
	 .expected = "bag-declaration"},
	{.name = "line ends of both kinds",
	 .edits = DECLARATION("BagIt-Version: 1.0\r\nTag-File-Character-Encoding: UTF-8\n"), .relist_tags = true,
	 .expected = ""},
	{.name = "a later version", .version = "2.0", .expected = "bag-version"},
	{.name = "a version with a third number", .version = "1.0.0", .expected = "bag-version"},
	{.name = "a version with further zeros", .version = "1.00", .expected = "bag-version"},
	{.name = "a version with letters", .version = "v1.0", .expected = "bag-version"},
	{.name = "a declaration in a folder",
	 .before = {{BAG_WRITE, "more/bagit.txt", "BagIt-Version: 0.1\n", NULL}}, .expected = ""},
	{.name = "a folder for a declaration",
	 .edits = {{BAG_REMOVE, "bagit.txt", NULL, NULL}, {BAG_WRITE, "bagit.txt/x", "", NULL}}, .relist_tags = true,
	 .expected = "bag-declaration-none"},
};

/* What the other tag files are in, and what bagit.txt says of that. */
static const struct bag_case encodings[] = {
	{.name = "ISO-8859-1", .charset = "ISO-8859-1", .recode = "ISO-8859-1",
	 .before = {{BAG_REMOVE, "data", NULL, NULL}, {BAG_WRITE, "data/\xC3\xA9t\xC3\xA9.txt", "x", NULL}},
	 .expected = ""},
	{.name = "ISO-8859-1 in 0.97", .version = "0.97", .charset = "iso-8859-1", .recode = "ISO-8859-1",
	 .before = {{BAG_REMOVE, "data", NULL, NULL}, {BAG_WRITE, "data/\xC3\xA9t\xC3\xA9.txt", "x", NULL}},
	 .expected = ""},
	{.name = "US-ASCII", .charset = "us-ascii", .recode = "US-ASCII",
	 .before = {{BAG_REMOVE, "data", NULL, NULL}, {BAG_WRITE, "data/x.txt", "材料", NULL}}, .expected = ""},
	{.name = "UTF-8 that says US-ASCII", .charset = "US-ASCII", .expected = "bag-encoding"},
	{.name = "UTF-16 of nothing", .charset = "UTF-16", .recode = "UTF-16",
	 .edits = {{BAG_WRITE, "bag-info.txt", "", NULL}}, .relist_tags = true, .expected = ""},
	{.name = "GB18030", .charset = "GB18030", .recode = "GB18030", .expected = ""},
	{.name = "GBK", .charset = "GBK", .recode = "GBK", .expected = ""},
	{.name = "GB2312", .charset = "gb2312", .recode = "GB2312", .expected = ""},
	{.name = "UTF-16", .charset = "UTF-16", .recode = "UTF-16", .expected = ""},
	{.name = "UTF-16 without its mark", .charset = "UTF-16", .recode = "UTF-16LE", .expected = "bag-encoding"},
	{.name = "UTF-16 without its mark, the other end first", .charset = "UTF-16", .recode = "UTF-16BE",
	 .expected = "bag-encoding"},
	{.name = "UTF-16LE by name", .charset = "UTF-16LE", .recode = "UTF-16LE", .expected = "bag-charset"},
	{.name = "UTF-16 that says UTF-8", .recode = "UTF-16", .expected = "bag-encoding"},
	{.name = "UTF-16LE that says UTF-8", .recode = "UTF-16LE", .expected = "bag-encoding"},
	{.name = "GB18030 that says UTF-8", .recode = "GB18030", .expected = "bag-encoding"},
	{.name = "GB18030 that says UTF-16", .charset = "UTF-16", .recode = "GB18030", .expected = "bag-encoding"},
	{.name = "UTF-8 that says UTF-16", .charset = "UTF-16", .expected = "bag-encoding"},
	{.name = "UTF-8 that says GB18030", .charset = "GB18030", .expected = "bag-encoding"},
	{.name = "UTF-8 that says ISO-8859-1", .charset = "ISO-8859-1",
	 .expected = "bag-file-unlisted bag-manifest-path"},
	{.name = "GB18030 with a byte order mark", .charset = "GB18030", .recode = "GB18030",
	 .edits = {{BAG_WRITE, "bag-info.txt", "\x84\x31\x95\x33" "A: 1\n", NULL}}, .relist_tags = true,
	 .expected = "bag-bom"},
	{.name = "payload in any bytes", .before = {{BAG_WRITE, "data/x", "\xFF\xFE\xB2\xC4", NULL}}, .expected = ""},
};

START_TEST(each_encoding_is_judged_for_the_right_reason)
{
	bag_case_run(&encodings[_i]);
}
END_TEST

START_TEST(each_declaration_is_judged_for_the_right_reason)
{
	bag_case_run(&cases[_i]);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("bagit_txt");
	TCase *judges = tcase_create("judges");

	bag_tally_begin("bagit_txt");
	tcase_add_checked_fixture(judges, NULL, temp_remove);
	tcase_add_loop_test(judges, each_declaration_is_judged_for_the_right_reason, 0,
			    sizeof cases / sizeof cases[0]);
	tcase_add_loop_test(judges, each_encoding_is_judged_for_the_right_reason, 0,
			    sizeof encodings / sizeof encodings[0]);
	suite_add_tcase(suite, judges);
	return suite;
}
