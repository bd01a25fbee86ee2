/* SPDX-License-Identifier: MIT */
/* test_bag_manifest.c: lines of manifests: forms that sum tools write, encoded names, names that lead astray. */
#include <string.h>

#include "harness/suite.h"
#include "harness/temp.h"
#include "package/bag.h"
#include "package/bag_case.h"

#define MANIFEST "manifest-sha256.txt"
/* SHA-256 of nothing, which is what data/图片/二号.jpg holds. */
#define EMPTY "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#define EMPTY_UPPER "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855"
#define OF_EMPTY EMPTY "  data/图片/二号.jpg"
#define REWRITE(by) {{BAG_REPLACE, MANIFEST, OF_EMPTY "\n", by}}
#define ADD(line) {{BAG_APPEND, MANIFEST, line, NULL}}
#define NAMED(file) {{BAG_WRITE, file, "", NULL}}

static const struct bag_case cases[] = {
	{.name = "digits in upper case", .edits = REWRITE(EMPTY_UPPER "  data/图片/二号.jpg\n"), .relist_tags = true,
	 .expected = ""},
	{.name = "one blank", .edits = REWRITE(EMPTY " data/图片/二号.jpg\n"), .relist_tags = true, .expected = ""},
	{.name = "a tab", .edits = REWRITE(EMPTY "\tdata/图片/二号.jpg\n"), .relist_tags = true, .expected = ""},
	{.name = "CRLF", .edits = REWRITE(OF_EMPTY "\r\n"), .relist_tags = true, .expected = ""},
	{.name = "CR", .edits = REWRITE(OF_EMPTY "\r"), .relist_tags = true, .expected = ""},
	{.name = "no line end at the end", .before = NAMED("data/龙.txt"),
	 .edits = {{BAG_REPLACE, MANIFEST, "data/龙.txt\n", "data/龙.txt"}}, .relist_tags = true, .expected = ""},
	{.name = "the mark of a sum tool", .edits = REWRITE(EMPTY " *data/图片/二号.jpg\n"), .relist_tags = true,
	 .expected = "bag-manifest-mark"},
	{.name = "a leading ./", .edits = REWRITE(EMPTY "  ./data/图片/二号.jpg\n"), .relist_tags = true,
	 .expected = "bag-manifest-dot"},
	{.name = "both", .edits = REWRITE(EMPTY " *./data/图片/二号.jpg\n"), .relist_tags = true,
	 .expected = "bag-manifest-dot bag-manifest-mark"},
	{.name = "a byte order mark", .edits = {{BAG_WRITE, MANIFEST, "\xEF\xBB\xBF" OF_EMPTY "\n", NULL}},
	 .relist_tags = true, .expected = "bag-bom bag-file-unlisted"},
	{.name = "GBK", .edits = ADD(EMPTY "  data/\xB2\xC4.jpg\n"), .relist_tags = true, .expected = "bag-encoding"},
	{.name = "too few digits", .edits = ADD("e3b0 data/x\n"), .relist_tags = true,
	 .expected = "bag-manifest-line"},
	{.name = "too many digits", .edits = ADD(EMPTY "0 data/x\n"), .relist_tags = true,
	 .expected = "bag-manifest-line"},
	{.name = "no path", .edits = ADD(EMPTY "  \n"), .relist_tags = true, .expected = "bag-manifest-line"},
	{.name = "nothing after the mark", .edits = ADD(EMPTY " *\n"), .relist_tags = true,
	 .expected = "bag-manifest-line bag-manifest-mark"},
	{.name = "an indented line", .edits = ADD(" " EMPTY "  data/x\n"), .relist_tags = true,
	 .expected = "bag-manifest-line"},
	{.name = "the escape of a sum tool", .edits = ADD("\\" EMPTY "  data/x\\\\y\n"), .relist_tags = true,
	 .expected = "bag-manifest-line"},
	{.name = "a blank line", .edits = ADD("\n"), .relist_tags = true, .expected = "bag-manifest-line"},
	{.name = "a path with ..", .edits = ADD(EMPTY "  data/../../etc/passwd\n"), .relist_tags = true,
	 .expected = "bag-manifest-path"},
	{.name = "an absolute path", .edits = ADD(EMPTY "  /etc/passwd\n"), .relist_tags = true,
	 .expected = "bag-manifest-path"},
	{.name = "a drive", .edits = ADD(EMPTY "  C:\\Windows\\x\n"), .relist_tags = true,
	 .expected = "bag-manifest-path"},
	{.name = "a backslash", .edits = ADD(EMPTY "  data\\x\n"), .relist_tags = true,
	 .expected = "bag-manifest-path"},
	{.name = "a folder", .edits = ADD(EMPTY "  data/图片/\n"), .relist_tags = true,
	 .expected = "bag-manifest-path"},
	{.name = "an empty component", .edits = ADD(EMPTY "  data//x\n"), .relist_tags = true,
	 .expected = "bag-manifest-path"},
	{.name = "an encoded line break", .edits = ADD(EMPTY "  data/a%0Ab\n"), .relist_tags = true,
	 .expected = "bag-manifest-path"},
	{.name = "a home folder", .edits = ADD(EMPTY "  ~/x\n"), .relist_tags = true,
	 .expected = "bag-manifest-outside"},
	{.name = "a tag file in a payload manifest", .edits = ADD(EMPTY "  bagit.txt\n"), .relist_tags = true,
	 .expected = "bag-manifest-outside"},
	{.name = "data itself", .edits = ADD(EMPTY "  data\n"), .relist_tags = true,
	 .expected = "bag-manifest-outside"},
	{.name = "a file twice", .edits = ADD(OF_EMPTY "\n"), .relist_tags = true,
	 .expected = "bag-manifest-repeated"},
	{.name = "a file twice in 0.97", .version = "0.97", .edits = ADD(OF_EMPTY "\n"), .relist_tags = true,
	 .expected = "bag-manifest-repeated"},
	{.name = "a file that is not there", .edits = ADD(EMPTY "  data/x\n"), .relist_tags = true,
	 .expected = "bag-file-missing"},
	{.name = "per cent encoded as asked", .before = NAMED("data/完成率95%.xlsx"),
	 .edits = {{BAG_REPLACE, MANIFEST, "95%", "95%25"}}, .relist_tags = true, .expected = ""},
	{.name = "per cent that no code follows", .before = NAMED("data/完成率95%.xlsx"), .expected = ""},
	{.name = "per cent as it stands, though a code follows", .before = NAMED("data/a%25b.txt"),
	 .expected = "bag-manifest-bare"},
	{.name = "codes in lower case, as they stand", .before = NAMED("data/a%0ab.txt"),
	 .expected = "bag-manifest-bare"},
	{.name = "other codes are names", .before = NAMED("data/%7Ea.txt"), .expected = ""},
	{.name = "another case", .edits = REWRITE(EMPTY "  data/图片/二号.JPG\n"), .relist_tags = true,
	 .expected = "bag-manifest-name"},
	{.name = "another normal form", .before = NAMED("data/\xC3\xA9.txt"),
	 .edits = {{BAG_REPLACE, MANIFEST, "\xC3\xA9", "e\xCC\x81"}}, .relist_tags = true,
	 .expected = "bag-manifest-name"},
	{.name = "names with blanks at their ends", .before = NAMED("data/ a .txt "), .expected = ""},
	{.name = "a name with a blank inside", .before = NAMED("data/a b.txt"), .expected = ""},
	{.name = "an algorithm that is not known",
	 .edits = {{BAG_WRITE, "manifest-blake3.txt", "00  data/x\n", NULL}}, .relist_tags = true,
	 .expected = "bag-manifest-algorithm"},
	{.name = "an empty algorithm is no manifest", .edits = {{BAG_WRITE, "manifest-.txt", "?", NULL}},
	 .relist_tags = true, .expected = ""},
	{.name = "payload in a tag manifest", .edits = {{BAG_APPEND, "tagmanifest-sha256.txt", OF_EMPTY "\n", NULL}},
	 .expected = "bag-tag-listing"},
	{.name = "a tag manifest in a tag manifest",
	 .edits = {{BAG_APPEND, "tagmanifest-sha256.txt", EMPTY "  tagmanifest-sha256.txt\n", NULL}},
	 .expected = "bag-tag-listing"},
	{.name = "payload in a tag manifest of 0.97", .version = "0.97",
	 .edits = {{BAG_APPEND, "tagmanifest-sha256.txt", OF_EMPTY "\n", NULL}}, .expected = "bag-tag-listing"},
};

START_TEST(each_line_is_judged_for_the_right_reason)
{
	bag_case_run(&cases[_i]);
}
END_TEST

START_TEST(tells_the_algorithm_of_a_manifest_by_its_name)
{
	bool of_tags;

	ck_assert_str_eq(tz_bag_manifest_algorithm("manifest-sha256.txt", &of_tags), "sha256");
	ck_assert(!of_tags);
	ck_assert_str_eq(tz_bag_manifest_algorithm("tagmanifest-sm3.txt", &of_tags), "sm3");
	ck_assert(of_tags);
	ck_assert_ptr_null(tz_bag_manifest_algorithm("manifest-.txt", &of_tags));
	ck_assert_ptr_null(tz_bag_manifest_algorithm("manifest-md5", &of_tags));
	ck_assert_ptr_null(tz_bag_manifest_algorithm("data/manifest-md5.txt", &of_tags));
	ck_assert_ptr_null(tz_bag_manifest_algorithm("manifest-data/md5.txt", &of_tags));
	ck_assert_ptr_null(tz_bag_manifest_algorithm("tag", &of_tags));
	ck_assert_ptr_null(tz_bag_manifest_algorithm("", &of_tags));
}
END_TEST

START_TEST(decodes_line_breaks_and_per_cent_and_nothing_else)
{
	char path[] = "a%0Ab%0dc%25d%2525%7E%2%";

	tz_bag_decode_percent(path);
	ck_assert_str_eq(path, "a\nb\rc%d%25%7E%2%");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("bag_manifest");
	TCase *judges = tcase_create("judges"), *names = tcase_create("names");

	tcase_add_checked_fixture(judges, NULL, temp_remove);
	tcase_add_checked_fixture(names, NULL, temp_remove);
	tcase_add_loop_test(judges, each_line_is_judged_for_the_right_reason, 0,
			    sizeof cases / sizeof cases[0]);
	tcase_add_test(names, tells_the_algorithm_of_a_manifest_by_its_name);
	tcase_add_test(names, decodes_line_breaks_and_per_cent_and_nothing_else);
	suite_add_tcase(suite, judges);
	suite_add_tcase(suite, names);
	return suite;
}
