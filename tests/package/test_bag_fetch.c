/* SPDX-License-Identifier: MIT */
/* test_bag_fetch.c: fetch.txt is said, judged and never followed. */
#include "harness/suite.h"
#include "harness/temp.h"
#include "package/bag_case.h"

#define FETCH(text) {{BAG_WRITE, "fetch.txt", text, NULL}}

static const struct bag_case cases[] = {
	{.name = "a file that is there all the same", .edits = FETCH("http://a.example/x 21 data/图片/一号.jpg\n"),
	 .relist_tags = true, .expected = "bag-fetch"},
	{.name = "a file still to be fetched",
	 .edits = {{BAG_WRITE, "fetch.txt", "http://a.example/x - data/图片/二号.jpg\n", NULL},
		   {BAG_REMOVE, "data/图片/二号.jpg", NULL, NULL},
		   {BAG_REPLACE, "bag-info.txt", ".3", ".2"}},
	 .relist_tags = true, .expected = "bag-fetch bag-file-missing"},
	{.name = "an empty fetch.txt", .edits = FETCH(""), .relist_tags = true, .expected = "bag-fetch"},
	{.name = "no length", .edits = FETCH("http://a.example/x data/图片/一号.jpg\n"), .relist_tags = true,
	 .expected = "bag-fetch bag-fetch-line"},
	{.name = "no path", .edits = FETCH("http://a.example/x 21\n"), .relist_tags = true,
	 .expected = "bag-fetch bag-fetch-line"},
	{.name = "no url", .edits = FETCH("x 21 data/图片/一号.jpg\n"), .relist_tags = true,
	 .expected = "bag-fetch bag-fetch-line"},
	{.name = "a blank line", .edits = FETCH("\n"), .relist_tags = true, .expected = "bag-fetch bag-fetch-line"},
	{.name = "a path with ..", .edits = FETCH("http://a.example/x - ../x\n"), .relist_tags = true,
	 .expected = "bag-fetch bag-fetch-path"},
	{.name = "a path with .. inside data", .edits = FETCH("http://a.example/x - data/../../x\n"),
	 .relist_tags = true, .expected = "bag-fetch bag-fetch-path"},
	{.name = "a network path", .edits = FETCH("http://a.example/x - \\\\?\\UNC\\server\\x\n"),
	 .relist_tags = true, .expected = "bag-fetch bag-fetch-path"},
	{.name = "a variable", .edits = FETCH("http://a.example/x - %HomeDrive%\\x\n"), .relist_tags = true,
	 .expected = "bag-fetch bag-fetch-path"},
	{.name = "a home folder", .edits = FETCH("http://a.example/x - ~root/x\n"), .relist_tags = true,
	 .expected = "bag-fetch bag-fetch-path"},
	{.name = "a tag file", .edits = FETCH("http://a.example/x - bag-info.txt\n"), .relist_tags = true,
	 .expected = "bag-fetch bag-fetch-path"},
	{.name = "a file that no manifest lists", .edits = FETCH("http://a.example/x - data/x\n"), .relist_tags = true,
	 .expected = "bag-fetch bag-fetch-unlisted"},
	{.name = "a name with blanks and an encoded per cent",
	 .before = {{BAG_WRITE, "data/a b 5%.txt", "", NULL}},
	 .edits = FETCH("http://a.example/x 0 data/a b 5%25.txt\n"), .relist_tags = true, .expected = "bag-fetch"},
	{.name = "a byte order mark", .edits = FETCH("\xEF\xBB\xBF" "http://a.example/x 21 data/图片/一号.jpg\n"),
	 .relist_tags = true, .expected = "bag-bom bag-fetch"},
	{.name = "GBK", .edits = FETCH("http://a.example/x 21 data/\xB2\xC4\n"), .relist_tags = true,
	 .expected = "bag-encoding bag-fetch"},
};

START_TEST(each_line_is_judged_for_the_right_reason)
{
	bag_case_run(&cases[_i]);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("bag_fetch");
	TCase *judges = tcase_create("judges");

	tcase_add_checked_fixture(judges, NULL, temp_remove);
	tcase_add_loop_test(judges, each_line_is_judged_for_the_right_reason, 0,
			    sizeof cases / sizeof cases[0]);
	suite_add_tcase(suite, judges);
	return suite;
}
