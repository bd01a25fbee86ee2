/* SPDX-License-Identifier: MIT */
/* test_bag_manifest.c: lines of manifests: forms that sum tools write, encoded names, names that lead astray. */
#include <string.h>

#include "harness/suite.h"
#include "harness/temp.h"
#include "package/bag.h"
#include "package/bag_case.h"
#include "package/bag_tally.h"

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
	 .expected = "bag-manifest-repeated", .softer = true},
	{.name = "a file that is not there", .edits = ADD(EMPTY "  data/x\n"), .relist_tags = true,
	 .expected = "bag-file-missing"},
	{.name = "per cent encoded as asked", .before = NAMED("data/完成率95%.xlsx"),
	 .edits = {{BAG_REPLACE, MANIFEST, "95%", "95%25"}}, .relist_tags = true, .expected = ""},
	{.name = "per cent that no code follows", .before = NAMED("data/完成率95%.xlsx"), .expected = "bag-manifest-bare"},
	{.name = "per cent that no code follows in 0.97", .version = "0.97", .before = NAMED("data/完成率95%.xlsx"),
	 .expected = ""},
	{.name = "one per cent encoded, the other not", .before = NAMED("data/5%到9%.txt"),
	 .edits = {{BAG_REPLACE, MANIFEST, "9%", "9%25"}}, .relist_tags = true, .expected = "bag-manifest-bare"},
	{.name = "a code in a name, encoded as asked", .before = NAMED("data/a%25b.txt"),
	 .edits = {{BAG_REPLACE, MANIFEST, "%25", "%2525"}}, .relist_tags = true, .expected = ""},
	{.name = "two names that one code makes one",
	 .before = {{BAG_WRITE, "data/a%25b.txt", "", NULL}, {BAG_WRITE, "data/a%b.txt", "", NULL}},
	 .expected = "bag-file-unlisted bag-manifest-bare bag-manifest-repeated"},
	{.name = "per cent as it stands, though a code follows, in 0.97", .version = "0.97",
	 .before = NAMED("data/a%25b.txt"), .expected = "bag-manifest-bare"},
	{.name = "per cent as it stands, though a code follows", .before = NAMED("data/a%25b.txt"),
	 .expected = "bag-manifest-bare"},
	{.name = "codes in lower case, as they stand", .before = NAMED("data/a%0ab.txt"),
	 .expected = "bag-manifest-bare"},
	{.name = "other codes are names", .before = NAMED("data/%7Ea.txt"), .expected = "bag-manifest-bare"},
	{.name = "other codes are names in 0.97", .version = "0.97", .before = NAMED("data/%7Ea.txt"), .expected = ""},
	{.name = "other codes are not decoded", .before = NAMED("data/~a.txt"),
	 .edits = {{BAG_REPLACE, MANIFEST, "~a", "%7Ea"}}, .relist_tags = true,
	 .expected = "bag-file-missing bag-file-unlisted"},
	{.name = "another case", .edits = REWRITE(EMPTY "  data/图片/二号.JPG\n"), .relist_tags = true,
	 .expected = "bag-manifest-name", .softer = true},
	{.name = "another normal form", .before = NAMED("data/\xC3\xA9.txt"),
	 .edits = {{BAG_REPLACE, MANIFEST, "\xC3\xA9", "e\xCC\x81"}}, .relist_tags = true,
	 .expected = "bag-manifest-name", .softer = true},
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
	 .edits = {{BAG_APPEND, "tagmanifest-sha256.txt", OF_EMPTY "\n", NULL}}, .expected = "bag-tag-listing",
	 .softer = true},
	{.name = "some digits in upper case", .edits = {{BAG_REPLACE, MANIFEST, "e3b0c4", "E3b0C4"}},
	 .relist_tags = true, .expected = ""},
	{.name = "many blanks and tabs", .edits = REWRITE(EMPTY " \t  \tdata/图片/二号.jpg\n"), .relist_tags = true,
	 .expected = ""},
	{.name = "a wide blank is none", .edits = REWRITE(EMPTY "　data/图片/二号.jpg\n"), .relist_tags = true,
	 .expected = "bag-file-unlisted bag-manifest-line"},
	{.name = "no blank", .edits = REWRITE(EMPTY "data/图片/二号.jpg\n"), .relist_tags = true,
	 .expected = "bag-file-unlisted bag-manifest-line"},
	{.name = "a mark and no blank", .edits = REWRITE(EMPTY "*data/图片/二号.jpg\n"), .relist_tags = true,
	 .expected = "bag-file-unlisted bag-manifest-line"},
	{.name = "the path first", .edits = REWRITE("data/图片/二号.jpg  " EMPTY "\n"), .relist_tags = true,
	 .expected = "bag-file-unlisted bag-manifest-line"},
	{.name = "the form of BSD", .edits = REWRITE("SHA256 (data/图片/二号.jpg) = " EMPTY "\n"), .relist_tags = true,
	 .expected = "bag-file-unlisted bag-manifest-line"},
	{.name = "a digit that is none", .edits = {{BAG_REPLACE, MANIFEST, "e3b0", "g3b0"}}, .relist_tags = true,
	 .expected = "bag-file-unlisted bag-manifest-line"},
	{.name = "a digit less", .edits = {{BAG_REPLACE, MANIFEST, "e3b0", "3b0"}}, .relist_tags = true,
	 .expected = "bag-file-unlisted bag-manifest-line"},
	{.name = "the digest of another algorithm",
	 .edits = REWRITE("d41d8cd98f00b204e9800998ecf8427e  data/图片/二号.jpg\n"), .relist_tags = true,
	 .expected = "bag-file-unlisted bag-manifest-line"},
	{.name = "a line of blanks", .edits = ADD("  \n"), .relist_tags = true, .expected = "bag-manifest-line"},
	{.name = "a blank line in 0.97", .version = "0.97", .edits = ADD("\n"), .relist_tags = true,
	 .expected = "bag-manifest-line", .softer = true},
	{.name = "a comment", .edits = ADD("# made by hand\n"), .relist_tags = true, .expected = "bag-manifest-line"},
	{.name = "a blank after the path", .edits = REWRITE(EMPTY "  data/图片/二号.jpg \n"), .relist_tags = true,
	 .expected = "bag-file-missing bag-file-unlisted"},
	{.name = "an empty manifest", .edits = {{BAG_WRITE, MANIFEST, "", NULL}}, .relist_tags = true,
	 .expected = "bag-file-unlisted"},
	{.name = "a folder without a slash", .edits = ADD(EMPTY "  data/图片\n"), .relist_tags = true,
	 .expected = "bag-file-missing"},
	{.name = "a component of dots", .edits = ADD(EMPTY "  data/./图片/三号.jpg\n"), .relist_tags = true,
	 .expected = "bag-manifest-path"},
	{.name = "a network path", .edits = ADD(EMPTY "  \\\\?\\UNC\\server\\x\n"), .relist_tags = true,
	 .expected = "bag-manifest-path"},
	{.name = "a variable of Windows", .edits = ADD(EMPTY "  %HomeDrive%\\x\n"), .relist_tags = true,
	 .expected = "bag-manifest-path"},
	{.name = "another one's home folder", .edits = ADD(EMPTY "  ~root/x\n"), .relist_tags = true,
	 .expected = "bag-manifest-outside"},
	{.name = "names with a tilde",
	 .before = {{BAG_WRITE, "data/~root", "", NULL}, {BAG_WRITE, "data/~/x~", "", NULL}}, .expected = ""},
	{.name = "a path that only begins like data", .edits = ADD(EMPTY "  database/x\n"), .relist_tags = true,
	 .expected = "bag-manifest-outside"},
	{.name = "DATA is not data", .edits = ADD(EMPTY "  DATA/x\n"), .relist_tags = true,
	 .expected = "bag-manifest-outside"},
	{.name = "an encoded line end", .edits = ADD(EMPTY "  data/a%0Db\n"), .relist_tags = true,
	 .expected = "bag-manifest-path"},
	{.name = "a file twice with another digest",
	 .edits = ADD("00b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  data/图片/二号.jpg\n"),
	 .relist_tags = true, .expected = "bag-manifest-repeated"},
	{.name = "a file twice with another digest in 0.97", .version = "0.97",
	 .edits = ADD("00b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  data/图片/二号.jpg\n"),
	 .relist_tags = true, .expected = "bag-manifest-repeated"},
	{.name = "a file twice, once with ./", .edits = ADD(EMPTY "  ./data/图片/二号.jpg\n"), .relist_tags = true,
	 .expected = "bag-manifest-dot bag-manifest-repeated"},
	{.name = "an algorithm in upper case", .edits = {{BAG_RENAME, MANIFEST, "manifest-SHA256.txt", NULL}},
	 .relist_tags = true, .expected = "bag-manifest-filename"},
	{.name = "an algorithm with its dash", .edits = {{BAG_RENAME, MANIFEST, "manifest-sha-256.txt", NULL}},
	 .relist_tags = true, .expected = "bag-manifest-filename"},
	{.name = "an algorithm with its dash in 0.97", .version = "0.97",
	 .edits = {{BAG_RENAME, MANIFEST, "manifest-sha-256.txt", NULL}}, .relist_tags = true,
	 .expected = "bag-manifest-filename", .softer = true},
	{.name = "an algorithm twice", .edits = {{BAG_WRITE, "manifest-SHA256.txt", OF_EMPTY "\n", NULL}},
	 .relist_tags = true, .expected = "bag-manifest-filename entry-collision"},
	{.name = "MANIFEST is not manifest", .edits = {{BAG_RENAME, MANIFEST, "MANIFEST-SHA256.TXT", NULL}},
	 .relist_tags = true, .expected = "bag-manifest-none"},
	{.name = "no manifest but one of an unknown algorithm",
	 .edits = {{BAG_RENAME, MANIFEST, "manifest-blake3.txt", NULL}}, .relist_tags = true,
	 .expected = "bag-manifest-algorithm bag-manifest-none"},
	{.name = "a manifest in a folder is none", .before = {{BAG_WRITE, "more/manifest-md5.txt", "?", NULL}},
	 .expected = ""},
	{.name = "as many lines as the limit", .manifest_lines = 3, .expected = ""},
	{.name = "a line past the limit", .manifest_lines = 2, .expected = "bag-manifest-lines"},
};

#define TAGS "tagmanifest-sha256.txt"
#define ADD_TAG(line) {{BAG_APPEND, TAGS, line, NULL}}

static const struct bag_case tag_cases[] = {
	{.name = "a tag manifest of another algorithm", .edits = {{BAG_WRITE, "tagmanifest-md5.txt", "", NULL}},
	 .expected = "bag-tag-unlisted"},
	{.name = "a tag manifest of another algorithm in 0.97", .version = "0.97",
	 .edits = {{BAG_WRITE, "tagmanifest-md5.txt", "", NULL}}, .expected = ""},
	{.name = "a tag manifest of an unknown algorithm", .edits = {{BAG_WRITE, "tagmanifest-blake3.txt", "?", NULL}},
	 .expected = "bag-manifest-algorithm"},
	{.name = "a tag manifest with its dash", .edits = {{BAG_RENAME, TAGS, "tagmanifest-sha-256.txt", NULL}},
	 .expected = "bag-manifest-filename"},
	{.name = "a payload manifest that no tag manifest lists",
	 .edits = {{BAG_REMOVE, TAGS, NULL, NULL}, {BAG_WRITE, TAGS, "", NULL}}, .expected = "bag-tag-unlisted"},
	{.name = "one of two payload manifests that it does not list", .algorithms = "sha256 sm3",
	 .edits = {{BAG_REPLACE, TAGS, "manifest-sm3.txt\n", "bagit-too.txt\n"}},
	 .expected = "bag-tag-missing bag-tag-unlisted"},
	{.name = "a payload manifest of an unknown algorithm that it does not list",
	 .edits = {{BAG_WRITE, "manifest-blake3.txt", "00  data/x\n", NULL}},
	 .expected = "bag-manifest-algorithm bag-tag-unlisted"},
	{.name = "other tag files that it does not list", .edits = {{BAG_WRITE, "readme.txt", "", NULL}}, .expected = ""},
	{.name = "a tag file that is not there", .edits = ADD_TAG(EMPTY "  readme.txt\n"), .expected = "bag-tag-missing"},
	{.name = "a tag file with another digest", .before = {{BAG_WRITE, "readme.txt", "x", NULL}},
	 .edits = {{BAG_WRITE, "readme.txt", "y", NULL}}, .expected = "bag-tag-digest"},
	{.name = "a tag file twice", .before = {{BAG_WRITE, "readme.txt", "", NULL}},
	 .edits = ADD_TAG(EMPTY "  readme.txt\n"), .expected = "bag-manifest-repeated"},
	{.name = "a tag file with a mark", .edits = {{BAG_REPLACE, TAGS, " bagit.txt", "*bagit.txt"}},
	 .expected = "bag-manifest-mark"},
	{.name = "a tag file behind dot and slash", .edits = {{BAG_REPLACE, TAGS, "bagit.txt", "./bagit.txt"}},
	 .expected = "bag-manifest-dot"},
	{.name = "a tag file in another case", .edits = {{BAG_REPLACE, TAGS, "bagit.txt", "BagIt.txt"}},
	 .expected = "bag-manifest-name", .softer = true},
	{.name = "a tag path with ..", .edits = ADD_TAG(EMPTY "  ../x\n"), .expected = "bag-manifest-path"},
	{.name = "an absolute tag path", .edits = ADD_TAG(EMPTY "  /etc/passwd\n"), .expected = "bag-manifest-path"},
	{.name = "a tag path with a drive", .edits = ADD_TAG(EMPTY "  C:\\x\n"), .expected = "bag-manifest-path"},
	{.name = "a home folder among tag files", .edits = ADD_TAG(EMPTY "  ~root/x\n"), .expected = "bag-tag-missing"},
	{.name = "a tag line without a digest", .edits = ADD_TAG("bagit.txt\n"), .expected = "bag-manifest-line"},
	{.name = "a blank tag line", .edits = ADD_TAG("\n"), .expected = "bag-manifest-line"},
	{.name = "a byte order mark on a tag manifest",
	 .edits = {{BAG_WRITE, "tagmanifest-md5.txt", "\xEF\xBB\xBF", NULL}}, .expected = "bag-bom bag-tag-unlisted"},
	{.name = "a tag line in upper case with CRLF", .before = {{BAG_WRITE, "readme.txt", "", NULL}},
	 .edits = {{BAG_REPLACE, TAGS, EMPTY "  readme.txt\n", EMPTY_UPPER "\treadme.txt\r\n"}}, .expected = ""},
	{.name = "a tag file that is a link", .before = {{BAG_WRITE, "readme.txt", "", NULL}},
	 .edits = {{BAG_LINK, "readme.txt", "bagit.txt", NULL}}, .expected = "bag-tag-missing entry-link"},
};

START_TEST(each_line_of_a_tag_manifest_is_judged_for_the_right_reason)
{
	bag_case_run(&tag_cases[_i]);
}
END_TEST

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

Suite *module_suite(void)
{
	Suite *suite = suite_create("bag_manifest");
	TCase *judges = tcase_create("judges"), *names = tcase_create("names");

	bag_tally_begin("bag_manifest");
	tcase_add_checked_fixture(judges, NULL, temp_remove);
	tcase_add_checked_fixture(names, NULL, temp_remove);
	tcase_add_loop_test(judges, each_line_is_judged_for_the_right_reason, 0,
			    sizeof cases / sizeof cases[0]);
	tcase_add_loop_test(judges, each_line_of_a_tag_manifest_is_judged_for_the_right_reason, 0,
			    sizeof tag_cases / sizeof tag_cases[0]);
	tcase_add_test(names, tells_the_algorithm_of_a_manifest_by_its_name);
	suite_add_tcase(suite, judges);
	suite_add_tcase(suite, names);
	return suite;
}
