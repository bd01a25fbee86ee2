/* SPDX-License-Identifier: MIT */
/* test_bag_fetch.c: fetch.txt is said, judged and never followed. */
#include "harness/suite.h"
#include "harness/temp.h"
#include "package/bag_case.h"
#include "package/bag_tally.h"

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
	 .edits = {{BAG_WRITE, "fetch.txt", "http://a.example/x 0 data/a b 5%25.txt\n", NULL},
		   {BAG_REPLACE, "manifest-sha256.txt", "5%", "5%25"}},
	 .relist_tags = true, .expected = "bag-fetch"},
	{.name = "a byte order mark", .edits = FETCH("\xEF\xBB\xBF" "http://a.example/x 21 data/图片/一号.jpg\n"),
	 .relist_tags = true, .expected = "bag-bom bag-fetch"},
	{.name = "GBK", .edits = FETCH("http://a.example/x 21 data/\xB2\xC4\n"), .relist_tags = true,
	 .expected = "bag-encoding bag-fetch"},
	{.name = "a length that is not the file's", .edits = FETCH("http://a.example/x 22 data/图片/一号.jpg\n"),
	 .relist_tags = true, .expected = "bag-fetch"},
	{.name = "a length past 64 bits",
	 .edits = FETCH("http://a.example/x 99999999999999999999999 data/图片/一号.jpg\n"), .relist_tags = true,
	 .expected = "bag-fetch"},
	{.name = "a negative length", .edits = FETCH("http://a.example/x -1 data/图片/一号.jpg\n"),
	 .relist_tags = true, .expected = "bag-fetch bag-fetch-line"},
	{.name = "a length with a unit", .edits = FETCH("http://a.example/x 21B data/图片/一号.jpg\n"),
	 .relist_tags = true, .expected = "bag-fetch bag-fetch-line"},
	{.name = "tabs and many blanks", .edits = FETCH("http://a.example/x\t-  \t data/图片/一号.jpg\n"),
	 .relist_tags = true, .expected = "bag-fetch"},
	{.name = "CRLF and no line end at the end",
	 .edits = FETCH("http://a.example/x 21 data/图片/一号.jpg\r\nhttp://a.example/y 0 data/图片/二号.jpg"),
	 .relist_tags = true, .expected = "bag-fetch"},
	{.name = "a file twice",
	 .edits = FETCH("http://a.example/x 21 data/图片/一号.jpg\nhttp://b.example/x 21 data/图片/一号.jpg\n"),
	 .relist_tags = true, .expected = "bag-fetch"},
	{.name = "other schemes", .edits = FETCH("s3+x-1.0:bucket 21 data/图片/一号.jpg\n"), .relist_tags = true,
	 .expected = "bag-fetch"},
	{.name = "a file of the machine itself", .edits = FETCH("file:///etc/passwd - data/图片/一号.jpg\n"),
	 .relist_tags = true, .expected = "bag-fetch"},
	{.name = "a relative url", .edits = FETCH("//a.example/x 21 data/图片/一号.jpg\n"), .relist_tags = true,
	 .expected = "bag-fetch bag-fetch-line"},
	{.name = "no scheme before the colon", .edits = FETCH("://a.example/x 21 data/图片/一号.jpg\n"),
	 .relist_tags = true, .expected = "bag-fetch bag-fetch-line"},
	{.name = "a scheme that begins with a digit", .edits = FETCH("1http://a 21 data/图片/一号.jpg\n"),
	 .relist_tags = true, .expected = "bag-fetch bag-fetch-line"},
	{.name = "a scheme of other characters", .edits = FETCH("ht_tp://a 21 data/图片/一号.jpg\n"),
	 .relist_tags = true, .expected = "bag-fetch bag-fetch-line"},
	{.name = "a url with a fragment", .edits = FETCH("http://a.example/x#y 21 data/图片/一号.jpg\n"),
	 .relist_tags = true, .expected = "bag-fetch bag-fetch-line"},
	{.name = "a url that is not encoded", .edits = FETCH("http://a.example/图 21 data/图片/一号.jpg\n"),
	 .relist_tags = true, .expected = "bag-fetch bag-fetch-line"},
	{.name = "a url that is not encoded in 0.97", .version = "0.97",
	 .edits = FETCH("http://a.example/图#1 21 data/图片/一号.jpg\n"), .relist_tags = true, .expected = "bag-fetch"},
	{.name = "an indented line", .edits = FETCH(" http://a.example/x 21 data/图片/一号.jpg\n"),
	 .relist_tags = true, .expected = "bag-fetch bag-fetch-line"},
	{.name = "an absolute path", .edits = FETCH("http://a.example/x - /data/图片/一号.jpg\n"),
	 .relist_tags = true, .expected = "bag-fetch bag-fetch-path"},
	{.name = "a drive", .edits = FETCH("http://a.example/x - C:\\Windows\\x\n"), .relist_tags = true,
	 .expected = "bag-fetch bag-fetch-path"},
	{.name = "a folder", .edits = FETCH("http://a.example/x - data/图片/\n"), .relist_tags = true,
	 .expected = "bag-fetch bag-fetch-path"},
	{.name = "data itself", .edits = FETCH("http://a.example/x - data/\n"), .relist_tags = true,
	 .expected = "bag-fetch bag-fetch-path"},
	{.name = "a leading ./", .edits = FETCH("http://a.example/x - ./data/图片/一号.jpg\n"), .relist_tags = true,
	 .expected = "bag-fetch bag-fetch-path"},
	{.name = "a per cent sign that no code follows", .before = {{BAG_WRITE, "data/5%.txt", "", NULL}},
	 .edits = {{BAG_WRITE, "fetch.txt", "http://a.example/x 0 data/5%.txt\n", NULL},
		   {BAG_REPLACE, "manifest-sha256.txt", "5%", "5%25"}},
	 .relist_tags = true, .expected = "bag-fetch bag-manifest-bare"},
	{.name = "a per cent sign as it stands, though a code follows",
	 .before = {{BAG_WRITE, "data/5%25.txt", "", NULL}},
	 .edits = {{BAG_WRITE, "fetch.txt", "http://a.example/x 0 data/5%25.txt\n", NULL},
		   {BAG_REPLACE, "manifest-sha256.txt", "5%25", "5%2525"}},
	 .relist_tags = true, .expected = "bag-fetch bag-manifest-bare"},
	{.name = "all of the payload still to be fetched",
	 .edits = {{BAG_WRITE, "fetch.txt", "http://a.example/1 - data/说明.txt\nhttp://a.example/2 - "
		    "data/图片/一号.jpg\nhttp://a.example/3 - data/图片/二号.jpg\n", NULL},
		   {BAG_REMOVE, "data/说明.txt", NULL, NULL}, {BAG_REMOVE, "data/图片", NULL, NULL}},
	 .relist_tags = true, .expected = "bag-fetch bag-file-missing bag-oxum"},
	{.name = "fetch.txt in a folder is nothing special",
	 .before = {{BAG_WRITE, "more/fetch.txt", "?", NULL}}, .expected = ""},
	{.name = "fetch.txt that its tag manifest does not list",
	 .edits = FETCH("http://a.example/x 21 data/图片/一号.jpg\n"), .expected = "bag-fetch"},
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

	bag_tally_begin("bag_fetch");
	tcase_add_checked_fixture(judges, NULL, temp_remove);
	tcase_add_loop_test(judges, each_line_is_judged_for_the_right_reason, 0,
			    sizeof cases / sizeof cases[0]);
	suite_add_tcase(suite, judges);
	return suite;
}
