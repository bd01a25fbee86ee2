/* SPDX-License-Identifier: MIT */
/* test_bag_check.c: complete and valid, as RFC 8493 means it, by every algorithm. */
#include "harness/suite.h"
#include "harness/temp.h"
#include "package/bag_case.h"
#include "package/bag_tally.h"

/* libarchive gives names of archives in normal form C, so that such two are one there. */
#define ARCHIVES (1u << TAIZHANG_FORMAT_ZIP | 1u << TAIZHANG_FORMAT_TAR | 1u << TAIZHANG_FORMAT_TAR_GZ | \
		     1u << TAIZHANG_FORMAT_TAR_ZST)

static const struct bag_case cases[] = {
	{.name = "md5", .algorithms = "md5", .expected = "bag-digest-weak"},
	{.name = "sha1", .algorithms = "sha1", .expected = "bag-digest-weak"},
	{.name = "md5 and sha1", .algorithms = "md5 sha1", .expected = "bag-digest-weak"},
	{.name = "md5 beside sha256", .algorithms = "sha256 md5", .expected = ""},
	{.name = "sha224", .algorithms = "sha224", .expected = ""},
	{.name = "sha384", .algorithms = "sha384", .expected = ""},
	{.name = "sha512", .algorithms = "sha512", .expected = ""},
	{.name = "sm3", .algorithms = "sm3", .expected = ""},
	{.name = "all of them", .algorithms = "md5 sha1 sha224 sha256 sha384 sha512 sm3", .expected = ""},
	{.name = "a changed byte, the size as it was",
	 .edits = {{BAG_REPLACE, "data/图片/一号.jpg", "really", "realy!"}}, .expected = "bag-digest"},
	{.name = "a changed byte by sm3", .algorithms = "sm3",
	 .edits = {{BAG_REPLACE, "data/图片/一号.jpg", "really", "realy!"}}, .expected = "bag-digest"},
	{.name = "a changed digest in the second manifest", .algorithms = "sha256 sm3",
	 .edits = {{BAG_REPLACE, "manifest-sm3.txt", "1", "2"}}, .relist_tags = true, .expected = "bag-digest"},
	{.name = "a missing file", .edits = {{BAG_REMOVE, "data/说明.txt", NULL, NULL}},
	 .expected = "bag-file-missing bag-oxum"},
	{.name = "a missing file in two manifests", .algorithms = "sha256 sm3",
	 .edits = {{BAG_REMOVE, "data/说明.txt", NULL, NULL}}, .expected = "bag-file-missing bag-oxum"},
	{.name = "a file that no manifest lists", .edits = {{BAG_WRITE, "data/x", "x", NULL}},
	 .expected = "bag-file-unlisted bag-oxum"},
	{.name = "an empty file that no manifest lists", .edits = {{BAG_WRITE, "data/x", "", NULL}},
	 .expected = "bag-file-unlisted bag-oxum"},
	{.name = "a renamed file", .edits = {{BAG_RENAME, "data/说明.txt", "data/x", NULL}},
	 .expected = "bag-file-missing bag-file-unlisted"},
	{.name = "a file of one manifest only", .algorithms = "sha256 sm3",
	 .edits = {{BAG_WRITE, "manifest-sm3.txt", "", NULL}}, .relist_tags = true,
	 .expected = "bag-manifests-disagree"},
	{.name = "a file of one manifest only in 0.97", .version = "0.97", .algorithms = "sha256 sm3",
	 .edits = {{BAG_WRITE, "manifest-sm3.txt", "", NULL}}, .relist_tags = true,
	 .expected = "bag-manifests-disagree", .softer = true},
	{.name = "no manifest", .edits = {{BAG_REMOVE, "manifest-sha256.txt", NULL, NULL}}, .relist_tags = true,
	 .expected = "bag-manifest-none"},
	{.name = "no data", .edits = {{BAG_REMOVE, "data", NULL, NULL}},
	 .expected = "bag-data-none bag-file-missing bag-oxum"},
	{.name = "no tag manifest", .edits = {{BAG_REMOVE, "tagmanifest-sha256.txt", NULL, NULL}}, .expected = ""},
	{.name = "a changed tag file", .edits = {{BAG_APPEND, "bag-info.txt", "A: 1\n", NULL}},
	 .expected = "bag-tag-digest"},
	{.name = "a missing tag file", .edits = {{BAG_REMOVE, "bag-info.txt", NULL, NULL}},
	 .expected = "bag-tag-missing"},
	{.name = "a tag folder that is listed", .before = {{BAG_WRITE, "更多/readme.txt", "x", NULL}}, .expected = ""},
	{.name = "a tag folder that is not listed", .edits = {{BAG_WRITE, "更多/readme.txt", "x", NULL}},
	 .expected = ""},
	{.name = "a changed file in a tag folder", .before = {{BAG_WRITE, "更多/readme.txt", "x", NULL}},
	 .edits = {{BAG_APPEND, "更多/readme.txt", "y", NULL}}, .expected = "bag-tag-digest"},
	{.name = "a changed manifest", .edits = {{BAG_APPEND, "manifest-sha256.txt", "\n", NULL}},
	 .expected = "bag-manifest-line bag-tag-digest"},
	{.name = "leftovers of desktops",
	 .before = {{BAG_WRITE, "data/Thumbs.db", "", NULL}, {BAG_WRITE, "data/图片/.DS_Store", "", NULL}},
	 .expected = "bag-system-file"},
	{.name = "a bag in a bag",
	 .before = {{BAG_WRITE, "data/包/bagit.txt", "BagIt-Version: 1.0\n", NULL},
		    {BAG_WRITE, "data/包/manifest-md5.txt", "not judged", NULL}}, .expected = ""},
	{.name = "manifest.xml is nothing special in any bag", .edits = {{BAG_WRITE, "manifest.xml", "<", NULL}},
	 .expected = ""},
	{.name = "a payload of nothing",
	 .before = {{BAG_REMOVE, "data/说明.txt", NULL, NULL}, {BAG_REMOVE, "data/图片", NULL, NULL}},
	 .expected = ""},
	{.name = "a link in the payload", .edits = {{BAG_LINK, "data/图片/二号.jpg", "/etc/passwd", NULL}},
	 .expected = "bag-file-missing bag-oxum entry-link"},
	{.name = "a link to a folder", .edits = {{BAG_LINK, "data/x", "..", NULL}}, .expected = "entry-link"},
	{.name = "a link for bagit.txt", .edits = {{BAG_LINK, "bagit.txt", "bag-info.txt", NULL}},
	 .expected = "bag-declaration-none bag-tag-missing entry-link"},
	{.name = "a pipe", .edits = {{BAG_FIFO, "data/x", NULL, NULL}}, .expected = "entry-special",
	 .not_in = 1u << TAIZHANG_FORMAT_ZIP},
	{.name = "names that differ by case",
	 .before = {{BAG_WRITE, "data/a.txt", "", NULL}, {BAG_WRITE, "data/A.txt", "", NULL}},
	 .expected = "entry-collision"},
	{.name = "names that differ by normal form",
	 .before = {{BAG_WRITE, "data/\xC3\xA9.txt", "", NULL}, {BAG_WRITE, "data/e\xCC\x81.txt", "", NULL}},
	 .expected = "entry-collision", .not_in = ARCHIVES},
	{.name = "a device of Windows", .before = {{BAG_WRITE, "data/nul.txt", "", NULL}},
	 .expected = "entry-device"},
	{.name = "a backslash in a name", .edits = {{BAG_WRITE, "data/a\\b", "", NULL}},
	 .expected = "entry-backslash", .not_in = 1u << TAIZHANG_FORMAT_ZIP},
	{.name = "a line break in a name", .edits = {{BAG_WRITE, "data/a\nb", "", NULL}},
	 .expected = "entry-control"},
	{.name = "a device of Windows in a folder", .before = {{BAG_WRITE, "data/con/x", "", NULL}},
	 .expected = "entry-device"},
	{.name = "data is a file", .edits = {{BAG_REMOVE, "data", NULL, NULL}, {BAG_WRITE, "data", "", NULL}},
	 .expected = "bag-data-none bag-file-missing bag-oxum"},
	{.name = "an empty folder", .edits = {{BAG_FOLDER, "data/空", NULL, NULL}}, .expected = ""},
	{.name = "an empty folder kept by a file", .before = {{BAG_WRITE, "data/空/.keep", "", NULL}}, .expected = ""},
	{.name = "files beside data", .edits = {{BAG_WRITE, "readme.txt", "x", NULL}, {BAG_WRITE, "x.bin", "x", NULL}},
	 .expected = ""},
	{.name = "files that hide", .before = {{BAG_WRITE, "data/.hidden", "x", NULL}}, .expected = ""},
	{.name = "a file that hides and no manifest lists", .edits = {{BAG_WRITE, "data/.hidden", "", NULL}},
	 .expected = "bag-file-unlisted bag-oxum"},
	{.name = "leftovers of desktops that no manifest lists", .edits = {{BAG_WRITE, "data/desktop.ini", "", NULL}},
	 .expected = "bag-file-unlisted bag-oxum bag-system-file"},
	{.name = "a deep tree", .before = {{BAG_WRITE, "data/1/2/3/4/5/6/7/8/9/10/11/12/x", "x", NULL}}, .expected = ""},
	{.name = "data in data", .before = {{BAG_WRITE, "data/data/bagit.txt", "?", NULL}}, .expected = ""},
	{.name = "a name of white space", .before = {{BAG_WRITE, "data/ ", "x", NULL}}, .expected = ""},
	{.name = "names with quotes and brackets",
	 .before = {{BAG_WRITE, "data/\"a\" (b) [c] & $d;.txt", "x", NULL}}, .expected = ""},
	{.name = "a file cut short", .edits = {{BAG_WRITE, "data/图片/一号.jpg", "not really", NULL}},
	 .expected = "bag-digest bag-oxum"},
	{.name = "a file emptied", .edits = {{BAG_WRITE, "data/图片/一号.jpg", "", NULL}},
	 .expected = "bag-digest bag-oxum"},
	{.name = "two files with their bytes changed round",
	 .before = {{BAG_WRITE, "data/1", "a", NULL}, {BAG_WRITE, "data/2", "b", NULL}},
	 .edits = {{BAG_WRITE, "data/1", "b", NULL}, {BAG_WRITE, "data/2", "a", NULL}}, .expected = "bag-digest"},
	{.name = "a changed byte by md5", .algorithms = "md5",
	 .edits = {{BAG_REPLACE, "data/图片/一号.jpg", "really", "realy!"}}, .expected = "bag-digest bag-digest-weak"},
	{.name = "a changed byte by sha1", .algorithms = "sha1",
	 .edits = {{BAG_REPLACE, "data/图片/一号.jpg", "really", "realy!"}}, .expected = "bag-digest bag-digest-weak"},
	{.name = "a changed byte by sha512", .algorithms = "sha512",
	 .edits = {{BAG_REPLACE, "data/图片/一号.jpg", "really", "realy!"}}, .expected = "bag-digest"},
	{.name = "a changed byte by two manifests", .algorithms = "sha512 md5",
	 .edits = {{BAG_REPLACE, "data/图片/一号.jpg", "really", "realy!"}}, .expected = "bag-digest"},
	{.name = "a file in the second manifest only", .algorithms = "sha256 sm3",
	 .edits = {{BAG_REPLACE, "manifest-sha256.txt", "data/说明.txt", "data/说明书.txt"}}, .relist_tags = true,
	 .expected = "bag-file-missing bag-manifests-disagree"},
	{.name = "a missing file that one manifest lists", .algorithms = "sha256 sm3",
	 .edits = {{BAG_APPEND, "manifest-sm3.txt",
		    "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b  data/x\n", NULL}},
	 .relist_tags = true, .expected = "bag-file-missing"},
	{.name = "a tag folder in the way of data", .before = {{BAG_WRITE, "database/x", "x", NULL}}, .expected = ""},
	{.name = "an old bag with one file changed", .version = "0.95",
	 .edits = {{BAG_REPLACE, "data/图片/一号.jpg", "really", "realy!"}},
	 .expected = "bag-digest bag-version-old"},
	{.name = "an unknown version is held to 1.0", .version = "3.0", .algorithms = "sha256 sm3",
	 .edits = {{BAG_WRITE, "manifest-sm3.txt", "", NULL}}, .relist_tags = true,
	 .expected = "bag-manifests-disagree bag-version"},
	{.name = "a name in GBK", .edits = {{BAG_WRITE, "data/\xB2\xC4", "", NULL}}, .expected = "entry-encoding",
	 .not_in = ARCHIVES},
};

START_TEST(each_bag_is_judged_for_the_right_reason)
{
	bag_case_run(&cases[_i]);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("bag_check");
	TCase *judges = tcase_create("judges");

	bag_tally_begin("bag_check");
	tcase_add_checked_fixture(judges, NULL, temp_remove);
	tcase_add_loop_test(judges, each_bag_is_judged_for_the_right_reason, 0,
			    sizeof cases / sizeof cases[0]);
	suite_add_tcase(suite, judges);
	return suite;
}
